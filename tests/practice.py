"""A small practice for tests, made row by row: Oak Street, Dr. Lee and Dr. Ortiz, two rooms, New York."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from psycopg.types.range import TimestamptzRange

from replywell.common.tenancy import practice_scope
from replywell.patients.models import ConsentEvent, Contact, ContactLink, Patient
from replywell.practices.create import create_practice
from replywell.practices.models import (
    CarrierAccount,
    Location,
    Number,
    OnCall,
    OpeningHours,
    Practice,
    Practitioner,
    Staff,
)
from replywell.scheduling.models import Appointment, AppointmentType, Occupancy, Schedule, Session, TypeNeeds

ZONE = "America/New_York"
PHONE = "+12125550100"
"""The practice's number in texts."""


@dataclass
class Oak:
    """The rows of the practice, by name."""

    practice: Practice
    location: Location
    lee: Practitioner
    ortiz: Practitioner
    lee_schedule: Schedule
    ortiz_schedule: Schedule
    room: Schedule
    visit_type: AppointmentType
    number: Number
    account: CarrierAccount
    anna: Staff
    nurse: Staff

    @property
    def id(self) -> int:
        return self.practice.pk


def make_practice(code: str = "oak", phone: str = PHONE, carrier: str = "simulator") -> Oak:
    """The practice with its places, people, schedules (Mon-Fri 8-12 and 13-17), one type "visit" and a number."""
    practice = create_practice(
        code,
        name="Oak Street Family Practice",
        text_name="Oak Street",
        phone="+12125550111",
        zone=ZONE,
        state="NY",
        language="en",
        languages=["en", "es"],
    )
    account, _ = CarrierAccount.objects.get_or_create(key=f"{carrier}-main", defaults={"carrier": carrier})
    with practice_scope(practice.pk):
        location = Location.objects.create(practice=practice, code="main", name="Main", zone=ZONE)
        for weekday in range(5):
            OpeningHours.objects.create(
                practice=practice, location=location, weekday=weekday, opens=time(8), closes=time(17)
            )
        lee = Practitioner.objects.create(practice=practice, code="lee", name="Grace Lee", text_name="Dr. Lee")
        ortiz = Practitioner.objects.create(practice=practice, code="ortiz", name="Luis Ortiz", text_name="Dr. Ortiz")
        lee_schedule, ortiz_schedule = (
            Schedule.objects.create(
                practice=practice,
                code=who.code,
                name=who.name,
                kind="practitioner",
                practitioner=who,
                location=location,
            )
            for who in (lee, ortiz)
        )
        room = Schedule.objects.create(practice=practice, code="room1", name="Room 1", kind="room", location=location)
        for schedule in (lee_schedule, ortiz_schedule, room):
            for weekday in range(5):
                for starts, ends in ((time(8), time(12)), (time(13), time(17))):
                    Session.objects.create(
                        practice=practice, schedule=schedule, weekday=weekday, starts=starts, ends=ends
                    )
        visit_type = AppointmentType.objects.create(
            practice=practice,
            code="visit",
            name="Office visit",
            text_names={"en": "visit", "es": "cita"},
            minutes=30,
            reminders=["72h", "24h", "2h"],
        )
        for schedule in (lee_schedule, ortiz_schedule):
            TypeNeeds.objects.create(practice=practice, type=visit_type, part="practitioner", schedule=schedule)
        number = Number.objects.create(practice=practice, account=account, phone=phone)
        anna = Staff.objects.create(
            practice=practice,
            code="anna",
            name="Anna Reed",
            role="front_desk",
            phone="+12125550190",
            email="anna@example.test",
        )
        nurse = Staff.objects.create(
            practice=practice,
            code="nia",
            name="Nia Cole",
            role="clinical",
            phone="+12125550191",
            email="nia@example.test",
        )
        OnCall.objects.create(practice=practice, staff=nurse, rank=1)
        OnCall.objects.create(practice=practice, staff=anna, rank=2)
    return Oak(
        practice,
        location,
        lee,
        ortiz,
        lee_schedule,
        ortiz_schedule,
        room,
        visit_type,
        number,
        account,
        anna,
        nurse,
    )


def make_patient(
    oak: Oak,
    first_name: str = "Maria",
    last_name: str = "Diaz",
    phone: str = "+12125550123",
    *,
    chart_id: str = "",
    language: str = "en",
    born: date = date(1980, 5, 1),
    role: str = "self",
    consent: bool = True,
) -> Patient:
    """A patient on a phone (an existing contact is shared), with consent to care texts unless told otherwise."""
    with practice_scope(oak.id):
        patient = Patient.objects.create(
            practice=oak.practice,
            chart_id=chart_id or f"{first_name}-{last_name}".lower(),
            first_name=first_name,
            last_name=last_name,
            birth_date=born,
            language=language,
        )
        contact, _ = Contact.objects.get_or_create(
            practice=oak.practice, phone=phone, defaults={"language": language, "line_type": "mobile"}
        )
        ContactLink.objects.create(practice=oak.practice, contact=contact, patient=patient, role=role)
        if consent:
            ConsentEvent.objects.create(
                practice=oak.practice,
                phone=phone,
                patient_id_then=patient.pk,
                purpose="care",
                granted=True,
                words="You may text me about my visits.",
                channel="form",
                wording_version="2026-01",
                actor="patient",
                at=datetime(2026, 1, 5, 12, tzinfo=UTC),
            )
    return patient


def make_visit(oak: Oak, patient: Patient, starts_at: datetime, *, with_lee: bool = True) -> Appointment:
    """A booked visit, with its occupancy, as a load would make it."""
    who, schedule = (oak.lee, oak.lee_schedule) if with_lee else (oak.ortiz, oak.ortiz_schedule)
    ends_at = starts_at + timedelta(minutes=oak.visit_type.minutes)
    with practice_scope(oak.id):
        visit = Appointment.objects.create(
            practice=oak.practice,
            patient=patient,
            type=oak.visit_type,
            location=oak.location,
            practitioner=who,
            starts_at=starts_at,
            ends_at=ends_at,
            status="booked",
        )
        Occupancy.objects.create(
            practice=oak.practice,
            appointment=visit,
            schedule=schedule,
            period=TimestamptzRange(starts_at, ends_at),
        )
    return visit

"""A number that was said to be wrong, and that staff have verified: what was planned goes on."""

from datetime import UTC, datetime, timedelta

from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.dialogue import staff, wake_ups
from replywell.dialogue.models import WakeUp
from replywell.patients.models import ContactLink, Patient
from replywell.scheduling import booking
from replywell.scheduling.free_slots import Slot
from replywell.scheduling.models import Appointment
from tests.dialogue.talk import contact, deliver, later, said, text, utc
from tests.practice import Oak, make_patient


def book(oak: Oak, patient: Patient, at: datetime) -> Appointment:
    """A visit with Dr. Lee, booked by staff now."""
    slot = Slot(at, at + timedelta(minutes=30), oak.visit_type.pk, oak.lee.pk, oak.location.pk, (oak.lee_schedule.pk,))
    with practice_scope(oak.id):
        return booking.book(slot, patient_id=patient.pk, now=clock.now(), actor="staff:anna", via="staff")


def verify(oak: Oak) -> None:
    with practice_scope(oak.id):
        assert staff.number_verified(contact(oak).pk, oak.anna, now=clock.now())


def waiting(oak: Oak) -> list[tuple[int | None, datetime]]:
    """(visit, when) of every wake-up still to come."""
    with practice_scope(oak.id):
        return list(WakeUp.objects.filter(done_at=None).order_by("due_at").values_list("appointment_id", "due_at"))


def test_a_visit_booked_meanwhile_is_planned_for_when_the_number_is_verified(oak: Oak) -> None:
    patient = make_patient(oak)
    text("wrong number, I am not Maria")
    booked = book(oak, patient, utc(5, 15))
    assert waiting(oak) == []
    verify(oak)
    assert waiting(oak) == [(booked.pk, datetime(2026, 3, 4, 15, tzinfo=UTC))]


def test_a_visit_moved_meanwhile_is_planned_for_its_new_time(oak: Oak) -> None:
    booked = book(oak, make_patient(oak), utc(5, 15))
    text("wrong number, I am not Maria")
    with practice_scope(oak.id):
        at = utc(6, 15)
        slot = Slot(at, at + timedelta(minutes=30), oak.visit_type.pk, oak.lee.pk, oak.location.pk,
                    (oak.lee_schedule.pk,))  # fmt: skip
        booking.move(booked.pk, booked.version, slot, now=clock.now(), actor="staff:anna")
    verify(oak)
    assert waiting(oak) == [(booked.pk, datetime(2026, 3, 5, 15, tzinfo=UTC))]
    later(days=3)
    wake_ups.run_due(10)
    assert said(oak) == ["wrong_number.thanks", "visit.confirm"]


def test_a_reminder_that_fell_due_meanwhile_is_decided_anew(oak: Oak) -> None:
    book(oak, make_patient(oak), utc(5, 15))
    text("wrong number, I am not Maria")
    later(days=2, minutes=10)
    wake_ups.run_due(10)
    assert said(oak) == ["wrong_number.thanks"]
    later(hours=2)
    verify(oak)
    wake_ups.run_due(10)
    deliver()
    assert said(oak) == ["wrong_number.thanks", "visit.confirm"]


def test_what_is_still_planned_is_not_planned_twice_nor_told_again(oak: Oak) -> None:
    booked = book(oak, make_patient(oak), utc(5, 15))
    text("wrong number, I am not Maria")
    verify(oak)
    assert waiting(oak) == [(booked.pk, datetime(2026, 3, 4, 15, tzinfo=UTC))]
    later(days=2)
    wake_ups.run_due(10)
    deliver()
    text("wrong number, I am not Maria")
    verify(oak)
    wake_ups.run_due(10)
    assert said(oak).count("visit.confirm") == 1


def test_only_the_phone_that_gets_a_patients_texts_is_planned_for(oak: Oak) -> None:
    patient = make_patient(oak)
    with practice_scope(oak.id):
        ContactLink.objects.filter(patient=patient).update(preferred=False)
    text("wrong number, I am not Maria")
    book(oak, patient, utc(5, 15))
    verify(oak)
    assert waiting(oak) == []

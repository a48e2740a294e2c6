"""What good files become."""

import threading
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from django.db import connection

from replywell.audit.models import AuditEvent
from replywell.common.tenancy import practice_scope
from replywell.ehr.events import Loaded, loaded
from replywell.ehr.load import LoadErrors, LoadReport, load_files
from replywell.patients.models import ConsentEvent, Contact, ContactLink, Patient
from replywell.practices.models import Closure, Number, OnCall, OpeningHours, Practice, Staff
from replywell.practices.queries import practice_ids
from replywell.scheduling.models import Appointment, AppointmentType, Occupancy, Session, SessionException, TypeNeeds
from tests.ehr.files import NOW, VISIT_COLUMNS, load, write, write_all
from tests.practice import make_patient, make_practice, make_visit


def test_the_practice_file_becomes_the_practice(db: None, tmp_path: Path) -> None:
    report = load(tmp_path)
    with practice_scope(report.practice_id):
        practice = Practice.objects.get()
        assert (practice.code, practice.text_name, practice.phone) == ("elm", "Elm", "+12125550111")
        assert (practice.caps_a_day, practice.caps_a_week, practice.quiet_until) == (2, 4, time(9))
        assert OpeningHours.objects.count() == 10
        days = dict(Closure.objects.values_list("day", "name"))
        assert days[date(2026, 3, 20)] == "Inventory"
        assert days[date(2026, 7, 3)] == "Independence Day (observed)"
        assert "Columbus Day" not in days.values()
        office = AppointmentType.objects.get(code="office")
        assert (office.minutes, office.buffer_after, office.lead_minutes, office.horizon_days) == (30, 5, 120, 60)
        assert (office.reminders, office.text_names) == (["72h", "24h", "2h"], {"en": "visit", "es": "cita"})
        assert not AppointmentType.objects.get(code="procedure").bookable_by_text
        assert TypeNeeds.objects.count() == 6
        assert Session.objects.count() == 40
        off, works = SessionException.objects.order_by("day")
        assert (off.schedule.code, off.working, off.starts) == ("lee", False, None)
        assert (works.schedule.code, works.working, works.starts, works.ends) == ("ortiz", True, time(9), time(11))
        assert Staff.objects.get(code="anna").user.username == "anna"  # type: ignore[union-attr]
        first, second = OnCall.objects.order_by("rank")
        assert (first.staff.code, first.starts_at) == ("nia", datetime(2026, 3, 1, 13, tzinfo=UTC))
        assert (second.staff.code, second.starts_at) == ("anna", None)
        number = Number.objects.get()
        assert (number.phone, number.account.key, number.account.carrier) == ("+12125550100", "elm-sim", "simulator")


def test_a_family_shares_a_contact_and_a_patient_has_two(db: None, tmp_path: Path) -> None:
    with practice_scope(load(tmp_path).practice_id):
        family = ContactLink.objects.filter(contact=Contact.objects.get(phone="+12125550123")).order_by("pk")
        assert [(link.patient.first_name, link.role) for link in family] == [("Maria", "self"), ("Leo", "guardian")]
        phones = ContactLink.objects.filter(patient__chart_id="3").order_by("pk")
        assert [(link.contact.phone[-2:], link.role, link.preferred) for link in phones] == [
            ("24", "self", True),
            ("25", "caregiver", False),
        ]


def test_consent_keeps_its_evidence(db: None, tmp_path: Path) -> None:
    with practice_scope(load(tmp_path).practice_id):
        grants = ConsentEvent.objects.order_by("phone", "pk")
        assert grants.count() == 3
        first = grants[0]
        assert (first.purpose, first.words, first.channel, first.granted) == ("care", "You may text me.", "form", True)
        assert first.at == datetime(2026, 1, 5, 5, tzinfo=UTC)


def test_visits_are_in_the_calendar_with_buffers_and_a_room(db: None, tmp_path: Path) -> None:
    with practice_scope(load(tmp_path).practice_id):
        visit = Appointment.objects.get(external_id="v1")
        assert visit.starts_at == datetime(2026, 3, 9, 14, tzinfo=UTC)  # daylight saving began the day before
        occupied = Occupancy.objects.get(appointment=visit)
        assert (occupied.schedule.code, occupied.period.upper) == ("lee", datetime(2026, 3, 9, 14, 35, tzinfo=UTC))
        assert Appointment.objects.get(external_id="v2").confirmation == "confirmed"
        rooms = Occupancy.objects.filter(appointment__external_id="v3").order_by("schedule__code")
        assert [one.schedule.code for one in rooms] == ["lee", "room1"]


def test_rooms_above_see_what_was_loaded(db: None, tmp_path: Path) -> None:
    heard: list[Loaded] = []
    loaded.listen(heard.append)
    try:
        report = load(tmp_path)
    finally:
        loaded._listeners.remove(heard.append)
    assert [(one.practice_id, len(one.new_appointment_ids), one.now) for one in heard] == [(report.practice_id, 3, NOW)]


def test_loading_twice_changes_nothing(db: None, tmp_path: Path) -> None:
    load(tmp_path)
    report = load(tmp_path)
    assert not report.created
    assert {(one.new, one.changed, one.kept, one.conflicts, one.ended) for one in report.counts.values()} == {
        (0, 0, 0, 0, 0)
    }
    again = load(tmp_path, complete=True)
    assert {(one.new, one.changed, one.kept, one.conflicts, one.ended) for one in again.counts.values()} == {
        (0, 0, 0, 0, 0)
    }


def test_an_overlap_is_kept_marked_warned_of_and_audited(db: None, tmp_path: Path) -> None:
    report = load(
        tmp_path,
        visits=["v1,1,office,lee,main,2026-03-09,10:00,booked", "v2,3,office,lee,main,2026-03-09,10:30,booked"],
    )
    assert [warning.line for warning in report.warnings] == [3]
    with practice_scope(report.practice_id):
        assert list(Appointment.objects.order_by("pk").values_list("external_id", "overbooked")) == [
            ("v1", False),
            ("v2", True),
        ]
        assert AuditEvent.objects.filter(verb="visit.overbooked").count() == 1


def test_semicolons_bom_crlf_and_line_breaks_in_quotes_are_read(db: None, tmp_path: Path) -> None:
    load(tmp_path)
    path = tmp_path / "people.csv"
    text = (
        "chart_id;first_name;last_name;phone;consent;consent_when;consent_how;consent_words\r\n"
        '7;Zoë;Peña;(212) 555-0130;care waitlist;1/5/2026;paper;"Yes,\r\ntext me."\r\n\r\n'
        "8;Bo;;;;;;\r\n"
    )
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    report = load_files([path], now=NOW)
    with practice_scope(report.practice_id):
        assert Patient.objects.get(chart_id="7").full_name == "Zoë Peña"
        assert Patient.objects.get(chart_id="8").full_name == "Bo"
        words = ConsentEvent.objects.filter(phone="+12125550130").values_list("purpose", "words").order_by("purpose")
        assert list(words) == [("care", "Yes,\r\ntext me."), ("waitlist", "Yes,\r\ntext me.")]


def test_the_doubled_hour_is_the_first_one_unless_the_offset_says_so(db: None, tmp_path: Path) -> None:
    report = load(
        tmp_path,
        visits=[
            "a,1,office,lee,main,2026-11-01,01:30,booked",
            "b,3,office,lee,main,2026-11-01,01:30-05:00,booked",
        ],
    )
    assert [(one.line, one.column) for one in report.warnings] == [(2, "time")]
    assert "comes twice" in report.warnings[0].wrong
    with practice_scope(report.practice_id):
        hours = [visit.starts_at.hour for visit in Appointment.objects.order_by("external_id")]
        assert hours == [5, 6]


def test_a_load_that_breaks_in_the_middle_leaves_nothing(db: None, tmp_path: Path) -> None:
    def fail(_: Loaded) -> None:
        raise RuntimeError("the lights went out")

    loaded.listen(fail)
    try:
        with pytest.raises(RuntimeError):
            load(tmp_path)
    finally:
        loaded._listeners.remove(fail)
    assert practice_ids() == []


def test_two_loads_at_once_wait_for_each_other(db: None, tmp_path: Path) -> None:
    paths = write_all(tmp_path)
    reports: list[LoadReport] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            reports.append(load_files(paths, now=NOW))
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert sorted(report.created for report in reports) == [False, False, True]
    with practice_scope(reports[0].practice_id):
        assert (Patient.objects.count(), Appointment.objects.count(), ConsentEvent.objects.count()) == (3, 3, 3)


def test_a_stranger_practice_is_untouched(db: None, tmp_path: Path) -> None:
    oak = make_practice(phone="+12125550199")
    visit = make_visit(oak, make_patient(oak, chart_id="1"), datetime(2026, 3, 9, 14, tzinfo=UTC))
    report = load(tmp_path, complete=True)
    assert report.practice_id != oak.id
    with practice_scope(oak.id):
        assert list(Patient.objects.values_list("first_name", flat=True)) == ["Maria"]
        assert Appointment.objects.get().version == visit.version


def test_another_practices_number_is_refused_and_nothing_stays(db: None, tmp_path: Path) -> None:
    make_practice(phone="+12125550100")
    with pytest.raises(LoadErrors) as caught:
        load(tmp_path)
    assert [(one.line, one.found) for one in caught.value.problems] == [(53, "+12125550100")]
    assert len(practice_ids()) == 1


def test_two_phones_in_one_row_and_names_instead_of_codes(db: None, tmp_path: Path) -> None:
    load(tmp_path)
    columns = "chart_id,first_name,last_name,phone,role,phone2,role2"
    people = write(tmp_path, "more.csv", columns, ["9,Al,May,(212) 555-0131,,2125550132,caregiver"])
    visits = write(tmp_path, "visits.csv", VISIT_COLUMNS, ["v9,9,Office Visit,Grace Lee,,3/16/2026,11:00,Scheduled"])
    report = load_files([people, visits], now=NOW)
    with practice_scope(report.practice_id):
        assert ContactLink.objects.filter(patient__chart_id="9").count() == 2
        assert Appointment.objects.get(external_id="v9").practitioner.code == "lee"

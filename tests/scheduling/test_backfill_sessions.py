"""Working time that is opened is offered to those who wait: what is new of it, once."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from replywell.common.tenancy import practice_scope
from replywell.dialogue import backfills
from replywell.ehr import edit
from replywell.patients.models import ContactLink
from replywell.scheduling.models import AppointmentType, Session, SessionException
from replywell.scheduling.waitlist_models import Backfill, BackfillRules, Offer, WaitlistEntry
from tests.ehr import files
from tests.practice import Oak, make_patient, make_practice
from tests.scheduling.calls import at, book, walls

SATURDAY = date(2026, 3, 7)


@pytest.fixture
def oak(frozen: datetime) -> Oak:
    made = make_practice()
    with practice_scope(made.id):
        BackfillRules.objects.create(practice=made.practice, wait_minutes=1)
    return made


def waits(oak: Oak, now: datetime, many: int, **wishes: Any) -> None:
    for number in range(many):
        person = make_patient(oak, "Wait", f"Ing{number}", f"+1212556{number:04d}")
        with practice_scope(oak.id):
            contact = ContactLink.objects.get(patient=person).contact
            WaitlistEntry.objects.create(
                practice=oak.practice, patient=person, contact=contact, type=oak.visit_type, joined_at=now,
                joined_via="staff", **wishes,
            )  # fmt: skip


def saves(oak: Oak, now: datetime, **wanted: Any) -> None:
    """A page saves Dr. Lee's calendar."""
    with practice_scope(oak.id):
        seen = edit.rows_of(oak.id, "schedule", now)["lee"]
        edit.change(oak.id, "schedule", "lee", wanted, stamp=seen.stamp, actor="staff:anna", now=now)


def opens(day: date, start: str, end: str) -> dict[str, Any]:
    return {"exceptions": [[day.isoformat(), True, start, end, ""]]}


def offered(oak: Oak) -> list[str]:
    """The wall times at which slots that are being refilled start."""
    with practice_scope(oak.id):
        return walls(list(Backfill.objects.order_by("starts_at")))  # type: ignore[arg-type]


def test_a_single_day_that_is_opened_is_offered_to_those_who_wait(oak: Oak, frozen: datetime) -> None:
    waits(oak, frozen, 3)
    saves(oak, frozen, **opens(SATURDAY, "09:00", "11:00"))
    assert offered(oak) == ["09:00", "09:30", "10:00"]
    with practice_scope(oak.id):
        assert set(Backfill.objects.values_list("freed_id", "type_id", "practitioner_id")) == {
            (None, oak.visit_type.pk, oak.lee.pk)
        }
        Backfill.objects.update(next_step_at=frozen)
    assert backfills.run_due(10) == 3
    with practice_scope(oak.id):
        assert Offer.objects.count() == 3  # one a phone


def test_not_more_slots_are_offered_than_fit(oak: Oak, frozen: datetime) -> None:
    waits(oak, frozen, 9)
    saves(oak, frozen, **opens(SATURDAY, "09:00", "10:15"))
    assert offered(oak) == ["09:00", "09:30"]


def test_saving_the_same_again_offers_nothing_more(oak: Oak, frozen: datetime) -> None:
    waits(oak, frozen, 3)
    saves(oak, frozen, **opens(SATURDAY, "09:00", "10:00"))
    saves(oak, frozen, name="Grace")
    saves(oak, frozen, **opens(SATURDAY, "09:00", "10:00"))
    assert offered(oak) == ["09:00", "09:30"]


def test_of_a_longer_day_only_what_is_new_is_offered(oak: Oak, frozen: datetime) -> None:
    waits(oak, frozen, 9)
    saves(oak, frozen, **opens(date(2026, 3, 4), "16:00", "18:30"))
    assert offered(oak) == ["17:00", "17:30", "18:00"]


def test_what_is_taken_already_is_not_offered(oak: Oak, frozen: datetime) -> None:
    waits(oak, frozen, 9)
    with practice_scope(oak.id):
        off = SessionException.objects.create(practice=oak.practice, schedule=oak.lee_schedule, day=date(2026, 3, 4))
        SessionException.objects.filter(pk=off.pk).delete()
        ana = make_patient(oak, "Ana", "Cruz", "+12125550120")
        book(oak, frozen, at(4, 9), ana.pk)
        Session.objects.filter(schedule=oak.lee_schedule, weekday=2, starts=time(8)).delete()
    sessions = [[day, *hours, None, None, []] for day in range(5) for hours in (("08:00", "12:00"), ("13:00", "17:00"))]
    saves(oak, frozen, sessions=sessions)
    assert "09:00" not in offered(oak)
    assert offered(oak)[:3] == ["08:00", "08:30", "09:30"]


def test_new_weekly_hours_are_offered_to_as_many_as_wait(oak: Oak, frozen: datetime) -> None:
    waits(oak, frozen, 3)
    sessions = [[day, *hours, None, None, []] for day in range(5) for hours in (("08:00", "12:00"), ("13:00", "17:00"))]
    saves(oak, frozen, sessions=[*sessions, [5, "09:00", "10:00", None, None, []]])
    assert offered(oak) == ["09:00", "09:30", "09:00"]  # the soonest: two Saturdays


def test_nothing_is_offered_where_nobody_waits_or_the_practice_refills_nothing(oak: Oak, frozen: datetime) -> None:
    saves(oak, frozen, **opens(SATURDAY, "09:00", "11:00"))
    waits(oak, frozen, 3)
    with practice_scope(oak.id):
        BackfillRules.objects.update(active=False)
    saves(oak, frozen, **opens(SATURDAY, "09:00", "12:00"))
    assert offered(oak) == []


def test_a_closed_day_that_opens_after_all_is_offered(oak: Oak, frozen: datetime) -> None:
    waits(oak, frozen, 2)
    with practice_scope(oak.id):
        for closures in ([["2026-03-04", "Inventory"]], []):
            seen = edit.rows_of(oak.id, "practice", frozen)["oak"]
            wanted = {"closures": closures}
            edit.change(oak.id, "practice", "oak", wanted, stamp=seen.stamp, actor="staff:anna", now=frozen)
    with practice_scope(oak.id):
        assert {one.starts_at.day for one in Backfill.objects.all()} == {4}


def test_a_load_that_opens_time_offers_it_and_the_first_load_nothing(db: None, tmp_path: Path) -> None:
    report = files.load(tmp_path)
    with practice_scope(report.practice_id):
        assert not Backfill.objects.exists()
        BackfillRules.objects.create(practice_id=report.practice_id)
    last = "  - {schedules: [ortiz], day: 2026-03-14, works: 09:00-11:00}\n"
    more = files.PRACTICE.replace(last, last + "  - {schedules: [lee], day: 2026-03-07, works: 09:00-10:00}\n")
    with practice_scope(report.practice_id):
        link = ContactLink.objects.select_related("patient", "contact").order_by("pk").first()
        assert link is not None
        WaitlistEntry.objects.create(
            practice_id=report.practice_id, patient=link.patient, contact=link.contact,
            type=AppointmentType.objects.get(code="office"), joined_at=files.NOW, joined_via="staff",
        )  # fmt: skip
    for _ in range(2):
        files.load(tmp_path, practice=more)
        with practice_scope(report.practice_id):
            assert walls(list(Backfill.objects.all())) == ["09:00"]  # type: ignore[arg-type]

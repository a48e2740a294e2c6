"""Many say yes to one freed slot at the same moment, each on a connection of their own: the database decides."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from replywell.common.tenancy import practice_scope
from replywell.dialogue import backfills
from replywell.patients.models import ContactLink
from replywell.scheduling import backfill, booking
from replywell.scheduling.backfill import OfferLost
from replywell.scheduling.booking import SlotTaken
from replywell.scheduling.models import Appointment
from replywell.scheduling.waitlist_models import Backfill, BackfillRules, Offer, WaitlistEntry
from tests.practice import Oak, make_patient, make_practice
from tests.scheduling.calls import at, search, slot_like, slot_of, unless_busy, walls
from tests.scheduling.test_concurrency import at_once, overlaps

MANY = 120
"""The test server takes 200 connections, some of which others hold."""


@pytest.fixture
def oak(frozen: datetime) -> Oak:
    return make_practice()


def offered_to(oak: Oak, now: datetime, many: int) -> list[int]:
    """A freed and held slot, offered to so many who wait."""
    with practice_scope(oak.id):
        BackfillRules.objects.create(practice=oak.practice, group_size=many, most_offers=many, wait_minutes=0)
    for number in range(many):
        person = make_patient(oak, "Wait", f"Ing{number}", f"+1212556{number:04d}")
        with practice_scope(oak.id):
            contact = ContactLink.objects.get(patient=person).contact
            WaitlistEntry.objects.create(
                practice=oak.practice, patient=person, contact=contact, type=oak.visit_type, joined_at=now,
                joined_via="staff",
            )  # fmt: skip
    ana = make_patient(oak, "Ana", "Cruz", "+12125550120")
    with practice_scope(oak.id):
        visit = booking.book(slot_of(oak, now, at(5, 14)), patient_id=ana.pk, now=now, actor="staff:anna", via="staff")
        booking.cancel(visit.pk, visit.version, now=now, actor="staff:anna")
    assert backfills.run_due(10) == 1
    with practice_scope(oak.id):
        return list(Offer.objects.values_list("pk", flat=True))


def yes(offer_id: int, now: datetime) -> Callable[[], Any]:
    return lambda: backfill.take(offer_id, now=now)


def test_of_many_who_say_yes_at_once_one_wins(oak: Oak, frozen: datetime) -> None:
    asked = offered_to(oak, frozen, MANY)
    assert len(asked) == MANY
    began = time.perf_counter()
    results = at_once(oak, [yes(offer_id, frozen) for offer_id in asked])
    took = time.perf_counter() - began
    won = [one for one in results if isinstance(one, Appointment)]
    assert len(won) == 1
    assert sum(isinstance(one, OfferLost) for one in results) == MANY - 1
    assert took < unless_busy(5)
    assert overlaps() == 0
    with practice_scope(oak.id):
        over = Backfill.objects.get()
        assert over.status == "filled"
        assert over.winner_id is not None
        assert Appointment.objects.get(status="booked").patient_id == won[0].patient_id
        assert WaitlistEntry.objects.filter(status="waiting").count() == MANY - 1
        assert not Appointment.objects.filter(status="held").exists()


def test_a_yes_that_meets_staff_who_take_the_slot_books_it_once(oak: Oak, frozen: datetime) -> None:
    asked = offered_to(oak, frozen, 4)
    zoe = make_patient(oak, "Zoe", "Park", "+12125550199")
    with practice_scope(oak.id):
        running = Backfill.objects.get()

    def by_staff() -> Any:
        try:
            return backfill.take_by_staff(running.pk, zoe.pk, oak.anna, now=frozen)
        except backfill.BackfillOver as over:
            return over

    results = at_once(oak, [by_staff, *(yes(offer_id, frozen) for offer_id in asked)])
    assert sum(isinstance(one, Appointment) for one in results) == 1
    assert overlaps() == 0
    with practice_scope(oak.id):
        assert Appointment.objects.filter(status="booked").count() == 1


def test_a_slot_that_is_held_is_nobody_elses(oak: Oak, frozen: datetime) -> None:
    offered_to(oak, frozen, 3)
    zoe = make_patient(oak, "Zoe", "Park", "+12125550199")
    with practice_scope(oak.id):
        assert search(oak, frozen, 5)
        assert "14:00" not in walls(search(oak, frozen, 5))
        with pytest.raises(SlotTaken):
            booking.book(slot_like(oak, at(5, 14)), patient_id=zoe.pk, now=frozen, actor="patient", via="text")
        assert not Appointment.objects.filter(patient=zoe).exists()


def test_a_held_slot_that_nobody_takes_is_free_again(oak: Oak, frozen: datetime) -> None:
    offered_to(oak, frozen, 3)
    with practice_scope(oak.id):
        running = Backfill.objects.select_related("type", "location").get()
        assert running.hold is not None
        backfills.step(running, frozen + timedelta(hours=1))
        assert Backfill.objects.get().ended_why == "nobody"
        assert not Appointment.objects.filter(status__in=["held", "booked"]).exists()
        assert set(Offer.objects.values_list("status", flat=True)) == {"expired"}
        assert slot_of(oak, frozen, at(5, 14)).starts_at == at(5, 14)


def test_nobody_is_offered_what_they_cannot_take(oak: Oak, frozen: datetime) -> None:
    offered_to(oak, frozen, 1)
    cases: list[tuple[dict[str, Any], bool]] = [
        ({"practitioner": oak.ortiz}, False),
        ({"until_day": at(4, 9).date()}, False),
        ({"from_day": at(6, 9).date()}, False),
        ({"notice_minutes": 7 * 24 * 60}, False),
        ({"windows": [{"weekday": 3, "from": "08:00", "until": "12:00"}]}, False),
        ({"gender_wish": "female"}, False),
        ({"language_wish": "es"}, False),
        ({}, True),
    ]
    for number, (wishes, busy) in enumerate(cases):
        person = make_patient(oak, "Can", f"Not{number}", f"+1212557{number:04d}")
        with practice_scope(oak.id):
            contact = ContactLink.objects.get(patient=person).contact
            WaitlistEntry.objects.create(
                practice=oak.practice, patient=person, contact=contact, type=oak.visit_type, joined_at=frozen,
                joined_via="staff", **wishes,
            )  # fmt: skip
            if busy:
                slot = slot_of(oak, frozen, at(5, 14), practitioner_id=oak.ortiz.pk)
                booking.book(slot, patient_id=person.pk, now=frozen, actor="staff:anna", via="staff")
    with practice_scope(oak.id):
        running = Backfill.objects.select_related("type", "location").get()
        BackfillRules.objects.update(group_size=20, most_offers=20)
        backfills.step(running, frozen + timedelta(minutes=6))
        assert Offer.objects.count() == 1

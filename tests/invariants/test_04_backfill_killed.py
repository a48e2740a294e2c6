"""One freed slot has one winner, wherever a worker dies; the refilling goes on."""

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest

from replywell.common.tenancy import practice_scope
from replywell.dialogue import backfills, inbound, wake_ups
from replywell.patients.models import ConsentEvent, ContactLink
from replywell.scheduling import booking
from replywell.scheduling.models import Appointment
from replywell.scheduling.waitlist_models import Backfill, BackfillRules, Offer, WaitlistEntry
from tests.dialogue.talk import deliver, said, text, utc
from tests.invariants.crash import killed_at
from tests.practice import Oak, make_patient, make_practice, make_visit

SLOW = os.environ.get("REPLYWELL_SLOW") == "1"


def waiting(oak: Oak, number: int, now: datetime) -> list[str]:
    """Two who wait for a visit. Their phones."""
    phones = [f"+1212555{2000 + 2 * number + one}" for one in range(2)]
    for one, phone in enumerate(phones):
        person = make_patient(oak, f"P{number}", f"Hill{one}", phone)
        with practice_scope(oak.id):
            WaitlistEntry.objects.create(
                practice=oak.practice, patient=person, contact=ContactLink.objects.get(patient=person).contact,
                type=oak.visit_type, joined_at=now, joined_via="staff",
            )  # fmt: skip
            ConsentEvent.objects.create(
                practice=oak.practice, phone=phone, patient_id_then=person.pk, purpose="waitlist", granted=True,
                words="Text me.", channel="form", actor="patient", at=now,
            )  # fmt: skip
    return phones


@pytest.mark.timeout(900)
def test_a_worker_killed_at_any_statement_neither_loses_a_slot_nor_gives_it_twice(frozen: datetime) -> None:
    oak = make_practice()
    with practice_scope(oak.id):
        BackfillRules.objects.create(practice=oak.practice, wait_minutes=0)
    for number in count(1, 1 if SLOW else 4):
        phones = waiting(oak, number, frozen)
        day, place = divmod(number, 6)
        day += day // 5 * 2  # from Monday 9 March on, weekends left out
        giver = make_patient(oak, f"G{number}", "Moss", f"+1212554{number:04d}")
        visit = make_visit(oak, giver, utc(9, 13) + timedelta(days=day) + timedelta(minutes=30 * place))
        with practice_scope(oak.id):
            booking.cancel(visit.pk, visit.version, now=frozen, actor="staff:anna")
        killed = [dies(number, lambda: backfills.run_due(2)), dies(number, lambda: wake_ups.run_due(5))]
        deliver()
        for phone in phones:
            text("yes", phone, drain=False)
        killed += [dies(number, lambda: inbound.drain(4)), dies(number, lambda: backfills.run_due(2))]
        with practice_scope(oak.id):
            slot = Backfill.objects.select_related("winner").latest("pk")
            assert slot.status == "filled", (number, slot.ended_why)
            assert slot.winner is not None
            booked = Appointment.objects.get(starts_at=visit.starts_at, status="booked")
            assert booked.patient_id == slot.winner.patient_id
            assert not Appointment.objects.filter(status="held").exists()
            outcomes = Offer.objects.filter(backfill=slot).values_list("status", "said_yes")
            assert sorted(outcomes) == [("accepted", True), ("lost", True)]
            WaitlistEntry.objects.filter(status="waiting").update(status="left", left_at=frozen, left_why="staff")
        answers = sorted(said(oak, phone)[-1] for phone in phones)
        assert answers == ["book.done", "offer.gone"]
        assert all(said(oak, phone)[0] == "offer.ask" and len(said(oak, phone)) == 2 for phone in phones)
        if not any(killed):
            break
    assert number > 25


def dies(statement: int, work: Callable[[], Any]) -> bool:
    """Work that dies at a statement, if it has so many; then somebody else's, which goes on."""
    with killed_at(statement) as life:
        work()
    work()
    return life.killed

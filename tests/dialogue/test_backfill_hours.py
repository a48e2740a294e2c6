"""Offers outside the waking hours: only to whom agreed to them, only as far as the state allows, asked twice."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.dialogue import backfills, wake_ups
from replywell.messaging import quiet_hours
from replywell.messaging.dispatch import deliver_once
from replywell.messaging.models import Message
from replywell.patients.models import ConsentEvent, ContactLink
from replywell.scheduling import booking
from replywell.scheduling.waitlist_models import BackfillRules, Offer, WaitlistEntry
from tests.practice import Oak, make_patient, make_practice
from tests.scheduling.calls import at, slot_of

TABLE = quiet_hours._table()
MINUTES = [time(*divmod(minute, 60)) for minute in range(24 * 60)]
NEW_YORK = ZoneInfo("America/New_York")


@settings(deadline=None)
@given(
    st.sampled_from(["", "NY", "FL", "CA", "KY", "AL", "PA", "RI", "TX"]),
    st.sampled_from(MINUTES),
    st.sampled_from(MINUTES),
    st.datetimes(datetime(2026, 1, 2), datetime(2026, 12, 20), timezones=st.just(UTC)),
)
def test_agreed_hours_open_early_only_within_them_and_what_the_state_allows(
    state: str, begins: time, ends: time, moment: datetime
) -> None:
    begins, ends = sorted((begins, ends))
    who = quiet_hours.Recipient(("America/New_York",), (state,) if state else (), agreed=(begins, ends))
    if not quiet_hours.is_open(who, moment):
        return
    local = moment.astimezone(NEW_YORK)
    assert begins <= local.time() < ends
    assert time(6) <= local.time() < time(22)
    rules = TABLE["states"].get(state) or (None if state else TABLE["default"])
    if rules:
        hours = rules[{5: "saturday", 6: "sunday"}.get(local.weekday(), "weekday")]
        assert hours != "none"
        assert hours[0] <= local.hour < hours[1]


@pytest.mark.parametrize(
    ("state", "opens"), [("NY", time(7, 2)), ("FL", time(8)), ("CA", time(9)), ("KY", time(10)), ("", time(8))]
)
def test_at_two_past_seven_it_is_the_state_that_decides(state: str, opens: time) -> None:
    who = quiet_hours.Recipient(("America/New_York",), (state,) if state else (), agreed=(time(7), time(20)))
    early = datetime(2026, 3, 17, 7, 2, tzinfo=NEW_YORK)
    assert quiet_hours.next_open(who, early).astimezone(NEW_YORK).time() == opens
    usual = quiet_hours.Recipient(("America/New_York",), (state,) if state else ())
    assert quiet_hours.next_open(usual, early).astimezone(NEW_YORK).time() >= time(9)


@pytest.fixture
def offered_early(db: None) -> Oak:
    """Rosa agreed to texts from seven on, and a slot was freed at seven."""
    now = datetime(2026, 3, 3, 7, 0, tzinfo=NEW_YORK)
    clock.freeze(now)
    oak = make_practice()
    rosa, ana = make_patient(oak, "Rosa", "Vega", "+12125550124"), make_patient(oak, "Ana", "Cruz", "+12125550120")
    with practice_scope(oak.id):
        BackfillRules.objects.create(practice=oak.practice, wait_minutes=1)
        WaitlistEntry.objects.create(
            practice=oak.practice, patient=rosa, contact=ContactLink.objects.get(patient=rosa).contact,
            type=oak.visit_type, joined_at=now, joined_via="staff", text_from=time(7), text_until=time(20),
        )  # fmt: skip
        ConsentEvent.objects.create(
            practice=oak.practice, phone="+12125550124", patient_id_then=rosa.pk, purpose="waitlist", granted=True,
            words="You may text me from seven on.", channel="form", actor="patient", at=now,
        )  # fmt: skip
        visit = booking.book(slot_of(oak, now, at(3, 14)), patient_id=ana.pk, now=now, actor="staff:anna", via="staff")
        booking.cancel(visit.pk, visit.version, now=now, actor="staff:anna")
    clock.shift(timedelta(minutes=2))
    assert backfills.run_due(5) == 1
    return oak


@pytest.fixture
def queued_early(offered_early: Oak) -> Oak:
    """And the text that offers it to her waits to leave."""
    assert wake_ups.run_due(5) == 1
    return offered_early


def answer_of(oak: Oak) -> tuple[str, str]:
    with practice_scope(oak.id):
        return Message.objects.filter(workflow="offer_slot").values_list("status", "gate_reason").get()


def test_an_offer_at_agreed_hours_passes_the_gate_when_it_is_queued_and_when_it_leaves(queued_early: Oak) -> None:
    assert answer_of(queued_early) == ("queued", "ok")
    assert deliver_once() == 1
    assert answer_of(queued_early)[0] in ("accepted", "sent", "delivered")


def test_hours_that_were_taken_back_meanwhile_hold_at_the_moment_of_sending(queued_early: Oak) -> None:
    with practice_scope(queued_early.id):
        WaitlistEntry.objects.update(text_from=None, text_until=None)
    deliver_once()
    assert answer_of(queued_early) == ("dropped", "quiet_hours")  # by nine there is little time to answer


@pytest.mark.parametrize("table", ["entry", "offer"])
def test_who_left_the_list_is_not_offered_what_was_queued_before(queued_early: Oak, table: str) -> None:
    with practice_scope(queued_early.id):
        if table == "entry":
            WaitlistEntry.objects.update(status="left", left_at=clock.now(), left_why="asked")
        else:
            Offer.objects.update(status="lost")
    deliver_once()
    assert answer_of(queued_early) == ("dropped", "changed")


def test_who_left_the_list_since_they_were_chosen_is_not_offered_it(offered_early: Oak) -> None:
    with practice_scope(offered_early.id):
        WaitlistEntry.objects.update(status="left", left_at=clock.now(), left_why="asked")
    wake_ups.run_due(5)
    deliver_once()
    with practice_scope(offered_early.id):
        assert not Message.objects.filter(workflow="offer_slot", accepted_at__isnull=False).exists()

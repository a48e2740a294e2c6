"""The gate and the quiet hours as pure functions: random facts, every zone, both daylight-saving changes."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from replywell.common import clock, phones
from replywell.messaging import gate, quiet_hours
from replywell.messaging.gate import Consent, Counted, Facts, Kind, decide
from replywell.messaging.models import Purpose
from replywell.messaging.quiet_hours import Recipient

ZONES = (
    "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles",
    "America/Anchorage", "Pacific/Honolulu", "America/Puerto_Rico", "Pacific/Guam",
)  # fmt: skip
STATES = ("", "NY", "AL", "CT", "FL", "KY", "LA", "MS", "NV", "PA", "RI", "TX", "WA", "CA", "VA")
NEW_YORK = Recipient(("America/New_York",), ("NY",))
NOON = datetime(2026, 3, 4, 17, 0, tzinfo=UTC)  # Wednesday noon in New York
CARE = (Consent(None, "care", True),)

moments = some.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda moment: moment.replace(tzinfo=UTC))
changes = some.builds(
    lambda day, minutes: datetime.combine(day, time(0), UTC) + timedelta(minutes=minutes),
    some.sampled_from([date(2026, 3, 8), date(2026, 11, 1), date(2027, 3, 14), date(2027, 11, 7)]),
    some.integers(-24 * 60, 48 * 60),
)
recipients = some.builds(
    Recipient,
    some.lists(some.sampled_from(ZONES), min_size=1, max_size=2, unique=True).map(tuple),
    some.lists(some.sampled_from(STATES), max_size=2, unique=True).map(tuple),
    some.sampled_from([time(20), time(19, 30), time(21)]),
    some.sampled_from([time(9), time(8), time(10)]),
)
near = some.one_of(some.none(), some.integers(-3 * 24 * 60, 3 * 24 * 60).map(lambda m: NOON + timedelta(minutes=m)))
facts = some.builds(
    Facts,
    message_id=some.just(1),
    purpose=some.sampled_from(list(Purpose)),
    recipient=recipients,
    number_id=some.sampled_from([1, 1, 1, None]),
    planned_for=near,
    send_by=near,
    by_a_person=some.booleans(),
    practice_paused=some.sampled_from([False, False, True]),
    caps_a_day=some.integers(0, 2),
    caps_a_week=some.integers(0, 4),
    suppressed_since=near,
    confirmed_already=some.booleans(),
    unreachable_at=some.one_of(some.none(), near),
    wrong_number=some.sampled_from([False, False, True]),
    consents=some.sampled_from([(), CARE, (*CARE, Consent(None, "", False))]),
    counted=some.lists(
        some.builds(Counted, near.filter(bool), some.booleans(), some.just(frozenset()), near), max_size=4
    ),
    taken=some.sampled_from([False, False, True]),
    paused=some.sampled_from([False, False, True]),
    asked_to_keep_at=some.one_of(some.none(), near),
    last_in_at=near,
    answers_at=near,
    has_unhandled=some.booleans(),
    waits_for_prompt=some.booleans(),
    prompt_until=near,
    approved=some.booleans(),
    same_versions=some.booleans(),
)
EXEMPT = {Purpose.SAFETY, Purpose.OPT_OUT, Purpose.PAGE}


def is_open_by_the_book(who: Recipient, moment: datetime) -> bool:
    """The rules again, looked up minute by minute instead of computed as windows."""
    for zone in who.zones:
        local = moment.astimezone(ZoneInfo(zone))
        at = local.hour * 60 + local.minute
        rules = [
            quiet_hours._practice_rule(local.date(), who.quiet_from, who.quiet_until),
            quiet_hours._default_rule(local.date()),
            *(quiet_hours._state_rule(local.date(), state) for state in who.states),
        ]
        if not all(any(begins <= at < ends for begins, ends in rule) for rule in rules):
            return False
    return True


@pytest.mark.parametrize("purpose", list(Purpose))
def test_without_a_number_of_ours_nothing_leaves(purpose: Purpose) -> None:
    lost = Facts(1, purpose, NEW_YORK, number_id=None, consents=CARE, answers_at=NOON, last_in_at=NOON)
    assert (decide(lost, NOON).kind, decide(lost, NOON).reason) == (Kind.SUPPRESSED, "no_number")


@given(facts)
@settings(max_examples=600, deadline=None)
def test_what_the_gate_lets_go_is_allowed_by_each_rule_of_its_own(given_facts: Facts) -> None:
    answer = decide(given_facts, NOON)
    assert answer.reason in gate.REASONS
    assert answer.until is None or answer.kind == Kind.DEFERRED
    if answer.until is not None:
        assert answer.until > NOON
    if answer.kind != Kind.QUEUED or given_facts.purpose in EXEMPT:
        return
    assert given_facts.suppressed_since is None
    assert not given_facts.practice_paused
    assert not given_facts.wrong_number
    assert given_facts.number_id is not None
    assert given_facts.same_versions
    assert given_facts.planned_for is None or given_facts.planned_for <= NOON
    assert given_facts.send_by is None or given_facts.send_by >= NOON
    if not given_facts.by_a_person:
        assert given_facts.approved
        assert not given_facts.taken
        assert not given_facts.paused
    if given_facts.is_answer(NOON):
        return
    assert is_open_by_the_book(given_facts.recipient, NOON)
    assert [event.granted for event in given_facts.consents][-1:] == [True]
    assert given_facts.asked_to_keep_at is None
    if not given_facts.by_a_person:
        assert not given_facts.has_unhandled
        assert not given_facts.waits_for_prompt
    if given_facts.purpose in gate.CAPPED:
        zone = given_facts.recipient.zone
        today = NOON.astimezone(zone).date()
        begun = [other.at.astimezone(zone).date() for other in given_facts.counted if other.begun]
        assert begun.count(today) < given_facts.caps_a_day
        assert sum(day > today - timedelta(days=7) for day in begun) < given_facts.caps_a_week


@given(facts)
@settings(max_examples=300, deadline=None)
def test_safety_stops_only_at_a_phone_that_texts_do_not_reach(given_facts: Facts) -> None:
    sendable = replace(given_facts, number_id=1)
    answer = decide(replace(sendable, purpose=Purpose.SAFETY), NOON)
    assert answer.reason in ("ok", "unreachable")
    assert decide(replace(sendable, purpose=Purpose.PAGE), NOON).kind == Kind.QUEUED


@given(facts)
@settings(max_examples=300, deadline=None)
def test_an_answer_is_never_held_for_quiet_hours_or_caps(given_facts: Facts) -> None:
    asked = replace(given_facts, answers_at=NOON - timedelta(hours=1), last_in_at=NOON - timedelta(hours=1))
    answer = decide(replace(asked, planned_for=None), NOON)
    assert answer.reason not in ("quiet_hours", "cap_day", "cap_week", "cap_same_visit", "no_consent", "not_in_pilot")


@given(recipients, some.one_of(moments, changes))
@settings(max_examples=800, deadline=None)
def test_the_next_open_moment_is_inside_the_window_and_nothing_before_it_is(who: Recipient, moment: datetime) -> None:
    try:
        opens = quiet_hours.next_open(who, moment)
    except quiet_hours.NoWindow:
        # Two zones half a world apart never share a window; then no moment of a week is open either.
        probes = [moment + timedelta(minutes=30 * step) for step in range(7 * 48)]
        assert not any(is_open_by_the_book(who, probe) for probe in probes)
        return
    assert opens >= moment
    assert is_open_by_the_book(who, opens)
    step = timedelta(minutes=10)
    probe = moment
    while probe < opens:
        assert not is_open_by_the_book(who, probe)
        probe += step


@given(recipients, some.one_of(moments, changes), some.integers(0, 5 * 24 * 60))
@settings(max_examples=400, deadline=None)
def test_a_text_planned_earlier_lands_in_an_open_window_before_its_moment(
    who: Recipient, moment: datetime, ahead: int
) -> None:
    now = moment - timedelta(minutes=ahead)
    found = quiet_hours.last_open_before(who, moment, now)
    if found is None:
        probe = now
        while probe < moment:
            assert not is_open_by_the_book(who, probe)
            probe += timedelta(minutes=10)
    else:
        assert now <= found <= moment
        assert is_open_by_the_book(who, found)


@pytest.mark.parametrize(
    ("state", "local", "opens"),
    [
        ("NY", datetime(2026, 3, 3, 22, 0), datetime(2026, 3, 4, 9, 0)),
        ("NY", datetime(2026, 3, 7, 20, 0), datetime(2026, 3, 8, 12, 0)),  # Sundays from noon; the clock changes at 2
        ("NY", datetime(2026, 10, 31, 21, 0), datetime(2026, 11, 1, 12, 0)),
        ("KY", datetime(2026, 3, 4, 9, 30), datetime(2026, 3, 4, 10, 0)),
        ("RI", datetime(2026, 3, 4, 18, 0), datetime(2026, 3, 5, 9, 0)),
        ("AL", datetime(2026, 3, 7, 20, 0), datetime(2026, 3, 9, 9, 0)),  # no Sundays
        ("AL", datetime(2026, 12, 24, 21, 0), datetime(2026, 12, 26, 9, 0)),  # no holidays
        ("PA", datetime(2026, 3, 7, 12, 0), datetime(2026, 3, 8, 12, 0)),  # Saturdays until noon
        ("MS", datetime(2026, 12, 24, 21, 0), datetime(2026, 12, 25, 9, 0)),
    ],
)
def test_the_state_table(state: str, local: datetime, opens: datetime) -> None:
    zone = ZoneInfo("America/New_York")
    who = Recipient(("America/New_York",), (state,))
    assert quiet_hours.next_open(who, clock.at_wall(local, zone)) == clock.at_wall(opens, zone)


def test_an_unknown_zone_means_both_the_practices_and_the_area_codes() -> None:
    who = quiet_hours.recipient_of("+14155550123", "", "", "America/New_York", "NY", time(20), time(9))
    assert set(who.zones) == {"America/New_York", "America/Los_Angeles"}
    assert who.states == ("CA", "NY")
    ten_in_new_york = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)
    assert quiet_hours.next_open(who, ten_in_new_york) == datetime(2026, 3, 4, 17, 0, tzinfo=UTC)
    known = quiet_hours.recipient_of(
        "+14155550123", "America/New_York", "NY", "America/New_York", "NY", time(20), time(9)
    )
    assert quiet_hours.is_open(known, ten_in_new_york)


def visit_reminder(**more: object) -> Facts:
    made = Facts(message_id=1, purpose=Purpose.REMINDER, recipient=NEW_YORK, consents=CARE)
    return replace(made, **more)  # type: ignore[arg-type]


def test_a_two_hour_reminder_outside_the_window_is_not_sent() -> None:
    early = datetime(2026, 3, 4, 11, 30, tzinfo=UTC)  # 6:30 am
    late = visit_reminder(visit_at=early + timedelta(hours=2), visits=frozenset({5}))
    assert decide(late, early) == gate.Answer(Kind.DROPPED, "quiet_hours")


def test_when_a_cap_binds_the_nearest_visit_wins_and_the_other_waits_or_is_a_call() -> None:
    other = Counted(NOON, False, frozenset({9}), NOON + timedelta(days=1))
    far = visit_reminder(visits=frozenset({5}), visit_at=NOON + timedelta(days=3), counted=[other])
    assert decide(far, NOON).reason == "cap_day"
    assert decide(far, NOON).until == datetime(2026, 3, 5, 14, 0, tzinfo=UTC)
    soon = replace(far, visit_at=NOON + timedelta(hours=20))
    assert decide(soon, NOON).kind == Kind.QUEUED
    sent = replace(other, begun=True)
    assert decide(replace(soon, counted=[sent]), NOON) == gate.Answer(Kind.SUPPRESSED, "cap_day")


def test_reminders_of_one_visit_make_no_task_against_each_other() -> None:
    sent = Counted(NOON - timedelta(hours=1), True, frozenset({5}))
    second = visit_reminder(visits=frozenset({5}), visit_at=NOON + timedelta(hours=3), counted=[sent])
    assert decide(second, NOON) == gate.Answer(Kind.DROPPED, "cap_same_visit")


def test_the_weeks_cap_ends_when_the_oldest_is_a_week_old() -> None:
    sent = [Counted(NOON - timedelta(days=days), True) for days in (2, 4, 6)]
    answer = decide(visit_reminder(purpose=Purpose.RECALL, counted=sent), NOON)
    assert (answer.reason, answer.until) == ("cap_week", datetime(2026, 3, 5, 14, 0, tzinfo=UTC))


def test_a_number_without_any_common_hour_is_told_to_staff_and_stops_nobody_else() -> None:
    torn = visit_reminder(recipient=Recipient(("America/New_York", "Pacific/Guam"), (), quiet_until=time(10)))
    summer = datetime(2026, 7, 1, 16, 0, tzinfo=UTC)
    assert decide(torn, summer) == gate.Answer(Kind.SUPPRESSED, "no_window")


def test_the_day_of_the_cap_is_the_recipients() -> None:
    at_nine = datetime(2026, 3, 5, 14, 0, tzinfo=UTC)
    yesterday = Counted(datetime(2026, 3, 5, 0, 59, tzinfo=UTC), True)  # 7:59 pm the day before
    assert decide(visit_reminder(counted=[yesterday]), at_nine).kind == Kind.QUEUED


def test_start_gives_back_what_was_agreed_to_and_no_more() -> None:
    ledger = [Consent(7, "care", True), Consent(None, "", False), Consent(None, "", True)]
    asked = visit_reminder(consents=ledger, patients={7: "c7"})
    assert decide(asked, NOON).kind == Kind.QUEUED
    assert decide(replace(asked, purpose=Purpose.WAITLIST), NOON).reason == "no_consent"
    joined = [Consent(7, "waitlist", True), *ledger]
    assert decide(replace(asked, purpose=Purpose.WAITLIST, consents=joined), NOON).kind == Kind.QUEUED


def test_one_consenting_patient_of_the_family_is_enough_only_if_the_text_concerns_them() -> None:
    ledger = [Consent(7, "care", True)]
    assert decide(visit_reminder(consents=ledger, patients={7: "a", 8: "b"}), NOON).kind == Kind.QUEUED
    assert decide(visit_reminder(consents=ledger, patients={8: "b"}), NOON).reason == "no_consent"
    assert decide(visit_reminder(consents=CARE, patients={}, about_patients=True), NOON).reason == "no_consent"


def test_a_phone_that_wrote_since_it_was_unreachable_is_reached_again() -> None:
    quiet = visit_reminder(unreachable_at=NOON - timedelta(days=2))
    assert decide(quiet, NOON).reason == "unreachable"
    assert decide(replace(quiet, last_in_at=NOON - timedelta(days=1)), NOON).kind == Kind.QUEUED


def test_keep_or_stop_holds_every_other_unasked_text_for_a_day_at_most() -> None:
    asked = visit_reminder(asked_to_keep_at=NOON - timedelta(minutes=1))
    answer = decide(asked, NOON)
    assert (answer.kind, answer.reason) == (Kind.DEFERRED, "asked_to_keep")
    assert decide(replace(asked, purpose=Purpose.STAFF, by_a_person=True), NOON).reason == "asked_to_keep"


def test_an_answer_that_came_too_old_is_no_answer_any_more() -> None:
    old = visit_reminder(purpose=Purpose.ANSWER, answers_at=NOON - timedelta(hours=25), consents=())
    assert decide(old, NOON).reason == "no_consent"


def test_the_table_of_area_codes_says_what_the_phone_library_says() -> None:
    for area in (201, 205, 212, 305, 401, 415, 502, 601, 702, 787, 808, 907, 304, 469, 800, 416):
        phone = f"+1{area}5550123"
        assert quiet_hours._state_of(phone) == (phones.state_of(phone) or "")
    assert quiet_hours._state_of("+442079460018") == ""

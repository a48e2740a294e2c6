"""When reminders are due: pure, so without a database."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from replywell.common.clock import at_wall
from replywell.dialogue.facts import VisitFacts
from replywell.workflows import plan

ZONE = "America/New_York"
NEW_YORK = ZoneInfo(ZONE)


def visit(starts: datetime, *reminders: str, number: int = 1) -> VisitFacts:
    at = at_wall(starts, NEW_YORK)
    return VisitFacts(
        id=number, version=1, patient_id=number, starts_at=at, ends_at=at + timedelta(minutes=30), zone=ZONE,
        type_id=1, reminders=reminders or ("72h", "24h", "2h"),
    )  # fmt: skip


def wall(moment: datetime) -> datetime:
    return moment.astimezone(NEW_YORK).replace(tzinfo=None)


@given(
    st.datetimes(min_value=datetime(2025, 1, 10), max_value=datetime(2029, 12, 31)),
    st.integers(min_value=1, max_value=7),
)
def test_whole_days_before_keep_the_wall_time_across_both_changes(starts: datetime, days: int) -> None:
    starts = starts.replace(second=0, microsecond=0)
    at = plan.moment(at_wall(starts, NEW_YORK), timedelta(days=days), ZONE)
    wanted = wall(at_wall(wall(at_wall(starts, NEW_YORK)) - timedelta(days=days), NEW_YORK))
    assert wall(at) == wanted
    assert at < at_wall(starts, NEW_YORK)


def test_hours_before_are_hours() -> None:
    night = visit(datetime(2026, 3, 8, 4, 0))  # the clocks went forward at 2
    assert plan.moment(night.starts_at, timedelta(hours=2), ZONE) == night.starts_at - timedelta(hours=2)


def test_reminders_come_farthest_first_and_whatever_their_order_in_the_type() -> None:
    found = plan.reminders(visit(datetime(2026, 3, 19, 14), "2h", "72h", "24h", "24h"))
    assert [wall(one.at) for one in found] == [
        datetime(2026, 3, 16, 14), datetime(2026, 3, 18, 14), datetime(2026, 3, 19, 12),
    ]  # fmt: skip
    assert [one.short for one in found] == [False, False, True]
    assert [one.quiet for one in found] == ["earlier", "earlier", "skip"]


def test_what_has_passed_or_follows_the_booking_at_once_is_left_out() -> None:
    one = visit(datetime(2026, 3, 19, 14))
    now = at_wall(datetime(2026, 3, 18, 12, 30), NEW_YORK)
    assert [each.before for each in plan.due(one, now, just_booked=True)] == [timedelta(hours=2)]
    assert [each.before for each in plan.due(one, now, just_booked=False)] == [timedelta(hours=24), timedelta(hours=2)]


def test_a_reminder_is_useful_until_the_next_one_and_never_up_to_the_visit() -> None:
    one = visit(datetime(2026, 3, 19, 14))
    first, second, last = plan.reminders(one)
    assert plan.useful_until(one, first) == second.at
    assert plan.useful_until(one, second) == plan.useful_until(one, last) == one.starts_at - timedelta(minutes=30)


def test_one_errand_is_the_same_day_and_for_a_short_text_the_same_hour() -> None:
    first = visit(datetime(2026, 3, 19, 9), number=1)
    near = visit(datetime(2026, 3, 19, 10), number=2)
    later = visit(datetime(2026, 3, 19, 16), number=3)
    next_day = visit(datetime(2026, 3, 20, 9), number=4)
    everything = [next_day, later, near, first]
    assert [one.id for one in plan.one_errand(first, everything, short=False)] == [1, 2, 3]
    assert [one.id for one in plan.one_errand(first, everything, short=True)] == [1, 2]


def test_the_day_is_the_places_own() -> None:
    late = visit(datetime(2026, 3, 19, 21), number=1)  # the next day in UTC
    morning = visit(datetime(2026, 3, 20, 8), number=2)
    assert late.starts_at.astimezone(UTC).date() == morning.starts_at.astimezone(UTC).date()
    assert plan.one_errand(late, [late, morning], short=False) == [late]


@given(st.integers(min_value=-100, max_value=100_000))
def test_patience_is_at_most_a_day_and_ends_before_the_visit(minutes: int) -> None:
    now = datetime(2026, 3, 16, 18, tzinfo=UTC)
    starts = now + timedelta(minutes=minutes)
    wait = plan.patience(starts, now)
    assert timedelta(minutes=10) <= wait <= timedelta(days=1)
    assert minutes < 20 or now + wait <= starts

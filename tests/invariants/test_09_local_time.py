"""Local times survive every change of the clocks that the time zone data knows, in the zones of the country."""

import os
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from replywell.common.clock import at_wall, wall_time_before
from replywell.workflows.plan import moment

ZONES = [
    "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles",
    "America/Anchorage", "Pacific/Honolulu", "America/Puerto_Rico", "Pacific/Guam", "Australia/Lord_Howe",
]  # fmt: skip
MANY = 5_000 if os.environ.get("REPLYWELL_SLOW") == "1" else 300
zones = st.sampled_from([ZoneInfo(name) for name in ZONES])
minutes = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)).map(lambda at: at.replace(second=0, microsecond=0))
near_changes = st.builds(
    lambda day, minute: day + timedelta(minutes=minute),
    st.sampled_from([datetime(2026, 3, 7), datetime(2026, 10, 31), datetime(2026, 4, 4), datetime(2026, 10, 3)]),
    st.integers(0, 3 * 24 * 60),
)


def wall(at: datetime, zone: ZoneInfo) -> datetime:
    return at.astimezone(zone).replace(tzinfo=None)


@settings(max_examples=MANY, deadline=None)
@given(naive=minutes | near_changes, zone=zones)
def test_a_wall_time_is_itself_or_the_end_of_the_hour_that_is_skipped(naive: datetime, zone: ZoneInfo) -> None:
    found = at_wall(naive, zone)
    # By brute force: every minute of the days around.
    all_day = (naive.replace(tzinfo=UTC) - timedelta(hours=15) + timedelta(minutes=step) for step in range(30 * 60))
    assert found == next(at for at in all_day if wall(at, zone) >= naive)


@settings(max_examples=MANY, deadline=None)
@given(naive=minutes | near_changes, zone=zones, days=st.integers(1, 14))
def test_days_before_keep_the_wall_time(naive: datetime, zone: ZoneInfo, days: int) -> None:
    visit = at_wall(naive, zone)
    before = wall_time_before(visit, days, zone)
    wanted = wall(visit, zone) - timedelta(days=days)
    got = wall(before, zone)
    assert got == wanted or (wanted < got <= wanted + timedelta(hours=1) and wall(at_wall(wanted, zone), zone) == got)
    assert moment(visit, timedelta(days=days), zone.key) == before


def test_a_reminder_of_two_hours_is_two_hours_before_even_over_the_change() -> None:
    zone = ZoneInfo("America/New_York")
    visit = at_wall(datetime(2026, 3, 8, 3, 30), zone)
    assert visit - moment(visit, timedelta(hours=2), zone.key) == timedelta(hours=2)
    assert wall(moment(visit, timedelta(hours=24), zone.key), zone) == datetime(2026, 3, 7, 3, 30)

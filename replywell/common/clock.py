"""The one clock. Domain time is read here once per step and passed down as `now`.

One row in the database moves it for all processes together: by a shift (the demo), or frozen at a moment
(tests, the simulation). The database refuses to move it while a real carrier is configured.
Sessions, pacing, leases and second factors stay on wall time.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection


def now() -> datetime:
    """The domain's present moment, in UTC. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT domain_now()")
        moment: datetime = cursor.fetchone()[0]
    return moment.astimezone(UTC)


def wall() -> datetime:
    """The machine's own time, in UTC: for leases and pacing, never for what patients see."""
    return datetime.now(UTC)


def shift(by: timedelta) -> datetime:
    """Move the clock of every process by `by` (forward only) and return the new present.

    Raises django.db.Error while a real carrier is configured, ValueError for a step back.
    """
    if by < timedelta(0):
        raise ValueError("The clock only moves forward: messages already sent cannot be unsent.")
    _move("UPDATE common_clock SET shift = shift + %s, frozen_at = frozen_at + %s", [by, by])
    return now()


def freeze(at: datetime) -> None:
    """Stop the clock of every process at `at` (aware)."""
    if at.tzinfo is None:
        raise ValueError("The clock needs an aware moment.")
    _move("UPDATE common_clock SET frozen_at = %s", [at])


def run() -> None:
    """Let the clock run again on wall time, without any shift."""
    _move("UPDATE common_clock SET frozen_at = NULL, shift = interval '0'", [])


def _move(sql: str, values: Sequence[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def wall_time_before(moment: datetime, days: int, zone: ZoneInfo) -> datetime:
    """The same wall time `days` calendar days earlier: "24 h before" across a daylight-saving change.

    A wall time that does not exist that day (the skipped hour) becomes the first moment after the gap.
    """
    local = moment.astimezone(zone)
    return at_wall(datetime.combine(local.date() - timedelta(days=days), local.time()), zone)


def at_wall(naive: datetime, zone: ZoneInfo) -> datetime:
    """The UTC moment of a wall time. In the skipped hour: the first moment after it; in the doubled one: the first."""
    first = naive.replace(tzinfo=zone, fold=0)
    second = naive.replace(tzinfo=zone, fold=1)
    moment = first.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == naive:
        return moment
    # The wall time does not exist: go to where the later offset begins, to the minute.
    moment = second.astimezone(UTC).replace(second=0, microsecond=0)
    while moment.astimezone(zone).utcoffset() != second.utcoffset():
        moment += timedelta(minutes=1)
    return moment

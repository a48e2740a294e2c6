"""When people are there: open now, opening next, and due times counted in working hours."""

from __future__ import annotations

import time as monotonic
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from replywell.common.clock import at_wall
from replywell.dialogue import vocabulary
from replywell.practices.models import Closure, Location, OpeningHours, Practice

KEPT_SECONDS = 5.0
"""How long a process may use what it read of a practice's hours (wall time)."""

_OFFICE = {weekday: ((time(8), time(17)),) for weekday in range(5)}


@dataclass(frozen=True)
class Hours:
    """The hours of one location in its zone. Without any on record: Monday to Friday, 8 to 17."""

    zone: ZoneInfo
    weekly: dict[int, tuple[tuple[time, time], ...]] = field(default_factory=dict)
    closed: frozenset[date] = frozenset()
    _known: dict[date, list[tuple[datetime, datetime]]] = field(default_factory=dict, compare=False, repr=False)

    def stretches(self, day: date) -> list[tuple[datetime, datetime]]:
        """The open stretches of a day, in UTC. Not to be changed: a list counts them for each of its rows."""
        if day not in self._known:
            self._known[day] = self._stretches(day)
        return self._known[day]

    def _stretches(self, day: date) -> list[tuple[datetime, datetime]]:
        if day in self.closed:
            return []
        weekly = self.weekly or _OFFICE
        return [
            (at_wall(datetime.combine(day, opens), self.zone), at_wall(datetime.combine(day, closes), self.zone))
            for opens, closes in weekly.get(day.weekday(), ())
        ]

    def is_open(self, moment: datetime) -> bool:
        """Whether people are there."""
        day = moment.astimezone(self.zone).date()
        return any(start <= moment < end for start, end in self.stretches(day))

    def next_open(self, moment: datetime) -> datetime:
        """`moment` if open, else the next opening (UTC); after 60 closed days, `moment` itself."""
        for start, end in self._ahead(moment):
            if end > moment:
                return max(start, moment)
        return moment

    def closed_since(self, moment: datetime) -> datetime:
        """When the closed period around `moment` began (at most 30 days back)."""
        day = moment.astimezone(self.zone).date()
        for back in range(30):
            ends = [end for _, end in self.stretches(day - timedelta(days=back)) if end <= moment]
            if ends:
                return max(ends)
        return moment - timedelta(days=30)

    def after(self, moment: datetime, working: timedelta) -> datetime:
        """The moment when `working` hours of open time have passed (UTC)."""
        left = working
        for start, end in self._ahead(moment):
            begin = max(start, moment)
            if end <= begin:
                continue
            if end - begin >= left:
                return begin + left
            left -= end - begin
        return moment + working

    def between(self, start: datetime, end: datetime) -> timedelta:
        """The open time from `start` to `end` (both aware); nothing when `end` comes first. At most 60 days count."""
        found = timedelta()
        day, last = start.astimezone(self.zone).date(), end.astimezone(self.zone).date()
        last = min(last, day + timedelta(days=60))
        while day <= last:
            for opens, closes in self.stretches(day):
                found += max(timedelta(), min(closes, end) - max(opens, start))
            day += timedelta(days=1)
        return found

    def of_day(self, moment: datetime) -> tuple[str, str]:
        """The usual hours as wall time, "08:00" and "17:00": those of the weekday, else the widest of the week."""
        weekly = self.weekly or _OFFICE
        today = weekly.get(moment.astimezone(self.zone).weekday()) or [
            pair for pairs in weekly.values() for pair in pairs
        ]
        return min(opens for opens, _ in today).strftime("%H:%M"), max(closes for _, closes in today).strftime("%H:%M")

    def _ahead(self, moment: datetime) -> list[tuple[datetime, datetime]]:
        day = moment.astimezone(self.zone).date()
        found: list[tuple[datetime, datetime]] = []
        for ahead in range(60):
            found += sorted(self.stretches(day + timedelta(days=ahead)))
            if ahead > 7 and len(found) > 20:
                break
        return found


@dataclass(frozen=True)
class PracticeHours:
    """The practice's row, the hours of each of its locations, and the words its patients use."""

    practice: Practice
    by_location: dict[int, Hours]
    words: vocabulary.Words = field(default_factory=vocabulary.Words)

    def of(self, location_id: int | None = None) -> Hours:
        """A location's hours; without one, the first location's."""
        if location_id in self.by_location:
            return self.by_location[location_id]
        for hours in self.by_location.values():
            return hours
        return Hours(ZoneInfo(self.practice.zone))


_kept: dict[int, tuple[float, PracticeHours]] = {}


def practice_hours(practice_id: int) -> PracticeHours:
    """The practice and its hours, inside its scope. Kept for seconds; whoever edits them calls `forget`."""
    kept = _kept.get(practice_id)
    if kept and monotonic.monotonic() - kept[0] < KEPT_SECONDS:
        return kept[1]
    practice = Practice.objects.get(pk=practice_id)
    weekly: dict[int, dict[int, list[tuple[time, time]]]] = {}
    for place, weekday, opens, closes in OpeningHours.objects.order_by("weekday", "opens").values_list(
        "location_id", "weekday", "opens", "closes"
    ):
        weekly.setdefault(place, {}).setdefault(weekday, []).append((opens, closes))
    closures: dict[int | None, set[date]] = {}
    for place_or_all, day in Closure.objects.values_list("location_id", "day"):
        closures.setdefault(place_or_all, set()).add(day)
    everywhere = closures.get(None, set())
    found = {
        place: Hours(
            ZoneInfo(zone),
            {weekday: tuple(pairs) for weekday, pairs in weekly.get(place, {}).items()},
            frozenset(everywhere | closures.get(place, set())),
        )
        for place, zone in Location.objects.order_by("id").values_list("id", "zone")
    }
    hours = PracticeHours(practice, found, vocabulary.load())
    _kept[practice_id] = (monotonic.monotonic(), hours)
    return hours


def forget(practice_id: int | None = None) -> None:
    """Read again at the next use: this practice's hours, or all."""
    if practice_id is None:
        _kept.clear()
    else:
        _kept.pop(practice_id, None)


def utc(moment: datetime) -> datetime:
    """The same moment, said in UTC."""
    return moment.astimezone(UTC)

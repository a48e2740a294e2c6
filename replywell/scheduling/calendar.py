"""When the schedules that a type of visit needs are at work and not taken. The ground of `free_slots`.

Everything here counts in whole seconds since 1970 (UTC): thousands of candidates cost milliseconds that way.
Sessions are wall time of the location; a session that spans a daylight-saving change is an hour shorter or longer.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db import connection

from replywell.common.clock import at_wall
from replywell.scheduling.models import AppointmentType, ScheduleKind

DAY = 86_400

NEEDS = """
SELECT n.part, s.id, s.kind, s.practitioner_id, s.location_id, l.zone
  FROM scheduling_typeneeds n
  JOIN scheduling_schedule s ON s.practice_id = n.practice_id AND s.id = n.schedule_id
  JOIN practices_location l ON l.practice_id = s.practice_id AND l.id = s.location_id
 WHERE n.practice_id = %s AND n.type_id = %s AND s.active ORDER BY n.part, s.id
"""
SESSIONS = """
SELECT schedule_id, weekday, date_part('epoch', starts)::int, date_part('epoch', ends)::int, valid_from, valid_until,
       types = '{}' OR %s = ANY (types)
  FROM scheduling_session WHERE practice_id = %s AND schedule_id = ANY (%s)
"""
EXCEPTIONS = """
SELECT schedule_id, day, working, date_part('epoch', starts)::int, date_part('epoch', ends)::int
  FROM scheduling_sessionexception WHERE practice_id = %s AND schedule_id = ANY (%s) AND day BETWEEN %s AND %s
"""
CLOSURES = """
SELECT location_id, day FROM practices_closure
 WHERE practice_id = %s AND (location_id IS NULL OR location_id = ANY (%s)) AND day BETWEEN %s AND %s
"""
# range_agg joins what touches, so that half as many rows travel.
TAKEN = """
SELECT schedule_id, floor(date_part('epoch', lower(busy)))::bigint, ceil(date_part('epoch', upper(busy)))::bigint
  FROM (SELECT schedule_id, unnest(range_agg(period)) AS busy
          FROM scheduling_occupancy
         WHERE practice_id = %s AND schedule_id = ANY (%s) AND occupies AND ends_at > %s AND starts_at < %s
           AND (free_after IS NULL OR free_after > %s) AND appointment_id <> %s
         GROUP BY schedule_id) AS taken
"""


class Candidate(NamedTuple):
    """A free start, in seconds since 1970, with the schedules that the visit would occupy."""

    start: int
    practitioner_id: int | None
    location_id: int
    schedule_ids: tuple[int, ...]


class Needed(NamedTuple):
    """One schedule that may fill a part."""

    id: int
    kind: str
    practitioner_id: int | None


class Stretch(NamedTuple):
    """Working time. `anchor` is where its grid of starts begins, also when its beginning was cut off."""

    anchor: int
    start: int
    end: int


class Taken(NamedTuple):
    """Disjoint taken times of one schedule, in order."""

    starts: list[int]
    ends: list[int]

    def overlaps(self, start: int, end: int) -> bool:
        before = bisect_left(self.starts, end) - 1
        return before >= 0 and self.ends[before] > start


@dataclass
class Weekly:
    """The sessions of one schedule: by weekday (start, end, valid from, valid until), in wall seconds."""

    days: list[list[tuple[int, int, date | None, date | None]]]
    has_any: bool = False


@dataclass
class Place:
    """One location with the schedules that may fill each part there; `lead` is the part whose sessions count first."""

    id: int
    zone: ZoneInfo
    lead: list[Needed]
    others: list[list[Needed]]

    def __post_init__(self) -> None:
        # One schedule a visit and one a practitioner: nothing to match and nothing to find twice.
        self.simple = not self.others and len({one.practitioner_id for one in self.lead}) == len(self.lead)


class Calendar:
    """What a type of visit can be booked on from `first` to `last` (days): loaded in four queries."""

    def __init__(
        self,
        kind: AppointmentType,
        first: date,
        last: date,
        *,
        practitioner_id: int | None = None,
        location_id: int | None = None,
    ) -> None:
        self.practice_id = kind.practice_id
        self.length = kind.minutes * 60
        self.before = kind.buffer_before * 60
        self.after = kind.buffer_after * 60
        self.step = kind.step_minutes * 60
        self.places = _places(_rows(NEEDS, self.practice_id, kind.pk), practitioner_id, location_id)
        self.schedule_ids = sorted(
            {one.id for place in self.places for part in (place.lead, *place.others) for one in part}
        )
        self.weekly: dict[int, Weekly] = {}
        self.exceptions: dict[tuple[int, date], list[tuple[bool, int | None, int | None]]] = {}
        self.closed: set[tuple[int | None, date]] = set()
        if self.schedule_ids:
            self._load(kind.code, first, last)

    def _load(self, code: str, first: date, last: date) -> None:
        self.weekly = {key: Weekly([[] for _ in range(7)]) for key in self.schedule_ids}
        for key, weekday, start, end, valid_from, valid_until, takes in _rows(
            SESSIONS, code, self.practice_id, self.schedule_ids
        ):
            self.weekly[key].has_any = True
            if takes:
                self.weekly[key].days[weekday].append((start, end, valid_from, valid_until))
        for key, day, working, start, end in _rows(EXCEPTIONS, self.practice_id, self.schedule_ids, first, last):
            self.exceptions.setdefault((key, day), []).append((working, start, end))
        places = [place.id for place in self.places]
        self.closed = set(_rows(CLOSURES, self.practice_id, places, first, last))

    def taken(self, start: int, end: int, *, now: datetime, ignoring: int | None) -> dict[int, Taken]:
        """What is taken from `start` to `end`, by schedule. One query. Holds that ran out are not; overbookings are."""
        found = {key: Taken([], []) for key in self.schedule_ids}
        for key, begins, ends in _rows(
            TAKEN, self.practice_id, self.schedule_ids, _moment(start), _moment(end), now, ignoring or 0
        ):
            starts_of, ends_of = found[key]
            starts_of.append(begins)
            ends_of.append(ends)
        return found

    def candidates(
        self, start: int, end: int, *, now: datetime, ignoring: int | None = None, enough: int | None = None
    ) -> list[Candidate]:
        """Every free start in [start, end), soonest first, or those of the first days that give `enough`. One query."""
        if start >= end or not self.places:
            return []
        taken = self.taken(start - self.before, end + self.length + self.after, now=now, ignoring=ignoring)
        found: list[Candidate] = []
        for place in self.places:
            day = datetime.fromtimestamp(start, place.zone).date()
            last = datetime.fromtimestamp(end - 1, place.zone).date()
            while day <= last:
                if (None, day) not in self.closed and (place.id, day) not in self.closed:
                    self._add_day(found, place, day, start, end, taken)
                day += timedelta(days=1)
                if enough is not None and len(found) >= enough and len(self.places) == 1:
                    break
        found.sort(key=lambda candidate: candidate.start)
        return found

    def _add_day(
        self, found: list[Candidate], place: Place, day: date, start: int, end: int, taken: dict[int, Taken]
    ) -> None:
        wall = _Wall(day, place.zone)
        hours = {one.id: self._stretches(one, day, wall, alone=False) for part in place.others for one in part}
        seen: set[tuple[int, int | None]] = set()
        for lead in place.lead:
            who, chosen = lead.practitioner_id, (lead.id,)
            times = taken[lead.id]
            for stretch in self._stretches(lead, day, wall, alone=True):
                begun = self._starts(stretch, times, start, end)
                if not wall.steady:
                    # The second passing of a doubled hour has no name of its own: a text could not tell it apart.
                    begun = [begins for begins in begun if not datetime.fromtimestamp(begins, place.zone).fold]
                if place.simple:
                    found += [Candidate(begins, who, place.id, chosen) for begins in begun]
                    continue
                for begins in begun:
                    beside = self._beside(place.others, chosen, begins, hours, taken)
                    if beside is not None and (begins, who) not in seen:
                        seen.add((begins, who))
                        found.append(Candidate(begins, who, place.id, tuple(sorted(beside))))

    def _starts(self, stretch: Stretch, taken: Taken, start: int, end: int) -> list[int]:
        """The grid's starts in a stretch whose whole time, buffers included, is free."""
        starts, ends = taken
        step, before, whole = self.step, self.before, self.length + self.after
        last = min(stretch.end - whole, end - 1)
        begins = stretch.anchor + -(-(max(stretch.start + before, start) - stretch.anchor) // step) * step
        at, count = bisect_right(ends, begins - before), len(ends)
        found: list[int] = []
        while begins <= last:
            while at < count and ends[at] <= begins - before:
                at += 1
            if at < count and starts[at] < begins + whole:
                begins += -(-(ends[at] + before - begins) // step) * step
                continue
            found.append(begins)
            begins += step
        return found

    def _beside(
        self,
        parts: list[list[Needed]],
        chosen: tuple[int, ...],
        begins: int,
        hours: dict[int, list[Stretch]],
        taken: dict[int, Taken],
    ) -> tuple[int, ...] | None:
        """One free schedule out of each further part, none used twice; None when there is no such choice."""
        if not parts:
            return chosen
        start, end = begins - self.before, begins + self.length + self.after
        for one in parts[0]:
            if (
                one.id not in chosen
                and any(stretch.start <= start and end <= stretch.end for stretch in hours[one.id])
                and not taken[one.id].overlaps(start, end)
            ):
                found = self._beside(parts[1:], (*chosen, one.id), begins, hours, taken)
                if found is not None:
                    return found
        return None

    def _stretches(self, one: Needed, day: date, wall: "_Wall", *, alone: bool) -> list[Stretch]:
        """When a schedule works on a day: sessions and extra ones, joined where they touch, less what is off.

        A room or device without any session is there whenever the others are; alone it is never offered.
        """
        weekly = self.weekly[one.id]
        if not weekly.has_any and not alone and one.kind in (ScheduleKind.ROOM, ScheduleKind.DEVICE):
            work = [(0, DAY)]
        else:
            work = [
                (start, end)
                for start, end, valid_from, valid_until in weekly.days[day.weekday()]
                if (valid_from is None or valid_from <= day) and (valid_until is None or day <= valid_until)
            ]
        off: list[tuple[int, int]] = []
        exceptions = self.exceptions.get((one.id, day))
        if exceptions:
            for working, start, end in exceptions:
                if working and start is not None and end is not None:
                    work.append((start, end))
                else:
                    off.append((0, DAY) if start is None or end is None else (start, end))
        joined = _joined(work) if len(work) > 1 else work
        if wall.steady and not off:
            return [Stretch(wall.start + start, wall.start + start, wall.start + end) for start, end in joined]
        found = []
        for anchor, end in joined:
            for piece_start, piece_end in _without(anchor, end, off):
                stretch = Stretch(wall.at(anchor), wall.at(piece_start), wall.at(piece_end))
                if stretch.start < stretch.end:
                    found.append(stretch)
        return found


class _Wall:
    """Wall seconds of one day at one place, turned into moments."""

    def __init__(self, day: date, zone: ZoneInfo) -> None:
        self._midnight = datetime.combine(day, time())
        self._zone = zone
        self.start = _seconds(at_wall(self._midnight, zone))
        # Without a change of offset that day, wall time is midnight plus so many seconds.
        self.steady = _seconds(at_wall(self._midnight + timedelta(days=1), zone)) - self.start == DAY

    def at(self, seconds: int) -> int:
        if self.steady:
            return self.start + seconds
        return _seconds(at_wall(self._midnight + timedelta(seconds=seconds), self._zone))


def _places(rows: list[tuple[Any, ...]], practitioner_id: int | None, location_id: int | None) -> list[Place]:
    """The locations where every part can be filled, with the practitioner asked for if there is one."""
    wanted = {row[0] for row in rows}
    by_place: dict[int, dict[str, list[Needed]]] = {}
    zones: dict[int, str] = {}
    for part, key, kind, practitioner, place, zone in rows:
        by_place.setdefault(place, {}).setdefault(part, []).append(Needed(key, kind, practitioner))
        zones[place] = zone
    found = []
    for place, parts in sorted(by_place.items()):
        if set(parts) != wanted or location_id not in (None, place):
            continue
        lead = _lead(parts)
        leading = [one for one in parts[lead] if practitioner_id in (None, one.practitioner_id)]
        others = [parts[part] for part in sorted(parts) if part != lead]
        if leading:
            found.append(Place(place, ZoneInfo(zones[place]), leading, others))
    return found


def _lead(parts: dict[str, list[Needed]]) -> str:
    """The part that the visit is with: the practitioner if there is one, else a team, else the first."""
    for kind in (ScheduleKind.PRACTITIONER, ScheduleKind.TEAM):
        of_kind = sorted(part for part, ones in parts.items() if any(one.kind == kind for one in ones))
        if of_kind:
            return "practitioner" if "practitioner" in of_kind else of_kind[0]
    return min(parts)


def _joined(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping and touching stretches made one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _without(start: int, end: int, off: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """What is left of a stretch."""
    found = []
    for off_start, off_end in _joined(off):
        if off_end <= start or off_start >= end:
            continue
        if off_start > start:
            found.append((start, off_start))
        start = off_end
    if start < end:
        found.append((start, end))
    return found


def _rows(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)

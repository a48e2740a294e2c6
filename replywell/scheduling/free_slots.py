"""The one search for bookable time: what is offered and what is booked both come from here."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from replywell.scheduling.calendar import DAY, Calendar, Candidate
from replywell.scheduling.models import AppointmentType

Moment = TypeVar("Moment", datetime, time)
HOUR = 3600
FIRST_LOOK = 3 * DAY


@dataclass(frozen=True)
class Slot:
    """Time that can be booked. Start and end are UTC, without buffers."""

    starts_at: datetime
    ends_at: datetime
    type_id: int
    practitioner_id: int | None
    location_id: int
    schedule_ids: tuple[int, ...]


@dataclass(frozen=True)
class Wish:
    """What was asked for; empty fields ask nothing. `excluded`: anything but this.

    `start` and `end` bound the visit's start (aware; the end is not included, except when both are the same moment).
    `earliest` and `latest` bound its wall time in the same way; weekday 0 is Monday.
    """

    start: datetime | None = None
    end: datetime | None = None
    earliest: time | None = None
    latest: time | None = None
    weekdays: frozenset[int] | None = None
    excluded: bool = False

    def matches(self, starts_at: datetime) -> bool:
        """Whether a visit that starts then (aware, in the location's zone) is what was asked for."""
        if self.weekdays is not None and starts_at.weekday() not in self.weekdays:
            return False
        if not _within(starts_at, self.start, self.end):
            return False
        return _within(starts_at.time(), self.earliest, self.latest)


@dataclass(frozen=True)
class Openings:
    """Slots to offer. `fits` False: nothing matched what was asked; these are the nearest others."""

    slots: list[Slot]
    fits: bool


class _Apart(NamedTuple):
    """What it costs two offered slots to share a day, and to lie within two hours of each other, in seconds away."""

    same_day: int
    same_hours: int


# Where all fit, a choice of days is worth a week's wait; where none does, the hours around what was asked come first.
SPREAD = _Apart(8 * DAY, 12 * HOUR)
NEARBY = _Apart(12 * HOUR, HOUR)


def free_slots(
    kind: AppointmentType,
    *,
    now: datetime,
    start: datetime,
    end: datetime,
    practitioner_id: int | None = None,
    location_id: int | None = None,
    ignoring: int | None = None,
    by_text: bool = True,
    limit: int | None = None,
) -> list[Slot]:
    """Every slot for a visit of this type that starts in [start, end), soonest first, at most `limit`.

    `ignoring` is the appointment whose own time counts as free (it is to be moved). `by_text` applies what the
    practice allows texts to book: the type at all, its lead time and its horizon. One slot per start, practitioner
    and location. Runs inside a practice scope, in five queries (with a limit: some more when the first days are full).
    """
    first, last = _bounds(kind, now=now, start=start, end=end, by_text=by_text)
    if first >= last:
        return []
    calendar = _calendar(kind, first, last, practitioner_id, location_id)
    found: list[Candidate] = []
    for chunk_start, chunk_end in _chunks(first, last, limit):
        found += calendar.candidates(chunk_start, chunk_end, now=now, ignoring=ignoring, enough=limit)
        if limit is not None and len(found) >= limit:
            break
    return _slots(found[:limit], kind)


def openings(
    kind: AppointmentType,
    *,
    now: datetime,
    wishes: Sequence[Wish] = (),
    near: datetime | None = None,
    practitioner_id: int | None = None,
    location_id: int | None = None,
    ignoring: int | None = None,
    count: int = 3,
) -> Openings:
    """`count` slots to offer by text: those that fit a wish (and no excluded one), nearest to what was asked first.

    `near` is the time of the visit to be moved. Nearness is days first, then time of day. Where there is choice the
    slots lie on different days, or hours apart. With no wish at all, slots that overlap `near` are left out: that
    time is what they cannot make. Nothing fits: the nearest others, `fits` False. Times are start times.
    """
    first, last = _bounds(kind, now=now, start=now, end=datetime.max.replace(tzinfo=UTC), by_text=True)
    if first >= last or count < 1:
        return Openings([], False)
    calendar = _calendar(kind, first, last, practitioner_id, location_id)
    if not calendar.places:
        return Openings([], False)
    zones = {place.id: place.zone for place in calendar.places}
    asked = [wish for wish in wishes if not wish.excluded]
    barred = [wish for wish in wishes if wish.excluded and wish != Wish(excluded=True)]
    old = int(near.timestamp()) if near is not None and ignoring is not None else None
    gap = 1 if asked else calendar.length

    def local(candidate: Candidate) -> datetime:
        return datetime.fromtimestamp(candidate.start, zones[candidate.location_id])

    def allowed(candidate: Candidate) -> bool:
        if old is not None and abs(candidate.start - old) < gap:
            return False
        return not any(wish.matches(local(candidate)) for wish in barred)

    def fits(candidate: Candidate) -> bool:
        return allowed(candidate) and (not asked or any(wish.matches(local(candidate)) for wish in asked))

    def look(keep: Callable[[Candidate], bool], centre: datetime, start: int, end: int) -> list[Candidate]:
        found: list[Candidate] = []
        for ring in _rings(int(centre.timestamp()), start, end):
            for ring_start, ring_end in ring:
                window = calendar.candidates(ring_start, ring_end, now=now, ignoring=ignoring)
                found += [candidate for candidate in window if keep(candidate)]
            if len({candidate.start // DAY for candidate in found}) > count:
                break
        return found

    zone = calendar.places[0].zone
    centre, at = _aim(asked, near, now, zone, asked_first=False)
    # Only what was asked with both ends bounds the search.
    bounded = [(wish.start, wish.end) for wish in asked if wish.start and wish.end]
    fit_start, fit_end = first, last
    if asked and len(bounded) == len(asked):
        fit_start = max(first, min(int(start.timestamp()) for start, _ in bounded))
        fit_end = min(last, max(ceil(end.timestamp()) + 1 for _, end in bounded))
    found = look(fits, centre, fit_start, fit_end)
    if found:
        return Openings(_slots(_spread(found, count, centre, at, local, SPREAD), kind), True)
    centre, at = _aim(asked, near, now, zone, asked_first=True)
    found = look(allowed, centre, first, last)
    return Openings(_slots(_spread(found, count, centre, at, local, NEARBY), kind), False)


def slot_at(
    kind: AppointmentType,
    starts_at: datetime,
    *,
    practitioner_id: int | None = None,
    location_id: int | None = None,
) -> Slot | None:
    """A slot at that time whether free or not: what staff overbook. None when no schedule can fill a part."""
    calendar = Calendar(
        kind, starts_at.date(), starts_at.date(), practitioner_id=practitioner_id, location_id=location_id
    )
    for place in calendar.places:
        lead = place.lead[0]
        chosen = [lead.id]
        for part in place.others:
            chosen += [one.id for one in part if one.id not in chosen][:1]
        if len(chosen) == 1 + len(place.others):
            candidate = Candidate(int(starts_at.timestamp()), lead.practitioner_id, place.id, tuple(sorted(chosen)))
            return _slots([candidate], kind)[0]
    return None


def _bounds(kind: AppointmentType, *, now: datetime, start: datetime, end: datetime, by_text: bool) -> tuple[int, int]:
    """The window in seconds, cut to what may be booked at all: nothing in the past, by text the type's own limits."""
    first, last = max(start, now), end
    if by_text:
        if not kind.bookable_by_text:
            return 0, 0
        first = max(first, now + timedelta(minutes=kind.lead_minutes))
        last = min(last, now + timedelta(days=kind.horizon_days))
    return ceil(first.timestamp()), ceil(last.timestamp())


def _calendar(
    kind: AppointmentType, first: int, last: int, practitioner_id: int | None, location_id: int | None
) -> Calendar:
    # A day more on both sides: places may lie on either side of UTC's midnight.
    return Calendar(
        kind,
        datetime.fromtimestamp(first, UTC).date() - timedelta(days=1),
        datetime.fromtimestamp(last, UTC).date() + timedelta(days=1),
        practitioner_id=practitioner_id,
        location_id=location_id,
    )


def _chunks(start: int, end: int, limit: int | None) -> Iterator[tuple[int, int]]:
    """The whole window at once, or with a limit a few days first, then twice as many each time."""
    size = end - start if limit is None else FIRST_LOOK
    while start < end:
        yield start, min(start + size, end)
        start += size
        size *= 2


def _rings(centre: int, start: int, end: int) -> Iterator[list[tuple[int, int]]]:
    """Windows around `centre`, ever further out on both sides, cut to [start, end)."""
    centre = min(max(centre, start), end)
    inner, outer = 0, FIRST_LOOK
    while start < centre - inner or centre + inner < end:
        # The first window lies on both sides of the centre.
        sides = [(-outer, outer)] if inner == 0 else [(-outer, -inner), (inner, outer)]
        cut = [(max(centre + one, start), min(centre + other, end)) for one, other in sides]
        yield [(one, other) for one, other in cut if one < other]
        inner, outer = outer, outer * 3


def _aim(
    asked: Sequence[Wish], near: datetime | None, now: datetime, zone: ZoneInfo, *, asked_first: bool
) -> tuple[datetime, int]:
    """The moment (local) and the wall time in seconds that slots should be near to."""
    wish = min(
        (wish for wish in asked if wish.start is not None),
        key=lambda wish: wish.start or now,
        default=asked[0] if asked else None,
    )
    wished = wish.start.astimezone(zone) if wish is not None and wish.start is not None else None
    around = near.astimezone(zone) if near is not None else None
    centre = (wished or around) if asked_first else (around or wished)
    if wish is not None and wish.earliest is not None:
        wished_time: time | None = wish.earliest
    else:
        wished_time = wished.time() if wished is not None and wished.time() != time() else None
    near_time = around.time() if around is not None else None
    at = (wished_time or near_time) if asked_first else (near_time or wished_time)
    return centre or now.astimezone(zone), _wall_seconds(at or time())


def _spread(
    found: list[Candidate],
    count: int,
    centre: datetime,
    at: int,
    local: Callable[[Candidate], datetime],
    apart: _Apart,
) -> list[Candidate]:
    """`count` candidates, nearest first, pushed apart."""
    day = centre.date()
    options: dict[int, tuple[int, date, Candidate]] = {}
    for candidate in found:
        if candidate.start not in options:
            moment = local(candidate)
            far = abs((moment.date() - day).days) * DAY + abs(_wall_seconds(moment.time()) - at)
            options[candidate.start] = (far, moment.date(), candidate)
    left = sorted(options.values(), key=lambda option: (option[0], option[2].start))
    chosen: list[tuple[int, date, Candidate]] = []
    while left and len(chosen) < count:
        best = min(left, key=lambda option: option[0] + sum(_crowding(option, other, apart) for other in chosen))
        left.remove(best)
        chosen.append(best)
    return [candidate for _, _, candidate in sorted(chosen, key=lambda option: (option[0], option[2].start))]


def _crowding(option: tuple[int, date, Candidate], other: tuple[int, date, Candidate], apart: _Apart) -> float:
    if option[1] != other[1]:
        return 0
    between = abs(option[2].start - other[2].start)
    return apart.same_day + apart.same_hours * max(0.0, 1 - between / (2 * HOUR))


def _within(moment: Moment, start: Moment | None, end: Moment | None) -> bool:
    if start is not None and moment < start:
        return False
    return end is None or moment < end or moment == start == end


def _wall_seconds(at: time) -> int:
    return at.hour * HOUR + at.minute * 60 + at.second


def _slots(candidates: Iterable[Candidate], kind: AppointmentType) -> list[Slot]:
    length, key, moment = kind.minutes * 60, kind.pk, datetime.fromtimestamp
    return [
        Slot(moment(start, UTC), moment(start + length, UTC), key, practitioner_id, location_id, schedule_ids)
        for start, practitioner_id, location_id, schedule_ids in candidates
    ]

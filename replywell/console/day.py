"""Days as Today and the calendar show them: who works when, the visits, what is free. Moments are UTC.

The calendar's rows are five minutes of elapsed time, so that the day of a daylight-saving change has 23 or 25 hours
and nothing lies over anything else. In a week, whose days share one scale, rows are wall time.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from django.db.models import Min
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from replywell.common.clock import at_wall
from replywell.console import words
from replywell.messaging.models import Conversation
from replywell.patients.models import ContactLink
from replywell.practices.models import Practitioner
from replywell.scheduling.models import OCCUPYING, Appointment, AppointmentType, Status
from replywell.scheduling.queries import agenda
from replywell.scheduling.working import Span, Working, free, working

STEP = 5
"""Minutes a row."""
FIRST, LAST = 8, 17
"""Hours shown at least."""
GAP = 10
"""Free time of fewer minutes is no gap, where there is no kind of visit to tell."""
GRACE = timedelta(minutes=5)
"""Somebody who is not here so long after the start is late."""
SHAPES = {
    "held": "▢",
    "arrived": "●",
    "fulfilled": "■",
    "unasked": "·",
    "asked": "○",
    "confirmed": "✓",
    "late": "◷",
    "noshow": "✕",
}


# What both read


@dataclass(frozen=True)
class Read:
    """Some days of everybody's: visits, working time, practitioners."""

    visits: list[Appointment]
    working: Working
    practitioners: list[Practitioner]
    now: datetime
    shortest: timedelta

    @cached_property
    def _by_day(self) -> defaultdict[tuple[int | None, date], list[Appointment]]:
        found: defaultdict[tuple[int | None, date], list[Appointment]] = defaultdict(list)
        for one in self.visits:
            found[one.practitioner_id, wall_day(one)].append(one)
        return found

    def of(self, practitioner_id: int | None, day: date) -> list[Appointment]:
        """The visits of a practitioner (None: of nobody) on a wall day, soonest first."""
        return list(self._by_day.get((practitioner_id, day), ()))

    def gaps(self, practitioner_id: int, day: date) -> list[Span]:
        """What is still free, lies ahead and is long enough for some visit."""
        taken = [(one.starts_at, one.ends_at) for one in self.of(practitioner_id, day) if one.status in OCCUPYING]
        soon = self.now + (datetime.min.replace(tzinfo=UTC) - self.now) % timedelta(minutes=STEP)
        ahead = [(max(start, soon), end) for start, end in self.working.of(practitioner_id, day)]
        return [
            span
            for span in free([one for one in ahead if one[0] < one[1]], taken)
            if span[1] - span[0] >= self.shortest
        ]

    def free_time(self, practitioner_id: int, day: date) -> timedelta:
        """Working time without a visit."""
        taken = [(one.starts_at, one.ends_at) for one in self.of(practitioner_id, day) if one.status in OCCUPYING]
        return sum((end - start for start, end in free(self.working.of(practitioner_id, day), taken)), timedelta())


def read(
    first: date,
    now: datetime,
    *,
    days: int = 1,
    also_ended: bool = False,
    bare: bool = False,
    practitioner_id: int | None = None,
) -> Read:
    """`days` days from `first`, by each location's wall time. Nine queries and one a zone.

    The last three as for `agenda`.
    """
    return Read(
        agenda(first, now=now, days=days, also_ended=also_ended, bare=bare, practitioner_id=practitioner_id),
        working(first, days),
        list(Practitioner.objects.order_by("name")),
        now,
        timedelta(minutes=AppointmentType.objects.aggregate(least=Min("minutes"))["least"] or GAP),
    )


def wall_day(visit: Appointment) -> date:
    """The day of a visit where it takes place."""
    return visit.starts_at.astimezone(ZoneInfo(visit.location.zone)).date()


def state_of(visit: Appointment, now: datetime) -> tuple[str, str]:
    """(CSS class, words) of a visit's state: who is not here in time is late, whether they said so or not."""
    if visit.status == Status.BOOKED:
        if visit.late_minutes:
            state, said = "late", _("{minutes} min late").format(minutes=visit.late_minutes)
        elif visit.starts_at + GRACE < now:
            state, said = (
                "late",
                _("not here for {time}").format(time=words.span((now - visit.starts_at).total_seconds())),
            )
        else:
            state = visit.confirmation
            said = {"unasked": _("not asked yet"), "asked": _("asked"), "confirmed": _("confirmed")}[state]
    else:
        state = visit.status
        said = {"held": _("kept free"), "arrived": _("here"), "fulfilled": _("done"), "noshow": _("missed")}.get(
            state, state
        )
    return state, _("%(state)s, overbooked") % {"state": said} if visit.overbooked else said


def long(time_left: timedelta) -> str:
    """ "2 h 15 min"."""
    hours, minutes = divmod(int(time_left.total_seconds()) // 60, 60)
    return " ".join([f"{hours} h"] * bool(hours) + [f"{minutes} min"] * bool(minutes)) or _("nothing")


def threads_of(patients: Iterable[int]) -> dict[int, str]:
    """patient -> public id of the conversation on their preferred phone. Two queries."""
    links = ContactLink.objects.filter(patient_id__in=set(patients), ended_at__isnull=True)
    pairs = list(links.order_by("preferred", "-id").values_list("patient_id", "contact_id"))
    threads = dict(
        Conversation.objects.filter(contact_id__in={contact for _, contact in pairs}).values_list(
            "contact_id", "public_id"
        )
    )
    return {patient: str(threads[contact]) for patient, contact in pairs if contact in threads}


def title(day: date, now: datetime, zone: ZoneInfo) -> str:
    """ "Today, Thursday, March 5" or "Thursday, March 5"."""
    noon = at_wall(datetime.combine(day, time(12)), zone)
    away = (day - now.astimezone(zone).date()).days
    near = {0: _("Today"), -1: _("Yesterday"), 1: _("Tomorrow")}.get(away)
    plain = date_format(noon.astimezone(zone), _("l, F j"))
    return f"{near}, {plain}" if near else plain


# Today


@dataclass(frozen=True)
class Line:
    """A visit, or a gap, in somebody's day."""

    starts_at: datetime
    ends_at: datetime
    zone: str
    visit: Appointment | None = None
    state: str = ""
    said: str = ""
    thread: str = ""

    @property
    def minutes(self) -> str:
        """How long: "45 min"."""
        return long(self.ends_at - self.starts_at)


@dataclass(frozen=True)
class Desk:
    """A practitioner's day."""

    name: str
    public_id: str
    lines: list[Line]
    works: bool
    hours: str


SHOWN = ("unconfirmed", "late", "arrived", "gaps", "held")


@dataclass(frozen=True)
class Today:
    """The day by practitioner. `figures`: how many of what, by the name that `show` takes."""

    desks: list[Desk]
    closed: str
    figures: dict[str, int] = field(default_factory=dict)


def today(day: date, now: datetime, show: str = "") -> Today:
    """Everybody's day, or only what `show` asks for."""
    found = read(day, now, also_ended=True)
    threads = threads_of(visit.patient_id for visit in found.visits if visit.patient_id)
    desks = []
    for who in [*found.practitioners, None]:
        visits = [one for one in found.of(who.pk if who else None, day) if one.status != Status.CANCELLED]
        if who is None and not visits:
            continue
        lines = [_line(one, threads, now) for one in visits]
        if who is not None:
            zone = visits[0].location.zone if visits else ""
            lines += [Line(start, end, zone, state="gap") for start, end in found.gaps(who.pk, day)]
        spans = found.working.of(who.pk, day) if who else []
        desks.append(
            Desk(
                who.name if who else _("Others"),
                str(who.public_id) if who else "",
                sorted(lines, key=lambda line: (line.starts_at, line.visit is None)),
                bool(spans),
                ", ".join(f"{words.time_of(start)} - {words.time_of(end)}" for start, end in spans),
            )
        )
    everything = [line for desk in desks for line in desk.lines]
    figures = {name: sum(map(_TESTS[name], everything)) for name in SHOWN}
    figures["visits"] = sum(line.visit is not None and line.state != "held" for line in everything)
    if show in _TESTS:
        desks = [
            Desk(desk.name, desk.public_id, kept, desk.works, desk.hours)
            for desk in desks
            if (kept := [line for line in desk.lines if _TESTS[show](line)])
        ]
    return Today(desks, found.working.closed.get(day, ""), figures)


_TESTS: dict[str, Callable[[Line], bool]] = {
    "unconfirmed": lambda line: (
        line.visit is not None and line.visit.status == "booked" and line.visit.confirmation != "confirmed"
    ),
    "late": lambda line: line.state == "late",
    "arrived": lambda line: line.state == "arrived",
    "gaps": lambda line: line.state == "gap",
    "held": lambda line: line.state == "held",
}


def _line(visit: Appointment, threads: dict[int, str], now: datetime) -> Line:
    state, said = state_of(visit, now)
    thread = threads.get(visit.patient_id or 0, "")
    return Line(visit.starts_at, visit.ends_at, visit.location.zone, visit, state, said, thread)


# The calendar


@dataclass
class Block:
    """A visit in its column. `at` and `length` count rows; `lane` of `lanes` where visits overlap."""

    visit: Appointment
    at: int
    length: int
    state: str
    shape: str
    word: str
    name: str
    lane: int = 1


@dataclass(frozen=True)
class Stretch:
    """Rows of working time, or of free time (`starts_at`)."""

    at: int
    length: int
    starts_at: datetime | None = None
    label: str = ""


@dataclass
class Column:
    """A practitioner's day, or a day of a week."""

    name: str
    stretches: list[Stretch]
    gaps: list[Stretch]
    blocks: list[Block]
    day: date
    who: str = ""
    free: str = ""
    note: str = ""
    now_at: int | None = None
    lanes: int = 1


@dataclass(frozen=True)
class Hour:
    """A line of the time scale."""

    at: int
    label: str


@dataclass(frozen=True)
class Grid:
    """The page's days side by side."""

    columns: list[Column]
    hours: list[Hour]
    rows: int
    closed: str = ""


class _Scale:
    """Where moments of one day lie: minutes from midnight, elapsed, or by the wall."""

    def __init__(self, day: date, zone: ZoneInfo, *, by_wall: bool) -> None:
        self.day, self.zone, self.by_wall = day, zone, by_wall
        self.start = at_wall(datetime.combine(day, time()), zone)
        self.end = at_wall(datetime.combine(day + timedelta(days=1), time()), zone)

    def minutes(self, moment: datetime, zone: str = "") -> int:
        """Minutes from midnight. A place in another zone lies where its own wall time is."""
        if zone and zone != self.zone.key:
            wall = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
            moment = at_wall(wall, self.zone)
        if self.by_wall:
            wall = moment.astimezone(self.zone).replace(tzinfo=None)
            return int((wall - datetime.combine(self.day, time())).total_seconds() // 60)
        return int((moment - self.start).total_seconds() // 60)

    def wall(self, hour: int) -> int:
        """Where an hour of the wall lies."""
        return hour * 60 if self.by_wall else self.minutes(at_wall(datetime.combine(self.day, time(hour)), self.zone))

    def label(self, minutes: int) -> str:
        """The hour that begins there; with the zone's name where it comes twice."""
        if self.by_wall:
            return _hour(minutes // 60 % 24)
        local = (self.start + timedelta(minutes=minutes)).astimezone(self.zone)
        twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
        return f"{_hour(local.hour)} {local.tzname()}" if twice else _hour(local.hour)


def day_grid(day: date, now: datetime, zone: ZoneInfo) -> Grid:
    """One day, a column a practitioner, with a line for now."""
    found = read(day, now)
    scale = _Scale(day, zone, by_wall=False)
    columns = []
    for who in [*found.practitioners, None]:
        visits = found.of(who.pk if who else None, day)
        if who is None and not visits:
            continue
        columns.append(_column(who.text_name if who else _("Others"), who, day, found, scale))
    return _grid([(column, scale) for column in columns], now, found.working.closed.get(day, ""))


def week_grid(monday: date, who: Practitioner, now: datetime, zone: ZoneInfo) -> Grid:
    """A practitioner's week, a column a day; Saturday and Sunday only if there is something."""
    found = read(monday, now, days=7, practitioner_id=who.pk)
    columns = []
    for number in range(7):
        day = monday + timedelta(days=number)
        if number > 4 and not found.of(who.pk, day) and not found.working.of(who.pk, day):
            continue
        scale = _Scale(day, zone, by_wall=True)
        noon = at_wall(datetime.combine(day, time(12)), zone)
        columns.append((_column(words.day_of(noon, now), who, day, found, scale), scale))
    return _grid(columns, now)


@dataclass(frozen=True)
class Cell:
    """A practitioner's day in the overview of a week."""

    day: date
    visits: int
    unconfirmed: int
    free: str
    works: bool
    closed: str


def week_overview(monday: date, now: datetime) -> list[tuple[Practitioner, list[Cell]]]:
    """Everybody's week in figures."""
    found = read(monday, now, days=7, bare=True)
    rows = []
    for who in found.practitioners:
        cells = []
        for number in range(7):
            day = monday + timedelta(days=number)
            visits = [one for one in found.of(who.pk, day) if one.status != Status.HELD]
            open_ = [one for one in visits if one.status == Status.BOOKED and one.confirmation != "confirmed"]
            spans = found.working.of(who.pk, day)
            cells.append(
                Cell(
                    day, len(visits), len(open_), long(found.free_time(who.pk, day)) if spans else "", bool(spans),
                    found.working.closed.get(day, ""),
                )
            )  # fmt: skip
        rows.append((who, cells))
    return rows


def _column(name: str, who: Practitioner | None, day: date, found: Read, scale: _Scale) -> Column:
    """A column whose rows still count minutes; `_grid` cuts it to the hours shown."""
    spans = found.working.of(who.pk, day) if who else []
    closed = found.working.closed.get(day, "")
    return Column(
        name,
        [Stretch(scale.minutes(start), _minutes(start, end, scale)) for start, end in spans],
        [
            Stretch(
                scale.minutes(start), _minutes(start, end, scale), start,
                _("{time} free from {start}").format(time=long(end - start), start=words.time_of(start)),
            )
            for start, end in (found.gaps(who.pk, day) if who else [])
        ],
        [_block(visit, found.now, scale) for visit in found.of(who.pk if who else None, day)],
        day,
        str(who.public_id) if who else "",
        long(found.free_time(who.pk, day)) if who and spans else "",
        closed or ("" if spans or who is None else _("not in")),
    )  # fmt: skip


def _block(visit: Appointment, now: datetime, scale: _Scale) -> Block:
    state, said = state_of(visit, now)
    length = int((visit.ends_at - visit.starts_at).total_seconds() // 60)
    name = visit.patient.full_name if visit.patient else _("Kept free")
    at = scale.minutes(visit.starts_at, visit.location.zone)
    return Block(visit, at, length, state, SHAPES.get(state, "·"), said, name)


def _minutes(start: datetime, end: datetime, scale: _Scale) -> int:
    return max(STEP, scale.minutes(end) - scale.minutes(start))


def _grid(columns: Sequence[tuple[Column, _Scale]], now: datetime, closed: str = "") -> Grid:
    """Cut to whole hours from the first to the last that is needed, and counted in rows."""
    if not columns:
        return Grid([], [], 0, closed)
    scale = columns[0][1]
    shown = [(one.at, one.at + one.length) for column, _ in columns for one in column.stretches]
    shown += [(one.at, one.at + one.length) for column, _ in columns for one in column.blocks]
    # Never more than a day of rows: a visit that begins late ends at the edge.
    last = 24 * 60 if scale.by_wall else int((scale.end - scale.start).total_seconds() // 60)
    top = min([scale.wall(FIRST), *(start for start, _ in shown)]) // 60 * 60
    foot = min(last, -(-max([scale.wall(LAST), *(end for _, end in shown)]) // 60) * 60)

    def row(minutes: int) -> int:
        return 1 + (minutes - top) // STEP

    def rows(at: int, length: int) -> int:
        return max(1, min(length, foot - at) // STEP)

    for column, own in columns:
        column.stretches = [Stretch(row(one.at), rows(one.at, one.length)) for one in column.stretches]
        column.gaps = [Stretch(row(one.at), rows(one.at, one.length), one.starts_at, one.label) for one in column.gaps]
        for block in column.blocks:
            block.at, block.length = row(block.at), max(2, rows(block.at, block.length))
        _lanes(column)
        if own.start <= now < own.end and top <= own.minutes(now) < foot:
            column.now_at = row(own.minutes(now))
    hours = [Hour(row(at), scale.label(at)) for at in range(top, foot, 60)]
    return Grid([column for column, _ in columns], hours, (foot - top) // STEP, closed)


def _lanes(column: Column) -> None:
    """Give visits that overlap lanes beside each other."""
    ends: list[int] = []
    for block in sorted(column.blocks, key=lambda one: (one.at, -one.length)):
        lane = next((number for number, end in enumerate(ends) if end <= block.at), len(ends))
        ends[lane : lane + 1] = [block.at + block.length]
        block.lane = lane + 1
    column.lanes = max(1, min(4, len(ends)))


def _hour(hour: int) -> str:
    return f"{hour % 12 or 12} {'am' if hour < 12 else 'pm'}"

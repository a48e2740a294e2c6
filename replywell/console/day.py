"""One day of the calendar as the page draws it: columns of practitioners, five-minute rows, what is open and taken."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Q

from replywell.common.clock import at_wall
from replywell.console import words
from replywell.messaging.models import Conversation
from replywell.patients.models import ContactLink
from replywell.practices.models import Closure, Practitioner
from replywell.scheduling.models import Appointment, Schedule, Session, SessionException
from replywell.scheduling.queries import agenda

STEP = 5
"""Minutes a row."""
FIRST, LAST = 8, 17
"""Hours shown at least."""

STATES = {
    "held": ("▢", "kept free"),
    "arrived": ("●", "here"),
    "fulfilled": ("■", "done"),
    "unasked": ("·", "not asked yet"),
    "asked": ("○", "asked"),
    "confirmed": ("✓", "confirmed"),
}


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
    conversation: str = ""
    lane: int = 1


@dataclass(frozen=True)
class Stretch:
    """Working time."""

    at: int
    length: int


@dataclass
class Column:
    """A practitioner's day."""

    name: str
    stretches: list[Stretch]
    blocks: list[Block]
    lanes: int = 1

    @property
    def free(self) -> str:
        """Working time without a visit: "2 h 15 min"."""
        working = {row for one in self.stretches for row in range(one.at, one.at + one.length)}
        taken = {row for one in self.blocks for row in range(one.at, one.at + one.length)}
        hours, minutes = divmod(len(working - taken) * STEP, 60)
        return " ".join([f"{hours} h"] * bool(hours) + [f"{minutes} min"] * bool(minutes)) or "nothing"


@dataclass(frozen=True)
class Hour:
    """A line of the time scale."""

    at: int
    label: str


@dataclass(frozen=True)
class Day:
    """The page's day. `now_at`: the row of the line for now, or None on other days."""

    date: date
    columns: list[Column]
    hours: list[Hour]
    rows: int
    now_at: int | None
    closed: str


def read_day(day: date, now: datetime, zone: ZoneInfo) -> Day:
    """The day by the practice's wall time. Nine queries."""
    visits = agenda(day, now=now)
    practitioners = list(Practitioner.objects.order_by("name"))
    working = _working(day)
    closure = Closure.objects.filter(day=day, location__isnull=True).first()
    begins = [span[0] for spans in working.values() for span in spans] + [
        _wall(visit.starts_at, visit.location.zone) for visit in visits
    ]
    ends = [span[1] for spans in working.values() for span in spans] + [
        _wall(visit.starts_at, visit.location.zone) + _minutes(visit) for visit in visits
    ]
    first = min([FIRST * 60, *begins]) // 60
    last = -(-max([LAST * 60, *ends]) // 60)
    threads = _threads([visit.patient_id for visit in visits if visit.patient_id])

    def row(minutes: int) -> int:
        return 1 + (minutes - first * 60) // STEP

    columns = []
    for who in [*practitioners, None]:
        theirs = [visit for visit in visits if visit.practitioner_id == (who.pk if who else None)]
        if who is None and not theirs:
            continue
        spans = [] if closure or who is None else working.get(who.pk, [])
        column = Column(
            who.text_name if who else "Others",
            [Stretch(row(start), max(1, (end - start) // STEP)) for start, end in spans],
            [_block(visit, row(_wall(visit.starts_at, visit.location.zone)), threads) for visit in theirs],
        )
        _lanes(column)
        columns.append(column)
    local = now.astimezone(zone)
    minutes = local.hour * 60 + local.minute
    showing_now = local.date() == day and first * 60 <= minutes < last * 60
    return Day(
        date=day,
        columns=columns,
        hours=[Hour(row(hour * 60), _hour(hour)) for hour in range(first, last)],
        rows=(last - first) * 60 // STEP,
        now_at=row(minutes) if showing_now else None,
        closed=closure.name if closure else "",
    )


def _block(visit: Appointment, at: int, threads: dict[int, str]) -> Block:
    state = visit.status if visit.status != "booked" else visit.confirmation
    shape, word = STATES.get(state, ("·", state))
    if visit.late_minutes and visit.status == "booked":
        state, shape, word = "late", "◷", f"{visit.late_minutes} min late"
    if visit.overbooked:
        word += ", overbooked"
    return Block(
        visit, at, max(2, _minutes(visit) // STEP), state, shape, word,
        visit.patient.full_name if visit.patient else "Kept free",
        threads.get(visit.patient_id or 0, ""),
    )  # fmt: skip


def _lanes(column: Column) -> None:
    """Give visits that overlap lanes beside each other."""
    ends: list[int] = []
    for block in sorted(column.blocks, key=lambda one: (one.at, -one.length)):
        lane = next((number for number, end in enumerate(ends) if end <= block.at), len(ends))
        ends[lane : lane + 1] = [block.at + block.length]
        block.lane = lane + 1
    column.lanes = max(1, min(4, len(ends)))


def _working(day: date) -> dict[int, list[tuple[int, int]]]:
    """practitioner -> working stretches in minutes of the wall day."""
    owner = dict(Schedule.objects.filter(active=True, practitioner__isnull=False).values_list("id", "practitioner_id"))
    spans: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    exceptions = list(SessionException.objects.filter(day=day, schedule_id__in=owner))
    off = [one for one in exceptions if not one.working]
    sessions = (
        Session.objects.filter(schedule_id__in=owner, weekday=day.weekday())
        .filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_until=None) | Q(valid_until__gte=day))
    )  # fmt: skip
    found = [(one.schedule_id, one.starts, one.ends) for one in sessions]
    found += [(one.schedule_id, one.starts, one.ends) for one in exceptions if one.working and one.starts and one.ends]
    for schedule_id, starts, ends in found:
        pieces = [(_of_day(starts), _of_day(ends))]
        for gone in (one for one in off if one.schedule_id == schedule_id):
            a, b = (_of_day(gone.starts), _of_day(gone.ends)) if gone.starts and gone.ends else (0, 1440)
            pieces = [
                piece
                for start, end in pieces
                for piece in ((start, min(end, a)), (max(start, b), end))
                if piece[0] < piece[1]
            ]
        spans[owner[schedule_id] or 0] += pieces
    return {key: sorted(set(pieces)) for key, pieces in spans.items()}


def _threads(patients: list[int]) -> dict[int, str]:
    """patient -> public id of the conversation on their preferred phone."""
    links = ContactLink.objects.filter(patient_id__in=patients, ended_at__isnull=True).order_by("preferred", "-id")
    pairs = list(links.values_list("patient_id", "contact_id"))
    threads = dict(
        Conversation.objects.filter(contact_id__in={contact for _, contact in pairs}).values_list(
            "contact_id", "public_id"
        )
    )
    return {patient: str(threads[contact]) for patient, contact in pairs if contact in threads}


def _wall(moment: datetime, zone: str) -> int:
    return _of_day(moment.astimezone(ZoneInfo(zone)).time())


def _of_day(at: time) -> int:
    return at.hour * 60 + at.minute


def _minutes(visit: Appointment) -> int:
    return int((visit.ends_at - visit.starts_at).total_seconds() // 60)


def _hour(hour: int) -> str:
    return f"{hour % 12 or 12} {'am' if hour < 12 else 'pm'}"


def title(day: date, now: datetime, zone: ZoneInfo) -> str:
    """ "Today, Thu Mar 5" or "Thu Mar 5"."""
    noon = at_wall(datetime.combine(day, time(12)), zone)
    near, plain = words.day_of(noon, now), f"{day:%A}, {day:%B} {day.day}"
    return f"{near}, {plain}" if near in ("Today", "Tomorrow", "Yesterday") else plain

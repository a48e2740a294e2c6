"""When schedules work, day by day, as moments: what calendars draw. `free_slots` decides what can be booked.

Sessions are wall time of the schedule's location: on the days of a daylight-saving change one that spans the change
is an hour shorter or longer.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q

from replywell.common.clock import at_wall
from replywell.practices.models import Closure
from replywell.scheduling.models import Schedule, ScheduleKind, Session, SessionException

Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Working:
    """The working time of practitioners, in UTC, and the closures of whole days."""

    spans: dict[tuple[int, date], list[Span]]
    closed: dict[date, str]

    def of(self, practitioner_id: int, day: date) -> list[Span]:
        """When they work on a day, soonest first, without overlaps."""
        return self.spans.get((practitioner_id, day), [])


def working(first: date, days: int = 1) -> Working:
    """`days` days from `first`, by each location's wall time. Four queries. `closed` names what closes every place."""
    schedules = list(
        Schedule.objects.filter(active=True, kind=ScheduleKind.PRACTITIONER, practitioner__isnull=False).select_related(
            "location"
        )
    )
    hours, closed = _hours(schedules, first, days)
    spans: defaultdict[tuple[int, date], list[Span]] = defaultdict(list)
    for schedule in schedules:
        for day in (first + timedelta(days=number) for number in range(days)):
            spans[schedule.practitioner_id or 0, day] += hours.get((schedule.pk, day), [])
    return Working({key: _joined(found) for key, found in spans.items() if found}, closed)


def stretches(first: date, days: int) -> dict[int, list[Span]]:
    """When each practitioner's or team's schedule works in those days, in UTC, by its key. Four queries."""
    leading = (ScheduleKind.PRACTITIONER, ScheduleKind.TEAM)
    schedules = list(Schedule.objects.filter(active=True, kind__in=leading).select_related("location"))
    found: defaultdict[int, list[Span]] = defaultdict(list)
    for (schedule_id, _), spans in _hours(schedules, first, days)[0].items():
        found[schedule_id] += spans
    return {schedule_id: _joined(spans) for schedule_id, spans in found.items()}


def _hours(
    schedules: list[Schedule], first: date, days: int
) -> tuple[dict[tuple[int, date], list[Span]], dict[date, str]]:
    """Working time by schedule and day, and the days on which every place is closed."""
    wanted = [first + timedelta(days=number) for number in range(days)]
    ids = [one.pk for one in schedules]
    closures = list(Closure.objects.filter(day__gte=wanted[0], day__lte=wanted[-1]))
    closed = {one.day: one.name for one in closures if one.location_id is None}
    shut = {(one.location_id, one.day) for one in closures}
    exceptions = SessionException.objects.filter(schedule_id__in=ids, day__gte=wanted[0], day__lte=wanted[-1])
    differs: defaultdict[tuple[int, date], list[SessionException]] = defaultdict(list)
    for exception in exceptions:
        differs[exception.schedule_id, exception.day].append(exception)
    weekly: defaultdict[tuple[int, int], list[Session]] = defaultdict(list)
    for session in Session.objects.filter(schedule_id__in=ids).filter(
        Q(valid_from=None) | Q(valid_from__lte=wanted[-1]), Q(valid_until=None) | Q(valid_until__gte=wanted[0])
    ):
        weekly[session.schedule_id, session.weekday].append(session)
    spans: dict[tuple[int, date], list[Span]] = {}
    for schedule in schedules:
        zone = ZoneInfo(schedule.location.zone)
        for day in wanted:
            if day in closed or (schedule.location_id, day) in shut:
                continue
            spans[schedule.pk, day] = _day(day, zone, weekly[schedule.pk, day.weekday()], differs[schedule.pk, day])
    return spans, closed


def free(working_time: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    """What is left of working time when taken times are cut out, soonest first."""
    left = list(working_time)
    for start, end in taken:
        left = [
            piece
            for span in left
            for piece in ((span[0], min(span[1], start)), (max(span[0], end), span[1]))
            if piece[0] < piece[1]
        ]
    return sorted(left)


def _day(day: date, zone: ZoneInfo, sessions: list[Session], exceptions: list[SessionException]) -> list[Span]:
    def moment(at: time) -> datetime:
        return at_wall(datetime.combine(day, at), zone)

    found = [
        (moment(one.starts), moment(one.ends))
        for one in sessions
        if (one.valid_from is None or one.valid_from <= day) and (one.valid_until is None or day <= one.valid_until)
    ]
    found += [(moment(one.starts), moment(one.ends)) for one in exceptions if one.working and one.starts and one.ends]
    for one in exceptions:
        if one.working:
            continue
        if one.starts is None or one.ends is None:
            return []
        found = free(found, [(moment(one.starts), moment(one.ends))])
    return [span for span in found if span[0] < span[1]]


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined

"""Which times are taken on which schedules, in memory, while visits are loaded."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from replywell.ehr.csv.appointments import Known
from replywell.scheduling.models import AppointmentType, Occupancy, Schedule

Period = tuple[datetime, datetime]


class Taken:
    """The periods inside the database's constraint: they never overlap on one schedule."""

    def __init__(self, first: datetime, last: datetime) -> None:
        self._periods: dict[int, list[Period]] = defaultdict(list)
        rows = Occupancy.objects.filter(
            occupies=True,
            overbooked=False,
            ends_at__gt=first - timedelta(days=2),
            starts_at__lt=last + timedelta(days=2),
        )
        for schedule, starts, ends in rows.values_list("schedule_id", "starts_at", "ends_at"):
            self._periods[schedule].append((starts, ends))
        for periods in self._periods.values():
            periods.sort()

    def free(self, schedule_id: int, period: Period) -> bool:
        """Whether nothing overlaps."""
        periods = self._periods[schedule_id]
        place = bisect_left(periods, period)
        before = place > 0 and periods[place - 1][1] > period[0]
        after = place < len(periods) and periods[place][0] < period[1]
        return not (before or after)

    def add(self, schedule_ids: Iterable[int], period: Period) -> None:
        """Take a period."""
        for schedule_id in schedule_ids:
            insort(self._periods[schedule_id], period)

    def remove(self, schedule_id: int, period: Period) -> None:
        """Give a period back."""
        if period in self._periods[schedule_id]:
            self._periods[schedule_id].remove(period)


class Places:
    """Keys of what visits refer to, and the schedules that a visit occupies."""

    def __init__(self, known: Known, taken: Taken) -> None:
        self.taken = taken
        self.known = known
        self.types = {one.code: one for one in AppointmentType.objects.all()}
        self.schedules = {one.code: one for one in Schedule.objects.select_related("practitioner", "location")}
        self.by_practitioner: dict[str, list[Schedule]] = defaultdict(list)
        for one in self.schedules.values():
            if one.practitioner is not None:
                self.by_practitioner[one.practitioner.code].append(one)

    def period(self, type_code: str, starts_at: datetime, ends_at: datetime) -> Period:
        """The time with buffers."""
        kind = self.types[type_code]
        return starts_at - timedelta(minutes=kind.buffer_before), ends_at + timedelta(minutes=kind.buffer_after)

    def choose(
        self, type_code: str, practitioner: str, location: str, rooms: Iterable[str], period: Period
    ) -> list[int]:
        """The schedules that a visit occupies: the practitioner's there, the rooms named, and a free one of each part
        of its type that neither covers (none, when none is free)."""
        chosen = [self.schedules[code] for code in rooms]
        own = self.by_practitioner.get(practitioner, [])
        here = [one for one in own if one.location.code == location]
        chosen += (here or own)[:1]
        codes = {one.code for one in chosen}
        for part in self.known.types[type_code].needs.values():
            kinds = {self.schedules[code].kind for code in part if code in self.schedules}
            if codes & set(part) or (practitioner and kinds == {"practitioner"}):
                continue
            fitting = [
                self.schedules[code]
                for code in part
                if code in self.schedules
                and self.schedules[code].location.code == location
                and self.taken.free(self.schedules[code].pk, period)
            ]
            chosen += fitting[:1]
        return sorted({one.pk for one in chosen})

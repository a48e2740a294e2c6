"""Short ways to say what the tests of this room say often. Wall times are New York's."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from replywell.common.clock import at_wall
from replywell.scheduling import booking, events
from replywell.scheduling.free_slots import Slot, free_slots
from tests.pace import slowness
from tests.practice import ZONE, Oak

NEW_YORK = ZoneInfo(ZONE)
BY = {"actor": "patient", "via": "text"}


def at(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    """A wall time in 2026. 2 March is a Monday."""
    return at_wall(datetime(2026, month, day, hour, minute), NEW_YORK)


def search(oak: Oak, now: datetime, day: int, month: int = 3, days: int = 1, **values: Any) -> list[Slot]:
    """What is free on a day, with Dr. Lee unless told otherwise, without the limits on texts."""
    start = at_wall(datetime.combine(date(2026, month, day), datetime.min.time()), NEW_YORK)
    end = at_wall(datetime.combine(date(2026, month, day) + timedelta(days=days), datetime.min.time()), NEW_YORK)
    values = {"practitioner_id": oak.lee.pk, "by_text": False} | values
    return free_slots(oak.visit_type, now=now, start=start, end=end, **values)


def walls(slots: list[Slot]) -> list[str]:
    """The wall times at which slots start: "08:15"."""
    return [slot.starts_at.astimezone(NEW_YORK).strftime("%H:%M") for slot in slots]


def slot_of(oak: Oak, now: datetime, when: datetime, **values: Any) -> Slot:
    """The free slot with Dr. Lee that starts then."""
    values = {"practitioner_id": oak.lee.pk, "by_text": False} | values
    found = free_slots(oak.visit_type, now=now, start=when, end=when + timedelta(seconds=1), **values)
    return found[0]


def slot_like(oak: Oak, when: datetime) -> Slot:
    """Dr. Lee's slot at that time as a text once showed it, free or not."""
    ends_at = when + timedelta(minutes=oak.visit_type.minutes)
    return Slot(when, ends_at, oak.visit_type.pk, oak.lee.pk, oak.location.pk, (oak.lee_schedule.pk,))


def book(oak: Oak, now: datetime, when: datetime, patient_id: int) -> Any:
    return booking.book(slot_of(oak, now, when), patient_id=patient_id, now=now, actor="patient", via="text")


@contextmanager
def listening() -> Iterator[list[Any]]:
    """What `slot_freed` and `visit_changed` say meanwhile, in order."""
    heard: list[Any] = []
    for event in (events.slot_freed, events.visit_changed):
        event.listen(heard.append)
    try:
        yield heard
    finally:
        for event in (events.slot_freed, events.visit_changed):
            event._listeners.remove(heard.append)


def unless_busy(seconds: float) -> float:
    """The seconds that something may take on a quiet machine; more on a slower one, or beside other work."""
    return seconds * slowness() * max(1.0, 2 * os.getloadavg()[0] / (os.cpu_count() or 1))

"""When reminders are due, which visits one text tells of, and how long we wait for an answer. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from replywell.common.clock import wall_time_before
from replywell.dialogue.decisions import Quiet
from replywell.dialogue.facts import VisitFacts

MOST = 6
"""So many reminders a kind of visit may have."""
JUST_BOOKED = timedelta(hours=2)
"""A reminder that would come sooner than this after the booking is left out: the patient knows."""
SHORT = timedelta(hours=24)
"""A reminder closer to the visit than this only says "see you": it is not worth a text in quiet hours."""
TOGETHER = timedelta(hours=1)
"""Visits that begin within this of each other are one errand."""
LAST_MOMENT = timedelta(minutes=30)
"""Nothing about a visit leaves later than this before it."""
PATIENCE = timedelta(hours=24)
LEAST_PATIENCE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Reminder:
    """One planned reminder: its wake-up's name, how long before the visit, and when (UTC)."""

    name: str
    before: timedelta
    at: datetime

    @property
    def short(self) -> bool:
        """Whether it is the last word before the visit, hours ahead."""
        return self.before < SHORT

    @property
    def quiet(self) -> Quiet:
        """In quiet hours a reminder is planned earlier; a short one is left out."""
        return "skip" if self.short else "earlier"


def names() -> tuple[str, ...]:
    """The wake-ups of a visit's reminders, by their place in the type's list."""
    return tuple(f"reminder_{number}" for number in range(1, MOST + 1))


def moment(starts_at: datetime, before: timedelta, zone: str) -> datetime:
    """The moment (UTC) that lies `before` the visit: whole days keep the wall time of `zone`, hours are hours."""
    days, rest = divmod(before, timedelta(days=1))
    return wall_time_before(starts_at, days, ZoneInfo(zone)) - rest


def reminders(visit: VisitFacts) -> list[Reminder]:
    """Every reminder of the visit's kind, farthest first, whether its time has passed or not."""
    spans = sorted({timedelta(hours=int(one.removesuffix("h"))) for one in visit.reminders}, reverse=True)
    return [
        Reminder(name, before, moment(visit.starts_at, before, visit.zone))
        for name, before in zip(names(), spans, strict=False)
    ]


def due(visit: VisitFacts, now: datetime, *, just_booked: bool) -> list[Reminder]:
    """The reminders still to come; for a visit that was just booked or moved, not one that follows at once."""
    earliest = now + JUST_BOOKED if just_booked else now
    return [one for one in reminders(visit) if one.at > earliest]


def useful_until(visit: VisitFacts, reminder: Reminder) -> datetime:
    """After this moment (UTC) the reminder is of no use: the next one says it, or the visit is about to begin."""
    later = [other.at for other in reminders(visit) if other.at > reminder.at and not other.short]
    last = visit.starts_at - LAST_MOMENT
    return min([*later, last])


def one_errand(visit: VisitFacts, upcoming: Sequence[VisitFacts], *, short: bool) -> list[VisitFacts]:
    """The visits of this phone to tell of in one text with `visit`, it included, soonest first.

    Those of the same day, by the wall time of each place; for a short reminder those within the hour; never one about
    which a person stopped all texts.
    """
    found = {visit.id: visit}
    for other in upcoming:
        if other.silent:
            continue
        near = abs(other.starts_at - visit.starts_at) <= TOGETHER
        if near or (not short and _day(other) == _day(visit)):
            found.setdefault(other.id, other)
    return sorted(found.values(), key=lambda one: (one.starts_at, one.id))


def told_by_now(visit: VisitFacts, now: datetime, *, short: bool) -> list[str]:
    """The wake-ups of a visit that a text sent now makes needless: those due until half a day from now.

    Only a short text ("see you") makes other short ones needless.
    """
    soon = now + timedelta(hours=12)
    return [one.name for one in reminders(visit) if one.at <= soon and (short or not one.short)]


def patience(starts_at: datetime, now: datetime) -> timedelta:
    """How long an answer about this visit may take before we ask again or fetch a person: a day, less if it is near."""
    return max(LEAST_PATIENCE, min(PATIENCE, (starts_at - now) / 2))


def _day(visit: VisitFacts) -> object:
    return visit.starts_at.astimezone(ZoneInfo(visit.zone)).date()

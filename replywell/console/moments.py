"""Moments that staff choose: in an hour, when we open tomorrow, next Monday, or one they enter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from replywell.common.clock import at_wall
from replywell.console import words
from replywell.dialogue.hours import practice_hours
from replywell.practices.models import Practice


@dataclass(frozen=True)
class Choice:
    """One of the moments offered; `value` is what `parse` takes."""

    value: str
    label: str


def ahead(practice: Practice, now: datetime) -> list[Choice]:
    """What is offered: in an hour, in three, when we open next, on the next day, and on the Monday after it."""
    hours = practice_hours(practice.pk).of()
    today = now.astimezone(hours.zone).date()
    first = hours.next_open(_midnight(today + timedelta(days=1), hours.zone))
    day = first.astimezone(hours.zone).date()
    monday = hours.next_open(_midnight(day + timedelta(days=7 - day.weekday()), hours.zone))
    openings = [first, monday] if hours.is_open(now) else [hours.next_open(now), first, monday]
    return [
        Choice("+60", _("in an hour")),
        Choice("+180", _("in three hours")),
        *(Choice(one.astimezone(UTC).isoformat(), words.soon(one, now)) for one in dict.fromkeys(openings)),
    ]


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return at_wall(datetime.combine(day, time()), zone)


def parse(value: str, practice: Practice, now: datetime) -> datetime:
    """ "+60" (minutes from now), an ISO moment, or wall time of the practice ("2026-03-05T09:00"); UTC.

    Raises ValueError for anything else.
    """
    try:
        if value.startswith("+") and value[1:].isdigit():
            return now + timedelta(minutes=int(value[1:7]))
        found = datetime.fromisoformat(value)
        local = found if found.tzinfo else at_wall(found, ZoneInfo(practice.zone))
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(_("Choose a day and a time.")) from None

"""What the lexers produce and the date arithmetic they share."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .when_calendar import Length


@dataclass(slots=True)
class Item:
    """A piece of a text: its kind (one letter) and span, and what it says.

    D day, R days, T time of day, S span of a day, M moment, N number, O ordinal; lower case: f from, t to,
    & and, a after, b before, @ at, o filler, k week of, j day before or after, e early or late part, L length,
    l for a length, A or later, B or earlier, ! not, n "does not work", x anything else.
    """

    kind: str
    a: int
    b: int
    day: date | None = None
    day2: date | None = None
    t: int | None = None  # minutes after midnight
    t2: int | None = None
    sure: bool = False
    n: int = 0
    word: str = ""
    part: str = ""
    amb: bool = False
    weak: bool = False
    excluded: bool = False
    raw_time: bool = False
    length: "Length | None" = None

    def clock(self) -> tuple[int, bool] | None:
        """The number as a time of day: (minutes, whether am or pm is settled)."""
        if self.kind not in "NO" or self.kind == "O":
            return None
        if self.raw_time:
            hour, minute = divmod(self.n, 100)
            return (
                (hour * 60 + minute, hour > 12 or hour == 0 or self.word == "military")
                if hour < 24 and minute < 60
                else None
            )
        if self.n > 24:
            return None
        return self.n % 24 * 60, self.n > 12 or self.n == 0


@dataclass(frozen=True, slots=True)
class Now:
    """The moment of reading, in wall time of the practice, and its opening hours."""

    moment: datetime
    today: date
    hours: tuple[str, str]
    moving: bool


def minutes(clock: str) -> int:
    """Minutes after midnight of "08:30"."""
    hour, _, minute = clock.partition(":")
    return int(hour) * 60 + int(minute or 0)


def settle(t: int | None, sure: bool, hours: tuple[str, str]) -> tuple[int, bool]:
    """(minutes after midnight, still ambiguous): the opening hours decide between am and pm."""
    t = t or 0
    if sure or t >= 780 or t < 60:
        return t, False
    first, last = minutes(hours[0]), minutes(hours[1])
    other = t + 720 if t < 720 else t
    options = [t, other] if other != t else [t]
    if t >= 720:
        return t, False
    inside = [o for o in options if first <= o < last] or [o for o in options if first <= o <= last]
    if len(inside) == 1:
        return inside[0], False
    if inside:
        return (other if t < 420 else t), True
    distance = [min(abs(o - first), abs(o - last)) for o in options]
    return options[0 if distance[0] <= distance[1] else 1], True


def week_start(day: date) -> date:
    """Monday of its week."""
    return day - timedelta(days=day.weekday())


def this_week(today: date) -> date:
    """Monday of the week that "this week" means: on a Sunday the one that begins tomorrow."""
    return week_start(today + timedelta(days=1))


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def next_day_of_month(today: date, number: int) -> date | None:
    """The coming day with that number, today included; None when no month has it."""
    if not 1 <= number <= 31:
        return None
    for months in range(3):
        first = add_months(today.replace(day=1), months)
        if number <= calendar.monthrange(first.year, first.month)[1]:
            day = first.replace(day=number)
            if day >= today:
                return day
    return None


def month_day(today: date, month: int, number: int, year: int | None) -> date | None:
    """That day in the year given, else the coming one; None when there is no such day."""
    for candidate in [year] if year else range(today.year, today.year + 5):
        try:
            day = date(candidate, month, number)
        except (ValueError, OverflowError):
            continue
        if year or day >= today:
            return day
    return None


def month_span(today: date, month: int, year: int | None) -> tuple[date, date]:
    """First day of the coming (or running) month of that name, and of the one after."""
    year = year or (today.year if month >= today.month else today.year + 1)
    first = date(year, month, 1)
    return first, add_months(first, 1)


def coming(today: date, weekday: int) -> date:
    """The next such weekday after today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def joined(kind: str, items: Sequence[Item]) -> Item:
    """A new item over the words of several."""
    return Item(kind, items[0].a, items[-1].b)


def pick(items: Sequence[Item], kinds: str) -> list[Item]:
    """Those of the items that are of one of the kinds."""
    return [i for i in items if i.kind in kinds]

"""Days of the year that have names, and spans counted from a moment."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from .when_items import Item, Now, add_months


class Length(NamedTuple):
    """So much time: calendar months, days and minutes, added up."""

    months: float = 0
    days: float = 0
    minutes: float = 0

    def plus(self, other: "Length") -> "Length":
        """Both together."""
        return Length(self.months + other.months, self.days + other.days, self.minutes + other.minutes)


MONTHS_OF = {"month": 1, "quarter": 3, "year": 12}
DAYS_OF = {"day": 1, "night": 1, "weekday": 1, "week": 7, "fortnight": 14}
MINUTES_OF = {"minute": 1, "hour": 60}


def length(amount: float, unit: str) -> Length | None:
    """`amount` of a unit named in English ("week"), or None when there is no such unit."""
    if unit in MONTHS_OF:
        return Length(months=amount * MONTHS_OF[unit])
    if unit in DAYS_OF:
        return Length(days=amount * DAYS_OF[unit])
    return Length(minutes=amount * MINUTES_OF[unit]) if unit in MINUTES_OF else None


def day_after(day: date, span: Length, sign: int = 1) -> date:
    """The day that lies a length of whole days after (or before) another."""
    whole = int(span.months)
    rest = round((span.months - whole) * 30)
    return add_months(day, sign * whole) + timedelta(days=sign * (int(span.days) + rest))


def from_now(match: re.Match[str], now: Now, span: Length) -> Item:
    """The day, or for hours and minutes the moment, that lies a length after now."""
    out = Item("D", match.start(), match.end(), word="exact")
    if span.minutes or span.days % 1:
        base = now.moment + (day_after(now.today, span) - now.today)
        moment = base + timedelta(minutes=round(span.minutes + span.days % 1 * 1440))
        out.kind, out.day, out.t = "Y", moment.date(), moment.hour * 60 + moment.minute
    else:
        out.day = day_after(now.today, span)
    return out


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    ell = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * ell) // 433
    month = (h + ell - 7 * m + 90) // 25
    return date(year, month, (h + ell - 7 * m + 33 * month + 19) % 32)


def nth_weekday(first: date, weekday: int, number: int) -> date:
    """The nth such weekday of the month that begins on `first`; 5 or more is the last one."""
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
    while day.month != first.month:
        day -= timedelta(days=7)
    return day


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _nth(month: int, weekday: int, number: int, plus: int = 0) -> Callable[[int], date]:
    return lambda year: nth_weekday(date(year, month, 1), weekday, number) + timedelta(days=plus)


def _easter(plus: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days=plus)


# United States: 5 U.S.C. 6103, and the days that people name without a law.
_HOLIDAYS: dict[str, Callable[[int], date]] = {
    "new year": _fixed(1, 1),
    "epiphany": _fixed(1, 6),
    "king": _nth(1, 0, 3),
    "groundhog": _fixed(2, 2),
    "valentine": _fixed(2, 14),
    "presidents": _nth(2, 0, 3),
    "patrick": _fixed(3, 17),
    "fools": _fixed(4, 1),
    "earth": _fixed(4, 22),
    "may day": _fixed(5, 1),
    "cinco": _fixed(5, 5),
    "mother": _nth(5, 6, 2),
    "mother mx": _fixed(5, 10),
    "memorial": _nth(5, 0, 5),
    "juneteenth": _fixed(6, 19),
    "father": _nth(6, 6, 3),
    "independence": _fixed(7, 4),
    "labor": _nth(9, 0, 1),
    "columbus": _nth(10, 0, 2),
    "hispanic": _fixed(10, 12),
    "halloween": _fixed(10, 31),
    "saints": _fixed(11, 1),
    "souls": _fixed(11, 2),
    "veterans": _fixed(11, 11),
    "thanksgiving": _nth(11, 3, 4),
    "black friday": _nth(11, 3, 4, 1),
    "cyber monday": _nth(11, 3, 4, 4),
    "guadalupe": _fixed(12, 12),
    "christmas eve": _fixed(12, 24),
    "christmas": _fixed(12, 25),
    "boxing": _fixed(12, 26),
    "new year eve": _fixed(12, 31),
    "mardi gras": _easter(-47),
    "ash wednesday": _easter(-46),
    "palm sunday": _easter(-7),
    "holy thursday": _easter(-3),
    "good friday": _easter(-2),
    "easter saturday": _easter(-1),
    "easter": _easter(0),
    "easter monday": _easter(1),
    "pentecost": _easter(49),
}


def holiday(name: str, today: date, year: int | None = None) -> date:
    """The day of that name in a year, else the coming one, today included."""
    rule = _HOLIDAYS[name]
    if year:
        return rule(year)
    day = rule(today.year)
    return day if day >= today else rule(today.year + 1)


def cut(first: date, end: date, which: str) -> tuple[date, date]:
    """The early, middle or late part of the days from `first` up to `end`: (first, end).

    A week is a working week: its early part Monday and Tuesday, its late part Thursday and Friday.
    """
    size = (end - first).days
    counted = re.fullmatch(r"(first|last)(\d+)", which)  # so many days
    if counted:
        some = timedelta(days=min(int(counted[2]), size))
        return (first, first + some) if counted[1] == "first" else (end - some, end)
    if which in ("half1", "half2"):
        middle = first + timedelta(days=15 if 28 <= size <= 31 else (size + 1) // 2)
        return (first, middle) if which == "half1" else (middle, end)
    if size == 7:
        low, high = {"early": (0, 2), "mid": (1, 4), "late": (3, 5)}[which]
        return first + timedelta(days=low), first + timedelta(days=high)
    third = 10 if size <= 31 else size // 3
    if which == "late" and size <= 31 and first.day == 1:
        return first + timedelta(days=20), end
    return {
        "early": (first, first + timedelta(days=third)),
        "mid": (first + timedelta(days=third), first + timedelta(days=2 * third)),
        "late": (end - timedelta(days=third), end),
    }[which]

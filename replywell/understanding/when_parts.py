"""Parts of the day, and dates that other dates are counted from."""

import re
from datetime import date, timedelta

from .when_items import Item, week_start

# Parts of the day in minutes after midnight; the name decides between am and pm of a clock beside it.
PARTS = {
    "dawn": (0, 420),
    "am": (480, 720),
    "pm": (720, 1020),
    "morning": (480, 720),
    "noon": (660, 780),
    "afternoon": (720, 1020),
    "evening": (1080, 1320),
    "night": (1140, 1439),
}


def part_item(m: re.Match[str], name: str, day: date | None = None) -> Item:
    """A part of the day, or of one day."""
    start, end = PARTS[name]
    kind = {"dawn": "morning", "am": "morning", "pm": "afternoon"}.get(name, name)
    return Item("S", m.start(), m.end(), day=day, t=start, t2=end, part=kind, sure=True)


def by_part(hour: int, part: str) -> int:
    """The hour of 24 that "8 in the evening" means."""
    if part in ("am", "dawn"):
        return 0 if hour == 12 else hour
    if part == "morning":
        return hour
    if part == "noon":
        return hour + 12 if hour < 6 else hour
    if part == "night":
        return 0 if hour == 12 else hour + 12 if 5 <= hour < 12 else hour
    if part == "evening" and hour == 12:
        return 0
    return hour + 12 if hour < 12 else hour


def easter(year: int) -> date:
    """Easter Sunday of the western churches (Meeus' rule)."""
    a, b, c = year % 19, *divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def monday_of(day: date) -> date:
    """The Monday of "the week of" a day; of a Sunday the next, which begins a week in the patient's calendar."""
    return day + timedelta(days=1) if day.weekday() == 6 else week_start(day)

"""Makers of English parts of weeks, months and years, and of holidays."""

import re
from datetime import date, timedelta

from .when_calendar import cut, holiday
from .when_en_days import month, on, spanning
from .when_en_words import holiday_name, number
from .when_items import Item, Now, add_months, month_span, this_week, week_start


def early_late(m: re.Match[str], _now: Now) -> Item | None:
    """ "early", "end of" before a span of days."""
    said = m[0]
    if re.search(r"(?:first|second|1st|2nd) half", said):
        return Item("e", m.start(), m.end(), word="half1" if re.search("first|1st", said) else "half2")
    which = "early" if re.search("earl|begin|start|first|front", said) else "mid" if "mid" in said else "late"
    item = Item("e", m.start(), m.end(), word=which)
    item.part = "end" if re.search(r"\bend", said) else ""
    return item


def first_days(m: re.Match[str], _now: Now) -> Item | None:
    """ "the first three days of" a month or week."""
    count = {"few": 3, "couple of": 2}.get(m["n"]) or number(m["n"])
    days_in = 7 if m["u"] == "weeks" else 1
    return Item("e", m.start(), m.end(), word=f"{m['w']}{count * days_in}")


def week_number(m: re.Match[str], now: Now) -> Item | None:
    """ "week 3 of july"."""
    first, _ = month_span(now.today, month(m["mo"]), None)
    start = week_start(first) + timedelta(days=7 * (int(m["n"]) - (first.weekday() <= 3)))
    return spanning(m, start, start + timedelta(days=7), "week")


def named_end(m: re.Match[str], now: Now) -> Item | None:
    """ "month end", "end of the week" and the like without a name of the span."""
    if "month" in m[0]:
        first = now.today.replace(day=1)
        low, end = cut(first, add_months(first, 1), "late")
    elif "year" in m[0]:
        end = date(now.today.year + 1, 1, 1)
        low = end - timedelta(days=31)
    else:
        low, end = cut(this_week(now.today), this_week(now.today) + timedelta(days=7), "late")
    return spanning(m, max(low, now.today) if end > now.today else low, end, "end")


def scoped(m: re.Match[str], now: Now) -> Item | None:
    """ "the week", "the month" after "early in", "before the end of": only there a span."""
    if not re.search(
        r"\b(?:of|in|mid|early|late|later|end|rest|part|middle|beginning|start)[\s-]+$", m.string[: m.start()]
    ):
        return None
    if "month" in m[0]:
        first = now.today.replace(day=1)
        return spanning(m, first, add_months(first, 1), "month")
    if "year" in m[0]:
        return spanning(m, date(now.today.year, 1, 1), date(now.today.year + 1, 1, 1), "year")
    start = this_week(now.today)
    return spanning(m, start, start + timedelta(days=7), "week")


def named_holiday(m: re.Match[str], now: Now) -> Item | None:
    """A day of the year that has a name."""
    name = holiday_name(m.string, m.start())
    if name is None:
        return None
    year = re.match(r",? (?:of )?(\d{4})\b|,? (next year)\b", m.string[m.end() :])
    made = on(
        m,
        holiday(name, now.today, int(year[1]) if year and year[1] else now.today.year + 1 if year else None),
        "monthday",
    )
    if made and year:
        made.b = m.end() + year.end()
    return made


def next_workday(m: re.Match[str], now: Now) -> Item | None:
    """ "the next business day": Monday to Friday, whatever holiday it is."""
    day = now.today + timedelta(days=1)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return on(m, day, "rel")


def working_week(m: re.Match[str], now: Now) -> Item | None:
    """ "this work week", "next working week": Monday to Friday."""
    start = this_week(now.today) if m["w"] in ("this", "the") else week_start(now.today) + timedelta(days=7)
    return spanning(m, start, start + timedelta(days=5), "week")


def rest_of_week(m: re.Match[str], now: Now) -> Item | None:
    """ "within the week"."""
    return spanning(m, now.today, this_week(now.today) + timedelta(days=7))


def holiday_weekend(m: re.Match[str], now: Now) -> Item | None:
    """ "labor day weekend": with the holiday when it touches the weekend."""
    name = holiday_name(m.string, m.start("h"))
    if name is None:
        return None
    day = holiday(name, now.today)
    saturday = day + timedelta(days=(5 - day.weekday()) if day.weekday() > 1 else -2 - day.weekday())
    first = day if day.weekday() in (3, 4) else saturday
    return spanning(m, first, saturday + timedelta(days=3 if day.weekday() == 0 else 2))


def holiday_week(m: re.Match[str], now: Now) -> Item | None:
    """ "thanksgiving week"."""
    name = holiday_name(m.string, m.start() + (4 if m[0].startswith("the ") else 0), m[0])
    if name is None:
        return None
    start = week_start(holiday(name, now.today))
    return spanning(m, start, start + timedelta(days=7), "week")


def first_of_year(m: re.Match[str], now: Now) -> Item | None:
    """ "the first of the year": the coming one."""
    return on(m, date(now.today.year + 1, 1, 1))


def new_year(m: re.Match[str], now: Now) -> Item | None:
    """ "after the new year" and "after the holidays": from its second day on."""
    return Item("R", m.start(), m.end(), day=holiday("new year", now.today) + timedelta(days=1))

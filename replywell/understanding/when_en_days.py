# ruff: noqa: E501 - patterns read better whole
"""Makers of English days, weeks and ranges of days."""

import re
from datetime import date, timedelta

from .when_calendar import Length, day_after, from_now, nth_weekday
from .when_en_words import (
    DAYS,
    MONTH,
    MONTHS,
    WD,
    YEAR,
    length_of,
    number,
)
from .when_items import Item, Now, add_months, coming, month_day, month_span, next_day_of_month, this_week, week_start


def _year(text: str | None, now: Now) -> int | None:
    if not text:
        return None
    if text.endswith("year"):
        return now.today.year + text.startswith("next")
    if text.startswith("tw"):
        rest = re.sub(r"^(?:two thousand|twenty[ -]twenty)", "", text).replace(" and ", " ").strip(" -")
        return (2000 if text.startswith("two") else 2020) + number(rest)
    value = int(text.strip("'"))
    return value + 2000 if value < 100 else value


def month(text: str) -> int:
    """The month, from 1, of a name."""
    return MONTHS.index(text[:3]) + 1


def _weekday(text: str) -> int:
    return DAYS.index(text[:3])


def _days(m: re.Match[str], first: date | None, last: date | None) -> Item | None:
    if first is None or last is None or last < first:
        return None
    return Item("R", m.start(), m.end(), day=first, day2=last + timedelta(days=1))


def on(m: re.Match[str], day: date | None, name: str = "exact") -> Item | None:
    """An item for one day, if there is such a day."""
    return Item("D", m.start(), m.end(), day=day, word=name) if day else None


def spanning(m: re.Match[str], first: date, end: date, name: str = "") -> Item:
    """An item for the days from `first` up to `end`."""
    return Item("R", m.start(), m.end(), day=first, day2=end, word=name)


def month_days(m: re.Match[str], now: Now) -> Item | None:
    """ "december 5 to 9"; with "and" only after "between"."""
    if (
        re.search(r"\d(?:th|st|nd|rd)? and |[a-z] and ", m[0])
        and "between" not in m.string[max(0, m.start() - 12) : m.end()]
    ):
        return None
    first = month_day(now.today, month(m[1]), number(m[2]), _year(m[4], now))
    if first and number(m[3]) < number(m[2]) and not m[3][-1].isdigit():  # "april 27th to the 3rd"
        return _days(m, first, next_day_of_month(first, number(m[3])))
    return _days(m, first, month_day(first, month(m[1]), number(m[3]), None) if first else None)


def _days_month(m: re.Match[str], now: Now) -> Item | None:
    first = month_day(now.today, month(m[3]), number(m[1]), _year(m[4], now))
    return _days(m, first, month_day(first, month(m[3]), number(m[2]), None) if first else None)


def two_days_month(m: re.Match[str], now: Now) -> Item | None:
    """ "5 to 9 december"; with "and" only after "between"."""
    if re.search(r"\band\b", m[0]) and not re.search(r"\b(?:between|btwn|from)(?: the)?\s*$", m.string[: m.start()]):
        return None
    return _days_month(m, now)


def iso(m: re.Match[str], now: Now) -> Item | None:
    """Year, month and day."""
    return on(m, month_day(now.today, int(m[2]), int(m[3]), int(m[1])))


def slashed(m: re.Match[str], now: Now) -> Item | None:
    """ "12/3": month first unless that is no month; with a dash or a point only where something says it is a date."""
    a, b = int(m[1]), int(m[3])
    before = m.string[: m.start()]
    dated = re.search(r"\b(?:on|for|of|starting)\s+$", before) or (
        re.search(r"\b(?:from|to)\s+$", before) and re.search(r"\d-\d+ to \d+-\d", m.string)
    )
    if m[2] == "." and not m[4]:
        named = re.search(rf"\b(?:on|{WD}),?\s+$", before)
        if not named or re.match(r"\s?(?:mg|ml|hours?|hrs?|days?|weeks?|miles|lbs?|kg|%)", m.string[m.end() :]):
            return None
        return on(m, month_day(now.today, a, b, None), "monthday")
    if m[2] == "-" and not m[4] and not dated and (b <= 12 or a > 12):
        return None
    if a > 12 >= b:
        a, b = b, a
    return on(m, month_day(now.today, a, b, _year(m[4], now)), "monthday")


def month_year(m: re.Match[str], now: Now) -> Item | None:
    """ "11/2026", "2026-11": a whole month."""
    return spanning(m, *month_span(now.today, int(m["m"] or m["m2"]), int(m["y"] or m["y2"])), "month")


def year_first(m: re.Match[str], now: Now) -> Item | None:
    """ "2027-sep-1"."""
    return on(m, month_day(now.today, month(m["mo"]), int(m["d"]), int(m["y"])))


def days_to_month(m: re.Match[str], now: Now) -> Item | None:
    """ "from 2 to april 7"."""
    last = month_day(now.today, month(m[2]), number(m[3]), _year(m[4], now))
    return _days(m, month_day(last, last.month, number(m[1]), last.year) if last else None, last)


def this_moment(m: re.Match[str], now: Now) -> Item | None:
    """ "now" and nothing else."""
    if m.string[: m.start()].strip(" .,!?"):
        return None
    return from_now(m, now, Length(minutes=0.1))


# What may follow the month of May; the verb is followed by others.
_MAY_ENDS = re.compile(
    r"\W*(?:$|(?:or(?! may)|and|to|till?|until|through|thru|if|is|would|works?|please|pls|instead|then|at|on|in|for|but|sounds|sometime|preferably)\b|[-,.!?;)])"
)


def month_name_day(m: re.Match[str], now: Now) -> Item | None:
    """ "december 3"."""
    return on(m, month_day(now.today, month(m[1]), number(m[2]), _year(m[3], now)), "monthday")


def day_month_name(m: re.Match[str], now: Now) -> Item | None:
    """ "3 december"."""
    written = not m[1][0].isdigit()
    if m[2].startswith("may") and (
        re.match(r"\s*(?:i|we|not|be|have)\b", m.string[m.end() :])
        or (written and not m[3] and not _MAY_ENDS.match(m.string, m.end()))
    ):
        return None  # "one may ask"
    return on(m, month_day(now.today, month(m[2]), number(m[1]), _year(m[3], now)), "monthday")


_MONTH_LED = re.compile(
    r"\b(?:in|this|next|for|of|by|until|till|from|to|early|late|mid|through|thru|before|after|since|and|or|between|during|do|till?|-)[\s-]+$|[-/]$"
)


def month_only(m: re.Match[str], now: Now) -> Item | None:
    """A whole month by its name, where that is no name of a person and no verb."""
    name = m[1]
    if re.search(
        r"\b(?:dr|doctor|mrs?|ms|miss|aunt|nurse|named|sister|mom|daughter|baby)\.?\s$", m.string[: m.start()]
    ) or re.match(r"\s+is (?:my|our|his|her|the|an?)\b|\s+(?:here|hernandez|jones|smith)\b", m.string[m.end() :]):
        return None
    led = _MONTH_LED.search(m.string[: m.start()])
    alone = m.string.strip(" .!?") == m[0].strip()
    if name.startswith("may") and not m[2] and not ((led or alone) and _MAY_ENDS.match(m.string, m.end())):
        return None
    if name.startswith("mar") and not (led or m[2] or alone):
        return None
    first, end = month_span(now.today, month(name), _year(m[2], now))
    return spanning(m, first, end, "month")


def whole_year(m: re.Match[str], now: Now) -> Item | None:
    """ "in 2027", "next year"."""
    first = date(int(m[1]) if m[1] else now.today.year + 1, 1, 1)
    if first.year < now.today.year or (first.year > now.today.year + 3 and not m.string[: m.start()].endswith("in ")):
        return None  # "until 2030" is half past eight
    return spanning(m, first, first.replace(year=first.year + 1), "year")


def _month_meant(text: str, now: Now) -> tuple[date, date] | None:
    """First day of "march 2027", "next month" or "the month", and of the month after."""
    if "month" in text:
        first = add_months(now.today.replace(day=1), 1 if re.search("next|following|coming", text) else 0)
        return first, add_months(first, 1)
    named = re.search(rf"({MONTH}){YEAR}$", text)
    return month_span(now.today, month(named[1]), _year(named[2], now)) if named else None


def nth_of(m: re.Match[str], now: Now) -> Item | None:
    """ "the second tuesday of march", "the last week of next month"."""
    scope = _month_meant(m[3], now)
    if scope is None:
        return None
    first, end = scope
    last = m[1].startswith(("last", "final"))
    count = 5 if last else number(m[1])
    unit = m[2]

    def made() -> tuple[date, date] | None:
        if "work" in unit or "business" in unit or "weekday" in unit:
            every = [first + timedelta(days=n) for n in range((end - first).days)]
            every = [d for d in every if d.weekday() < 5]
            return (every[-1 if last else count - 1],) * 2 if last or count <= len(every) else None
        if unit.startswith("day"):
            day = end - timedelta(days=1) if last else first + timedelta(days=count - 1)
            return (day, day) if day < end else None
        if unit.startswith("weekend"):
            day = nth_weekday(first, 5, count)
            return day, day + timedelta(days=2)
        if unit.startswith(("week", "wk")):
            monday = (
                week_start(end - timedelta(days=4)) if last else week_start(first) + timedelta(days=7 * (count - 1))
            )
            monday += timedelta(days=7 if count == 1 and first.weekday() > 3 and not last else 0)
            return max(monday, first) if count == 1 else monday, monday + timedelta(days=7)
        day = nth_weekday(first, _weekday(unit), count)
        return day, day

    got = made()
    if got and got[1] < now.today and re.match(r"the month|month", m[3]):
        first = add_months(first, 1)
        end = add_months(first, 1)
        got = made()
    if got is None:
        return None
    if m[5] and unit.startswith(("week", "wk")):  # "the first week of october on friday"
        return on(m, week_start(got[0]) + timedelta(days=_weekday(m[5])))
    return on(m, got[0]) if got[0] == got[1] else spanning(m, *got)


def day_of_month(m: re.Match[str], now: Now) -> Item | None:
    """ "the 3rd of next month"."""
    base = add_months(now.today.replace(day=1), 1 if re.search("next|following|coming", m[2]) else 0)
    try:
        day = base.replace(day=number(m[1]))
    except ValueError:
        return None
    if m[2] == "the" and day < now.today:
        day = add_months(day, 1)
    return on(m, day)


def days_that_month(m: re.Match[str], now: Now) -> Item | None:
    """ "from 4 to 22 next month"; with "and" only after "between"."""
    if re.search(r"\sand\s", m[0]) and not re.search(r"\b(?:between|btwn|from)(?: the)?\s*$", m.string[: m.start()]):
        return None
    base = add_months(now.today.replace(day=1), 0 if m[3] == "this" else 1)
    first = month_day(base, base.month, number(m[1]), base.year)
    return _days(m, first, month_day(base, base.month, number(m[2]), base.year))


def week(m: re.Match[str], now: Now) -> Item | None:
    """ "next week", "the week after"."""
    name = m[0]
    start = week_start(now.today)
    if "after next" in name:
        start += timedelta(days=14)
    elif re.match(r"(?:the )?(?:this|current) (?:week|wk)", name):
        start = this_week(now.today)
    else:
        start += timedelta(days=7)
    made = spanning(m, start, start + timedelta(days=7), "week")
    after_another = re.search(r"\b(?:week|wk) after$", name) and re.search(r"\d", m.string[: m.start()])
    made.amb = bool(after_another)  # "the 5th or the 6th, or the week after"
    return made


def rest(m: re.Match[str], now: Now) -> Item | None:
    """ "the rest of the week": from today."""
    first = now.today
    if m[1] == "day":
        start = now.moment.hour * 60 + now.moment.minute
        return Item("Z", m.start(), m.end(), day=first, t=start, t2=1439)
    if m[1].startswith("m"):
        return spanning(m, first, add_months(first.replace(day=1), 1))
    if m[1].startswith("y"):
        return spanning(m, first, date(first.year + 1, 1, 1))
    return spanning(m, first, this_week(first) + timedelta(days=7))


def weekend(m: re.Match[str], now: Now) -> Item | None:
    """ "this weekend", "the weekend after this one"."""
    later_one = re.search(r"next|following|after (?:this|that)", m[0])
    start = week_start(now.today) + timedelta(days=5 + (14 if "after next" in m[0] else 7 if later_one else 0))
    if start + timedelta(days=1) < now.today:
        start += timedelta(days=7)
    return spanning(m, start, start + timedelta(days=2))


def whole_month(m: re.Match[str], now: Now) -> Item | None:
    """ "next month"."""
    first = add_months(now.today.replace(day=1), 0 if m[1] in ("this", "current") else 2 if "after" in m[0] else 1)
    return spanning(m, first, add_months(first, 1), "month")


def next_days(m: re.Match[str], now: Now) -> Item | None:
    """ "the next three days": from tomorrow."""
    said = m[1] or f"{m['n']} {m['u']}"
    found = length_of(f"1 {said}" if said in ("hour", "fortnight") else said.replace("upcoming ", ""))
    if found is None:
        return None
    if found.minutes:
        start = now.moment.hour * 60 + now.moment.minute
        return Item("Z", m.start(), m.end(), day=now.today, t=start, t2=start + round(found.minutes))
    first = now.today + timedelta(days=1)
    end = day_after(first, found)
    if re.search(r"business|work|weekday", said):
        end, left = first, int(found.days)
        while left:
            left -= end.weekday() < 5
            end += timedelta(days=1)
    return spanning(m, first, end)


# "has not eaten in two days", "lost ten pounds in a week": time gone by.
_NOT_YET = re.compile(
    r"\b(?:not|cannot|none|never|nothing|has?v?e?n'?t|hasnt|havent|didn'?t|lost|gained|down|(?<!set )(?<!sign )(?<!follow )(?<!follow-)(?<!check )(?<!book )(?<!come )up|first time|dropped)\b[^.!?]*$"
)


def in_length(m: re.Match[str], now: Now) -> Item | None:
    """ "in two weeks", "within an hour"."""
    found = length_of(m["l"])
    if found is None or _NOT_YET.search(m.string[max(0, m.start() - 40) : m.start()]):
        return None
    made = from_now(m, now, found)
    if re.search(r"business|work|weekday", m["l"]) and made.day and found.days:
        made.day, left = now.today, int(found.days)
        while left:
            made.day += timedelta(days=1)
            left -= made.day.weekday() < 5
    if found.days and not found.minutes and not found.days % 7 and not found.months:
        made.part = "weeks"
    elif found.months and not found.minutes:
        made.part = "months"
    if m[0].startswith("within") and found.minutes and (found.days or found.months):
        now_is = now.moment.hour * 60 + now.moment.minute
        return Item("Z", m.start(), m.end(), day=now.today, t=now_is, day2=made.day, t2=made.t)
    if m[0].startswith("within") and made.kind == "D" and made.day:
        return spanning(m, now.today, made.day + timedelta(days=1))
    if m[0].startswith("within"):
        start = now.moment.hour * 60 + now.moment.minute
        return Item("Z", m.start(), m.end(), day=now.today, t=start, t2=start + round(found.minutes))
    return made


def after_length(m: re.Match[str], now: Now) -> Item | None:
    """ "after 5 days": from then on."""
    found = length_of(m["l"])
    if found is None or found.minutes:
        return None
    return Item("R", m.start(), m.end(), day=day_after(now.today, found))


def relative(m: re.Match[str], now: Now) -> Item | None:
    """ "today", "tomorrow" and the like."""
    name = m[0]
    days = (
        2 if "after tom" in name or name.startswith("overm") else 0 if name.startswith(("today", "tod", "now")) else 1
    )
    return on(m, now.today + timedelta(days=days), "rel")


def tom(m: re.Match[str], now: Now) -> Item | None:
    """ "tom" is tomorrow beside words of time, else a name."""
    before, after = m.string[: m.start()], m.string[m.end() :]
    near = re.match(r"\.?\s*(?:at\b|@|am\b|pm\b|morn|aft|even|\d|night|noon)", after) or re.search(
        r"\b(?:for|til|till|until|move it to|by|come)\s+$", before
    )
    return on(m, now.today + timedelta(days=1), "rel") if near or not (before + after).strip(" .!?") else None


def named_day(m: re.Match[str], now: Now) -> Item | None:
    """A weekday: the coming one; with "next" next week's, ambiguous when this week still has one."""
    prefix, name = m[1] or "", m[2]
    short = name.rstrip(".")
    if short in ("sat", "sun", "mon", "wed") and not prefix:
        before = m.string[: m.start()].rstrip()
        after = m.string[m.end() :]
        if re.search(
            r"\b(?:i|we|he|she|they|have|was|had|the|just|of|too much|in the|got|been|is)$", before
        ) or re.match(
            r"\s*(?:(?:was |is |of |at )?(?:[6-9]\d|100)\b|screen|burn|glasses|down\b|light|up\b|shine|exposure|damage|spots?|in the (?!morn|after|even|am|pm)|on (?:my|the|it|a)\b|there|here|for (?:an?|hours?))",
            after,
        ):
            return None
    weekday = _weekday(name)
    day = coming(now.today, weekday)
    amb = False
    if re.search("next|following", prefix):
        later_one = week_start(now.today) + timedelta(days=7 + weekday)
        amb = later_one != day
        day = later_one
    elif re.search("last|past|previous", prefix):
        return Item("x", m.start(), m.end())
    item = Item("D", m.start(), m.end(), day=day, word="next" if prefix else "weekday")
    item.amb = amb
    return item


def week_day(m: re.Match[str], now: Now) -> Item | None:
    """ "tuesday week", "a week friday", "this week thursday", "next week's monday", "the tuesday after next"."""
    if m["wd"].startswith("to"):
        return on(m, now.today + timedelta(days=7 + m["wd"].startswith("tom")))
    weekday = _weekday(m["wd"])
    if "after next" in m[0]:
        return on(m, coming(now.today, weekday) + timedelta(days=7))
    if m["which"]:
        this = m["which"] in ("this", "the")
        start = this_week(now.today) if this else week_start(now.today) + timedelta(days=7)
        made = on(m, start + timedelta(days=weekday))
        if made:
            made.part = "of week"
        return made
    return on(m, coming(now.today, weekday) + timedelta(days=7))


def weekdays_from_now(m: re.Match[str], now: Now) -> Item | None:
    """ "three fridays from now"."""
    return on(m, coming(now.today, _weekday(m[2])) + timedelta(days=7 * (number(m[1]) - 1)))

# ruff: noqa: E501 - tables of words and patterns read better whole
"""English dates and times as items."""

import re
from datetime import date, timedelta

from . import when_en_clock
from .when_calendar import Length, cut, day_after, from_now, holiday, nth_weekday
from .when_en_words import (
    AROUND,
    DAY,
    DAYS,
    HINT,
    HOLIDAY,
    LENGTH,
    MONTH,
    MONTHS,
    NUM,
    NUMBERS,
    ORD,
    WD,
    WD_LONG,
    YEAR,
    holiday_name,
    length_of,
    number,
)
from .when_items import Item, Now, add_months, coming, month_day, month_span, this_week, week_start
from .when_lexer import Lexer, word

__all__ = ["HINT", "lex", "number_word"]

_SPANISH = {
    "diez": 10, "quince": 15, "veinte": 20, "treinta": 30, "cinco": 5, "cuarenta": 40, "cuarenta y cinco": 45,
    "veinticinco": 25, "dos": 2, "tres": 3, "ocho": 8, "doce": 12,
}  # fmt: skip


def number_word(text: str) -> int | None:
    """A small number written out, in English or Spanish."""
    return NUMBERS.get(text) or _SPANISH.get(text)


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


def _month(text: str) -> int:
    return MONTHS.index(text[:3]) + 1


def _weekday(text: str) -> int:
    return DAYS.index(text[:3])


def _days(m: re.Match[str], first: date | None, last: date | None) -> Item | None:
    if first is None or last is None or last < first:
        return None
    return Item("R", m.start(), m.end(), day=first, day2=last + timedelta(days=1))


def _on(m: re.Match[str], day: date | None, name: str = "exact") -> Item | None:
    return Item("D", m.start(), m.end(), day=day, word=name) if day else None


def _span(m: re.Match[str], first: date, end: date, name: str = "") -> Item:
    return Item("R", m.start(), m.end(), day=first, day2=end, word=name)


def _month_days(m: re.Match[str], now: Now) -> Item | None:
    first = month_day(now.today, _month(m[1]), number(m[2]), _year(m[4], now))
    return _days(m, first, month_day(first, _month(m[1]), number(m[3]), None) if first else None)


def _days_month(m: re.Match[str], now: Now) -> Item | None:
    first = month_day(now.today, _month(m[3]), number(m[1]), _year(m[4], now))
    return _days(m, first, month_day(first, _month(m[3]), number(m[2]), None) if first else None)


def _two_days_month(m: re.Match[str], now: Now) -> Item | None:
    """ "5 to 9 december"; with "and" only after "between"."""
    if re.search(r"\band\b", m[0]) and not re.search(r"\b(?:between|btwn|from)(?: the)?\s*$", m.string[: m.start()]):
        return None
    return _days_month(m, now)


def _iso(m: re.Match[str], now: Now) -> Item | None:
    return _on(m, month_day(now.today, int(m[2]), int(m[3]), int(m[1])))


def _slashed(m: re.Match[str], now: Now) -> Item | None:
    a, b = int(m[1]), int(m[3])
    dated = re.search(r"\b(?:on|for|of|starting|from|to)\s+$", m.string[: m.start()])
    if m[2] in "-." and not m[4] and not (dated and m[2] == "-") and (b <= 12 or a > 12 or m[2] == "."):
        return None
    if a > 12 >= b:
        a, b = b, a
    return _on(m, month_day(now.today, a, b, _year(m[4], now)), "monthday")


def _month_name_day(m: re.Match[str], now: Now) -> Item | None:
    return _on(m, month_day(now.today, _month(m[1]), number(m[2]), _year(m[3], now)), "monthday")


def _day_month_name(m: re.Match[str], now: Now) -> Item | None:
    if m[2].startswith("may") and re.match(r"\s*(?:i|we|not|be|have)\b", m.string[m.end() :]):
        return None
    return _on(m, month_day(now.today, _month(m[2]), number(m[1]), _year(m[3], now)), "monthday")


_MONTH_LED = re.compile(
    r"\b(?:in|this|next|for|of|by|until|till|from|to|early|late|mid|through|thru|before|after|since|and|or|between|during|do|till?|-)[\s-]+$|[-/]$"
)


def _month_only(m: re.Match[str], now: Now) -> Item | None:
    name = m[1]
    if re.search(
        r"\b(?:dr|doctor|mrs?|ms|miss|aunt|nurse|named|sister|mom|daughter|baby)\.?\s$", m.string[: m.start()]
    ) or re.match(r"\s+is (?:my|our|his|her|the|an?)\b|\s+(?:here|hernandez|jones|smith)\b", m.string[m.end() :]):
        return None
    led = _MONTH_LED.search(m.string[: m.start()])
    alone = m.string.strip(" .!?") == m[0].strip()
    if (
        name.startswith("may")
        and not m[2]
        and (not (led or alone) or re.match(r"\s+(?:or may|not|be|have|i|we)\b", m.string[m.end() :]))
    ):
        return None
    if name.startswith("mar") and not (led or m[2] or alone):
        return None
    first, end = month_span(now.today, _month(name), _year(m[2], now))
    return _span(m, first, end, "month")


def _whole_year(m: re.Match[str], now: Now) -> Item | None:
    first = date(int(m[1]) if m[1] else now.today.year + 1, 1, 1)
    if first.year < now.today.year:
        return None
    return _span(m, first, first.replace(year=first.year + 1), "year")


def _month_meant(text: str, now: Now) -> tuple[date, date] | None:
    """First day of "march 2027", "next month" or "the month", and of the month after."""
    if "month" in text:
        first = add_months(now.today.replace(day=1), 1 if re.search("next|following|coming", text) else 0)
        return first, add_months(first, 1)
    named = re.search(rf"({MONTH}){YEAR}$", text)
    return month_span(now.today, _month(named[1]), _year(named[2], now)) if named else None


def _nth_of(m: re.Match[str], now: Now) -> Item | None:
    scope = _month_meant(m[3], now)
    if scope is None:
        return None
    first, end = scope
    last = m[1].startswith(("last", "final"))
    count = 5 if last else number(m[1])
    unit = m[2]

    def made() -> tuple[date, date] | None:
        if unit.startswith("day"):
            day = end - timedelta(days=1) if last else first + timedelta(days=count - 1)
            return (day, day) if day < end else None
        if unit.startswith("weekend"):
            day = nth_weekday(first, 5, count)
            return day, day + timedelta(days=2)
        if unit.startswith(("week", "wk")):
            monday = (
                week_start(end - timedelta(days=1)) if last else week_start(first) + timedelta(days=7 * (count - 1))
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
    return _on(m, got[0]) if got[0] == got[1] else _span(m, *got)


def _day_of_month(m: re.Match[str], now: Now) -> Item | None:
    base = add_months(now.today.replace(day=1), 1 if m[2] in ("next", "following") else 0)
    try:
        day = base.replace(day=number(m[1]))
    except ValueError:
        return None
    if m[2] == "the" and day < now.today:
        day = add_months(day, 1)
    return _on(m, day)


def _days_that_month(m: re.Match[str], now: Now) -> Item | None:
    """ "from 4 to 22 next month"; with "and" only after "between"."""
    if re.search(r"\sand\s", m[0]) and not re.search(r"\b(?:between|btwn|from)(?: the)?\s*$", m.string[: m.start()]):
        return None
    base = add_months(now.today.replace(day=1), 0 if m[3] == "this" else 1)
    first = month_day(base, base.month, number(m[1]), base.year)
    return _days(m, first, month_day(base, base.month, number(m[2]), base.year))


def _week(m: re.Match[str], now: Now) -> Item | None:
    name = m[0]
    start = week_start(now.today)
    if "after next" in name:
        start += timedelta(days=14)
    elif re.match(r"(?:the )?(?:this|current) (?:week|wk)", name):
        start = this_week(now.today)
    else:
        start += timedelta(days=7)
    return _span(m, start, start + timedelta(days=7), "week")


def _rest(m: re.Match[str], now: Now) -> Item | None:
    first = now.today
    if m[1].startswith("m"):
        return _span(m, first, add_months(first.replace(day=1), 1))
    if m[1].startswith("y"):
        return _span(m, first, date(first.year + 1, 1, 1))
    return _span(m, first, this_week(first) + timedelta(days=7))


def _weekend(m: re.Match[str], now: Now) -> Item | None:
    later_one = re.search(r"next|following|after (?:this|that)", m[0])
    start = week_start(now.today) + timedelta(days=5 + (7 if later_one else 0))
    if start + timedelta(days=1) < now.today:
        start += timedelta(days=7)
    return _span(m, start, start + timedelta(days=2))


def _whole_month(m: re.Match[str], now: Now) -> Item | None:
    first = add_months(now.today.replace(day=1), 0 if m[1] in ("this", "current") else 1)
    return _span(m, first, add_months(first, 1), "month")


def _next_days(m: re.Match[str], now: Now) -> Item | None:
    found = length_of("1 hour" if m[1] == "hour" else m[1].replace("upcoming ", ""))
    if found is None:
        return None
    if found.minutes:
        start = now.moment.hour * 60 + now.moment.minute
        return Item("Z", m.start(), m.end(), day=now.today, t=start, t2=start + round(found.minutes))
    first = now.today + timedelta(days=1)
    end = day_after(first, found)
    if re.search(r"business|work|weekday", m[1]):
        end, left = first, int(found.days)
        while left:
            left -= end.weekday() < 5
            end += timedelta(days=1)
    return _span(m, first, end)


# "has not eaten in two days", "lost ten pounds in a week": time gone by.
_NOT_YET = re.compile(
    r"\b(?:not|cannot|none|never|nothing|has?v?e?n'?t|hasnt|havent|didn'?t|lost|gained|down|up|first time|dropped)\b[^.!?]*$"
)


def _in_length(m: re.Match[str], now: Now) -> Item | None:
    found = length_of(m["l"])
    if found is None or _NOT_YET.search(m.string[max(0, m.start() - 40) : m.start()]):
        return None
    made = from_now(m, now, found)
    if re.search(r"business|work|weekday", m["l"]) and made.day and found.days:
        made.day, left = now.today, int(found.days)
        while left:
            made.day += timedelta(days=1)
            left -= made.day.weekday() < 5
    if m[0].startswith("within") and made.kind == "D" and made.day:
        return _span(m, now.today, made.day + timedelta(days=1))
    if m[0].startswith("within"):
        start = now.moment.hour * 60 + now.moment.minute
        return Item("Z", m.start(), m.end(), day=now.today, t=start, t2=start + round(found.minutes))
    return made


def _after_length(m: re.Match[str], now: Now) -> Item | None:
    found = length_of(m["l"])
    if found is None or found.minutes:
        return None
    return Item("R", m.start(), m.end(), day=day_after(now.today, found))


def _relative(m: re.Match[str], now: Now) -> Item | None:
    name = m[0]
    days = (
        2 if "after tom" in name or name.startswith("overm") else 0 if name.startswith(("today", "tod", "now")) else 1
    )
    return _on(m, now.today + timedelta(days=days), "rel")


def _tom(m: re.Match[str], now: Now) -> Item | None:
    """ "tom" is tomorrow beside words of time, else a name."""
    before, after = m.string[: m.start()], m.string[m.end() :]
    near = re.match(r"\.?\s*(?:at\b|@|am\b|pm\b|morn|aft|even|\d|night|noon)", after) or re.search(
        r"\b(?:for|til|till|until|move it to|by|come)\s+$", before
    )
    return _on(m, now.today + timedelta(days=1), "rel") if near or not (before + after).strip(" .!?") else None


def _named_day(m: re.Match[str], now: Now) -> Item | None:
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


def _week_day(m: re.Match[str], now: Now) -> Item | None:
    """ "tuesday week", "a week friday", "this week thursday", "next week's monday", "the tuesday after next"."""
    if m["wd"].startswith("to"):
        return _on(m, now.today + timedelta(days=7 + m["wd"].startswith("tom")))
    weekday = _weekday(m["wd"])
    if "after next" in m[0]:
        return _on(m, coming(now.today, weekday) + timedelta(days=7))
    if m["which"]:
        this = m["which"] in ("this", "the")
        start = this_week(now.today) if this else week_start(now.today) + timedelta(days=7)
        made = _on(m, start + timedelta(days=weekday))
        if made:
            made.part = "of week"
        return made
    return _on(m, coming(now.today, weekday) + timedelta(days=7))


def _weekdays_from_now(m: re.Match[str], now: Now) -> Item | None:
    return _on(m, coming(now.today, _weekday(m[2])) + timedelta(days=7 * (number(m[1]) - 1)))


def _early_late(m: re.Match[str], _now: Now) -> Item | None:
    said = m[0]
    which = "early" if re.search("earl|begin|start|first|front", said) else "mid" if "mid" in said else "late"
    item = Item("e", m.start(), m.end(), word=which)
    item.part = "end" if re.search(r"\bend", said) else ""
    return item


def _named_end(m: re.Match[str], now: Now) -> Item | None:
    """ "month end", "end of the week" and the like without a name of the span."""
    if "month" in m[0]:
        first = now.today.replace(day=1)
        low, end = cut(first, add_months(first, 1), "late")
    elif "year" in m[0]:
        end = date(now.today.year + 1, 1, 1)
        low = end - timedelta(days=31)
    else:
        low, end = cut(this_week(now.today), this_week(now.today) + timedelta(days=7), "late")
    return _span(m, max(low, now.today) if end > now.today else low, end, "end")


def _scoped(m: re.Match[str], now: Now) -> Item | None:
    """ "the week", "the month" after "early in", "before the end of": only there a span."""
    if not re.search(
        r"\b(?:of|in|mid|early|late|later|end|rest|part|middle|beginning|start)[\s-]+$", m.string[: m.start()]
    ):
        return None
    if "month" in m[0]:
        first = now.today.replace(day=1)
        return _span(m, first, add_months(first, 1), "month")
    if "year" in m[0]:
        return _span(m, date(now.today.year, 1, 1), date(now.today.year + 1, 1, 1), "year")
    start = this_week(now.today)
    return _span(m, start, start + timedelta(days=7), "week")


def _holiday(m: re.Match[str], now: Now) -> Item | None:
    name = holiday_name(m.string, m.start())
    if name is None:
        return None
    year = re.match(r",? (?:of )?(\d{4})\b|,? (next year)\b", m.string[m.end() :])
    made = _on(
        m,
        holiday(name, now.today, int(year[1]) if year and year[1] else now.today.year + 1 if year else None),
        "monthday",
    )
    if made and year:
        made.b = m.end() + year.end()
    return made


def _holiday_week(m: re.Match[str], now: Now) -> Item | None:
    name = holiday_name(m.string, m.start() + (4 if m[0].startswith("the ") else 0), m[0])
    if name is None:
        return None
    start = week_start(holiday(name, now.today))
    return _span(m, start, start + timedelta(days=7), "week")


def _new_year(m: re.Match[str], now: Now) -> Item | None:
    """ "after the new year" and "after the holidays": from its second day on."""
    return Item("R", m.start(), m.end(), day=holiday("new year", now.today) + timedelta(days=1))


_NTH = rf"(?:{ORD}|\d{{1,2}}(?:st|nd|rd|th)|last|final)"
_THIS_MONTH = r"(?:the |this |next |the next |the following |following |that )month"
_NO_TIME = (
    r"good\s+(?:morning|afternoon|evening|night|day)\b|have a (?:(?:very )?(?:great|good|nice|blessed|wonderful|lovely|safe|fun|happy) )(?:rest of (?:your|the) )?\w+|happy (?:\w+day|thanksgiving|new year|holidays|easter|halloween|christmas|mother'?s day|father'?s day|valentine'?s day)\b|merry (?:christmas|x-?mas)|"
    r"(?:last|past|previous|all|every other|every|each|the other|other) (?:week|wk|month|night|year|weekend|day|few|couple|\d+ )\b(?! (?:of|in|on)\b| (?:this|next) month)|(?:\w+ )?(?:minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|months?|years?|yrs?) (?:ago|prior|late|early|behind)\b|may (?:or may|i|we|not|be|have|need|want)\b|"
    r"this past\b|yesterday(?: (?:at |around )?(?:morning|afternoon|evening|night|noon|lunch\w*))?|last (?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning|afternoon|evening|night))?\b(?!,? (?:of|in|on)\b|,? (?:this|next) month|,? "
    + MONTH
    + r")|24[/-]7|24 hours?\b|first (?:time|name|thing i\b)|second opinion|one (?:time|day)\b|some ?day\b|other day\b|"
    r"(?:room|suite|ste|apt|unit|floor|exam room|gate|door|box|exit|building|bldg|lot|level|route|rt|hwy|highway|option|number|no\.|choice|press|text|reply|size|grade|age|aged|type|stage|step|phase|chapter|page|line|version|covid[- ]?) ?#?\d+[a-z]?\b|mon(?:th)? to date|^10-4\b(?! ?(?:pm|am|tomorrow|mon|tue|wed|thu|fri))|(?:dob|d\.o\.b\.?|birth ?(?:day|date)|date of birth|born)[: ]+(?:is |on |in |was )*[\w/.-]+(?: \d+)?(?:,? (?:19|20)\d\d)?"
)
_NUMBERS_ONLY = (
    r"(?:\+?\d[\d]{0,2}[ .-])?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}|\d{5,}(?:[-.]\d+)*|\d+[.,]\d{3,}|\d{1,3}(?:,\d{3})+|\$\s?\d[\d.,]*|\d+(?:\.\d+)?\s?%|\+\d[\d -]{6,}|#\s?\d+|\d+-\d+-\d{2}-\d{4}|(?!(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\d{1,2}(?:st|nd|rd|th)\b)[a-z]+\d+[a-z]+\d*[a-z\d-]*|"
    r"\d{4}\s?-\s?\d{1,2}(?![\d-])|\d{1,2}\s?-\s?\d{4}(?!\d)|\d{4}-\d{4}-\d+|\d{6}\s\d[\d-]+|\d{3}-\d{4}\b|\b[a-z]-\d+\b|[a-z]\d{1,2}[/.]\d+"
)
_COUNTED = (
    r"(?:\d+|an?|one|two|three|four|five|six|ten|\w+teen) ?-?(?:weeks?|months?|years?|yrs?|days?|mo|mos|wks?|yr|y)[ /-]?(?:old|o)\b|\d+\s?y/?o\b|(?:\d+\s?-?\s?|(?:an?|one|two|three|half an?|half|1/2|1/4|one half)[\s-]+)(?:mg|mcg|ml|lbs?|kg|pills?|tablets?|tabs?|capsules?|caps?\b|puffs?|drops?|sprays?|people|kids|mmol|percent|dollars|bucks|units|doses?|times|blocks|miles|pounds|teaspoons?|tsp|tbsp|cups?|ounces?|oz|feet|ft|inches|degrees)\b|"
    r"\d+\s?/\s?10\b(?! at)|\d+ out of \d+|(?:[4-9]\d|\d{3})\s?(?:/|over)\s?\d{2,3}\b|\d+(?:\.\d+)?\s?-\s?\d+(?:\.\d+)?\s?(?:mg|pills?|tablets?|tabs?|weeks?|days?|hours?|minutes?|mins?|months?|years?|times|people|kids|doses?)\b|(?:once|twice|\d+ times|\d+x|one|two|three) (?:a|per|every) (?:day|week|month|year|night|morning)|\d+ to \d+ (?:weeks?|days?|hours?|minutes?|mins?|months?|years?|times|people|pills?|tablets?)\b|"
    r"(?:1/2|1/4|3/4|1/3) (?!at\b|@)(?=[a-z])(?!or|and|on|in|if|is|would|works|please|pls)\w+|\d/\d{1,2} (?:tabs?|tablets?|pills?)"
)
_ROWS = (
    (_NO_TIME, word("x")),
    (_NUMBERS_ONLY, word("x")),
    when_en_clock.PAST_TO,
    (_COUNTED, word("x")),
    (r"(?:about |around )?\d{1,2} (?:min )?(?:late|behind)\b|(?:about |around |like )?an? \d{1,2}\b(?! ?(?:[ap]\.?m|[ap]\b|:|o'?|ish|th|st|nd|rd|-|to |hour|day|week|min|month|year|wk|hr))", word("x")),
    *when_en_clock.DAY_PARTS,
    # days
    (r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d/-])t?", _iso),
    (rf"({MONTH})\s*(?:from |between )?(?:the )?({DAY})\s*(?:-|to|through|thru|until|till?|and)\s*(?:the )?({DAY}){YEAR}(?![:\d])(?!\s*(?:am|pm)\b|/)(?! ?(?:and|-|to) \d{{1,2}}(?:st|nd|rd|th)\b)", _month_days),
    (rf"({DAY})\s*(?:-|to|through|thru|until+|till?|(?<=en )and|and)\s*(?:the\s+)?({DAY})[\s-]*(?:day )?(?:of )?({MONTH}){YEAR}", _two_days_month),
    (rf"(?:the )?({_NTH}) ({WD_LONG}|{WD}|days?\b|weekends?\b|weeks?\b|wks?\b),? ?(?:of|in|for|on)? ?({MONTH}{YEAR}|{_THIS_MONTH})", _nth_of),
    (rf"({DAY})\s*(?:-|to|through|thru|until+|till?|and)\s*(?:the )?({DAY}) (?:of |in )?(?:the )?(this|next|following) month\b", _days_that_month),
    (rf"(?:the )?({DAY})(?: day)? (?:of |in )?(this|next|the following|following|the) month\b", _day_of_month),
    (rf"({DAY})-({MONTH})-(\d\d)(?!\d)", _day_month_name),
    (rf"day ({DAY}) of ({MONTH}){YEAR}", _day_month_name),
    (rf"(?:the )?ides of ({MONTH})", lambda m, n: _on(m, month_day(n.today, _month(m[1]), 15 if _month(m[1]) in (3, 5, 7, 10) else 13, None))),
    (rf"({MONTH})[\s,-]*(?:the )?({DAY})(?!\s*(?:a\.m|p\.m)\b|[ap]m\b|:\d|\s*(?:-|/)\s*\d{{4}}|\s?o'? ?clock|ish)(?! [ap]m\b(?<=[0 a-z][1-9] [ap]m))(?!\s*(?:weeks?|days?|months?|people|pm?\b(?<!\d{{2}}pm)))" + YEAR, _month_name_day),
    (rf"(?:the )?({DAY})[\s.-]*(?:of |day of )?({MONTH})(?<!\d may)(?:{YEAR}|)", _day_month_name),
    (rf"({DAY}) (may){YEAR}(?!\s*(?:be|not|have|i|we)\b)", _day_month_name),
    (rf"({MONTH}){YEAR}(?!')", _month_only),
    (r"(\d{1,2})\s?([/.-])\s?(\d{1,2})(?:\2(\d{4}|\d{2}))?(?!\d|[:]|/|\s*(?:am|pm|a\.m|p\.m)\b|[.]\d|%|-\d{3,}|-\d{1,2}-|-(?!\d))", _slashed),
    (r"(?:the )?(?:week|wk)(?:end)? (?:of|starting|beginning|commencing)(?: on| the| from)*\b|w/c\b|week containing", lambda m, _n: Item("k", m.start(), m.end(), word="weekend" if "weekend" in m[0] else "week")),
    (rf"(?:the )?(?:week|wk) (?:after|following)(?= (?:the )?(?:{HOLIDAY}|\d|{MONTH}|{ORD}))", lambda m, _n: Item("k", m.start(), m.end(), word="week", n=7)),
    (rf"(?:the )?(?:week|wk) before(?= (?:the )?(?:{HOLIDAY}|\d|{MONTH}|{ORD}))", lambda m, _n: Item("k", m.start(), m.end(), word="week", n=-7)),
    (r"(?:a|one|1|the) week (?:starting|beginning|(?<=for a week )from)\b(?= (?:tomorrow|today|the \d))", word("k", "span")),
    (r"(?:the )?(?:rest|remainder) of (?:the |this )?(week|month|year)\b", _rest),
    (r"(?:the )?(?:following |next )?week after next(?: week)?|(?:the )?(?:week|wk) after(?: (?:this|that))?(?: one)?\b(?= *(?:$|[.,!?]|or|if|is|would|works|please|at))|(?:the )?(?:next|following|coming|upcoming|this coming|this next|this|current) (?:following |coming )?(?:week|wk)\b(?!end)(?!'?s? ?(?:on )?" + WD + ")", _week),
    (r"(?<=this week or )(?:the )?next(?! week)\b|(?<=this or )next week", _week),
    (rf"(?P<which>this|next|the following|following)? ?(?:week|wk)'?s? (?:on )?(?P<wd>{WD_LONG})|(?P<pre>(?:a|one|1) (?:week|wk) (?:on |this )?)", lambda m, n: _week_day(m, n) if m["wd"] and m["which"] else None),
    (rf"(?:the )?(?P<wd>{WD}|tomorrow|today),? (?:week(?! of| after| starting| in)\b|after next(?: {WD})?\b)(?P<which>zz)?", _week_day),
    (rf"(?P<wd>{WD}),? (?:of )?(?P<which>this|the following|following|next) (?:week|wk)\b(?! to)", _week_day),
    (rf"(?P<which>this|next|the following) (?:week|wk)'?s?,? (?:on )?(?P<wd>{WD})(?!s?\s*(?:-|to|through|thru|and|until|or)\b)", _week_day),
    (r"(?:on |over |at |during )?(?:the |this |next |coming |following |upcoming )*(?:weekends?|week-end)\b(?! of)(?: after (?:this|that)(?: one)?)?", _weekend),
    (r"(?:the )?(?:month|week|year)[- ]end\b|(?:the )?end of (?:week|month|year)\b", _named_end),
    (r"(?:(?:toward?s?|at|near|around) )?(?:the )?(?:very )?(?:end|ending|beginning|start|middle|(?:first|early|latter|later|last|front|back|second)[ -](?:part|half|end)) (?:of|in)\b|(?:early|earlier|late|later|mid)(?: in)?(?: on)?\b-?(?= ?(?:this|next|the (?:week|month|year|following)|in|" + MONTH + "|" + WD + r"|today|tomorrow|\d|week\b))|mid-?week(?= next| this)", _early_late),
    (r"(?:early|earlier)\b(?= ?(?:[.,!?]|$|please|pls|ok|if|in the day))(?<=day early|ues early|hur early|wed early|row early|ead early)(?: in the day)?", lambda m, _n: Item("S", m.start(), m.end(), t=480, t2=600, part="morning", word="trimmed", sure=True)),
    (r"(?:the |this )?(?:week|month|year)\b", _scoped),
    (r"(?:the )?(this|next|following|coming|current|upcoming) month\b", _whole_month),
    (r"(?:in |during |for )?(?:20(?=[23]\d\b)|)(?<=in )(20[23]\d)\b|(?:in |sometime )?next year()\b", _whole_year),
    (rf"(?:in |within |over |during |for )?(?:the )?(?:next|coming|following|upcoming) ({LENGTH}|hour\b)", _next_days),
    (rf"(?:the )?((?:\d{{1,2}}|{NUM}) upcoming (?:days|weeks|months))\b", _next_days),
    (r"(?:the )?day after (?:tomorrow|tom\b)|overmorrow|today'?s?\b|tod\b(?= )|tomorrow'?s?\b|(?:the )?(?:very )?(?:next|following) day\b", _relative),
    (r"(?:(?<=from )|(?<=between )|(?<=^))(?:right )?now(?= (?:un)?till?| to| through| thru| and |-)", _relative),
    (r"tom\b", _tom),
    (r"(?:the )?(?:thanksgiving|christmas|x-?mas|easter) week\b", _holiday_week),
    (HOLIDAY, _holiday),
    (r"(?:after|past) (?:the )?(?:holidays|new year(?:'?s)?(?: day)?)\b|in the new year\b", _new_year),
    (r"(?<!any )(?:the )?day (?:after|following)(?! (?:that|this|tomorrow))", lambda m, _n: Item("j", m.start(), m.end(), n=1)),
    (r"(?<!any )(?:the )?day before(?! (?:that|this|yesterday))", lambda m, _n: Item("j", m.start(), m.end(), n=-1)),
    (rf"(\d|{NUM}) ({WD_LONG}) (?:from (?:now|today)|later|out)", _weekdays_from_now),
    (rf"((?:on )?(?:the )?(?:this coming|this upcoming|this next|this|next|following|coming|upcoming|last|past|previous)\s+)?({WD})", _named_day),
    (rf"(?:with)?in {AROUND}(?P<l>{LENGTH})(?: time)?(?: from (?:now|today))?", _in_length),
    (r"within the (?P<l>hour)\b", lambda m, n: from_now(m, n, Length(minutes=60))),
    (rf"(?P<l>{LENGTH}) (?:from (?:now|today)(?! week)|hence|later|out|from this moment|today)\b", _in_length),
    (rf"after (?:about |another )?(?P<l>{LENGTH})(?! (?:from|after|before))", _after_length),
    (rf"(?:for|takes?|lasts?) (?:{AROUND}|the last |the past )?(?:{LENGTH})", when_en_clock._length),
    (rf"(?!\d{{1,2}}h\d\d){LENGTH}(?= (?:from|after|before|following|prior to|past|this)\b| (?:today|tomorrow|{WD}))", when_en_clock._length),
    *when_en_clock.ROWS,
    *when_en_clock.WORDS,
)  # fmt: skip


_LEXER = Lexer(
    _ROWS,
    skip=r"a|an|me|ok|maybe|say|any|only|please|works?|it|just|possibly|perhaps|early|anything|something|pls|okay|even|either",
)


def lex(flat: str, now: Now) -> list[Item]:
    """Items of an English text."""
    items = _LEXER.lex(flat, now)
    return [i for n, i in enumerate(items) if not _stray(items, n)]


def _stray(items: list[Item], n: int) -> bool:
    """A raw four-digit number that is no clock time here."""
    item = items[n]
    if item.kind == "N" and item.raw_time and item.part != "led":
        before = items[n - 1].kind if n else ""
        if item.n >= 1900 and before in ("a", "b"):
            return True  # "since 2015"
        after = items[n + 1].kind if n + 1 < len(items) else ""
        near = "D" in (before, after) or (after == "o" and n + 2 < len(items) and items[n + 2].kind == "D")
        return not (before in ("@", "f", "t", "a", "b") or after in ("t", "A", "B") or (near and 100 <= item.n < 1900))
    return False


_BEFORE_RANGE = re.compile(
    r"(?:^|[,.!?;:])\W*(?:(?:please|pls|any ?time|how about|what about|maybe|or|like|yes|yeah|ok|preferably|ideally|say|is|are|do|does|would|hi|hello)\W+)*$|"
    r"\b(?:can do|could do|do|free|available|open|out|away|meeting|appointment|appt|come|prefer|works?|any ?time|for|like|slot|opening|class|is it|hours|meet|call)\W+$"
)


def alone(flat: str, a: int, b: int) -> bool:
    """Whether two bare numbers ("2-4", "9 to 11") can be hours where they stand: nothing counts with them."""
    return bool(_BEFORE_RANGE.search(flat[:a]) and when_en_clock.ALONE.match(flat, b))

# ruff: noqa: E501, SIM905 - tables of words and patterns read better whole
"""English dates and times as items."""

import re
from datetime import date, timedelta

from .when_items import Item, Now, add_months, coming, month_day, month_span, week_start
from .when_lexer import Lexer, later, span, word

_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth".split()
)
NUMBERS: dict[str, int] = {w: n for n, w in enumerate(_ONES, 1)} | _TENS
NUMBERS |= {f"{t}{s}{o}": v + n for t, v in _TENS.items() for n, o in enumerate(_ONES[:9], 1) for s in (" ", "-")}
ORDINALS: dict[str, int] = {w: n for n, w in enumerate(_ORDINALS, 1)} | {"thirtieth": 30}
ORDINALS |= {
    f"{t}{s}{o}": v + n
    for t, v in (("twenty", 20), ("thirty", 30))
    for n, o in enumerate(_ORDINALS[:9], 1)
    for s in (" ", "-")
}
SPANISH = {
    "diez": 10,
    "quince": 15,
    "veinte": 20,
    "treinta": 30,
    "cinco": 5,
    "cuarenta": 40,
    "cuarenta y cinco": 45,
    "veinticinco": 25,
    "dos": 2,
    "tres": 3,
    "ocho": 8,
    "doce": 12,
}


def number_word(text: str) -> int | None:
    """A small number written out, in English or Spanish."""
    return NUMBERS.get(text) or SPANISH.get(text)


def _alt(words: object) -> str:
    return "(?:" + "|".join(sorted((str(w) for w in words), key=len, reverse=True)) + ")"  # type: ignore[attr-defined]


_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = r"(?:jan(?:uary)?|feb(?:r?uary|ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
_DAYS = "mon tue wed thu fri sat sun".split()
_WD = r"(?:mon(?:day)?s?|tue(?:s(?:day)?)?s?|teusday|tuesdy|wed(?:s|nes?day|nsday|ensday)?s?|thu(?:rs?)?(?:day)?s?|thrusday|thursdy|fri(?:day)?s?|sat(?:ur?day)?s?|sun(?:day)?s?)(?![a-z])\.?"
_NUM = _alt(NUMBERS)
_ORD = _alt(ORDINALS)
_D = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?![\d:])|{_ORD}|{_NUM})"
_YEAR = r"(?:,?\s*(?:of\s+)?(\d{4}|two thousand (?:and )?[a-z]+(?:[ -][a-z]+)?|'\d\d)(?!\d))?"
_AP = r"(?:\s*(a|p)\.?\s?m\b\.?|(a|p)\b\.?(?!\w)|\s*in the (a|p)\.?m\b)"
_TO = r"\s*(?:-|to|through|thru|until+|till?)\s*(?:the\s+)?"
_UNIT = r"(minute|min|hour|hr|day|week|wk|month|year|business day|working day)s?"
_AMOUNT = rf"(\d{{1,3}}|an?|{_NUM}|a couple(?: of)?|couple(?: of)?|a few|few|half an?)"
HINT = (
    r"\d|\b(?:mon|tue|wed|thu|fri|sat|sun|thrus|teus|today|tom|tmr|tmw|2mor|tonight|tonite|morn|after|even|night|noon|midday|week|wk|month|next|day|one|two|three|four|five|six|seven|eight|"
    r"nine|ten|eleven|twelve|half|quarter|lunch|early|earl|late|soon|same|first|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|in an?|the \w+(?:th|st|nd|rd))"
)


def _int(text: str) -> int:
    text = text.strip()
    digits = re.match(r"\d+", text)
    if digits:
        return int(digits[0])
    return NUMBERS.get(text) or ORDINALS.get(text) or 0


def _year(text: str | None) -> int | None:
    if not text:
        return None
    if text.startswith("two"):
        rest = text.removeprefix("two thousand").replace(" and ", " ").strip()
        return 2000 + _int(rest)
    value = int(text.strip("'"))
    return value + 2000 if value < 100 else value


def _month(text: str) -> int:
    return _MONTHS.index(text[:3]) + 1


def _weekday(text: str) -> int:
    return _DAYS.index({"teu": "tue", "thr": "thu"}.get(text[:3], text[:3]))


def _days(m: re.Match[str], first: date | None, last: date | None) -> Item | None:
    if first is None or last is None or last < first:
        return None
    return Item("R", m.start(), m.end(), day=first, day2=last + timedelta(days=1))


def _on(m: re.Match[str], day: date | None, name: str = "exact") -> Item | None:
    return Item("D", m.start(), m.end(), day=day, word=name) if day else None


def _month_days(m: re.Match[str], now: Now) -> Item | None:
    first = month_day(now.today, _month(m[1]), _int(m[2]), _year(m[4]))
    return _days(m, first, month_day(first, _month(m[1]), _int(m[3]), None) if first else None)


def _days_month(m: re.Match[str], now: Now) -> Item | None:
    first = month_day(now.today, _month(m[3]), _int(m[1]), _year(m[4]))
    return _days(m, first, month_day(first, _month(m[3]), _int(m[2]), None) if first else None)


def _iso(m: re.Match[str], now: Now) -> Item | None:
    return _on(m, month_day(now.today, int(m[2]), int(m[3]), int(m[1])))


def _slashed(m: re.Match[str], now: Now) -> Item | None:
    a, b = int(m[1]), int(m[3])
    if m[2] in "-." and not m[4] and (b <= 12 or a > 12 or m[2] == "."):
        return None
    if a > 12 >= b:
        a, b = b, a
    return _on(m, month_day(now.today, a, b, _year(m[4])), "monthday")


def _month_only(m: re.Match[str], now: Now) -> Item | None:
    name = m[1]
    led = re.search(r"\b(?:in|this|next|for|of|by|until|from|to|early|late|mid|through)\s+$", m.string[: m.start()])
    if name.startswith("may") and (not led or re.match(r"\s+(?:or|not|be|have|i|we)\b", m.string[m.end() :])):
        return None
    if name.startswith("mar") and not (led or m[2] or m.string.strip(" .!?") == name.strip(".")):
        return None
    first, end = month_span(now.today, _month(name), _year(m[2]))
    return Item("R", m.start(), m.end(), day=first, day2=end, word="month")


def _nth_weekday(m: re.Match[str], now: Now) -> Item | None:
    first, _ = month_span(now.today, _month(m[3]), _year(m[4]))
    number = 5 if m[1] == "last" else _int(m[1])
    day = first + timedelta(days=(_weekday(m[2]) - first.weekday()) % 7 + 7 * (number - 1))
    while day.month != first.month:
        day -= timedelta(days=7)
    return _on(m, day)


def _day_of_month(m: re.Match[str], now: Now) -> Item | None:
    base = add_months(now.today.replace(day=1), 1 if m[2] == "next" else 0)
    try:
        return _on(m, base.replace(day=_int(m[1])))
    except ValueError:
        return None


def _week(m: re.Match[str], now: Now) -> Item | None:
    name = m[0]
    start = week_start(now.today)
    if "after next" in name:
        start += timedelta(days=14)
    elif not re.match(r"(?:the )?this (?:week|wk)", name):
        start += timedelta(days=7)
    return Item("R", m.start(), m.end(), day=start, day2=start + timedelta(days=7))


def _weekend(m: re.Match[str], now: Now) -> Item | None:
    start = week_start(now.today) + timedelta(days=5 + (7 if "next" in m[0] else 0))
    if start + timedelta(days=1) < now.today:
        start += timedelta(days=7)
    return Item("R", m.start(), m.end(), day=start, day2=start + timedelta(days=2))


def _whole_month(m: re.Match[str], now: Now) -> Item | None:
    first = add_months(now.today.replace(day=1), 1 if m[1] in ("next", "following", "coming") else 0)
    return Item("R", m.start(), m.end(), day=first, day2=add_months(first, 1))


def _next_days(m: re.Match[str], now: Now) -> Item | None:
    amount = 3 if "few" in m[1] else 2 if "couple" in m[1] else _int(m[1])
    first = now.today + timedelta(days=1)
    end = first
    if "week" in m[2]:
        end += timedelta(days=7 * amount)
    elif m[2].startswith(("business", "working")):
        left = amount
        while left:
            left -= end.weekday() < 5
            end += timedelta(days=1)
    else:
        end += timedelta(days=amount)
    return Item("R", m.start(), m.end(), day=first, day2=end)


def _relative(m: re.Match[str], now: Now) -> Item | None:
    name = m[0]
    days = 0 if name.startswith("today") else 2 if "after tom" in name else 1
    return _on(m, now.today + timedelta(days=days), "rel")


def _named_day(m: re.Match[str], now: Now) -> Item | None:
    prefix, name = m[1] or "", m[2]
    short = name.rstrip(".")
    if short in ("sat", "sun", "mon") and not prefix:
        before = m.string[: m.start()].rstrip()
        if (
            before.endswith((" i", "we", "he", "she", "they", "have", "was", "had", "the", "just", "of"))
            or before == "i"
        ):
            return None
    weekday = _weekday(name)
    day = coming(now.today, weekday)
    amb = False
    if "next" in prefix or "following" in prefix:
        later_one = week_start(now.today) + timedelta(days=7 + weekday)
        amb = later_one != day
        day = later_one
    elif "last" in prefix or "past" in prefix:
        return Item("x", m.start(), m.end())
    item = Item("D", m.start(), m.end(), day=day, word="next" if prefix else "weekday")
    item.amb = amb
    return item


def _weeks_from(m: re.Match[str], now: Now) -> Item | None:
    amount = 2 if "couple" in m[1] else 1 if m[1] in ("a", "an") else _int(m[1])
    base = m[3]
    start = (
        now.today
        if base.startswith("today")
        else now.today + timedelta(days=1)
        if base.startswith("tom")
        else coming(now.today, _weekday(base))
    )
    return _on(m, start + timedelta(days=amount * (7 if m[2].startswith("w") else 1)))


def _weekdays_from_now(m: re.Match[str], now: Now) -> Item | None:
    return _on(m, coming(now.today, _weekday(m[2])) + timedelta(days=7 * (_int(m[1]) - 1)))


def _amount(text: str) -> float:
    if text.startswith("half"):
        return 0.5
    if "couple" in text:
        return 2
    if "few" in text:
        return 3
    return 1 if text in ("a", "an") else _int(text)


def _unit(text: str) -> str:
    return {"min": "minute", "hr": "hour", "wk": "week"}.get(text, text)


def _in_time(m: re.Match[str], now: Now) -> Item | None:
    if m.re.groups >= 4 and m[3]:
        total = timedelta(days=_amount(m[1])) if m[2].startswith("day") else timedelta(hours=_amount(m[1]))
        total += timedelta(minutes=_amount(m[3]) * (60 if _unit(m[4]) == "hour" else 1))
        return later(m, now, total.total_seconds() / 60, "minute")
    return later(m, now, _amount(m[1]), _unit(m[2]))


def _after_days(m: re.Match[str], now: Now) -> Item | None:
    made = later(m, now, _amount(m[1]), _unit(m[2]))
    if made is None or made.kind != "D":
        return None
    return Item("R", m.start(), m.end(), day=made.day)


def _long_range(m: re.Match[str], now: Now) -> Item | None:
    day = month_day(now.today, _month(m["month"] or m["month2"]), _int(m["d"] or m["d2"]), None)
    amount = _int(m["n"] or m["n2"])
    return _days(m, day, day + timedelta(days=amount)) if day else None


def _part_of_range(m: re.Match[str], now: Now) -> Item | None:
    which, scope = m[1], m[2]
    if "month" in scope:
        first = add_months(now.today.replace(day=1), 1 if "next" in scope else 0)
        end = add_months(first, 1)
        cut = {
            "e": (end - timedelta(days=10), end),
            "b": (first, first + timedelta(days=10)),
            "m": (first + timedelta(days=10), first + timedelta(days=20)),
        }
    else:
        first = week_start(now.today) + timedelta(days=7 if "next" in scope else 0)
        cut = {
            "e": (first + timedelta(days=3), first + timedelta(days=5)),
            "b": (first, first + timedelta(days=2)),
            "m": (first + timedelta(days=1), first + timedelta(days=4)),
        }
    start, end = cut["b" if which[0] in "bs" or which.startswith("early") else "m" if which[0] == "m" else "e"]
    return Item("R", m.start(), m.end(), day=max(start, now.today) if end > now.today else start, day2=end)


def _holiday(m: re.Match[str], now: Now) -> Item | None:
    month, day = {"c": (12, 25), "n": (1, 1)}[m[0][0]]
    if "eve" in m[0]:
        month, day = (12, 24) if m[0][0] == "c" else (12, 31)
    return _on(m, month_day(now.today, month, day, None), "monthday")


def _time(m: re.Match[str], hour: int, minute: int, half: str | None) -> Item | None:
    if minute > 59 or hour > 24 or (half and hour > 12 and hour != 0):
        return None
    sure = bool(half) or hour > 12 or hour == 0
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    return Item("T", m.start(), m.end(), t=hour % 24 * 60 + minute, sure=sure)


def _half(m: re.Match[str], first: int) -> str | None:
    return next((m[n] for n in range(first, (m.re.groups or 0) + 1) if m[n] in ("a", "p")), None)


def _clock(m: re.Match[str], _now: Now) -> Item | None:
    made = _time(m, int(m[1]), int(m[2]), _half(m, 3))
    if made and len(m[1]) == 2 and m[1][0] == "0":
        made.sure = True
    return made


def _hour(m: re.Match[str], _now: Now) -> Item | None:
    hour = _int(m[1])
    return _time(m, hour, 0, _half(m, 2)) if 0 <= hour <= 24 else None


def _compact(m: re.Match[str], _now: Now) -> Item | None:
    return _time(m, int(m[1]), int(m[2]), _half(m, 3))


def _dotted(m: re.Match[str], _now: Now) -> Item | None:
    return _time(m, int(m[1]), int(m[2]), _half(m, 3))


def _spoken(m: re.Match[str], _now: Now) -> Item | None:
    minute = NUMBERS.get(m[2].replace("oh ", "").replace("o ", "").replace("oh-", "").strip(" -"), 0)
    return _time(m, NUMBERS[m[1]], minute, _half(m, 3))


def _past_to(m: re.Match[str], _now: Now) -> Item | None:
    spoken = m[1].startswith(("half", "a q", "quarter", "min")) or "min" in m[0] or m[3] in ("noon", "midnight")
    if not spoken and (
        (m[2] in ("to", "before", "of") and m[1] not in ("ten", "twenty", "twenty five"))
        or m[1] in ("1", "2", "3", "4")
    ):
        return None  # "5 to 6" is a range
    amount = 30 if m[1].startswith("half") else 15 if "quarter" in m[1] else _int(m[1])
    noon = m[3] in ("noon", "midnight")
    hour = 12 if m[3] == "noon" else 0 if noon else _int(m[3])
    if not noon and not 1 <= hour <= 12:
        return None
    made = _time(m, hour, 0, None if noon else _half(m, 4))
    if made is None or made.t is None:
        return None
    made.sure = made.sure or noon
    back = m[2].startswith(("to", "t", "b", "of"))
    made.t = (made.t + (-amount if back else amount)) % 1440
    if not made.sure and made.t >= 780:
        made.t -= 720
    return made


def _number(m: re.Match[str], _now: Now) -> Item | None:
    return Item("N", m.start(), m.end(), n=_int(m[0]), weak=not m[0][0].isdigit())


def _four_digits(m: re.Match[str], _now: Now) -> Item | None:
    return Item("N", m.start(), m.end(), n=int(m[1]), raw_time=True, word="military" if m[1][0] == "0" else "")


def _ordinal(m: re.Match[str], _now: Now) -> Item | None:
    number = _int(m[1])
    weak = not m[1][0].isdigit()
    if not 1 <= number <= 31:
        return None
    if re.match(
        r"\s*(?:one|ones|time|option|visit|appt|appointment|slot|floor|street|st\b|ave|grade|trimester|opening|of (?:these|those|them)|choice|baby|child)",
        m.string[m.end() :],
    ):
        return Item("x", m.start(), m.end())
    if weak and number <= 4:
        return Item("x", m.start(), m.end())
    return Item("O", m.start(), m.end(), n=number, word="weak" if weak else "")


def _this_part(m: re.Match[str], now: Now) -> Item | None:
    part = m[2]
    name, start, end = _PARTS["evening" if m[1].startswith("this") and part == "night" else part]
    return Item("S", m.start(), m.end(), day=now.today, t=start, t2=end, part=name, sure=True)


def _tonight(m: re.Match[str], now: Now) -> Item | None:
    return Item("S", m.start(), m.end(), day=now.today, t=1140, t2=1439, part="night", sure=True)


_PARTS = {
    "morning": ("morning", 480, 720),
    "afternoon": ("afternoon", 720, 1020),
    "evening": ("evening", 1020, 1200),
    "night": ("night", 1200, 1439),
}


def _part(m: re.Match[str], _now: Now) -> Item | None:
    found = re.search(r"morning|afternoon|evening|night", m[0])
    name, start, end = _PARTS[found[0] if found else "morning"]
    if m[0].startswith("early"):
        end = start + 120
    elif m[0].startswith("late") and name != "night":
        start = end - 120
    elif m[0].startswith("first thing"):
        start, end = 480, 600
    return span(m, name, start, end)


_ROWS = (
    # not a time
    (r"good\s+(?:morning|afternoon|evening|night|day)\b|have a (?:great|good|nice|blessed) \w+|(?:last|past|previous|all|every other) (?:week|month|night|year|weekend)\b|(?:\w+ )?(?:minutes?|hours?|days?|weeks?|months?|years?) ago|may (?:or|i|we|not|be|have|need)\b", word("x")),
    (r"(?:\+?\d[\d]{0,2}[ .-])?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}|\d{5,}(?:[-.]\d+)*|\d+[.,]\d{3,}|\$\s?\d[\d.,]*|\d+(?:\.\d+)?\s?%|\+\d[\d -]{6,}|#\s?\d+|\d+-\d+-\d{2}-\d{4}|[a-z]+\d+[a-z]+\d*[a-z\d-]*|\d{4}\s?-\s?\d{1,2}(?![\d-])|\d{1,2}\s?-\s?\d{4}(?!\d)|\d{4}-\d{4}-\d+|\d{6}\s\d[\d-]+", word("x")),
    (rf"(?:for|takes?|lasts?) (?:\d+|an?|{_NUM}) (?:more )?(?:minutes?|mins?|hours?|days?|weeks?|months?|years?)\b(?! (?:starting|from))", word("x")),
    (r"(?:\d+|an?|one|two|three|four|five|six|ten) (?:weeks?|months?|years?|yrs?|days?|mo|wks?)[ -]old\b|\d+\s?(?:mg|mcg|ml|lbs?|kg|pills?|people|kids|mmol|percent|dollars|bucks|units|doses|times|blocks|miles|pounds)\b|\d+\s?/\s?10\b(?! at)|(?:[4-9]\d|\d{3})\s?(?:/|over)\s?\d{2,3}\b", word("x")),
    # days
    (r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?![\d/-])", _iso),
    (rf"({_MONTH})\s*(?:from |between )?(?:the )?({_D})\s*(?:-|to|through|thru|until|and)\s*(?:the )?({_D}){_YEAR}(?![:\d])(?!\s*(?:am|pm)\b)", _month_days),
    (rf"({_D}){_TO}({_D})\s*(?:of )?({_MONTH}){_YEAR}", _days_month),
    (rf"for (?P<n>\d+) days from (?:the )?(?P<d>{_D}) (?:of )?(?P<month>{_MONTH})|(?P<d2>{_D}) (?:of )?(?P<month2>{_MONTH}) for (?P<n2>\d+) days", _long_range),
    (rf"(?:the )?({_ORD}|\d(?:st|nd|rd|th)|last) ({_WD}) (?:of|in) ({_MONTH}){_YEAR}", _nth_weekday),
    (rf"({_MONTH})\s*(?:the )?({_D})(?!\s*(?:am|pm|a\.m|p\.m)\b|:\d|\s*(?:-|/)\s*\d{{4}}){_YEAR}", lambda m, n: _on(m, month_day(n.today, _month(m[1]), _int(m[2]), _year(m[3])), "monthday")),
    (rf"(?:the )?({_D})\s*(?:of |day of )?({_MONTH}){_YEAR}", lambda m, n: _on(m, month_day(n.today, _month(m[2]), _int(m[1]), _year(m[3])), "monthday")),
    (rf"(?:the )?({_D})(?: day)? (?:of )?(this|next|the) month\b", _day_of_month),
    (rf"({_MONTH}){_YEAR}", _month_only),
    (r"(\d{1,2})\s?([/.-])\s?(\d{1,2})(?:\2(\d{4}|\d{2}))?(?![\d/:-]|\s*(?:am|pm|a\.m|p\.m)\b|[.]\d|%)", _slashed),
    (r"(?:the )?week (?:of|starting|beginning|commencing)(?: on| the| from)*\b", word("k", "week")),
    (r"(?:a|one|1|the) week (?:starting|from|beginning)\b(?= (?:tomorrow|today|the \d))", word("k", "span")),
    (r"(?:the )?week after next|(?:the )?(?:next|following|coming|upcoming|this coming|this next|this) (?:following )?(?:week|wk)\b(?!end)", _week),
    (r"(?:on )?(?:the |this |next |coming )*weekends?\b", _weekend),
    (r"(?:the |at |by )*(end|beginning|start|middle|early|mid|late|later)(?: of| in)? (?:the )?((?:this |next )?(?:week|month))\b", _part_of_range),
    (r"(?:the )?(this|next|following|coming) month\b", _whole_month),
    (rf"(?:the |in the |within the )?(?:next|coming) (\d+|{_NUM}|few|couple(?: of)?) (days?|weeks?|business days?|working days?)\b", _next_days),
    (r"(?:the )?day after tom+or+ow|today|tod(?= )|(?:tom+or+ow|tmrw|tmr|tmrow|tomm|tomorro|tmw|2morrow|2moro)\b|(?:the )?(?:very )?(?:next|following) day\b", _relative),
    (rf"{_AMOUNT} (weeks?|wks?|days?) (?:from|after) (today|tom+or+ow|{_WD})", _weeks_from),
    (rf"(\d|{_NUM}) ({_WD})s? from now", _weekdays_from_now),
    (rf"((?:on )?(?:this coming|this upcoming|this|next|following|the following|coming|upcoming|last|past)\s+)?({_WD})", _named_day),
    (r"christmas(?: eve| day)?|new year'?s?(?: eve| day)?", _holiday),
    (rf"(?:in|within) {_AMOUNT} (?:more )?{_UNIT}(?:(?: and)? {_AMOUNT} {_UNIT})?\b(?:'s)?(?: time)?", _in_time),
    (rf"{_AMOUNT} {_UNIT}(?:(?: and)? {_AMOUNT} {_UNIT})? (?:from now|hence|later|from today|out)\b", _in_time),
    (rf"after {_AMOUNT} {_UNIT}\b", _after_days),
    # times
    (rf"(half|(?:a )?quarter|\d{{1,2}}(?: ?min(?:ute)?s?)?|five|ten|twenty|twenty[ -]five)(?: minutes)? (past|after|to|til|till|before|of) (noon|midnight|\d{{1,2}}|{_alt(_ONES[:12])})(?![:\d]){_AP}?(?! (?:days?|weeks?|minutes?|hours?)\b)", _past_to),
    (rf"(\d{{1,2}})[:;](\d\d)(?::\d\d)?(?!\d){_AP}?", _clock),
    (rf"(\d{{1,2}})[.](\d\d)\s*(?:{_AP[3:-1]})", _dotted),
    (rf"(?<=at )(\d{{1,2}})[.](\d\d)(?![\d%]){_AP}?", _dotted),
    (rf"(\d{{1,2}})(?:ish)? ?(?:o'?clock)?{_AP}", _hour),
    (rf"(\d{{1,2}})(\d\d){_AP}", _compact),
    (rf"(\d{{1,2}}|{_alt(_ONES[:12])})(?:ish| ?o'?clock|-ish| ish){_AP}?", _hour),
    (r"(\d{1,2})h(\d\d)\b", _clock),
    (r"(\d{1,2})h(?:rs)?\b", _hour),
    (rf"({_alt(_ONES[:12])})[ -]((?:oh?[ -])(?:{_alt(_ONES[:9])})){_AP}?", _spoken),
    (rf"({_alt(_ONES[:12])})[ -]({_alt([w for w in NUMBERS if NUMBERS[w] in (10, 15, 20, 30, 40, 45, 50, 25, 35, 55, 5)])})\b{_AP}", _spoken),
    (rf"(?<=at )({_alt(_ONES[:12])})[ -]({_alt([w for w in NUMBERS if NUMBERS[w] in (10, 15, 20, 30, 40, 45, 50, 25, 35, 55)])})\b{_AP}?", _spoken),
    (rf"({_alt(_ONES[:12])})[ -](thirty|fifteen|forty[ -]five)\b{_AP}?", _spoken),
    (rf"({_alt(_ONES[:12])}){_AP}", _hour),
    (r"(?:12 )?(?:noon|midday|mid-day)\b", lambda m, _n: Item("T", m.start(), m.end(), t=720, sure=True)),
    (r"midnight\b", lambda m, _n: Item("T", m.start(), m.end(), t=0, sure=True)),
    # parts of the day
    (r"(?:tonight|tonite)\b", _tonight),
    (r"(this) (morning|afternoon|evening|night)\b", _this_part),
    (r"(?:early |late |first thing |mid |mid-)?(?:in the )?(?:morning|afternoon|evening|night)s?(?: time)?\b(?! (?:shift|sweats|pills?))|first thing\b", _part),
    (r"after lunch\b", lambda m, _n: span(m, "afternoon", 780, 1020)),
    (r"before lunch\b", lambda m, _n: span(m, "morning", 480, 720)),
    (r"(?:over |at |around )?(?:lunch ?time|lunch hour|my lunch break|lunch)\b", lambda m, _n: span(m, "noon", 690, 810)),
    (r"after (?:work|school)\b", lambda m, _n: span(m, "afternoon", 900, 1080)),
    # words
    (r"from|between|btwn|btw|starting (?:at|from)", word("f")),
    (r"to|through|thru|until+|til+\b|-|up to", word("t")),
    (r"and\b|&", word("&")),
    (r"(?:starting|beginning|since)\b(?: on| from| at)?", word("a", "since")),
    (r"(?:any ?time )?(?:after|past(?= \d)|later than)\b", word("a", "after")),
    (r"(?:any ?time )?(?:by|no later than)\b", word("b", "by")),
    (r"(?:any ?time )?(?:before|earlier than|prior to)\b", word("b", "before")),
    (r"at|around|about|@|approximately|approx|closer to|like", word("@")),
    (r"(?:anything |any ?day |any ?time )?(?:but not|but|not on|not|except(?: for)?|no|cannot (?:do|make(?: it)?)|can'?t (?:do|make(?: it)?|come)|cant (?:do|make(?: it)?|come)|won'?t make it|unavailable|not available)\b(?: (?:on|in))?(?! (?:problem|earlier|later|worries))", word("!")),
    (r"(?:does ?n[o']?t|doesnt|won'?t|wont|does not|isn'?t|isnt|is not|is no|not) (?:work|good|going to work|possible)\b|is (?:bad|out)\b|no good", word("n")),
    (r",|\bor\b", word(",", ",")),
    (r"on\b", word("o", "on")),
    (r"the\b", word("o", "the")),
    (r"(?:for|of|in|this|during)\b", word("o")),
    # numbers
    (r"(\d{1,2})(?:st|nd|rd|th)\b", _ordinal),
    (rf"({_ORD})\b", _ordinal),
    (r"(?<![\d:/.])(\d{3,4})(?![\d:/%]|[.]\d|-\d(?!\d{3}\b)|\s*(?:pieces|people|mg|points|dollars|steps))\b", _four_digits),
    (r"(?<![\d:/.])\d{1,2}(?![\d:/%]|[.]\d|\s*(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|students|people|pills|options?|of us|kids|visits?|appointments?)\b)", _number),
    (rf"{_NUM}\b(?! (?:minutes?|mins?|hours?|days?|weeks?|months?|years?|of|people|kids|appointments?|visits?|pills?|more|thing)\b)", _number),
)  # fmt: skip

_LEXER = Lexer(_ROWS, skip=r"a|an|me|ok|maybe|say|sometime|any|only|please|works?|it")


def lex(flat: str, now: Now) -> list[Item]:
    """Items of an English text."""
    items = _LEXER.lex(flat, now)
    return [i for n, i in enumerate(items) if not _stray(items, n)]


def _stray(items: list[Item], n: int) -> bool:
    """A raw four-digit number that is no clock time here."""
    item = items[n]
    if item.kind == "N" and item.raw_time:
        before = items[n - 1].kind if n else ""
        after = items[n + 1].kind if n + 1 < len(items) else ""
        return not (before in ("@", "f", "t", "a", "b") or after == "t")
    return False

# ruff: noqa: ARG001 - every builder has the same signature
"""Joins neighbouring items of a text into days, times and ranges.

Each item has one letter, so that a rule is a pattern on the string of letters.
"""

import re
from collections.abc import Callable, Sequence
from datetime import timedelta

from .when_calendar import cut, day_after
from .when_items import Item, Now, next_day_of_month, settle, week_start

Build = Callable[[Sequence[Item], Now], Item | None]


def _joined(kind: str, items: Sequence[Item]) -> Item:
    return Item(kind, items[0].a, items[-1].b)


def _pick(items: Sequence[Item], kinds: str) -> list[Item]:
    return [i for i in items if i.kind in kinds]


def _week_of(items: Sequence[Item], now: Now) -> Item | None:
    inner = _pick(items, "DNO")[0]
    day = inner.day or next_day_of_month(now.today, inner.n)
    if day is None:
        return None
    out = _joined("R", items)
    if items[0].word == "weekend":
        out.day = week_start(day) + timedelta(days=5)
        out.day2 = out.day + timedelta(days=2)
        return out
    out.day = (day if items[0].word == "span" else week_start(day)) + timedelta(days=items[0].n)
    out.day2 = out.day + timedelta(days=7)
    out.word = "week"
    return out


def _beside(items: Sequence[Item], now: Now) -> Item | None:
    """The day after (or before) a day."""
    inner = items[-1]
    day = inner.day if inner.kind == "D" else next_day_of_month(now.today, inner.n)
    if day is None:
        return None
    out = _joined("D", items)
    out.day, out.word = day + timedelta(days=items[0].n), "exact"
    return out


def _weekday_beside(items: Sequence[Item], now: Now) -> Item | None:
    """ "the friday before christmas", "the monday after the 15th"."""
    weekday, inner = items[0], items[-1]
    day = inner.day if inner.kind == "D" else next_day_of_month(now.today, inner.n)
    if weekday.word not in ("weekday", "next") or weekday.day is None or day is None:
        return None
    if inner.kind == "D" and inner.word in ("weekday", "next", "rel"):
        return None
    out = _joined("D", items)
    step = 1 if items[1].kind == "a" else -1
    out.day, out.word = day + timedelta(days=step), "exact"
    while out.day.weekday() != weekday.day.weekday():
        out.day += timedelta(days=step)
    return out


def _length_beside(items: Sequence[Item], now: Now) -> Item | None:
    """ "two weeks from thursday", "3 days before christmas", "a week friday"."""
    span = items[0].length
    inner = items[-1]
    day = inner.day if inner.kind == "D" else next_day_of_month(now.today, inner.n)
    if span is None or day is None or span.minutes or span.days % 1:
        return None
    if len(items) == 2 and (span.days % 7 or span.months):
        return None
    out = _joined("D", items)
    back = items[1].kind == "b" and items[1].word != "by"
    out.day, out.word = day_after(day, span, -1 if back else 1), "exact"
    return out


def _lasting(items: Sequence[Item], now: Now) -> Item | None:
    """ "from 2pm for two hours", "10 days from the 18th"."""
    span = _pick(items, "l")[0].length
    inner = _pick(items, "DT")[0]
    if span is None:
        return None
    if inner.kind == "T":
        if not span.minutes or not (inner.sure or inner.t):
            return None
        out = _joined("S", items)
        out.t, out.amb = settle(inner.t, inner.sure, now.hours)
        out.t2, out.sure = out.t + round(span.minutes), True
        return out
    if inner.day is None or span.minutes:
        return None
    out = _joined("R", items)
    out.day, out.day2 = inner.day, day_after(inner.day, span)
    if span.days % 7 or not span.days:
        out.day2 += timedelta(days=1)
    return out


def _part_of_days(items: Sequence[Item], now: Now) -> Item | None:
    """ "early next week", "end of december", "late friday"."""
    which, inner = items[0], items[-1]
    if which.kind != "e":
        which, inner = inner, which
    if inner.kind == "D":
        if inner.day is None or which.part == "end" or which.word == "mid":
            return None
        if which.word == "late" and items[0] is not which:
            return None
        out = _joined("Z", items)
        out.day = inner.day
        out.t, out.t2 = (480, 600) if which.word == "early" else (900, 1020)
        out.sure, out.word = True, "rough"
        return out
    if inner.day is None or inner.day2 is None:
        return None
    out = _joined("R", items)
    start, end = cut(inner.day, inner.day2, which.word)
    out.day, out.day2 = (max(start, now.today) if end > now.today else start), end
    out.word = "end" if which.part else "part"
    return out


_TRIMS = {
    ("early", "morning"): (480, 600),
    ("late", "morning"): (600, 720),
    ("early", "afternoon"): (720, 840),
    ("late", "afternoon"): (900, 1020),
    ("early", "evening"): (1020, 1080),
}


def _trim(items: Sequence[Item], now: Now) -> Item | None:
    """ "early friday afternoon"."""
    trimmed = _TRIMS.get((items[0].word, items[-1].part))
    if trimmed is None:
        return None
    out = items[-1]
    out.a, (out.t, out.t2) = items[0].a, trimmed
    out.word = "trimmed"
    return out


def _rough_and_part(items: Sequence[Item], now: Now) -> Item | None:
    """ "early friday" and "afternoon" beside it."""
    rough, span = items[0], items[-1]
    which = "early" if rough.t == 480 else "late"
    trimmed = _TRIMS.get((which, span.part))
    if rough.word != "rough" or trimmed is None or span.day not in (None, rough.day):
        return None
    out = _joined("Z", items)
    out.day, (out.t, out.t2), out.sure = rough.day, trimmed, True
    return out


def _parts_together(items: Sequence[Item], now: Now) -> Item | None:
    """ "first thing" and "friday morning", "tomorrow morning, early"."""
    one, two = items[0], items[-1]
    fine, coarse = (one, two) if one.word == "trimmed" else (two, one)
    if fine.word != "trimmed" or fine.part != coarse.part or coarse.word == "trimmed":
        return None
    out = _joined(coarse.kind, items)
    out.day, out.t, out.t2, out.sure, out.part = coarse.day or fine.day, fine.t, fine.t2, True, fine.part
    out.word = "trimmed"
    return out


def _or_later(items: Sequence[Item], now: Now) -> Item | None:
    """ "4 or later", "friday or before", "9 at the latest"."""
    inner, word = next(i for i in items if i.kind in "NTDRY"), items[-1]
    later = word.kind == "A"
    if inner.kind in "TN":
        read = _clock_of(inner)
        if read is None or inner.part == "count":
            return None
        out = _joined("S", items)
        clock, out.amb = settle(*read, now.hours)
        out.t, out.t2 = (clock, None) if later else (None, clock)
        out.sure = True
        return out
    if inner.day is None:
        return None
    if inner.kind == "Y":
        out = _joined("Z", items)
        out.day, out.t, out.t2 = inner.day, (inner.t if later else None), (None if later else inner.t)
        return out
    out = _joined("R", items)
    end = inner.day2 or inner.day + timedelta(days=1)
    out.day, out.day2 = (inner.day, None) if later else (None, end)
    return out


def _two_bounds(items: Sequence[Item], now: Now) -> Item | None:
    """ "after 2 but before 4"."""
    first, last = _pick(items, "NT")
    return _range([Item("f", items[0].a, items[0].b), first, last], now)


def _until_alone(items: Sequence[Item], now: Now) -> Item | None:
    """ "until friday", "till 10" with nothing before it."""
    word = items[0]
    if word.word != "until" or (items[-1].kind == "N" and not 1 <= items[-1].n <= 12 and not items[-1].raw_time):
        return None
    bound = Item("b", word.a, word.b, word="by")
    inner = items[-1]
    if inner.kind in "DR":
        return _open_days([bound, inner], now) if inner.day else None
    made = _open_range([bound, inner], now)
    if made:
        made.a = word.a
    return made


def _weekdays_of_week(items: Sequence[Item], now: Now) -> Item | None:
    """ "monday to wednesday" and "next week" beside it."""
    ranges = _pick(items, "R")
    week = next((r for r in ranges if r.word == "week"), None)
    days = next((r for r in ranges if r.word == "weekdays"), None)
    if week is None or days is None or week.day is None or days.day is None or days.day2 is None:
        return None
    out = _joined("R", items)
    out.day = week.day + timedelta(days=days.day.weekday())
    out.day2 = out.day + (days.day2 - days.day)
    return out


def _number_and_day(items: Sequence[Item], now: Now) -> Item | None:
    """ "3 on tuesday": an hour, unless it counts something."""
    number, day = items[0], items[-1]
    if (
        number.part == "count"
        or day.day is None
        or (number.n > 12 and not number.raw_time)
        or (day.word == "rel" and number.weak)
    ):
        return None
    read = number.clock()
    if read is None:
        return None
    clock = Item("T", number.a, number.b, t=read[0], sure=read[1])
    return _day_and_time([clock, *items[1:]], now)


def _at_number(items: Sequence[Item], _now: Now) -> Item | None:
    number = items[-1]
    clock = number.clock()
    if clock is None:
        return None
    out = _joined("T", items)
    out.t, out.sure = clock
    return out


def _day_number(items: Sequence[Item], now: Now) -> Item | None:
    number = items[-1]
    if number.kind == "N" and items[0].word not in ("on", "dia", "el"):
        return None
    if number.kind == "O" and number.word == "weak" and items[0].kind != "o":
        return None
    day = next_day_of_month(now.today, number.n)
    if day is None:
        return None
    out = _joined("D", items)
    out.day = day
    out.word = "dom"
    return out


def _weekday_number(items: Sequence[Item], now: Now) -> Item | None:
    weekday, number = items[0], items[-1]
    if weekday.word not in ("weekday", "next") or weekday.day is None or number.raw_time:
        return None
    strong = number.kind == "O" or number.n > 12 or items[1].word in ("the", "el")
    for offset in range(1100 if strong else 8):
        day = now.today + timedelta(days=offset)
        if day.day == number.n and day.weekday() == weekday.day.weekday():
            out = _joined("D", items)
            out.day = day
            return out
    return None


def _clock_of(item: Item) -> tuple[int, bool] | None:
    return (item.t or 0, item.sure) if item.kind == "T" else item.clock()


def _range(items: Sequence[Item], now: Now) -> Item | None:
    first, last = (i for i in _pick(items, "NT"))
    one, two = _clock_of(first), _clock_of(last)
    if one is None or two is None:
        return None
    firm = any(i.kind == "f" or i.kind == "@" for i in items) or (first.kind == "T" and last.kind == "T")
    firm = firm or first.sure or last.sure or ("T" in (first.kind, last.kind))
    firm = firm or (first.raw_time and last.raw_time)
    out = _joined("S", items)
    out.weak = not firm
    out.t, out.t2, out.sure, out.amb = _order(one, two, now)
    return out


def _order(one: tuple[int, bool], two: tuple[int, bool], now: Now) -> tuple[int, int, bool, bool]:
    """The two ends of a range, with am/pm carried from one to the other: (start, end, settled, ambiguous)."""
    (a, a_sure), (b, b_sure) = one, two
    amb = False
    if a_sure and not b_sure:
        b = b if b > a else b + 720 if b + 720 <= 1440 else b
    elif b_sure and not a_sure:
        options = [x for x in (a, a + 720) if x < b] or [a]
        a = options[-1]
    elif not a_sure and not b_sure:
        a, amb = settle(a, False, now.hours)
        b = b if b > a else b + 720
        if b > 1440:
            b -= 720
    return a, b, a_sure or b_sure, amb


def _range_around_day(items: Sequence[Item], now: Now) -> Item | None:
    day = _pick(items, "D")[0]
    inner = [i for i in items if i.kind != "D"]
    ranged = _range(inner, now)
    return _day_and_range([day, ranged], now) if ranged else None


def _days_range(items: Sequence[Item], now: Now) -> Item | None:
    ends = _pick(items, "DRNO")
    first, last = ends[0], ends[-1]
    if first.day is None or len(ends) != 2:
        return None
    if now.moving and first.kind == last.kind == "D" and any(i.kind == "t" and i.word != "-" for i in items):
        return None  # "move it from Thursday to Friday" is no range
    out = _joined("R", items)
    out.day = first.day
    if last.kind in "NO":
        if last.kind == "N" and first.word not in ("dom", "monthday"):
            return None
        end = next_day_of_month(first.day, last.n)
        if end is None:
            return None
        out.day2 = end + timedelta(days=1)
    elif last.kind == "R":
        if last.day2 is None or last.day is None:
            return None
        out.day2 = last.day2
    elif last.day is None:
        return None
    else:
        end = last.day
        if last.word == "weekday":
            while end < first.day:
                end += timedelta(days=7)
        out.day2 = end + timedelta(days=1)
    if out.day2 <= out.day:
        later = out.day2.replace(year=out.day2.year + 1) if (out.day2.month, out.day2.day) != (2, 29) else out.day2
        earlier = out.day
        try:
            earlier = out.day.replace(year=out.day.year - 1)
        except ValueError:
            return None
        if first.word == "monthday" and last.day and earlier <= now.today <= last.day:
            out.day = earlier
        else:
            out.day2 = later
    if first.word in ("weekday", "next") and last.word == "weekday":
        out.word = "weekdays"
    return out if out.day < out.day2 else None


def _part_and_time(items: Sequence[Item], now: Now) -> Item | None:
    part = next((i for i in items if i.kind == "S" and i.part), None)
    clock = next((i for i in items if i is not part and i.kind in "TNS"), None)
    if part is None or clock is None:
        return None
    if clock.kind == "S":
        if clock.part or clock.t is None or clock.t2 is None:
            return None
        out = _joined("S", items)
        out.sure, out.weak, out.day = True, False, part.day
        if clock.sure:
            out.t, out.t2 = clock.t, clock.t2
            return out
        out.t2 = _by_part(clock.t2 % 720 or 720, part.part)
        start = clock.t % 720
        out.t = next((x for x in (start + 720, start) if x < out.t2), start)
        return out
    read = _clock_of(clock)
    if read is None:
        return None
    out = _joined("T", items)
    out.t, sure = read
    if not sure:
        out.t = _by_part(out.t, part.part)
    out.sure = True
    out.day = part.day or clock.day
    return out


def _by_part(minutes: int, part: str) -> int:
    hour = minutes // 60
    if part == "morning":
        return minutes
    if part == "night":
        return minutes + 720 if 5 <= hour < 12 else minutes % 720
    return minutes + 720 if hour < 12 else minutes


def _open_range(items: Sequence[Item], now: Now) -> Item | None:
    word, inner = items[0], items[-1]
    read = _clock_of(inner)
    if read is None or (inner.kind == "N" and not inner.raw_time and not 1 <= inner.n <= 12):
        return None
    out = _joined("S", items)
    clock, out.amb = settle(*read, now.hours)
    out.sure = True
    out.t, out.t2 = (clock, None) if word.kind == "a" else (None, clock)
    return out


def _open_days(items: Sequence[Item], now: Now) -> Item | None:
    word, inner = items[0], items[-1]
    out = _joined("R", items)
    if inner.kind == "O" or inner.kind == "N":
        if inner.kind == "N" and len(items) < 3:
            return None
        inner.day = next_day_of_month(now.today, inner.n)
    if inner.day is None:
        return None
    if word.kind == "b":
        if inner.word in ("end", "part") and inner.day2:
            out.day, out.day2 = now.today, inner.day2  # "before the end of november": from today on
            return out
        out.day, out.day2 = None, inner.day
        if word.word == "by":
            out.day2 = (inner.day2 if inner.kind == "R" else None) or inner.day + timedelta(days=1)
        return out
    out.word = "since" if word.word == "since" or word.part == "until" else ""
    out.day = inner.day + timedelta(days=0 if word.word == "since" else 1)
    if inner.kind == "R":
        if inner.day2 is None:
            return None
        out.day = inner.day if word.word == "since" else inner.day2
    return out


def _day_and_time(items: Sequence[Item], now: Now) -> Item | None:
    day, clock = _pick(items, "D")[0], _pick(items, "TN")[0]
    if day.day is None:
        return None
    read = _clock_of(clock)
    if read is None or (
        clock.kind == "N"
        and (
            day.word not in ("weekday", "next", "rel") or (not clock.raw_time and not 1 <= clock.n <= 12) or clock.weak
        )
    ):
        return None
    out = _joined("Y", items)
    out.t, out.amb = settle(*read, now.hours)
    out.day, out.word = day.day, day.word
    out.amb = out.amb or day.amb
    out.n = int(items[0].kind != "D")
    return out


def _day_and_range(items: Sequence[Item], now: Now) -> Item | None:
    day, span = _pick(items, "D")[0], _pick(items, "S")[0]
    if day.day is None:
        return None
    out = _joined("Z", items)
    out.day, out.t, out.t2, out.amb = day.day, span.t, span.t2, span.amb or day.amb
    out.n = int(items[0].kind != "D")
    out.part, out.word, out.sure = span.part, span.word if span.part else day.word, span.sure
    return out


def _span_in_part(items: Sequence[Item], now: Now) -> Item | None:
    """ "from 2 to 4" and "tomorrow afternoon" beside it."""
    clock = next((i for i in items if i.kind == "S" and not i.part), None)
    part = next((i for i in items if i.kind == "Z" and i.part), None)
    if clock is None or part is None:
        return None
    made = _part_and_time([Item("S", part.a, part.b, part=part.part), clock], now)
    if made is None:
        return None
    out = _joined("Z", items)
    out.day, out.t, out.t2, out.amb = part.day, made.t, made.t2, part.amb
    return out


def _in_that_week(items: Sequence[Item], now: Now) -> Item | None:
    """ "tuesday at 10" and "next week" beside it."""
    inner = next(i for i in items if i.kind in "YZ")
    week = next(i for i in items if i.kind == "R")
    if week.word != "week" or inner.word not in ("weekday", "next") or inner.day is None or week.day is None:
        return None
    out = inner
    out.a, out.b = items[0].a, items[-1].b
    out.day, out.amb = week.day + timedelta(days=inner.day.weekday()), inner.amb and not out.part
    return out


def _week_and_day(items: Sequence[Item], now: Now) -> Item | None:
    weeks, days = _pick(items, "R"), _pick(items, "D")
    if not weeks or not days:
        return _weekday_of(days, items) if len(days) == 2 else None
    week, day = weeks[0], days[0]
    if any(i.word == "but" for i in items):
        return None
    if (
        week.day is None
        or week.day2 is None
        or day.day is None
        or day.word not in ("weekday", "next")
        or (week.day2 - week.day).days != 7
    ):
        return None
    out = _joined("D", items)
    out.day = week.day + timedelta(days=(day.day.weekday() - week.day.weekday()) % 7)
    out.word, out.part = "exact", "of week"
    return out


def _weekday_of(days: Sequence[Item], items: Sequence[Item]) -> Item | None:
    """A weekday with its date beside it ("Monday, Feb 18"): the date, when the two agree."""
    weekday = next((d for d in days if d.word in ("weekday", "next")), None)
    dated = next((d for d in days if d.word in ("monthday", "dom", "exact")), None)
    if weekday is None or dated is None or weekday.day is None or dated.day is None:
        return None
    out = _joined("D", items)
    out.day, out.word = dated.day, "exact"
    out.amb = weekday.day.weekday() != dated.day.weekday()
    return out


def _exclude(items: Sequence[Item], now: Now) -> Item | None:
    inner = next(i for i in items if i.kind in "DTSRYZ")
    inner.a, inner.b = items[0].a, items[-1].b
    if inner.kind in "SRZ" and items[0].kind == "!":
        half = _other_half(inner, items)
        if half:
            return half
    inner.excluded, inner.n = True, 1 if items[0].kind == "!" else 2
    inner.kind = inner.kind.lower() if inner.kind != "T" else "T"
    return inner


def _other_half(inner: Item, items: Sequence[Item]) -> Item | None:
    """ "can't before 3" is after 3; "can't come until friday" is from friday on."""
    out = inner
    if inner.kind == "R":
        if inner.day2 is None:
            if inner.word != "since":
                out.day, out.day2 = None, inner.day
        elif inner.day is None:
            out.day, out.day2 = inner.day2, None
        else:
            return None
    elif (inner.t is None) == (inner.t2 is None):
        return None
    else:
        out.t, out.t2 = inner.t2, inner.t
    return out


def _moved_number(items: Sequence[Item], now: Now) -> Item | None:
    if not now.moving or items[0].word not in ("to", "para"):
        return None
    made = _at_number(items, now)
    return made if made and items[-1].n <= 12 else None


def _ordinal_range(items: Sequence[Item], now: Now) -> Item | None:
    first, last = _pick(items, "ON")
    one = next_day_of_month(now.today, first.n)
    two = next_day_of_month(one, last.n) if one else None
    if one is None or two is None or first.word == "weak":
        return None
    out = _joined("R", items)
    out.day, out.day2 = one, two + timedelta(days=1)
    return out


def _day_part_time(items: Sequence[Item], now: Now) -> Item | None:
    day = _pick(items, "D")[0]
    rest = [i for i in items if i.kind in "STN"]
    if not any(i.kind == "S" and i.part for i in rest):
        return None
    clock = _part_and_time(rest, now)
    if clock is None or clock.kind != "T":
        return None
    made = _day_and_time([day, clock], now)
    if made:
        made.a, made.b = items[0].a, items[-1].b
    return made


_RULES: tuple[tuple[re.Pattern[str], Build], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        ("Do?[,o]?[ON](?![,]?t@?o?[NT])(?!N)(?!A|B)", _weekday_number),
        ("jo*[DNO]", _beside),
        ("ko*[DNO]", _week_of),
        ("D[ab]o*[DO]", _weekday_beside),
        ("L(?:f|a|b)o*[DO]|Lo?D", _length_beside),
        ("l[fa][@o]*[DT]|f?[@o]*[DT]l", _lasting),
        ("f[@o]*[NT][@o]*D[t&][@o]*[NT]", _range_around_day),
        ("f?o?O[t]o*(?:O|N)|fo?O&o*O", _ordinal_range),
        ("a[@o]*[TN][,&]*b[@o]*[TN]", _two_bounds),
        ("[@f]*[@o]?[NT][,]?t[@o]*[NT]", _range),
        ("f[@o]*[NT][&t][@o]*[NT]", _range),
        ("@[@o]?N(?!A|B)", _at_number),
        ("[af]?[@o]*[NT],?[AB]", _or_later),
        ("oO|O|oN(?![,]?[t]@?[NT])", _day_number),
        ("eo*R|eo*D|Do?e", _part_of_days),
        ("eo*S", _trim),
        ("Z[,o]*S|S[,o]*Z", _rough_and_part),
        ("R[,o]*D(?![,o]*t|[,o]*&o*D[,o]*[^|])|D[,o]*R|D[,o]*D", _week_and_day),
        ("f?o*[DR]o*,?t[o@]*(?:[DO]|R)", _days_range),
        ("fo*[DR]&o*[DR]", _days_range),
        ("fo*D[t&]o*N|Dt[o]*N(?![,o]*[TS])", _days_range),
        ("R[,of]*R", _weekdays_of_week),
        ("S[,o]*S", _parts_together),
        ("D[,o@f]*S[,o@]*[TN]|[TN][,o@]*D[,o@]*S|S[,o@]*D[,o@]*[TN]", _day_part_time),
        ("S[,o@]*T|[TN][,o@]*S|S@N|S[o@,]*S", _part_and_time),
        ("[ab][@o]*[TN](?!t)", _open_range),
        ("t[@o]*[TN](?!t)", _until_alone),
        ("D[,o@f&]*[TS]", lambda i, n: _day_and_time(i, n) if i[-1].kind == "T" else _day_and_range(i, n)),
        ("DtT", lambda i, n: _day_and_time(i, n) if i[1].word == "-" else None),
        ("D[,o]*Y", lambda i, _n: i[-1] if i[0].day == i[-1].day else None),
        ("[TS][,o@]*D", lambda i, n: _day_and_time(i, n) if i[0].kind == "T" else _day_and_range(i, n)),
        ("Z[,o]*S|S[,o]*Z", _parts_together),
        ("S[,o]*Z", _span_in_part),
        ("[YZ][,o]*R|R[,o]*[YZ]", _in_that_week),
        ("D[@o]?N$|D[@o]?N(?=[?,.!ABx])", _day_and_time),
        ("No?D", _number_and_day),
        ("[ab]o*[DRO]|ao+N", _open_days),
        ("to*[DR]", _until_alone),
        ("[DRY],?[AB]", _or_later),
        ("t@?N", _moved_number),
        ("!o*[DTSRYZ]", _exclude),
        ("[DTSRYZ]n", _exclude),
    )
)


def reduce(items: list[Item], now: Now) -> list[Item]:
    """The items with every rule applied, in the order of the rules."""
    for pattern, build in _RULES:
        start = 0
        while True:
            letters = "".join(i.kind for i in items)
            match = pattern.search(letters, start)
            if not match:
                break
            made = build(items[match.start() : match.end()], now)
            if made is None:
                start = match.start() + 1
            else:
                items[match.start() : match.end()] = [made]
                start = match.start() + (1 if made.excluded else 0)
    return items

# ruff: noqa: ARG001 - every builder has the same signature
"""Dates, times and ranges in a text, relative to a moment of the practice's wall time.

A lexer per language turns words into items (a day, a clock time, "after", "not" ...); the rules here join
neighbours. Each item has one letter, so that a rule is a pattern on the string of letters.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from . import when_en, when_es
from .model import When
from .when_items import Item, Now, next_day_of_month, settle, week_start

number_word = when_en.number_word


class Found(NamedTuple):
    """Times of a text; `shift` is "earlier" or "later" when only that was said."""

    when: list[When]
    shift: str | None
    same_time: bool


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
    floating = items[0].word == "span"
    out.day = day if floating else week_start(day)
    out.day2 = out.day + timedelta(days=7)
    return out


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
        if last.kind == "N" and first.word != "dom":
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
    if read is None or (inner.kind == "N" and not 1 <= inner.n <= 12):
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
        out.day, out.day2 = None, inner.day
        if word.word == "by":
            out.day2 = inner.day + timedelta(days=1)
        return out
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
        clock.kind == "N" and (day.word not in ("weekday", "next", "rel") or not 1 <= clock.n <= 12 or clock.weak)
    ):
        return None
    out = _joined("Y", items)
    out.t, out.amb = settle(*read, now.hours)
    out.day = day.day
    out.amb = out.amb or day.amb
    return out


def _day_and_range(items: Sequence[Item], now: Now) -> Item | None:
    day, span = _pick(items, "D")[0], _pick(items, "S")[0]
    if day.day is None:
        return None
    out = _joined("Z", items)
    out.day, out.t, out.t2, out.amb = day.day, span.t, span.t2, span.amb or day.amb
    return out


def _week_and_day(items: Sequence[Item], now: Now) -> Item | None:
    weeks, days = _pick(items, "R"), _pick(items, "D")
    if not weeks or not days:
        return _weekday_of(days, items) if len(days) == 2 else None
    week, day = weeks[0], days[0]
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
    out.word = "exact"
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
    inner.excluded = True
    inner.kind = inner.kind.lower() if inner.kind != "T" else "T"
    return inner


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
        ("ko*[DNO]", _week_of),
        ("Do?[,o]?[ON](?![,]?t@?o?[NT])(?!N)", _weekday_number),
        ("f[@o]*[NT][@o]*D[t&][@o]*[NT]", _range_around_day),
        ("f?o?O[t]o*(?:O|N)", _ordinal_range),
        ("[@f]*[@o]?[NT][,]?t[@o]*[NT]", _range),
        ("f[@o]*[NT][&t][@o]*[NT]", _range),
        ("@[@o]?N", _at_number),
        ("oO|O|oN(?![,]?[t]@?[NT])", _day_number),
        ("R[,o]*D|D[,o]*R|D[,o]*D", _week_and_day),
        ("f?o*[DR]o*,?t[o@]*(?:[DO]|R)", _days_range),
        ("fo*D&o*D", _days_range),
        ("fo*D[t&]o*N", _days_range),
        ("D[,o@f]*S[,o@]*[TN]|[TN][,o@]*D[,o@]*S", _day_part_time),
        ("S[,o@]*T|[TN][,o@]*S|S@N|S[o@,]*S", _part_and_time),
        ("[ab][@o]*[TN](?!t)", _open_range),
        ("D[,o@f&]*[TS]", lambda i, n: _day_and_time(i, n) if i[-1].kind == "T" else _day_and_range(i, n)),
        ("DtT", lambda i, n: _day_and_time(i, n) if i[1].word == "-" else None),
        ("D[,o]*Y", lambda i, _n: i[-1] if i[0].day == i[-1].day else None),
        ("[TS][,o@]*D", lambda i, n: _day_and_time(i, n) if i[0].kind == "T" else _day_and_range(i, n)),
        ("D@?N$|D@?N(?=[?,.!])", _day_and_time),
        ("[ab]o*[DRO]|ao+N", _open_days),
        ("t@?N", _moved_number),
        ("!o*[DTSRYZ]", _exclude),
        ("[DTSRYZ]n", _exclude),
    )
)


def _reduce(items: list[Item], now: Now) -> list[Item]:
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


def _stamp(day: date, minutes: int) -> str:
    extra, minutes = divmod(minutes, 1440)
    return datetime.combine(day + timedelta(days=extra), time(minutes // 60, minutes % 60)).isoformat(
        timespec="minutes"
    )


def _hm(minutes: int) -> str:
    minutes %= 1440
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _as_when(item: Item, raw: str, now: Now) -> When | None:
    text = raw[item.a : item.b].strip(" ,.?!")
    kind = item.kind.upper() if item.excluded else item.kind
    amb = item.amb
    if kind == "T":
        clock, unsettled = settle(item.t, item.sure, now.hours)
        if item.day:
            return When("datetime", _stamp(item.day, clock), None, text, item.excluded, unsettled)
        return When("time", _hm(clock), None, text, item.excluded, unsettled)
    if kind == "S":
        if item.weak:
            return None
        if item.day:
            kind = "Z"
        else:
            start = None if item.t is None else _hm(item.t)
            end = None if item.t2 is None else _hm(item.t2)
            return When("timerange", start, end, text, item.excluded, amb)
    if kind == "D" and item.day:
        return When("date", item.day.isoformat(), None, text, item.excluded, amb)
    if kind == "R":
        return When(
            "daterange",
            item.day.isoformat() if item.day else None,
            item.day2.isoformat() if item.day2 else None,
            text,
            item.excluded,
            amb,
        )
    if kind == "Y" and item.day:
        return When("datetime", _stamp(item.day, item.t or 0), None, text, item.excluded, amb)
    if kind == "Z" and item.day:
        start = None if item.t is None else _stamp(item.day, item.t)
        end = (
            None
            if item.t2 is None
            else _stamp(item.day, item.t2 if item.t is None or item.t2 > item.t else item.t2 + 1440)
        )
        return When("datetimerange", start, end, text, item.excluded, amb)
    return None


_HINT = re.compile(when_en.HINT + "|" + when_es.HINT)
_MOVING = re.compile(
    r"\b(?:mov\w+|chang\w+|switch\w*|push\w*|bump\w*|re-?sched\w*|cambi\w+|mover\w*|muev\w+|pas(?:ar|e|en)\w*|reprogram\w*|reagend\w*)\b"
)
_SHIFT = (
    (re.compile(r"\b(?:earlier|sooner|mas temprano|antes|mas pronto)\b"), "earlier"),
    (re.compile(r"\b(?:later|mas tarde|mas tardecito|despues)\b(?! cancel)"), "later"),
)
_SAME = re.compile(r"\b(?:same time|a la misma hora|misma hora)\b")
_OWN_VISIT = re.compile(r"^\s*(?:'s |s )?(?:appointment|appt|apt|visit|slot|one|cita|consulta|turno)\b")


def find(flat: str, raw: str, now: datetime, hours: tuple[str, str], lang: str) -> Found:
    """Every date and time in the text, wished ones before excluded ones. `now` is wall time of the practice."""
    if lang not in ("en", "es") or not _HINT.search(flat):
        return Found([], None, False)
    moving = bool(_MOVING.search(flat))
    moment = Now(now, now.date(), hours, moving)
    out: list[When] = []
    for language in (when_es, when_en) if lang == "es" else (when_en, when_es):
        try:
            items = _reduce(language.lex(flat, moment), moment)
            if moving:
                _leave_behind(items, flat)
            out = [w for w in (_as_when(i, raw, moment) for i in items) if w]
        except (OverflowError, ValueError):
            out = []  # a date beyond the calendar ("in 99999 years")
        if out:
            break
    out.sort(key=lambda w: w.excluded)
    shift = None
    if not any(not w.excluded for w in out):
        shift = next((name for pattern, name in _SHIFT if pattern.search(flat)), None)
    return Found(out, shift, bool(_SAME.search(flat)))


def _leave_behind(items: list[Item], flat: str) -> None:
    """In "move my Tuesday visit to Friday" Tuesday is where the patient comes from."""
    times = [i for i in items if i.kind in "DTYRSZ"]
    if len(times) < 2:
        return
    for item in times:
        if _OWN_VISIT.match(flat[item.b : item.b + 14]) and re.search(
            r"\b(?:my|the|our|mi|la|el|his|her|su)\s+(?:visit|appointment|appt|cita)?\s*(?:on|at|de|del)?\s*(?:the|las|el)?\s*$",
            flat[: item.a],
        ):
            item.excluded = True
    for item in times[:-1]:
        before = flat[: item.a].rstrip()
        own = re.search(r"\b(?:cita|visita|turno|consulta)$", before)
        if own and flat[item.a : item.b].startswith(("del ", "de ")):
            item.excluded = True
        if re.search(r"\b(?:from|de|del|desde)(?: (?:the|el|las|la))?$", before) or re.search(
            r"\b(?:appointment|appt|visit|cita) (?:on|at|for|de|del|para)(?: (?:el|las|la|the))?$", before
        ):
            item.excluded = True

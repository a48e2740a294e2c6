"""Dates, times and ranges in a text, relative to a moment of the practice's wall time.

A lexer per language turns words into items (a day, a clock time, "after", "not" ...); `when_rules` joins
neighbours.
"""

import re
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from . import when_en, when_es, when_other
from .model import When
from .when_items import Item, Now, settle
from .when_mend import back, mend
from .when_rules import reduce
from .when_share import share

number_word = when_en.number_word


class Found(NamedTuple):
    """Times of a text; `shift` is "earlier" or "later" when only that was said."""

    when: list[When]
    shift: str | None
    same_time: bool


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
        if item.day2 is not None:
            return When("datetimerange", start, _stamp(item.day2, item.t2 or 0), text, item.excluded, amb)
        end = (
            None
            if item.t2 is None
            else _stamp(item.day, item.t2 if item.t is None or item.t2 > item.t else item.t2 + 1440)
        )
        return When("datetimerange", start, end, text, item.excluded, amb)
    return None


_HINT = re.compile(when_en.HINT + "|" + when_es.HINT)
_SPANISH = when_es.PLAIN
_MOVING = re.compile(
    r"\b(?:mov\w+|chang\w+|switch\w*|push\w*|bump\w*|re-?sched\w*|cambi\w+|mover\w*|muev\w+|pas(?:ar|e|en)\w*|reprogram\w*|reagend\w*)\b"
)
_SHIFT = (
    (re.compile(r"\b(?:earlier|sooner|mas temprano|antes|mas pronto)\b"), "earlier"),
    (re.compile(r"\b(?:later|mas tarde|mas tardecito|despues)\b(?! cancel)"), "later"),
)
_SAME = re.compile(r"\b(?:same time|a la misma hora|misma hora)\b")
_FROM_HERE = re.compile(
    r"\b(?:mov\w+|chang\w+|switch\w*|swap\w*|push\w*|bump\w*|re-?sched\w*|cambi\w+|mover\w*|muev\w+|pas(?:ar|e|en))\s+"
    r"(?:(?:my|the|our|mi|la|el|lo)\s+)*$"
)
_OWN_VISIT = re.compile(r"^\s*(?:'s |s )?(?:appointment|appt|apt|visit|slot|one|cita|consulta|turno)\b")


def find(flat: str, raw: str, now: datetime, hours: tuple[str, str], lang: str) -> Found:
    """Every date and time in the text, wished ones before excluded ones. `now` is wall time of the practice."""
    if lang in when_other.LANGUAGES:
        other = _find_other(flat, raw, now, hours, lang)
        if not when_other.ENGLISH.search(flat):
            return other
        english = find(flat, raw, now, hours, "en")  # whichever explains more of the text
        return english if _covered(english) > _covered(other) else other
    if lang not in ("en", "es"):
        return Found([], None, False)
    own, shifts = mend(flat, lang)
    if not _HINT.search(own):
        return Found([], None, False)
    moving = bool(_MOVING.search(flat))
    moment = Now(now, now.date(), hours, moving)
    out: list[When] = []
    foreign = when_other.ENGLISH if lang == "es" else _SPANISH
    first = when_es if lang == "es" else when_en
    for language in (when_es, when_en) if lang == "es" else (when_en, when_es):
        try:
            mended, shifts = (own, shifts) if language is first else mend(flat, "en" if lang == "es" else "es")
            items = reduce(language.lex(mended, moment), moment)
            share(items, moment)
            if moving:
                _leave_behind(items, mended)
            for item in items:
                if item.kind == "S" and item.weak and language.alone(mended, item.a, item.b):
                    item.weak = False
            for item in items if shifts else ():
                item.a, item.b = back(item.a, shifts), back(item.b, shifts)
            out = [w for w in (_as_when(i, raw, moment) for i in items) if w]
        except (OverflowError, ValueError):
            out = []  # a date beyond the calendar ("in 99999 years")
        if out or not foreign.search(flat):
            break
    out.sort(key=lambda w: w.excluded)
    shift = None
    if not any(not w.excluded for w in out):
        shift = next((name for pattern, name in _SHIFT if pattern.search(flat)), None)
    return Found(out, shift, bool(_SAME.search(flat)))


def _covered(found: Found) -> int:
    return sum(len(w.text) for w in found.when)


def _find_other(flat: str, raw: str, now: datetime, hours: tuple[str, str], lang: str) -> Found:
    """The same for a language out of `when_other`."""
    moment, words = when_other.moment(flat, now, hours, lang)
    try:
        out = [w for w in (_as_when(i, raw, moment) for i in when_other.items(flat, raw, moment, words)) if w]
    except (OverflowError, ValueError):
        out = []  # a date beyond the calendar
    out.sort(key=lambda w: w.excluded)
    return Found(
        out, when_other.shift(flat, words) if all(w.excluded for w in out) else None, bool(words.SAME.search(flat))
    )


def _leave_behind(items: list[Item], flat: str) -> None:
    """In "move my Tuesday visit to Friday" Tuesday is where the patient comes from."""
    times = [i for i in items if i.kind in "DTYRSZ"]
    if len(times) < 2:
        return
    for item in times:
        if _OWN_VISIT.match(flat[item.b : item.b + 14]) and re.search(
            r"\b(?:my|the|our|mi|la|el|his|her|su|mov\w+|chang\w+|switch\w*|push\w*|resched\w*)\s+(?:visit|appointment|appt|cita)?\s*(?:on|at|de|del)?\s*(?:the|las|el)?\s*$",
            flat[: item.a],
        ):
            item.excluded = True
    if _FROM_HERE.search(flat[: times[0].a]) and re.match(r"\s*(?:to|for|a|al|para|por)\b", flat[times[0].b :]):
        times[0].excluded = True
    for item in times[:-1]:
        before = flat[: item.a].rstrip()
        own = re.search(r"\b(?:cita|visita|turno|consulta)$", before)
        if own and flat[item.a : item.b].startswith(("del ", "de ")):
            item.excluded = True
        if re.search(r"\b(?:from|de|del|desde)(?: (?:the|el|las|la))?$", before) or re.search(
            r"\b(?:appointment|appt|visit|cita) (?:on|at|for|de|del|para)(?: (?:el|las|la|the))?$", before
        ):
            item.excluded = True

# ruff: noqa: E501, SIM905 - patterns and word lists read better whole
"""The numbered options and the times that our prompt names."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from . import when
from .legend import ASKED_FOR
from .model import Asked, When
from .normalise import prepare

_OPTION = re.compile(
    r"(?:^|[\s(,;])(?:reply |responda )?([1-9])(?:\)|[.:=-](?=\s)|\s(?:for|para|=))\s*(.*?)(?=(?:[\s(,;](?:reply |responda )?[1-9](?:\)|[.:=-]\s|\s(?:for|para|=)))|$)",
    re.DOTALL,
)
_SAY = rf"(?:{ASKED_FOR}|choose|option|opcion)"
# (how a number is marked, whether it stands behind what it numbers: "Mon 8:20 AM (1) or Tue 4:10 PM (2)")
_IN_BRACKETS = re.compile(rf"[(\[](?:{_SAY} )?#?([1-9a-e])[)\]]")
_DAYS_AND_MONTHS = r"(?:mon|tue|wed|thu|fri|sat|sun|lun|mar|mie|jue|vie|sab|dom|jan|feb|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic)"
_MARKS = (
    (_IN_BRACKETS, True),
    (_IN_BRACKETS, False),
    (re.compile(r"(?:^|[\s(,;])(?:reply |responda )?([1-9])(?:\)|[.:=-](?=\s)|\s(?:for|para|=))"), False),
    (re.compile(rf"(?:(?<=[\w)]) ?[-\u2013=>]+ ?|[ /]{_SAY} )([1-9a-e])(?=[\s,;.)/]|$)"), True),
    (re.compile(rf"(?:^|[\s(,;/])(?:#|{_SAY} )([1-9a-e])(?:[.:)=-]|(?= ))"), False),
    (re.compile(r"(?:^|[\s(,;/])([a-e])[.):](?= )"), False),
    (re.compile(rf"(?:^|[.,;:] )([1-9]) (?={_DAYS_AND_MONTHS})"), False),
)
_OR = re.compile(r"(?<!\bdr)(?<!\bdra)[:.?](?=\s)|[,;/]| (?:or|and|o|y) ")
_EITHER = re.compile(r" (?:or|o) ")
_DOCTOR = re.compile(r"\b(?:dr|dra|doctor|doctora)\b")
_SENTENCE = re.compile(r"(?<!\bdr)(?<!\bdra)[:.!?](?=\s)")
_TAIL = re.compile(r"(?:\breply|\bresponda|\bwhich|\bcual|\btext |\btexto|[.?!](?=\s|$)).*$", re.DOTALL)
_ANSWER_WITH = re.compile(r"\b(?:reply|responda|text|texto|cual|which)\b.*$", re.DOTALL)
# "mar 1 dic" is a Tuesday, not the first of March
_SHORT_TUESDAY = re.compile(r"\bmar\.? (?=\d{1,2} (?:de )?(?:ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic))")
WEEKDAYS = {
    "monday": 0, "mon": 0, "tuesday": 1, "tue": 1, "wednesday": 2, "wed": 2, "thursday": 3, "thu": 3, "friday": 4, "fri": 4, "saturday": 5, "sat": 5, "sunday": 6, "sun": 6,
    "lunes": 0, "lun": 0, "martes": 1, "mar": 1, "miercoles": 2, "mie": 2, "jueves": 3, "jue": 3, "viernes": 4, "vie": 4, "sabado": 5, "sab": 5, "domingo": 6, "dom": 6,
}  # fmt: skip
_PLAIN = frozenset(
    "with the for and dr doctor doctora dra con de el la los las am pm at in on a an your you visit appointment cita time times reply or o y mon tue wed thu fri sat sun lun mar mie jue vie sab dom jan feb apr may jun jul aug sep oct nov dec ene abr ago dic to of number numero clinic clinica office location would could can should will better best work works no problem have this that is are be great see we us like which what either open openings available today tomorrow tenemos hay puede prefiere cual seria mejor espacio".split()
)


@dataclass(frozen=True, slots=True)
class Option:
    """One option of our prompt: its number, its times, and the words that name it."""

    number: int
    times: tuple[When, ...]
    words: frozenset[str]


@lru_cache(maxsize=256)
def _listed(prompt: str, count: int, local_day: date, hours: tuple[str, str], lang: str) -> tuple[Option, ...]:
    out = []
    local = datetime.combine(local_day, datetime.min.time())
    flat = _SHORT_TUESDAY.sub("martes ", prepare(prompt).flat)

    def timed(said: str) -> list[str]:
        return [w.text for w in when.find(said, said, local, hours, lang).when]

    def days_and_hours(said: str) -> list[str]:
        named = when.find(said, said, local, hours, lang).when
        both = {w.start: w.text for w in named if w.kind == "datetime"}
        return list(both.values()) if len(both) == len(named) and _EITHER.search(said) else []

    for number, option in _numbered(flat, count, timed, days_and_hours):
        said = _ANSWER_WITH.sub("", option)
        words = re.sub(r"\b(dra?|np|pa)\.", r"\1", said)
        words = _TAIL.sub("", words + " ") if not re.search(r"\d\s*$", words) else words
        times = tuple(
            w for code in dict.fromkeys((lang, "en", "es")) for w in when.find(said, said, local, hours, code).when
        )[:3]
        doctors = re.findall(r"\b(?:dr|dra|doctor|doctora)\.? ([a-z]{2,})", words)
        names = frozenset(doctors) | frozenset(
            w for w in re.findall(r"[a-z]{3,}", words) if w not in _PLAIN and w not in WEEKDAYS
        )
        out.append(Option(int(number), times, names))
    return tuple(out)


def _numbered(
    flat: str, count: int, timed: Callable[[str], list[str]], days_and_hours: Callable[[str], list[str]]
) -> list[tuple[str, str]]:
    """(number, words) of each option of a prompt, its number before or behind it. `timed`: the times that words name,
    `days_and_hours`: the same where all name both; `count`: how many options there are, 0 where nobody says."""
    for pattern, behind in _MARKS:
        marks = list(pattern.finditer(flat))
        marks = [m for n, m in enumerate(marks, 1) if [_count(one[1]) for one in marks[:n]] == list(range(1, n + 1))]
        if len(marks) < 2 or count not in (0, len(marks)):
            continue
        parts = _before(flat, marks, timed) if behind else _after(flat, marks)
        if parts and all(map(timed, parts)):
            return [(str(number), part) for number, part in enumerate(parts, 1)]
    found: list[tuple[str, str]] = _OPTION.findall(flat)  # no times: "1) cardiology 2) dermatology"
    if found:
        return found
    unnumbered = [part for part in _OR.split(flat) if timed(part)]
    if count != len(unnumbered):
        # "Mon Dec 7 at 1:15 PM or Wed Dec 9 at 10:45 AM. Which works?"
        inside = [said for sentence in _SENTENCE.split(flat) if len(said := days_and_hours(sentence)) > 1]
        unnumbered = inside[0] if len(inside) == 1 and count in (0, len(inside[0])) else []
    return [(str(number), part) for number, part in enumerate(unnumbered, 1)] if len(unnumbered) > 1 else []


def _after(flat: str, marks: list[re.Match[str]]) -> list[str]:
    """What stands behind each mark."""
    ends = [*(m.start() for m in marks[1:]), len(flat)]
    return [flat[m.end() : end] for m, end in zip(marks, ends, strict=True)]


def _before(flat: str, marks: list[re.Match[str]], timed: Callable[[str], list[str]]) -> list[str]:
    """What stands before each mark, as far as its sentence goes; nothing where the last mark has a time behind it."""
    rest = flat[marks[-1].end() :]
    ends = _SENTENCE.search(rest)
    if timed(rest[: ends.start()] if ends else rest):
        return []
    starts = [0, *(m.end() for m in marks)]
    parts = [flat[start : m.start()] for start, m in zip(starts, marks, strict=False)]
    first = parts[0][max((m.end() for m in _SENTENCE.finditer(parts[0])), default=0) :]
    begins = [first.find(said) for said in timed(first) if said in first]
    if begins:
        parts[0] = first[min([*begins, *(m.start() for m in _DOCTOR.finditer(first))]) :]
    return parts


def _count(mark: str) -> int:
    return int(mark) if mark.isdecimal() else "abcde".index(mark) + 1


def options(asked: Asked, local: datetime, lang: str) -> tuple[Option, ...]:
    """The options that our prompt listed, in order; empty when it listed none."""
    if not asked.prompt:
        return ()
    return _listed(asked.prompt, asked.options, local.date(), asked.hours, lang if lang in ("en", "es") else "en")


@lru_cache(maxsize=256)
def _times(prompt: str, local_day: date, hours: tuple[str, str], lang: str) -> tuple[When, ...]:
    flat = _SHORT_TUESDAY.sub("martes ", prepare(prompt).flat)
    local = datetime.combine(local_day, datetime.min.time())
    return tuple(
        w for code in dict.fromkeys((lang, "en", "es")) for w in when.find(flat, flat, local, hours, code).when
    )


def times(asked: Asked, local: datetime, lang: str) -> tuple[When, ...]:
    """Every time that our prompt names."""
    return _times(asked.prompt, local.date(), asked.hours, lang if lang in ("en", "es") else "en")

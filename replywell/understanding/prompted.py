# ruff: noqa: E501, SIM905 - patterns and word lists read better whole
"""The numbered options and the times that our prompt names."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from . import when
from .model import Asked, When
from .normalise import prepare

_OPTION = re.compile(
    r"(?:^|[\s(,;])(?:reply |responda )?([1-9])(?:\)|[.:=-](?=\s)|\s(?:for|para|=))\s*(.*?)(?=(?:[\s(,;](?:reply |responda )?[1-9](?:\)|[.:=-]\s|\s(?:for|para|=)))|$)",
    re.DOTALL,
)
# "Mon 8:20 AM (1) or Tue 4:10 PM (2)": the number stands behind
_BEHIND = re.compile(r"\(([1-9a-e])\)")
_LETTERED = re.compile(r"(?:^|[\s(,;])([a-e])\)\s*(.*?)(?=[\s(,;][a-e]\)\s|$)", re.DOTALL)
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
    "with the for and dr doctor doctora dra con de el la los las am pm at in on a an your you visit appointment cita time times reply or o y mon tue wed thu fri sat sun lun mar mie jue vie sab dom jan feb apr may jun jul aug sep oct nov dec ene abr ago dic to of number numero clinic clinica office location".split()
)


@dataclass(frozen=True, slots=True)
class Option:
    """One option of our prompt: its number, its times, and the words that name it."""

    number: int
    times: tuple[When, ...]
    words: frozenset[str]


@lru_cache(maxsize=256)
def _listed(prompt: str, local_day: date, hours: tuple[str, str], lang: str) -> tuple[Option, ...]:
    out = []
    local = datetime.combine(local_day, datetime.min.time())
    flat = _SHORT_TUESDAY.sub("martes ", prepare(prompt).flat)
    for number, option in _numbered(
        flat, lambda said: [w.text for w in when.find(said, said, local, hours, lang).when]
    ):
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


def _numbered(flat: str, timed: Callable[[str], list[str]]) -> list[tuple[str, str]]:
    """(number, words) of each option of a prompt, its number before or behind it. `timed`: the times that words name."""
    marks = list(_BEHIND.finditer(flat))
    if marks and [_count(m[1]) for m in marks] == list(range(1, len(marks) + 1)) and not timed(flat[marks[-1].end() :]):
        starts = [0, *(m.end() for m in marks)]
        parts = [flat[start : m.start()] for start, m in zip(starts, marks, strict=False)]
        parts[0] = parts[0][max((m.end() for m in _SENTENCE.finditer(parts[0])), default=0) :]
        if all(map(timed, parts)):
            begins = [m.start() for m in _DOCTOR.finditer(parts[0])]
            parts[0] = parts[0][
                min([*begins, *(parts[0].find(said) for said in timed(parts[0]) if said in parts[0])]) :
            ]
            return [(str(number), part) for number, part in enumerate(parts, 1)]
    before: list[tuple[str, str]] = _OPTION.findall(flat)
    if before:
        return before
    lettered: list[tuple[str, str]] = _LETTERED.findall(flat)
    found = [(str(_count(mark)), words) for mark, words in lettered]
    return found if [number for number, _ in found] == [str(n) for n in range(1, len(found) + 1)] else []


def _count(mark: str) -> int:
    return int(mark) if mark.isdecimal() else "abcde".index(mark) + 1


def options(asked: Asked, local: datetime, lang: str) -> tuple[Option, ...]:
    """The options that our prompt listed, in order; empty when it listed none."""
    if not asked.prompt:
        return ()
    return _listed(asked.prompt, local.date(), asked.hours, lang if lang in ("en", "es") else "en")


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

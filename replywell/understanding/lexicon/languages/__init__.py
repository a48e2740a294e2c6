"""The words of the languages beside English and Spanish, one file each; compiled when first needed."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from ...hearing import Ear, Heard, Row

LATIN = ("fr", "pt", "vi", "tl", "ht")
CODES = (*LATIN, "zh", "ko", "ru", "ar")


def _numbers(*parts: range) -> str:
    return "|".join(str(n) for part in parts for n in part)


# Numbers that are danger beside the words for them; degrees in C and F, pressure, sugar in mg/dl.
NUMBERS = {
    "fever_number": _numbers(range(38, 43), range(101, 108)),
    "high_pressure": _numbers(range(180, 281)),
    "low_pressure": _numbers(range(50, 80)),
    "low_sugar": _numbers(range(15, 54)),
    "high_sugar": _numbers(range(400, 700)) + "|hi|high",
    "low_oxygen": _numbers(range(60, 91)),
    "any_number": _numbers(range(1, 100)),
}


@dataclass(frozen=True, slots=True)
class Language:
    """One language's tables, ready to use. Things are numbers of the ear."""

    ear: Ear
    common: frozenset[str]  # its everyday words
    marks: frozenset[str]  # words that show the language: those, and the longer ones of its tables
    danger: tuple[Row, ...]
    calm: tuple[Row, ...]  # what only looks like danger, taken out first
    stop: tuple[Row, ...]
    stay: tuple[Row, ...]  # what only looks like an opt-out, taken out first
    wrong: tuple[Row, ...]
    wishes: tuple[Row, ...]
    wanted: tuple[Row, ...]  # language changes, by code
    meanings: dict[int, str]  # things that by themselves are an answer, in one English word
    polite: int
    plain: int
    talk: int  # words that explain a wish for another language
    form: Callable[[str], str]  # the plain form of this language's letters

    def hear(self, flat: str) -> Heard:
        """Every thing in a text, given in lower case and without accents."""
        return self.ear.hear(self.form(flat))


@cache
def of(code: str) -> Language:
    """The tables of a language in `CODES`. Raises ModuleNotFoundError for another one."""
    words = importlib.import_module(f"{__name__}.{code}")
    ear = Ear(words.SPACED, words.GAP, getattr(words, "PREFIXES", None))
    plain: Callable[[str], str] = getattr(words, "plain", str)
    things = {name: plain(entries) for name, entries in (*words.THINGS.items(), *NUMBERS.items())}

    def rows(table: str) -> tuple[Row, ...]:
        return ear.rows(plain(table), things)

    answers = {
        "stop": words.STOP_ALONE,
        "help": words.HELP_ALONE,
        "start": words.START_ALONE,
        "yes": words.YES,
        "no": words.NO,
        "none": words.NONE,
        "any": words.ANY,
        "both": words.BOTH,
        "last": words.LAST,
        "thanks": words.THANKS,
        **{str(n): entries for n, entries in words.OPTIONS.items()},
    }
    danger, stop = rows(words.DANGER), rows(words.STOP)
    common = frozenset(words.MARKS.split())
    marks = common | {w for w in ear.words if len(w) > 4}
    language = Language(
        ear,
        common,
        marks,
        danger,
        rows(words.CALM),
        stop,
        rows(words.STAY),
        rows(words.WRONG),
        rows(words.WISHES),
        rows(words.WANTED),
        {ear.thing(plain(entries), f"means {word}"): word for word, entries in answers.items()},
        ear.thing(plain(words.POLITE), "polite"),
        ear.thing(plain(words.PLAIN), "plain"),
        ear.thing(plain(words.TALK), "talk"),
        plain,
    )
    ear.ready()
    return language

# ruff: noqa: SIM905 - tables of words read better whole
"""A practice's own words: what its patients call its clinicians, places and services.

A word of the vocabulary is explained, so it makes a text no less sure. One that stands for something also tells what
is meant, unless the patient rules it out ("anyone but Dr. Lee") or names two of a kind.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, cast

from .lexicon.answers import FILLER, NO, NUMBERS, YES
from .lexicon.plain_words import WORDS
from .normalise import Prepared, prepare

if TYPE_CHECKING:
    from .model import Slots

PRACTITIONER, LOCATION, TYPE = KINDS = ("practitioner", "location", "type")
MOST_TERMS = 2000
LONGEST = 60  # characters
_TITLES = ("doctor", "dr", "dra", "doctora")
_NAME_PARTS = frozenset(("md", "do", "np", "pa", "rn", "dds", "dmd", "phd", "jr", "sr", "ii", "iii", *_TITLES))
# What a place is besides its name, and may be called beside it.
_PLACES = frozenset(
    "office clinic location place building site branch campus center centre practice suite clinica oficina consultorio "
    "sucursal sede edificio medical family health the of and".split()
)
# The patient rules out what these stand before; two words back at most, as in "instead of Dr. Lee".
_RULED_OUT = frozenset("not no but except without never avoid than instead menos excepto sin nunca lugar vez".split())
_SMALL = frozenset("of with the at by to de la el con en que a un una from".split())


@dataclass(frozen=True, slots=True)
class Term:
    """Words as patients write them; `kind` and `code` say what they stand for, both empty: nothing in particular."""

    words: str
    kind: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Terms found at `start` to `end` (words of the text), all of the same words."""

    start: int
    end: int
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Vocabulary:
    """The words of one practice. Immutable; make it once and keep it: `vocabulary_of`."""

    terms: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms)

    @cached_property
    def _index(self) -> dict[str, list[tuple[tuple[str, ...], tuple[Term, ...]]]]:
        """First word -> the terms that begin with it, longest first, those of the same words together."""
        same: dict[tuple[str, ...], list[Term]] = {}
        for term in self.terms:
            words = prepare(term.words).words
            if words:
                same.setdefault(words, []).append(term)
        index: dict[str, list[tuple[tuple[str, ...], tuple[Term, ...]]]] = {}
        for words, terms in same.items():
            index.setdefault(words[0], []).append((words, tuple(terms)))
            if len(words) == 1:
                index.setdefault(words[0] + "s", []).append((words, tuple(terms)))  # Lee's
        for begun in index.values():
            begun.sort(key=lambda one: -len(one[0]))
        return index

    def found(self, text: Prepared) -> Iterator[Found]:
        """Where the text has words of this vocabulary, the longest at each place, from left to right."""
        words, spot = text.words, 0
        while spot < len(words):
            for term, terms in self._index.get(words[spot], ()):
                end = spot + len(term)
                if _alike(words[spot:end], term):
                    yield Found(spot, end, terms)
                    spot = end - 1
                    break
            spot += 1

    def explained(self, text: Prepared) -> frozenset[str]:
        """The words of the text that this vocabulary accounts for."""
        kept: set[str] = set()
        for one in self.found(text):
            kept.update(text.words[one.start : one.end])
            if any(term.kind == LOCATION for term in one.terms):
                kept.update(_PLACES.intersection(text.words[one.end : one.end + 1]))
        return frozenset(kept)

    def named(self, text: Prepared) -> tuple[Slots, bool]:
        """Kind -> code of what the text names, and whether that is clear.

        It is not where the text rules something out or names several of a kind: then software cannot tell what to do.
        """
        codes: dict[str, set[str]] = {}
        said: dict[str, set[frozenset[str]]] = {}
        clear = True
        for one in self.found(text):
            clear = clear and not (_ruled_out(text.words, one.start) and any(term.kind for term in one.terms))
            for kind in {term.kind for term in one.terms if term.kind}:
                own = frozenset(term.code for term in one.terms if term.kind == kind)
                codes.setdefault(kind, set()).update(own)
                said.setdefault(kind, set()).add(own)
        clear = clear and all(len(groups) == 1 for groups in said.values())
        found = {kind: min(own) for kind, own in codes.items() if len(own) == 1}
        return cast("Slots", found if clear else {}), clear


def _alike(words: tuple[str, ...], term: tuple[str, ...]) -> bool:
    return words == term or (
        len(words) == len(term) and words[:-1] == term[:-1] and words[-1] == term[-1] + "s"  # Dr. Lee's
    )


def _ruled_out(words: tuple[str, ...], start: int) -> bool:
    before = words[max(0, start - 4) : start]
    near = [word for word in before if word not in _SMALL and word not in _TITLES]
    return bool(near) and near[-1] in _RULED_OUT


@lru_cache(maxsize=512)
def vocabulary_of(terms: tuple[Term, ...]) -> Vocabulary:
    """The vocabulary of these terms, made once for each."""
    return Vocabulary(terms)


def common(words: str) -> bool:
    """Whether these words are everyday ones that a text may hold without naming anything ("day", "park", "two")."""
    plain = prepare(words).words
    return len(plain) == 1 and (
        plain[0] in WORDS or plain[0] in YES or plain[0] in NO or plain[0] in FILLER or plain[0] in NUMBERS
    )


def of_practitioner(code: str, *names: str) -> Iterator[Term]:
    """The terms of a clinician's names: each as it is, and "Lee" and "Dr. Lee" of "Grace Lee, MD"."""
    for name in names:
        words = [word for word in prepare(name).words if word not in _NAME_PARTS]
        if not words:
            continue
        whole, last = " ".join(words), words[-1]
        for said in dict.fromkeys((whole, last) if name == names[0] or len(words) == 1 else (whole,)):
            if " " in said or not common(said):
                yield Term(said, PRACTITIONER, code)
            for title in ("dr", "dra", "doctora"):
                yield Term(f"{title} {said}", PRACTITIONER, code)


def of_place(code: str, name: str) -> Iterator[Term]:
    """The terms of a place: its name, and the name without what every place is ("Westside" of "Westside Clinic")."""
    words = prepare(name).words
    yield Term(name, LOCATION, code)
    own = " ".join(word for word in words if word not in _PLACES)
    if own and own != " ".join(words) and not common(own) and not own.isdigit():
        yield Term(own, LOCATION, code)


def of_type(code: str, name: str) -> Iterator[Term]:
    """The terms of a kind of visit: its name, unless it is a word for any visit."""
    if not common(name):
        yield Term(name, TYPE, code)


def refusal(words: str) -> str:
    """Why a practice cannot add these words; empty if it can."""
    from .read import screen  # which reads with vocabularies

    plain = prepare(words)
    if not plain.words or all(word.isdigit() or len(word) == 1 for word in plain.words):
        return "there is no word in it"
    if len(words) > LONGEST:
        return f"it is longer than {LONGEST} characters"
    seen = screen(words)
    if seen.red_flags:
        return "a text with these words is an emergency"
    if seen.opt_out or seen.help or seen.opt_in:
        return "patients stop, start or ask for help with these words"
    if all(word in YES or word in NO for word in plain.words) or common(words):
        return "this is an everyday word, in texts about anything"
    return ""


def from_json(rows: Any) -> Vocabulary:
    """The "vocabulary" of a line for `replywell read`: words, or {"words": ..., "practitioner": code}.

    Raises ValueError saying what is wrong.
    """
    if rows is None or rows == []:
        return NONE
    if not isinstance(rows, list) or len(rows) > MOST_TERMS:
        raise ValueError(f"vocabulary must be a list of at most {MOST_TERMS} entries")
    return _from_key(json.dumps(rows, sort_keys=True))


@lru_cache(maxsize=64)
def _from_key(key: str) -> Vocabulary:
    return vocabulary_of(tuple(_terms(json.loads(key))))


def _terms(rows: Iterable[Any]) -> Iterator[Term]:
    for row in rows:
        if isinstance(row, str):
            yield Term(row)
            continue
        if not isinstance(row, dict) or not isinstance(row.get("words"), str) or set(row) - {"words", *KINDS}:
            raise ValueError(
                'each entry of vocabulary must be words, or an object such as {"words": "Dr. G", "practitioner": "lee"}'
            )
        means = [(kind, row[kind]) for kind in KINDS if kind in row]
        if len(means) > 1 or not all(isinstance(code, str) and code for _, code in means):
            raise ValueError("an entry of vocabulary names one practitioner, location or type by its code")
        yield Term(row["words"], *(means[0] if means else ("", "")))


NONE = Vocabulary()

"""Finds the things that a text of another language speaks of, and what they mean near each other.

A table of a language (see `lexicon/languages`) names *things* (chest, pain, not, send) with the words for them,
and rows of things that mean something together: `cardiac: chest + pain`. Nothing else is a pattern, so one walk
over the text finds all its things, whatever the number of rows.

    name: a + b        both, in either order, few words apart
    name: a > b        in this order
    name/3: a + b      at most three words apart (letters, in languages written without blanks)
    name: a + b ! c    not when c is anywhere in the text
    name: word|two words|stem*     words given in the row itself, or names of things
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

Span = tuple[int, int]
_TOKEN = re.compile(r"[^\W\d_]+|\d+|\?")
# Places of one thing that are looked at: they keep a text of one word repeated cheap.
_MOST_STARTS = 40
_MOST_SPOTS = 6
_FARTHEST = 60  # words or letters
_MOST_TOKENS = 400


@dataclass(frozen=True, slots=True)
class Row:
    """`things` near each other mean `name`; `unless` are things that must not be anywhere."""

    name: str
    things: tuple[int, ...]
    ordered: bool
    gap: int
    unless: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """Where each thing is in a text of `length` tokens."""

    spots: dict[int, list[Span]]
    length: int
    tokens: tuple[str, ...]

    def without(self, taken: list[Span]) -> "Heard":
        """The same text with these places taken out."""
        if not taken:
            return self
        left = {
            thing: kept
            for thing, spans in self.spots.items()
            if (kept := [s for s in spans if not any(s[0] < b and a < s[1] for a, b in taken)])
        }
        return Heard(left, self.length, self.tokens)


class Ear:
    """All words of one language's tables, ready to be found in a text."""

    def __init__(self, spaced: bool, gap: int, prefixes: dict[str, int] | None = None) -> None:
        """`spaced`: words are set apart by blanks; `gap`: how far apart things may be; `prefixes`: particles
        that are written as part of the next word, each with the fewest letters of a word after it."""
        self.spaced = spaced
        self.gap = gap
        self._prefixes = prefixes or {}
        self._numbers: dict[str, int] = {}
        self._exact: dict[str, list[int]] = {}
        self._stems: dict[str, list[int]] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        self._stem_phrases: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        self._sizes: tuple[int, ...] = ()
        self._stem_sizes: tuple[int, ...] = ()
        self.words: set[str] = set()

    def thing(self, words: str, name: str | None = None) -> int:
        """The number of a thing, given the words for it with "|" between; the same words are the same thing."""
        key = name or words
        if key in self._numbers:
            return self._numbers[key]
        number = self._numbers[key] = len(self._numbers)
        for entry in words.split("|"):
            if entry.strip():
                self._learn(" ".join(entry.split()), number)
        return number

    def ready(self) -> None:
        """To be called when all things are learned."""
        self._sizes = tuple(sorted({len(w) for w in self._exact}))
        self._stem_sizes = tuple(sorted({len(w) for w in (*self._stems, *self._stem_phrases)}))

    def _learn(self, entry: str, number: int) -> None:
        if not self.spaced:
            self._exact.setdefault(entry.replace(" ", ""), []).append(number)
            return
        parts = tuple(entry.split())
        self.words.update(p for p in parts if "*" not in p)
        head = parts[0].rstrip("*")
        if len(parts) == 1:
            (self._stems if entry.endswith("*") else self._exact).setdefault(head, []).append(number)
        else:
            table = self._stem_phrases if parts[0].endswith("*") else self._phrases
            table.setdefault(head, []).append((parts[1:], number))

    def stems(self) -> tuple[str, ...]:
        """The beginnings of words that the tables give with a star."""
        return tuple(self._stems)

    def rows(self, table: str, things: dict[str, str]) -> tuple[Row, ...]:
        """A table's rows. Raises ValueError for a line without a name."""
        out = []
        for line in table.splitlines():
            if not line.strip():
                continue
            name, colon, rest = line.partition(":")
            if not colon:
                raise ValueError(f"No name before a colon in the row {line!r}.")
            label, _, gap = name.strip().partition("/")
            rest, _, unless = rest.partition(" ! ")
            ordered = " > " in rest
            terms = re.split(r" [+>] ", rest)
            numbers = tuple(self._term(t.strip(), things) for t in terms)
            never = tuple(self._term(t.strip(), things) for t in unless.split(" ! ") if t.strip())
            out.append(Row(label, numbers, ordered, int(gap) if gap else self.gap * max(1, len(terms) - 1), never))
        return tuple(out)

    def _term(self, term: str, things: dict[str, str]) -> int:
        if term in things:
            return self.thing(things[term], term)
        return self.thing("|".join(things.get(word.strip(), word) for word in term.split("|")), f"= {term}")

    def hear(self, plain: str) -> Heard:
        """Every thing in a text of plain form (lower case, without accents)."""
        spots: dict[int, list[Span]] = {}
        if not self.spaced:
            tokens = tuple(c for c in plain if c.isalnum() or c == "?")[:_MOST_TOKENS]
            line = "".join(tokens)
            for start in range(len(line)):
                for size in self._sizes:
                    for number in self._exact.get(line[start : start + size], ()) if start + size <= len(line) else ():
                        spots.setdefault(number, []).append((start, start + size))
            return Heard(spots, len(line), tokens)
        tokens = tuple(_TOKEN.findall(plain))[:_MOST_TOKENS]
        forms = [self._forms(t) for t in tokens]
        for n, variants in enumerate(forms):
            for number, end in set(self._at(n, variants, forms)):
                spots.setdefault(number, []).append((n, end))
        return Heard(spots, len(tokens), tokens)

    def _forms(self, token: str) -> tuple[str, ...]:
        if not self._prefixes:
            return (token,)
        return (
            token,
            *(
                token[len(p) :]
                for p, least in self._prefixes.items()
                if token.startswith(p) and len(token) - len(p) >= least
            ),
        )

    def _at(self, n: int, variants: tuple[str, ...], forms: list[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
        """(thing, end) for everything that starts at a word."""
        for word in variants:
            for number in self._exact.get(word, ()):
                yield number, n + 1
            for rest, number in self._phrases.get(word, ()):
                if _follows(rest, forms, n + 1):
                    yield number, n + 1 + len(rest)
            for size in self._stem_sizes:
                if size > len(word):
                    break
                head = word[:size]
                for number in self._stems.get(head, ()):
                    yield number, n + 1
                for rest, number in self._stem_phrases.get(head, ()):
                    if _follows(rest, forms, n + 1):
                        yield number, n + 1 + len(rest)


def _follows(rest: tuple[str, ...], forms: list[tuple[str, ...]], start: int) -> bool:
    if start + len(rest) > len(forms):
        return False
    return all(
        any(f.startswith(want[:-1]) for f in forms[start + k]) if want.endswith("*") else want in forms[start + k]
        for k, want in enumerate(rest)
    )


def found(rows: Iterable[Row], heard: Heard) -> list[tuple[str, Span]]:
    """The rows that a text fulfils, by name, each with the first place that does."""
    return [(row.name, place) for row in _present(rows, heard) for place in islice(places(row, heard.spots), 1)]


def everywhere(rows: Iterable[Row], heard: Heard) -> list[Span]:
    """The places that fulfil a row; of a row that is repeated without end, the first hundred."""
    return [place for row in _present(rows, heard) for place in islice(places(row, heard.spots), 100)]


def _present(rows: Iterable[Row], heard: Heard) -> Iterator[Row]:
    spots = heard.spots
    for row in rows:
        if all(t in spots for t in row.things) and not any(t in spots for t in row.unless):
            yield row


def places(row: Row, spots: dict[int, list[Span]], chain: tuple[Span, ...] = ()) -> Iterator[Span]:
    """Where the things of a row stand near enough to each other, from the first to the last word."""
    if len(chain) == len(row.things):
        yield min(s[0] for s in chain), max(s[1] for s in chain)
        return
    options = spots[row.things[len(chain)]]
    if not chain:
        near = options[:_MOST_STARTS]
    else:
        near = [s for s in options if abs(s[0] - chain[-1][0]) <= _FARTHEST and _near(chain, s, row)][:_MOST_SPOTS]
    for span in near:
        yield from places(row, spots, (*chain, span))


def _near(chain: tuple[Span, ...], span: Span, row: Row) -> bool:
    if row.ordered and span[0] < chain[-1][1]:
        return False
    if any(span[0] < s[1] and s[0] < span[1] for s in chain):
        return False
    every = (*chain, span)
    reach = max(s[1] for s in every) - min(s[0] for s in every)
    return reach - sum(s[1] - s[0] for s in every) <= row.gap

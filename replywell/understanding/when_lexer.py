"""Turns a text into items with a list of (pattern, maker); the first pattern that makes something wins."""

import re
from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import product
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from .when_items import Item, Now, add_months

Maker = Callable[[re.Match[str], Now], Item | None]
_WORD = re.compile(r"[^\W_]+|[^\w\s]")


_DEPTH = 3
_MOST = 200
_ANY = "."
_DIGITS = str.maketrans("0123456789", "##########")


def _joined(left: set[str], right: set[str]) -> set[str]:
    out = {a if len(a) >= _DEPTH else (a + b)[:_DEPTH] for a in left for b in right}
    if len(out) > _MOST:  # too many to tell apart: the first character will do
        out = {a and a[0] + _ANY * (_DEPTH - 1) for a in out}
    return out


def _beginnings(parsed: Any) -> set[str]:
    """The first characters of everything that a pattern matches: "#" is a digit, "." any character."""
    found = {""}
    for op, value in parsed:
        name = str(op)
        if name in ("ASSERT", "ASSERT_NOT", "AT"):
            continue
        if name == "LITERAL":
            here = {chr(value).translate(_DIGITS)}
        elif name == "IN":
            here = _members(value)
        elif name == "SUBPATTERN":
            here = _beginnings(value[-1])
        elif name == "BRANCH":
            here = {start for side in value[1] for start in _beginnings(side)}
        elif name in ("MAX_REPEAT", "MIN_REPEAT"):
            low, high, inner = value
            once = _beginnings(inner)
            here = {""} if low == 0 else set()
            run = once
            for count in range(1, min(int(high), _DEPTH) + 1):
                if count >= low:
                    here |= run
                run = _joined(run, once)
            here = here or run
        else:
            here = {_ANY * _DEPTH}
        found = _joined(found, here)
        if all(len(f) >= _DEPTH for f in found):
            break
    return found


def _members(pieces: Any) -> set[str]:
    out: set[str] = set()
    for op, value in pieces:
        name = str(op)
        if name == "LITERAL":
            out.add(chr(value).translate(_DIGITS))
        elif (name == "RANGE" and chr(value[0]).isdigit()) or str(value) == "CATEGORY_DIGIT":
            out.add("#")
        elif str(value) == "CATEGORY_SPACE":
            out.add(" ")
        else:
            return {_ANY}
    return out


def _disguises(key: str) -> list[str]:
    """Every beginning of a key, with any of its characters left open."""
    out = [""]
    for n in range(1, len(key) + 1):
        out += ["".join(pair) for pair in product(*((c, _ANY) for c in key[:n]))]
    return out


class Lexer:
    """Tries its rows at every word start; unknown words become "x" and keep neighbours apart."""

    def __init__(self, rows: Sequence[tuple[str, Maker]], skip: str) -> None:
        self._source = rows
        self._skip = re.compile(skip)
        self._rows: list[tuple[re.Pattern[str], Maker]] = []
        self._begin: dict[str, set[int]] = {}
        self._near: dict[str, list[tuple[re.Pattern[str], Maker]]] = {}

    def _make(self) -> None:
        """Compiles the rows, when a text first needs them, and notes how each can begin."""
        begin: dict[str, set[int]] = {}
        # Most rows can be ruled out by a word's first characters.
        for n, (pattern, _) in enumerate(self._source):
            for start in _beginnings(_parser.parse(pattern)):
                begin.setdefault(start.rstrip(_ANY), set()).add(n)  # a text may end before _DEPTH
        self._begin = begin
        self._rows = [(re.compile(pattern), maker) for pattern, maker in self._source]

    def _rows_for(self, key: str) -> list[tuple[re.Pattern[str], Maker]]:
        if not self._rows:
            self._make()
        near: set[int] = set().union(*(self._begin.get(start, set()) for start in _disguises(key)))
        return [self._rows[n] for n in sorted(near)]

    def rows_at(self, flat: str, pos: int) -> list[tuple[re.Pattern[str], Maker]]:
        """The rows that may match there, in order."""
        key = flat[pos : pos + _DEPTH].translate(_DIGITS)
        rows = self._near.get(key)
        if rows is None:
            rows = self._rows_for(key)
            if len(self._near) < 5000:
                self._near[key] = rows
        return rows

    def item_at(self, flat: str, pos: int, now: Now) -> Item | None:
        """What the first fitting row makes of the words at a position."""
        for pattern, maker in self.rows_at(flat, pos):
            match = pattern.match(flat, pos)
            if match and match.end() > pos:
                item = maker(match, now)
                if item is not None:
                    return item
        return None

    def lex(self, flat: str, now: Now) -> list[Item]:
        """All items of the text, in order."""
        out: list[Item] = []
        pos, size = 0, len(flat)
        while pos < size:
            c = flat[pos]
            if c.isspace():
                pos += 1
                continue
            item = None
            starts = (
                pos == 0 or not (flat[pos - 1].isalnum() and c.isalnum()) or (c.isdigit() and flat[pos - 1].isalpha())
            )
            if starts:
                item = self.item_at(flat, pos, now)
            if item is not None:
                if item.kind != "_":
                    out.append(item)
                pos = max(item.b, pos + 1)
                continue
            word = _WORD.match(flat, pos)
            end = word.end() if word else pos + 1
            if not (word and self._skip.fullmatch(word[0])):
                mark = c if c in "?.!," else "x"
                if not (out and out[-1].kind == "x" and mark == "x"):
                    out.append(Item(mark if mark != "," else ",", pos, end))
            pos = end
        return out


def word(kind: str, name: str = "") -> Maker:
    """A maker for a word that only has a kind."""

    def make(match: re.Match[str], _now: Now) -> Item:
        return Item(kind, match.start(), match.end(), word=name or match[0].strip())

    return make


def later(match: re.Match[str], now: Now, amount: float, unit: str) -> Item | None:
    """So many units from now: a day for days and longer, a moment for minutes and hours."""
    out = Item("D", match.start(), match.end(), word="exact")
    if unit in ("minute", "hour"):
        moment = now.moment + timedelta(minutes=round(amount * (60 if unit == "hour" else 1)))
        out.kind, out.day, out.t = "Y", moment.date(), moment.hour * 60 + moment.minute
        return out
    if unit == "day":
        out.day = now.today + timedelta(days=int(amount))
    elif unit == "week":
        out.day = now.today + timedelta(days=int(amount * 7))
    elif unit == "month":
        out.day = add_months(now.today, int(amount))
    elif unit == "year":
        out.day = add_months(now.today, int(amount) * 12)
    else:
        return None
    return out


def span(match: re.Match[str], part: str, start: int, end: int) -> Item:
    """A part of the day, in minutes after midnight."""
    return Item("S", match.start(), match.end(), t=start, t2=end, part=part, sure=True)

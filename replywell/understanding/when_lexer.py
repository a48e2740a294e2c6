"""Turns a text into items with a list of (pattern, maker); the first pattern that makes something wins."""

import re
from collections.abc import Callable, Sequence
from datetime import timedelta

from .when_items import Item, Now, add_months

Maker = Callable[[re.Match[str], Now], Item | None]
_GROUP = re.compile(r"(?<!\\)\((?:\?P<\w+>|(?!\?))")
_WORD = re.compile(r"[^\W_]+|[^\w\s]")


class Lexer:
    """Tries its rows at every word start; unknown words become "x" and keep neighbours apart."""

    def __init__(self, rows: Sequence[tuple[str, Maker]], skip: str) -> None:
        self._rows = [(re.compile(pattern), maker) for pattern, maker in rows]
        # One look says whether any row could start here; it only needs the shape, not the groups.
        shapes = (_GROUP.sub("(?:", pattern).replace(r"\2", "[/.-]") for pattern, _ in rows)
        self._any = re.compile("|".join(f"(?:{shape})" for shape in shapes))
        self._skip = re.compile(skip)

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
            if starts and self._any.match(flat, pos):
                for pattern, maker in self._rows:
                    match = pattern.match(flat, pos)
                    if match and match.end() > pos:
                        item = maker(match, now)
                        if item is not None:
                            break
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

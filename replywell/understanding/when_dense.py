"""Lexing for languages that write no blanks between words, or put "after" and "until" behind the time."""

from .when_items import Item, Now
from .when_lexer import Lexer
from .when_tidy import tidy

_TIMES = "DTSRNO"


class Dense(Lexer):
    """A lexer that may start a row at any character."""

    def lex(self, flat: str, now: Now) -> list[Item]:
        """All items of the text, in order."""
        out: list[Item] = []
        pos, size = 0, len(flat)
        while pos < size:
            c = flat[pos]
            if c.isspace():
                pos += 1
                continue
            inside = pos and c.isascii() and c.isalnum() and flat[pos - 1].isascii() and flat[pos - 1].isalnum()
            item = None if inside else self.item_at(flat, pos, now)
            if item is not None:
                out.append(item)
                pos = max(item.b, pos + 1)
                continue
            skipped = self._skip.match(flat, pos)
            if skipped and skipped.end() > pos:
                pos = skipped.end()
                continue
            mark = c if c in "?.!," else "x"
            if not (out and out[-1].kind == "x" and mark == "x"):
                out.append(Item(mark, pos, pos + 1))
            pos += 1
        return out


def prepose(items: list[Item]) -> list[Item]:
    """Moves "after" (A), "before" (B), "from" (F) and "until" (U) in front of the time they follow."""
    out: list[Item] = []
    for n, item in enumerate(items):
        if item.kind not in "ABFU":
            out.append(item)
            continue
        spot = len(out) - 1
        while spot >= 0 and out[spot].kind in "o@":
            spot -= 1
        if spot < 0 or out[spot].kind not in _TIMES:
            if item.kind in "AB":
                out.append(Item("x", item.a, item.b))
            continue
        time = out[spot]
        kind, name = item.kind.lower(), item.word
        if item.kind == "F":
            rest = "".join(i.kind for i in items[n + 1 : n + 7])
            ends = "U" in rest or (rest.lstrip("o@,")[:1] in tuple(_TIMES) and time.kind == rest.lstrip("o@,")[:1])
            kind, name = ("f", "") if ends else ("a", "since")
        elif item.kind == "U":
            paired = any(i.kind == "f" for i in out[:spot]) or (spot and out[spot - 1].kind == "t")
            kind, name = ("t", "to") if paired else ("b", "by")
            if spot and out[spot - 1].kind == "t":
                continue
        if kind == "t" and spot and out[spot - 1].kind == "D" and time.kind in "TS":
            spot -= 1  # "until Wednesday evening"
            if spot and out[spot - 1].kind == "t":
                continue
        marker_at = out[spot].a
        if time.kind == "S" and time.part and kind in ("a", "b"):
            time.kind, time.t, time.part = "T", 720 if time.part == "noon" else time.t, ""
        marker = Item(kind, marker_at, marker_at, word=name)
        out.insert(spot, marker)
        if kind == "f":
            out.append(Item("t", item.a, item.b, word="to"))
        elif item.kind != "F":
            time.b = max(time.b, item.b)
    return tidy(out)

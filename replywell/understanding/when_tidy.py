"""Settles words whose meaning hangs on their neighbours, before the rules join a text's items."""

import re

from .when_items import Item
from .when_parts import by_part


def tidy(items: list[Item]) -> list[Item]:
    """Settles words whose meaning hangs on their neighbours; the same in every language."""
    for n, item in enumerate(items):
        if item.kind not in "bfta!n":
            continue
        before = next((i.kind for i in reversed(items[:n]) if i.kind not in "o,@"), "")
        rest = "".join(i.kind for i in items[n + 1 :])
        after = rest.lstrip("o,@")[:1]
        if item.kind in "ab":  # "after 16": no day of the month stands so
            following = items[n + 1] if n + 1 < len(items) else None
            if following is not None and following.kind == "N" and 13 <= following.n <= 23 and item.word != "since":
                following.kind, following.t, following.sure = "T", following.n * 60, True
        if item.kind == "b" and item.word == "before":  # "before the end of the month"
            following = next((i for i in items[n + 1 :] if i.kind not in "o@"), None)
            if following is not None and following.kind == "R" and following.word == "end":
                item.word = "by"
        elif item.kind == "!" and item.word == "neg":  # "I cannot on Monday", "on Monday I cannot"
            if rest.lstrip("o@")[:1] not in tuple("DTSRNOf"):
                item.kind = "n"
        elif item.kind == "n":
            if before not in tuple("DTSRNO") and rest.lstrip("o@")[:1] in tuple("DTSR"):
                item.kind = "!"
        elif item.kind == "f" and before in tuple("TS") and re.match(r"[o@]*D(?![,o@]*[t&])", rest):
            item.kind = "o"  # "the morning of Monday"
        elif item.kind == "a" and item.word == "since" and re.match(r"[o@]*[DTNRO][,o@]*[t&][o@]*[DTNRO]", rest):
            item.kind, item.word = "f", ""
        elif item.kind == "t" and item.word in ("until", "upto"):
            if before not in tuple("NTDROS") or (before in tuple("DRS") and after in ("N", "T")):
                item.kind, item.word = "b", "by" if item.word == "until" else "before"
        elif item.kind == "t" and item.word in ("a", "as"):  # "to" and "at" are one word
            ranged = (before in ("N", "T") and after in ("N", "T", "D")) or (
                before in ("D", "R", "O") and after in ("D", "R", "O")
            )
            if item.word == "a" and before == "D" and after == "N":
                ranged = True
            if not ranged:
                item.kind = "@" if after in ("N", "T") else "o"
    return fold_parts(items)


def fold_parts(items: list[Item]) -> list[Item]:
    """ "Thursday morning after 9": the part of the day settles the time, and is gone."""
    out = list(items)
    n = 0
    while n < len(out):
        if out[n].kind == "S" and out[n].part:
            letters = "".join(i.kind for i in out[n + 1 :])
            match = re.match(r"[,o@]*[ab][o@]*([TN])", letters)
            read = None
            if match:
                clock = out[n + match.end()]
                read = (clock.t or 0, clock.sure) if clock.kind == "T" else clock.clock()
            if match and read is not None:
                total, sure = read
                clock.kind, clock.sure = "T", True
                clock.t = total if sure else by_part(total // 60, out[n].part) * 60 + total % 60
                if out[n].day is not None:
                    out[n].kind, out[n].word, out[n].part = "D", "rel", ""
                else:
                    del out[n]
                    continue
        n += 1
    return out

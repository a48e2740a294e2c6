# ruff: noqa: E501 - patterns read better whole
"""Makes one plain form of a text, so that rules need not know about case, accents, typing and contractions."""

import re
import unicodedata
from dataclasses import dataclass

from .lexicon.spelling import CONTRACTIONS, MISHEARD, SPELLING

MAX_CHARS = 2000

_HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
_TOKEN = re.compile(r" - |[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.:/]\d+)*|[?.,;!\n]")
_MISHEARD = tuple((re.compile(rf"(?<= ){pattern}(?= )"), plain) for pattern, plain in MISHEARD)
_MISHEARD_HINT = re.compile(
    r" (?:ill|id|well|were|wed|hes|shes|theyll|lets|period|comma|punto|coma|um|uh|re|mark|point|pointment|exclamation|b) "
)
_STAHP = re.compile("st+(?:a+[hw]*|[ou]+h+|ao|oa|u|0)p+")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")


def _table() -> dict[int, str]:
    """One character to one character: accents off, full-width forms and typographic quotes made plain."""
    out: dict[int, str] = {}
    for code in [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]:
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii():
            out[code] = base.lower()
    for code in range(0xFF01, 0xFF5F):
        out[code] = chr(code - 0xFEE0).lower()
    for plain, fancy in (("'", "‘’‚‛`´ʼ"), ('"', "“”„‟«»″"), ("-", "–—−‐‑"), (" ", "\u00a0\u2009\u202f\t\r\u3000")):
        out.update({ord(c): plain for c in fancy})
    out.update({ord("đ"): "d", ord("Đ"): "d", ord("ё"): "е", ord("º"): "º", ord("ø"): "o", ord("ł"): "l"})
    out.update({ord("。"): ".", ord("，"): ",", ord("؟"): "?", ord("،"): ","})
    out.update({0x0660 + n: str(n) for n in range(10)})
    return out


_TABLE = _table()


@dataclass(frozen=True, slots=True, eq=False)  # compared and cached as the one it is: hashing its words costs
class Prepared:
    """`raw` and `flat` have the same length, so a span found in one names the words of the other.

    `fixed` is words and the marks "? , ." with single blanks, spelling and contractions mended, and a blank
    at both ends; `words` are its words alone.
    """

    raw: str
    flat: str
    fixed: str
    words: tuple[str, ...]
    foreign: bool


def flatten(text: str) -> tuple[str, str]:
    """(raw, flat): flat is lower case without accents, character for character as long as raw."""
    raw = text[:MAX_CHARS]
    if not raw.isascii():
        raw = _HIDDEN.sub("", unicodedata.normalize("NFC", raw))
    flat = raw.lower()
    if len(flat) != len(raw):
        raw = flat
    if flat.isascii():
        return raw, flat.replace("\t", " ").replace("\r", " ").replace("`", "'")
    return raw, flat.translate(_TABLE)


def prepare(text: str) -> Prepared:
    """Everything the rules look at, made once."""
    raw, flat = flatten(text)
    out: list[str] = []
    words: list[str] = []
    source = _STRETCHED.sub(r"\1", flat).replace("st0p", "stop")
    for piece in _TOKEN.findall(source):
        if piece in "?.,;!\n - ":
            out.append("?" if piece == "?" else "," if piece == "," else ".")
            continue
        mended = SPELLING.get(piece)
        if mended is None and piece[:2] == "st" and _STAHP.fullmatch(piece):
            mended = "stop"
        if mended is None:
            mended = CONTRACTIONS.get(piece) or _split(piece) if "'" in piece else piece
        out.append(mended)
        words.extend(mended.split())
    foreign = not flat.isascii() and any("\u0400" <= c <= "\ud7ff" for c in flat)
    fixed = f" {' '.join(out).strip(' .')} "  # a final full stop says nothing
    if _MISHEARD_HINT.search(fixed):
        for pattern, plain in _MISHEARD:
            fixed = pattern.sub(plain, fixed)
        fixed = f" {fixed.strip(' .')} "
        words = [w for w in fixed.split() if w not in ".,?"]
    return Prepared(raw, flat, fixed, tuple(words), foreign)


def _split(token: str) -> str:
    head, _, tail = token.rpartition("'")
    head = head.replace("'", "")
    if tail == "t" and head.endswith("n"):
        return f"{head[:-1]} not"
    grown = {"ll": "will", "m": "am", "re": "are", "ve": "have", "d": "would"}.get(tail)
    if grown:
        return f"{head} {grown}"
    return head + tail

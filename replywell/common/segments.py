"""How many SMS segments a text takes, and how to make one fit.

Sizes follow 3GPP TS 23.038 and 23.040: a segment carries 1,120 bits. GSM-7 gives 160 characters alone and 153
in each part of a longer text (the joining header takes the rest); one character outside GSM-7 turns the whole
text into UCS-2, 70 alone and 67 in each part.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Encoding = Literal["GSM-7", "UCS-2"]

GSM_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
# Sent as an escape and a second septet.
GSM_EXTENSION = "\f^{}\\[~]|€"

_ALONE = {"GSM-7": 160, "UCS-2": 70}
_IN_PART = {"GSM-7": 153, "UCS-2": 67}

_is_gsm = re.compile(f"[{re.escape(GSM_BASIC + GSM_EXTENSION)}]*").fullmatch
_extensions = re.compile(f"[{re.escape(GSM_EXTENSION)}]").findall
_plain_ascii = re.compile(r"[\n\r !-Z_a-z]*").fullmatch

_PUNCTUATION = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "´": "'", "`": "'", "ʼ": "'", "‹": "'", "›": "'",
        "“": '"', "”": '"', "„": '"', "‟": '"', "″": '"', "«": '"', "»": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-",
        "…": "...", "•": "-", "·": ".", "⁄": "/",
        "\t": " ", "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2007": " ", "\u2008": " ", "\u2009": " ",
        "\u200a": " ", "\u202f": " ", "\u205f": " ", "\u3000": " ", "\u2028": "\n", "\u2029": "\n",
        "\u200b": "", "\u2060": "", "\ufeff": "", "\u00ad": "",
    }
)  # fmt: skip
# Only accents whose loss leaves a readable word; ñ is in GSM-7 and must stay (año is not ano).
_ACCENTS = str.maketrans("áíóúÁÍÓÚ", "aiouAIOU")


@dataclass(frozen=True, slots=True)
class Segments:
    """What a text costs. `units` are septets (GSM-7) or 16-bit units (UCS-2), `chars` Unicode code points."""

    encoding: Encoding
    units: int
    segments: int
    chars: int


def count(text: str) -> Segments:
    """The exact encoding, units and segments of `text`; an empty text takes 0 segments."""
    chars = len(text)
    if chars <= 160 and _plain_ascii(text):
        return Segments("GSM-7", chars, 1 if chars else 0, chars)
    encoding: Encoding
    if _is_gsm(text):
        encoding, units = "GSM-7", chars + len(_extensions(text))
    else:
        encoding, units = "UCS-2", len(text.encode("utf-16-le", "surrogatepass")) // 2
    if units <= _ALONE[encoding]:
        return Segments(encoding, units, 1 if units else 0, chars)
    segments = -(-units // _IN_PART[encoding]) if units == chars else len(split(text))
    return Segments(encoding, units, segments, chars)


def split(text: str) -> list[str]:
    """The parts a phone network makes of `text`: no escape pair and no surrogate pair is ever cut in two."""
    gsm = _is_gsm(text) is not None
    encoding: Encoding = "GSM-7" if gsm else "UCS-2"
    double = frozenset(GSM_EXTENSION)
    sizes = [(2 if (char in double if gsm else char > "\uffff") else 1) for char in text]
    if sum(sizes) <= _ALONE[encoding]:
        return [text] if text else []
    room = _IN_PART[encoding]
    parts: list[str] = []
    start = used = 0
    for i, size in enumerate(sizes):
        if used + size > room:
            parts.append(text[start:i])
            start, used = i, 0
        used += size
    parts.append(text[start:])
    return parts


def is_gsm7(text: str) -> bool:
    """Whether every character of `text` is in GSM-7, so that 160 and not 70 fit a segment."""
    return _is_gsm(text) is not None


def to_gsm7(text: str, accents: bool = False) -> str:
    """`text` with typographic quotes, dashes, ellipses and odd spaces made plain, so that it may fit GSM-7.

    With `accents`, á í ó ú lose theirs too (é and ñ are in GSM-7 and stay). Whatever else GSM-7 lacks is left
    as it is: a Chinese text stays Chinese.
    """
    plain = unicodedata.normalize("NFC", text).translate(_PUNCTUATION)
    return plain.translate(_ACCENTS) if accents else plain

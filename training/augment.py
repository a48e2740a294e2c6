# ruff: noqa: E501 - tables of words read better whole
"""More texts from the examples: how thumbs and dictation spoil them, and two texts in one. Same input, same output."""

from __future__ import annotations

import random
import zlib
from collections.abc import Sequence
from dataclasses import replace

from .everyday_life import clause
from .texts import Labelled

_NEAR = {
    "a": "qs", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk", "k": "jl",
    "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "w", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb",
    "w": "qe", "x": "zc", "y": "tu", "z": "x",
}  # fmt: skip
_OPENERS = {
    "en": ["hi", "hello", "hey", "ok so", "um", "good morning", "excuse me", "hi its me", "so", "ok", "yes", "no", "quick question", "sorry", "listen", "one more thing"],
    "es": ["hola", "buenas", "oiga", "buenos dias", "disculpe", "este", "ok", "si", "no", "mire", "perdone", "una pregunta", "bueno", "fijese", "otra cosa"],
}  # fmt: skip
_CLOSERS = {
    "en": ["thanks", "please", "thank you", "ok", "lol", "pls", "right now", "let me know", "thx", "bye"],
    "es": [
        "gracias",
        "por favor",
        "porfa",
        "ok",
        "avisenme",
        "bendiciones",
        "saludos",
        "xfa",
        "adios",
        "muchas gracias",
    ],
}
_GLUE = {
    "en": (". ", ", ", " ", " and ", " but ", "\n", " also ", "! ", " - ", "... "),
    "es": (". ", ", ", " ", " y ", " pero ", "\n", " tambien ", "! ", " - ", "... "),
}
_PLAIN_GLUE = (". ", ", ", " ", "\n")


def chance(text: str, salt: str) -> random.Random:
    """A source of chance that depends on the text alone."""
    return random.Random(zlib.crc32(f"{salt}|{text}".encode()))  # noqa: S311 - for typing errors, not secrets


def slip(text: str, dice: random.Random, most: int = 2) -> str:
    """The text with one or two slips of the finger, and apostrophes gone."""
    words = text.replace("'", "").replace("’", "").split(" ")
    spots = [n for n, word in enumerate(words) if len(word) > 3 and word.isalpha() and word.isascii()]
    for n in dice.sample(spots, min(len(spots), dice.randint(1, most))):
        word = words[n]
        at = dice.randrange(1, len(word) - 1)
        kind = dice.randrange(5)
        if kind == 0:
            word = word[:at] + word[at + 1 :]
        elif kind == 1:
            word = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        elif kind == 2:
            word = word[:at] + word[at] + word[at:]
        elif kind == 3:
            word = word[:at] + dice.choice(_NEAR.get(word[at].lower(), word[at])) + word[at + 1 :]
        else:
            word = word + words.pop(n + 1) if n + 1 < len(words) and len(spots) == 1 else word[:at] + word[at + 1 :]
        words[n] = word
    return " ".join(words)


def wrap(text: str, lang: str, dice: random.Random) -> str:
    """The text with a greeting or a word of courtesy around it."""
    if dice.random() < 0.6:
        text = f"{dice.choice(_OPENERS[lang])}{dice.choice((', ', ' ', '. '))}{text}"
    if dice.random() < 0.5:
        text = f"{text}{dice.choice((', ', ' ', '. '))}{dice.choice(_CLOSERS[lang])}"
    return text


def lively(example: Labelled) -> str | None:
    """An ordinary text with something of everyday life beside it, which makes it no danger and no wish to stop."""
    if example.danger or example.opt_out is not False or example.like_danger or len(example.text) > 160:
        return None
    lang = example.header.lang
    dice = chance(example.text, "lively")
    if dice.random() < 0.3:
        return clause(lang, dice)
    said = clause(lang, dice) if dice.random() < 0.7 else f"{clause(lang, dice)}, {clause(lang, dice)}"
    first, second = (example.text, said) if dice.random() < 0.6 else (said, example.text)
    return join(first, second, lang, dice)


def join(first: str, second: str, lang: str, dice: random.Random) -> str:
    """Two texts as one, as people run them together."""
    return first.rstrip(" .") + dice.choice(_GLUE.get(lang, _PLAIN_GLUE)) + second


def spoiled(example: Labelled) -> list[Labelled]:
    """Variants of one example that mean the same."""
    lang = example.header.lang
    dice = chance(example.text, "spoiled")
    out = []
    weighty = example.danger or example.opt_out is not False or example.like_danger or example.like_opt_out
    if lang in _OPENERS and len(example.text) > 12 and (weighty or dice.random() < 0.3):
        out.append(replace(example, text=slip(example.text, dice)))
        if weighty:
            out.append(
                replace(
                    example, text=wrap(slip(example.text, dice, 1) if dice.random() < 0.3 else example.text, lang, dice)
                )
            )
    return out


def joined(examples: Sequence[Labelled], salt: str = "joined") -> list[tuple[Labelled, Labelled, str]]:
    """(one, the other, their joined text): everything of weight beside something ordinary, in either order."""
    ordinary: dict[str, list[Labelled]] = {}
    for example in examples:
        if _ordinary(example):
            ordinary.setdefault(example.header.lang, []).append(example)
    out = []
    for example in examples:
        dice = chance(example.text, salt)
        others = ordinary.get(example.header.lang)
        if not others or (_ordinary(example) and dice.random() < 0.6):
            continue
        other = dice.choice(others)
        first, second = (example, other) if dice.random() < 0.5 else (other, example)
        out.append((example, other, join(first.text, second.text, example.header.lang, dice)))
    return out


def _ordinary(example: Labelled) -> bool:
    return (
        example.alone == "+"
        and example.opt_out is False
        and not example.like_danger
        and not example.like_opt_out
        and len(example.text) < 120
    )

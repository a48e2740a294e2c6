# ruff: noqa: SIM905 - tables of words and patterns read better whole
"""Opt-out, help, start, wrong number and automatic replies: what the law and the carriers care about."""

import re

from .lexicon.stopping import (
    AUTO_REPLIES,
    CANCEL_WORDS,
    COURTESY,
    FOREIGN,
    FOREIGN_WRONG,
    HELP_WORDS,
    KEYWORDS,
    NOT_NAMES,
    ROWS,
    START_WORDS,
    WRONG_NUMBER,
)
from .normalise import Prepared
from .rules import Rules

_WORDS = Rules((name, 1.0, anchors, pattern) for name, anchors, pattern in ROWS)
_WRONG = Rules((name, 1.0, anchors, pattern) for name, anchors, pattern in WRONG_NUMBER)
_AUTO = re.compile(AUTO_REPLIES)
_AUTO_HINT = re.compile(
    r"auto|office|driving|disturb|your (?:me|te)|notifications|oficina|conduc|molestar|inbox|mailbox|number|line|until|"
    r"through|thank|received|gracias por|receive|blocking"
)
_STRONG = frozenset("stop unsubscribe stopall optout alto basta".split())
_FIRM = frozenset({"stop", "unsubscribe", "alto"})
_OBJECTS = tuple((w,) for w in "the my this it bleeding taking by at breathing hurting".split())


def core_words(text: Prepared) -> tuple[str, ...]:
    """The words of a text without courtesy ("STOP please", "hola, ALTO gracias")."""
    return tuple(w for w in text.words if w not in COURTESY)


def _keyword(text: Prepared, vocabulary: frozenset[str]) -> bool:
    words = text.words
    if not words or len(words) > 8:
        return False
    if " ".join(words) in vocabulary:
        return True
    core = core_words(text)
    if len(core) >= 3 and all(len(w) == 1 for w in core):
        return "".join(core) in vocabulary  # S T O P
    return bool(" ".join(core) in vocabulary or (len(set(core)) == 1 and core[0] in vocabulary))


def _named_stop(text: Prepared) -> bool:
    """STOP with a name beside it: "Maria Lopez. STOP", "STOP - Ana", "this is Bob, stop"."""
    if "?" in text.fixed:
        return False
    sentences = [s.split() for s in text.fixed.split(".") if s.strip()]
    sentences = [[w for w in s if w not in COURTESY and w != ","] for s in sentences]
    if len(sentences) > 1 and any(len(s) == 1 and s[0] in _FIRM for s in (sentences[0], sentences[-1])):
        return True
    if len(text.words) > 8:
        return False
    pieces = [p.split() for p in re.split(r"[.,]", text.fixed) if p.strip()]
    core = [[w for w in p if w not in COURTESY] for p in pieces]
    core = [p for p in core if p]
    if any(len(p) == 1 and p[0] in _STRONG for p in core):
        return all(p[0] in _STRONG or NOT_NAMES.isdisjoint(p[2:] if p[:2] == ["this", "is"] else p) for p in core)
    if len(core) == 1 and 2 <= len(core[0]) <= 3:
        words = core[0]
        rest = words[1:] if words[0] in _STRONG else words[:-1] if words[-1] in _STRONG else None
        raw = text.raw.strip()
        if rest and NOT_NAMES.isdisjoint(rest):
            return words[-1] in _STRONG or (raw[:4] == "STOP" and raw != raw.upper())
    return False


def opt_out(text: Prepared, urgent: bool = False) -> str | None:
    """How a text opts out: "keyword", "words", "cancel" (a bare CANCEL, which may mean the visit), or None.

    In an `urgent` text (one with a red flag) a STOP at either end counts too: "STOP chest pain".
    """
    if _keyword(text, KEYWORDS):
        return "keyword"
    if _keyword(text, CANCEL_WORDS):
        return "cancel"
    if not _STRONG.isdisjoint(text.words) and _named_stop(text):
        return "keyword"
    if urgent and (text.words[0] in _FIRM or text.words[-1] in _FIRM) and text.words[1:2] not in _OBJECTS:
        return "keyword"
    if _WORDS.hits(text.fixed, text.words):
        return "words"
    if text.foreign and any(w in text.flat for w in FOREIGN):
        return "words"
    return None


def asks_help(text: Prepared) -> bool:
    """HELP, INFO, AYUDA alone."""
    return _keyword(text, HELP_WORDS)


def opts_in(text: Prepared) -> bool:
    """START, UNSTOP, INICIAR alone; never YES."""
    return _keyword(text, START_WORDS)


def wrong_number(text: Prepared) -> bool:
    """Says that the person we write to is not at this number."""
    if _WRONG.hits(text.fixed, text.words):
        return True
    return text.foreign and any(w in text.flat for w in FOREIGN_WRONG)


def auto_reply(text: Prepared) -> bool:
    """An automatic answer of the phone or of another system, not the person."""
    return bool(_AUTO_HINT.search(text.flat)) and bool(_AUTO.search(text.flat))

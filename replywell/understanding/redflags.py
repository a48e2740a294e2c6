# ruff: noqa: E501 - patterns and tables read better whole
"""Finds signs of danger in a text, in every language of the lexicon."""

import re

from .lexicon.danger import FOREIGN, IDIOMS, ROWS
from .normalise import Prepared
from .rules import Rules

_RULES = Rules((name, 1.0, anchors, pattern) for name, anchors, pattern in ROWS)
_IDIOMS = re.compile(rf" (?:{IDIOMS})(?= )")
_DENIED = re.compile(
    r" (?:no|not any|without|denies|sin|ni|not having(?: any)?|do not have(?: any)?|no tengo|no tiene)"
    r" (?:more )?(?:any )?(?:chest pains?|pain in (?:my )?chest|shortness of breathe|trouble breathing|difficulty breathing|bleeding|seizures?|contractions|"
    r"palpitations|fainting|allergic reactions?|fever|dolor(?:es)? (?:de|en el) pecho|fiebre|sangrado|hemorragias?|contracciones|convulsiones|palpitaciones)(?= )"
)
_IDIOM_WORDS = frozenset(
    [
        "killing",
        "dying",
        "dead",
        "die",
        "heart",
        "heartfelt",
        "emergency",
        "emergencies",
        "emergencia",
        "stroke",
        "seizure",
        "gum",
        "gums",
        "bleed",
        "muriendo",
        "muero",
        "suicide",
        "easy",
        "exercise",
        "exercises",
        "class",
        "heartburn",
        "ivy",
        "poisoning",
        "breathe",
        "breathing",
        "bleeding",
        "kill",
        "killed",
        "knock",
        "knocked",
    ]
)


def red_flags(text: Prepared) -> tuple[str, ...]:
    """Names of the dangers that a text speaks of (cardiac, breathing, stroke ...), in order of their rules."""
    fixed = text.fixed
    found: list[str] = []
    hits = _RULES.hits(fixed, text.words)
    if hits:
        cleaned = fixed
        if not _IDIOM_WORDS.isdisjoint(text.words):
            cleaned = _IDIOMS.sub(" ", cleaned)
        cleaned = _DENIED.sub(" ", cleaned)
        if cleaned != fixed:
            hits = _RULES.hits(cleaned, text.words)
        found = [hit.name for hit in hits]
    if text.foreign:
        found += [name for name, words in FOREIGN if any(word in text.flat for word in words)]
    return tuple(dict.fromkeys(found))

# ruff: noqa: E501 - patterns read better whole
"""Details beside a wish: by how much somebody is late, which language somebody wants."""

import re

from . import when
from .normalise import Prepared

_MINUTES = re.compile(r" (\d{1,3}|[a-z]+(?: (?:y )?[a-z]+)?) ?(?:more )?(?:minutes|minutos|minuto|minute|m)(?= )")
_LATE_NUMBER = re.compile(
    r" (?:in|about|like|by|en|unos|late|tarde|a|around) (?:about |like |unos |around )?(\d{1,2}|[a-z]+) (?=[.,]|$|late|tarde|m )|"
    r" (\d{1,2}|five|ten|fifteen|twenty|thirty|diez|quince|veinte|treinta|cinco) (?:late|tarde|behind|de retraso|de atraso)(?= )"
)
_HOURS = (
    (re.compile(r" (?:half an hours?|half hours?|a half hours?|media hora|30 m) "), 30),
    (re.compile(r" (?:an hours? and a half|hora y media) "), 90),
    (re.compile(r" (?:an hours?|1 hours|one hours|1 hour|one hour|una hora|1 hora) "), 60),
    (re.compile(r" (?:a quarter of an hours?|quarter hour|cuarto de hora|un cuarto de hora) "), 15),
    (re.compile(r" (?:2 hours|two hours|dos horas|2 horas) "), 120),
)
_LANGUAGES = {
    "es": ("spanish", "espanol"), "en": ("english", "ingles"), "fr": ("french", "francais"), "pt": ("portuguese", "portugues"), "zh": ("chinese", "mandarin"),
    "vi": ("vietnamese",), "tl": ("tagalog",), "ht": ("haitian", "creole", "kreyol"), "ko": ("korean",), "ru": ("russian",), "ar": ("arabic",),
}  # fmt: skip


def minutes(text: Prepared) -> int | None:
    """Minutes of delay that a text names."""
    for pattern, minutes in _HOURS:
        if pattern.search(text.fixed):
            return minutes
    for pattern in (_MINUTES, _LATE_NUMBER):
        for match in pattern.finditer(text.fixed):
            word = next(g for g in match.groups() if g)
            number = int(word) if word.isdecimal() else when.number_word(word)
            if number is None and " " in word:
                number = when.number_word(word.split()[-1])
            if number:
                return number
    return None


def wanted_language(text: Prepared) -> str | None:
    negative = re.search(
        r" (?:not|no) (?:\S+ )?(?:speak|understand|read|hablo|entiendo|se) (?:\S+ )?(english|ingles|spanish|espanol) ",
        text.fixed,
    )
    if negative:
        return "es" if negative[1] in ("english", "ingles") else "en"
    for code, names in _LANGUAGES.items():
        if any(name in text.words for name in names):
            return code
    return None

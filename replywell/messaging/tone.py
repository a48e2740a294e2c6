"""Tone and clarity of what a person writes to a patient: warnings for the composer, never a refusal."""

import re

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

_SHOUTED = re.compile(r"\b[^\W\d_]{4,}\b")
_MARKS = re.compile(r"[!?¡¿]{2,}")
_BLAMES = {
    "en": re.compile(
        r"\b(you (?:failed|missed|forgot|neglected|refused|never|were supposed)|as (?:i|we) (?:said|told you)|"
        r"your fault|non-?complian\w*|obviously|calm down|no[- ]show)\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(usted (?:no vino|falt[oó]|olvid[oó])|se le olvid[oó]|como (?:ya )?le dij\w+|su culpa|c[aá]lmese|"
        r"obviamente|incumpl\w+)\b",
        re.IGNORECASE,
    ),
}
_ENGLISH = "the and you your we our is are to for of on at will please with have can this that be"
_SPANISH = "el la los las y usted su sus nosotros es son para por con que de en una un cita puede"
_SIGNS = {"en": frozenset(_ENGLISH.split(" ")), "es": frozenset(_SPANISH.split(" "))}
_word = re.compile(r"[^\W\d_]+")
KNOWN_SHOUTED = frozenset({"STOP", "HELP", "START", "KEEP", "CANCEL", "ALTO", "AYUDA"})

SHOUTS = _("Many capital letters read like shouting.")
MARKS = _("One mark is enough: several read as impatience.")
BLAMES = _("This may sound like blame. What happened is the practice's fact; what helps is what comes next.")
LONG = _("It is long. Two short texts, or a call, may be read; this one may not.")
OTHER_LANGUAGE = {
    "en": _("This looks like English, and texts to this patient are in another language."),
    "es": _("This looks like Spanish, and texts to this patient are in another language."),
}
LONG_FROM = 459
"""Characters: three segments of GSM-7."""


def warnings(text: str, language: str) -> list[str]:
    """What a careful colleague would say about the words, in sentences. `language`: the patient's."""
    found = []
    shouted = [word for word in _SHOUTED.findall(text) if word.isupper() and word not in KNOWN_SHOUTED]
    if len(shouted) > 1:
        found.append(SHOUTS)
    if _MARKS.search(text):
        found.append(MARKS)
    if any(blames.search(text) for blames in _BLAMES.values()):
        found.append(BLAMES)
    other = looks_like(text)
    if other and other != language:
        found.append(OTHER_LANGUAGE[other])
    if len(text) > LONG_FROM:
        found.append(LONG)
    return [gettext(one) for one in found]


def looks_like(text: str) -> str:
    """ "en" or "es" where several small words tell; else "". A guess good enough for a warning."""
    words = [word.lower() for word in _word.findall(text)]
    counts = {code: sum(word in signs for word in words) for code, signs in _SIGNS.items()}
    best, other = sorted(counts, key=lambda code: -counts[code])
    return best if counts[best] >= 3 and counts[best] > 2 * counts[other] else ""

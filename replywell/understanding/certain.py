# ruff: noqa: E501, SIM905 - patterns read better whole
"""Whether software may act on a reading: only when every word of the text is explained by it."""

import re

from .context import OFFERS
from .lexicon.answers import FILLER, NO, NUMBERS, PICKING, YES
from .lexicon.plain_words import DELAYS, DOUBTS, FACTS, MEASURES, OTHER_WISHES, RESERVES, WORDS
from .model import Asked, Intent, Reading
from .normalise import Prepared, prepare

MOST_WORDS = 30  # a longer text is a letter; a person reads it
_KNOWN = WORDS | YES | NO | FILLER | PICKING | frozenset(NUMBERS)
_MORE = {
    Intent.RUNNING_LATE: DELAYS,
    Intent.VALUE_REPORT: MEASURES,
    Intent.QUESTION: FACTS,
    Intent.LANGUAGE_CHANGE: OTHER_WISHES,
    Intent.WAITLIST_JOIN: OTHER_WISHES,
}
_CHECKINS = frozenset(
    [
        "took",
        "take",
        "taken",
        "taking",
        "did",
        "done",
        "already",
        "pill",
        "pills",
        "medication",
        "tome",
        "tomado",
        "hecho",
        "pastilla",
        "pastillas",
        "medicina",
    ]
)
_TITLES = frozenset(["doctor", "doctora", "dr", "dra", "mr", "mrs", "ms", "miss", "senor", "senora"])
_NOT_PROBLEMS = re.compile(
    r" (?:no (?:problem|problema|worries|hay problema|prob|yes|si)|why not|can not wait|can not (?:make|do|come)|not miss|not (?:a )?problem) "
)
_NEGATED = re.compile(
    r" (?:do not|not|never|no|dont) (?:\S+ ){0,2}?cancel|cancel (?:the|my|that) cancel|no (?:la |lo |me )?(?:\S+ )?cancel"
)
_CHANGED_MIND = re.compile(
    r" (?:never mind|nevermind|no importa|olvidelo) (?:, )?(?=(?:please|just|go ahead|por favor|mejor) )"
)
_BOTH_WAYS = re.compile(
    r" (?:yes|si|confirm\S*|keep) (?:\S+ ){1,6}?(?:cancel\S*|no|not) |(?:cancel\S*) (?:\S+ ){1,6}?(?:yes|si|keep|confirm\S*) "
)
_CHOICES = re.compile(r" (?:or|o|either|and|y) ")
_DIGIT = re.compile(r"\d[\d:/.,]*(?:am|pm|st|nd|rd|th|ish|a|p|h|hrs)?")
_NEVER_MADE = re.compile(
    r" (?:did not|never|do not|not) (?:\S+ )?(?:make|made|book|booked|schedule|scheduled|request|requested|have|had) (?:an?|any|this|that|the) (?:\S+ )?(?:appointment|visit) |"
    r" right (?:like|as if|sure) | as if | si (?:puedo|pudiera|se puede) \S+ (?:seria|mejor) | no (?:hice|pedi|tengo) (?:\S+ )?cita "
)
_OTHER_DAY = re.compile(r" (?:can|could|puedo|podria) (?:do|make|come|ir|el|la) ")
_RATHER = frozenset("but pero later earlier sooner after before except instead if cuando mas antes despues".split())
_FAMILY = frozenset(
    "son daughter child kid kids husband wife mom dad brother sister friend hijo hija ninos esposo esposa mama papa".split()
)
_ANOTHER_MATTER = re.compile(
    r" (?:can|could|may|puede|puedo) (?:my|mi|llevar|traer|bring) | my (?:new )?(?:address|phone|number|insurance|name) | (?:de|mi|el|otro|nuevo|hay|tengo) (?:\S+ )?seguro "
)
_ASKS_TO_CANCEL = re.compile(
    r" (?:can|could|may|please|puede|pueden|podria|puedo|want|quiero|how) (?:\S+ ){0,3}?cancel"
)
_ITSELF = re.compile(r" (?:this is|it is|soy|habla|it s) (\S+) ")
_OFF_LIST = re.compile(r" (?:off|remove|no longer|cancel me|leave|saqu\S+|quit\S+) ")


def plain(text: Prepared, asked: Asked, reading: Reading) -> bool:
    """Whether nothing in the text is left over that a person should see."""
    words = text.words
    if len(words) > MOST_WORDS or not DOUBTS.isdisjoint(words) or text.fixed.count("?") > 1:
        return False
    if _NEVER_MADE.search(text.fixed) or _ANOTHER_MATTER.search(text.fixed):
        return False
    if "?" in text.fixed and not _FAMILY.isdisjoint(words):
        return False
    if not _all_known(text, asked, reading):
        return False
    fixed = text.fixed
    intent = reading.intent
    if intent is Intent.CONFIRM:
        calm = _NOT_PROBLEMS.sub(" ", fixed)
        if reading.slots.get("when") and _OTHER_DAY.search(fixed):
            return False
        if "?" in fixed or not RESERVES.isdisjoint(calm.split()):
            return False
    if intent is Intent.CANCEL and "?" in fixed and not _ASKS_TO_CANCEL.search(fixed):
        return False
    if intent is Intent.CANCEL and (
        _NEGATED.search(_CHANGED_MIND.sub(" ", fixed))
        or _BOTH_WAYS.search(fixed)
        or not {"but", "pero"}.isdisjoint(words)
    ):
        return False
    if intent is Intent.BOOK and not {"not", "never", "no"}.isdisjoint(words):
        return False
    if intent is Intent.WAITLIST_JOIN and _OFF_LIST.search(fixed):
        return False
    if intent is Intent.VALUE_REPORT and "?" in fixed:
        return False
    if intent is Intent.READY and asked.context not in ("result_ready", "none"):
        return False
    if asked.context in OFFERS:
        numbers = {w for w in words if w.isdigit() and len(w) == 1 and 1 <= int(w) <= (asked.options or 9)}
        if intent is not Intent.SELECT_OPTION and numbers and "?" not in fixed:
            return False
        if intent is Intent.SELECT_OPTION and not _RATHER.isdisjoint(words):
            return False
        if len(numbers) > 1 and _CHOICES.search(fixed):
            return False
    return True


def _all_known(text: Prepared, asked: Asked, reading: Reading) -> bool:
    more = _MORE.get(reading.intent, frozenset())
    if Intent.QUESTION in reading.also:
        more = more | FACTS
    if asked.context.startswith("checkin"):
        more = more | _CHECKINS | MEASURES
    left = [w for w in text.words if w not in _KNOWN and w not in more and not _DIGIT.fullmatch(w) and w.isascii()]
    if not left:
        return True
    said = frozenset(prepare(" ".join((asked.prompt, *asked.known))).words)
    said |= {word + "s" for word in said}  # Leo's
    said |= asked.vocabulary.explained(text)
    if _CHANGED_MIND.search(text.fixed):
        said |= {"mind"}
    own = _ITSELF.search(text.fixed)
    named = reading.intent in (Intent.CONFIRM, Intent.CANCEL) and "?" not in text.fixed
    for word in left:
        if word in said or (own and own[1] == word):
            continue
        spot = text.words.index(word)
        if named and spot and text.words[spot - 1] in _TITLES:
            continue
        if any(word in w.text.lower() for w in reading.slots.get("when", ())):
            continue
        return False
    return True

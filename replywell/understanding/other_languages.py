"""What texts in the languages beside English and Spanish say: danger, opt-out, short answers and plain wishes."""

import re
from dataclasses import replace
from functools import lru_cache

from .hearing import Heard, Row, Span, everywhere, found
from .intents import NEEDS_PERSON
from .language import likely
from .lexicon.languages import CODES, Language, of
from .model import Asked, Intent, Reading, Slots
from .normalise import Prepared, prepare

_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_ANSWERS = frozenset({"yes", "no", "none", "any", "both", "last", "1", "2", "3", "4", "5", "6"})
_MAIN_WISHES = frozenset({Intent.CANCEL, Intent.RESCHEDULE, Intent.CONFIRM, Intent.BOOK, Intent.RUNNING_LATE})
_WITH_ANSWERS = frozenset({Intent.CONFIRM, Intent.THANKS, Intent.DECLINE})  # an answer may also read as these
# When several wishes are in one text: the first of these is the main one.
_ORDER = (
    Intent.RUNNING_LATE,
    Intent.WAITLIST_JOIN,
    Intent.RESCHEDULE,
    Intent.CANCEL,
    Intent.CONFIRM,
    Intent.REFILL_REQUEST,
    Intent.BILLING_QUESTION,
    Intent.BOOK,
    Intent.LANGUAGE_CHANGE,
    Intent.COMPLAINT,
    Intent.CLINICAL_CONCERN,
    Intent.DECLINE,
    Intent.READY,
    Intent.QUESTION,
    Intent.THANKS,
)
_MOST_WORDS = 30


@lru_cache(maxsize=16)
def _hear(flat: str, code: str) -> tuple[Language, Heard]:
    """The things that a text speaks of. Several layers ask in turn, so the last texts are kept."""
    words = of(code)
    return words, words.hear(_STRETCHED.sub(r"\1", flat).replace("œ", "oe"))


@lru_cache(maxsize=16)
def _each(text: Prepared) -> tuple[tuple[Language, Heard], ...]:
    return tuple(_hear(text.flat, code) for code in likely(text))


def _after(heard: Heard, taken: tuple[Row, ...]) -> Heard:
    return heard.without(everywhere(taken, heard))


def dangers(text: Prepared) -> list[str]:
    """Names of the dangers that a text speaks of in these languages; idioms, denials and the past are taken out."""
    out: list[str] = []
    for words, heard in _each(text):
        if found(words.danger, heard):
            out += [name for name, _ in found(words.danger, _after(heard, words.calm))]
    return list(dict.fromkeys(out))


def opts_out(text: Prepared) -> str | None:
    """ "keyword" or "words" when a text opts out in one of these languages, else None."""
    for words, heard in _each(text):
        if _alone(words, heard) == "stop" and _alone(words, _after(heard, words.stay)) == "stop":
            return "keyword"
        if found(words.stop, heard) and found(words.stop, _after(heard, words.stay)):
            return "words"
    return None


def stays(text: Prepared) -> bool:
    """Whether a text speaks of stopping in one of these languages and means something else than our texts."""
    for words, heard in _each(text):
        other = tuple(row for row in words.stay if row.name == "else")
        if found(other, heard) and not found(words.stop, _after(heard, words.stay)):
            return True
    return False


def asks_help(text: Prepared) -> bool:
    """Whether the whole text asks for help with our texts."""
    return any(_alone(words, heard) == "help" for words, heard in _each(text))


def opts_in(text: Prepared) -> bool:
    """Whether the whole text asks to get texts again."""
    return any(_alone(words, heard) == "start" for words, heard in _each(text))


def wrong_number(text: Prepared) -> bool:
    """Says that the person we write to is not at this number."""
    return any(found(words.wrong, heard) for words, heard in _each(text))


def _covered(spans: list[Span]) -> int:
    return len({n for start, end in spans for n in range(start, end)})


def _said(words: Language, heard: Heard) -> dict[str, list[Span]]:
    """Answers in a text, by meaning; of two at one place the longer counts ("no problem", not "no")."""
    every = [(word, span) for thing, word in words.meanings.items() for span in heard.spots.get(thing, ())]
    out: dict[str, list[Span]] = {}
    for word, (start, end) in every:
        longer = any(s <= start and end <= e and (e - s) > (end - start) for _, (s, e) in every)
        if not longer:
            out.setdefault(word, []).append((start, end))
    return out


def _alone(words: Language, heard: Heard) -> str | None:
    """ "stop", "help" or "start" when a short text is only that, courtesy aside."""
    if not 0 < heard.length <= (12 if words.ear.spaced else 20):
        return None
    polite = heard.spots.get(words.polite, [])
    marks = [(n, n + 1) for n, word in enumerate(heard.tokens) if word == "?"]
    for meaning in ("stop", "help", "start"):
        thing = next(t for t, m in words.meanings.items() if m == meaning)
        spans = heard.spots.get(thing, [])
        if spans and _covered([*spans, *polite, *marks]) == heard.length:
            return meaning
    return None


def in_english(text: Prepared, asked: Asked, lang: str) -> str | None:
    """A short answer in English ("yes", "no", "2", "none", "thanks"), when that is the whole text; else None.

    The other layers read it as they would read an English answer to the same question.
    """
    if lang not in CODES:
        return None
    words, heard = _hear(text.flat, lang)
    limit = _MOST_WORDS if words.ear.spaced else 2 * _MOST_WORDS
    if not 0 < heard.length <= limit or "?" in heard.tokens:
        return None
    if not _WITH_ANSWERS.issuperset(wishes(text, lang)):
        return None
    said = _said(words, heard)
    answers = [a for a in said if a in _ANSWERS]
    spans = [span for a in said if a in _ANSWERS or a == "thanks" for span in said[a]]
    polite = heard.spots.get(words.polite, [])
    if not answers:
        only = "thanks" in said and _covered([*spans, *polite]) == heard.length
        return "thanks" if only else None
    plain = [*heard.spots.get(words.plain, []), *polite]
    if _covered([*spans, *plain, *_from_prompt(heard, words, asked)]) < heard.length:
        return None
    numbers = [a for a in answers if a.isdecimal()]
    if "no" in answers or "none" in answers:
        return ("none" if "none" in answers else "no") if not set(answers) - {"no", "none"} else None
    if "last" in answers and asked.options:
        return str(asked.options) if set(answers) <= {"last", "yes"} else None
    rest = [a for a in answers if a != "yes"]
    if len(numbers) > 1 or len(rest) > 1:
        return None
    if not rest and "thanks" in said and asked.context == "none":
        return "thanks"
    return rest[0] if rest else "yes"


def _from_prompt(heard: Heard, words: Language, asked: Asked) -> list[Span]:
    """Words of our own prompt, and names that we know, need no other explanation."""
    if not words.ear.spaced or not (asked.prompt or asked.known):
        return []
    ours = frozenset(prepare(" ".join((asked.prompt, *asked.known))).flat.replace(":", " ").replace(",", " ").split())
    return [(n, n + 1) for n, token in enumerate(heard.tokens) if token in ours and not token.isdecimal()]


def wishes(text: Prepared, lang: str) -> tuple[Intent, ...]:
    """What a text asks for, the main wish first. Empty for other languages and when nothing is recognised."""
    if lang not in CODES:
        return ()
    words, heard = _hear(text.flat, lang)
    names = {Intent(name) for name, _ in found(words.wishes, heard)}
    if found(words.wanted, heard):
        names.add(Intent.LANGUAGE_CHANGE)
    if Intent.RESCHEDULE in names or Intent.CANCEL in names:
        names -= {Intent.CONFIRM, Intent.BOOK, Intent.DECLINE}
    if Intent.RESCHEDULE in names:
        names.discard(Intent.CANCEL)
    if Intent.RUNNING_LATE in names:
        names -= {Intent.RESCHEDULE, Intent.CONFIRM}
    if names & _MAIN_WISHES:
        names.discard(Intent.DECLINE)
    if Intent.BILLING_QUESTION in names or Intent.REFILL_REQUEST in names:
        names.discard(Intent.QUESTION)
    if len(names) > 1:
        names.discard(Intent.THANKS)
    return tuple(sorted(names, key=_ORDER.index))


def wanted_language(text: Prepared, lang: str) -> str | None:
    """The code of the language that a text asks for."""
    if lang not in CODES:
        return None
    words, heard = _hear(text.flat, lang)
    codes = [name for name, _ in found(words.wanted, heard)]
    return codes[0] if codes else None


def with_wishes(reading: Reading, text: Prepared, asked: Asked) -> Reading:
    """A reading by the English and Spanish rules, corrected by what this language's words say.

    Only a change of language is settled alone: the rest of such a text is understood too little.
    """
    names = wishes(text, reading.lang)
    if not names:
        unread = reading.lang in CODES and any(not w.isascii() for w in text.words)
        return replace(reading, auto=False) if unread else reading
    slots = Slots(**reading.slots)
    main, also = names[0], names[1:]
    if main is Intent.BOOK and asked.context == "confirm_prompt":
        main = Intent.RESCHEDULE
    if reading.intent is Intent.SELECT_OPTION and not NEEDS_PERSON & set(names) and Intent.RESCHEDULE not in names:
        return replace(reading, auto=False)
    if reading.intent is Intent.VALUE_REPORT:
        return replace(reading, auto=False, also=tuple(dict.fromkeys((*reading.also, *names))))
    if asked.context == "waitlist_offer" and main in (Intent.CANCEL, Intent.RESCHEDULE) and not slots.get("when"):
        main = Intent.DECLINE
    code = wanted_language(text, reading.lang)
    if Intent.LANGUAGE_CHANGE in names and code:
        slots["language"] = code
    alone = code is not None and names == (Intent.LANGUAGE_CHANGE,) and _only_talks_of_language(text, reading.lang)
    return replace(reading, intent=main, also=also, confidence=0.75, auto=alone, slots=slots)


def _only_talks_of_language(text: Prepared, lang: str) -> bool:
    words, heard = _hear(text.flat, lang)
    spans = everywhere(words.wanted, heard)
    for thing in (words.talk, words.polite, words.plain):
        spans += heard.spots.get(thing, [])
    spans += [(n, n + 1) for n, word in enumerate(heard.tokens) if word == "?"]
    return _covered(spans) == heard.length

# ruff: noqa: E501 - patterns and tables read better whole
"""Puts the layers together: danger, opt-out, the answer to our prompt, other wishes, and how sure we are."""

import re
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from . import certain, optout, values, when
from .context import OFFERS, PROMPTS_TO_BOOK, Answer, answer
from .intents import NEEDS_PERSON, Wishes, answers_facts, wishes
from .language import detect
from .model import Asked, Intent, Reading, Screen, Slots, When
from .normalise import Prepared, prepare
from .reactions import reaction
from .redflags import red_flags

SURE_ENOUGH = 0.6  # below it a person decides
_NO_PROMPT = Asked()
_OPTION = re.compile(
    r"(?:^|[\s(,;])(?:reply |responda )?([1-9])(?:\)|[.:=-](?=\s)|\s(?:for|para|=))\s*(.*?)(?=(?:[\s(,;](?:reply |responda )?[1-9](?:\)|[.:=-]\s|\s(?:for|para|=)))|$)",
    re.DOTALL,
)
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
_RESERVED = re.compile(r" (?:only|except|but keep|keep|menos|excepto|solo los|bills?|newsletter) ")
_BUT = re.compile(r" (?:but|pero|however|except|unless|if|si es que|only if|aunque) ")


def screen(text: str) -> Screen:
    """The first look, cheap enough for the transaction that stores the text. Agrees with `read`."""
    prepared = prepare(text)
    quoted = reaction(prepared.flat)
    if quoted is not None:
        return Screen()
    return _screen(prepared)


def _screen(text: Prepared) -> Screen:
    flags = red_flags(text)
    return Screen(
        red_flags=flags,
        opt_out=optout.opt_out(text, urgent=bool(flags)),
        help=optout.asks_help(text),
        opt_in=optout.opts_in(text),
        wrong_number=optout.wrong_number(text),
        auto_reply=optout.auto_reply(text),
    )


def read(text: str, asked: Asked | None, now: datetime) -> Reading:
    """What a patient's text means, given what we last asked. Pure; never raises on any str.

    `now` may carry a zone (it is turned into the practice's) or be wall time of the practice already.
    """
    asked = asked or _NO_PROMPT
    prepared = prepare(text)
    quoted = reaction(prepared.flat)
    if quoted is not None:
        return _read_reaction(quoted, asked)
    seen = _screen(prepared)
    lang = detect(prepared, asked.lang)
    if seen.red_flags:
        said = ((Intent.OPT_OUT, seen.opt_out), (Intent.WRONG_NUMBER, seen.wrong_number))
        also = tuple(intent for intent, there in said if there)
        return Reading(
            Intent.EMERGENCY,
            0.97,
            False,
            lang,
            also=also,
            red_flag=True,
            red_flags=seen.red_flags,
            opt_out=seen.opt_out,
            is_auto_reply=seen.auto_reply,
        )
    if seen.auto_reply and not seen.opt_out:
        return Reading(Intent.UNKNOWN, 0.9, False, lang, is_auto_reply=True)
    local = now.astimezone(ZoneInfo(asked.zone)).replace(tzinfo=None) if now.tzinfo else now
    if seen.opt_out == "cancel":
        return Reading(Intent.CANCEL, 0.75, True, lang, also=(Intent.OPT_OUT,), opt_out="cancel")
    if seen.opt_out:
        return _opted_out(prepared, seen, lang)
    if seen.wrong_number:
        return Reading(Intent.WRONG_NUMBER, 0.94, False, lang)
    if seen.help:
        return Reading(Intent.HELP, 0.98, True, lang)
    if seen.opt_in:
        return Reading(Intent.OPT_IN, 0.98, True, lang)
    reading = _read_wish(prepared, asked, local, lang)
    if asked.vocabulary:
        names, clear = asked.vocabulary.named(prepared)
        reading = replace(reading, slots={**reading.slots, **names}, auto=reading.auto and clear)
    if reading.auto and not certain.plain(prepared, asked, reading):
        return replace(reading, auto=False)
    return reading


def _read_reaction(emoji: str, asked: Asked) -> Reading:
    lang = (asked.lang or "en")[:2]
    found = answer(prepare(emoji), asked) if emoji else None
    if emoji == "❓":
        return Reading(Intent.QUESTION, 0.6, False, lang, is_reaction=True)
    if found is None or found.intent is Intent.OPT_OUT:
        return Reading(Intent.UNKNOWN, 0.5, False, lang, is_reaction=True)
    return Reading(
        found.intent,
        found.confidence,
        _auto(found.intent, (), found.confidence, False),
        lang,
        found.slots,
        is_reaction=True,
    )


def _opted_out(text: Prepared, seen: Screen, lang: str) -> Reading:
    """An opt-out, and the other wishes that somebody still has to meet."""
    also: list[Intent] = []
    if seen.opt_out == "words":
        kept = (
            Intent.CANCEL,
            Intent.RESCHEDULE,
            Intent.REFILL_REQUEST,
            Intent.BILLING_QUESTION,
            Intent.CLINICAL_CONCERN,
        )
        ranked = wishes(text, False).ranked
        also = [i for i, w in ranked if i in kept and w > 0.8]
    if seen.wrong_number:
        also.append(Intent.WRONG_NUMBER)
    confidence = 0.99 if seen.opt_out == "keyword" else 0.96
    return Reading(
        Intent.OPT_OUT,
        confidence,
        not any(i in NEEDS_PERSON for i in also) and not _RESERVED.search(text.fixed),
        lang,
        also=tuple(also),
        opt_out=seen.opt_out,
    )


_ALONE = frozenset({Intent.THANKS, Intent.QUESTION})
_GOES_WITH = {
    Intent.RUNNING_LATE: _ALONE | {Intent.CONFIRM},
    Intent.CANCEL: _ALONE | {Intent.OPT_OUT},
    Intent.OPT_OUT: _ALONE | {Intent.CANCEL},
}


def _auto(intent: Intent, also: tuple[Intent, ...], confidence: float, facts: bool) -> bool:
    """Whether software may answer alone: no wish in the text needs a person, and we are sure enough."""
    every = (intent, *also)
    if confidence < SURE_ENOUGH or any(i in NEEDS_PERSON for i in every):
        return False
    if not _GOES_WITH.get(intent, _ALONE).issuperset(also):
        return False  # a second wish that the first one's workflow does not meet
    return facts or Intent.QUESTION not in every


def _read_wish(text: Prepared, asked: Asked, local: datetime, lang: str) -> Reading:
    slots = Slots()
    measured = values.find(text.flat, asked.context)
    crowded = values.too_many_numbers(text.flat)
    times = (
        when.Found([], None, False) if measured or crowded else when.find(text.flat, text.raw, local, asked.hours, lang)
    )
    wished = [w for w in times.when if not w.excluded]
    if times.when:
        slots["when"] = times.when
    if times.shift:
        slots["shift"] = times.shift
    if times.same_time:
        slots["same_time"] = True
    new_time = bool(wished) or bool(times.shift)
    plain = answer(text, asked)
    found = wishes(text, new_time)
    if measured and not (plain and plain.whole and plain.intent is Intent.SELECT_OPTION):
        return _measured(measured, found, asked, lang)
    if asked.context in OFFERS and not (plain and plain.whole):
        picked = _pick(text, asked, wished, found, plain, slots, local, lang)
        if picked:
            return picked
    if (
        asked.context in OFFERS
        and times.shift
        and not wished
        and not found.ranked
        and plain is None
        and len(text.words) <= 4
    ):
        return Reading(Intent.RESCHEDULE, 0.8, True, lang, slots)
    intent, also, confidence, own_facts = _merge(text, plain, found, asked, wished, new_time)
    if plain:
        slots = Slots(**plain.slots, **slots)
    if intent is Intent.RUNNING_LATE or Intent.RUNNING_LATE in also:
        minutes = _minutes(text)
        if minutes:
            slots["minutes"] = minutes
    if intent is Intent.LANGUAGE_CHANGE or Intent.LANGUAGE_CHANGE in also:
        wanted = _wanted_language(text)
        if wanted:
            slots["language"] = wanted
    return Reading(intent, round(confidence, 3), _auto(intent, also, confidence, own_facts), lang, slots, also)


def _measured(measured: values.Values, found: Wishes, asked: Asked, lang: str) -> Reading:
    also = tuple(
        i
        for i, _ in found.ranked
        if i in NEEDS_PERSON
        or (i is Intent.QUESTION and len(found.ranked) == 1)
        or i in (Intent.CANCEL, Intent.RESCHEDULE, Intent.BOOK)
    )
    bodily = measured.slots.get("unit") in ("F", "C", "/10")
    if bodily and asked.context not in ("checkin_yesno", "postvisit", "triage_question"):
        # Unasked, a temperature or a pain score is a complaint of the body, not only a number.
        also = tuple(dict.fromkeys((*also, Intent.CLINICAL_CONCERN)))
    confidence = (
        0.5 if measured.odd or values.critical(measured) else 0.95 if asked.context.startswith("checkin") else 0.88
    )
    return Reading(
        Intent.VALUE_REPORT, confidence, _auto(Intent.VALUE_REPORT, also, confidence, False), lang, measured.slots, also
    )


def _merge(
    text: Prepared, plain: Answer | None, found: Wishes, asked: Asked, wished: list[When], new_time: bool
) -> tuple[Intent, tuple[Intent, ...], float, bool]:
    """(intent, also, confidence, whether its questions are about the practice's own facts)"""
    ranked = found.ranked
    names = tuple(i for i, _ in ranked)
    weights = dict(ranked)
    if plain and plain.whole:
        return plain.intent, (), plain.confidence, False
    if plain:
        others = tuple(i for i in names if i not in (plain.intent, Intent.THANKS))
        if plain.intent is Intent.CONFIRM:
            for taken in (Intent.CANCEL, Intent.RESCHEDULE):
                if taken in others:
                    rest = tuple(i for i in others if i is not taken)
                    if len(wished) > 1 and _BUT.search(text.fixed):  # "yes for Thursday but cancel Friday"
                        return taken, (Intent.CONFIRM, *rest), 0.5, found.facts_only
                    return taken, rest, min(weights[taken], 0.88), found.facts_only
            if Intent.RUNNING_LATE in others:
                rest = (Intent.CONFIRM, *(i for i in others if i is not Intent.RUNNING_LATE))
                return Intent.RUNNING_LATE, rest, weights[Intent.RUNNING_LATE], found.facts_only
            others = tuple(
                i
                for i in others
                if i not in (Intent.BOOK, Intent.DECLINE, Intent.READY) or (i is Intent.BOOK and weights[i] > 0.9)
            )
        if not others and asked.context == "confirm_prompt" and (_BUT.search(text.fixed) or "?" in text.fixed):
            return plain.intent, (Intent.QUESTION,), 0.75, answers_facts(text)
        return plain.intent, others, plain.confidence, found.facts_only
    if names:
        main = names[0]
        confidence = weights[main]
        also = tuple(i for i in names[1:] if weights[i] >= 0.7)
        if main is Intent.CONFIRM and asked.context == "none":
            confidence = min(confidence, 0.85)
        if main is Intent.BOOK and asked.context == "confirm_prompt":
            main = Intent.RESCHEDULE
        if (
            main is Intent.QUESTION
            and asked.context == "confirm_prompt"
            and wished
            and not found.facts_only
            and when_asked(text)
        ):
            return Intent.RESCHEDULE, also, 0.72, False
        if main is Intent.QUESTION and asked.context in ("none", *PROMPTS_TO_BOOK) and wished and when_asked(text):
            return Intent.BOOK, also, 0.72, False
        if main is Intent.CANCEL and asked.context in PROMPTS_TO_BOOK:
            confidence = min(confidence, 0.7)
        return main, also, confidence, found.facts_only
    if new_time:
        if asked.context == "confirm_prompt":
            bare = len(text.words) <= 4 and _NOT_BARE.isdisjoint(text.words)
            moving = _MOVES.search(text.fixed) and not _ALREADY.search(text.fixed)
            return Intent.RESCHEDULE, (), 0.7 if moving else 0.65 if bare else 0.5, False
        if asked.context in PROMPTS_TO_BOOK:
            return Intent.BOOK, (), 0.8, False
    return Intent.UNKNOWN, (), 0.3, False


_AND_THEN = re.compile(r" (?:and|or|y|e|o|que tal|what about) [^?]*\?")  # "y el viernes?" asks, it picks nothing
_MOVES = re.compile(
    r" (?:(?:but|i|we) (?:can|could) (?:\S+ )?(?:do|come|make)|cambia|cambie|hay algo|tiene algo|tienen algo|anything|do you have|algo|me pone|what about) "
)
_ALREADY = re.compile(r" (?:be there|see you|nos vemos|alli|ahi|alla|\?.*\?) ")
_NOT_BARE = frozenset(["open", "be", "there", "tarde", "late", "closed", "until"])  # "be there at 3" moves nothing
_ASKS_FOR_TIME = re.compile(
    r" (?:can (?:i|we|you)|could (?:i|we|you)|do you have|is there|any(?:thing)?|is|are you|would|possible|posible|available|puedo|podria|podemos|hay|tienen?|seria|se puede|puede ser|algo|what about|how about) "
)


def when_asked(text: Prepared) -> bool:
    """Whether a question asks for a time ("is thursday possible?")."""
    return bool(_ASKS_FOR_TIME.search(text.fixed)) or len(text.words) <= 4


def _pick(
    text: Prepared,
    asked: Asked,
    wished: list[When],
    found: Wishes,
    plain: Answer | None,
    slots: Slots,
    local: datetime,
    lang: str,
) -> Reading | None:
    """An offered time named by its words ("el jueves", "2:30 works"), matched with what we offered."""
    blockers = NEEDS_PERSON | {Intent.CANCEL, Intent.RUNNING_LATE, Intent.WAITLIST_JOIN, Intent.LANGUAGE_CHANGE}
    if not wished or any(i in blockers for i, _ in found.ranked):
        return None
    offered = _offered(asked, local, lang)
    refuses = plain is not None and plain.intent is Intent.DECLINE
    matches = [n for n, option in offered.items() if any(_fits(w, option) for w in wished)]
    asks_other = (
        any(i is Intent.RESCHEDULE for i, _ in found.ranked)
        or refuses
        or re.search(
            r" (?:none|neither|ninguna|ninguno|do you have|is there|any|anything|hay|algo|tienen) ", text.fixed
        )
        or _AND_THEN.match(text.fixed)
    )
    if len(matches) == 1 and not asks_other:
        return Reading(Intent.SELECT_OPTION, 0.93, True, lang, Slots(option=matches[0], **slots))
    if len(matches) > 1 and not asks_other:
        return Reading(Intent.SELECT_OPTION, 0.55, False, lang, slots)
    if asks_other or offered:
        also = tuple(i for i, _ in found.ranked if i is Intent.QUESTION and found.facts_only)
        return Reading(Intent.RESCHEDULE, 0.85, True, lang, slots, also) if not also else None
    return Reading(Intent.SELECT_OPTION, 0.8, True, lang, slots)


def _offered(asked: Asked, local: datetime, lang: str) -> dict[int, list[When]]:
    """The times in our own prompt, by option number."""
    out: dict[int, list[When]] = {}
    if not asked.prompt:
        return out
    flat = prepare(asked.prompt).flat
    for number, words in _OPTION.findall(flat):
        times = [
            w
            for code in dict.fromkeys((lang, "en", "es"))
            for w in when.find(words, words, local, asked.hours, code).when
        ][:3]
        if times:
            out[int(number)] = times
    return out


def _fits(wish: When, option: list[When]) -> bool:
    """Whether a wish agrees with an offered time in every part that both name."""
    for offered in option:
        if offered.start is None or len(offered.start) < 10:
            continue
        day, clock = offered.start[:10], offered.start[11:16]
        low, high = wish.start or "", wish.end or ""
        if wish.kind in ("time", "timerange"):
            if (wish.kind == "time" and low == clock) or (wish.kind == "timerange" and low <= clock < (high or "99")):
                return True
            continue
        if (wish.kind == "date" and low == day) or (wish.kind == "daterange" and low <= day < (high or "9999")):
            return True
        if wish.kind == "datetime" and low[:16] == offered.start[:16]:
            return True
        if wish.kind == "datetimerange" and low[:16] <= offered.start[:16] < (high or "9999"):
            return True
    return False


def _minutes(text: Prepared) -> int | None:
    """Minutes of delay that a text names."""
    for pattern, minutes in _HOURS:
        if pattern.search(text.fixed):
            return minutes
    for pattern in (_MINUTES, _LATE_NUMBER):
        for match in pattern.finditer(text.fixed):
            word = next(g for g in match.groups() if g)
            number = int(word) if word.isdigit() else when.number_word(word)
            if number is None and " " in word:
                number = when.number_word(word.split()[-1])
            if number:
                return number
    return None


def _wanted_language(text: Prepared) -> str | None:
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

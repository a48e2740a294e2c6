# ruff: noqa: E501 - patterns read better whole
"""Puts the layers together: danger, opt-out, the answer to our prompt, other wishes, and how sure we are."""

import re
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from . import (
    anchors,
    certain,
    choices,
    details,
    legend,
    opinions,
    optout,
    other_languages,
    picking,
    prompted,
    proven,
    screening,
    values,
    visits,
    when,
)
from .alone import may_act
from .context import OFFERS, answer, coded, turned_around
from .intents import NEEDS_PERSON, Wishes, clauses, wishes
from .language import detect
from .merge import NOW_HAS, merge
from .model import Asked, Intent, Reading, Screen, Slots, When
from .normalise import Prepared, prepare
from .offered import answered_too, pick
from .opted_out import opted_out
from .reactions import reaction
from .redflags import POSSIBLE, red_flags

_NO_PROMPT = Asked()


def screen(text: str) -> Screen:
    """The first look, cheap enough for the transaction that stores the text. Agrees with `read`."""
    prepared = prepare(text)
    quoted = reaction(prepared.flat)
    if quoted is not None:
        return Screen()
    return _screen(prepared)


def _screen(text: Prepared) -> Screen:
    flags = red_flags(text)
    automatic = optout.auto_reply(text)
    if automatic and set(flags) <= {POSSIBLE}:
        flags = ()  # no machine is in danger
    return Screen(
        red_flags=flags,
        opt_out=optout.opt_out(text, urgent=bool(flags)),
        help=optout.asks_help(text),
        opt_in=optout.opts_in(text),
        wrong_number=optout.wrong_number(text),
        auto_reply=automatic,
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
    local = now.astimezone(ZoneInfo(asked.zone)).replace(tzinfo=None) if now.tzinfo else now
    if asked.prompt and not seen.red_flags:
        danger = screening.flag(_plainly(prepared, asked, lang), asked)
        seen = replace(seen, red_flags=(danger,)) if danger else seen
    if seen.red_flags:
        return _in_danger(prepared, seen, asked, local, lang)
    if seen.auto_reply and not seen.opt_out:
        return Reading(Intent.UNKNOWN, 0.9, False, lang, is_auto_reply=True)
    if seen.opt_out == "cancel":
        return Reading(Intent.CANCEL, 0.75, True, lang, also=(Intent.OPT_OUT,), opt_out="cancel")
    if seen.opt_out:
        return opted_out(prepared, seen, asked, local, lang)
    if seen.wrong_number:
        return Reading(Intent.WRONG_NUMBER, 0.94, False, lang)
    if seen.help:
        return Reading(Intent.HELP, 0.98, True, lang)
    if seen.opt_in:
        return Reading(Intent.OPT_IN, 0.98, True, lang)
    understood = _plainly(prepared, asked, lang)
    reading = _read_wish(understood, asked, local, lang)
    if asked.vocabulary:
        names, clear = asked.vocabulary.named(prepared)
        reading = replace(reading, slots={**reading.slots, **names}, auto=reading.auto and clear)
    reading = visits.put_right(understood, asked, opinions.second_opinion(understood, asked, reading))
    reading = opinions.with_seen(understood, asked, reading)
    if reading.auto and not _stands(understood, asked, reading, local):
        reading = replace(reading, auto=False)
    return reading if understood is not prepared else other_languages.with_wishes(reading, prepared, asked)


def _plainly(text: Prepared, asked: Asked, lang: str) -> Prepared:
    """A code, or an answer in another language, as the English answer that it stands for; else the text itself."""
    short = coded(text) or other_languages.in_english(text, asked, lang)
    return prepare(short) if short else text


_VISIT = re.compile(
    r" (?:visits?|appointments?|reschedul\w+|schedul\w+|move|come|see|citas?|consultas?|cambi\w+|mover) "
)


def _stands(text: Prepared, asked: Asked, reading: Reading, local: datetime) -> bool:
    """Whether software may act on a reading: the whole text is explained, and the learned layer does not object."""
    if optout.overruled(text):
        return False
    if asked.context.startswith("checkin") and reading.intent is Intent.RESCHEDULE and not _VISIT.search(text.fixed):
        return False  # "I cut it in half to make it last till the end of the month"
    if turned_around(text, asked, reading.intent) or legend.other_code(text.fixed, asked, reading.intent):
        return False
    number = reading.slots.get("option")
    if asked.context in OFFERS and (number or reading.intent is Intent.CONFIRM):
        listed = prompted.options(asked, local, reading.lang)
        if number and picking.may_name_a_day(text.fixed, number, listed):
            return False
        if not number and asked.options > 1 and picking.several(listed):
            return False  # a yes to several is to none
    agreed = opinions.agreed(text, asked, reading.intent)
    if not proven.sure_enough(text, asked, reading):
        return False
    strange = certain.plain(text, asked, reading, _other_day(text, asked, reading, local), agreed)
    if strange is None or opinions.contradicts(text, asked, reading, strange):
        return False
    if strange and not opinions.agrees(text, asked, reading, strange):
        return False
    grave = reading.intent is Intent.CANCEL and len(text.words) > 9 and not agreed
    return not (grave and opinions.grave(text))


_BESIDE_DANGER = frozenset(
    {Intent.CANCEL, Intent.RESCHEDULE, Intent.REFILL_REQUEST, Intent.RUNNING_LATE, Intent.COMPLAINT}
)


def _other_day(text: Prepared, asked: Asked, reading: Reading, local: datetime) -> bool:
    """Whether a confirmation names a time that is not the one we asked about."""
    wished = [w for w in reading.slots.get("when", ()) if not w.excluded]
    if reading.intent is not Intent.CONFIRM or asked.context not in ("confirm_prompt", "waitlist_offer") or not wished:
        return False
    if asked.context == "waitlist_offer":
        asked = replace(asked, prompt=NOW_HAS.split(asked.prompt)[0])  # the time that it was has no yes
    wished = _of_the_visit(text, wished)
    return bool(wished) and picking.names_our_time(asked, wished, local, reading.lang) is False


_COMING = re.compile(
    r" (?:there|see|come|coming|be|works?|good|fine|ok|okay|perfect|confirm\w*|can|make|at|voy|vamos|vemos|llego|llegamos|ire|estoy|estare|alli|ahi|alla|caigo|puedo|bien|queda|confirmo|asisto) "
)


def _of_the_visit(text: Prepared, wished: list[When]) -> list[When]:
    """The times that may be meant for the visit; not those of a later clause that tells something else
    ("yes, my class lets out at 1")."""
    parts = [f" {text.fixed[start:end].strip(' .,')} " for start, end in clauses(text.fixed)]
    aside = [clause for clause in parts[1:] if not _COMING.search(clause) and len(clause.split()) > 3]
    return [w for w in wished if not any(prepare(w.text).fixed.strip() in clause for clause in aside)]


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
        may_act(found.intent, (), found.confidence, False),
        lang,
        found.slots,
        is_reaction=True,
    )


def _in_danger(text: Prepared, seen: Screen, asked: Asked, local: datetime, lang: str) -> Reading:
    """Danger, with everything else that the text says for the person who looks."""
    also = [Intent.OPT_OUT] if seen.opt_out else []
    if seen.wrong_number:
        also.append(Intent.WRONG_NUMBER)
    also += [i for i, w in wishes(text, False).ranked if i in _BESIDE_DANGER and w >= 0.85]
    slots = answered_too(text, asked, local, lang, also)
    return Reading(
        Intent.EMERGENCY,
        0.97,
        False,
        lang,
        slots,
        tuple(dict.fromkeys(also)),
        True,
        seen.red_flags,
        seen.opt_out,
        seen.auto_reply,
    )


def _read_wish(text: Prepared, asked: Asked, local: datetime, lang: str) -> Reading:
    slots = Slots()
    measured = values.find(text.flat, asked.context)
    crowded = values.too_many_numbers(text.flat)
    times = (
        when.Found([], None, False) if measured or crowded else when.find(text.flat, text.raw, local, asked.hours, lang)
    )
    times = anchors.settled(times, text, asked, local, lang)
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
    choice = choices.chosen(text, asked)
    if choice:
        return _chose(choice, found, slots, lang, "?" in text.fixed)
    if measured and not (plain and plain.whole and plain.intent in (Intent.SELECT_OPTION, Intent.CONFIRM)):
        return _measured(measured, found, asked, lang)
    if asked.context in OFFERS and not (plain and plain.whole):
        picked = pick(text, asked, wished, found, plain, slots, local, lang)
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
    intent, also, confidence, own_facts = merge(text, plain, found, asked, wished, new_time, local, lang)
    if plain:
        slots = Slots(**plain.slots, **slots)
    if intent is Intent.RUNNING_LATE or Intent.RUNNING_LATE in also:
        minutes = details.minutes(text)
        if minutes:
            slots["minutes"] = minutes
    if intent is Intent.LANGUAGE_CHANGE or Intent.LANGUAGE_CHANGE in also:
        wanted = details.wanted_language(text)
        if wanted:
            slots["language"] = wanted
    return Reading(intent, round(confidence, 3), may_act(intent, also, confidence, own_facts), lang, slots, also)


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
        Intent.VALUE_REPORT,
        confidence,
        may_act(Intent.VALUE_REPORT, also, confidence, False),
        lang,
        measured.slots,
        also,
    )


def _chose(choice: choices.Choice, found: Wishes, slots: Slots, lang: str, asks: bool) -> Reading:
    """A numbered choice of our question; what else a person has to see stays beside it."""
    also = tuple(i for i, w in found.ranked if (i in NEEDS_PERSON or (asks and i is Intent.QUESTION)) and w >= 0.7)
    slots = Slots(option=choice.number, **slots)
    if choice.value:
        slots["value"] = float(choice.number)
    auto = not choice.grave and may_act(Intent.SELECT_OPTION, also, 0.93, False)
    main = next((i for i in also if i in (Intent.REFILL_REQUEST, Intent.BILLING_QUESTION)), None)
    if main:
        return Reading(main, 0.8, False, lang, slots, (Intent.SELECT_OPTION,))
    return Reading(Intent.SELECT_OPTION, 0.93, auto, lang, slots, also)

# ruff: noqa: E501 - patterns read better whole
"""Offered times named by their words, alone or beside something else."""

import re
from datetime import datetime

from . import picking, prompted, values, when
from .alone import may_act
from .context import OFFERS, Answer, answer
from .intents import NEEDS_PERSON, Wishes, clauses
from .merge import only_for_time
from .model import Asked, Intent, Reading, Slots, When
from .normalise import Prepared

_AND_THEN = re.compile(r" (?:and|or|y|e|o|que tal|what about) [^?]*\?")  # "y el viernes?" asks, it picks nothing


def pick(
    text: Prepared,
    asked: Asked,
    wished: list[When],
    found: Wishes,
    plain: Answer | None,
    slots: Slots,
    local: datetime,
    lang: str,
) -> Reading | None:
    """An offered option named by its words ("el jueves", "2:30 works", "the one with Dr Lee")."""
    blockers = NEEDS_PERSON | {Intent.RUNNING_LATE, Intent.LANGUAGE_CHANGE, Intent.OPT_IN}
    if asked.context == "waitlist_offer" or len(text.words) > 40:
        return None
    if any(i in blockers and w > 0.7 for i, w in found.ranked) and len(text.words) > 12:
        return None
    listed = prompted.options(asked, local, lang)
    excluded = [w for w in slots.get("when", ()) if w.excluded] if len(text.words) <= 12 else []
    keeps = asked.context == "which_one" and " keep" not in asked.prompt.lower()
    number = picking.pick(text.fixed, wished, listed, asked.options, excluded, keeps)
    asks_other = _ASKS_OTHER.search(text.fixed) or _AND_THEN.match(text.fixed)
    told = "?" not in text.fixed and number is not None
    listens = Intent.WAITLIST_JOIN in dict(found.ranked)  # "the second, and if somebody cancels tell me"
    if told and (keeps or listens or picking.leading(text.fixed, wished, listed, asked.options) == number):
        asks_other = None  # "cancel the other one"
    names = [i for i, w in found.ranked if w >= 0.7]
    also = tuple(
        i
        for i in names
        if i in NEEDS_PERSON
        or i in (Intent.QUESTION, Intent.RUNNING_LATE, Intent.WAITLIST_JOIN, Intent.LANGUAGE_CHANGE)
        or (i in (Intent.BOOK, Intent.CANCEL) and asked.context == "slot_offer" and not _REFUSED.search(text.fixed))
    )
    if "?" not in text.fixed:
        also = tuple(i for i in also if i is not Intent.BOOK)
    if not re.search(r" (?:late|minutes|minutos|tarde|way|camino) ", text.fixed):
        also = tuple(i for i in also if i is not Intent.RUNNING_LATE)
    if asked.context == "which_one":  # what we asked about is no wish of its own
        also = tuple(i for i in also if i not in (Intent.CANCEL, Intent.BOOK))
    if asks_other and wished and (len(clauses(text.fixed)) == 1 or only_for_time(text, wished)):
        also = tuple(i for i in also if i is not Intent.QUESTION)  # "do you have december 10" is what it wants
    if number is not None and not asks_other and not _ABOUT_TEXTS.search(text.fixed):
        if Intent.CANCEL in also and _REFUSED.search(text.fixed):
            also = tuple(i for i in also if i is not Intent.CANCEL)
        return Reading(
            Intent.SELECT_OPTION,
            0.93,
            may_act(Intent.SELECT_OPTION, also, 0.93, found.facts_only),
            lang,
            Slots(option=number, **slots),
            also,
        )
    if not wished or _ABOUT_TEXTS.search(text.fixed):
        return None
    refuses = plain is not None and plain.intent is Intent.DECLINE
    if any(i is Intent.CANCEL for i in names) and not asks_other:
        return None
    matches = {o.number for o in listed if any(picking.fits(w, o) for w in wished)}
    if not matches and not asks_other and any(picking.half_fits(w, listed) for w in wished):
        return Reading(Intent.SELECT_OPTION, 0.5, False, lang, slots)
    if len(matches) > 1 and not asks_other and not refuses:
        return Reading(Intent.SELECT_OPTION, 0.55, False, lang, slots)
    if asks_other or listed or refuses:
        return Reading(
            Intent.RESCHEDULE, 0.85, may_act(Intent.RESCHEDULE, also, 0.85, found.facts_only), lang, slots, also
        )
    return Reading(Intent.SELECT_OPTION, 0.8, False, lang, slots)


_ABOUT_TEXTS = re.compile(r" (?:texted|texts|texting|messages|mensajes|textos) ")
_REFUSED = re.compile(r" (?:no|not|can not|do not|ni|tampoco) ")
_ASKS_OTHER = re.compile(
    r" (?:nothing (?:\S+ )?(?:works?|fits?|there)|if (?:somebody|someone|anybody|anyone)|si alguien|none|neither of|ninguna|ninguno|ningun|do you have|have you got|is there|got an?|got any|any(?! (?:is|one|of) )|anything(?! but)|hay|algo|tienen|tiene|what is available|available on|what about|others?|else|more options|otr[oa]s?|en vez) "
)


def answered_too(text: Prepared, asked: Asked, local: datetime, lang: str, also: list[Intent]) -> Slots:
    """The value or the option in a text that is mainly about something else; what it is goes into `also`."""
    measured = values.find(text.flat, asked.context)
    if measured and measured.slots:
        also.append(Intent.VALUE_REPORT)
        return measured.slots
    if asked.options:
        listed = prompted.options(asked, local, lang)
        plain = answer(text, asked)
        number = plain.slots.get("option") if plain else None
        if number is None and asked.context in OFFERS:
            times = when.find(text.flat, text.raw, local, asked.hours, lang).when
            number = picking.pick(text.fixed, [w for w in times if not w.excluded], listed, asked.options)
        if number is not None:
            also.append(Intent.SELECT_OPTION)
            return Slots(option=number)
    return Slots()

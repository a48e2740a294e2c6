# ruff: noqa: E501 - patterns and tables read better whole
"""Puts the layers together: danger, opt-out, the answer to our prompt, other wishes, and how sure we are."""

import re
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from . import certain, choices, learned, optout, other_languages, picking, screening, values, visits, when
from .context import OFFERS, Answer, answer, by_context, coded
from .intents import NEEDS_PERSON, Wishes, clauses, wishes
from .language import detect
from .merge import NOW_HAS, merge, only_for_time
from .model import Asked, Intent, Reading, Screen, Slots, When
from .normalise import Prepared, prepare
from .reactions import reaction
from .redflags import POSSIBLE, red_flags

SURE_ENOUGH = 0.6  # below it a person decides
_NO_PROMPT = Asked()
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
_VISIT = re.compile(
    r" (?:cancel\w*|appointments?|visits?|reschedul\w*|move|there|coming|come|confirm\w*|c|x|citas?|turnos?|ir|voy|cambi\w*|cancel\w*|consulta|\w+day|tomorrow|manana|lunes|martes|miercoles|jueves|viernes) "
)
_RESERVED = re.compile(r" (?:only|except|but keep|keep|menos|excepto|solo los|bills?|newsletter) ")


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
    short = coded(prepared) or other_languages.in_english(prepared, asked, lang)
    understood = prepare(short) if short else prepared
    danger = screening.flag(understood, asked)
    if danger:
        seen = replace(seen, red_flags=tuple(dict.fromkeys((*seen.red_flags, danger))))
    if seen.red_flags:
        return _in_danger(prepared, seen, asked, local, lang)
    if seen.auto_reply and not seen.opt_out:
        return Reading(Intent.UNKNOWN, 0.9, False, lang, is_auto_reply=True)
    if seen.opt_out == "cancel":
        return Reading(Intent.CANCEL, 0.75, True, lang, also=(Intent.OPT_OUT,), opt_out="cancel")
    if seen.opt_out:
        return _opted_out(prepared, seen, asked, local, lang)
    if seen.wrong_number:
        return Reading(Intent.WRONG_NUMBER, 0.94, False, lang)
    if seen.help:
        return Reading(Intent.HELP, 0.98, True, lang)
    if seen.opt_in:
        return Reading(Intent.OPT_IN, 0.98, True, lang)
    reading = _read_wish(understood, asked, local, lang)
    if asked.vocabulary:
        names, clear = asked.vocabulary.named(prepared)
        reading = replace(reading, slots={**reading.slots, **names}, auto=reading.auto and clear)
    reading = visits.put_right(understood, asked, _second_opinion(understood, asked, reading))
    if reading.auto:
        strange = certain.plain(understood, asked, reading, _other_day(asked, reading, local))
        grave = reading.intent is Intent.CANCEL and len(understood.words) > 9
        if (
            strange is None
            or (strange and not _agrees(understood, asked, reading, strange))
            or (not strange and _contradicts(understood, asked, reading))
            or (grave and learned.judge(understood).danger >= learned.MAYBE_DANGER)
        ):
            reading = replace(reading, auto=False)
    return reading if short else other_languages.with_wishes(reading, prepared, asked)


LIKELY = 0.35  # from here on the learned layer names an intent where the rules know none
SURE_OPT_OUT = 0.3
SURE_LEARNED_OPT_OUT = 0.6  # where no rule sees one, and no question of ours was about texts
CODED = 0.9  # the confidence of an answer by code or number
SURE = 0.6  # from here on it lifts a weak reading by the rules
LIKELY_TOO = 0.2  # what it must give the intent of the rules, where a text has words that nobody listed
NEARLY_DANGER = 0.2
NO_PERSON = 0.2  # below it, a word of the body or of business is only by the way ("the heart doctor at 3")
# (what the learned layer must give the intent of the rules, the chance of needing a person that it must stay below)
SAME_WISH = ((0.35, 0.6), (0.6, 0.8))
# From here on software acts on what only the learned layer sees; the higher, the dearer a mistake.
CHEAP = {
    Intent.THANKS: 0.75, Intent.RUNNING_LATE: 0.85, Intent.RESCHEDULE: 0.85, Intent.BOOK: 0.85, Intent.WAITLIST_JOIN: 0.85, Intent.READY: 0.85, Intent.HELP: 0.9, Intent.DECLINE: 0.93,
    Intent.CONFIRM: 0.93, Intent.CANCEL: 0.97,
}  # fmt: skip
_BESIDE_DANGER = frozenset(
    {Intent.CANCEL, Intent.RESCHEDULE, Intent.REFILL_REQUEST, Intent.RUNNING_LATE, Intent.COMPLAINT}
)
_RULED = frozenset({Intent.EMERGENCY, Intent.OPT_OUT, Intent.WRONG_NUMBER})  # decided before, by their own thresholds


def _second_opinion(text: Prepared, asked: Asked, reading: Reading) -> Reading:
    """What the learned layer says of a reading by the rules: it names what they do not know, and its doubt stops an
    action. An answer in a word or two is the rules' alone."""
    if not text.words or text.foreign or reading.is_auto_reply:
        return reading
    if reading.intent is Intent.UNKNOWN:
        return _named_by_learning(text, asked, reading) if certain.is_language(text) else reading
    if asked.context == "waitlist_offer":
        return reading
    weak = SURE_ENOUGH > reading.confidence >= 0.5 and not reading.also
    liftable = reading.intent in (Intent.RESCHEDULE, Intent.BOOK, Intent.CONFIRM, Intent.DECLINE)
    seen = learned.judge(text, asked.context) if weak and liftable else None
    own = dict(seen.intents).get(reading.intent, 0.0) if seen else 0.0
    if seen and (own >= SURE or (own >= LIKELY and seen.person < 0.4)):
        return replace(reading, confidence=0.7, auto=_auto(reading.intent, (), 0.7, False))
    return reading


def _named_by_learning(text: Prepared, asked: Asked, reading: Reading) -> Reading:
    """A reading of what no rule knows. Software acts on it only where a mistake costs little."""
    name, chance = learned.judge(text, asked.context).intents[0]
    if chance < LIKELY or name in _RULED or name is Intent.UNKNOWN:
        return reading
    enough = CHEAP.get(name)
    if name is Intent.DECLINE and asked.context in ("waitlist_offer", "recall_prompt", "lead_prompt"):
        # nothing changes for somebody who keeps what they have
        enough = 0.8 if _SAYS_NO.search(text.fixed) else 0.97
    if name is not Intent.THANKS and _OUR_HOURS.search(text.fixed):
        enough = None
    sure = enough is not None and chance >= enough and learned.doubt(text, asked.context) is None
    return replace(reading, intent=name, confidence=round(min(chance, 0.75), 3), auto=sure)


_OUR_HOURS = re.compile(
    r" (?:hours|open|close|closed|parking|park|abren|abierto|cierran|horario|estacionamiento|parqueo) "
)
_SAYS_NO = re.compile(
    r" (?:no|not|nope|nah|never|nel|naw|pass|skip|keep|leave|rather|wait|later|other|elsewhere|already|ya|ni|sin|tampoco|otro|otra|mejor|despues|quedo|dej\S+|can not|maybe|next|stay|working|work|trabaj\S+|original) "
)


def _agrees(text: Prepared, asked: Asked, reading: Reading, strange: int) -> bool:
    """Whether the learned layer sees the same wish in a text with words that we do not know, and no need of a person.

    The surer it is of both, the less it matters how many such words there are.
    """
    seen = learned.judge(text, asked.context)
    chances = dict(seen.intents)
    own = sum(chances.get(i, 0.0) for i in _KIN.get(reading.intent, (reading.intent,)))
    if reading.intent is Intent.SELECT_OPTION and asked.context in choices.QUESTIONS:
        own = max(own, SAME_WISH[0][0])  # choices of our own that it never saw
    some_opt_out = seen.opt_out >= learned.MAYBE_OPT_OUT and reading.intent is not Intent.OPT_IN
    calm = seen.danger < NEARLY_DANGER and (not some_opt_out or (own >= SURE and seen.opt_out < learned.OPT_OUT))
    if strange >= certain.MATTER:
        return (
            calm
            and own >= SURE
            and seen.person < NO_PERSON
            and seen.danger < learned.NO_DANGER
            and strange % certain.MATTER < certain.MANY
        )
    if strange < certain.MANY and calm and any(own >= least and seen.person < most for least, most in SAME_WISH):
        return True
    if not certain.few(strange, text):
        return False
    if (
        seen.danger < learned.MAYBE_DANGER
        and seen.person < 0.5
        and reading.confidence >= CODED
        and asked.context != "none"
    ):
        return True  # our own code, and a reason
    return own >= LIKELY_TOO and learned.doubt(text, asked.context) is None


# Wishes that end alike: software offers times, or a visit is not kept.
_KIN = {
    Intent.RESCHEDULE: (Intent.RESCHEDULE, Intent.BOOK, Intent.DECLINE),
    Intent.BOOK: (Intent.BOOK, Intent.RESCHEDULE),
    Intent.DECLINE: (Intent.DECLINE, Intent.CANCEL),
    Intent.CANCEL: (Intent.CANCEL, Intent.DECLINE),
    Intent.OPT_IN: (Intent.OPT_IN, Intent.CONFIRM, Intent.OPT_OUT),
}


def _contradicts(text: Prepared, asked: Asked, reading: Reading) -> bool:
    """Whether the learned layer is sure of another wish where nothing was asked, and sees nothing of this one."""
    if asked.context != "none" or len(text.words) < 3 or text.foreign:
        return False
    seen = learned.judge(text, asked.context).intents
    return seen[0][1] >= 0.85 and dict(seen).get(reading.intent, 0.0) < 0.03


def _other_day(asked: Asked, reading: Reading, local: datetime) -> bool:
    """Whether a confirmation names a time that is not the one we asked about."""
    wished = [w for w in reading.slots.get("when", ()) if not w.excluded]
    if reading.intent is not Intent.CONFIRM or asked.context not in ("confirm_prompt", "waitlist_offer") or not wished:
        return False
    if asked.context == "waitlist_offer":
        asked = replace(asked, prompt=NOW_HAS.split(asked.prompt)[0])  # the time that it was has no yes
    return picking.names_our_time(asked, wished, local, reading.lang) is False


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


def _in_danger(text: Prepared, seen: Screen, asked: Asked, local: datetime, lang: str) -> Reading:
    """Danger, with everything else that the text says for the person who looks."""
    also = [Intent.OPT_OUT] if seen.opt_out else []
    if seen.wrong_number:
        also.append(Intent.WRONG_NUMBER)
    also += [i for i, w in wishes(text, False).ranked if i in _BESIDE_DANGER and w >= 0.85]
    slots = _answered_too(text, asked, local, lang, also)
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


def _answered_too(text: Prepared, asked: Asked, local: datetime, lang: str, also: list[Intent]) -> Slots:
    """The value or the option in a text that is mainly about something else; what it is goes into `also`."""
    measured = values.find(text.flat, asked.context)
    if measured and measured.slots:
        also.append(Intent.VALUE_REPORT)
        return measured.slots
    if asked.options:
        listed = picking.options(asked, local, lang)
        plain = answer(text, asked)
        number = plain.slots.get("option") if plain else None
        if number is None and asked.context in OFFERS:
            times = when.find(text.flat, text.raw, local, asked.hours, lang).when
            number = picking.pick(text.fixed, [w for w in times if not w.excluded], listed, asked.options)
        if number is not None:
            also.append(Intent.SELECT_OPTION)
            return Slots(option=number)
    return Slots()


def _opted_out(text: Prepared, seen: Screen, asked: Asked, local: datetime, lang: str) -> Reading:
    """An opt-out, and the other wishes that somebody still has to meet."""
    also: list[Intent] = []
    if len(text.words) > 3:
        # "Quiten mi numero de la lista": no list of ours is meant but that of texts, and nobody is "lista".
        own = (Intent.THANKS, Intent.OPT_IN, Intent.HELP, Intent.WAITLIST_JOIN, Intent.DECLINE, Intent.READY)
        also = [i for i, w in wishes(text, False).ranked if i not in own and w >= 0.85]
        if not _VISIT.search(text.fixed):
            also = [i for i in also if i not in (Intent.CANCEL, Intent.CONFIRM, Intent.RESCHEDULE, Intent.BOOK)]
        if len(text.words) <= 8:  # "why do you keep texting me? stop"
            also = [i for i in also if i is not Intent.QUESTION]
    answered = _answer_beside(text, asked)
    if answered and answered not in also:
        also.append(answered)
    if seen.wrong_number:
        also.append(Intent.WRONG_NUMBER)
    wants_texts = (
        len(text.words) > 3
        and any(i is Intent.OPT_IN and w >= 0.85 for i, w in wishes(text, False).ranked)
        and not _WANTS_NONE.search(text.fixed)
    )
    slots = _answered_too(text, asked, local, lang, also) if len(text.words) > 3 else Slots()
    some_hours = bool(_SOME_HOURS.search(text.fixed))
    alone = seen.opt_out == "keyword" and len(text.words) <= 5 and not also and not some_hours
    plain = alone or (
        not also
        and not wants_texts
        and not some_hours
        and (asked.context == "keep_texting" or not _RESERVED.search(text.fixed))
        and certain.only_about_texts(text)
        and _sure_opt_out(text, asked)
        and not (asked.context == "keep_texting" and _keeps_texts(text))
        and not _STAYS.search(text.fixed)
        and (lang in ("en", "es") or _sure_abroad(text, seen, asked))
    )
    confidence = 0.99 if seen.opt_out == "keyword" else 0.96
    return Reading(Intent.OPT_OUT, confidence, plain, lang, slots, tuple(dict.fromkeys(also)), opt_out=seen.opt_out)


# "no texts at night", "stop texting before 9am", "after this one": not all of them, or not yet
_SOME_HOURS = re.compile(
    r" (?:(?:before|after|until|till) (?:\d\S*|noon|work|dark|bed\S*|i|my|the|this|that|it|eight|nine|ten|hours|midnight|\w+day|tomorrow|next)|hasta (?:el|la|que|manana|las)|(?:text|messag|bother|contact)ing (?:my|his|her)(?! (?:phone|cell|number|line|mobile))|during|while|at (?:night|work)|so (?:early|late)|overnight|in the (?:morning|evening|middle)|weekends?|early in|(?:de|en la|por la) (?:noche|madrugada)|tan (?:temprano|tarde)|tempranito|antes de|despues de|luego de|mientras|durante|cuando (?:estoy|duermo)|los fines)(?= )"
)
_CODE_BESIDE = re.compile(
    r"^ (?:hi |hola |ok )*(?:(c|r|x|1|2|3) |(yes|si|cancel|cancelar|cancele) (?:[.,] )?(?:and|y|but|pero|also|then|luego|plus) )(?!$)"
)
_COMES = re.compile(
    r" (?:si |yes )?(?<!no )(?:voy|ire|vamos|iremos|asistire|alla estare|ahi estare|nos vemos|confirmo)(?= (?:y|pero|,|[.]))| (?:i will|we will|am|are|will) (?:be there|coming|come)(?= (?:and|but|,|[.]))"
)
_CODED = {
    "c": Intent.CONFIRM, "1": Intent.CONFIRM, "yes": Intent.CONFIRM, "si": Intent.CONFIRM, "r": Intent.RESCHEDULE, "2": Intent.RESCHEDULE, "x": Intent.CANCEL, "3": Intent.CANCEL,
}  # fmt: skip


def _answer_beside(text: Prepared, asked: Asked) -> Intent | None:
    """The answer to our reminder that stands beside an opt-out ("X and stop these messages too")."""
    if asked.context != "confirm_prompt":
        return None
    code = _CODE_BESIDE.match(text.fixed)
    if code:
        return _CODED.get(code[1] or code[2], Intent.CANCEL)
    return Intent.CONFIRM if _COMES.search(text.fixed) else None


def _sure_abroad(text: Prepared, seen: Screen, asked: Asked) -> bool:
    """Whether an opt-out in a language that has few examples is sure."""
    chance = learned.judge(text, asked.context).opt_out
    about_texts = asked.context in ("none", "keep_texting")
    short = about_texts and len(text.words) <= 7 and len(text.raw) <= (12 if text.foreign else 40)
    return (
        seen.opt_out == "keyword" or chance >= (0.85 if about_texts else 0.95) or (short and chance >= learned.OPT_OUT)
    )


def _keeps_texts(text: Prepared) -> bool:
    """Whether an answer to KEEP or STOP sounds like KEEP."""
    meant = by_context(text, text.fixed, "keep_texting")
    return meant is not None and meant.intent is Intent.OPT_IN


# "do not take me off", "stop it that is amazing yes": the words of stopping for something else
_STAYS = re.compile(
    r" (?:do not|not|never|dont|no) (?:(?:me|los|las|nos|le|se|vayan a|vaya a|you|ever|let|want to) )*(?:take|stop|remove|drop|sac\S+|quit\S+|dej\S+|par(?:e|en|ar))(?! (?:text|send|messag|de mandar|de enviar)\S*) | stop (?:it|that|this) (?:that|it|this) is | (?:amazing|awesome|great|love|wonderful|yay|yes please)(?= )"
)
_WANTS_NONE = re.compile(
    r" (?:not|no longer|never|no|ya no|nunca|jamas) (?:\S+ ){0,2}?(?:want|wish|need|care|quiero|queremos|deseo|quisiera)(?= )"
)


def _sure_opt_out(text: Prepared, asked: Asked) -> bool:
    """Whether the learned layer sees an opt-out too, and nothing for a person beside it."""
    seen = learned.judge(text, asked.context)
    ruled = optout.by_rules(text) is not None
    enough = SURE_OPT_OUT if asked.context == "keep_texting" else SURE_LEARNED_OPT_OUT
    return (ruled or seen.opt_out >= enough) and seen.danger < learned.MAYBE_DANGER and seen.wrong_number < 0.5


_ALONE = frozenset({Intent.THANKS})
_GOES_WITH = {
    Intent.RUNNING_LATE: _ALONE | {Intent.CONFIRM},
    Intent.CANCEL: _ALONE | {Intent.OPT_OUT},
    Intent.OPT_OUT: _ALONE | {Intent.CANCEL},
    Intent.DECLINE: _ALONE | {Intent.WAITLIST_JOIN},  # who declines an earlier time stays on the list
}


def _auto(intent: Intent, also: tuple[Intent, ...], confidence: float, facts: bool) -> bool:
    """Whether software may answer alone: no wish in the text needs a person, and we are sure enough."""
    every = (intent, *also)
    if confidence < SURE_ENOUGH or any(i in NEEDS_PERSON for i in every):
        return False
    if not _GOES_WITH.get(intent, _ALONE).issuperset(also):
        return False  # a second wish that the first one's workflow does not meet
    return facts or intent is not Intent.QUESTION


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
    choice = choices.chosen(text, asked)
    if choice:
        return _chose(choice, found, slots, lang, "?" in text.fixed)
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
    intent, also, confidence, own_facts = merge(text, plain, found, asked, wished, new_time, local, lang)
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


def _chose(choice: choices.Choice, found: Wishes, slots: Slots, lang: str, asks: bool) -> Reading:
    """A numbered choice of our question; what else a person has to see stays beside it."""
    also = tuple(i for i, w in found.ranked if (i in NEEDS_PERSON or (asks and i is Intent.QUESTION)) and w >= 0.7)
    slots = Slots(option=choice.number, **slots)
    if choice.value:
        slots["value"] = float(choice.number)
    auto = not choice.grave and _auto(Intent.SELECT_OPTION, also, 0.93, False)
    main = next((i for i in also if i in (Intent.REFILL_REQUEST, Intent.BILLING_QUESTION)), None)
    if main:
        return Reading(main, 0.8, False, lang, slots, (Intent.SELECT_OPTION,))
    return Reading(Intent.SELECT_OPTION, 0.93, auto, lang, slots, also)


_AND_THEN = re.compile(r" (?:and|or|y|e|o|que tal|what about) [^?]*\?")  # "y el viernes?" asks, it picks nothing


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
    """An offered option named by its words ("el jueves", "2:30 works", "the one with Dr Lee")."""
    blockers = NEEDS_PERSON | {Intent.RUNNING_LATE, Intent.LANGUAGE_CHANGE, Intent.OPT_IN}
    if asked.context == "waitlist_offer" or len(text.words) > 40:
        return None
    if any(i in blockers and w > 0.7 for i, w in found.ranked) and len(text.words) > 12:
        return None
    listed = picking.options(asked, local, lang)
    excluded = [w for w in slots.get("when", ()) if w.excluded] if len(text.words) <= 12 else []
    keeps = asked.context == "which_one" and " keep" not in asked.prompt.lower()
    number = picking.pick(text.fixed, wished, listed, asked.options, excluded, keeps)
    asks_other = _ASKS_OTHER.search(text.fixed) or _AND_THEN.match(text.fixed)
    if keeps and number is not None and "?" not in text.fixed:
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
            _auto(Intent.SELECT_OPTION, also, 0.93, found.facts_only),
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
            Intent.RESCHEDULE, 0.85, _auto(Intent.RESCHEDULE, also, 0.85, found.facts_only), lang, slots, also
        )
    return Reading(Intent.SELECT_OPTION, 0.8, False, lang, slots)


_ABOUT_TEXTS = re.compile(r" (?:texted|texts|texting|messages|mensajes|textos) ")
_REFUSED = re.compile(r" (?:no|not|can not|do not|ni|tampoco) ")
_ASKS_OTHER = re.compile(
    r" (?:nothing (?:\S+ )?(?:works?|fits?|there)|if (?:somebody|someone|anybody|anyone)|si alguien|none|neither of|ninguna|ninguno|ningun|do you have|have you got|is there|got an?|got any|any(?! (?:is|one|of) )|anything(?! but)|hay|algo|tienen|tiene|what is available|available on|what about|others?|else|more options|otr[oa]s?|en vez) "
)


def _minutes(text: Prepared) -> int | None:
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

# ruff: noqa: E501 - patterns read better whole
"""The reading of a text that opts out: what else it wants, and whether a person has to see it."""

import re
from datetime import datetime

from . import certain, learned, optout
from .context import by_context
from .intents import wishes
from .model import Asked, Intent, Reading, Screen, Slots
from .normalise import Prepared
from .offered import answered_too

SURE_OPT_OUT = 0.3
SURE_LEARNED_OPT_OUT = 0.6  # where no rule sees one, and no question of ours was about texts
_VISIT = re.compile(
    r" (?:cancel\w*|appointments?|visits?|reschedul\w*|move|there|coming|come|confirm\w*|c|x|citas?|turnos?|ir|voy|cambi\w*|cancel\w*|consulta|\w+day|tomorrow|manana|lunes|martes|miercoles|jueves|viernes) "
)
_RESERVED = re.compile(r" (?:only|except|but keep|keep|menos|excepto|solo los|bills?|newsletter) ")


def opted_out(text: Prepared, seen: Screen, asked: Asked, local: datetime, lang: str) -> Reading:
    """An opt-out, and the other wishes that somebody still has to meet."""
    also: list[Intent] = []
    if len(text.words) > 3:
        # "Quiten mi numero de la lista": no list of ours is meant but that of texts, and nobody is "lista".
        own = (Intent.THANKS, Intent.OPT_IN, Intent.HELP, Intent.WAITLIST_JOIN, Intent.DECLINE, Intent.READY)
        also = [i for i, w in wishes(text, False).ranked if i not in own and w >= 0.85]
        if not _VISIT.search(text.fixed):
            also = [i for i in also if i not in (Intent.CANCEL, Intent.CONFIRM, Intent.RESCHEDULE, Intent.BOOK)]
        also = [i for i in also if i not in _HINTED or _seen(text, asked, i)]
        if len(text.words) <= 8:  # "why do you keep texting me? stop"
            also = [i for i in also if i is not Intent.QUESTION]
    if asked.context == "waitlist_offer" and (_LIST.search(text.fixed) or _NO_AND.match(text.fixed)):
        also.append(Intent.DECLINE)  # which list is meant, a person sees
    if asked.context == "which_one" and _ALL_OF_THEM.search(text.fixed):
        also.append(Intent.SELECT_OPTION)
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
    slots = answered_too(text, asked, local, lang, also) if len(text.words) > 3 else Slots()
    some_hours = bool(_SOME_HOURS.search(text.fixed))
    alone = seen.opt_out == "keyword" and len(text.words) <= 5 and not also and not some_hours
    if asked.context == "triage_question":
        alone, some_hours = False, True  # what was asked about may be urgent
    plain = alone or (
        not also
        and not wants_texts
        and not some_hours
        and (asked.context == "keep_texting" or not _RESERVED.search(text.fixed))
        and not _off_what(text, asked)
        and (certain.only_about_texts(text) or _plainly(text, asked))
        and _sure_opt_out(text, asked)
        and not (asked.context == "keep_texting" and _keeps_texts(text))
        and not _STAYS.search(text.fixed)
        and (lang in ("en", "es") or _sure_abroad(text, seen, asked))
    )
    confidence = 0.99 if seen.opt_out == "keyword" else 0.96
    return Reading(Intent.OPT_OUT, confidence, plain, lang, slots, tuple(dict.fromkeys(also)), opt_out=seen.opt_out)


# Words that may belong to the wish to stop ("cancel these messages", "I'm blocking you in 5 minutes").
_HINTED = frozenset(
    {Intent.CANCEL, Intent.RUNNING_LATE, Intent.BILLING_QUESTION, Intent.LANGUAGE_CHANGE, Intent.VALUE_REPORT}
)


def _seen(text: Prepared, asked: Asked, intent: Intent) -> bool:
    seen = learned.judge(text, asked.context)
    return dict(seen.intents)[intent] >= UNSEEN_BESIDE or seen.person >= 0.5


UNSEEN_BESIDE = 0.06
MAYBE_RULED = 0.3  # what the learned layer gives an opt-out by a rule, where a person may be needed
_LIST = re.compile(r" (?:lists?|waitlist|lista|listas|espera) ")
_NO_AND = re.compile(r" (?:no|nope|nah|nel) (?:thanks|thank you|gracias)? ?(?:[.,] )?(?:and|y|please|e) ")
_ALL_OF_THEM = re.compile(
    r" (?:both|all|ambas|ambos|las dos|los dos|todas|todos)(?: of (?:them|those))? (?:and|y|[.,]) "
)
# "take me off, I have a load to Laredo": off the schedule, perhaps
_OFF_WHAT = re.compile(
    r" (?:quit\S+|saqu\S+|sac\S+|borr\S+|baj\S+|elimin\S+|take me off|pull me|drop me|remove me|scratch me|cut me)(?= )"
)
_OF_OUR_TEXTS = re.compile(
    r" (?:text\w*|messag\w*|sms|reminders?|alerts?|notif\w*|numbers?|phones?|contacts?|list\w*|stop|unsubscribe|subscri\w*|mensaj\w*|mensajit\w*|textos?|recordator\w*|avisos?|alertas?|numero|celular|telefono|contact\w*|lista\w*|registro|sistema|system|everything|todo|de baja|moleste\w*|escrib\w*|mand\w*|mas|more|anymore|again)(?= )"
)


def _off_what(text: Prepared, asked: Asked) -> bool:
    """Whether it asks to be taken off something without saying of what, beside other words."""
    return bool(
        asked.context in ("none", "confirm_prompt", "slot_offer")
        and len(text.words) > 3
        and _OFF_WHAT.search(text.fixed)
        and not _OF_OUR_TEXTS.search(text.fixed)
    )


# "no texts at night", "stop texting before 9am", "after this one": not all of them, or not yet
_SOME_HOURS = re.compile(
    r" (?:(?:before|after|until|till) (?:\d\S*|noon|work|dark|bed\S*|i|my|the|this|that|it|eight|nine|ten|hours|midnight|\w+day|tomorrow|next)|hasta (?:el|la|que|manana|las)|(?:text|messag|bother|contact)ing (?:my|his|her)(?! (?:phone|cell|number|line|mobile))|during|while|at (?:night|work)|so (?:early|late)|overnight|in the (?:morning|evening|middle)|weekends?|early in|(?:de|en la|por la) (?:noche|madrugada)|tan (?:temprano|tarde)|tempranito|antes de|despues de|luego de|mientras|durante|cuando (?:estoy|duermo)|los fines)(?= )"
)


def _plainly(text: Prepared, asked: Asked) -> bool:
    """Whether the learned layer sees an opt-out, no other wish and no need of a person in a text that has words of other
    matters ("we moved to Tucson, delete us from your texts")."""
    seen = learned.judge(text, asked.context)
    others = max(c for i, c in seen.intents if i not in (Intent.OPT_OUT, Intent.OPT_IN, Intent.THANKS, Intent.DECLINE))
    return (
        seen.opt_out >= PLAIN_OPT_OUT
        and seen.person < 0.25
        and seen.danger < learned.NO_DANGER
        and others < 0.15
        and "?" not in text.fixed
        and len(text.words) <= certain.MOST_WORDS
        and not certain.calls(text)
        and not _OF_SOMEBODY.search(text.fixed)
    )


PLAIN_OPT_OUT = 0.9
# who moved, died, changed doctors or shares a phone: the chart has to say so
_OF_SOMEBODY = re.compile(
    r" (?:moved|moving|move|mudamos|mude|mudo|cambie de|cambiamos de|switched|another (?:doctor|dentist)|new doctor|passed|died|hospice|fallec\w+|murio|husband|wife|boyfriend|girlfriend|mom|moms|mother|dad|father|son|daughter|kid|his|her|he|she|espos[oa]|hij[oa]|mama|papa|novi[oa]|patient|paciente|law|tcpa|ley|instead|results?|resultados|system|sistema|others?|reads|sees)(?= )"
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
    ruled = optout.by_rules(text) is not None and (seen.opt_out >= MAYBE_RULED or seen.person < 0.4)
    enough = SURE_OPT_OUT if asked.context == "keep_texting" else SURE_LEARNED_OPT_OUT
    return (ruled or seen.opt_out >= enough) and seen.danger < learned.MAYBE_DANGER and seen.wrong_number < 0.5

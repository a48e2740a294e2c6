# ruff: noqa: E501 - patterns and tables read better whole
"""What the learned layer says of a reading by the rules: it names, lifts, doubts or contradicts."""

import re
from dataclasses import replace
from functools import lru_cache

from . import certain, choices, learned
from .alone import SURE_ENOUGH, may_act
from .intents import NEEDS_PERSON, questions, without_denied
from .model import Asked, Intent, Reading
from .normalise import Prepared
from .visits import moves

LIKELY = 0.35  # from here on the learned layer names an intent where the rules know none
CODED = 0.9  # the confidence of an answer by code or number
SURE = 0.6  # from here on it lifts a weak reading by the rules
LIKELY_TOO = 0.2  # what it must give the intent of the rules, where a text has words that nobody listed
NEARLY_DANGER = 0.2
AGREED, AGREED_OTHER, AGREED_PERSON = 0.7, 0.4, 0.3  # the wish itself, the likeliest other one, a person
OVERRULING, OVERRULED_OWN, OVERRULED = 0.85, 0.2, 0.93  # the other wish, the rules' own, how sure the rules may be
BESIDE, BESIDE_PERSON = 0.6, 0.6  # a further wish, a person
EITHER, OR_NEW = 0.4, 0.3
PLAINLY = 0.9
UNSEEN_BESIDE = 0.06  # below it, a weak sign of a further wish is none
RIVAL = 0.25
AGREED_DANGER = 0.13
UNSEEN = 0.3  # below it, software does not act on a longer text with words that nobody listed
NO_PERSON = 0.2  # below it, a word of the body or of business is only by the way ("the heart doctor at 3")
# (what the learned layer must give the intent of the rules, the chance of needing a person that it must stay below)
SAME_WISH = ((0.35, 0.6), (0.6, 0.8))
# From here on software acts on what only the learned layer sees; the higher, the dearer a mistake.
CHEAP = {
    Intent.THANKS: 0.75, Intent.RUNNING_LATE: 0.85, Intent.RESCHEDULE: 0.85, Intent.BOOK: 0.85, Intent.WAITLIST_JOIN: 0.85, Intent.READY: 0.85, Intent.HELP: 0.9, Intent.DECLINE: 0.93,
    Intent.CONFIRM: 0.93, Intent.CANCEL: 0.97,
}  # fmt: skip
_ASKED_FOR = frozenset({Intent.RESCHEDULE, Intent.BOOK, Intent.WAITLIST_JOIN})  # by a question as well
_FIRM = frozenset({Intent.OPT_IN, Intent.LANGUAGE_CHANGE, Intent.VALUE_REPORT, Intent.SELECT_OPTION, Intent.HELP})
_RULED = frozenset({Intent.EMERGENCY, Intent.OPT_OUT, Intent.WRONG_NUMBER})  # decided before, by their own thresholds


def agreed(text: Prepared, asked: Asked, intent: Intent) -> bool:
    """Whether the learned layer plainly sees this wish, nothing beside it, no danger and no need of a person."""
    return bool(text.words) and not text.foreign and _agreed(text, asked.context, intent)


@lru_cache(maxsize=64)
def _agreed(text: Prepared, context: str, intent: Intent) -> bool:
    seen = learned.judge(text, context)
    if seen.person >= AGREED_PERSON or seen.danger >= AGREED_DANGER or seen.opt_out >= learned.MAYBE_OPT_OUT:
        return False
    kin = _KIN.get(intent, (intent,))
    chances = dict(seen.intents)
    aside = (Intent.THANKS, Intent.QUESTION) if intent in _ASKED_FOR else (Intent.THANKS,)
    other = max(chance for i, chance in seen.intents if i not in kin and i not in aside)
    return max(chances[i] for i in kin) >= AGREED and other < AGREED_OTHER


def _rival(seen: learned.Judgement, kin: tuple[Intent, ...]) -> float:
    """The chance of the likeliest wish that is none of these; thanks aside."""
    return max(chance for i, chance in seen.intents if i not in kin and i is not Intent.THANKS)


def second_opinion(text: Prepared, asked: Asked, reading: Reading) -> Reading:
    """What the learned layer says of a reading by the rules: it names what they do not know, and its doubt stops an
    action. An answer in a word or two is the rules' alone."""
    if not text.words or text.foreign or reading.is_auto_reply:
        return reading
    if reading.intent is Intent.UNKNOWN:
        return _named_by_learning(text, asked, reading) if certain.is_language(text) else reading
    if asked.context == "waitlist_offer":
        return reading
    if (
        reading.also == (Intent.QUESTION,)
        and not questions(text.fixed)
        and not _WANTS_MORE.search(text.fixed.removeprefix(" si"))
        and agreed(text, asked, reading.intent)
    ):
        confidence = max(reading.confidence, SURE_ENOUGH)  # a "but" that reserves nothing
        return replace(reading, also=(), confidence=confidence, auto=may_act(reading.intent, (), confidence, False))
    beside = _seen_beside(text, asked, reading)
    if beside != reading.also:
        auto = may_act(reading.intent, beside, reading.confidence, False)
        return replace(reading, also=beside, auto=auto)
    overruled = _overruled(text, asked, reading)
    if overruled:
        return overruled
    weak = SURE_ENOUGH > reading.confidence >= 0.5 and not reading.also
    liftable = reading.intent in (Intent.RESCHEDULE, Intent.BOOK, Intent.CONFIRM, Intent.DECLINE)
    seen = learned.judge(text, asked.context) if weak and liftable else None
    own = dict(seen.intents).get(reading.intent, 0.0) if seen else 0.0
    if seen and reading.intent is Intent.CONFIRM and _rival(seen, (Intent.CONFIRM, Intent.RUNNING_LATE)) >= RIVAL:
        return reading
    if seen and (own >= SURE or (own >= LIKELY and seen.person < 0.4)):
        return replace(reading, confidence=0.7, auto=may_act(reading.intent, (), 0.7, False))
    return reading


def _seen_beside(text: Prepared, asked: Asked, reading: Reading) -> tuple[Intent, ...]:
    """The further wishes of a reading without those that only a word or two hinted at, and that the learned layer
    does not see beside a plain wish ("it was a pain to park")."""
    if _HINTED.isdisjoint(reading.also) or not agreed(text, asked, reading.intent):
        return reading.also
    seen = learned.judge(text, asked.context)
    if seen.person >= NO_PERSON:
        return reading.also
    chances = dict(seen.intents)
    asks = questions(text.fixed) > 0
    return tuple(
        i for i in reading.also if i not in _HINTED or (asks and i is Intent.QUESTION) or chances[i] >= UNSEEN_BESIDE
    )


_HINTED = frozenset({Intent.QUESTION, Intent.RUNNING_LATE, Intent.HELP, Intent.CONFIRM, Intent.READY})
_WANTS_MORE = re.compile(
    r" (?:need|needs|want|wants|can|could|have to|has to|got to|only|except|if|unless|until|till|with|for|necesit\S+|ocup\S+|quier\S+|puedo|puede\S*|podria\S*|tengo que|tiene que|solo|menos|si|hasta|con|para|pa)(?= )"
)
# What the learned layer may put in place of a weak reading by the rules, by what was asked. Whether a time is asked
# for anew or instead of another, it cannot tell where nothing was asked.
_MAY_OVERRULE = {
    "confirm_prompt": frozenset({Intent.RESCHEDULE, Intent.CANCEL}),
    "none": frozenset({Intent.CANCEL, Intent.THANKS, Intent.RUNNING_LATE, Intent.RESCHEDULE}),
}


def with_seen(text: Prepared, asked: Asked, reading: Reading) -> Reading:
    """The reading with a further wish for a person that only the learned layer sees ("125, and the strips are gone")."""
    if len(text.words) < 4 or text.foreign or reading.intent in NEEDS_PERSON or reading.is_auto_reply:
        return reading
    if reading.intent in (Intent.QUESTION, Intent.HELP) or asked.context in choices.QUESTIONS:
        return reading
    seen = learned.judge(text, asked.context)
    if seen.person < BESIDE_PERSON:
        return reading
    more = tuple(i for i, chance in seen.intents if chance >= BESIDE and i in _FOR_A_PERSON and i not in reading.also)
    return replace(reading, also=(*reading.also, *more), auto=False) if more else reading


_FOR_A_PERSON = frozenset(
    {Intent.REFILL_REQUEST, Intent.BILLING_QUESTION, Intent.COMPLAINT, Intent.CLINICAL_CONCERN, Intent.QUESTION}
)


def _overruled(text: Prepared, asked: Asked, reading: Reading) -> Reading | None:
    """The wish that the learned layer is sure of, where rules found another that it hardly sees."""
    if (  # "yes, if this traffic does not kill me"
        reading.intent is Intent.RUNNING_LATE
        and Intent.CONFIRM in reading.also
        and "minutes" not in reading.slots
        and asked.context == "confirm_prompt"
        and not questions(text.fixed)
        and agreed(text, asked, Intent.CONFIRM)
    ):
        auto = may_act(Intent.CONFIRM, (), reading.confidence, False)
        return replace(reading, intent=Intent.CONFIRM, also=(), auto=auto)
    may = _MAY_OVERRULE.get(asked.context)
    if may is None or reading.confidence >= OVERRULED or len(text.words) < 4 or reading.intent in _FIRM:
        return None
    if any(i in NEEDS_PERSON for i in reading.also) or without_denied(text.fixed) != text.fixed:
        return None
    if reading.intent is Intent.CONFIRM and reading.confidence >= CODED:
        return None
    chances = learned.judge(text, asked.context).intents
    name = chances[0][0]
    asks_time = reading.intent is Intent.QUESTION and name is Intent.RESCHEDULE and bool(reading.slots.get("when"))
    own = 0.0 if asks_time else dict(chances).get(reading.intent, 0.0)
    if name is reading.intent or name not in may or own > OVERRULED_OWN:
        return None
    if name is Intent.RESCHEDULE and reading.intent in (Intent.BOOK, Intent.CANCEL, Intent.DECLINE):
        return None
    if name is Intent.RESCHEDULE and asked.context == "none" and reading.intent is Intent.QUESTION:
        return None
    if chances[0][1] < OVERRULING or not agreed(text, asked, name):
        return None
    if questions(text.fixed) > 1 or (questions(text.fixed) and name is not Intent.RESCHEDULE):
        return replace(reading, auto=False)
    return replace(reading, intent=name, confidence=0.75, also=(), auto=may_act(name, (), 0.75, False))


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
    if (
        enough is not None
        and asked.context in _AGREES_IN
        and name in _CHEAP_WHEN_AGREED
        and agreed(text, asked, name)
        and not (name is Intent.CONFIRM and _DENIES.search(text.fixed))
    ):
        enough = AGREED
    sure = enough is not None and chance >= enough and learned.doubt(text, asked.context) is None
    return replace(reading, intent=name, confidence=round(min(chance, 0.75), 3), auto=sure)


_DENIES = re.compile(r" (?:no|not|never|nunca|ni|nor|neither|without|sin|tampoco|jamas)(?= )")
_AGREES_IN = frozenset({"none", "confirm_prompt", "postvisit", "recall_prompt", "lead_prompt"})
_CHEAP_WHEN_AGREED = frozenset({Intent.RESCHEDULE, Intent.BOOK, Intent.CONFIRM, Intent.RUNNING_LATE, Intent.READY})
_OUR_HOURS = re.compile(
    r" (?:hours|open|close|closed|parking|park|abren|abierto|cierran|horario|estacionamiento|parqueo) "
)
_SAYS_NO = re.compile(
    r" (?:no|not|nope|nah|never|nel|naw|pass|skip|keep|leave|rather|wait|later|other|elsewhere|already|ya|ni|sin|tampoco|otro|otra|mejor|despues|quedo|dej\S+|can not|maybe|next|stay|working|work|trabaj\S+|original) "
)


def agrees(text: Prepared, asked: Asked, reading: Reading, strange: int) -> bool:
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
            and seen.danger < (learned.MAYBE_DANGER if own >= PLAINLY else learned.NO_DANGER)
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


def grave(text: Prepared) -> bool:
    """Whether a longer text that cancels may be more than that."""
    seen = learned.judge(text)
    if seen.danger < learned.MAYBE_DANGER:
        return False
    own = dict(seen.intents)[Intent.CANCEL]
    return seen.danger >= NEARLY_DANGER or seen.person >= AGREED_PERSON or own < SURE


def contradicts(text: Prepared, asked: Asked, reading: Reading, strange: int) -> bool:
    """Whether the learned layer sees nothing of this wish, or is sure that a person is needed."""
    if len(text.words) < 3 or text.foreign:
        return False
    seen = learned.judge(text, asked.context)
    chances = dict(seen.intents)
    own = max(chances[i] for i in _KIN.get(reading.intent, (reading.intent,)))
    if asked.context == "none" and seen.intents[0][1] >= 0.85 and own < 0.03:
        return True
    if _other_meant(text, asked, reading, chances):
        return True
    if asked.context not in _SEEN_IN or len(text.words) < 7 or reading.intent not in _VISITS:
        return False
    coded = reading.confidence >= OVERRULED and asked.context != "none"
    return (strange > 0 and own < UNSEEN and not coded) or (seen.person >= learned.PERSON and len(text.words) > 6)


def _other_meant(text: Prepared, asked: Asked, reading: Reading, chances: dict[Intent, float]) -> bool:
    """Whether the learned layer sees the wish that this one is most easily taken for: a move for a cancellation, a visit
    that there is for a new one, an offered time for another."""
    intent = reading.intent
    if intent is Intent.RESCHEDULE:
        if chances[Intent.CANCEL] > chances[Intent.RESCHEDULE] + RIVAL or _CALLS_OFF.search(text.fixed):
            return chances[Intent.CANCEL] >= EITHER
        if asked.context == "none" and chances[Intent.BOOK] >= OR_NEW and not moves(text):
            return True
        if asked.context == "slot_offer":
            return chances[Intent.SELECT_OPTION] > max(chances[Intent.RESCHEDULE], chances[Intent.DECLINE]) + RIVAL
    if intent is Intent.SELECT_OPTION and asked.context == "slot_offer" and len(text.words) > 5:
        return chances[Intent.RESCHEDULE] >= PLAINLY and chances[Intent.RESCHEDULE] > chances[Intent.SELECT_OPTION]
    return False


_CALLS_OFF = re.compile(r" (?:cancel|kancel|anul|borr|elimin|tumb|quit|tach)\w*(?= )")
_SEEN_IN = frozenset({"none", "confirm_prompt", "slot_offer"})
_VISITS = frozenset(
    {Intent.CONFIRM, Intent.CANCEL, Intent.RESCHEDULE, Intent.BOOK, Intent.RUNNING_LATE, Intent.DECLINE, Intent.HELP}
)

# ruff: noqa: E501 - patterns read better whole
"""One main intent and the others, from the answer to our prompt and the wishes in the wording."""

import re
from dataclasses import replace
from datetime import datetime

from . import picking
from .context import OFFERS, PROMPTS_TO_BOOK, Answer, by_context
from .intents import NEEDS_PERSON, Wishes, answers_facts, clauses, questions, without_denied
from .lexicon.answers import FILLER, PICKING
from .model import Asked, Intent, When
from .normalise import Prepared, prepare

Merged = tuple[Intent, tuple[Intent, ...], float, bool]

_BUT = re.compile(r" (?:but|pero|however|except|unless|if|si es que|only if|aunque) ")
_MOVES = re.compile(
    r" (?:(?:but|i|we) (?:can|could) (?:\S+ )?(?:do|come|make)|cambia|cambie|hay algo|tiene algo|tienen algo|anything|do you have|algo|me pone|what about) "
)
_ALREADY = re.compile(r" (?:be there|see you|nos vemos|alli|ahi|alla|\?.*\?) ")
_NOT_BARE = frozenset(["open", "be", "there", "tarde", "late", "closed", "until"])  # "be there at 3" moves nothing
_ASKS_FOR_TIME = re.compile(
    r" (?:can (?:i|we|you)|could (?:i|we|you)|do you have|is there|any(?:thing)?|is|would|possible|posible|available|puedo|podria|podemos|hay|tienen?|seria|se puede|puede ser|algo|what about|how about) "
)
_ASKS_TO_COME = re.compile(
    r" (?:(?:can|could|may) (?:i|we|he|she) (?:\S+ )?(?:come|get|be seen|see|do|make|stop|have|schedule|book|swing)|(?:can|could) (?:you|the doctor|doctor \S+|someone) (?:\S+ )?(?:see|fit|squeeze|get|take|do)|do you have|is there|any|anything|"
    r"(?:puedo|podria|podriamos|podemos) (?:ir|pasar|llegar|venir|verl\S+|agendar|sacar)|hay|tienen|tiene|me (?:da|dan|pueden? (?:ver|atender|dar))|se puede) "
)
_ASKS_HOURS = re.compile(
    r" (?:open|close|closed|hours|holiday|thanksgiving|christmas|abren|abre|abierto|cierran|cierra|horario|in on|work on|works? (?:mondays|tuesdays|wednesdays|thursdays|fridays)|trabaja|necessary) "
)
_EXPLICIT_CANCEL = re.compile(r" (?:cancel (?:it|my|the|both|all|me)|and cancel|y cancele\S*|please cancel|just cancel|cancel please|cancelel\S*|cancelemel\S*|cancele|cancelen) ")  # fmt: skip
_REFUSES = re.compile(
    r" (?:not?|nope|nah|never|can not|keep|stay|leave|pass|nel|ni|tampoco|mantengan?|dej\S+|quedo|prefiero|rather|late|soon) "
)
NOW_HAS = re.compile(
    r"\((?:now|instead|currently|you have|ahora|actual|en vez|hoy tiene|your|su)\b|\binstead of\b|\ben vez de\b",
    re.IGNORECASE,
)
_MOVE_ME = re.compile(
    r" (?:(?:move|switch|put|change|swap|bump|book|slide|get|squeeze) (?:me|us|it|him|her|mine|that)(?: (?:up|in|there|to that(?: one)?|to it|over|for that|down))?(?= [.,]| $| please| yes| thanks| thank)|cambie\S*|cambiem\S+|muev\S+|pas(?:e|a)(?:me|mela|nos)|anot\S+|apunt\S+|agend\S+|reserv\S+|pong(?:a|an)me|ponme|coj[oa]|cog(?:e|elo|ela)|hagale|dibs|snag\S*|cuent[ea]n? con(?:migo| eso)|(?:esta|ta|todo) bien|sale y vale|de una|que dicha) "
)
_IN_TIME = re.compile(r" (?:leave|leaving|come|start|go) early| on time| early | temprano | a tiempo ")
_KEEPS = re.compile(r" (?:keep|leave|stay|where i was|dej\S+|me quedo|mantengo) ")
_SOMEBODY_ELSE = re.compile(
    r" (?:also|too|another|new|for my|for his|for her|his (?:brother|sister)|her (?:brother|sister)|tambien|otra persona|para mi|sacar|hacer|agendar|nueva|me interesa|pongame|pediatria|seguimiento) "
)
_ILL_AT_HOME = frozenset({"triage_question", "intake_question", "postvisit", "none"})
_BE_SEEN = re.compile(
    r" (?:be seen|get seen|(?:see|fit|squeeze|get) (?:him|her|me|us) in|come in and be|lo puedan? ver|la puedan? ver|me puedan? ver|verl[oa]) "
)
_FAREWELL = re.compile(
    r" (?:see (?:you|u|ya|yall)(?: \S+)? (?:at |on |for )?(?:the )?(?:next|around|soon|later|again)|nos vemos(?: \S+)? (?:en )?(?:la )?(?:proxima|luego|pronto|otra)|hasta (?:la (?:proxima|vista)|luego|pronto)|until next time) "
)
_OTHER_PERSON = re.compile(
    r" (?:squeeze|fit|see|get|take|add|include|met\w+|ver|atend\w+|agreg\w+|revis\w+) (?:in )?(?:a )?(?:his|her|my|our|the|su|mi|la|el|al)(?: \S+)? (?:sister|brother|other|cousin|twin|sibling|herman\w+|otr\w+|prim\w+|gemel\w+)s?(?= )"
)
_VISITS = (Intent.RUNNING_LATE, Intent.RESCHEDULE, Intent.CONFIRM, Intent.CANCEL, Intent.BOOK)
_CHECKINS = ("checkin_bp", "checkin_glucose", "checkin_yesno")
_ABSORBED = {
    "waitlist_offer": frozenset({Intent.RESCHEDULE, Intent.CANCEL, Intent.CONFIRM, Intent.BOOK, Intent.THANKS, Intent.DECLINE, Intent.RUNNING_LATE, Intent.READY}),
    "recall_prompt": frozenset({Intent.RESCHEDULE, Intent.CANCEL, Intent.CONFIRM, Intent.THANKS, Intent.DECLINE, Intent.RUNNING_LATE, Intent.READY, Intent.BOOK}),
    "lead_prompt": frozenset({Intent.RESCHEDULE, Intent.CANCEL, Intent.CONFIRM, Intent.THANKS, Intent.DECLINE, Intent.RUNNING_LATE, Intent.READY, Intent.BOOK}),
    "result_ready": frozenset({Intent.RESCHEDULE, Intent.CONFIRM, Intent.THANKS, Intent.READY, Intent.DECLINE, Intent.BOOK, Intent.RUNNING_LATE}),
    "keep_texting": frozenset({Intent.CONFIRM, Intent.CANCEL, Intent.THANKS, Intent.OPT_IN, Intent.DECLINE, Intent.RESCHEDULE}),
    "checkin_yesno": frozenset({Intent.CONFIRM, Intent.CANCEL, Intent.THANKS, Intent.DECLINE, Intent.RUNNING_LATE, Intent.RESCHEDULE, Intent.BOOK}),
}  # fmt: skip


def merge(
    text: Prepared,
    plain: Answer | None,
    found: Wishes,
    asked: Asked,
    wished: list[When],
    new_time: bool,
    local: datetime,
    lang: str,
) -> Merged:
    """(intent, also, confidence, whether its questions are about the practice's own facts)"""
    if plain and plain.whole:
        return plain.intent, (), plain.confidence, False
    if asked.context in _ABSORBED:
        answered = _answered(text, plain, found, asked, wished, local, lang)
        if answered:
            return answered
    if plain:
        return _yes_and(text, plain, found, asked, wished)
    if found.ranked:
        return _wished(text, found, asked, wished, local, lang)
    if new_time:
        if asked.context == "confirm_prompt":
            if wished and picking.names_our_time(asked, wished, local, lang) and "?" not in text.fixed:
                said = {word for w in wished for word in prepare(w.text).words}
                alone = all(w in said or w in FILLER or w in PICKING for w in text.words)
                return Intent.CONFIRM, (), 0.7 if alone else 0.55, False
            bare = len(text.words) <= 4 and _NOT_BARE.isdisjoint(text.words)
            moving = _MOVES.search(text.fixed) and not _ALREADY.search(text.fixed)
            return Intent.RESCHEDULE, (), 0.7 if moving else 0.65 if bare else 0.5, False
        if asked.context in PROMPTS_TO_BOOK:
            return Intent.BOOK, (), 0.8, False
    return Intent.UNKNOWN, (), 0.3, False


def _answered(
    text: Prepared, plain: Answer | None, found: Wishes, asked: Asked, wished: list[When], local: datetime, lang: str
) -> Merged | None:
    """The answer to a question of ours that is no reminder and no list, and what else the text wants."""
    context = asked.context
    fixed = without_denied(text.fixed)
    weights = dict(found.ranked)
    meant = by_context(text, text.fixed if context == "keep_texting" else fixed, context)
    absorbed = _ABSORBED[context]
    others = tuple(i for i, w in found.ranked if i not in absorbed and w >= 0.7)
    if context == "result_ready" and len(text.words) <= 10 and "?" not in text.fixed:
        others = tuple(i for i in others if i is not Intent.QUESTION)
    if (
        context == "result_ready"
        and "?" in text.fixed
        and not re.search(r" (?:what does it say|que (?:dice|salio)|what is it) ", text.fixed)
    ):
        others = tuple(dict.fromkeys((*others, Intent.QUESTION)))
    if context == "waitlist_offer" and _EXPLICIT_CANCEL.search(fixed) and Intent.CANCEL in weights:
        others = (Intent.CANCEL, *others)
    if meant is None and plain is not None:
        meant = plain
    if meant is not None and plain is not None and meant.intent is not plain.intent and context == "waitlist_offer":
        meant = Answer(meant.intent, min(meant.confidence, 0.8), meant.slots, False)
    if meant is None and context == "waitlist_offer" and not _REFUSES.search(text.fixed):
        meant = _takes_offer(text, asked, wished, local, lang)
    if meant is None:
        meant = _guessed(text, weights, context, wished)
    if meant is not None and meant.intent is Intent.CONFIRM and context == "waitlist_offer" and wished:
        offered = replace(asked, prompt=NOW_HAS.split(asked.prompt)[0])
        if picking.names_our_time(offered, wished, local, lang) is False:
            return Intent.CONFIRM, others, 0.55, False  # yes to a time that was not offered
    if meant is None:
        return None
    if context == "checkin_yesno" and Intent.CLINICAL_CONCERN in others:
        return (
            Intent.CLINICAL_CONCERN,
            (meant.intent, *(i for i in others if i is not Intent.CLINICAL_CONCERN)),
            0.85,
            False,
        )
    if (
        Intent.COMPLAINT in others
        and weights[Intent.COMPLAINT] > 0.9
        and others[0] is Intent.COMPLAINT
        and plain is None
    ):
        return Intent.COMPLAINT, tuple(i for i in others if i is not Intent.COMPLAINT), 0.85, False
    return meant.intent, others, meant.confidence, found.facts_only


def _takes_offer(text: Prepared, asked: Asked, wished: list[When], local: datetime, lang: str) -> Answer | None:
    """Whether an earlier time is taken by naming it, or by asking to be moved to it ("swap it", "put me at 8:40")."""
    if "?" in text.fixed or questions(text.fixed):
        return None
    if wished:
        offered = replace(asked, prompt=NOW_HAS.split(asked.prompt)[0])
        return Answer(Intent.CONFIRM, 0.85, {}, False) if picking.names_our_time(offered, wished, local, lang) else None
    return Answer(Intent.CONFIRM, 0.8, {}, False) if _MOVE_ME.search(text.fixed) else None


def _guessed(text: Prepared, weights: dict[Intent, float], context: str, wished: list[When]) -> Answer | None:
    """What a wish that our question did not ask for means as its answer ("I can't make it" to an earlier time)."""
    asks = "?" in text.fixed or questions(text.fixed) > 0
    if context == "waitlist_offer":
        if Intent.RESCHEDULE in weights:
            return Answer(Intent.RESCHEDULE if asks else Intent.DECLINE, 0.55 if asks else 0.7, {}, False)
        if Intent.CANCEL in weights:
            return Answer(Intent.DECLINE, 0.75, {}, False)
        if Intent.CONFIRM in weights:
            return Answer(Intent.CONFIRM, 0.75, {}, False)
    elif context in PROMPTS_TO_BOOK:
        if Intent.BOOK in weights or (wished and not asks):
            return Answer(Intent.BOOK, 0.85, {}, False)
        if Intent.RESCHEDULE in weights or (Intent.CONFIRM in weights and weights[Intent.CONFIRM] > 0.8):
            return Answer(Intent.BOOK, 0.75, {}, False)
        if Intent.CANCEL in weights:
            return Answer(Intent.DECLINE, 0.65, {}, False)
    elif context == "result_ready" and Intent.CONFIRM in weights and not asks:
        return Answer(Intent.READY, 0.7, {}, False)
    elif context == "checkin_yesno" and Intent.CONFIRM in weights:
        return Answer(Intent.CONFIRM, 0.6, {}, False)
    return None


def _yes_and(text: Prepared, plain: Answer, found: Wishes, asked: Asked, wished: list[When]) -> Merged:
    """A text that begins as an answer and goes on."""
    weights = dict(found.ranked)
    others = tuple(i for i, w in found.ranked if i not in (plain.intent, Intent.THANKS) and w >= 0.7)
    if plain.intent is Intent.CONFIRM:
        if _OTHER_PERSON.search(text.fixed):
            moved = (Intent.RESCHEDULE, Intent.BOOK)
            also = (Intent.BOOK, *(i for i in others if i not in moved))
            return Intent.CONFIRM, also, plain.confidence, found.facts_only
        for taken in (Intent.CANCEL, Intent.RESCHEDULE):
            if taken in others:
                rest = tuple(i for i in others if i is not taken)
                if len(wished) > 1 and _BUT.search(text.fixed):  # "yes for Thursday but cancel Friday"
                    return taken, (Intent.CONFIRM, *rest), 0.5, found.facts_only
                return taken, rest, min(weights[taken], 0.88), found.facts_only
        if Intent.RUNNING_LATE in others and _IN_TIME.search(text.fixed):
            others = tuple(i for i in others if i is not Intent.RUNNING_LATE)
        if Intent.RUNNING_LATE in others:
            also = (Intent.CONFIRM, *(i for i in others if i is not Intent.RUNNING_LATE))
            return Intent.RUNNING_LATE, also, weights[Intent.RUNNING_LATE], found.facts_only
        others = tuple(
            i
            for i in others
            if i not in (Intent.BOOK, Intent.DECLINE, Intent.READY)
            or (i is Intent.BOOK and weights[i] > 0.87 and _SOMEBODY_ELSE.search(text.fixed))
        )
    if plain.intent in (Intent.VALUE_REPORT, Intent.SELECT_OPTION):
        others = tuple(i for i in others if i in NEEDS_PERSON or i in (Intent.QUESTION, Intent.WAITLIST_JOIN))
    timed = plain.intent is Intent.RESCHEDULE and only_for_time(text, wished)
    if timed:
        others = tuple(i for i in others if i is not Intent.QUESTION)
    open_still = _BUT.search(text.fixed) or ("?" in text.fixed and not timed)
    if not others and asked.context == "confirm_prompt" and open_still:
        return plain.intent, (Intent.QUESTION,), 0.75, answers_facts(text)
    return plain.intent, others, plain.confidence, found.facts_only


def _wished(text: Prepared, found: Wishes, asked: Asked, wished: list[When], local: datetime, lang: str) -> Merged:
    """The reading of a text that is no answer, by its own wishes."""
    weights = dict(found.ranked)
    names = tuple(i for i, _ in found.ranked)
    main = names[0]
    confidence = weights[main]
    also = tuple(i for i in names[1:] if weights[i] >= 0.7)
    context = asked.context
    if main is Intent.CONFIRM and context in ("none", "postvisit", "slot_offer", "which_one"):
        # We asked for no confirmation: only what plainly speaks of coming is one.
        confidence = (
            0.7 if context == "none" and confidence >= 0.85 and "?" not in text.fixed else min(confidence, 0.58)
        )
        if context == "slot_offer" and _KEEPS.search(text.fixed):
            return Intent.DECLINE, also, 0.7, found.facts_only
    if main is Intent.CONFIRM and context in ("none", "postvisit") and not wished and _FAREWELL.search(text.fixed):
        return Intent.THANKS, tuple(i for i in also if i is not Intent.BOOK), 0.8, found.facts_only
    if main is Intent.BOOK and context == "confirm_prompt" and not _SOMEBODY_ELSE.search(text.fixed):
        main = Intent.RESCHEDULE
        also = tuple(i for i in also if i is not Intent.CONFIRM)
    if main is Intent.RESCHEDULE and context in _ILL_AT_HOME and _BE_SEEN.search(text.fixed):
        main = Intent.BOOK
    if main is Intent.RESCHEDULE and context in ("none", "postvisit") and confidence < 0.9 and found.booking >= 0.86:
        main, confidence = Intent.BOOK, min(confidence, found.booking)
    if (
        main is Intent.RESCHEDULE
        and context == "confirm_prompt"
        and confidence < 0.9
        and wished
        and "?" not in text.fixed
        and picking.names_our_time(asked, wished, local, lang)
        and not _BUT.search(text.fixed)
    ):
        return Intent.CONFIRM, also, 0.58, found.facts_only
    if main is Intent.QUESTION and wished and not found.facts_only and when_asked(text):
        if questions(text.fixed) > 1 or not _asks_for(text, wished):
            return main, also, confidence, False
        if context == "confirm_prompt":
            return Intent.RESCHEDULE, also, 0.72, False
        if context in ("none", *PROMPTS_TO_BOOK):
            return Intent.BOOK, also, 0.65 if _ASKS_TO_COME.search(text.fixed) else 0.55, False
    if main is Intent.RESCHEDULE and re.search(r" (?:c|yes|si|1) (?:unless|if|si |a menos)", text.fixed):
        confidence = 0.5
    if main is Intent.CANCEL and context in PROMPTS_TO_BOOK:
        confidence = min(confidence, 0.7)
    if (
        context in OFFERS
        and main is Intent.CANCEL
        and not _EXPLICIT_CANCEL.search(text.fixed)
        and context == "slot_offer"
    ):
        main = Intent.DECLINE
    if context in ("checkin_bp", "checkin_glucose") and main in (*_VISITS, Intent.READY) and confidence < 0.93:
        confidence = 0.55
    if main is Intent.THANKS and context in ("waitlist_offer", "confirm_prompt", *_CHECKINS) and len(text.words) > 3:
        confidence = min(confidence, 0.58)  # thanks for what? we asked something else
    if main is Intent.THANKS and any(i in NEEDS_PERSON for i in also):
        confidence = min(confidence, 0.6)
    if main in (Intent.RESCHEDULE, Intent.BOOK) and confidence >= 0.85 and only_for_time(text, wished):
        also = tuple(i for i in also if i is not Intent.QUESTION)
    return main, also, confidence, found.facts_only


def only_for_time(text: Prepared, wished: list[When]) -> bool:
    """Whether the one thing that a text asks is whether a time that it names is free."""
    return bool(wished) and questions(text.fixed) == 1 and when_asked(text) and _asks_for(text, wished)


def _asks_for(text: Prepared, wished: list[When]) -> bool:
    """Whether the clause that asks is the one that names the time."""
    asked = [c for start, end in clauses(text.fixed) if "?" in (c := text.fixed[start:end])]
    if not asked:
        return True
    return bool(_ASKS_FOR_TIME.search(asked[-1])) or any(prepare(w.text).fixed.strip() in asked[-1] for w in wished)


def when_asked(text: Prepared) -> bool:
    """Whether a question asks for a time ("is thursday possible?")."""
    if _ASKS_HOURS.search(text.fixed):
        return False
    return bool(_ASKS_FOR_TIME.search(text.fixed)) or len(text.words) <= 4

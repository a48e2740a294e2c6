# ruff: noqa: E501 - tables of words and patterns read better whole
"""The wishes that the wording of a text shows, whatever was asked."""

import re
from dataclasses import dataclass

from .lexicon.wishes import FACTS, NOT_FACTS, ROWS
from .model import Intent
from .normalise import Prepared
from .rules import Hit, Rules

_RULES = Rules(ROWS)
_FACTS = re.compile(rf"(?<= ){FACTS}(?= )")
_NOT_FACTS = re.compile(rf"(?<= ){NOT_FACTS}(?= )")
_OTHER_TIME = re.compile(
    r" (?:any(?:thing)?|another|different|instead|rather|what about|how about|do you have|is there|could we|can we|can i|could i|possible|available|openings?|next|else|but (?:\S+ ){0,3}?(?:can|could|free|works?|open)|move|something|better|"
    r"algo|otro|otra|hay|tiene|tienen|podria|podemos|puede ser|puedo (?:ir|venir)|seria|mejor|proxim[oa]|disponible) "
)
NEEDS_PERSON = frozenset(
    {
        Intent.EMERGENCY,
        Intent.CLINICAL_CONCERN,
        Intent.COMPLAINT,
        Intent.REFILL_REQUEST,
        Intent.BILLING_QUESTION,
        Intent.WRONG_NUMBER,
        Intent.UNKNOWN,
    }
)
# When several wishes are in one text: the first of these is the main one.
_ORDER = (
    Intent.CLINICAL_CONCERN,
    Intent.COMPLAINT,
    Intent.RUNNING_LATE,
    Intent.WAITLIST_JOIN,
    Intent.RESCHEDULE,
    Intent.CANCEL,
    Intent.CONFIRM,
    Intent.REFILL_REQUEST,
    Intent.BILLING_QUESTION,
    Intent.BOOK,
    Intent.DECLINE,
    Intent.READY,
    Intent.LANGUAGE_CHANGE,
    Intent.QUESTION,
    Intent.THANKS,
)
_VISIT_WISHES = frozenset({Intent.CONFIRM, Intent.CANCEL, Intent.RESCHEDULE, Intent.RUNNING_LATE})


@dataclass(frozen=True, slots=True)
class Wishes:
    """Intents in the text with their weights, the main one first; `facts_only` when its questions are about
    the practice's own facts."""

    ranked: tuple[tuple[Intent, float], ...]
    facts_only: bool
    other_time: bool


def wishes(text: Prepared, new_time: bool) -> Wishes:
    """Everything the text asks for. `new_time` says that it names a time beside one that it rules out."""
    found: dict[Intent, float] = {}
    spans: dict[Intent, Hit] = {}
    for hit in _RULES.hits(text.fixed, text.words):
        intent = Intent(hit.name)
        if found.get(intent, 0.0) < hit.weight:
            found[intent] = hit.weight
            spans[intent] = hit
    other_time = bool(_OTHER_TIME.search(text.fixed)) and new_time
    _settle(found, spans, text, other_time)
    facts = False
    if Intent.QUESTION in found:
        facts = bool(_FACTS.search(text.fixed)) and not _NOT_FACTS.search(text.fixed) and text.fixed.count("?") <= 1
    ranked = sorted(found.items(), key=lambda item: _ORDER.index(item[0]))
    return Wishes(tuple(ranked), facts, other_time)


def _settle(found: dict[Intent, float], spans: dict[Intent, Hit], text: Prepared, other_time: bool) -> None:
    """Takes out what another, more telling wish explains."""
    fixed = text.fixed
    if Intent.CANCEL in found and (Intent.RESCHEDULE in found or other_time):
        found[Intent.RESCHEDULE] = max(found.get(Intent.RESCHEDULE, 0.0), 0.92)
        found.pop(Intent.CANCEL)
    if _UNCONFIRMED.search(fixed):
        found.pop(Intent.CONFIRM, None)
    if Intent.WAITLIST_JOIN in found:
        found.pop(Intent.RESCHEDULE, None)
        if spans[Intent.WAITLIST_JOIN].weight >= 0.9:
            found.pop(Intent.CANCEL, None)
            found.pop(Intent.BOOK, None)
    if Intent.RESCHEDULE in found and Intent.BOOK in found:
        found.pop(Intent.BOOK)
    if Intent.CANCEL in found and Intent.CONFIRM in found:
        found.pop(Intent.CONFIRM)
    if Intent.RESCHEDULE in found and Intent.CONFIRM in found:
        found.pop(Intent.CONFIRM)
    if Intent.RUNNING_LATE in found:
        if found.get(Intent.RESCHEDULE, 0.0) < 0.93:
            found.pop(Intent.RESCHEDULE, None)
        for weaker in (Intent.CONFIRM, Intent.CANCEL):
            if weaker in found and found[weaker] <= 0.9:
                found.pop(weaker)
        found.pop(Intent.READY, None)
    if Intent.BILLING_QUESTION in found and Intent.COMPLAINT not in found:
        found.pop(Intent.QUESTION, None)
    if Intent.DECLINE in found and (_VISIT_WISHES & found.keys()):
        found.pop(Intent.DECLINE)
    strongest = max((w for i, w in found.items() if i not in (Intent.QUESTION, Intent.THANKS)), default=0.0)
    if Intent.QUESTION in found and strongest >= 0.8:
        asks = _asks_beside(fixed, found)
        if not asks:
            found.pop(Intent.QUESTION)
    if Intent.THANKS in found and len(found) > 1:
        found.pop(Intent.THANKS)


_UNCONFIRMED = re.compile(r" (?:not|no|never|no puedo|no podemos|no quiero) (?:\S+ )?confirm")
_PLAIN_ASK = re.compile(
    r"(?:reschedul|move|moving|change|switch|cancel|book|appointment|schedule|different|another|else|instead|earlier|later|sooner|opening|available|availability|time|come|today|tomorrow|day|"
    r"week|am|pm|\d|refill|prescription|cita|cambiar|mover|cancelar|otro|otra|hora|tarde|manana|lunes|martes|miercoles|jueves|viernes|temprano|disponib|agendar|list|wait|spanish|"
    r"espanol|pain|hurt|dolor|ok|still|late|see me|lista|receta|reprogram|resurt|normal|worse|fever|adelantar|confirm|semana|waitlist)"
)


def _asks_beside(fixed: str, found: dict[Intent, float]) -> bool:
    """Whether a question stands beside the other wish: a clause with its own subject that does not ask for it."""
    clauses = [c for c in re.split(r"[.,]| but | and | pero | y (?=\S+ \S+ )| also | tambien ", fixed) if c.strip()]
    if Intent.CLINICAL_CONCERN in found or Intent.REFILL_REQUEST in found:
        return False
    for clause in clauses:
        asked = "?" in clause or re.match(
            r"\s*(?:can i|can my|is |are |do i|do you|should i|where|what|puedo|hay|donde|que )", clause
        )
        if asked and len(clause.split()) >= 3 and (not _PLAIN_ASK.search(clause) or _FACTS.search(clause)):
            return True
    return False


def answers_facts(text: Prepared) -> bool:
    """Whether the practice's own facts answer the question in the text."""
    return bool(_FACTS.search(text.fixed)) and not _NOT_FACTS.search(text.fixed)

# ruff: noqa: E501 - tables of words and patterns read better whole
"""The wishes that the wording of a text shows, whatever was asked."""

import re
from dataclasses import dataclass
from functools import lru_cache

from .lexicon import wishes_en, wishes_es, wishes_needs, wishes_regional, wishes_spoken
from .lexicon.wishes import FACTS, NOT_FACTS, ROWS
from .model import Intent
from .normalise import Prepared
from .rules import Hit, Rules

_RULES = Rules(
    [*ROWS, *wishes_en.ROWS, *wishes_es.ROWS, *wishes_needs.ROWS, *wishes_regional.ROWS, *wishes_spoken.ROWS]
)
_FACTS = re.compile(rf"(?<= ){FACTS}(?= )")
_NOT_FACTS = re.compile(rf"(?<= ){NOT_FACTS}(?= )")
_OTHER_TIME = re.compile(
    r" (?:any(?:thing)?|another|different|instead|rather|what about|how about|do you have|is there|could we|can we|can i|could i|possible|available|openings?|next|else|but (?:\S+ ){0,3}?(?:can|could|free|works?|open)|move|something|better|"
    r"algo|otro|otra|hay|tiene|tienen|podria|podemos|puede ser|(?<! no )puedo (?:ir|venir)|si (?:\S+ ){0,3}hay|seria|mejor|proxim[oa]|disponible) "
)
_MARK = re.compile("[.,?]")
LONGEST_WORDING = 4  # words; a longer one may hold anything
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
# When several wishes begin at the same word: the first of these is the main one.
ORDER = (
    Intent.RUNNING_LATE,
    Intent.WAITLIST_JOIN,
    Intent.RESCHEDULE,
    Intent.CANCEL,
    Intent.CONFIRM,
    Intent.REFILL_REQUEST,
    Intent.BILLING_QUESTION,
    Intent.COMPLAINT,
    Intent.BOOK,
    Intent.OPT_IN,
    Intent.LANGUAGE_CHANGE,
    Intent.HELP,
    Intent.DECLINE,
    Intent.READY,
    Intent.QUESTION,
    Intent.CLINICAL_CONCERN,
    Intent.THANKS,
)
_LAST = frozenset({Intent.THANKS})  # never the main wish beside another
_VISIT_WISHES = frozenset({Intent.CONFIRM, Intent.CANCEL, Intent.RESCHEDULE, Intent.RUNNING_LATE})
# Wishes that people put as a question; a question that is only that is no second wish.
_ASKED_AS_QUESTIONS = frozenset(Intent) - {Intent.QUESTION, Intent.THANKS, Intent.CONFIRM, Intent.DECLINE, Intent.READY, Intent.CLINICAL_CONCERN, Intent.COMPLAINT}  # fmt: skip

_NEGATED = r"(?:do not|did not|does not|not|never|without|no need to|rather than|instead of|no reason to|please do not)"
_TO = r"(?:(?:want|need|mean|wish|like|intend|plan|planning|trying|going|looking|have|wanting|asking|be|ever|you|of|you dare) )?(?:to )?(?:be )?"
# What a text says it does not want; put out of the way before the wishes are read. keepit: no cancellation;
# keepday: no other day; ontime: not late.
_MASKS = tuple(
    (re.compile(rf"(?<= )(?:{pattern})(?= )"), put)
    for pattern, put in (
        (rf"{_NEGATED} {_TO}(?:[a-z]+ )?cancel(?:ling|led|ing|ed)?(?: (?:me|it|us|him|her|this|that|mine|my \S+|the (?:appointment|visit)|anything|on (?:you|me|yall)))?", "keepit"),
        (rf"(?:{_NEGATED}|negative on) {_TO}(?:[a-z]+ )?(?:reschedul\w*|rebook\w*|mov(?:e|ing)|chang(?:e|ing)|switch(?:ing)?|a (?:different|new) (?:day|time)|another (?:day|time|date)|postpone|looking for (?:another|a different|a new) (?:day|time|date))(?: (?:me|it|us|him|that|this|again|anything|mine|my (?:appointment|visit|time|day)|the (?:appointment|visit|time|day)))?(?: again)?(?! (?:my|the|his|her) (?!appointment|visit))", "keepday"),
        (r"never ?mind (?:what i said )?(?:about |on )?(?:the |my |that )?(?:mov\w+|reschedul\w+|chang\w+|cancel\w+)(?: it)?", "keepday"),
        (r"(?:thought about|almost|nearly|considered|was about to|was gonna|was going to|thought i had to|thought i would have to) (?:[a-z]+ )?(?:to )?(?:cancel\w*|not (?:come|coming|go|going)|reschedul\w*|skip\w*)(?: (?:it|this))?", "keepit"),
        (r"(?:not|never|no longer) (?:going to |gonna )?(?:be )?(?:running )?late", "ontime"),
        (r"no (?:(?:la|lo|me|nos|se|le|quiero|quise|voy a|vamos a|pienso|vaya a|vayan a|quiera|es necesario|hace falta|hay que|tiene que|necesito|vaya|estoy) ){0,3}(?:cancel|quit|borr|anul|kancel)\w*", "keepit"),
        (r"no (?:(?:la|lo|me|nos|se|le|quiero|voy a|vamos a|pienso|vaya a|es necesario|hace falta|hay que|tiene que|necesito) ){0,3}(?:cambi(?!o)|mov|muev|reprogram|reagend|pospon|reprogram)\w*", "keepday"),
        (r"why would not (?:i|we)(?: (?:be there|come|make it|go))?", "keepit i will be there"),
        (r"(?:will|shall|ll|going to|let me|can|have to|need to) (?:have to )?(?:call|ring|phone|text|contact|reach out)(?: (?:you|yall|back|in|later|next week|again|soon))* (?:to|and|when i can|once i can) (?:rebook|re ?schedule|set up|make|get|schedule)(?: (?:another|a new|a)(?: \S+)?)?", "i will be in touch"),
        (r"(?:llamo|llamare|llamamos|marco|marcare|aviso|hablo|hablare) (?:\S+ ){0,3}?para (?:reagendar|reprogramar|agendar|hacer|sacar|poner|pedir)\w*(?: otra| nueva)?", "aviso despues"),
        (r"no need (?:for|of) (?:a|the|another|any|my) (?:visit|appointment|slot|time)", "cancel it"),
        (r"(?<!para )(?<!pa )(?:el otro dia|la otra vez)|(?<!to )the other (?:day|time|night)", "hace poco"),
        (r"accion de gracias", "feriado"),
        (r"nunca dije que no (?:iba|voy|venia|vendria)", "keepit"),
        (r"(?:iba a|pensaba|pense en|casi|estuve por|queria) (?:[a-z]+ )?(?:cancel|no ir)\w*", "keepit"),
        (r"no (?:voy a |vamos a )?(?:llegar|llegare|llego|ir) tarde", "ontime"),
    )
)  # fmt: skip
_MASK_HINT = re.compile(r"accion de|otro dia|otra vez|no need|cancel|resched|rebook|mov|muev|chang|cambi|switch|day|time|late|tarde|why|dije|anul|borr|quit|reprog|reagend|posp|postp|not (?:come|coming|go)|skip|no ir")  # fmt: skip
_CUT = re.compile(
    r"[.,?]| (?:and|but|also|plus|y|pero|tambien|oiga|ademas|aunque|so)(?= )|"
    r"(?= (?:(?:where|what|who|how|why) (?:is|are|do|does|did|can|should|about|time|much|long)|is doctor|is dr|do you|do i (?:need|have|still)|should i|is there (?:parking|a)|does|can my|que (?:documentos|debo|llevo)|donde (?:es|esta|estan|queda)|cual es|cuanto|necesito llevar|tengo que llevar) )"
)
_ASKS = re.compile(
    r"\s*(?:hi |hey |hello |hola |ok |yes |si |oh |thanks |gracias |please |disculpe |and |but |also |y |pero |tambien |quick question |pregunta )*"
    r"(?:can (?:i|my|he|she|we|you|yall|they)|could (?:i|you|my|we)|may i|is |are |do i|do you|do u|do yall|does |did |has |have you|have i|should |(?:where|what|when|who|why|how|which) (?:is|are|do|does|did|can|could|should|will|would|was|were|time|to|much|long|many|kind|day|about|else|floor|building|suite|room|number|entrance|come|far|early|often|doctor|one)|will (?:you|the|it|there|i|my)|would (?:you|it|that|this)|am i|any(?:one|body) |"
    r"puedo|puede |pueden |podria|hay (?:algo|cita|lugar|espacio|parking|estacionamiento|que|algun\w*|otr\w+|mas|donde)|donde (?:es|esta|estan|queda|me|puedo|se|quedan|estaciono)|que (?:documentos|debo|tengo|necesito|hago|llevo|significa|hora|dia|dias|pasa|paso|tan|hay|horarios|opciones)|cual (?:es|de|era)|como cuanto|cuando (?:es (?:mi|la)|me|puedo|tengo (?:mi|la|cita)|abren)|quien (?:es|me|va|esta|puede|lo|la)|cuant|como (?!a |de |10|5|15|20|no)|tienen|toman|aceptan|es necesario|tengo que(?! (?:llevar|traer|recoger|buscar|cuidar|acompanar|levantar|dejar)(?:lo|la|le)? (?:a|al) | (?:trabajar|viajar|salir|entregar|cubrir|ir a[l ]|esperar|estar))|debo|a que|en que|por que |con quien|hasta que|se puede )"
)
_TAG = re.compile(
    r"\s*(?:is (?:that|it|this) (?:still )?(?:ok|okay|alright|fine|possible|good|open|available|cool|too late)|(?:ok|okay|right|possible|please|alright|good|cool|yes|no|all right|correct|can you|could you|would that work|does that work|will that work|do you have it|"
    r"verdad|no|si|esta bien|se puede|es posible|por favor|ok|puede ser|se podra|me confirma|cierto|le parece|como ve|de acuerdo|sale|va|hay|se puede verdad))\s*(?:please|thanks|thank you|por favor)?\s*"
)


_TIME_ONLY = re.compile(
    r"\s*(?:(?:the|el|at|on|or|o|around|like|a|las|la|de|del|st|nd|rd|th|am|pm|\d\S*|first|second|third|january|february|march|april|may|june|july|august|september|october|november|december|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|lunes|martes|miercoles|jueves|viernes|sabado|domingo|tomorrow|today|manana|hoy|morning|afternoon|evening|tarde|noon|maybe|please|por|favor) ?)+[? ]*"
)


@dataclass(frozen=True, slots=True)
class Wishes:
    """Intents in the text with their weights, the main one first; `facts_only` when its questions are about
    the practice's own facts."""

    ranked: tuple[tuple[Intent, float], ...]
    facts_only: bool
    other_time: bool
    booking: float = 0.0  # how much it sounds like a new visit, where it also sounds like a move


@lru_cache(maxsize=64)
def without_denied(fixed: str) -> str:
    """The text with what it says it does not want put out of the way ("no need to move it" is "keepday")."""
    if _MASK_HINT.search(fixed):
        for pattern, put in _MASKS:
            fixed = pattern.sub(put, fixed)
    return fixed


@lru_cache(maxsize=64)
def _hits(text: Prepared) -> tuple[Hit, ...]:
    fixed = without_denied(text.fixed)
    return tuple(_RULES.hits(fixed, text.words if fixed is text.fixed else tuple(fixed.split())))


def worded(text: Prepared, intent: Intent) -> set[str]:
    """The words by which a text wishes this; long wordings, which may hold anything, aside."""
    fixed = without_denied(text.fixed)
    said = [_MARK.split(fixed[h.start : h.end])[0].split() for h in _hits(text) if h.name == intent]
    return {word for words in said if len(words) <= LONGEST_WORDING for word in words}


def wishes(text: Prepared, new_time: bool) -> Wishes:
    """Everything the text asks for. `new_time` says that it names a time beside one that it rules out."""
    found: dict[Intent, float] = {}
    spans: dict[Intent, list[Hit]] = {}
    fixed = without_denied(text.fixed)
    for hit in _hits(text):
        intent = Intent(hit.name)
        found[intent] = max(found.get(intent, 0.0), hit.weight)
        spans.setdefault(intent, []).append(hit)
    loose = {h.weight for h in spans.get(Intent.QUESTION, ())} <= {0.76, 0.78}
    if Intent.QUESTION in found and loose and "?" not in fixed and not questions(fixed):
        found.pop(Intent.QUESTION)
    other = _OTHER_TIME.search(fixed) if new_time else None
    if other and other[0].strip() == "hay" and "?" not in fixed:
        other = None  # "hay velorio" is why, not when
    other_time = other is not None
    if other:
        spans.setdefault(Intent.RESCHEDULE, []).append(Hit("reschedule", 0.0, other.start() + 1, other.end() - 1))
    if _ASKS_ABOUT.match(fixed):
        for intent in _VISIT_WISHES | {Intent.WAITLIST_JOIN, Intent.BOOK, Intent.OPT_IN}:
            found.pop(intent, None)
        found[Intent.QUESTION] = 0.85
    if _ASKS_HOURS.search(fixed):
        for intent in _VISIT_WISHES | {Intent.BOOK}:
            found.pop(intent, None)
        found[Intent.QUESTION] = 0.85
    booking = found.get(Intent.BOOK, 0.0)
    _settle(found, spans, fixed, other_time)
    facts = False
    if Intent.QUESTION in found:
        facts = bool(_FACTS.search(fixed)) and not _NOT_FACTS.search(fixed) and fixed.count("?") <= 1
    ranked = sorted(found.items(), key=lambda item: _rank(item[0], spans, found))
    return Wishes(tuple(ranked), facts, other_time, booking)


def _rank(intent: Intent, spans: dict[Intent, list[Hit]], found: dict[Intent, float]) -> tuple[int, int, int, int]:
    """What is said first comes first; courtesy and weak signs last."""
    start = min((h.start for h in spans.get(intent, ()) if h.weight >= 0.75), default=999)
    weak = found[intent] < 0.7
    return (intent in _LAST, weak, start, ORDER.index(intent))


def _settle(found: dict[Intent, float], spans: dict[Intent, list[Hit]], fixed: str, other_time: bool) -> None:
    """Takes out what another, more telling wish explains."""
    late = Intent.RUNNING_LATE
    if Intent.OPT_IN in found:
        for other in (Intent.RESCHEDULE, Intent.CONFIRM, Intent.BOOK):
            found.pop(other, None)
    if Intent.HELP in found and len(found.keys() - {Intent.QUESTION, Intent.HELP, Intent.THANKS}) == 0:
        found.pop(Intent.QUESTION, None)
    if Intent.CANCEL in found and (Intent.RESCHEDULE in found or other_time):
        explicit = re.search(
            r" (?:just|please|only|solo|mejor) cancel| cancel\w* (?:it|please|thank|my|mine|me|us|all|everything|the|both|la|mi|lo|el|esa|ese|eso|todo) |^ (?:hi |hola |sorry |perdon |please )?cancel\w* [.,] | (?:quit(?:e|en)me|anul\w+|borr(?:e|en|a)\w*|elimin\w+|tumb(?:e|en)) ",
            fixed,
        )
        wants = found.get(Intent.RESCHEDULE, 0.0) >= 0.9 or other_time or bool(_ANOTHER.search(fixed))
        if explicit and not wants:
            found.pop(Intent.RESCHEDULE, None)
        elif not (explicit and _separate(Intent.CANCEL, Intent.RESCHEDULE, spans, fixed)):
            found[Intent.RESCHEDULE] = max(found.get(Intent.RESCHEDULE, 0.0), 0.9)
            spans[Intent.RESCHEDULE] = [*spans.get(Intent.RESCHEDULE, []), *spans[Intent.CANCEL]]
            found.pop(Intent.CANCEL)
    if _UNCONFIRMED.search(fixed):
        found.pop(Intent.CONFIRM, None)
    if Intent.LANGUAGE_CHANGE in found and not _VISIT_WORD.search(fixed):
        for other in (Intent.RESCHEDULE, Intent.BOOK):
            found.pop(other, None)
    if Intent.WAITLIST_JOIN in found:
        found.pop(Intent.RESCHEDULE, None)
        found.pop(Intent.BOOK, None)
        if found[Intent.WAITLIST_JOIN] >= 0.9 and not re.search(
            r"(?<= )cancel (?:it|my|mine|the|dec|mon|tue|wed|thu|fri)|cancelel|cancele ", fixed
        ):
            found.pop(Intent.CANCEL, None)
    if Intent.BOOK in found and Intent.CANCEL in found and not _separate(Intent.CANCEL, Intent.BOOK, spans, fixed):
        found.pop(Intent.BOOK)
    if Intent.RESCHEDULE in found and Intent.BOOK in found and _FOR_ANOTHER.search(fixed):
        found.pop(Intent.RESCHEDULE)
    if Intent.RESCHEDULE in found and Intent.BOOK in found and not _own_wish(spans, fixed):
        found.pop(Intent.BOOK)
    if Intent.CANCEL in found and Intent.CONFIRM in found:
        found.pop(Intent.CONFIRM)
    if Intent.RESCHEDULE in found and Intent.CONFIRM in found:
        sure = (
            found[Intent.CONFIRM] >= 0.86
            and found[Intent.RESCHEDULE] < 0.88
            and not re.search(r" (?:but|pero|if|unless|except) |\?", fixed)
        )
        found.pop(Intent.RESCHEDULE if sure else Intent.CONFIRM)
    if found.get(Intent.WAITLIST_JOIN, 0.0) >= 0.9:
        found.pop(Intent.CONFIRM, None)  # "if anybody cancels I can be there in 20"
    if late in found and found.get(Intent.WAITLIST_JOIN, 0.0) >= 0.9:
        found.pop(late)  # "if anything opens I am ten minutes away"
    if late in found and found.get(Intent.CANCEL, 0.0) >= 0.93 and not re.search(r" \d+ (?:minutes|minutos|m) ", fixed):
        found.pop(late)  # "the car broke down, I must cancel"
    if late in found:
        if found.get(Intent.RESCHEDULE, 0.0) < 0.9 or not re.search(
            r"\?| (?:move|reschedul|another|otro|otra|cambi|reagend|next|day|dia)", fixed
        ):
            found.pop(Intent.RESCHEDULE, None)
        for weaker in (Intent.CONFIRM, Intent.CANCEL):
            if weaker in found and (found[weaker] <= 0.9 or weaker is Intent.CONFIRM):
                found.pop(weaker)
        found.pop(Intent.READY, None)
        found.pop(Intent.BOOK, None)
    if Intent.BILLING_QUESTION in found and Intent.CANCEL in found and _MONEY.search(fixed):
        found.pop(Intent.CANCEL)
    if Intent.BILLING_QUESTION in found and Intent.COMPLAINT not in found and not _stands(fixed, spans):
        found.pop(Intent.QUESTION, None)
    if Intent.DECLINE in found and (_VISIT_WISHES & found.keys()):
        found.pop(Intent.DECLINE)
    if Intent.COMPLAINT in found and _CONTENT.search(fixed):
        found.pop(Intent.COMPLAINT)
    if Intent.BOOK in found and Intent.CONFIRM in found and _ANY_TIME.search(fixed):
        found.pop(Intent.CONFIRM)
    if Intent.REFILL_REQUEST in found:
        if found.get(Intent.BOOK, 0.0) and not _separate(Intent.BOOK, Intent.REFILL_REQUEST, spans, fixed):
            found.pop(Intent.BOOK)
        if Intent.CLINICAL_CONCERN in found and not _SEVERE.search(fixed):
            found.pop(Intent.CLINICAL_CONCERN)
    _settle_concern(found, spans, fixed)
    strongest = max((w for i, w in found.items() if i not in (Intent.QUESTION, Intent.THANKS)), default=0.0)
    if strongest >= 0.8 and Intent.CLINICAL_CONCERN not in found:
        if not _stands(fixed, {i: h for i, h in spans.items() if i in found}):
            found.pop(Intent.QUESTION, None)
        else:
            found.setdefault(Intent.QUESTION, 0.8)
            spans.setdefault(Intent.QUESTION, [Hit("question", 0.8, len(fixed), len(fixed))])
    if Intent.THANKS in found and len(found) > 1:
        found.pop(Intent.THANKS)


def _own_wish(spans: dict[Intent, list[Hit]], fixed: str) -> bool:
    """Whether a booking stands beside a move: for somebody else, or as a weak sign of a move."""
    return bool(
        _separate(Intent.RESCHEDULE, Intent.BOOK, spans, fixed)
        and re.search(
            r" (?:also|too|his|her|my (?:son|daughter|husband|wife|mom|dad)|sister|brother|tambien|mi (?:hij|espos)\w+) ",
            fixed,
        )
    )


# "another visit for my husband"
_FOR_ANOTHER = re.compile(
    r" (?:another|otra|otro) (?:\S+ )?(?:appointment|visit|one|cita|hora|turno|consulta) (?:for|para|pa) (?:my|his|her|the|mi|su|el|la) (?:\S+ )?(?:husband|wife|mom|dad|mother|father|son|daughter|brother|sister|kid|baby|other|espos\w+|marido|mujer|mama|papa|hij\w+|herman\w+|nin\w+|bebe|abuel\w+|suegr\w+|viej\w+)(?= )"
)
_MONEY = re.compile(
    r" (?:cancel\w*|remove|stop|delete|take|quit\w*|elimin\w*) (?:\S+ ){0,4}?(?:fee|fees|charges?|autopay|payments?|plan|bill|pagos?|cargos?|cobros?) "
)
# Questions about moving and cancelling; they ask for neither.
_ASKS_ABOUT = re.compile(
    r" (?:(?:hi|hello|hola|ok|so|and) )?(?:how late|is it too late|is there any reason|(?:when|what (?:day|time|date)) (?:is |are |was )?(?:my|our|his|her|their|\w+ s) (?:next |upcoming |last |first )?(?:appointments?|visits?|one)(?! (?:available|going|can|could))|what (?:happens|if)|if i (?:say|reply|confirm|cancel|text|put)|do i (?:bring|have|need|get)|si (?:pongo|digo|mando|cancelo|confirmo|respondo)|que pasa si|do you charge) "
)
_ASKS_HOURS = re.compile(
    r" (?:(?:what|whats) (?:are |is |is )?(?:you all s |your |yalls |the |office |clinic |holiday )+(?:\S+ )?hours|(?:are|will) (?:you|yall|u|they) (?:guys |be |all )*(?:open|closed)|is the (?:office|clinic|place|building) (?:open|closed)|(?:what time|when) (?:do|does|are) (?:you|yall|the office|they) (?:guys )?(?:open|close)(?! (?:up )?for)|"
    r"(?:a que hora|cuando|hasta que hora) (?:abren?|cierran?)|(?:estan|van a estar|esta|estaran|estara) (?:abiert|cerrad)\w+|horarios? de (?:atencion|la clinica|la oficina|oficina|fiestas|los)|que horario manejan|(?<= )abren (?:el|los|manana|hoy|en)) "
)
_VISIT_WORD = re.compile(
    r" (?:appointments?|visits?|cita|citas|consulta|turno|slot|day|dia|hora|time|reschedul\w*|cancel\w*) "
)
_ANOTHER = re.compile(
    r" (?:rebook\w*|reschedul\w*|another|bus(?:c|qu)\w*me|pong\w*(?:la|lo|mela)|se puede (?:el|la|a|para)|(?<!a )otra|(?<!a )otro(?! ano)|instead|new one|new date|new time) "
)
_UNCONFIRMED = re.compile(r" (?:not|no|never|no puedo|no podemos|no quiero) (?:\S+ )?confirm")
_DENIED_BEFORE = re.compile(r" (?:no|sin|ni|without|zero|not any|nada de)(?: [a-z]+)? $")
_SEVERE = re.compile(
    r" (?:worse|worsening|fever|spread\w*|bleed\w*|swollen|swell\w*|severe|infect\w*|pus|vomit\w*|throwing up|numb\w*|dizz\w*|faint\w*|getting bad|\d+ (?:days|weeks)|since|really bad|unbearable|still|"
    r"peor|fiebre|calentura|sangr\w*|hinch\w*|infecc\w*|vomito|vomitando|mareo|mareado|desde|mucho|fuerte|empeor\w*|supura) "
)
_MILD = re.compile(
    r"(?:sick|flu|covid|a cold|under the weather|not (?:feeling|well)\b.{0,8}|feel\w* (?:bad|sick|unwell|better)|enferm\w+|gripe|gripa|resfri\w+|malit[oa]|mala|malo)"
)
_CONTENT = re.compile(
    r" (?:no|zero|without|have no|nothing to|not) (?:\S+ )?complain\S*| (?:sin|ninguna|no tengo) quej\S+ "
)
_ANY_TIME = re.compile(
    r" (?:any|either|whatever|whichever|every|all|cualquier|cualquiera) (?:\S+ ){0,2}?(?:works?|is (?:fine|good|ok|okay)|are (?:fine|good)|good|fine|sirve|funciona|esta bien|me queda) "
)
_STILL_ILL = re.compile(
    r" (?:worse|worsening|fever|spread\w*|bleed\w*|swollen|swell\w*|severe|infect\w*|pus|vomit\w*|numb\w*|dizz\w*|faint\w*|still|but|unbearable|peor|fiebre|calentura|sangr\w*|hinch\w*|infecc\w*|vomito|mareo|mareado|empeor\w*|supura|todavia|sigue|sigo|pero) "
)
_GONE = re.compile(
    r" (?:gone|cleared up|went away|healed|fine now|better now|all better|ya no (?:me |le )?duel\S*|ya no (?:tengo|tiene) (?:dolor|tos|fiebre|nada)|se (?:me |le )?(?:ya )?quito) "
)
_OVER = re.compile(
    r" (?:gone|cleared|better|stopped|went away|fine now|over|healed|se (?:me |le )?quito|ya no|(?:ya|siente|siento|esta|estoy|mucho) mejor|cuidar|care of) "
)


def gone(fixed: str) -> set[str]:
    """The words of the clauses that say of a complaint of the body that it is gone."""
    if _STILL_ILL.search(fixed):
        return set()
    said = (fixed[start:end] for start, end in clauses(fixed))
    return {word for clause in said if _GONE.search(f" {clause} ") for word in clause.split()}


def _settle_concern(found: dict[Intent, float], spans: dict[Intent, list[Hit]], fixed: str) -> None:
    """A complaint of the body that is denied, or only why somebody books or does not come, is no second wish."""
    hits = spans.get(Intent.CLINICAL_CONCERN, [])
    if hits and all(_DENIED_BEFORE.search(fixed[: h.start]) for h in hits):
        found.pop(Intent.CLINICAL_CONCERN, None)
    if Intent.CANCEL in found and hits and not _STILL_ILL.search(fixed):
        parts = clauses(fixed)
        told = {_clause_of(h.start, parts) for h in hits}
        if all(_GONE.search(f" {fixed[slice(*parts[n])]} ") for n in told):
            found.pop(Intent.CLINICAL_CONCERN, None)
    if Intent.CLINICAL_CONCERN not in found or _SEVERE.search(fixed):
        return
    if Intent.BOOK in found and "?" not in fixed[min(h.start for h in hits) :].rstrip("? "):
        parts = clauses(fixed)
        booked = {_clause_of(h.start, parts) for h in spans[Intent.BOOK]} | {
            _clause_of(h.end, parts) for h in spans[Intent.BOOK]
        }
        if all(_clause_of(h.start, parts) in booked for h in hits):
            found.pop(Intent.CLINICAL_CONCERN)
            found.pop(Intent.QUESTION, None)
        return
    if found.keys() & {Intent.CANCEL, Intent.RESCHEDULE, Intent.RUNNING_LATE}:
        said = [fixed[h.start : h.end] for h in hits]
        if all(_MILD.fullmatch(s) for s in said) or _OVER.search(fixed):
            found.pop(Intent.CLINICAL_CONCERN)


def clauses(fixed: str) -> list[tuple[int, int]]:
    """(start, end) of the clauses of a text."""
    out, start = [], 0
    for cut in _CUT.finditer(fixed):
        end = cut.end()
        if end <= start:
            continue
        if fixed[start : cut.start()].strip():
            out.append((start, end))
        start = end
    if fixed[start:].strip():
        out.append((start, len(fixed)))
    return out


def _clause_of(spot: int, parts: list[tuple[int, int]]) -> int:
    for n, (start, end) in enumerate(parts):
        if start <= spot < end:
            return n
    return len(parts) - 1


def _separate(one: Intent, other: Intent, spans: dict[Intent, list[Hit]], fixed: str) -> bool:
    """Whether two wishes stand in different clauses."""
    if one not in spans or other not in spans:
        return False
    parts = clauses(fixed)
    mine = {_clause_of(h.start, parts) for h in spans[one]}
    theirs = {_clause_of(h.start, parts) for h in spans[other]}
    return bool(mine - theirs) and bool(theirs - mine)


def _stands(fixed: str, spans: dict[Intent, list[Hit]]) -> bool:
    """Whether a question stands beside the other wishes: a clause that asks and that none of them explains."""
    parts = clauses(fixed)
    explained = set()
    for intent, hits in spans.items():
        if intent in _ASKED_AS_QUESTIONS:
            for hit in hits:
                explained.add(_clause_of(hit.start, parts))
                last = _clause_of(hit.end - 1, parts)
                if hit.end - hit.start < 60 and not _ASKS.match(fixed[slice(*parts[last])]):
                    explained.add(last)
    for n, (start, end) in enumerate(parts):
        clause = fixed[start:end]
        asked = "?" in clause or (len(clause.split()) >= 3 and _ASKS.match(clause))
        if asked and n - 1 in explained and _TIME_ONLY.fullmatch(clause):
            continue  # "next Monday, the 4th?"
        if asked and n not in explained and not _TAG.fullmatch(clause.replace("?", "").replace(",", "")):
            if len(clause.split()) <= 2 and not _ASKS.match(clause):
                continue
            return True
    return False


def questions(fixed: str) -> int:
    """How many clauses of a text ask something."""
    asking = 0
    for start, end in clauses(fixed):
        clause = fixed[start:end]
        asked = "?" in clause or (len(clause.split()) >= 3 and _ASKS.match(clause))
        asking += bool(asked) and not _TAG.fullmatch(clause.replace("?", "").replace(",", ""))
    return asking


def answers_facts(text: Prepared) -> bool:
    """Whether the practice's own facts answer the question in the text."""
    return bool(_FACTS.search(text.fixed)) and not _NOT_FACTS.search(text.fixed)

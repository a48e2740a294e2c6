# ruff: noqa: E501, SIM905 - patterns read better whole
"""Whether software may act on a reading: only when every word of the text is explained by it."""

import re
from datetime import date, timedelta
from functools import lru_cache

from . import legend
from .context import OFFERS, worded_by_context
from .doubts import doubtful
from .intents import gone, without_denied, worded
from .lexicon.answers import FILLER, NO, NUMBERS, PICKING, YES
from .lexicon.everyday import EVERYDAY
from .lexicon.matters import sort_of
from .lexicon.plain_words import DELAYS, DOUBTS, FACTS, MEASURES, OTHER_WISHES, RESERVES, SOFT_RESERVES, WORDS
from .model import Asked, Intent, Reading
from .normalise import Prepared, prepare
from .values import SPOKEN

LONGEST_RUN = 4  # so many unknown words side by side are a matter of their own
MANY = 100
_GRIEF = frozenset(
    "passed died dies deceased dead hospice fallecio murio murieron difunto difunta refill refills receta insurance seguro bill factura lawyer abogado".split()
)
MATTER = 1000  # a word of a matter that a person should see, unless the learned layer sees no need of one
MOST_WORDS = 30  # a longer text is a letter; a person reads it
_KNOWN = WORDS | YES | NO | FILLER | PICKING | frozenset(NUMBERS)
_ALL = _KNOWN | EVERYDAY
_MORE = {
    Intent.RUNNING_LATE: DELAYS,
    Intent.VALUE_REPORT: MEASURES,
    Intent.QUESTION: FACTS,
    Intent.LANGUAGE_CHANGE: OTHER_WISHES,
    Intent.WAITLIST_JOIN: OTHER_WISHES,
}
_CHECKINS = frozenset(
    [
        "took",
        "take",
        "taken",
        "taking",
        "did",
        "done",
        "already",
        "pill",
        "pills",
        "medication",
        "tome",
        "tomado",
        "hecho",
        "pastilla",
        "pastillas",
        "medicina",
    ]
)
_CODED = re.compile(r"^ (?:(?:yes|si|ok|la|the) )?(?:c|r|x|[1-9]) (?:[.,]|please|porque|because|que) ")
_DENIED = re.compile(
    r" (?:no|sin|ni|without|zero|not any|nada de|cero) (?:[a-z]+ )?(?:pain|fever|dizziness|chest pain|shortness of breathe|headaches?|symptoms?|swelling|bleeding|nausea|cough|redness|dolor|mareos?|fiebre|tos|sintomas|nausea|hinchazon|ahogo|sangrado)(?: (?:or|ni|o|of|de) [a-z]+)?(?= )"
)
_TIMES = frozenset("today tomorrow tonight noon week month morning afternoon evening".split())
_TITLES = frozenset(["doctor", "doctora", "dr", "dra", "mr", "mrs", "ms", "miss", "senor", "senora"])
_NOT_PROBLEMS = re.compile(
    r" (?:do not stop (?:remind|text|send)\S*(?: (?:me|us|them|these|those))?|no (?:deje|dejen|paren) de (?:avis|mand|recor|escrib)\S*|(?:if (?:\S+ ){1,3})?(?:do not|does not|will not) (?:\S+ )?(?:rise|kill me|finish me)|(?:si )?no me (?:mata|tumba|lleva)\S*|no (?:problem|problema|worries|hay problema|prob|yes|si)|why not|can not wait|can not (?:make|do|come)|not miss|not (?:a )?problem) "
)
_NEGATED = re.compile(
    r" (?:do not|(?<!can )not|never|no|dont) (?:\S+ ){0,2}?cancel|(?:can not|could not|not able to) (?:\S+ )?cancel|cancel (?:the|my|that) cancel|no (?:la |lo |me )?(?:\S+ )?cancel"
)
_CHANGED_MIND = re.compile(
    r" (?:never mind|nevermind|no importa|olvidelo) (?:, )?(?=(?:please|just|go ahead|por favor|mejor) )"
)
_BOTH_WAYS = re.compile(
    r" (?:yes|si|confirm\S*|keep) (?:\S+ ){1,6}?(?:cancel\S*|no|not) |(?:cancel\S*) (?:\S+ ){1,6}?(?:yes|si|keep|confirm\S*) "
)
_DENIES_PART = re.compile(
    r" (?:no|not) (?:for|para|pa|him|her|me|my|mi|el|la|ella|mine|both|all)(?= )| (?:no|not)(?= [.,]| $)"
)
_MARKS = re.compile(r"[?](?: [?])*")
_CHOICES = re.compile(r" (?:or|o|either|and|y) ")
_DIGIT = re.compile(r"\d[\d:/.,]*(?:am|pm|st|nd|rd|th|ish|a|p|h|hrs)?")
_NEVER_MADE = re.compile(
    r" (?:did not|never|do not|not) (?:\S+ )?(?:make|made|book|booked|schedule|scheduled|request|requested|have|had) (?:an?|any|this|that|the) (?:\S+ )?(?:appointment|visit) |"
    r" right (?:like|as if|sure) | as if | si (?:puedo|pudiera|se puede) \S+ (?:seria|mejor) | no (?:hice|pedi|tengo) (?:\S+ )?cita "
)
_SOMEBODY_ELSE = re.compile(
    r" (?:see|seen by|with) (?:someone|somebody|anyone) else | (?:another|different|other) (?:doctor|provider|dentist|therapist|nurse) "
)
_OTHER_DAY = re.compile(r" (?:can|could|puedo|podria) (?:do|make|come|ir|el|la) ")
_RATHER = frozenset("but pero later earlier sooner after before except instead if cuando mas antes despues".split())
_FAMILY = frozenset(
    "son daughter child kid kids husband wife mom dad brother sister friend hijo hija ninos esposo esposa mama papa".split()
)
_ANOTHER_MATTER = re.compile(
    r" (?<! van )(?<! ride )(?<! bus )(?<! who )(?<! that )(?:can|could|may|puede|puedo) (?:my(?! (?:\S+ )?(?:appointment|visit|cleaning|time|slot|checkup) be )|mi|llevar|traer|bring) | my (?:new )?(?:address|phone|number|insurance|name) | (?:de|mi|el|otro|nuevo|hay|tengo) (?:\S+ )?seguro "
)
_ASKS_TO_CANCEL = re.compile(
    r" (?:can|could|may|please|puede|pueden|podria|puedo|want|quiero|how) (?:\S+ ){0,3}?cancel"
)
_ITSELF = re.compile(r" (?:this is|it is|soy|habla|it s) (\S+) ")
_CALL_ME = re.compile(
    r" (?:call|phone|ring) (?:me|us|him|her|my)|called (?:me|us)(?! in(?: |$))|(?:a|your|the) call | (?:(?<! una )(?<! la )llam(?!o |are |aremos |amos )\w+|marqu\w+|marcar)(?:me|nos)? | me (?:llam|marqu|marc)\w+ |hablar con|(?:speak|talk) (?:to|with) "
)
_ABOUT_CALLS = frozenset({Intent.WAITLIST_JOIN, Intent.OPT_IN, Intent.OPT_OUT, Intent.HELP, Intent.READY})
_WRY = frozenset("another again reminder reminders nothing wait waiting but pero nada otra finally".split())
_VISITS = frozenset(
    {Intent.CONFIRM, Intent.RESCHEDULE, Intent.CANCEL, Intent.SELECT_OPTION, Intent.DECLINE, Intent.BOOK}
)
_OTHER_DOCTOR = re.compile(
    r" (?:switch|change|move) (?:me |us )?(?:to )?(?:a )?(?:doctors?|dr|providers?) | (?:at|during|in) (?:the|my|this) (?:visit|appointment)[ ?]| cambi\w+ de doctor\w* "
)
_ABOUT_HEALTH = frozenset({"checkin_yesno", "triage_question", "intake_question", "postvisit"})
# A yes or no to one of these is an answer for a nurse.
_SYMPTOM_ASKED = re.compile(
    r"\b(?:safe|unsafe|harm|hurt|suicid\w*|thoughts|fall|fallen|gain\w*|weight|pounds|lbs?|chest|breath\w*|pain|fever|worse|bleed\w*|swell\w*|dizz\w*|symptoms?|side effects?|redness|drainage|nausea|vomit\w*|sad|hopeless|depress\w*|feeling down|worthless|anxious|anxiety|nervous|"
    r"triste\w*|esperanza|deprim\w*|ansi[oe]\w*|nervios\w*|segur[oa]|dan\w*|daño|lastim\w*|caid[ao]|pecho|respir\w*|dolor\w*|fiebre|peor|sangr\w*|hinch\w*|mareos?|sintomas?|síntomas?|efectos|libras|kilos|subido|aument\w*)\b",
    re.IGNORECASE,
)
# A no to one of these, or to a question about a person's safety, is none.
_GOOD_ASKED = re.compile(
    r"\b(?:safe|unsafe|harm\w*|hurt\w*|suicid\w*|thoughts|took|take|taken|able|better|good|ok|well|heal\w*|controlled|segur[oa]|dan[oa]\w*|lastim\w*|suicid\w*|pensamientos|tom[oó]|tomad[oa]|mejor|bien|puede|pudo)\b",
    re.IGNORECASE,
)
# A yes to one of these is good news.
_WELL_ASKED = re.compile(
    r"under control|controlled|manage[ds]?\b|healing|feeling (?:ok|well|better|good)|bajo control|controlad|se siente (?:bien|mejor)|\bsec[ao]\b|todo bien",
    re.IGNORECASE,
)
_NO_VISIT = re.compile(
    r" (?:(?:do |will |would |did |does )?not (?!to late|too late|been|there|yet|a patient|sure|be able|until|till|til|before|after|while|when|on|in the|mon|tue|wed|thu|fri|sat|sun|tomorrow|today|next|mornings?|afternoons?|early|late|too|like|mind|care|drive|work|a deal|the)|never (?!been|there)|no (?!me dan|me dejan|me queda|puedo|trabajo|rush|hurry|prisa|insurance|preference|matter|importa|problem|tengo preferencia)) ?"
)
_CONDITION = re.compile(r" (?:unless|if not|if i (?:reach|make|get)|a menos|si no|if she|if he) ")
_POOR = re.compile(
    r"^ (?:(?:a|un|it|was|honestly|fue|le|doy) )*(?:0|1|2|3|zero|one|two|cero|uno|dos) (?!.*(?:out of|de|sobre) 3 )"
)


_UNASKED_YES = 0.6  # a bare yes or no to no question of ours: a person sees what it is for


def plain(text: Prepared, asked: Asked, reading: Reading, other_day: bool = False, agreed: bool = False) -> int | None:
    """None when something in the text is left over that a person should see; else how many of its words are
    unknown to us but speak of no matter of their own. `other_day`: it names a time that is not the one our prompt
    named; `agreed`: the learned layer plainly sees the same, and no need of a person."""
    unasked = reading.intent in (Intent.CONFIRM, Intent.DECLINE) and reading.confidence <= _UNASKED_YES
    if asked.context == "none" and unasked:
        return None
    strange = _strange_words(text, asked, reading, agreed)
    if (
        strange is None
        or not _nothing_beside(text, asked, reading, other_day, agreed)
        or doubtful(text, asked, reading)
    ):
        return None
    return strange


def is_language(text: Prepared) -> bool:
    """Whether at least half of a text's words are words that we know: "asdf qwer" is not."""
    known = sum(1 for w in text.words if w in _ALL or sort_of(w) is not None)
    return len(text.words) > 1 and known * 2 >= len(text.words)


def _nothing_beside(text: Prepared, asked: Asked, reading: Reading, other_day: bool, agreed: bool) -> bool:
    words = text.words
    if len(words) > MOST_WORDS or len(_MARKS.findall(text.fixed)) > 1:
        return False
    no_for_now = (
        reading.intent is Intent.DECLINE
        and not NO.isdisjoint(words[:1])
        and asked.context
        in (
            "recall_prompt",
            "lead_prompt",
            "waitlist_offer",
        )
    )
    if not DOUBTS.isdisjoint(words) and not no_for_now and not agreed:
        return False
    if _NEVER_MADE.search(text.fixed) or _ANOTHER_MATTER.search(text.fixed):
        return False
    if "?" in text.fixed and not _FAMILY.isdisjoint(words) and not agreed:
        return False
    fixed = text.fixed
    intent = reading.intent
    if intent not in _ABOUT_CALLS and _CALL_ME.search(fixed) and not _picks_call(asked, reading):
        return False
    if intent is Intent.THANKS and not _WRY.isdisjoint(words):
        return False
    if intent in _VISITS and _OTHER_DOCTOR.search(fixed):
        return False
    if intent in (Intent.RESCHEDULE, Intent.BOOK) and _SOMEBODY_ELSE.search(fixed):
        return False
    if intent is Intent.CONFIRM:
        calm = _NOT_PROBLEMS.sub(" ", fixed)
        if other_day or (reading.slots.get("when") and _OTHER_DAY.search(fixed)):
            return False
        reserved = RESERVES.intersection(without_denied(calm).split())
        if legend.meaning(asked, legend.NO) is Intent.CONFIRM:
            reserved -= NO | {"nope", "nah"}
        soft = agreed and not _DENIES_PART.search(fixed)
        if "?" in fixed or (reserved - SOFT_RESERVES if soft else reserved):
            return False
    if intent is Intent.CANCEL and "?" in fixed and not _ASKS_TO_CANCEL.search(fixed):
        return False
    if intent is Intent.CANCEL and (
        _NEGATED.search(_CHANGED_MIND.sub(" ", fixed))
        or _BOTH_WAYS.search(fixed)
        or not {"but", "pero"}.isdisjoint(words)
    ):
        return False
    if intent in (Intent.RESCHEDULE, Intent.BOOK) and _either_day(text, reading):
        return False
    if intent is Intent.BOOK and not agreed and _NO_VISIT.search(_NOT_PROBLEMS.sub(" ", fixed)):
        return False
    if intent is Intent.RESCHEDULE and _CONDITION.search(fixed):
        return False
    if intent is Intent.VALUE_REPORT and ("?" in fixed or (_POOR.search(fixed) and asked.context == "postvisit")):
        return False
    if intent is Intent.READY and asked.context != "result_ready" and (asked.context != "none" or len(words) > 6):
        return False
    if asked.context == "checkin_yesno" and intent is Intent.DECLINE and len(words) > 3:
        return False  # why somebody does not take it is for a nurse
    if (
        asked.context in _ABOUT_HEALTH
        and intent in (Intent.CONFIRM, Intent.DECLINE)
        and _SYMPTOM_ASKED.search(asked.prompt)
        and not (intent is Intent.CONFIRM and _WELL_ASKED.search(asked.prompt))
        and not _denies_ills(text, asked, intent)
    ):
        return False
    if asked.context in OFFERS:
        bare = _WITHIN_TIMES.sub(" ", fixed).split()
        numbers = {w for w in bare if w.isdecimal() and len(w) == 1 and 1 <= int(w) <= (asked.options or 9)}
        meant = any(legend.meaning(asked, number) is intent for number in numbers)
        if intent is not Intent.SELECT_OPTION and numbers and "?" not in fixed and not meant:
            return False
        if intent is Intent.SELECT_OPTION and not _RATHER.isdisjoint(words) and "option" not in reading.slots:
            return False
        if len(numbers) > 1 and _CHOICES.search(fixed) and "?" in fixed:
            return False
    return True


def _denies_ills(text: Prepared, asked: Asked, intent: Intent) -> bool:
    """Whether a bare no says that an ill which our question named is not there."""
    return (
        intent is Intent.DECLINE
        and asked.context == "checkin_yesno"
        and len(text.words) <= 3
        and not _GOOD_ASKED.search(asked.prompt)
    )


def _either_day(text: Prepared, reading: Reading) -> bool:
    """Whether it names two days to choose from ("the 8th or the 9th"): which one has to be asked."""
    days = {
        w.start[:10]
        for w in reading.slots.get("when", ())
        if not w.excluded and w.start and w.kind in ("date", "datetime")
    }
    ways = len(re.findall(r" (?:or|o) ", text.fixed))
    if len(days) < 2 or not ways:
        return ways > 1 and bool(days)
    first, *_, last = sorted(days)
    return ways > 1 or date.fromisoformat(last) - date.fromisoformat(first) > timedelta(days=len(days) - 1)


def _picks_call(asked: Asked, reading: Reading) -> bool:
    """Whether a call is one of the choices that we offered."""
    return reading.intent is Intent.SELECT_OPTION and asked.context in ("result_ready", "intake_question")


def calls(text: Prepared) -> bool:
    """Whether a text speaks of a call to be made."""
    return bool(_CALL_ME.search(text.fixed))


def only_about_texts(text: Prepared) -> bool:
    """Whether a text that opts out speaks of nothing else: no death, no bill, no other person's texts."""
    if len(text.words) > MOST_WORDS or "?" in text.fixed or _CALL_ME.search(text.fixed) or _NOT_ALL.search(text.fixed):
        return False
    return not any(sort_of(word) in ("business", "medical") and word not in _OF_TEXTS for word in text.words)


_NOT_ALL = re.compile(
    r" (?:but (?:keep|still|not)|only|(?:and|y|also|tambien|ni|or|nor) (?:\S+ ){0,3}?(?:citas?|visits?|appointments?|consultas?)|ex|her|his|\w+days?|tomorrows?|manana|people|person|nobody|treated|tcpa|violation|attorney|fcc|compliance|facebook|emails?|mail|plenty|too many|less|fewer|lunes|martes|miercoles|jueves|viernes|sabado|domingo|por que|why|mas tarde|later|neighbor|vecin\S+|\d+|except|instead|the other|waiting|wait list|waitlist|espera|schedule|doctor|agenda|viejo|nuevo|promo\S*|offers?|he|she|him|his|el senor|my (?:dad|mom|husband|wife|son|daughter|mother|father|boyfriend|girlfriend|ex|partner|roommate)|(?:reads|sees|checks|goes through|looks at|revisa) (?:it|them|my|this|mi|mis|los)|mi (?:papa|mama|espos\S+|hij\S+)) "
)
_OF_TEXTS = frozenset(
    "remove removed delete deleted consent revoke spam wrong asked ask number numbers phone numero telefono service charges charge paying pay quitar sick tired enough molestar molesten molesta molestando molestarme molestarnos autorizo autorizamos autorizar authorize manden mandarme acoso error annoying".split()
)


_WITHIN_TIMES = re.compile(
    r" \d+ (?:st|nd|rd|th|am|pm|ro|do|de (?:la|diciembre|enero|noviembre)|o clock|y media)(?= )|(?:las|la|dec|nov|jan|at|after|before|the) \d+ "
)


def _strange_words(text: Prepared, asked: Asked, reading: Reading, agreed: bool) -> int | None:
    """How many words are not plain and speak of no matter of their own ("bells" in "with bells on"); None when one
    speaks of our own texts. From MANY on they hang together, from MATTER on one speaks of the body or of business."""
    more = _MORE.get(reading.intent, frozenset())
    known = _KNOWN if reading.intent is Intent.QUESTION else _ALL
    if Intent.QUESTION in reading.also:
        more = more | FACTS
    if asked.context.startswith("checkin"):
        more = more | _CHECKINS | MEASURES | SPOKEN
    elif reading.intent is Intent.VALUE_REPORT:
        more = more | SPOKEN
    left = [w for w in text.words if w not in known and w not in more and not _DIGIT.fullmatch(w) and w.isascii()]
    if not left:
        return 0
    said = _said(asked.prompt, asked.known)
    said |= asked.vocabulary.explained(text)
    if _CHANGED_MIND.search(text.fixed):
        said |= {"mind"}
    own = _ITSELF.search(text.fixed)
    allowed = _ALLOWED_MATTERS.get(reading.intent, frozenset())
    own_matter = allowed
    coded = bool(_CODED.match(text.fixed)) and "?" not in text.fixed
    if coded:
        allowed = allowed | {"medical"}  # our own code, and a reason
    denied = {w for m in _DENIED.finditer(text.fixed) for w in m[0].split()}
    if reading.intent is Intent.CANCEL:
        denied |= gone(text.fixed)
    denied |= {w for w in worded(text, reading.intent) if w not in _GRIEF and sort_of(w) is None}
    denied |= worded(text, Intent.THANKS) - _GRIEF
    if asked.context != "none":
        denied |= {w for w in worded_by_context(text, asked.context) if sort_of(w) is None}
    left = [w for w in left if w not in denied and not (w[-1] == "s" and w[:-1] in _TIMES)]
    allowed = allowed | {"texts"}  # only with a second opinion, as every word that nobody listed
    strange = run = longest = 0
    last = -2
    for word in left:
        if word in said or (own and own[1] == word):
            continue
        spot = text.words.index(word)
        if spot and text.words[spot - 1] in _TITLES:
            continue
        if any(word in w.text.lower() for w in reading.slots.get("when", ())):
            continue
        matter = sort_of(word)
        if matter is not None and matter not in allowed and not _HARMLESS.search(text.fixed):
            if matter == "texts" or (word in _GRIEF and not agreed) or reading.intent is Intent.QUESTION:
                return None
            strange += MATTER
        strange += matter is None or matter not in own_matter or matter == "medical"
        run = run + 1 if spot == last + 1 else 1
        last = spot
        longest = max(longest, run)
    if reading.intent is Intent.QUESTION:
        return None if strange else 0
    return strange if longest < LONGEST_RUN else strange + MANY


@lru_cache(maxsize=256)
def _said(prompt: str, known: tuple[str, ...]) -> frozenset[str]:
    """The words of our prompt and the names we know, also as whose ("Leo's")."""
    said = frozenset(prepare(" ".join((prompt, *known))).words)
    return said | {word + "s" for word in said if len(word) > 2}


def few(strange: int, text: Prepared) -> bool:
    """Whether so many words of no known matter are few for a text of this length: more needs a surer second opinion."""
    length = len(text.words)
    if _CODED.match(text.fixed) and "?" not in text.fixed:
        return strange <= 5
    return strange <= (0 if length < 3 else 1 if length < 6 else 2 if length < 10 else 3 if length < 16 else 4)


# Matters that a wish itself is about.
_ALLOWED_MATTERS = {
    Intent.BOOK: frozenset({"medical"}),
    Intent.WAITLIST_JOIN: frozenset({"texts"}),
    Intent.LANGUAGE_CHANGE: frozenset({"texts"}),
    Intent.OPT_IN: frozenset({"texts"}),
    Intent.HELP: frozenset({"texts", "business"}),
}
_HARMLESS = re.compile(
    r" (?:stop(?:ped|ping)? (?:by|in|for gas|at|over|off|worrying)|(?:bus|last|next|pit|full|quick) stop|stop sign|(?:not|nothing) stop|no paro|paro (?:un|el)) "
)

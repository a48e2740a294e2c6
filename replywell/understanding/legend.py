# ruff: noqa: E501, SIM905 - patterns and word lists read better whole
"""What our prompt says that its codes mean: "Reply 1 to confirm, 2 to cancel", "YES to stop, NO to keep them".

A practice writes its own wording. Where a prompt says what a code means, that counts; where it says it unclearly,
nothing is sure.
"""

import re
from functools import lru_cache

from .model import Asked, Intent
from .normalise import prepare

ASKED_FOR = r"(?:reply|replies|text|texts|press|send|type|answer|respond|say|responda|conteste|envie|envía|mande|marque|oprima|escriba|diga)"
# In small letters only where they are asked for: "Si no puede venir" names no code.
_CODE = re.compile(
    r"(?<![\w$:/.,'’-])([\"'“‘(\[]?)(YES|NO|SI|SÍ|[A-Z]|[1-9]|(?<=[\"'“‘])(?:[Yy]es|[Nn]o|[Ss][ií])|(?:[Yy]es|[Nn]o|[Ss][ií])(?= (?:to|for|if|para) ))([\"'”’)\]]?)(?![\w/%’']|:\d|\.\d)"
)
# "Para tomarlo conteste TOMAR": a word to answer with
_WORD = re.compile(rf"\b(?:{ASKED_FOR}|or|o) ([\"'“]?)([A-ZÁÉÍÓÚÑ]{{3,12}})[\"'”]?(?![A-Za-z])")
_CUT = re.compile(r"[,.;!?/|\n]|\b(?:or|o|and|y|also|otherwise)\b")
_FORWARD = re.compile(
    r"^\s*(=|:|-|–|→|\bto\b|\bfor\b|\bif\b|\bmeans\b|\bpara\b|\bsi\b|\bes\b|\bis\b)?\s*((?:[^\s,.;!?]+\s*){0,6})"
)
_BACKWARD = re.compile(rf"(?:^|[\s(\[])([^,.;!?]*?)\s*(=|:|-|–|→|\b{ASKED_FOR}\b|\()?\s*$")
# The first that is in the words of a code is what it means.
_MEANINGS = (
    (Intent.OPT_OUT, r"stop(?! by)|unsubscribe|opt out|end (?:texts|messages)|no more (?:texts|messages)|be removed|remove|parar|paremos|dejar de|no recibir|terminar|baja"),
    (Intent.RESCHEDULE, r"reschedul\w*|re schedul\w*|move|change|different (?:time|day)|another (?:time|day)|other time|new time|reprogram\w*|reagend\w*|cambi\w*|mover|otra (?:hora|fecha)|otro (?:dia|horario)"),
    (Intent.CANCEL, r"cancel\w*|can not|unable|not (?:coming|attend\w*|going|make)|no (?:puedo|puede|podre|asistir\w*|voy|ire|vendr\w*)|anul\w*"),
    (Intent.DECLINE, r"keep (?:yours|your (?:current|own|visit|appointment|time|spot)|the (?:old|current|original))|stay|decline|pass|take me off|remove me|off the (?:wait ?)?list|salir(?:me)? de la lista|quitarme|esperar|seguir esperando|dejar(?:lo|la)? pasar|skip|later|not now|already|elsewhere|no thanks|not interested|rechaz\w*|mantener (?:la|su) (?:actual|cita)|quedarse|luego|despues|mas tarde|ya (?:la|lo|se) \w+|no gracias|no me interesa"),
    (Intent.OPT_IN, r"keep (?:them|getting|receiving|texts|texting|messages)|continue|seguir|continuar|recibir"),
    (Intent.BOOK, r"book|schedule|see (?:the )?(?:times|openings)|ver (?:las )?(?:horas|horarios|fechas)|find a time|make an appointment|set (?:it )?up|pick a time|agendar|reservar|programar|hacer (?:una )?cita"),
    (Intent.CONFIRM, r"confirm\w*|keep|attend\w*|come|coming|make|see you|be there|lo tomo|la tomo|accept|take (?!me )\S+|take|tomarl[ao]|claim|yes|want|ready|ok|mantener|conservar|asistir\w*|acept\w*|tomar\w*|quiero|voy|vengo|vendre|si"),
)  # fmt: skip
_WHAT = tuple((intent, re.compile(rf"(?<= )(?:{pattern})(?= )")) for intent, pattern in _MEANINGS)
_MAY_MEAN = {
    "confirm_prompt": frozenset({Intent.CONFIRM, Intent.CANCEL, Intent.RESCHEDULE}),
    "waitlist_offer": frozenset({Intent.CONFIRM, Intent.DECLINE}),
    "recall_prompt": frozenset({Intent.BOOK, Intent.DECLINE}),
    "lead_prompt": frozenset({Intent.BOOK, Intent.DECLINE}),
    "keep_texting": frozenset({Intent.OPT_IN, Intent.OPT_OUT}),
    "checkin_yesno": frozenset({Intent.CONFIRM, Intent.DECLINE}),
}
_ALIKE = {
    ("waitlist_offer", Intent.OPT_IN): Intent.DECLINE,
    ("keep_texting", Intent.CONFIRM): Intent.OPT_IN,
    ("recall_prompt", Intent.CONFIRM): Intent.BOOK,
    ("lead_prompt", Intent.CONFIRM): Intent.BOOK,
}
# "1 yes, 2 no"
_NO_MEANS = {
    "confirm_prompt": Intent.DECLINE, "waitlist_offer": Intent.DECLINE, "recall_prompt": Intent.DECLINE,
    "lead_prompt": Intent.DECLINE, "keep_texting": Intent.OPT_OUT, "checkin_yesno": Intent.DECLINE,
}  # fmt: skip
# "Do you need to cancel?", "shall we cancel it?": a yes is none to the visit.
_ASKS_AGAINST = {
    "confirm_prompt": re.compile(
        r" (?:need|want|like|wish|shall|should|have|going|do you|are you|can) (?:(?![.?!])\S+ ){0,4}?(?:cancel|reschedule|move|change)(?: (?![.?!])\S+)*? [?]| (?:quiere|desea|necesita|cancelamos|debemos) (?:(?![.?!])\S+ ){0,3}?(?:cancel\w*|cambiar\w*|mover\w*|la cita)(?: (?![.?!])\S+)*? [?]"
    ),
    "waitlist_offer": re.compile(r" (?:keep|stay with|mantener|conservar|quedarse con) (?:(?![.?!])\S+ ){0,4}?[?]"),
    "recall_prompt": re.compile(r" (?:have you (?:already )?(?:had|done|seen|been)|did you already|ya (?:se )?(?:la|lo)? ?(?:hizo|tuvo|vio))(?: (?![.?!])\S+)*? [?]"),
    "keep_texting": re.compile(
        r" (?:want|wanted|wish|like|mean|sure|asked) (?:(?![.?!])\S+ ){0,6}?(?:stop|end|unsubscribe|no more|opt out|not want|do not want)(?: (?![.?!])\S+)*? [?]| (?:quiere|queria|desea|segur[oa]|pidio) (?:(?![.?!])\S+ ){0,4}?(?:parar|paremos|dejar|dejemos|terminar|no quiere|no recibir|ya no)(?: (?![.?!])\S+)*? [?]"
    ),
}  # fmt: skip
_FIRST = re.compile(r" (?:ok |okay |hi |hello |hola )?([a-z1-9])(?= )")
# What the law gives a meaning has it whatever a prompt says.
_LAWS = frozenset("stop stopall unsubscribe end quit cancel help info start unstop alto parar ayuda yes no si".split())
YES, NO = "yes", "no"
_WORDS = frozenset({"yes", "no", "si", "sí"})
# What a yes and a no mean where the prompt does not say otherwise.
_PLAINLY = {
    "confirm_prompt": ({Intent.CONFIRM}, {Intent.CANCEL, Intent.RESCHEDULE, Intent.DECLINE}),
    "waitlist_offer": ({Intent.CONFIRM}, {Intent.DECLINE}),
    "recall_prompt": ({Intent.BOOK}, {Intent.DECLINE}),
    "lead_prompt": ({Intent.BOOK}, {Intent.DECLINE}),
    "keep_texting": ({Intent.OPT_IN}, {Intent.OPT_OUT}),
    "checkin_yesno": ({Intent.CONFIRM}, {Intent.DECLINE}),
}


def meaning(asked: Asked, code: str) -> Intent | None:
    """What the prompt says that a code means ("1", "c", "yes", "no"); UNKNOWN where it may be two things, or where it
    names codes and this is none of them; None where it says nothing of codes."""
    if not asked.prompt or asked.context not in _MAY_MEAN:
        return None
    told = _legend(asked.context, asked.prompt)
    if code in told:
        return told[code]
    if code in (YES, NO):
        other = told.get(NO if code == YES else YES)
        if other is not None:
            return None if other in _PLAINLY[asked.context][code == YES] else Intent.UNKNOWN
        return Intent.UNKNOWN if _against(asked.context, asked.prompt) else None
    if code.isdecimal() and any(one.isdecimal() for one in told):
        known = asked.context in ("recall_prompt", "lead_prompt") and int(code) <= asked.options
        return None if known else Intent.UNKNOWN  # one of several choices: which, its number says
    return None


def turned(asked: Asked, sign: int) -> bool:
    """Whether the prompt turns a yes (`sign` 1) or a no (-1) into something else than it plainly says."""
    told = meaning(asked, YES if sign > 0 else NO)
    return told is not None and told not in _PLAINLY[asked.context][sign < 0]


def other_code(fixed: str, asked: Asked, intent: Intent) -> bool:
    """Whether a text begins with a code that the prompt gives another meaning ("2 see you then", 2 being to cancel)."""
    first = _FIRST.match(fixed)
    if first is None or not asked.prompt or asked.context not in _MAY_MEAN:
        return False
    return _legend(asked.context, asked.prompt).get(_plain(first[1]), intent) is not intent


@lru_cache(maxsize=512)
def _legend(context: str, prompt: str) -> dict[str, Intent]:
    out: dict[str, Intent] = {}
    marks = list(_CODE.finditer(prompt))
    # "1=Yes 2=No", "1 Sí": the words are what the codes mean
    marks = [
        m for n, m in enumerate(marks)
        if not n or m[2].lower() not in _WORDS or prompt[marks[n - 1].end() : m.start()].strip(" =:-()") or m[2].lower() == marks[n - 1][2].lower()
    ]  # fmt: skip
    for n, mark in enumerate(marks):
        end = marks[n + 1].start() if n + 1 < len(marks) else len(prompt)
        start = marks[n - 1].end() if n else 0
        found = _meant(context, prompt[start : mark.start()], mark, prompt[mark.end() : end])
        code = _plain(mark[2])
        if found is not None and _says_yes_or_no(prompt[mark.end() : end]) and _against(context, prompt):
            found = Intent.UNKNOWN  # "Do you want us to stop? 1 for yes"
        if found is not None:
            out[code] = found if out.get(code, found) is found else Intent.UNKNOWN
    for word in _WORD.finditer(prompt):
        code = prepare(word[2]).fixed.strip()
        found = _meant(context, prompt[: word.start(2)], word, prompt[word.end() :]) or _what(context, word[2])
        if found is not None and code not in _LAWS:
            out.setdefault(code, found)
    return out


@lru_cache(maxsize=512)
def _against(context: str, prompt: str) -> bool:
    """Whether a yes to the prompt is none to what it is about."""
    asks = _ASKS_AGAINST.get(context)
    return bool(asks and asks.search(prepare(prompt).fixed))


def _says_yes_or_no(right: str) -> bool:
    return (
        re.match(
            r"\W*(?:(?:to|for|if|means|para|es|is)\W+)?(?:yes|no|s[ií])(?:\W*$|[,.;!?/|\n]| or | o )", right.lower()
        )
        is not None
    )


def _plain(code: str) -> str:
    lower = code.lower().replace("í", "i")
    return {"si": YES, "y": YES, "n": NO}.get(lower, lower)


def _meant(context: str, left: str, mark: re.Match[str], right: str) -> Intent | None:
    """What stands beside a code: behind it ("1 to cancel"), or before it ("to cancel reply 1", "Cancel (1)")."""
    behind = _FORWARD.match(_CUT.split(right, maxsplit=1)[0])
    after = _what(context, behind[2]) if behind else None
    before = _BACKWARD.search(_CUT.split(left)[-1])
    ahead = _what(context, before[1]) if before and (before[2] or mark[1] in ("(", "[")) else None
    if after is not None and behind and behind[1]:
        return after
    if ahead is not None:
        return ahead
    # "C yes, R move": right beside it
    return after


def _what(context: str, words: str) -> Intent | None:
    text = f" {' '.join(prepare(words).fixed.split())} "
    if text.strip() in ("no", "not", "nope"):
        return _NO_MEANS[context]
    if context == "checkin_yesno":  # what else a number may stand for there is a nurse's
        return Intent.CONFIRM if text.strip() in ("yes", "si") else None
    for intent, pattern in _WHAT:
        found = _ALIKE.get((context, intent), intent)
        if found in _MAY_MEAN[context] and pattern.search(text):
            return found
    return None

# ruff: noqa: E501, SIM905 - patterns and word lists read better whole
"""Which of the numbered choices of a question (intake, triage, after a visit, a result) a text names."""

import re
from dataclasses import dataclass
from functools import lru_cache

from .lexicon.answers import NO, NUMBERS, YES
from .model import Asked
from .normalise import Prepared, prepare

QUESTIONS = frozenset({"intake_question", "triage_question", "postvisit", "result_ready"})
_CHOICE = re.compile(r"(?:^|[\s(,;?:])([1-9])(?:\)|[.:=-](?=\s)|\s(?:for|para|if|si)\s)\s*(.*?)(?=(?:[\s(,;?:][1-9](?:\)|[.:=-]\s|\s(?:for|para|if|si|to(?!\s\d))\s))|$)", re.DOTALL)  # fmt: skip
_RATES = re.compile(r"\b1\b[^.?]{0,12}?\b(?:to|a|al|-|through)\b[^.?]{0,3}?\b(5|10)\b")
_EMPTY = frozenset(
    "a an the to of or and o y de la el los las un una que me my your you su mi in on at for para have get is are it lo le que si yes no now ahora reply responda en see ver want talk hablar con the this i im about new or not".split()
)
_OTHER_WISH = re.compile(r" (?:cancel\w*|stop|take me off|wrong number) ")
_GRATEFUL = re.compile(
    r"(?:^|[.,]) (?:thank\S*|gracias|ty|much appreciated|appreciate\S*) ?(?:you|so|a|mi|for|por|much|$)"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_NUMBERED = re.compile(
    r"^ (?:(?:the|la|el|un|una|hi|hola|yes|si|ok|id say|i would say|say|gave yall|gave you|i give|give|le doy|doy|a|solid|so|number|numero|num|option|opcion|opt|choice|just|it is|its|es|please|pues|bueno) )*(\d|[a-z]+)(?: (?:one|option|opcion|choice|stars?|estrellas?))?(?= |[.,])"
)
_SO_NUMBER = re.compile(
    r"(?:[.,] |so |asi que |entonces )(?:so )?([1-9]|one|two|three|four|five|uno|dos|tres|cuatro|cinco)(?: please| por favor)? $"
)
_NOT_A_NUMBER = frozenset(["to", "too", "de", "a", "b", "c", "hai", "mot", "i", "un", "una"])
_LAST = re.compile(r"^ (?:the |la |el )?(?:last|ultim[oa]|third and last|bottom)(?: one| option| opcion)? $")
_MIDDLE = re.compile(r"^ (?:the |la |el )?(?:middle|medio|de en medio|del medio|en medio)(?: one| option)? $")
_FINE = re.compile(
    r"^ (?:(?:no|nope|none|nada|ningun[oa]?|nothing|negative|nop|na|nah|all|everything|everythings|every thing|todo|feeling|feel|i feel|me siento|estoy|im|i am|doing|we are|am|is|va|muy|at|to report|de|really|so far|still|super|just|problema|problemas|trouble|problems?|issues?|complaints?|here|good|great|fine|ok|okay|well|bien|perfecto|excelente|perfect|gracias|thanks|thank you|a dios|por aqui|aca|here|dandy|wonderful|better|mejor|a dios|cabal|tranquilo)(?:[.,]* |$)){1,9}"
)
_ASKS_TROUBLE = re.compile(r"\b(?:trouble|problems?|issues?|concerns?|problemas?|molestias?|sintomas?)\b")
_HURDLE = re.compile(
    r" (?:but|pero|except|excepto|aunque|though|only when|solo cuando|although|sort of|kinda|kind of) "
)
_DENIES = re.compile(r" (?:no|not|never|nunca|nor|ni|sin|without|nothing|none) ")
_SAME = {
    "phone": "call ring phone telephone llamada llamen llamada telefono", "call": "ring phone telephone", "llamada": "telefono llamar llamen llame", "text": "texts txt texting message", "texto": "mensaje mensajes textos",
    "email": "mail correo", "correo": "email mail", "vaccine": "shot shots vaccination jab flu", "vacuna": "inyeccion vacunas", "physical": "yearly annual checkup", "chequeo": "general anual revision fisico", "follow": "followup recheck", "seguimiento": "control",
    "video": "virtual online", "appointment": "appt visit schedule scheduling", "cita": "citas", "visit": "appointment", "medicine": "medication meds prescription", "change": "move reschedule", "cambiar": "mover cambio cambie", "directions": "address map", "direccion": "ubicacion",
    "worse": "worsening", "symptoms": "symptom sick", "sintomas": "sintoma", "nurse": "nurses", "portal": "online website app", "llame": "llamen llamar llamada llamenme llameme", "antes": "deje fumaba", "nunca": "jamas", "never": "touched", "used": "quit former", "yes": "still", "si": "todavia sigo",
    "evaluation": "new first", "other": "something else", "better": "improved", "same": "unchanged", "igual": "misma mismo",
}  # fmt: skip
_GRAVE = re.compile(
    r"symptom|sintoma|worse|peor|nurse|enfermera|emergen|urgen|pain|dolor|bleed|sangr|fever|fiebre|medic|refill|receta|bill|factura|complain|queja"
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice that a text names. `value`: it is a mark for the visit; `grave`: a person should see who picks it."""

    number: int
    value: bool
    grave: bool


@dataclass(frozen=True, slots=True)
class _Listed:
    words: tuple[frozenset[str], ...]
    heads: tuple[str, ...]
    grave: tuple[bool, ...]
    best: int
    trouble: bool


@lru_cache(maxsize=128)
def _listed(prompt: str) -> _Listed:
    flat = prepare(prompt).flat
    found: dict[int, str] = {}
    for number, said in _CHOICE.findall(flat):
        found.setdefault(int(number), re.split(r"[.?!](?:\s|$)", said)[0])
    rated = _RATES.search(flat)
    said = [found[n] for n in sorted(found)] if sorted(found) == list(range(1, len(found) + 1)) else []
    words = []
    for option in said:
        own = {w for w in prepare(option).words if w not in _EMPTY and len(w) > 2}
        first = prepare(option).words[:1]
        if first and first[0] in ("yes", "si"):
            own.add(first[0])
        words.append(frozenset(own | {other for w in own for other in _SAME.get(w, "").split()}))
    heads = tuple((prepare(option).words or ("",))[0] for option in said)
    trouble = bool(_ASKS_TROUBLE.search(flat))
    grave = tuple(
        bool(_GRAVE.search(option)) or (trouble and head in ("yes", "si"))
        for option, head in zip(said, heads, strict=True)
    )
    return _Listed(tuple(words), heads, grave, int(rated[1]) if rated and not said else 0, trouble)


def listed(asked: Asked) -> bool:
    """Whether our question listed choices or asked for a mark."""
    return asked.context in QUESTIONS and bool(asked.options)


def chosen(text: Prepared, asked: Asked) -> Choice | None:
    """The one choice that a text names; None when it names none, or more than one."""
    if not listed(asked) or not text.words or len(text.words) > 40 or _OTHER_WISH.search(text.fixed):
        return None
    ours = _listed(asked.prompt)
    count = asked.options
    number = _by_number(text, count)
    if number is None and asked.context == "postvisit" and _GRATEFUL.search(text.fixed):
        return None
    if number is None and ours.words and len(ours.words) == count:
        number = _by_words(text, ours)
    if number is None:
        return None
    rated = bool(ours.best) and count == ours.best
    grave = number <= 2 if rated else bool(ours.grave) and ours.grave[number - 1]
    grave = grave and asked.context != "result_ready"
    return Choice(number, rated or (asked.context == "postvisit" and not ours.words), grave)


def _as_number(word: str) -> int | None:
    if word.isdecimal():
        return int(word)
    return None if word in _NOT_A_NUMBER else NUMBERS.get(word)


def _by_number(text: Prepared, count: int) -> int | None:
    fixed = text.fixed
    named = {int(w) for w in text.words if w.isdecimal() and w.isascii() and len(w) == 1}
    if re.search(r"\d\.\d|\d\s*/\s*\d", text.flat) or len(named) > 1:
        return None
    if re.search(
        r" (?:\d|one|two|uno|dos|primera|first) (?:and|or|y|o|and maybe) (?:\d|two|three|dos|tres|second|segunda) ",
        fixed,
    ):
        return None
    if len(text.words) == 1 and text.words[0] in _ROMAN and _ROMAN[text.words[0]] <= count:
        return _ROMAN[text.words[0]]
    if _LAST.match(fixed):
        return count
    if _MIDDLE.match(fixed) and count == 3:
        return 2
    for pattern in (_NUMBERED, _SO_NUMBER):
        found = pattern.search(fixed)
        if found:
            number = _as_number(found[1])
            if number is None and found[1] in ("one", "uno", "una"):
                number = 1
            if number is not None and 1 <= number <= count:
                return number
    return None


def _by_words(text: Prepared, ours: _Listed) -> int | None:
    fixed = text.fixed
    if _HURDLE.search(fixed) or "?" in fixed:
        return None
    words = frozenset(text.words)
    heads = ours.heads
    no = next((n for n, head in enumerate(heads, 1) if head in ("no", "never", "nunca")), None)
    yes = next((n for n, head in enumerate(heads, 1) if head in ("yes", "si")), None)
    if no and ours.trouble and (found := _FINE.match(fixed)) and not words & {"not", "yet", "todavia", "worse", "peor"}:
        rest = fixed[found.end() :].split()
        if len(rest) <= 6:
            return no
    if len(words) <= 3:
        if no and words <= NO | {"no", "nunca", "never", "thanks", "gracias", "senor", "senora"}:
            return no
        if yes and words <= YES | {"thanks", "gracias"} and not ours.trouble:
            return yes
    denied = " ".join(re.findall(r" (?:no|not|never|nunca|ni|sin|without|nothing) \S+(?: \S+)?", fixed)).split()
    if no and denied and words & {"never", "nunca", "jamas"} and not ours.trouble:
        return no
    said = {w for w in words if w not in denied or w in ("never", "nunca")}
    hits = {
        n
        for n, own in enumerate(ours.words, 1)
        if any(w in own or (len(w) > 5 and any(o[:5] == w[:5] for o in own if len(o) > 4)) for w in said)
    }
    return hits.pop() if len(hits) == 1 else None

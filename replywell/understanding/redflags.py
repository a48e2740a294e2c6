# ruff: noqa: E501 - patterns and tables read better whole
"""Finds signs of danger in a text, in every language of the lexicon."""

import re
from functools import lru_cache

from . import learned, other_languages
from .lexicon.danger import IDIOMS, MILD, PAST, ROWS
from .lexicon.danger_pairs import CONCEPTS, PAIRS, TRIPLES
from .normalise import Prepared, prepare
from .rules import Rules

_RULES = Rules((name, 1.0, anchors, pattern) for name, anchors, pattern in ROWS)
_IDIOMS = re.compile(rf" (?:{IDIOMS})(?= )")
_PAST = re.compile(rf" (?:{PAST})(?= )")
_HARMLESS = re.compile(rf" (?:{IDIOMS}|{MILD})(?= )")
_DENIED = re.compile(
    r" (?:no|not any|without|denies|sin|ni|nor|not having(?: any)?|do not have(?: any)?|no tengo|no tiene)"
    r" (?:more )?(?:any )?(?:chest pains?|pain in (?:my )?chest|shortness of breathe|trouble breathing|difficulty breathing|bleeding|seizures?|contractions|"
    r"palpitations|fainting|allergic reactions?|fever|dolor(?:es)? (?:de|en el) pecho|fiebre|sangrado|hemorragias?|contracciones|convulsiones|palpitaciones|falta de aire)(?= )"
)
POSSIBLE = "possible_danger"
"""The flag of a danger that no rule names."""
_GRAVE = frozenset({"suicide", "self_harm", "abuse"})  # never overruled
_SHORTEST_STEM = 3
_TELLING = 3  # fewer words beside what is harmless say nothing
_DIGIT = re.compile(r"\d")
# The whole text, courtesy and cries for help aside; nothing overrules it.
_GRAVEST = re.compile(
    r" (?:(?:help|ayuda|please|pls|now|call|por|favor|a|an|un|una|auxilio) )*(?:911|stroke|overdos\w*|emergency|emergencia|derrame|sobredosis|ana(?:phy|phi|fi)laxis)"
    r"(?: (?:please|pls|now|help|por|favor|ayuda|ya|[.,]))* $"
)
_ONLY_TIME = re.compile(
    r"^ (?:(?:\d+|in|about|within|the|a|an|at|on|around|or|and|to|from|until|days?|weeks?|months?|hours?|minutes?|tomorrow|today|morning|afternoon|evening|noon|am|pm|next|this|after|before|"
    r"(?:mon|tues?|wednes|thurs?|fri|satur|sun)day|dentro|de|en|unos|unas|un|una|el|la|los|las|a|al|o|y|por|dias?|semanas?|mes|meses|horas?|minutos?|manana|tarde|noche|hoy|pasado|proxim[oa]|lunes|martes|miercoles|jueves|viernes|sabado|domingo|one|two|three|four|five|six|seven|eight|nine|ten|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|"
    r"weekends?|weekdays?|early|late|later|earlier|sooner|any|anytime|time|same|end|start|middle|beginning|first|last|half|quarter|past|h|st|nd|rd|th|"
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|"
    r"enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|fin|principios|finales|mediados|esta?|que|viene|siguiente|media|cuarto|temprano|mediodia|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|demain|matin|apres|midi|soir|semaine|prochaine?|heures?|segunda|terca|quarta|quinta|sexta|feira|manha|noite|amanha) )+$"
)
# "Who is it for?", "who pays?", "whom would you like to see?"
_ONLY_WHO = re.compile(
    r"^ (?:(?:it is|its|for|just|only|i|i will|we|pay|paying|pays|cash|out of pocket|for it|by) )*my ?self(?: please)? $|"
    r"^ (?:i have |i do not have (?:a |any )?|no tengo |sin |ninguna )?(?:no )?(?:real |particular |strong )?(?:preferences?|preferencias?)(?: (?:really|at all|thanks|gracias))? $"
)

# Numbers that are danger beside a symptom, and oxygen by itself.
_OXYGEN = re.compile(
    r" (?:oxygen|o2|sats?|ox|spo2|oxigeno|saturacion) (?:\S+ ){0,5}?([4-8]\d|90)(?= |%)(?! (?:lbs|dollars|years|minutes))"
)
_SUGAR = re.compile(
    r" (?:sugars?|glucose|azucar|glucosa|bg|meter|medidor|glucometer) (?:\S+ ){0,5}?(\d{2,3}|hi|high|lo|low|alto|bajo)(?= )"
)
_PRESSURE = re.compile(r" (\d{3}) ?(?:/|over|sobre|por|con|-) ?(\d{2,3})(?= )| (\d{3})/(\d{2,3})(?= )")
_SYMPTOM = re.compile(
    r" (?:shak\w+|confus\w+|vomit\w*|throw\w*|dizzy|dizziness|faint\w*|pass\w* out|sweat\w+|sleepy|breath\w*|blurr\w+|head|headache|chest|vision|numb\w*|pounding|weak|nause\w*|"
    r"tembl\w+|confundid\w|mare\w+|sud(?:ando|or)|cabeza|pecho|vista|borros\w+|debil|desmay\w+|nausea\w*)(?= )"
)


def _tables() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """(word -> concepts, stem -> concepts)"""
    words: dict[str, list[str]] = {}
    stems: dict[str, list[str]] = {}
    for concept, table in CONCEPTS.items():
        for entry in table.split():
            (stems if entry.endswith("*") else words).setdefault(entry.rstrip("*"), []).append(concept)
    return {w: tuple(c) for w, c in words.items()}, {s: tuple(c) for s, c in stems.items()}


_BY_WORD, _BY_STEM = _tables()


@lru_cache(maxsize=20000)
def _concepts(word: str) -> tuple[str, ...]:
    """What a word can stand for, by itself and by its first letters."""
    found = list(_BY_WORD.get(word, ()))
    for size in range(_SHORTEST_STEM, min(len(word), 9) + 1):
        found += _BY_STEM.get(word[:size], ())
    return tuple(found)


def _near(a: list[int], b: list[int], gap: int, ordered: bool) -> bool:
    return any((j - i > 0 if ordered else i != j) and abs(j - i) <= gap + 1 for i in a for j in b)


def _together(words: list[str]) -> list[str]:
    """Dangers by things said near each other."""
    where: dict[str, list[int]] = {}
    for n, word in enumerate(words):
        for concept in _concepts(word):
            where.setdefault(concept, []).append(n)
    if len(where) < 2:
        return []
    # The first hundred places of each are enough, and keep a text of one word repeated cheap.
    out = [
        flag
        for flag, a, b, gap, ordered in PAIRS
        if a in where and b in where and _near(where[a][:100], where[b][:100], gap, ordered)
    ]
    for flag, a, b, c, reach in TRIPLES:
        if a in where and b in where and c in where:
            spots = [where[a][:20], where[b][:20], where[c][:20]]
            if any(
                len({i, j, k}) == 3 and max(i, j, k) - min(i, j, k) <= reach
                for i in spots[0]
                for j in spots[1]
                for k in spots[2]
            ):
                out.append(flag)
    return out


def _numbers(fixed: str) -> list[str]:
    """Dangers by a number: low oxygen; sugar or pressure far out, with a symptom beside it."""
    out = []
    if _OXYGEN.search(fixed):
        out.append("breathing")
    if _SYMPTOM.search(fixed):
        sugar = _SUGAR.search(fixed)
        if sugar and not (sugar[1].isdecimal() and 54 <= int(sugar[1]) <= 400):
            out.append("sugar")
        for m in _PRESSURE.finditer(fixed):
            high, low = int(m[1] or m[3]), int(m[2] or m[4])
            if 180 <= high <= 300 or (120 <= low <= 180 and low < high <= 300):
                out.append("pressure")
    return out


def red_flags(text: Prepared) -> tuple[str, ...]:
    """Names of the dangers that a text speaks of (cardiac, breathing, stroke ...); "possible_danger" where only the
    learned layer sees one. What the rules name does not count where the learned layer is nearly certain that it is a
    figure of speech, over, or asked about; of a wording it must be surer than of things said near each other."""
    found, worded = _named(text)
    if not text.words:
        return found
    if _GRAVEST.match(text.fixed):
        return found or ("emergency",)
    if found:
        if text.foreign:
            return found  # the rules know more of other scripts than the learned layer
        return found if learned.judge(text).danger >= (learned.NO_WORDED if worded else learned.NO_DANGER) else ()
    if not learned.alarming(text) or _ONLY_TIME.search(text.fixed) or _ONLY_WHO.search(text.fixed):
        return ()
    rest = _HARMLESS.sub(" ", text.fixed)
    if rest == text.fixed:
        return (POSSIBLE,)
    return () if len(rest.split()) < _TELLING or not learned.alarming(prepare(rest)) else (POSSIBLE,)


def by_rules(text: Prepared) -> tuple[str, ...]:
    """The dangers that the rules name, in their order."""
    return _named(text)[0]


def _named(text: Prepared) -> tuple[tuple[str, ...], bool]:
    """(the dangers that the rules name, whether by more than things near each other)"""
    fixed = text.fixed
    hits, near = [hit.name for hit in _RULES.hits(fixed, text.words)], _together(list(text.words))
    if hits or near:
        cleaned = _PAST.sub(" ", _DENIED.sub(" ", _IDIOMS.sub(" ", fixed)))
        if cleaned != fixed:
            left = [w for w in cleaned.split() if w not in ".,?"]
            hits, near = [hit.name for hit in _RULES.hits(cleaned, tuple(left))], _together(left)
    more: list[str] = []
    if _DIGIT.search(fixed) or " hi " in fixed:
        more += _numbers(fixed)
    more += other_languages.dangers(text)
    grave = not _GRAVE.isdisjoint(near)
    return tuple(dict.fromkeys([*hits, *near, *more])), bool(hits or more or grave)

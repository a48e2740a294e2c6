# ruff: noqa: E501, SIM905 - tables of words and patterns read better whole
"""Which language a text is in: words first, the conversation's language for short texts, a detector last."""

import math
import re
from functools import cache, lru_cache
from typing import Any

from .lexicon import danger, stopping
from .lexicon.danger_pairs import CONCEPTS
from .lexicon.languages import LATIN, of
from .lexicon.plain_words import WORDS
from .normalise import Prepared

SUPPORTED = ("en", "es", "fr", "pt", "zh", "vi", "tl", "ht", "ko", "ru", "ar")
_ES = frozenset(
    "este ano usted ustedes esa ese eso esto disculpe toca cobran cobrar abren hacen ultima ultimo opcion dos tres uno textos prefiero llamen dejen va fue hace hacer nadie algo todo toda todos todas aqui asi ahorita luego confirmado confirmada perfecto afirmativo obvio si pulso pueden puedan siento pregunta respuesta el la los las un una unos de del que en y es por para con mi mis su sus cita gracias hola necesito puedo puede quiero estoy esta tengo cuando donde como manana tarde hoy lunes martes miercoles jueves viernes "
    "sabado domingo semana hora favor buenos buenas dias tardes noches doctora cambiar cancelar confirmo confirmar llego llegar voy vamos muy bien pero porque mas ya me te le se lo al hay alguna alguno otro otra mensajes "
    "numero ayuda dolor duele medicina receta seguro factura cuanto cual quien ninguna ninguno primera segunda tercera despues antes entre hasta desde tambien nada claro dale listo vale acuerdo ahi alli estare espanol "
    "consulta turno medio mejor soy son hijo hija alto baja pare basta escriban manden quiten borren equivocado minutos".split()
)
_EN = frozenset(
    "the a an i you my your is are am was will would can could do does did not to for of in on at and or but it that this with have has need want please thanks thank appointment confirm cancel reschedule yes tomorrow "
    "today monday tuesday wednesday thursday friday saturday sunday morning afternoon evening week next time what when where how who why be there late running see move change stop help ok good great minutes hello hi get "
    "come make call text message doctor refill bill pain hurts from we they she his her anything after before between works first second third none one".split()
)
_ES_MARK = re.compile("[ñ¿¡Ñ]")
_VI_MARK = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
_PT_MARK = re.compile("[ãõ]", re.IGNORECASE)
_SCRIPTS = (
    (re.compile("[\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e]"), "ko"),
    (re.compile("[\u4e00-\u9fff]"), "zh"),
    (re.compile("[\u0400-\u04ff]"), "ru"),
    (re.compile("[\u0600-\u06ff]"), "ar"),
)
_WORD = re.compile(r"[^\W\d_]+")
_ROMAN = {"ru": "da net spasibo privet zdravstvuyte pozhaluysta budu pridu vrach vracha zapis nuzhno mozhno ya ne mne", "ar": "naam aywa shukran inshallah salam marhaba la tayeb habibi mish ana bukra"}  # fmt: skip
_ES_SHORT = frozenset(["si", "sip", "puedo", "estoy", "tengo", "ninguna"])
_DETECTOR: list[Any] = []


_SHARED = "socorro alergia alergias grave alergico alergica convulsiones desmayo desmayos asfixia asfixiado asfixiada medicamentos comprimidos consulta doctor hospital clinica update updates records segura seguro respuesta pregunta siento"
_LONGEST_STEM = 8
_NOT_TAGALOG = re.compile("[cfjqvxz]|th|sh|ph|oo|ee|ss|ll|ea|ou|date")  # spellings of borrowed English words


def _of_patterns() -> frozenset[str]:
    """Words of the English and Spanish patterns, which the tables of other languages borrow ("heart attack")."""
    rows = (*danger.ROWS, *stopping.ROWS, *stopping.WRONG_NUMBER, ("", "", _SHARED))
    return frozenset(re.findall(r"[a-z]{3,}", " ".join(f"{row[1]} {row[2]}" for row in rows)))


@cache
def _marks() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]], frozenset[str]]:
    """(word -> languages, stem -> languages, words of English or Spanish)."""
    ours = _EN | _ES | WORDS | frozenset(w for table in CONCEPTS.values() for w in table.split())
    patterns = _of_patterns()
    begins = {w[:size] for w in ours | patterns for size in range(4, _LONGEST_STEM + 1)}
    words: dict[str, list[str]] = {}
    stems: dict[str, list[str]] = {}
    for code in LATIN:
        own = of(code)
        for word in own.marks:
            if word in own.common or not (word in patterns or (code == "tl" and _NOT_TAGALOG.search(word))):
                words.setdefault(word, []).append(code)
        for stem in of(code).ear.stems():
            if 4 <= len(stem) <= _LONGEST_STEM and stem not in begins and code != "tl":
                stems.setdefault(stem, []).append(code)
    for code, romanised in _ROMAN.items():
        for word in romanised.split():
            if word not in ours and word not in words:
                words[word] = [code]
    return {w: tuple(c) for w, c in words.items()}, {w: tuple(c) for w, c in stems.items()}, ours


@lru_cache(maxsize=4096)
def _shows(word: str) -> tuple[tuple[str, float], ...]:
    """The languages that a word speaks for, each with its weight: 1 when it is of one language only."""
    words, stems, ours = _marks()
    codes = list(words.get(word, ()))
    if not codes and word not in ours:
        codes = [c for size in range(4, min(len(word), _LONGEST_STEM) + 1) for c in stems.get(word[:size], ())]
    codes = list(dict.fromkeys(codes))
    codes += [code for code, lexicon in (("en", _EN), ("es", _ES)) if word in lexicon]
    weight = 0.4 if len(codes) > 1 or word in ours else 1.0
    return tuple((code, 1.0 if len(codes) == 1 and code in ("en", "es") else weight) for code in codes)


@lru_cache(maxsize=16)
def _scores(flat: str) -> tuple[dict[str, float], frozenset[str]]:
    """(how much speaks for each language, the languages that a word of theirs alone speaks for)."""
    scores = dict.fromkeys(("en", "es", *LATIN), 0.0)
    own = set()
    for word in _WORD.findall(flat)[:200]:
        for code, weight in _shows(word):
            scores[code] = scores.get(code, 0.0) + weight
            if weight == 1.0:
                own.add(code)
    return scores, frozenset(own)


def _scripts(raw: str) -> list[str]:
    """Languages whose own letters are in the text, unless most of it is in Latin letters."""
    if raw.isascii():
        return []
    latin = sum(c.isascii() and c.isalpha() for c in raw)
    return [code for script, code in _SCRIPTS if len(script.findall(raw)) * 6 > latin]


@lru_cache(maxsize=16)
def likely(text: Prepared) -> tuple[str, ...]:
    """The languages beside English and Spanish that a text may be in, by its letters and words alone."""
    if not text.raw.isascii():
        scripts = [code for script, code in _SCRIPTS if script.search(text.raw)]
        if scripts:
            return tuple(scripts)
    scores, own = _scores(text.flat)
    rival = max(scores["en"], scores["es"])
    least = max(rival, *(scores[code] for code in LATIN)) / 2
    marked = (
        ""
        if text.raw.lower() == text.flat
        else "vi"
        if _VI_MARK.search(text.raw)
        else "pt"
        if _PT_MARK.search(text.raw)
        else ""
    )
    if marked:
        return (marked,)
    return tuple(
        code
        for code in LATIN
        if scores[code] >= least
        and (code in own or scores[code] > 2 * rival + 0.3)
        and (code != "pt" or scores["pt"] >= scores["es"])  # the two share most words
    )


def detect(text: Prepared, hint: str | None) -> str:
    """Two-letter code of the text's language; the hint, else English, when the text does not say.

    Letters decide first, then words. Short texts ("si", "ok", "2") keep the hint, the conversation's language.
    """
    known = (hint or "").lower()[:2] or None
    scripts = _scripts(text.raw)
    if scripts:
        return scripts[0]
    marked = not text.flat.isascii() or text.raw.lower() != text.flat
    if marked and _VI_MARK.search(text.raw):
        return "vi"
    counted, own = _scores(text.flat)
    scores = dict(counted)
    if marked and _ES_MARK.search(text.raw):
        scores["es"] += 2
    if marked and _PT_MARK.search(text.raw):
        scores["pt"] += 2
    length = len(text.words)
    if length <= 2 and known:
        best, second = _best_two(scores)
        told = scores[best] >= length + (length == 1 and best not in ("en", "es")) and not scores[second]
        return best if told and max(map(len, text.words), default=0) > 3 else known
    if known in scores:
        scores[known] += 0.9
    best, second = _best_two(scores)
    if best in LATIN and best != known and best not in own:
        best = "es" if scores["es"] > scores["en"] else "en"
        scores[best] += 0.1
        second = max((c for c in scores if c != best), key=lambda c: scores[c])
    if scores[best] - scores[second] < 0.5 and length >= 5:
        return _guess(text.raw) or known or best
    if scores[best] >= 1 and scores[best] > scores[second]:
        return best
    if known:
        return known
    if length >= 5:
        return _guess(text.raw) or "en"
    return best if scores[best] and scores[best] > scores[second] else "es" if set(text.words) & _ES_SHORT else "en"


def _best_two(scores: dict[str, float]) -> tuple[str, str]:
    ranked = sorted(scores, key=lambda code: -scores[code])
    return ranked[0], ranked[1]


def _guess(raw: str) -> str | None:
    """py3langid's opinion when it is more than half sure; loaded on first need (0.7 s)."""
    if not _DETECTOR:
        from py3langid import langid

        langid.set_languages(list(SUPPORTED))
        _DETECTOR.append(langid.rank)
    ranked = [(str(code), float(log)) for code, log in _DETECTOR[0](raw.strip().lower())]
    best = ranked[0][1]
    sure = 1.0 / sum(math.exp(max(log - best, -700.0)) for _, log in ranked)
    return ranked[0][0] if sure > 0.5 else None

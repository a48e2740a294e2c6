# ruff: noqa: E501, SIM905 - tables of words and patterns read better whole
"""Which language a text is in: words first, the conversation's language for short texts, a detector last."""

import math
import re
from typing import Any

from .normalise import Prepared

SUPPORTED = ("en", "es", "fr", "pt", "zh", "vi", "tl", "ht", "ko", "ru", "ar")
_ES = frozenset(
    "el la los las un una unos de del que en y es por para con mi mis su sus cita gracias hola necesito puedo puede quiero estoy esta tengo cuando donde como manana tarde hoy lunes martes miercoles jueves viernes "
    "sabado domingo semana hora favor buenos buenas dias tardes noches doctora cambiar cancelar confirmo confirmar llego llegar voy vamos muy bien pero porque mas ya me te le se lo al hay alguna alguno otro otra mensajes "
    "numero ayuda dolor duele medicina receta seguro factura cuanto cual quien ninguna ninguno primera segunda tercera despues antes entre hasta desde tambien nada claro dale listo vale acuerdo ahi alli estare espanol "
    "consulta turno medio mejor soy son hijo hija alto baja pare basta escriban manden quiten borren equivocado minutos".split()
)
_EN = frozenset(
    "the a an i you my your is are am was will would can could do does did not to for of in on at and or but it that this with have has need want please thanks thank appointment confirm cancel reschedule yes tomorrow "
    "today monday tuesday wednesday thursday friday saturday sunday morning afternoon evening week next time what when where how who why be there late running see move change stop help ok good great minutes hello hi get "
    "come make call text message doctor refill bill pain hurts from we they she his her anything after before between works first second third none one".split()
)
_FR = frozenset("je vous nous merci bonjour oui rendez vous est pas le les des une mon ma pour avec demain lundi mardi mercredi jeudi vendredi samedi dimanche annuler confirme peux veux suis j et au douleur poitrine".split())  # fmt: skip
_PT = frozenset("nao voce obrigado obrigada amanha consulta para eu meu minha posso quero estou com uma um segunda terca quarta quinta sexta feira bom dia sim tenho peito dor".split())  # fmt: skip
_VI = frozenset("toi khong co the hen lich ngay mai cam on vang da bac si duoc gio thu sang chieu cho xin dung nhan tin dau nguc kho tho muon doi".split())  # fmt: skip
_TL = frozenset("ako po ang ng sa hindi opo salamat bukas ko mo na ba pwede kailangan yung lang naman siya ninyo nyo huwag wag".split())  # fmt: skip
_HT = frozenset("mwen pa ka nan pou mesi bonjou randevou demen wi kisa ki yon m ou nou li se ap vle ekri sispann".split())  # fmt: skip
_LATIN = (("en", _EN), ("es", _ES), ("fr", _FR), ("pt", _PT), ("vi", _VI), ("tl", _TL), ("ht", _HT))
_ES_MARK = re.compile("[ñ¿¡Ñ]")
_VI_MARK = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
_SCRIPTS = (
    (re.compile("[\uac00-\ud7a3\u1100-\u11ff]"), "ko"),
    (re.compile("[\u4e00-\u9fff]"), "zh"),
    (re.compile("[\u0400-\u04ff]"), "ru"),
    (re.compile("[\u0600-\u06ff]"), "ar"),
)
_DETECTOR: list[Any] = []


def detect(text: Prepared, hint: str | None) -> str:
    """Two-letter code of the text's language; the hint, else English, when the text does not say."""
    known = (hint or "").lower()[:2] or None
    if not text.raw.isascii():
        for script, code in _SCRIPTS:
            if script.search(text.raw):
                return code
        if len(_VI_MARK.findall(text.raw)) >= 1:
            return "vi"
        if _ES_MARK.search(text.raw):
            return "es"
    words = set(text.words)
    scores = sorted(((len(words & lexicon), code) for code, lexicon in _LATIN), key=lambda s: -s[0])
    best, code = scores[0]
    runner_up = scores[1][0]
    if len(text.words) <= 2 and known:
        single = best and not runner_up and any(len(w) > 3 for w in words & dict(_LATIN)[code])
        return code if single and code in ("en", "es") and best >= 1 and len(text.words) == best else known
    if best >= 1 and best > runner_up and (best >= 2 or not known):
        return code
    if len(text.words) >= 5 and (best < 2 or best == runner_up):
        guess = _guess(text.raw)
        if guess:
            return guess
    if known:
        return known
    if best and best > runner_up:
        return code
    return "es" if words & {"si", "sip", "puedo", "estoy", "tengo", "ninguna"} else "en"


def _guess(raw: str) -> str | None:
    """py3langid's opinion when it is more than half sure; loaded on first need (0.7 s)."""
    if not _DETECTOR:
        from py3langid import langid

        langid.set_languages(list(SUPPORTED))
        _DETECTOR.append(langid.rank)
    ranked = [(str(code), float(log)) for code, log in _DETECTOR[0](raw)]
    best = ranked[0][1]
    sure = 1.0 / sum(math.exp(max(log - best, -700.0)) for _, log in ranked)
    return ranked[0][0] if sure > 0.5 else None

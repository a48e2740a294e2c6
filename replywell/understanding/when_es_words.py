# ruff: noqa: E501, SIM905 - tables of words and patterns read better whole
"""Spanish numbers, months, weekdays, lengths and holidays as words and patterns (texts have no accents here)."""

import re
from collections.abc import Iterable

from .when_calendar import Length, length

LOW = "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte".split()
NUMBERS: dict[str, int] = {w: n for n, w in enumerate(LOW, 1)} | {
    "un": 1,
    "una": 1,
    "primero": 1,
    "primer": 1,
    "segundo": 2,
    "treinta": 30,
    "cuarenta": 40,
    "cincuenta": 50,
    "sesenta": 60,
    "noventa": 90,
}
NUMBERS |= {f"veinti{w}": 20 + n for n, w in enumerate(LOW[:9], 1)} | {"veintiun": 21}
NUMBERS |= {
    f"{t} y {w}": v + n
    for t, v in (("treinta", 30), ("cuarenta", 40), ("cincuenta", 50), ("veinte", 20))
    for n, w in enumerate(LOW[:9], 1)
}


def alt(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first."""
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


MONTHS = "ene feb mar abr may jun jul ago sep oct nov dic".split()
MONTH = r"(?:ene(?:ro)?|feb(?:rero)?|mar(?:zo)?|abr(?:il)?|may(?:o)?|jun(?:io)?|jul(?:io)?|ago(?:sto)?|sep(?:t(?:iembre)?)?|set(?:iembre)?|oct(?:ubre)?|nov(?:iembre)?|dic(?:iembre)?)(?![a-z])\.?"
DAYS = ["lun", "mar", "mie", "jue", "vie", "sab", "dom"]
WD = r"(?:lunes|lun|martes|miercoles|mierc|mier|mie|jueves|juev|jue|viernes|vier|vie|sabados?|sab|domingos?|dom)(?![a-z])\.?"
_TENS = r"(?:(?:veinte|treinta|cuarenta|cincuenta)(?: y (?:uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)\b)?)"
NUM = rf"(?:{_TENS}|{alt(w for w in NUMBERS if ' ' not in w)})"
DAY = rf"(?:\d{{1,2}}(?:\.?[ºo°]|ro|ero|er)?(?![\d:]|[.,]\d)|(?:{NUM})(?![a-z]))"
YEAR = r"(?:,?\s*(?:de|del|del ano|en|en el)?\s*(\d{4}|dos mil (?:dieci\w+|veinti\w+|treinta(?: y \w+)?|veinte)|(?:ano que viene|proximo ano|ano proximo|este ano))(?!\d))?"
PART = r"(?:(?:de la|por la|en la|a la|del|de(?! manana)|por el) (?P<p1>manana|tarde|noche|mediodia|madrugada|medio dia|dia)\b(?! (?:siguiente|de hoy)))"
AP = r"(?:(?P<ap>a|p)\.? ?m\b\.?)"
HOUR = rf"(?:\d{{1,2}}|{alt([*LOW, 'una', 'veintiuna', 'veintidos', 'veintitres'])})"
NEXT = r"(?:proxim[oa]s?|siguientes?|entrantes?|que vienen?|que entra|que sigue)"
_UNITS = {
    "minuto": "minute",
    "min": "minute",
    "hora": "hour",
    "hr": "hour",
    "h": "hour",
    "dia": "day",
    "noche": "night",
    "semana": "week",
    "mes": "month",
    "ano": "year",
}
UNIT = r"(?:minutos?|mins?|horas?|hrs?|dias?(?: habiles)?|semanas?|quincenas?|mes(?:es)?|anos?)\b|(?<=\d)(?:h|min|hrs)\b|(?<=\d )h\b"
_AMOUNT = (
    rf"(?:\d{{1,3}}(?:[.,]\d)?|un par de|un(?:o|a)s(?: poc[oa]s)?|medi[oa]|(?:un )?cuarto de|tres cuartos de|{NUM})"
)
_ONE_LENGTH = rf"(?:{_AMOUNT} ?(?:{UNIT})(?: y (?:medi[oa]|cuarto|un cuarto))?|hora y (?:media|cuarto))"
LENGTH = rf"(?:{_ONE_LENGTH}(?: (?:y|con) {_ONE_LENGTH})?)"
_PIECE = re.compile(rf"(?:({_AMOUNT}) ?)?({UNIT})( y (?:medi[oa]|cuarto|un cuarto)\b(?! (?:hora|minuto)))?")


def number(text: str) -> int:
    """A number in digits or words; 0 when it is none."""
    digits = re.match(r"\d+", text.strip())
    return int(digits[0]) if digits else NUMBERS.get(text.strip(), 0)


def _amount(text: str | None) -> float:
    if text is None:
        return 1
    if text.startswith("medi"):
        return 0.5
    if "cuartos de" in text:
        return 0.75
    if "cuarto de" in text:
        return 0.25
    if "par" in text:
        return 2
    if text.startswith(("unos", "unas")):
        return 3
    return float(text.replace(",", ".")) if text[0].isdigit() else number(text)


def length_of(text: str) -> Length | None:
    """The length that a match of LENGTH names."""
    total = Length()
    for piece in _PIECE.finditer(text):
        amount = _amount(piece[1]) + (0 if not piece[3] else 0.25 if "cuarto" in piece[3] else 0.5)
        name = piece[2].removesuffix(" habiles")
        if name.startswith("quincena"):
            amount, name = amount * 15, "dia"
        name = "mes" if name.startswith("mes") else name.removesuffix("s")
        one = length(amount, "weekday" if "habiles" in piece[2] else _UNITS.get(name, ""))
        if one is None:
            return None
        total = total.plus(one)
    return total


_HOLIDAY_WORDS = (
    (r"(?:la )?(?:vispera de navidad|noche ?buena)", "christmas eve"),
    (r"(?:el )?(?:dia de |la |en )?navidad(?! (?:pasada))", "christmas"),
    (
        r"(?:la )?(?:noche ?vieja|vispera de ano nuevo)|(?:el )?(?:ultimo dia del|fin(?:al)? (?:de|del)) ano",
        "new year eve",
    ),
    (r"(?:el )?(?:dia de )?ano nuevo", "new year"),
    (r"(?:el )?dia de (?:los )?reyes(?: magos)?|los reyes magos|la epifania", "epiphany"),
    (r"(?:el )?(?:dia de )?martin luther king", "king"),
    (r"(?:el )?dia de los presidentes", "presidents"),
    (r"(?:el )?(?:dia de )?san valentin|dia de los enamorados|dia del amor(?: y la amistad)?", "valentine"),
    (r"(?:el )?(?:dia de )?san patricio", "patrick"),
    (r"(?:el )?dia de (?:la )?independencia", "independence"),
    (r"(?:el )?(?:dia del trabajo|labor day)", "labor"),
    (r"(?:el )?dia (?:internacional )?(?:del trabajador|de los trabajadores)", "may day"),
    (r"(?:el )?dia de los caidos|memorial day", "memorial"),
    (r"(?:el )?dia de (?:la madre|las madres)", "mother"),
    (r"(?:el )?dia (?:del padre|de los padres)", "father"),
    (r"(?:el )?dia de la (?:raza|hispanidad)", "hispanic"),
    (r"halloween|(?:la )?noche de brujas", "halloween"),
    (r"(?:el )?dia de (?:todos )?los santos", "saints"),
    (r"(?:el )?dia de (?:los )?(?:muertos|difuntos)", "souls"),
    (r"(?:el )?dia de los veteranos", "veterans"),
    (r"(?:el )?(?:dia de )?(?:accion de gracias|thanksgiving|sangivin)", "thanksgiving"),
    (r"black friday|viernes negro", "black friday"),
    (r"(?:el )?dia de la virgen(?: de guadalupe)?", "guadalupe"),
    (r"(?:el )?miercoles de ceniza", "ash wednesday"),
    (r"(?:el )?domingo de ramos", "palm sunday"),
    (r"(?:el )?jueves santo", "holy thursday"),
    (r"(?:el )?viernes santo", "good friday"),
    (r"sabado (?:santo|de gloria)", "easter saturday"),
    (r"(?:el )?domingo de (?:pascua|resurreccion)|(?:la )?pascuas?(?: de resurreccion)?", "easter"),
    (r"lunes de pascua", "easter monday"),
    (r"pentecostes", "pentecost"),
)
_HOLIDAY_PATTERNS = tuple((re.compile(rf"(?:{p})\b"), name) for p, name in _HOLIDAY_WORDS)
_HOLIDAY_STARTS = r"(?=(?:el |la |los |en )?(?:acci|ano|black|dia|dom|epif|fin|guad|hall|juev|labor|lun|martin|mem|mierc|nav|noche|pasc|pent|rey|sab|san|thanks|ult|vier|visp))"
HOLIDAY = _HOLIDAY_STARTS + r"(?:" + "|".join(f"(?:{p})" for p, _ in _HOLIDAY_WORDS) + r")\b"


def holiday_name(text: str, at: int) -> str | None:
    """The calendar's name of the holiday that stands in a text at a position."""
    return next((name for pattern, name in _HOLIDAY_PATTERNS if pattern.match(text, at)), None)


HINT = (
    r"\b(?:lun|mar|mie|jue|vie|sab|dom|hoy|manana|pasado|tarde|noche|medianoche|mediodia|medio|media|dia|semana|fin|mes|prox|siguiente|ano|ene|feb|abr|may|jun|jul|ago|sep|oct|nov|dic|una?\b|dos|tres|cuatro|cinco|"
    r"seis|siete|ocho|nueve|diez|once|doce|quince|veint|trein|cuart|prim|las|temprano|tempran|antes|despues|misma|cena|madrugada|navidad|quincena|ultim|almuerz|almorz|comer|lonche|trabaj|escuela|abr|resto|jornada|ahora|weekend|finde|horario|reyes|san |halloween|accion|thanksg|pascua|fiestas|hora)"
)
# Whole words that only a Spanish time holds.
PLAIN = re.compile(
    r"\b(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|hoy|manana|tarde|noche|mediodia|semana|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|dentro de|a las?|las|proximo|proxima|"
    r"el \d|del? \d|en la|por la|dias|meses)\b"
)

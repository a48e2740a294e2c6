# ruff: noqa: E501 - tables of words and patterns read better whole
"""Spanish times of day, parts of the day and the words around them as items."""

import re

from .when_es_words import AP, HOUR, LOW, NUM, NUMBERS, PART, WD, alt, length_of, number
from .when_items import Item, Now
from .when_lexer import Maker, span, word

ALONE = re.compile(r"\W*(?:(?:esta bien|me queda|por favor|porfa|gracias|si|seria|mejor|estaria|o|puede|y)\b|$|[?!.,])")
STARTS = re.compile(r"(?:^|[,.!?;]|\b(?:si|ok|hola|que tal|mejor|dale|bueno|puedo ir|puede ser))\s*$")
_PARTS = {
    "manana": ("morning", 480, 720),
    "tarde": ("afternoon", 720, 1020),
    "noche": ("night", 1200, 1439),
    "mediodia": ("noon", 660, 840),
    "medio dia": ("noon", 660, 840),
    "madrugada": ("morning", 0, 360),
}


def _time(m: re.Match[str], hour: int, minute: int, half: str | None, part: str | None) -> Item | None:
    if hour > 24 or (half and hour > 12) or not 0 <= minute <= 59:
        return None
    sure = bool(half) or hour > 12 or hour == 0
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    if part and not half and hour <= 12:
        sure = True
        if (
            part in ("tarde", "mediodia", "medio dia", "dia")
            and (hour < 8 or part == "tarde" or (part != "dia" and hour < 11))
            and hour != 12
        ):
            hour += 12
        elif part == "noche":
            hour = 0 if hour == 12 else hour + 12 if hour >= 5 else hour
        elif part == "madrugada" and hour == 12:
            hour = 0
    return Item("T", m.start(), m.end(), t=(hour * 60 + minute) % 1440, sure=sure)


def _minute(text: str) -> int:
    text = text.strip()
    zero = re.fullmatch(r"(?:0|cero|zero) ?(\w+)", text)
    return number(zero[1]) if zero and not text.isdigit() else number(text)


def _clock(m: re.Match[str], _now: Now) -> Item | None:
    groups = m.groupdict()
    hour = 1 if m["h"] == "una" else number(m["h"])
    bare = m.string.strip(" .,!?") == m[0]
    if re.fullmatch(r"la (?!1$|una$)\w+", m[0]) or (bare and m[0] == "las dos"):
        return None  # the second option, or "both"
    if re.fullmatch(r"las \w+", m[0]):
        before = m.string[: m.start()]
        if re.search(r"\b(?:ningun|cualquier|algun|un|entr)[ae]s? de $|\btodas $", before):
            return None
        led = re.search(
            r"\b(?:a|para|hasta|desde|eso de|sobre|tipo|antes de|despues de|luego de|pasadas|cerca de|alrededor de|hacia|son|entre|de|y|o|como|la de|partir de) $",
            before,
        )
        if not led and not ALONE.match(m.string, m.end()):
            return None
    if groups.get("p1") and not m[0].startswith(("la", "a ", "eso")) and not groups.get("m"):
        # "el viernes 4 en la manana" is a date and a part of the day
        dated = re.search(rf"(?:\bel|\bdia|{WD}) $", m.string[: m.start()])
        if hour > 12 or (dated and not re.search(r"\b(?:de la|del)\b", m[0])):
            return None
    minute = 0
    said = groups.get("m")
    if said:
        fixed = {"media": 30, "cuarto": 15, "un cuarto": 15, "pico": 0}.get(said)
        minute = _minute(said) if fixed is None else fixed
    less = groups.get("less") or groups.get("less2")
    made = _time(m, hour, minute, groups.get("ap"), groups.get("p1") or groups.get("p2"))
    if made and less:
        back = 15 if "cuarto" in less else 30 if less == "media" else _minute(less)
        made.t = ((made.t or 0) - back) % 1440
        if not made.sure and made.t < 60:
            made.t += 720
    if made and m["h"][0] == "0" and len(m["h"]) == 2:
        made.sure = True
    return made


def _and_minutes(m: re.Match[str], now: Now) -> Item | None:
    """ "tres y diez" without "las": not after "entre", and no sum of things."""
    before = m.string[: m.start()]
    if m["m"] not in ("media", "cuarto", "un cuarto") and re.search(r"\bentre(?: las?)? $", before):
        return None
    if not m[0].startswith("la") and re.search(r"\b(?:entre|de|con|los|mis) $", before):
        return None
    return _clock(m, now)


def _spoken(m: re.Match[str], now: Now) -> Item | None:
    """ "tres treinta" without "las": alone, or with am or pm."""
    if not m["ap"] and not m["p1"] and (not STARTS.search(m.string[: m.start()]) or not ALONE.match(m.string, m.end())):
        day = re.search(
            r"(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|hoy|manana)(?: \d+)?,? $", m.string[: m.start()]
        )
        ranged = re.search(r"\b(?:de|desde|entre) $", m.string[: m.start()]) and re.match(
            r" (?:a|hasta|y) \w+", m.string[m.end() :]
        )
        if not ranged:
            ranged = re.search(
                r"\b(?:de|desde|entre) \w+ (?:treinta|quince|\w+nta y cinco|cuarenta|veinte) (?:a|hasta|y) $",
                m.string[: m.start()],
            )
        if not day and not ranged:
            return None
    return _clock(m, now)


def _to_hour(m: re.Match[str], now: Now) -> Item | None:
    """ "un cuarto para las tres"."""
    amount = 15 if "cuarto" in m["back"] else _minute(m["back"])
    made = _clock(m, now)
    if made is None or not 1 <= amount <= 59:
        return None
    made.t = ((made.t or 0) - amount) % 1440
    if not made.sure and made.t < 60:
        made.t += 720
    return made


def _compact(m: re.Match[str], _now: Now) -> Item | None:
    return _time(m, int(m[1]), int(m[2]), m["ap"], m["p1"])


def military(m: re.Match[str], _now: Now) -> Item | None:
    """ "0730-0930": four digits on both sides."""
    return _time(m, int(m[1] or m[3]), int(m[2] or m[4]), None, None)


def _this_part(m: re.Match[str], now: Now) -> Item | None:
    name, start, end = _PARTS[m[1]]
    return Item("S", m.start(), m.end(), day=now.today, t=start, t2=end, part=name, sure=True)


def _part(m: re.Match[str], _now: Now) -> Item | None:
    name, start, end = _PARTS[m["part"]]
    which = m.groupdict().get("which") or m.groupdict().get("after") or ""
    made = span(m, name, start, end)
    made.word, made.day = "whole", _now.today if " esta " in m[0] else None
    if which and name == "night":
        made.word, made.t, made.t2 = "trimmed", *((1200, 1320) if re.search("prim|temp|princ", which) else (1320, 1439))
    elif which and name in ("morning", "afternoon") and end > 360:
        made.word = "trimmed"
        if "prim" in which or "temp" in which or "princ" in which:
            made.t2 = start + (120 if name == "morning" else 180)
        elif "medi" in which:
            made.t, made.t2 = (540, 660) if name == "morning" else (840, 960)
        else:
            made.t = end - 120
    return made


def _part_said(m: re.Match[str], now: Now) -> Item | None:
    """ "por la manana" is the morning; "manana" alone is tomorrow; "tarde" alone may be "late"."""
    name = m["part"]
    led = bool(re.match(r"(?:a |en |por |de |durante |x |solo )*(?:la|las|el) |por |en |de |x |durante ", m[0]))
    if name == "manana" and (not led or m[0].startswith("de manana")) and not m[0].rstrip().endswith("mananas"):
        return None
    if name == "tarde" and not led:
        before = m.string[: m.start()]
        if re.search(
            r"\b(?:mas|muy|llego|llegar|llegare|voy|vamos|llegando|minutos|min|poco|ir|hizo|es|ya es|ya|media hora|hora|horas|demasiado|tan|pronto o|era|fui|sera) $",
            before,
        ):
            return None
    return _part(m, now)


def fixed(part: str, start: int, end: int) -> Maker:
    """A maker for words that name one part of the day."""

    def make(m: re.Match[str], _now: Now) -> Item:
        made = span(m, part, start, end)
        made.word = "trimmed"
        return made

    return make


def _early(m: re.Match[str], _now: Now) -> Item | None:
    """ "temprano": early in the day; "mas temprano" is a shift."""
    if re.search(r"\b(?:mas|tan|muy mas) $", m.string[: m.start()]) and not m[0].startswith("lo "):
        return None
    made = span(m, "morning", 480, 600)
    made.word = "trimmed"
    return made


def length_item(m: re.Match[str], _now: Now) -> Item | None:
    """A length of time; with "por" or "durante" how long something lasts."""
    found = length_of(m[0])
    if found is None:
        return None
    kind = "l" if m[0].startswith(("por", "durante", "dura")) else "L"
    return Item(kind, m.start(), m.end(), length=found)


def _number(m: re.Match[str], _now: Now) -> Item | None:
    before = m.string[: m.start()]
    if m[0] in ("un", "una", "uno", "primer", "segundo") and not re.search(
        r"\b(?:el|la|las|dia|a|de|o|y|al|martes|lunes|jueves|viernes|miercoles|sabado|domingo) $", before
    ):
        return Item("x", m.start(), m.end())
    if m[0] == "una" and before.endswith("de ") and not re.match(r" (?:a|y) ", m.string[m.end() :]):
        return Item("x", m.start(), m.end())  # "despues de una gripa"
    if m[0] == "una" and before.endswith(" a ") and not ALONE.match(m.string, m.end()):
        return Item("x", m.start(), m.end())  # "vamos a una fiesta"
    counted = bool(
        re.search(r"\b(?:mis|las|los|estas|estos|son|tengo|mas|menos|otras|otros)(?: otras| otros)? $", before)
    )
    dated = re.search(rf"\b{WD}(?: dia)? $", before)
    part = "count" if counted else "date" if dated else ""
    if dated and re.match(r" a las? ", m.string[m.end() :]):
        part = "dated"
    return Item("N", m.start(), m.end(), n=number(m[0]), weak=not m[0][0].isdigit(), part=part)


def _until(m: re.Match[str], _now: Now) -> Item:
    """ "hasta el viernes": up to then, but "no puedo hasta el viernes" is from then on."""
    clause = re.split(r"[.!?;,]|\bpero\b", m.string[max(0, m.start() - 45) : m.start()])[-1]
    if re.search(r"\b(?:no|fuera|viaje|vacaciones|ocupad[oa]|trabaj\w+|imposible)\b", clause) and not re.search(
        r"\b(?:desde|del?|entre)\b", clause
    ):
        return Item("a", m.start(), m.end(), word="since", part="until")
    return Item("t", m.start(), m.end(), word="until")


def _nor(m: re.Match[str], _now: Now) -> Item:
    again = re.search(r"\b(?:ni|no)\b[^.!?]{1,40}$", m.string[: m.start()])
    return Item("|" if again else "!", m.start(), m.end())


def _postfix(m: re.Match[str], _now: Now, kind: str) -> Item | None:
    return Item(kind, m.start(), m.end()) if m.string[: m.start()].strip() else None


def _later(m: re.Match[str], now: Now) -> Item | None:
    return _postfix(m, now, "A")


def _sooner(m: re.Match[str], now: Now) -> Item | None:
    return _postfix(m, now, "B")


_ZERO = rf"(?:cero|zero|0) (?:\d|{alt(LOW[:9])})"
_MIN = rf"(?P<m>media|un cuarto|cuarto|pico|{_ZERO}|\d{{1,2}}|{NUM})"
_TEN_UP = rf"(?P<m>media|un cuarto|cuarto|{_ZERO}|[1-5]\d|(?:veinte|treinta|cuarenta|cincuenta)(?: y (?:cinco|uno|dos|tres|cuatro|seis|siete|ocho|nueve)\b)?|veinticinco|{alt(w for w in NUMBERS if 10 <= NUMBERS[w] <= 29 and ' ' not in w)})"
_LESS = r"menos (?P<less>(?:un )?cuarto|media|cinco|diez|veinte|veinticinco|\d{1,2})(?: minutos)?"
_LAS = r"(?:las?|eso de las?) "
_SHARP = r"(?: en punto| mas o menos| aprox(?:imadamente)?\.?| y pico)?"
_END = rf"(?:\s*{AP}| {PART})?"
ROWS = (
    (rf"(?:al? |un |faltando (?:un )?)?(?P<back>(?:un )?cuarto|quince|diez|veinte|veinticinco|cinco|\d{{1,2}})(?: minutos)? (?:para|pa) las? (?P<h>{HOUR})(?![:\d]){_END}", _to_hour),
    (rf"(?:a )?{_LAS}(?P<h>{HOUR})(?: en punto| horas)? {PART} {_LESS}", _clock),
    (rf"(?:{_LAS})?(?P<h>{HOUR}) {_LESS}(?: {PART})?(?:\s*{AP})?", _clock),
    (rf"(?:{_LAS})?(?P<h>{HOUR}) ?{AP} {_LESS}", _clock),
    (rf"(?:las? |eso de las? )?(?P<h>\d{{1,2}})(?:[:.]| : ?|: )(?P<m>\d\d)(?::\d\d)?(?!\d)(?:\s*(?:h|hrs?|horas)\b)?{_SHARP}(?:\s*{AP}| {PART})?", _clock),
    (rf"(?:las? )?(?P<h>{HOUR}) (?:y |con )?{_MIN}(?: minutos)?\b(?:\s*{AP}| {PART})(?: {_LESS.replace('less', 'less2')})?", _and_minutes),
    (rf"{_LAS}(?P<h>{HOUR}) (?:y |con |){_TEN_UP}(?: minutos)?\b(?![:/]| (?:de {alt(['enero', 'febrero', 'marzo', 'abril', 'mayo', 'junio', 'julio', 'agosto', 'septiembre', 'octubre', 'noviembre', 'diciembre'])}))(?! (?:a|al|de)\b (?!la)){_END}", _and_minutes),
    (rf"{_LAS}(?P<h>{HOUR}) (?:y|con) {_MIN}(?: minutos)?\b(?! (?:a|al|de)\b (?!la))(?:\s*{AP}| {PART})?", _and_minutes),
    (rf"(?P<h>{HOUR}) y (?P<m>media|(?:un )?cuarto)\b{_END}", _clock),
    (rf"(?P<h>{HOUR}) y {_TEN_UP}\b(?! (?:dias|semanas|mes|anos|minutos|de)){_END}", _and_minutes),
    (rf"(?P<h>{alt([*LOW[:12], 'una'])}) (?P<m>(?:treinta|cuarenta|cincuenta)(?: y cinco)?|quince|veinte|diez|veinticinco)\b(?! (?:dias|semanas|mes|anos|minutos|mg|y (?:uno|dos|tres|cuatro|seis|siete|ocho|nueve)))(?:\s*(?P<ap>a|p)\.? ?m\b\.?)?(?: (?:de|en|por) la (?P<p1>manana|tarde|noche)\b)?", _spoken),
    (rf"(?:las? |eso de las? )?(\d{{1,2}})([0-5]\d)\b(?:\s*{AP}|(?<=las \d\d\d)|(?<=las \d\d\d\d))(?: {PART})?(?!/)", _compact),
    (rf"(?:las? )?(?P<h>{HOUR}){_SHARP}(?:\s*{AP}| {PART})", _clock),
    (r"(?:las? )?(?P<h>\d{1,2})h(?P<m>\d\d)\b", _clock),
    (r"(?:las )(?P<h>\d{1,2}) ?(?:h|hrs?|horas)\b", _clock),
    (r"(?P<h>1[3-9]|2[0-3]|0?\d(?=h)|1\d(?=h)) ?(?:h|hrs|horas)\b(?! (?:al|por(?! favor)|de|antes|despues)\b)", _clock),
    (rf"(?:las|la) (?P<h>{HOUR}){_SHARP}\b(?! (?:semana|persona|cita|vez|hij|pastilla|opcion|de enero|de feb|citas|fechas|nin|chic|prim))(?![:/]|[.,]\d)", _clock),
    (rf"(?<=tipo )(?P<h>{HOUR})\b", _clock),
    (rf"(?P<h>{HOUR}) en punto\b", _clock),
    (r"(?:el |al? )?(?:mediodia|medio dia)\b", lambda m, _n: Item("T", m.start(), m.end(), t=720, sure=True)),
    (r"(?:a )?(?:la )?media ?noche\b", lambda m, _n: Item("T", m.start(), m.end(), t=0, sure=True)),
)  # fmt: skip

DAY_PARTS = (
    (r"(?:en |de |por )?esta (?:misma )?(manana|tarde|noche)\b", _this_part),
    (r"(?:lo )?(?:mas )?(?:a |al |en |por |de )*(?P<which>primeras? horas?|temprano|ultimas? horas?|altas? horas?|media|final(?:es)?|fin|principios?)(?: (?:de|en|por|a))? (?:la|esta) (?P<part>manana|tarde|noche)\b", _part),
    (r"(?:a )?(?<!y )(?P<which>media) (?P<part>manana|tarde)\b", _part),
    (r"(?:al? |la )?(?:primer(?:a|as|ita)? horas?(?: del dia)?|primera cita(?: del dia)?|primera hora)\b|(?:lo mas temprano|bien temprano|muy temprano|tempranito|temprano)(?: posible| que (?:tenga|tengan|haya|se pueda|pueda)| en el dia| del dia)?\b|(?:apenas|cuando|en cuanto|al) (?:abran|abren|abrir)\b", _early),
    (r"(?:al? |la )?(?:ultimas? horas?(?: del dia)?|ultima cita(?: del dia)?|fin(?:al)?(?:es)? del? (?:el )?dia)\b|lo mas tarde posible|antes de (?:cerrar|que cierren)", fixed("afternoon", 900, 1020)),
)  # fmt: skip

PARTS = (
    (r"(?:a |en |por |de |durante |x |solo )*(?:(?:la|las|el) )?(?:horas? de la )?(?<![a-z])(?P<part>manana|tarde|noche|madrugada)s?\b(?! ?(?:vieja|buena))(?:(?P<after> temprano| tempranito))?(?<!^manana)", _part_said),
    (r"(?:despues|luego) (?:del|de la|de) (?:almuerzo|comida|comer|almorzar|lonche|lunch)", fixed("afternoon", 780, 1020)),
    (r"(?:en |durante )?(?:el |las )?(?:horas? (?:laborales|habiles|de oficina|de trabajo)|horario (?:laboral|de oficina))\b", fixed("day", 480, 1020)),
    (r"antes (?:del|de la|de) (?:almuerzo|comida|comer|almorzar|lonche|lunch)", fixed("morning", 480, 720)),
    (r"(?:despues|saliendo|al salir|cuando salg[ao]|salgo|luego) (?:del?|de la) (?:trabajo|escuela|trabajar|clases?|colegio)", fixed("afternoon", 900, 1080)),
    (r"antes (?:del?|de la|de entrar al?|de ir al?)(?: la)? (?:trabajo|escuela|trabajar|clases?|colegio)", fixed("morning", 480, 540)),
    (r"(?:(?:a|de|en|para|durante|tras) la |(?:a la |la )hora de (?:la )?)cena\b|a la hora de cenar", fixed("evening", 1080, 1200)),
    (r"(?:a |en |por )*(?:la |mi |su )?hora (?:del|de|de la) (?:almuerzo|lonche|comer|comida|almorzar|lunch)|(?:en )?(?:el |mi )(?:almuerzo|lonche)", fixed("noon", 690, 810)),
)  # fmt: skip


_NOT_CAN = r"(?:puedo|podemos|podre|podria|puede|voy a poder|vamos a poder|voy a estar|va a poder|estoy|estare|alcanzo(?: a llegar)?|llego|alcanzamos)(?: (?:ir|venir|asistir|llegar|hacerlo))?"
WORDS = (
    (r"en adelante|o (?:mas tarde|despues|mas)\b|pa(?:ra)? ?(?:adelante|arriba)\b|(?:como )?(?:muy temprano|minimo)", _later),
    (r"o (?:antes|mas temprano)\b|(?:a mas tardar|como maximo|maximo|como muy tarde)(?= ?(?:$|[.,!?]|por|mejor|si\b|gracias))", _sooner),
    (r"(?:no|nunca) antes (?:de|del)\b|que no sea antes (?:de|del)\b", word("a", "since")),
    (r"no (?:despues|mas tarde|pasad[ao]s?) (?:de|del)\b|que no sea despues (?:de|del)\b", word("b", "by")),
    (r"(?:desde|entre|a partir de|empezando)\b(?=.{1,40}\b(?:hasta|al?|y|-)\b)(?! .{1,25}\ben adelante)", word("f")),
    (r"(?:a partir (?:de|del)|desde|empezando|comenzando|del?(?= (?:el |las? |dia )*[\w: ]{1,18} en adelante))\b", word("a", "since")),
    (r"(?:cualquier (?:hora|dia) |solo )?(?:despues|posterior(?:es|mente)?|pasad[oa]s?|pasando|luego|mas tarde) (?:del?|que|al?)\b|(?:despues|pasad[oa]s?|pasando)\b(?= (?:las?|el|este|navidad|mediodia|medio|ano|thanks|accion))", word("a", "after")),
    (r"(?:para |cualquier (?:hora|dia) )?(?:antes|no mas tarde) (?:de|del|que)\b(?: que (?:acabe|termine|se acabe|cierre))?", word("b", "before")),
    (r"tan tarde como|(?:a|no) mas tardar(?: de| que)?|no mas tarde de|como maximo|maximo", word("b", "by")),
    (r"hasta\b", _until),
    (r"al?\b(?= (?:la |las |el )?(?:\d|una\b|dos\b|tres\b|cuatro\b|cinco\b|seis\b|siete\b|ocho\b|nueve\b|diez\b|once\b|doce\b))(?<=[a-z\d.] a)|al?\b(?= (?:el |la )?(?:lunes|martes|mierc|juev|viern|sabad|domin|hoy|manana|\d|uno\b|dos\b|tres\b|cuatro\b|cinco\b|seis\b|siete\b|ocho\b|nueve\b|diez\b|quince\b|vein|trein|(?:ene|feb|mar|abr|may|jun|jul|ago|sep|set|oct|nov|dic)[a-z]*\b))|-", word("t", "a")),
    (r"(?:de|del)\b(?= (?:las? |dia )?(?:\d{1,2}|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce)(?::\d\d| y (?:media|cuarto|\w+))?\s?(?:am|pm|a\.? ?m\.?|p\.? ?m\.?)?(?: (?:de|en|por) la (?:manana|tarde|noche))?\s?(?:-|a\b|al\b|hasta))", word("f")),
    (r"a eso de|alrededor de|cerca de|(?:x|por) ahi (?:de|a)|como a|sobre|hacia|aproximadamente|mas o menos|tipo|como(?= las)", word("@")),
    (r"y\b", word("&")),
    (rf"no (?:me |nos |le )?(?:{_NOT_CAN}|queda(?: bien)?|sirven?|conviene|funciona|viene bien|es posible|se puede|es bueno)(?=\s*(?:$|[.,!?;]|pero|y\b|que\b|porque|mejor|ya))|(?:no|tampoco)(?=\s*(?:$|[.,!?;]|mejor|porque|pero|gracias))|(?:yo )?trabajo\b(?=\s*(?:$|[.,!?;]|pero|y\b))|estoy (?:ocupad[oa]|trabajando|fuera|de viaje)|tengo (?:trabajo|clases?|escuela|que trabajar)|(?:me |se me |me es |es )imposible|se me complica", word("n")),
    (r"ni\b", _nor),
    (rf"(?:cualquier (?:dia|hora|otro dia) |todos |todo )?(?:que no sea(?: ni)?|no (?:me |nos )?(?:{_NOT_CAN}|queda(?: bien)?)|excepto|menos|salvo|pero no|no|nunca|en vez|en lugar|(?<!del )(?<!de )(?<!mi )(?<!el )trabajo|estoy ocupad[oa])\b(?: (?:de|el|los|para|del)(?= (?:lunes|martes|mierc|jue|vie|sab|dom|el|la|las|los|manana|tarde|noche|hoy)))*(?= )", word("!")),
    (r"no (?:me |nos )?(?:queda(?: bien)?|sirve|conviene|funciona|viene bien)", word("n")),
    (r",", word(",", ",")),
    (r"[ou]\b|/", word("|")),
    (r"pero\b|aunque\b", word(",", "but")),
    (r"[()\"*]|preferiblemente|preferible|de preferencia|mejor si es|ojala|quizas?|tal vez|cualquier hora", word("_")),
    (r"(?:el |del )?dia\b(?= (?:\d|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|die|vein|trein|prim|lunes|martes|mierc|jueves|viernes|sabado|domingo))", word("o", "dia")),
    (r"(?:para el|el|del)\b", word("o", "el")),
    (r"para\b|pa\b", word("o", "para")),
    (r"(?:en|de|del|la|las|los|por|este|esta|a|al|durante|solo|x)\b", word("o")),
    (r"(\d{1,2})(?:\.?[ºo°]|ro|do|er|ero)(?![a-z])", lambda m, _n: Item("O", m.start(), m.end(), n=int(m[1]))),
    (r"(?<![\d:/.])\d{1,2}(?![\d:/%]|[.,]\d|\s*(?:minutos?|min|horas?|dias?|semanas?|mes(?:es)?|anos?|personas?|pastillas?|tabletas?|citas?|opcion|veces|mg|ml|kilos|libras|hijos|ninos|preguntas?|cosas|de azucar|puntos)\b)", _number),
    (rf"{NUM}\b(?! (?:minutos?|horas?|dias?|semanas?|mes(?:es)?|anos?|personas?|citas?|preguntas?|poco|vez|veces|turno|cosas?|pastillas?|tabletas?|momento|minutito|favor|duda|consulta|hijos?|ninos?|hij[oa]s?|de mis|de ellos|medicinas?|recetas?|dosis)\b)", _number),
)  # fmt: skip

# ruff: noqa: E501, SIM905 - tables of words and patterns read better whole
"""Spanish dates and times as items (texts have no accents here: "manana", "miercoles")."""

import re
from datetime import date, timedelta

from .when_items import Item, Now, add_months, coming, month_day, month_span, week_start
from .when_lexer import Lexer, later, span, word

_LOW = "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte".split()
NUMBERS: dict[str, int] = {w: n for n, w in enumerate(_LOW, 1)} | {
    "un": 1,
    "una": 1,
    "primero": 1,
    "segundo": 2,
    "treinta": 30,
    "cuarenta": 40,
    "cincuenta": 50,
}
NUMBERS |= {f"veinti{w}": 20 + n for n, w in enumerate(_LOW[:9], 1)} | {"veintiun": 21}
NUMBERS |= {
    f"{t} y {w}": v + n
    for t, v in (("treinta", 30), ("cuarenta", 40), ("cincuenta", 50), ("veinte", 20))
    for n, w in enumerate(_LOW[:9], 1)
}
HINT = (
    r"\b(?:lun|mar|mie|jue|vie|sab|dom|hoy|manana|pasado|tarde|noche|mediodia|medio|dia|semana|fin|mes|prox|siguiente|ano|ene|feb|abr|may|jun|jul|ago|sep|oct|nov|dic|una|dos|tres|cuatro|cinco|"
    r"seis|siete|ocho|nueve|diez|once|doce|las|temprano|antes|despues|misma|cena|madrugada|navidad)"
)


def _alt(words: object) -> str:
    return "(?:" + "|".join(sorted((str(w) for w in words), key=len, reverse=True)) + ")"  # type: ignore[attr-defined]


_MONTHS = "ene feb mar abr may jun jul ago sep oct nov dic".split()
_MONTH = r"(?:ene(?:ro)?|feb(?:rero)?|mar(?:zo)?|abr(?:il)?|may(?:o)?|jun(?:io)?|jul(?:io)?|ago(?:sto)?|sep(?:t(?:iembre)?)?|set(?:iembre)?|oct(?:ubre)?|nov(?:iembre)?|dic(?:iembre)?)(?![a-z])\.?"
_DAYS = ["lun", "mar", "mie", "jue", "vie", "sab", "dom"]
_WD = (
    r"(?:lunes|lun|martes|miercoles|mierc|mie|jueves|juev|jue|viernes|vier|vie|sabados?|sab|domingos?|dom)(?![a-z])\.?"
)
_NUM = _alt(NUMBERS)
_D = rf"(?:\d{{1,2}}(?:\.?[ºo°](?![a-z]))?(?![\d:])|1ro|{_NUM})"
_YEAR = r"(?:,?\s*(?:de|del|del ano)?\s*(\d{4})(?!\d))?"
_DIGIT_PART = r"(?:de la|por la|en la|a la|del|de) (manana|tarde|noche|mediodia|madrugada|medio dia)"
_AP = r"(?:\s*(a|p)\.?\s?m\b\.?)"
_H = rf"(?:\d{{1,2}}|{_alt([*_LOW[:12], 'una'])})"
_UNIT = r"(minuto|min|hora|dia|semana|mes|ano)(?:e?s)?"
_AMOUNT = rf"(\d{{1,3}}|{_NUM}|unos|un par de|media)"
_UNITS = {
    "minuto": "minute",
    "min": "minute",
    "hora": "hour",
    "dia": "day",
    "semana": "week",
    "mes": "month",
    "ano": "year",
}
_NEXT = r"(?:proxim[oa]s?|siguientes?|entrante|que viene|que entra)"
_PART = {
    "manana": ("morning", 480, 720),
    "tarde": ("afternoon", 720, 1140),
    "noche": ("night", 1200, 1439),
    "mediodia": ("noon", 660, 840),
    "medio dia": ("noon", 660, 840),
    "madrugada": ("morning", 0, 360),
}


def _int(text: str) -> int:
    digits = re.match(r"\d+", text.strip())
    return int(digits[0]) if digits else NUMBERS.get(text.strip(), 0)


def _month(text: str) -> int:
    return _MONTHS.index("sep" if text.startswith("set") else text[:3]) + 1


def _on(m: re.Match[str], day: date | None, name: str = "exact") -> Item | None:
    return Item("D", m.start(), m.end(), day=day, word=name) if day else None


def _days(m: re.Match[str], first: date | None, last: date | None) -> Item | None:
    if first is None or last is None or last < first:
        return None
    return Item("R", m.start(), m.end(), day=first, day2=last + timedelta(days=1))


def _year(text: str | None) -> int | None:
    return int(text) if text else None


def _days_month(m: re.Match[str], now: Now) -> Item | None:
    first = month_day(now.today, _month(m[3]), _int(m[1]), _year(m[4]))
    return _days(m, first, month_day(first, _month(m[3]), _int(m[2]), None) if first else None)


def _days_this_month(m: re.Match[str], now: Now) -> Item | None:
    base = add_months(now.today.replace(day=1), 0 if "este" in m[3] else 1)
    return _days(
        m, month_day(base, base.month, _int(m[1]), base.year), month_day(base, base.month, _int(m[2]), base.year)
    )


def _day_month(m: re.Match[str], now: Now) -> Item | None:
    return _on(m, month_day(now.today, _month(m[2]), _int(m[1]), _year(m[3])), "monthday")


def _month_day(m: re.Match[str], now: Now) -> Item | None:
    return _on(m, month_day(now.today, _month(m[1]), _int(m[2]), _year(m[3])), "monthday")


def _month_only(m: re.Match[str], now: Now) -> Item | None:
    name = m[2].rstrip(".")
    if len(name) <= 3 and not m[1]:
        return None
    if name == "mar" and not m[3]:
        return None
    year = _year(m[3])
    if re.match(r"\s*(?:del|de) (?:proximo ano|ano que viene)", m.string[m.end() :]):
        year = now.today.year + 1
    first, end = month_span(now.today, _month(name), year)
    return Item("R", m.start(2), m.end(), day=first, day2=end, word="month")


def _month_year(m: re.Match[str], now: Now) -> Item | None:
    month, year = int(m[1]), int(m[2])
    if not 1 <= month <= 12:
        return None
    first, end = month_span(now.today, month, year)
    return Item("R", m.start(), m.end(), day=first, day2=end)


def _slashed(m: re.Match[str], now: Now) -> Item | None:
    a, b = int(m[1]), int(m[3])
    if m[2] in "-." and not m[4]:
        before = m.string[: m.start()].rstrip()
        if not before.endswith((" el", "dia")) and before != "el":
            return None
    amb = a <= 12 and b <= 12 and a != b
    if b > 12 >= a:
        a, b = b, a
    year = int(m[4]) if m[4] else None
    made = _on(m, month_day(now.today, b, a, year + 2000 if year and year < 100 else year), "monthday")
    if made:
        made.amb = amb
    return made


def _spoken_slash(m: re.Match[str], now: Now) -> Item | None:
    return _on(m, month_day(now.today, int(m[2]), int(m[1]), None), "monthday")


def _iso(m: re.Match[str], now: Now) -> Item | None:
    return _on(m, month_day(now.today, int(m[2]), int(m[3]), int(m[1])))


def _week(m: re.Match[str], now: Now) -> Item | None:
    start = week_start(now.today)
    if not m[0].startswith(("esta", "en esta")):
        start += timedelta(days=7)
    return Item("R", m.start(), m.end(), day=start, day2=start + timedelta(days=7))


def _weekend(m: re.Match[str], now: Now) -> Item | None:
    start = week_start(now.today) + timedelta(days=5 + (7 if re.search(_NEXT, m[0]) else 0))
    return Item("R", m.start(), m.end(), day=start, day2=start + timedelta(days=2))


def _whole_month(m: re.Match[str], now: Now) -> Item | None:
    first = add_months(now.today.replace(day=1), 0 if m[0].startswith("este") else 1)
    return Item("R", m.start(), m.end(), day=first, day2=add_months(first, 1))


def _end_of(m: re.Match[str], now: Now) -> Item | None:
    if "semana" in m[0]:
        return None
    following = add_months(now.today.replace(day=1), 1)
    if m[1].startswith("p") or m[1].startswith("ini"):
        return Item("R", m.start(), m.end(), day=following, day2=following + timedelta(days=10))
    return Item("R", m.start(), m.end(), day=max(now.today, following - timedelta(days=10)), day2=following)


def _week_of_month(m: re.Match[str], now: Now) -> Item | None:
    first, end = month_span(now.today, _month(m[2]), None)
    number = {"primera": 0, "segunda": 1, "tercera": 2, "cuarta": 3, "ultima": 4}[m[1]]
    start = week_start(first) + timedelta(days=7 * number)
    if m[3]:
        weekday = _DAYS.index(m[3][:3])
        return _on(m, start + timedelta(days=weekday))
    return Item("R", m.start(), m.end(), day=max(start, first), day2=min(start + timedelta(days=7), end))


def _next_days(m: re.Match[str], now: Now) -> Item | None:
    first = now.today + timedelta(days=1)
    amount = 3 if m[1] == "unos" else 2 if m[1] == "un par de" else _int(m[1])
    return Item(
        "R",
        m.start(),
        m.end(),
        day=first,
        day2=first + timedelta(days=amount * (7 if m[2].startswith("semana") else 1)),
    )


def _relative(m: re.Match[str], now: Now) -> Item | None:
    days = 0 if m[0].startswith("hoy") else 2 if m[0].startswith("pasado") else 1
    return _on(m, now.today + timedelta(days=days), "rel")


def _in_days_word(m: re.Match[str], now: Now) -> Item | None:
    return later(m, now, _amount(m[1]), _UNITS[m[2]])


def _amount(text: str) -> float:
    return 0.5 if text == "media" else 2 if "par" in text else 3 if text == "unos" else _int(text)


def _named_day(m: re.Match[str], now: Now) -> Item | None:
    name = m["wd"]
    if (
        name.rstrip(".") in ("mar", "dom", "sab", "lun", "vie", "jue", "mie")
        and not m.string[: m.start("wd")].rstrip().endswith((" el", "este", ",", "proximo"))
        and m.start("wd")
        and not m["pre"]
    ):
        return None
    weekday = _DAYS.index(name[:3])
    said = (m["pre"] or "") + (m["post"] or "")
    day = coming(now.today, weekday)
    amb = False
    if "pasado" in said:
        return Item("x", m.start(), m.end())
    if re.search(_NEXT, said):
        following = week_start(now.today) + timedelta(days=7 + weekday)
        amb = following != day
        day = following if "viene" in said or amb is False else day
        if "proxim" in said or "siguiente" in said or "viene" in said:
            day = following if (following - day).days >= 0 and weekday <= now.today.weekday() else day
    if re.search(r"de esta semana", said):
        day = week_start(now.today) + timedelta(days=weekday)
    made = Item("D", m.start(), m.end(), day=day, word="next" if re.search(_NEXT, said) else "weekday")
    made.amb = amb
    return made


def _time(m: re.Match[str], hour: int, minute: int, half: str | None, part: str | None) -> Item | None:
    if hour > 24 or (half and hour > 12):
        return None
    sure = bool(half) or hour > 12 or hour == 0
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    if part and not half and hour <= 12:
        sure = True
        if part in ("tarde", "mediodia", "medio dia") and (hour < 11 or part == "tarde") and hour != 12:
            hour += 12
        elif part == "noche":
            hour = 0 if hour == 12 else hour + 12 if hour >= 5 else hour
        elif part == "madrugada" and hour == 12:
            hour = 0
    total = (hour * 60 + minute) % 1440
    return Item("T", m.start(), m.end(), t=total, sure=sure)


def _clock(m: re.Match[str], _now: Now) -> Item | None:
    hour = 1 if m["h"] == "una" else _int(m["h"])
    minute = 0
    groups = m.groupdict()
    if groups.get("m"):
        minute = {"media": 30, "cuarto": 15, "un cuarto": 15, "pico": 0}.get(m["m"], -1)
        minute = _minute(m["m"]) if minute < 0 else minute
    if not 0 <= minute <= 59:
        return None
    less = groups.get("less") or groups.get("less2")
    part = groups.get("p1") or groups.get("p2")
    made = _time(m, hour, minute, groups.get("ap"), part)
    if made and less:
        back = 15 if "cuarto" in less else _minute(less)
        made.t = ((made.t or 0) - back) % 1440
    if made and m["h"][0] == "0" and len(m["h"]) == 2:
        made.sure = True
    return made


def _minute(text: str) -> int:
    text = text.strip()
    zero = re.fullmatch(r"(?:0|cero|zero) ?(\w+)", text)
    return _int(zero[1]) if zero and not text.isdigit() else _int(text)


def _this_part(m: re.Match[str], now: Now) -> Item | None:
    name, start, end = _PART[m[1]]
    return Item("S", m.start(), m.end(), day=now.today, t=start, t2=end, part=name, sure=True)


def _part(m: re.Match[str], _now: Now) -> Item | None:
    found = re.search(r"manana|tarde|noche|madrugada|mediodia|medio dia", m[0])
    name, start, end = _PART[found[0] if found else "manana"]
    if "primera" in m[0] or "temprano" in m[0]:
        end = start + 180
    if "ultima" in m[0]:
        start = end - 150
    return span(m, name, start, end)


def _number(m: re.Match[str], _now: Now) -> Item | None:
    return Item("N", m.start(), m.end(), n=_int(m[0]), weak=not m[0][0].isdigit())


_MIN = rf"(?P<m>media|un cuarto|cuarto|pico|(?:cero|zero|0) (?:\d|{_alt(_LOW[:9])})|\d{{1,2}}|{_alt([w for w in NUMBERS if NUMBERS[w] >= 5])})"
_LESS = r"menos (?P<less>(?:un )?cuarto|cinco|diez|veinte|veinticinco|\d{1,2})(?: minutos)?"
_PARTS1 = r"(?:(?:de la|por la|en la|a la|del|al) (?P<p1>manana|tarde|noche|mediodia|madrugada|medio dia)\b)"
_APN = r"(?:(?P<ap>a|p)\.?\s?m\b\.?)"

_ROWS = (
    # not a time
    (r"buen(?:os|as)? (?:dias?|tardes?|noches?)\b|(?:la |el )?(?:semana|mes|ano|fin de semana) pasad[oa]|hace (?:\w+ ){1,2}(?:dias?|semanas?|mes(?:es)?|anos?|horas?|minutos?)|(?:mas|muy|llego|llegar|voy|vamos|llegare|llegando|minutos|un poco|ir) tarde\b(?! (?:del|el|por))|otro dia\b|todo el dia|algun dia|del dia\b|un dia\b|mi pasado|mas (?:temprano|adelante)|proximamente", word("x")),
    (r"\+?\d{1,3}[ .-]\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}|\d{5,}(?:[ .-]\d+)*|\d+[.,]\d+\s?%|\d+\s?%|\$\s?\d[\d.,]*|\+\d[\d -]{6,}|\d+-\d+-\d{2}-\d{4}|\d{3,}-\d+[\d-]*|\d{1,2}-\d{4}(?<=3[2-9]-\d{4})|\d+\s?(?:mg|mcg|ml|kg|libras?|kilos?|pastillas|personas|dolares|veces|mmol|grados|anos de edad|minutos? tarde)\b|\d{2,3}[.,]\d(?!\d)", word("x")),
    (rf"(?:durante|por|dura|de) (?:\d+|{_NUM}) (?:minutos?|horas?)\b|(?:\d+|un|una|dos|tres|cuatro|cinco|seis) (?:mes(?:es)?|semanas?|anos?|dias) de (?:edad|nacid\w|vida|embarazo)|(?:[4-9]\d|\d{{3}})\s?/\s?\d{{2,3}}\b", word("x")),
    # days
    (r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?![\d/-])", _iso),
    (rf"(primera|segunda|tercera|cuarta|ultima) semana de ({_MONTH})(?: el ({_WD}))?", _week_of_month),
    (rf"({_D})\s*(?:-|a|al|hasta|hasta el|y)\s*(?:el )?({_D})\s*(?:de |del )?({_MONTH}){_YEAR}", _days_month),
    (rf"({_D})\s*(?:-|a|al|hasta|hasta el|y)\s*(?:el )?({_D}) (?:de |del )(este mes|proximo mes|mes que viene)", _days_this_month),
    (rf"({_D})\s*(?:de |del |-)?\s?({_MONTH}){_YEAR}", _day_month),
    (rf"({_MONTH})\s*({_D})(?![:\d]){_YEAR}", _month_day),
    (rf"(en |de |del |este |hasta |desde |para |proximo |a |mes de )?({_MONTH}){_YEAR}(?: (?:del|de) (?:proximo ano|ano que viene))?", _month_only),
    (r"(\d{1,2})\s?[-/]\s?(\d{4})(?![\d/-])", _month_year),
    (r"(\d{1,2})\s?([/.-])\s?(\d{1,2})(?:\2(\d{4}|\d{2}))?(?![\d/:-]|\s*(?:am|pm|a\.|p\.)|[.]\d|%)", _slashed),
    (r"(?:el )(\d{1,2}) del (\d{1,2})\b", _spoken_slash),
    (r"(?:la )?semana (?:a partir del?|del?|que empieza el|que comienza el)(?: dia)?\b(?= (?:el )?\d| lunes)", word("k", "week")),
    (rf"(?:a |para |en )?(?:la |el )?(?:{_NEXT} )semana\b|(?:a |para |en )?(?:la )?semana (?:{_NEXT})\b|(?:en )?esta (?:misma )?semana\b", _week),
    (rf"(?:el |este |los |en |{_NEXT} )*fin(?:es)? de semana(?: {_NEXT})?", _weekend),
    (r"(?:a |el )?(fin(?:es|al)?|final(?:es)?|principios?|inicios?) (?:de|del) (?:este )?mes\b", _end_of),
    (rf"(?:el )?(?:proximo|siguiente) mes\b|(?:el )?mes (?:{_NEXT})|este mes\b", _whole_month),
    (rf"(?:los |las |en los |en las )?(?:proxim[oa]s|siguientes) (\d+|{_NUM}|unos|un par de) (dias|semanas)", _next_days),
    (r"hoy(?: (?:mismo|en))?(?: dia)?\b|pasado manana|(?:el )?dia siguiente|al dia siguiente|(?<!la )(?<!las )(?<!esta )(?:para |el dia de )?manana\b(?! de (?:el|la))", _relative),
    (rf"(?:(?P<pre>(?:el |este |del |los )?(?:proximo |siguiente |este )?)(?P<wd>{_WD})(?P<post>\s+(?:{_NEXT}|de esta semana|pasado(?! manana)))?)", _named_day),
    (r"(?:el dia de |la )?navidad|ano nuevo", lambda m, n: _on(m, month_day(n.today, 12 if "nav" in m[0] else 1, 25 if "nav" in m[0] else 1, None))),
    (rf"(?:en|dentro de) {_AMOUNT} {_UNIT}\b", _in_days_word),
    (rf"{_AMOUNT} {_UNIT} (?:despues|a partir de (?:ahora|hoy)|mas tarde|desde (?:hoy|ahora))", _in_days_word),
    # times
    (rf"(?:a )?(?:las?|eso de las?) (?P<h>{_H})(?: en punto| horas)? {_PARTS1} {_LESS}", _clock),
    (rf"(?:las?|eso de las?) (?P<h>{_H}) (?:{_LESS})(?: {_PARTS1})?(?:\s*{_APN})?", _clock),
    (rf"(?:las? |eso de las? )?(?P<h>\d{{1,2}})[:.](?P<m>\d\d)(?::\d\d)?(?!\d)(?:\s*(?:h|hrs?|horas)\b)?(?:\s*{_APN}| {_PARTS1})?", _clock),
    (rf"(?:las? )?(?P<h>{_H}) (?:y |con )?{_MIN}(?: minutos)?\b(?:\s*{_APN}| {_PARTS1})(?: {_LESS.replace('less', 'less2')})?", _clock),
    (rf"(?:las?|eso de las?) (?P<h>{_H}) (?:y |con |)(?P<m>media|un cuarto|cuarto|pico)\b(?:\s*{_APN}| {_PARTS1})?", _clock),
    (rf"(?:las?|eso de las?) (?P<h>{_H}) (?:y|con) {_MIN}(?: minutos)?\b(?! (?:a|al|de)\b (?!la))(?:\s*{_APN}| {_PARTS1})?", _clock),
    (rf"(?P<h>{_H}) y (?P<m>media|cuarto)\b(?:\s*{_APN}| {_PARTS1})?", _clock),
    (rf"(?:las? )?(?P<h>{_H})(?: en punto)?(?:\s*{_APN}| {_PARTS1})", _clock),
    (r"(?:las? )?(?P<h>\d{1,2})\s?(?:h|hrs|horas)\b", _clock),
    (rf"(?:las|la) (?P<h>{_H})(?: en punto)?\b(?! (?:semana|persona|cita|vez))(?![:/])", _clock),
    (r"(?:el |al )?(?:mediodia|medio dia)\b", lambda m, _n: Item("T", m.start(), m.end(), t=720, sure=True)),
    (r"(?:la )?medianoche\b", lambda m, _n: Item("T", m.start(), m.end(), t=0, sure=True)),
    # parts of the day
    (r"(?:en |de |por )?esta (?:misma )?(manana|tarde|noche)\b", _this_part),
    (r"(?:a |en )?(?:primeras? horas? (?:de|en) la|temprano (?:por|en) la|ultimas? horas? (?:de|en) la|por la|en la|de la|a la|las|la|por las|en las) (?:manana|tarde|noche|madrugada)s?\b(?: temprano)?|a primera hora|(?<![a-z])(?:tarde|noche)\b|temprano (?:por la manana)?", _part),
    (r"(?:despues|luego) (?:del|de la|de) (?:almuerzo|comida|comer|almorzar|lonche)", lambda m, _n: span(m, "afternoon", 780, 1020)),
    (r"(?:despues|saliendo) (?:del trabajo|de la escuela|de trabajar|de clases)", lambda m, _n: span(m, "afternoon", 900, 1080)),
    (r"(?:la |de la )?cena\b", lambda m, _n: span(m, "evening", 1080, 1200)),
    (r"(?:la hora del |el )(?:almuerzo|lonche)", lambda m, _n: span(m, "noon", 690, 810)),
    # words
    (r"(?:desde|entre|a partir de|empezando)\b(?=.{1,40}\b(?:hasta|a|y|-)\b)", word("f")),
    (r"(?:a partir (?:de|del)|desde)\b", word("a", "since")),
    (r"(?:despues|pasadas?|luego|mas tarde) (?:de|del|que)?\b|despues\b(?= las?)", word("a", "after")),
    (r"(?:antes|no mas tarde) (?:de|del|que)\b|tan tarde como|a mas tardar", word("b", "before")),
    (r"hasta (?:el|la|las)?\b(?= )|hasta\b", word("t")),
    (r"al?\b(?= (?:la |las |el )?(?:\d|una\b|dos\b|tres\b|cuatro\b|cinco\b|seis\b|siete\b|ocho\b|nueve\b|diez\b|once\b|doce\b))(?<=[a-z\d.] a)|al?\b(?= (?:el |la )?(?:lunes|martes|mierc|juev|viern|sabad|domin))|-", word("t", "a")),
    (r"(?:de|del)\b(?= (?:las? )?(?:\d{1,2}|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce)(?::\d\d)?\s?(?:am|pm|a\.? ?m\.?|p\.? ?m\.?)?(?: (?:de|en|por) la (?:manana|tarde|noche))?\s?(?:-|a\b|hasta))", word("f")),
    (r"a eso de|alrededor de|cerca de|como a|sobre|aproximadamente|tipo", word("@")),
    (r"y\b", word("&")),
    (r"no (?:me |nos )?(?:puedo|podemos|podre|queda(?: bien)?|sirve|conviene|funciona|viene bien)(?=\s*(?:[.,!?]|$|pero|y\b))", word("n")),
    (r"(?:no (?:puedo|podemos|podre)(?: ir| venir| asistir| llegar)?|excepto|menos|salvo|pero no|no|cualquier dia menos)\b(?: (?:el|los|en|para|por))?(?= )", word("!")),
    (r"no (?:me |nos )?(?:queda(?: bien)?|sirve|conviene|funciona|viene bien)", word("n")),
    (r",|\bo\b", word(",", ",")),
    (r"(?:el )?dia\b(?= (?:\d|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|die|vein|trein|prim))", word("o", "dia")),
    (r"(?:para el|el|del)\b", word("o", "el")),
    (r"para las?\b|para\b", word("o", "para")),
    (r"(?:en|de|del|la|las|los|por|este|esta|a)\b", word("o")),
    (r"(\d{1,2})(?:\.?[ºo°]|ro|do|er)(?![a-z])", lambda m, _n: Item("O", m.start(), m.end(), n=int(m[1]))),
    (r"(?<![\d:/.])\d{1,2}(?![\d:/%]|[.,]\d|\s*(?:minutos?|min|horas?|dias?|semanas?|mes(?:es)?|anos?|personas|pastillas|citas?|opcion)\b)", _number),
    (rf"{_NUM}\b(?! (?:minutos?|horas?|dias?|semanas?|mes(?:es)?|anos?|personas|citas?|cita|pregunta|poco|vez|turno)\b)", _number),
)  # fmt: skip

_LEXER = Lexer(_ROWS, skip=r"si|me|que|por favor|favor|maybe|quizas|solo|solamente|algo|como|las")


def lex(flat: str, now: Now) -> list[Item]:
    """Items of a Spanish text."""
    items = _LEXER.lex(flat, now)
    for n, item in enumerate(items):
        if item.kind == "t" and item.word == "a":
            before = next((i.kind for i in reversed(items[:n]) if i.kind not in "o,@"), "")
            after = next((i.kind for i in items[n + 1 :] if i.kind not in "o,@"), "")
            ahead = [i for i in items[:n] if i.kind not in ",@"]
            dated = before == "N" and len(ahead) > 1 and (ahead[-2].word in ("el", "dia") or ahead[-2].kind == "D")
            if dated and flat[item.a : item.a + 4] == "a la":
                item.kind = "@"
            elif not (
                (before in ("N", "T") and after in ("N", "T", "D")) or (before in ("D", "R", "O") and after == "D")
            ):
                item.kind = "@" if after in ("N", "T") else "o"
    return items


_BEFORE_RANGE = re.compile(
    r"(?:^|[,.!?;:])\W*(?:(?:por favor|porfa|puede ser|que tal|o|como|si|mejor|hola|es|son)\W+)*$|\b(?:puedo|libre|disponible|reunion|cita|prefiero|afuera|fuera|horario|abierto)\W+$"
)
_AFTER_RANGE = re.compile(r"\W*(?:(?:esta bien|me queda|por favor|porfa|gracias|si|o|seria|mejor|estaria)\b|$|[?!.,])")


def alone(flat: str, a: int, b: int) -> bool:
    """Whether two bare numbers ("2-4", "9 a 11") can be hours where they stand."""
    return bool(_BEFORE_RANGE.search(flat[:a]) and _AFTER_RANGE.match(flat, b))

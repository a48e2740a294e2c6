# ruff: noqa: E501 - tables of words and patterns read better whole
"""Spanish dates and times as items (texts have no accents here: "manana", "miercoles")."""

import re
from datetime import date, timedelta

from . import when_es_clock
from .when_calendar import Length, cut, day_after, from_now, holiday, nth_weekday
from .when_es_words import (
    DAY,
    DAYS,
    HINT,
    HOLIDAY,
    LENGTH,
    MONTH,
    MONTHS,
    NEXT,
    NUM,
    PLAIN,
    WD,
    YEAR,
    holiday_name,
    length_of,
    number,
)
from .when_items import Item, Now, add_months, coming, month_day, month_span, next_day_of_month, this_week, week_start
from .when_lexer import Lexer, word
from .when_tidy import fold_parts

__all__ = ["HINT", "PLAIN", "alone", "lex"]


def _month(text: str) -> int:
    return MONTHS.index("sep" if text.startswith("set") else text[:3]) + 1


def _on(m: re.Match[str], day: date | None, name: str = "exact") -> Item | None:
    return Item("D", m.start(), m.end(), day=day, word=name) if day else None


def _days(m: re.Match[str], first: date | None, last: date | None) -> Item | None:
    if first is None or last is None or last < first:
        return None
    return Item("R", m.start(), m.end(), day=first, day2=last + timedelta(days=1))


def _span(m: re.Match[str], first: date, end: date, name: str = "") -> Item:
    return Item("R", m.start(), m.end(), day=first, day2=end, word=name)


def _year(text: str | None, now: Now) -> int | None:
    if not text:
        return None
    if text.startswith("dos mil"):
        return 2000 + number(text[8:])
    return int(text) if text.isdigit() else now.today.year + ("este" not in text)


def _days_month(m: re.Match[str], now: Now) -> Item | None:
    if re.search(r"\sy\s", m[0]) and not re.search(r"\bentre(?: el)?(?: dia)? $", m.string[: m.start()]):
        return None
    first = month_day(now.today, _month(m[3]), number(m[1]), _year(m[4], now))
    return _days(m, first, month_day(first, _month(m[3]), number(m[2]), None) if first else None)


def _month_days(m: re.Match[str], now: Now) -> Item | None:
    first = month_day(now.today, _month(m[1]), number(m[2]), _year(m[4], now))
    return _days(m, first, month_day(first, _month(m[1]), number(m[3]), None) if first else None)


def _month_meant(text: str, now: Now) -> date | None:
    """The first day of "este mes", "el mes que viene" or a month by name."""
    if "mes" in text or "presente" in text:
        return add_months(now.today.replace(day=1), 1 if re.search(rf"{NEXT}|otro", text) else 0)
    named = re.search(rf"({MONTH}){YEAR}$", text)
    return month_span(now.today, _month(named[1]), _year(named[2], now))[0] if named else None


def _days_this_month(m: re.Match[str], now: Now) -> Item | None:
    base = _month_meant(m[3], now)
    if base is None:
        return None
    return _days(
        m, month_day(base, base.month, number(m[1]), base.year), month_day(base, base.month, number(m[2]), base.year)
    )


def _day_of_month(m: re.Match[str], now: Now) -> Item | None:
    base = _month_meant(m[2], now)
    day = month_day(base, base.month, number(m[1]), base.year) if base else None
    if day and day < now.today and not re.search("este|presente", m[2]):
        day = add_months(day, 1)
    return _on(m, day)


def _day_month(m: re.Match[str], now: Now) -> Item | None:
    return _on(m, month_day(now.today, _month(m[2]), number(m[1]), _year(m[3], now)), "monthday")


def _month_day(m: re.Match[str], now: Now) -> Item | None:
    return _on(m, month_day(now.today, _month(m[1]), number(m[2]), _year(m[3], now)), "monthday")


def _month_only(m: re.Match[str], now: Now) -> Item | None:
    name = m[2].rstrip(".")
    alone = m.string.strip(" .!?") == m[0].strip(" .")
    led = m[1] or re.search(r"\b(?:de|del|hasta|desde|para|a|y|o|entre|durante) $", m.string[: m.start()])
    if len(name) <= 3 and not led and not alone:
        return None
    if name == "mar" and not m[3] and not re.search(rf"\b{MONTH} (?:al?|hasta|y|o|-) $", m.string[: m.start()]):
        return None
    first, end = month_span(now.today, _month(name), _year(m[3], now))
    return Item("R", m.start(2), m.end(), day=first, day2=end, word="month")


def _month_year(m: re.Match[str], now: Now) -> Item | None:
    month, year = int(m[1]), int(m[2])
    if not 1 <= month <= 12:
        return None
    return _span(m, *month_span(now.today, month, year))


def _slashed(m: re.Match[str], now: Now) -> Item | None:
    a, b = int(m[1]), int(m[3])
    if m[2] in "-." and not m[4] and (m[2] == "." or not a > 12 >= b):
        before = m.string[: m.start()].rstrip()
        unit = re.match(r"\s*(?:minutos?|min|horas?|dias?|semanas?|mes(?:es)?|anos?)\b", m.string[m.end() :])
        if not before.endswith((" el", "dia", "del")) and before != "el" and not (before.endswith(" en") and not unit):
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
    if re.search(r"despues de la|siguiente a la", m[0]):
        start += timedelta(days=14)
    elif re.search(r"\besta\b|actual|curso|presente", m[0]):
        start = this_week(now.today)
    else:
        start += timedelta(days=7)
    return _span(m, start, start + timedelta(days=7), "week")


def _weekend(m: re.Match[str], now: Now) -> Item | None:
    start = week_start(now.today) + timedelta(days=5 + (7 if re.search(rf"{NEXT}|otro", m[0]) else 0))
    if "despues" in m[0]:
        start = week_start(now.today) + timedelta(days=19 if re.search(NEXT, m[0]) else 12)
    if start + timedelta(days=1) < now.today:
        start += timedelta(days=7)
    return _span(m, start, start + timedelta(days=2))


def _whole_month(m: re.Match[str], now: Now) -> Item | None:
    first = add_months(now.today.replace(day=1), 0 if "este" in m[0] else 1)
    return _span(m, first, add_months(first, 1), "month")


def _whole_year_said(m: re.Match[str], now: Now) -> Item | None:
    year = int(m[2]) if m[2] else now.today.year + 1
    return _span(m, date(year, 1, 1), date(year + 1, 1, 1), "year")


def _scoped(m: re.Match[str], now: Now) -> Item | None:
    """ "la semana", "mes" after "a fines de": only there a span."""
    if not re.search(r"\b(?:de|del|resto del?)(?: la| el)? $", m.string[: m.start()]):
        return None
    if "mes" in m[0]:
        first = now.today.replace(day=1)
        return _span(m, first, add_months(first, 1), "month")
    if "ano" in m[0]:
        return _span(m, date(now.today.year, 1, 1), date(now.today.year + 1, 1, 1), "year")
    start = this_week(now.today)
    return _span(m, start, start + timedelta(days=7), "week")


def _part_word(m: re.Match[str], _now: Now) -> Item | None:
    if re.search("quincena|mitad", m[0]):
        return Item("e", m.start(), m.end(), word="half2" if re.search("segunda|2", m[0]) else "half1")
    which = "early" if re.search("princip|inici|comienz|primer", m[0]) else "mid" if "medi" in m[0] else "late"
    return Item("e", m.start(), m.end(), word=which, part="end" if which == "late" else "")


def _rest(m: re.Match[str], now: Now) -> Item | None:
    first = now.today
    if re.search("dia|jornada|hoy", m[0]):
        start = now.moment.hour * 60 + now.moment.minute
        return Item("Z", m.start(), m.end(), day=first, t=start, t2=1439)
    if "ano" in m[0]:
        return _span(m, first, date(first.year + 1, 1, 1))
    end = add_months(first.replace(day=1), 1) if "mes" in m[0] else this_week(first) + timedelta(days=7)
    return _span(m, first, end)


_NTHS = {"ult": 5, "prim": 1, "1": 1, "seg": 2, "2": 2, "terc": 3, "3": 3, "cuar": 4, "4": 4, "quin": 5}


def _nth_of(m: re.Match[str], now: Now) -> Item | None:
    first = _month_meant(m[3], now)
    if first is None:
        return None
    count = next(n for w, n in _NTHS.items() if m[1].startswith(w))
    last, unit = m[1].startswith("ult"), m[2]
    for _ in range(2):
        end = add_months(first, 1)
        if unit == "dia":
            made = _on(m, end - timedelta(days=1) if last else first + timedelta(days=count - 1))
        elif unit.startswith("fin"):
            day = nth_weekday(first, 5, count)
            made = _span(m, day, day + timedelta(days=2))
        elif unit == "semana":
            monday = (
                week_start(end - timedelta(days=4)) if last else week_start(first) + timedelta(days=7 * (count - 1))
            )
            if count == 1 and first.weekday() > 3:
                monday += timedelta(days=7)
            made = _span(m, max(monday, first) if count == 1 else monday, monday + timedelta(days=7), "week")
            if m[5]:
                return _on(m, monday + timedelta(days=DAYS.index(m[5][:3])))
        else:
            made = _on(m, nth_weekday(first, DAYS.index(unit[:3]), count))
        if made and made.day and made.day < now.today and re.fullmatch(r"(?:el )?mes", m[3]):
            first = end
            continue
        return made
    return None


def _next_days(m: re.Match[str], now: Now) -> Item | None:
    found = length_of(
        "media hora" if "media hora" in m[0] else f"{m[1] or m[3] or (3 if m[2] else 1)} {m[2] or m[4] or 'hora'}"
    )
    if found is None:
        return None
    if found.minutes:
        start = now.moment.hour * 60 + now.moment.minute
        return Item("Z", m.start(), m.end(), day=now.today, t=start, t2=start + round(found.minutes))
    first = end = now.today + timedelta(days=1)
    if re.search("habiles|trabajo|laborales", m[0]):
        left = int(found.days)
        while left:
            left -= end.weekday() < 5
            end += timedelta(days=1)
        return _span(m, first, end)
    return _span(m, first, day_after(first, found))


def _this_moment(m: re.Match[str], now: Now) -> Item | None:
    """ "ahora" and nothing else."""
    return None if m.string[: m.start()].strip(" .,!?") else from_now(m, now, Length(minutes=0.1))


def _relative(m: re.Match[str], now: Now) -> Item | None:
    days = 0 if "hoy" in m[0] or "aqui" in m[0] else 2 if m[0].startswith("pasado") else 1
    return _on(m, now.today + timedelta(days=days), "rel")


# "no ha comido en dos dias", "bajo diez libras en una semana": time gone by.
_NOT_YET = re.compile(r"\b(?:no|ni|nada|nunca|bajo|baje|subi|subio|perdi|perdio|hincharon|hincho)\b[^.!?;]*$")


def _in_length(m: re.Match[str], now: Now) -> Item | None:
    found = length_of(m["l"])
    if _NOT_YET.search(m.string[max(0, m.start() - 40) : m.start()]):
        return None
    return from_now(m, now, found) if found else None


def _after_length(m: re.Match[str], now: Now) -> Item | None:
    found = length_of(m["l"])
    if found is None or found.minutes:
        return None
    return Item("R", m.start(), m.end(), day=day_after(now.today, found))


def _weekdays_from_now(m: re.Match[str], now: Now) -> Item | None:
    return _on(m, coming(now.today, DAYS.index(m[2][:3])) + timedelta(days=7 * (number(m[1]) - 1)))


def _named_day(m: re.Match[str], now: Now) -> Item | None:
    name = m["wd"]
    before = m.string[: m.start("wd")].rstrip()
    short = name.rstrip(".") in ("mar", "dom", "sab", "lun", "vie", "jue", "mie")
    led = before.endswith((" el", "este", ",", "proximo", "/", "-", " o", " y", "para"))
    if short and before and not m["pre"] and not led:
        return None
    weekday = DAYS.index(name[:3])
    said = (m["pre"] or "") + (m["post"] or "")
    day = coming(now.today, weekday)
    following = week_start(now.today) + timedelta(days=7 + weekday)
    amb = False
    if "pasado" in said:
        return Item("x", m.start(), m.end())
    if "otra semana" in said or "semana que" in said:
        day = following
    elif re.search(r"proxim|siguiente|que viene|entrante|que entra", said) and "este" not in said:
        amb = following != day
        day = following
    elif "esta semana" in said:
        day = this_week(now.today) + timedelta(days=weekday)
    made = Item("D", m.start(), m.end(), day=day, word="next" if re.search(NEXT, said) else "weekday")
    made.amb, made.part = amb, "of week" if "semana" in said else ""
    return made


def _holiday(m: re.Match[str], now: Now) -> Item | None:
    name = holiday_name(m.string, m.start())
    if name is None:
        return None
    if name == "new year" and re.search(r"\bfeliz\b", m.string[: m.start()]):
        return None
    year = re.match(r" (?:de |del )?(\d{4})\b", m.string[m.end() :])
    return _on(m, holiday(name, now.today, int(year[1]) if year else None), "monthday")


def _holy_week(m: re.Match[str], now: Now) -> Item | None:
    """From Monday to Easter Sunday."""
    sunday = holiday("easter", now.today)
    return _span(m, sunday - timedelta(days=6), sunday + timedelta(days=1), "week")


def _holidays(m: re.Match[str], now: Now) -> Item | None:
    """ "pasando las fiestas": from the second of January on."""
    return Item("R", m.start(), m.end(), day=holiday("new year", now.today) + timedelta(days=1))


def _day_numbers(m: re.Match[str], now: Now) -> Item | None:
    """ "del 5 al 9": with the article these are days, without it hours."""
    first = next_day_of_month(now.today, number(m[1]))
    return _days(m, first, next_day_of_month(first, number(m[2])) if first else None)


def _open_day_number(m: re.Match[str], now: Now) -> Item | None:
    day = next_day_of_month(now.today, number(m["n"] or m["n2"] or m["n3"]))
    if day is None:
        return None
    if m["n3"]:
        return Item("R", m.start(), m.end(), day2=day)
    later = 1 if m["a"] and m["a"].startswith(("des", "lu", "pas")) and not m["a"].startswith("desde") else 0
    return Item("R", m.start(), m.end(), day=day + timedelta(days=later))


def _month_end(m: re.Match[str], now: Now) -> Item | None:
    first = add_months(now.today.replace(day=1), 0)
    low, end = cut(first, add_months(first, 1), "late")
    return _span(m, max(low, now.today), end, "end")


_MONTH_WORDS = rf"(?:(?:el |este )?(?:{NEXT} |mismo )?mes(?: {NEXT})?|(?:el )?otro mes|(?:el )?presente(?: mes)?)"
_NTH = r"(?:primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|ultim[oa]|[1-4](?:er|ro|ra|do|da|to|ta|°|º|ª|a|o))"
_NO_TIME = (
    r"buen(?:os|as)? (?:dias?|tardes?|noches?|fin de semana|semana)\b|feliz (?:\w+ ){0,2}?(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|dia|tarde|noche|semana|fin de semana|navidad|ano nuevo|ano|pascua)\b(?: de (?:accion de gracias|la madre|las madres|los padres|navidad|reyes)| del padre)?|"
    r"(?:la |el )?(?:semana|mes|ano|fin de semana|noche) pasad[oa]|hace (?:como )?(?:\w+ ){1,2}(?:dias?|semanas?|mes(?:es)?|anos?|horas?|minutos?|rato)|desde hace\b|otro dia\b|tod[oa]s? (?:el|la|los|las) (?:dias?|semanas?|mananas?|noches?|tardes?|lunes|martes)\b|algun dia\b(?! (?:de|que))|"
    r"cualquier dia\b(?! (?:de|que|menos|excepto|despues|antes))|(?<!medio )(?<!12 )(?<!doce )del dia\b(?= de\b|\W*$)|un dia\b(?! (?:de|que) (?:la|esta|viene))|mi pasado|mas (?:temprano|adelante)\b(?! (?:posible|que))|proximamente|(?:una?|dos|tres|cuatro|\d+) veces|cada (?:\d+|una?|dos|tres|cuatro|seis|ocho|doce|dia|noche|semana|mes|manana)\b(?: horas| dias)?|"
    r"24[/-]7|ayer(?: (?:por|en) la \w+)?|anteayer|antier|anoche|segunda (?:opinion|dosis|vez|opcion|visita)|primera (?:vez|visita|dosis|opcion)|un (?:segundo|momento|minuto)|una vez|(?:el |la )?(?:cuarto|sala|piso|suite|oficina|opcion|numero|num\.?|calle|avenida|ave|talla|etapa|grado|nivel|fase|puerta|edificio|apt|ruta|cuartos|habitacion|zip|codigo) (?:#|numero )?\d+\w*|"
    r"buena (?:tarde|noche)\b|tipo [12]\b(?! (?:y|de la|pm|am))|(?:primer|segundo|tercer|cuarto|quinto) (?:piso|trimestre|grado|hijo|bebe)|(?:fecha de nacimiento|nacio|naci|nacid[oa])[: ]+(?:el |es |en )*[\w/.-]+(?: de \w+)?(?: del? \d{4})?"
)
_ROWS = (
    (_NO_TIME, word("x")),
    (r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d/-])t?", _iso),
    (r"(?!202\d)([01]\d|2[0-3])([0-5]\d)(?= ?(?:-|a|y|hasta) ?(?:[01]\d|2[0-3])[0-5]\d\b(?!-))|(?:(?<=\d{4}-)|(?<=\d{4} - )|(?<=\d{4} a )|(?<=\d{4} y ))([01]\d|2[0-3])([0-5]\d)\b(?!-)", when_es_clock.military),
    (r"\+?\d{1,3}[ .-]\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}|\d{5,}(?:[ .-]\d+)*|\d+[.,]\d+\s?%|\d+\s?%|\$\s?\d[\d.,]*|\+\d[\d -]{6,}|\d+-\d+-\d{2}-\d{4}|\d{3,}-\d+[\d-]*|\d{1,2}-\d{4}(?<=3[2-9]-\d{4})|\d+\s?(?:mg|mcg|ml|kg|libras?|kilos?|pastillas?|tabletas?|personas|dolares|veces|mmol|grados|anos de edad|minutos? tarde|gotas|unidades)\b|\d{2,3}[.,]\d(?!\d)|\d{1,2},\d{3}\b|#\s?\d+", word("x")),
    (r"(?:\d+|un|una|dos|tres|cuatro|cinco|seis|siete|ocho) (?:mes(?:es)?|semanas?|anos?|anitos|dias|mesecitos) de (?:edad|nacid\w|vida|embarazo)|(?:tiene|tengo|de|cumplio) (?:\d+|un|una|dos|tres|cuatro|cinco|seis|ocho) (?:anos?|anitos|mes(?:es)?|semanas)\b(?! (?:de aqui|que viene))|(?:[4-9]\d|\d{3})\s?(?:/|sobre)\s?\d{2,3}\b|\d+\s?/\s?10\b(?=\W*(?:$|de dolor))|\d de 10\b|(?:1/2|1/4|3/4|media|un cuarto de|medio) (?:pastilla|tableta|pildora|vaso|taza|dosis)s?|(?<!de )(?<!las )\d+(?: |-)?(?:a|-) ?\d+ (?:dias|semanas|horas|veces|pastillas|minutos|meses)|estoy a \d+ minutos|a \d+ (?:minutos|millas|cuadras)|media hora tarde|\w+ minutos? (?:tarde|de retraso)", word("x")),
    *when_es_clock.DAY_PARTS,
    # days
    (rf"(?:el |la |los )?({_NTH}) ({WD}|dia|semana|fin de semana) (?:de |del |en )?({MONTH}{YEAR}|{_MONTH_WORDS}\b)(?: el ({WD}))?", _nth_of),
    (rf"({DAY})\s*(?:-|al?|hasta(?: el)?|y)\s*(?:el )?(?:dia )?({DAY})\s*(?:de |del )?({MONTH}){YEAR}", _days_month),
    (rf"({DAY})\s*(?:-|al?|hasta(?: el)?|y)\s*(?:el )?({DAY}) (?:de |del )?({_MONTH_WORDS})\b", _days_this_month),
    (rf"({MONTH}) (?:del? )?({DAY})\s*(?:-|al?|hasta(?: el)?)\s*(?:el )?({DAY})(?! de){YEAR}", _month_days),
    (rf"(?:el )?(?:dia )?({DAY}) (?:de |del )({_MONTH_WORDS})\b", _day_of_month),
    (rf"({DAY})\s*(?:de |del |-|/)?\s?({MONTH}){YEAR}", _day_month),
    (rf"({MONTH})\s*({DAY})(?![:\d]){YEAR}", _month_day),
    (rf"((?:el )?mes de |este |proximo |en )?({MONTH})(?!\s+(?:el )?(?:dia )?{DAY}){YEAR}", _month_only),
    (r"(\d{1,2})\s?[-/.]\s?(20\d\d)(?![\d/-])", _month_year),
    (r"(\d{1,2})\s?([/.-])\s?(\d{1,2})(?:\2(\d{4}|\d{2}))?(?!\d|[:]|/|\s*(?:am|pm|a\.|p\.)|[.]\d|%|-(?!\d{1,2}/))", _slashed),
    (r"(?:el |(?<=el ))(\d{1,2}) del (\d{1,2})\b", _spoken_slash),
    (rf"(?:en )?(?:la )?semana (?:a partir del?|del?|que empieza(?: el)?|que comienza(?: el)?|que inicia|que va)(?: del?)?(?: el)?(?: dia)?\b(?= (?:el )?(?:\d|lunes \d|{NUM}\b|{HOLIDAY}))", word("k", "week")),
    (r"(?:de )?(?P<d>hoy|manana) en (?P<n>ocho|quince)\b", lambda m, n: _on(m, n.today + timedelta(days=(m["d"] != "hoy") + (7 if m["n"] == "ocho" else 14)))),
    (rf"(?:el )?fin de semana (?P<w>del?|antes del?|despues del?)(?: el| la)?(?= (?:{HOLIDAY}|\d))", lambda m, _n: Item("k", m.start(), m.end(), word="weekend", n=-7 if m["w"].startswith("ant") else 7 if m["w"].startswith("des") else 0)),
    (r"(?:la )?semana santa\b", _holy_week),
    (rf"(?:la )?semana (?P<w>antes|despues|anterior|siguiente) (?:del?|al?)(?: la| el)?(?= (?:{HOLIDAY}|\d))", lambda m, _n: Item("k", m.start(), m.end(), word="week", n=-7 if m["w"].startswith("ant") else 7)),
    (rf"(?:(?:a |para |en |de |durante )?(?:la |el )?(?:{NEXT}|otra) semana\b|(?:a |para |en |de |durante )?(?:la )?semana (?:{NEXT}|despues de la (?:proxima|que viene))(?: a la (?:proxima|que viene))?|(?:en |para |de |durante )?(?:esta (?:misma )?semana|(?:la )?semana (?:actual|en curso|presente))\b)(?<!de la otra semana pasada)", _week),
    (r"(?:en |durante )?(?:el resto|resto|lo que (?:queda|resta)) (?:de (?:la|esta) semana|(?:del|de este) (?:mes|ano|dia)|de (?:la jornada|hoy|el dia))(?: de hoy)?\b", _rest),
    (rf"(?:el |este |los |en |otro |{NEXT} )*(?:fin(?:es)? de semana|weekend|wikend|wiken)(?: {NEXT}| despues (?:del|de este)(?: {NEXT})?)?", _weekend),
    (rf"(?:a |al |en |por |para |hacia |el |la |los )*(?:primer(?:os|as) (?:dias|semanas)|primeros|ultimos(?: dias)?|(?:primera|segunda|[12](?:ª|a|da|ra)) (?:quincena|mitad)|mas tarde en|mas tarde(?= esta| este)|principios?|inicios?|comienzos?|mediados?|fin(?:es|al|ales)?|finales)(?: (?:de|del))?\b(?= (?:la |el |este |esta )?(?:{NEXT} )?(?:{MONTH}|semana|mes|proxim|siguiente|otr[oa] ))", _part_word),
    (r"(?:a |al |el |para )*(?:fin|fines|final) (?:de|del) mes\b|(?:para )?antes de que (?:se )?(?:acabe|termine) (?:el )?mes\b", _month_end),
    (rf"(?:del|desde el|entre el)(?: dia)? ({DAY}) (?:al|hasta el|y el)(?: dia)? ({DAY})(?! (?:de|en|por) la|:| ?[ap]\.?m| (?:de|del) (?:{MONTH}|{_MONTH_WORDS}))", _day_numbers),
    (rf"(?P<a>(?:despues|luego|pasad[oa]) del|pasado el|(?:a partir|empezando) del|desde el)(?: dia)? (?P<n>{DAY})(?! (?:de|en|por) la|:| ?[ap]\.?m| (?:al|hasta) | de {MONTH})|(?:del|de el)(?: dia)? (?P<n2>{DAY}) en adelante|(?P<b>antes del)(?: dia)? (?P<n3>{DAY})(?! (?:de|en|por) la|:| ?[ap]\.?m| (?:de|del) (?:{MONTH}|{_MONTH_WORDS}))", _open_day_number),
    (rf"(?:el )?(?:{NEXT}|otro) mes\b|(?:el )?mes (?:{NEXT})|(?:en )?este (?:mismo )?mes\b", _whole_month),
    (rf"(?:el )?(?:{NEXT}) ano\b()|(?:el )?ano (?:{NEXT})|(?:(?:en |para )(?:el )?|(?:(?<=despues del )|(?<=despues de )|(?<=antes del )|(?<=antes de )|(?<=desde el )|(?<=posterior de )|(?<=posterior a ))(?:ano )?)(20[123]\d)\b(?! ?(?:h|hrs|horas)\b)", _whole_year_said),
    (r"(?:la |el )?(?:semana|mes|ano)\b", _scoped),
    (rf"(?:en |dentro de |durante )?(?:los |las )?(?:proxim[oa]s|siguientes) (?:({NUM}|\d+|unos|un par de) )?(dias|semanas|horas|hrs?|h|minutos|meses)\b|(?:en |dentro de |durante )?(?:los |las )?({NUM}|\d+) (?=(?:proxim[oa]s|siguientes) (?:dias|semanas|meses)|(?:dias(?: habiles| de trabajo| laborales)?|semanas|meses) (?:proxim[oa]s|siguientes|que vienen))(?:proxim[oa]s |siguientes )?(dias(?: habiles| de trabajo| laborales)?|semanas|meses)(?: proxim[oa]s| siguientes| que vienen)?\b|(?:en |dentro de |durante )?la proxima (?:hora|media hora)\b", _next_days),
    (r"hoy(?! en (?:una?|dos|tres|cuatro|seis|\d+) (?:mes|semana|dia))(?: (?:mismo|en))?(?: dia)?\b(?! en ocho)|pasado manana\b|^pasado(?=\W*$)|(?:el |al )?(?:dia siguiente|proximo dia)\b|(?:de )?aqui(?= (?:al?|hasta) (?:el )?(?:lunes|martes|mierc|jueves|viernes|sabado|domingo|\d))|(?<!la )(?<!las )(?<!esta )(?<!(?<!y )media )(?:para |pa |el dia de |de )?manana\b(?: mismo)?(?! de (?:el|la)\b)", _relative),
    (r"ahora(?: mismo| mismito)?(?=\W*$)", _this_moment),
    (rf"dentro de (\d|{NUM}) ({WD})", _weekdays_from_now),
    (HOLIDAY, _holiday),
    (r"(?:despues de|pasando|pasad[oa]s?|luego de) (?:las fiestas|ano nuevo|el ano nuevo)\b", _holidays),
    (r"(?:el )?dia (?:despues|siguiente) (?:de|del|al?)(?: el)?(?= )", lambda m, _n: Item("j", m.start(), m.end(), n=1)),
    (r"(?:el )?dia (?:antes|anterior) (?:de|del|al?)(?: el)?(?= )", lambda m, _n: Item("j", m.start(), m.end(), n=-1)),
    (rf"(?:(?P<pre>(?:el |este |del |los )?(?:dia )?(?:proximo |siguiente |este |{NEXT} )*)(?P<wd>{WD})(?P<post>\s+(?:de la otra semana|de la semana (?:{NEXT})|{NEXT}(?! semana| mes)|de esta semana|pasado(?! manana)))?)", _named_day),
    (rf"(?:como )?(?:de hoy en|en|dentro de|de hoy a|de aqui a|de aqui en)(?: como| unos| unas| aproximadamente)? (?P<l>{LENGTH})(?! (?:a partir del?|desde|despues del?) (?!ahora|hoy))(?: (?:a partir de|desde) (?:ahora|hoy))?", _in_length),
    (rf"(?P<l>{LENGTH}) (?:despues(?! de)|a partir de (?:ahora|hoy)|mas tarde|desde (?:hoy|ahora))", _in_length),
    (rf"despues de (?!medio ?dia)(?P<l>{LENGTH})", _after_length),
    (rf"(?:por|durante|dura) (?:unos |unas |los |las )?{LENGTH}", when_es_clock.length_item),
    (rf"(?:dentro de |en )?{LENGTH}(?= (?:antes|despues|a partir|desde))", when_es_clock.length_item),
    *when_es_clock.ROWS,
    *when_es_clock.PARTS,
    *when_es_clock.WORDS,
)  # fmt: skip


_LEXER = Lexer(
    _ROWS,
    skip=r"si|me|que|por favor|favor|maybe|quizas|solo|solamente|algo|como|las|bien|mejor|mas|muy|ya|alguna?|cualquier|hora",
)


def lex(flat: str, now: Now) -> list[Item]:
    """Items of a Spanish text."""
    items = fold_parts(_LEXER.lex(flat, now))
    for n in range(len(items) - 1, 0, -1):
        item = items[n]
        noon = item.kind == "T" and re.match(r"al? (?:el )?medio", flat[item.a : item.b])
        if noon and items[n - 1].kind in "NT" and any(i.kind == "f" for i in items[:n]):
            items.insert(n, Item("t", item.a, item.a, word="a"))  # "de las 8:30 al mediodia"
    for n, item in enumerate(items):
        if item.kind == "t" and item.word == "a" and item.b > item.a:
            before = next((i.kind for i in reversed(items[:n]) if i.kind not in "o,@"), "")
            after = next((i.kind for i in items[n + 1 :] if i.kind not in "o,@"), "")
            ahead = [i for i in items[:n] if i.kind not in ",@"]
            dated = before == "N" and len(ahead) > 1 and (ahead[-2].word in ("el", "dia") or ahead[-2].kind == "D")
            if dated and flat[item.a : item.a + 4] == "a la":
                item.kind = "@"
            elif not (
                (before in ("N", "T") and after in ("N", "T", "D"))
                or (before in ("D", "R", "O") and after in ("D", "R"))
                or (before == "D" and after == "N" and flat[item.a : item.b] == "al")
            ):
                item.kind = "@" if after in ("N", "T") else "o"
    return items


_BEFORE_RANGE = re.compile(
    r"(?:^|[,.!?;:])\W*(?:(?:por favor|porfa|puede ser|que tal|o|como|si|mejor|hola|es|son)\W+)*$|\b(?:ir|venir|pasar|llegar|puedo|libre|disponible|reunion|cita|prefiero|afuera|fuera|horario|abierto)\W+$"
)


def alone(flat: str, a: int, b: int) -> bool:
    """Whether two bare numbers ("2-4", "9 a 11") can be hours where they stand."""
    return bool(_BEFORE_RANGE.search(flat[:a]) and when_es_clock.ALONE.match(flat, b))

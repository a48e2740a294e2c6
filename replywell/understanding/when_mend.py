# ruff: noqa: E501 - tables of words read better whole
"""Mends misspelt day and month names before the grammar reads a text."""

import re
from functools import cache

_LETTERS = "abcdefghijklmnopqrstuvwxyz"

# Words too short or too near to others for slips of one letter; and shorthands. "" after the colon keeps a word as it is.
_ENGLISH = (
    "monday tuesday wednesday thursday friday saturday sunday tomorrow afternoon morning evening tonight weekend "
    "january february september october november december august",
    "tmrw:tomorrow tmr:tomorrow tmrow:tomorrow tmw:tomorrow tmmrw:tomorrow tmoro:tomorrow tomm:tomorrow tomo:tomorrow tomoro:tomorrow tomrw:tomorrow "
    "2moro:tomorrow 2morrow:tomorrow 2mrw:tomorrow 2mor:tomorrow tommorrow:tomorrow tommorow:tomorrow tomarow:tomorrow tomarrow:tomorrow tomorows:tomorrow toomorrow:tomorrow "
    "2day:today tday:today todya:today tody:today 2nite:tonight 2night:tonight tonite:tonight tnight:tonight tonit:tonight "
    "wensday:wednesday wendsday:wednesday wensdy:wednesday wenesday:wednesday wedsday:wednesday wednes:wednesday wedn:wednesday wednsday:wednesday wendesday:wednesday "
    "weds:wed thurdsay:thursday thirsday:thursday thusday:thursday thurday:thursday thrsday:thursday thrusday:thursday thurdy:thursday thersday:thursday thr:thu thrs:thurs "
    "tusday:tuesday teusday:tuesday tuseday:tuesday tuesdy:tuesday toosday:tuesday tuedsay:tuesday fryday:friday fridy:friday satuday:saturday saterday:saturday satrday:saturday "
    "sundy:sunday mondy:monday munday:monday febuary:february feburary:february febrary:february setember:september septmber:september ocotber:october novemeber:november decemeber:december "
    "desember:december janurary:january jannuary:january agust:august nxt:next nex:next nextweek:next·week afternon:afternoon afernoon:afternoon aftn:afternoon arvo:afternoon "
    "morn:morning mornin:morning mornings: evenings: weekends: tonights: moaning: mourning: warning: events: mooring: augusta: sundae: "
    "wkend:weekend wknd:weekend wkends:weekends wkday:weekday eow:end·of·week eom:end·of·month eod:end·of·day eoy:end·of·year nye:new·years·eve noontime:noon noonish:noon noon-ish:noon",
)
_SPANISH = (
    "miercoles viernes sabado domingo manana semana septiembre octubre noviembre diciembre febrero agosto temprano mediodia proximo proxima siguiente",
    "manna:manana mnana:manana mnn:manana mañna:manana manan:manana manyana:manana mannana:manana banana: manzana: sacado: salado: saldado: sanado: saltado: domino: dominos: angosto: manada: vienes: viene: marcado: mananas: mananero: semanas: semanal: sabanas: sabana: sabados: sabedo:sabado "
    "domingos: savado:sabado sabdo:sabado sabao:sabado miercole:miercoles mierkoles:miercoles miecoles:miercoles miercols:miercoles mircoles:miercoles miercolez:miercoles "
    "juebes:jueves jueve:jueves juves:jueves jeuves:jueves gueves:jueves jeves:jueves juevez:jueves vierne:viernes biernes:viernes vienes: viene: vierns:viernes biernez:viernes viernez:viernes "
    "mart:martes mier:miercoles mierc:miercoles juev:jueves vier:viernes lune:lunes lunez:lunes lns:lunes marte:martes martez:martes matres:martes mrtes:martes domigno:domingo domigo:domingo domingho:domingo "
    "ogosto:agosto setiembre:septiembre nobiembre:noviembre disiembre:diciembre dicienbre:diciembre novienbre:noviembre otubre:octubre ocutbre:octubre enro:enero henero:enero "
    "ora:hora oras:horas sena: sem:semana prox:proximo prxima:proxima procsima:proxima procsimo:proximo proximos: proximas: siguientes: tade:tarde trde:tarde tarden: ahora: hoi:hoy oy:hoy oi: medio: "
    "alas:a·las pal:para·el pa:para dsp:despues despues: despus:despues desp:despues dspues:despues d:de x:por q:que qincena:quincena mana:manana finde:fin·de·semana mananita:manana mananitas:manana tardecita:tarde tardesita:tarde tardecito:tarde nochecita:noche juevecito:jueves juevesito:jueves viernecito:viernes viernesito:viernes lunecito:lunes lunesito:lunes martecito:martes martesito:martes sabadito:sabado dominguito:domingo miercolito:miercoles dizque: disienbre:diciembre pasao:pasado pasdo:pasado pasadomanana:pasado·manana",
)


def _slips(word: str) -> set[str]:
    """Every word that one slip of the fingers makes of it; the first letter stays."""
    cuts = [(word[:i], word[i:]) for i in range(1, len(word) + 1)]
    out = {a + b[1:] for a, b in cuts if b}
    out |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    out |= {a + c + b[1:] for a, b in cuts if b for c in _LETTERS}
    out |= {a + c + b for a, b in cuts for c in _LETTERS}
    return out - {word, word + "s"}


@cache
def _table(lang: str) -> dict[str, str]:
    words, named = _SPANISH if lang == "es" else _ENGLISH
    out = {slip: word for word in words.split() for slip in _slips(word)}
    for pair in named.split():
        slip, _, word = pair.partition(":")
        out[slip] = word.replace("·", " ") or slip
    for word in words.split():
        out.pop(word, None)
    return {slip: word for slip, word in out.items() if slip != word}


_WORD = re.compile(r"[a-z0-9](?:[a-z-]*[a-z])?")
# "mar 1 dic" is a Tuesday, not the first of March
_SHORT_TUESDAY = re.compile(r"mar\.? (?=\d{1,2} (?:de )?(?:ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic))")


def mend(flat: str, lang: str) -> tuple[str, list[tuple[int, int]]]:
    """(mended text, [(position in it, shift to the position in `flat`)]): the list is empty when nothing changed."""
    table = _table(lang)
    out: list[str] = []
    shifts: list[tuple[int, int]] = []
    last = size = 0
    for match in _WORD.finditer(flat):
        word = table.get(match[0])
        if match[0] == "mar" and lang == "es" and _SHORT_TUESDAY.match(flat, match.start()):
            word = "martes"
        if word is None:
            continue
        out += (flat[last : match.start()], word)
        size += match.start() - last + len(word)
        last = match.end()
        shifts.append((size, last - size))
    return ("".join((*out, flat[last:])) if out else flat), shifts


def back(position: int, shifts: list[tuple[int, int]]) -> int:
    """Where a position of the mended text lies in the text as written."""
    shift = 0
    for start, moved in shifts:
        if position < start:
            break
        shift = moved
    return position + shift

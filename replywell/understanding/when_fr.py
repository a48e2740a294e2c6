# ruff: noqa: E501, SIM905 - tables of words and patterns read better whole
"""French dates and times as items (texts have no accents here: "fevrier", "apres-midi")."""

import re

from .when_items import Item, Now
from .when_lexer import word
from .when_makers import Makers, Words, alt, no_time, spoken, tens
from .when_tidy import tidy

_LOW = "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()
_ONES = {w: n for n, w in enumerate(_LOW[:9], 1)} | {"une": 1}
_TENS = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50}
NUMBERS: dict[str, int] = {w: n for n, w in enumerate(_LOW, 1)} | _TENS | {"une": 1, "zero": 0}
NUMBERS |= {f"dix{j}{w}": 10 + n for w, n in _ONES.items() if n >= 7 for j in "- "}
NUMBERS |= tens(_ONES, _TENS, ("-", " ", " et ", "-et-"))
_ORDINALS = {"premier": 1, "premiere": 1, "deuxieme": 2, "second": 2, "seconde": 2, "troisieme": 3, "quatrieme": 4, "cinquieme": 5, "dernier": 9, "derniere": 9}  # fmt: skip

_M = Makers(
    months={
        w: n
        for n, ws in enumerate(
            (
                "janvier janv jan",
                "fevrier fevr fev",
                "mars mar",
                "avril avr",
                "mai",
                "juin",
                "juillet juil",
                "aout",
                "septembre sept sep",
                "octobre oct",
                "novembre nov",
                "decembre dec",
            ),
            1,
        )
        for w in ws.split()
    },
    weekdays={
        w: n
        for n, ws in enumerate(
            (
                "lundi lundis lun",
                "mardi mardis mar",
                "mercredi mercredis mer",
                "jeudi jeudis jeu",
                "vendredi vendredis ven",
                "samedi samedis sam",
                "dimanche dimanches dim",
            )
        )
        for w in ws.split()
    },
    numbers=NUMBERS | _ORDINALS,
    units={
        "minute": "minute", "minutes": "minute", "min": "minute", "mn": "minute", "heure": "hour", "heures": "hour", "h": "hour", "jour": "day",
        "jours": "day", "semaine": "week", "semaines": "week", "mois": "month", "an": "year", "ans": "year", "annee": "year", "annees": "year",
    },
    parts={
        "matin": "morning", "matinee": "morning", "mat": "morning", "apres-midi": "afternoon", "apres midi": "afternoon", "aprem": "afternoon", "apresmidi": "afternoon",
        "soir": "evening", "soiree": "evening", "nuit": "night", "midi": "noon", "am": "am", "a.m.": "am", "a.m": "am", "pm": "pm", "p.m.": "pm", "p.m": "pm",
    },
    fractions={"demie": 30, "demi": 30, "quart": 15, "le quart": 15, "un quart": 15, "trois quarts": 45, "trois quart": 45},
)  # fmt: skip
# "sept" is seven, too: the month only beside a number in digits
_M.mo = rf"(?:{alt(w for w in _M.months if w != 'sept')}(?!\w)|(?:(?<=\d )|(?<=\der ))sept(?!\w| ?h)|sept(?=\. ))"
_MO = rf"(?P<mo>{_M.mo})\.?"
_WD = rf"(?P<wd>{_M.wd})\.?"
_LONG_WD = r"(?P<wd>lundis?|mardis?|mercredis?|jeudis?|vendredis?|samedis?|dimanches?)"
_NUM = spoken(NUMBERS, (" et ", "-et-", "-", " "))
_NTH = r"(?:er|re|eme|ieme|e|nd)"
_DN = rf"(?:\d{{1,2}}{_NTH}?(?![\d:h])|premier|{_NUM})"
_D, _D2 = rf"(?P<d>{_DN})", rf"(?P<d2>{_DN})"
_Y = r"(?:,?\s*(?:de |en |de l'annee )?(?P<y>\d{4})(?![\d:h]))?"
_NOT_D = r"(?!\s*(?:nuits?|soirs|matins|h\b|h\d|heures?|:|/|minutes?|min\b|jours?|semaines?|mois|ans?\b|fois|personnes|%|mg|°|euros?|pm|am|p\.m|a\.m|[.,]\d))"
_TO = r"\s*(?:-|a|au|jusqu'au|jusqu'a|et|et le)\s*(?:le )?"
_H = rf"(?P<h>\d{{1,2}}|{alt([*_LOW, 'une', 'zero', 'dix-sept', 'dix sept', 'dix-huit', 'dix huit', 'dix-neuf', 'dix neuf', 'vingt', *[w for w in NUMBERS if 21 <= NUMBERS[w] <= 23]])})"
_MI = rf"(?P<mi>[0-5]\d|{alt(w for w in NUMBERS if 1 < NUMBERS[w] < 60)})"
_P = r"(?:\s*,?\s*(?:du |de l'|de la |le |dans l'|dans la |l'|cet )?(?P<p>matin|mat|apres[- ]?midi|aprem|soir|soiree|nuit)|\s*(?P<p2>[ap]\.?m\b\.?))?"
_N, _N2 = rf"(?P<n>\d{{1,3}}|{_NUM})", rf"(?P<n2>\d{{1,3}}|{_NUM})"
_U, _U2 = rf"(?P<u>{_M.u})", rf"(?P<u2>{_M.u})"
_IN = r"(?:dans|d'ici|sous|au bout d[e'] ?|il y aura)\s*(?:le |les |un delai de )?"
_PART = r"(?P<p>matin|matinee|apres[- ]?midi|aprem|soir|soiree|nuit)s?"
_BIT = r"(?:(?P<ea>debut|tot)|(?P<lt>fin|tard)|milieu|courant)"


def _morning(m: re.Match[str], now: Now) -> Item | None:
    made = _M.part(m, now)
    if made and "tot" in m[0].split():
        made.t2 = 600
    return made


_LED = re.compile(
    r"(?:^|\b)(?:a|vers|pour|des|de|entre|et|apres|avant|jusqu'a|jusque|environ|partir de|au|est|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|demain|matin|hui|\d|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)[ ,]+$|-\s*$"
)

_ROWS = (
    (
        r"bonjour|bonsoir|bonne (?:journee|soiree|nuit|apres[- ]midi|semaine|fin)\b(?: de \w+)?|bon (?:week-?end|apres[- ]midi|matin)|tous les (?:jours|mois|matins|soirs|ans|\d+ \w+|deux \w+)|toutes les \w+(?: \w+)?|chaque \w+"
        r"|il y a [\w-]+ (?:minutes?|heures?|jours?|semaines?|mois|ans?)|(?:la |le |les )?(?:semaine|mois|week-?end|an|annee) (?:dernier|derniere|passee?|precedente?)|hier(?: \w+)?|avant-hier|depuis (?:ce |cette |le |la |tot )?(?:matin|nuit|soir|midi|apres-midi|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?! prochain)(?: matin| soir| dernier)?|attend\w+ (?:depuis )?\w+ heures?|toute la (?:journee|nuit|semaine|matinee)|un (?:de ces|autre|beau) jours?"
        r"|(?:mon|ma|votre|vos|le|ce) mari|(?:rue|avenue|boulevard|place) (?:du |de |des )?(?:\w+ )?(?:mai|juillet|novembre|septembre|mars)\b|plus (?:de|du|d')(?= )|moins (?:de|d')(?= )|tout (?:a l'heure|de suite)|de bonne heure|l'heure|mon mar\b|sam\b(?! \d)|mer\b(?! \d)|dim\b(?! \d)|quelle heure|(?:les |des )?(?:\d+ )?(?:prochaine|derniere|premiere)s (?:\d+ )?heures",
        no_time(),
    ),
    (
        rf"(?:pendant|depuis|durant|dure|pour) (?:\d+|{_NUM}) (?:minutes?|min|heures?|h|jours?|semaines?|mois|ans?)(?! a partir)|(?:age de )?(?:\d+|{_NUM}) (?:ans|mois)(?: de (?:grossesse|retard))?|(?:\d+|{_NUM}) ?(?:minutes?|mn|min|heures?|jours?|semaines?) (?:de retard|en retard|de plus|par)|\d+ (?:comprimes?|gouttes?|cachets?|pilules?|personnes|fois|euros?|dollars|enfants|kilos?|pour ?cent)|(?:rue|chambre|salle|porte|numero|no|option|poste|code|ligne) \d+",
        no_time(),
    ),
    *_M.common(),
    (r"(?:le )?(?P<a>\d\d)(?P<sep> )(?P<b>\d\d) (?P<y>\d\d(?:\d\d)?)$", _M.numeric),
    # days
    (rf"(?:du |de |entre le |entre |des le |le )?(?:{_LONG_WD} )?(?:le )?{_D}(?: {_MO})?{_TO}(?:{alt(('lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'))} )?{_D2}\s*(?:de |d')?(?P<mo2>{_M.mo})\.?{_Y}", _M.days),
    (rf"(?:de |entre )?{_MO}\s*(?:entre )?(?:le |du )?{_D}{_TO}{_D2}{_NOT_D}{_Y}", _M.days),
    (rf"(?:du |de |entre le |entre )?{_D}{_TO}{_D2} (?:de |d'|du )?(?:ce mois(?:-ci| ci)?|mois en cours)", _M.day_in(0)),
    (rf"(?:du |de |entre le |entre )?{_D}{_TO}{_D2} (?:de |d'|du )?mois (?:prochain|suivant)", _M.day_in(1)),
    (r"(?:la |le )?(?P<n>premiere|1ere|1re|deuxieme|seconde|troisieme|quatrieme|derniere|\d[ie]?e?m?e?) semaine (?:de |d'|du mois de |du mois d')" + _MO + _Y, _M.nth_week),
    (rf"(?:le )?(?P<n>premier|1er|deuxieme|second|troisieme|quatrieme|cinquieme|dernier|\d(?:e|eme)) {_LONG_WD} (?:de |d'|du mois de |du mois d'|en )?{_MO}{_Y}", _M.nth_weekday),
    (rf"(?:le |au )?(?P<n>premier|dernier|deuxieme|troisieme) jour (?:de |d'|du mois de |du mois d'){_MO}{_Y}", _M.nth_day),
    (rf"(?:la )?semaine (?:du|de|qui commence le|a partir du|commencant le) (?:lundi )?{_D}(?:\s*(?:de |d')?{_MO}{_Y})?", _M.week_of),
    (rf"(?:(?:le |ce )?{_WD},?\s+)?(?:le )?{_D}[ -]?(?:de |d'|du mois de |du mois d')?{_MO}{_Y}", _M.day),
    (rf"(?:le )?{_MO}\s*(?:le )?{_D}{_NOT_D}{_Y}", _M.day),
    (rf"(?:(?:debut|tout debut)|au debut)(?: du mois)? (?:de |d'|du mois de )?{_MO}{_Y}", _M.third_of_month(0)),
    (rf"(?:mi|milieu|a la mi|au milieu)[ -](?:du mois )?(?:de |d')?{_MO}{_Y}", _M.third_of_month(1)),
    (rf"(?:a la )?fin (?:du mois )?(?:de |d')?{_MO}{_Y}", _M.third_of_month(2)),
    (r"(?:au |en )?debut (?:du |de )(?:mois prochain)|(?:au )?debut (?:du )?mois prochain", _M.third_of_month(0, 1)),
    (r"(?:a la |en )?fin (?:du |de )mois prochain", _M.third_of_month(2, 1)),
    (r"(?:au |en )?debut (?:du |de )(?:ce )?mois", _M.third_of_month(0)),
    (r"(?:au |en )?milieu (?:du |de )(?:ce )?mois", _M.third_of_month(1)),
    (r"(?:a la |en )?fin (?:du |de )(?:ce )?mois", _M.third_of_month(2)),
    (rf"(?:en |au mois de |au mois d'|mois de |mois d'|courant |pour |de |d'|debut |le mois de |ce mois de )?(?P<mo>janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)(?:\.\d\d\b|{_Y})(?: (?P<ny>de l'annee prochaine|de l'an prochain|prochain an))?", _M.month),
    (rf"(?:en |au mois de |mois de )(?P<mo>{_M.mo})\.?{_Y}", _M.month),
    (rf"(?:le |ce )?{_LONG_WD},? (?:le )?(?P<d>\d{{1,2}}(?:er|e)?|premier)(?! du (?:matin|soir)| de l'apres){_NOT_D}", _M.weekday_number),
    (rf"(?:le )?(?P<d>\d{{1,2}}(?:er)?|premier|{_NUM}) (?:du |de |dans le )?mois prochain", _M.day_in(1)),
    (rf"(?:le )(?P<d>\d{{1,2}}(?:er)?|premier|{_NUM}) (?:de |dans )?ce mois(?:-ci| ci)?", _M.day_in(0)),
    (rf"(?:du |entre le |le ){_D}{_NOT_D}(?:-| au | a | jusqu'au | et le ){_D2}{_NOT_D}", _M.days_of_month),
    (rf"(?:le )?(?P<d>\d{{1,2}}{_NTH}|premier){_NOT_D}", _M.day_of_month),
    (rf"le (?P<d>\d{{1,2}}|{_NUM}){_NOT_D}(?! (?:autre|de mes))", _M.day_of_month),
    (r"(?:apres-demain|apres demain|surlendemain|le surlendemain)", _M.rel(2)),
    (r"(?:d'ici a |pour )?demain", _M.rel(1)),
    (r"(?:le )?lendemain (?:du|de|d')", lambda m, _n: Item("j", m.start(), m.end(), n=1)),
    (r"(?:la )?veille (?:du|de|d')(?! (?:noel|jour))", lambda m, _n: Item("j", m.start(), m.end(), n=-1)),
    (r"le (?P<a>\d{1,2})(?P<sep>[.-])(?P<b>0[1-9]|1[0-2])(?P<y>(?!))?(?!\d|[.,]\d)", _M.numeric),
    (r"(?:le )?lendemain|le jour (?:suivant|d'apres)|le prochain jour", _M.rel(1)),
    (r"aujourd'? ?hui|ajd|auj|ce jour|en ce jour", _M.rel(0)),
    (rf"(?:le |ce )?{_LONG_WD} (?:en |dans )(?:huit|8)(?: jours)?", _M.weekday_plus(1)),
    (rf"(?:le |ce )?{_LONG_WD} (?:en |dans )(?:quinze|15)(?: jours)?", _M.weekday_plus(2)),
    (rf"(?:le |ce )?{_LONG_WD} (?:de |d')(?:la )?semaine (?:prochaine|qui vient|suivante)", _M.weekday_in(1)),
    (rf"(?:la )?semaine prochaine,? (?:le )?{_LONG_WD}", _M.weekday_in(1)),
    (rf"(?:le |ce )?{_LONG_WD} (?:de )?cette semaine", _M.weekday_in(0)),
    (rf"(?:le )?(?P<nx>prochain) {_LONG_WD}", _M.weekday),
    (rf"(?:le |ce |les |des )?{_LONG_WD},?(?: (?:(?P<nx>prochain|qui vient|suivant|a venir)s?|(?P<la>dernier|passe|precedent)))?", _M.weekday),
    (r"(?P<wd>lun|mar|mer|jeu|ven|sam|dim)\.(?= |$|,)", _M.weekday),
    (r"(?P<wd>lun|jeu|ven)$", _M.weekday),
    (r"(?:dans )?(?:la |de la )?semaine (?:qui suit la prochaine|d'apres la prochaine|en quinze)|(?:dans )?la semaine d'apres|dans deux semaines environ", _M.week(2)),
    (r"(?:dans |pour |au cours de |durant |pendant |courant )?(?:la |de la )?(?:prochaine semaine|semaine (?:prochaine|qui vient|suivante|a venir|d'apres))", _M.week(1)),
    (r"(?:dans |pour |au cours de |durant |pendant |en )?cette semaine|(?:dans |durant |pendant )la semaine", _M.week(0)),
    (r"(?:le |ce |du |au )?(?:prochain week-? ?end|week-? ?end (?:prochain|qui vient|suivant|d'apres))|(?:la )?fin de semaine prochaine", _M.next_weekend),
    (r"(?:le |ce |du |au |les |en |cette )?(?:week-? ?ends?|wk-? ?end|we\b(?= |$))(?: ci)?|cette fin de semaine|(?:en )?fin de semaine", _M.weekend(0)),
    (r"(?:le |du |au |dans le )?(?:prochain mois|mois (?:prochain|suivant|qui vient|d'apres))", _M.whole_month(1)),
    (r"(?:durant |pendant |dans )?ce mois(?:-ci| ci)?|le mois en cours|ce mois courant", _M.whole_month(0)),
    (rf"(?:dans |pour |durant |pendant |au cours d)?(?:les |des |es )?(?:{_N} )?prochaine?s? (?P<u>jours|semaines|mois)", _M.next_units),
    (rf"(?:dans |pour |durant |pendant )?(?:les )?(?:prochaine?s) {_N} {_U}", _M.next_units),
    (rf"(?:dans |pour |durant |pendant )?(?:les |ces )?{_N} {_U} (?:a venir|qui viennent|suivante?s)", _M.next_units),
    (rf"{_IN}{_N} ?{_U}(?: et)? (?P<hf>demie?)", _M.in_units),
    (rf"{_IN}(?:une )?(?P<hf>demi)[ -]?(?P<u>heure|journee)", lambda m, n: _M.in_units(m, n) if m["u"] == "heure" else None),
    (rf"{_IN}un quart d'heure", _M.in_minutes(15)),
    (rf"{_IN}trois quarts d'heure", _M.in_minutes(45)),
    (rf"{_IN}{_N} ?{_U}(?: et)? {_N2} ?{_U2}", _M.in_units),
    (r"(?:dans|d'ici|sous) (?:une )?huitaine(?: de jours)?", _M.in_days(7)),
    (r"(?:dans|d'ici|sous) (?:une )?(?:quinzaine(?: de jours)?|quinze jours|15 ?j(?:ours)?)", _M.in_days(15)),
    (rf"{_IN}(?:environ |a peu pres )?{_N} ?{_U}", _M.in_units),
    (rf"{_N} {_U} (?:plus tard|a partir (?:de maintenant|d'aujourd'hui)|apres aujourd'hui)", _M.in_units),
    (r"(?:le )?(?:jour de |a )?noel|la noel", _M.holiday(12, 25)),
    (r"(?:la )?veille de noel|(?:le )?reveillon de noel", _M.holiday(12, 24)),
    (r"(?:le |au )?(?:jour de l'an|nouvel an|premier de l'an)", _M.holiday(1, 1)),
    (r"(?:la )?saint[- ]sylvestre|(?:le )?reveillon(?: du (?:jour de l'an|nouvel an))?", _M.holiday(12, 31)),
    (r"(?:la )?fete du travail", _M.holiday(5, 1)),
    (r"(?:la )?fete nationale", _M.holiday(7, 14)),
    (r"(?:a la |la )?toussaint", _M.holiday(11, 1)),
    (r"(?:la )?saint[- ]valentin", _M.holiday(2, 14)),
    (r"(?:l')?armistice", _M.holiday(11, 11)),
    (r"(?:l')?assomption", _M.holiday(8, 15)),
    (r"(?:l')?epiphanie", _M.holiday(1, 6)),
    (r"(?:a )?(?:dimanche de )?paques", _M.after_easter(0)),
    (r"(?:le )?lundi de paques", _M.after_easter(1)),
    (r"(?:jeudi de )?(?:l')?ascension", _M.after_easter(39)),
    (r"(?:la )?pentecote", _M.after_easter(49)),
    # parts of a day named with it
    (rf"(?:en |a la )?{_BIT} (?:de |d')(?:l')?(?P<p>matinee|soiree|journee|apres[- ]?midi)", lambda m, n: _M.part(m, n) if m["p"] != "journee" else None),
    (r"ce(?:t|tte)? " + _PART, _M.part_on(0)),
    # times
    (r"(?:midi|12 ?h(?:eures)?)(?: et)? (?P<fr>demie?|quart|un quart)", _M.clock_at(720)),
    (r"midi moins (?P<less>le quart|un quart|quart|dix|vingt|cinq|vingt[- ]cinq|\d{1,2})", _M.clock_at(720)),
    (rf"midi(?: et)? {_MI}(?: minutes?)?{_NOT_D}", _M.clock_at(720)),
    (r"minuit(?: et)? (?P<fr>demie?|quart|un quart)", _M.clock_at(0)),
    (r"minuit moins (?P<less>le quart|un quart|quart|dix|vingt|cinq|\d{1,2})", _M.clock_at(0)),
    (r"(?:le |la )?midi(?! \d)|sur les midi|12 ?h pile", _M.clock_at(720)),
    (r"minuit", _M.clock_at(0)),
    (rf"{_H}\s?(?:h|heures?)\s?(?:et )?(?P<fr>demie?|quart|un quart|trois quarts?){_P}", _M.clock),
    (rf"{_H}\s?(?:h|heures?)\s?moins (?P<less>le quart|un quart|quart|dix|vingt|cinq|vingt[- ]cinq|\d{{1,2}}){_P}", _M.clock),
    (rf"{_H}\s?(?:h|heures?)\s?(?:et )?{_MI}(?: ?(?:minutes?|mn|min|m))?(?! ?(?:jours?|h\b|heures?|mars|avril)){_P}", _M.clock),
    (rf"(?P<h>\d{{1,2}}) ?h(?P<mi>[0-5]\d)(?: ?m(?:in|n)?)?{_P}", _M.clock),
    (rf"(?P<h>\d{{1,2}})\s?h(?: pile| precises?)?{_P}", _M.clock),
    (rf"{_H}\s?(?:heures?|hrs?)(?: pile| precises?)?{_P}(?! de (?:route|sommeil|retard|travail|attente)| d'(?:attente|affilee|avance)| (?:par|plus tard|apres|avant|de suite))", _M.bare_clock(_LED)),
    (rf"(?P<h>\d{{1,2}}):(?P<mi>\d\d)(?::\d\d)?(?: ?h(?:eures)?)?{_P}", _M.clock),
    (r"(?P<h>\d{1,2})(?:[.](?P<mi>[0-5]\d))? ?(?P<p>[ap]\.?m\b\.?)", _M.clock),
    (rf"(?<=a )(?P<h>\d{{1,2}})[.](?P<mi>[0-5]\d)(?![\d%]){_P}", _M.clock),
    (rf"(?P<h>\d{{1,2}}|{alt(_LOW[:12])}) (?:du |de l'|de la |dans la |dans l')(?P<p>matin|matinee|apres[- ]?midi|aprem|soir|soiree|nuit)", _M.clock),
    (rf"(?<=a )(?P<h>{alt(_LOW)}) (?P<mi>{alt(w for w in NUMBERS if NUMBERS[w] in (10, 15, 20, 30, 40, 45, 50, 25, 35, 55))})", _M.clock),
    # parts of the day
    (r"(?:tot )?(?:le |dans la |dans le |au |du |en |de |la |les |plutot le )?(?P<p>matin|matinee)s?(?: tot)?", _morning),
    (r"(?:le |dans l'|en |l'|les |de l'|dans le )?(?:fin d'|debut d')?(?P<p>apres[- ]?midi|aprem)s?", _M.part),
    (r"(?:le |dans la |en |les |la |au |du )?(?P<p>soir|soiree)s?", _M.part),
    (r"(?:la |de |dans la |pendant la )(?P<p>nuit)", _M.part),
    (r"apres (?:le )?dejeuner|apres (?:le )?repas(?: de midi)?", _M.day_part("afternoon")),
    (r"avant (?:le )?dejeuner", _M.day_part("morning")),
    (r"(?:a l'heure du |pendant le |au |a la )(?:dejeuner|pause[- ]dejeuner|pause[- ]midi|dejeuner)|entre midi et deux", _M.day_part("noon")),
    (r"apres (?:le )?(?:travail|boulot)", _M.after_work),
    # words
    (r"(?:et|ou) (?:plus tard|au-dela|apres(?=\W*$))", word("A", "later")),
    (r"(?:et|ou) (?:plus tot|avant(?=\W*$))", word("B", "earlier")),
    (r"(?:a partir|des)(?: de| du| d'| le)?(?= ?[\dldmjvs]| aujourd| demain| apr| midi| huit| neuf| dix| onze| quatorze| quinze| seize)(?: les?)?|a compter (?:de|du)|depuis(?: le)?", word("a", "since")),
    (r"(?:n'importe quand |plus tard qu(?:e |')|plus tard |tout |juste |pas avant )?(?:apres|passe|pas avant)(?: le| les)?|plus tard qu(?:e|')(?: le)?|plus de", word("a", "after")),
    (r"(?:n'importe quand )?(?:au plus tard|d'ici|pas apres)(?: le| a| au)?", word("b", "by")),
    (r"(?:n'importe quand |plus tot qu(?:e |')|juste )?avant(?: le| les)?|plus tot que|moins de", word("b", "before")),
    (r"jusqu'(?:a|au|en)(?: le)?|jusque(?: vers)?", word("t", "until")),
    (r"(?:depuis|de|du|entre|d'|des)(?: le| les)?", word("f")),
    (r"a", word("t", "a")),
    (r"-|au(?= )", word("t", "-")),
    (r"et|&", word("&")),
    (r"vers(?: les?)?|aux alentours de|environ|autour de|aux environs de|sur les|@", word("@")),
    (r"(?:(?:je |on )?(?:ne |n')?(?:peux|peut|pourrai|pourrais|suis|serai) pas(?: venir| etre la| libre| dispo(?:nible)?| la)?|sauf|excepte|mais pas|pas|hormis|impossible (?:de venir|pour moi))", word("!", "neg")),
    (r"(?:ne |n')?(?:me |m')?(?:marchera?|va|ira|convient|arrange)(?:nt)? pas|(?:c'est |est |sera )?impossible|(?:ne |n'|n'est |est )?pas possible", word("n")),
    (r",", word(",", ",")),
    (r"ou|ni", word("|", "or")),
    (r"le|au", word("o", "on")),
    (r"(?:la|les|l'|en|dans|pour|de|du|ce|cet|cette|pendant)", word("o")),
    (rf"(?P<d>\d{{1,2}}){_NTH}{_NOT_D}", _M.ordinal),
    (rf"(?<![\d:/.])\d{{1,2}}(?![\d:/%]|[.]\d){_NOT_D}", _M.count),
    (rf"(?!une?\b){_NUM}{_NOT_D}(?! (?:de|d'|rendez|rdv|personnes?|question|enfants?|autre|peu|fois|moment))", _M.count),
)  # fmt: skip


_LEXER = Words(
    _ROWS,
    skip=r"je|peux|pourrais|serai|suis|svp|plutot|disponible|dispo|libre|seulement|uniquement|ok|oui|si|possible|bien|un|une",
)
EARLIER = re.compile(r"\b(?:plus tot|plus rapproche)\b")
LATER = re.compile(r"\b(?:plus tard)\b")
SAME = re.compile(r"\bmeme heure\b")
FROM = re.compile(
    r"(?:\b(?:rendez[- ]?vous|rdv|visite|consultation|seance)(?: prevue?)?(?: d[eu]| le| a| pour)*|\b(?:d[eu]|depuis)(?: le)?)$"
)
OWN = re.compile(r"(?!)")
MOVING = re.compile(r"\b(?:deplac\w+|chang\w+|report\w+|decal\w+|repouss\w+|avanc\w+|mettre|passer)\b")


def lex(flat: str, _raw: str, now: Now) -> list[Item]:
    """Items of a French text."""
    return tidy(_LEXER.lex(flat, now))

# ruff: noqa: E501, SIM905 - tables of words and patterns read better whole
"""Haitian Creole dates and times as items (texts have no accents here: "mekredi", "3e", "aswe")."""

import re

from .when_items import Item, Now
from .when_lexer import word
from .when_makers import Makers, Words, alt, no_time
from .when_tidy import tidy

_LOW = "youn de twa kat senk sis set uit nef dis onz douz trez katoz kenz sez diset dizuit diznef".split()
NUMBERS: dict[str, int] = {w: n for n, w in enumerate(_LOW, 1)} | {"yon": 1, "en": 1, "ven": 20, "vent": 20, "venteyen": 21, "vennde": 22, "venntwa": 23, "vennkat": 24, "vennsenk": 25, "trant": 30, "tranteyen": 31, "karant": 40, "karannsenk": 45, "senkant": 50}  # fmt: skip
_HOURS = {
    "ine": 1,
    "in e": 1,
    "dez e": 2,
    "deze": 2,
    "twaze": 3,
    "katre": 4,
    "senke": 5,
    "size": 6,
    "sete": 7,
    "uite": 8,
    "wite": 8,
    "neve": 9,
    "dize": 10,
    "onze": 11,
}
_M = Makers(
    months={
        w: n
        for n, ws in enumerate(
            ("janvye", "fevriye fevrye", "mas", "avril", "me", "jen", "jiye jiyet", "out dawout", "septanm", "oktob", "novanm", "desanm"),
            1,
        )
        for w in ws.split()
    },
    weekdays={w: n for n, w in enumerate("lendi madi mekredi jedi vandredi samdi dimanch".split())},
    numbers=NUMBERS | _HOURS | {"premye": 1, "dezyem": 2, "twazyem": 3, "katriyem": 4, "denye": 9},
    units={"minit": "minute", "e": "hour", "edtan": "hour", "e d tan": "hour", "edtan an": "hour", "jou": "day", "semen": "week", "mwa": "month", "ane": "year", "an": "year"},
    parts={"maten": "morning", "apremidi": "afternoon", "apre midi": "afternoon", "apre-midi": "afternoon", "aswe": "evening", "lannwit": "night", "nwit": "night", "midi": "noon", "am": "am", "pm": "pm", "a.m": "am", "p.m": "pm"},
    fractions={"edmi": 30, "e demi": 30, "eka": 15, "e ka": 15, "ka": 15},
)  # fmt: skip
_MO = rf"(?P<mo>{_M.mo})"
_Y = r"(?:,?\s*(?P<y>\d{4}))?"
_WD = rf"(?P<wd>{_M.wd})"
_DN = rf"(?:\d{{1,2}}(?![\d:e])|premye|{alt(NUMBERS)})"
_D, _D2 = rf"(?P<d>{_DN})", rf"(?P<d2>{_DN})"
_N = rf"(?P<n>\d{{1,3}}|{alt(NUMBERS)})"
_PW = r"(?:maten|apre[- ]?midi|aswe|lannwit|midi)"
_P = rf"(?:\s*(?:di |nan |du |la )?(?P<p>{_PW}|[ap]\.?m\b))?(?: an)?"
_NEXT = r"(?:pwochen(?:n)?|k ?ap vini|kap vini|ki vini|ki ap vini)(?: an| a)?"
_LAST = r"(?:pase|denye)(?: a)?"
_NOT = r"(?!\s*(?:minit|edtan|e d|jou|semen|mwa|an\b|ane|fwa|moun|grenn|konprime|timoun|%|mg|kg|:|/|[.,]\d))"
_TO = r"\s*(?:-|rive|pou|ak|jiska|a)\s*"

_ROWS = (
    (
        rf"bon ?jou|bon ?swa|bon ?nwit|bon(?:n)? (?:jounen|apremidi|semen)|(?:semen|mwa|ane|{_M.wd}) {_LAST}|ye(?: \w+)?|avan ?ye|chak \w+|tou le \w+|tout (?:jounen|lajounen|semen|nwit)(?: an| la)?|ki le|ki jou|gen \w+ (?:jou|semen|mwa|edtan)|depi (?:\d+|{alt(NUMBERS)}) \w+|lot jou",
        no_time(),
    ),
    (
        rf"(?:\d+|{alt(NUMBERS)}) (?:an\b|ane|fwa|moun|grenn|konprime|timoun|pitit|goud|dola)|(?:anreta|an reta)(?: pou| de)? (?:\d+|{alt(NUMBERS)}) \w+|(?:\d+|{alt(NUMBERS)}) minit (?:anreta|an reta|reta)|(?:pandan) (?:\d+|{alt(NUMBERS)}) \w+",
        no_time(),
    ),
    *_M.common(),
    (rf"(?:soti |ant |depi )?(?:le )?{_D}(?: {_MO})?{_TO}(?:le )?{_D2} (?P<mo2>{_M.mo}){_Y}", _M.days),
    (rf"(?:{_WD},? )?(?:le )?{_D} {_MO}{_Y}", _M.day),
    (rf"(?:nan )?semen (?:ki komanse )?(?:le )?{_D} {_MO}", _M.week_of),
    (rf"(?:nan )?komansman (?:mwa )?(?:de )?{_MO}{_Y}", _M.third_of_month(0)),
    (rf"(?:nan )?mitan (?:mwa )?(?:de )?{_MO}{_Y}", _M.third_of_month(1)),
    (rf"(?:nan )?fen (?:mwa )?(?:de )?{_MO}{_Y}", _M.third_of_month(2)),
    (r"(?:nan )?fen mwa(?: a| sa a)?", _M.third_of_month(2)),
    (rf"(?:nan |nan mwa |mwa ){_MO}{_Y}", _M.month),
    (rf"(?P<mo>janvye|fevriye|fevrye|avril|jiye|septanm|oktob|novanm|desanm){_Y}", _M.month),
    (rf"{_WD},? (?:le )?(?P<d>\d{{1,2}})(?![\de:]){_NOT}", _M.weekday_number),
    (rf"{_WD} (?:nan )?semen {_NEXT}", _M.weekday_in(1)),
    (rf"(?:nan )?semen {_NEXT},? {_WD}", _M.weekday_in(1)),
    (rf"(?P<wd>{_M.wd}) (?P<nx>{_NEXT})", _M.weekday),
    (rf"(?:nan )?{_WD}(?: sa a)?", _M.weekday),
    (r"apre ?-?demen|apredemen", _M.rel(2)),
    (r"demen", _M.rel(1)),
    (r"jodi ?a|jodi", _M.rel(0)),
    (r"(?P<p>maten|aswe|apre[- ]?midi) ?(?:sa a|an|a)", _M.part_on(0)),
    (rf"(?:nan )?(?:wikenn|fen semen) {_NEXT}", _M.next_weekend),
    (r"(?:nan )?(?:wikenn|fen semen)(?: sa a| nan| lan| an)?", _M.weekend(0)),
    (rf"(?:nan )?semen {_NEXT}", _M.week(1)),
    (r"(?:nan )?semen sa ?a", _M.week(0)),
    (rf"(?:nan )?mwa {_NEXT}", _M.whole_month(1)),
    (r"(?:nan )?mwa sa ?a", _M.whole_month(0)),
    (r"(?:nan|apre) (?:ine d tan|inedtan)", _M.in_minutes(60)),
    (r"(?:nan|apre) (?:yon )?(?:demi ?-?e|demie)(?: d tan| edtan)?", _M.in_minutes(30)),
    (rf"(?:nan|apre) {_N} ?(?P<u>minit|edtan|e d tan|jou|semen|mwa|ane)", _M.in_units),
    (r"(?:jou )?nwel", _M.holiday(12, 25)),
    (r"(?:premye de lan|nouvel an|joudlan)", _M.holiday(1, 1)),
    # times
    (rf"(?:a |ve )?(?P<h>\d{{1,2}}|{alt(_HOURS)}) ?e? ?(?P<fr>edmi|e demi|eka|e ka){_P}", _M.clock),
    (rf"(?P<h>\d{{1,2}}|{alt(_HOURS)}) ?(?:e )?mwen (?P<less>ka|dis|senk|ven){_P}", _M.clock),
    (rf"(?P<h>\d{{1,2}}):(?P<mi>\d\d) ?(?:e\b)?{_P}", _M.clock),
    (rf"(?P<h>\d{{1,2}}) ?(?:e|z?e)\b(?! d tan|dtan)(?: (?P<mi>[1-5]\d|dis|kenz|ven|trant|karant)(?: minit)?)?{_P}", _M.clock),
    (rf"(?P<h>{alt(_HOURS)})(?: (?P<mi>[1-5]\d|dis|kenz|ven|trant|karant)(?: minit)?)?{_P}", _M.clock),
    (r"(?P<h>\d{1,2}) ?(?P<p>[ap]\.?m)\b\.?", _M.clock),
    (rf"(?P<h>\d{{1,2}}) (?:di |nan )(?P<p>{_PW})", _M.clock),
    (r"midi edmi", _M.clock_at(750)),
    (r"(?:a )?midi(?! \d)", _M.clock_at(720)),
    (r"minwi", _M.clock_at(0)),
    (r"(?:nan |le |di |pi bone nan )?(?P<p>maten|apre[- ]?midi|aswe|lannwit)(?: an| a)?", _M.part),
    (r"apre (?:manje midi|travay|lekol)", _M.after_work),
    # words
    (r"(?:apati|depi|soti|komanse)(?: de| nan)?", word("a", "since")),
    (r"apre", word("a", "after")),
    (r"(?:avan|anvan)", word("b", "before")),
    (r"jis(?:ka|k|i)?(?: a)?", word("t", "until")),
    (r"ant", word("f")),
    (r"rive|-", word("t", "-")),
    (r"a", word("t", "a")),
    (r"ak|epi|&", word("&")),
    (r"ve|anviwon|alantou|@", word("@")),
    (r"(?:mwen |m )?(?:pa|p ap|pap)(?: ka(?:pab)?| disponib| ap)?(?: vini)?|sof|eksepte", word("!", "neg")),
    (r"(?:pa) (?:bon|mache|posib|ap mache)(?: pou mwen)?", word("n")),
    (r",", word(",", ",")),
    (r"oswa|oubyen|ou", word("|", "or")),
    (r"le", word("o", "on")),
    (r"nan|la|pou|an", word("o")),
    (rf"(?<![\d:/.])\d{{1,2}}(?![\d:/%e]|[.]\d){_NOT}", _M.count),
)  # fmt: skip

_LEXER = Words(_ROWS, skip=r"mwen|m|ka|kapab|tanpri|souple|svp|wi|ok|selman|vini|ta|renmen|pito|disponib|lib")
EARLIER = re.compile(r"\b(?:pi bone|pi vit)\b")
LATER = re.compile(r"\b(?:pi ta|pita)\b")
SAME = re.compile(r"\bmenm le\b")
FROM = re.compile(r"\b(?:randevou|soti)(?: mwen| m)?(?: an)?(?: pou| nan)?$")
OWN = re.compile(r"(?!)")
MOVING = re.compile(r"\b(?:chanje|deplase|mete l|ranvwaye|voye)\b")


def lex(flat: str, _raw: str, now: Now) -> list[Item]:
    """Items of a Haitian Creole text."""
    return tidy(_LEXER.lex(flat, now))

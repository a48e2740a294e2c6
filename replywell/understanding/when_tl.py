# ruff: noqa: E501 - tables of words and patterns read better whole
"""Tagalog dates and times as items, with the English and Spanish words that Filipinos mix in."""

import re

from .when_items import Item, Now
from .when_lexer import word
from .when_makers import Makers, Words, alt, no_time
from .when_tidy import tidy

_NATIVE = (
    "isa isang",
    "dalawa dalawang",
    "tatlo tatlong",
    "apat",
    "lima limang",
    "anim",
    "pito pitong",
    "walo walong",
    "siyam",
    "sampu sampung",
)
_CLOCK = (
    "una",
    "dos",
    "tres",
    "kuwatro kwatro cuatro",
    "singko cinco",
    "sais seis",
    "siyete syete siete",
    "otso ocho",
    "nuwebe nwebe nueve",
    "diyes dyes diez",
    "onse once",
    "dose doce",
)
_HOURS = {w: n for n, ws in enumerate(_CLOCK, 1) for w in ws.split()}
_MINUTES = {"medya": 30, "media": 30, "kinse": 15, "trenta": 30, "treinta": 30, "beinte": 20, "bente": 20, "diyes": 10, "singko": 5, "kuwarenta": 40, "kwarenta": 40, "kuwarenta y singko": 45, "kwarenta'y singko": 45, "kwarenta y singko": 45, "singkwenta": 50}  # fmt: skip
NUMBERS: dict[str, int] = {w: n for n, ws in enumerate(_NATIVE, 1) for w in ws.split()} | {
    "labinlimang": 15,
    "labing limang": 15,
    "labinlima": 15,
    "dalawampung": 20,
    "dalawampu": 20,
    "tatlumpung": 30,
    "tatlumpu": 30,
}
_M = Makers(
    months={
        w: n
        for n, ws in enumerate(
            (
                "enero january jan",
                "pebrero february feb",
                "marso march",
                "abril april apr",
                "mayo may",
                "hunyo june jun",
                "hulyo july jul",
                "agosto august aug",
                "setyembre septyembre september sept",
                "oktubre october oct",
                "nobyembre november nov",
                "disyembre december dec",
            ),
            1,
        )
        for w in ws.split()
    },
    weekdays={
        w: n
        for n, ws in enumerate(
            (
                "lunes monday mon",
                "martes tuesday tues tue",
                "miyerkules miyerkoles myerkules wednesday wed",
                "huwebes webes thursday thurs thu",
                "biyernes byernes friday fri",
                "sabado saturday sat",
                "linggo sunday",
            )
        )
        for w in ws.split()
    },
    numbers=NUMBERS | _HOURS | _MINUTES | {"unang": 1, "ikalawang": 2, "pangalawang": 2, "ikatlong": 3, "pangatlong": 3, "huling": 9},
    units={"minuto": "minute", "minutes": "minute", "mins": "minute", "oras": "hour", "hours": "hour", "araw": "day", "days": "day", "linggo": "week", "weeks": "week", "buwan": "month", "months": "month", "taon": "year"},
    parts={
        "umaga": "morning", "morning": "morning", "tanghali": "noon", "hapon": "afternoon", "afternoon": "afternoon", "gabi": "evening", "evening": "evening", "madaling araw": "dawn", "am": "am", "a.m": "am", "a.m.": "am", "pm": "pm", "p.m": "pm", "p.m.": "pm",
    },
    fractions={"medya": 30, "media": 30, "kalahati": 30, "kinse": 15},
    month_first=True,
)  # fmt: skip
_MO = rf"(?P<mo>{_M.mo})\.?"
_Y = r"(?:,?\s*(?P<y>\d{4}))?"
_WD = rf"(?P<wd>{_M.wd})\.?"
_D, _D2 = (
    r"(?:ika-?\s?|a-|a\s)?(?P<d>\d{1,2})(?:st|nd|rd|th)?(?![\d:])",
    r"(?:ika-?\s?|a-)?(?P<d2>\d{1,2})(?:st|nd|rd|th)?(?![\d:])",
)
_N = rf"(?P<n>\d{{1,3}}|{alt(NUMBERS)})"
_PW = r"(?:umaga|tanghali|hapon|gabi|madaling araw|morning|afternoon|evening)"
_P = rf"(?:\s*(?:ng |nang |sa |in the )?(?P<p>{_PW}|[ap]\.?m\b\.?))?"
_MUST = rf"\s*(?:ng |nang |sa )?(?P<p>{_PW}|[ap]\.?m\b\.?)"
_NEXT = r"(?:susunod na|darating na|sunod na|parating na|next|coming)"
_LAST = r"(?:nakaraang|nakalipas na|noong(?: nakaraang)?|last)"
_NOT = r"(?!\s*(?:minuto|oras|araw|linggo|buwan|taon|beses|tao|tableta|years?|minutes?|mins?|days?|weeks?|%|mg|kg|:|/|[.,]\d))"
_TO = r"\s*(?:-|hanggang|at|to)\s*"

_ROWS = (
    (
        rf"magandang \w+(?: po)?|{_LAST} \w+|kahapon|kagabi|kamakalawa|araw-araw|gabi-gabi|tuwing \w+|buong araw|buong linggo|anong oras|(?:kaarawan|birthday)|ilang \w+|may (?=\w)",
        no_time(),
    ),
    (
        rf"(?:\d+|{alt(NUMBERS)}) (?:na )?(?:taong gulang|taon|beses|tao|tableta|piraso|anak|years? old|yo\b|buwang gulang)|(?:late|huli|mahuhuli)(?: po)?(?: ako)?(?: ng| nang)? (?:mga )?(?:\d+|{alt(NUMBERS)}) (?:na )?\w+|(?:\d+|{alt(NUMBERS)}) (?:na )?(?:araw|linggo|buwan|oras) na(?! \w+ mula)|(?:\d+|{alt(NUMBERS)}) ?(?:min\w*) (?:late|huli)",
        no_time(),
    ),
    *_M.common(),
    # days
    (rf"(?:mula )?{_MO} {_D}{_TO}{_D2}{_NOT}{_Y}", _M.days),
    (rf"(?:mula )?{_D}{_TO}{_D2} (?:ng |of )?(?P<mo2>{_M.mo}){_Y}", _M.days),
    (rf"(?:(?:sa )?{_WD},? )?(?:sa )?{_D} (?:ng |nang |of )?{_MO}{_Y}", _M.day),
    (rf"(?:(?:sa )?{_WD},? )?(?:sa )?{_MO} {_D}{_NOT}(?! ?(?:[ap]\.?m)){_Y}", _M.day),
    (rf"(?:sa )?linggo ng (?:ika-?)?{_MO} {_D}", _M.week_of),
    (rf"(?:sa )?(?:simula|umpisa) ng {_MO}{_Y}", _M.third_of_month(0)),
    (rf"(?:sa )?kalagitnaan ng {_MO}{_Y}", _M.third_of_month(1)),
    (rf"(?:sa )?(?:katapusan|dulo|huli) ng {_MO}{_Y}", _M.third_of_month(2)),
    (r"(?:sa )?(?:katapusan|dulo) ng (?:buwan|buwang ito)", _M.third_of_month(2)),
    (rf"(?:sa |ngayong |nitong |buwan ng )(?:buwan ng )?{_MO}{_Y}", _M.month),
    (rf"(?P<mo>{alt(w for w in _M.months if len(w) > 4)}){_Y}", _M.month),
    (rf"(?:sa )?{_WD} (?:sa )?{_NEXT} linggo|(?:sa )?{_NEXT} linggo,? (?:sa )?(?P<wd2>{_M.wd})", lambda m, n: _M.weekday_in(1)(m, n) if m["wd"] else None),
    (rf"(?:sa )?(?P<nx>{_NEXT}) (?P<wd>lunes|martes|mi?yerk[uo]les|huwebes|webes|bi?yernes|sabado|\w+day)", _M.weekday),
    (rf"(?:sa )?{_NEXT} (?:linggo|week)", _M.week(1)),
    (r"(?:ngayong|sa|nitong) linggong ito|(?:ngayong|nitong) linggo|this week", _M.week(0)),
    (rf"(?:sa )?{_NEXT} (?:buwan|month)", _M.whole_month(1)),
    (r"(?:ngayong|nitong) buwan|this month", _M.whole_month(0)),
    (rf"(?:sa )?{_NEXT} (?:weekend|sabado at linggo)", _M.next_weekend),
    (r"(?:sa |ngayong |this )*weekend|(?:sa )?sabado (?:at|o) linggo", _M.weekend(0)),
    (r"sa ?makalawa", _M.rel(2)),
    (r"bukas|tomorrow|kinabukasan", _M.rel(1)),
    (r"ngayong araw(?: na ito)?|ngayon(?: araw)?|today", _M.rel(0)),
    (r"(?:mamayang|ngayong|mamaya sa|mamaya ng) (?P<p>umaga|tanghali|hapon|gabi)", _M.part_on(0)),
    (r"(?:mamaya|tonight)(?= )", lambda m, n: _M.day_part("evening", 0)(m, n) if m[0] == "tonight" else None),
    (rf"(?:pagkatapos ng|makalipas ang|pagkalipas ng|sa loob ng|after|in) {_N} (?:na )?(?P<u>minuto|minutes|mins|oras|hours|araw|days|linggo|weeks|buwan|months)", _M.in_units),
    (rf"{_N} (?:na )?(?P<u>araw|linggo|buwan|oras|minuto) mula ngayon", _M.in_units),
    (rf"(?:sa |nitong )?{_NEXT} {_N} (?:na )?(?P<u>araw|linggo|buwan)", _M.next_units),
    (rf"(?:sa |ngayong |itong |this |on )?(?P<wd>{alt(w for w in _M.weekdays if w != 'linggo')})(?!\w)", _M.weekday),
    (r"(?:sa |ngayong |itong )(?:araw ng )?(?P<wd>linggo)", _M.weekday),
    (r"(?P<wd>linggo)(?= ng (?:umaga|hapon|gabi|tanghali)|$)", _M.weekday),
    (r"(?:sa )?(?:araw ng )?pasko|christmas", _M.holiday(12, 25)),
    (r"bagong taon|new year", _M.holiday(1, 1)),
    (r"(?:sa )?ika-?\s?(?P<d>\d{1,2})(?! ng (?:umaga|hapon|gabi|tanghali))", _M.day_of_month),
    # times
    (rf"(?:ng |nang |sa )?(?:alas|ala)[- ]?(?P<h>\d{{1,2}}|{alt(_HOURS)})(?:[ -]?(?:y|'y|i)[ -]?| )(?P<mi>medya|media|{alt(_MINUTES)}){_P}", _M.clock),
    (rf"(?:alas|ala)[- ]?(?P<h>\d{{1,2}}|{alt(_HOURS)})(?: en punto)?{_P}", _M.clock),
    (rf"(?P<h>\d{{1,2}}):(?P<mi>\d\d){_P}", _M.clock),
    (rf"(?:ika-?\s?)?(?P<h>\d{{1,2}}){_MUST}", _M.clock),
    (rf"(?P<h>{alt(_HOURS)}) (?:ng|nang) (?P<p>{_PW})", _M.clock),
    (r"(?:12 )?(?:ng |sa )?(?:katanghaliang tapat|tanghaling tapat|noon)", _M.clock_at(720)),
    (r"hatinggabi|midnight", _M.clock_at(0)),
    # parts of the day
    (rf"(?:(?:sa|ng|nang|in the) )?(?P<p>{_PW})(?: lang)?", _M.part),
    (r"pagkatapos ng (?:tanghalian|lunch)|after lunch", _M.day_part("afternoon")),
    (r"pagkatapos ng (?:trabaho|klase|eskwela)|after work", _M.after_work),
    # words
    (r"(?:mula|simula|magmula)(?: sa| ng| ngayong)?", word("a", "since")),
    (r"(?:pagkatapos|makalipas|lampas|after)(?: ng| ang| sa)?(?: mga)?", word("a", "after")),
    (r"(?:bago|before)(?: mag-?| ang| ng| sa| pa)?", word("b", "before")),
    (r"hanggang(?: sa)?", word("t", "until")),
    (r"(?:sa )?pagitan ng|between|from", word("f")),
    (r"-|to", word("t", "-")),
    (r"at|and|&", word("&")),
    (r"(?:mga|bandang|around|@|ng mga)", word("@")),
    (r"(?:hindi|di)(?: po)?(?: ako)?(?: po)?(?: pwede| puwede| makakapunta| kaya)?|maliban(?: sa)?|huwag|wag|except|not", word("!", "neg")),
    (r"(?:ay )?(?:hindi|di) (?:po )?(?:ako )?(?:pwede|puwede|kaya|available)", word("n")),
    (r",", word(",", ",")),
    (r"o\b|or", word("|", "or")),
    (r"sa|ng|nang|ang|ay|na|po", word("o")),
    (rf"(?<![\d:/.])\d{{1,2}}(?![\d:/%]|[.]\d){_NOT}", _M.count),
)  # fmt: skip

_LEXER = Words(_ROWS, skip=r"po|ako|pwede|puwede|lang|sana|ba|kung|gusto|ko|available|ok|okay|opo|oo")
EARLIER = re.compile(r"\b(?:mas maaga|earlier)\b")
LATER = re.compile(r"\b(?:mas huli|mas late|later)\b")
SAME = re.compile(r"\b(?:parehong oras|ganoong oras din|same time)\b")
FROM = re.compile(r"\b(?:appointment|schedule|iskedyul|mula)(?: ko| namin)?(?: sa| ng| ngayong)?$")
OWN = re.compile(r"(?!)")
MOVING = re.compile(r"\b(?:ilipat|lumipat|palitan|baguhin|i-?resched\w*|resched\w*|ipalit|move|change)\b")


def lex(flat: str, _raw: str, now: Now) -> list[Item]:
    """Items of a Tagalog text."""
    return tidy(_LEXER.lex(flat, now))

# ruff: noqa: E501 - tables of words and patterns read better whole
"""English times of day, parts of the day and the words around them as items."""

import re
from datetime import timedelta

from .when_en_words import AP, HOUR, MONTH, NUM, NUMBERS, ORD, WD_LONG, alt, length_of, number
from .when_items import Item, Now
from .when_lexer import Maker, span, word
from .when_parts import by_part

ALONE = re.compile(
    r"\W*(?:(?:works?|is|would|please|pls|ok|instead|good|fine|if|for me|or|on|thanks|thx|sharp|ish|does|maybe|then)\b|$|[?!.,])"
)
STARTS = re.compile(r"(?:^|[,.!?;]|\b(?:yes|yeah|ok|okay|sure|hi|hello|about|maybe|instead))\s*$")
_COUNTED = re.compile(r"\b(?:all|my|the|these|those|both|other|have|has|only|just|than|take|took|are|of)\s+$")
_LED = re.compile(r"(?:\b(?:at|around|about|by|after|before|till?|until|say|like|from|between|past|for|@)|@)\s*$")


def _time(m: re.Match[str], hour: int, minute: int, half: str | None) -> Item | None:
    if minute > 59 or hour > 24 or (half and hour > 12 and hour != 0):
        return None
    sure = bool(half) or hour > 12 or hour == 0
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    return Item("T", m.start(), m.end(), t=hour % 24 * 60 + minute, sure=sure)


def _half(m: re.Match[str], first: int) -> str | None:
    return next((m[n] for n in range(first, (m.re.groups or 0) + 1) if m[n] in ("a", "p")), None)


def _clock(m: re.Match[str], _now: Now) -> Item | None:
    made = _time(m, int(m[1]), int(m[2]), _half(m, 3))
    if made and len(m[1]) == 2 and m[1][0] == "0":
        made.sure = True
    return made


def _hour(m: re.Match[str], _now: Now) -> Item | None:
    hour = number(m[1])
    return _time(m, hour, 0, _half(m, 2)) if 0 <= hour <= 24 else None


def _in_part(m: re.Match[str], _now: Now) -> Item | None:
    """ "8 in the morning" is a time by itself."""
    hour, minute, part = number(m[1]), int(m[2] or 0), m["part"] or m["night"]
    if not 1 <= hour <= 12 or minute > 59 or _THE.search(m.string[: m.start()]):
        return None
    return Item("T", m.start(), m.end(), t=by_part(hour, part) * 60 + minute, sure=True)


def _military(m: re.Match[str], _now: Now) -> Item | None:
    made = _time(m, int(m[1]), int(m[2]), None)
    if made:
        made.sure = True
    return made


def _apart(m: re.Match[str], _now: Now) -> Item | None:
    """ "3 30" and "3-30": a time only when something says so."""
    half = _half(m, 3)
    alone = STARTS.search(m.string[: m.start()]) and ALONE.match(m.string, m.end())
    if not half and not alone and not _LED.search(m.string[: m.start()]):
        return None
    return _time(m, int(m[1]), int(m[2]), half)


def _spoken(m: re.Match[str], _now: Now) -> Item | None:
    """ "three twenty": also a count, or a blood pressure, unless the words around are those of a time."""
    half = _half(m, 3)
    minute = NUMBERS.get(re.sub(r"^(?:ou|oh?|0|zero)[ -]", "", m[2]).strip(" -"), 0)
    zero = m[2].startswith(("o", "0"))
    if not half and not zero and minute not in (15, 30, 45):
        alone = STARTS.search(m.string[: m.start()]) or _LED.search(m.string[: m.start()])
        if not alone or not ALONE.match(m.string, m.end()):
            return None
    hour = number(m[1])
    return _time(m, hour, minute, half) if 1 <= hour <= 12 else None


def _past_to(m: re.Match[str], _now: Now) -> Item | None:
    amount = (
        30
        if m[1].startswith("half")
        else 45
        if "three q" in m[1]
        else 15
        if "quarter" in m[1]
        else number(re.sub(r"[ -]?min.*", "", m[1]))
    )
    noon = m[3] in ("noon", "midnight", "midday")
    back = m[2].lstrip("'").startswith(("to", "t", "b", "of"))
    spoken = m[1].startswith(("half", "a q", "quarter", "three q", "one q")) or "min" in m[0] or noon
    led = re.search(r"\b(?:from|between|any ?time|half|out|away|free|available|open|busy)\s+$", m.string[: m.start()])
    if noon and led and not re.match(r"half|\D*quarter|.*min", m[1]):
        return None
    half = None if noon else _half(m, 4)
    if not spoken:
        # "5 to 6" is a range, "ten to eleven" is not; "20 to 3" cannot be one
        if led or not 1 <= amount <= 30:
            return None
        if back and m[1].isdigit() and amount <= 12:
            return None
        if back and not m[1].isdigit() and amount not in (5, 10, 20, 25, 15):
            return None
        if not back and m[1].isdigit() and amount < 5:
            return None
    hour = 0 if m[3] == "midnight" else 12 if noon else number(m[3])
    if not noon and not 1 <= hour <= (24 if m[3].endswith("h") else 12):
        return None
    made = _time(m, hour, 0, half)
    if made is None or made.t is None:
        return None
    made.sure = made.sure or noon
    made.t = (made.t + (-amount if back else amount)) % 1440
    if not made.sure and made.t >= 780 and hour <= 12:
        made.t -= 720
    return made


def _oh(m: re.Match[str], _now: Now) -> Item | None:
    minute = re.sub(r"^(?:ou|oh?|0|zero)[ -]", "", m[2])
    hour = number(m[1])
    return _time(m, hour, number(minute), _half(m, 3)) if 1 <= hour <= 12 else None


def _half_hour(m: re.Match[str], _now: Now) -> Item | None:
    if m.string[: m.start()].strip() and not _LED.search(m.string[: m.start()]):
        return None
    return _time(m, NUMBERS[m[1]], 30, None)


_THE = re.compile(r"^the $|\b(?:for|on|by|after|before|until|till?|around|from|to|about|since) the $")
_AFTER_DAY = re.compile(
    r"\W*(?:(?:at|between|from|before|after|around|in the|please|pls|or|if|and the|to the|is|works?|would|instead|then)\b|$|[?!.,])"
)
_HOUR_ASKED = re.compile(
    r"\b(?:(?:make|move|change|push) it (?:to )?|(?:can|could) (?:it|u|you) (?:be|make it) |(?:can|could) (?:we|i|u|you) (?:do|make it|say|try) )$"
)


def _number(m: re.Match[str], _now: Now) -> Item | None:
    before = m.string[: m.start()]
    if m[0] == "one" and not _LED.search(before):
        after = re.match(
            r"\s*(?:in the (?:morning|afternoon)\b|at night|-|to|or|and|on (?:mon|tue|wed|thu|fri|sat|sun|the))\b",
            m.string[m.end() :],
        )
        if not after:
            return Item("x", m.start(), m.end())
    if m[0].isdigit() and 1 <= int(m[0]) <= 12 and _HOUR_ASKED.search(before) and ALONE.match(m.string, m.end()):
        return _time(m, int(m[0]), 0, None)
    if m[0].isdigit() and 1 <= int(m[0]) <= 31 and _THE.search(before) and _AFTER_DAY.match(m.string, m.end()):
        return Item("O", m.start(), m.end(), n=int(m[0]))
    counted = bool(_COUNTED.search(before))
    return Item("N", m.start(), m.end(), n=number(m[0]), weak=not m[0][0].isdigit(), part="count" if counted else "")


_RAW_BEFORE = re.compile(
    r"(?:\b(?:at|be?|by|for|say|like|around|about|to|till?|until|from|between|after|before|past|is|maybe|and|or|the|@)|@|-)\s*$"
)


_RAW_ASKED = re.compile(
    r"\b(?:(?:make|move|change|push) (?:it|me) (?:to )?|(?:can|could|would) (?:it|we|you|u|i) (?:be?|do|come(?: in)?(?: at)?) (?:at |like )?|let'?s do |do you have (?:an? )?)$"
)
_RAW_AFTER = re.compile(
    r"\W*(?:works?|is (?:good|ok|okay|fine|better|perfect)|instead|would|sounds good|in the (?:morning|afternoon)|it is)\b"
)


def _four_digits(m: re.Match[str], _now: Now) -> Item | None:
    value = int(m[1])
    item = Item("N", m.start(), m.end(), n=value, raw_time=True, word="military" if m[1][0] == "0" else "")
    before, after = m.string[: m.start()], m.string[m.end() :]
    if value % 5 or value % 100 > 59 or not 100 <= value < 1900:
        return item
    alone = ALONE.match(after)
    if (
        (_RAW_BEFORE.search(before) and alone)
        or _RAW_ASKED.search(before)
        or (STARTS.search(before) and _RAW_AFTER.match(after))
        or (not (before + after).strip(" .!?") and value % 15 == 0 and value >= 700 and len(m[1]) == 4)
    ):
        return _time(m, *divmod(value, 100), None)
    return item


def _ordinal(m: re.Match[str], _now: Now) -> Item | None:
    value = number(m[1])
    weak = not m[1][0].isdigit()
    if not 1 <= value <= 31:
        return None
    after = m.string[m.end() :]
    if re.match(
        r"\s*(?:one|ones|time|times|option|visit|appt|appointment|slot|floor|street|st\b|ave|grade|grader|trimester|opening|of (?:these|those|them)|choice|baby|child|"
        r"quarter|dose|shot|week|day|person|opinion|name|house|line|party|thing|step|round|week|degree|cousin)s?\b",
        after,
    ):
        return Item("x", m.start(), m.end())
    if weak and value <= 4:
        said = re.search(r"\bthe\s+$", m.string[: m.start()])
        alone = ALONE.match(after)
        before = m.string[: m.start()]
        if value < 3 and alone and re.search(r"\b(?:on|before|after|by|until) the $", before):
            return Item("O", m.start(), m.end(), n=value)  # "on the first"; "the first" is an option
        if value < 3 or not said or not alone or not before.strip().endswith("the"):
            return Item("x", m.start(), m.end())
        if not re.match(
            r"(?:^\W*|\b(?:on|for|by|about|maybe|is|to|or|until|after|before|come)\s+)the\s+$", m.string[: m.start()]
        ) and not re.search(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.? (?:the )?$", m.string[: m.start()]):
            return Item("x", m.start(), m.end())
    return Item("O", m.start(), m.end(), n=value, word="weak" if weak else "")


def _am_pm(m: re.Match[str], _now: Now) -> Item | None:
    """ "am" without a number: a part of the day after a day, with "the", or all alone; never the verb."""
    before, after = m.string[: m.start()], m.string[m.end() :]
    morning = m[1] == "a"
    if morning and not m[0].startswith(("in the", "the")):
        dated = re.search(
            r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? $|(?:tomorrow|today) $|\d(?:st|nd|rd|th)?,? $|\b(?:any|prefer|early|late|or|the|in|only|all) $",
            before,
        )
        if not re.match(
            r"\W*(?:$|[.,!?]|(?:or|is|works?|would|please|pls|at|appt|if|only|around|pm|for|preferably|instead|then)\b)",
            after,
        ):
            return None
        alone = not before.strip() and re.match(
            r"\W*(?:$|only|please|pls|is (?:better|best|good|fine)|works|appt|appointments?|or pm)", after
        )
        if not dated and not alone:
            return None
    return span(m, "morning", 480, 720) if morning else span(m, "afternoon", 720, 1020)


def _this_part(m: re.Match[str], now: Now) -> Item | None:
    part = m[1]
    name, start, end = _PARTS["evening" if part == "night" else part]
    day = now.today + timedelta(days=0 if m[0].startswith("this") else 1)
    return Item("S", m.start(), m.end(), day=day, t=start, t2=end, part=name, sure=True)


def _tonight(m: re.Match[str], now: Now) -> Item | None:
    start = 1260 if m[0].startswith("late") else 1140
    return Item("S", m.start(), m.end(), day=now.today, t=start, t2=1439, part="night", sure=True)


_PARTS = {
    "morning": ("morning", 480, 720),
    "afternoon": ("afternoon", 720, 1020),
    "evening": ("evening", 1020, 1200),
    "night": ("night", 1200, 1439),
}
_TRIM = {
    ("early", "morning"): (480, 600),
    ("mid", "morning"): (540, 660),
    ("late", "morning"): (600, 720),
    ("early", "afternoon"): (720, 900),
    ("mid", "afternoon"): (840, 960),
    ("late", "afternoon"): (900, 1020),
    ("early", "evening"): (1020, 1080),
    ("late", "evening"): (1110, 1200),
    ("early", "night"): (1200, 1320),
    ("late", "night"): (1320, 1439),
}


def trimmed(part: str, which: str) -> tuple[int, int] | None:
    """The early, middle or late part of a morning, afternoon or evening, in minutes after midnight."""
    return _TRIM.get((which, part))


def _part(m: re.Match[str], _now: Now) -> Item | None:
    name, start, end = _PARTS[m[2]]
    which = m[1] or ""
    cut = (
        trimmed(name, "early" if which.startswith("earl") else "mid" if which.startswith("mid") else "late")
        if which
        else None
    )
    made = span(m, name, *(cut or (start, end)))
    made.word = "trimmed" if cut else "whole"
    return made


def _fixed(part: str, start: int, end: int) -> Maker:
    def make(m: re.Match[str], _now: Now) -> Item:
        made = span(m, part, start, end)
        made.word = "trimmed"
        return made

    return make


def _length(m: re.Match[str], _now: Now) -> Item | None:
    found = length_of(m[0])
    if found is None:
        return None
    item = Item("L", m.start(), m.end(), length=found)
    if m[0].startswith("for"):
        item.kind = "l"
    return item


_SAID_AWAY = re.compile(
    r"\b(?:not|n't|cannot|cant|wont|dont|unable|out|away|gone|closed|busy|working|work|unavailable|vacation|travell?ing|off|hospital|nothing|booked|stuck|isnt|wasnt)\b|n't\b"
)


_DATED = re.compile(rf"(?:\d|\d(?:st|nd|rd|th)|{WD_LONG}|today|tomorrow|\b{MONTH}) ?$")


def _postfix(m: re.Match[str], _now: Now, kind: str) -> Item | None:
    """ "or later" after a time; alone it is a shift, not a time."""
    if not m.string[: m.start()].strip():
        return None
    return Item(kind, m.start(), m.end())


def _until(m: re.Match[str], _now: Now) -> Item:
    """ "until friday": up to then, but "not until friday" and "away until friday" mean from then on."""
    before = m.string[: m.start()]
    gone = re.search(r"\b(?:out|away|gone|closed|vacation|off|travell?ing)\b", before)
    if (m[0].startswith("t") and re.search(r"(?:\d|[ap]\.?m\.?|noon) ?$", before)) or (gone and _DATED.search(before)):
        return Item("t", m.start(), m.end(), word="until")  # "out 4 til 5"
    clause = re.split(r"[.!?;]|\bbut\b|\bso\b", m.string[max(0, m.start() - 45) : m.start()])[-1]
    if _SAID_AWAY.search(clause) and not re.search(r"\b(?:from|between)\b", clause):
        return Item("a", m.start(), m.end(), word="after" if m[0].startswith("thr") else "since", part="until")
    return Item("t", m.start(), m.end(), word="until")


MINUTES = alt(w for w in NUMBERS if 10 <= NUMBERS[w] <= 59)
PAST_TO = (
    rf"(half|(?:a |one )?quarter|three quarters|\d{{1,2}}(?:[ -]?min(?:ute)?s?)?|{NUM}(?:[ -]min(?:ute)?s?)?)(?: minutes?| mins?)? (past|passed|after|to|'?til|'?till|before|of) (noon|midnight|midday|\d{{1,2}}(?:h\b)?|{HOUR})(?![:\d]|\.\d|st|nd|rd|th)(?: ?o'? ?clock)?{AP}?(?! (?:days?|weeks?|minutes?|hours?|months?|mins?|hrs?|people|pills?)\b)",
    _past_to,
)
# These are looked for before a day: "end of the day", "first thing".
DAY_PARTS = (
    (r"(?:very |right |bright and )?(?:early|earliest|first thing|first (?:appointment|appt|slot|opening|spot|visit|one|available)|as early as possible|right away|right)(?: (?:in|of|on|during) (?:the )?(?:morning|day|am\b|a\.m\.?)| (?:when|as soon as|after) (?:you|u|y'?all|they) open)|(?:right )?(?:when|as soon as|once) (?:you|u|y'?all|they) open(?: up)?\b|at opening(?: time)?|first thing(?: morning)?\b|early[ -]?morning\b", _fixed("morning", 480, 600)),
    (r"(?:(?:at |by |toward?s? |near |around )?(?:the )?(?:very )?end of (?:the )?day|(?:by |at |before )?(?:the )?(?:close of business|cob\b)|(?:very )?late(?:r)?(?: in the)? day|last (?:thing|appointment|appt|slot|opening|spot|visit)(?: (?:in|of) the (?:day|afternoon))?|latest(?: (?:appointment|appt|slot))? (?:in|of) the day|(?:right )?before (?:you|u|y'?all|they) close|close to closing|at closing)\b", _fixed("afternoon", 900, 1020)),
    (r"(?:in )?(?:the )?middle of (?:the )?day\b", _fixed("noon", 660, 840)),
    (r"(early|earlier|late|later|mid(?![ -]?night)|middle of|mid-(?!night)|first part of|latter part of)[ -]?(?:in the |part of the |of the |the |in |at )?(morning|afternoon|evening|night)s?\b", _part),
    (r"aft\b\.?(?! ?\d)", _fixed("afternoon", 720, 1020)),
    (r"(?:any ?time |some ?time )?after (?:my )?lunch\b(?: time| ?hour)?", _fixed("afternoon", 780, 1020)),
    (r"(?:any ?time |some ?time )?before (?:my )?lunch\b(?: time| ?hour)?", _fixed("morning", 480, 720)),
    (r"(?:over |at |around |during |on )?(?:my |the |their )?(?:lunch ?time|lunch ?hour|lunch break)\b|(?:over|at|around|during|on|for|by|about) (?:my |the )?lunch\b|(?:^|(?<=day )|(?<=tomorrow ))lunch\b(?= ?(?:$|[.,!?]))", _fixed("noon", 690, 810)),
    (r"(?:after|when|once|as soon as) (?:i'?m (?:off|out of|done with) |i get (?:off|out of) |my )?(?:work|school)(?: (?:is|gets|lets) (?:out|over|done))?\b", _fixed("afternoon", 900, 1080)),
    (r"before (?:work|school|breakfast|i go to work)\b(?! (?:tablets|pills))", _fixed("morning", 480, 540)),
    (r"(?:around|at|after|before) (?:dinner|supper)(?: ?time)?\b|(?:dinner|supper) ?time\b", _fixed("evening", 1080, 1200)),
    (r"(?:at|around) (?:breakfast|brunch)(?: ?time)?\b|breakfast ?time\b", _fixed("morning", 480, 600)),
    (r"(?:in |during )?(?:the )?day ?time\b|during the day\b(?! (?:of|after|before|on))", _fixed("day", 480, 1080)),
    (r"(?:during )?(?:regular |normal )?business hours\b", _fixed("day", 480, 1020)),
)  # fmt: skip
ROWS = (
    # times
    (rf"(\d{{1,2}}) ?[:;] ?(\d\d)(?::\d\d)?(?![\d/])(?:ish)?{AP}?", _clock),
    (rf"(\d{{1,2}})[.](\d\d)\s*(?:{AP[3:-1]})", _clock),
    (rf"(?:(?<=at )|(?<=from )|(?<=between ))(\d{{1,2}})[.](\d\d)(?!\s?(?:\d|%|percent|mg|dollars|pounds|lbs|kg)){AP}?", _clock),
    (r"([01]?\d|2[0-3])([0-5]\d) ?(?:hours|hrs|h)\b", _military),
    (rf"(\d{{1,2}})(?:-?ish| ish)? ?(?:o'? ?clock)?\.?{AP}", _hour),
    (rf"(\d{{1,2}})([0-5]\d){AP}", _clock),
    (r"(\d{1,2})([0-5]\d) ?-?ish\b", _clock),
    (rf"(\d{{1,2}}) ([0-5]\d)(?![\d/:-]|st|nd|rd|th|\s?(?:mg|days?|weeks?|min)){AP}?", _apart),
    (rf"(\d{{1,2}}|{HOUR})(?:['-]?ish\b|[ -]?o[' ]{{0,2}}clock| ish\b)(?:ish)?{AP}?", _hour),
    (r"(\d{1,2})h(\d\d)\b", _clock),
    (r"(\d{1,2})h(?:rs)?\b(?<!\s)", _hour),
    (rf"({HOUR}|\d{{1,2}})[ -]((?:oh?|ou|0|zero)[ -](?:{HOUR}|[1-9]))\b{AP}?", _oh),
    (rf"(\d{{1,2}})[ -](thirty|fifteen|forty[ -]five)\b(?! (?:days?|minutes?|mins?)){AP}?", _spoken),
    (rf"({HOUR})[ -]({MINUTES})(?![a-z]|[ -](?:one|two|three|four|five|six|seven|eight|nine|over|pounds|lbs|mg|dollars|percent|degrees|people)\b){AP}?", _spoken),
    (rf"({HOUR}){AP}", _hour),
    (rf"(\d{{1,2}}|{HOUR})(?::(\d\d))?(?: ?o'? ?clock)? (?:in the (?P<part>morning|afternoon|evening)|at (?P<night>night))\b(?! (?:pills?|meds?|dose|appointments?))", _in_part),
    (rf"half ({HOUR})\b(?! (?:of|an?|tablets?|pills?|hours?|days?|mg|doses?))", _half_hour),
    (r"(?:12|twelve) ?noon\b|(?:12 )?noon(?:-?ish)?(?: ?time| hour)?\b|mid[ -]?day\b", lambda m, _n: Item("T", m.start(), m.end(), t=720, sure=True)),
    (r"(?:12 )?mid[ -]?night\b", lambda m, _n: Item("T", m.start(), m.end(), t=0, sure=True)),
    # parts of the day
    (r"(?:late )?tonight(?:'s)?\b", _tonight),
    (r"this (morning|afternoon|evening|night)\b", _this_part),
    (r"(?:the )?(?:next|following) (morning|afternoon|evening|night)\b", _this_part),
    (r"(?:in the |at |during the |over ?)?()(morning|afternoon|evening|night)(?:[ -]?ish|time|s)?(?: times?| hours| sessions?)?\b(?! (?:shift|sweats|pills?|meds?|medicine|medication|dose|sickness|after pill|coffee|class|job|route)|(?<=s) (?:are|r) (?:\w+ )?(?:murder|hell|killers?|brutal|insane|crazy|chaos|hectic|rough|impossible|a (?:zoo|nightmare|mess)))", _part),
    (r"(?:in (?:the )?|the )?\b(a|p)\.?m\.?(?![\w']| me\b)", _am_pm),
)  # fmt: skip

WORDS = (
    (r"(?:(?:or|and) (?:any ?time )?(?:later|after|beyond)|or past that|or greater|on up|and up|,? ?on ?wards?|forward|and on|on(?= ?(?:[.,!?]|$))|(?:at )?(?:the )?earliest)\b(?! (?:than|that day|in\b|this|\d|noon|lunch|work|school|the|my|next|one|two|three|four|five))", lambda m, n: _postfix(m, n, "A")),
    (r"(?:(?:or|and) (?:any ?time )?(?:earlier|before|sooner)|,? ?(?:at )?(?:the )?latest)\b(?! (?:than|that|\d))", lambda m, n: _postfix(m, n, "B")),
    (r"(?:any ?time |some ?time |not |no |but not |just not )*(?:(?:not|no) (?:until|till?|before|earlier than|sooner than|any earlier than)(?: after)?|as early as|nothing (?:before|earlier than)|no ?(?:thing|where) before)\b", word("a", "since")),
    (r"(?:any ?time |some ?time |but )*(?:not|no|nothing) (?:after|later than|past|any later than)\b|as late as\b|on or before\b|by or before\b|(?:up )?(?:to|until|till) and including\b", word("b", "by")),
    (r"on or after\b|(?:starting|beginning|commencing|effective|since|as of)\b(?: on| from| at| with| in)?|(?:(?:any|every) ?(?:day|time|thing)? |^(?:(?:i'?m |yes |ok |only |i am )*(?:free|available|open) )?)from\b(?! .{0,25}\b(?:to|until|till?|through|thru|for|and)\b|.{0,25}-)|from\b(?= [\w: ]{1,22} (?:on ?wards?|on|forward|and on)\b)", word("a", "since")),
    (r"(?:(?:any ?time |somewhere |anywhere |some ?time )?(?:in )?(?:from|between|btwn|btw|b/w)(?: (?:the )?hours of)?)\b", word("f")),
    (r"(?:up )?(?:until+|till?|'til|through|thru)\b|up to\b", _until),
    (r"to\b|-|into\b", word("t")),
    (r"and\b|&|\+(?= )", word("&")),
    (r"(?:any ?time |some ?time |anything |only )?(?:after|aft\.?(?= ?\d)|past(?= (?:\d|noon|one|two|three|four|five|six|(?:mon|tue|wed|thu|fri|the \d)))|later than)\b", word("a", "after")),
    (r"(?:come|coming) by\b(?= (?:on|at|in|to|and|for|the office)\b|\W*$)|(?:stop|stopping|stopped|swing|drop|dropping|pop|pass|run|walk) (?:back |in )?by\b(?! \d| noon)", word("_")),
    (r"(?:any ?time |some ?time )?(?:by|no later than)\b", word("b", "by")),
    (r"(?:any ?time |some ?time |anything )?(?:before|earlier than|sooner than|prior to|ahead of|in advance of)\b", word("b", "before")),
    (r"at|around|about|@|approximately|approx|closer to|like|circa|say|exactly|more like|close to|near", word("@")),
    (r"(?:does ?n[o']?t|doesnt|don'?t|dont|won'?t|wont|does not|do not|will not|isn'?t|isnt|is not|is no|are not|aren'?t|not)(?: really)? (?:work(?:ing)?|good|going to work|gonna work|possible|great|an option|happening)\b|(?:is|are) (?:bad|out|no good)\b|no good|won'?t do\b|i'?m (?:busy|booked|working|away|out of town)\b|i (?:work|can'?t|cant)\b(?=\W*(?:$|[.,!?]|but|so|and))", word("n")),
    (r"any(?:thing|one| ?day| ?time|where)? (?:but|except(?: for)?|other than|besides)\b(?: (?:on|in))?|(?:but |just |and |please )*(?:not available|unavailable|can ?not (?:do|make(?: it)?|come)|have (?:work|class|school|court)|not on|not|except(?: for)?|no|never|nothing|instead of|(?:better |rather |more )than|other than|aside from|besides|cannot (?:do|make(?: it)?|come)|(?:can'?t|cannot) (?:do|make(?: it)?|come)|cant (?:do|make(?: it)?|come)|won'?t make it|un?available|not available|out of town|on vacation|working|i work|we work|busy|traveling|travelling|tied up|booked|can'?t|cant)\b(?: (?:on|in|for|all))?(?! (?:problem|earlier|later|worries|sooner|matter))", word("!")),
    (r",", word(",", ",")),
    (r"or\b|/|nor\b", word("|")),
    (r"but\b", word(",", "but")),
    (r"on\b", word("o", "on")),
    (r"the\b", word("o", "the")),
    (r"(?:for|of|in|this|during|within|as long as|if)\b", word("o")),
    (r"[()\"*]|(?:any ?time|some ?time|somewhere|anywhere|preferably|ideally|it'?s|its|it is|est|edt|et|pst|pdt|pt|cst|cdt|ct|mst|eastern|central|pacific|mountain)\b(?: time)?", word("_")),
    # numbers
    (r"(\d{1,2})(?:st|nd|rd|th)\b", _ordinal),
    (rf"({ORD})\b", _ordinal),
    (r"(?<![\d:/.])(\d{3,4})(?![\d:/%a-z]|[.]\d|-\d(?!\d{2,3}\b)|\s*(?:pieces|people|mg|points|dollars|steps|bucks|units|ml|mcg|cc|calories|feet|miles)\b)", _four_digits),
    (r"(?<![\d:/.])\d{1,2}(?![\d:/%a-z]|[.]\d|\s*-?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days\b|minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|months?|years?|yrs?|yo\b|students|people|pills?|tablets?|tabs?|capsules?|puffs?|drops?|times|options?|of us|of my|of them|kids|visits?|appointments?|appts?|mg|ml|units|lbs?|pounds|kg|dollars|bucks|miles|blocks|x|of the|and a half|more|meds|bottles?|refills?|copies|adults?|children|patients)\b)", _number),
    (rf"{NUM}\b(?![ -](?:minutes?|mins?|hours?|days?|weeks?|months?|years?|year|of|people|kids|appointments?|appts?|visits?|pills?|tablets?|more|thing|things|times|hundred|thousand|and a half|new|or more|big|small|questions?|refills?|meds|time|another|shots?|doses?)\b)", _number),
)  # fmt: skip

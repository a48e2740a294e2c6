# ruff: noqa: E501, SIM905 - tables of words and patterns read better whole
"""English numbers, months, weekdays, lengths and holidays as words and patterns."""

import re
from collections.abc import Iterable

from .when_calendar import Length, length

_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50}
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth".split()
)
NUMBERS: dict[str, int] = {w: n for n, w in enumerate(_ONES, 1)} | _TENS | {"sixty": 60, "ninety": 90}
NUMBERS |= {f"{t}{s}{o}": v + n for t, v in _TENS.items() for n, o in enumerate(_ONES[:9], 1) for s in (" ", "-")}
ORDINALS: dict[str, int] = {w: n for n, w in enumerate(_ORDINALS, 1)} | {"thirtieth": 30, "nineth": 9, "twelth": 12}
ORDINALS |= {
    f"{t}{s}{o}": v + n
    for t, v in (("twenty", 20), ("thirty", 30))
    for n, o in enumerate(_ORDINALS[:9], 1)
    for s in (" ", "-")
}


def alt(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first."""
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
DAYS = "mon tue wed thu fri sat sun".split()
WD = r"(?:mon(?:day)?s?|tue(?:s(?:day)?)?s?|wed(?:s|nesday)?s?|thu(?:rs?)?(?:day)?s?|fri(?:day)?s?|sat(?:ur?day)?s?|sun(?:day)?s?)(?:'s)?(?![a-z])\.?"
WD_LONG = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)s?(?![a-z])"
_NINE = alt(_ONES[:9])
NUM = (
    rf"(?:(?:twenty|thirty|fou?rty|fifty)(?:[ -]{_NINE}\b)?|{alt(w for w in NUMBERS if ' ' not in w and '-' not in w)})"
)
ORD = rf"(?:(?:twenty|thirty)[ -]{alt(_ORDINALS[:9])}|{alt(w for w in ORDINALS if ' ' not in w and '-' not in w)})"
HOUR = alt(_ONES[:12])
DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?![\d:]|\.\d)|(?:{ORD}|{NUM})(?![a-z]|(?<=ty)[ -](?:{_NINE}|{alt(_ORDINALS[:9])})\b))"
YEAR = r"(?:[,\s-]*(?:of\s+|in\s+)?(\d{4}|two thousand (?:and )?[a-z]+(?:[ -][a-z]+)?|twenty[ -]twenty[ -][a-z]+|'\d\d|(?:this|next) year)(?!\d))?"
AP = r"(?:\s*(a|p)\.?\s?m\b\.?(?:-?ish)?|\s*(a|p)\b\.?(?!\w|'|\s(?:few|couple|week|month|day|lot|bit|little|person|while))|\s*in the (a|p)\.?\s?m\b\.?)"
AROUND = r"(?:(?:about|around|roughly|like|approximately|approx|maybe|another|just|over|under|exactly|only|at least) )?"

_UNITS = {
    "min": "minute",
    "m": "minute",
    "hr": "hour",
    "h": "hour",
    "d": "day",
    "wk": "week",
    "w": "week",
    "mo": "month",
    "yr": "year",
    "business day": "weekday",
    "working day": "weekday",
    "work day": "weekday",
}
UNIT = r"(?:business days?|working days?|work days?|weekdays?|minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|wks?|fortnights?|months?|mos?|years?|yrs?)(?:'s?)?\b|(?<=\d)(?:[hmdw]\b|h(?=\d\d\b)|(?:hrs?|mins?)\b|'(?![\d\w]))|(?<=\d/\d )h\b"
_AMOUNT = rf"(?:\d{{1,3}}(?:\.\d+)?(?: and an? half| 1/2)?(?![\d/:])|1/2(?: an?)?|[13]/4(?: of an?)?|three[ -]quarters of an?|(?:a )?half(?: of)?(?: an?)?|(?:an? |one )?quarter(?: of)?(?: an?)?|(?:a )?(?:couple|pair)(?: of)?|(?:a )?few|several|(?:an?|{NUM})(?: and a half)?)"
_ONE_LENGTH = rf"{_AMOUNT}[\s-]?(?:more )?(?:{UNIT})(?: and a half| and a quarter)?"
LENGTH = rf"(?:{_ONE_LENGTH}(?:(?:,? and |,? |)(?:{_ONE_LENGTH}|(?<=h)\d\d\b)){{0,2}})"
_PIECE = re.compile(rf"({_AMOUNT})[\s-]?(?:more )?({UNIT})( and a half| and a quarter)?")


def number(text: str) -> int:
    """A number in digits or words, cardinal or ordinal; 0 when it is none."""
    text = text.strip()
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else NUMBERS.get(text) or ORDINALS.get(text) or 0


def _amount(text: str) -> float:
    if text.startswith(("half", "a half", "1/2")):
        return 0.5
    if text.startswith(("three quarters", "three-quarters", "3/4")):
        return 0.75
    if "quarter" in text or text.startswith("1/4"):
        return 0.25
    if "couple" in text or "pair" in text:
        return 2
    if "few" in text or text == "several":
        return 3
    half = 0.5 if text.endswith((" and a half", " and an half", " 1/2")) else 0
    text = text.removesuffix(" and a half").removesuffix(" and an half").removesuffix(" 1/2")
    return half + (1 if text in ("a", "an") else float(text) if text[0].isdigit() else number(text))


def unit_of(text: str) -> str:
    """The plain name of a unit of time ("wks": "week")."""
    text = (
        "min"
        if text == "'"
        else text.rstrip("'").removesuffix("'s").removesuffix("s")
        if text not in ("h", "m")
        else text
    )
    return _UNITS.get(text, text)


def length_of(text: str) -> Length | None:
    """The length that a match of LENGTH names."""
    total = Length()
    end = 0
    for piece in _PIECE.finditer(text):
        amount = _amount(piece[1])
        amount += 0 if not piece[3] else 0.5 if "half" in piece[3] else 0.25
        one = length(amount, unit_of(piece[2]))
        if one is None:
            return None
        total = total.plus(one)
        end = piece.end()
    minutes = re.match(r"\d\d\b", text[end:])
    return total.plus(Length(minutes=int(minutes[0]))) if minutes else total


_HOLIDAY_WORDS = (
    (r"(?:christmas|x-?mas) eve|nochebuena", "christmas eve"),
    (r"(?:the )?day after (?:christmas|x-?mas)|boxing day", "boxing"),
    (r"christmas(?: day)?(?! (?:week|party|break|vacation|shopping|cards?))|x-?mas(?: day)?", "christmas"),
    (r"new year'?s? eve", "new year eve"),
    (r"(?<!after the )(?<!in the )(?:new year'?s(?: day)?|new year day|(?<=before )(?:the )?new year\b)", "new year"),
    (r"mlk(?:'s)?(?: jr\.?)?(?: birth)?day|mlk|martin luther king(?:,? jr\.?)?(?:'s)?(?: birth)?(?: ?day)?", "king"),
    (r"valentine'?s?'? day|valentines|v-?day", "valentine"),
    (r"president'?s?'? day|washington'?s birthday", "presidents"),
    (r"(?:st\.?|saint) (?:patrick|patty|paddy)'?s?(?:'s)? day|st\.? patricks|st\.? patrick's", "patrick"),
    (r"april fool'?s?'?(?: day)?", "fools"),
    (r"earth day", "earth"),
    (r"groundhog day", "groundhog"),
    (r"cinco de mayo", "cinco"),
    (r"mother'?s?'? day", "mother"),
    (r"memorial day", "memorial"),
    (r"juneteenth", "juneteenth"),
    (r"father'?s?'? day", "father"),
    (
        r"independence day|(?:july (?:4th|fourth|4)|(?:the )?(?:4th|fourth) of july)(?= week)|(?:the )?fourth of july(?: day)?|(?:the )?4th of july",
        "independence",
    ),
    (r"labou?r day", "labor"),
    (r"columbus day|indigenous peoples'? day", "columbus"),
    (r"hall?oween(?: day)?|all hallow'?s'? eve", "halloween"),
    (r"all saint'?s'? day", "saints"),
    (r"all soul'?s'? day|day of the dead", "souls"),
    (r"veteran'?s?'? day", "veterans"),
    (r"black friday|(?:the )?(?:day|friday) after thanksgiving", "black friday"),
    (r"cyber monday", "cyber monday"),
    (r"thanks ?giving(?: day)?(?! (?:week|break))|turkey day", "thanksgiving"),
    (r"mardi gras|fat tuesday", "mardi gras"),
    (r"ash wednesday", "ash wednesday"),
    (r"palm sunday", "palm sunday"),
    (r"maundy thursday|holy thursday", "holy thursday"),
    (r"good friday", "good friday"),
    (r"holy saturday|easter saturday", "easter saturday"),
    (r"easter monday", "easter monday"),
    (r"easter(?: sunday| day)?(?! (?:week|break))", "easter"),
    (r"pentecost(?: sunday)?|whit ?sunday", "pentecost"),
)
_HOLIDAY_PATTERNS = tuple((re.compile(rf"(?:{p})\b"), name) for p, name in _HOLIDAY_WORDS)
HOLIDAY = r"(?:" + "|".join(f"(?:{p})" for p, _ in _HOLIDAY_WORDS) + r")\b"


def holiday_name(text: str, at: int, week: str = "") -> str | None:
    """The calendar's name of the holiday (or of its `week`) that stands in a text at a position."""
    if week:
        return next(
            (n for w, n in (("thanks", "thanksgiving"), ("mas", "christmas"), ("easter", "easter")) if w in week), None
        )
    return next((name for pattern, name in _HOLIDAY_PATTERNS if pattern.match(text, at)), None)


NTH = rf"(?:{ORD}|\d{{1,2}}(?:st|nd|rd|th)|last|final)"
THIS_MONTH = r"(?:the |this |next |the next |the following |following |that )month"
NO_TIME = (
    r"good\s+(?:morning|afternoon|evening|night|day)\b|have a (?:(?:very )?(?:great|good|nice|blessed|wonderful|lovely|safe|fun|happy) )(?:rest of (?:your|the) )?\w+|happy (?:\w+day|thanksgiving|new year|holidays|easter|halloween|christmas|mother'?s day|father'?s day|valentine'?s day)\b|merry (?:christmas|x-?mas)|"
    r"(?:last|past|previous|all|every other|every|each|the other|other) (?:week|wk|month|night|year|weekend|day|few|couple|\d+ )\b(?! (?:of|in|on)\b| (?:this|next) month)|may (?:or may|i|we|not|be|have|need|want)\b|"
    r"this past\b|yesterday(?: (?:at |around )?(?:morning|afternoon|evening|night|noon|lunch\w*))?|last (?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning|afternoon|evening|night))?\b(?!,? (?:of|in|on)\b|,? (?:this|next) month|,? "
    + MONTH
    + r")|24[/-]7|24 hours?\b|first (?:time|name|thing i\b)|second opinion|one (?:time|day)\b|some ?day\b|other day\b|"
    r"(?:room|suite|ste|apt|unit|floor|exam room|gate|door|box|exit|building|bldg|lot|level|route|rt|hwy|highway|option|number|no\.|choice|press|text|reply|size|grade|age|aged|type|stage|step|phase|chapter|page|line|version|covid[- ]?) ?#?\d+[a-z]?\b|mon(?:th)? to date|^10-4\b(?! ?(?:pm|am|tomorrow|mon|tue|wed|thu|fri))|(?:dob|d\.o\.b\.?|birth ?(?:day|date)|date of birth|born)[: ]+(?:is |on |in |was )*[\w/.-]+(?: \d+)?(?:,? (?:19|20)\d\d)?"
)
GONE_BY = (
    r"(?:\w+ )?(?:minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|months?|years?|yrs?) (?:ago|prior|late|early|behind)\b"
)
CODES = r"(?!(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\d{1,2}(?:st|nd|rd|th)\b)[a-z]+\d+[a-z]+\d*[a-z\d-]*|[a-z]-\d+\b|[a-z]\d{1,2}[/.]\d+"
NUMBERS_ONLY = (
    r"(?:\+?\d[\d]{0,2}[ .-])?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}|\d{5,}(?:[-.]\d+)*|\d+[.,]\d{3,}|\d{1,3}(?:,\d{3})+|\$\s?\d[\d.,]*|\$[a-z]+|\d+(?:\.\d+)?\s?%|\+\d[\d -]{6,}|#\s?\d+|\d+-\d+-\d{2}-\d{4}|"
    r"\d{4}\s?-\s?\d{1,2}(?![\d-])|\d{1,2}\s?-\s?\d{4}(?!\d)|\d{4}-\d{4}-\d+|\d{6}\s\d[\d-]+|\d{3}-\d{4}\b"
)
COUNTED = (
    r"(?:\d+|an?|one|two|three|four|five|six|ten|(?:thir|four|fif|six|seven|eigh|nine)teen) ?-?(?:weeks?|months?|years?|yrs?|days?|mo|mos|wks?|yr|y)[ /-]?(?:old|o)\b|\d+\s?y/?o\b|(?:\d+\s?-?\s?|(?:an?|one|two|three|half an?|half|1/2|1/4|one half)[\s-]+)(?:mg|mcg|ml|lbs?|kg|pills?|tablets?|tabs?|capsules?|caps?\b|puffs?|drops?|sprays?|people|kids|mmol|percent|dollars|bucks|units|doses?|times|blocks|miles|pounds|teaspoons?|tsp|tbsp|cups?|ounces?|oz|feet|ft|inches|degrees)\b|"
    r"(?<!\d)(?<!day )(?<!mon )(?<!tue )(?<!tues )(?<!wed )(?<!thu )(?<!thur )(?<!thurs )(?<!fri )(?<!sat )(?<!sun )(?<!on )(?:10|\d)\s?/\s?10\b(?! at)|(?<=pain )1\d\s?/\s?10\b|\d+ out of \d+|(?:[4-9]\d|\d{3})\s?(?:/|over)\s?\d{2,3}\b|\d+(?:\.\d+)?\s?-\s?\d+(?:\.\d+)?\s?(?:mg|pills?|tablets?|tabs?|weeks?|days?|hours?|minutes?|mins?|months?|years?|times|people|kids|doses?)\b|(?:once|twice|\d+ times|\d+x|one|two|three) (?:a|per|every) (?:day|week|month|year|night|morning)|\d+ to \d+ (?:weeks?|days?|hours?|minutes?|mins?|months?|years?|times|people|pills?|tablets?)\b|"
    r"(?:1/2|1/4|3/4|1/3) (?!at\b|@)(?=[a-z])(?!or|and|on|in|if|is|would|works|please|pls)\w+|\d/\d{1,2} (?:tabs?|tablets?|pills?)"
)

HINT = (
    r"\d|\bday ?time|\b(?:mon|tue|wed|thu|fri|sat|sun|today|tod\b|tom\b|tomo|tonight|morning|aft|evening|night|noon|midday|midnight|week|wk|month|next|following|days?\b|one|two|three|four|five|six|seven|eight|"
    r"nine|ten|eleven|twelve|twenty|half|quarter|lunch|early|earl|late|soon|first|last|end of|beginning|middle|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|in an?|the \w+(?:th|st|nd|rd)|[ap]\.?m\b|"
    r"x-?mas|chris|thanks? ?g|turkey|easter|good f|new year|labou?r|memorial|veteran|columbus|president|mlk|martin|valentin|st\.? |saint|hall?o|mother|father|independ|juneteenth|black f|cyber|boxing|"
    r"fortnight|overmorrow|after (?:work|school|lunch)|before (?:work|school|lunch)|opening|you open|couple|few|an? (?:hour|day)|hour|now\b|asap|supper|dinner|breakfast|brunch|year|minute|hour|min\b|mins|thirty|forty|fifteen|tenth|nye\b|eo[mdw]\b|turkey|midmorn|midaft|fortnight|2mor|2nite|week)"
)

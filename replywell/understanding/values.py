# ruff: noqa: E501 - patterns and tables read better whole
"""Numbers that patients measure and report: blood pressure, glucose, temperature, weight, pain."""

import re
from dataclasses import dataclass

from .model import Slots

_BP = re.compile(
    r"(?<![\d/.:-])(\d{2,3})\s*(?:/|\\|\bover\b|\bsobre\b|\bcon\b|-|\bon\b|\bpor\b|\bsur\b|\bby\b)\s*(\d{2,3})(?![\d/:]|\.\d|\s*(?:am|pm|a\.m|p\.m)\b)"
)
_BP_WORD = re.compile(r"\b(?:bp|b/p|blood pressure|pressure|presion|tension|systolic|sistolica)\b")
_SUGAR_WORD = re.compile(r"\b(?:sugars?|glucose|glucosa|azucar|bs|bg|bgl|glycemi[ae]|glucemia|fasting|ayunas)\b")
_TEMP_WORD = re.compile(r"\b(?:temp|temperature|temperatura|fever|fiebre|calentura)\b")
_WEIGHT_WORD = re.compile(
    r"\b(?:weight(?! (?:checks?|loss|management|visit|appointment|control)\b)|weigh|weighed|weighs|peso|pesa|pese|scale)\b"
)
_PAIN = re.compile(r"\b(10|\d)\s*(?:/|out of|de|sobre)\s*10\b")
_NUMBER = re.compile(r"(?<![\d/.:,-])(\d{1,3}(?:[.,]\d{1,2})?)(?![\d/:]|[.,]\d)")
_UNIT = re.compile(
    r"(?<![\d/.:,])(\d{1,3}(?:[.,]\d{1,2})?)\s*(mmol(?:/l)?|mg(?:/dl)?|lbs?|pounds?|libras?|kgs?|kilos?|°?\s?f|degrees|grados|°?\s?c)\b"
)
_UNITS = {"mm": "mmol/L", "mg": "mg/dL", "lb": "lb", "po": "lb", "li": "lb", "kg": "kg", "ki": "kg"}


# Spoken numbers: "one thirty over eighty", "ciento cuarenta sobre noventa".
_ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15,
    "dieciseis": 16, "diecisiete": 17, "dieciocho": 18, "diecinueve": 19, "veinte": 20, "veintiuno": 21, "veintidos": 22, "veintitres": 23, "veinticuatro": 24, "veinticinco": 25, "veintiseis": 26,
    "veintisiete": 27, "veintiocho": 28, "veintinueve": 29, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90,
}  # fmt: skip
_HUNDREDS = {"hundred": 100, "cien": 100, "ciento": 100, "doscientos": 200, "trescientos": 300}
SPOKEN = frozenset([*_ONES, *_HUNDREDS])
_JOINTS = frozenset(["and", "n", "oh", "o", "y"])
_SPOKEN = re.compile(
    r"\b(?:"
    + "|".join([*_HUNDREDS, *(w for w, n in _ONES.items() if n >= 20)])
    + r"|oh|one (?:ten|\w+teen|eleven|twelve))\b"
)
_WORD = re.compile(r"[a-z]+|[^a-z]+")
_HIGH_LOW = re.compile(
    r"(?:top|sys\w*|alta|high|upper|sistolica|grande|mayor|maxima|first)\D{0,25}(\d{2,3})\b.{0,25}?(?:bottom|dia\w*|baja|low\w*|lower|chica|chiquita|menor|minima)\D{0,15}(\d{2,3})\b|"
    r"(\d{2,3})\D{0,15}(?:arriba|top|alta|high)\b.{0,15}?(\d{2,3})\D{0,15}(?:abajo|bottom|baja|low)\b"
)
_LOOSE = re.compile(
    r"(?<![\d/.:-])(\d{2,3})(?:\s*x\s*|\s+and(?: then)?\s+|\s+y\s+|\s+then\s+|\s*,?\s+)(\d{2,3})(?![\d/:]|\.\d|\s*(?:am|pm)\b)"
)
_SLASH = re.compile(r"\s*\bslash\b\s*")
# "190, oops I mean 109": what stands before it was not meant
_PUT_RIGHT = re.compile(
    r"\b(?:i mean|i meant|mean|meant|oops|typo|wait|sorry|correction|no its|actually|make that|read it wrong|perdon|digo|quise decir|me equivoque|corrijo|mejor dicho|no espere)\b"
)
_LATER = re.compile(
    r"\b(?:then|now|after|wait|again|second|mean|meant|sorry|retook|rested|actually|luego|despues|ahora|perdon|digo|otra vez)\b"
)
_NOT_READ = re.compile(r"\b(?:not|no|wasn'?t)\s+(?:a\s+)?\d{2,3}(?:\s*/\s*\d{2,3})?\b(?=.*\d)")
_OXYGEN = re.compile(r"\b(?:oxygen|o2|spo2|sats?|saturation|oximeter|oxigeno|saturacion)\b")
_PAIN_WORD = re.compile(
    r"\b(?:pain|dolor)\D{0,15}\b(10|\d)\b(?!\s*(?:/|days|weeks|hours|dias|semanas|am|pm|:|\d|nov|dec|jan))"
)


def with_digits(flat: str) -> str:
    """A text with its spoken numbers from twenty on written in digits."""
    if not _SPOKEN.search(flat):
        return flat
    out: list[str] = []
    run: list[str] = []

    def close() -> None:
        while run and run[-1] in _JOINTS:
            run.pop()
        if run:
            total, last = 0, 0
            for word in run:
                if word in _HUNDREDS:
                    total = total * 100 if word == "hundred" and 0 < total < 10 else total + _HUNDREDS[word]
                    last = 100
                elif word in _ONES:
                    number = _ONES[word]
                    if 0 < total < 10 and (number >= 10 or last < 0):
                        total = total * 100 + number  # "one thirty", "one oh five"
                    else:
                        total += number
                    last = number
                elif word in ("oh", "o"):
                    last = -1
            out.append(f" {total} ")
            run.clear()

    for piece in _WORD.findall(flat):
        if piece in _ONES or piece in _HUNDREDS or (piece in _JOINTS and run):
            run.append(piece)
        elif (not piece.strip() and run) or (piece.strip() == "-" and run):
            continue
        else:
            close()
            out.append(piece)
    close()
    return "".join(out)


_DIGITS = re.compile(r"\d+")
MOST_NUMBERS = 30


@dataclass(frozen=True, slots=True)
class Values:
    """What was found; `odd` when a number was reported that no living person has."""

    slots: Slots
    odd: bool = False


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _pressure(flat: str, context: str) -> Values | None:
    named = bool(_BP_WORD.search(flat)) or context == "checkin_bp"
    odd = False
    found: list[tuple[Slots, int]] = []
    if named and (m := _HIGH_LOW.search(flat)):
        high, low = (int(g) for g in m.groups() if g)
        if 60 <= high <= 270 and 30 <= low <= 170 and high > low + 5:
            return Values(Slots(systolic=high, diastolic=low))
    pattern = _LOOSE if context == "checkin_bp" and not _BP.search(flat) else _BP
    for m in pattern.finditer(_NOT_READ.sub(" ", flat)):
        high, low = int(m[1]), int(m[2])
        if 60 <= high <= 270 and 30 <= low <= 170 and high > low + 5:
            joint = m[0][len(m[1]) : -len(m[2])].strip()
            if named or (joint in ("/", "over", "sobre") and high >= 80 and low >= 40):
                found.append((Slots(systolic=high, diastolic=low), m.start()))
        elif named and pattern is _BP:
            odd = True
    if found:
        # Of two readings the first counts, unless the second was taken later or puts the first right.
        later = len(found) > 1 and _LATER.search(flat[found[0][1] :])
        several = len(found) > 1 and found[0][0] != found[-1][0]
        unsure = several and (len(found) > 2 or not _PUT_RIGHT.search(flat[found[0][1] : found[-1][1]]))
        return Values(
            found[-1][0] if later else found[0][0], odd=unsure or any(critical(Values(slots)) for slots, _ in found)
        )
    return Values(Slots(), odd=True) if odd else None


_NO_SUGAR = re.compile(r"\s*(?:min|step|lb|pound|libra|carb|cal|mg of|am\b|pm\b|days?|dias|units?|unidades)")


def _another_sugar(flat: str, first: re.Match[str]) -> re.Match[str] | None:
    """A second number that may be a glucose in mg/dL, and another than the first."""
    for match in _NUMBER.finditer(flat, first.end()):
        number = _number(match[1])
        if 60 <= number <= 450 and number != _number(first[1]) and not _NO_SUGAR.match(flat, match.end()):
            return match
    return None


def too_many_numbers(flat: str) -> bool:
    """Whether a text is a heap of numbers, which names no value and no time."""
    if len(flat) < 2 * MOST_NUMBERS:
        return False
    return sum(1 for _ in _DIGITS.finditer(flat)) > MOST_NUMBERS


def critical(found: Values) -> bool:
    """Whether a value is so far out that a person should see it: pressure from 165/100 or under 90/50, glucose
    under 70 or from 240 mg/dL, temperature from 103 F."""
    slots = found.slots
    high, low, value, unit = slots.get("systolic"), slots.get("diastolic"), slots.get("value"), slots.get("unit")
    if high is not None and low is not None and (high >= 165 or low >= 100 or high < 90 or low < 50):
        return True
    if value is None:
        return False
    if unit == "mmol/L":
        return value < 3.9 or value >= 13.5
    if unit == "mg/dL":
        return value < 70 or value >= 240
    return (unit == "F" and value >= 103) or (unit == "C" and value >= 39.4)


def find(flat: str, context: str) -> Values | None:
    """The measurement in a text, or None. In a check-in a bare number is the answer to it."""
    if context.startswith("checkin") or _BP_WORD.search(flat) or _SUGAR_WORD.search(flat):
        flat = with_digits(_SLASH.sub("/", flat))
    if not _DIGITS.search(flat) or too_many_numbers(flat):
        return None
    found = _pressure(flat, context)
    if not found and context.startswith("checkin") and re.search(r"\d{4}|\d[a-z]\d", flat):
        return Values(Slots(), odd=True)
    if found:
        return found
    if _OXYGEN.search(flat) and (m := _NUMBER.search(flat)):
        value = _number(m[1])
        return Values(Slots(value=value, unit="%"), odd=not 50 <= value <= 100 or value < 93)
    m = _PAIN.search(flat) or _PAIN_WORD.search(flat)
    if m and (context == "postvisit" or re.search(r"\b(?:pain|dolor|hurts?|duele)\b", flat)):
        return Values(Slots(value=float(m[1]), unit="/10"))
    bare = re.fullmatch(r"\W*(\d{1,3}(?:[.,]\d{1,2})?)\W*(?:mg/?dl|mmol/?l?)?\W*", flat)
    unit = _UNIT.search(flat)
    kind = (unit[2].strip("° ")[:2] if unit else "") or ""
    number = _NUMBER.search(_NOT_READ.sub(" ", flat))
    if _SUGAR_WORD.search(flat) or context == "checkin_glucose":
        m = unit if unit and kind in ("mm", "mg") else number
        if m and (
            context != "checkin_glucose"
            or bare
            or unit
            or _SUGAR_WORD.search(flat)
            or len(flat.split()) <= 8
            or re.match(r"\W*\d{2,3}\b", flat)
        ):
            value = _number(m[1])
            name = _UNITS.get(kind) if m is unit else None
            guessed = name is None and value < 30  # a mmol/L that nobody named
            m2 = _another_sugar(flat, m) if not name or name == "mg/dL" else None
            if m2 and _PUT_RIGHT.search(flat[m.end() : m2.start()]):
                m, value, m2 = m2, _number(m2[1]), None
            name = name or ("mmol/L" if value < 30 else "mg/dL")
            good = 1.0 <= value <= 35 if name == "mmol/L" else 30 <= value <= 700
            others = [_number(n[1]) for n in _NUMBER.finditer(flat)] if name == "mg/dL" else []
            far = any(30 <= n < 70 or 240 <= n <= 700 for n in others)
            odd = far or guessed or m2 is not None
            return Values(Slots(value=value, unit=name), odd=odd) if good else Values(Slots(), odd=True)
    if unit and kind in ("mm", "mg") and kind == "mm":
        return Values(Slots(value=_number(unit[1]), unit="mmol/L"))
    if _TEMP_WORD.search(flat) or (
        bare and re.search(r"\d[.,]\d", flat) and context in ("none", "checkin_yesno", "postvisit", "triage_question")
    ):
        for m in _NUMBER.finditer(flat):
            value = _number(m[1])
            if 93 <= value <= 109:
                return Values(Slots(value=value, unit="F"))
            if 34.5 <= value <= 42.5:
                return Values(Slots(value=value, unit="C"))
        if _TEMP_WORD.search(flat) and number and _number(number[1]) > 50:
            return Values(Slots(), odd=True)
    if (unit and kind in ("lb", "po", "li", "kg", "ki")) or (_WEIGHT_WORD.search(flat) and number):
        m = unit if unit and kind in _UNITS else number
        if m:
            value = _number(m[1])
            slots = Slots(value=value)
            if m is unit:
                slots["unit"] = _UNITS[kind]
            return Values(slots) if 2 <= value <= 700 else Values(Slots(), odd=True)
    if context == "checkin_bp" and bare and 60 <= _number(bare[1]) <= 270:
        return Values(Slots(value=_number(bare[1])), odd=True)
    return None

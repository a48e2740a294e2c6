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
_WEIGHT_WORD = re.compile(r"\b(?:weight|weigh|weighed|weighs|peso|pesa|pese|scale)\b")
_PAIN = re.compile(r"\b(10|\d)\s*(?:/|out of|de|sobre)\s*10\b")
_NUMBER = re.compile(r"(?<![\d/.:,-])(\d{1,3}(?:[.,]\d{1,2})?)(?![\d/:]|[.,]\d)")
_UNIT = re.compile(
    r"(?<![\d/.:,])(\d{1,3}(?:[.,]\d{1,2})?)\s*(mmol(?:/l)?|mg(?:/dl)?|lbs?|pounds?|libras?|kgs?|kilos?|°?\s?f|degrees|grados|°?\s?c)\b"
)
_UNITS = {"mm": "mmol/L", "mg": "mg/dL", "lb": "lb", "po": "lb", "li": "lb", "kg": "kg", "ki": "kg"}


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
    for m in _BP.finditer(flat):
        high, low = int(m[1]), int(m[2])
        if 60 <= high <= 270 and 30 <= low <= 170 and high > low + 5:
            joint = m[0][len(m[1]) : -len(m[2])].strip()
            if named or (joint in ("/", "over", "sobre") and high >= 80 and low >= 40):
                return Values(Slots(systolic=high, diastolic=low))
        elif named:
            odd = True
    return Values(Slots(), odd=True) if odd else None


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
    if not any(c.isdigit() for c in flat) or too_many_numbers(flat):
        return None
    found = _pressure(flat, context)
    if not found and context.startswith("checkin") and re.search(r"\d{4}", flat):
        return Values(Slots(), odd=True)
    if found:
        return found
    m = _PAIN.search(flat)
    if m and (context == "postvisit" or re.search(r"\b(?:pain|dolor|hurts?|duele)\b", flat)):
        return Values(Slots(value=float(m[1]), unit="/10"))
    bare = re.fullmatch(r"\W*(\d{1,3}(?:[.,]\d{1,2})?)\W*(?:mg/?dl|mmol/?l?)?\W*", flat)
    unit = _UNIT.search(flat)
    kind = (unit[2].strip("° ")[:2] if unit else "") or ""
    number = _NUMBER.search(flat)
    if _SUGAR_WORD.search(flat) or context == "checkin_glucose":
        m = unit if unit and kind in ("mm", "mg") else number
        if m and (context != "checkin_glucose" or bare or unit or _SUGAR_WORD.search(flat) or len(flat.split()) <= 8):
            value = _number(m[1])
            name = _UNITS.get(kind) if m is unit else None
            name = name or ("mmol/L" if value < 30 else "mg/dL")
            good = 1.0 <= value <= 35 if name == "mmol/L" else 30 <= value <= 700
            return Values(Slots(value=value, unit=name)) if good else Values(Slots(), odd=True)
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

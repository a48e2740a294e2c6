"""Find a patient by what the person at the desk has: a name, a phone, a birth date, a chart id, or some of these."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from replywell.patients.models import Patient

MOST = 50
"""Patients shown: who has more than this types another letter."""
LONGEST = 100
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_WRITTEN = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]*\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.IGNORECASE)
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_AMERICAN = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\b")
_PHONE = re.compile(r"\+?[\d\s().-]*\d")


@dataclass(frozen=True)
class Wanted:
    """What a search asks for. `digits` of a phone, without +1; `code`: how a chart id may begin."""

    words: str = ""
    born: date | None = None
    digits: str = ""
    code: str = ""

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.words or self.born or self.digits or self.code)


def read(query: str, today: date) -> Wanted:
    """What somebody typed: "diaz 5/1/1980", "555-0123", "MRN-77". Dates as Americans write them, or ISO."""
    rest = query.strip()[:LONGEST]
    born, rest = _birth_date(rest, today)
    digits = ""
    if _PHONE.fullmatch(rest):
        digits = re.sub(r"\D", "", rest)
        digits = digits[1:] if len(digits) == 11 and digits.startswith("1") else digits
    code = rest if rest and " " not in rest and any(char.isdigit() for char in rest) else ""
    words = "" if digits else rest
    return Wanted(words, born, digits if len(digits) > 2 else "", code)


def find(query: str, today: date, *, most: int = MOST) -> list[Patient]:
    """The patients meant, the best first, at most `most`. Inside a practice scope; two queries."""
    wanted = read(query, today)
    if wanted.nothing:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT patient_id FROM find_patients(%s, %s, %s, %s, %s)",
            [wanted.words, wanted.born, wanted.digits, wanted.code, most],
        )
        ids = list(dict.fromkeys(key for (key,) in cursor.fetchall()))[:most]
    found = Patient.objects.in_bulk(ids)
    return [found[key] for key in ids if key in found]


def _birth_date(text: str, today: date) -> tuple[date | None, str]:
    """The date in the text, and the text without it."""
    for pattern, order in ((_WRITTEN, "mdy"), (_ISO, "ymd"), (_AMERICAN, "mdy")):
        match = pattern.search(text)
        if match is None:
            continue
        part = dict(zip(order, match.groups(), strict=True))
        year = int(part["y"])
        if year < 100:
            year += 2000 if year <= today.year % 100 else 1900
        month = part["m"].lower()[:3]
        try:
            found = datetime(year, _MONTHS.index(month) + 1 if month in _MONTHS else int(month), int(part["d"])).date()  # noqa: DTZ001 - a day of a calendar
        except ValueError:
            continue
        return found, " ".join((text[: match.start()] + " " + text[match.end() :]).split())
    return None, text

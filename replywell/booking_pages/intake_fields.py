"""What the intake page asks, and whether an answer will do."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from replywell.patients import intake

LINE, LINES = 120, 2000
"""Characters of an answer in one line, and in several."""
OLDEST = date(1900, 1, 1)
_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True)
class Field:
    """One answer. `kind`: text, area, date, sex, tick. `fills`: what a browser may put there."""

    name: str
    kind: str = "text"
    required: bool = False
    fills: str = "off"


FIELDS: Mapping[str, tuple[Field, ...]] = {
    "identity": (
        Field("first_name", required=True, fills="given-name"),
        Field("last_name", required=True, fills="family-name"),
        Field("birth_date", "date", required=True, fills="bday"),
        Field("sex", "sex"),
        Field("language"),
        Field("guardian"),
    ),
    "address": (
        Field("street", required=True, fills="street-address"),
        Field("city", required=True, fills="address-level2"),
        Field("state", required=True, fills="address-level1"),
        Field("zip", required=True, fills="postal-code"),
        Field("emergency_contact", required=True),
    ),
    "insurance": (Field("insurer"), Field("member_id"), Field("group"), Field("holder"), Field("self_pay", "tick")),
    "allergies": (Field("allergies_what", "area"), Field("allergies_none", "tick")),
    "medications": (Field("medications_what", "area"), Field("medications_none", "tick")),
    "signature": (Field("signature_name", required=True, fills="name"), Field("signature_tick", "tick", required=True)),
}
"""By step, in the order of `intake.STEPS`, the signature last."""
EITHER = {
    "insurance": ("insurer", "self_pay", "intake.insurance_missing"),
    "allergies": ("allergies_what", "allergies_none", "intake.allergies_missing"),
    "medications": ("medications_what", "medications_none", "intake.medications_missing"),
}
"""Where one of two answers is needed, and what is said without."""
WHEN_MISSING = {
    "signature_name": "intake.signature_missing",
    "signature_tick": "intake.tick_missing",
}
SEXES = ("female", "male", "other")
ORDER = (*intake.STEPS, "signature")


def read(step: str, sent: Mapping[str, str], today: date) -> tuple[dict[str, str], dict[str, str]]:
    """(the answers, and by field the key of what is wrong). Dates become ISO; an empty answer is left out."""
    answers: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for field in FIELDS[step]:
        value = clean(sent.get(field.name, ""), lines=field.kind == "area")
        if field.kind == "tick":
            value = "yes" if value else ""
        elif field.kind == "sex":
            value = value if value in SEXES else ""
        if len(value) > (LINES if field.kind == "area" else LINE):
            wrong[field.name] = "intake.too_long"
        elif field.required and not value:
            wrong[field.name] = WHEN_MISSING.get(field.name, "intake.required")
        elif field.kind == "date" and value:
            born = _date(value)
            if born is None or not OLDEST <= born <= today:
                wrong[field.name] = "intake.bad_date"
            else:
                value = born.isoformat()
        if value:
            answers[field.name] = value
    if step in EITHER:
        first, second, words = EITHER[step]
        if first not in answers and second not in answers:
            wrong[first] = words
    return answers, wrong


def shown(field: Field, value: str) -> str:
    """An answer as people write it: dates as month/day/year."""
    found = _ISO.fullmatch(value) if field.kind == "date" else None
    return f"{int(found[2])}/{int(found[3])}/{found[1]}" if found else value


def _date(value: str) -> date | None:
    american, iso = _DATE.fullmatch(value), _ISO.fullmatch(value)
    try:
        if american:
            return date(int(american[3]), int(american[1]), int(american[2]))
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
    except ValueError:
        return None
    return None


def clean(value: str, *, lines: bool = False) -> str:
    """Without control characters; in one line unless it may have several."""
    text = value.replace("\r\n", "\n")
    kept = "".join(one for one in text if (one == "\n" and lines) or unicodedata.category(one) != "Cc")
    return kept.strip()

"""patients.csv: one row for a patient and up to nine phones; more rows for more phones."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from replywell.ehr import values
from replywell.ehr.csv.table import Row, Table
from replywell.ehr.problems import Wrong, nearest
from replywell.patients.models import ConsentPurpose, ContactRole

REQUIRED = ("chart_id", "first_name", "last_name")
OPTIONAL = (
    "birth_date",
    "language",
    "active",
    "phone",
    "role",
    "first_name_ok",
    "preferred",
    "consent",
    "consent_when",
    "consent_how",
    "consent_words",
    "consent_version",
)
CHANNELS = ("text", "form", "paper", "verbal")
ROLES = {
    **{role: role for role in ContactRole.values},
    "parent": "guardian", "mother": "guardian", "father": "guardian", "patient": "self", "carer": "caregiver",
}  # fmt: skip
PURPOSES = tuple(ConsentPurpose.values)


@dataclass
class Consent:
    """What was agreed to on one phone for one patient, with its evidence."""

    purposes: tuple[str, ...]
    at: datetime
    channel: str
    words: str
    version: str


@dataclass
class Link:
    """One phone of a patient, as the file has it."""

    phone: str
    line: int
    values: dict[str, Any]
    consent: Consent | None


@dataclass
class PatientRow:
    """One patient, as the file has them."""

    chart_id: str
    line: int
    values: dict[str, Any]
    links: dict[str, Link] = field(default_factory=dict)


def read_patients(table: Table, zone: str, now: datetime) -> dict[str, PatientRow]:
    """The patients of a file by chart id; what is wrong is added to the table's problems. `zone` is the practice's."""
    if not table.check_columns(REQUIRED, OPTIONAL, numbered=("phone", "role")):
        return {}
    patients: dict[str, PatientRow] = {}
    for row in table.rows():
        _row(row, patients, zone, now)
    return patients


def _row(row: Row, patients: dict[str, PatientRow], zone: str, now: datetime) -> None:
    chart_id = row.get("chart_id", values.needed)
    found: dict[str, Any] = {
        "first_name": row.get("first_name", values.needed),
        "last_name": row.optional("last_name", values.text, ""),
    }
    if "birth_date" in row.raw:
        born = row.optional("birth_date", lambda raw: _past(values.day(raw), now.date()), None)
        found["birth_date"] = born.isoformat() if born else None
    if "language" in row.raw:
        found["language"] = row.optional("language", values.language, "")
    found["active"] = row.optional("active", values.flag, True)
    consent = _consent(row, zone, now)
    if chart_id is None:
        return
    known = patients.get(chart_id)
    if known is None:
        known = patients[chart_id] = PatientRow(chart_id, row.line, found)
    else:
        for name, value in found.items():
            if known.values[name] != value and name in row.raw and row.has(name):
                row.wrong(
                    name,
                    f"chart {chart_id} has another {name.replace('_', ' ')} on line {known.line}",
                    str(known.values[name] or "the same on both lines"),
                )
    _links(row, known, consent)


def _links(row: Row, patient: PatientRow, consent: Consent | None) -> None:
    named_ok = row.optional("first_name_ok", values.flag, False)
    for column in [name for name in row.raw if name.startswith("phone")]:
        suffix = column.removeprefix("phone")
        role_column = f"role{suffix}"
        if not row.has(column):
            if row.has(role_column):
                row.wrong(role_column, "there is a role, but no phone", f"a number in {column}")
            continue
        phone = row.get(column, values.phone)
        role = row.optional(role_column, _role, "self")
        if phone is None:
            continue
        if phone in patient.links:
            row.wrong(
                column,
                f"the patient has this phone on line {patient.links[phone].line} already",
                "each phone of a patient once",
            )
            continue
        first = not patient.links
        preferred = row.optional("preferred", values.flag, first) if not suffix else first
        patient.links[phone] = Link(
            phone,
            row.line_of(column),
            {"role": role, "first_name_ok": named_ok, "preferred": preferred},
            consent,
        )
    if consent and consent.purposes and not any(row.has(name) for name in row.raw if name.startswith("phone")):
        row.wrong("consent", "there is consent, but no phone it could be for", "a number in phone")


def _role(raw: str) -> str:
    word = raw.strip().lower()
    if word not in ROLES:
        raise Wrong("no such role", nearest(word, ContactRole.values))
    return ROLES[word]


def _past(day: date, today: date) -> date:
    if day > today:
        raise Wrong("that day has not come yet", f"a day up to {today}")
    return day


def _purposes(raw: str) -> tuple[str, ...]:
    words = [word for word in re.split(r"[\s;,|+]+", raw.strip().lower()) if word]
    if words == ["none"]:
        return ()
    for word in words:
        if word not in PURPOSES:
            raise Wrong(f"{word} is no purpose", nearest(word, PURPOSES))
    return tuple(sorted(set(words)))


def _consent(row: Row, zone: str, now: datetime) -> Consent | None:
    """The consent of a row; None when the row says nothing of it. Evidence is needed: when, how, and what."""
    evidence = ("consent_when", "consent_how", "consent_words", "consent_version")
    if not row.has("consent"):
        for column in evidence:
            if row.has(column):
                row.wrong("consent", f"{column} is filled in, but not for which purposes", " ".join(PURPOSES))
                break
        return None
    purposes = row.get("consent", _purposes)
    if purposes is None:
        return None
    if not purposes:
        return Consent((), now, "import", "none", "")
    at = row.get("consent_when", lambda raw: _when(raw, zone, now))
    how = row.get("consent_how", _channel)
    words = row.optional("consent_words", values.text, "")
    version = row.optional("consent_version", values.text, "")
    if not words and not version:
        row.wrong("consent_words", "consent needs evidence", "the words agreed to, or consent_version of the form")
    if at is None or how is None:
        return None
    return Consent(purposes, at, how, words, version)


def _when(raw: str, zone: str, now: datetime) -> datetime:
    if not raw.strip():
        raise Wrong("consent needs the day it was given", "a date such as 2026-01-05")
    at = values.moment(raw, zone)
    if at > now:
        raise Wrong("that moment has not come yet", f"a day up to {now.astimezone(UTC).date()}")
    return at


def _channel(raw: str) -> str:
    word = raw.strip().lower()
    if not word:
        raise Wrong("consent needs the way it was given", "text, form, paper or verbal")
    if word not in CHANNELS:
        raise Wrong("no such way", nearest(word, CHANNELS))
    return word

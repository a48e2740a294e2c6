"""appointments.csv: one row for a visit, in the local wall time of its location."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from replywell.ehr import values
from replywell.ehr.csv.table import Row, Table
from replywell.ehr.problems import Problem, Wrong, nearest

REQUIRED = ("external_id", "chart_id", "type", "date", "time")
OPTIONAL = ("practitioner", "location", "status", "rooms", "minutes")
STATUSES = {
    "booked": "booked", "scheduled": "booked", "pending": "booked", "confirmed": "booked", "": "booked",
    "arrived": "arrived", "checked-in": "arrived", "checked in": "arrived",
    "fulfilled": "fulfilled", "completed": "fulfilled", "complete": "fulfilled",
    "cancelled": "cancelled", "canceled": "cancelled",
    "noshow": "noshow", "no-show": "noshow", "no show": "noshow", "no_show": "noshow",
}  # fmt: skip


@dataclass
class TypeFacts:
    """What a visit of a type takes: minutes, and a part -> schedule codes of which one is needed."""

    minutes: int
    needs: dict[str, list[str]]


@dataclass
class Known:
    """What rows of a file may refer to: from the practice file at hand and the database."""

    locations: dict[str, str] = field(default_factory=dict)
    """code -> zone"""
    practitioners: set[str] = field(default_factory=set)
    schedules: dict[str, str] = field(default_factory=dict)
    """code -> kind"""
    types: dict[str, TypeFacts] = field(default_factory=dict)
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    """kind -> lower-cased name -> code, for files that give names instead of codes"""

    def find(self, kind: str, codes: Collection[str], raw: str) -> str:
        """The code that a file's word means. Raises Wrong with the nearest one."""
        word = raw.strip()
        if word in codes:
            return word
        by_lower: Mapping[str, str] = {code.lower(): code for code in codes}
        names = self.names.get(kind, {})
        found = by_lower.get(word.lower()) or names.get(word.lower())
        if found is None or found not in codes:
            raise Wrong(f"no such {kind}", nearest(word, codes, f"a {kind}"))
        return found


@dataclass
class VisitRow:
    """One visit, as the file has it. `values` are what the three-way compare looks at; times are UTC."""

    external_id: str
    line: int
    values: dict[str, Any]
    starts_at: datetime
    ends_at: datetime
    zone: str


def read_visits(table: Table, known: Known, chart_ids: Collection[str], warnings: list[Problem]) -> dict[str, VisitRow]:
    """The visits of a file by external id; what is wrong is added to the table's problems."""
    if not table.check_columns(REQUIRED, OPTIONAL):
        return {}
    visits: dict[str, VisitRow] = {}
    for row in table.rows():
        visit = _row(row, known, chart_ids, warnings)
        external_id = row.raw["external_id"].strip()
        if visit is None:
            continue
        if external_id in visits:
            row.wrong("external_id", f"line {visits[external_id].line} has the same visit", "each external_id once")
            continue
        visits[external_id] = visit
    return visits


def _row(row: Row, known: Known, chart_ids: Collection[str], warnings: list[Problem]) -> VisitRow | None:
    before = len(row.table.problems)
    external_id = row.get("external_id", values.needed)
    chart_id = row.get("chart_id", values.needed)
    if chart_id is not None and chart_id not in chart_ids:
        row.wrong("chart_id", "no patient has this chart id", _near_chart(chart_id, chart_ids))
    type_code = row.get("type", lambda raw: known.find("appointment type", known.types, values.needed(raw)))
    location = _location(row, known)
    practitioner = row.optional(
        "practitioner", lambda raw: known.find("practitioner", known.practitioners, values.needed(raw)), ""
    )
    none: list[str] = []
    rooms = row.optional("rooms", lambda raw: _rooms(raw, known), none)
    status = row.get("status", _status) if "status" in row.raw else "booked"
    on = row.get("date", values.day)
    facts = known.types.get(type_code or "")
    if facts and not practitioner and not row.has("practitioner"):
        parts = list(facts.needs.values())
        if any(codes and all(known.schedules.get(code) == "practitioner" for code in codes) for codes in parts):
            row.wrong("practitioner", f"a visit of type {type_code} needs a practitioner", "the practitioner's code")
    minutes = row.optional("minutes", values.whole(1, 24 * 60), facts.minutes if facts else 1)
    zone = known.locations.get(location or "", "UTC")
    starts_at = None
    if on is not None and location is not None:
        starts_at = row.get("time", lambda raw: _starts(raw, on, zone, row, warnings))
    elif row.has("time"):
        row.get("time", _time_alone)
    if len(row.table.problems) > before or starts_at is None or external_id is None:
        return None
    found: dict[str, Any] = {
        "chart_id": chart_id,
        "type": type_code,
        "practitioner": practitioner,
        "location": location,
        "starts_at": starts_at.isoformat(),
        "status": status,
    }
    # What the row does not say is not compared: it is ours to choose.
    if row.has("minutes"):
        found["minutes"] = minutes
    if rooms:
        found["rooms"] = rooms
    if row.raw.get("status", "").strip().lower() == "confirmed":
        found["confirmed"] = True
    return VisitRow(external_id, row.line, found, starts_at, starts_at + timedelta(minutes=minutes), zone)


def _location(row: Row, known: Known) -> str | None:
    if row.has("location"):
        return row.get("location", lambda raw: known.find("location", known.locations, raw))
    if len(known.locations) == 1:
        return next(iter(known.locations))
    row.wrong("location", "the practice has several locations", nearest("", known.locations, "a location"))
    return None


def _starts(raw: str, on: Any, zone: str, row: Row, warnings: list[Problem]) -> datetime:
    starts_at, remark = values.local_moment(on, raw, zone)
    if remark:
        warnings.append(Problem(row.table.file, row.line_of("time"), "time", raw.strip(), remark, ""))
    return starts_at


def _time_alone(raw: str) -> None:
    values.wall_time(re.sub(r"\s*([+-]\d{2}:?\d{2}|[zZ])$", "", raw))


def _rooms(raw: str, known: Known) -> list[str]:
    rooms = {code: kind for code, kind in known.schedules.items() if kind != "practitioner"}
    found = [known.find("room", rooms, word) for word in re.split(r"[\s;,|+]+", raw.strip())]
    return sorted(set(found))


def _status(raw: str) -> str:
    word = raw.strip().lower()
    if word not in STATUSES:
        raise Wrong(
            "no such status", nearest(word, ("booked", "confirmed", "arrived", "fulfilled", "cancelled", "noshow"))
        )
    return STATUSES[word]


def _near_chart(chart_id: str, chart_ids: Collection[str]) -> str:
    for guess in (chart_id.upper(), chart_id.lower(), chart_id.lstrip("0"), chart_id.zfill(6)):
        if guess in chart_ids:
            return guess
    return "a chart_id of patients.csv"


def local(moment: datetime, zone: str) -> str:
    """A moment as people there say it, for warnings."""
    return moment.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")

"""Hours, holidays, sessions and their exceptions in the practice file."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

import holidays as holiday_library
from yaml.nodes import Node, ScalarNode

from replywell.ehr import values
from replywell.ehr.practice_file.nodes import Document, Fields, Key, mapping, scalar, several
from replywell.ehr.problems import Wrong, nearest

YEARS_AHEAD = 2
LONGEST = 400
"""Days that one closure or exception may last."""


def read_holidays(document: Document, node: Node) -> dict[str, Any]:
    """`US`, or {country: US, state: NY, except: [Columbus Day]}."""
    if isinstance(node, ScalarNode):
        found: dict[str, Any] = {"country": _country(node.value)}
        return found
    keys = {
        "country": Key(scalar(_country), True),
        "state": Key(scalar(values.needed)),
        "except": Key(several(values.needed)),
    }
    fields = mapping(document, node, keys, "holidays")
    supported = holiday_library.list_supported_countries().get(fields.get("country", ""), [])
    if fields.get("state") and fields.get("state") not in supported:
        document.wrong(fields.at("state"), "no holidays are known for it", nearest(fields.get("state"), supported))
        return {}
    if fields.get("country") and fields.get("except"):
        all_days = _days({**fields.values, "except": []}, 2024, 2028)
        known = {part.removesuffix(" (observed)") for name in all_days.values() for part in name.split("; ")}
        for name in fields.get("except"):
            if name not in known:
                document.wrong(fields.at("except"), f"{name} is no holiday there", nearest(name, known), name)
    return dict(fields.values)


def _country(raw: str) -> str:
    found = raw.strip().upper()
    if found not in holiday_library.list_supported_countries():
        raise Wrong("no holidays are known for that country", "a country of two letters such as US")
    return found


def _days(which: Mapping[str, Any], first: int, last: int) -> dict[date, str]:
    found = holiday_library.country_holidays(
        which["country"], subdiv=which.get("state"), years=range(first, last + 1), language="en_US"
    )
    left_out = set(which.get("except") or [])
    return {
        on: name
        for on, name in sorted(found.items())
        if not {part.removesuffix(" (observed)").strip() for part in name.split(";")} <= left_out
    }


def closures(document: Document, fields: Fields, now: datetime) -> list[list[str]]:
    """Closed days as [day, name], sorted: own days and, in this year and the next two, public holidays."""
    found: dict[str, str] = {}
    which = fields.get("holidays")
    if which and which.get("country"):
        year = now.year
        found |= {on.isoformat(): name for on, name in _days(which, year, year + YEARS_AHEAD).items()}
    for one in fields.get("closures") or []:
        for on in _each_day(document, one):
            found[on.isoformat()] = one.get("name", "")
    return [[on, name] for on, name in sorted(found.items())]


def _each_day(document: Document, fields: Fields) -> list[date]:
    first, last = fields.get("day"), fields.get("until")
    if first is None:
        return []
    last = last or first
    count = (last - first).days + 1
    if not 1 <= count <= LONGEST:
        document.wrong(fields.at("until"), "it must be the last day, after the first", f"a day from {first} on")
        return []
    return [first + timedelta(days=number) for number in range(count)]


def hours(document: Document, given: Iterable[tuple[list[int], list[tuple[str, str]], Node]]) -> list[list[Any]]:
    """Opening hours as [weekday, opens, closes], sorted."""
    found: dict[int, list[tuple[str, str]]] = {}
    for days, stretches, node in given:
        for weekday in days:
            if weekday in found:
                document.wrong(node, f"{values.DAYS[weekday]} has hours already", "each day once")
            found[weekday] = stretches
    return [[weekday, *one] for weekday, stretches in sorted(found.items()) for one in stretches]


def _schedules(document: Document, rows: Mapping[str, Any], fields: Fields) -> list[str]:
    found = []
    for code in fields.get("schedules") or []:
        if code not in rows:
            place = fields.at("schedules")
            inner = place.value if isinstance(place.value, list) else []
            node = next((one for one in inner if getattr(one, "value", None) == code), place)
            document.wrong(node, "no such schedule", nearest(code, rows, "a practitioner, room, device or team"), code)
        else:
            found.append(code)
    return found


def sessions(document: Document, rows: Mapping[str, Any], given: Iterable[Fields], type_codes: set[str]) -> None:
    """Put the sessions into their schedules' rows: [weekday, starts, ends, valid from, valid until, types]."""
    for row in rows.values():
        row.values["sessions"] = []
    for fields in given:
        types = sorted(set(fields.get("types") or []))
        for code in types:
            if code not in type_codes:
                right = nearest(code, type_codes, "an appointment type")
                document.wrong(fields.at("types"), "no such appointment type", right, code)
        first, last = fields.get("from"), fields.get("until")
        if first and last and last < first:
            document.wrong(fields.at("until"), "it ends before it starts", f"a day from {first} on")
        for code in _schedules(document, rows, fields):
            for weekday in fields.get("days") or []:
                for starts, ends in fields.get("times") or []:
                    one = [weekday, starts, ends, _iso(first), _iso(last), types]
                    _check_overlap(document, fields, rows, code, one)
                    rows[code].values["sessions"].append(one)
    for row in rows.values():
        row.values["sessions"].sort(key=str)


def _check_overlap(document: Document, fields: Fields, rows: Mapping[str, Any], code: str, one: list[Any]) -> None:
    """A practitioner is in one place at a time: all their schedules count."""
    who = rows[code].values["practitioner"]
    for other, row in rows.items():
        if other != code and (who is None or row.values["practitioner"] != who):
            continue
        for had in row.values["sessions"]:
            in_force = (one[3] or "") <= (had[4] or "9999") and (had[3] or "") <= (one[4] or "9999")
            if had[0] == one[0] and had[1] < one[2] and one[1] < had[2] and in_force:
                document.wrong(
                    fields.at("times"),
                    f"{other} works {values.DAYS[had[0]]} {had[1]}-{had[2]} already",
                    "sessions of one schedule or practitioner that do not overlap",
                    f"{one[1]}-{one[2]}",
                )
                return


def exceptions(document: Document, rows: Mapping[str, Any], given: Iterable[Fields]) -> None:
    """Put the exceptions into their schedules' rows: [day, working, starts, ends, reason]."""
    for row in rows.values():
        row.values["exceptions"] = []
    for fields in given:
        off, works = fields.get("off"), fields.get("works")
        if (off is None) == (works is None):
            if not ({"off", "works"} & set(fields.nodes)) or (off is not None and works is not None):
                document.wrong(
                    fields.node, "an exception is either off or works", 'off: all day, or works: "09:00-12:00"'
                )
            continue
        stretches = works if works is not None else (off or [(None, None)])
        for code in _schedules(document, rows, fields):
            for on in _each_day(document, fields):
                for starts, ends in stretches:
                    rows[code].values["exceptions"].append(
                        [on.isoformat(), works is not None, starts, ends, fields.get("reason", "")]
                    )
    for row in rows.values():
        row.values["exceptions"].sort(key=str)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None

"""Read practice.yaml into rows by kind, checked against each other.

A key that is not there says nothing: a reload leaves what stands here alone.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from yaml.nodes import Node, SequenceNode

from replywell.ehr import values
from replywell.ehr.csv.appointments import Known, TypeFacts
from replywell.ehr.practice_file import dates
from replywell.ehr.practice_file.keys import FILE, NUMBER, STAFF
from replywell.ehr.practice_file.nodes import Document, Fields, mapping
from replywell.ehr.practice_file.rows import Row, Rows
from replywell.ehr.practice_file.same_day import read_booking, read_tables
from replywell.ehr.problems import Problem, Wrong, nearest
from replywell.understanding import vocabulary


@dataclass
class Definition(Rows):
    """The whole practice file: rows by kind and key."""

    file: str = ""
    code: str = ""
    zone: str = "America/New_York"

    def add_to(self, known: Known) -> None:
        """Let the rows of other files refer to what is defined here."""
        for kind, rows in (("location", "location"), ("practitioner", "practitioner"), ("appointment type", "type")):
            for code, row in self.of(rows).items():
                known.names.setdefault(kind, {})[str(row.values.get("name") or code).lower()] = code
        for code, row in self.of("location").items():
            known.locations[code] = row.values.get("zone") or self.zone
        known.practitioners.update(self.of("practitioner"))
        for code, row in self.of("schedule").items():
            known.schedules[code] = row.values["kind"]
        for code, row in self.of("type").items():
            needs: dict[str, list[str]] = {}
            for part, schedule in row.values.get("needs", []):
                needs.setdefault(part, []).append(schedule)
            old = known.types.get(code)
            if "needs" not in row.values and old:
                needs = old.needs
            known.types[code] = TypeFacts(row.values.get("minutes") or 1, needs)


def read_practice(path: Path, problems: list[Problem], now: datetime) -> Definition:
    """Read the file; what is wrong is added to `problems`. Holidays are those of the year of `now` and the next two."""
    document = Document(path, problems)
    definition = Definition(file=path.name)
    if document.root is None:
        if not problems:
            problems.append(Problem(path.name, 1, "", "", "the file is empty", "a practice definition"))
        return definition
    top = mapping(document, document.root, FILE, "the practice file")
    _Reading(document, definition, now).all(top)
    return definition


class _Reading:
    """The rows are built here, each checked against those it refers to."""

    def __init__(self, document: Document, definition: Definition, now: datetime) -> None:
        self.document = document
        self.into = definition
        self.now = now

    def all(self, top: Fields) -> None:
        practice = top.get("practice")
        if practice is not None:
            self._practice(practice)
        for one in top.get("locations", []):
            self._location(one)
        for one in top.get("practitioners", []):
            self._practitioner(one)
        for kind in ("room", "device", "team"):
            for one in top.get(f"{kind}s", []):
                self._schedule(one, one.get("code"), kind, one.get("name"), None)
        type_codes = {one.get("code") for one in top.get("appointment_types", [])}
        if "sessions" in top.values:
            dates.sessions(self.document, self.into.of("schedule"), top.get("sessions"), type_codes - {None})
        if "exceptions" in top.values:
            dates.exceptions(self.document, self.into.of("schedule"), top.get("exceptions"))
        for one in top.get("appointment_types", []):
            self._type(one)
        for one in top.get("staff", []):
            self._staff(one)
        if "on_call" in top.values:
            self._on_call(top)
        for one in top.get("numbers", []):
            self._add("number", one, one.get("phone"), _only(one, *NUMBER))
        if "vocabulary" in top.values:
            self._vocabulary(top)
        if "booking" in top.values:
            read_booking(self.document, self.into, top)
        if "triage_tables" in top.values:
            read_tables(self.document, self.into, top)
        if "backfill" in top.values:
            self._backfill(top)
        if "booking_page" in top.values:
            self._booking_page(top)

    def _add(self, kind: str, fields: Fields, key: str | None, found: dict[str, Any]) -> bool:
        if key is None:
            return False
        rows = self.into.of(kind)
        if key in rows:
            place = fields.at("phone" if kind == "number" else "code")
            self.document.wrong(place, f"this {kind} stands on line {rows[key].line} already", "each one once", key)
            return False
        rows[key] = Row(key, fields.node.start_mark.line + 1, found)
        return True

    def _refer(self, fields: Fields, name: str, kind: str, code: str | None = None) -> None:
        """Check that what `fields[name]` names is defined."""
        wanted = code if code is not None else fields.get(name)
        if wanted is not None and wanted not in self.into.of(kind):
            self.document.wrong(
                _node_of(fields.at(name), wanted),
                f"no such {kind}",
                nearest(wanted, self.into.of(kind), f"a {kind} {wanted}"),
                wanted,
            )

    def _practice(self, fields: Fields) -> None:
        found = _only(
            fields, "name", "text_name", "phone", "zone", "state", "late_limit", "cancel_word", "plain_accents"
        )
        self.into.code = fields.get("code") or ""
        self.into.zone = fields.get("zone") or self.into.zone
        language = fields.get("language", "en")
        if "language" in fields.values:
            found["language"] = language
        if "languages" in fields.values:
            found["languages"] = sorted(set(fields.get("languages")))
            if language not in found["languages"]:
                self.document.wrong(
                    fields.at("languages"), f"the practice's own language {language} is missing", f"{language} as well"
                )
        if caps := fields.get("caps"):
            found |= {f"caps_a_{name}": count for name, count in caps.values.items()}
        if quiet := fields.get("quiet_hours"):
            for name, at in quiet.values.items():
                found[f"quiet_{name}"] = f"{at:%H:%M}"
            if found.get("quiet_from") == found.get("quiet_until"):
                self.document.wrong(fields.at("quiet_hours"), "they start when they end", 'from "20:00" until "09:00"')
        if "pilot" in fields.values:
            found["pilot_chart_ids"] = fields.get("pilot")
        if {"closures", "holidays"} & set(fields.values):
            found["closures"] = dates.closures(self.document, fields, self.now)
        self._add("practice", fields, self.into.code or None, found)

    def _location(self, fields: Fields) -> None:
        found = _only(fields, "name", "zone", "address", "phone")
        found.setdefault("zone", self.into.zone)
        if "hours" in fields.values:
            found["hours"] = dates.hours(self.document, fields.get("hours"))
        if {"closures", "holidays"} & set(fields.values):
            found["closures"] = dates.closures(self.document, fields, self.now)
        self._add("location", fields, fields.get("code"), found)

    def _practitioner(self, fields: Fields) -> None:
        found = _only(fields, "name", "text_name", "also_called", "gender", "languages", "video_link")
        if not self._add("practitioner", fields, fields.get("code"), found):
            return
        places = fields.get("schedules") or [fields]
        for place in places:
            self._schedule(place, place.get("code"), "practitioner", fields.get("name"), fields.get("code"))

    def _schedule(
        self, fields: Fields, code: str | None, kind: str, name: str | None, practitioner: str | None
    ) -> None:
        location = fields.get("location")
        if location is None and "location" not in fields.nodes:
            location = next(iter(self.into.of("location")), None)
            if len(self.into.of("location")) > 1:
                self.document.wrong(
                    fields.node, f"{code} needs a location", nearest("", self.into.of("location")), code
                )
        self._refer(fields, "location", "location")
        found = {"name": name, "kind": kind, "practitioner": practitioner, "location": location}
        self._add("schedule", fields, code, found | _only(fields, "active"))

    def _type(self, fields: Fields) -> None:
        found = _only(
            fields, "name", "minutes", "buffer_before", "buffer_after", "bookable_by_text", "reminders", "video",
            "video_link",
        )  # fmt: skip
        for key, column in (("lead_time", "lead_minutes"), ("horizon", "horizon_days"), ("step", "step_minutes")):
            if key in fields.values:
                found[column] = fields.get(key)
        if "text_names" in fields.values:
            found["text_names"] = {language: name for language, name, _ in fields.get("text_names")}
        needs = []
        for part, schedules, node in fields.get("needs") or []:
            for code in schedules:
                if code not in self.into.of("schedule"):
                    right = nearest(code, self.into.of("schedule"), "a practitioner, room, device or team")
                    self.document.wrong(_node_of(node, code), "no such schedule", right, code)
                needs.append([part, code])
        if len({tuple(one) for one in needs}) != len(needs):
            self.document.wrong(fields.at("needs"), "a schedule stands twice in one part", "each one once", "")
        found["needs"] = sorted(needs)
        self._add("type", fields, fields.get("code"), found)

    def _staff(self, fields: Fields) -> None:
        self._add("staff", fields, fields.get("code"), _only(fields, *[key for key in STAFF if key != "code"]))

    def _on_call(self, top: Fields) -> None:
        entries: list[list[Any]] = []
        for fields in top.get("on_call"):
            self._refer(fields, "staff", "staff")
            times: list[str | None] = []
            for name in ("from", "until"):
                times.append(None)
                if fields.get(name):
                    try:
                        times[-1] = values.moment(fields.get(name), self.into.zone).isoformat()
                    except Wrong as error:
                        self.document.wrong(fields.at(name), error.wrong, error.right)
            if times[0] and times[1] and times[0] >= times[1]:
                self.document.wrong(fields.at("until"), "it ends before it starts", "a later moment")
            entries.append([fields.get("staff"), len(entries) + 1, *times])
        line = top.at("on_call").start_mark.line + 1
        self.into.of("on_call")["on_call"] = Row("on_call", line, {"entries": entries})

    def _vocabulary(self, top: Fields) -> None:
        entries: list[list[str]] = []
        lines: dict[str, int] = {}
        for fields in top.get("vocabulary"):
            means = [kind for kind in vocabulary.KINDS if fields.get(kind) is not None]
            for kind in means:
                self._refer(fields, kind, kind)
            if len(means) > 1:
                self.document.wrong(
                    fields.at(means[1]), "words stand for one thing", f"only {means[0]}, or an entry for each", means[1]
                )
            kind = means[0] if means else ""
            for words in fields.get("words") or []:
                node = _node_of(fields.at("words"), words)
                refused = vocabulary.refusal(words)
                same = words.casefold()
                if refused:
                    self.document.wrong(node, refused, "what patients call a clinician, a place or a service", words)
                elif same in lines:
                    self.document.wrong(node, f"these words stand on line {lines[same]} already", "each once", words)
                lines[same] = node.start_mark.line + 1
                entries.append([words, kind, fields.get(kind) or "" if kind else ""])
        if len(entries) > vocabulary.MOST_TERMS:
            wrong = f"there are {len(entries)} words"
            self.document.wrong(top.at("vocabulary"), wrong, f"at most {vocabulary.MOST_TERMS}")
        line = top.at("vocabulary").start_mark.line + 1
        self.into.of("vocabulary")["vocabulary"] = Row("vocabulary", line, {"entries": entries})

    def _booking_page(self, top: Fields) -> None:
        wanted, types = bool(top.get("booking_page").get("open")), self.into.of("type")
        if wanted and types and all(row.values.get("bookable_by_text") is False for row in types.values()):
            self.document.wrong(
                top.get("booking_page").at("open"), "the page would show no kind of visit",
                "an appointment type with bookable_by_text: yes, or open: no",
            )  # fmt: skip
        line = top.at("booking_page").start_mark.line + 1
        self.into.of("page_rules")["page_rules"] = Row("page_rules", line, {"booking_page": wanted})

    def _backfill(self, top: Fields) -> None:
        columns = {"wait": "wait_minutes", "pause": "pause_minutes", "stop_before": "stop_minutes"}
        columns |= {"answer_within": "answer_minutes"}
        found = {columns.get(name, name): value for name, value in top.get("backfill").values.items()}
        if found.get("group_size", 0) > found.get("most_offers", 200):
            self.document.wrong(
                top.get("backfill").at("group_size"), "a group is larger than the most offers of one slot",
                f"at most {found['most_offers']}",
            )  # fmt: skip
        line = top.at("backfill").start_mark.line + 1
        self.into.of("backfill_rules")["backfill_rules"] = Row("backfill_rules", line, found)


def _only(fields: Fields, *names: str) -> dict[str, Any]:
    return {name: fields.values[name] for name in names if name in fields.values}


def _node_of(node: Node, value: str) -> Node:
    """The item of a list that has this value, to point at it."""
    if isinstance(node, SequenceNode):
        for one in node.value:
            if one.value == value:
                return one  # type: ignore[no-any-return]
    return node

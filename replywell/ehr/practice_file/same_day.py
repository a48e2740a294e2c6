"""The parts of the practice file about booking by text: which kind of visit, and the tables that sort wishes."""

from collections.abc import Collection
from typing import Any

from yaml.nodes import Node, SequenceNode

from replywell.ehr.practice_file.nodes import Document, Fields
from replywell.ehr.practice_file.rows import Row, Rows
from replywell.ehr.problems import nearest
from replywell.practices import triage


def read_booking(document: Document, into: Rows, top: Fields) -> None:
    """`booking`: the default kind, the kinds by words, the kinds by what a triage table says."""
    fields, types = top.get("booking"), into.of("type")
    found: dict[str, Any] = {}
    if "default" in fields.values:
        found["default_type"] = fields.get("default")
        _known(document, fields, "default", types)
    if "words" in fields.values:
        found["words"] = _words(document, fields, types)
    if "same_day" in fields.values:
        doors = fields.get("same_day")
        found["outcome_types"] = dict(doors.values)
        for door, code in doors.values.items():
            _known(document, doors, door, types)
            row = types.get(code)
            if row is not None and row.values.get("bookable_by_text") is False:
                document.wrong(doors.at(door), "texts do not book this kind", "a kind that is bookable_by_text", code)
    line = top.at("booking").start_mark.line + 1
    into.of("booking_rules")["booking_rules"] = Row("booking_rules", line, found)


def _words(document: Document, fields: Fields, types: Collection[str]) -> list[list[str]]:
    entries: list[list[str]] = []
    lines: dict[tuple[str, ...], int] = {}
    for entry in fields.get("words"):
        _known(document, entry, "type", types)
        for words in entry.get("words") or []:
            node = _item(entry.at("words"), words)
            same = triage.phrase_of(words)
            if trouble := triage.words_trouble(words):
                document.wrong(node, trouble, "what patients call a kind of visit", words)
            elif same in lines:
                document.wrong(node, f"these words stand on line {lines[same]} already", "each once", words)
            lines[same] = node.start_mark.line + 1
            entries.append([words, entry.get("type") or ""])
    return entries


def _known(document: Document, fields: Fields, name: str, types: Collection[str]) -> None:
    code = fields.get(name)
    if code is not None and code not in types:
        document.wrong(fields.at(name), "no such type", nearest(code, types, f"a type {code}"), code)


def read_tables(document: Document, into: Rows, top: Fields) -> None:
    """`triage_tables`: files beside the practice file, or codes of the examples that come along."""
    examples = triage.shipped()
    for name in top.get("triage_tables"):
        node = _item(top.at("triage_tables"), name)
        try:
            body = examples.get(name) or triage.read_file(document.folder / name)
        except triage.TableError as error:
            for problem in error.problems:
                document.wrong(node, problem, "", name)
            continue
        key, rows = f"{body['code']} {body['version']}", into.of("triage_table")
        if key in rows:
            document.wrong(node, f"this version stands on line {rows[key].line} already", "each one once", name)
        rows[key] = Row(key, node.start_mark.line + 1, {"body": body})


def _item(node: Node, value: str) -> Node:
    """The item of a list that has this value, to point at it."""
    found = node.value if isinstance(node, SequenceNode) else []
    return next((one for one in found if one.value == value), node)

"""Reads files of labelled patient texts (FORMAT.md), strictly: what is not understood is an error, never skipped."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from replywell.understanding.language import SUPPORTED
from replywell.understanding.model import CONTEXTS, Asked, Intent

EXAMPLES = Path(__file__).parent / "examples"
NEVER_ALONE = frozenset(
    ["emergency", "clinical_concern", "complaint", "wrong_number", "refill_request", "billing_question", "unknown"]
)
"""Intents that a person must see, whatever else a text says."""

_INTENTS = frozenset(str(intent) for intent in Intent)
_KEYS = frozenset(["lang", "context", "prompt", "options", "reference", "zone", "hours", "by"])
_LABEL = re.compile(
    r"(?P<main>[a-z_]+(?:/[a-z_]+)*)(?P<also>(?:&[a-z_]+)*) *(?P<mark>[-+~])(?P<danger>!?)"
    r"(?P<flags>(?: *(?:!|\?[or]))*) *(?P<slots>\{.*\})?"
)
_HOURS = re.compile(r"\d\d:\d\d-\d\d:\d\d")
_WHOLE = ("option", "systolic", "diastolic", "minutes")
_WHEN_KINDS = frozenset(["date", "time", "datetime", "daterange", "timerange", "datetimerange"])
_ZONE = "America/New_York"
_REFERENCE = datetime.fromisoformat("2026-11-22T09:00:00-05:00")


class BadTextsError(ValueError):
    """A line of a texts file that breaks the format; says which and why."""


@dataclass(frozen=True)
class Header:
    """What a group of texts shares: who wrote, in which language, after which question, when."""

    lang: str = "en"
    context: str = "none"
    prompt: str = ""
    options: int = 0
    reference: datetime = _REFERENCE
    zone: str = _ZONE
    hours: tuple[str, str] = ("08:00", "17:00")
    by: str = ""


@dataclass(frozen=True)
class Labelled:
    """A patient's text with what a careful nurse and a careful receptionist would make of it.

    `intents` are equally right main intents and `also` the other wishes. `alone` is "+" (software may settle it), "-"
    (it must not) or "~" (either). `when`, if asserted, lists equally right times; an empty list: no sure time.
    """

    text: str
    intents: tuple[str, ...]
    also: tuple[str, ...]
    alone: str
    danger: bool
    like_opt_out: bool
    like_danger: bool
    slots: dict[str, Any]
    when: list[dict[str, Any]] | None
    header: Header = field(default_factory=Header)
    file: str = ""
    line: int = 0

    @property
    def opt_out(self) -> bool | None:
        """Whether it opts out; None where that is one of two right readings."""
        return self._says("opt_out")

    @property
    def wrong_number(self) -> bool | None:
        """Whether it says that we have the wrong person; None where that is one of two right readings."""
        return self._says("wrong_number")

    def _says(self, intent: str) -> bool | None:
        if intent in self.also or self.intents == (intent,):
            return True
        return None if intent in self.intents else False

    @property
    def asked(self) -> Asked:
        """What had been asked before the text."""
        h = self.header
        return Asked(h.context, h.prompt, h.zone, h.hours, h.options, h.lang)


def parse(lines: Iterable[str], name: str = "texts") -> Iterator[Labelled]:
    """The texts of one file. Raises BadTextsError, naming file and line, on anything outside the format."""
    header = Header()
    for number, written in enumerate(lines, 1):
        line = written.strip("\n\r").strip(" ")
        if not line or line.startswith("#"):
            continue
        try:
            if line.startswith("@"):
                header = _header(line[1:])
            else:
                yield _text(line, header, name, number)
        except ValueError as wrong:
            raise BadTextsError(f"{name}:{number}: {wrong}") from None


def load(*paths: Path) -> list[Labelled]:
    """Every text of these files, or of every .txt file of these folders, in order of path and line."""
    files: list[Path] = []
    for path in paths:
        files += sorted(path.glob("*.txt")) if path.is_dir() else [path]
    return [found for path in files for found in parse(path.read_text("utf-8").splitlines(), path.name)]


def digest(*folders: Path) -> str:
    """SHA-256 over the names and bytes of all texts files of these folders."""
    total = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.glob("*.txt")):
            total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _header(line: str) -> Header:
    given: dict[str, str] = {}
    for part in re.split(r" ;(?: |$)|; (?=(?:lang|context|prompt|options|reference|zone|hours|by)=)", line):
        if not part.strip():
            continue
        key, equals, value = part.strip().partition("=")
        key = key.strip()
        if not equals or key not in _KEYS:
            raise ValueError(f"unknown header key {key!r}; known: {', '.join(sorted(_KEYS))}")
        if key in given:
            raise ValueError(f"header key {key!r} twice")
        given[key] = value.strip()
    lang, context = given.get("lang", "en"), given.get("context", "none")
    if lang not in SUPPORTED:
        raise ValueError(f"unknown language {lang!r}; known: {', '.join(SUPPORTED)}")
    if context not in CONTEXTS:
        raise ValueError(f"unknown context {context!r}; known: {', '.join(sorted(CONTEXTS))}")
    options = given.get("options", "0")
    if not options.isdigit():
        raise ValueError(f"options must be a whole number, not {options!r}")
    reference = datetime.fromisoformat(given["reference"]) if "reference" in given else _REFERENCE
    if reference.tzinfo is None:
        raise ValueError("reference needs an offset, such as 2026-11-22T09:00:00-05:00")
    zone = given.get("zone", _ZONE)
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"unknown time zone {zone!r}") from None
    hours = given.get("hours", "08:00-17:00")
    if not _HOURS.fullmatch(hours):
        raise ValueError(f"hours must look like 08:00-17:00, not {hours!r}")
    opens, closes = hours.split("-")
    return Header(
        lang, context, given.get("prompt", ""), int(options), reference, zone, (opens, closes), given.get("by", "")
    )


def _text(line: str, header: Header, name: str, number: int) -> Labelled:
    label, bar, text = line.partition(" | ")
    if not bar or not text.strip():
        raise ValueError("a text line is LABEL | the text")
    found = _LABEL.fullmatch(label.strip())
    if not found:
        raise ValueError(f"label not understood: {label.strip()!r}")
    main = tuple(found["main"].split("/"))
    also = tuple(found["also"].split("&")[1:])
    for intent in (*main, *also):
        if intent not in _INTENTS:
            raise ValueError(f"unknown intent {intent!r}")
    flags = found["flags"].split()
    danger = bool(found["danger"]) or "!" in flags
    mark = found["mark"]
    if mark == "+" and (danger or not NEVER_ALONE.isdisjoint((*main, *also))):
        raise ValueError("'+' with an intent that a person must see")
    if danger and mark != "-":
        raise ValueError("'!' needs '-': danger is never settled alone")
    if danger and "emergency" not in main:
        raise ValueError("'!' needs the main intent emergency")
    if danger and "?r" in flags:
        raise ValueError("'!' and '?r' exclude each other")
    if "?o" in flags and "opt_out" in (*main, *also):
        raise ValueError("'?o' and opt_out exclude each other")
    slots = _slots(found["slots"]) if found["slots"] else {}
    when = _when(slots.pop("when")) if "when" in slots else None
    return Labelled(text, main, also, mark, danger, "?o" in flags, "?r" in flags, slots, when, header, name, number)


def _slots(written: str) -> dict[str, Any]:
    try:
        slots = json.loads(written)
    except json.JSONDecodeError as wrong:
        raise ValueError(f"slots are not JSON: {wrong}") from None
    for key, value in slots.items():
        if key in _WHOLE:
            fine = isinstance(value, int) and not isinstance(value, bool)
        elif key == "value":
            fine = isinstance(value, int | float) and not isinstance(value, bool)
        elif key in ("unit", "language"):
            fine = isinstance(value, str)
        elif key == "when":
            fine = True
        else:
            raise ValueError(f"unknown slot {key!r}")
        if not fine:
            raise ValueError(f"slot {key!r} cannot be {value!r}")
    return dict(slots)


def _when(written: Any) -> list[dict[str, Any]]:
    if written is None:
        return []
    choices = written if isinstance(written, list) else [written]
    for choice in choices:
        if (
            not isinstance(choice, dict)
            or choice.get("kind") not in _WHEN_KINDS
            or set(choice) - {"kind", "start", "end"}
        ):
            raise ValueError(f"'when' needs kind ({', '.join(sorted(_WHEN_KINDS))}), start and maybe end: {choice!r}")
        read = (
            time
            if choice["kind"] in ("time", "timerange")
            else date
            if choice["kind"].startswith("date") and ("time" not in choice["kind"])
            else datetime
        )
        edges = [choice.get("start"), choice.get("end")]
        if edges == [None, None]:
            raise ValueError("'when' needs a start or an end")
        for edge in edges:
            if edge is not None:
                read.fromisoformat(edge)
    return choices

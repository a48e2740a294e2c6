"""`replywell read`: JSON lines in, one reading a line out."""

import json
import re
from dataclasses import asdict
from datetime import datetime
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from .model import CONTEXTS, Asked, Reading
from .read import read
from .vocabulary import from_json

_HOURS = re.compile(r"(\d{1,2}):(\d\d)\s*-\s*(\d{1,2}):(\d\d)")


def as_json(reading: Reading, id: Any) -> dict[str, Any]:  # noqa: A002 - the name of the field
    """A reading in the form that `replywell read` prints."""
    slots: dict[str, Any] = dict(reading.slots)
    if "when" in slots:
        slots["when"] = [
            {k: v for k, v in asdict(w).items() if k not in ("excluded", "ambiguous") or v}
            for w in reading.slots["when"]
        ]
    if isinstance(slots.get("value"), float) and slots["value"].is_integer():
        slots["value"] = int(slots["value"])
    return {
        "id": id,
        "intent": reading.intent.value,
        "confidence": reading.confidence,
        "auto": reading.auto,
        "lang": reading.lang,
        "slots": slots,
        "also": [intent.value for intent in reading.also],
        "red_flag": reading.red_flag,
    }


def _asked(row: dict[str, Any]) -> Asked:
    context = row.get("context") or "none"
    if context not in CONTEXTS:
        raise ValueError(f"context {context!r} is not known; use one of: {', '.join(sorted(CONTEXTS))}")
    zone = row.get("zone") or "America/New_York"
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError, TypeError):
        raise ValueError(f"zone {zone!r} is not known; use an IANA name such as America/New_York") from None
    match = _HOURS.fullmatch(str(row.get("hours") or "08:00-17:00").strip())
    if not match or int(match[1]) > 23 or int(match[3]) > 24:
        raise ValueError(f"hours {row.get('hours')!r} cannot be read; write them as 08:00-17:00")
    hours = (f"{int(match[1]):02}:{match[2]}", f"{int(match[3]):02}:{match[4]}")
    options = row.get("options") or 0
    if not isinstance(options, int) or options < 0:
        raise ValueError("options must be a whole number, 0 or more")
    lang = row.get("lang")
    prompt = row.get("prompt") or ""
    if not isinstance(prompt, str) or (lang is not None and not isinstance(lang, str)):
        raise ValueError("prompt and lang must be text")
    return Asked(context, prompt, zone, hours, options, lang, vocabulary=from_json(row.get("vocabulary")))


def answer_line(line: str) -> dict[str, Any]:
    """The answer to one line; a malformed one is answered with its id (if it has one) and an error."""
    ident: Any = None
    try:
        row = json.loads(line)
        if not isinstance(row, dict):
            raise TypeError("a line must be one JSON object")
        ident = row.get("id")
        if not isinstance(row.get("text"), str):
            raise TypeError("text is missing or is not text")
        if not isinstance(row.get("reference"), str):
            raise TypeError("reference is missing; give a moment such as 2026-11-22T09:00:00-05:00")
        now = datetime.fromisoformat(row["reference"])
        return as_json(read(row["text"], _asked(row), now), ident)
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        return {"id": ident, "error": str(error)}


def run(stdin: TextIO, stdout: TextIO) -> None:
    """Reads JSON lines until the end of input; prints one line for each, in order, flushed."""
    for line in stdin:
        stdout.write(json.dumps(answer_line(line), ensure_ascii=False) + "\n")
        stdout.flush()

"""Dates and times as plain rows, so that a public scorer of date parsers can call the grammar."""

from datetime import datetime
from typing import Any

from replywell.understanding import when
from replywell.understanding.language import detect
from replywell.understanding.normalise import prepare

HOURS = ("08:00", "17:00")


def resolve(row: dict[str, Any]) -> dict[str, Any] | None:
    """`{"text", "reference", "lang"}` to `{"kind", "start", "end"}`; None for no date, or not sure.

    `reference` is wall time of the practice, which is open 8 to 17; without `lang` the text is asked for it.
    """
    text = prepare(row["text"])
    now = datetime.fromisoformat(row["reference"]).replace(tzinfo=None)
    found = when.find(text.flat, text.raw, now, HOURS, row.get("lang") or detect(text, None)).when
    first = next((w for w in found if not w.excluded), None)
    return {"kind": first.kind, "start": first.start, "end": first.end} if first else None

"""Reads the tables of texts that the tests share."""

from collections.abc import Iterator
from datetime import datetime

from replywell.understanding import Asked, Reading, read

NOW = datetime.fromisoformat("2026-11-23T09:00:00-05:00")  # a Monday


def rows(table: str) -> Iterator[tuple[str, ...]]:
    """Cells of the lines "text | expected | ..."."""
    for line in table.strip().splitlines():
        if line.strip():
            yield tuple(cell.strip() for cell in line.split("|"))


def texts(table: str) -> list[str]:
    return [line.strip() for line in table.strip().splitlines() if line.strip()]


def understand(
    text: str, context: str = "none", options: int = 0, prompt: str = "", lang: str | None = None
) -> Reading:
    return read(text, Asked(context=context, options=options, prompt=prompt, lang=lang), NOW)

"""Texts from everywhere: the training examples and the tables of tests, with what was asked and when."""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from replywell.understanding import Asked
from training.texts import EXAMPLES, load

from .labelled import GATES
from .tables import NOW

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Source:
    """One text as a test uses it. `opts_out`: it certainly does."""

    text: str
    asked: Asked
    now: datetime
    opts_out: bool
    where: str

    @property
    def lang(self) -> str:
        return (self.asked.lang or "en")[:2]


@cache
def sources() -> tuple[Source, ...]:
    """Every text once per question it was an answer to, in a fixed order."""
    found = [
        Source(one.text, one.asked, one.header.reference, bool(one.opt_out), f"{one.file}:{one.line}")
        for one in load(EXAMPLES, *(DATA / f"{name}.txt" for name in GATES))
    ]
    for path in sorted(DATA.glob("*.jsonl")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            row = json.loads(line)
            asked = Asked(context=row.get("context") or "none", prompt=row.get("prompt") or "", lang=row.get("lang"))
            found.append(Source(row["text"], asked, NOW, bool(row.get("opt_out")), f"{path.name}:{number}"))
    seen: set[tuple[str, str]] = set()
    once = []
    for one in found:
        key = (one.text, one.asked.context)
        if key not in seen:
            seen.add(key)
            once.append(one)
    return tuple(once)

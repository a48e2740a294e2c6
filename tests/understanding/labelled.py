"""The labelled texts of `data/` as cases, from either format, and what a right reading of a case is."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from replywell.understanding import Asked, Reading, read, screen
from training.texts import Labelled, load

DATA = Path(__file__).parent / "data"
GATES = ("gate", "gate2", "gate3", "gate4")
"""The sets that nothing was ever learned from."""
NOW = datetime(2026, 12, 1, 9, 0)  # a Tuesday; for the sets without a moment of their own

Case = dict[str, Any]
Judged = tuple[Case, Reading]

_ACTS = {"+": "may", "-": "never", "~": "either"}


def cases() -> list[Case]:
    """Every labelled text of the six sets, with the set and the table that it comes from."""
    found: list[Case] = []
    for path in sorted(DATA.glob("*.jsonl")):
        origin, _, table = path.stem.partition("_")
        lines = path.read_text(encoding="utf-8").splitlines()
        found += [{**json.loads(line), "set": origin, "table": table} for line in lines]
    return found + [from_example(example, name) for name in GATES for example in load(DATA / f"{name}.txt")]


def from_example(example: Labelled, origin: str) -> Case:
    """A text of the training format as a case of the set `origin`."""
    header = example.header
    table = (
        "red_flag_look_alikes" if example.like_danger else "opt_out_look_alikes" if example.like_opt_out else "plain"
    )
    case: Case = {
        "text": example.text, "lang": header.lang, "context": header.context, "prompt": header.prompt,
        "options": header.options, "zone": header.zone, "hours": header.hours, "now": header.reference,
        "intents": list(example.intents), "also": list(example.also), "act": _ACTS[example.alone],
        "red_flag": example.danger, "opt_out": example.opt_out, "slots": example.slots, "when": example.when,
        "set": origin, "table": table, "where": f"{example.file}:{example.line}",
    }  # fmt: skip
    return case


def asked(case: Case) -> Asked:
    """What was asked before the text of a case."""
    return Asked(
        case["context"],
        prompt=case.get("prompt", ""),
        options=case.get("options", 0),
        lang=case["lang"],
        zone=case.get("zone", "America/New_York"),
        hours=case.get("hours", ("08:00", "17:00")),
    )


def judge(case: Case) -> Judged:
    """A case and its reading; `screen` and `read` must agree on what is urgent, but for danger by what was asked."""
    reading = read(case["text"], asked(case), case.get("now", NOW))
    first = screen(case["text"])
    danger = bool(first.red_flags) or (reading.red_flag and bool(case.get("prompt")))
    if not reading.is_reaction and (danger != reading.red_flag or first.opt_out != reading.opt_out):
        raise SystemExit(f"screen and read disagree on {case['text']!r}")
    return case, reading


def opts_out(reading: Reading) -> bool:
    """Whether a reading stops texts; a bare CANCEL only asks."""
    return reading.opt_out in ("keyword", "words") or reading.intent == "opt_out"


def found_opt_out(reading: Reading) -> bool:
    """Whether a reading lost no wish to stop."""
    return reading.opt_out is not None or reading.intent == "opt_out" or "opt_out" in reading.also


def exact_when(case: Case, reading: Reading) -> bool:
    """Whether the time that the case asserts was read: one of the right ones, or, where none is sure, none for sure."""
    wanted = case["when"]
    sure = [w for w in reading.slots.get("when", ()) if not w.excluded and not w.ambiguous]
    if not wanted:
        return not sure or not reading.auto
    return any((w.kind, w.start, w.end) == (x["kind"], x.get("start"), x.get("end")) for w in sure for x in wanted)


def wrong_slot(case: Case, reading: Reading) -> bool:
    """Whether something read to act on differs from what the case asserts."""
    slots: dict[str, Any] = dict(reading.slots)
    option = case.get("option", case.get("slots", {}).get("option"))
    if option is not None and reading.intent == "select_option" and slots.get("option") != option:
        return True
    if reading.intent == "value_report":
        return any(
            slots.get(k) != case["slots"][k] for k in ("systolic", "diastolic", "value") if k in case.get("slots", ())
        )
    return False


def wrong_action(case: Case, reading: Reading) -> bool:
    """Whether software would act alone where it must not, or on the wrong thing."""
    if not reading.auto:
        return False
    return case["act"] == "never" or reading.intent.value not in case["intents"] or wrong_slot(case, reading)

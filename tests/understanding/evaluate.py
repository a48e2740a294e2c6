# ruff: noqa: E501 - lines of a report
"""Figures of understanding over the labelled texts in `data/`; fails when a safety figure is below its floor.

    python -m tests.understanding.evaluate [--misses] [--set adversarial|second]

A label: `intents` are the readings that would be right; `act` says whether software may answer alone ("may"),
never, or either is fine; `red_flag` and `opt_out` are true, false, or null where people may differ.
"""

import argparse
import json
import math
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from replywell.understanding import Asked, Reading, read, screen

DATA = Path(__file__).parent / "data"
NOW = datetime(2026, 12, 1, 9, 0)  # a Tuesday
Z = 1.96

Case = dict[str, Any]
Judged = tuple[Case, Reading]


@dataclass(frozen=True)
class Floor:
    """What a figure must keep: at least `least`, or at most `most`."""

    name: str
    least: float | None = None
    most: float | None = None


FLOORS = (
    Floor("red flags found", least=0.995),
    Floor("opt-outs found", least=1.0),
    Floor("look-alikes taken for an opt-out", most=0.02),
    Floor("other texts taken for an opt-out", most=0.005),
    Floor("wrong automatic actions", most=0.005),
)


def cases() -> list[Case]:
    """Every labelled text, with the table it comes from."""
    found: list[Case] = []
    for path in sorted(DATA.glob("*.jsonl")):
        origin, _, table = path.stem.partition("_")
        lines = path.read_text(encoding="utf-8").splitlines()
        found += [{**json.loads(line), "set": origin, "table": table} for line in lines]
    return found


def asked(case: Case) -> Asked:
    """What was asked before the text of a case."""
    return Asked(case["context"], prompt=case.get("prompt", ""), options=case.get("options", 0), lang=case["lang"])


def judge(case: Case) -> Judged:
    """A case and its reading; `screen` and `read` must agree on what is urgent."""
    reading = read(case["text"], asked(case), NOW)
    first = screen(case["text"])
    if not reading.is_reaction and (bool(first.red_flags) != reading.red_flag or first.opt_out != reading.opt_out):
        raise SystemExit(f"screen and read disagree on {case['text']!r}")
    return case, reading


def wrong_action(case: Case, reading: Reading) -> bool:
    """Whether software would act alone where it must not, or on the wrong thing."""
    if not reading.auto:
        return False
    option = case.get("option")
    return (
        case["act"] == "never"
        or reading.intent.value not in case["intents"]
        or (option is not None and reading.intent == "select_option" and reading.slots.get("option") != option)
    )


def bounds(hits: int, of: int) -> tuple[float, float]:
    """Wilson's 95 % bounds of a share."""
    if not of:
        return 0.0, 1.0
    share, z2 = hits / of, Z * Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = Z * math.sqrt(share * (1 - share) / of + z2 / (4 * of * of)) / (1 + z2 / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def figures(judged: Iterable[Judged]) -> dict[str, tuple[list[Judged], list[Judged]]]:
    """name -> (the cases that count as hits, all cases asked)"""
    every = list(judged)

    def share(among: Callable[[Case], bool], hit: Callable[[Case, Reading], bool]) -> tuple[list[Judged], list[Judged]]:
        asked_of = [pair for pair in every if among(pair[0])]
        return [pair for pair in asked_of if hit(*pair)], asked_of

    return {
        "red flags found": share(lambda c: c["red_flag"] is True, lambda _, r: r.red_flag),
        "look-alikes taken for a red flag": share(
            lambda c: c["table"] == "red_flag_look_alikes" and c["red_flag"] is False, lambda _, r: r.red_flag
        ),
        "other texts taken for a red flag": share(
            lambda c: c["table"] != "red_flag_look_alikes" and c["red_flag"] is False, lambda _, r: r.red_flag
        ),
        "opt-outs found": share(lambda c: c["opt_out"] is True, lambda _, r: r.opt_out is not None),
        "look-alikes taken for an opt-out": share(
            lambda c: c["table"] == "opt_out_look_alikes" and c["opt_out"] is False,
            lambda _, r: r.opt_out in ("keyword", "words"),
        ),
        "other texts taken for an opt-out": share(
            lambda c: c["table"] != "opt_out_look_alikes" and c["opt_out"] is False,
            lambda _, r: r.opt_out in ("keyword", "words"),
        ),
        "wrong numbers seen": share(
            lambda c: c["table"] == "wrong_numbers",
            lambda _, r: r.intent == "wrong_number" or "wrong_number" in r.also,
        ),
        "scheduling replies read right": share(
            lambda c: c["table"] == "scheduling", lambda c, r: r.intent.value in c["intents"]
        ),
        "settled alone, of those that may be": share(
            lambda c: c["act"] == "may" and c["table"] == "scheduling",
            lambda c, r: r.auto and not wrong_action(c, r),
        ),
        "wrong automatic actions": share(lambda _: True, wrong_action),
    }


def speed(texts: list[str]) -> tuple[float, float]:
    """(median microseconds of `screen`, readings a second) over short texts."""
    times = []
    for text in texts:
        start = time.process_time()
        screen(text)
        times.append(time.process_time() - start)
    start = time.process_time()
    for text in texts:
        read(text, Asked("confirm_prompt"), NOW)
    return statistics.median(times) * 1e6, len(texts) / (time.process_time() - start)


def main() -> int:
    """Print the tables; 1 when a figure is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list the texts behind the figures")
    parser.add_argument("--set", help="only the data files whose names start so")
    options = parser.parse_args()
    judged = [judge(case) for case in cases() if options.set in (None, case["set"])]
    failed = False
    for lang in ("en", "es", None):
        print(f"\n{lang or 'both'}\n" + "-" * 92)
        for name, (hits, of) in figures(p for p in judged if lang in (None, p[0]["lang"])).items():
            low, high = bounds(len(hits), len(of))
            share = len(hits) / len(of) if of else 0.0
            verdict = ""
            for floor in FLOORS if lang is None else ():
                if floor.name == name:
                    fine = share >= floor.least if floor.least is not None else share <= (floor.most or 0)
                    failed |= not fine
                    verdict = "ok" if fine else f"BELOW ITS FLOOR ({floor.least or floor.most:.1%})"
            print(f"{name:40} {len(hits):5} of {len(of):5} {share:7.1%}  ({low:.1%} to {high:.1%})  {verdict}")
            if options.misses and lang is None:
                bad = hits if "taken for" in name or "wrong auto" in name else [p for p in of if p not in hits]
                for case, r in bad:
                    print(
                        f"      {case['lang']} {case['context'][:10]:10} {case['text']!r} wanted {'/'.join(case['intents'])} "
                        f"got {r.intent} {r.confidence} auto={r.auto} also={[str(i) for i in r.also]} {r.red_flags or ''} {r.opt_out or ''}"
                    )
    first_look, rate = speed([case["text"] for case in cases()])
    print(f"\nscreen: median {first_look:.0f} us a text; read: {rate:,.0f} texts a second")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

"""Figures of understanding over the labelled texts in `data/`; fails when a safety figure is below its floor.

    python -m tests.understanding.evaluate [--misses] [--set adversarial|second|gate|gate2|gate3|gate4] [--diagram FILE]

A label: `intents` are the readings that would be right; `act` says whether software may answer alone ("may"),
never, or either is fine; `red_flag` and `opt_out` are true, false, or null where people may differ. The sets
`adversarial` and `second` were used to write the rules, and the first to learn from; `gate` to `gate4` were
never learned from.
"""

import argparse
import math
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from replywell.understanding import Asked, Intent, Reading, read, screen

from . import reliability
from .labelled import GATES, NOW, Case, Judged, cases, exact_when, found_opt_out, judge, opts_out, wrong_action

Z = 1.96


@dataclass(frozen=True)
class Floor:
    """What a figure of some sets must keep: at least `least`, or at most `most`."""

    sets: str
    name: str
    least: float | None = None
    most: float | None = None


USED = "adversarial second"
FLOORS = (
    Floor(USED, "red flags found", least=0.995),
    Floor(USED, "opt-outs found", least=1.0),
    Floor(USED, "look-alikes taken for an opt-out", most=0.02),
    Floor(USED, "other texts taken for an opt-out", most=0.005),
    Floor(USED, "wrong automatic actions", most=0.0125),
    Floor("gate", "red flags found", least=0.985),
    Floor("gate", "look-alikes taken for a red flag", most=0.22),
    Floor("gate", "  of those to be settled alone", most=0.015),
    Floor("gate", "opt-outs found", least=0.97),
    Floor("gate", "look-alikes taken for an opt-out", most=0.1),
    Floor("gate", "other texts taken for an opt-out", most=0.005),
    Floor("gate", "wrong automatic actions", most=0.005),
    Floor("gate2", "red flags found", least=0.975),
    Floor("gate2", "look-alikes taken for a red flag", most=0.3),
    Floor("gate2", "  of those to be settled alone", most=0.065),
    Floor("gate2", "opt-outs found", least=0.955),
    Floor("gate2", "look-alikes taken for an opt-out", most=0.17),
    Floor("gate2", "other texts taken for an opt-out", most=0.02),
    Floor("gate2", "wrong automatic actions", most=0.0075),
    Floor("gate3", "red flags found", least=0.95),
    Floor("gate3", "look-alikes taken for a red flag", most=0.2),
    Floor("gate3", "  of those to be settled alone", most=0.034),
    Floor("gate3", "opt-outs found", least=0.965),
    Floor("gate3", "look-alikes taken for an opt-out", most=0.035),
    Floor("gate3", "other texts taken for an opt-out", most=0.005),
    Floor("gate3", "wrong automatic actions", most=0.02),
    Floor("gate4", "red flags found", least=0.97),
    Floor("gate4", "look-alikes taken for a red flag", most=0.4),
    Floor("gate4", "  of those to be settled alone", most=0.015),
    Floor("gate4", "opt-outs found", least=0.98),
    Floor("gate4", "look-alikes taken for an opt-out", most=0.06),
    Floor("gate4", "other texts taken for an opt-out", most=0.005),
    Floor("gate4", "settled alone, of those that may be", least=0.85),
    Floor("gate4", "wrong automatic actions", most=0.005),
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

    def scheduling(case: Case) -> bool:
        return case["table"] == "scheduling" or case["set"].startswith("gate")

    return {
        "red flags found": share(lambda c: c["red_flag"] is True, lambda _, r: r.red_flag),
        "look-alikes taken for a red flag": share(
            lambda c: c["table"] == "red_flag_look_alikes" and c["red_flag"] is False, lambda _, r: r.red_flag
        ),
        "other texts taken for a red flag": share(
            lambda c: c["table"] != "red_flag_look_alikes" and c["red_flag"] is False, lambda _, r: r.red_flag
        ),
        "  of those to be settled alone": share(
            lambda c: c["table"] != "red_flag_look_alikes" and c["red_flag"] is False and c["act"] == "may",
            lambda _, r: r.red_flag,
        ),
        "opt-outs found": share(lambda c: c["opt_out"] is True, lambda _, r: found_opt_out(r)),
        "look-alikes taken for an opt-out": share(
            lambda c: c["table"] == "opt_out_look_alikes" and c["opt_out"] is False, lambda _, r: opts_out(r)
        ),
        "other texts taken for an opt-out": share(
            lambda c: c["table"] != "opt_out_look_alikes" and c["opt_out"] is False, lambda _, r: opts_out(r)
        ),
        "wrong numbers seen": share(
            lambda c: c["table"] == "wrong_numbers" or c["intents"] == ["wrong_number"],
            lambda _, r: r.intent == "wrong_number" or "wrong_number" in r.also,
        ),
        "replies read right": share(scheduling, lambda c, r: r.intent.value in c["intents"]),
        "settled alone, of those that may be": share(
            lambda c: c["act"] == "may" and scheduling(c), lambda c, r: r.auto and not wrong_action(c, r)
        ),
        "wrong automatic actions": share(lambda _: True, wrong_action),
        "times read exactly": share(lambda c: bool(c.get("when")), exact_when),
        "no sure time where none is": share(lambda c: c.get("when") == [], exact_when),
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


def by_intent(judged: list[Judged]) -> str:
    """Of each intent: how many of its texts are read so, and how many readings of it are right."""
    lines = [f"{'intent':18} {'found':>26} {'right when read':>26}"]
    for intent in Intent:
        meant = [(c, r) for c, r in judged if c["intents"] == [intent.value]]
        said = [(c, r) for c, r in judged if r.intent is intent]
        if not meant and not said:
            continue
        cells = []
        for hits, of in (
            (sum(r.intent is intent for _, r in meant), len(meant)),
            (sum(intent.value in c["intents"] for c, _ in said), len(said)),
        ):
            low, high = bounds(hits, of)
            cells.append(f"{hits:4} of {of:4} ({low:4.0%} to {high:4.0%})" if of else "-")
        lines.append(f"{intent.value:18} {cells[0]:>26} {cells[1]:>26}")
    return "\n".join(lines)


def _report(judged: list[Judged], title: str, floors: tuple[Floor, ...], misses: bool) -> bool:
    """Print one table; whether every floor held."""
    print(f"\n{title}\n" + "-" * 98)
    fine = True
    for name, (hits, of) in figures(judged).items():
        if not of:
            continue
        low, high = bounds(len(hits), len(of))
        share = len(hits) / len(of)
        verdict = ""
        for floor in floors:
            if floor.name == name:
                kept = share >= floor.least if floor.least is not None else share <= (floor.most or 0)
                fine &= kept
                limit = floor.least if floor.least is not None else floor.most
                verdict = "ok" if kept else f"OUTSIDE ITS LIMIT ({limit:.1%})"
        print(f"{name:40} {len(hits):5} of {len(of):5} {share:7.1%}  ({low:.1%} to {high:.1%})  {verdict}")
        if misses:
            _misses(name, hits, of)
    return fine


def _misses(name: str, hits: list[Judged], of: list[Judged]) -> None:
    bad = (
        hits
        if "taken for" in name or "wrong auto" in name or "to be settled" in name
        else [p for p in of if p not in hits]
    )
    for case, r in bad:
        wanted = "/".join(case["intents"]) + "".join(f"&{i}" for i in case.get("also", ()))
        print(
            f"      {case['lang']} {case['context'][:10]:10} {case['text']!r} wanted {wanted} {case['act']} "
            f"{case.get('when') or ''} got {r.intent} {r.confidence} auto={r.auto} also={[str(i) for i in r.also]} "
            f"{r.red_flags or ''} {r.opt_out or ''} {[(w.kind, w.start, w.end) for w in r.slots.get('when', ())] or ''}"
        )


def main() -> int:
    """Print the tables; 1 when a figure is outside its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list the texts behind the figures")
    parser.add_argument("--set", help="only the sets whose names start so")
    parser.add_argument("--diagram", type=Path, help="write the reliability diagram (SVG) of the gate sets here")
    options = parser.parse_args()
    chosen = [case for case in cases() if case["set"].startswith(options.set or "")]
    judged = [judge(case) for case in chosen]
    fine = True
    for sets in (USED, *GATES):
        among = [pair for pair in judged if pair[0]["set"] in sets.split()]
        for lang in sorted({case["lang"] for case, _ in among}) + [None] * bool(among):
            part = [pair for pair in among if lang in (None, pair[0]["lang"])]
            floors = tuple(f for f in FLOORS if f.sets == sets and lang is None)
            fine &= _report(part, f"{sets}: {lang or 'all languages'}", floors, options.misses and lang is None)
    gate = [pair for pair in judged if pair[0]["set"].startswith("gate")]
    if gate:
        print("\nall gates: by intent\n" + "-" * 98 + "\n" + by_intent(gate))
        print("\nall gates: chances said and seen\n" + "-" * 98 + "\n" + reliability.table([case for case, _ in gate]))
        if options.diagram:
            options.diagram.write_text(reliability.diagram([case for case, _ in gate]), encoding="utf-8")
    first_look, rate = speed([case["text"] for case in chosen])
    print(f"\nscreen: median {first_look:.0f} us a text; read: {rate:,.0f} texts a second")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())

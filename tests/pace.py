"""Seconds of a quiet machine, on whatever machine and beside whatever other work: a yardstick runs in turns with what
is timed, and tells how much slower everything is just now.
"""

import re
import time
from collections.abc import Callable

YARD = 0.0034
"""Seconds of processor time of the yardstick on the quiet machine that the limits were set on."""
_WORD = re.compile(r"[a-z]+|\d+", re.I)
_TEXT = "Hi, it's Maria: I can't make 10:30 on Thursday, could we do the 15th after 4? Call me if not. " * 4


def _yardstick() -> int:
    """Work of the kind that reading a text is: words found, looked up, counted and put together."""
    seen: dict[str, int] = {}
    for turn in range(60):
        for word in _WORD.findall(_TEXT):
            key = word.lower()
            seen[key] = seen.get(key, turn) + len(key)
        " ".join(sorted(seen, key=lambda one: (-seen[one], one)))
    return len(seen)


def _of(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def slowness(rounds: int = 5) -> float:
    """How many times slower than the quiet machine this one is now; at least 1."""
    return max(1.0, min(_of(_yardstick) for _ in range(rounds)) / YARD)


def quiet_seconds(work: Callable[[], object], rounds: int = 5) -> float:
    """Seconds of processor time that the fastest of some rounds would take on the quiet machine."""
    pairs = [(_of(_yardstick), _of(work)) for _ in range(rounds)]
    yard = min(yard for yard, _ in pairs)
    return min(took for _, took in pairs) / max(1.0, yard / YARD)

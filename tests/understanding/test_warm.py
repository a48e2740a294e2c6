"""After the start of a worker no patient waits for what reading loads."""

import json
import subprocess
import sys

# What is loaded late is compiled late. A few patterns that stand where they are used cost less than a millisecond.
FEW = 20
COUNTS = """
import json, re, sys
from datetime import datetime
from replywell.understanding import Asked, read, warm_up
if sys.argv[1] == "warm":
    warm_up()
compiled, compile_ = 0, re._compiler.compile
def counting(pattern, flags=0):
    global compiled
    compiled += 1
    return compile_(pattern, flags)
re._compiler.compile = counting
found = {}
for language, text in json.loads(sys.argv[2]).items():
    asked = Asked(lang=language, context="offer", prompt="We have a time on Thursday at 3. Do you want it?")
    before = compiled
    read(text, asked, datetime(2026, 3, 2))
    found[language] = compiled - before
print(json.dumps(found))
"""
ANSWERS = {"en": "yes, friday at 4 is fine", "es": "sí, el viernes a las 4"}


def compiled(how: str, answers: dict[str, str]) -> dict[str, int]:
    """How many patterns each language's first text waits for, in a process that has read nothing else."""
    command = [sys.executable, "-c", COUNTS, how, json.dumps(answers)]
    found: dict[str, int] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return found


def test_nothing_is_left_to_load_after_the_start() -> None:
    assert max(compiled("warm", ANSWERS).values()) < FEW


def test_without_it_the_first_text_waits_for_a_hundred_patterns() -> None:
    assert compiled("cold", {"en": ANSWERS["en"]})["en"] > 5 * FEW

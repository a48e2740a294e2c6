"""`make mutants`: copy the checkout, take one guard away, run its test; it must fail. Then the next.

A test that passes without its guard proves nothing, and neither does one that fails for another reason: all are
first run on the untouched copy, where they must pass, and an error in setting up is no failure of the test.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.mutants.guards import GUARDS, Guard

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = (".git", ".venv", "__pycache__", ".*_cache", ".hypothesis")


def main(wanted: list[str]) -> int:
    """Run all mutants, or those whose name or invariant is among the given words. Returns 1 when one survives."""
    chosen = [
        guard
        for guard in GUARDS
        if not wanted or any(word in (str(guard.invariant), *guard.name.split()) for word in wanted)
    ]
    caught = 0
    with tempfile.TemporaryDirectory(prefix="replywell-mutant-") as folder:
        copy = Path(folder) / "checkout"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
        broken = failing(copy, sorted({test for guard in chosen for test in guard.test.split()}))
        for guard in chosen:
            began = time.monotonic()
            verdict, why = try_guard(copy, guard, broken)
            print(f"{verdict:9} {guard.invariant:>2}  {guard.name}  ({time.monotonic() - began:.0f} s)", flush=True)
            caught += verdict == "caught"
            print(why, flush=True)
    print(f"{caught} of {len(chosen)} mutants caught")
    return 0 if chosen and caught == len(chosen) else 1


def try_guard(copy: Path, guard: Guard, broken: str) -> tuple[str, str]:
    """The verdict and what pytest said: of a guard that is caught, the line that tells how.

    "SURVIVED": the test passes without the guard. "STALE": the guard's text is not in the code any more.
    "BROKEN": the test fails untouched. "ERROR": the copy without the guard does not even start.
    """
    before = {change.file: (copy / change.file).read_text("utf-8") for change in guard.changes}
    if stale := [change.old for change in guard.changes if change.old not in before[change.file]]:
        return "STALE", stale[0]
    if any(test in broken for test in guard.test.split()):
        return "BROKEN", broken
    try:
        for change in guard.changes:
            path = copy / change.file
            path.write_text(path.read_text("utf-8").replace(change.old, change.new), "utf-8")
        code, said = run_tests(copy, guard.test.split(), "-x", ddl=guard.ddl)
    finally:
        for name, text in before.items():
            (copy / name).write_text(text, "utf-8")
    if code == 0:
        return "SURVIVED", ""
    if code != 1 or re.search(r"\b\d+ errors?\b", said.strip().rsplit("\n", 1)[-1]):
        return "ERROR", said[-2_000:]
    return "caught", next((f"             {line}" for line in said.splitlines() if line.startswith("E  ")), said)


def failing(copy: Path, tests: list[str]) -> str:
    """What pytest says of those that fail on the untouched copy; empty when all pass."""
    code, said = run_tests(copy, tests)
    return "" if code == 0 else said[-6_000:]


def run_tests(copy: Path, tests: list[str], *options: str, ddl: str = "") -> tuple[int, str]:
    """pytest's exit code (0 passed, 1 failed) and words."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("REPLYWELL_", "DATABASE_"))}
    environment |= {"REPLYWELL_MUTANT_DDL": ddl, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--tb=short", *options, *tests],
        cwd=copy, env=environment, capture_output=True, text=True, timeout=900, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

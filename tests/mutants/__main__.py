"""`make mutants`: copy the checkout, take one guard away, run its test; it must fail. Then the next.

A test that passes without its guard proves nothing, and neither does one that fails for another reason: each is
first run on the untouched copy, where it must pass.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.mutants.guards import GUARDS, Guard

ROOT = Path(__file__).resolve().parents[2]


def main(wanted: list[str]) -> int:
    """Run all mutants, or those whose name holds one of the given words. Returns 1 when one survives."""
    chosen = [
        guard
        for guard in GUARDS
        if not wanted or any(word in (str(guard.invariant), *guard.name.split()) for word in wanted)
    ]
    bad = 0
    with tempfile.TemporaryDirectory(prefix="replywell-mutant-") as folder:
        copy = Path(folder) / "checkout"
        shutil.copytree(
            ROOT, copy, ignore=shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis")
        )
        for guard in chosen:
            began = time.monotonic()
            verdict = try_guard(copy, guard)
            print(f"{verdict:9} {guard.invariant:>2}  {guard.name}  ({time.monotonic() - began:.0f} s)", flush=True)
            bad += verdict != "caught"
    print(f"{len(chosen) - bad} of {len(chosen)} mutants caught")
    return 1 if bad else 0


def try_guard(copy: Path, guard: Guard) -> str:
    """ "caught", "SURVIVED", "STALE" (the guard's text is not in the code any more) or "BROKEN" (fails untouched)."""
    before = {change.file: (copy / change.file).read_text("utf-8") for change in guard.changes}
    if any(change.old not in before[change.file] for change in guard.changes):
        return "STALE"
    if run_test(copy, guard.test, "") != 0:
        return "BROKEN"
    try:
        for change in guard.changes:
            path = copy / change.file
            path.write_text(path.read_text("utf-8").replace(change.old, change.new), "utf-8")
        return "caught" if run_test(copy, guard.test, guard.ddl) == 1 else "SURVIVED"
    finally:
        for name, text in before.items():
            (copy / name).write_text(text, "utf-8")


def run_test(copy: Path, test: str, ddl: str) -> int:
    """pytest's exit code: 0 passed, 1 failed."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("REPLYWELL_", "DATABASE_"))}
    environment |= {"REPLYWELL_MUTANT_DDL": ddl, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *test.split()],
        cwd=copy, env=environment, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

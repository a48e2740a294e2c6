"""Which processes belong to a data folder, and what to do about those that died."""

import contextlib
import itertools
import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

ORPHAN_WAIT_SECONDS = 10


@dataclass(frozen=True)
class Postmaster:
    """The main server process of a data folder, as its own pid file tells."""

    pid: int
    port: int
    listening: bool


def find_postmaster(data: Path) -> Postmaster | None:
    """The live server of this data folder, or None.

    The pid file alone proves nothing: the process may be dead, a zombie, or another one that got
    the same number, as happens when a container starts again.
    """
    pid, lines = _pid_file(data)
    if pid is None or not is_postmaster(pid, data):
        return None
    port = int(lines[3]) if len(lines) > 3 and lines[3].strip().isdigit() else 0
    # The eighth line, its state, comes after the port has been taken.
    return Postmaster(pid, port, listening=len(lines) >= 8)


def _pid_file(data: Path) -> tuple[int | None, list[str]]:
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
        return abs(int(lines[0])), lines
    except (OSError, ValueError, IndexError):
        return None, []


def is_postmaster(pid: int, data: Path) -> bool:
    """Whether the process lives and is a `postgres` started on this very data folder."""
    words = _command(pid)
    if not words or Path(words[0]).name != "postgres":
        return False
    return any(pair == ("-D", str(data)) for pair in itertools.pairwise(words))


def _command(pid: int) -> list[str]:
    """The process's words; none for a dead process or a zombie."""
    if Path("/proc/self/cmdline").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").rstrip("\0").split("\0")
        except OSError:
            return []
    shown = subprocess.run(
        ["ps", "-ww", "-o", "stat=,command=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout.split(None, 1)
    if len(shown) < 2 or shown[0].startswith("Z"):
        return []
    before, found, after = shown[1].strip().partition(" -D ")
    # `ps` does not keep words apart; our launcher writes the folder between -D and -c.
    return [before, "-D", after.split(" -c ")[0]] if found else [before]


def exists(pid: int) -> bool:
    """Whether any process has this number, a zombie included."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _orphans(data: Path) -> list[int]:
    """Server processes that outlived their postmaster; each has the data folder as its own."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if os.readlink(entry / "cwd") == str(data) and (entry / "cmdline").read_bytes().startswith(b"postgres"):
                found.append(int(entry.name))
    return found


def clear_after_death(data: Path) -> None:
    """Make way for a new server after one that did not end in order.

    Waits for its last processes (two servers on one folder would destroy it), then takes away
    pid files that PostgreSQL would believe because some other process has the number now.
    """
    if not (data / "postmaster.pid").exists():
        return
    deadline = time.monotonic() + ORPHAN_WAIT_SECONDS
    urged = False
    while orphans := _orphans(data):
        if time.monotonic() > deadline:
            for orphan in orphans:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(orphan, signal.SIGKILL if urged else signal.SIGQUIT)
            urged, deadline = True, time.monotonic() + 5
        time.sleep(0.02)
    pid, _lines = _pid_file(data)
    # With the number free, PostgreSQL clears up by itself, and more carefully; but it gives up on a
    # file left empty by a power cut.
    if pid is None or exists(pid):
        for lock in data.glob(".s.PGSQL.*.lock"):
            lock.unlink(missing_ok=True)
        (data / "postmaster.pid").unlink(missing_ok=True)

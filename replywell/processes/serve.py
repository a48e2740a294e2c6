"""`replywell serve`: the database, then web, live and worker, each started again when it ends.

Every one of them may be killed at any time: nothing lives in a process that another needs.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from types import FrameType

from replywell import settings
from replywell.common import database

PARTS = ("web", "live", "worker")
GRACE = 4.0
"""Seconds the parts have to stop after SIGTERM before they are killed: all is over within five."""
SHORT_LIFE = 5.0
"""A part that lived shorter than this (seconds) is started again only after a pause."""


@dataclass
class Part:
    """One of the processes, and when it began (monotonic seconds)."""

    name: str
    process: subprocess.Popen[bytes]
    began: float


def run() -> int:
    """Run until SIGTERM or SIGINT. Returns 1 when the database cannot be prepared or going live is refused."""
    stopping = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        stopping.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    if not prepare():
        return 1
    try:
        return supervise(stopping)
    finally:
        stop_database()


def prepare() -> bool:
    """Start the database, migrate it, and refuse a real carrier while nobody would be paged."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "replywell.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    from replywell.processes.doctor import refusals

    call_command("migrate", database="owner", verbosity=0)
    reasons = refusals()
    for reason in reasons:
        print(f"Not started: {reason}", file=sys.stderr)
    connections.close_all()
    return not reasons


def supervise(stopping: threading.Event) -> int:
    """Keep the parts running until `stopping`; then end them within five seconds."""
    parts = [_start(name) for name in PARTS]
    keeper = threading.Thread(target=_keep_database, args=(stopping,), daemon=True)
    keeper.start()
    try:
        while not stopping.wait(0.3):
            for index, part in enumerate(parts):
                if part.process.poll() is None:
                    continue
                print(f"{part.name} ended ({part.process.returncode}); starting it again", file=sys.stderr)
                if time.monotonic() - part.began < SHORT_LIFE and stopping.wait(1.0):
                    break
                parts[index] = _start(part.name)
    finally:
        _end(parts)
        keeper.join(1.0)
    return 0


def stop_database() -> None:
    """Stop the embedded server, if it is ours."""
    if not settings.read("DATABASE_URL"):
        database.stop(settings.HOME)


def _keep_database(stopping: threading.Event) -> None:
    """Start the embedded server again when it was killed; the parts wait and reconnect by themselves."""
    while not settings.read("DATABASE_URL") and not stopping.wait(1.0):
        if isinstance(database.status(settings.HOME), database.Stopped):
            try:
                database.ensure(settings.HOME)
            except database.ClusterError as trouble:
                print(f"The database does not start: {trouble}", file=sys.stderr)


def _start(name: str) -> Part:
    process = subprocess.Popen([sys.executable, "-m", "replywell.cli", name], start_new_session=True)
    return Part(name, process, time.monotonic())


def _end(parts: list[Part]) -> None:
    for part in parts:
        if part.process.poll() is None:
            os.killpg(part.process.pid, signal.SIGTERM)
    deadline = time.monotonic() + GRACE
    for part in parts:
        try:
            part.process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(part.process.pid, signal.SIGKILL)
            part.process.wait()

"""`replywell demo`: a made-up practice, the simulated carrier, patient phones in the browser."""

import os
import shutil
import signal
import socket
import sys
import tempfile
import threading
from pathlib import Path
from types import FrameType
from zoneinfo import ZoneInfo

LOGINS = (("anna", "front desk"), ("nia", "nurse"), ("omar", "manager"))
PASSWORD = "oak-street-demo"  # noqa: S105 - made-up practice, this machine only
PRACTICE = "oak-street"
ZONE = ZoneInfo("America/New_York")
"""The made-up practice's: its today is the demo's."""


def run(home: Path | None, port: int, *, fresh: bool = False) -> int:
    """Prepare the demo's own home and serve it on 127.0.0.1 until interrupted. `fresh` forgets what was played."""
    folder = home or _own_home()
    _settle(folder, port)
    from replywell.common import database

    if fresh and (folder / "demo").exists():
        database.stop(folder)
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "demo").touch()

    stopping = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        stopping.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)

    from replywell.processes import serve

    print("Preparing the demo ...", flush=True)
    if not serve.prepare():
        return 1
    prepare()
    address = f"http://127.0.0.1:{os.environ['REPLYWELL_PORT']}/"
    print(f"\n  Replywell's demo: {address}\n")
    for name, role in LOGINS:
        print(f"  {name:5} ({role}), password {PASSWORD}")
    print("\n  Ctrl-C ends it. What you played is kept; replywell demo --fresh starts over.\n", flush=True)
    try:
        return serve.supervise(stopping)
    finally:
        serve.stop_database()


def prepare() -> None:
    """Load the made-up practice and its log-ins, once, into the database at hand (already migrated)."""
    from replywell.common import clock
    from replywell.common.tenancy import practice_scope
    from replywell.console.demo_data import demo_files
    from replywell.console.demo_data.waiting import join_waitlist
    from replywell.ehr.load import load_files
    from replywell.patients import page_rules
    from replywell.practices.queries import practice_id
    from replywell.processes.login import set_login

    if practice_id(PRACTICE) is not None:
        return
    now = clock.now()
    with tempfile.TemporaryDirectory() as folder:
        load_files(demo_files(now.astimezone(ZONE).date(), Path(folder)), now=now)
    key = practice_id(PRACTICE)
    assert key is not None
    with practice_scope(key):
        page_rules.change(key, booking_page=True, now=now, actor="system")
    join_waitlist(key, now)
    for name, _ in LOGINS:
        set_login(key, name, name, PASSWORD)


def _own_home() -> Path:
    from replywell.common import database

    return database.home().with_name(database.home().name + "-demo")


def _settle(folder: Path, port: int) -> None:
    """The demo's settings: its own home, this machine only, whatever the environment says."""
    outside = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_RETENTION_URL", "REPLYWELL_PUBLIC_URL")
    for name in (*outside, "REPLYWELL_HOOKS_URL", "REPLYWELL_LIVE_URL", "REPLYWELL_SECRET_KEY", "REPLYWELL_ENV_FILE"):
        os.environ.pop(name, None)
    os.environ["REPLYWELL_HOME"] = str(folder)
    os.environ["REPLYWELL_HOST"] = "127.0.0.1"
    os.environ["REPLYWELL_DEMO"] = "1"
    first = _free(port)
    os.environ["REPLYWELL_PORT"] = str(first)
    os.environ["REPLYWELL_LIVE_PORT"] = str(_free(first + 1))


def _free(port: int) -> int:
    """This port, or the next free one."""
    for candidate in range(port, port + 50):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", candidate))
            except OSError:
                continue
            return candidate
    print(f"No free port from {port} to {port + 49}: give another one with --port.", file=sys.stderr)
    raise SystemExit(1)

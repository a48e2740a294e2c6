"""A database server of its own for a test, in a temporary folder."""

import contextlib
import fcntl
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from replywell.common import database

# Nothing is lost when the server is killed; only a power cut would do harm.
FAST = {"fsync": "off", "full_page_writes": "off", "shared_buffers": "64MB"}
PREFIX = "replywell-test-"
TEMPLATE = "REPLYWELL_TESTS_TEMPLATE"
"""Names the folder in which the run keeps its migrated home."""


@contextlib.contextmanager
def scratch_home() -> Iterator[Path]:
    """An empty home in the temporary folder; its server is stopped and all is removed afterwards.

    That also happens at SIGTERM. What a killed test run left behind goes at the next run.
    """
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-")).resolve()
    with _sigterm_unwinds():
        try:
            yield folder
        finally:
            _remove(folder)


@contextlib.contextmanager
def scratch_cluster(settings: dict[str, str] | None = None, *, migrated: bool = False) -> Iterator[database.Cluster]:
    """A running server with roles and an empty database, with the schema if wished; removed afterwards."""
    with scratch_home() as folder:
        if migrated:
            migrate_home(folder)
        yield database.ensure(folder, settings=FAST | (settings or {}))


def migrate_home(home: Path) -> None:
    """Make the database of an empty home with the whole schema: a copy of one that the run migrates once."""
    if TEMPLATE not in os.environ:
        _migrate(home)
        return
    model = Path(os.environ[TEMPLATE])
    with (model / "model-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (model / "model-ready").exists():
            _migrate(model)
            (model / "model-ready").touch()
    # `cp` keeps the owner: the server's own account, where root runs the tests.
    subprocess.run(["cp", "-a", f"{model}/.", str(home)], check=True)
    for name in ("model-lock", "model-ready", "port"):
        (home / name).unlink()


def _migrate(home: Path) -> None:
    """The schema as production makes it; the server is stopped again."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("REPLYWELL_", "DATABASE_"))}
    theirs = kept | {"REPLYWELL_HOME": str(home), "REPLYWELL_SECRET_KEY": secrets.token_urlsafe(24)}
    try:
        database.ensure(home, settings=FAST)
        subprocess.run([sys.executable, "-m", "replywell.cli", "migrate"], env=theirs, check=True,
                       stdout=subprocess.DEVNULL)  # fmt: skip
    finally:
        database.stop(home)


def _remove(folder: Path) -> None:
    try:
        database.stop(folder, mode="immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep() -> None:
    """Remove the homes of our own test runs that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
        maker = folder.name.removeprefix(PREFIX).split("-")[0]
        with contextlib.suppress(OSError):
            if maker.isdigit() and folder.stat().st_uid == os.geteuid() and not _alive(int(maker)):
                _remove(folder)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@contextlib.contextmanager
def _sigterm_unwinds() -> Iterator[None]:
    """Let SIGTERM end the program through its `finally` blocks, as Ctrl-C does (pytest knows that one)."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def leave(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)

"""A database server of its own for a test, in a temporary folder."""

import contextlib
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from replywell.common import database

# Nothing is lost when the server is killed; only a power cut would do harm.
FAST = {"fsync": "off", "full_page_writes": "off", "shared_buffers": "64MB"}
PREFIX = "replywell-test-"


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
def scratch_cluster(settings: dict[str, str] | None = None) -> Iterator[database.Cluster]:
    """A running server with roles and an empty database; stopped and removed afterwards."""
    with scratch_home() as folder:
        yield database.ensure(folder, settings=FAST | (settings or {}))


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

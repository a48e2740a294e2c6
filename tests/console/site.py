"""The real web, live and worker processes, started on the database that the environment names."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.console.browser import ROOT
from tests.stack import free_port

PASSWORD = "correct horse battery"


@dataclass
class Site:
    """Where the processes answer."""

    web: str
    live: str


def serve(logs: Path, *, demo: bool, parts: tuple[str, ...] = ("web", "live", "worker")) -> Iterator[Site]:
    """Start the processes on free ports; end them afterwards."""
    web, live = free_port(), free_port()
    environment = {
        **os.environ,
        "REPLYWELL_PORT": str(web),
        "REPLYWELL_LIVE_PORT": str(live),
        "REPLYWELL_DEMO": "1" if demo else "",
    }
    environment.pop("REPLYWELL_PROCESS", None)
    running = []
    for part in parts:
        log = (logs / f"{part}.log").open("ab")
        running.append(
            subprocess.Popen(
                [sys.executable, "-m", "replywell.cli", part], cwd=ROOT, env=environment, stdout=log, stderr=log,
                start_new_session=True,
            )
        )  # fmt: skip
        log.close()
    try:
        wait(f"http://127.0.0.1:{web}/login/")
        if "live" in parts:
            wait(f"http://127.0.0.1:{live}/healthz")
        yield Site(f"http://127.0.0.1:{web}", f"http://127.0.0.1:{live}")
    finally:
        for process in running:
            os.killpg(process.pid, signal.SIGTERM)
        for process in running:
            try:
                process.wait(6)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def wait(url: str, seconds: float = 60) -> None:
    """Until somebody answers there."""
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            assert time.monotonic() < end, f"nobody answers at {url}"
            time.sleep(0.1)

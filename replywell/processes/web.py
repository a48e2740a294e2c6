"""The web process: Django's pages under granian (WSGI, threads)."""

import os
import sys

from replywell import settings


def command() -> list[str]:
    """The command line of the web process.

    Four threads: more would share one interpreter among more requests, so that what somebody waits for takes longer.
    """
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi",
        "--host", settings.read("REPLYWELL_HOST"), "--port", settings.read("REPLYWELL_PORT"),
        "--workers", "1", "--blocking-threads", "4", "--workers-kill-timeout", "3", "--backpressure", "64",
        "--no-ws", "--log-level", "warning", "replywell.wsgi:application",
    ]  # fmt: skip


def run() -> None:
    """Become the web process."""
    os.environ["REPLYWELL_PROCESS"] = "web"
    os.execv(sys.executable, command())

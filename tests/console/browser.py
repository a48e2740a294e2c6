"""A system Chromium, and a page in which every console error and violated policy is remembered."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
PATIENCE = 20_000
"""Milliseconds until something that must come is missed: other tests run on the same cores. Less than the time after
which an open page looks by itself.
"""
expect.set_options(timeout=PATIENCE)


def chromium() -> str:
    """The path of Chromium; SystemExit with what to install when there is none."""
    if path := os.environ.get("REPLYWELL_CHROMIUM"):
        return path
    found = subprocess.run(["sh", "tools/find-chromium"], cwd=ROOT, capture_output=True, text=True, check=False)
    if found.returncode:
        raise SystemExit(found.stderr)
    return found.stdout.strip()


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        try:
            yield opened
        finally:
            opened.close()


CUT_OFF = ("htmx:afterRequest", "htmx:sendError", "htmx:sendAbort")
"""What htmx says of a question that was open when the page was left, or that a newer one took the place of."""


def watched(context: BrowserContext) -> tuple[Page, list[str]]:
    """A new page, and what goes wrong in it from now on (its frames too)."""
    page = context.new_page()
    wrong: list[str] = []

    def heard(line: ConsoleMessage) -> None:
        if line.type == "error" and not line.text.startswith(CUT_OFF):
            wrong.append(line.text)

    page.on("console", heard)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    return page, wrong

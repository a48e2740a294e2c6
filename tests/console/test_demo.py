"""The demo as people meet it: `replywell demo` on a scratch home, played with the mouse only."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, FrameLocator, Page, expect

from tests.common.pg import scratch_home
from tests.console.browser import ROOT, watched
from tests.console.site import wait
from tests.stack import free_port

ANSWERS = 20_000
"""Milliseconds: the machine may be busy; in the demo it takes a fraction of a second."""


@pytest.fixture(scope="module")
def demo() -> Iterator[str]:
    """The address of a fresh demo, which makes its database itself."""
    with scratch_home() as home, demo_in(home) as address:
        yield address


@contextmanager
def demo_in(home: Path) -> Iterator[str]:
    """The address of a demo that runs in this home."""
    port = free_port()
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("REPLYWELL_", "DATABASE_"))}
    running = subprocess.Popen(
        [sys.executable, "-m", "replywell.cli", "demo", "--home", str(home), "--port", str(port)],
        cwd=ROOT, env=kept, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        wait(f"http://127.0.0.1:{port}/login/", seconds=180)
        yield f"http://127.0.0.1:{port}"
    finally:
        running.send_signal(signal.SIGINT)
        try:
            running.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()


@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    ("language", "asks"),
    [("en", "can't make it, anything thursday afternoon?"), ("es", "no puedo ir, ¿hay algo el jueves por la tarde?")],
)
def test_a_reminder_is_answered_three_openings_come_and_two_books_it(
    demo: str, context: BrowserContext, language: str, asks: str
) -> None:
    page, wrong = watched(context)
    page.goto(demo)
    phone = page.locator(f'.phone[lang="{language}"]').first
    name = phone.locator(".phone-who").inner_text().splitlines()[0]
    reach_a_reminder(page, phone.locator(".pb.theirs"))
    expect(phone.locator(".pb.theirs").last).to_contain_text("STOP")

    phone.get_by_role("button", name=asks).click()
    offer = phone.locator(".pb.theirs", has_text="3)").last
    expect(offer).to_contain_text(re.compile("1\\).*2\\).*3\\)", re.DOTALL), timeout=ANSWERS)
    times = re.findall(r"\d\) (.+)", offer.inner_text())
    assert len(set(times)) == 3, times
    assert all(re.match("Thu|jue", one) and one.endswith("pm") for one in times), times

    phone.get_by_role("button", name="2", exact=True).click()
    expect(phone.locator(".pb.theirs").nth(2)).to_contain_text(times[1], timeout=ANSWERS)

    desk = page.frame_locator("#desk-frame")
    desk.locator(".rows a", has_text=name).click()
    happened = desk.locator(".event", has_text=f"{name} moved the visit to")
    expect(happened).to_be_visible(timeout=ANSWERS)
    told = re.search("moved the visit to (.+?) by text", happened.inner_text())
    assert told is not None
    assert clock_of(told.group(1)) == clock_of(times[1])

    shown_in_calendar(page, desk, name, told.group(1))
    page.get_by_role("link", name="The story").click()
    expect(desk.locator(".trail")).to_contain_text(f"{name} moved the visit to {told.group(1)} by text")
    assert wrong == []


def test_the_first_use_hint_can_be_put_away_for_good(demo: str, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(demo)
    page.get_by_role("button", name="Got it").click()
    expect(page.locator("#first-use")).to_have_count(0)
    page.reload()
    expect(page.locator("#first-use")).to_have_count(0)


def test_one_tap_adds_a_phone_and_one_puts_it_away(demo: str, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(demo)
    expect(page.locator(".phone")).to_have_count(2)
    page.get_by_text("Add another patient's phone").click()
    page.locator(".more-phones button").first.click()
    expect(page.locator(".phone")).to_have_count(3)
    page.locator(".phone").first.get_by_role("button", name=re.compile("away")).click()
    expect(page.locator(".phone")).to_have_count(2)


def test_the_clock_moves_for_everybody(demo: str, context: BrowserContext) -> None:
    one, other = context.new_page(), context.new_page()
    one.goto(demo)
    other.goto(demo)
    before = one.locator(".clock-now").inner_text()
    one.get_by_role("button", name="+1 day").click()
    expect(one.locator(".clock-now")).not_to_have_text(before, timeout=ANSWERS)
    expect(other.locator(".clock-now")).to_have_text(one.locator(".clock-now").inner_text(), timeout=ANSWERS)


def reach_a_reminder(page: Page, texts: object) -> None:
    """Press "To the next event" until the phone has a text."""
    for _ in range(30):
        if texts.count():  # type: ignore[attr-defined]
            return
        before = page.locator(".clock-coming").inner_text()
        page.get_by_role("button", name="To the next event").click()
        expect(page.locator(".clock-coming")).not_to_have_text(before, timeout=ANSWERS)
        page.wait_for_timeout(1_500)
    raise AssertionError("No reminder reached the phone.")


def shown_in_calendar(page: Page, desk: FrameLocator, name: str, moment: str) -> None:
    """The visit stands in the calendar on its new day, at its new time."""
    page.get_by_role("link", name="Calendar").click()
    day = re.search(r"(\w{3}) (\d+),", moment)
    assert day is not None
    for _ in range(15):
        desk.locator(".cal").wait_for()
        heading = desk.get_by_role("heading", level=1).inner_text()
        if re.search(rf"{day.group(1)}\w* {day.group(2)}$", heading):
            block = desk.locator(".block", has_text=name)
            expect(block).to_contain_text(moment.split(", ")[1])
            return
        desk.get_by_role("link", name="Next day").click()
        page.wait_for_function("before => frames[0].document.querySelector('h1')?.innerText !== before", arg=heading)
    raise AssertionError(f"{moment} is not in the calendar")


def clock_of(words: str) -> str:
    """The time of day in "Thu Mar 5, 2:30 pm" or "jue 5 mar, 2:30 pm"."""
    return words.rpartition(", ")[2].strip()

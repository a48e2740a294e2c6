"""How fast the inbox is in the browser: what one waits for is there within a second, and nothing blocks a key."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.console.furnished import fill
from tests.console.looks import SLOW
from tests.console.site import Site
from tests.console.test_pages import MARIA, log_in, text, wait_for_live
from tests.pace import slowness
from tests.practice import Oak

TRIES = 3
"""The best of so many counts."""
MOST_LCP, MOST_TASK = 1_000, 50
BESIDE_OTHERS = 1 if SLOW else 2
"""Milliseconds; of a task those in which it ran. Beside other tests, whose work empties the processor's caches, twice
as many: `make test-slow` asks for the limits themselves.
"""
WATCH = """
window.painted = 0;
new PerformanceObserver((list) => { for (const one of list.getEntries()) window.painted = one.startTime; })
  .observe({ type: 'largest-contentful-paint', buffered: true });
"""


def longest(page: Page, act: Callable[[], None]) -> float:
    """The longest task of the page's main thread while something happens, in milliseconds of that thread's own time on
    a quiet machine: the best of some tries.
    """
    browser = page.context.browser
    assert browser is not None
    found = []
    for _ in range(TRIES):
        browser.start_tracing(page=page, categories=["toplevel"])
        act()
        page.wait_for_timeout(300)
        events = json.loads(browser.stop_tracing())["traceEvents"]
        mains = {
            (one["pid"], one["tid"])
            for one in events
            if one["name"] == "thread_name" and one["args"]["name"] == "CrRendererMain"
        }
        ran = [
            one.get("tdur", 0) / 1000
            for one in events
            if one["ph"] == "X" and "RunTask" in one["name"] and (one["pid"], one["tid"]) in mains
        ]
        assert len(ran) > 20, "nothing was traced"
        found.append(max(ran) / slowness())
        if found[-1] < BESIDE_OTHERS * MOST_TASK:
            break
    return min(found)


@pytest.fixture
def page(oak: Oak, site: Site, context: BrowserContext) -> Page:
    """Anna's, watched."""
    context.add_init_script(WATCH)
    made = context.new_page()
    log_in(made, site)
    return made


@pytest.mark.timeout(600)
def test_inbox_and_thread_are_painted_within_a_second_and_block_nothing(oak: Oak, site: Site, page: Page) -> None:
    thread = fill(oak)
    for address in ("/inbox/", f"{thread}?view=all"):
        painted = []

        def load(address: str = address, painted: list[float] = painted) -> None:
            page.goto(site.web + address)
            page.locator(".rows a").nth(40).wait_for()
            while not page.evaluate("window.painted > 0"):
                page.wait_for_timeout(20)
            painted.append(page.evaluate("window.painted"))

        load()
        took = longest(page, load)
        assert took < BESIDE_OTHERS * MOST_TASK, (address, took)
        while min(painted) >= BESIDE_OTHERS * MOST_LCP * slowness() and len(painted) < 4 * TRIES:
            load()
        assert 0 < min(painted) < BESIDE_OTHERS * MOST_LCP * slowness(), (address, painted)


@pytest.mark.timeout(600)
def test_a_text_that_arrives_and_words_being_typed_block_nothing(oak: Oak, site: Site, page: Page) -> None:
    thread = fill(oak)
    page.goto(f"{site.web}{thread}?view=all")
    wait_for_live(page)
    box = page.get_by_label("Your text to the patient")
    number = iter(range(100))

    def arrives() -> None:
        words = f"is there parking? {next(number)}"
        text(oak, words, MARIA)
        expect(page.locator(".bubble.in", has_text=words)).to_be_visible()
        page.wait_for_timeout(1_000)

    took = longest(page, arrives)
    assert took < BESIDE_OTHERS * MOST_TASK, took

    def types() -> None:
        box.fill("")
        box.press_sequentially("Yes, behind the house with the green door.", delay=25)
        expect(page.locator("#composer-note")).to_contain_text("1 text")

    took = longest(page, types)
    assert took < BESIDE_OTHERS * MOST_TASK, took

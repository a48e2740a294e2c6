"""A day's work by keyboard alone: no hand leaves the keys."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from replywell.common import clock
from tests.console.browser import watched
from tests.console.site import PASSWORD, Site
from tests.console.test_pages import conversation, text, wait_for_live
from tests.practice import Oak, make_patient, make_visit

TEN_O_CLOCK = datetime(2026, 3, 2, 15, tzinfo=UTC)
"""Monday in New York."""
MOST_STOPS = 150


@pytest.fixture
def tab(context: BrowserContext) -> Iterator[Page]:
    """A page whose console must stay clean."""
    page, wrong = watched(context)
    yield page
    assert wrong == []


def log_in_by_keys(page: Page, site: Site) -> None:
    """Name, password, Enter."""
    page.goto(f"{site.web}/login/?next=/inbox/")
    to(page, page.get_by_label("Name"))
    page.keyboard.type("anna")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/inbox/"))
    wait_for_live(page)


def to(page: Page, place: Locator) -> None:
    """Tab until it has the focus."""
    place.first.wait_for()
    for _ in range(MOST_STOPS):
        if place.first.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not come to {place}")


def press(page: Page, *keys: str) -> None:
    """One after the other."""
    for key in keys:
        page.keyboard.press(key)


def asked_for_parking(oak: Oak, site: Site, tab: Page) -> Locator:
    """Somebody with a visit has asked, and the log-in was by keys: their row of the list."""
    clock.freeze(TEN_O_CLOCK)
    make_visit(oak, make_patient(oak), TEN_O_CLOCK + timedelta(days=3, hours=4))
    text(oak, "is there parking?")
    log_in_by_keys(tab, site)
    row = tab.locator(".rows").get_by_role("link", name=re.compile("Maria Diaz"))
    expect(row).to_contain_text("question")
    return row


def test_a_text_is_taken_answered_noted_and_handed_back(oak: Oak, site: Site, tab: Page) -> None:
    row = asked_for_parking(oak, site, tab)
    press(tab, "j")
    expect(row).to_be_focused()
    press(tab, "Enter")
    tab.locator(".bubble.in").wait_for()
    wait_for_live(tab)

    # Take the task and the conversation
    press(tab, "e")
    expect(tab.locator(".task-bar")).to_contain_text("Anna Reed has it")
    press(tab, "t")
    expect(tab.get_by_role("button", name="Hand back")).to_be_visible()
    assert conversation(oak).taken_by_id == oak.anna.pk

    # Answer
    press(tab, "r")
    tab.keyboard.type("Yes, behind the house.")
    press(tab, "Control+Enter")
    expect(tab.locator(".bubble.out.person", has_text="behind the house")).to_contain_text("delivered")

    # Note, and hand back
    press(tab, "Escape", "n")
    tab.keyboard.type("Always asks.")
    press(tab, "Control+Enter")
    expect(tab.locator(".note", has_text="Always asks.")).to_be_visible()
    press(tab, "Escape", "b")
    expect(tab.get_by_role("button", name="Take over")).to_be_visible()


def test_a_visit_is_moved_a_task_passed_on_and_put_aside_and_a_text_is_found(oak: Oak, site: Site, tab: Page) -> None:
    asked_for_parking(oak, site, tab)
    press(tab, "j", "Enter")
    tab.locator(".bubble.in").wait_for()
    wait_for_live(tab)

    # Move the visit
    to(tab, tab.locator("#patient").get_by_role("button", name="Move"))
    press(tab, "Enter")
    slot = tab.locator("#patient .slot").first
    slot.wait_for()
    wanted = slot.inner_text()
    to(tab, slot)
    press(tab, "Enter")
    expect(tab.locator(".visit-when").first).to_have_text(re.split(r" (?=Dr\.)|\n", wanted)[0])

    # Pass the task on
    press(tab, "a")
    expect(tab.locator(".task-bar details[open]")).to_have_count(1)
    press(tab, "Tab")
    tab.keyboard.type("Bill")
    to(tab, tab.locator(".task-bar details[open]").get_by_role("button", name="Pass on"))
    press(tab, "Enter")
    expect(tab.locator("#toast")).to_contain_text(re.compile("has it now|Passed on"))

    # Put it aside; what was pressed is gone, and the focus is not
    press(tab, "z")
    to(tab, tab.get_by_role("button", name="in three hours"))
    press(tab, "Enter")
    expect(tab.locator(".banner.blue")).to_contain_text("Anna Reed put this aside")
    assert tab.evaluate("document.activeElement !== document.body")

    # Find it again
    press(tab, "/")
    tab.keyboard.type("parking")
    press(tab, "Enter")
    to(tab, tab.locator(".hits a"))
    press(tab, "Enter")
    expect(tab.locator(".bubble.in", has_text="is there parking")).to_be_in_viewport()


def test_somebody_who_comes_in_is_marked_as_here(oak: Oak, site: Site, tab: Page) -> None:
    clock.freeze(TEN_O_CLOCK)
    make_visit(oak, make_patient(oak), TEN_O_CLOCK + timedelta(minutes=30))
    make_visit(oak, make_patient(oak, "Tom", "Baker", "+12125550177"), TEN_O_CLOCK + timedelta(minutes=60))
    log_in_by_keys(tab, site)
    press(tab, "g", "t")
    tab.wait_for_url(re.compile("/today/"))
    to(tab, tab.get_by_role("button", name="Here"))
    press(tab, "Enter")
    expect(tab.locator(".visit-line.arrived")).to_contain_text("Maria Diaz")
    # Where the button was is the next thing to do, and from there on it goes on.
    assert tab.evaluate("Boolean(document.activeElement.closest('.visit-line.arrived, .visit-line'))")
    to(tab, tab.get_by_role("button", name="Here"))
    press(tab, "Enter")
    expect(tab.locator(".visit-line.arrived")).to_have_count(2)


def test_who_stands_on_an_emergency_stays_there_when_the_banner_comes_anew(oak: Oak, site: Site, tab: Page) -> None:
    clock.freeze(TEN_O_CLOCK)
    make_patient(oak)
    make_patient(oak, "Tom", "Baker", "+12125550177")
    text(oak, "my chest hurts and I can't breathe")
    log_in_by_keys(tab, site)
    maria = tab.locator("#emergencies .banner", has_text="Maria Diaz")
    for stop in (maria.get_by_role("button", name="Take it"), maria.get_by_role("link", name="Open")):
        to(tab, stop)
        stop.evaluate("one => { one.old = true; htmx.trigger('#emergencies', 'replywell:look'); }")
        tab.wait_for_function("() => !document.activeElement.old")
        expect(stop).to_be_focused()

    # Another comes while they stand there
    text(oak, "i took all my pills, i want to die", "+12125550177")
    expect(tab.locator("#emergencies .banner")).to_have_count(2)
    expect(maria.get_by_role("link", name="Open")).to_be_focused()

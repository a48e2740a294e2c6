"""A morning at the desk in a real browser: find a patient, book, move, mark, and stop what is planned."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.scheduling.models import Appointment
from tests.console.browser import watched
from tests.console.site import Site
from tests.console.test_pages import log_in
from tests.practice import Oak, make_patient

CUT_OFF = ("htmx:afterRequest", "htmx:sendError", "htmx:sendAbort")


@pytest.fixture
def tab(context: BrowserContext) -> Iterator[Page]:
    """A page whose console must stay clean, but for refreshes that leaving a page cuts off."""
    page, wrong = watched(context)
    yield page
    assert [line for line in wrong if not line.startswith(CUT_OFF)] == []


def test_find_a_patient_book_move_mark_here_and_missed_and_stop_the_reminders(
    oak: Oak, site: Site, tab: Page, context: BrowserContext
) -> None:
    clock.freeze(datetime(2026, 3, 2, 15, tzinfo=UTC))  # Monday, ten o'clock in New York
    maria = make_patient(oak)
    make_patient(oak, "Mario", "Dini", phone="+12125550124")
    log_in(tab, site, onward="/calendar/")

    # Find
    tab.get_by_role("link", name="Patients").click()
    tab.get_by_role("searchbox").press_sequentially("mari di")
    expect(tab.locator("#found li")).to_have_count(2)
    tab.get_by_role("searchbox").press_sequentially("a")
    expect(tab.locator("#found li")).to_have_count(1)
    tab.locator("#found a").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Maria Diaz")

    # Book
    tab.get_by_role("link", name="Book a visit").click()
    tab.get_by_label("Day").fill("2026-03-05")
    tab.get_by_label("With").select_option("Grace Lee")
    expect(tab.locator(".small-title")).to_contain_text("Free on Thu Mar 5")
    expect(tab.locator(".slot", has_text="Ortiz")).to_have_count(0)
    tab.get_by_role("button", name=re.compile("Thu Mar 5, 2:00 pm.*Lee")).click()
    expect(tab.locator("#toast")).to_contain_text("Booked: Maria Diaz, Thu Mar 5, 2:00 pm")
    visit = tab.locator(".visit")
    expect(visit).to_contain_text("Office visit with Dr. Lee")
    expect(tab.locator(".slot")).to_have_count(0)

    # Stop what is planned, for this time only
    expect(tab.locator(".planned")).to_contain_text("Reminder")
    tab.on("dialog", lambda dialog: dialog.accept())
    tab.get_by_role("button", name="Stop").click()
    expect(tab.locator("#toast")).to_contain_text("Stopped")
    expect(tab.get_by_text("Texts about this visit were stopped")).to_be_visible()

    # Move
    visit.get_by_role("button", name="Move").click()
    tab.get_by_label("Another day").fill("2026-03-02")
    tab.get_by_role("button", name=re.compile("Mon Mar 2, 10:30 am.*Lee")).click()
    expect(tab.locator("#toast")).to_contain_text("Moved to Mon Mar 2, 10:30 am")
    expect(visit).to_contain_text("Mon Mar 2, 10:30 am")

    # Here, by two people at once; then it was a mistake; then nobody came
    other = context.new_page()
    other.goto(f"{site.web}/today/?show=unconfirmed")
    expect(row(other)).to_contain_text("not asked yet")
    tab.goto(f"{site.web}/today/")
    hold_back(other)
    row(tab).get_by_role("button", name="Here").click()
    expect(row(tab)).to_contain_text("here")
    expect(row(tab).get_by_role("button", name="Done")).to_be_visible()
    row(other).get_by_role("button", name="Here").click()
    expect(other.locator("#toast")).to_contain_text("changed this visit a moment ago")
    row(tab).get_by_role("button", name="Undo").click()
    expect(row(tab)).to_contain_text("not asked yet")
    clock.freeze(datetime(2026, 3, 2, 16, 10, tzinfo=UTC))
    tab.reload()
    expect(row(tab)).to_contain_text("not here for 40 min")
    row(tab).get_by_role("button", name="Missed").click()
    expect(row(tab)).to_contain_text("missed")
    with practice_scope(oak.id):
        assert Appointment.objects.get(patient=maria).status == "noshow"


def row(page: Page) -> Locator:
    """Maria's line of the day."""
    return page.locator(".visit-line", has_text="Maria Diaz")


def hold_back(page: Page) -> None:
    """The page hears of nothing by itself from now on, like one whose network is slow."""
    page.evaluate("document.getElementById('live').remove()")

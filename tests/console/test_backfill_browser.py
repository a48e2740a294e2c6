"""A freed time in real browsers: watched live, taken with one click, and by two colleagues at the same moment."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.console.models import AccessRules
from replywell.scheduling.waitlist_models import WaitlistEntry
from tests.console.browser import PHONE, watched
from tests.console.filling import FREED, MONDAY, freed, visits_of, waits
from tests.console.site import Site
from tests.console.test_pages import log_in
from tests.console.test_visits_browser import CUT_OFF, hold_back
from tests.practice import Oak, make_patient, make_visit


@pytest.fixture
def tab(context: BrowserContext) -> Iterator[Page]:
    """A page whose console must stay clean, but for refreshes that leaving a page cuts off."""
    page, wrong = watched(context)
    yield page
    assert [line for line in wrong if not line.startswith(CUT_OFF)] == []


@pytest.fixture
def oak(oak: Oak) -> Oak:
    """Monday, ten o'clock; second factors are asked of nobody."""
    clock.freeze(MONDAY)
    with practice_scope(oak.id):
        AccessRules.objects.create(practice=oak.practice, second_factor_roles=[])
    return oak


@pytest.mark.timeout(240)
def test_a_time_is_watched_live_and_of_two_who_take_it_at_once_the_second_is_told(
    oak: Oak, site: Site, tab: Page, context: BrowserContext
) -> None:
    maria, tom = make_patient(oak), make_patient(oak, "Tom", "Baker", "+12125550177")
    waits(oak, maria, visit=make_visit(oak, maria, MONDAY + timedelta(days=8)))
    waits(oak, tom)
    found = freed(oak, asked=False, wait_minutes=2)
    log_in(tab, site)
    tab.goto(f"{site.web}/backfill/")
    line = tab.locator(".slots-free a")
    expect(line).to_contain_text("about to begin")
    line.click()
    expect(tab.locator(".fill-now")).to_contain_text("The first people are asked 10:02 am")

    # The worker asks, the simulated carrier takes the texts, and the page shows it by itself
    clock.freeze(MONDAY + timedelta(minutes=2))
    for name in ("Maria Diaz", "Tom Baker"):
        expect(tab.locator(".asked > li", has_text=name)).to_contain_text("May answer until")
    expect(tab.locator(".steps")).to_contain_text("2 people were asked, 2 may still answer.")

    # Two colleagues, one time
    other = context.new_page()
    other.goto(f"{site.web}/backfill/{found.public_id}/")
    expect(other.locator(".asked > li")).to_have_count(2)
    hold_back(other)
    tab.locator(".asked > li", has_text="Maria Diaz").get_by_role("button", name="Take this slot").click()
    expect(tab.locator("#toast")).to_contain_text("Booked for Maria Diaz.")
    expect(tab.locator(".fill-now")).to_contain_text("Maria Diaz got it at 10:02 am")
    other.locator(".asked > li", has_text="Tom Baker").get_by_role("button", name="Take this slot").click()
    expect(other.locator("#toast")).to_contain_text(
        "this time is settled already, a colleague booked it for Maria Diaz at 10:02 am"
    )
    assert visits_of(oak, maria) == [(FREED, "booked")]
    assert visits_of(oak, tom) == []

    # The chain, stopped by a person
    tab.get_by_role("link", name="Watch it").click()
    expect(tab.locator(".steps")).to_contain_text("Maria Diaz came earlier")
    tab.on("dialog", lambda dialog: dialog.accept())
    tab.get_by_role("button", name="Stop, give it back").click()
    expect(tab.locator(".fill-now")).to_contain_text("Stopped by the desk: the time is free")
    expect(tab.locator(".give")).to_be_hidden()


@pytest.mark.timeout(240)
def test_somebody_is_put_on_the_waitlist_changed_and_given_a_time_by_name(oak: Oak, site: Site, tab: Page) -> None:
    maria = make_patient(oak)
    waits(oak, make_patient(oak, "Tom", "Baker", "+12125550177"))
    log_in(tab, site)
    tab.goto(f"{site.web}/waitlist/")
    tab.get_by_role("link", name="Put somebody on it").click()
    tab.get_by_role("searchbox").press_sequentially("diaz")
    tab.locator("#found a").click()
    tab.locator("#wait_words").fill("Yes please, any morning")
    tab.locator("#wait_priority").select_option("soon")
    tab.get_by_text("Only on some days").click()
    tab.locator("#wait_day1").fill("08:00-12:00")
    tab.get_by_role("button", name="Put on the waitlist").click()
    expect(tab.locator("#toast")).to_contain_text("Maria Diaz is on the waitlist.")
    tab.get_by_role("link", name=re.compile("Waits for: Office visit with anybody")).click()
    expect(tab.locator(".facts")).to_contain_text("Tuesday 8:00 am - 12:00 pm")
    tab.locator("#wait_priority").select_option("urgent")
    tab.get_by_role("button", name="Save").click()
    expect(tab.locator("#toast")).to_contain_text("Saved.")
    with practice_scope(oak.id):
        assert WaitlistEntry.objects.get(patient=maria).priority == 2

    found = freed(oak, asked=False, wait_minutes=30)
    tab.goto(f"{site.web}/backfill/{found.public_id}/")
    tab.get_by_role("searchbox").press_sequentially("diaz")
    tab.locator("#whom").get_by_role("button", name="Take this slot").click()
    expect(tab.locator(".fill-now")).to_contain_text("Maria Diaz got it")
    assert visits_of(oak, maria) == [(FREED, "booked")]


@pytest.mark.timeout(240)
def test_on_a_phone_nothing_is_wider_than_the_screen(oak: Oak, site: Site, tab: Page) -> None:
    maria = make_patient(oak)
    entry = waits(oak, maria, visit=make_visit(oak, maria, MONDAY + timedelta(days=8)))
    found = freed(oak)
    tab.set_viewport_size(PHONE)
    log_in(tab, site)
    for address in ("/waitlist/", f"/waitlist/{entry.public_id}/", "/backfill/", f"/backfill/{found.public_id}/"):
        tab.goto(site.web + address)
        expect(tab.get_by_role("heading", level=1)).to_be_visible()
        assert tab.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address

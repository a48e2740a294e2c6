"""The demo's second story, with the mouse only: a visit is cancelled at 9:02 and filled from the waitlist by 9:05."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, FrameLocator, Locator, Page, expect

from tests.common.pg import migrate_home, scratch_home
from tests.console.browser import watched
from tests.console.test_demo import demo_in

PATIENCE = 30_000
"""Milliseconds: each step goes through worker, carrier and worker again."""
EARLY, CANCELS, WINS, LATE, NO = "Kevin Park", "Aisha Khan", "Walter Stone", "Grace O'Neil", "Isabel Torres"


@pytest.fixture(scope="module")
def demo() -> Iterator[str]:
    """The address of a demo from its first day."""
    with scratch_home() as home:
        migrate_home(home)
        with demo_in(home) as address:
            yield address


@pytest.mark.timeout(400)
def test_at_7_02_only_who_agreed_to_such_hours_is_asked(demo: str, context: BrowserContext) -> None:
    page, wrong = watched(context)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(demo)
    go_to(page, "7:02 am")
    desk = free_a_time(page, EARLY)
    press(page, "+1 min")
    expect(phone(page, LATE).locator(".pb.theirs").last).to_contain_text("a time opened up", timeout=PATIENCE)
    expect(asked(desk, LATE)).to_contain_text("May answer until", timeout=PATIENCE)
    expect(desk.locator(".asked > li")).to_have_count(1)
    phone(page, LATE).get_by_role("button", name="NO", exact=True).click()
    expect(desk.locator(".fill-now")).to_contain_text("Nobody who waits may be texted before 9:00 am", timeout=PATIENCE)
    expect(phone(page, WINS).locator(".pb.theirs")).to_have_count(0)
    desk.get_by_role("button", name="Stop, give it back").click()
    expect(desk.locator(".fill-now")).to_contain_text("the time is free", timeout=PATIENCE)
    assert wrong == []


@pytest.mark.timeout(400)
def test_a_visit_cancelled_at_9_02_is_filled_by_9_05_and_its_chain_goes_on(demo: str, context: BrowserContext) -> None:
    page, wrong = watched(context)
    page.goto(demo)
    desk = fill_a_freed_time(page)

    # Who was asked when, who answered what, and how long it took
    expect(desk.get_by_role("heading", level=1)).to_contain_text("3:00 pm")
    expect(desk.locator(".fill-now")).to_contain_text(f"{WINS} got it at 9:0")
    filled = re.search(r"got it at 9:0(\d) am", desk.locator(".fill-now").inner_text())
    assert filled is not None
    assert int(filled.group(1)) <= 5
    expect(asked(desk, WINS)).to_contain_text("got it")
    expect(asked(desk, LATE)).to_contain_text("too late, told so, keeps the place", timeout=PATIENCE)
    expect(asked(desk, NO)).to_contain_text(re.compile("No after"), timeout=PATIENCE)
    expect(desk.locator(".steps")).to_contain_text(f"The visit of {CANCELS} was cancelled")

    # The loser hears it kindly, the winner where to be
    expect(phone(page, LATE).locator(".pb.theirs").last).to_contain_text("just taken", timeout=PATIENCE)
    expect(phone(page, LATE).locator(".pb.theirs").last).to_contain_text("You stay on the list")
    expect(phone(page, WINS).locator(".pb.theirs").last).to_contain_text("3:00 pm", timeout=PATIENCE)

    # The later visit of the winner came free, and is offered in turn
    expect(desk.locator(".steps")).to_contain_text("came free, and is offered in turn")
    press(page, "+1 min")
    expect(phone(page, LATE).locator(".pb.theirs").last).to_contain_text("a time opened up", timeout=PATIENCE)
    desk.get_by_role("link", name="Watch it").click()
    expect(desk.locator(".steps")).to_contain_text(f"{WINS} came earlier")
    expect(asked(desk, LATE)).to_contain_text("May answer until", timeout=PATIENCE)
    assert wrong == []


def fill_a_freed_time(page: Page) -> FrameLocator:
    """Play it until the winner, the late one and the one who says no have answered; the desk shows the freed time."""
    go_to(page, "9:02 am")
    desk = free_a_time(page, CANCELS)
    press(page, "+1 min")
    for name in (WINS, LATE, NO):
        expect(phone(page, name).locator(".pb.theirs").last).to_contain_text("3:00 pm", timeout=PATIENCE)
        expect(asked(desk, name)).to_contain_text("May answer until", timeout=PATIENCE)
    phone(page, NO).get_by_role("button", name="NO", exact=True).click()
    expect(asked(desk, NO)).to_contain_text("No after", timeout=PATIENCE)
    phone(page, WINS).get_by_role("button", name="YES", exact=True).click()
    expect(asked(desk, WINS)).to_contain_text("got it", timeout=PATIENCE)
    phone(page, LATE).get_by_role("button", name="YES", exact=True).click()
    expect(asked(desk, LATE)).to_contain_text("too late", timeout=PATIENCE)
    return desk


def free_a_time(page: Page, who: str) -> FrameLocator:
    """Somebody cancels; the phones of those who wait lie beside, and the desk shows the time that came free."""
    add_phone(page, who)
    page.get_by_role("button", name="Phones of those who wait").click()
    for name in (who, WINS, LATE, NO):
        expect(phone(page, name)).to_have_count(1, timeout=PATIENCE)
    phone(page, who).get_by_role("button", name="I need to cancel my visit").click()
    expect(phone(page, who).locator(".pb.theirs").last).to_contain_text("cancelled", timeout=PATIENCE)
    page.get_by_role("link", name="Backfill").click()
    desk = page.frame_locator("#desk-frame")
    desk.locator(".slots-free a").first.click()
    expect(desk.locator(".fill-now")).to_contain_text("The first people are asked")
    return desk


def go_to(page: Page, wanted: str) -> None:
    """Press the clock's buttons until it shows this time of a working day: days, then hours, then minutes."""
    hour, minute, half = re.fullmatch(r"(\d+):(\d+) (am|pm)", wanted).groups()  # type: ignore[union-attr]
    goal = (int(hour) % 12 + (12 if half == "pm" else 0)) * 60 + int(minute)
    while page.locator(".clock-day").inner_text()[:3] in ("Sat", "Sun") or clock_minutes(page) > goal:
        press(page, "+1 hour" if clock_minutes(page) > goal else "+1 day")
    while goal - clock_minutes(page) >= 60:
        press(page, "+1 hour")
    while clock_minutes(page) < goal:
        press(page, "+1 min")


def clock_minutes(page: Page) -> int:
    """Minutes after midnight on the demo's clock."""
    told = re.fullmatch(r"(\d+):(\d+) (am|pm)", page.locator(".clock-time").inner_text())
    assert told is not None
    return (int(told[1]) % 12 + (12 if told[3] == "pm" else 0)) * 60 + int(told[2])


def press(page: Page, name: str) -> None:
    """A button of the clock, until the page has its answer."""
    with page.expect_response(re.compile("/demo/clock/")):
        page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_timeout(150)


def add_phone(page: Page, name: str) -> None:
    """Put somebody's phone on the table, first of all."""
    if phone(page, name).count():
        return
    page.get_by_text("Add another patient's phone").click()
    page.locator(".more-phones button", has_text=name).first.click()
    expect(phone(page, name)).to_have_count(1, timeout=PATIENCE)
    page.get_by_text("Add another patient's phone").click()


def phone(page: Page, name: str) -> Locator:
    """The phone of somebody on the table."""
    return page.locator(".phone", has=page.locator(".phone-who", has_text=name))


def asked(desk: FrameLocator, name: str) -> Locator:
    """The line of one who was offered the time."""
    return desk.locator(".asked > li", has_text=name)

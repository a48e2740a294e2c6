"""Two people at one desk: who is answering, a saved reply, a note that names somebody, putting aside, search."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.messaging import saved
from tests.console.browser import DESKTOP, PATIENCE, watched
from tests.console.site import Site
from tests.console.test_pages import log_in, text, wait_for_live
from tests.practice import Oak, make_patient


@pytest.fixture
def two(chromium: Browser) -> Iterator[tuple[Page, Page]]:
    """Two browsers whose consoles must stay clean."""
    contexts = [chromium.new_context(viewport=DESKTOP) for _ in range(2)]  # type: ignore[arg-type]
    tabs = []
    for context in contexts:
        context.set_default_timeout(PATIENCE)
        tabs.append(watched(context))
    yield tabs[0][0], tabs[1][0]
    assert [wrong for _, wrong in tabs] == [[], []]
    for context in contexts:
        context.close()


def open_thread(page: Page) -> None:
    page.get_by_role("link", name=re.compile("Maria Diaz")).first.click()
    page.locator(".bubble.in").first.wait_for()
    wait_for_live(page)


def test_two_people_share_a_desk(oak: Oak, site: Site, two: tuple[Page, Page]) -> None:
    anna, nia = two
    make_patient(oak)
    with practice_scope(oak.id):
        saved.save(
            oak.practice, oak.anna, "Parking", {"en": "Hi {first_name}, park behind the house. {me}"}, now=clock.now()
        )
    text(oak, "is there parking?")
    for page, name in ((anna, "anna"), (nia, "nia")):
        log_in(page, site, name)
        open_thread(page)

    # Who is answering
    anna.keyboard.press("r")
    anna.keyboard.type("Yes: ")
    expect(nia.locator(".presence")).to_have_text("Anna Reed is answering")
    anna.get_by_label("Put in a saved reply").select_option("Parking")
    box = anna.get_by_label("Your text to the patient")
    expect(box).to_have_value("Yes: Hi Maria, park behind the house. Anna")
    expect(anna.locator("#composer-note")).to_contain_text("1 text")
    box.press("Control+Enter")
    expect(nia.locator(".bubble.out", has_text="Yes: Hi Maria")).to_contain_text("Anna Reed")
    expect(nia.locator(".presence")).to_have_count(0)

    # A note that reaches somebody
    nia.keyboard.press("n")
    nia.get_by_role("button", name="@Anna Reed").click()
    expect(nia.locator("#note-body")).to_have_value("@Anna Reed ")
    nia.locator("#note-body").press_sequentially("please call her too")
    nia.get_by_label("Share with the desk", exact=True).check()
    nia.get_by_role("button", name="Add the note").click()
    expect(nia.get_by_role("status").filter(has_text="Anna Reed will find it under Mentions")).to_be_visible()
    expect(anna.locator(".note", has_text="please call her too")).to_be_visible()
    anna.get_by_role("link", name=re.compile("^Mentions")).click()
    expect(anna.get_by_role("link", name=re.compile("please call her too"))).to_be_visible()

    # Aside, and back when the patient writes
    open_thread(anna)
    anna.keyboard.press("z")
    anna.get_by_role("button", name="in three hours").click()
    expect(anna.locator(".banner.blue")).to_contain_text("Anna Reed put this aside")
    text(oak, "found it, thank you")
    expect(anna.locator(".bubble.in", has_text="found it")).to_be_visible()
    expect(anna.locator(".banner.blue")).to_have_count(0)

    # Search
    anna.locator("h2").first.click()
    anna.keyboard.press("/")
    anna.keyboard.type("behind hou")
    anna.keyboard.press("Enter")
    hit = anna.locator(".hits a")
    expect(hit).to_contain_text("Maria Diaz")
    expect(hit.locator("mark")).to_have_text(["behind", "hou"])
    hit.click()
    expect(anna.locator(".bubble.out", has_text="behind the house")).to_be_visible()

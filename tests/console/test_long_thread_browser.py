"""Going back in a long thread, by keyboard, while texts come."""

import uuid
from datetime import timedelta

from playwright.sync_api import BrowserContext, expect

from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.console import window
from replywell.messaging.models import Message
from tests.console.browser import watched
from tests.console.site import Site
from tests.console.test_corrections import handled
from tests.console.test_pages import MARIA, conversation, log_in, text, wait_for_live
from tests.practice import Oak, make_patient


def test_earlier_texts_come_by_keyboard_and_stay_while_new_ones_arrive(
    oak: Oak, site: Site, context: BrowserContext
) -> None:
    make_patient(oak)
    text(oak, "the newest so far")
    with practice_scope(oak.id):
        talk = conversation(oak)
        before = clock.now() - timedelta(days=30)
        # Those of long ago get smaller keys than the one that is there.
        least = Message.objects.get(conversation=talk, direction="in").pk - 1_000
        Message.objects.bulk_create(
            Message(
                pk=least + number, practice=oak.practice, conversation=talk, phone=MARIA, body=f"old text {number}.",
                created_at=before + timedelta(minutes=number), stored_at=before, direction="in", status="received",
                handled_at=before, ended_in="action", carrier="simulator", carrier_id=str(uuid.uuid4()),
            )
            for number in range(220)
        )  # fmt: skip
    handled(oak)
    page, wrong = watched(context)
    log_in(page, site, onward=f"/inbox/{talk.public_id}/?view=conversations")
    bubbles = page.locator(".bubble.in, .bubble.out")
    expect(bubbles).to_have_count(window.FIRST)
    wait_for_live(page)
    for times in (2, 3, 4):
        page.locator("#thread-earlier").focus()
        page.keyboard.press("Enter")
        expect(bubbles).to_have_count(window.FIRST * times)
        expect(page.locator("#thread-earlier")).to_be_focused()
    text(oak, "a new one")
    expect(page.locator(".bubble.in", has_text="a new one")).to_be_visible()
    expect(bubbles).to_have_count(window.MOST)
    handled(oak)

    # Past that the page moves on through the thread; what is read stays in sight, and the way back is there.
    first = bubbles.first
    words = first.inner_text()
    page.locator("#thread-earlier").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".bubble.in", has_text="old text 0.")).to_be_attached()
    expect(page.locator(".bubble.in", has_text=words.splitlines()[0])).to_be_in_viewport()
    expect(page.locator(".bubble.in", has_text="a new one")).to_have_count(0)
    expect(page.locator("#thread-scroll")).to_be_focused()
    text(oak, "unseen as yet")
    page.locator("#thread-newest").click()
    expect(page.locator(".bubble.in", has_text="unseen as yet")).to_be_in_viewport()
    expect(bubbles).to_have_count(window.FIRST)

    # What is written from long ago shows with the newest.
    page.goto(f"{site.web}/inbox/{talk.public_id}/?view=conversations&at={oldest(oak)}")
    expect(page.locator(".bubble.in", has_text="old text 0.")).to_be_attached()
    page.get_by_label("Your text to the patient").fill("Thank you")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".bubble.out.person", has_text="Thank you")).to_be_visible()
    assert wrong == []


def oldest(oak: Oak) -> str:
    with practice_scope(oak.id):
        return str(Message.objects.filter(body="old text 0.").values_list("public_id", flat=True)[0])

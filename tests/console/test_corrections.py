"""Beside a patient's text: what it was read as, what staff say it means, and what a language model suggests."""

import time

from playwright.sync_api import BrowserContext, Page, expect

from replywell.audit.models import AuditEvent
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.dialogue.models import Correction, Suggestion
from replywell.messaging.models import Message
from tests.console.browser import watched
from tests.console.site import Site
from tests.console.test_pages import MARIA, conversation, log_in, text
from tests.practice import Oak, make_patient


def handled(oak: Oak) -> None:
    """Until the worker has handled every text."""
    for _ in range(150):
        with practice_scope(oak.id):
            if not Message.objects.filter(direction="in", handled_at=None).exists():
                return
        time.sleep(0.1)
    raise AssertionError("the worker does not handle the texts")


def opened(oak: Oak, site: Site, page: Page) -> None:
    log_in(page, site, onward=f"/inbox/{conversation(oak).public_id}/?view=conversations")
    page.wait_for_url("**/inbox/**")


def test_staff_say_what_a_text_meant_and_nothing_else_changes(oak: Oak, site: Site, context: BrowserContext) -> None:
    make_patient(oak)
    text(oak, "what time do you open")
    handled(oak)
    page, wrong = watched(context)
    opened(oak, site, page)
    bubble = page.locator(".bubble.in")
    expect(bubble.locator("summary")).to_have_text("Read as: Has a question")
    expect(bubble.get_by_role("button", name="Correct")).to_be_hidden()
    bubble.locator("summary").click()
    bubble.get_by_label("What it means").select_option(label="Wants another time")
    bubble.get_by_role("button", name="Correct").click()
    expect(page.locator("#toast")).to_contain_text("Noted, to learn from")
    expect(bubble.locator("summary")).to_have_text("Anna Reed: Wants another time")
    with practice_scope(oak.id):
        assert Correction.objects.get().means == "reschedule"
        assert Message.objects.get(direction="in").reading["intent"] == "question"
        assert AuditEvent.objects.filter(verb="reading.corrected", actor="staff:anna").count() == 1
        assert not Message.objects.filter(direction="out", author__isnull=False).exists()
    page.reload()
    expect(page.locator(".bubble.in summary")).to_have_text("Anna Reed: Wants another time")
    assert wrong == []


def test_a_suggestion_is_shown_as_unchecked_words_and_never_as_markup(
    oak: Oak, site: Site, context: BrowserContext
) -> None:
    make_patient(oak)
    text(oak, "my bill is wrong i think")
    handled(oak)
    with practice_scope(oak.id):
        Suggestion.objects.create(
            practice_id=oak.id, message=Message.objects.get(direction="in", phone=MARIA), model="local",
            asked_at=clock.now(), done_at=clock.now(), intent="billing_question", confidence=0.8,
            summary="Thinks the <b>bill</b> is wrong <script>alert(1)</script>", reply="We will look at your bill.",
        )  # fmt: skip
    page, wrong = watched(context)
    opened(oak, site, page)
    box = page.locator(".suggestion")
    expect(box).to_contain_text("Suggested, not checked: Asks about a bill")
    expect(box).to_contain_text("Thinks the <b>bill</b> is wrong <script>alert(1)</script>")
    expect(box).to_contain_text("A reply could be: We will look at your bill.")
    expect(page.locator("textarea[name=body]").first).to_have_value("")
    expect(box.get_by_role("button")).to_have_count(0)
    with practice_scope(oak.id):
        assert not Message.objects.filter(direction="out", body__contains="look at your bill").exists()
    assert wrong == []

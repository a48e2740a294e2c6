"""Walks through the staff pages in a real browser, on the real processes."""

import re
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from replywell.audit.models import AuditEvent
from replywell.carriers.base import InboundText
from replywell.common import clock
from replywell.common.notify import poke_live
from replywell.common.tenancy import practice_scope
from replywell.messaging.models import Conversation, Message
from replywell.messaging.receive import record_inbound
from replywell.patients.models import PatientNote
from replywell.processes.login import set_login
from replywell.scheduling.models import Appointment
from tests.console.browser import watched
from tests.console.site import PASSWORD, Site
from tests.practice import Oak, make_patient, make_practice, make_visit

MARIA = "+12125550123"


def text(oak: Oak, body: str, phone: str = MARIA) -> None:
    """A text from a phone, as the simulator's webhook stores it."""
    stored = record_inbound(
        InboundText("simulator", f"t-{uuid.uuid4()}", phone, oak.number.phone, body), oak.account.key
    )
    assert stored.fresh
    assert stored.routed


def log_in(page: Page, site: Site, name: str = "anna", onward: str = "/inbox/?view=conversations") -> None:
    page.goto(f"{site.web}/login/?next={onward}")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url(re.compile("/inbox/|/calendar/|/audit/|/security/"))


def wait_for_live(page: Page) -> None:
    """Until the page listens."""
    page.wait_for_function("() => document.body['htmx-internal-data']?.sseEventSource?.readyState === 1")


@pytest.fixture
def tab(context: BrowserContext) -> Iterator[Page]:
    """A page whose console must stay clean: errors and violated policies fail the test."""
    page, wrong = watched(context)
    yield page
    assert wrong == []


def conversation(oak: Oak, phone: str = MARIA) -> Conversation:
    with practice_scope(oak.id):
        return Conversation.objects.select_related("taken_by").get(contact__phone=phone)


def test_strangers_are_sent_to_the_log_in_and_back(oak: Oak, strict_site: Site, context: BrowserContext) -> None:
    tab = context.new_page()
    tab.goto(f"{strict_site.web}/calendar/?day=2026-03-04")
    expect(tab).to_have_url(re.compile(r"/login/\?next=%2Fcalendar"))
    tab.get_by_label("Name").fill("anna")
    tab.get_by_label("Password").fill(PASSWORD)
    tab.get_by_role("button", name="Log in", exact=True).click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text("March 4")


def test_ten_wrong_passwords_lock_the_name_even_for_the_right_one(
    oak: Oak, strict_site: Site, context: BrowserContext
) -> None:
    page = context.new_page()
    for _ in range(10):
        page.goto(f"{strict_site.web}/login/")
        page.get_by_label("Name").fill("Anna")
        page.get_by_label("Password").fill("wrong")
        page.get_by_role("button", name="Log in", exact=True).click()
        expect(page.get_by_role("alert")).to_contain_text("do not belong together")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Wait 15 minutes")
    page.goto(f"{strict_site.web}/login/")
    page.get_by_label("Name").fill("nia")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    expect(page).to_have_url(re.compile("/security/"))


def test_log_in_leads_nowhere_else(oak: Oak, strict_site: Site, context: BrowserContext) -> None:
    page = context.new_page()
    log_in(page, strict_site, onward="https://example.test/inbox/")
    assert page.url.startswith(strict_site.web)


def test_the_demo_is_not_there_with_real_patients(oak: Oak, strict_site: Site, context: BrowserContext) -> None:
    page = context.new_page()
    log_in(page, strict_site)
    assert page.goto(f"{strict_site.web}/demo/").status == 404
    assert page.goto(f"{strict_site.web}/audit/").status == 403
    answer = page.goto(f"{strict_site.web}/inbox/")
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["x-frame-options"] == "DENY"


def test_a_text_arrives_live_within_half_a_second(oak: Oak, site: Site, tab: Page) -> None:
    make_patient(oak)
    log_in(tab, site)
    wait_for_live(tab)
    for words in ("is there parking?", "and a lift?", "one more thing"):
        text(oak, words)
        began = time.monotonic()
        if words == "is there parking?":
            # The row, not its words: our answer takes their place there a moment later.
            tab.get_by_role("link", name=re.compile("Maria Diaz")).wait_for()
            first = time.monotonic() - began
            tab.get_by_role("link", name=re.compile("Maria Diaz")).click()
            wait_for_live(tab)
            continue
        tab.locator(".bubble.in", has_text=words).wait_for()
        took = time.monotonic() - began
    assert min(first, took) < 0.5, (first, took)


def test_a_line_says_at_once_that_a_text_came_whenever_the_rest_is_asked_for(oak: Oak, site: Site, tab: Page) -> None:
    make_patient(oak)
    text(oak, "first")
    log_in(tab, site)
    line = tab.locator("#part-list .row", has_text="Maria Diaz")
    line.locator("a").click()
    tab.locator(".bubble.in").wait_for()
    expect(line).not_to_have_class(re.compile("unread"))
    tab.goto(f"{site.web}/inbox/?view=conversations")
    wait_for_live(tab)
    tab.route("**/inbox/changes/**", lambda asked: asked.fulfill(status=204))  # many pages are open: not yet
    text(oak, "second")
    expect(line).to_have_class(re.compile("unread"), timeout=2_000)


def test_a_line_told_late_of_a_text_that_was_read_is_not_left_unread(oak: Oak, site: Site, tab: Page) -> None:
    make_patient(oak)
    text(oak, "first")
    log_in(tab, site)
    line = tab.locator("#part-list .row", has_text="Maria Diaz")
    line.locator("a").click()
    wait_for_live(tab)
    expect(line).not_to_have_class(re.compile("unread"))
    with practice_scope(oak.id):
        conversation = Conversation.objects.get().public_id
    with tab.expect_response("**/inbox/changes/**"):
        poke_live(oak.practice.public_id, "text", conversation)
    expect(line).not_to_have_class(re.compile("unread"))


def test_what_is_being_typed_survives_a_new_text(oak: Oak, site: Site, tab: Page) -> None:
    make_patient(oak)
    text(oak, "is there parking?")
    log_in(tab, site)
    tab.get_by_role("link", name=re.compile("Maria Diaz")).click()
    wait_for_live(tab)
    box = tab.get_by_label("Your text to the patient")
    box.fill("Yes, behind the house")
    tab.locator("summary", has_text="Add a note").click()
    note = tab.get_by_label("Note on Maria")
    note.fill("prefers the back ent")
    text(oak, "hello?")
    expect(tab.locator(".bubble.in", has_text="hello?")).to_be_visible()
    expect(box).to_have_value("Yes, behind the house")
    expect(note).to_have_value("prefers the back ent")
    expect(note).to_be_focused()
    note.press_sequentially("rance")
    tab.get_by_role("button", name="Add", exact=True).first.click()
    expect(tab.locator(".kept-note")).to_contain_text("prefers the back entrance")
    with practice_scope(oak.id):
        assert PatientNote.objects.get().author_id == oak.anna.pk


def test_a_reply_is_counted_previewed_and_sent(oak: Oak, site: Site, tab: Page) -> None:
    make_patient(oak)
    text(oak, "is there parking?")
    log_in(tab, site)
    tab.get_by_role("link", name=re.compile("Maria Diaz")).click()
    box = tab.get_by_label("Your text to the patient")
    box.fill("Bring your metformin " * 9)
    expect(tab.locator("#composer-note")).to_contain_text("2 texts")
    expect(tab.locator("#composer-note")).to_contain_text("medicine")
    box.fill("Yes, behind the house.")
    expect(tab.locator("#composer-note")).to_contain_text("1 text")
    expect(tab.locator("#composer-note")).to_contain_text("leaves now")
    box.press("Control+Enter")
    bubble = tab.locator(".bubble.out.person", has_text="behind the house")
    expect(bubble).to_contain_text("Anna Reed")
    expect(bubble).to_contain_text("delivered")
    expect(box).to_have_value("")
    with practice_scope(oak.id):
        assert Message.objects.get(author=oak.anna).body == "Yes, behind the house."


def test_take_over_and_hand_back(oak: Oak, site: Site, tab: Page) -> None:
    make_patient(oak)
    text(oak, "is there parking?")
    log_in(tab, site)
    tab.get_by_role("link", name=re.compile("Maria Diaz")).click()
    tab.get_by_role("button", name="Take over").click()
    expect(tab.get_by_role("button", name="Hand back")).to_be_visible()
    assert conversation(oak).taken_by == oak.anna
    tab.get_by_role("button", name="Hand back").click()
    expect(tab.get_by_role("button", name="Take over")).to_be_visible()
    assert conversation(oak).taken_by is None
    expect(tab.locator(".event", has_text="Anna Reed took the conversation over")).to_be_visible()


def test_a_task_is_taken_and_done(oak: Oak, site: Site, tab: Page) -> None:
    make_patient(oak)
    text(oak, "is there parking?")
    log_in(tab, site, onward="/inbox/")
    row = tab.get_by_role("link", name=re.compile("Maria Diaz.*question"))
    row.click()
    tab.locator(".task-bar").get_by_role("button", name="Take").click()
    expect(tab.locator(".task-bar")).to_contain_text("Anna Reed has it")
    tab.get_by_role("button", name="Done").click()
    expect(tab.locator(".task-bar")).to_have_count(0)
    expect(row).to_have_count(0)


def test_a_red_flag_shouts_and_is_taken(oak: Oak, site: Site, tab: Page) -> None:
    make_patient(oak)
    log_in(tab, site)
    wait_for_live(tab)
    text(oak, "I have chest pain")
    expect(tab.get_by_role("link", name=re.compile("Emergencies"))).to_contain_text("1")
    tab.locator("#emergencies").get_by_role("link", name="Maria Diaz", exact=True).click()
    banner = tab.locator(".thread .banner.red")
    expect(banner).to_contain_text("Nia Cole")
    banner.get_by_role("button", name="Take it").click()
    expect(banner).to_contain_text("Anna Reed has it")
    banner.get_by_role("button", name="End the pause").click()
    expect(banner).to_have_count(0)
    assert conversation(oak).paused_at is None


def test_staff_confirm_move_and_cancel_a_visit(oak: Oak, site: Site, tab: Page) -> None:
    maria = make_patient(oak)
    day = clock.now() + timedelta(days=7 - clock.now().weekday() + 1)
    visit = make_visit(oak, maria, day.replace(hour=15, minute=0, second=0, microsecond=0))
    text(oak, "hello")
    log_in(tab, site)
    tab.get_by_role("link", name=re.compile("Maria Diaz")).click()
    side = tab.locator("#patient")
    side.get_by_role("button", name="Confirm").click()
    expect(side.locator(".visit-state")).to_have_text("confirmed")
    side.get_by_role("button", name="Move", exact=True).click()
    slot = side.locator(".slot").nth(1)
    words = slot.inner_text().split("Dr.")[0].strip()
    slot.click()
    expect(side.locator(".visit-when")).to_have_text(words)
    tab.once("dialog", lambda dialog: dialog.accept())
    side.get_by_role("button", name="Cancel").click()
    expect(side).to_contain_text("No visit ahead")
    with practice_scope(oak.id):
        assert Appointment.objects.get(pk=visit.pk).status == "cancelled"
    expect(tab.locator(".event", has_text="Anna Reed moved the visit to")).to_be_visible()


def test_a_strangers_practice_answers_404(oak: Oak, site: Site, context: BrowserContext) -> None:
    make_patient(oak)
    text(oak, "is there parking?")
    theirs = conversation(oak)
    elm = make_practice("elm", "+12125550200")
    set_login(elm.id, "anna", "elsa", PASSWORD)
    page = context.new_page()
    log_in(page, site, "elsa")
    assert page.goto(f"{site.web}/inbox/{theirs.public_id}/").status == 404
    expect(page.get_by_role("heading", name="That is not here")).to_be_visible()
    page.goto(f"{site.web}/inbox/")
    for deed in ("take", "reply", "end-pause", "note", "preview"):
        status = page.evaluate(
            """async ([address]) => (await fetch(address, {method: "POST", body: "body=x", headers: {
               "Content-Type": "application/x-www-form-urlencoded",
               ...JSON.parse(document.body.getAttribute("hx-headers")),
            }})).status""",
            [f"{site.web}/inbox/{theirs.public_id}/{deed}/"],
        )
        assert status == 404, deed
    assert page.goto(f"{site.web}/inbox/changes/?c={theirs.public_id}").status == 404
    assert page.goto(f"{site.web}/audit/?about={theirs.public_id}").status == 404
    assert conversation(oak).taken_by is None


def test_only_a_post_with_the_pages_token_changes_anything(oak: Oak, site: Site, context: BrowserContext) -> None:
    make_patient(oak)
    text(oak, "is there parking?")
    page = context.new_page()
    log_in(page, site)
    address = f"{site.web}/inbox/{conversation(oak).public_id}/take/"
    assert context.request.get(address).status == 405
    page.goto(f"{site.web}/inbox/")
    assert page.evaluate("async (a) => (await fetch(a, {method: 'POST'})).status", address) == 403
    assert conversation(oak).taken_by is None


def test_script_in_a_text_stays_words(oak: Oak, site: Site, tab: Page) -> None:
    evil = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>{{ 7|add:7 }}"
    make_patient(oak, first_name="<b>Bo</b>")
    text(oak, evil)
    log_in(tab, site, "nia")
    tab.locator(".rows a").click()
    wait_for_live(tab)
    expect(tab.locator(".bubble.in")).to_contain_text(evil)
    text(oak, "<a hx-get='/logout/' hx-trigger='load'>hi</a>")
    expect(tab.locator(".bubble.in").nth(1)).to_contain_text("<a hx-get")
    expect(tab.get_by_role("heading", level=1)).to_contain_text("<b>Bo</b>")
    assert tab.title() != "owned"
    assert tab.locator(".bubble img, .bubble a, .bubble script, .rows img, .rows script").count() == 0


def test_every_look_at_a_thread_is_audited(oak: Oak, site: Site, tab: Page) -> None:
    make_patient(oak)
    text(oak, "is there parking?")
    log_in(tab, site)
    tab.get_by_role("link", name=re.compile("Maria Diaz")).click()
    tab.locator(".bubble.in").wait_for()
    with practice_scope(oak.id):
        seen = AuditEvent.objects.get(verb="thread.viewed")
    assert (seen.actor, seen.subject) == ("staff:anna", f"conversation:{conversation(oak).pk}")


def test_the_calendar_shows_state_by_word_and_follows_live(
    oak: Oak, site: Site, tab: Page, context: BrowserContext
) -> None:
    maria = make_patient(oak)
    day = (clock.now() + timedelta(days=7 - clock.now().weekday() + 1)).date()
    make_visit(oak, maria, datetime(day.year, day.month, day.day, 15, tzinfo=UTC))
    text(oak, "hello")
    log_in(tab, site, onward=f"/calendar/?day={day}")
    block = tab.locator(".block", has_text="Maria Diaz")
    expect(block).to_contain_text("not asked yet")
    wait_for_live(tab)
    other = context.new_page()
    other.goto(f"{site.web}/inbox/{conversation(oak).public_id}/")
    other.get_by_role("button", name="Confirm").click()
    expect(block).to_contain_text("✓ confirmed")
    tab.get_by_role("link", name="Next day").click()
    expect(tab.locator(".block")).to_have_count(0)
    tab.get_by_role("link", name="Previous day").click()
    block.get_by_role("link").click()
    expect(tab.get_by_role("heading", name="Maria Diaz")).to_be_visible()


def test_without_live_updates_the_page_looks_every_five_seconds(
    oak: Oak, site: Site, strict_site: Site, context: BrowserContext
) -> None:
    """The strict site has no live process; its database is the same."""
    make_patient(oak)
    page = context.new_page()
    log_in(page, strict_site)
    expect(page.locator("#live-state")).to_be_visible()
    text(oak, "is there parking?")
    expect(page.get_by_role("link", name=re.compile("Maria Diaz"))).to_be_visible(timeout=15_000)


def test_on_a_phone_one_column_at_a_time_with_a_way_back(oak: Oak, site: Site, tab: Page) -> None:
    make_patient(oak)
    text(oak, "is there parking?")
    tab.set_viewport_size({"width": 390, "height": 844})
    log_in(tab, site)
    tab.get_by_role("link", name=re.compile("Maria Diaz")).click()
    expect(tab.locator(".bubble.in")).to_be_visible()
    expect(tab.locator(".rows")).to_be_hidden()
    tab.get_by_role("button", name="Patient").click()
    expect(tab.get_by_role("heading", name="Next visit")).to_be_in_viewport()
    tab.get_by_role("button", name="Close").click()
    expect(tab.get_by_role("heading", name="Next visit")).not_to_be_in_viewport()
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    tab.get_by_role("link", name="Back").click()
    expect(tab.locator(".rows")).to_be_visible()
    tab.goto(f"{site.web}/inbox/?view=snoozed")
    expect(tab.get_by_role("link", name="Put aside")).to_be_in_viewport(ratio=1)
    expect(tab.get_by_label("Search all texts")).not_to_be_in_viewport()

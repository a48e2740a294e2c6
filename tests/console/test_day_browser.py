"""A day at the desk, told once from the log-in to the hand-back, and the story that must not go wrong on it."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from replywell.audit.models import AuditEvent
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.console.models import AccessRules
from replywell.dialogue.models import Task
from replywell.messaging.models import Message
from replywell.practices.models import Role
from replywell.scheduling.models import Appointment
from tests.console.access import code_of, set_up_app, with_password
from tests.console.browser import DESKTOP, PATIENCE, PHONE, watched
from tests.console.site import PASSWORD, Site, serve
from tests.console.test_pages import conversation, text, wait_for_live
from tests.practice import Oak, make_patient, make_visit

TEN_O_CLOCK = datetime(2026, 3, 2, 15, tzinfo=UTC)
"""Monday in New York."""
CUT_OFF = ("htmx:afterRequest", "htmx:sendError", "htmx:sendAbort")
"""What a page says of its own refresh when it is left meanwhile."""


@pytest.fixture(scope="module")
def whole_site(migrated: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Every process, as with real patients."""
    yield from serve(tmp_path_factory.mktemp("logs"), demo=False)


@pytest.fixture
def desks(chromium: Browser) -> Iterator[tuple[Page, Page]]:
    """A computer at the desk and a nurse's phone, whose consoles must stay clean."""
    contexts = [chromium.new_context(viewport=size) for size in (DESKTOP, PHONE)]  # type: ignore[arg-type]
    tabs = []
    for context in contexts:
        context.set_default_timeout(PATIENCE)
        tabs.append(watched(context))
    yield tabs[0][0], tabs[1][0]
    assert [line for _, wrong in tabs for line in wrong if not line.startswith(CUT_OFF)] == []
    for context in contexts:
        context.close()


def log_in_with_a_code(page: Page, site: Site, name: str, secret: str) -> None:
    """Name and password, then the code that the app shows."""
    page.goto(f"{site.web}/")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url(re.compile("/inbox/"))
    wait_for_live(page)


def stays(page: Page) -> None:
    """From here on the page must not be loaded anew."""
    page.evaluate("window.sameAsBefore = true")


def is_the_same(page: Page) -> bool:
    """Whether it was not loaded anew since `stays`."""
    return bool(page.evaluate("window.sameAsBefore === true"))


def test_the_day_from_the_log_in_to_the_hand_back(oak: Oak, whole_site: Site, desks: tuple[Page, Page]) -> None:
    clock.freeze(TEN_O_CLOCK)
    with practice_scope(oak.id):
        AccessRules.objects.create(practice=oak.practice, second_factor_roles=list(Role.values))
    maria = make_patient(oak)
    visit = make_visit(oak, maria, TEN_O_CLOCK + timedelta(days=3, hours=4))
    desk, _ = desks

    # Log in with a second factor: the password alone opens nothing
    secret = set_up_app(with_password("anna"))
    desk.goto(f"{whole_site.web}/")
    desk.get_by_label("Name").fill("anna")
    desk.get_by_label("Password").fill(PASSWORD)
    desk.get_by_role("button", name="Log in", exact=True).click()
    expect(desk.get_by_label("Code")).to_be_visible()
    desk.goto(f"{whole_site.web}/inbox/")
    expect(desk).to_have_url(re.compile("/login/"))
    desk.context.clear_cookies()
    log_in_with_a_code(desk, whole_site, "anna", secret)
    expect(desk.get_by_text("Nothing waits here.")).to_be_visible()

    # A text arrives while the page is open
    stays(desk)
    text(oak, "is there parking?")
    row = desk.locator(".rows").get_by_role("link", name=re.compile("Maria Diaz"))
    expect(row).to_contain_text("question")
    assert is_the_same(desk)

    # Open it, take it, answer it
    row.click()
    wait_for_live(desk)
    expect(desk.locator(".bubble.in")).to_contain_text("is there parking?")
    stays(desk)
    desk.locator(".task-bar").get_by_role("button", name="Take", exact=True).click()
    expect(desk.locator(".task-bar")).to_contain_text("Anna Reed has it")
    desk.get_by_role("button", name="Take over").click()
    expect(desk.get_by_role("button", name="Hand back")).to_be_visible()
    box = desk.get_by_label("Your text to the patient")
    box.fill("Yes, behind the house.")
    expect(desk.locator("#composer-note")).to_contain_text("1 text")
    desk.get_by_role("button", name="Send", exact=True).click()
    answer = desk.locator(".bubble.out.person", has_text="behind the house")
    expect(answer).to_contain_text("delivered")
    expect(box).to_have_value("")

    # She answers, and the software keeps out of it
    text(oak, "great. thursday is bad after all, friday morning?")
    expect(desk.locator(".bubble.in").nth(1)).to_contain_text("friday morning?")
    side = desk.locator("#patient")
    expect(side.locator(".visit-when")).to_have_text("Thu Mar 5, 2:00 pm")

    # Move the visit
    side.get_by_role("button", name="Move", exact=True).click()
    side.get_by_label("Another day").fill("2026-03-06")
    side.get_by_role("button", name=re.compile("Fri Mar 6, 9:00 am")).first.click()
    expect(side.locator(".visit-when")).to_have_text("Fri Mar 6, 9:00 am")
    expect(desk.locator(".event", has_text="Anna Reed moved the visit to Fri Mar 6, 9:00 am")).to_be_visible()

    # A note
    desk.locator("summary", has_text="Note for colleagues").click()
    desk.locator("#note-body").fill("Friday mornings suit her best.")
    desk.get_by_role("button", name="Add the note").click()
    expect(desk.locator(".note", has_text="Friday mornings")).to_contain_text("Anna Reed")

    # Done, and handed back
    while desk.locator(".task-bar").count():
        first = desk.locator(".task-bar").first
        left = desk.locator(".task-bar").count() - 1
        first.get_by_role("button", name="Done", exact=True).click()
        expect(desk.locator(".task-bar")).to_have_count(left)
    desk.get_by_role("button", name="Hand back").click()
    expect(desk.get_by_role("button", name="Take over")).to_be_visible()
    assert is_the_same(desk)
    expect(row).to_have_count(0)

    # What is left of it: the visit, the texts in their order, the thread without a taker, and who did what
    assert conversation(oak).taken_by is None
    with practice_scope(oak.id):
        moved = Appointment.objects.get(pk=visit.pk)
        assert (moved.status, moved.starts_at) == ("booked", datetime(2026, 3, 6, 14, tzinfo=UTC))
        assert Task.objects.filter(closed_at__isnull=True).count() == 0
        told = list(Message.objects.filter(author=oak.anna).values_list("body", "status"))
        assert told == [("Yes, behind the house.", "delivered")]
        verbs = set(AuditEvent.objects.filter(actor="staff:anna").values_list("verb", flat=True))
    assert verbs >= {"session.began", "thread.viewed", "conversation.taken", "conversation.handed_back", "visit.moved"}

    # The calendar has it, and after the hand-back the software answers by itself again
    desk.get_by_role("link", name="Calendar").click()
    desk.goto(f"{whole_site.web}/calendar/?day=2026-03-06")
    expect(desk.locator(".block", has_text="Maria Diaz")).to_contain_text("9:00 am")


def test_a_red_flag_shouts_on_every_page_pages_one_after_the_other_and_ends_when_somebody_has_it(
    oak: Oak, whole_site: Site, desks: tuple[Page, Page]
) -> None:
    clock.freeze(TEN_O_CLOCK)
    make_patient(oak)
    desk, phone = desks
    nurse = set_up_app(with_password("nia"))
    desk.goto(f"{whole_site.web}/login/")
    desk.get_by_label("Name").fill("anna")
    desk.get_by_label("Password").fill(PASSWORD)
    desk.get_by_role("button", name="Log in", exact=True).click()
    desk.wait_for_url(re.compile("/inbox/"))
    desk.goto(f"{whole_site.web}/calendar/")
    wait_for_live(desk)
    stays(desk)
    text(oak, "I have chest pain and can't breathe")

    # On a page that shows no texts, within a moment, and the first on call is told
    banner = desk.get_by_role("region", name="Emergencies that nobody has taken")
    expect(banner).to_contain_text("Maria Diaz")
    expect(banner).to_contain_text("Nia Cole paged 10:00 am")
    assert paged(oak) == ["+12125550191"]

    # Nobody took it: five minutes later the second is told too
    clock.shift(timedelta(minutes=5))
    expect(banner).to_contain_text("Anna Reed paged 10:05 am")
    assert sorted(paged(oak)) == ["+12125550190", "+12125550191", "+12125550191"]
    assert is_the_same(desk)

    # The nurse takes it on her phone; the banner goes from the desk, and nobody is paged any more
    log_in_with_a_code(phone, whole_site, "nia", nurse)
    phone.get_by_role("region", name="Emergencies that nobody has taken").get_by_role("button", name="Take it").click()
    expect(phone.locator(".thread .banner.red")).to_contain_text("Nia Cole has it, 5 min after the text")
    expect(banner.locator(".banner")).to_have_count(0)
    clock.shift(timedelta(minutes=20))
    with practice_scope(oak.id):
        task = Task.objects.get(emergency=True)
    assert (task.taken_by_id, task.next_page_at) == (oak.nurse.pk, None)
    assert len(paged(oak)) == 3
    safety = sent_to_maria(oak)
    assert len(safety) == 1
    assert "911" in safety[0]


def paged(oak: Oak) -> list[str]:
    """Phones of staff in the order in which they were told."""
    with practice_scope(oak.id):
        return list(Message.objects.filter(purpose="page").order_by("id").values_list("phone", flat=True))


def sent_to_maria(oak: Oak) -> list[str]:
    """The words of our texts to her."""
    with practice_scope(oak.id):
        found = Message.objects.filter(direction="out", phone="+12125550123").order_by("id")
        return list(found.values_list("body", flat=True))

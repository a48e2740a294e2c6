"""What moves on a page while somebody reads: nothing that they read; and how much of a phone an emergency takes."""

import re
from datetime import timedelta

from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.dialogue import tasks
from replywell.dialogue.models import PageSent, Task
from replywell.messaging.models import Conversation
from replywell.patients.models import Contact
from tests.console.browser import PHONE
from tests.console.furnished import fill
from tests.console.site import Site
from tests.console.test_pages import log_in, text, wait_for_live
from tests.practice import Oak, make_patient

MOST_OF_A_PHONE = 0.12
HEIGHTS = """() => Array.from(document.querySelectorAll('#thread-scroll .bubble[id]'))
  .map((one) => [one.id, one.getBoundingClientRect().top]).filter(([, top]) => top > 250 && top < 500)"""


def test_who_reads_older_texts_stays_there_and_who_writes_sees_it(
    oak: Oak, site: Site, context: BrowserContext
) -> None:
    thread = fill(oak)
    page = context.new_page()
    log_in(page, site)
    page.goto(f"{site.web}{thread}?view=all")
    wait_for_live(page)
    last = page.locator(".bubble").last
    expect(last).to_be_in_viewport()

    # At the newest text, another one comes into view
    text(oak, "is there parking?")
    expect(page.locator(".bubble.in", has_text="is there parking?")).to_be_in_viewport()

    # Further up, nothing moves
    page.locator("#thread-scroll").evaluate("one => { one.scrollTop = -900 }")
    before = page.evaluate(HEIGHTS)
    assert before
    for words in ("and a lift?", "one more thing, which takes more than one line of a bubble to say. " * 3):
        text(oak, words.strip())
        page.locator(".bubble.in", has_text=words.strip()[:40]).wait_for(state="attached")
        expect(page.locator(".bubble.in", has_text=words.strip()[:40])).not_to_be_in_viewport()
        now = dict(page.evaluate(HEIGHTS.replace(".filter(([, top]) => top > 250 && top < 500)", "")))
        assert [(key, top, now[key]) for key, top in before if abs(now[key] - top) > 2] == []

    # What one writes oneself is shown
    page.get_by_label("Your text to the patient").fill("Yes, behind the house.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".bubble.out.person", has_text="Yes, behind the house.")).to_be_in_viewport()


def test_a_text_that_arrives_before_the_page_listens_is_shown_as_soon_as_it_does(
    oak: Oak, site: Site, context: BrowserContext
) -> None:
    thread = fill(oak)
    page = context.new_page()
    log_in(page, site)

    def meanwhile(route: Route) -> None:
        text(oak, "is there parking?")
        route.continue_()

    page.route(re.compile("/live\\?"), meanwhile, times=1)
    page.goto(f"{site.web}{thread}?view=all")
    # Well before the page asks by itself, which it does every thirty seconds.
    expect(page.locator(".bubble.in", has_text="is there parking?")).to_be_visible(timeout=20_000)


def test_a_press_is_not_lost_when_a_text_arrives_under_the_finger(
    oak: Oak, site: Site, context: BrowserContext
) -> None:
    make_patient(oak)
    text(oak, "is there parking?")
    page = context.new_page()
    log_in(page, site)
    wait_for_live(page)
    page.locator(".rows").get_by_role("link", name=re.compile("Maria Diaz")).hover()
    page.mouse.down()
    with page.expect_response(re.compile("/inbox/changes/")):
        text(oak, "hello, I need an appointment", "+12125550177")
    page.wait_for_timeout(200)
    expect(page.locator(".rows a")).to_have_count(1)
    page.mouse.up()
    expect(page.locator(".bubble.in", has_text="is there parking?")).to_be_visible()
    expect(page.locator(".rows a")).to_have_count(2)


def emergencies(oak: Oak, names: list[tuple[str, str]]) -> list[str]:
    """So many, each paged to the nurse; the addresses of their threads."""
    now = clock.now()
    found = []
    for number, (first, last) in enumerate(names):
        phone = f"+1212555{2000 + number}"
        patient = make_patient(oak, first, last, phone)
        with practice_scope(oak.id):
            talk = Conversation.objects.create(
                practice=oak.practice, contact=Contact.objects.get(phone=phone), number=oak.number, last_message_at=now,
                paused_at=now,
            )  # fmt: skip
            made, _ = tasks.create(
                oak.id, "clinical", "red_flag", "An urgent text: open it now",
                now=now - timedelta(minutes=12 - number), conversation_id=talk.pk, patient_id=patient.pk,
                emergency=True,
            )  # fmt: skip
            task = Task.objects.get(pk=made.pk)
            PageSent.objects.create(practice=oak.practice, task=task, staff=oak.nurse, round=1, at=now)
        found.append(f"/inbox/{talk.public_id}/")
    return found


def height(page: Page, place: str) -> float:
    """Of one place, as a part of the window."""
    found = page.locator(place).evaluate("one => one.getBoundingClientRect().height / innerHeight")
    return float(found)


def test_emergencies_take_little_of_a_phone_and_say_who_how_long_and_are_taken_by_one_press(
    oak: Oak, site: Site, chromium: Browser
) -> None:
    threads = emergencies(
        oak, [("Maximiliana Guadalupe", "Hernandez-Villanueva"), ("Tom", "Baker"), ("Rosa", "Luna"), ("Bo", "Li")]
    )
    for language in ("en", "es"):
        context = chromium.new_context(viewport=PHONE, locale=language)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(f"{site.web}/login/?next=/inbox/")
        page.locator("input[name=login]").fill("anna")
        page.locator("input[name=password]").fill("correct horse battery")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("/inbox/"))
        page.wait_for_load_state()
        banner = page.locator("#emergencies")
        expect(banner).to_contain_text("Maximiliana Guadalupe Hernandez-Villanueva")
        expect(banner).to_contain_text("12 min")
        expect(banner.locator(".only-phone")).to_contain_text("3")
        assert height(page, "#emergencies") <= MOST_OF_A_PHONE
        take = banner.locator("button:visible")
        expect(take).to_have_count(1)
        assert take.evaluate("one => one.getBoundingClientRect().height") >= 44

        # In the thread itself
        page.goto(f"{site.web}{threads[1]}")
        assert height(page, ".thread .banner.red") <= MOST_OF_A_PHONE
        expect(page.locator(".thread .banner.red")).to_contain_text("11 min")
        expect(page.locator(".thread .banner.red")).to_contain_text("Nia Cole")
        expect(page.locator(".thread .banner.red button:visible")).to_have_count(1)
        if language == "es":
            page.goto(f"{site.web}/inbox/")
            page.locator("#emergencies button:visible").click()
            expect(page.locator(".thread .banner.red")).to_contain_text("Anna Reed")
        context.close()

"""A newcomer from the first text to a booked visit and a signed intake, told on the phone, the page and the desk."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.dialogue.models import Task
from replywell.messaging.models import Message
from replywell.patients.models import ConsentEvent, Intake, Lead, Patient
from replywell.scheduling.models import Appointment
from tests.console.browser import PATIENCE, PHONE, watched
from tests.console.looks import objections
from tests.console.site import Site
from tests.console.test_pages import log_in, text, wait_for_live
from tests.newcomers.intake import THEIRS
from tests.practice import Oak

NEW = "+16465550177"
TEN_O_CLOCK = datetime(2026, 3, 2, 15, tzinfo=UTC)
"""Monday in New York."""
STEPS_AT_MOST = 12

pytestmark = pytest.mark.timeout(300)


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """Her phone, whose console must stay clean."""
    made = chromium.new_context(viewport=PHONE)  # type: ignore[arg-type]
    made.set_default_timeout(PATIENCE)
    page, wrong = watched(made)
    yield page
    assert wrong == []
    made.close()


@pytest.fixture
def desk(context: BrowserContext) -> Iterator[Page]:
    """The desk, whose console must stay clean."""
    page, wrong = watched(context)
    yield page
    assert wrong == []


def texted(oak: Oak, body: str, beginning: str) -> str:
    """She texts; the words of the answer that reaches her, which begins so."""
    before = len(read(oak))
    text(oak, body, NEW)
    return comes(oak, before, beginning)


def comes(oak: Oak, before: int, beginning: str) -> str:
    """The next text of ours that reaches her, after so many."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        came = read(oak)[before:]
        if came:
            assert came[0].startswith(beginning), came[0]
            return came[0]
        time.sleep(0.05)
    raise AssertionError(f"nothing came; she has {read(oak)}")


def read(oak: Oak) -> list[str]:
    """Our texts that reached her phone, oldest first."""
    with practice_scope(oak.id):
        found = Message.objects.filter(direction="out", phone=NEW, status__in=["accepted", "sent", "delivered"])
        return list(found.order_by("id").values_list("body", flat=True))


def link_of(oak: Oak, site: Site) -> str:
    """The last link that reached her, at the site under test."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        found: list[str] = [one for body in read(oak) for one in re.findall(r"https?://[^/]+(/[vi]/\S+)", body)]
        if found:
            return site.web + found[-1]
        time.sleep(0.05)
    raise AssertionError(f"no link came; she has {read(oak)}")


def fill_in(page: Page, begin: str) -> int:
    """From her own page through every step to the last; how many steps there were."""
    page.get_by_role("button", name=begin).click()
    for steps in range(STEPS_AT_MOST):
        page.wait_for_load_state()
        if page.url.endswith("/done/"):
            return steps
        for field in page.locator("form.fields [name]:not([type=hidden])").all():
            value = THEIRS.get(field.get_attribute("name") or "")
            if value is None:
                continue
            if field.get_attribute("type") == "checkbox":
                field.check()
            else:
                field.fill(value)
        was = page.url
        page.locator("form.fields button.main").click()
        page.wait_for_function("was => location.href !== was", arg=was)
    raise AssertionError(f"the intake does not end: {page.url}")


def is_booked(oak: Oak, starts_at: datetime) -> None:
    """A visit, a chart that the intake filled, its evidence, and tasks that tell staff."""
    with practice_scope(oak.id):
        visit, patient = Appointment.objects.get(), Patient.objects.get()
        assert (visit.starts_at, visit.status, visit.patient_id) == (starts_at, "booked", patient.pk)
        assert (patient.full_name, str(patient.birth_date)) == ("Ana Ruiz", "1984-05-27")
        intake, lead = Intake.objects.get(), Lead.objects.get()
        assert (intake.patient_id, intake.signed_name) == (patient.pk, "Ana Ruiz")
        assert intake.answers["allergies"]["allergies_what"] == "Penicillin: a rash"
        assert (lead.status, lead.patient_id, lead.visit_id_then) == ("booked", patient.pk, visit.pk)
        assert set(ConsentEvent.objects.values_list("purpose", flat=True)) >= {"lead", "care"}
        assert set(Task.objects.filter(closed_at=None).values_list("reason", flat=True)) >= {"new_patient", "intake"}


def test_from_the_first_text_to_the_signed_intake(oak: Oak, site: Site, phone: Page, desk: Page) -> None:
    clock.freeze(TEN_O_CLOCK)
    texted(oak, "hi, can I get an appointment on thursday? I'm new", "Oak Street: we can find you a visit by text.")
    log_in(desk, site)
    desk.locator(".rows a").first.click()
    wait_for_live(desk)
    side = desk.locator("#patient .newcomer")
    expect(side.locator(".badge")).to_have_text("waits for a yes to texts")
    texted(oak, "yes", "Who is the visit for?")
    texted(oak, "1", "What kind of visit would you like?")
    texted(oak, "1", "How is the visit paid?")
    texted(oak, "with insurance", "Whom would you like to see?")
    expect(side).to_contain_text("With insurance")
    expect(side).to_contain_text("Whom would you like to see?")
    expect(side).to_contain_text("thursday")
    assert "Thu Mar 5" in texted(oak, "2", "We can see you at these times:")
    expect(side.locator(".badge")).to_have_text("chooses a time")
    texted(oak, "1", "Done, your visit is booked: Thu Mar 5")
    phone.goto(link_of(oak, site))
    expect(phone.locator(".when")).to_contain_text("Thursday, March 5")
    assert fill_in(phone, "Fill in my details") >= 6
    expect(phone.locator("main")).to_contain_text("We have your details")
    with practice_scope(oak.id):
        at = Appointment.objects.get().starts_at
    is_booked(oak, at)
    desk.reload()
    expect(desk.locator("#patient")).to_contain_text("signed Mon Mar 2, 10:00 am")
    expect(desk.locator("#patient")).to_contain_text("Ana Ruiz")


def test_in_spanish_while_a_person_steps_in_half_way(oak: Oak, site: Site, phone: Page, desk: Page) -> None:
    clock.freeze(TEN_O_CLOCK)
    texted(oak, "hola, quiero una cita, soy paciente nueva", "Oak Street: le buscamos una cita por mensaje.")
    texted(oak, "si", "¿Para quién es la cita?")
    texted(oak, "1", "¿Qué clase de cita desea?")

    # A person takes over: answers in words of her own, and one question for her; nothing is asked meanwhile
    log_in(desk, site)
    desk.locator(".rows a").first.click()
    wait_for_live(desk)
    desk.get_by_role("button", name="Take over").click()
    expect(desk.get_by_role("button", name="Hand back")).to_be_visible()
    text(oak, "¿aceptan mi seguro Blue Plan?", NEW)
    expect(desk.locator(".bubble.in", has_text="Blue Plan")).to_be_visible()
    desk.get_by_label("Your text to the patient").fill("Sí, aceptamos Blue Plan.")
    desk.get_by_role("button", name="Send", exact=True).click()
    expect(desk.locator(".bubble.out.person", has_text="Blue Plan")).to_contain_text("delivered")
    side = desk.locator("#patient .newcomer")
    expect(side).to_contain_text("¿Para quién es la cita?")
    expect(side).to_contain_text("Para mí")
    side.get_by_role("button", name="Cita", exact=True).click()
    expect(side.locator("#open-question + p")).to_have_text("¿Cómo se paga la cita?")
    side.get_by_role("button", name="Con seguro").click()
    expect(side.locator("#open-question + p")).to_have_text("¿A quién desea ver?")
    expect(side).to_contain_text("Anna Reed")
    before = read(oak)
    assert before[-1] == "Sí, aceptamos Blue Plan."

    # Handed back, it goes on at the right question, and what was answered stays
    desk.get_by_role("button", name="Hand back").click()
    comes(oak, len(before), "Oak Street: seguimos. ¿A quién desea ver?")
    texted(oak, "1", "Podemos verle en estas fechas:")
    texted(oak, "1", "Listo, su cita queda hecha: lun 2 mar")
    expect(desk.locator("#patient")).to_contain_text("booked")
    phone.goto(link_of(oak, site))
    assert fill_in(phone, "Llenar mis datos") >= 6
    expect(phone.locator("main")).to_contain_text("Tenemos sus datos.")
    with practice_scope(oak.id):
        visit, lead = Appointment.objects.get(), Lead.objects.get()
        assert visit.practitioner_id == oak.lee.pk
        answers = [(one["key"], one["answer"], one.get("by", "")) for one in lead.answers]
    assert answers == [
        ("who", "Para mí", ""), ("reason", "Cita", "anna"), ("payment", "Con seguro", "anna"),
        ("practitioner", "Dr. Lee", ""),
    ]  # fmt: skip
    is_booked(oak, visit.starts_at)


def asked_how_it_is_paid(oak: Oak, site: Site, desk: Page) -> Locator:
    """A newcomer is in the middle of the questions, and the desk has the thread open: the panel beside it."""
    clock.freeze(TEN_O_CLOCK)
    texted(oak, "hello, I need an appointment as a new patient", "Oak Street: we can find you a visit by text.")
    texted(oak, "yes", "Who is the visit for?")
    texted(oak, "me", "What kind of visit would you like?")
    texted(oak, "1", "How is the visit paid?")
    log_in(desk, site)
    desk.locator(".rows a").first.click()
    wait_for_live(desk)
    return desk.locator("#patient .newcomer")


def test_staff_book_with_them_and_send_the_link_anew(oak: Oak, site: Site, phone: Page, desk: Page) -> None:
    side = asked_how_it_is_paid(oak, site, desk)
    before = len(read(oak))
    side.get_by_role("button", name="Skip it").click()
    comes(oak, before, "Whom would you like to see?")
    expect(side.locator("#open-question + p")).to_have_text("Whom would you like to see?")
    side.get_by_role("button", name="Book a time with them").click()
    side.get_by_label("Another day").fill("2026-03-06")
    side.locator(".slot", has_text="Fri Mar 6, 9:00 am").first.click()
    comes(oak, before + 1, "Done, your visit is booked: Fri Mar 6, 9:00 am")
    comes(oak, before + 2, "See or change your visit")
    details = desk.locator("#patient section", has_text="Details before the visit")
    expect(details).to_contain_text("sent, not opened yet")
    details.get_by_role("button", name="Text a new link").click()
    comes(oak, before + 3, "Oak Street: please fill in your details before your visit: http")
    link = link_of(oak, site)
    phone.goto(link)
    phone.locator("form.fields").wait_for()
    desk.reload()
    expect(details).to_contain_text("opened Mon Mar 2, 10:00 am, nothing filled in")
    details.get_by_role("button", name="Take the link back").click()
    expect(desk.locator("#toast")).to_contain_text("opens nothing any more")
    assert phone.request.get(link).status == 410


def test_what_was_opened_stays_whatever_answer_comes_late(oak: Oak, site: Site, desk: Page) -> None:
    side = asked_how_it_is_paid(oak, site, desk)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    desk.route(re.compile("/newcomer/answer/"), hold)
    desk.route(re.compile("/newcomer/times/"), hold)
    side.get_by_role("button", name="Book a time with them").click()
    wait_until(lambda: len(held) == 1, desk)
    texted(oak, "1", "Whom would you like to see?")
    expect(side.locator("#open-question + p")).to_have_text("Whom would you like to see?")
    held.pop().continue_()  # The times come after the panel came anew.
    expect(side.get_by_label("Another day")).to_be_visible()
    desk.reload()
    wait_for_live(desk)
    side.locator("[id^=newcomer-]").first.click()
    wait_until(lambda: len(held) == 1, desk)
    answer = held.pop()
    done = answer.fetch()
    expect(side).to_contain_text("They were shown times to choose from.")
    side.get_by_role("button", name="Book a time with them").click()
    wait_until(lambda: len(held) == 1, desk)
    held.pop().continue_()
    expect(side.get_by_label("Another day")).to_be_visible()
    answer.fulfill(response=done)  # What the desk pressed before is answered last.
    desk.wait_for_timeout(500)
    expect(side.get_by_label("Another day")).to_be_visible()


def wait_until(true: Callable[[], bool], page: Page) -> None:
    """The page goes on until this is so, at most ten seconds."""
    for _ in range(200):
        if true():
            return
        page.wait_for_timeout(50)
    raise AssertionError("waited in vain")


def test_axe_has_nothing_against_a_newcomer_beside_the_thread(oak: Oak, site: Site, context: BrowserContext) -> None:
    clock.freeze(TEN_O_CLOCK)
    context.add_init_script(AXE_SCRIPT)
    desk = context.new_page()
    texted(oak, "hello, I need an appointment as a new patient", "Oak Street: we can find you a visit by text.")
    log_in(desk, site)
    desk.locator(".rows a").first.click()
    seen = objections_of(desk, "a yes is awaited")
    texted(oak, "yes", "Who is the visit for?")
    texted(oak, "2", "What kind of visit would you like?")
    seen += objections_of(desk, "a question is open")
    texted(oak, "1", "How is the visit paid?")
    texted(oak, "1", "Whom would you like to see?")
    texted(oak, "3", "We can see you at these times:")
    texted(oak, "1", "Done, your visit is booked")
    seen += objections_of(desk, "details are awaited")
    assert seen == []


def objections_of(desk: Page, when: str) -> list[str]:
    """What axe says against the thread with everything opened that stands beside it, light and dark."""
    desk.reload()
    for one in desk.locator(".newcomer details").all():
        one.locator("summary").click()
    found: list[str] = []
    for theme in ("light", "dark"):
        desk.emulate_media(color_scheme=theme, reduced_motion="reduce")
        found += objections(desk, f"{when} ({theme})")
    return found

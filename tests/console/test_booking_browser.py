"""The public pages on a phone without script: three taps, a form that becomes a visit, a race, dead links, axe."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.patients import intake, page_links, page_rules
from replywell.patients.models import Lead, Patient
from replywell.scheduling.models import Appointment
from replywell.scheduling.waitlist_models import BackfillRules, WaitlistEntry
from tests.console.browser import PATIENCE, PHONE, watched
from tests.console.looks import objections, share
from tests.console.site import Site
from tests.console.test_newcomers_browser import NEW, STEPS_AT_MOST, TEN_O_CLOCK, comes, is_booked, link_of
from tests.console.test_pages import text
from tests.newcomers.intake import THEIRS
from tests.practice import Oak, make_patient, make_visit

LANGUAGES = ("en", "es")
SAYS = {
    "en": {
        "book": "Book a visit", "booked": "Done, your visit is booked.", "by": "Text me to confirm", "yes": "yes",
        "look": "Look at your phone", "asked": "Oak Street: you chose", "done": "Done, your visit is booked:",
        "begin": "Fill in my details", "for": "Me", "paid": "With insurance", "end": "Thank you, that is all",
    },
    "es": {
        "book": "Pedir una cita", "booked": "Listo, su cita está hecha.", "by": "Mándenme un mensaje", "yes": "si",
        "look": "Mire su teléfono", "asked": "Oak Street: usted quiere la cita", "done": "Listo, su cita queda hecha:",
        "begin": "Llenar mis datos", "for": "Para mí", "paid": "Con seguro", "end": "Gracias, eso es todo",
    },
}  # fmt: skip


@pytest.fixture
def oak(oak: Oak) -> Oak:
    """Oak Street at ten on a Monday, with its page open."""
    clock.freeze(TEN_O_CLOCK)
    with practice_scope(oak.id):
        page_rules.change(oak.id, booking_page=True, now=clock.now(), actor="staff:anna")
        BackfillRules.objects.create(practice=oak.practice)
    return oak


@pytest.fixture(params=["en", "es"])
def phone(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[tuple[Page, str]]:
    """A phone without script in either language, whose console must stay clean."""
    made = chromium.new_context(viewport=PHONE, locale=request.param, java_script_enabled=False)  # type: ignore[arg-type]
    made.set_default_timeout(PATIENCE)
    page, wrong = watched(made)
    yield page, request.param
    assert [one for one in wrong if "status of 410" not in one and "status of 404" not in one] == []
    made.close()


def own_page(oak: Oak, site: Site, patient: Patient, language: str, purpose: str = page_links.VISIT) -> str:
    """A new link of the patient's."""
    now = clock.now()
    with practice_scope(oak.id):
        address = page_links.make(
            oak.id, purpose, patient.pk, now=now, expires_at=now + timedelta(days=5), language=language
        )
    return site.web + re.sub(r"^https?://[^/]+", "", address)


def visits(oak: Oak) -> list[Appointment]:
    with practice_scope(oak.id):
        return list(Appointment.objects.order_by("id"))


def fits(page: Page) -> None:
    """Nothing sticks out of the phone's width."""
    assert page.locator("body").bounding_box()["width"] <= PHONE["width"]  # type: ignore[index]


def sign(page: Page) -> None:
    """Every step of the intake to the end, as somebody without script fills it in."""
    for _ in range(STEPS_AT_MOST):
        page.wait_for_load_state()
        if page.url.endswith("/done/"):
            return
        for name, value in THEIRS.items():
            field = page.locator(f"form.fields [name={name}]")
            if field.count() and value == "yes":
                field.check()
            elif field.count():
                field.fill(value)
        was = page.url
        page.locator("form.fields button.main").click()
        expect(page).not_to_have_url(was)
    raise AssertionError(f"the intake does not end: {page.url}")


def test_a_known_patient_books_in_three_taps(oak: Oak, site: Site, phone: tuple[Page, str]) -> None:
    page, language = phone
    page.goto(own_page(oak, site, make_patient(oak, language=language), language))
    page.get_by_role("link", name=SAYS[language]["book"]).click()
    page.locator("button[name=time]").nth(4).click()
    expect(page.locator(".said")).to_contain_text(SAYS[language]["booked"])
    fits(page)
    [visit] = visits(oak)
    assert (visit.status, visit.booked_via) == ("booked", "page")


def test_a_form_becomes_a_visit_and_a_signed_intake(oak: Oak, site: Site, phone: tuple[Page, str]) -> None:
    page, language = phone
    says = SAYS[language]
    page.goto(f"{site.web}/book/oak/?type=visit&lang={language}&from=2026-03-05")
    page.locator(".times a").first.click()
    page.locator("[name=first_name]").fill("Ana")
    page.locator("[name=last_name]").fill("Ruiz")
    page.get_by_label(says["for"], exact=True).check()
    page.get_by_label(says["paid"]).check()
    page.locator("[name=phone]").fill("646 555 0177")
    page.get_by_role("button", name=says["by"]).click()
    expect(page.locator("#p-consent")).to_be_visible()
    fits(page)
    page.locator("[name=consent]").check()
    page.get_by_role("button", name=says["by"]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(says["look"])
    assert visits(oak) == []
    comes(oak, 0, says["asked"])
    text(oak, says["yes"], NEW)
    comes(oak, 1, says["done"])
    page.goto(link_of(oak, site))
    assert page.locator("html").get_attribute("lang") == language
    page.get_by_role("button", name=says["begin"]).click()
    expect(page).to_have_url(re.compile("/i/.*/identity/"))
    sign(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(says["end"])
    is_booked(oak, datetime(2026, 3, 5, 13, tzinfo=UTC))
    with practice_scope(oak.id):
        assert Lead.objects.get().source == "page"


def test_who_is_slower_gets_three_other_times(oak: Oak, site: Site, phone: tuple[Page, str], chromium: Browser) -> None:
    page, language = phone
    other = chromium.new_page()
    for one, name, number in ((page, "Maria", "+12125550123"), (other, "Tom", "+12125550166")):
        one.goto(own_page(oak, site, make_patient(oak, name, "Diaz", number), language) + "book/")
    other.locator("button[name=time]").nth(4).click()
    expect(other.locator(".said")).to_be_visible()
    other.close()
    page.locator("button[name=time]").nth(4).click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("button.main[name=time]")).to_have_count(3)
    fits(page)
    page.locator("button.main[name=time]").first.click()
    expect(page.locator(".said")).to_contain_text(SAYS[language]["booked"])
    first, second = visits(oak)
    assert first.starts_at != second.starts_at or first.practitioner_id != second.practitioner_id


def test_a_dead_link_says_whom_to_call(oak: Oak, site: Site, phone: tuple[Page, str]) -> None:
    page, language = phone
    address = own_page(oak, site, make_patient(oak), language)
    clock.freeze(TEN_O_CLOCK + timedelta(days=6))
    page.goto(address)
    expect(page.get_by_role("link", name="(212) 555-0111")).to_have_attribute("href", "tel:+12125550111")
    expect(page.locator("main")).to_contain_text("(212) 555-0111")
    fits(page)
    page.goto(address[:-9] + "/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.timeout(120)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_has_nothing_against_the_public_pages(oak: Oak, site: Site, chromium: Browser, language: str) -> None:
    maria = make_patient(oak, language=language)
    with practice_scope(oak.id):
        Patient.objects.filter(pk=maria.pk).update(chart_id=f"{intake.BEGINS_WITH}1")
    visit = make_visit(oak, maria, TEN_O_CLOCK + timedelta(days=3))
    own = own_page(oak, site, maria, language)
    form = own_page(oak, site, maria, language, page_links.INTAKE)
    context = chromium.new_context(viewport=PHONE, locale=language, reduced_motion="reduce")  # type: ignore[arg-type]
    context.add_init_script(AXE_SCRIPT)
    page = context.new_page()
    page.goto(f"{site.web}/book/oak/")
    ask = site.web + str(page.locator(".times a").first.get_attribute("href"))
    public = [f"{site.web}/book/{one}" for one in ("oak/", "oak/sent/?later=1", "nowhere/")]
    personal = ["", "?done=booked", "book/", f"wait/?visit={visit.public_id}", f"{visit.public_id}/move/"]
    personal += [f"{visit.public_id}/cancel/"]
    themes = share(("light", "dark"), LANGUAGES.index(language), len(LANGUAGES))
    found: list[str] = []
    for address in [*public, ask, *(own + one for one in personal), form, f"{site.web}/v/none/"]:
        page.goto(address)
        found += looked_at(page, address, themes)
    page.goto(ask)
    page.locator("button.main").click()
    page.get_by_role("alert").wait_for()
    found += looked_at(page, "a form with what is wrong", themes)
    page.goto(form)
    page.locator("button.main").click()
    page.get_by_role("alert").wait_for()
    found += looked_at(page, "an intake with what is wrong", themes)
    context.close()
    assert found == [], "\n".join(found)
    with practice_scope(oak.id):
        assert not WaitlistEntry.objects.exists()


def looked_at(page: Page, address: str, themes: Sequence[str]) -> list[str]:
    """What axe says in these themes; nothing may be wider than the phone."""
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address
    found: list[str] = []
    page.evaluate("() => { for (const one of document.querySelectorAll('details')) one.open = true }")
    for theme in themes:
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
        found += objections(page, f"{address} ({theme})")
    return found

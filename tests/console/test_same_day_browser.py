"""A clinician reads, tries and changes a triage table; a manager switches it on. In a real browser, by keyboard too."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from replywell.common.tenancy import practice_scope
from replywell.console.models import AccessRules
from replywell.practices.booking_models import TriageTable
from replywell.practices.models import Role
from tests.console.access import add_staff, logged_in
from tests.console.browser import DESKTOP, PHONE, watched
from tests.console.site import Site
from tests.practice import Oak


def be(context: BrowserContext, site: Site, name: str) -> None:
    session = logged_in(name).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": site.web}])


def fits(page: Page) -> None:
    """Nothing sticks out of a phone."""
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], page.url


@pytest.mark.timeout(300)
def test_a_table_is_copied_tried_changed_and_switched_on(oak: Oak, site: Site, context: BrowserContext) -> None:
    add_staff(oak, "mona", Role.MANAGER, "Mona Fox")
    with practice_scope(oak.id):
        AccessRules.objects.create(practice=oak.practice, second_factor_roles=[])
    be(context, site, "nia")
    page, wrong = watched(context)
    page.goto(f"{site.web}/settings/triage/")
    expect(page.get_by_text("No table of your own yet.")).to_be_visible()
    page.get_by_role("link", name="Primary care").press("Enter")
    expect(page.get_by_text("To be reviewed by a clinician.")).to_be_visible()
    page.get_by_label("Name of your own table").fill("Our table")
    page.get_by_label("Name of your own table").press("Enter")
    expect(page.get_by_role("heading", name="Our table")).to_be_visible()
    expect(page.get_by_role("heading", name="Switch it on")).to_have_count(0)

    page.get_by_role("link", name="Try it").click()
    page.get_by_role("textbox", name="Age").fill("34")
    page.get_by_label("What the patient writes").fill("sore throat and cough for 3 days")
    page.get_by_label("What the patient writes").press("Enter")
    expect(page.locator(".bubble.out").last).to_contain_text("Any trouble breathing")
    page.get_by_role("button", name="2) no").click()
    page.get_by_label("In the patient's own words").fill("no")
    page.get_by_label("In the patient's own words").press("Enter")
    expect(page.locator(".bubble.out").last).to_contain_text("A weak immune system")
    page.get_by_role("button", name="2) no").click()
    page.get_by_role("button", name="1) yes").click()
    expect(page.get_by_role("status").filter(has_text="A visit within 24 hours")).to_contain_text("Rule PC-THROAT-5")
    page.set_viewport_size(PHONE)
    fits(page)
    page.set_viewport_size(DESKTOP)
    page.get_by_role("button", name="Begin again").click()
    page.get_by_label("What the patient writes").fill("me duele el pecho")
    page.get_by_label("What the patient writes").press("Enter")
    expect(page.get_by_role("status").filter(has_text="Emergency")).to_be_visible()

    page.goto(f"{site.web}/settings/triage/")
    page.get_by_role("link", name="Our table").click()
    page.get_by_role("link", name="Change Throat").press("Enter")
    page.get_by_label("Then, row 5").select_option(label="A nurse calls")
    page.get_by_role("button", name="Save as a new version").press("Enter")
    expect(page.locator("#toast")).to_contain_text("Saved as version 2. It is not in use.")
    for rest in ("", "try/", "symptoms/throat/", "questions/air/", "questions/new/"):
        address = page.url
        page.set_viewport_size(PHONE)
        page.goto(address + rest)
        fits(page)
        page.goto(address)
    page.set_viewport_size(DESKTOP)

    be(context, site, "mona")
    page.reload()
    page.get_by_role("button", name="Use it from now on").click()
    assert page.evaluate("document.activeElement.name") == "reviewed_by", "The browser asks for the name first."
    page.get_by_label("The clinician who reviewed it").fill("Dr. Grace Lee")
    page.get_by_label("They read every row of version 2").check()
    page.get_by_role("button", name="Use it from now on").click()
    expect(page.get_by_text("In use. Reviewed by Dr. Grace Lee.")).to_be_visible()
    with practice_scope(oak.id):
        used = TriageTable.objects.get(in_use=True)
        assert (used.version, used.reviewed_by) == (2, "Dr. Grace Lee")
        assert [one["then"] for one in used.body["symptoms"]["throat"]["rules"] if one["id"] == "PC-THROAT-5"] == [
            "nurse_call"
        ]  # fmt: skip
    page.goto(f"{site.web}/audit/")
    told = page.get_by_role("row").filter(has_text="switched on the triage table Our table, version 2")
    expect(told).to_contain_text("reviewed by Dr. Grace Lee")

    page.goto(f"{site.web}/settings/triage/")
    page.get_by_role("button", name="Use no table").click()
    expect(page.locator("#toast")).to_contain_text("No table is in use")
    assert wrong == []


def test_words_that_tell_a_kind_of_visit_are_written_down(oak: Oak, site: Site, context: BrowserContext) -> None:
    add_staff(oak, "mona", Role.MANAGER, "Mona Fox")
    with practice_scope(oak.id):
        AccessRules.objects.create(practice=oak.practice, second_factor_roles=[])
    be(context, site, "mona")
    page, wrong = watched(context)
    page.goto(f"{site.web}/settings/booking/")
    page.get_by_label("When a text names no kind of visit").select_option(label="Office visit")
    page.get_by_label("Words in the text, row 1").fill("physical, annual exam")
    page.get_by_label("Kind of visit, row 1").select_option(label="Office visit")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.locator("#toast")).to_contain_text("Saved.")
    page.set_viewport_size(PHONE)
    page.reload()
    fits(page)
    assert wrong == []

"""A manager sets the practice up, in a real browser."""

from datetime import timedelta

from playwright.sync_api import BrowserContext, expect

from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.console.models import AccessRules
from replywell.practices.models import Closure, OpeningHours, Role
from tests.console.access import add_staff, logged_in
from tests.console.browser import PHONE, watched
from tests.console.site import Site
from tests.practice import Oak


def test_hours_and_closed_days_are_changed_by_keyboard_and_the_trail_tells(
    oak: Oak, site: Site, context: BrowserContext
) -> None:
    add_staff(oak, "mona", Role.MANAGER, "Mona Fox")
    with practice_scope(oak.id):
        AccessRules.objects.create(practice=oak.practice, second_factor_roles=[])
    session = logged_in("mona").cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": site.web}])
    page, wrong = watched(context)
    page.goto(f"{site.web}/settings/")
    expect(page.get_by_text("no closed day ahead, no holidays")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Locations and hours").last.press("Enter")
    page.get_by_role("link", name="Main Monday to Friday 8:00 am - 5:00 pm").press("Enter")

    monday = page.get_by_label("Monday")
    monday.fill("9 to noon")
    monday.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Nothing was saved yet")
    expect(page.get_by_label("Monday")).to_have_value("9 to noon")
    expect(page.get_by_label("Monday")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Monday").fill("09:00-12:00")

    rows = page.locator("tbody tr")
    before = rows.count()
    page.get_by_role("button", name="Another row").press("Enter")
    expect(rows).to_have_count(before + 1)
    expect(page.get_by_label(f"Day, row {before + 1}")).to_be_focused()
    day = clock.now().date() + timedelta(days=40)
    page.get_by_label(f"Day, row {before + 1}").fill(day.isoformat())
    page.get_by_label(f"Why, row {before + 1}").fill("Inventory")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.locator("#toast")).to_contain_text("Saved.")
    with practice_scope(oak.id):
        assert OpeningHours.objects.get(weekday=0).closes.hour == 12
        assert Closure.objects.get(location=oak.location).day == day

    page.goto(f"{site.web}/audit/")
    told = page.get_by_role("row").filter(has_text="changed the location main")
    expect(told).to_contain_text("Mona Fox")
    expect(told).to_contain_text("Inventory")
    with page.expect_download() as kept:
        page.locator("#export-menu summary").click()
        page.get_by_role("button", name="Table for a spreadsheet").click()
    assert kept.value.suggested_filename.startswith("audit-")

    page.set_viewport_size(PHONE)
    for address in ("", "practice/", f"calendars/{oak.lee_schedule.public_id}/", "wordings/visit.confirm/", "on-call/"):
        page.goto(f"{site.web}/settings/{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address
    assert [one for one in wrong if "400 (Bad Request)" not in one] == []

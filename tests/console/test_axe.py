"""axe-core finds nothing to object to on any page, light and dark, in English and in Spanish."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from tests.console.access import with_password
from tests.console.browser import DESKTOP
from tests.console.every_page import FOR_STRANGERS, OMAR, furnish, pages
from tests.console.site import Site
from tests.practice import Oak

FOR_ALL = ("/styleguide/", "/demo/", "/inbox/00000000-0000-0000-0000-000000000000/")
EVERYTHING: dict[str, Any] = {"resultTypes": ["violations"]}
COLOURS = EVERYTHING | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


def objections(page: Page, address: str, theme: str, options: dict[str, Any]) -> list[str]:
    """What axe says against the page as it stands, one line for each place."""
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return [
        f"{address} ({theme}): {one['id']}: {node['target']} {node['html'][:120]}"
        for one in found
        for node in one["nodes"]
    ]


def test_axe_has_nothing_against_any_page_in_either_theme_and_language(oak: Oak, site: Site, chromium: Browser) -> None:
    ids = furnish(oak)
    browser = with_password(OMAR)
    inside = [*pages(browser, ids), *FOR_ALL]
    assert len(inside) > 20, inside
    found: list[str] = []
    for language in ("en", "es"):
        context = chromium.new_context(viewport=DESKTOP, locale=language, reduced_motion="reduce")
        context.add_init_script(AXE_SCRIPT)
        page = context.new_page()
        for part in (FOR_STRANGERS, inside):
            if part is inside:
                session = browser.cookies["sessionid"].value
                context.add_cookies([{"name": "sessionid", "value": session, "url": site.web}])
            for address in part:
                page.goto(site.web + address)
                assert page.locator("html").get_attribute("lang") == language, address
                # In English everything in the light and the colours of the dark; in Spanish the other way round.
                light, dark = (EVERYTHING, COLOURS) if language == "en" else (COLOURS, EVERYTHING)
                found += objections(page, address, "light", light)
                found += objections(page, address, "dark", dark)
        context.close()
    assert found == [], "\n".join(found)

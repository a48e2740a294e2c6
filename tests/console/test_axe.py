"""axe-core finds nothing to object to on any page, light and dark, in English and in Spanish."""

from typing import Any

import pytest
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


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("language", "in_light", "in_dark"), [("en", EVERYTHING, COLOURS), ("es", None, EVERYTHING)])
def test_axe_has_nothing_against_any_page(
    oak: Oak,
    site: Site,
    chromium: Browser,
    language: str,
    in_light: dict[str, Any] | None,
    in_dark: dict[str, Any],
) -> None:
    """Structure in both languages; colours in both themes, which are the same in every language."""
    ids = furnish(oak)
    browser = with_password(OMAR)
    inside = [*pages(browser, ids), *FOR_ALL]
    assert len(inside) > 20, inside
    context = chromium.new_context(viewport=DESKTOP, locale=language, reduced_motion="reduce")
    context.add_init_script(AXE_SCRIPT)
    page = context.new_page()
    found: list[str] = []
    for part in (FOR_STRANGERS, inside):
        if part is inside:
            session = browser.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": site.web}])
        for address in part:
            page.goto(site.web + address)
            assert page.locator("html").get_attribute("lang") == language, address
            for theme, options in (("light", in_light), ("dark", in_dark)):
                if options:
                    found += objections(page, address, theme, options)
    context.close()
    assert found == [], "\n".join(found)

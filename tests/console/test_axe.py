"""axe-core finds nothing to object to on any page, nor in anything that opens on one, in every look."""

import pytest
from playwright.sync_api import Browser

from tests.console.access import with_password
from tests.console.every_page import FOR_STRANGERS, OMAR, furnish, pages
from tests.console.looks import DARK_DESK, DARK_POCKET, LOOKS, SLOW, Look, context_of, objections, opened, share
from tests.console.site import Site
from tests.practice import Oak

OPENING = LOOKS if SLOW else (DARK_DESK, DARK_POCKET)
"""The looks in which also what opens on a page is looked at: a desk in Spanish, a phone in English, both dark."""
FOR_ALL = ("/styleguide/", "/demo/", "/inbox/00000000-0000-0000-0000-000000000000/")


@pytest.mark.timeout(600)
@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_axe_has_nothing_against_any_page(oak: Oak, site: Site, chromium: Browser, look: Look) -> None:
    ids = furnish(oak)
    browser = with_password(OMAR)
    inside = [*pages(browser, ids), *FOR_ALL]
    assert len(inside) > 20, inside
    turn, turns = LOOKS.index(look), len(LOOKS)
    found: list[str] = []
    known: set[str] = set()
    for addresses, who in ((FOR_STRANGERS, None), (inside, browser)):
        context = context_of(chromium, look, site, who)
        page = context.new_page()
        for address in share(addresses, turn, turns):
            page.goto(site.web + address)
            assert page.locator("html").get_attribute("lang") == look.language, address
            found += objections(page, f"{address} ({look})")
            if who is not None and look in OPENING:
                for part in opened(page, known):
                    found += objections(page, f"{address} ({look}), {part} open", part)
        context.close()
    assert look not in OPENING or {"keys", "#idle"} <= known, known
    if SLOW:
        assert {"stop-dialog", "menu-aside", "menu-more"} <= known, known
    assert found == [], "\n".join(found)

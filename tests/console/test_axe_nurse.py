"""axe-core on the pages that a nurse sees: with what is clinical on them, at the desk and on a phone at night."""

import pytest
from playwright.sync_api import Browser

from tests.console.access import with_password
from tests.console.every_page import NIA, furnish, pages
from tests.console.looks import DARK_POCKET, DESK, Look, context_of, objections, opened, share
from tests.console.site import Site
from tests.practice import Oak

THEIRS = (DARK_POCKET, DESK)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("look", THEIRS, ids=str)
def test_axe_has_nothing_against_what_a_nurse_sees(oak: Oak, site: Site, chromium: Browser, look: Look) -> None:
    ids = furnish(oak)
    browser = with_password(NIA)
    found: list[str] = []
    known: set[str] = set()
    context = context_of(chromium, look, site, browser)
    page = context.new_page()
    inside = pages(browser, ids)
    assert not [one for one in inside if one.startswith("/audit/")], "a nurse reads no trail"
    hers = ["/inbox/?view=clinical", f"/inbox/{ids['nurses']}/?view=clinical"]
    for address in [*share(inside, THEIRS.index(look), 4 * len(THEIRS)), *hers]:
        page.goto(site.web + address)
        found += objections(page, f"{address} ({look})")
        for part in opened(page, known):
            found += objections(page, f"{address} ({look}), {part} open", part)
    context.close()
    assert found == [], "\n".join(found)

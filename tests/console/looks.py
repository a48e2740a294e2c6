"""How a page is looked at: width, theme and language, in four looks that hold every pair of them; and what opens."""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

from tests.console.browser import DESKTOP, PATIENCE, PHONE
from tests.console.site import Site

VIOLATIONS: dict[str, Any] = {"resultTypes": ["violations"]}
ROW = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")


@dataclass(frozen=True)
class Look:
    """One way to look at every page."""

    size: dict[str, int]
    theme: str
    language: str

    def __str__(self) -> str:
        return f"{self.size['width']} {self.theme} {self.language}"


DESK, DARK_DESK = Look(DESKTOP, "light", "en"), Look(DESKTOP, "dark", "es")
POCKET, DARK_POCKET = Look(PHONE, "light", "es"), Look(PHONE, "dark", "en")
LOOKS = (DESK, DARK_DESK, POCKET, DARK_POCKET)
"""Every two of width, theme and language meet in one of them."""
SLOW = os.environ.get("REPLYWELL_SLOW") == "1"


def share(every: Sequence[str], turn: int, turns: int) -> Sequence[str]:
    """What one of so many turns looks at: no two see the same, and by `make test-slow` each sees all."""
    return every if SLOW else every[turn::turns]


def context_of(
    chromium: Browser, look: Look, site: Site, browser: Client | None, *, axe: bool = True
) -> BrowserContext:
    """A browser with that look, logged in as `browser` is."""
    context = chromium.new_context(
        viewport=look.size,
        color_scheme=look.theme,
        locale=look.language,
        reduced_motion="reduce",  # type: ignore[arg-type]
    )
    context.set_default_timeout(PATIENCE)
    context.add_init_script(AXE_SCRIPT)
    if browser is not None:
        session = browser.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": site.web}])
    return context


def objections(page: Page, where: str, inside: str = "") -> list[str]:
    """What axe says against the page as it stands, or against one part of it; one line for each place."""
    found = page.evaluate(
        "([inside, options]) => axe.run(inside ? document.querySelector(inside) : document, options)",
        [inside, VIOLATIONS],
    )["violations"]
    return [f"{where}: {one['id']}: {node['target']} {node['html'][:160]}" for one in found for node in one["nodes"]]


def opened(page: Page, known: set[str]) -> Iterator[str]:
    """Open everything that opens, one after the other: the selector of each while it is open.

    `known`: what was opened before in this look, without the ids of rows; it is opened once, not on every page.
    """
    for selector in _new(page, "details[id]:not([open])", known):
        page.evaluate("one => { document.querySelector(one).open = true }", selector)
        yield selector
        page.evaluate("one => { document.querySelector(one).open = false }", selector)
    for selector in _new(page, "dialog[id]", known):
        page.evaluate("one => document.querySelector(one).showModal()", selector)
        yield selector
        page.evaluate("one => document.querySelector(one).close()", selector)
    for selector in _new(page, "button[hx-get][hx-target][id]", known):
        target = page.evaluate("one => document.querySelector(one).getAttribute('hx-target')", selector)
        button = page.locator(selector)
        if not button.is_visible():
            page.evaluate("one => document.querySelector(one).closest('.patient')?.classList.add('shown')", selector)
        button.click()
        page.wait_for_function("one => document.querySelector(one).childElementCount > 0", arg=target)
        yield target
        page.evaluate("one => document.querySelector(one).replaceChildren()", target)
    for selector in _new(page, "[data-open]", known, "data-open"):
        page.evaluate("one => document.querySelector(one).classList.add('shown')", selector)
        yield selector
        page.evaluate("one => document.querySelector(one).classList.remove('shown')", selector)
    if page.locator("#idle").count() and "#idle" not in known:
        known.add("#idle")
        page.evaluate("() => { document.getElementById('idle').hidden = false }")
        yield "#idle"
        page.evaluate("() => { document.getElementById('idle').hidden = true }")
    if page.locator("#toast").count() and "#toast" not in known:
        known.add("#toast")
        for kind in ("said", "problem"):
            page.evaluate(
                "kind => { const one = document.getElementById('toast'); one.className = `toast ${kind}`;"
                " one.textContent = 'Put aside.' }",
                kind,
            )
            yield "#toast"
        page.evaluate("() => { document.getElementById('toast').className = 'toast' }")


def _new(page: Page, selector: str, known: set[str], names: str = "id") -> list[str]:
    """Selectors of what is there and was not opened before."""
    found = page.eval_on_selector_all(selector, "(all, names) => all.map(one => one.getAttribute(names))", names)
    fresh = []
    for name in dict.fromkeys(found):
        kind = ROW.sub("*", name)
        if kind not in known:
            known.add(kind)
            fresh.append(f'[id="{name}"]')
    return fresh

"""Every page by keyboard alone: each thing that a mouse can press is a stop, and one sees where one stands."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.console.access import with_password
from tests.console.every_page import OMAR, furnish, pages
from tests.console.looks import DARK_POCKET, DESK, SLOW, Look, context_of
from tests.console.site import Site
from tests.practice import Oak

EVERY = 1 if SLOW else 12
"""One page in so many is walked, all of them by `make test-slow`."""
FOR_ALL = ("/styleguide/", "/inbox/00000000-0000-0000-0000-000000000000/")
PRESSABLE = """() => {
  const all = document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"], [onclick]');
  // Of one question's radio buttons the chosen one is the stop, or while none is the first.
  const theirs = (one) => `[type=radio][name="${CSS.escape(one.name)}"]`;
  const stop = (one) => document.querySelector(`${theirs(one)}:checked`) || document.querySelector(theirs(one));
  const there = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !one.disabled
    && !one.matches('.skip') && !(one.closest('details:not([open])') && !one.matches('summary'))
    && !(one.matches('[type=radio]') && stop(one) !== one);
  const first = document.querySelector('.skip');
  first.focus();
  window.stops = new Set([first]);
  window.wanted = Array.from(all).filter(there);
  return window.wanted.length;
}"""
STOP = """() => {
  const one = document.activeElement;
  if (!one || one === document.body || one === document.documentElement) return null;
  // A field for a day or a time has several stops of its own.
  const seen = window.stops.has(one) && one !== window.last;
  window.last = one;
  window.stops.add(one);
  const name = (one.getAttribute('aria-label') || one.textContent || one.name || '').trim().slice(0, 40);
  const style = getComputedStyle(one);
  const rects = Array.from(one.getClientRects()).filter((each) => each.width && each.height);
  const box = rects[0] || one.getBoundingClientRect();
  const within = (value, most) => Math.min(Math.max(value, 1), most - 2);
  const x = within((Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2, innerWidth);
  const top = Math.max(box.top, 0), height = Math.min(box.bottom, innerHeight) - top;
  const free = [0.5, 0.15, 0.85].filter((part) => {
    const on = document.elementFromPoint(x, within(top + height * part, innerHeight));
    return on && (one.contains(on) || on.contains(one));
  });
  return {
    what: `${one.tagName.toLowerCase()}#${one.id || '-'} "${name}"`, seen, free: free.length,
    marked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1,
    inside: box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth && box.width > 0,
  };
}"""
MISSED = """() => window.wanted.filter((one) => one.isConnected && !window.stops.has(one))
  .map((one) => one.outerHTML.slice(0, 120))"""


def hears_keys(page: Page) -> None:
    """Until a key reaches the page: the browser drops what is pressed before it has painted."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def walk(page: Page, where: str) -> list[str]:
    """What is wrong on the way through the page with Tab."""
    wrong = []
    hears_keys(page)
    wanted = page.evaluate(PRESSABLE)
    for _ in range(3 * wanted + 30):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or stop["seen"]:
            break
        for fine, words in (
            (stop["marked"], "the focus is not marked"),
            (stop["inside"], "it is outside of what one sees"),
            (stop["free"], "something lies over it"),
        ):
            if not fine:
                wrong.append(f"{where}: {stop['what']}: {words}")
    else:
        wrong.append(f"{where}: Tab does not come to an end")
    return wrong + [f"{where}: no stop: {one}" for one in page.evaluate(MISSED)]


@pytest.mark.timeout(600)
@pytest.mark.parametrize("look", [DESK, DARK_POCKET], ids=str)
def test_everything_on_every_page_is_reached_by_tab_and_seen(
    oak: Oak, site: Site, chromium: Browser, look: Look
) -> None:
    ids = furnish(oak)
    browser = with_password(OMAR)
    context = context_of(chromium, look, site, browser)
    page = context.new_page()
    wrong: list[str] = []
    for address in [*pages(browser, ids), *FOR_ALL][::EVERY]:
        page.goto(site.web + address)
        wrong += walk(page, f"{address} ({look})")
    context.close()
    assert wrong == [], "\n".join(wrong)


def test_the_first_stop_leads_past_the_bar(oak: Oak, site: Site, chromium: Browser) -> None:
    ids = furnish(oak)
    browser = with_password(OMAR)
    context = context_of(chromium, DESK, site, browser)
    page = context.new_page()
    for address in ("/inbox/", f"/inbox/{ids['inbox']}/", "/today/", "/settings/"):
        page.goto(site.web + address)
        hears_keys(page)
        page.keyboard.press("Tab")
        skip = page.get_by_role("link", name="Skip to the content")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.getElementById('main').contains(document.activeElement)"), address
    context.close()


def test_what_opens_takes_the_focus_and_gives_it_back(oak: Oak, site: Site, chromium: Browser) -> None:
    ids = furnish(oak)
    browser = with_password(OMAR)
    context = context_of(chromium, DESK, site, browser)
    page = context.new_page()
    page.goto(f"{site.web}/inbox/{ids['inbox']}/")

    # The sheet of keys, from where one is
    page.locator(".rows a").first.focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()
    for _ in range(6):
        page.keyboard.press("Tab")
        assert page.evaluate("!document.activeElement || document.activeElement === document.body ||"
                             " document.getElementById('keys').contains(document.activeElement)")  # fmt: skip
    page.keyboard.press("Escape")
    expect(page.locator(".rows a").first).to_be_focused()

    # The list comes anew while the sheet is open
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()
    page.locator(".rows a").first.evaluate("one => one.dataset.stale = '1'")
    page.evaluate("() => { document.getElementById('part-list').dataset.mark = '';"
                  " htmx.trigger(document.getElementById('live'), 'replywell:look'); }")  # fmt: skip
    expect(page.locator("[data-stale]")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator(".rows a").first).to_be_focused()

    # Menus
    for key, menu in (("z", "#menu-aside"), ("m", "#menu-more")):
        page.keyboard.press(key)
        expect(page.locator(f"{menu}[open]")).to_have_count(1)
        expect(page.locator(f"{menu} > summary")).to_be_focused()
        page.keyboard.press("Tab")
        assert page.evaluate("one => document.querySelector(one).contains(document.activeElement)", menu)
        page.keyboard.press("Escape")
        expect(page.locator(f"{menu}[open]")).to_have_count(0)
        expect(page.locator(f"{menu} > summary")).to_be_focused()

    # A dialog that a menu opened
    page.keyboard.press("m")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="The patient asked to stop")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("#menu-more > summary")).to_be_focused()
    context.close()

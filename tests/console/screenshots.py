"""Pictures of every page, at 1440, 1024 and 390 pixels: `make screenshots`. Look at them, one by one.

Starts the demo on a scratch home, plays a little so that the pages have something to show, and follows every link from
page to page, as the manager (who sees most) and as the nurse. A page is taken once, whichever row it shows.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

from tests.console.browser import ROOT, browser
from tests.console.site import wait
from tests.console.test_demo import reach_a_reminder
from tests.stack import free_port

SIZES = {"1440": (1440, 900), "1024": (1024, 768), "390": (390, 844)}
LOOKS = (
    *((size, theme, "en") for size in SIZES for theme in ("light", "dark")),
    *((size, "light", "es") for size in ("1440", "390")),
)
SEEDS = (
    "/inbox/", "/inbox/?view=conversations", "/calendar/?as=week", "/patients/?q=a", "/security/", "/styleguide/",
)  # fmt: skip
ELSEWHERE = ("/logout", "/home", "/demo", "/static", "/link")
ONE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\d|(?<==)\d+|(?<=/wordings/)[\w.]+")


def main() -> int:
    """Take them all; the folder is made."""
    if len(sys.argv) != 2:
        print("Say where to: python -m tests.console.screenshots OUTDIR", file=sys.stderr)
        return 2
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="replywell-shots-") as home:
        os.chmod(home, 0o755)
        port = free_port()
        demo = subprocess.Popen(
            [sys.executable, "-m", "replywell.cli", "demo", "--home", str(Path(home) / "home"), "--port", str(port)],
            cwd=ROOT,
            start_new_session=True,
            env={key: value for key, value in os.environ.items() if not key.startswith(("REPLYWELL_H", "DATABASE_"))},
        )
        try:
            base = f"http://127.0.0.1:{port}"
            wait(f"{base}/login/", seconds=120)
            with browser() as opened:
                play(opened, base, out)
                take(opened, base, out)
        finally:
            demo.send_signal(signal.SIGINT)
            demo.wait(15)
    return 0


def play(opened: Browser, base: str, out: Path) -> None:
    """The demo's story, and some trouble for the inbox."""
    context = opened.new_context(viewport=viewport("1440"))
    page = context.new_page()
    page.goto(base)
    for phone in page.locator(".phone").all():
        reach_a_reminder(page, phone.locator(".pb.theirs"))
    tap(page, "thursday", 2)
    page.frame_locator("#desk-frame").locator(".rows a").first.click()
    page.frame_locator("#desk-frame").locator(".bubbles").wait_for()
    tap(page, "2", 3)
    page.wait_for_timeout(1500)
    page.screenshot(path=out / "story.png")
    other = page.locator(".phone").nth(1)
    for words in ("hay estacionamiento?", "me duele el pecho"):
        other.locator("input[name=body]").fill(words)
        other.locator("input[name=body]").press("Enter")
        page.wait_for_timeout(1500)
    page.get_by_role("button", name="+1 hour").click()
    page.wait_for_timeout(1500)
    page.screenshot(path=out / "trouble.png")
    context.close()


def tap(page: Page, chip: str, texts: int) -> None:
    """Tap a chip of the first phone and wait until it shows so many texts of ours."""
    phone = page.locator(".phone").first
    phone.locator(".chip", has_text=chip).first.click()
    phone.locator(".pb.theirs").nth(texts - 1).wait_for()


def take(opened: Browser, base: str, out: Path) -> None:
    """Each page in each look."""
    finding = context_of(opened, base, ("1440", "light", "en"))
    addresses = follow(finding.new_page(), base)
    finding.close()
    for look in LOOKS:
        context = context_of(opened, base, look)
        page = context.new_page()
        for address in addresses:
            page.goto(base + address)
            page.wait_for_timeout(150)
            page.screenshot(path=out / f"{name_of(address)}-{'-'.join(look)}.png", full_page=True)
        menus(page, base, out, "-".join(look))
        context.close()
        stranger = opened.new_context(viewport=viewport(look[0]), color_scheme=look[1], locale=look[2])  # type: ignore[arg-type]
        page = stranger.new_page()
        for address in ("/login/", "/login/forgotten/", "/link/none/"):
            page.goto(base + address)
            page.screenshot(path=out / f"{name_of(address)}-{'-'.join(look)}.png")
        stranger.close()


def menus(page: Page, base: str, out: Path, look: str) -> None:
    """What opens over a page."""
    page.goto(f"{base}/inbox/")
    page.locator("#person-menu > summary").click()
    page.screenshot(path=out / f"menu-{look}.png")
    page.locator("#person-menu [data-dialog=keys]").click()
    page.screenshot(path=out / f"keys-{look}.png")
    page.keyboard.press("Escape")
    page.evaluate(
        "document.getElementById('idle').hidden = false; document.getElementById('idle-left').textContent = '1:30'"
    )
    page.screenshot(path=out / f"idle-{look}.png")


def context_of(opened: Browser, base: str, look: tuple[str, str, str]) -> BrowserContext:
    """A browser in which the demo's manager is logged in."""
    size, theme, language = look
    context = opened.new_context(viewport=viewport(size), color_scheme=theme, locale=language)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(base)
    page.locator("body.demo").wait_for()
    with page.expect_navigation():
        page.evaluate("document.querySelector('.roles button[value=omar]').click()")
    page.screenshot(path=Path(sys.argv[1]) / f"demo-{'-'.join(look)}.png")
    page.close()
    return context


def viewport(size: str) -> dict[str, int]:
    """As the browser takes it."""
    width, height = SIZES[size]
    return {"width": width, "height": height}


def follow(page: Page, base: str) -> list[str]:
    """One address of every kind of page that links lead to."""
    found: dict[str, str] = {}
    waiting = list(SEEDS)
    while waiting:
        address = waiting.pop(0)
        kind = ONE.sub("*", address)
        if kind in found or address.startswith(ELSEWHERE):
            continue
        answer = page.goto(base + address)
        if answer is None or "text/html" not in answer.headers.get("content-type", ""):
            continue
        found[kind] = address
        links = page.eval_on_selector_all("a[href]", "all => all.map(one => one.getAttribute('href'))")
        here = address.partition("?")[0]
        waiting += [here + one if one.startswith("?") else one for one in links if re.match(r"/(?!/)|\?", one)]
    return list(found.values())


def name_of(address: str) -> str:
    """A file's name for a page."""
    return re.sub(r"\W+", "-", ONE.sub("one", address)).strip("-") or "front"


if __name__ == "__main__":
    raise SystemExit(main())

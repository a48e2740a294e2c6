"""Pictures of every page, wide and on a phone: `.venv/bin/python -m tests.console.screenshots OUTDIR`. Look at them.

Starts the demo on a scratch home and plays a little, so that the pages have something to show.
"""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.console.browser import DESKTOP, PHONE, ROOT, browser
from tests.console.site import wait
from tests.console.test_demo import reach_a_reminder
from tests.stack import free_port


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
                for name, size in (("desktop", DESKTOP), ("phone", PHONE)):
                    for theme in ("light", "dark"):
                        pages(opened, base, out, f"{name}-{theme}", size, theme)
        finally:
            demo.send_signal(signal.SIGINT)
            demo.wait(15)
    return 0


def play(opened: Browser, base: str, out: Path) -> None:
    """The demo's story, and some trouble for the inbox."""
    context = opened.new_context(viewport=DESKTOP)
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


def pages(opened: Browser, base: str, out: Path, name: str, size: dict[str, int], theme: str) -> None:
    """Each page once."""
    context = opened.new_context(viewport=size, color_scheme=theme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{base}/login/")
    page.screenshot(path=out / f"login-{name}.png")
    page.goto(base)
    page.wait_for_timeout(1200)
    page.screenshot(path=out / f"demo-{name}.png")
    for which, address in (
        ("inbox-all", "/inbox/"),
        ("inbox-empty", "/inbox/?view=billing"),
        ("conversations", "/inbox/?view=conversations"),
        ("audit", "/audit/"),
    ):
        page.goto(base + address)
        page.screenshot(path=out / f"{which}-{name}.png")
    page.goto(f"{base}/calendar/")
    for _ in range(4):
        page.get_by_role("link", name="Next day").click()
        page.locator(".cal").wait_for()
        if page.locator(".block").count() > 8:
            break
    page.screenshot(path=out / f"calendar-{name}.png")
    for which, view, nth in (("thread-urgent", "emergency", 0), ("thread-story", "conversations", -1)):
        page.goto(f"{base}/inbox/?view={view}")
        rows = page.locator(".rows a")
        (rows.nth(nth) if which != "thread-story" else rows.filter(has_text="Done, your visit").first).click()
        page.locator(".bubbles").wait_for()
        page.wait_for_timeout(300)
        page.screenshot(path=out / f"{which}-{name}.png")
    if page.get_by_role("button", name="Patient").is_visible():
        page.get_by_role("button", name="Patient").click()
        page.wait_for_timeout(300)
    page.get_by_role("button", name="Move", exact=True).first.click()
    page.locator(".slots, .times-box").first.wait_for()
    page.wait_for_timeout(200)
    page.screenshot(path=out / f"patient-{name}.png")
    access_pages(page, base, out, name)
    page.goto(f"{base}/inbox/00000000-0000-0000-0000-000000000000/")
    page.screenshot(path=out / f"not-found-{name}.png")
    context.close()


def access_pages(page: Page, base: str, out: Path, name: str) -> None:
    """Log-in, second factor, staff and rights, as the demo's manager and its front desk see them."""
    for which, address in (
        ("refused", "/settings/staff/"),
        ("rights-read", "/settings/rights/"),
        ("own-login", "/security/"),
        ("passkey", "/security/passkeys/add/"),
        ("link-ended", "/link/none/"),
    ):
        page.goto(base + address)
        page.screenshot(path=out / f"{which}-{name}.png", full_page=True)
    page.goto(f"{base}/demo/")
    be(page, "omar")
    page.goto(f"{base}/settings/staff/")
    page.screenshot(path=out / f"staff-{name}.png", full_page=True)
    page.get_by_role("link", name="Nia Cole").click()
    page.screenshot(path=out / f"person-{name}.png", full_page=True)
    page.get_by_role("button", name="Link to a new password").click()
    page.screenshot(path=out / f"link-made-{name}.png", full_page=True)
    link = page.locator("#link").inner_text()
    page.goto(f"{base}/settings/rights/")
    page.screenshot(path=out / f"rights-{name}.png", full_page=True)
    page.evaluate(
        "document.getElementById('idle').hidden = false; document.getElementById('idle-left').textContent = '1:30'"
    )
    page.screenshot(path=out / f"idle-{name}.png")
    page.goto(link)
    page.screenshot(path=out / f"link-{name}.png", full_page=True)
    page.goto(f"{base}/demo/")
    be(page, "anna")


def be(page: Page, staff: str) -> None:
    """Another member of the demo's staff; on a phone the buttons are out of sight."""
    with page.expect_navigation():
        page.evaluate(f"document.querySelector('.roles button[value={staff}]').click()")


if __name__ == "__main__":
    raise SystemExit(main())

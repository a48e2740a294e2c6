"""Pictures of every page, at 1440, 1024 and 390 pixels: `make screenshots`. Look at them, one by one.

Starts the demo on a scratch home, plays a little so that the pages have something to show, and follows every link from
page to page, as the manager (who sees most). A page is taken once, whichever row it shows. Words after the folder take
only the pictures whose names hold one of them: `python -m tests.console.screenshots OUTDIR settings-page 390-dark`.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

from tests.console.browser import ROOT, browser
from tests.console.site import wait
from tests.console.test_demo import reach_a_reminder
from tests.console.test_demo_backfill import CANCELS, add_phone, fill_a_freed_time, go_to
from tests.console.test_demo_backfill import phone as phone_of
from tests.newcomers.intake import THEIRS
from tests.stack import free_port

SIZES = {"1440": (1440, 900), "1024": (1024, 768), "390": (390, 844)}
LOOKS = (
    *((size, theme, "en") for size in SIZES for theme in ("light", "dark")),
    *((size, "light", "es") for size in ("1440", "390")),
)
SEEDS = (
    "/inbox/", "/inbox/?view=conversations", "/calendar/?as=week", "/patients/?q=a", "/security/", "/styleguide/",
)  # fmt: skip
BOOKING = "/book/oak-street/"
SIGNS, ANSWERS = "(646) 555-0177", "(646) 555-0188"
"""The phones of two newcomers: who signs the intake, and who is still answering questions."""
FOR_STRANGERS = ("/login/", "/login/forgotten/", "/link/none/", "/v/none/")
ELSEWHERE = ("/logout", "/home", "/demo", "/static", "/link")
ONE = re.compile(
    r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\d|(?<==)\d+|(?<=/wordings/)[\w.]+"
    r"|(?<=/examples/)\w+|(?<=/symptoms/)\w+|(?<=/questions/)\w+"
)


def main() -> int:
    """Take them all; the folder is made."""
    if len(sys.argv) < 2:
        print("Say where to: python -m tests.console.screenshots OUTDIR [WORD ...]", file=sys.stderr)
        return 2
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    if wanted("backfill"):
        with demo() as base, browser() as opened:
            fill(opened, base, out)
    with demo() as base, browser() as opened:
        play(opened, base, out)
        take(opened, base, out, newcomers(opened, base, out))
    return 0


def wanted(name: str) -> bool:
    """Whether this picture was asked for: all are, unless words were given."""
    words = sys.argv[2:]
    return not words or any(word in name for word in words)


def shoot(page: Page, out: Path, name: str, *, whole: bool = True) -> None:
    """A picture of this name, the whole page or what is in view, if it is wanted."""
    if wanted(name):
        page.screenshot(path=out / f"{name}.png", full_page=whole)


@contextmanager
def demo() -> Iterator[str]:
    """The demo on a scratch home, from its first day; its address."""
    with tempfile.TemporaryDirectory(prefix="replywell-shots-") as home:
        os.chmod(home, 0o755)
        port = free_port()
        running = subprocess.Popen(
            [sys.executable, "-m", "replywell.cli", "demo", "--home", str(Path(home) / "home"), "--port", str(port)],
            cwd=ROOT,
            start_new_session=True,
            env={key: value for key, value in os.environ.items() if not key.startswith(("REPLYWELL_H", "DATABASE_"))},
        )
        try:
            base = f"http://127.0.0.1:{port}"
            wait(f"{base}/login/", seconds=120)
            yield base
        finally:
            running.send_signal(signal.SIGINT)
            running.wait(15)


def fill(opened: Browser, base: str, out: Path) -> None:
    """A cancelled visit is filled from the waitlist, in a demo of its own: it moves the clock."""
    context = opened.new_context(viewport=viewport("1440"))
    page = context.new_page()
    page.goto(base)
    page.get_by_role("button", name="Got it").click()
    fill_a_freed_time(page)
    phone_of(page, CANCELS).get_by_role("button", name=re.compile("away")).click()
    phone_of(page, CANCELS).wait_for(state="detached")
    page.mouse.move(5, 895)
    page.wait_for_timeout(1500)
    shoot(page, out, "backfill", whole=False)
    context.close()


def newcomers(opened: Browser, base: str, out: Path) -> dict[str, str]:
    """One books on the public page and signs the intake, one answers questions by text. Addresses to look at."""
    context = opened.new_context(viewport=viewport("1440"))
    page = context.new_page()
    page.goto(base)
    go_to(page, "10:02 am")
    table = page.url
    page.goto(f"{base}{BOOKING}?type=office&place=any")
    page.locator(".times a").first.click()
    ask(page, "Ana", "Ruiz", SIGNS)
    page.goto(f"{base}{BOOKING}ask/?lang=en")
    ask(page, "Ben", "Adler", ANSWERS)
    page.goto(table)
    for number in (SIGNS, ANSWERS):
        add_phone(page, number)
        answered(page, number, "yes")
    link = re.search(r"https?://[^/]+(/v/\S+)", phone_of(page, "Ana Ruiz").inner_text())
    assert link is not None
    answered(page, ANSWERS, "1")
    desk = context.new_page()
    desk.goto(f"{base}/inbox/?view=conversations")
    desk.locator(".rows a", has_text=ANSWERS).click()
    desk.locator("#patient .newcomer").wait_for()
    thread = desk.url.removeprefix(base)
    phone = context.new_page()
    phone.set_viewport_size(viewport("390"))  # type: ignore[arg-type]
    sign(phone, base + link.group(1), out)
    desk.goto(f"{base}/patients/?q=Ruiz")
    desk.get_by_role("link", name="Ana Ruiz").first.click()
    desk.locator(".of-chart").wait_for()
    chart = desk.url.removeprefix(base)
    context.close()
    return {"newcomer-answers": thread, "newcomer-chart": chart, "own-page": link.group(1)}


def ask(page: Page, first: str, last: str, phone: str) -> None:
    """Fill in the public form and send it."""
    for name, value in (("first_name", first), ("last_name", last), ("phone", phone)):
        page.locator(f"form.fields [name={name}]").fill(value)
    for question in page.locator("fieldset").all():
        question.locator("input").first.check()
    page.locator("[name=consent]").check()
    page.locator("button.main").click()
    page.wait_for_url("**/sent/**")


def answered(page: Page, phone: str, words: str) -> None:
    """They text, and something comes back."""
    theirs = phone_of(page, phone)
    before = theirs.locator(".pb.theirs").count()
    theirs.locator("input[name=body]").fill(words)
    theirs.locator("input[name=body]").press("Enter")
    theirs.locator(".pb.theirs").nth(before).wait_for()


def sign(page: Page, own: str, out: Path) -> None:
    """Every step of the intake, with a picture of a card, to the end."""
    page.goto(own)
    card = page.screenshot(clip={"x": 0, "y": 0, "width": 640, "height": 400})
    page.locator("form[action$='/details/'] button").click()
    while not page.url.endswith("/done/"):
        page.wait_for_load_state()
        shoot(page, out, f"intake-{page.url.rstrip('/').rpartition('/')[2]}")
        for field in page.locator("form.fields [name]:not([type=hidden])").all():
            value, kind = THEIRS.get(field.get_attribute("name") or ""), field.get_attribute("type")
            if kind == "file":
                field.set_input_files({"name": "card.png", "mimeType": "image/png", "buffer": card})
            elif value is not None and kind == "checkbox":
                field.check()
            elif value is not None:
                field.fill(value)
        was = page.url
        page.locator("form.fields button.main").click()
        page.wait_for_function("was => location.href !== was", arg=was)
    shoot(page, out, "intake-done")


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
    page.mouse.move(5, 895)
    page.wait_for_timeout(1500)
    shoot(page, out, "story", whole=False)
    other = page.locator(".phone").nth(1)
    for words in ("hay estacionamiento?", "me duele el pecho"):
        other.locator("input[name=body]").fill(words)
        other.locator("input[name=body]").press("Enter")
        page.wait_for_timeout(1500)
    page.get_by_role("button", name="+1 hour").click()
    page.wait_for_timeout(1500)
    shoot(page, out, "trouble", whole=False)
    context.close()


def tap(page: Page, chip: str, texts: int) -> None:
    """Tap a chip of the first phone and wait until it shows so many texts of ours."""
    phone = page.locator(".phone").first
    phone.locator(".chip", has_text=chip).first.click()
    phone.locator(".pb.theirs").nth(texts - 1).wait_for()


def take(opened: Browser, base: str, out: Path, more: dict[str, str]) -> None:
    """Each page in each look; `more` are pages that another one of their kind would hide."""
    finding = context_of(opened, base, ("1440", "light", "en"), out)
    own_table(finding.new_page(), base)
    addresses = {name_of(one): one for one in follow(finding.new_page(), base)} | more
    finding.close()
    for look in LOOKS:
        said = "-".join(look)
        context = context_of(opened, base, look, out)
        page = context.new_page()
        visit(page, base, out, addresses, said)
        menus(page, base, out, said)
        drawer(page, base + more["newcomer-answers"], out, said)
        context.close()
        stranger = opened.new_context(viewport=viewport(look[0]), color_scheme=look[1], locale=look[2])  # type: ignore[arg-type]
        page = stranger.new_page()
        visit(page, base, out, {name_of(one): one for one in FOR_STRANGERS}, said)
        booking(page, base, out, said)
        stranger.close()


def visit(page: Page, base: str, out: Path, addresses: dict[str, str], look: str) -> None:
    """Those of the pages that are wanted."""
    for name, address in addresses.items():
        if wanted(f"{name}-{look}"):
            page.goto(base + address)
            page.wait_for_timeout(150)
            shoot(page, out, f"{name}-{look}")


def booking(page: Page, base: str, out: Path, look: str) -> None:
    """The page for everybody, from the kind of visit to the form with what is missing."""
    page.goto(f"{base}{BOOKING}")
    for name in ("kinds", "places"):
        shoot(page, out, f"book-{name}-{look}")
        if page.locator(".times a").count():
            break
        page.locator(".choices a").first.click()
        page.wait_for_load_state()
    shoot(page, out, f"book-times-{look}")
    page.locator(".times a").first.click()
    page.locator("button.main").click()
    page.get_by_role("alert").wait_for()
    shoot(page, out, f"book-ask-{look}")
    page.goto(f"{base}{BOOKING}sent/?later=1")
    shoot(page, out, f"book-sent-{look}")


def own_table(page: Page, base: str) -> None:
    """A triage table of the practice's own, for the pages that change one."""
    page.goto(f"{base}/settings/triage/examples/primary_care/")
    page.get_by_label("Name of your own table").fill("Our same-day table")
    page.get_by_role("button", name="Add it as our own").click()
    page.get_by_text("Added. It is not in use").wait_for()


def menus(page: Page, base: str, out: Path, look: str) -> None:
    """What opens over a page."""
    page.goto(f"{base}/inbox/")
    page.locator("#person-menu > summary").click()
    shoot(page, out, f"menu-{look}", whole=False)
    page.locator("#person-menu [data-dialog=keys]").click()
    shoot(page, out, f"keys-{look}", whole=False)
    page.keyboard.press("Escape")
    page.evaluate(
        "document.getElementById('idle').hidden = false; document.getElementById('idle-left').textContent = '1:30'"
    )
    shoot(page, out, f"idle-{look}", whole=False)


def drawer(page: Page, thread: str, out: Path, look: str) -> None:
    """The patient beside a thread, where that is a drawer."""
    page.goto(thread)
    button = page.locator("[data-open=patient]")
    if button.is_visible():
        button.click()
        page.wait_for_timeout(300)
        shoot(page, out, f"newcomer-drawer-{look}", whole=False)


def context_of(opened: Browser, base: str, look: tuple[str, str, str], out: Path) -> BrowserContext:
    """A browser in which the demo's manager is logged in."""
    size, theme, language = look
    context = opened.new_context(viewport=viewport(size), color_scheme=theme, locale=language)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(base)
    page.locator("body.demo").wait_for()
    with page.expect_navigation():
        page.evaluate("document.querySelector('.roles button[value=omar]').click()")
    shoot(page, out, f"demo-{'-'.join(look)}", whole=False)
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
        links = page.eval_on_selector_all("a[href]:not([download])", "all => all.map(one => one.getAttribute('href'))")
        here = address.partition("?")[0]
        waiting += [here + one if one.startswith("?") else one for one in links if re.match(r"/(?!/)|\?", one)]
    return list(found.values())


def name_of(address: str) -> str:
    """A file's name for a page."""
    return re.sub(r"\W+", "-", ONE.sub("one", address)).strip("-") or "front"


if __name__ == "__main__":
    raise SystemExit(main())

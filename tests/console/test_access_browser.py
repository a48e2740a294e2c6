"""Letting in, in a real browser: an authenticator app, a passkey, a session that ends, a colleague who leaves."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.console import staffing
from replywell.console.models import AccessRules
from replywell.practices.models import Role, Staff
from tests.console.access import add_staff, code_of
from tests.console.browser import DESKTOP, PATIENCE, watched
from tests.console.site import PASSWORD, Site, serve
from tests.console.test_pages import wait_for_live
from tests.practice import Oak


@pytest.fixture(scope="module")
def real_site(migrated: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Web and live as they run with real patients."""
    yield from serve(tmp_path_factory.mktemp("logs"), demo=False, parts=("web", "live"))


@pytest.fixture
def tab(context: BrowserContext) -> Iterator[Page]:
    """A page whose console must stay clean: errors and violated policies fail the test."""
    page, wrong = watched(context)
    yield page
    assert wrong == []


def give_password(page: Page, base: str, name: str) -> None:
    page.goto(f"{base}/login/")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()


def log_out(page: Page) -> None:
    """By the person's menu."""
    page.locator("#person-menu > summary").click()
    page.get_by_role("button", name="Log out").click()


def test_a_nurse_sets_up_an_app_and_logs_in_with_its_code(oak: Oak, real_site: Site, tab: Page) -> None:
    give_password(tab, real_site.web, "nia")
    expect(tab.get_by_text("Set up a second factor first")).to_be_visible()
    tab.get_by_role("link", name="Set up").click()
    expect(tab.get_by_alt_text("Code to scan")).to_be_visible()
    assert tab.locator(".qr").evaluate("picture => picture.naturalWidth") > 0
    secret = tab.locator("#secret").inner_text()
    tab.get_by_label("Code", exact=True).fill(code_of(secret, -1))
    tab.get_by_role("button", name="Set up").click()
    expect(tab.locator("#recovery-codes li")).to_have_count(10)
    tab.get_by_role("link", name="I have kept them").click()
    expect(tab).to_have_url(re.compile("/inbox/"))
    log_out(tab)

    give_password(tab, real_site.web, "nia")
    tab.get_by_label("Code").fill("123")
    tab.get_by_role("button", name="Go on").click()
    expect(tab.get_by_role("alert")).to_contain_text("does not fit")
    tab.get_by_label("Code").fill(code_of(secret))
    tab.get_by_role("button", name="Go on").click()
    expect(tab).to_have_url(re.compile("/inbox/"))


@pytest.fixture
def with_a_key(chromium: Browser) -> Iterator[Page]:
    """A page in a browser whose device has a fingerprint reader (a virtual one, over the DevTools protocol)."""
    context = chromium.new_context(viewport=DESKTOP)
    context.set_default_timeout(PATIENCE)
    page, wrong = watched(context)
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    yield page
    # Live updates answer to the site's own address only, and this is not it: other errors than these are theirs.
    assert [line for line in wrong if "Security Policy" in line] == []
    context.close()


def test_a_passkey_is_added_and_logs_in_by_itself_and_as_a_second_factor(
    oak: Oak, real_site: Site, with_a_key: Page
) -> None:
    # Passkeys are bound to a name; 127.0.0.1 is none.
    page, base = with_a_key, real_site.web.replace("127.0.0.1", "localhost")
    give_password(page, base, "anna")
    page.goto(f"{base}/security/passkeys/add/")
    page.get_by_label("Its name").fill("Front desk laptop")
    page.get_by_role("button", name="Add it").click()
    expect(page.locator("#recovery-codes li")).to_have_count(10)
    page.goto(f"{base}/security/")
    expect(page.locator(".keys")).to_contain_text("Front desk laptop")
    page.get_by_role("link", name="Back to work").click()
    log_out(page)

    page.get_by_role("button", name="Log in with a passkey").click()
    expect(page).to_have_url(re.compile("/inbox/"))
    log_out(page)

    give_password(page, base, "anna")
    page.get_by_role("button", name="Use a passkey instead").click()
    expect(page).to_have_url(re.compile("/inbox/"))


def test_a_device_without_a_passkey_is_told_in_words(oak: Oak, real_site: Site, with_a_key: Page) -> None:
    page, base = with_a_key, real_site.web.replace("127.0.0.1", "localhost")
    page.goto(f"{base}/login/")
    page.get_by_role("button", name="Log in with a passkey").click()
    expect(page.locator("#toast")).to_contain_text("gave no passkey")


def test_an_idle_page_warns_stays_when_asked_and_logs_out_when_not(oak: Oak, real_site: Site, tab: Page) -> None:
    with practice_scope(oak.id):
        AccessRules.objects.create(practice=oak.practice, idle_minutes=5)
    tab.clock.install()
    give_password(tab, real_site.web, "anna")
    tab.wait_for_url(re.compile("/inbox/"))
    warning = tab.get_by_role("alertdialog")
    tab.clock.fast_forward(200_000)
    expect(warning).to_be_hidden()
    tab.clock.fast_forward(40_000)
    expect(warning).to_contain_text("You will be logged out in")
    with tab.expect_response("**/session/stay/") as stayed:
        warning.get_by_role("button", name="Stay").click()
    assert stayed.value.status == 204
    expect(warning).to_be_hidden()
    tab.clock.fast_forward(60_000)
    expect(warning).to_be_hidden()
    tab.clock.fast_forward(245_000)
    tab.wait_for_url(re.compile("/login/|/inbox/"))


def test_live_updates_do_not_count_as_being_there(oak: Oak, real_site: Site, tab: Page) -> None:
    give_password(tab, real_site.web, "anna")
    tab.wait_for_url(re.compile("/inbox/"))
    tab.goto(f"{real_site.web}/calendar/")
    wait_for_live(tab)
    with tab.expect_request(re.compile("/calendar/")) as asked:
        tab.evaluate("htmx.trigger('#live', 'replywell:look')")
    assert asked.value.headers["x-automatic"] == "1"
    tab.goto(f"{real_site.web}/inbox/")
    with tab.expect_request(re.compile("/inbox/changes/")) as looked:
        tab.evaluate("htmx.trigger('#live', 'replywell:look')")
    assert looked.value.headers["x-automatic"] == "1"


def test_whoever_leaves_is_thrown_out_of_the_open_page(oak: Oak, real_site: Site, context: BrowserContext) -> None:
    mona = add_staff(oak, "mona", Role.MANAGER)
    page = context.new_page()
    give_password(page, real_site.web, "anna")
    page.wait_for_url(re.compile("/inbox/"))
    wait_for_live(page)
    with practice_scope(oak.id):
        anna = Staff.objects.select_related("practice").get(pk=oak.anna.pk)
        staffing.deactivate(Staff.objects.get(pk=mona.pk), anna, now=clock.now())
    page.wait_for_url(re.compile("/login/"), timeout=10_000)


def test_a_manager_invites_by_keyboard_alone(oak: Oak, real_site: Site, tab: Page) -> None:
    from replywell.processes.login import set_login

    with practice_scope(oak.id):
        AccessRules.objects.create(practice=oak.practice, second_factor_roles=[])
    add_staff(oak, "mona", Role.MANAGER)
    set_login(oak.id, "mona", "mona", PASSWORD)
    give_password(tab, real_site.web, "mona")
    tab.goto(f"{real_site.web}/settings/staff/")
    tab.get_by_label("Name").focus()
    tab.keyboard.type("Rosa Lima")
    tab.keyboard.press("Tab")
    tab.keyboard.type("Bil")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    link = tab.locator("#link").inner_text()
    tab.get_by_role("link", name="Back to the staff").click()
    expect(tab.locator(".people")).to_contain_text("invited until")
    tab.goto(link.replace("http://127.0.0.1:8000", real_site.web))
    expect(tab.get_by_role("heading", level=1)).to_contain_text("Welcome, Rosa Lima")

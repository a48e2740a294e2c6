"""What stands around every page: the ways, preferences, the banner of emergencies, words in two languages."""

import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from playwright.sync_api import BrowserContext, expect

from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.console import emergencies, words
from replywell.console.models import AccessRules, Preferences
from replywell.dialogue import tasks
from replywell.dialogue.models import Task
from replywell.messaging.models import Conversation
from replywell.patients.models import Contact, ContactLink
from replywell.practices.models import Role
from tests.console.access import add_staff, give_login, logged_in
from tests.console.browser import ROOT, watched
from tests.console.site import Site
from tests.console.test_pages import log_in, text, wait_for_live
from tests.practice import ZONE, Oak, make_patient

TEMPLATES = ROOT / "replywell" / "console" / "templates"
NOT_MARKED = {"500.html", "console/styleguide.html"}
"""Shown when nothing else works, in both languages; shown to who works on Replywell."""
NO_WORDS = {"Replywell", "English", "Español", "Ctrl", "Enter", "Esc", "Mensaje"}
"""The same in every language."""


@pytest.fixture
def anna(oak: Oak) -> Client:
    give_login(oak.nurse, "nurse")
    return logged_in("anna")


def emergency(oak: Oak, minutes: int = 0) -> Task:
    """A warning sign in Maria's conversation, so many minutes ago."""
    at = clock.now() - timedelta(minutes=minutes)
    with practice_scope(oak.id):
        contact = Contact.objects.get(pk=ContactLink.objects.get(patient=make_patient(oak)).contact_id)
        thread = Conversation.objects.create(practice=oak.practice, contact=contact, number=oak.number, unread=True)
        return tasks.create(
            oak.id, "clinical", "red_flag", "a warning sign", now=at, conversation_id=thread.pk, emergency=True
        )[0]  # fmt: skip


def test_the_bar_leads_only_to_pages_that_open(oak: Oak, anna: Client) -> None:
    add_staff(oak, "pat", Role.ADMIN)
    with practice_scope(oak.id):
        AccessRules.objects.create(practice=oak.practice, second_factor_roles=[])
    for browser, there, absent in (
        (anna, ["/inbox/", "/calendar/"], ["/audit/"]),
        (logged_in("pat"), ["/audit/"], ["/inbox/", "/calendar/"]),
    ):
        page = browser.get("/home/", follow=True).content.decode()
        bar = page[page.index('<nav class="pages"') : page.index("</nav>")]
        assert all(f'href="{one}"' in bar for one in there)
        assert not any(f'href="{one}"' in bar for one in absent)
        for address in re.findall(r'href="([^"]+)"', bar):
            assert browser.get(address).status_code == 200, address


def test_language_and_colours_are_kept_with_the_person(oak: Oak, anna: Client) -> None:
    assert '<html lang="en"' in anna.get("/inbox/").content.decode()
    answer = anna.post("/preferences/", {"language": "es", "next": "/inbox/?view=mine"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/inbox/?view=mine")
    anna.post("/preferences/", {"theme": "dark"})
    for browser in (anna, logged_in("anna")):
        page = browser.get("/inbox/")
        assert '<html lang="es" data-theme="dark"' in page.content.decode()
        assert page.headers["Content-Language"] == "es"
    assert '<html lang="en"' in logged_in("nurse").get("/security/").content.decode()
    assert Preferences.objects.count() == 1


def test_a_choice_that_is_none_is_refused_and_leads_nowhere_else(oak: Oak, anna: Client) -> None:
    assert anna.post("/preferences/", {"language": "tlh"}).status_code == 400
    assert anna.post("/preferences/", {"theme": '"><script>'}).status_code == 400
    answer = anna.post("/preferences/", {"theme": "light", "next": "https://example.test/"})
    assert answer.headers["Location"] == "/home/"


def test_a_browser_that_asks_for_spanish_gets_it_before_anybody_logs_in(oak: Oak) -> None:
    asks = Client(SERVER_NAME="localhost", HTTP_ACCEPT_LANGUAGE="es-MX,es;q=0.9,en;q=0.5")
    page = asks.get("/login/").content.decode()
    assert '<html lang="es"' in page
    assert "Contraseña" in page
    french = Client(SERVER_NAME="localhost", HTTP_ACCEPT_LANGUAGE="fr")
    assert '<html lang="en"' in french.get("/login/").content.decode()


def test_an_open_emergency_stands_above_every_page_until_somebody_has_it(oak: Oak, anna: Client) -> None:
    task = emergency(oak, minutes=7)
    for address in ("/inbox/", "/calendar/", "/settings/rights/"):
        page = anna.get(address).content.decode()
        banner = page[page.index('id="emergencies"') : page.index("<main")]
        assert "Maria Diaz" in banner
        assert "waiting 7 min" in banner
    take = re.search(r'action="(/inbox/[^"]+/take/)"', banner)
    assert take
    answer = anna.post(take.group(1))
    assert answer.status_code == 302
    with practice_scope(oak.id):
        assert Task.objects.get(pk=task.pk).taken_by_id == oak.anna.pk
    assert "Maria Diaz" not in anna.get("/emergencies/").content.decode()


def test_emergencies_cost_two_queries_however_many(oak: Oak) -> None:
    first = emergency(oak)
    with practice_scope(oak.id):
        for number in range(12):
            tasks.create(
                oak.id, "clinical", "red_flag", "a warning sign", now=clock.now(), key=f"k{number}", emergency=True,
                conversation_id=first.conversation_id,
            )  # fmt: skip
        now = clock.now()
        with CaptureQueriesContext(connection) as asked:
            found = emergencies.waiting(now)
    assert len(asked) == 2, [one["sql"] for one in asked]
    assert (len(found.found), found.more) == (3, 10)
    assert found.found[0].key == first.public_id


def test_the_guide_to_the_parts_is_there_while_debugging_only(oak: Oak, anna: Client) -> None:
    assert anna.get("/styleguide/").status_code == 404
    with override_settings(DEBUG=True):
        assert anna.get("/styleguide/").status_code == 200


def loose_words(source: str) -> list[str]:
    """What a template says by itself, in its text or in an attribute that is read."""
    for aside in (
        r"\{% comment .*?endcomment %\}|\{#.*?#\}",
        r"\{% blocktranslate.*?endblocktranslate %\}",
        r"\{% block \w+_(?:class|label) %\}.*?\{% endblock %\}",
        r"<(script|style)\b.*?</\1>|https://[^\"<]*",
    ):
        source = re.sub(aside, "", source, flags=re.S)
    source = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "\0", source, flags=re.S)
    said = [one.group(1) for one in re.finditer(r'\b(?:aria-label|title|placeholder|alt|hx-confirm)="([^"]*)"', source)]
    said += re.sub(r"<[^>]*>", "\0", source, flags=re.S).split("\0")
    return [one.strip() for one in said for word in re.findall(r"[^\W\d_]{2,}", one) if word not in NO_WORDS]


def test_every_word_of_a_template_is_marked_for_translation() -> None:
    paths = {path.relative_to(TEMPLATES).as_posix(): path for path in TEMPLATES.rglob("*.html")}
    found = {name: loose_words(path.read_text("utf-8")) for name, path in paths.items() if name not in NOT_MARKED}
    assert {name: words for name, words in found.items() if words} == {}
    assert loose_words("<p>Hello {{ name }}</p>") == ["Hello"]


def test_everything_that_is_marked_is_said_in_spanish() -> None:
    told = subprocess.run(
        [sys.executable, "tools/messages.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout + told.stderr


def test_times_and_the_trail_are_told_in_the_readers_language(oak: Oak) -> None:
    moment = datetime(2026, 3, 12, 18, 30, tzinfo=UTC)
    with practice_scope(oak.id), translation.override("es"):
        assert words.when(moment, ZONE).startswith("jue 12 mar, 2:30 pm")
        told = words.happened("visit.moved", {"starts_at": moment.isoformat()}, ZONE)
        assert told.startswith("cambió la cita al jue 12 mar, 2:30 pm")


def test_keys_lead_everywhere_and_can_be_turned_off(oak: Oak, site: Site, context: BrowserContext) -> None:
    page, wrong = watched(context)
    log_in(page, site)
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keyboard")
    expect(sheet).to_contain_text("Go to Calendar")
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.wait_for_url(re.compile("/calendar/"))
    page.locator("#person-menu summary").press("Enter")
    page.get_by_role("button", name="Dark").press("Enter")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.keyboard.press("?")
    sheet.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("i")
    wait_for_live(page)
    expect(page).to_have_url(re.compile("/calendar/"))
    # An emergency comes while the calendar is open, and is taken from there.
    make_patient(oak)
    text(oak, "I have chest pain")
    banner = page.get_by_role("region", name="Emergencies that nobody has taken")
    expect(banner).to_contain_text("Maria Diaz")
    expect(page).to_have_title(re.compile("^! "))
    banner.get_by_role("button", name="Take it").press("Enter")
    page.wait_for_url(re.compile("/inbox/"))
    expect(banner.get_by_role("button")).to_have_count(0)
    assert wrong == []

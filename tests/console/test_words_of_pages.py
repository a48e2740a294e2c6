"""No page speaks as machines do: no day as 2026-03-12, no word_with_underscores, in either language."""

import re
from html.parser import HTMLParser

import pytest

from replywell.common.tenancy import practice_scope
from replywell.practices.models import Role, Staff
from tests.console.access import add_staff, logged_in
from tests.console.every_page import furnish, pages
from tests.console.looks import share
from tests.practice import Oak

SILENT = {"script", "style", "template", "code", "textarea", "title"}
"""What nobody reads, or what somebody wrote: `code` is what is to be copied or typed as it stands."""
TOLD = {"title", "aria-label", "placeholder", "alt"}
DAY = re.compile(r"\d{4}-\d\d-\d\d")
SNAKE = re.compile(r"(?<!\{)\b[a-z]+_[a-z_]+\b")
"""A place that is filled in, {chart_id}, is typed as it stands."""
VOID = {"input", "br", "meta", "link", "img", "hr"}


class Said(HTMLParser):
    """Everything that a page says, to the eye and to the ear."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self._open.append(tag)
        self.said += [value for name, value in attrs if name in TOLD and value]

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not SILENT & set(self._open) and data.strip():
            self.said.append(" ".join(data.split()))


@pytest.mark.parametrize(
    ("role", "language", "turn"),
    [(Role.MANAGER, "en", 0), (Role.MANAGER, "es", 1), (Role.CLINICAL, "es", 0), (Role.PRIVACY_OFFICER, "en", 1)],
)
def test_no_page_shows_a_machines_day_or_word(oak: Oak, role: Role, language: str, turn: int) -> None:
    ids = furnish(oak)
    add_staff(oak, "reader", role, "Rita Reader")
    browser = logged_in("reader")
    browser.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    wrong = []
    addresses = [*pages(browser, ids), *(["/audit/?views=1"] if role is not Role.CLINICAL else [])]
    assert len(addresses) > 8
    for address in share(addresses, turn, 2):
        reads = Said()
        reads.feed(browser.get(address).content.decode())
        wrong += [f"{address}: {one[:200]}" for one in reads.said for found in (DAY, SNAKE) if found.search(one)]
    assert wrong == [], "\n".join(dict.fromkeys(wrong))


def test_two_people_of_the_same_name_are_told_apart(oak: Oak) -> None:
    ids = furnish(oak)
    omar = logged_in("omar")
    given = {"name": "anna  reed", "role": "billing", "email": "", "phone": ""}
    refused = omar.post("/settings/staff/add/", given)
    assert "Somebody here is called anna reed already" in refused.content.decode()
    assert omar.post("/settings/staff/add/", given | {"name": "Anna Reed (billing)"}).status_code in (200, 302)
    with practice_scope(oak.id):
        # As a file of the practice may bring them.
        Staff.objects.create(practice=oak.practice, code="anna9", name="Anna Reed", role="front_desk")
    page = omar.get(f"/inbox/{ids['inbox']}/").content.decode()
    for told in ("Anna Reed (anna)", "Anna Reed (anna9)", "Anna Reed (billing)"):
        assert f">@{told}</button>" in page
        assert f">{told}</option>" in page
    assert 'data-name="anna9"' in page

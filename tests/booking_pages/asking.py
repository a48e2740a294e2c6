"""Somebody at the public page of Oak Street, and what becomes of it."""

from re import findall

from django.test import Client

from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.messaging import templates
from replywell.patients import page_rules
from tests.booking_pages.browsing import browser, words_of
from tests.practice import Oak, make_practice

NEW = "+16465550177"
"""A phone that nobody's chart is on."""
PAGE = "/book/oak/"


def practice_with_a_page() -> Oak:
    """Oak Street, its wordings, and its public page."""
    made = make_practice()
    with practice_scope(made.id):
        templates.install(made.id, clock.now())
        page_rules.change(made.id, booking_page=True, now=clock.now(), actor="staff:anna")
    return made


def form(**other: str) -> dict[str, str]:
    """What a form says that is filled in well."""
    return {
        "first_name": "Ana", "last_name": "Ruiz", "phone": "(646) 555-0177", "q-who": "self", "q-payment": "insurance",
        "consent": "yes", **other,
    }  # fmt: skip


def times(visitor: Client, address: str = PAGE) -> list[tuple[str, str]]:
    """(address, words) of every free time on the page."""
    page = words_of(visitor.get(address))
    return findall(r'href="(/book/oak/ask/\?[^"]*time=[^"]+)"[^>]*>([^<]+)<', page)


def choose(visitor: Client | None = None, **other: str) -> int:
    """Take the third free time and send the form; the answer's status."""
    visitor = visitor or browser()
    address, _ = times(visitor)[2]
    return visitor.post(address, form(**other)).status_code

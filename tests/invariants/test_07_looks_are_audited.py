"""Every view of a thread, a day's calendar or the trail itself is in the audit trail, with who looked."""

from datetime import datetime

import pytest
from django.test import Client

from replywell.audit.models import AuditEvent
from replywell.common.tenancy import practice_scope
from replywell.console.models import AccessRules
from replywell.practices.models import Staff
from replywell.processes.login import set_login
from tests.dialogue.talk import conversation, text
from tests.practice import Oak, make_patient, make_practice

HOST = "127.0.0.1"


@pytest.fixture
def oak(frozen: datetime) -> Oak:
    made = make_practice()
    make_patient(made)
    with practice_scope(made.id):
        Staff.objects.filter(code="anna").update(role="manager")
        AccessRules.objects.create(practice=made.practice, second_factor_roles=[])
    set_login(made.id, "anna", "anna", "correct horse battery")
    return made


@pytest.fixture
def browser(oak: Oak) -> Client:
    """Anna is logged in."""
    with practice_scope(oak.id):
        user = Staff.objects.select_related("user").get(code="anna").user
    assert user is not None
    client = Client(headers={"host": HOST})
    client.force_login(user)
    return client


def looks(oak: Oak) -> list[tuple[str, str, str]]:
    with practice_scope(oak.id):
        found = AuditEvent.objects.filter(verb__endswith=".viewed").order_by("id")
        return list(found.values_list("verb", "subject", "actor"))


def test_every_look_at_a_thread_is_in_the_trail(oak: Oak, browser: Client) -> None:
    text("is there parking?")
    thread = conversation(oak)
    for _ in range(2):
        assert browser.get(f"/inbox/{thread.public_id}/").status_code == 200
    assert looks(oak) == [("thread.viewed", f"conversation:{thread.pk}", "staff:anna")] * 2


@pytest.mark.parametrize(("address", "verb"), [("/calendar/", "calendar.viewed"), ("/audit/", "audit.viewed")])
def test_a_look_at_the_day_or_at_the_trail_is_in_the_trail(oak: Oak, browser: Client, address: str, verb: str) -> None:
    assert browser.get(address).status_code == 200
    assert [(seen, actor) for seen, _, actor in looks(oak)] == [(verb, "staff:anna")]


def test_a_page_that_refreshes_itself_is_one_look(oak: Oak, browser: Client) -> None:
    text("is there parking?")
    thread = conversation(oak)
    assert browser.get(f"/inbox/{thread.public_id}/").status_code == 200
    for _ in range(3):
        assert browser.get(f"/inbox/changes/?c={thread.public_id}", headers={"HX-Request": "true"}).status_code == 200
    assert looks(oak) == [("thread.viewed", f"conversation:{thread.pk}", "staff:anna")]


@pytest.mark.parametrize("address", ["/inbox/changes/?c={}", "/calendar/?day=2026-03-05", "/audit/?about={}"])
def test_asking_only_for_the_refresh_leaves_its_trace(oak: Oak, browser: Client, address: str) -> None:
    text("is there parking?")
    found = address.format(conversation(oak).public_id)
    assert browser.get(found, headers={"HX-Request": "true"}).status_code == 200
    assert len(looks(oak)) == 1

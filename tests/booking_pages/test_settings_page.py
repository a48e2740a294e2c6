"""The booking page is opened and closed by whoever may change settings, and by nobody else."""

from datetime import datetime

import pytest
from django.test import Client

from replywell.audit.models import AuditEvent
from replywell.common.tenancy import practice_scope
from replywell.console.models import AccessRules
from replywell.practices.models import Role
from replywell.processes.login import set_login
from tests.booking_pages.browsing import browser, words_of
from tests.console.access import add_staff, with_password
from tests.console.site import PASSWORD
from tests.practice import Oak, make_practice


@pytest.fixture
def oak(frozen: datetime) -> Oak:
    made = make_practice()
    with practice_scope(made.id):
        AccessRules.objects.create(practice=made.practice, second_factor_roles=[])
    return made


def logged_in(oak: Oak, code: str, role: Role) -> Client:
    add_staff(oak, code, role)
    set_login(oak.id, code, code, PASSWORD)
    return with_password(code)


def test_a_manager_opens_and_closes_it(oak: Oak) -> None:
    omar = logged_in(oak, "omar", Role.MANAGER)
    assert browser().get("/book/oak/").status_code == 404
    page = words_of(omar.post("/settings/page/", {"booking_page": "yes"}, follow=True))
    assert "The booking page is open." in page
    assert "/book/oak/?type=visit" in page
    assert browser().get("/book/oak/").status_code == 200
    assert "open to everybody" in words_of(omar.get("/settings/"))
    omar.post("/settings/page/", {})
    omar.post("/settings/page/", {})
    assert browser().get("/book/oak/").status_code == 404
    with practice_scope(oak.id):
        events = AuditEvent.objects.filter(verb="pages.rules_set").order_by("id")
        assert [(one.actor, one.details["booking_page"]) for one in events] == [
            ("staff:omar", True), ("staff:omar", False),
        ]  # fmt: skip


def test_the_front_desk_cannot(oak: Oak) -> None:
    pat = logged_in(oak, "pat", Role.FRONT_DESK)
    assert pat.post("/settings/page/", {"booking_page": "yes"}).status_code == 403
    assert browser().get("/book/oak/").status_code == 404

"""Whose phone it is, said by staff: put on a chart, taken off, used for texts or not."""

from datetime import datetime

import pytest
from django.test import Client

from replywell.audit.models import AuditEvent
from replywell.common.tenancy import practice_scope
from replywell.console.models import AccessRules
from replywell.dialogue.models import WakeUp
from replywell.messaging.models import Conversation
from replywell.patients.models import ConsentEvent, ContactLink, Patient
from replywell.practices.models import Role
from replywell.scheduling.models import Appointment
from tests.console.access import add_staff, give_login, logged_in
from tests.dialogue.talk import MARIA, text
from tests.practice import Oak, make_patient, make_practice, make_visit
from tests.scheduling.calls import at

OTHER = "+12125550188"


@pytest.fixture
def oak(frozen: datetime) -> Oak:
    made = make_practice()
    give_login(made.anna, "anna")
    with practice_scope(made.id):
        AccessRules.objects.create(practice=made.practice, second_factor_roles=[])
    return made


@pytest.fixture
def anna(oak: Oak) -> Client:
    return logged_in("anna")


def press(browser: Client, patient: Patient, deed: str, **fields: str) -> str:
    """A form of the chart, as its script sends it."""
    answer = browser.post(
        f"/patients/{patient.public_id}/phones/{deed}?page=chart&p={patient.public_id}", fields,
        headers={"HX-Request": "true"},
    )  # fmt: skip
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def add(browser: Client, patient: Patient, phone: str = "(212) 555-0188", **more: str) -> str:
    return press(browser, patient, "", **({"phone": phone, "role": "self"} | more))


def links(oak: Oak, phone: str = OTHER) -> list[ContactLink]:
    with practice_scope(oak.id):
        found = ContactLink.objects.filter(contact__phone=phone, ended_at__isnull=True)
        return list(found.select_related("contact").order_by("id"))


def planned(oak: Oak, visit: Appointment, phone: str) -> int:
    with practice_scope(oak.id):
        return WakeUp.objects.filter(
            appointment=visit, conversation__contact__phone=phone, done_at__isnull=True
        ).count()  # fmt: skip


def test_an_unknown_number_is_put_on_a_chart_and_understood_from_then_on(oak: Oak, anna: Client) -> None:
    maria = make_patient(oak)
    visit = make_visit(oak, maria, at(5, 10))
    text("please cancel my visit", OTHER)
    with practice_scope(oak.id):
        thread = Conversation.objects.get(contact__phone=OTHER)
    assert f"/patients/?thread={thread.public_id}" in anna.get(f"/inbox/{thread.public_id}/").content.decode()
    found = anna.get(f"/patients/?thread={thread.public_id}&q=diaz").content.decode()
    assert f"/patients/{maria.public_id}/?thread={thread.public_id}" in found
    assert 'value="(212) 555-0188"' in anna.get(
        f"/patients/{maria.public_id}/?thread={thread.public_id}"
    ).content.decode()  # fmt: skip
    assert "Nothing unasked is sent there" in add(anna, maria)
    text("please cancel my visit", OTHER)
    with practice_scope(oak.id):
        assert Appointment.objects.get(pk=visit.pk).status == "cancelled"
        assert AuditEvent.objects.filter(verb="link.made", actor=f"staff:{oak.anna.code}").count() == 1


def test_reminders_go_to_the_new_phone_once_its_owner_agreed(oak: Oak, anna: Client) -> None:
    maria = make_patient(oak)
    visit = make_visit(oak, maria, at(20, 10))
    said = add(anna, maria, words="Yes, text my new number", channel="verbal")
    assert "texts about visits go there" in said
    assert planned(oak, visit, OTHER) > 0
    with practice_scope(oak.id):
        event = ConsentEvent.objects.get(phone=OTHER)
    assert (event.words, event.channel, event.granted) == ("Yes, text my new number", "verbal", True)
    assert event.actor == f"staff:{oak.anna.code}"


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"phone": "12"}, "number"),
        ({"phone": ""}, "empty"),
        ({"role": "neighbour"}, "Choose whose phone it is."),
        ({"words": "yes", "channel": "pigeon"}, "Choose how they agreed to texts."),
    ],
)
def test_what_makes_no_sense_changes_nothing_and_says_why(
    oak: Oak, anna: Client, fields: dict[str, str], problem: str
) -> None:
    maria = make_patient(oak)
    assert problem in add(anna, maria, **fields)
    assert not links(oak)
    with practice_scope(oak.id):
        assert not ConsentEvent.objects.filter(phone=OTHER).exists()


def test_the_same_phone_is_on_a_chart_once(oak: Oak, anna: Client) -> None:
    maria = make_patient(oak)
    add(anna, maria)
    assert "on the chart already" in add(anna, maria)
    assert len(links(oak)) == 1


def test_a_phone_taken_off_gets_no_reminder_and_moves_no_visit(oak: Oak, anna: Client) -> None:
    maria = make_patient(oak)
    visit = make_visit(oak, maria, at(20, 10))
    (link,) = links(oak, MARIA)
    press(anna, maria, f"{link.contact.public_id}/use/", wanted="0")
    press(anna, maria, f"{link.contact.public_id}/use/", wanted="1")
    assert planned(oak, visit, MARIA) > 0
    text("I need another time for my visit", MARIA)
    assert "off this chart" in press(anna, maria, f"{link.contact.public_id}/off/")
    assert not links(oak, MARIA)
    assert planned(oak, visit, MARIA) == 0
    text("1", MARIA)
    text("cancel my visit please", MARIA)
    with practice_scope(oak.id):
        now = Appointment.objects.get(pk=visit.pk)
        assert (now.status, now.starts_at) == ("booked", visit.starts_at)
    add(anna, maria, "+1 212 555 0123")
    assert planned(oak, visit, MARIA) > 0


def test_another_practices_staff_and_those_who_may_not_answer_change_no_phone(oak: Oak) -> None:
    maria = make_patient(oak)
    (link,) = links(oak, MARIA)
    add_staff(oak, "olga", Role.PRIVACY_OFFICER)
    elm = make_practice("elm", "+12125550999")
    give_login(elm.anna, "elsa")
    with practice_scope(elm.id):
        AccessRules.objects.create(practice=elm.practice, second_factor_roles=[])
    for who, expected in (("olga", 403), ("elsa", 404)):
        for deed in ("", f"{link.contact.public_id}/off/", f"{link.contact.public_id}/use/"):
            answer = logged_in(who).post(f"/patients/{maria.public_id}/phones/{deed}", {"phone": OTHER, "role": "self"})
            assert answer.status_code == expected, (who, deed)
    assert len(links(oak, MARIA)) == 1

"""Who may do what: the table of rights holds on every address, and what is clinical stays clinical."""

import re
import uuid
from collections.abc import Iterator
from datetime import timedelta
from types import ModuleType

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import URLPattern, URLResolver, get_resolver, path

from replywell.audit.models import AuditEvent
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.console import rules
from replywell.console.models import AccessRules
from replywell.console.rights import TABLE, Right, needed, rights_of
from replywell.dialogue import tasks
from replywell.dialogue.models import Task, TaskNote
from replywell.messaging.models import Conversation, Message
from replywell.patients.models import Contact, ContactLink, PatientNote
from replywell.practices.models import Role, Staff
from tests.console.access import add_staff, client, give_login, logged_in
from tests.practice import Oak, make_patient, make_practice, make_visit

WOUND = "my wound smells and looks green"


@pytest.fixture
def oak(db: None) -> Oak:
    """Oak Street. Nobody needs a second factor: that has tests of its own."""
    made = make_practice()
    give_login(made.anna, "anna")
    give_login(made.nurse, "nia")
    with practice_scope(made.id):
        AccessRules.objects.create(practice=made.practice, second_factor_roles=[])
    return made


class Talk:
    """Maria's conversation, to which texts and tasks are added by hand."""

    def __init__(self, oak: Oak) -> None:
        self.oak = oak
        patient = make_patient(oak)
        self.at = clock.now() - timedelta(hours=2)
        with practice_scope(oak.id):
            contact = Contact.objects.get(pk=ContactLink.objects.get(patient=patient).contact_id)
            self.row = Conversation.objects.create(
                practice=oak.practice, contact=contact, number=oak.number, last_message_at=self.at, unread=True
            )
        self.patient = patient
        self.address = f"/inbox/{self.row.public_id}/"

    def text(self, body: str, *, author: Staff | None = None, **more: object) -> Message:
        """A text, a minute after the last one; the patient's unless somebody wrote it."""
        self.at += timedelta(minutes=1)
        way = {"direction": "out", "status": "delivered", "purpose": "answer"} if author else {"direction": "in"}
        if not author:
            way |= {"handled_at": self.at, "ended_in": "task"}
        values = {"status": "received", "carrier": "simulator", "carrier_id": str(uuid.uuid4())} | way | more
        with practice_scope(self.oak.id):
            return Message.objects.create(
                practice=self.oak.practice, conversation=self.row, phone=self.row.contact.phone, body=body,
                created_at=self.at, author=author, **values,
            )  # fmt: skip

    def task(self, queue: str, message: Message | None = None, *, emergency: bool = False) -> Task:
        """An open task of a queue."""
        with practice_scope(self.oak.id):
            made, _ = tasks.create(
                self.oak.id, queue, "test", f"Something for {queue}", now=self.at + timedelta(seconds=30),
                conversation_id=self.row.pk, message_id=message.pk if message else None, emergency=emergency,
            )  # fmt: skip
            return Task.objects.get(pk=made.pk)

    def close(self, task: Task) -> None:
        """Done, a minute after the last text."""
        with practice_scope(self.oak.id):
            tasks.close(task.pk, self.oak.nurse, now=self.at + timedelta(seconds=45))


@pytest.fixture
def talk(oak: Oak) -> Talk:
    return Talk(oak)


def addresses(patterns: list[URLPattern | URLResolver] | None = None, prefix: str = "") -> Iterator[tuple[str, object]]:
    """Every address with its view."""
    for one in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, prefix + str(one.pattern))
        else:
            yield prefix + str(one.pattern), one.callback


def test_every_address_names_its_right() -> None:
    found = list(addresses())
    assert len(found) > 40
    without = [address for address, view in found if needed(view, "GET") is None or needed(view, "POST") is None]
    assert without == []


def forgot(request: HttpRequest) -> HttpResponse:
    """A view whose writer forgot to name a right."""
    return HttpResponse("secret")


def test_a_view_that_names_no_right_is_refused_to_everybody(oak: Oak) -> None:
    urls = ModuleType("urls_of_a_test")
    urls.urlpatterns = [*get_resolver().url_patterns, path("forgot/", forgot)]  # type: ignore[attr-defined]
    add_staff(oak, "ada", Role.ADMIN)
    with override_settings(ROOT_URLCONF=urls):
        for name in ("anna", "nia", "ada"):
            answer = logged_in(name).get("/forgot/")
            assert answer.status_code == 403
            assert b"secret" not in answer.content
        assert client().get("/forgot/").headers["Location"].startswith("/login/")


PAGES = {
    "/inbox/": Right.READ,
    "/inbox/changes/": Right.READ,
    "/inbox/?view=clinical": Right.CLINICAL,
    "/calendar/": Right.CALENDAR,
    "/audit/": Right.AUDIT,
    "/settings/staff/": Right.PEOPLE,
    "/settings/rights/": Right.STAFF,
    "/security/": Right.OWN_LOGIN,
}


@pytest.mark.parametrize("role", list(Role))
def test_each_role_opens_what_the_table_says_and_nothing_else(oak: Oak, role: Role) -> None:
    add_staff(oak, "somebody", role)
    browser = logged_in("somebody")
    for page, right in PAGES.items():
        may = right in rights_of(role)
        assert browser.get(page).status_code == (200 if may else 403), page
    assert browser.get("/home/", follow=True).status_code == 200


@pytest.mark.parametrize("role", list(Role))
def test_posts_ask_for_rights_too(oak: Oak, talk: Talk, role: Role) -> None:
    add_staff(oak, "somebody", role)
    visit = make_visit(oak, talk.patient, clock.now() + timedelta(days=3))
    browser = logged_in("somebody")
    for address, right in (
        (f"{talk.address}note/", Right.ANSWER),
        (f"{talk.address}preview/", Right.ANSWER),
        (f"{talk.address}visits/{visit.public_id}/confirm/", Right.VISITS),
        (f"{talk.address}patients/{talk.patient.public_id}/notes/", Right.ANSWER),
        ("/settings/staff/add/", Right.PEOPLE),
        (f"/settings/staff/{oak.anna.public_id}/link/", Right.PEOPLE),
        ("/settings/rights/", Right.RULES),
    ):
        refused = browser.post(address, {"body": "x", "version": visit.version}).status_code == 403
        assert refused == (right not in TABLE[role]), address


def test_who_was_refused_is_audited(oak: Oak) -> None:
    logged_in("anna").get("/settings/staff/")
    with practice_scope(oak.id):
        event = AuditEvent.objects.get(verb="access.refused")
    assert (event.actor, event.details) == ("staff:anna", {"right": "people"})


def test_the_page_of_rights_shows_the_table(oak: Oak) -> None:
    page = logged_in("anna").get("/settings/rights/").content.decode()
    for right in (Right.CLINICAL, Right.PEOPLE, Right.AUDIT):
        assert right.value in page
    row = page[page.index(Right.CLINICAL.value) :]
    cells = re.findall(r'class="(yes|muted)"', row[: row.index("</tr>")])
    assert cells == ["yes" if Right.CLINICAL in TABLE[role] else "muted" for role in Role]


# What is clinical stays clinical


def test_the_front_desk_reads_with_the_nurse_in_place_of_a_clinical_text(oak: Oak, talk: Talk) -> None:
    talk.text("is there parking?")
    talk.task("clinical", talk.text(WOUND))
    talk.text("and it hurts at night")
    desk = logged_in("anna").get(talk.address).content.decode()
    assert "is there parking?" in desk
    assert desk.count("<p>With the nurse</p>") == 2
    for words in (WOUND, "hurts at night", "Something for clinical"):
        assert words not in desk
    nurse = logged_in("nia").get(talk.address).content.decode()
    assert WOUND in nurse
    assert "hurts at night" in nurse
    assert "With the nurse" not in nurse


def test_the_list_of_conversations_hides_it_too(oak: Oak, talk: Talk) -> None:
    talk.task("clinical", talk.text(WOUND))
    desk = logged_in("anna").get("/inbox/?view=conversations").content.decode()
    assert WOUND not in desk
    assert "With the nurse" in desk
    assert WOUND in logged_in("nia").get("/inbox/?view=conversations").content.decode()


def test_a_text_that_nobody_has_read_yet_is_a_line_without_words_for_the_desk(oak: Oak, talk: Talk) -> None:
    arrived = talk.text(WOUND, handled_at=None, ended_in="")
    for page in (talk.address, "/inbox/?view=conversations"):
        desk = logged_in("anna").get(page).content.decode()
        assert "Just arrived, being read" in desk, page
        assert WOUND not in desk, page
        assert WOUND in logged_in("nia").get(page).content.decode(), page
    assert "No text has all of these words" in logged_in("anna").get("/inbox/search/?q=wound").content.decode()
    with practice_scope(oak.id):
        Message.objects.filter(pk=arrived.pk).update(handled_at=clock.now(), ended_in="task")
    assert WOUND in logged_in("anna").get(talk.address).content.decode()


@pytest.mark.parametrize("wish", ["clinical_concern", "refill_request", "value_report"])
def test_a_text_read_as_clinical_is_hidden_before_anybody_has_a_task(oak: Oak, talk: Talk, wish: str) -> None:
    talk.text(WOUND, reading={"intent": "thanks", "also": [wish]})
    assert WOUND not in logged_in("anna").get(talk.address).content.decode()


def test_what_the_nurse_writes_is_for_clinical_staff(oak: Oak, talk: Talk) -> None:
    talk.text("keep the bandage dry", author=oak.nurse)
    talk.text("we open at eight", author=oak.anna)
    with practice_scope(oak.id):
        for author, words in ((oak.nurse, "penicillin allergy"), (oak.anna, "likes to be called Mo")):
            common = {"practice": oak.practice, "author": author, "body": words, "at": clock.now()}
            TaskNote.objects.create(conversation=talk.row, **common)
            PatientNote.objects.create(patient=talk.patient, **common)
    desk = logged_in("anna").get(talk.address).content.decode()
    assert "we open at eight" in desk
    assert desk.count("likes to be called Mo") == 2
    assert "keep the bandage dry" not in desk
    assert "penicillin" not in desk
    assert logged_in("nia").get(talk.address).content.decode().count("penicillin allergy") == 2


def test_texts_after_the_nurse_is_done_are_everybodys_again(oak: Oak, talk: Talk) -> None:
    task = talk.task("clinical", talk.text(WOUND))
    talk.close(task)
    talk.text("can I move my visit?")
    desk = logged_in("anna").get(talk.address).content.decode()
    assert "can I move my visit?" in desk
    assert WOUND not in desk


def test_an_emergency_is_everybodys_while_it_is_open(oak: Oak, talk: Talk) -> None:
    task = talk.task("clinical", talk.text("I have chest pain", red_flags=["chest pain"]), emergency=True)
    desk = logged_in("anna")
    assert "I have chest pain" in desk.get(talk.address).content.decode()
    assert "Maria Diaz" in desk.get("/inbox/?view=emergency").content.decode()
    assert "I have chest pain" in desk.get("/inbox/?view=conversations").content.decode()
    assert desk.post(f"{talk.address}tasks/{task.public_id}/take/").status_code == 302
    talk.close(task)
    assert "I have chest pain" not in desk.get(talk.address).content.decode()


def test_the_front_desk_cannot_touch_the_nurses_task(oak: Oak, talk: Talk) -> None:
    task = talk.task("clinical", talk.text(WOUND))
    desk = logged_in("anna")
    for deed in ("take", "done", "give-back"):
        assert desk.post(f"{talk.address}tasks/{task.public_id}/{deed}/").status_code == 404
    refused = desk.post(f"{talk.address}take/")
    assert refused.status_code == 409
    assert b"with the nurse" in refused.content
    for page in ("/inbox/?view=clinical", "/inbox/changes/?view=clinical", f"{talk.address}?view=clinical"):
        assert desk.get(page).status_code == 403
    assert "Something for clinical" not in desk.get("/inbox/?view=all").content.decode()
    with practice_scope(oak.id):
        task.refresh_from_db()
        assert task.taken_by is None
        assert Conversation.objects.get(pk=talk.row.pk).taken_by is None
    nurse = logged_in("nia")
    assert nurse.post(f"{talk.address}take/").status_code == 302
    assert desk.post(f"{talk.address}hand-back/").status_code == 409
    assert nurse.post(f"{talk.address}hand-back/").status_code == 302


def test_a_clinical_text_stays_unread_until_the_nurse_has_seen_it(oak: Oak, talk: Talk) -> None:
    talk.task("clinical", talk.text(WOUND))

    def unread() -> bool:
        with practice_scope(oak.id):
            return Conversation.objects.get(pk=talk.row.pk).unread

    logged_in("anna").get(talk.address)
    assert unread()
    logged_in("nia").get(talk.address)
    assert not unread()


def test_a_practice_may_let_the_front_desk_read_what_is_clinical(oak: Oak, talk: Talk) -> None:
    talk.task("clinical", talk.text(WOUND))
    add_staff(oak, "mona", Role.MANAGER)
    answer = logged_in("mona").post(
        "/settings/rights/", {"idle_minutes": "30", "clinical": ["front_desk"], "second_factor": []}
    )
    assert answer.status_code == 302
    assert WOUND in logged_in("anna").get(talk.address).content.decode()
    assert logged_in("anna").get("/inbox/?view=clinical").status_code == 200
    assert WOUND not in logged_in("mona").get(talk.address).content.decode()
    with practice_scope(oak.id):
        event = AuditEvent.objects.get(verb="access.rules_set")
    assert event.details["clinical_roles"] == ["front_desk"]


def test_where_no_nurse_can_log_in_a_clinical_text_is_not_left_unseen(oak: Oak, talk: Talk) -> None:
    talk.task("clinical", talk.text(WOUND))
    with practice_scope(oak.id):
        Staff.objects.filter(pk=oak.nurse.pk).update(active=False)
        assert "front_desk" in rules.clinical_roles(rules.of_practice())
    assert WOUND in logged_in("anna").get(talk.address).content.decode()


def test_a_session_may_not_end_at_once_or_never(oak: Oak) -> None:
    add_staff(oak, "mona", Role.MANAGER)
    mona = logged_in("mona")
    for minutes in ("4", "481", "", "-5", "1e3"):
        assert mona.post("/settings/rights/", {"idle_minutes": minutes}).status_code == 400

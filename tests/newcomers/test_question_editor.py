"""The practice's own questions: a draft that nobody is asked, tried as on a phone, then a new version for new runs."""

import copy
from typing import Any

import pytest
from django.test import Client

from replywell.audit.models import AuditEvent
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.console.models import AccessRules
from replywell.dialogue import question_drafts, questions
from replywell.dialogue.models import QuestionDraft, WorkflowRun
from replywell.messaging.models import Message
from replywell.patients.models import Lead, Patient, QuestionSet
from replywell.practices.models import Role
from replywell.processes.login import set_login
from tests.booking_pages.browsing import words_of
from tests.console.access import add_staff
from tests.console.site import PASSWORD
from tests.dialogue.talk import bodies
from tests.newcomers.asked import NEW, newcomer, text
from tests.practice import Oak

HERE = "/settings/questions/"
WHO: questions.Question = {"key": "who", "kind": "choice", "text": {"en": "Who?"}, "next": "", "options": [
    {"key": "me", "text": {"en": "Me"}, "next": ""}, {"key": "no", "text": {"en": "Nobody"}, "next": ""}]}  # fmt: skip
REASON: questions.Question = {"key": "why", "kind": "reason", "text": {"en": "Why?"}, "next": ""}
PAID: questions.Question = {"key": "paid", "kind": "choice", "text": {"en": "How is it paid?"}, "next": "", "options": [
    {"key": "card", "text": {"en": "By card"}, "next": ""}, {"key": "cash", "text": {"en": "Cash"}, "next": ""},
]}  # fmt: skip


def nobody(leads_to: str) -> questions.Question:
    """The first question, whose last answer leads elsewhere."""
    made: questions.Question = copy.deepcopy(WHO)
    made["options"][1]["next"] = leads_to
    return made


@pytest.fixture
def manager(oak: Oak) -> Client:
    """Omar's browser, without script."""
    add_staff(oak, "omar", Role.MANAGER, "Omar Haddad")
    set_login(oak.id, "omar", "omar", PASSWORD)
    with practice_scope(oak.id):
        AccessRules.objects.create(practice=oak.practice, second_factor_roles=[])
    browser = Client(SERVER_NAME="localhost")
    assert browser.post("/login/", {"login": "omar", "password": PASSWORD}).status_code == 302
    return browser


def stamp(oak: Oak) -> int:
    with practice_scope(oak.id):
        return question_drafts.current().stamp


def press(browser: Client, oak: Oak, do: str, key: str = "", **more: Any) -> Any:
    return browser.post(HERE, {"do": do, "key": key, "stamp": stamp(oak), **more}, follow=True)


def keys(oak: Oak) -> list[str]:
    with practice_scope(oak.id):
        return [one["key"] for one in question_drafts.current().questions]


def add(browser: Client, oak: Oak, **sent: str) -> Any:
    return browser.post(f"{HERE}add/", {"stamp": str(stamp(oak)), "kind": "choice", "next": "", **sent}, follow=True)


REFERRAL = {
    "text-en": "Who sent you to us?", "text-es": "¿Quién le recomendó?",
    "answer-0-en": "A doctor", "answer-0-es": "Un médico", "answer-0-next": "person",
    "answer-2-en": "A friend", "answer-2-es": "Un amigo", "answer-2-next": "",
}  # fmt: skip


def test_a_question_is_added_ordered_and_used_from_then_on(oak: Oak, manager: Client) -> None:
    text("I need an appointment as a new patient", "yes")
    page = words_of(manager.get(f"{HERE}add/"))
    assert "the next question</option>" in page
    assert "a person</option>" in page
    page = words_of(add(manager, oak, **REFERRAL))
    assert "This is a draft, changed by Omar Haddad" in page
    assert "then a person" in page
    assert keys(oak) == ["who", "reason", "payment", "practitioner", "who_sent_you_to_us"]
    with practice_scope(oak.id):
        assert questions.latest()[0] == 0
    for _ in range(4):
        press(manager, oak, "up", "who_sent_you_to_us")
    assert keys(oak)[0] == "who_sent_you_to_us"
    assert "Version 1 is in use" in words_of(press(manager, oak, "publish"))
    assert stamp(oak) == 0

    # Who is being asked already goes on with the questions they began with
    text("1", "1", "1", "3")
    assert bodies(oak, NEW)[-1].startswith("We can see you at these times")
    other = "+19175550166"
    text("I need an appointment as a new patient", "yes", phone=other)
    assert bodies(oak, other)[-1].startswith("Who sent you to us?")
    text("A doctor", phone=other)
    assert newcomer(oak, other).lead.status == "handed_over"
    with practice_scope(oak.id):
        assert list(Lead.objects.order_by("id").values_list("questions_version", flat=True)) == [0, 1]
        verbs = list(AuditEvent.objects.filter(actor="staff:omar").order_by("id").values_list("verb", flat=True))
        assert verbs.count("questions.drafted") == 5
        assert verbs.count("questions.published") == 1


def test_a_question_is_changed_in_both_languages_and_keeps_its_answers(oak: Oak, manager: Client) -> None:
    add(manager, oak, **REFERRAL)
    sent = {**REFERRAL, "answer-0-key": "a_doctor", "answer-2-key": "a_friend", "answer-2-en": "Somebody I know"}
    page = words_of(manager.get(f"{HERE}who_sent_you_to_us/"))
    assert 'value="¿Quién le recomendó?"' in page
    manager.post(f"{HERE}who_sent_you_to_us/", {"stamp": str(stamp(oak)), "next": "", **sent})
    with practice_scope(oak.id):
        found = question_drafts.current().question("who_sent_you_to_us")
    assert found is not None
    assert [(one["key"], one["text"]["en"]) for one in found["options"]] == [
        ("a_doctor", "A doctor"), ("a_friend", "Somebody I know"),
    ]  # fmt: skip


def test_what_will_not_do_is_said_and_what_was_typed_stays(oak: Oak, manager: Client) -> None:
    response = add(manager, oak, **{"text-en": "What are your symptoms?" + "!" * 130, "answer-0-en": "Only one"})
    page = words_of(response)
    assert response.status_code == 400
    assert "keep it to one line of at most 140" in page
    assert "give two to nine answers" in page
    assert 'value="Only one"' in page
    assert stamp(oak) == 0


def test_a_draft_that_leads_nowhere_is_not_used(oak: Oak, manager: Client) -> None:
    press(manager, oak, "remove", "reason")
    page = words_of(manager.get(HERE))
    assert "Exactly one question asks for the kind of visit" in page
    response = press(manager, oak, "publish")
    assert response.status_code == 400
    assert "cannot be used yet" in words_of(manager.get(f"{HERE}preview/"))
    with practice_scope(oak.id):
        assert not QuestionSet.objects.exists()
    press(manager, oak, "discard")
    assert keys(oak) == ["who", "reason", "payment", "practitioner"]


def test_two_who_change_it_at_once_do_not_undo_each_other(oak: Oak, manager: Client) -> None:
    add(manager, oak, **REFERRAL)
    old = stamp(oak)
    press(manager, oak, "up", "who_sent_you_to_us")
    after = keys(oak)
    page = manager.post(HERE, {"do": "remove", "key": "payment", "stamp": old}, follow=True)
    assert "A colleague changed the draft meanwhile" in words_of(page)
    assert keys(oak) == after


def test_the_desk_does_not_change_what_is_asked(oak: Oak) -> None:
    set_login(oak.id, "anna", "anna", PASSWORD)
    browser = Client(SERVER_NAME="localhost")
    browser.post("/login/", {"login": "anna", "password": PASSWORD})
    assert browser.get(HERE).status_code == 403
    assert browser.post(HERE, {"do": "remove", "key": "who", "stamp": 0}).status_code == 403


def test_it_is_tried_as_on_a_phone_and_nothing_is_sent_or_kept(oak: Oak, manager: Client) -> None:
    add(manager, oak, **REFERRAL)
    page = words_of(manager.get(f"{HERE}preview/"))
    assert "we can find you a visit by text" in page
    whole = f"{HERE}preview/?say=yes&say=2&say=1&say=1&say=3&say=2&say=1"
    page = words_of(manager.get(whole))
    assert "Who sent you to us?" in page
    assert "Done, your visit is booked" in page
    assert "The conversation ends here." in page
    page = words_of(manager.get(f"{whole}&lang=es"))
    assert "¿Quién le recomendó?" in page
    assert "Listo, su cita queda hecha" in page
    page = words_of(manager.get(f"{HERE}preview/?say=yes&say=1&say=2"))
    assert "A person at the practice gets a task" in page
    assert "All right, we will not ask further" in words_of(manager.get(f"{HERE}preview/?say=no"))
    assert manager.get(f"{HERE}preview/?say=9&lang=xx").status_code == 200
    with practice_scope(oak.id):
        assert not Message.objects.exists()
        assert not WorkflowRun.objects.exists()
        assert not Lead.objects.exists()
        assert not Patient.objects.exists()


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([WHO, REASON], ""),
        ([{**WHO, "next": "person"}, REASON], "no answer leads here"),
        ([{**WHO, "next": "paid"}, REASON, PAID], "past the kind of visit"),
        (
            [{**WHO, "options": [WHO["options"][0], {**WHO["options"][1], "next": "paid"}]}, REASON, PAID],
            "past the kind",
        ),
        ([{**WHO, "options": [WHO["options"][0], {**WHO["options"][1], "next": "person"}]}, REASON, PAID], ""),
        ([REASON, {**PAID, "next": "person"}], ""),
    ],
)
def test_every_path_ends_in_booking_or_at_a_person(oak: Oak, found: list[questions.Question], said: str) -> None:
    with practice_scope(oak.id):
        wrong = " ".join(questions.check(found))
    assert (said in wrong) if said else wrong == ""


def test_a_question_that_answers_itself_leads_where_it_says(oak: Oak) -> None:
    """One clinician alone does this kind of visit: nobody is asked with whom, and a person goes on all the same."""
    from replywell.scheduling.models import TypeNeeds

    whom = {"key": "whom", "kind": "practitioner", "text": {"en": "Whom?"}, "next": "person"}
    with practice_scope(oak.id):
        TypeNeeds.objects.filter(schedule=oak.ortiz_schedule).delete()
        questions.publish(oak.id, [REASON, whom], by="anna", now=clock.now())
    text("I need an appointment as a new patient", "yes", "1")
    assert newcomer(oak).lead.status == "handed_over"


def test_a_draft_stays_in_its_practice(oak: Oak) -> None:
    from tests.practice import make_practice

    elm = make_practice("elm", "+12125550199")
    with practice_scope(oak.id):
        question_drafts.remove(oak.anna, "payment", stamp=0, now=clock.now())
    with practice_scope(elm.id):
        assert question_drafts.current().stamp == 0
        assert not QuestionDraft.objects.exists()

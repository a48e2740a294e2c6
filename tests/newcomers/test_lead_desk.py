"""What staff do for a newcomer takes the way of a text: it stays, and the questions go on at the right place."""

from datetime import UTC, datetime, timedelta

import pytest

from replywell.audit.models import AuditEvent
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.dialogue import lead_desk, take_over
from replywell.dialogue.lead_desk import AnsweredMeanwhile
from replywell.messaging.models import Message
from replywell.patients import intake, page_links
from replywell.patients.models import ConsentEvent, Lead, PageLink, Patient
from replywell.scheduling.booking import SlotTaken
from replywell.scheduling.free_slots import Slot, free_slots
from replywell.scheduling.models import Appointment
from tests.dialogue.talk import bodies, conversation, later
from tests.newcomers.asked import NEW, leads_of, newcomer, sent, text, work
from tests.practice import Oak, make_patient, make_visit

THURSDAY = datetime(2026, 3, 5, 15, 0, tzinfo=UTC)


def version(oak: Oak) -> int:
    run = newcomer(oak).run
    assert run is not None
    return run.version


def answer(oak: Oak, key: str, at: int | None = None) -> None:
    with practice_scope(oak.id):
        lead_desk.answer(
            conversation(oak, NEW), oak.anna, key, version=version(oak) if at is None else at, now=clock.now()
        )
    work()


def take(oak: Oak) -> None:
    with practice_scope(oak.id):
        take_over.take(conversation(oak, NEW).pk, oak.anna, now=clock.now())


def hand_back(oak: Oak) -> None:
    with practice_scope(oak.id):
        take_over.hand_back(conversation(oak, NEW).pk, oak.anna, now=clock.now())
    work()


def slot(oak: Oak, at: datetime = THURSDAY) -> Slot:
    with practice_scope(oak.id):
        return free_slots(oak.visit_type, now=clock.now(), start=at, end=at + timedelta(minutes=1), by_text=False)[0]


def book(oak: Oak, chosen: Slot) -> None:
    with practice_scope(oak.id):
        lead_desk.book(conversation(oak, NEW), oak.anna, chosen, version=version(oak), now=clock.now())
    work()


def test_what_was_answered_and_what_is_open(oak: Oak) -> None:
    text("can I get an appointment on thursday, I am new", "yes", "2")
    found = newcomer(oak)
    assert [(one.asked, one.answer) for one in found.told] == [("Who is the visit for?", "My child")]
    assert found.open_question == "What kind of visit would you like?"
    assert [one.words for one in found.choices] == ["Visit"]
    assert found.wanted == "thursday"


def test_an_answer_by_staff_asks_the_next_question_at_once(oak: Oak) -> None:
    text("I need an appointment as a new patient", "yes")
    answer(oak, "child")
    found = newcomer(oak)
    assert [(one.answer, one.by) for one in found.told] == [("My child", "anna")]
    assert found.open_question == "What kind of visit would you like?"
    assert bodies(oak, NEW)[-1].startswith("What kind of visit")
    text("1")
    assert newcomer(oak).open_question == "How is the visit paid?"
    with practice_scope(oak.id):
        assert AuditEvent.objects.filter(verb="lead.answered", actor="staff:anna").count() == 1


def test_a_skipped_question_is_not_asked_again(oak: Oak) -> None:
    text("I need an appointment as a new patient", "yes", "1", "1")
    answer(oak, "")
    assert newcomer(oak).told[-1].answer == ""
    assert newcomer(oak).open_question == "Whom would you like to see?"


def test_the_kind_of_visit_cannot_be_skipped(oak: Oak) -> None:
    text("I need an appointment as a new patient", "yes", "1")
    with pytest.raises(ValueError, match="Without the kind of visit"):
        answer(oak, "")
    assert newcomer(oak).open_question == "What kind of visit would you like?"


def test_who_answers_at_the_same_moment_as_they_do_hears_it(oak: Oak) -> None:
    text("I need an appointment as a new patient", "yes")
    before = version(oak)
    text("1")
    with pytest.raises(AnsweredMeanwhile):
        answer(oak, "child", at=before)
    assert [one.answer for one in newcomer(oak).told] == ["Me"]


def test_taken_over_nothing_is_asked_until_it_is_handed_back(oak: Oak) -> None:
    text("I need an appointment as a new patient", "yes")
    take(oak)
    before = len(bodies(oak, NEW))
    answer(oak, "self")
    answer(oak, "visit")
    assert len(bodies(oak, NEW)) == before
    hand_back(oak)
    assert "let us go on. How is the visit paid?" in bodies(oak, NEW)[-1]
    text("1", "3")
    assert newcomer(oak).run is not None
    assert sent(oak)[-1] == "lead.pick_time"


def test_every_question_answered_by_staff_leads_to_times_after_the_hand_back(oak: Oak) -> None:
    text("I need an appointment as a new patient", "yes")
    take(oak)
    for key in ("self", "visit", "insurance", "anybody"):
        answer(oak, key)
    hand_back(oak)
    assert sent(oak)[-1] == "lead.go_on_times"
    text("1")
    assert [status for status, _ in leads_of(oak)] == ["booked"]


def test_a_long_take_over_costs_neither_the_nudge_nor_the_run(oak: Oak) -> None:
    text("I need an appointment as a new patient", "yes")
    later(days=1)
    work()
    assert sent(oak)[-1] == "lead.still"
    take(oak)
    later(hours=30)  # nobody wrote for four working hours: it comes back by itself
    work()
    work()
    assert sent(oak)[-1] == "lead.go_on"
    assert [status for status, _ in leads_of(oak)] == ["open"]


def test_handed_back_before_the_yes_the_same_question_comes_again(oak: Oak) -> None:
    text("I need an appointment as a new patient")
    take(oak)
    hand_back(oak)
    assert sent(oak) == ["lead.consent", "lead.consent"]
    text("yes")
    assert newcomer(oak).open_question == "Who is the visit for?"


def test_a_yes_to_a_person_is_kept_as_evidence_and_the_questions_begin(oak: Oak) -> None:
    text("I need an appointment as a new patient")
    with practice_scope(oak.id):
        lead_desk.agreed(
            conversation(oak, NEW), oak.anna, "Sure, text me", "verbal", version=version(oak), now=clock.now()
        )
    work()
    assert newcomer(oak).open_question == "Who is the visit for?"
    with practice_scope(oak.id):
        event = ConsentEvent.objects.get(purpose="lead")
    assert (event.words, event.channel, event.actor) == ("Sure, text me", "verbal", "staff:anna")
    text("1", "1", "1", "3", "1")
    with practice_scope(oak.id):
        care = ConsentEvent.objects.get(purpose="care")
    assert (care.words, care.channel, care.actor, care.at) == (event.words, "verbal", "staff:anna", event.at)


def test_no_yes_without_evidence(oak: Oak) -> None:
    text("I need an appointment as a new patient")
    at = version(oak)
    with practice_scope(oak.id), pytest.raises(ValueError, match="kept as evidence"):
        lead_desk.agreed(conversation(oak, NEW), oak.anna, " ", "verbal", version=at, now=clock.now())


def test_a_time_that_a_person_books_is_texted_even_in_their_hands(oak: Oak) -> None:
    text("I need an appointment as a new patient", "yes", "1", "1")
    take(oak)
    book(oak, slot(oak))
    assert sent(oak)[-2:] == ["lead.booked", "lead.page"]
    with practice_scope(oak.id):
        visit, lead = Appointment.objects.get(), Lead.objects.get()
        assert (visit.starts_at, visit.booked_via) == (THURSDAY, "staff")
        assert (lead.status, lead.patient_id) == ("booked", visit.patient_id)
        assert AuditEvent.objects.get(verb="visit.booked").actor == "staff:anna"


def test_a_time_that_is_gone_books_nothing(oak: Oak) -> None:
    text("I need an appointment as a new patient", "yes", "1", "1")
    chosen = slot(oak)
    make_visit(oak, make_patient(oak), THURSDAY, with_lee=chosen.practitioner_id == oak.lee.pk)
    with pytest.raises(SlotTaken):
        book(oak, chosen)
    with practice_scope(oak.id):
        assert not Patient.objects.filter(chart_id__startswith="new-").exists()
    assert newcomer(oak).open_question == "How is the visit paid?"


def test_a_closed_lead_asks_no_more_and_goes_on_as_the_same_one(oak: Oak) -> None:
    text("I need an appointment as a new patient", "yes", "2")
    with practice_scope(oak.id):
        lead_desk.close(conversation(oak, NEW), oak.anna, "handed_over", now=clock.now())
    later(days=3)
    work()
    assert sent(oak)[-1] == "lead.question"
    assert newcomer(oak).may_ask_on
    with practice_scope(oak.id):
        lead_desk.ask_on(conversation(oak, NEW), oak.anna, now=clock.now())
    work()
    assert newcomer(oak).open_question == "What kind of visit would you like?"
    assert [one.answer for one in newcomer(oak).told] == ["My child"]
    assert [status for status, _ in leads_of(oak)] == ["open"]


def test_who_writes_again_after_a_person_took_over_is_the_same_lead(oak: Oak) -> None:
    text("I need an appointment as a new patient", "yes", "2", "something else")
    assert [status for status, _ in leads_of(oak)] == ["handed_over"]
    later(days=2)
    text("I would like to make an appointment")
    assert [status for status, _ in leads_of(oak)] == ["open"]
    assert [one.answer for one in newcomer(oak).told] == ["My child", "Something else"]


def test_who_never_said_yes_is_not_asked_on(oak: Oak) -> None:
    text("I need an appointment as a new patient")
    assert not newcomer(oak).may_ask_on
    later(days=1)
    work()
    assert not newcomer(oak).may_ask_on
    with practice_scope(oak.id), pytest.raises(AnsweredMeanwhile):
        lead_desk.ask_on(conversation(oak, NEW), oak.anna, now=clock.now())


def test_who_declined_begins_anew(oak: Oak) -> None:
    text("I need an appointment as a new patient", "no thanks")
    later(days=2)
    text("I would like to make an appointment")
    assert [status for status, _ in leads_of(oak)] == ["declined", "open"]


def test_a_link_to_the_intake_is_texted_by_one_click_and_the_one_before_opens_nothing(oak: Oak) -> None:
    text("I need an appointment as a new patient", "yes", "1", "1", "1", "3", "1")
    later(days=2)
    for _ in range(2):
        with practice_scope(oak.id):
            patient = Patient.objects.get(chart_id__startswith="new-")
            lead_desk.send_intake(conversation(oak, NEW), patient, oak.anna, now=clock.now())
        work()
    assert sent(oak)[-2:] == ["lead.intake", "lead.intake"]
    with practice_scope(oak.id):
        alive = PageLink.objects.filter(purpose=page_links.INTAKE, revoked_at__isnull=True)
        assert alive.count() == 1
        found = lead_desk.intake_of(patient, clock.now())
        assert (found.sent_at, found.opened_at, found.wanted, found.step) == (clock.now(), None, True, 0)
        assert found.ends_at == clock.now() + page_links.INTAKE_FOR
        lead_desk.revoke_intake(conversation(oak, NEW), patient, oak.anna, now=clock.now())
        assert alive.count() == 0
        assert not lead_desk.intake_of(patient, clock.now()).may_take_back
        with pytest.raises(ValueError, match="No link is open"):
            lead_desk.revoke_intake(conversation(oak, NEW), patient, oak.anna, now=clock.now())
        assert Message.objects.filter(template__key="lead.intake", author=oak.anna).count() == 2


def test_no_link_where_nothing_is_asked(oak: Oak) -> None:
    maria = make_patient(oak)
    text("hello", phone="+12125550123")
    with practice_scope(oak.id), pytest.raises(ValueError, match="came from the record system"):
        lead_desk.send_intake(conversation(oak), maria, oak.anna, now=clock.now())
    assert not intake.is_wanted(maria)

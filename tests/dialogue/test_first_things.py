"""The order of judgement: red flags, opt-out and its kin, before anything else is thought of."""

from datetime import timedelta

import pytest

from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.dialogue import inbound, take_over, wake_ups
from replywell.dialogue.models import Task
from replywell.messaging.models import Conversation, Message
from replywell.practices.models import Practice
from replywell.scheduling import booking
from replywell.scheduling.free_slots import free_slots
from tests.dialogue.talk import (
    MARIA,
    bodies,
    contact,
    conversation,
    deliver,
    ended,
    later,
    open_tasks,
    said,
    suppressed,
    task,
    text,
    utc,
    visit,
)
from tests.dialogue.talk import (
    wake_ups as planned,
)
from tests.practice import Oak, make_patient, make_visit


def test_a_red_flag_gets_the_safety_text_a_page_and_a_pause(oak: Oak) -> None:
    maria = make_patient(oak)
    booked = make_visit(oak, maria, utc(5, 15))
    first = text("I have chest pain, please cancel my visit")
    assert said(oak) == ["safety.medical"]
    assert ended(oak, first) == "reply"
    urgent = task(oak, "red_flag")
    assert (urgent.emergency, urgent.queue, urgent.next_page_at) == (True, "clinical", clock.now())
    assert conversation(oak).paused_at == clock.now()
    assert visit(oak, booked).status == "booked"


def test_the_safety_text_is_said_once_per_episode_and_automation_waits(oak: Oak) -> None:
    make_visit(oak, make_patient(oak), utc(5, 15))
    text("chest pain")
    again = text("it is getting worse, chest pain")
    other = text("cancel my appointment please")
    assert said(oak) == ["safety.medical"]
    assert (ended(oak, again), ended(oak, other)) == ("task", "task")
    assert open_tasks(oak) == [("clinical", "red_flag")]
    with practice_scope(oak.id):
        assert take_over.end_pause(conversation(oak).pk, oak.nurse, now=clock.now())
    assert open_tasks(oak) == []
    text("chest pain again")
    assert said(oak) == ["safety.medical", "safety.medical"]


def test_a_crisis_gets_the_crisis_line(oak: Oak) -> None:
    make_patient(oak)
    text("I want to kill myself")
    assert said(oak) == ["safety.crisis"]


def test_a_red_flag_in_spanish_is_answered_in_both_languages(oak: Oak) -> None:
    make_patient(oak, language="es")
    text("tengo dolor de pecho")
    [body] = bodies(oak)
    assert "911" in body.split("\n")[0]
    assert body.split("\n")[1].startswith("If this is an emergency")


def test_stop_with_a_red_flag_still_gets_the_one_safety_text_and_the_page(oak: Oak) -> None:
    make_patient(oak)
    text("STOP texting me, I have chest pain")
    assert said(oak) == ["safety.medical"]
    assert suppressed(oak) == "opt_out"
    assert "CALL" in task(oak, "red_flag").summary


def test_a_red_flag_from_an_opted_out_number_is_answered_and_paged(oak: Oak) -> None:
    make_patient(oak)
    text("STOP")
    deliver()
    text("I can't breathe")
    assert said(oak) == ["opt_out.confirmed", "safety.medical"]
    assert suppressed(oak) == "opt_out"
    assert task(oak, "red_flag").emergency


def stop_the_number(oak: Oak) -> None:
    from replywell.practices.models import Number

    with practice_scope(oak.id):
        Number.objects.update(stopped_at=clock.now(), stopped_reason="30034")


def test_a_red_flag_whose_safety_text_has_no_number_to_leave_by_says_call(oak: Oak) -> None:
    make_patient(oak)
    stop_the_number(oak)
    found = text("I have chest pain")
    assert said(oak) == []
    assert ended(oak, found) == "task"
    assert "CALL" in task(oak, "red_flag").summary


def test_a_safety_text_whose_number_stops_before_it_leaves_makes_the_task_say_call(oak: Oak) -> None:
    make_patient(oak)
    text("I have chest pain")
    assert "CALL" not in task(oak, "red_flag").summary
    stop_the_number(oak)
    deliver()
    assert said(oak) == []
    assert "CALL" in task(oak, "red_flag").summary
    assert task(oak, "red_flag").next_page_at == clock.now()


@pytest.mark.parametrize("words", ["STOP", "please stop texting me", "alto", "END", "QUIT"])
def test_an_opt_out_is_confirmed_once(oak: Oak, words: str) -> None:
    make_visit(oak, make_patient(oak), utc(5, 15))
    first = text(words)
    second = text(words)
    assert said(oak) == ["opt_out.confirmed"]
    assert suppressed(oak) == "opt_out"
    assert (ended(oak, first), ended(oak, second)) == ("reply", "action")


def test_no_confirmation_when_the_carrier_gave_it(oak: Oak) -> None:
    make_patient(oak)
    first = text("STOP", answered="stop")
    assert said(oak) == []
    assert ended(oak, first) == "action"


def test_an_opt_out_ends_what_is_under_way(oak: Oak) -> None:
    from tests.dialogue.talk import prompts, runs

    make_visit(oak, make_patient(oak), utc(5, 15))
    text("I need to move my appointment to Friday")
    deliver()
    text("STOP")
    assert runs(oak) == [("test_confirm", "picking", "opted_out")]
    assert prompts(oak) == [("slot_offer", "void")]
    assert ("silence", "void") in planned(oak)


def test_a_wish_beside_the_opt_out_becomes_a_task(oak: Oak) -> None:
    make_visit(oak, make_patient(oak), utc(5, 15))
    text("please don't text me anymore, and cancel my appointment on thursday")
    assert suppressed(oak) == "opt_out"
    assert open_tasks(oak) == [("scheduling", "cancel")]


def test_any_other_text_from_an_opted_out_number_is_a_task_and_no_answer(oak: Oak) -> None:
    make_visit(oak, make_patient(oak), utc(5, 15))
    text("STOP")
    late = text("yes")
    assert said(oak) == ["opt_out.confirmed"]
    assert ended(oak, late) == "task"
    assert suppressed(oak) == "opt_out"
    assert [reason for _, reason in open_tasks(oak)] == ["opted_out"]


def test_start_lifts_the_suppression_and_is_confirmed(oak: Oak) -> None:
    make_patient(oak)
    text("STOP")
    text("START")
    assert suppressed(oak) is None
    assert said(oak) == ["opt_out.confirmed", "opt_in.confirmed"]


def test_a_start_handled_after_a_later_stop_came_in_lifts_and_confirms_nothing(oak: Oak) -> None:
    make_patient(oak)
    text("STOP")
    later(minutes=5)
    first = text("START", drain=False)
    later(seconds=5)
    second = text("STOP", drain=False)
    inbound.drain(10)
    assert suppressed(oak) == "opt_out"
    assert "opt_in.confirmed" not in said(oak)
    assert (ended(oak, first), ended(oak, second)) == ("action", "reply")


def test_a_stop_handled_after_a_later_start_came_in_stops_nothing_again(oak: Oak) -> None:
    make_patient(oak)
    text("STOP", drain=False)
    later(seconds=5)
    text("START", drain=False)
    later(minutes=1)
    inbound.drain(10)
    assert suppressed(oak) is None
    assert said(oak) == ["opt_in.confirmed"]


def test_a_bare_cancel_without_a_visit_is_lifted_by_the_start_that_came_after_it(oak: Oak) -> None:
    make_patient(oak)
    text("CANCEL", drain=False)
    later(seconds=5)
    text("START", drain=False)
    later(minutes=1)
    inbound.drain(10)
    assert suppressed(oak) is None


def test_help_is_answered_even_in_a_conversation_that_a_person_has(oak: Oak) -> None:
    make_patient(oak)
    text("hello there my good people of the practice")
    with practice_scope(oak.id):
        take_over.take(conversation(oak).pk, oak.anna, now=clock.now())
    asked = text("HELP")
    assert said(oak)[-1] == "help.answer"
    assert ended(oak, asked) == "reply"
    carrier = text("HELP", answered="help")
    assert ended(oak, carrier) == "action"


def test_bare_cancel_with_one_visit_frees_it_and_asks_keep_or_stop(oak: Oak) -> None:
    booked = make_visit(oak, make_patient(oak), utc(5, 15))
    text("CANCEL")
    assert visit(oak, booked).status == "cancelled"
    assert said(oak) == ["visit.cancelled_keep"]
    assert suppressed(oak) is None
    assert conversation(oak).asked_to_keep_at == clock.now()


def test_keep_goes_on_with_texts(oak: Oak) -> None:
    make_visit(oak, make_patient(oak), utc(5, 15))
    text("CANCEL")
    text("KEEP")
    assert said(oak) == ["visit.cancelled_keep", "visit.keep_thanks"]
    assert conversation(oak).asked_to_keep_at is None
    later(hours=25)
    wake_ups.run_due(10)
    assert suppressed(oak) is None


@pytest.mark.parametrize("silence", ["taken", "paused"])
def test_keep_counts_while_automation_is_silent_in_the_conversation(oak: Oak, silence: str) -> None:
    make_visit(oak, make_patient(oak), utc(5, 15))
    text("CANCEL")
    if silence == "paused":
        text("I have chest pain")
    else:
        with practice_scope(oak.id):
            take_over.take(conversation(oak).pk, oak.anna, now=clock.now())
    before = said(oak)
    answered = text("KEEP")
    assert conversation(oak).asked_to_keep_at is None
    assert (said(oak), ended(oak, answered), len(open_tasks(oak))) == (before, "task", 1)
    later(hours=25)
    wake_ups.run_due(10)
    assert suppressed(oak) is None


def test_silence_after_cancel_is_an_opt_out_after_24_hours(oak: Oak) -> None:
    make_visit(oak, make_patient(oak), utc(5, 15))
    text("CANCEL")
    later(hours=23, minutes=59)
    wake_ups.run_due(10)
    assert suppressed(oak) is None
    later(minutes=1)
    wake_ups.run_due(10)
    assert suppressed(oak) == "cancel_silence"
    assert said(oak) == ["visit.cancelled_keep"]


def test_stop_after_cancel_opts_out_at_once(oak: Oak) -> None:
    make_visit(oak, make_patient(oak), utc(5, 15))
    text("CANCEL")
    text("STOP")
    assert said(oak) == ["visit.cancelled_keep", "opt_out.confirmed"]
    assert conversation(oak).asked_to_keep_at is None


def test_bare_cancel_with_several_visits_asks_which_and_frees_none(oak: Oak) -> None:
    maria = make_patient(oak)
    first, second = make_visit(oak, maria, utc(5, 15)), make_visit(oak, maria, utc(6, 15))
    text("CANCEL")
    assert said(oak) == ["visit.which_one"]
    assert (visit(oak, first).status, visit(oak, second).status) == ("booked", "booked")
    deliver()
    text("2")
    assert (visit(oak, first).status, visit(oak, second).status) == ("booked", "cancelled")
    assert said(oak) == ["visit.which_one", "visit.cancelled_keep"]


@pytest.mark.parametrize("words", ["CANCEL", "please cancel my appointment"])
@pytest.mark.parametrize("change", ["moved", "booked"])
def test_a_cancel_found_late_leaves_a_visit_made_or_moved_since_to_a_person(oak: Oak, words: str, change: str) -> None:
    maria = make_patient(oak)
    booked = None if change == "booked" else make_visit(oak, maria, utc(5, 15))
    written = clock.now()
    later(minutes=20)
    with practice_scope(oak.id):
        slot = free_slots(oak.visit_type, now=clock.now(), start=utc(6, 15), end=utc(6, 17))[0]
        if booked is None:
            booked = booking.book(slot, patient_id=maria.pk, now=clock.now(), actor="staff:1", via="staff")
        else:
            booking.move(booked.pk, booked.version, slot, now=clock.now(), actor="staff:1")
    later(minutes=5)
    found = text(words, received_at=written)
    assert visit(oak, booked).status == "booked"
    assert suppressed(oak) is None
    assert open_tasks(oak) == [("scheduling", "cancel")]
    assert (said(oak), ended(oak, found)) == (["person.will_answer"], "reply")
    later(minutes=5)
    text(words)
    assert visit(oak, booked).status == "cancelled"


def test_bare_cancel_without_a_visit_is_an_opt_out(oak: Oak) -> None:
    make_patient(oak)
    text("CANCEL")
    assert suppressed(oak) == "opt_out"
    assert said(oak) == ["opt_out.confirmed"]


def test_a_practice_may_take_cancel_for_the_visit_only(oak: Oak) -> None:
    booked = make_visit(oak, make_patient(oak), utc(5, 15))
    with practice_scope(oak.id):
        Practice.objects.filter(pk=oak.id).update(cancel_word="visit")
    text("CANCEL")
    assert visit(oak, booked).status == "cancelled"
    assert said(oak) == ["visit.cancelled"]
    assert conversation(oak).asked_to_keep_at is None


def test_a_wrong_number_suspends_everybody_on_it_until_staff_verify(oak: Oak) -> None:
    from replywell.dialogue import staff

    booked = make_visit(oak, make_patient(oak), utc(5, 15))
    text("wrong number, I am not Maria")
    assert said(oak) == ["wrong_number.thanks"]
    assert open_tasks(oak) == [("front_desk", "wrong_number")]
    text("cancel my appointment on Thursday")
    assert visit(oak, booked).status == "booked"
    with practice_scope(oak.id):
        assert staff.number_verified(contact(oak).pk, oak.anna, now=clock.now())
    text("cancel my appointment on Thursday")
    assert visit(oak, booked).status == "cancelled"


def test_a_machine_gets_no_answer(oak: Oak) -> None:
    make_patient(oak)
    auto = text("I'm driving with Do Not Disturb While Driving turned on. I'll see your message when I arrive.")
    assert (said(oak), ended(oak, auto), open_tasks(oak)) == ([], "action", [])


def test_more_than_five_like_texts_in_five_minutes_get_one_task_and_no_answer(oak: Oak) -> None:
    make_patient(oak)
    texts = [text("what is your fax number for the records department") for _ in range(8)]
    before = len(said(oak))
    assert [ended(oak, one) for one in texts[5:]] == ["task"] * 3
    assert [reason for _, reason in open_tasks(oak)].count("loop") == 1
    text("what is your fax number for the records department")
    assert len(said(oak)) == before
    later(minutes=6)
    text("what is your fax number for the records department")
    assert [reason for _, reason in open_tasks(oak)].count("loop") == 1


def test_a_picture_is_a_task_and_the_patient_hears_who_looks(oak: Oak) -> None:
    make_patient(oak)
    sent = text("", media=["https://media.example.test/1"])
    assert said(oak) == ["person.picture"]
    assert open_tasks(oak) == [("clinical", "picture")]
    assert ended(oak, sent) == "reply"


def test_a_reaction_that_quotes_stop_stops_nothing(oak: Oak) -> None:
    make_patient(oak)
    loved = text('Loved "Oak Street: see you Thu. Reply STOP to end"')
    assert suppressed(oak) is None
    assert (ended(oak, loved), said(oak)) == ("action", [])


def test_every_text_that_was_handled_says_what_became_of_it(oak: Oak) -> None:
    from django.db import IntegrityError

    make_patient(oak)
    stored = text("hello", drain=False)
    with pytest.raises(IntegrityError, match="every_text_ends"), practice_scope(oak.id):
        Message.objects.filter(pk=stored).update(handled_at=clock.now())


def test_the_reading_is_kept_with_the_text(oak: Oak) -> None:
    make_patient(oak)
    stored = text("I want to pay my bill")
    with practice_scope(oak.id):
        reading = Message.objects.get(pk=stored).reading
    assert reading is not None
    assert reading["intent"] == "billing_question"


def test_another_language_is_taken_up(oak: Oak) -> None:
    make_patient(oak)
    text("Spanish please")
    assert said(oak) == ["language.changed"]
    assert contact(oak).language == "es"
    assert "español" in bodies(oak)[0].lower() or "espanol" in bodies(oak)[0].lower()


@pytest.mark.parametrize(
    ("words", "queue", "reason"),
    [
        ("I need a refill of my metformin", "clinical", "refill"),
        ("why did I get a bill for $40", "billing", "billing"),
        ("my incision is red and swollen", "clinical", "clinical_concern"),
        ("you people are so rude, this is unacceptable", "front_desk", "complaint"),
    ],
)
def test_what_software_must_not_answer_goes_to_its_queue(oak: Oak, words: str, queue: str, reason: str) -> None:
    make_patient(oak)
    stored = text(words)
    assert open_tasks(oak) == [(queue, reason)]
    assert said(oak) == ["person.will_answer"]
    assert ended(oak, stored) == "reply"


def test_a_clinical_concern_is_due_sooner(oak: Oak) -> None:
    make_patient(oak)
    text("my incision is red and swollen")
    text("why did I get a bill for $40")
    with practice_scope(oak.id):
        clinical = Task.objects.get(reason="clinical_concern")
        billing = Task.objects.get(reason="billing")
    assert clinical.due_at == clock.now() + timedelta(hours=1)
    # 8 working hours from 10:00 in a practice open 8 to 17: the next day at 9:00.
    assert billing.due_at == utc(3, 14)


def test_out_of_hours_the_patient_hears_so_once_per_closed_period(oak: Oak) -> None:
    make_patient(oak)
    later(hours=10)
    text("do you take my new insurance card there")
    text("and why did I get a bill for $40")
    assert said(oak) == ["person.will_answer_closed"]
    assert "Tue Mar 3, 8:00 am" in bodies(oak)[0]
    later(hours=24)
    text("my incision is red and swollen")
    assert said(oak) == ["person.will_answer_closed"] * 2


def test_one_clarifying_question_then_a_person(oak: Oak) -> None:
    make_patient(oak)
    text("zorp")
    assert (said(oak), open_tasks(oak)) == (["person.clarify"], [])
    text("zorp zorp")
    assert said(oak) == ["person.clarify", "person.will_answer"]
    assert open_tasks(oak) == [("front_desk", "unclear")]


def test_thanks_need_no_answer(oak: Oak) -> None:
    make_patient(oak)
    stored = text("thank you!")
    assert (said(oak), ended(oak, stored), open_tasks(oak)) == ([], "action", [])


def test_conversations_do_not_know_each_other(oak: Oak) -> None:
    make_patient(oak)
    make_patient(oak, "Tom", "Hill", "+12125550124")
    text("chest pain", MARIA)
    text("thank you", "+12125550124")
    with practice_scope(oak.id):
        assert Conversation.objects.filter(paused_at__isnull=False).count() == 1

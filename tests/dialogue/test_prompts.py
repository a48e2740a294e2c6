"""Open prompts, late and crossed answers, new wishes: who a text is for."""

from datetime import timedelta

from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.dialogue import wake_ups
from replywell.dialogue.models import WakeUp
from replywell.messaging.models import Conversation, Message
from replywell.patients.models import ContactLink, Patient
from replywell.practices.models import Practice
from replywell.scheduling import booking
from replywell.scheduling.models import Appointment
from tests.dialogue.talk import (
    MARIA,
    bodies,
    deliver,
    ended,
    later,
    open_tasks,
    prompts,
    runs,
    said,
    text,
    utc,
    visit,
)
from tests.practice import Oak, make_patient, make_visit


def uncapped(oak: Oak) -> None:
    """So many unasked texts a day as we like."""
    with practice_scope(oak.id):
        Practice.objects.filter(pk=oak.id).update(caps_a_day=9, caps_a_week=9)


def ask(oak: Oak, appointment: Appointment, name: str = "ask", phone: str = MARIA) -> None:
    """The visit's question is due now."""
    with practice_scope(oak.id):
        contact_id = ContactLink.objects.get(patient_id=appointment.patient_id, contact__phone=phone).contact_id
        conversation, _ = Conversation.objects.get_or_create(practice_id=oak.id, contact_id=contact_id)
        WakeUp.objects.create(
            practice_id=oak.id,
            conversation=conversation,
            workflow="test_confirm",
            name=name,
            due_at=clock.now(),
            appointment=appointment,
            appointment_version=Appointment.objects.get(pk=appointment.pk).version,
        )
    wake_ups.run_due(10)


def test_yes_confirms_the_visit_that_was_asked_about(oak: Oak) -> None:
    booked = make_visit(oak, make_patient(oak), utc(5, 15))
    ask(oak, booked)
    deliver()
    later(minutes=5)
    answer = text("C")
    assert visit(oak, booked).confirmation == "confirmed"
    assert said(oak) == ["visit.confirm", "visit.confirmed"]
    assert "Thu Mar 5, 10:00 am with Dr. Lee" in bodies(oak)[1]
    assert runs(oak) == [("test_confirm", "asked", "confirmed")]
    assert prompts(oak) == [("confirm_prompt", "answered")]
    assert ended(oak, answer) == "reply"


def test_a_text_received_before_the_carrier_accepted_the_question_cannot_answer_it(oak: Oak) -> None:
    booked = make_visit(oak, make_patient(oak), utc(5, 15))
    ask(oak, booked)
    early = text("X")
    deliver()
    assert visit(oak, booked).status == "booked"
    assert ended(oak, early) == "reply"
    assert "visit.cancelled" not in said(oak)


def test_a_text_that_came_before_but_is_handled_after_the_acceptance_cannot_answer_it(oak: Oak) -> None:
    from replywell.dialogue import inbound

    booked = make_visit(oak, make_patient(oak), utc(5, 15))
    later(minutes=1)
    early = text("X", drain=False)
    with practice_scope(oak.id):
        # It was received a minute ago; the question was accepted since.
        Message.objects.filter(pk=early).update(created_at=clock.now() - timedelta(minutes=1), handled_at=clock.now(),
                                                ended_in="action")  # fmt: skip
    ask(oak, booked)
    deliver()
    with practice_scope(oak.id):
        Message.objects.filter(pk=early).update(handled_at=None, ended_in="")
    inbound.drain(10)
    assert visit(oak, booked).status == "booked"


def test_an_answer_to_a_moved_visit_confirms_nothing(oak: Oak) -> None:
    from replywell.scheduling.free_slots import free_slots

    booked = make_visit(oak, make_patient(oak), utc(5, 15))
    ask(oak, booked)
    deliver()
    with practice_scope(oak.id):
        slot = free_slots(oak.visit_type, now=clock.now(), start=utc(6, 15), end=utc(6, 21), limit=1)[0]
        booking.move(booked.pk, 1, slot, now=clock.now(), actor="staff:anna")
    text("C")
    assert visit(oak, booked).confirmation != "confirmed"
    assert said(oak)[-1] == "visit.changed_meanwhile"


def test_x_frees_the_visit_and_the_run_ends(oak: Oak) -> None:
    booked = make_visit(oak, make_patient(oak), utc(5, 15))
    ask(oak, booked)
    deliver()
    text("X")
    assert visit(oak, booked).status == "cancelled"
    assert said(oak) == ["visit.confirm", "visit.cancelled"]
    assert runs(oak) == [("test_confirm", "asked", "cancelled")]


def test_a_move_offers_three_openings_and_a_pick_books(oak: Oak) -> None:
    booked = make_visit(oak, make_patient(oak), utc(4, 15))
    ask(oak, booked)
    deliver()
    text("can't make it, anything thursday afternoon?")
    assert said(oak) == ["visit.confirm", "visit.pick_time"]
    offer = bodies(oak)[1]
    assert offer.count("Thu Mar 5") == 3
    deliver()
    text("2")
    moved = visit(oak, booked)
    assert moved.version == 2
    assert moved.starts_at.date() == utc(5, 12).date()
    assert said(oak)[-1] == "visit.moved"
    assert "Thu Mar 5" in bodies(oak)[2]
    assert prompts(oak) == [("confirm_prompt", "answered"), ("slot_offer", "answered")]


def test_a_taken_slot_is_answered_and_the_visit_stays(oak: Oak) -> None:
    booked = make_visit(oak, make_patient(oak), utc(4, 15))
    tom = make_patient(oak, "Tom", "Hill", "+12125550124")
    text("I need to move my appointment to Thursday afternoon")
    deliver()
    with practice_scope(oak.id):
        from replywell.dialogue.models import Prompt
        from replywell.dialogue.wishes import slot_of

        slot = slot_of(Prompt.objects.get().options[0]["value"])
        booking.book(slot, patient_id=tom.pk, now=clock.now(), actor="staff:anna", via="staff")
    text("1")
    assert visit(oak, booked).starts_at == utc(4, 15)
    assert said(oak) == ["visit.pick_time", "visit.pick_time_gone"]


def test_nothing_is_freed_by_silence(oak: Oak) -> None:
    booked = make_visit(oak, make_patient(oak), utc(10, 15))
    text("I need to move my appointment")
    deliver()
    later(hours=24)
    wake_ups.run_due(10)
    assert visit(oak, booked).status == "booked"
    assert open_tasks(oak) == [("scheduling", "silence")]
    assert runs(oak) == [("test_confirm", "picking", "silence")]


def test_a_late_yes_still_counts_while_the_visit_lies_ahead(oak: Oak) -> None:
    booked = make_visit(oak, make_patient(oak), utc(5, 15))
    text("I need to move my appointment")
    deliver()
    later(hours=30)
    text("1")
    assert visit(oak, booked).version == 2
    assert said(oak)[-1] == "visit.moved"


def test_an_answer_after_the_visit_is_told_that_it_has_passed(oak: Oak) -> None:
    booked = make_visit(oak, make_patient(oak), utc(3, 15))
    ask(oak, booked)
    deliver()
    later(hours=25)
    answer = text("C")
    assert said(oak)[-1] == "visit.already_passed"
    assert ended(oak, answer) == "reply"


def test_two_open_questions_make_us_ask_which(oak: Oak) -> None:
    uncapped(oak)
    maria = make_patient(oak)
    first, second = make_visit(oak, maria, utc(5, 15)), make_visit(oak, maria, utc(6, 16))
    ask(oak, first)
    deliver()
    later(hours=5)
    ask(oak, second)
    deliver()
    later(minutes=1)
    text("C")
    assert said(oak)[-1] == "visit.which_one"
    assert "Thu Mar 5, 10:00 am" in bodies(oak)[-1]
    assert "Maria" not in bodies(oak)[-1]
    assert {visit(oak, one).confirmation for one in (first, second)} == {"asked"}
    deliver()
    text("1")
    assert visit(oak, first).confirmation == "confirmed"
    assert visit(oak, second).confirmation == "asked"
    assert said(oak)[-1] == "visit.confirmed"


def test_naming_the_day_decides_between_two_questions(oak: Oak) -> None:
    uncapped(oak)
    maria = make_patient(oak)
    first, second = make_visit(oak, maria, utc(5, 15)), make_visit(oak, maria, utc(6, 16))
    ask(oak, first)
    deliver()
    later(hours=5)
    ask(oak, second)
    deliver()
    later(minutes=1)
    text("yes for thursday")
    assert visit(oak, first).confirmation == "confirmed"
    assert visit(oak, second).confirmation == "asked"


def test_which_one_names_children_but_no_adult(oak: Oak) -> None:
    from datetime import date

    ana = make_patient(oak, "Ana", role="guardian", born=date(2018, 1, 1))
    maria = make_patient(oak, "Maria")
    make_visit(oak, ana, utc(5, 15))
    make_visit(oak, maria, utc(6, 15))
    text("I need to cancel the appointment")
    assert said(oak) == ["visit.which_one"]
    assert "1) Ana, Thu Mar 5, 10:00 am\n2) Fri Mar 6, 10:00 am" in bodies(oak)[0]


def test_naming_the_child_decides(oak: Oak) -> None:
    from datetime import date

    ana = make_patient(oak, "Ana", role="guardian", born=date(2018, 1, 1))
    leo = make_patient(oak, "Leo", role="guardian", born=date(2016, 1, 1))
    hers, his = make_visit(oak, ana, utc(5, 15)), make_visit(oak, leo, utc(5, 15), with_lee=False)
    text("please cancel Leo's appointment")
    assert visit(oak, his).status == "cancelled"
    assert visit(oak, hers).status == "booked"


def test_one_yes_confirms_all_visits_that_one_text_listed(oak: Oak) -> None:
    from datetime import date

    ana = make_patient(oak, "Ana", role="guardian", born=date(2018, 1, 1))
    leo = make_patient(oak, "Leo", role="guardian", born=date(2016, 1, 1))
    hers, his = make_visit(oak, ana, utc(5, 15)), make_visit(oak, leo, utc(5, 15), with_lee=False)
    ask(oak, hers, "ask_all")
    deliver()
    text("yes")
    assert {visit(oak, one).confirmation for one in (hers, his)} == {"confirmed"}


def test_x_to_a_text_with_several_visits_asks_which(oak: Oak) -> None:
    from datetime import date

    ana = make_patient(oak, "Ana", role="guardian", born=date(2018, 1, 1))
    leo = make_patient(oak, "Leo", role="guardian", born=date(2016, 1, 1))
    hers, his = make_visit(oak, ana, utc(5, 15)), make_visit(oak, leo, utc(5, 15), with_lee=False)
    ask(oak, hers, "ask_all")
    deliver()
    text("X")
    assert said(oak)[-1] == "visit.which_one"
    assert {visit(oak, one).status for one in (hers, his)} == {"booked"}
    deliver()
    text("Leo")
    text("2")
    assert visit(oak, his).status == "cancelled"
    assert visit(oak, hers).status == "booked"


def test_silence_after_which_one_is_a_task_and_frees_nothing(oak: Oak) -> None:
    maria = make_patient(oak)
    first, second = make_visit(oak, maria, utc(9, 15)), make_visit(oak, maria, utc(10, 16))
    text("CANCEL")
    deliver()
    later(hours=24)
    wake_ups.run_due(10)
    assert open_tasks(oak) == [("scheduling", "which_one")]
    assert {visit(oak, one).status for one in (first, second)} == {"booked"}


def test_the_other_wish_of_a_text_becomes_a_task(oak: Oak) -> None:
    booked = make_visit(oak, make_patient(oak), utc(5, 15))
    ask(oak, booked)
    deliver()
    answer = text("Yes I'll be there. Also I need a refill of my metformin")
    assert visit(oak, booked).confirmation == "confirmed"
    assert open_tasks(oak) == [("clinical", "refill")]
    assert ended(oak, answer) == "reply"


def test_a_new_wish_with_two_visits_asks_which_and_goes_on_where_it_left_off(oak: Oak) -> None:
    maria = make_patient(oak)
    first, second = make_visit(oak, maria, utc(5, 15)), make_visit(oak, maria, utc(12, 16))
    text("I need to reschedule my appointment")
    assert said(oak) == ["visit.which_one"]
    deliver()
    text("2")
    assert said(oak) == ["visit.which_one", "visit.pick_time"]
    deliver()
    text("1")
    assert (visit(oak, first).version, visit(oak, second).version) == (1, 2)


def test_a_wish_about_no_visit_is_told_so(oak: Oak) -> None:
    make_patient(oak)
    text("please cancel my appointment")
    assert said(oak) == ["visit.nothing_to_cancel"]


def test_a_visit_booked_is_planned_and_a_moved_one_is_planned_anew(oak: Oak) -> None:
    from replywell.scheduling.free_slots import free_slots

    maria = make_patient(oak)
    with practice_scope(oak.id):
        slots = free_slots(oak.visit_type, now=clock.now(), start=utc(6, 15), end=utc(6, 21), limit=8)
        booked = booking.book(slots[0], patient_id=maria.pk, now=clock.now(), actor="staff:anna", via="staff")
        booking.move(booked.pk, booked.version, slots[6], now=clock.now(), actor="staff:anna")
        [planned] = WakeUp.objects.filter(done_at=None)
    assert planned.due_at == slots[6].starts_at - timedelta(hours=24)
    clock.freeze(planned.due_at)
    wake_ups.run_due(10)
    assert said(oak) == ["visit.confirm"]


def test_a_planned_question_is_void_once_its_visit_has_another_version(oak: Oak) -> None:
    booked = make_visit(oak, make_patient(oak), utc(5, 15))
    with practice_scope(oak.id):
        Appointment.objects.filter(pk=booked.pk).update(version=2)
        booked.version = 1
        conversation = Conversation.objects.create(practice_id=oak.id, contact_id=ContactLink.objects.get().contact_id)
        WakeUp.objects.create(
            practice_id=oak.id, conversation=conversation, workflow="test_confirm", name="ask", due_at=clock.now(),
            appointment=booked, appointment_version=1,
        )  # fmt: skip
    wake_ups.run_due(10)
    assert said(oak, also_unsent=True) == []


def test_staff_cancelling_the_visit_ends_the_run(oak: Oak) -> None:
    booked = make_visit(oak, make_patient(oak), utc(5, 15))
    ask(oak, booked)
    deliver()
    with practice_scope(oak.id):
        booking.cancel(booked.pk, 1, now=clock.now(), actor="staff:anna")
    assert runs(oak) == [("test_confirm", "asked", "cancelled")]
    text("C")
    assert said(oak)[-1] == "visit.changed_meanwhile"


def test_an_unasked_question_waits_for_the_one_that_is_open(oak: Oak) -> None:
    uncapped(oak)
    maria = make_patient(oak)
    first, second = make_visit(oak, maria, utc(5, 15)), make_visit(oak, maria, utc(6, 16))
    ask(oak, first)
    deliver()
    ask(oak, second)
    with practice_scope(oak.id):
        waiting = Message.objects.filter(direction="out").latest("id")
    assert (waiting.status, waiting.gate_reason) == ("deferred", "waits_for_prompt")
    text("C")
    deliver()
    with practice_scope(oak.id):
        waiting.refresh_from_db()
    assert waiting.accepted_at is not None
    assert visit(oak, first).confirmation == "confirmed"
    assert visit(oak, second).confirmation == "asked"


def test_names_of_adults_are_said_where_they_agreed(oak: Oak) -> None:
    maria = make_patient(oak)
    with practice_scope(oak.id):
        ContactLink.objects.update(first_name_ok=True)
        assert Patient.objects.get().first_name == "Maria"
    booked = make_visit(oak, maria, utc(5, 15))
    ask(oak, booked)
    assert "visit for Maria" in bodies(oak)[0]

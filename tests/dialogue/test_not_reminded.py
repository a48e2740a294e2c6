"""A reminder that cannot leave becomes a call; a visit counts as asked about once the carrier has the question."""

from datetime import datetime, timedelta

from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.dialogue import tasks
from replywell.dialogue.models import Task, WakeUp
from replywell.messaging import send
from replywell.messaging.models import Conversation, Message, Purpose
from replywell.practices.models import Practice
from replywell.scheduling.models import Appointment
from tests.dialogue.talk import deliver, open_tasks, prompts, runs, said, task, utc, visit
from tests.dialogue.test_prompts import ask
from tests.practice import Oak, make_patient, make_visit

NIGHT, MORNING = utc(4, 3), utc(4, 14)  # Tuesday 10 pm and Wednesday 9 am in New York
VALUES = {"when": "Thu Mar 12, 2:30 pm", "who": "Dr. Lee"}


def one_a_week(oak: Oak) -> None:
    with practice_scope(oak.id):
        Practice.objects.update(caps_a_day=1, caps_a_week=1)


def asked_at_night(oak: Oak) -> Appointment:
    """The question about Thursday's visit fell due at night: it waits for the morning."""
    booked = make_visit(oak, make_patient(oak), utc(5, 15))
    clock.freeze(NIGHT)
    ask(oak, booked)
    with practice_scope(oak.id):
        assert Message.objects.get(direction="out").gate_reason == "quiet_hours"
    return booked


def reminded_of(oak: Oak, about: Appointment) -> None:
    """Another reminder has left to the same phone."""
    with practice_scope(oak.id):
        thread = Conversation.objects.get()
        other = send.say(
            thread, "visit.confirm", VALUES, purpose=Purpose.REMINDER, now=clock.now(), about=[(about.pk, 1)]
        )
        Message.objects.filter(pk=other.pk).update(status="accepted", accepted_at=clock.now())


def in_the_morning(at: datetime = MORNING) -> None:
    clock.freeze(at)
    deliver()


def reasons(oak: Oak) -> list[str]:
    with practice_scope(oak.id):
        return list(Message.objects.filter(direction="out").order_by("id").values_list("gate_reason", flat=True))


def test_a_visit_counts_as_asked_about_once_the_carrier_has_the_question(oak: Oak) -> None:
    booked = asked_at_night(oak)
    assert visit(oak, booked).confirmation == "unasked"
    in_the_morning()
    assert visit(oak, booked).confirmation == "asked"
    assert prompts(oak) == [("confirm_prompt", "")]


def test_a_reminder_capped_at_the_moment_of_sending_becomes_a_call(oak: Oak) -> None:
    one_a_week(oak)
    booked = asked_at_night(oak)
    reminded_of(oak, make_visit(oak, make_patient(oak, "Leo", role="guardian"), utc(4, 20), with_lee=False))
    in_the_morning()
    assert reasons(oak)[0] == "cap_week"
    assert open_tasks(oak) == [("scheduling", "not_reminded")]
    assert task(oak, "not_reminded").appointment_id == booked.pk
    assert visit(oak, booked).confirmation == "unasked"


def test_a_run_whose_question_was_refused_at_the_moment_of_sending_is_over(oak: Oak) -> None:
    one_a_week(oak)
    asked_at_night(oak)
    reminded_of(oak, make_visit(oak, make_patient(oak, "Leo", role="guardian"), utc(4, 20), with_lee=False))
    in_the_morning()
    assert runs(oak) == [("test_confirm", "asked", "never_sent")]
    assert prompts(oak) == [("confirm_prompt", "never_sent")]


def test_a_run_whose_question_is_refused_at_once_is_over(oak: Oak) -> None:
    booked = make_visit(oak, make_patient(oak, consent=False), utc(5, 15))
    ask(oak, booked)
    assert (said(oak), reasons(oak)) == ([], ["no_consent"])
    assert runs(oak) == [("test_confirm", "asked", "never_sent")]
    assert open_tasks(oak) == []


def test_reminders_of_one_visit_make_no_call_against_each_other(oak: Oak) -> None:
    one_a_week(oak)
    booked = asked_at_night(oak)
    reminded_of(oak, booked)
    in_the_morning()
    assert reasons(oak)[0] == "cap_same_visit"
    assert open_tasks(oak) == []


def test_a_reminder_that_comes_too_late_after_a_pause_becomes_a_call(oak: Oak) -> None:
    booked = asked_at_night(oak)
    with practice_scope(oak.id):
        Practice.objects.update(paused_at=clock.now())
        Message.objects.filter(direction="out").update(send_by=utc(4, 20))
    in_the_morning()
    assert (said(oak), open_tasks(oak)) == (["visit.confirm"], [])
    with practice_scope(oak.id):
        Practice.objects.update(paused_at=None)
    in_the_morning(utc(4, 21))
    assert reasons(oak) == ["too_late"]
    assert task(oak, "not_reminded").appointment_id == booked.pk


def test_no_call_while_another_reminder_comes_in_time(oak: Oak) -> None:
    one_a_week(oak)
    booked = asked_at_night(oak)
    with practice_scope(oak.id):
        WakeUp.objects.create(
            practice=oak.practice, conversation=Conversation.objects.get(), workflow="test_confirm", name="ask",
            due_at=booked.starts_at - timedelta(hours=13), appointment=booked, appointment_version=booked.version,
        )  # fmt: skip
    reminded_of(oak, make_visit(oak, make_patient(oak, "Leo", role="guardian"), utc(4, 20), with_lee=False))
    in_the_morning()
    assert (reasons(oak)[0], open_tasks(oak)) == ("cap_week", [])


def test_a_patient_who_was_called_is_not_called_again_for_the_next_reminder(oak: Oak) -> None:
    one_a_week(oak)
    booked = asked_at_night(oak)
    reminded_of(oak, make_visit(oak, make_patient(oak, "Leo", role="guardian"), utc(4, 20), with_lee=False))
    in_the_morning()
    with practice_scope(oak.id):
        tasks.close(task(oak, "not_reminded").pk, oak.anna, now=clock.now(), outcome="called")
    ask(oak, booked)
    assert reasons(oak)[-1] == "cap_week"
    with practice_scope(oak.id):
        assert Task.objects.filter(reason="not_reminded").count() == 1

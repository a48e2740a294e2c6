"""Saying something: the row is always made, with the gate's answer."""

from datetime import UTC, datetime, timedelta

import pytest

from replywell.common.tenancy import practice_scope
from replywell.messaging import opt_out, send, templates
from replywell.messaging.models import Conversation, Message, Purpose, Template
from replywell.messaging.wording import WordingError
from replywell.patients.models import ConsentEvent, Contact
from replywell.practices.models import Practice
from tests.messaging.outbound.made import VALUES, answer, conversation, reload, reminder, text_in
from tests.practice import make_patient, make_practice, make_visit

NIGHT = datetime(2026, 3, 3, 3, 0, tzinfo=UTC)  # 10 pm in New York


def gate_of(message: Message) -> tuple[str, str]:
    return message.status, message.gate_reason


def test_a_reminder_in_the_day_is_queued(frozen: datetime) -> None:
    oak = make_practice()
    make_patient(oak)
    message = reminder(oak, conversation(oak), frozen)
    assert gate_of(reload(oak, message)) == ("queued", "ok")
    assert message.body == (
        "Oak Street: visit Thu Mar 12, 2:30 pm with Dr. Lee. Reply C yes, R move, X can't come. Reply STOP to end"
    )
    assert (message.segments, message.encoding, message.lane) == (1, "GSM-7", 5)


def test_at_night_a_reminder_waits_for_the_morning_and_an_answer_does_not(frozen: datetime) -> None:
    oak = make_practice()
    make_patient(oak)
    waiting = reminder(oak, conversation(oak), NIGHT)
    assert gate_of(waiting) == ("deferred", "quiet_hours")
    assert reload(oak, waiting).send_at == datetime(2026, 3, 3, 14, 0, tzinfo=UTC)
    assert gate_of(answer(oak, conversation(oak), NIGHT)) == ("queued", "answer")


def test_an_opted_out_number_gets_one_confirmation_and_safety_texts_only(frozen: datetime) -> None:
    oak = make_practice()
    make_patient(oak)
    thread = conversation(oak)
    stop = text_in(oak, thread, frozen, "STOP")
    opt_out.stop(oak.id, "+12125550123", words="STOP", why="opt_out", actor="patient", channel="text", at=frozen)
    assert gate_of(reminder(oak, thread, frozen)) == ("suppressed", "opted_out")
    with practice_scope(oak.id):
        said = [
            send.say(thread, "opt_out.confirmed", {}, purpose=Purpose.OPT_OUT, now=frozen, answers=stop)
            for _ in range(2)
        ]
        safety = send.say(thread, "safety.medical", {}, purpose=Purpose.SAFETY, now=frozen, answers=stop)
    assert [message.status for message in (*said, safety)] == ["queued", "dropped", "queued"]


def test_an_opt_out_is_not_confirmed_after_five_minutes(frozen: datetime) -> None:
    oak = make_practice()
    make_patient(oak)
    thread = conversation(oak)
    stop = text_in(oak, thread, frozen, "STOP")
    opt_out.stop(oak.id, "+12125550123", words="STOP", why="opt_out", actor="patient", channel="text", at=frozen)
    later = frozen + timedelta(minutes=6)
    with practice_scope(oak.id):
        late = send.say(thread, "opt_out.confirmed", {}, purpose=Purpose.OPT_OUT, now=later, answers=stop)
    assert gate_of(late) == ("dropped", "confirmation_late")


def test_without_consent_nothing_unasked_leaves_but_an_answer_does(frozen: datetime) -> None:
    oak = make_practice()
    make_patient(oak, consent=False)
    assert gate_of(reminder(oak, conversation(oak), frozen)) == ("suppressed", "no_consent")
    assert gate_of(answer(oak, conversation(oak), frozen)) == ("queued", "answer")


def test_the_latest_word_on_consent_counts_for_each_patient_of_a_family(frozen: datetime) -> None:
    oak = make_practice()
    mother = make_patient(oak)
    child = make_patient(oak, "Leo", role="guardian")
    with practice_scope(oak.id):
        ConsentEvent.objects.create(
            practice=oak.practice, phone="+12125550123", patient_id_then=child.pk, purpose="care", granted=False,
            words="Not about Leo.", channel="verbal", actor="staff:1", at=frozen,
        )  # fmt: skip
    thread = conversation(oak)
    about_child = make_visit(oak, child, frozen + timedelta(days=3))
    about_mother = make_visit(oak, mother, frozen + timedelta(days=4))
    assert gate_of(reminder(oak, thread, frozen, about=[(about_child.pk, 1)])) == ("suppressed", "no_consent")
    assert gate_of(reminder(oak, thread, frozen, about=[(about_mother.pk, 1)])) == ("queued", "ok")


def test_a_text_about_a_visit_that_changed_is_dropped(frozen: datetime) -> None:
    oak = make_practice()
    visit = make_visit(oak, make_patient(oak), frozen + timedelta(days=3))
    assert gate_of(reminder(oak, conversation(oak), frozen, about=[(visit.pk, 2)])) == ("dropped", "changed")


def test_a_paused_practice_sends_safety_stop_and_pages_only(frozen: datetime) -> None:
    oak = make_practice()
    make_patient(oak)
    thread = conversation(oak)
    stop = text_in(oak, thread, frozen, "HELP")
    with practice_scope(oak.id):
        Practice.objects.update(paused_at=frozen)
        said = [
            send.say(thread, key, VALUES, purpose=purpose, now=frozen, answers=stop)
            for key, purpose in (
                ("safety.crisis", Purpose.SAFETY),
                ("help.answer", Purpose.OPT_OUT),
                ("thanks.reply", Purpose.ANSWER),
            )
        ]
        said.append(send.page(oak.id, oak.nurse, "page.red_flag", {}, now=frozen))
        said.append(send.say_words(thread, "Hello", author=oak.anna, now=frozen))
    assert [message.status for message in said] == ["queued", "queued", "deferred", "queued", "deferred"]


def test_a_taken_conversation_silences_automation_not_the_person(frozen: datetime) -> None:
    oak = make_practice()
    make_patient(oak)
    thread = conversation(oak)
    with practice_scope(oak.id):
        Conversation.objects.filter(pk=thread.pk).update(taken_by=oak.anna.pk, taken_at=frozen)
    assert gate_of(answer(oak, thread, frozen)) == ("suppressed", "taken")
    with practice_scope(oak.id):
        words = send.say_words(thread, "We will call you at 3.", author=oak.anna, now=frozen)
    assert gate_of(words) == ("queued", "answer")


def test_an_unasked_text_waits_for_the_text_that_just_came_in(frozen: datetime) -> None:
    oak = make_practice()
    make_patient(oak)
    thread = conversation(oak)
    text_in(oak, thread, frozen, "hello?", handled=False)
    waiting = reminder(oak, thread, frozen)
    assert gate_of(waiting) == ("deferred", "waits_for_handling")
    with practice_scope(oak.id):
        assert send.release_waiting(thread.pk, frozen) == 1
    assert reload(oak, waiting).send_at == frozen


def test_the_second_reminder_of_a_day_waits_for_the_next(frozen: datetime) -> None:
    oak = make_practice()
    patient = make_patient(oak)
    thread = conversation(oak)
    first = reminder(oak, thread, frozen, about=[(make_visit(oak, patient, frozen + timedelta(days=2)).pk, 1)])
    with practice_scope(oak.id):
        Message.objects.filter(pk=first.pk).update(status="accepted", accepted_at=frozen)
    visit = make_visit(oak, patient, frozen + timedelta(days=3))
    second = reminder(oak, thread, frozen + timedelta(hours=1), about=[(visit.pk, 1)])
    assert gate_of(second) == ("deferred", "cap_day")
    assert reload(oak, second).send_at == datetime(2026, 3, 3, 14, 0, tzinfo=UTC)


def test_a_pilot_texts_its_patients_only(frozen: datetime) -> None:
    oak = make_practice()
    make_patient(oak)
    with practice_scope(oak.id):
        Practice.objects.update(pilot_chart_ids=["someone-else"])
    assert gate_of(reminder(oak, conversation(oak), frozen)) == ("suppressed", "not_in_pilot")
    with practice_scope(oak.id):
        Practice.objects.update(pilot_chart_ids=["maria-diaz"])
    assert gate_of(reminder(oak, conversation(oak), frozen)) == ("queued", "ok")


def test_wrong_number_and_unreachable_get_nothing(frozen: datetime) -> None:
    oak = make_practice()
    make_patient(oak)
    thread = conversation(oak)
    for field, reason in (("wrong_number_at", "wrong_number"), ("unreachable_at", "unreachable")):
        with practice_scope(oak.id):
            Contact.objects.update(wrong_number_at=None, unreachable_at=None)
            Contact.objects.update(**{field: frozen})
        assert gate_of(reminder(oak, thread, frozen)) == ("suppressed", reason)


def test_a_wording_nobody_approved_is_not_sent(frozen: datetime) -> None:
    oak = make_practice()
    make_patient(oak)
    thread = conversation(oak)
    with practice_scope(oak.id):
        templates.install(oak.id, frozen)
        Template.objects.create(
            practice=oak.practice, key="visit.confirm", language="en", version=2, body="DRAFT {when}"
        )
    message = reminder(oak, thread, frozen)
    assert "DRAFT" not in message.body
    with practice_scope(oak.id):
        Template.objects.filter(pk=message.template_id).update(approved_at=None)
        Message.objects.filter(pk=message.pk).update(gate_answer="")
        from replywell.messaging import gate, queries

        assert gate.decide(queries.load_facts([message.pk])[message.pk], frozen).reason == "not_approved"


def test_without_a_wording_in_the_language_the_practices_own_is_used_and_counted(frozen: datetime) -> None:
    from replywell.audit.models import AuditEvent

    oak = make_practice()
    make_patient(oak, language="vi")
    with practice_scope(oak.id):
        message = send.say(
            conversation(oak), "visit.confirm", VALUES, purpose=Purpose.REMINDER, now=frozen, language="vi"
        )
        assert message.language == "en"
        assert AuditEvent.objects.filter(verb="wording.missing").count() == 1


def test_a_safety_text_speaks_the_patients_language_and_the_practices(frozen: datetime) -> None:
    oak = make_practice()
    make_patient(oak, language="es")
    with practice_scope(oak.id):
        message = send.say(conversation(oak), "safety.medical", {}, purpose=Purpose.SAFETY, now=frozen, language="es")
    assert message.body.startswith("Si es una emergencia, llame al 911 ahora.")
    assert "call 911 now" in message.body


def test_a_missing_value_says_which(frozen: datetime) -> None:
    oak = make_practice()
    make_patient(oak)
    with practice_scope(oak.id), pytest.raises(WordingError, match=r"visit\.confirm.*\{when\}"):
        send.say(conversation(oak), "visit.confirm", {}, purpose=Purpose.REMINDER, now=frozen)


def test_the_composer_shows_segments_when_it_leaves_and_what_to_check(frozen: datetime) -> None:
    oak = make_practice()
    make_patient(oak)
    thread = conversation(oak)
    with practice_scope(oak.id):
        seen = send.preview(thread, "Your insulin is ready, call 646-555-0188 “now”", now=NIGHT)
        plain = send.preview(thread, "Please call us at (212) 555-0111.", now=frozen)
        assert Message.objects.count() == 0
    assert (seen.segments, seen.encoding) == (1, "GSM-7")
    assert seen.leaves_at == datetime(2026, 3, 3, 14, 0, tzinfo=UTC)
    assert len([warning for warning in seen.warnings if warning.startswith("Please check")]) == 2
    assert plain.warnings == ()
    assert plain.leaves_at == frozen


def test_an_empty_text_is_refused(frozen: datetime) -> None:
    oak = make_practice()
    make_patient(oak)
    with practice_scope(oak.id), pytest.raises(send.EmptyText):
        send.say_words(conversation(oak), "  ", author=oak.anna, now=frozen)

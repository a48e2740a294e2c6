"""When a text was to leave stays known, whatever the gate puts off."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.messaging import dispatch, send
from replywell.messaging.models import Conversation, Message, Purpose
from replywell.practices.models import Practice
from tests.messaging.outbound.made import VALUES, conversation, reload
from tests.practice import Oak, make_patient, make_practice

TOMORROW = datetime(2026, 3, 3, 19, 0, tzinfo=UTC)  # 2 pm in New York


def pause(oak: Oak, thread: Conversation, now: datetime) -> None:
    Practice.objects.update(paused_at=now)


def resume(oak: Oak, thread: Conversation, now: datetime) -> None:
    Practice.objects.update(paused_at=None)


def ask_to_keep(oak: Oak, thread: Conversation, now: datetime) -> None:
    Conversation.objects.filter(pk=thread.pk).update(asked_to_keep_at=now)


def keep(oak: Oak, thread: Conversation, now: datetime) -> None:
    Conversation.objects.filter(pk=thread.pk).update(asked_to_keep_at=None)
    send.release_waiting(thread.pk, now)


@pytest.mark.parametrize(
    ("waits", "goes_on", "reason"),
    [(pause, resume, "practice_paused"), (ask_to_keep, keep, "asked_to_keep")],
)
def test_what_staff_send_later_leaves_when_they_said_though_the_gate_put_it_off(
    frozen: datetime,
    waits: Callable[[Oak, Conversation, datetime], None],
    goes_on: Callable[[Oak, Conversation, datetime], None],
    reason: str,
) -> None:
    oak = make_practice()
    make_patient(oak)
    thread = conversation(oak)
    with practice_scope(oak.id):
        waits(oak, thread, frozen)
        thread = Conversation.objects.get(pk=thread.pk)
        later = send.say_words(thread, "See you on Friday.", author=oak.anna, now=frozen, send_at=TOMORROW)
        assert (later.status, later.gate_reason) == ("deferred", reason)
        assert reload(oak, later).planned_for == TOMORROW
        goes_on(oak, thread, frozen)
    dispatch.deliver_once()
    row = reload(oak, later)
    assert (row.status, row.gate_reason, row.send_at, row.planned_for) == ("deferred", "planned", TOMORROW, TOMORROW)
    clock.freeze(TOMORROW)
    dispatch.deliver_once()
    assert reload(oak, later).status == "delivered"


def test_a_text_put_off_to_the_morning_was_planned_for_the_night(frozen: datetime) -> None:
    oak = make_practice()
    make_patient(oak)
    night, morning = datetime(2026, 3, 3, 3, 0, tzinfo=UTC), datetime(2026, 3, 3, 14, 0, tzinfo=UTC)
    with practice_scope(oak.id):
        text = send.say(conversation(oak), "visit.confirm", VALUES, purpose=Purpose.REMINDER, now=frozen, send_at=night)
    row = reload(oak, text)
    assert (row.planned_for, row.send_at) == (night, morning)
    with practice_scope(oak.id):
        Practice.objects.update(paused_at=frozen)
        Message.objects.filter(pk=text.pk).update(send_at=frozen)
    assert dispatch.deliver_once() == 0
    assert reload(oak, text).planned_for == night

"""Replies of one conversation leave one after the other, in the order decided."""

from datetime import datetime, timedelta

from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.messaging import dispatch
from replywell.messaging.models import Message
from tests.messaging.outbound.made import answer, conversation
from tests.practice import make_patient, make_practice


def test_a_reply_is_not_due_before_the_one_decided_earlier_has_left(frozen: datetime) -> None:
    oak = make_practice()
    make_patient(oak)
    thread = conversation(oak)
    first, second = answer(oak, thread, frozen), answer(oak, thread, frozen)

    def due() -> list[int]:
        return [message_id for found in dispatch.due(frozen, 10).values() for message_id, _ in found]

    assert due() == [first.pk]
    with practice_scope(oak.id):
        Message.objects.filter(pk=first.pk).update(retry_at=clock.wall() + timedelta(minutes=1))
    assert due() == [], "the first is tried again in a minute"
    with practice_scope(oak.id):
        Message.objects.filter(pk=first.pk).update(retry_at=None)
    dispatch.begin_batch(frozen, 10)
    assert due() == [], "the first is under way"
    with practice_scope(oak.id):
        Message.objects.filter(pk=first.pk).update(status="unknown")
    assert due() == [second.pk]

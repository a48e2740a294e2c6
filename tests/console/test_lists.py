"""The lists of the inbox and the numbers beside their names."""

from datetime import datetime, timedelta

import pytest

from replywell.common.tenancy import practice_scope
from replywell.console import lists
from replywell.dialogue import notes, snooze, tasks
from replywell.dialogue.models import Task
from replywell.messaging.models import Conversation, Message
from replywell.patients.models import Contact
from tests.practice import Oak, make_practice


@pytest.fixture
def oak(frozen: datetime) -> Oak:
    return make_practice()


def a_thread(oak: Oak, number: int, now: datetime) -> Conversation:
    contact = Contact.objects.create(practice_id=oak.id, phone=f"+1212555{number:04}")
    return Conversation.objects.create(
        practice_id=oak.id, contact=contact, created_at=now, last_message_at=now, unread=number % 3 == 0
    )


def a_text(thread: Conversation, now: datetime, direction: str, status: str, **more: object) -> Message:
    return Message.objects.create(
        practice_id=thread.practice_id, conversation=thread, direction=direction, status=status, body="x",
        created_at=now, **more,
    )  # fmt: skip


@pytest.mark.parametrize("clinical", [True, False])
def test_the_number_beside_a_list_is_how_many_it_holds(oak: Oak, frozen: datetime, clinical: bool) -> None:
    now = frozen
    with practice_scope(oak.id):
        threads = [a_thread(oak, number, now) for number in range(24)]
        for number, thread in enumerate(threads):
            queue = ("front_desk", "clinical", "billing", "scheduling")[number % 4]
            tasks.create(
                oak.id, queue, "not_read", "A task", now=now, conversation_id=thread.pk, emergency=number == 5,
                taken_by_id=(None, oak.anna.pk, oak.nurse.pk)[number % 3],
            )  # fmt: skip
        tasks.create(oak.id, "front_desk", "not_handled", "Of no conversation", now=now)
        Task.objects.filter(conversation=threads[3]).update(closed_at=now)
        for thread in (*threads[6:9], threads[14]):
            snooze.put_aside(thread.pk, oak.anna, now + timedelta(hours=4), now=now)
        a_text(threads[7], now, "in", "received")  # the patient wrote: it is back
        long_ago = now - timedelta(hours=1)
        a_text(threads[1], now, "out", "failed")
        a_text(threads[2], now, "out", "suppressed", author=oak.anna)
        a_text(threads[2], now, "out", "suppressed")  # the gate's own affair
        a_text(threads[4], now, "out", "undelivered", settled_at=now)
        a_text(threads[4], long_ago, "out", "queued")
        a_text(threads[4], long_ago, "out", "queued", send_at=now + timedelta(hours=1))
        a_text(threads[4], now, "out", "queued")
        notes.write(threads[0].pk, oak.anna, "@nia please", now=now, naming=[oak.nurse])
        found = {one.key: one.count for one in lists.views(oak.nurse, now, clinical=clinical)}
        holds = {key: len(lists.rows(key, oak.nurse, now, clinical=clinical)) for key in found}
    assert found.pop("conversations") == 0, "that list counts nothing that waits"
    assert found == {key: holds[key] for key in found}
    assert found["snoozed"] == 3
    assert found["failed"] == 3
    assert found["mentions"] == 1
    assert ("clinical" in found) == clinical
    assert 0 < found["mine"] < found["all"]

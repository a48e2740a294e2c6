"""What the tests of this folder are about: Maria's conversation with the Oak Street practice."""

from datetime import datetime, timedelta
from itertools import count

from replywell.common.tenancy import practice_scope
from replywell.messaging.models import Conversation, Message, Purpose
from replywell.messaging.send import say
from replywell.patients.models import Contact
from tests.practice import Oak

_ids = count(1)
VALUES = {"when": "Thu Mar 12, 2:30 pm", "who": "Dr. Lee"}


def conversation(oak: Oak, phone: str = "+12125550123") -> Conversation:
    """The thread with a phone, made if need be."""
    with practice_scope(oak.id):
        contact, _ = Contact.objects.get_or_create(practice=oak.practice, phone=phone)
        thread, _ = Conversation.objects.get_or_create(
            practice=oak.practice, contact=contact, defaults={"number": oak.number}
        )
    return thread


def text_in(oak: Oak, thread: Conversation, now: datetime, body: str = "hello", handled: bool = True) -> Message:
    """A text from the patient."""
    with practice_scope(oak.id):
        text = Message.objects.create(
            practice=oak.practice,
            conversation=thread,
            direction="in",
            phone=Contact.objects.get(pk=thread.contact_id).phone,
            number=oak.number,
            body=body,
            status="received",
            carrier="simulator",
            carrier_id=f"in-{next(_ids)}",
            created_at=now,
            handled_at=now if handled else None,
            ended_in="reply" if handled else "",
        )
        Conversation.objects.filter(pk=thread.pk).update(last_in_at=now)
    return text


def answer(oak: Oak, thread: Conversation, now: datetime, key: str = "thanks.reply") -> Message:
    """A text of ours that answers one of the patient's, just come in."""
    text = text_in(oak, thread, now - timedelta(seconds=1))
    with practice_scope(oak.id):
        return say(thread, key, VALUES, purpose=Purpose.ANSWER, now=now, answers=text)


def reminder(oak: Oak, thread: Conversation, now: datetime, **more: object) -> Message:
    """A reminder nobody asked for."""
    with practice_scope(oak.id):
        return say(thread, "visit.confirm", VALUES, purpose=Purpose.REMINDER, now=now, **more)  # type: ignore[arg-type]


def reload(oak: Oak, message: Message) -> Message:
    """The row as it is now."""
    with practice_scope(oak.id):
        return Message.objects.get(pk=message.pk)

"""Rows that these tests make and read."""

from datetime import UTC, datetime, timedelta

from replywell.common.tenancy import practice_scope
from replywell.messaging.models import Attempt, Conversation, Message
from replywell.patients.models import Contact
from tests.practice import Oak


def texts(oak: Oak) -> list[Message]:
    with practice_scope(oak.id):
        return list(Message.objects.filter(direction="in").order_by("id"))


def outbound(oak: Oak, phone: str = "+12125550123", *, status: str = "sending", purpose: str = "reminder") -> Message:
    """A text of ours on its way, with an attempt under way."""
    now = datetime.now(UTC)
    with practice_scope(oak.id):
        contact, _ = Contact.objects.get_or_create(practice=oak.practice, phone=phone)
        thread, _ = Conversation.objects.get_or_create(practice=oak.practice, contact=contact)
        message = Message.objects.create(
            practice=oak.practice,
            conversation=thread,
            direction="out",
            phone=phone,
            number=oak.number,
            body="Oak Street: see you Thursday.",
            status=status,
            purpose=purpose,
            carrier="twilio",
            created_at=now,
        )
        Attempt.objects.create(practice=oak.practice, message=message, lease_until=now + timedelta(seconds=30))
    return message

"""What staff do in a conversation: write to the patient, note for each other, mark as read."""

from __future__ import annotations

from datetime import datetime

from replywell.audit.record import record
from replywell.common.notify import poke_live
from replywell.dialogue import not_reminded, runs, take_over
from replywell.dialogue.hours import practice_hours
from replywell.dialogue.models import TaskNote
from replywell.messaging import send
from replywell.messaging.models import Conversation, Direction, Message
from replywell.patients.models import Contact
from replywell.practices.models import Staff


def reply(conversation_id: int, staff: Staff, body: str, *, now: datetime, send_at: datetime | None = None) -> Message:
    """A person's own words to the patient. It does not take the conversation over. Raises send.EmptyText.

    It answers the patient's last text, if there is one. Whether it leaves is the gate's to say: see the row.
    """
    conversation = Conversation.objects.select_related("contact").get(pk=conversation_id)
    last = Message.objects.filter(conversation_id=conversation_id, direction=Direction.IN).order_by("-id").first()
    message = send.say_words(conversation, body, author=staff, now=now, answers=last, send_at=send_at)
    Conversation.objects.filter(pk=conversation_id, taken_by=staff).update(staff_spoke_at=now)
    Conversation.objects.filter(pk=conversation_id).update(unread=False)
    record(
        staff.practice_id, "message.written", f"message:{message.pk}", actor=f"staff:{staff.code}", at=now,
        conversation=conversation_id,
    )  # fmt: skip
    return message


def note(conversation_id: int, staff: Staff, body: str, *, now: datetime, task_id: int | None = None) -> TaskNote:
    """Something for colleagues only. Raises ValueError when it is empty."""
    words = body.strip()
    if not words:
        raise ValueError("The note is empty. Write something first.")
    made = TaskNote.objects.create(
        practice_id=staff.practice_id,
        conversation_id=conversation_id,
        task_id=task_id,
        author=staff,
        body=words,
        at=now,
    )
    record(staff.practice_id, "note.written", f"note:{made.pk}", actor=f"staff:{staff.code}", at=now)
    _tell(staff.practice_id, conversation_id)
    return made


def mark_read(conversation_id: int, staff: Staff) -> None:
    """Somebody has seen the thread."""
    Conversation.objects.filter(pk=conversation_id, unread=True).update(unread=False)
    _tell(staff.practice_id, conversation_id)


def number_verified(contact_id: int, staff: Staff, *, now: datetime) -> bool:
    """Staff have made sure whose number it is: texts about its patients may go on. False: nothing was suspended.

    Reminders that fell due meanwhile are decided anew; visits that came or moved meanwhile are planned for.
    """
    changed = Contact.objects.filter(pk=contact_id, wrong_number_at__isnull=False).update(wrong_number_at=None)
    if not changed:
        return False
    record(staff.practice_id, "contact.verified", f"contact:{contact_id}", actor=f"staff:{staff.code}", at=now)
    conversation_id = Conversation.objects.filter(contact_id=contact_id).values_list("pk", flat=True).first()
    if conversation_id is not None:
        runs.plan_anew(conversation_id, now)
        take_over.decide_anew(conversation_id, now)
        for text in Message.objects.filter(conversation_id=conversation_id, gate_reason="wrong_number").order_by("id"):
            not_reminded.call(text, now)
    return True


def _tell(practice_id: int, conversation_id: int) -> None:
    public_id = Conversation.objects.values_list("public_id", flat=True).get(pk=conversation_id)
    poke_live(practice_hours(practice_id).practice.public_id, "conversation", public_id)

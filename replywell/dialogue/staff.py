"""What staff do in a conversation: write to the patient, take a text back, note a stop, a wrong number, a language."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from replywell.audit.record import record
from replywell.dialogue import not_reminded, open_pages, runs, stopping, take_over, thread
from replywell.dialogue.hours import practice_hours
from replywell.messaging import opt_out, send
from replywell.messaging.models import NOT_DELIVERED, Conversation, Direction, Message, MessageStatus
from replywell.patients.models import Contact
from replywell.practices.models import Staff

CHANNELS = {
    "verbal": gettext_lazy("in person or on the phone"),
    "voicemail": gettext_lazy("by voice mail"),
    "email": gettext_lazy("by e-mail"),
    "paper": gettext_lazy("on paper"),
    "form": gettext_lazy("on a form"),
}
"""How a patient may ask for no more texts, other than by text (47 CFR 64.1200(a)(10))."""


class AnsweredMeanwhile(ValueError):  # noqa: N818
    """A colleague wrote to the patient since the page was made. Nothing was sent."""


def reply(
    conversation_id: int,
    staff: Staff,
    body: str,
    *,
    now: datetime,
    send_at: datetime | None = None,
    patient_id: int | None = None,
    newest: int | None = None,
) -> Message:
    """A person's own words to the patient. It does not take the conversation over. Raises send.EmptyText.

    It answers the patient's last text, if there is one. Whether it leaves is the gate's to say: see the row.
    `newest`: the key of the last text that the writer has seen. A colleague's text after it raises AnsweredMeanwhile,
    so of two who answer at once one does. `patient_id`: whom it is about, where a phone is shared.
    """
    conversation = Conversation.objects.select_for_update(of=("self",)).select_related("contact").get(
        pk=conversation_id
    )  # fmt: skip
    if newest is not None:
        since = Message.objects.filter(conversation_id=conversation_id, direction=Direction.OUT, id__gt=newest)
        other = since.exclude(author=staff).filter(author__isnull=False).select_related("author").first()
        if other is not None and other.author is not None:
            raise AnsweredMeanwhile(
                _("%(name)s has just written to the patient. Read that first; your words are still here.")
                % {"name": other.author.name}
            )
    last = Message.objects.filter(conversation_id=conversation_id, direction=Direction.IN).order_by("-id").first()
    message = send.say_words(
        conversation, body, author=staff, now=now, answers=last, send_at=send_at, patient_id=patient_id
    )
    Conversation.objects.filter(pk=conversation_id, taken_by=staff).update(staff_spoke_at=now)
    Conversation.objects.filter(pk=conversation_id).update(unread=False)
    record(
        staff.practice_id, "message.written", f"message:{message.pk}", actor=f"staff:{staff.code}", at=now,
        conversation=conversation_id,
    )  # fmt: skip
    return message


def mark_read(conversation_id: int, staff: Staff) -> None:
    """Somebody has seen the thread."""
    Conversation.objects.filter(pk=conversation_id, unread=True).update(unread=False)
    open_pages.tell(staff.practice_id, conversation_id)


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


def withdraw(message: Message, staff: Staff, *, now: datetime) -> None:
    """Take back a text that waits to be sent. Raises ValueError when it left meanwhile, or was withdrawn."""
    waiting = Message.objects.filter(pk=message.pk, status=MessageStatus.DEFERRED)
    if not send.withdraw(waiting, now=now):
        raise ValueError(_("It is too late: the text has left, or somebody withdrew it."))
    record(
        staff.practice_id, "message.withdrawn", f"message:{message.pk}", actor=f"staff:{staff.code}", at=now,
        conversation=message.conversation_id,
    )  # fmt: skip
    open_pages.tell(staff.practice_id, message.conversation_id)


def again(message: Message, staff: Staff, *, now: datetime) -> Message:
    """Send a person's text that did not arrive once more, through the gate. Raises ValueError if it needs none."""
    if message.author_id is None:
        raise ValueError(_("Only what a person wrote can be sent again. Write a text of your own."))
    settle(message, staff, now=now)
    return reply(message.conversation_id or 0, staff, message.body, now=now, patient_id=message.patient_id)


def settle(message: Message, staff: Staff, *, now: datetime) -> None:
    """A person has dealt with a text that did not arrive. Raises ValueError when there is nothing to deal with."""
    if not Message.objects.filter(NOT_DELIVERED, pk=message.pk).update(settled_at=now):
        raise ValueError(_("Somebody has dealt with this text already, or it arrived after all."))
    record(
        staff.practice_id, "message.settled", f"message:{message.pk}", actor=f"staff:{staff.code}", at=now,
        conversation=message.conversation_id,
    )  # fmt: skip
    open_pages.tell(staff.practice_id, message.conversation_id)


def asked_to_stop(conversation: Conversation, staff: Staff, words: str, channel: str, *, now: datetime) -> bool:
    """The patient told a person that they want no more texts. False: the number was stopped already; it is kept too.

    `words` verbatim, `channel` one of CHANNELS: evidence. Raises ValueError without either.
    """
    if channel not in CHANNELS:
        raise ValueError(_("Say how the patient asked: in person, by voice mail, by e-mail or on paper."))
    if not words.strip():
        raise ValueError(_("Write down what the patient said. It is kept as evidence."))
    fresh = opt_out.stop(
        staff.practice_id, conversation.contact.phone, words=words.strip(), why="staff",
        actor=f"staff:{staff.code}", channel=channel, at=now,
    )  # fmt: skip
    open_pages.tell(staff.practice_id, conversation.pk)
    return fresh


def wrong_number(conversation: Conversation, staff: Staff, *, now: datetime) -> bool:
    """Staff learned that this number is somebody else's: texts about its patients wait. False: known already."""
    changed = Contact.objects.filter(pk=conversation.contact_id, wrong_number_at__isnull=True).update(
        wrong_number_at=now
    )
    if not changed:
        return False
    record(
        staff.practice_id, "contact.wrong_number", f"contact:{conversation.contact_id}", actor=f"staff:{staff.code}",
        at=now,
    )  # fmt: skip
    stopping.finish(thread.look(conversation.pk, now), stopping.WRONG_NUMBER)
    open_pages.tell(staff.practice_id, conversation.pk)
    return True


def set_language(conversation: Conversation, staff: Staff, language: str, *, now: datetime) -> None:
    """Texts to this phone are in this language from now on, until its owner clearly writes in another one.

    Raises ValueError for a language that the practice does not have.
    """
    practice = practice_hours(staff.practice_id).practice
    if language not in {practice.language, *practice.languages}:
        raise ValueError(_("The practice has no wordings in this language."))
    Contact.objects.filter(pk=conversation.contact_id).update(language=language)
    Conversation.objects.filter(pk=conversation.pk).update(language=language)
    record(
        staff.practice_id, "contact.language_set", f"contact:{conversation.contact_id}", actor=f"staff:{staff.code}",
        at=now, language=language,
    )  # fmt: skip
    open_pages.tell(staff.practice_id, conversation.pk)

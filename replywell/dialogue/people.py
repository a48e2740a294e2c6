"""What software should not decide goes to a person, and the patient hears that one will answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from replywell.dialogue import tasks
from replywell.dialogue.models import Queue
from replywell.dialogue.thread import Thread
from replywell.messaging import send
from replywell.messaging.models import Direction, Message, Purpose
from replywell.understanding import Intent

QUEUES: Mapping[Intent, tuple[Queue, str, str]] = {
    Intent.CLINICAL_CONCERN: (Queue.CLINICAL, "clinical_concern", "A clinical concern"),
    Intent.VALUE_REPORT: (Queue.CLINICAL, "value_report", "A measured value"),
    Intent.REFILL_REQUEST: (Queue.CLINICAL, "refill", "Asks for a refill"),
    Intent.BILLING_QUESTION: (Queue.BILLING, "billing", "A question about a bill"),
    Intent.COMPLAINT: (Queue.FRONT_DESK, "complaint", "Is not satisfied"),
    Intent.BOOK: (Queue.SCHEDULING, "book", "Wants a visit"),
    Intent.RESCHEDULE: (Queue.SCHEDULING, "move", "Wants to move a visit"),
    Intent.CANCEL: (Queue.SCHEDULING, "cancel", "Wants to cancel a visit"),
    Intent.CONFIRM: (Queue.SCHEDULING, "confirm", "Says yes, and it is not clear to what"),
    Intent.DECLINE: (Queue.SCHEDULING, "decline", "Says no, and it is not clear to what"),
    Intent.SELECT_OPTION: (Queue.SCHEDULING, "pick", "Picks something we no longer offer"),
    Intent.RUNNING_LATE: (Queue.FRONT_DESK, "running_late", "Is running late"),
    Intent.WAITLIST_JOIN: (Queue.SCHEDULING, "waitlist", "Would like an earlier visit"),
    Intent.QUESTION: (Queue.FRONT_DESK, "question", "Asks a question"),
    Intent.LANGUAGE_CHANGE: (Queue.FRONT_DESK, "language", "Would like another language"),
    Intent.WRONG_NUMBER: (Queue.FRONT_DESK, "wrong_number", "Says that this is the wrong number"),
    Intent.READY: (Queue.FRONT_DESK, "ready", "Is ready"),
}
"""Where a wish that software does not settle goes: queue, reason, summary."""
URGENCY = (
    Intent.CLINICAL_CONCERN,
    Intent.VALUE_REPORT,
    Intent.REFILL_REQUEST,
    Intent.COMPLAINT,
    Intent.BILLING_QUESTION,
)
"""Of several unmet wishes, the first of these picks the queue."""
AGAIN = timedelta(hours=1)
"""A patient who goes on writing is not told more often than this that a person will answer."""


def make_task(thread: Thread, intents: tuple[Intent, ...], *, words: bool = True) -> tuple[int, int]:
    """A task for the unmet wishes of the text; with `words`, the patient is told. Returns (tasks, texts)."""
    main = next((one for one in URGENCY if one in intents), intents[0] if intents else Intent.UNKNOWN)
    queue, reason, summary = QUEUES.get(main, (Queue.FRONT_DESK, "unclear", "Needs to be read by a person"))
    task, fresh = tasks.create(
        thread.practice_id,
        queue,
        reason,
        summary,
        now=thread.now,
        conversation_id=thread.conversation.pk,
        message_id=thread.message.pk if thread.message else None,
        patient_id=thread.patient_id,
        appointment_id=thread.visits[0].id if len(thread.visits) == 1 else None,
        location_id=thread.visits[0].location_id if thread.visits else None,
        key=f"{reason}:{thread.conversation.pk}",
    )
    if not words or (not fresh and thread.now - task.created_at < AGAIN):
        return 1, 0
    return 1, will_answer(thread)


def will_answer(thread: Thread, *, language: str | None = None) -> int:
    """Tell the patient that a person answers; out of opening hours when, and once per closed period. Returns texts."""
    if thread.place.is_open(thread.now):
        return _say(thread, "person.will_answer", {}, language)
    return when_closed(thread, language=language)


def when_closed(thread: Thread, *, language: str | None = None) -> int:
    """Out of opening hours: when a person reads it, and what to do in an emergency. Once per closed period."""
    place = thread.place
    if place.is_open(thread.now):
        return 0
    since = place.closed_since(thread.now)
    said = Message.objects.filter(
        conversation_id=thread.conversation.pk,
        direction=Direction.OUT,
        created_at__gte=since,
        template__key="person.will_answer_closed",
    )
    if said.exists():
        return 0
    opens = place.next_open(thread.now)
    return _say(thread, "person.will_answer_closed", {"when": thread.when(opens, place.zone.key)}, language)


def _say(thread: Thread, key: str, values: dict[str, str], language: str | None) -> int:
    message = send.say(
        thread.conversation,
        key,
        values,
        purpose=Purpose.ANSWER,
        now=thread.now,
        language=language,
        answers=thread.message,
    )
    return 0 if message.status in ("suppressed", "dropped") else 1

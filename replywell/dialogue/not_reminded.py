"""A reminder that the gate refuses, when it is decided or when it is sent, is a call unless the visit is told of."""

from __future__ import annotations

from datetime import datetime, timedelta

from replywell.dialogue import tasks
from replywell.dialogue.models import Task, WakeUp
from replywell.messaging.events import MessageMoved
from replywell.messaging.gate import REASONS
from replywell.messaging.models import Direction, Message, MessageStatus, Purpose
from replywell.scheduling.models import Appointment, Confirmation, Status

REFUSED = frozenset({MessageStatus.SUPPRESSED, MessageStatus.DROPPED})
NO_CALL = frozenset({"opted_out", "wrong_number", "no_consent", "not_in_pilot", "cap_same_visit"})
"""The gate's reasons that are somebody's decision, have a task of their own, or mean that the visit was told of."""
IN_TIME = timedelta(hours=12)
"""A reminder that is still planned so long before the visit makes a call needless."""


def message_moved(moved: MessageMoved) -> None:
    """The gate refused a reminder at the moment of sending."""
    if moved.new in REFUSED and moved.conversation_id is not None:
        refused(Message.objects.get(pk=moved.message_id), moved.now)


def refused(message: Message, now: datetime) -> None:
    """Calls for the visits of a reminder that the gate has just refused."""
    if message.gate_reason not in NO_CALL:
        call(message, now)


def call(message: Message, now: datetime) -> None:
    """A call for each visit of a reminder that did not leave, unless the patient was told of it or will be in time."""
    if message.purpose != Purpose.REMINDER or message.conversation_id is None:
        return
    versions = {int(pair[0]): int(pair[1]) for pair in message.about}
    waiting = Appointment.objects.filter(
        pk__in=versions, status=Status.BOOKED, confirmation=Confirmation.UNASKED, starts_at__gt=now
    )
    for visit in waiting.order_by("starts_at", "id"):
        key = f"not_reminded:{visit.pk}:{visit.version}"
        called = Task.objects.filter(key=key, closed_by__isnull=False).exists()
        if visit.version != versions[visit.pk] or called or _told_otherwise(visit, message.conversation_id, message.pk):
            continue
        tasks.create(
            message.practice_id, "scheduling", "not_reminded",
            f"Not reminded by text: call. {REASONS.get(message.gate_reason, '')}".strip(), now=now,
            conversation_id=message.conversation_id, patient_id=visit.patient_id, appointment_id=visit.pk,
            location_id=visit.location_id, key=key,
        )  # fmt: skip


def _told_otherwise(visit: Appointment, conversation_id: int, refused_id: int) -> bool:
    """Whether another reminder of the visit left, is about to, or is planned in time."""
    planned = WakeUp.objects.filter(
        appointment=visit, appointment_version=visit.version, done_at__isnull=True,
        due_at__lte=visit.starts_at - IN_TIME,
    )  # fmt: skip
    if planned.exists():
        return True
    others = Message.objects.filter(
        conversation_id=conversation_id, direction=Direction.OUT, purpose=Purpose.REMINDER
    ).exclude(pk=refused_id)
    lost = [*REFUSED, MessageStatus.FAILED, MessageStatus.UNDELIVERED]
    return any(
        [visit.pk, visit.version] in about for about in others.exclude(status__in=lost).values_list("about", flat=True)
    )

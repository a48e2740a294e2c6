"""Put a conversation aside until a moment. It comes back by itself, or as soon as its patient writes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils.translation import gettext as _

from replywell.audit.record import record
from replywell.dialogue import open_pages, tasks
from replywell.dialogue.models import Queue, Snooze, Task
from replywell.messaging.models import Conversation, Direction, Message
from replywell.practices.models import Role, Staff

QUEUE_OF = {Role.CLINICAL: Queue.CLINICAL, Role.BILLING: Queue.BILLING}
"""Where the reminder of a conversation without a task goes, by the role of who put it aside; else the front desk."""


def put_aside(conversation_id: int, staff: Staff, until: datetime, *, now: datetime) -> Snooze:
    """Hide the conversation from the lists until `until` (UTC). Raises ValueError for an emergency or a past moment.

    Without an open task it would come back to nowhere: it gets one, which `staff` has.
    """
    if until <= now:
        raise ValueError(_("Choose a moment that lies ahead."))
    with transaction.atomic():
        Conversation.objects.select_for_update().get(pk=conversation_id)
        waiting = Task.objects.filter(conversation_id=conversation_id, closed_at__isnull=True)
        if waiting.filter(emergency=True).exists():
            raise ValueError(_("This is an emergency. It cannot be put aside."))
        last = Message.objects.filter(conversation_id=conversation_id, direction=Direction.IN).aggregate(at=Max("id"))
        _end(conversation_id, now)
        made = Snooze.objects.create(
            practice_id=staff.practice_id, conversation_id=conversation_id, by=staff, at=now, until=until,
            last_in_id_then=last["at"] or 0,
        )  # fmt: skip
        if not waiting.exists():
            tasks.create(
                staff.practice_id, QUEUE_OF.get(Role(staff.role), Queue.FRONT_DESK), "snoozed", "To look at again",
                now=now, conversation_id=conversation_id, due=until, taken_by_id=staff.pk,
                key=f"snoozed:{conversation_id}", actor=f"staff:{staff.code}",
            )  # fmt: skip
        record(
            staff.practice_id, "conversation.snoozed", f"conversation:{conversation_id}", actor=f"staff:{staff.code}",
            at=now, until=until.isoformat(),
        )  # fmt: skip
    open_pages.tell(staff.practice_id, conversation_id)
    return made


def wake(conversation_id: int, staff: Staff, *, now: datetime) -> bool:
    """Back into the lists now. False: it was not put aside."""
    if not asleep(now).filter(conversation_id=conversation_id).exists() or not _end(conversation_id, now):
        return False
    record(
        staff.practice_id, "conversation.woken", f"conversation:{conversation_id}", actor=f"staff:{staff.code}", at=now
    )
    open_pages.tell(staff.practice_id, conversation_id)
    return True


def asleep(now: datetime) -> QuerySet[Snooze]:
    """The conversations that are put aside at that moment, in the practice's scope."""
    newer = Message.objects.filter(
        conversation_id=OuterRef("conversation_id"), direction=Direction.IN, id__gt=OuterRef("last_in_id_then")
    )
    return Snooze.objects.filter(ended_at__isnull=True, until__gt=now).exclude(Exists(newer))


def _end(conversation_id: int, now: datetime) -> int:
    return Snooze.objects.filter(conversation_id=conversation_id, ended_at__isnull=True).update(ended_at=now)

"""A person stops what the software is doing about a visit, or skips one reminder. The visit itself stays as it is.

A late answer of the patient still counts: who says yes after a stop has confirmed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from replywell.audit.record import record
from replywell.dialogue import open_pages, prompts
from replywell.dialogue.models import Prompt, RunVisit, WakeUp, WorkflowRun
from replywell.messaging import send
from replywell.messaging.models import Conversation, Message, MessageStatus
from replywell.practices.models import Staff
from replywell.scheduling.models import Appointment

STOPPED = "stopped"
SKIPPED = "skipped"
WAITING = (MessageStatus.QUEUED, MessageStatus.DEFERRED)


class NothingToStop(Exception):  # noqa: N818
    """It is over already: it went out, was answered, or a colleague stopped it. Nothing was changed."""


def skip(appointment_id: int, wake_up_id: int, staff: Staff, *, now: datetime) -> datetime:
    """One planned reminder of a visit does not go out; later ones do. Returns when it was due (UTC).

    Raises NothingToStop.
    """
    wake_up = WakeUp.objects.filter(pk=wake_up_id, appointment_id=appointment_id, run__isnull=True).first()
    if wake_up is not None:
        lock([wake_up.conversation_id])
        planned = WakeUp.objects.filter(
            pk=wake_up_id, done_at__isnull=True, appointment_version=F("appointment__version")
        )
        if planned.exists() and WakeUp.objects.filter(pk=wake_up_id, done_at__isnull=True).update(
            done_at=now, done_how=SKIPPED
        ):
            record(
                staff.practice_id, "reminder.skipped", f"appointment:{appointment_id}", actor=f"staff:{staff.code}",
                at=now, due_at=wake_up.due_at,
            )  # fmt: skip
            open_pages.tell(staff.practice_id, wake_up.conversation_id)
            return wake_up.due_at
    raise NothingToStop(_("That reminder is not planned any more: it went out, or a colleague was faster."))


def stop(appointment_id: int, staff: Staff, *, now: datetime) -> None:
    """No more reminders and questions about this visit at its present time. Raises NothingToStop.

    A run that asked about several visits at once ends for all of them; a later text about others of that day leaves
    this one out.
    """
    about = WorkflowRun.objects.filter(
        pk__in=RunVisit.objects.filter(appointment_id=appointment_id).values("run_id"), ended_at__isnull=True
    )
    planned = WakeUp.objects.filter(appointment_id=appointment_id, done_at__isnull=True)
    conversations = {
        *about.values_list("conversation_id", flat=True),
        *planned.values_list("conversation_id", flat=True),
    }
    lock(conversations)
    ended = [end_run(run, now) for run in about.order_by("pk")]
    Appointment.objects.filter(pk=appointment_id).update(silent_version=F("version"))
    waiting = planned.update(done_at=now, done_how=STOPPED)
    if not waiting and not any(ended):
        raise NothingToStop(_("Nothing is planned about this visit any more: it is over, or a colleague was faster."))
    record(
        staff.practice_id, "run.stopped", f"appointment:{appointment_id}", actor=f"staff:{staff.code}", at=now,
        runs=[run.pk for run in ended if run], planned=waiting,
    )  # fmt: skip
    open_pages.tell(staff.practice_id, *conversations)


def stop_run(conversation_id: int, run_public_id: UUID, staff: Staff, *, now: datetime) -> None:
    """End one run of a conversation, whatever it is about. Raises NothingToStop."""
    lock([conversation_id])
    run = WorkflowRun.objects.filter(
        conversation_id=conversation_id, public_id=run_public_id, ended_at__isnull=True
    ).first()
    if run is None or end_run(run, now) is None:
        raise NothingToStop(_("That is over already: it was answered, or a colleague was faster."))
    record(
        staff.practice_id, "run.stopped", f"conversation:{conversation_id}", actor=f"staff:{staff.code}", at=now,
        runs=[run.pk], planned=0,
    )  # fmt: skip
    open_pages.tell(staff.practice_id, conversation_id)


def end_run(run: WorkflowRun, now: datetime) -> WorkflowRun | None:
    """End it with its questions, wake-ups and texts that have not left; None when it moved on meanwhile."""
    changed = WorkflowRun.objects.filter(pk=run.pk, version=run.version, ended_at__isnull=True).update(
        ended_at=now, ended_why=STOPPED, version=F("version") + 1
    )
    if not changed:
        return None
    WakeUp.objects.filter(run_id=run.pk, done_at__isnull=True).update(done_at=now, done_how=STOPPED)
    waiting = Message.objects.filter(
        conversation_id=run.conversation_id, run_id_then=run.pk, status__in=WAITING, answers__isnull=True
    )
    send.withdraw(waiting, now=now)
    asked = Prompt.objects.filter(run_id=run.pk, closed_at__isnull=True).values_list("pk", flat=True)
    prompts.close(list(asked), "void", conversation_id=run.conversation_id, now=now)
    return run


def lock(conversations: Iterable[int | None]) -> None:
    """Nobody else plays these conversations until the end of the transaction."""
    wanted = [key for key in conversations if key]
    list(Conversation.objects.filter(pk__in=wanted).order_by("pk").select_for_update(no_key=True).values_list("pk"))

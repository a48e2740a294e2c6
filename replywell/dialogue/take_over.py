"""A person takes a conversation and hands it back. Meanwhile automation is silent; STOP, HELP and red flags act."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection

from replywell.audit.record import record
from replywell.common import clock
from replywell.common.notify import WAKE, poke
from replywell.common.tenancy import practice_scope
from replywell.dialogue import effects, open_pages, prompts, safety, tasks, thread
from replywell.dialogue.models import Task, WakeUp, WorkflowRun
from replywell.dialogue.turn import REGISTRY
from replywell.messaging.models import Conversation
from replywell.practices.models import Staff

FORGOTTEN_AFTER = timedelta(hours=4)
"""Working hours without a message of the taker, after which the conversation goes back to its queue."""
GO_ON = "again"
"""A run that has this timer in its state goes on when automation does."""


class AlreadyTaken(Exception):  # noqa: N818
    """Somebody else has the conversation, or nobody has. Nothing was changed."""


def take(conversation_id: int, staff: Staff, *, now: datetime) -> None:
    """`staff` has the conversation: its prompts close, its open tasks are theirs. Raises AlreadyTaken."""
    changed = Conversation.objects.filter(pk=conversation_id, taken_by__isnull=True).update(
        taken_by=staff, taken_at=now, staff_spoke_at=now
    )
    if not changed:
        holder = Conversation.objects.filter(pk=conversation_id).values_list("taken_by_id", flat=True).first()
        if holder == staff.pk:
            return
        raise AlreadyTaken("Somebody else took this conversation. Reload the page to see who.")
    prompts.close_all(conversation_id, "taken_over", now=now)
    waiting = Task.objects.filter(conversation_id=conversation_id, closed_at__isnull=True, taken_by__isnull=True)
    for task_id in list(waiting.values_list("pk", flat=True)):
        tasks.take(task_id, staff, now=now)
    record(
        staff.practice_id, "conversation.taken", f"conversation:{conversation_id}", actor=f"staff:{staff.code}", at=now
    )
    open_pages.tell(staff.practice_id, conversation_id)


def hand_back(conversation_id: int, staff: Staff, *, now: datetime) -> None:
    """Automation goes on: what was due meanwhile is decided anew. Raises AlreadyTaken when nobody has it."""
    changed = Conversation.objects.filter(pk=conversation_id, taken_by__isnull=False).update(
        taken_by=None, taken_at=None, staff_spoke_at=None
    )
    if not changed:
        raise AlreadyTaken("Nobody has this conversation: it was handed back already.")
    for task in Task.objects.filter(
        conversation_id=conversation_id, closed_at__isnull=True, reason__in=("taken_over", "waiting_text")
    ):
        tasks.close(task.pk, staff, now=now, outcome="handed back")
    decide_anew(conversation_id, now)
    record(
        staff.practice_id, "conversation.handed_back", f"conversation:{conversation_id}",
        actor=f"staff:{staff.code}", at=now,
    )  # fmt: skip
    open_pages.tell(staff.practice_id, conversation_id)


def end_pause(conversation_id: int, staff: Staff, *, now: datetime) -> bool:
    """The episode after a red flag is over: its task closes, automation goes on. False: there was none."""
    changed = Conversation.objects.filter(pk=conversation_id, paused_at__isnull=False).update(paused_at=None)
    if not changed:
        return False
    for task in Task.objects.filter(key=safety.key_of(conversation_id), closed_at__isnull=True):
        tasks.close(task.pk, staff, now=now, outcome="episode ended")
    decide_anew(conversation_id, now)
    record(staff.practice_id, "red_flag.ended", f"conversation:{conversation_id}", actor=f"staff:{staff.code}", at=now)
    open_pages.tell(staff.practice_id, conversation_id)
    return True


def return_forgotten(limit: int = 100) -> int:
    """Give back, over all practices, what its taker has left alone for four working hours, with an alarm."""
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT practice_id, conversation_id FROM conversations_left_alone(%s, %s)", [now - FORGOTTEN_AFTER, limit]
        )
        found = cursor.fetchall()
    returned = 0
    for practice_id, conversation_id in found:
        with practice_scope(practice_id):
            returned += _return(practice_id, conversation_id, now)
    return returned


def _return(practice_id: int, conversation_id: int, now: datetime) -> int:
    at_hand = thread.lock(conversation_id, now)
    if at_hand is None or at_hand.conversation.taken_at is None:
        return 0
    conversation = at_hand.conversation
    since = conversation.staff_spoke_at or conversation.taken_at or now
    if at_hand.place.after(since, FORGOTTEN_AFTER) > now:
        return 0
    Conversation.objects.filter(pk=conversation_id).update(taken_by=None, taken_at=None, staff_spoke_at=None)
    theirs = Task.objects.filter(
        conversation_id=conversation_id, closed_at__isnull=True, taken_by_id=conversation.taken_by_id
    )
    back = theirs.update(taken_by=None, taken_at=None, returned_at=now, due_at=now, next_page_at=tasks.paged_again(now))
    if not back:
        tasks.create(
            practice_id, "front_desk", "forgotten", "Taken over and forgotten: nobody wrote for four working hours",
            now=now, conversation_id=conversation_id, due=now, patient_id=at_hand.patient_id,
            key=f"forgotten:{conversation_id}",
        )  # fmt: skip
    tasks.create(
        practice_id, "front_desk", "hand_back_forgotten", "A conversation was not handed back", now=now, due=now,
        conversation_id=conversation_id, page=True, key=f"hand_back_forgotten:{conversation_id}",
    )  # fmt: skip
    decide_anew(conversation_id, now)
    record(practice_id, "conversation.returned", f"conversation:{conversation_id}", actor="system", at=now)
    open_pages.tell(practice_id, conversation_id)
    return 1


def decide_anew(conversation_id: int, now: datetime) -> None:
    """Wake-ups that were put aside are due again; their handlers see things as they are now.

    A run that goes on where it was needs none of its own: the silence was ours.
    """
    going_on = []
    for run in WorkflowRun.objects.filter(conversation_id=conversation_id, ended_at__isnull=True):
        workflow = REGISTRY.get(run.workflow)
        if workflow is not None and workflow.rule("timer", run.state, GO_ON) is not None:
            going_on.append(run)
    WakeUp.objects.filter(run__in=going_on, done_how="task").update(done_how="void")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE dialogue_wakeup w SET done_at = NULL, done_how = '', due_at = %s WHERE conversation_id = %s "
            "AND done_how = 'task' AND NOT EXISTS (SELECT 1 FROM dialogue_wakeup o WHERE o.practice_id = w.practice_id "
            "AND o.key = w.key AND o.done_at IS NULL AND w.key <> '') AND (w.key = '' OR w.id = (SELECT max(x.id) "
            "FROM dialogue_wakeup x WHERE x.practice_id = w.practice_id AND x.key = w.key AND x.done_how = 'task'))",
            [now, conversation_id],
        )
    for run in going_on:
        effects.plan(
            run.practice_id, conversation_id, workflow=run.workflow, name=GO_ON, due=now,
            key=f"{run.workflow}:{GO_ON}:run:{run.pk}", run_id=run.pk, run_version=run.version,
        )  # fmt: skip
    poke(WAKE)

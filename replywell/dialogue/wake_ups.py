"""What starts on our side: due rows, each run once, void when what they were about has moved on."""

from __future__ import annotations

import logging

from django.db import InterfaceError, OperationalError, connection
from django.db.models import F

from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.dialogue import not_reminded, runs, stopping, take_over, tasks, thread
from replywell.dialogue.choosing import WHICH_ONE
from replywell.dialogue.effects import RunMovedOn
from replywell.dialogue.facts import VisitFacts
from replywell.dialogue.models import RunVisit, WakeUp, WorkflowRun
from replywell.dialogue.thread import Thread
from replywell.dialogue.turn import REGISTRY, START

log = logging.getLogger(__name__)

TRIES = 2


def run_due(limit: int) -> int:
    """Run up to `limit` due wake-ups over all practices, and hand back what was forgotten. Returns how many ran."""
    done = 0
    passed: list[int] = []
    while done < limit:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT practice_id, wake_up_id FROM wake_ups_due(domain_now(), %s, %s)",
                [min(50, limit - done), passed],
            )
            found = cursor.fetchall()
        if not found:
            break
        for practice_id, wake_up_id in found:
            if _one(practice_id, wake_up_id):
                done += 1
            else:
                passed.append(wake_up_id)
    return done + take_over.return_forgotten(limit)


def _one(practice_id: int, wake_up_id: int) -> bool:
    """Run one, under its conversation's lock. False: another worker has it, or it failed."""
    try:
        with practice_scope(practice_id):
            wake_up = WakeUp.objects.filter(pk=wake_up_id, done_at__isnull=True).first()
            if wake_up is None or wake_up.conversation_id is None:
                return False
            at_hand = thread.lock(wake_up.conversation_id, clock.now())
            if at_hand is None:
                return False
            wake_up = WakeUp.objects.select_for_update().filter(pk=wake_up_id, done_at__isnull=True).first()
            if wake_up is None or wake_up.due_at > at_hand.now:
                return False
            # Done before it is played, so that it can plan itself anew.
            _mark(wake_up, "ran", at_hand)
            how = _play(at_hand, wake_up)
            if how != "ran":
                _mark(wake_up, how, at_hand)
        return True
    except (OperationalError, InterfaceError, RunMovedOn):
        # No fault of the wake-up: it is tried again.
        log.warning("A wake-up runs later (%s)", wake_up_id, exc_info=True)
        connection.close_if_unusable_or_obsolete()
        return False
    except Exception:
        log.exception("A wake-up failed (%s)", wake_up_id)
        _count_failure(practice_id, wake_up_id)
        return False


def _mark(wake_up: WakeUp, how: str, at_hand: Thread) -> None:
    WakeUp.objects.filter(pk=wake_up.pk).update(done_at=at_hand.now, done_how=how)


def _play(at_hand: Thread, wake_up: WakeUp) -> str:
    conversation = at_hand.conversation
    if wake_up.name == stopping.KEEP_SILENCE and not wake_up.workflow:
        stopping.silence_after_cancel(at_hand)
        return "ran"
    run = WorkflowRun.objects.filter(pk=wake_up.run_id).first() if wake_up.run_id else None
    if wake_up.run_id and (run is None or run.ended_at is not None):
        return "void"
    if run is not None and wake_up.run_version is not None and run.version != wake_up.run_version:
        return "void"
    visits = _visits(at_hand, wake_up, run)
    if run is None and conversation.contact.wrong_number_at is not None:
        return "task"  # the one of the wrong number; decided anew when staff have verified it
    if run is None and not visits and "offer" not in wake_up.data:
        return "void"
    if conversation.taken_by_id is not None or conversation.paused_at is not None:
        return _put_aside(at_hand, wake_up)
    if wake_up.workflow == WHICH_ONE and run is not None:
        return _which_one_silence(at_hand, run)
    workflow = REGISTRY.get(wake_up.workflow)
    rule = workflow.rule("timer", run.state if run else START, wake_up.name) if workflow else None
    if workflow is None or rule is None:
        return "void"
    done = runs.play(
        at_hand, workflow, rule, cause="timer", run=run, visits=visits, data={**wake_up.data, "name": wake_up.name}
    )
    for message in done.refused:
        not_reminded.refused(message, at_hand.now)
    return "ran"


def _visits(at_hand: Thread, wake_up: WakeUp, run: WorkflowRun | None) -> tuple[VisitFacts, ...]:
    if run is not None:
        about = set(RunVisit.objects.filter(run_id=run.pk).values_list("appointment_id", flat=True))
        return tuple(visit for visit in at_hand.visits if visit.id in about)
    return tuple(
        visit
        for visit in at_hand.visits
        if visit.id == wake_up.appointment_id and visit.version == wake_up.appointment_version
    )


def _put_aside(at_hand: Thread, wake_up: WakeUp) -> str:
    """A person has the conversation: they see what would have been said; at hand-back it is decided anew."""
    conversation = at_hand.conversation
    tasks.create(
        at_hand.practice_id, "scheduling", "waiting_text", "A planned text waits because a person has the conversation",
        now=at_hand.now, conversation_id=conversation.pk, appointment_id=wake_up.appointment_id,
        patient_id=at_hand.patient_id, taken_by_id=conversation.taken_by_id, key=f"waiting_text:{conversation.pk}",
    )  # fmt: skip
    return "task"


def _which_one_silence(at_hand: Thread, run: WorkflowRun) -> str:
    """Nobody said which visit was meant: nothing is freed by silence, a person calls."""
    WorkflowRun.objects.filter(pk=run.pk, ended_at__isnull=True).update(ended_at=at_hand.now, ended_why="silence")
    word = "CANCEL" if run.data.get("cancel_word") else "a wish"
    tasks.create(
        at_hand.practice_id, "scheduling", "which_one", f"Did not say which visit, after {word}: call", now=at_hand.now,
        conversation_id=at_hand.conversation.pk, patient_id=at_hand.patient_id,
        key=f"which_one:{at_hand.conversation.pk}",
    )  # fmt: skip
    return "ran"


def _count_failure(practice_id: int, wake_up_id: int) -> None:
    with practice_scope(practice_id):
        now = clock.now()
        WakeUp.objects.filter(pk=wake_up_id, done_at__isnull=True).update(tries=F("tries") + 1)
        wake_up = WakeUp.objects.get(pk=wake_up_id)
        if wake_up.tries < TRIES or wake_up.done_at is not None:
            return
        WakeUp.objects.filter(pk=wake_up_id).update(done_at=now, done_how="failed")
        tasks.create(
            practice_id, "front_desk", "not_handled", "Software failed at a planned text: please look", now=now,
            conversation_id=wake_up.conversation_id, appointment_id=wake_up.appointment_id,
            key=f"wake_up:{wake_up_id}",
        )  # fmt: skip

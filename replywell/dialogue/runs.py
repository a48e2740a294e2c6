"""Let a workflow's handler decide, and apply what it decided: one step of one run."""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

from replywell.dialogue import coming, waiting_wishes
from replywell.dialogue.effects import Applied, Applier, Cause
from replywell.dialogue.facts import LOAD, AskedFacts, Option, VisitFacts
from replywell.dialogue.models import RunVisit, WakeUp, WorkflowRun
from replywell.dialogue.thread import Thread, look
from replywell.dialogue.turn import REGISTRY, START, Rule, Turn, Workflow
from replywell.messaging.models import Conversation
from replywell.patients.models import ContactLink
from replywell.practices.models import Staff
from replywell.scheduling.events import VisitChange
from replywell.scheduling.models import Appointment
from replywell.scheduling.queries import visit as read_visit
from replywell.understanding import Reading

PARTED = "parted"
"""How a wake-up ended whose patient has this phone no more; with the phone again, they are planned for again."""


@dataclass(frozen=True)
class Playing:
    """What is being played in this transaction, so that a visit's change knows its own cause."""

    conversation_id: int
    run_id: int | None


_playing: ContextVar[Playing | None] = ContextVar("playing", default=None)


def play(
    thread: Thread,
    workflow: Workflow,
    rule: Rule,
    *,
    cause: Cause,
    run: WorkflowRun | None = None,
    state: str = "",
    reading: Reading | None = None,
    asked: AskedFacts | None = None,
    option: Option | None = None,
    visits: Sequence[VisitFacts] = (),
    run_visits: Sequence[VisitFacts] = (),
    late: bool = False,
    data: dict[str, object] | None = None,
    change: VisitChange | None = None,
    ours: bool = False,
    by: Staff | None = None,
) -> Applied:
    """Play one handler and apply its effects. A handler that needs what is not there (LookupError) decides nothing.

    `by`: who pressed for it; the texts are theirs, as the gate sees it.
    """
    about = next(iter(visits), None)
    turn = Turn(
        now=thread.now,
        state=state or (run.state if run else START),
        language=thread.language,
        practice=thread.practice_facts,
        data={**(run.data if run else {}), **(data or {})},
        reading=reading,
        asked=asked,
        option=option,
        visits=tuple(visits),
        run_visits=tuple(run_visits or visits),
        upcoming=thread.visits,
        late=late,
        change=change.what if change else None,
        changed_by_us=ours,
        changed_by=change.actor if change else "",
        before=change.before_starts_at if change else None,
        coming=coming.facts(thread, reading, run.data if run else {}) if workflow.books else None,
        waits=waiting_wishes.facts(thread, reading, about) if workflow.waits and reading and about else None,
        newly_enrolled=cause == "timer" and thread.newly_enrolled,
    )
    token = _playing.set(Playing(thread.conversation.pk, run.pk if run else None))
    try:
        effects = workflow.play(rule, turn)
        return Applier(thread, workflow, turn, run, cause=cause, by=by).apply(effects)
    except LookupError:
        if turn.effects:
            raise
        return Applied(run=run)
    finally:
        _playing.reset(token)


def end_all(conversation_id: int, why: str, thread: Thread) -> int:
    """End every run of a conversation that is under way. Returns how many."""
    return WorkflowRun.objects.filter(conversation_id=conversation_id, ended_at__isnull=True).update(
        ended_at=thread.now, ended_why=why
    )


def visit_changed(change: VisitChange) -> None:
    """Tell the workflows that listen: their runs about that visit, and the phones that get the patient's texts."""
    listening = _listening(change.what)
    if not listening:
        return
    visit = read_visit(change.appointment_id)
    if visit is None:
        return
    threads = _threads_of(visit, change)
    outer = _playing.get()
    for workflow, rule in listening:
        for run in _runs_about(visit.pk, workflow.name):
            if outer is not None and outer.run_id == run.pk:
                continue
            thread = threads.get(run.conversation_id) or look(run.conversation_id, change.now)
            _tell(thread, workflow, rule, visit, change, run, outer)
        for thread in threads.values():
            _tell(thread, workflow, rule, visit, change, None, outer)


def plan_anew(conversation_id: int, now: datetime) -> None:
    """Plan for the visits of a phone that nothing was planned for: they came, or moved, while it was suspended."""
    thread = look(conversation_id, now)
    theirs = {link.patient_id for link in thread.links if link.preferred}
    planned = WakeUp.objects.filter(conversation_id=conversation_id, run__isnull=True).exclude(done_how=PARTED)
    known = set(planned.values_list("appointment_id", "appointment_version"))
    for visit in thread.visits:
        if visit.patient_id not in theirs or (visit.id, visit.version) in known:
            continue
        change = VisitChange(thread.practice_id, visit.id, visit.patient_id, "booked", None, now, LOAD)
        for workflow, rule in _listening("booked"):
            play(thread, workflow, rule, cause="change", visits=(visit,), change=change)


def _listening(what: str) -> list[tuple[Workflow, Rule]]:
    return [
        (workflow, rule)
        for workflow in REGISTRY.values()
        for rule in workflow.rules
        if rule.kind == "listens" and rule.trigger == what
    ]


def _tell(
    thread: Thread,
    workflow: Workflow,
    rule: Rule,
    visit: Appointment,
    change: VisitChange,
    run: WorkflowRun | None,
    outer: Playing | None,
) -> None:
    ours = outer is not None and outer.conversation_id == thread.conversation.pk
    visits = (thread.fact(visit),)
    play(thread, workflow, rule, cause="change", run=run, visits=visits, change=change, ours=ours)


def _runs_about(appointment_id: int, workflow: str) -> list[WorkflowRun]:
    linked = RunVisit.objects.filter(appointment_id=appointment_id).values("run_id")
    return list(WorkflowRun.objects.filter(pk__in=linked, workflow=workflow, ended_at__isnull=True).order_by("id"))


def _threads_of(visit: Appointment, change: VisitChange) -> dict[int, Thread]:
    """conversation -> thread, for every phone that gets the patient's texts."""
    if visit.patient_id is None:
        return {}
    links = ContactLink.objects.filter(
        patient_id=visit.patient_id, preferred=True, ended_at__isnull=True, contact__wrong_number_at__isnull=True
    )
    found: dict[int, Thread] = {}
    for contact_id in links.order_by("id").values_list("contact_id", flat=True):
        conversation, _ = Conversation.objects.get_or_create(
            practice_id=change.practice_id, contact_id=contact_id, defaults={"created_at": change.now}
        )
        found[conversation.pk] = look(conversation.pk, change.now)
    return found

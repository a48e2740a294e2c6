"""What the software is doing for a patient, in words: "asked to confirm Mon 9:00 am; reminder 9:00 am tomorrow"."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.utils.translation import gettext as _

from replywell.console import words
from replywell.dialogue.models import Prompt, RunVisit, WakeUp, WorkflowRun
from replywell.messaging.models import Conversation, Message
from replywell.scheduling.models import Appointment


@dataclass(frozen=True)
class Doing:
    """One thing under way, and how it may be stopped: for a visit, or a run by itself in a conversation."""

    sentence: str
    visit: Appointment | None = None
    next: WakeUp | None = None
    run: WorkflowRun | None = None
    conversation: Conversation | None = None

    @property
    def can_stop(self) -> bool:
        """Whether a person can stop it; a text of a person is taken back where it was written."""
        if self.visit is not None:
            return self.visit.silent_version != self.visit.version
        return self.run is not None


def doing(
    conversations: Sequence[Conversation],
    visits: Sequence[Appointment],
    now: datetime,
    *,
    of_patient: int | None = None,
    there: frozenset[str] = frozenset({"run", "waiting"}),
    asked: Sequence[Prompt] | None = None,
) -> list[Doing]:
    """What is planned or waits for an answer, by visit, soonest first. Four queries.

    `of_patient`: only what is about that patient's visits, and what is about no visit at all. `there`: what the
    conversations have (see `ground`); what they have not is not asked for. `asked`: their open
    prompts, oldest first, if they were read.
    """
    by_id = {one.pk: one for one in conversations}
    running = WorkflowRun.objects.filter(conversation_id__in=by_id if "run" in there else (), ended_at__isnull=True)
    of_run = RunVisit.objects.filter(run_id=OuterRef("pk")).order_by("id").values("appointment_id")
    dated = running.annotate(visits=ArraySubquery(of_run)).order_by("id")
    runs: list[WorkflowRun] = []
    about: dict[int, list[int]] = {}
    for one in dated:
        runs.append(one)
        about[one.pk] = one.visits
    if asked is None:
        asked = list(Prompt.objects.filter(run_id__in=about, closed_at__isnull=True).order_by("id"))
    prompts = {prompt.run_id: prompt for prompt in asked}
    planned: defaultdict[int, list[WakeUp]] = defaultdict(list)
    versions = {visit.pk: visit.version for visit in visits}
    for wake in WakeUp.objects.filter(appointment_id__in=versions, run__isnull=True, done_at__isnull=True).order_by(
        "due_at", "id"
    ):
        if wake.appointment_version == versions[wake.appointment_id or 0]:
            planned[wake.appointment_id or 0].append(wake)
    found = []
    for visit in visits:
        of_visit = [run for run in runs if visit.pk in about[run.pk]]
        said = [_state(run, prompts.get(run.pk), now) for run in of_visit]
        said += _planned(planned[visit.pk], now)
        if visit.silent_version == visit.version and not said:
            said = [_("texts about this visit were stopped")]
        if said:
            next_one = planned[visit.pk][0] if planned[visit.pk] else None
            found.append(Doing(_joined(said), visit=visit, next=next_one))
    for run in runs:
        if any(visit_id in versions for visit_id in about[run.pk]) or (of_patient is not None and about[run.pk]):
            continue
        found.append(
            Doing(
                _joined([_state(run, prompts.get(run.pk), now)]), run=run, conversation=by_id.get(run.conversation_id)
            )
        )
    return found + (_waiting(by_id, now) if "waiting" in there else [])


def _waiting(conversations: dict[int, Conversation], now: datetime) -> list[Doing]:
    """Texts that were decided and have not left."""
    waiting = Message.objects.filter(conversation_id__in=conversations, direction="out", status="deferred")
    return [
        Doing(
            _("A text waits and will be sent {when}").format(when=words.soon(one.send_at or now, now)),
            conversation=conversations.get(one.conversation_id or 0),
        )
        for one in waiting.order_by("send_at")[:5]
    ]


def _state(run: WorkflowRun, prompt: Prompt | None, now: datetime) -> str:
    """Where a run stands."""
    if prompt is not None and prompt.opened_at is None:
        return _("is about to ask")
    if run.state == "picking":
        return _("offered other times and waits for a pick")
    if run.state == "asked" and prompt is not None and prompt.opened_at is not None:
        return _("asked to confirm ({when}), no answer yet").format(when=_past(prompt.opened_at, now))
    if run.workflow == "confirm_visit":
        return _("asked to confirm ({when}), no answer yet").format(when=_past(run.started_at, now))
    if run.workflow == "which_one":
        return _("asked which visit is meant")
    return _("{workflow} since {when}").format(
        workflow=words.workflow(run.workflow).lower(), when=_past(run.started_at, now)
    )


def _planned(wakes: Sequence[WakeUp], now: datetime) -> list[str]:
    """ "reminder 9:00 am tomorrow, then Tue Mar 3, 12:30 pm"."""
    if not wakes:
        return []
    moments = [words.soon(wake.due_at, now) for wake in wakes]
    first = _("reminder {when}").format(when=moments[0])
    return [", ".join([first, *(_("then {when}").format(when=moment) for moment in moments[1:])])]


def _past(moment: datetime, now: datetime) -> str:
    day = words.day_of(moment, now)
    return words.time_of(moment) if day == words.day_of(now, now) else words.when(moment)


def _joined(said: Sequence[str]) -> str:
    sentence = "; ".join(said)
    return sentence[:1].upper() + sentence[1:]

"""What several parts of a conversation's page show, read once a request: its texts, tasks, people and their visits.

One statement tells what there is at all; what there is none of is not asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from replywell.common.clock import wall
from replywell.console.clinical import Veil
from replywell.console.models import Presence
from replywell.console.window import Asked, Window
from replywell.console.window import read as read_window
from replywell.dialogue import snooze
from replywell.dialogue.models import Correction, Mention, Prompt, Suggestion, Task, TaskNote, WorkflowRun
from replywell.messaging.models import Conversation, Message, SavedReply
from replywell.patients.models import ChartAddress, ConsentEvent, ContactLink, Patient, PatientNote, Suppression
from replywell.practices.models import Practice, Staff
from replywell.scheduling.models import Appointment
from replywell.scheduling.queries import WITH

MOST_TASKS = 200
"""Tasks of a thread that a page tells about; the veil knows them all."""
_HAS = "has_"


@dataclass(frozen=True)
class Ground:
    """A conversation and what belongs to it. `there`: the names of what it has; `window`: the texts shown;
    `tasks`: those open then or later, newest first; `visits`: all of its people, with holds; `staff`: everybody ever,
    by name.
    """

    conversation: Conversation
    practice: Practice
    now: datetime
    clinical: bool
    there: frozenset[str]
    veil: Veil
    window: Window
    tasks: list[Task]
    links: list[ContactLink]
    visits: list[Appointment]
    prompts: list[Prompt]
    staff: list[Staff]
    suppression: Suppression | None

    @property
    def names(self) -> str:
        """Whom the phone speaks for: "Maria Diaz, Leo Diaz"; empty when nobody knows."""
        by_role = sorted(self.links, key=lambda link: link.role, reverse=True)
        return ", ".join(dict.fromkeys(link.patient.full_name for link in by_role))

    @property
    def hides_last_in(self) -> bool:
        """Whether the patient's last text is not for this reader."""
        found = next((one for one in reversed(self.window.messages) if one.direction == "in"), None)
        if found is not None and not self.window.later:
            return self.veil.hides(found)
        theirs = Message.objects.filter(conversation=self.conversation, direction="in").select_related("author")
        last = theirs.order_by("-id").first()
        return last is not None and Veil.over([self.conversation.pk], clinical=self.clinical).hides(last)


def of(
    conversation: Conversation,
    reader: Staff,
    practice: Practice,
    now: datetime,
    *,
    clinical: bool,
    asked: Asked = Asked(),  # noqa: B008
) -> Ground:
    """Read it. At most nine statements, one less for a conversation that was read with `marks`, three more for
    texts of long ago.
    """
    conversation.practice = practice
    has = marks(reader, now)
    if not has.keys() <= vars(conversation).keys():
        of_it = Conversation.objects.filter(pk=conversation.pk).annotate(**has).values(*has).get()
        vars(conversation).update(of_it)
    there = frozenset(name.removeprefix(_HAS) for name in has if vars(conversation)[name])
    window = read_window(conversation, asked)
    tasks: list[Task] = []
    veil = Veil(lifted=clinical)
    if "task" in there:
        found = Task.objects.filter(conversation=conversation).select_related("taken_by")
        if window.since is not None:
            # What was closed before the first text that is shown neither covers one nor is told of.
            found = found.filter(Q(closed_at__isnull=True) | Q(closed_at__gte=window.since))
        dated = found.annotate(since=Coalesce("message__created_at", "created_at")).order_by("-id")
        tasks = list(dated[:MOST_TASKS])
        if not clinical:
            whole = len(tasks) < MOST_TASKS
            veil = Veil.of_tasks(tasks) if whole else Veil.over([conversation.pk], clinical=False)
    staff = list(Staff.objects.order_by("name", "id"))
    people = ContactLink.objects.filter(contact_id=conversation.contact_id, ended_at__isnull=True)
    links = list(people.select_related("patient").order_by("id"))
    visits = Appointment.objects.filter(patient_id__in=[link.patient_id for link in links]).select_related(*WITH)
    prompts = Prompt.objects.filter(conversation=conversation, closed_at__isnull=True).select_related("run")
    return Ground(
        conversation=conversation,
        practice=practice,
        now=now,
        clinical=clinical,
        there=there,
        veil=veil,
        window=_with_people(window, staff, links),
        tasks=tasks,
        links=links,
        visits=list(visits.order_by("starts_at", "id")),
        prompts=list(prompts.order_by("id")) if "prompt" in there else [],
        staff=staff,
        suppression=(
            Suppression.objects.filter(phone=conversation.contact.phone, lifted_at__isnull=True).first()
            if "suppression" in there
            else None
        ),
    )


def _with_people(window: Window, staff: Sequence[Staff], links: Sequence[ContactLink]) -> Window:
    """The texts with authors and patients: one row of each, not one a text."""
    authors = {one.pk: one for one in staff}
    patients = {link.patient_id: link.patient for link in links}
    others = {one.patient_id for one in window.messages if one.patient_id} - patients.keys()
    patients |= Patient.objects.in_bulk(others) if others else {}
    for one in window.messages:
        one.author = authors[one.author_id] if one.author_id else None
        one.patient = patients[one.patient_id] if one.patient_id else None
    return window


def marks(reader: Staff, now: datetime) -> dict[str, Exists]:
    """Whether a conversation has any of these, to be asked with its row."""
    this, phone = OuterRef("pk"), OuterRef("contact__phone")
    asked = {
        "task": Task.objects.filter(conversation=this),
        "note": TaskNote.objects.filter(conversation=this),
        "mention": Mention.objects.filter(note__conversation=this, staff=reader, seen_at__isnull=True),
        "correction": Correction.objects.filter(message__conversation=this),
        "suggestion": Suggestion.objects.filter(message__conversation=this),
        "prompt": Prompt.objects.filter(conversation=this, closed_at__isnull=True),
        "run": WorkflowRun.objects.filter(conversation=this, ended_at__isnull=True),
        "waiting": Message.objects.filter(conversation=this, direction="out", status="deferred"),
        "snooze": snooze.asleep(now).filter(conversation=this),
        "presence": Presence.objects.filter(conversation=this, until__gt=wall()).exclude(staff=reader),
        "suppression": Suppression.objects.filter(phone=phone, lifted_at__isnull=True),
        "consent": ConsentEvent.objects.filter(phone=phone),
        "patient_note": PatientNote.objects.filter(
            patient_id__in=ContactLink.objects.filter(
                contact_id=OuterRef(OuterRef("contact_id")), ended_at__isnull=True
            ).values("patient_id")
        ),
        "chart_address": ChartAddress.objects.all(),
        "saved_reply": SavedReply.objects.filter(retired_at__isnull=True),
    }
    return {f"{_HAS}{name}": Exists(rows) for name, rows in asked.items()}

"""What several parts of a conversation's page show, read once a request: its texts, tasks, people and their visits.

One statement tells what there is at all; what there is none of is not asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Q
from django.db.models.functions import Coalesce

from replywell.common.clock import wall
from replywell.console.clinical import Veil
from replywell.console.window import Asked, Window
from replywell.console.window import read as read_window
from replywell.dialogue.models import Prompt, Task
from replywell.messaging.models import Conversation, Message
from replywell.patients.models import ContactLink, Patient, Suppression
from replywell.practices.models import Practice, Staff
from replywell.scheduling.models import Appointment
from replywell.scheduling.queries import WITH

MOST_TASKS = 200
"""Tasks of a thread that a page tells about; the veil knows them all."""


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
    """Read it. At most nine statements, three more for texts of long ago."""
    conversation.practice = practice
    there = _there(conversation, reader, now)
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


# Written out: fifteen small questions take the ORM longer to put into words than PostgreSQL to answer.
_THERE = """
SELECT EXISTS (SELECT FROM dialogue_task WHERE conversation_id = c.id) AS task,
       EXISTS (SELECT FROM dialogue_tasknote WHERE conversation_id = c.id) AS note,
       EXISTS (SELECT FROM dialogue_mention m JOIN dialogue_tasknote n ON n.id = m.note_id
                WHERE n.conversation_id = c.id AND m.staff_id = %(reader)s AND m.seen_at IS NULL) AS mention,
       EXISTS (SELECT FROM dialogue_correction x JOIN messaging_message m ON m.id = x.message_id
                WHERE m.conversation_id = c.id) AS correction,
       EXISTS (SELECT FROM dialogue_suggestion x JOIN messaging_message m ON m.id = x.message_id
                WHERE m.conversation_id = c.id) AS suggestion,
       EXISTS (SELECT FROM dialogue_prompt WHERE conversation_id = c.id AND closed_at IS NULL) AS prompt,
       EXISTS (SELECT FROM dialogue_workflowrun WHERE conversation_id = c.id AND ended_at IS NULL) AS run,
       EXISTS (SELECT FROM messaging_message
                WHERE conversation_id = c.id AND direction = 'out' AND status = 'deferred') AS waiting,
       EXISTS (SELECT FROM dialogue_snooze
                WHERE conversation_id = c.id AND ended_at IS NULL AND until > %(now)s) AS snooze,
       EXISTS (SELECT FROM console_presence
                WHERE conversation_id = c.id AND until > %(wall)s AND staff_id <> %(reader)s) AS presence,
       EXISTS (SELECT FROM patients_suppression WHERE phone = %(phone)s AND lifted_at IS NULL) AS suppression,
       EXISTS (SELECT FROM patients_consentevent WHERE phone = %(phone)s) AS consent,
       EXISTS (SELECT FROM patients_patientnote n JOIN patients_contactlink l ON l.patient_id = n.patient_id
                WHERE l.contact_id = c.contact_id AND l.ended_at IS NULL) AS patient_note,
       EXISTS (SELECT FROM patients_chartaddress) AS chart_address,
       EXISTS (SELECT FROM messaging_savedreply WHERE retired_at IS NULL) AS saved_reply
  FROM messaging_conversation c WHERE c.id = %(conversation)s
"""


def _there(conversation: Conversation, reader: Staff, now: datetime) -> frozenset[str]:
    """What the conversation has any of, within the practice's scope."""
    values = {
        "conversation": conversation.pk, "phone": conversation.contact.phone, "reader": reader.pk, "now": now,
        "wall": wall(),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_THERE, values)
        found = cursor.fetchone() or ()
        return frozenset(one.name for one, has in zip(cursor.description, found, strict=False) if has)

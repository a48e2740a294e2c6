"""The lists of the inbox: tasks by queue and by person, mentions, conversations, what was put aside or did not arrive.

The number of queries never grows with the rows. All run inside the practice scope of the request; `now` is domain
time, UTC. How long something waits, and when it is due, is counted in the hours in which the practice is open.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import RawSQL
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from replywell.common import phones
from replywell.console import clinical as what_is_clinical
from replywell.console import delivery, summaries, words
from replywell.console.clinical import Veil
from replywell.console.trail import contact_names
from replywell.dialogue import snooze
from replywell.dialogue.hours import Hours, practice_hours
from replywell.dialogue.models import Mention, Queue, Task
from replywell.messaging.models import Conversation, Message, MessageStatus
from replywell.practices.models import Staff

MOST_ROWS = 100
"""Rows of a list on one page: what comes first."""
STUCK_AFTER = timedelta(minutes=2)
"""A text that should have left and has not after this time is shown as stuck."""
MENTIONS_FOR = timedelta(days=30)

QUEUES: tuple[tuple[str, Promise], ...] = (
    ("emergency", gettext_lazy("Emergencies")),
    (Queue.FRONT_DESK.value, gettext_lazy("Front desk")),
    (Queue.CLINICAL.value, gettext_lazy("Clinical")),
    (Queue.BILLING.value, gettext_lazy("Billing")),
    (Queue.SCHEDULING.value, gettext_lazy("Scheduling")),
)
VIEWS: tuple[tuple[str, Promise], ...] = (
    *QUEUES,
    ("mine", gettext_lazy("Mine")),
    ("unassigned", gettext_lazy("Unassigned")),
    ("all", gettext_lazy("All tasks")),
    ("mentions", gettext_lazy("Mentions")),
    ("unread", gettext_lazy("Unread")),
    ("conversations", gettext_lazy("Conversations")),
    ("snoozed", gettext_lazy("Put aside")),
    ("failed", gettext_lazy("Not delivered")),
)
NAMES = dict(VIEWS)
GAPS = frozenset({"mine", "unread"})
"""Views before which the list of views has a line."""


@dataclass(frozen=True)
class Row:
    """One line of a list."""

    conversation: Conversation | None
    task: Task | None
    name: str
    why: str
    at: datetime
    waited: str
    due: str = ""
    tone: str = ""
    holder: str = ""
    unread: bool = False

    @property
    def address(self) -> str:
        """Where the conversation is; empty without one."""
        return f"/inbox/{self.conversation.public_id}/" if self.conversation else ""

    @property
    def since(self) -> str:
        """ "since Thu Mar 5, 2:30 pm"."""
        return _("since %(when)s") % {"when": words.when(self.at)}

    @property
    def badge(self) -> str:
        """Who has it and when it is due: "Anna … has it · due in 3 h"; empty for neither."""
        first, more, _rest = self.holder.partition(" ")
        has = _("%(name)s has it") % {"name": f"{first} …" if more else first} if first else ""
        return " · ".join(filter(None, (has, self.due)))

    @property
    def badge_tone(self) -> str:
        """The badge has the row's colour where it tells when something is due."""
        return self.tone if self.due else ""

    @property
    def shown(self) -> tuple[object, ...]:
        """Everything that the line shows."""
        keys = (self.conversation and str(self.conversation.public_id), self.task and str(self.task.public_id))
        said = (self.name, self.why, self.at.isoformat(), self.waited, self.due, self.tone, self.holder, self.unread)
        return (*keys, *said)


@dataclass(frozen=True)
class View:
    """One entry of the list of views. `count` is of what waits for somebody; `urgent`: it waits for everybody."""

    key: str
    label: Promise
    count: int
    gap: bool
    urgent: bool


def views_for(*, clinical: bool) -> tuple[tuple[str, Promise], ...]:
    """The views that this reader has."""
    return tuple(one for one in VIEWS if clinical or one[0] != Queue.CLINICAL)


def views(staff: Staff, now: datetime, *, clinical: bool) -> list[View]:
    """The reader's views and how many wait in each. Two queries."""
    asked = {queue.value: Count("id", filter=Q(queue=queue.value)) for queue in Queue}
    asked |= {
        "emergency": Count("id", filter=Q(emergency=True)),
        "mine": Count("id", filter=Q(taken_by=staff)),
        "unassigned": Count("id", filter=Q(taken_by__isnull=True)),
        "all": Count("id"),
    }
    counted = what_is_clinical.readable(_awake(now), clinical=clinical).order_by().aggregate(**asked)
    counted |= _counts(
        mentions=Mention.objects.filter(staff=staff, seen_at__isnull=True),
        unread=Conversation.objects.filter(unread=True),
        snoozed=snooze.asleep(now),
        undelivered=_undelivered(),
        stuck=_stuck(now),
    )
    counted["failed"] = counted["undelivered"] + counted["stuck"]
    return [
        View(key, label, counted.get(key, 0), key in GAPS, key == "emergency" and counted[key] > 0)
        for key, label in views_for(clinical=clinical)
    ]


def _counts(**asked: QuerySet[Any]) -> dict[str, int]:
    """How many rows each of these has, in one statement."""
    parts: list[str] = []
    given: list[Any] = []
    for rows_of in asked.values():
        sql, values = rows_of.order_by().values("pk").query.sql_with_params()
        parts.append(f"(SELECT count(*) FROM ({sql}) AS rows)")
        given += values
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", given)
        return dict(zip(asked, cursor.fetchone(), strict=True))


def rows(view: str, staff: Staff, now: datetime, *, clinical: bool) -> list[Row]:
    """The list of one view. At most five queries, and those of the practice's hours."""
    if view in ("conversations", "unread"):
        return _conversations(now, clinical=clinical, unread=view == "unread")
    if view == "snoozed":
        return _snoozed(now)
    if view == "failed":
        return _not_delivered(now)
    if view == "mentions":
        return _mentions(staff, now, clinical=clinical)
    tasks = list(
        in_view(view, staff, now, clinical=clinical)
        .select_related("conversation__contact", "patient", "taken_by", "appointment")
        .only(*_OF_TASK)[:MOST_ROWS]
    )  # fmt: skip
    nameless = [task.conversation for task in tasks if task.conversation and not task.patient]
    names = contact_names(one.contact_id for one in nameless)
    open_hours = practice_hours(staff.practice_id)
    return [
        _task_row(task, names, open_hours.of(task.appointment.location_id if task.appointment else None), now)
        for task in tasks
    ]


# Tasks


_OF_TASK = (
    "public_id", "practice_id", "queue", "emergency", "summary", "created_at", "due_at", "closed_at",
    "conversation__public_id", "conversation__unread", "conversation__practice_id", "conversation__contact__phone",
    "conversation__contact__practice_id", "patient__first_name", "patient__last_name", "patient__practice_id",
    "taken_by__name", "taken_by__practice_id", "appointment__location_id", "appointment__practice_id",
)  # fmt: skip
"""What a row of a task shows; five whole rows for each would take longer than everything else."""


def _awake(now: datetime) -> QuerySet[Task]:
    """Open tasks, emergencies first, then by due time; without those of conversations that were put aside."""
    asleep = snooze.asleep(now).values("conversation_id")
    found = Task.objects.filter(closed_at__isnull=True).filter(Q(emergency=True) | ~Q(conversation_id__in=asleep))
    return found.order_by("-emergency", "due_at", "id")


def in_view(view: str, staff: Staff, now: datetime, *, clinical: bool) -> QuerySet[Task]:
    """The tasks of one view of the inbox. `clinical`: the reader reads what is clinical."""
    found = what_is_clinical.readable(_awake(now), clinical=clinical)
    if view == "emergency":
        return found.filter(emergency=True)
    if view == "mine":
        return found.filter(taken_by=staff)
    if view == "unassigned":
        return found.filter(taken_by__isnull=True)
    return found if view == "all" else found.filter(queue=view)


def _task_row(task: Task, names: dict[int, str], hours: Hours, now: datetime) -> Row:
    contact = task.conversation.contact if task.conversation else None
    name = task.patient.full_name if task.patient else ""
    name = name or (names.get(contact.pk, "") or phones.display(contact.phone) if contact else _("The practice"))
    due, tone = due_words(task, hours, now)
    waited = now - task.created_at if task.emergency else hours.between(task.created_at, now)
    return Row(
        conversation=task.conversation,
        task=task,
        name=name,
        why=summaries.said(task.summary),
        at=task.created_at,
        waited=words.span(waited.total_seconds()),
        due=due,
        tone=tone,
        holder=task.taken_by.name if task.taken_by else "",
        unread=bool(task.conversation and task.conversation.unread),
    )


def due_words(task: Task, hours: Hours, now: datetime) -> tuple[str, str]:
    """(words, tone) of a task's due time, by a clock that stands still while the practice is closed."""
    if task.emergency:
        return _("now"), "urgent"
    if now >= task.due_at:
        late = hours.between(task.due_at, now).total_seconds()
        return (_("%(time)s overdue") % {"time": words.span(late)} if late >= 60 else _("due now")), "overdue"
    left = hours.between(now, task.due_at)
    if hours.is_open(now) and left <= timedelta(hours=8):
        return _("due in %(time)s") % {"time": words.span(max(60.0, left.total_seconds()))}, ""
    return _("due %(when)s") % {"when": words.soon(task.due_at, now)}, ""


# Conversations


def _conversations(now: datetime, *, clinical: bool, unread: bool) -> list[Row]:
    newest = Message.objects.filter(conversation_id=OuterRef("pk")).order_by("-id")
    wanted = Conversation.objects.filter(last_message_at__isnull=False)
    if unread:
        wanted = wanted.filter(unread=True)
    found = list(
        wanted.select_related("contact", "taken_by")
        .annotate(last_id=Subquery(newest.values("id")[:1]))
        .order_by("-last_message_at")[:MOST_ROWS]
    )
    last = Message.objects.select_related("author").in_bulk([one.last_id for one in found if one.last_id])
    veil = Veil.over([one.pk for one in found], clinical=clinical)
    names = contact_names(one.contact_id for one in found)
    return [
        Row(
            conversation=one,
            task=None,
            name=_name(one, names),
            why=last_words(last.get(one.last_id or 0), veil),
            at=one.last_message_at or one.created_at,
            waited=words.span((now - (one.last_message_at or one.created_at)).total_seconds()),
            holder=one.taken_by.name if one.taken_by else "",
            unread=one.unread,
        )
        for one in found
    ]


def _name(conversation: Conversation, names: dict[int, str]) -> str:
    return names.get(conversation.contact_id) or phones.display(conversation.contact.phone)


def last_words(message: Message | None, veil: Veil) -> str:
    """A text in one line, as this reader may see it."""
    if message is None:
        return ""
    if veil.hides(message):
        return _(what_is_clinical.WORDS)
    said = " ".join(message.body.split())[:120]
    return said if message.direction == "in" else _("We: %(words)s") % {"words": said}


def _snoozed(now: datetime) -> list[Row]:
    found = list(
        snooze.asleep(now).select_related("conversation__contact", "by").order_by("until", "id")[:MOST_ROWS]
    )  # fmt: skip
    names = contact_names(one.conversation.contact_id for one in found)
    return [
        Row(
            conversation=one.conversation,
            task=None,
            name=_name(one.conversation, names),
            why=_("Put aside by %(name)s") % {"name": one.by.name},
            at=one.at,
            waited=words.span((now - one.at).total_seconds()),
            due=_("back %(when)s") % {"when": words.soon(one.until, now)},
            unread=one.conversation.unread,
        )
        for one in found
    ]


def _mentions(staff: Staff, now: datetime, *, clinical: bool) -> list[Row]:
    found = list(
        Mention.objects.filter(staff=staff, note__at__gt=now - MENTIONS_FOR, note__conversation__isnull=False)
        .select_related("note__author", "note__conversation__contact")
        .order_by("-note__at", "-id")[:MOST_ROWS]
    )
    veil = Veil(lifted=clinical)
    names = contact_names(one.note.conversation.contact_id for one in found if one.note.conversation)
    return [
        Row(
            conversation=one.note.conversation,
            task=None,
            name=_name(one.note.conversation, names),
            why=_("%(name)s: %(words)s")
            % {
                "name": one.note.author.name,
                "words": _(what_is_clinical.WORDS) if veil.hides_note(one.note) else " ".join(one.note.body.split()),
            },
            at=one.note.at,
            waited=words.span((now - one.note.at).total_seconds()),
            unread=one.seen_at is None,
        )
        for one in found
        if one.note.conversation is not None
    ]


# Texts that did not arrive


# Said in SQL: the plan of a prepared statement knows its partial index only by literal values.
_UNDELIVERED = """messaging_message.direction = 'out' AND messaging_message.settled_at IS NULL
  AND (messaging_message.status IN ('failed', 'undelivered', 'unknown')
       OR (messaging_message.author_id IS NOT NULL AND messaging_message.status = 'suppressed'))"""
_QUEUED = "messaging_message.direction = 'out' AND messaging_message.status = 'queued'"


def _undelivered() -> QuerySet[Message]:
    """As `NOT_DELIVERED` says."""
    return Message.objects.filter(RawSQL(_UNDELIVERED, (), BooleanField()), conversation__isnull=False)  # noqa: S611


def _stuck(now: datetime) -> QuerySet[Message]:
    due = Q(send_at__isnull=True) | Q(send_at__lt=now - STUCK_AFTER)
    queued = Message.objects.filter(RawSQL(_QUEUED, (), BooleanField()), conversation__isnull=False)  # noqa: S611
    return queued.filter(due, created_at__lt=now - STUCK_AFTER)


def _not_delivered(now: datetime) -> list[Row]:
    found: list[Message] = []
    for one_kind in (_stuck(now), _undelivered()):
        found += one_kind.select_related("conversation__contact", "author").order_by("-id")[:MOST_ROWS]
    names = contact_names(one.conversation.contact_id for one in found if one.conversation)
    return [
        Row(
            conversation=one.conversation,
            task=None,
            name=_name(one.conversation, names),
            why=delivery.not_arrived(one, now),
            at=one.created_at,
            waited=words.span((now - one.created_at).total_seconds()),
            due=one.author.name if one.author else words.workflow(one.workflow),
            tone="overdue" if one.status == MessageStatus.QUEUED else "",
        )
        for one in found
        if one.conversation is not None
    ]

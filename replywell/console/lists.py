"""The lists of the inbox: tasks by queue and by person, mentions, conversations, what was put aside or did not arrive.

The number of queries never grows with the rows. All run inside the practice scope of the request; `now` is domain
time, UTC. How long something waits, and when it is due, is counted in the hours in which the practice is open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import RawSQL
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from replywell.common import phones
from replywell.console import clinical as what_is_clinical
from replywell.console import delivery, morning, summaries, words
from replywell.console.clinical import Veil
from replywell.console.trail import contact_names
from replywell.dialogue import snooze
from replywell.dialogue.hours import Hours, practice_hours
from replywell.dialogue.models import Mention, Queue, Task
from replywell.messaging.models import Conversation, Message, MessageStatus
from replywell.practices.models import Staff
from replywell.scheduling.waitlist_models import Backfill

MOST_ROWS = 50
"""Rows of a list on one page: what comes first."""
STUCK_AFTER = timedelta(minutes=2)
"""A text that should have left and has not after this time is shown as stuck."""
MENTIONS_FOR = timedelta(days=30)

# Said in SQL: the plan of a prepared statement knows its partial index only by literal values.
_UNDELIVERED = """messaging_message.direction = 'out' AND messaging_message.settled_at IS NULL
  AND (messaging_message.status IN ('failed', 'undelivered', 'unknown')
       OR (messaging_message.author_id IS NOT NULL AND messaging_message.status = 'suppressed'))"""
_QUEUED = "messaging_message.direction = 'out' AND messaging_message.status = 'queued'"
# Every page asks this; of querysets, Django takes longer to write it than PostgreSQL to answer. What each list holds
# says `rows`, and a test that they agree.
_COUNTS = f"""
WITH asleep AS MATERIALIZED (
  SELECT s.conversation_id FROM dialogue_snooze s WHERE s.ended_at IS NULL AND s.until > %(now)s AND NOT EXISTS (
    SELECT FROM messaging_message m
     WHERE m.conversation_id = s.conversation_id AND m.direction = 'in' AND m.id > s.last_in_id_then))
SELECT t.*,
       (SELECT count(*) FROM dialogue_mention WHERE staff_id = %(staff)s AND seen_at IS NULL) AS mentions,
       (SELECT count(*) FROM messaging_conversation WHERE unread) AS unread,
       (SELECT count(*) FROM asleep) AS snoozed,
       (SELECT count(*) FROM messaging_message WHERE {_UNDELIVERED} AND conversation_id IS NOT NULL)
       + (SELECT count(*) FROM messaging_message WHERE {_QUEUED} AND conversation_id IS NOT NULL
             AND (send_at IS NULL OR send_at < %(stuck)s) AND created_at < %(stuck)s) AS failed
  FROM (SELECT count(*) FILTER (WHERE queue = 'front_desk') AS front_desk,
               count(*) FILTER (WHERE queue = 'clinical') AS clinical,
               count(*) FILTER (WHERE queue = 'billing') AS billing,
               count(*) FILTER (WHERE queue = 'scheduling') AS scheduling,
               count(*) FILTER (WHERE emergency) AS emergency,
               count(*) FILTER (WHERE taken_by_id = %(staff)s) AS mine,
               count(*) FILTER (WHERE taken_by_id IS NULL) AS unassigned,
               count(*) AS all
          FROM dialogue_task
         WHERE closed_at IS NULL AND (%(clinical)s OR queue <> 'clinical' OR emergency)
           AND (emergency OR conversation_id IS NULL OR conversation_id NOT IN (SELECT * FROM asleep))) t
"""

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
WHOSE: tuple[tuple[str, Promise], ...] = (
    ("", gettext_lazy("Everybody's")),
    ("mine", gettext_lazy("Mine")),
    ("unassigned", gettext_lazy("Unassigned")),
)
"""Within a queue: its view is then "billing:mine"."""
GAPS = frozenset({"mine", "unread"})
"""Views before which the list of views has a line."""


@dataclass
class Row:
    """One line of a list. `key`: the conversation's in addresses, empty without one; `task`: the task's.

    `heading`: what stands above it. `chart`: the patient's in addresses, empty without one. `backfill`: in addresses,
    the freed time it is about.
    """

    conversation: int | None
    key: str
    name: str
    why: str
    at: datetime
    waited: str
    due: str = ""
    tone: str = ""
    holder: str = ""
    unread: bool = False
    task: str = ""
    heading: str = ""
    chart: str = ""
    backfill: str = ""

    @property
    def address(self) -> str:
        """Where the conversation is; empty without one."""
        return f"/inbox/{self.key}/" if self.key else ""

    @property
    def since(self) -> str:
        """ "since Thu Mar 5, 2:30 pm"."""
        return _("since %(when)s") % {"when": words.when(self.at)}

    @property
    def badge(self) -> str:
        """When it is due and who has it: "due in 3 h · Anna Reed has it"; empty for neither."""
        has = _("%(name)s has it") % {"name": self.holder} if self.holder else ""
        return " · ".join(filter(None, (self.due, has)))

    @property
    def badge_tone(self) -> str:
        """The badge has the row's colour where it tells when something is due."""
        return self.tone if self.due else ""

    @property
    def shown(self) -> tuple[object, ...]:
        """Everything that the line shows."""
        said = (self.name, self.why, self.at.isoformat(), self.waited, self.due, self.tone, self.holder, self.unread)
        return (self.key, self.task, self.heading, *said)


@dataclass(frozen=True)
class View:
    """One entry of the list of views. `count` is of what waits for somebody; `urgent`: it waits for everybody."""

    key: str
    label: Promise
    count: int
    gap: bool
    urgent: bool


def known(view: str) -> str:
    """The view, if there is one of that name; what nobody knows is the front desk's own: all tasks."""
    name, _, whose = view.partition(":")
    if not whose:
        return view if view in NAMES else "all"
    return view if name in dict(QUEUES) and whose in dict(WHOSE) else "all"


def whose(view: str) -> list[tuple[str, Promise, bool]]:
    """Of a queue's view the ways to narrow it: (view, name, whether it is this one). Other views have none."""
    name, _, chosen = view.partition(":")
    if name not in dict(QUEUES):
        return []
    return [(f"{name}:{key}".rstrip(":"), label, key == chosen) for key, label in WHOSE]


def views_for(*, clinical: bool) -> tuple[tuple[str, Promise], ...]:
    """The views that this reader has."""
    return tuple(one for one in VIEWS if clinical or one[0] != Queue.CLINICAL)


def views(staff: Staff, now: datetime, *, clinical: bool) -> list[View]:
    """The reader's views and how many wait in each. One query."""
    values: dict[str, Any] = {"staff": staff.pk, "now": now, "clinical": clinical, "stuck": now - STUCK_AFTER}
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, values)
        names = [one.name for one in cursor.description or ()]
        counted = dict(zip(names, cursor.fetchone() or (), strict=True))
    return [
        View(key, label, counted.get(key, 0), key in GAPS, key == "emergency" and counted[key] > 0)
        for key, label in views_for(clinical=clinical)
    ]


def rows(view: str, staff: Staff, now: datetime, *, clinical: bool) -> list[Row]:
    """The list of one view. At most six queries, and those of the practice's hours."""
    if view in ("conversations", "unread"):
        return _conversations(now, clinical=clinical, unread=view == "unread")
    if view == "snoozed":
        return _snoozed(now)
    if view == "failed":
        return _not_delivered(now)
    if view == "mentions":
        return _mentions(staff, now, clinical=clinical)
    open_hours = practice_hours(staff.practice_id)
    waiting = in_view(view, staff, now, clinical=clinical)
    asked: tuple[str, ...] = _OF_TASK
    opening = morning.of(open_hours.of(), now) if view in morning.VIEWS else None
    if opening is not None:
        waiting, asked = opening.sort(waiting), (*_OF_TASK, "part")
    tasks = [_Waits(*one) for one in waiting.values_list(*asked)[:MOST_ROWS]]
    names = contact_names(one.contact_id for one in tasks if one.contact_id and not one.patient)
    found = [_task_row(task, names, open_hours.of(task.location_id), now) for task in tasks]
    _lead_to_backfills(tasks, found)
    parts = [task.part for task in tasks]
    if opening is None or morning.CLOSED not in parts:
        return found
    found[parts.index(morning.CLOSED)].heading = opening.heading(waiting)
    if morning.OPEN in parts:
        found[parts.index(morning.OPEN)].heading = _("Before and since")
    return found


# Tasks


class _Waits(NamedTuple):
    """What a row of a task shows, as `_OF_TASK` asks for it; rows of five tables would take longer than all else."""

    public_id: UUID
    emergency: bool
    summary: str
    created_at: datetime
    due_at: datetime
    conversation_id: int | None
    conversation: UUID | None
    unread: bool | None
    contact_id: int | None
    phone: str | None
    first_name: str | None
    last_name: str | None
    chart: UUID | None
    holder: str | None
    location_id: int | None
    key: str
    part: int = morning.OPEN

    @property
    def patient(self) -> str:
        """Whom it is about; empty where nobody knows."""
        return f"{self.first_name or ''} {self.last_name or ''}".strip()


_OF_SLOT = re.compile(r"(?:slot_open|backfill):(\d+)")
_OF_TASK = (
    "public_id", "emergency", "summary", "created_at", "due_at", "conversation_id", "conversation__public_id",
    "conversation__unread", "conversation__contact_id", "conversation__contact__phone", "patient__first_name",
    "patient__last_name", "patient__public_id", "taken_by__name", "appointment__location_id", "key",
)  # fmt: skip


def _awake(now: datetime) -> QuerySet[Task]:
    """Open tasks, emergencies first, then by due time; without those of conversations that were put aside."""
    asleep = snooze.asleep(now).values("conversation_id")
    found = Task.objects.filter(closed_at__isnull=True).filter(Q(emergency=True) | ~Q(conversation_id__in=asleep))
    return found.order_by("-emergency", "due_at", "id")


def in_view(view: str, staff: Staff, now: datetime, *, clinical: bool) -> QuerySet[Task]:
    """The tasks of one view of the inbox. `clinical`: the reader reads what is clinical."""
    found = what_is_clinical.readable(_awake(now), clinical=clinical)
    view, _, narrowed = view.partition(":")
    if narrowed:
        found = found.filter(taken_by=staff) if narrowed == "mine" else found.filter(taken_by__isnull=True)
    if view == "emergency":
        return found.filter(emergency=True)
    if view == "mine":
        return found.filter(taken_by=staff)
    if view == "unassigned":
        return found.filter(taken_by__isnull=True)
    return found if view == "all" else found.filter(queue=view)


def _task_row(task: _Waits, names: dict[int, str], hours: Hours, now: datetime) -> Row:
    name = task.patient or names.get(task.contact_id or 0, "")
    due, tone = due_words(task, hours, now)
    waited = now - task.created_at if task.emergency else hours.between(task.created_at, now)
    return Row(
        conversation=task.conversation_id,
        key=str(task.conversation or ""),
        name=name or (phones.display(task.phone) if task.phone else _("The practice")),
        why=summaries.said(task.summary),
        at=task.created_at,
        waited=words.span(waited.total_seconds()),
        due=due,
        tone=tone,
        holder=task.holder or "",
        unread=bool(task.unread),
        task=str(task.public_id),
        chart=str(task.chart or ""),
    )


def _lead_to_backfills(tasks: Sequence[_Waits], found: Sequence[Row]) -> None:
    """Tasks about a freed time lead to its page. One query, where there are any."""
    keys = [_OF_SLOT.fullmatch(task.key) for task in tasks]
    about = [int(key[1]) for key in keys if key]
    pages = dict(Backfill.objects.filter(pk__in=about).values_list("pk", "public_id")) if about else {}
    for row, key in zip(found, keys, strict=True):
        row.backfill = str(pages.get(int(key[1]), "")) if key else ""


def due_words(task: Task | _Waits, hours: Hours, now: datetime) -> tuple[str, str]:
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
            conversation=one.pk,
            key=str(one.public_id),
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
        return _(veil.instead(message))
    said = " ".join(message.body.split())[:120]
    return said if message.direction == "in" else _("We: %(words)s") % {"words": said}


def _snoozed(now: datetime) -> list[Row]:
    found = list(
        snooze.asleep(now).select_related("conversation__contact", "by").order_by("until", "id")[:MOST_ROWS]
    )  # fmt: skip
    names = contact_names(one.conversation.contact_id for one in found)
    return [
        Row(
            conversation=one.conversation.pk,
            key=str(one.conversation.public_id),
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
            conversation=one.note.conversation.pk,
            key=str(one.note.conversation.public_id),
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
            conversation=one.conversation.pk,
            key=str(one.conversation.public_id),
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

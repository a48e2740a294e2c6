"""What a conversation shows: the thread and the patient. The number of queries never grows with the rows.

All run inside the practice scope of the request; `now` is domain time, UTC.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from replywell.common import phones
from replywell.console import words
from replywell.console.clinical import Veil
from replywell.console.delivery import told, what_to_do
from replywell.console.trail import contact_names, in_thread
from replywell.dialogue import corrections, snooze
from replywell.dialogue.models import Correction, PageSent, Prompt, Snooze, Suggestion, Task, TaskNote, WakeUp
from replywell.messaging.models import Conversation, Message
from replywell.patients.models import ConsentEvent, Contact, ContactLink, PatientNote, Suppression
from replywell.practices.models import Practice, Role
from replywell.scheduling.models import Appointment
from replywell.scheduling.queries import WITH

FAILED = ("failed", "undelivered", "unknown")
MOST_ROWS = 200
"""Rows of a list, texts of a thread, lines of a trail on one page."""


# The thread


@dataclass(frozen=True)
class Line:
    """One thing in a thread: a text, a note between staff, or what happened."""

    kind: str
    at: datetime
    day: str = ""
    message: Message | None = None
    words: str = ""
    label: str = ""
    tone: str = ""
    delivery: str = ""
    hidden: bool = False
    correction: Correction | None = None
    suggestion: Suggestion | None = None
    note: TaskNote | None = None
    advice: str = ""
    may_share: bool = False

    @property
    def waits(self) -> bool:
        """Whether a person can still take the text back."""
        return self.message is not None and self.message.status == "deferred" and self.message.author_id is not None

    @property
    def trouble(self) -> bool:
        """Whether it did not arrive and nobody has dealt with that."""
        one = self.message
        if one is None or one.direction != "out" or one.settled_at is not None:
            return False
        return one.status in ("failed", "undelivered", "unknown") or (
            one.status == "suppressed" and bool(one.author_id)
        )

    @property
    def read_as(self) -> str:
        """What the software took the text for."""
        reading = self.message.reading if self.message is not None else None
        return str(words.MEANINGS.get(reading["intent"], "")) if reading else ""

    @property
    def means(self) -> str:
        """What staff say that it means."""
        return str(words.MEANINGS.get(self.correction.means, "")) if self.correction else ""

    @property
    def suggests(self) -> str:
        """What the language model takes it for."""
        return str(words.MEANINGS.get(self.suggestion.intent, "")) if self.suggestion else ""

    @property
    def is_theirs(self) -> bool:
        """Whether the patient wrote it."""
        return self.message is not None and self.message.direction == "in"


@dataclass
class Thread:
    """One conversation as the page shows it."""

    conversation: Conversation
    name: str
    language: str
    lines: list[Line]
    tasks: list[Task]
    prompt: Prompt | None
    pages: list[PageSent] = field(default_factory=list)
    suppression: Suppression | None = None
    with_the_nurse: bool = False
    newest: int = 0
    snooze: Snooze | None = None

    @property
    def paged(self) -> str:
        """Who was called and when: "Nia Cole 7:30 pm and 7:35 pm, Omar Haddad 7:35 pm"."""
        times: dict[str, list[str]] = {}
        for page in self.pages:
            at = words.time_of(page.at)
            if at not in times.setdefault(page.staff.name, []):
                times[page.staff.name].append(at)
        called = ", ".join(f"{name} {_(' and ').join(found[-3:])}" for name, found in times.items())
        if any(not page.failed_why for page in self.pages):
            return called
        return _("%(called)s; nothing got through, so fetch somebody") % {"called": called}

    @property
    def to_human(self) -> str:
        """How long the open red flag waited for a person."""
        return words.span(max(60, self.emergency.seconds_to_human or 0)) if self.emergency else ""

    @property
    def emergency(self) -> Task | None:
        """The open red flag, if there is one."""
        return next((task for task in self.tasks if task.emergency), None)


def conversation_of(public_id: UUID | str) -> Conversation | None:
    """One of this practice's conversations, or None."""
    found = Conversation.objects.filter(public_id=public_id)
    return found.select_related("contact", "taken_by", "number").first()


def thread(conversation: Conversation, practice: Practice, now: datetime, *, clinical: bool) -> Thread:
    """The texts and what happened between them, oldest first. At most thirteen queries.

    To a reader who reads nothing clinical, such a text is a line without its words.
    """
    veil = Veil.over([conversation.pk], clinical=clinical)
    messages = list(
        Message.objects.filter(conversation=conversation)
        .select_related("author", "patient")
        .order_by("-id")[:MOST_ROWS]
    )[::-1]
    links = list(ContactLink.objects.filter(contact_id=conversation.contact_id, ended_at__isnull=True))
    visits = {
        visit.pk: visit
        for visit in Appointment.objects.filter(patient_id__in=[link.patient_id for link in links]).select_related(
            "location", "patient"
        )
    }
    tasks = list(Task.objects.filter(conversation=conversation).select_related("taken_by").order_by("-id")[:MOST_ROWS])
    notes = TaskNote.objects.filter(conversation=conversation).select_related("author").order_by("-at")[:MOST_ROWS]
    subjects = [f"conversation:{conversation.pk}", f"contact:{conversation.contact_id}"]
    subjects += [f"appointment:{key}" for key in visits] + [
        f"task:{task.pk}" for task in tasks if not veil.hides_task(task)
    ]
    since = messages[0].created_at if len(messages) == MOST_ROWS else None
    theirs = [one.pk for one in messages if one.direction == "in"]
    corrected = corrections.latest(theirs)
    suggested = {one.message_id: one for one in Suggestion.objects.filter(message_id__in=theirs).exclude(summary="")}
    lines = [
        Line("text", one.created_at, message=one, delivery=words.time_of(one.created_at), hidden=True)
        if veil.hides(one)
        else Line(
            "text", one.created_at, message=one, correction=corrected.get(one.pk), suggestion=suggested.get(one.pk),
            hidden=False, **_said(one, now),
        )
        for one in messages
    ]  # fmt: skip
    lines += [
        Line(
            "note", note.at, words=note.body, label=note.author.name, note=note,
            may_share=clinical and note.author.role == Role.CLINICAL and not note.shared,
        )
        for note in notes
        if not veil.hides_note(note)
    ]  # fmt: skip
    lines += [
        Line("event", event.at, words=event.sentence)
        for event in in_thread(subjects, visits, since=since)
    ]  # fmt: skip
    open_ = sorted((task for task in tasks if task.closed_at is None), key=lambda task: (-task.emergency, task.due_at))
    emergency = next((task for task in open_ if task.emergency), None)
    names = contact_names([conversation.contact_id])
    return Thread(
        conversation=conversation,
        name=names.get(conversation.contact_id) or phones.display(conversation.contact.phone),
        language=conversation.language or conversation.contact.language or practice.language,
        lines=_with_days(lines, now),
        tasks=[task for task in open_ if not veil.hides_task(task)],
        with_the_nurse=any(veil.hides_task(task) for task in open_),
        prompt=Prompt.objects.filter(conversation=conversation, closed_at__isnull=True, opened_at__isnull=False)
        .select_related("run")
        .order_by("-id")
        .first(),
        pages=list(PageSent.objects.filter(task=emergency).select_related("staff").order_by("at")) if emergency else [],
        suppression=suppression_of(conversation.contact.phone),
        newest=messages[-1].pk if messages else 0,
        snooze=snooze.asleep(now).filter(conversation=conversation).select_related("by").first(),
    )


def suppression_of(phone: str) -> Suppression | None:
    """Whether this number must not be texted, and since when."""
    return Suppression.objects.filter(phone=phone, lifted_at__isnull=True).first()


def _said(message: Message, now: datetime) -> dict[str, Any]:
    if message.direction == "in":
        return {"label": "", "tone": "", "delivery": words.time_of(message.created_at)}
    tone, delivery = told(message, now)
    label = message.author.name if message.author else words.workflow(message.workflow)
    if not message.author and message.purpose == "safety":
        label = _("Safety text")
    return {"label": label, "tone": tone, "delivery": delivery, "advice": what_to_do(message)}


def _with_days(lines: list[Line], now: datetime) -> list[Line]:
    """In order, the first line of each day with its day. What happened stands before our answer."""
    rank = {"text": 2, "event": 1, "note": 3}
    lines = sorted(lines, key=lambda one: (one.at, 0 if one.is_theirs else rank[one.kind]))
    dated, before = [], ""
    for line in lines:
        day = words.day_of(line.at, now)
        dated.append(line if day == before else _on(line, day))
        before = day
    return dated


def _on(line: Line, day: str) -> Line:
    return replace(line, day=day)


# The patient


@dataclass(frozen=True)
class Person:
    """Somebody this phone speaks for."""

    link: ContactLink
    visits: list[Appointment]
    past: Appointment | None
    consent: ConsentEvent | None
    notes: list[PatientNote]


@dataclass(frozen=True)
class Planned:
    """What the software is about to do."""

    at: datetime
    words: str


@dataclass(frozen=True)
class Context:
    """What stands beside the thread."""

    contact: Contact
    people: list[Person]
    next_visit: Appointment | None
    planned: list[Planned]
    suppression: Suppression | None
    language: str

    @property
    def others(self) -> list[Appointment]:
        """Every later visit of anybody on this phone."""
        later = [visit for person in self.people for visit in person.visits if visit != self.next_visit]
        return sorted(later, key=lambda visit: visit.starts_at)


def context(conversation: Conversation, practice: Practice, now: datetime, *, clinical: bool) -> Context:
    """The people on this phone, their visits, consent and notes, and what is planned. Eight queries."""
    contact = conversation.contact
    veil = Veil(lifted=clinical)
    links = list(
        ContactLink.objects.filter(contact=contact, ended_at__isnull=True).select_related("patient").order_by("id")
    )
    ids = [link.patient_id for link in links]
    visits = list(
        Appointment.objects.filter(patient_id__in=ids, starts_at__gt=now - timedelta(days=400))
        .exclude(status__in=["held", "expired"])
        .select_related(*WITH)
        .order_by("starts_at", "id")
    )
    consents = list(ConsentEvent.objects.filter(phone=contact.phone).order_by("at", "id"))
    notes: defaultdict[int, list[PatientNote]] = defaultdict(list)
    for note in PatientNote.objects.filter(patient_id__in=ids).select_related("author").order_by("-at")[:MOST_ROWS]:
        if not veil.hides_words_of(note.author):
            notes[note.patient_id].append(note)
    ahead = [visit for visit in visits if visit.status in ("booked", "arrived") and visit.ends_at > now]
    people = [
        Person(
            link=link,
            visits=[visit for visit in ahead if visit.patient_id == link.patient_id],
            past=next((one for one in visits[::-1] if one.patient_id == link.patient_id and one.ends_at <= now), None),
            consent=_consent(consents, link.patient_id),
            notes=notes[link.patient_id],
        )
        for link in links
    ]
    return Context(
        contact=contact,
        people=people,
        next_visit=ahead[0] if ahead else None,
        planned=planned(conversation, [visit.pk for visit in ahead], now),
        suppression=suppression_of(contact.phone),
        language=conversation.language or contact.language or practice.language,
    )


def _consent(events: Sequence[ConsentEvent], patient_id: int) -> ConsentEvent | None:
    """The event that holds for texts about care: the latest of this patient or of everybody on the phone."""
    told = [
        event
        for event in events
        if event.patient_id_then in (None, patient_id) and event.purpose in ("", "care")
    ]  # fmt: skip
    return told[-1] if told else None


def planned(conversation: Conversation, visit_ids: Sequence[int], now: datetime) -> list[Planned]:
    """Wake-ups and texts that wait, soonest first. Two queries."""
    wakes = WakeUp.objects.filter(done_at__isnull=True).filter(
        Q(conversation=conversation) | Q(appointment_id__in=visit_ids)
    )
    found = [
        Planned(wake.due_at, f"{words.workflow(wake.workflow)}: {words.waking(wake.name)}")
        for wake in wakes.order_by("due_at")[:10]
    ]
    waiting = Message.objects.filter(conversation=conversation, direction="out", status="deferred")
    found += [Planned(one.send_at or now, "Sends a text that waits") for one in waiting.order_by("send_at")[:10]]
    return sorted(found, key=lambda one: one.at)[:8]

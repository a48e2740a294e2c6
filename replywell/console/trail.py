"""The audit trail in sentences: "Maria Diaz moved the visit to Thu Mar 5, 2:30 pm by text"."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self, TypeVar

from django.db.models import Model
from django.utils.translation import gettext

from replywell.audit.models import AuditEvent
from replywell.common import phones
from replywell.console import words
from replywell.dialogue.models import Task
from replywell.messaging.models import Conversation, Message
from replywell.patients.models import Contact, ContactLink, Patient
from replywell.practices.models import Staff
from replywell.scheduling.models import Appointment
from replywell.scheduling.waitlist_models import Backfill, WaitlistEntry

Row = TypeVar("Row", bound=Model)
PAGE = 100
IN_THREAD = timedelta(days=400)
"""How far back a thread tells what happened (wall time) before a person asks for more."""
NOISE = ("visit.loaded", "visit.asked", "clock.moved")
"""Left out of the trail as well, unless everything is asked for."""
QUIET = (
    "thread.viewed",
    "audit.viewed",
    "calendar.viewed",
    "chart.viewed",
    "patients.searched",
    "task.made",
    "visit.asked",
    "wording.missing",
    "login.set",
    "access.refused",
    "page.sent",
    "visit.loaded",
    "consent.granted",
    "clock.moved",
    "message.written",
    "note.written",
)
"""Kept in the trail, left out of the thread."""


@dataclass(frozen=True)
class Told:
    """One event as a sentence. `about` names the patient or number, for the page that shows everybody's."""

    id: int
    at: datetime
    who: str
    what: str
    about: str
    verb: str
    subject: str
    link: str = ""

    @property
    def sentence(self) -> str:
        """Who did what."""
        return f"{self.who} {self.what}"


def newest(
    subjects: Sequence[str] | None = None, *, before: int | None = None, views: bool = True, limit: int = PAGE
) -> list[Told]:
    """The trail of these subjects, or of everything, newest first. At most nine queries.

    `before` pages on; `views` False leaves out who looked at what and what came with a load.
    """
    found = AuditEvent.objects.order_by("-id")
    if subjects is not None:
        found = found.filter(subject__in=subjects)
    if before is not None:
        found = found.filter(id__lt=before)
    if not views:
        found = (
            found.exclude(verb__endswith=".viewed")
            .exclude(verb__in=NOISE)
            .exclude(verb="consent.granted", actor="system")
        )
    return tell(list(found[:limit]))


@dataclass(frozen=True)
class OfThread:
    """What a thread's page knows already: the name of its phone, everybody who works or worked here, its tasks."""

    conversation: Conversation
    name: str
    staff: Sequence[Staff]
    tasks: frozenset[int]


@dataclass(frozen=True)
class Span:
    """From when to when something is told: by domain time, and by the wall time of its month's partition."""

    since: datetime | None
    until: datetime | None
    stored_since: datetime
    stored_until: datetime | None


def in_thread(
    subjects: Sequence[str], visits: Mapping[int, Appointment], known: OfThread, span: Span
) -> tuple[list[Told], bool]:
    """What stands between the texts of a thread, and whether that is not all of it. One query.

    Ten years are 120 partitions; with the wall times the database opens those that can hold an answer.
    """
    events = list(
        AuditEvent.objects.raw(
            "SELECT * FROM audit_of_subjects(%s, %s, %s, %s, %s, %s, %s)",
            [list(subjects), list(QUIET), span.stored_since, span.stored_until, span.since, span.until, PAGE + 1],
        )
    )
    shown = [event for event in events[:PAGE] if event.verb != "visit.booked" or "via" in event.details]
    return tell(shown, visits, known), len(events) > PAGE


def subjects_of(conversation: Conversation) -> list[str]:
    """Everything the story of a conversation is told about: itself, its tasks and texts, its people's visits."""
    patients = ContactLink.objects.filter(contact_id=conversation.contact_id).values_list("patient_id", flat=True)
    kinds: dict[str, Iterable[int]] = {
        "appointment": Appointment.objects.filter(patient_id__in=patients).values_list("id", flat=True),
        "task": Task.objects.filter(conversation=conversation).values_list("id", flat=True),
        "message": Message.objects.filter(conversation=conversation).values_list("id", flat=True),
    }
    found = [f"conversation:{conversation.pk}", f"contact:{conversation.contact_id}"]
    return found + [f"{kind}:{key}" for kind, keys in kinds.items() for key in keys]


def tell(
    events: Sequence[AuditEvent], visits: Mapping[int, Appointment] | None = None, known: OfThread | None = None
) -> list[Told]:
    """Events with the names of who did it and whom it is about."""
    ids: dict[str, set[int]] = {}
    for event in events:
        kind, _, key = event.subject.partition(":")
        if key.isdigit():
            ids.setdefault(kind, set()).add(int(key))
        if kind == "backfill" and isinstance(event.details.get("entry"), int):
            ids.setdefault("waitlist", set()).add(event.details["entry"])
    names = _Names(ids, visits) if known is None else _Names.in_thread(known, visits or {})
    told = []
    for event in events:
        kind, _, key = event.subject.partition(":")
        about, zone, link = names.about(kind, int(key)) if key.isdigit() else ("", "", "")
        details = event.details
        code = details.get("staff")
        if isinstance(code, str):
            details = details | {"staff": names.staff.get(code, code)}
        if kind == "backfill" and key.isdigit():
            details, about = names.of_backfill(int(key), details)
        who = names.who(event.actor, about)
        what = words.happened(event.verb, details, zone)
        by_text = event.actor == "patient" or event.actor.startswith("workflow:")
        if by_text and event.verb.startswith("visit.") and event.verb != "visit.asked":
            what = gettext("%(what)s by text") % {"what": what}
        told.append(Told(event.id, event.at, who, what, about, event.verb, event.subject, link))
    return told


class _Names:
    """The names behind the ids of some events, one query a kind."""

    @classmethod
    def in_thread(cls, known: OfThread, visits: Mapping[int, Appointment]) -> Self:
        """Without a query: the events are those of one conversation."""
        names = cls.__new__(cls)
        talk = known.conversation
        names.staff = {one.code: one.name for one in known.staff}
        names.staff_by_id = {one.pk: one.name for one in known.staff}
        names.visits = visits
        names.thread_of = {("task", key): talk.pk for key in known.tasks}
        names.threads = {talk.pk: talk}
        names.contacts = {talk.contact_id: known.name}
        names.patients, names.entries, names.backfills = {}, {}, {}
        return names

    def __init__(self, ids: Mapping[str, set[int]], visits: Mapping[int, Appointment] | None) -> None:
        staff = list(Staff.objects.values_list("id", "code", "name"))
        self.staff = {code: name for _, code, name in staff}
        self.staff_by_id = {key: name for key, _, name in staff}
        self.visits = visits if visits is not None else _by_id(
            Appointment.objects.filter(pk__in=ids.get("appointment", ())).select_related("patient", "location")
        )  # fmt: skip
        tasks = Task.objects.filter(pk__in=ids.get("task", ())).values_list("id", "conversation_id", "patient_id")
        texts = Message.objects.filter(pk__in=ids.get("message", ())).values_list("id", "conversation_id")
        self.thread_of = {("task", key): thread for key, thread, _ in tasks}
        self.thread_of |= {("message", key): thread for key, thread in texts}
        threads = set(ids.get("conversation", ())) | {key for key in self.thread_of.values() if key}
        self.threads = _by_id(Conversation.objects.filter(pk__in=threads).select_related("contact"))
        contacts = set(ids.get("contact", ())) | {thread.contact_id for thread in self.threads.values()}
        named = contact_names(contacts)
        numbers = dict(Contact.objects.filter(pk__in=contacts).values_list("id", "phone"))
        self.contacts = {key: named.get(key) or phones.display(numbers.get(key, "")) for key in contacts}
        self.patients = _by_id(Patient.objects.filter(pk__in=ids.get("patient", ())))
        entries = WaitlistEntry.objects.filter(pk__in=ids["waitlist"]) if "waitlist" in ids else ()
        self.entries = _by_id(entries.select_related("patient") if entries else ())
        slots = Backfill.objects.filter(pk__in=ids["backfill"]) if "backfill" in ids else ()
        self.backfills = _by_id(slots.select_related("location") if slots else ())

    def of_backfill(self, key: int, details: dict[str, Any]) -> tuple[dict[str, Any], str]:
        """The details of an event about a freed slot with when that is, and the name of who was offered it."""
        slot, entry = self.backfills.get(key), self.entries.get(details.get("entry", 0))
        name = entry.patient.full_name if entry else ""
        return details | {"starts_at": slot.starts_at if slot else "", "patient": name}, name

    def about(self, kind: str, key: int) -> tuple[str, str, str]:
        """(name, zone, public id of the conversation) of a subject; empty where there is none."""
        if kind == "appointment":
            visit = self.visits.get(key)
            return (
                (visit.patient.full_name if visit.patient else "", visit.location.zone, "") if visit else ("", "", "")
            )
        if kind == "patient":
            patient = self.patients.get(key)
            return (patient.full_name if patient else "", "", "")
        if kind == "waitlist":
            entry = self.entries.get(key)
            return (entry.patient.full_name if entry else "", "", "")
        if kind == "backfill":
            slot = self.backfills.get(key)
            return ("", slot.location.zone if slot else "", "")
        if kind == "staff":
            return self.staff_by_id.get(key, ""), "", ""
        if kind == "contact":
            return self.contacts.get(key, ""), "", ""
        thread = self.threads.get(key if kind == "conversation" else self.thread_of.get((kind, key)) or 0)
        return (self.contacts.get(thread.contact_id, ""), "", str(thread.public_id)) if thread else ("", "", "")

    def who(self, actor: str, about: str) -> str:
        """The actor's name."""
        kind, _, key = actor.partition(":")
        if kind == "staff":
            return self.staff.get(key, key)
        if kind == "patient":
            return about or gettext("The patient")
        return gettext("The carrier") if kind == "carrier" else "Replywell"


def _by_id(rows: Iterable[Row]) -> dict[int, Row]:
    return {row.pk: row for row in rows}


def contact_names(contact_ids: Iterable[int]) -> dict[int, str]:
    """contact id -> "Maria Diaz", or "Maria Diaz, Leo Diaz" on a shared phone. One query."""
    names: defaultdict[int, list[str]] = defaultdict(list)
    found = ContactLink.objects.filter(contact_id__in=set(contact_ids), ended_at__isnull=True).order_by("-role", "id")
    for key, first, last in found.values_list("contact_id", "patient__first_name", "patient__last_name"):
        names[key].append(f"{first} {last}".strip())
    return {key: ", ".join(sorted(set(given), key=given.index)) for key, given in names.items()}

"""The conversation at hand: its rows under lock, and all that judging a text needs, read in one call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Model

from replywell.common import phones, rows
from replywell.dialogue.facts import PracticeFacts, VisitFacts
from replywell.dialogue.hours import Hours, PracticeHours, practice_hours, utc
from replywell.dialogue.models import Prompt, WorkflowRun
from replywell.messaging import wording
from replywell.messaging.models import Conversation, Direction, Message
from replywell.patients.models import ConsentEvent, Contact, ContactLink, Patient
from replywell.practices.models import Location, Practice, Practitioner
from replywell.scheduling.models import Appointment, AppointmentType

REMEMBERED = 20
"""So many of a conversation's last prompts can still be answered late."""
NEW_FOR = timedelta(days=30)
"""Consent older than this was confirmed long ago, elsewhere."""


_VISITS = f"""
SELECT {rows.columns(Appointment, "a")}, {rows.columns(AppointmentType, "t")}, {rows.columns(Location, "o")},
       {rows.columns(Practitioner, "w")}
  FROM scheduling_appointment a
  JOIN scheduling_appointmenttype t ON t.practice_id = a.practice_id AND t.id = a.type_id
  JOIN practices_location o ON o.practice_id = a.practice_id AND o.id = a.location_id
  LEFT JOIN practices_practitioner w ON w.practice_id = a.practice_id AND w.id = a.practitioner_id
 WHERE a.patient_id = ANY (%s) AND a.status = 'booked' AND a.starts_at > %s ORDER BY a.starts_at, a.id"""
_AT_HAND = "SELECT thread_at_hand(%s, %s, %s, %s, %s)"


@dataclass
class Thread:
    """One conversation in one transaction. `message` is the text being handled, None for what starts on our side.

    `links`: who the phone speaks for; nobody while it is said to be a wrong number. `prompts`: the last ones, newest
    first, open or not. `like_it`: how many like texts came in the last five minutes, this one included.
    `said_before`: the text that holds the wish, where this one only says which visit it means.
    """

    conversation: Conversation
    now: datetime
    suppressed_since: datetime | None = None
    message: Message | None = None
    like_it: int = 1
    said_before: str = ""
    links: list[ContactLink] = field(default_factory=list)
    prompts: list[Prompt] = field(default_factory=list)
    types: dict[int, AppointmentType] = field(default_factory=dict)

    @property
    def practice_id(self) -> int:
        return self.conversation.practice_id

    @property
    def said(self) -> str:
        """The text that what is done now is wished for in; empty for what starts on our side."""
        return self.said_before or (self.message.body if self.message else "")

    @cached_property
    def hours(self) -> PracticeHours:
        """The practice and its hours (kept for seconds across transactions)."""
        return practice_hours(self.practice_id)

    @property
    def practice(self) -> Practice:
        return self.hours.practice

    @property
    def language(self) -> str:
        """What we speak here: of the last clear text, else the contact's, else the practice's."""
        return self.conversation.language or self.conversation.contact.language or self.practice.language

    @property
    def place(self) -> Hours:
        """The hours of the location of the next visit, else of the first location."""
        return self.hours.of(self.visits[0].location_id if self.visits else None)

    @cached_property
    def practice_facts(self) -> PracticeFacts:
        """For handlers."""
        practice, place = self.practice, self.hours.of()
        return PracticeFacts(
            id=practice.pk,
            text_name=practice.text_name,
            phone=phones.display(practice.phone),
            zone=practice.zone,
            language=practice.language,
            open_now=place.is_open(self.now),
            hours=place.of_day(self.now),
            cancel_word=practice.cancel_word,
            late_limit=practice.late_limit,
        )

    @property
    def patient_id(self) -> int | None:
        """The patient, when the phone speaks for one only."""
        return self.links[0].patient_id if len(self.links) == 1 else None

    @cached_property
    def visits(self) -> tuple[VisitFacts, ...]:
        """Every booked visit ahead of the phone's patients, soonest first."""
        patients = [link.patient_id for link in self.links]
        if not patients:
            return ()
        found = rows.fetch(_VISITS, [patients, self.now], *_VISIT)
        return tuple(self.fact(_whole(*row)) for row in found)

    @cached_property
    def real_names(self) -> dict[int, str]:
        """patient id -> first name as the chart has it: to understand texts, not to be told."""
        return {link.patient_id: link.patient.first_name for link in self.links}

    @cached_property
    def known_names(self) -> tuple[str, ...]:
        """Names that a text from this phone may hold: the family's, their clinicians', the practice's."""
        return (
            *self.real_names.values(),
            *{visit.practitioner for visit in self.visits if visit.practitioner},
            self.practice.text_name,
        )

    @cached_property
    def newly_enrolled(self) -> bool:
        """Whether somebody on this phone agreed to texts lately and none has been sent yet (CTIA 5.1.2.1)."""
        phone = self.conversation.contact.phone
        lately = ConsentEvent.objects.filter(phone=phone, granted=True, at__gt=self.now - NEW_FOR)
        texts = Message.objects.filter(conversation_id=self.conversation.pk, direction=Direction.OUT)
        return lately.exists() and not texts.exclude(status__in=("suppressed", "dropped")).exists()

    def forget_visits(self) -> None:
        """Read the visits again at the next use: something changed."""
        self.__dict__.pop("visits", None)

    def type_of(self, type_id: int) -> AppointmentType | None:
        """An appointment type; those of the visits ahead are at hand."""
        return self.types.get(type_id) or AppointmentType.objects.filter(pk=type_id).first()

    def fact(self, visit: Appointment) -> VisitFacts:
        """A visit as plain values, as this phone may know it."""
        self.types[visit.type_id] = visit.type
        link = next((link for link in self.links if link.patient_id == visit.patient_id), None)
        patient = link.patient if link else None
        minor = bool(patient and patient.birth_date and age(patient.birth_date, self.now) < 18)
        may_name = patient is not None and link is not None and (minor or link.first_name_ok)
        names = visit.type.text_names
        return VisitFacts(
            id=visit.pk,
            version=visit.version,
            patient_id=visit.patient_id or 0,
            starts_at=visit.starts_at,
            ends_at=visit.ends_at,
            zone=visit.location.zone,
            type_id=visit.type_id,
            first_name=patient.first_name if patient and may_name else None,
            minor=minor,
            type_name=str(names.get(self.language) or names.get("en") or ""),
            practitioner_id=visit.practitioner_id,
            practitioner=visit.practitioner.text_name if visit.practitioner else "",
            location_id=visit.location_id,
            location=visit.location.name,
            status=visit.status,
            confirmation=visit.confirmation,
            late_minutes=visit.late_minutes,
            bookable_by_text=visit.type.bookable_by_text,
            reminders=tuple(visit.type.reminders),
            created_at=visit.created_at,
            silent=visit.silent_version == visit.version,
            video=visit.type.video,
            link=_link(visit),
        )

    def when(self, moment: datetime, zone: str, language: str = "") -> str:
        """A moment as this patient reads it."""
        return wording.local_when(moment, zone, language or self.language, self.conversation.contact.zone or None)

    def line(self, visit: VisitFacts, language: str = "") -> str:
        """A visit in a list: first name only where it may be said, else day and time."""
        when = self.when(visit.starts_at, visit.zone, language)
        if visit.first_name:
            return f"{visit.first_name}, {when}"
        twins = [other for other in self.visits if other.starts_at == visit.starts_at and other.id != visit.id]
        return f"{when}, {visit.practitioner}" if twins and visit.practitioner else when

    def values(
        self, visit: VisitFacts | None, several: Sequence[VisitFacts] = (), language: str = ""
    ) -> dict[str, str]:
        """What fills {when} {who} {name} {visit} {options} of a wording."""
        found: dict[str, str] = {}
        if visit is not None:
            found = {
                "when": self.when(visit.starts_at, visit.zone, language),
                "who": visit.practitioner,
                "name": visit.first_name or "",
                "visit": visit.type_name,
                "link": visit.link,
            }
        if several:
            found["options"] = wording.options([self.line(one, language) for one in several])
        return found


def take_text(conversation_id: int) -> Thread | None:
    """The conversation under its row lock with its next text, at the domain's now, inside its practice's scope.

    None when another worker has it. Without a text that waits, `message` is None.
    """
    return _read(conversation_id, None, locking=True)


def lock(conversation_id: int, now: datetime) -> Thread | None:
    """The conversation under its row lock, inside its practice's scope; None when another worker has it."""
    return _read(conversation_id, now, locking=True)


def look(conversation_id: int, now: datetime) -> Thread:
    """The conversation without its lock: for what only adds rows. Raises Conversation.DoesNotExist."""
    found = _read(conversation_id, now, locking=False)
    if found is None:
        raise Conversation.DoesNotExist
    return found


def _read(conversation_id: int, now: datetime | None, *, locking: bool) -> Thread | None:
    """Without `now` the next text comes along."""
    found = rows.document(_AT_HAND, [conversation_id, locking, now is None, now, REMEMBERED])
    if found is None:
        return None
    conversation: Conversation = rows.instance(Conversation, found["conversation"])
    conversation.contact = rows.instance(Contact, found["contact"])
    since = found["suppressed_since"]
    thread = Thread(
        conversation,
        now or utc(datetime.fromisoformat(found["now"])),
        suppressed_since=datetime.fromisoformat(since) if since else None,
    )
    if found["text"]:
        row, thread.like_it = found["text"]
        thread.message = rows.instance(Message, row)
    for parts in found["links"] or ():
        link, link.patient = _instances((ContactLink, Patient), parts)
        thread.links.append(link)
    for parts in found["prompts"] or ():
        prompt, prompt.run, prompt.message = _instances((Prompt, WorkflowRun, Message), parts)
        thread.prompts.append(prompt)
    thread.visits = tuple(thread.fact(_whole(*_instances(_VISIT, parts))) for parts in found["visits"] or ())
    conversation.practice = thread.practice
    return thread


_VISIT = (Appointment, AppointmentType, Location, Practitioner)


def _instances(kinds: Sequence[type[Model]], parts: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(rows.instance(kind, part) for kind, part in zip(kinds, parts, strict=True))


def _whole(
    visit: Appointment, kind: AppointmentType, place: Location, practitioner: Practitioner | None
) -> Appointment:
    visit.type, visit.location, visit.practitioner = kind, place, practitioner
    return visit


def _link(visit: Appointment) -> str:
    """Where a video visit takes place: the visit's own link, else the practitioner's, else the kind's."""
    if not visit.type.video:
        return ""
    clinician = visit.practitioner.video_link if visit.practitioner else ""
    return visit.video_link or clinician or visit.type.video_link


def age(born: date, now: datetime) -> int:
    """Full years at `now`."""
    today = now.astimezone(ZoneInfo("UTC")).date()
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))

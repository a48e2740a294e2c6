"""The conversation at hand: its rows under lock, and facts read once per transaction and only when needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from replywell.common import phones
from replywell.dialogue import rows
from replywell.dialogue.facts import PracticeFacts, VisitFacts
from replywell.dialogue.hours import Hours, PracticeHours, practice_hours
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


_UNSET = datetime.min.replace(tzinfo=UTC)

_CONVERSATION = f"""
SELECT {rows.columns(Conversation, "v")}, {rows.columns(Contact, "c")},
       (SELECT s.since FROM patients_suppression s
         WHERE s.practice_id = v.practice_id AND s.phone = c.phone AND s.lifted_at IS NULL)
  FROM messaging_conversation v JOIN patients_contact c ON c.practice_id = v.practice_id AND c.id = v.contact_id
 WHERE v.id = %s"""
_LINKS = f"""
SELECT {rows.columns(ContactLink, "l")}, {rows.columns(Patient, "q")}
  FROM patients_contactlink l JOIN patients_patient q ON q.practice_id = l.practice_id AND q.id = l.patient_id
 WHERE l.contact_id = %s AND l.ended_at IS NULL ORDER BY l.id"""
_VISITS = f"""
SELECT {rows.columns(Appointment, "a")}, {rows.columns(AppointmentType, "t")}, {rows.columns(Location, "o")},
       {rows.columns(Practitioner, "w")}
  FROM scheduling_appointment a
  JOIN scheduling_appointmenttype t ON t.practice_id = a.practice_id AND t.id = a.type_id
  JOIN practices_location o ON o.practice_id = a.practice_id AND o.id = a.location_id
  LEFT JOIN practices_practitioner w ON w.practice_id = a.practice_id AND w.id = a.practitioner_id
 WHERE a.patient_id = ANY (%s) AND a.status = 'booked' AND a.starts_at > %s ORDER BY a.starts_at, a.id"""
_PROMPTS = f"""
SELECT {rows.columns(Prompt, "p")}, {rows.columns(WorkflowRun, "r")}, {rows.columns(Message, "m")}
  FROM dialogue_prompt p
  JOIN dialogue_workflowrun r ON r.practice_id = p.practice_id AND r.id = p.run_id
  JOIN messaging_message m ON m.practice_id = p.practice_id AND m.id = p.message_id
 WHERE p.conversation_id = %s ORDER BY p.id DESC LIMIT %s"""


@dataclass
class Thread:
    """One conversation in one transaction. `message` is the text being handled, None for what starts on our side."""

    conversation: Conversation
    now: datetime
    suppressed_since: datetime | None = None
    message: Message | None = None

    @property
    def practice_id(self) -> int:
        return self.conversation.practice_id

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

    @cached_property
    def links(self) -> list[ContactLink]:
        """Who this phone speaks for; nobody while it is said to be a wrong number."""
        if self.conversation.contact.wrong_number_at:
            return []
        found = []
        for link, patient in rows.fetch(_LINKS, [self.conversation.contact_id], ContactLink, Patient):
            link.patient = patient
            found.append(link)
        return found

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
        found = rows.fetch(_VISITS, [patients, self.now], Appointment, AppointmentType, Location, Practitioner)
        for visit, kind, location, practitioner in found:
            visit.type, visit.location, visit.practitioner = kind, location, practitioner
        return tuple(self.fact(row[0]) for row in found)

    @cached_property
    def real_names(self) -> dict[int, str]:
        """patient id -> first name as the chart has it: to understand texts, not to be told."""
        return {link.patient_id: link.patient.first_name for link in self.links}

    @cached_property
    def newly_enrolled(self) -> bool:
        """Whether somebody on this phone agreed to texts lately and none has been sent yet (CTIA 5.1.2.1)."""
        phone = self.conversation.contact.phone
        lately = ConsentEvent.objects.filter(phone=phone, granted=True, at__gt=self.now - NEW_FOR)
        texts = Message.objects.filter(conversation_id=self.conversation.pk, direction=Direction.OUT)
        return lately.exists() and not texts.exclude(status__in=("suppressed", "dropped")).exists()

    @cached_property
    def prompts(self) -> list[Prompt]:
        """The last prompts, newest first, open or not."""
        found = []
        for prompt, run, message in rows.fetch(
            _PROMPTS, [self.conversation.pk, REMEMBERED], Prompt, WorkflowRun, Message
        ):
            prompt.run, prompt.message = run, message
            found.append(prompt)
        return found

    def forget_visits(self) -> None:
        """Read the visits again at the next use: something changed."""
        self.__dict__.pop("visits", None)

    def fact(self, visit: Appointment) -> VisitFacts:
        """A visit as plain values, as this phone may know it."""
        link = next((link for link in self.links if link.patient_id == visit.patient_id), None)
        patient = link.patient if link else None
        minor = bool(patient and patient.birth_date and _age(patient.birth_date, self.now) < 18)
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
            }
        if several:
            found["options"] = wording.options([self.line(one, language) for one in several])
        return found


def lock(conversation_id: int, now: datetime | None = None) -> Thread | None:
    """The conversation under its row lock, inside its practice's scope; None when another worker has it.

    Without `now` (UTC domain time) the caller sets it before anything else.
    """
    return _read(_CONVERSATION + " FOR UPDATE OF v SKIP LOCKED", conversation_id, now or _UNSET)


def look(conversation_id: int, now: datetime) -> Thread:
    """The conversation without its lock: for what only adds rows. Raises Conversation.DoesNotExist."""
    found = _read(_CONVERSATION, conversation_id, now)
    if found is None:
        raise Conversation.DoesNotExist
    return found


def _read(sql: str, conversation_id: int, now: datetime) -> Thread | None:
    for conversation, contact, suppressed_since in rows.fetch(sql, [conversation_id], Conversation, Contact):
        conversation.contact = contact
        return Thread(conversation, now, suppressed_since=suppressed_since)
    return None


def _age(born: date, now: datetime) -> int:
    today = now.astimezone(ZoneInfo("UTC")).date()
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))

"""The conversation at hand: its rows under lock, and facts read once per transaction and only when needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, QuerySet, Subquery

from replywell.common import phones
from replywell.dialogue.facts import PracticeFacts, VisitFacts
from replywell.dialogue.hours import Hours, PracticeHours, practice_hours
from replywell.dialogue.models import Prompt
from replywell.messaging import wording
from replywell.messaging.models import Conversation, Direction, Message
from replywell.patients.models import ConsentEvent, ContactLink, Suppression
from replywell.practices.models import Practice
from replywell.scheduling.models import Appointment
from replywell.scheduling.queries import upcoming_visits

REMEMBERED = 20
"""So many of a conversation's last prompts can still be answered late."""
NEW_FOR = timedelta(days=30)
"""Consent older than this was confirmed long ago, elsewhere."""


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
        found = ContactLink.objects.filter(contact_id=self.conversation.contact_id, ended_at__isnull=True)
        return list(found.select_related("patient").order_by("id"))

    @property
    def patient_id(self) -> int | None:
        """The patient, when the phone speaks for one only."""
        return self.links[0].patient_id if len(self.links) == 1 else None

    @cached_property
    def visits(self) -> tuple[VisitFacts, ...]:
        """Every booked visit ahead of the phone's patients, soonest first."""
        patients = [link.patient_id for link in self.links]
        return tuple(self.fact(visit) for visit in upcoming_visits(patients, now=self.now))

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
        found = Prompt.objects.filter(conversation_id=self.conversation.pk).select_related("run", "message")
        return list(found.order_by("-id")[:REMEMBERED])

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
    conversation = _rows().select_for_update(of=("self",), skip_locked=True).filter(pk=conversation_id).first()
    return _thread(conversation, now or datetime.min.replace(tzinfo=UTC)) if conversation else None


def look(conversation_id: int, now: datetime) -> Thread:
    """The conversation without its lock: for what only adds rows. Raises Conversation.DoesNotExist."""
    return _thread(_rows().get(pk=conversation_id), now)


def _rows() -> QuerySet[Conversation]:
    suppressed = Suppression.objects.filter(phone=OuterRef("contact__phone"), lifted_at__isnull=True)
    return Conversation.objects.select_related("contact").annotate(
        suppressed_since=Subquery(suppressed.values("since")[:1])
    )


def _thread(conversation: Conversation, now: datetime) -> Thread:
    return Thread(conversation, now, suppressed_since=getattr(conversation, "suppressed_since", None))


def _age(born: date, now: datetime) -> int:
    today = now.astimezone(ZoneInfo("UTC")).date()
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))

"""Somebody without a chart: from a text to a first visit. Every verb runs in a scope.

The chart that is made here is the practice's to complete: its id begins with "new-", its name is
the end of a phone number until then. A person sees every one of them as a task.
"""

from __future__ import annotations

import contextlib
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from replywell.audit.record import record
from replywell.common.ids import new_id
from replywell.dialogue import changes, effects, questions, take_over, tasks, wishes
from replywell.dialogue.changes import change
from replywell.dialogue.lead_decisions import AgreeToTexts, BookFirstVisit, CloseLead, NoteAnswer, OpenLead
from replywell.dialogue.models import Prompt, WorkflowRun
from replywell.dialogue.thread import Thread
from replywell.patients import page_links
from replywell.patients.intake import BEGINS_WITH
from replywell.patients.models import (
    ConsentEvent,
    ConsentPurpose,
    Contact,
    ContactLink,
    ContactRole,
    Lead,
    LeadStatus,
    Patient,
)
from replywell.scheduling import booking
from replywell.scheduling.free_slots import Slot
from replywell.scheduling.models import Appointment

WORKFLOW = "new_patient"
GIVEN_UP = (LeadStatus.HANDED_OVER, LeadStatus.ABANDONED)
GIVEN_UP_FOR = timedelta(days=30)
"""Who asks again within this goes on as the same lead."""
AGAIN = take_over.GO_ON
"""The timer by which a run goes on where it was: after a person handed the conversation back, or on a new text."""


def is_stranger(thread: Thread) -> bool:
    """Whether nobody's chart is on this phone, and nobody said that it is a wrong number."""
    return not thread.links and thread.conversation.contact.wrong_number_at is None


def under_way(conversation_id: int) -> WorkflowRun | None:
    """The run that asks a new patient in this conversation, if there is one."""
    found = WorkflowRun.objects.filter(conversation_id=conversation_id, workflow=WORKFLOW, ended_at__isnull=True)
    return found.order_by("-id").first()


def was_asked(conversation_id: int) -> bool:
    """Whether such a run ever began here."""
    return WorkflowRun.objects.filter(conversation_id=conversation_id, workflow=WORKFLOW).exists()


def facts() -> dict[str, Any]:
    """What a new run is told."""
    return questions.facts()


# Effects


@change(OpenLead)
def open_lead(doing: effects.Applier, effect: OpenLead) -> None:
    """One lead a contact: an open one stays, one that was given up lately is open again, with what it was told."""
    contact = doing.thread.conversation.contact
    if _lead_of(doing.thread) is not None or reopen(contact.pk, since=doing.now - GIVEN_UP_FOR):
        return
    with contextlib.suppress(IntegrityError), transaction.atomic():  # the form of the same person came first
        _new_lead(doing.thread.practice_id, contact.pk, effect.source, effect.questions_version, doing.now)


@change(AgreeToTexts)
def agree(doing: effects.Applier, _: AgreeToTexts) -> None:
    """Evidence: the words, when, and which wording asked (47 CFR 64.1200(f)(9); CTIA 5.1.2)."""
    thread, asked = doing.thread, doing.turn.asked
    assert thread.message is not None
    wording = ""
    if asked is not None:
        key, language, version = Prompt.objects.values_list(
            "message__template__key", "message__template__language", "message__template__version"
        ).get(pk=asked.id)
        wording = f"{key} {language} {version}"
    _grant(
        thread.practice_id, thread.conversation.contact, ConsentPurpose.LEAD, thread.message.body, "text", wording,
        thread.message.created_at,
    )  # fmt: skip


@change(NoteAnswer)
def note_answer(doing: effects.Applier, effect: NoteAnswer) -> None:
    """The last answer to a question counts."""
    lead = _lead_of(doing.thread)
    if lead is None:
        return
    kept = [one for one in lead.answers if one["key"] != effect.key]
    told = {"key": effect.key, "asked": effect.asked, "answer": effect.answer}
    kept.append(told | ({"by": doing.by.code} if doing.by else {}))
    Lead.objects.filter(pk=lead.pk).update(answers=kept)


@change(BookFirstVisit)
def book_first_visit(doing: effects.Applier, effect: BookFirstVisit) -> Appointment:
    """The chart, the link to the phone, consent to texts about visits, the visit and its page's address."""
    thread = doing.thread
    slot = wishes.slot_of(effect.option.value)
    patient, visit = book(
        thread.conversation.contact, slot, role=effect.role, language=thread.language, now=doing.now,
        via="staff" if doing.by else "text", lead=_lead_of(thread), conversation_id=thread.conversation.pk,
        actor=f"staff:{doing.by.code}" if doing.by else changes.PATIENT,
    )  # fmt: skip
    thread.links = list(ContactLink.objects.select_related("patient").filter(patient=patient, ended_at__isnull=True))
    doing.values["link"] = visit_address(patient, visit, thread.language, doing.now)
    return visit


@change(CloseLead)
def close_lead(doing: effects.Applier, effect: CloseLead) -> None:
    """Over, whatever came of it."""
    lead = _lead_of(doing.thread)
    if lead is not None:
        Lead.objects.filter(pk=lead.pk).update(status=effect.status, ended_at=doing.now)


def _lead_of(thread: Thread) -> Lead | None:
    return Lead.objects.filter(contact_id=thread.conversation.contact_id, status=LeadStatus.OPEN).first()


# Verbs


def reopen(contact_id: int, *, since: datetime) -> bool:
    """The contact's last lead is open again, if it was given up since then without a visit. No other is open."""
    last = Lead.objects.filter(contact_id=contact_id).order_by("-id").first()
    if last is None or last.patient_id is not None or last.status not in GIVEN_UP:
        return False
    found = Lead.objects.filter(pk=last.pk, status__in=GIVEN_UP, ended_at__gte=since)
    return bool(found.update(status=LeadStatus.OPEN, ended_at=None))


def book(
    contact: Contact,
    slot: Slot,
    *,
    role: str,
    language: str,
    now: datetime,
    via: str,
    lead: Lead | None,
    conversation_id: int | None,
    actor: str = changes.PATIENT,
) -> tuple[Patient, Appointment]:
    """A chart for somebody new, and their first visit: both or nothing. Raises SlotTaken.

    Without a name from a page the chart is called by the end of the phone number until a person asks.
    """
    practice_id = contact.practice_id
    with transaction.atomic():
        patient = Patient.objects.create(
            practice_id=practice_id, chart_id=f"{BEGINS_WITH}{new_id().hex[:12]}",
            first_name=(lead.first_name if lead else "") or "New",
            last_name=(lead.last_name if lead else "") or f"patient {contact.phone[-4:]}", language=language,
        )  # fmt: skip
        ContactLink.objects.create(
            practice_id=practice_id, contact=contact, patient=patient, role=role or ContactRole.SELF
        )
        yes = ConsentEvent.objects.filter(phone=contact.phone, purpose=ConsentPurpose.LEAD).order_by("-at", "-id")
        granted = yes.first()
        if granted is not None and granted.granted:
            _grant(
                practice_id, contact, ConsentPurpose.CARE, granted.words, granted.channel, granted.wording_version,
                granted.at, patient_id=patient.pk, actor=granted.actor,
            )  # fmt: skip
        record(practice_id, "patient.made", f"patient:{patient.pk}", actor=actor, at=now, via=via)
        visit = booking.book(slot, patient_id=patient.pk, now=now, actor=actor, via=via)
        if lead is not None:
            Lead.objects.filter(pk=lead.pk).update(
                status=LeadStatus.BOOKED, patient=patient, visit_id_then=visit.pk, ended_at=now
            )
        tasks.create(
            practice_id, "front_desk", "new_patient", "A new patient booked: prepare the chart", now=now,
            conversation_id=conversation_id, patient_id=patient.pk, appointment_id=visit.pk,
            location_id=visit.location_id, key=f"new_patient:{patient.pk}",
        )  # fmt: skip
    return patient, visit


def visit_address(patient: Patient, visit: Appointment, language: str, now: datetime) -> str:
    """A new link to the patient's own page, until a day after the visit."""
    end = min(visit.ends_at + timedelta(days=1), now + page_links.VISIT_FOR)
    return page_links.make(
        patient.practice_id, page_links.VISIT, patient.pk, now=now, expires_at=end, visit_id=visit.pk,
        language=language,
    )  # fmt: skip


def _new_lead(practice_id: int, contact_id: int, source: str, version: int, now: datetime) -> None:
    lead = Lead.objects.create(
        practice_id=practice_id, contact_id=contact_id, source=source, questions_version=version, created_at=now
    )
    record(practice_id, "lead.made", f"lead:{lead.pk}", actor="patient", at=now, source=source)


def _grant(
    practice_id: int,
    contact: Contact,
    purpose: ConsentPurpose,
    words: str,
    channel: str,
    wording: str,
    at: datetime,
    *,
    patient_id: int | None = None,
    actor: str = "patient",
) -> None:
    ConsentEvent.objects.create(
        practice_id=practice_id, phone=contact.phone, patient_id_then=patient_id, purpose=purpose, granted=True,
        words=words, channel=channel, wording_version=wording, actor=actor, at=at,
    )  # fmt: skip
    record(
        practice_id, "consent.granted", f"contact:{contact.pk}", actor=actor, at=at, purpose=str(purpose),
        channel=channel,
    )  # fmt: skip

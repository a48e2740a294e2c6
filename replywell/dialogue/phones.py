"""Whose phone is it? Staff put a phone on a patient's chart, or take it off; what is under way follows.

Two threads of one patient become one chart's by putting both phones on it; a phone of two families is parted by
taking it off one of the charts. The texts stay where they were written: they are evidence.
"""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from replywell.audit.record import record
from replywell.common import phones
from replywell.dialogue import calling_off, open_pages, runs
from replywell.dialogue.models import RunVisit, WakeUp, WorkflowRun
from replywell.messaging.models import Conversation
from replywell.messaging.opt_out import CHANNELS
from replywell.patients import page_links
from replywell.patients.models import ConsentEvent, ConsentPurpose, Contact, ContactLink, ContactRole, Patient
from replywell.practices.models import Practice, Staff
from replywell.scheduling.models import Appointment


def put_on(
    patient: Patient,
    phone: str,
    role: str,
    staff: Staff,
    *,
    now: datetime,
    words: str = "",
    channel: str = "",
    first_name_ok: bool = False,
) -> ContactLink:
    """This phone (as somebody typed it) speaks for the patient from now on, and gets the texts about them.

    `words`, by `channel` ("verbal", "paper", "form"...): how they agreed to texts about visits, kept as evidence;
    without them nothing unasked leaves (47 CFR 64.1200(f)(9): consent is the called party's). Visits ahead are planned
    for. A number that must not be texted stays so. Raises ValueError with what to do.
    """
    number = phones.parse(phone)
    if role not in ContactRole.values:
        raise ValueError(_("Choose whose phone it is."))
    if words.strip() and channel not in CHANNELS:
        raise ValueError(_("Choose how they agreed to texts."))
    practice: Practice = staff.practice
    contact, fresh = Contact.objects.get_or_create(practice_id=practice.pk, phone=number)
    conversation, _made = Conversation.objects.get_or_create(
        practice_id=practice.pk, contact=contact, defaults={"created_at": now}
    )
    calling_off.lock([conversation.pk])
    try:
        with transaction.atomic():
            link = ContactLink.objects.create(
                practice_id=practice.pk, contact=contact, patient=patient, role=role, first_name_ok=first_name_ok
            )
    except IntegrityError:
        raise ValueError(_("This phone is on the chart already.")) from None
    if words.strip():
        ConsentEvent.objects.create(
            practice_id=practice.pk, phone=number, patient_id_then=patient.pk, purpose=ConsentPurpose.CARE,
            granted=True, words=words.strip(), channel=channel, actor=f"staff:{staff.code}", at=now,
        )  # fmt: skip
    record(
        practice.pk, "link.made", f"link:{link.pk}", actor=f"staff:{staff.code}", at=now, patient=patient.pk,
        contact=contact.pk, role=role, new_number=fresh,
    )  # fmt: skip
    runs.plan_anew(conversation.pk, now)
    open_pages.tell(practice.pk, conversation.pk)
    return link


def take_off(link: ContactLink, staff: Staff, *, now: datetime) -> None:
    """The phone speaks for the patient no more: what was asked there about their visits is over, what waits stays
    unsent. Raises ValueError when a colleague was faster.

    A run that asked about a family's visits in one text ends for all of them; what is planned for the others stands.
    """
    conversation = Conversation.objects.filter(contact_id=link.contact_id).first()
    if conversation is not None:
        calling_off.lock([conversation.pk])
    if not ContactLink.objects.filter(pk=link.pk, ended_at__isnull=True).update(ended_at=now):
        raise ValueError(_("The phone is off this chart already."))
    record(
        staff.practice_id, "link.ended", f"link:{link.pk}", actor=f"staff:{staff.code}", at=now,
        patient=link.patient_id, contact=link.contact_id,
    )  # fmt: skip
    page_links.revoke(link.patient_id, now=now, actor=f"staff:{staff.code}")
    if conversation is None:
        return
    theirs = Appointment.objects.filter(patient_id=link.patient_id)
    about = WorkflowRun.objects.filter(
        conversation_id=conversation.pk,
        ended_at__isnull=True,
        pk__in=RunVisit.objects.filter(appointment__in=theirs).values("run_id"),
    )
    for run in about.order_by("pk"):
        calling_off.end_run(run, now)
    _plan_no_more(conversation.pk, link.patient_id, now)
    open_pages.tell(staff.practice_id, conversation.pk)


def use_for_texts(link: ContactLink, wanted: bool, staff: Staff, *, now: datetime) -> None:
    """Whether texts about the patient go to this phone; what they write from it is answered either way.

    What was asked there stays open; later reminders go, or no longer go, to it."""
    changed = ContactLink.objects.filter(pk=link.pk, ended_at__isnull=True, preferred=not wanted).update(
        preferred=wanted
    )
    if not changed:
        return
    record(
        staff.practice_id, "link.changed", f"link:{link.pk}", actor=f"staff:{staff.code}", at=now,
        values=["preferred"], preferred=wanted,
    )  # fmt: skip
    conversation, _made = Conversation.objects.get_or_create(
        practice_id=staff.practice_id, contact_id=link.contact_id, defaults={"created_at": now}
    )
    if wanted:
        runs.plan_anew(conversation.pk, now)
    else:
        _plan_no_more(conversation.pk, link.patient_id, now)
    open_pages.tell(staff.practice_id, conversation.pk)


def _plan_no_more(conversation_id: int, patient_id: int, now: datetime) -> None:
    theirs = Appointment.objects.filter(patient_id=patient_id)
    WakeUp.objects.filter(conversation_id=conversation_id, appointment__in=theirs, done_at__isnull=True).update(
        done_at=now, done_how=runs.PARTED
    )

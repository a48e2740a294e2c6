"""The demo's patient phones, and what the clock will reach next. Demo only."""

import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from replywell.carriers.base import InboundText
from replywell.common import phones
from replywell.console import words
from replywell.console.trail import contact_names
from replywell.dialogue.models import Prompt, Task, WakeUp
from replywell.messaging.models import Message
from replywell.messaging.receive import Stored, record_inbound
from replywell.patients.models import Contact, ContactLink
from replywell.practices.models import Number
from replywell.scheduling.models import Appointment
from replywell.scheduling.waitlist_models import GOING_ON, Backfill, EntryStatus, WaitlistEntry

LEFT = ("accepted", "sent", "delivered")
"""Texts that a phone shows: those the carrier took."""
SHOWN = 30

CHIPS = {
    ("en", "confirm_prompt"): ["C", "can't make it, anything thursday afternoon?", "I need to cancel my visit"],
    ("es", "confirm_prompt"): ["C", "no puedo ir, ¿hay algo el jueves por la tarde?", "necesito cancelar mi cita"],
    ("en", "slot_offer"): ["1", "2", "3", "none of those work"],
    ("es", "slot_offer"): ["1", "2", "3", "ninguna me sirve"],
    ("en", "keep_texting"): ["KEEP", "STOP"],
    ("es", "keep_texting"): ["SEGUIR", "STOP"],
    ("en", "which_one"): ["1", "2"],
    ("es", "which_one"): ["1", "2"],
    ("en", "waitlist_offer"): ["YES", "NO", "who is this with?"],
    ("es", "waitlist_offer"): ["SÍ", "NO", "¿con quién es?"],
    ("en", ""): ["can I come at 3 instead?", "I need to cancel my visit", "is there parking?", "I have chest pain"],
    ("es", ""): ["¿puedo cambiar mi cita?", "necesito cancelar mi cita", "¿hay estacionamiento?", "me duele el pecho"],
}


@dataclass(frozen=True)
class Bubble:
    """One text on the phone."""

    mine: bool
    body: str
    time: str
    day: str = ""


@dataclass(frozen=True)
class Phone:
    """One patient's phone."""

    contact: Contact
    names: str
    number: str
    language: str
    bubbles: list[Bubble]
    chips: list[str]


@dataclass(frozen=True)
class Next:
    """What the clock reaches next."""

    at: datetime
    words: str


def on_table(kept: Sequence[str]) -> list[Contact]:
    """The phones that the session keeps on the table, in its order."""
    found = {str(one.public_id): one for one in Contact.objects.filter(public_id__in=kept)}
    return [found[key] for key in kept if key in found]


def first_phones() -> list[Contact]:
    """Two phones to begin with, one in English and one in Spanish: who is asked about a visit soonest.

    People with one visit and a phone of their own tell the simplest story.
    """
    wakes = WakeUp.objects.filter(done_at__isnull=True, appointment__type__bookable_by_text=True)
    patients = list(wakes.order_by("due_at").values_list("appointment__patient_id", flat=True)[:500])
    links = ContactLink.objects.filter(patient_id__in=patients, ended_at__isnull=True).select_related("contact")
    by_patient = {link.patient_id: link.contact for link in links}
    people = Counter(
        ContactLink.objects.filter(contact_id__in={one.pk for one in by_patient.values()}, ended_at__isnull=True)
        .values_list("contact_id", flat=True)
    )  # fmt: skip
    visits = Counter(
        Appointment.objects.filter(status="booked", patient_id__in=patients).values_list("patient_id", flat=True)
    )
    plain = [by_patient[key] for key in patients if key in by_patient and visits[key] == 1]
    soonest = [one for one in plain if people[one.pk] == 1] or everybody()
    spanish = next((one for one in soonest if one.language == "es"), None)
    english = next((one for one in soonest if one.language != "es"), None)
    return [one for one in (english, spanish) if one]


def waiting(most: int) -> list[Contact]:
    """The phones of those who are offered a freed time first."""
    entries = WaitlistEntry.objects.filter(status=EntryStatus.WAITING).select_related("contact")
    found = {one.contact_id: one.contact for one in entries.order_by("-priority", "joined_at")}
    return list(found.values())[:most]


def everybody() -> list[Contact]:
    """Every phone the practice knows."""
    return list(Contact.objects.order_by("id"))


def read(contacts: Sequence[Contact], now: datetime, language: str) -> list[Phone]:
    """What each phone shows. Four queries."""
    names = contact_names(one.pk for one in contacts)
    texts: dict[int, list[Message]] = {one.pk: [] for one in contacts}
    found = Message.objects.filter(conversation__contact_id__in=list(texts)).exclude(purpose="page")
    for text in found.select_related("conversation").order_by("-id")[: SHOWN * max(1, len(contacts)) * 2]:
        if text.direction == "in" or text.status in LEFT:
            texts[text.conversation.contact_id].append(text)
    prompts = {
        prompt.conversation.contact_id: prompt
        for prompt in Prompt.objects.filter(
            conversation__contact_id__in=list(texts), closed_at__isnull=True, message__status__in=LEFT
        )
        .select_related("conversation")
        .order_by("id")
    }
    return [
        _phone(one, names.get(one.pk, ""), texts[one.pk][:SHOWN][::-1], prompts.get(one.pk), now, language)
        for one in contacts
    ]


def _phone(
    contact: Contact, names: str, texts: list[Message], prompt: Prompt | None, now: datetime, language: str
) -> Phone:
    spoken = (texts[-1].conversation.language if texts and texts[-1].conversation else "") or contact.language
    spoken = spoken if spoken in ("en", "es") else language
    context = prompt.context if prompt else ""
    chips = CHIPS.get((spoken, context)) or CHIPS.get((spoken, "")) or CHIPS["en", ""]
    if prompt and prompt.options and context in ("slot_offer", "which_one"):
        digits = [str(number) for number in range(1, len(prompt.options) + 1)]
        chips = digits + [chip for chip in chips if not chip.isdigit()]
    bubbles, before = [], ""
    for text in texts:
        day = words.day_of(text.created_at, now)
        body = text.body or gettext("(a picture)")
        bubbles.append(
            Bubble(text.direction == "in", body, words.time_of(text.created_at), "" if day == before else day)
        )
        before = day
    return Phone(contact, names or gettext("Unknown"), phones.display(contact.phone), spoken, bubbles, chips)


def text_from(contact: Contact, body: str) -> Stored:
    """A text from this phone, by the same door as a carrier's. ValueError without a number to text to."""
    number = Number.objects.filter(active=True, account__carrier="simulator").select_related("account").first()
    if number is None:
        raise ValueError("The practice has no simulated number to text to.")
    text = InboundText(
        carrier="simulator",
        carrier_id=f"demo-{secrets.token_hex(12)}",
        from_number=contact.phone,
        to_number=number.phone,
        body=body,
    )
    return record_inbound(text, number.account.key)


def next_event(now: datetime) -> Next | None:
    """The earliest thing that will happen by itself, or None. Six queries."""
    found: list[Next] = []
    wake = (
        WakeUp.objects.filter(done_at__isnull=True, due_at__gt=now)
        .select_related("conversation__contact", "appointment__patient")
        .order_by("due_at")
        .first()
    )
    if wake is not None:
        patient = wake.appointment.patient if wake.appointment else None
        whom = patient.full_name if patient else ""
        if not whom and wake.conversation:
            whom = contact_names([wake.conversation.contact_id]).get(wake.conversation.contact_id, "")
        what = f"{words.workflow(wake.workflow)}: {words.waking(wake.name)}"
        found.append(Next(wake.due_at, f"{what}, {whom}" if whom else what))
    text = Message.objects.filter(status="deferred", send_at__gt=now).order_by("send_at").first()
    if text is not None and text.send_at:
        found.append(Next(text.send_at, gettext("a text that waits is sent")))
    prompts = Prompt.objects.filter(closed_at__isnull=True, opened_at__isnull=False, expires_at__gt=now)
    prompt = prompts.order_by("expires_at").first()
    if prompt is not None:
        found.append(Next(prompt.expires_at, gettext("a question to a patient runs out")))
    hold = Appointment.objects.filter(status="held", hold_expires_at__gt=now).order_by("hold_expires_at").first()
    if hold is not None and hold.hold_expires_at:
        found.append(Next(hold.hold_expires_at, gettext("a kept time is let go")))
    freed = Backfill.objects.filter(status__in=GOING_ON, next_step_at__gt=now).order_by("next_step_at").first()
    if freed is not None and freed.next_step_at:
        found.append(Next(freed.next_step_at, gettext("the next people are offered a time that came free")))
    task = Task.objects.filter(closed_at__isnull=True, next_page_at__gt=now).order_by("next_page_at").first()
    if task is not None and task.next_page_at:
        found.append(Next(task.next_page_at, gettext("somebody is paged")))
    return min(found, key=lambda one: one.at, default=None)

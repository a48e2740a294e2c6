"""What staff do with a visit beside a conversation, and notes on a patient."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from replywell.audit.record import record
from replywell.common.clock import at_wall
from replywell.common.notify import poke_live
from replywell.console.middleware import StaffRequest
from replywell.console.rights import Right, needs
from replywell.console.views.inbox import actor, conversation_or_404, deed
from replywell.messaging.models import Conversation
from replywell.patients.models import ContactLink, Patient, PatientNote
from replywell.practices.models import Practitioner
from replywell.scheduling import booking
from replywell.scheduling.free_slots import Slot, free_slots, openings
from replywell.scheduling.models import Appointment
from replywell.scheduling.queries import WITH

MOST_OPENINGS = 6


@needs(Right.VISITS)
@deed
def change(request: StaffRequest, conversation: Conversation, visit_id: UUID, deed_name: str) -> str:
    """Confirm, cancel, or mark as arrived, for the patient who called."""
    visit = _visit(conversation, visit_id)
    version = _version(request)
    if deed_name == "confirm":
        booking.confirm(visit.pk, version, now=request.now, actor=actor(request))
        said = "Confirmed."
    elif deed_name == "arrive":
        booking.arrive(visit.pk, version, now=request.now, actor=actor(request))
        said = "Arrived."
    else:
        booking.cancel(visit.pk, version, now=request.now, actor=actor(request), reason="staff")
        said = "Cancelled. The time is free again."
    _tell(request, visit)
    return said


@needs(Right.VISITS)
@deed
def move(request: StaffRequest, conversation: Conversation, visit_id: UUID) -> str:
    """Move a visit to one of the openings shown."""
    visit = _visit(conversation, visit_id)
    try:
        starts_at = datetime.fromisoformat(request.POST.get("starts_at", ""))
        wanted = (starts_at, int(request.POST["practitioner"]) if request.POST.get("practitioner") else None)
    except (ValueError, KeyError):
        raise ValueError("Choose one of the times.") from None
    found = free_slots(
        visit.type, now=request.now, start=starts_at, end=starts_at + timedelta(minutes=1),
        location_id=visit.location_id, ignoring=visit.pk, by_text=False,
    )  # fmt: skip
    slot = next((one for one in found if (one.starts_at, one.practitioner_id) == wanted), None)
    if slot is None:
        raise booking.SlotTaken
    booking.move(visit.pk, _version(request), slot, now=request.now, actor=actor(request), via="staff")
    _tell(request, visit)
    return "Moved. The old time is free again."


@needs(Right.VISITS)
@require_GET
def times(request: StaffRequest, public_id: UUID, visit_id: UUID) -> HttpResponse:
    """The openings nearest to a visit, or those of one day (`day`), by whatever rules staff may book."""
    conversation = conversation_or_404(public_id)
    visit = _visit(conversation, visit_id)
    zone = ZoneInfo(visit.location.zone)
    day = _day(request.GET.get("day", ""))
    slots: list[Slot]
    common: dict[str, Any] = {"now": request.now, "location_id": visit.location_id, "ignoring": visit.pk}
    if day is not None:
        start = at_wall(day, zone)
        end = at_wall(day + timedelta(days=1), zone)
        slots = free_slots(visit.type, start=start, end=end, by_text=False, limit=40, **common)
    else:
        near = openings(
            visit.type, near=visit.starts_at, practitioner_id=visit.practitioner_id, count=MOST_OPENINGS, **common
        )
        slots = sorted(near.slots, key=lambda slot: slot.starts_at)
    return render(
        request,
        "console/parts/times.html",
        {"slots": _with_names(slots), "visit": visit, "conversation": conversation, "day": day},
    )


@needs(Right.ANSWER)
@deed
def patient_note(request: StaffRequest, conversation: Conversation, patient_id: UUID) -> str:
    """A note that stays with the patient."""
    links = ContactLink.objects.filter(contact_id=conversation.contact_id, ended_at__isnull=True)
    patient = Patient.objects.filter(public_id=patient_id, pk__in=links.values("patient_id")).first()
    if patient is None:
        raise Http404("There is no such patient here.")
    body = request.POST.get("body", "").strip()
    if not body:
        raise ValueError("The note is empty. Write something first.")
    note = PatientNote.objects.create(
        practice=request.practice, patient=patient, author=request.staff, body=body, at=request.now
    )
    record(
        request.practice.pk,
        "patient.noted",
        f"patient:{patient.pk}",
        actor=actor(request),
        at=request.now,
        note=note.pk,
    )
    return "Noted."


def _visit(conversation: Conversation, visit_id: UUID) -> Appointment:
    """A visit of somebody this phone speaks for."""
    links = ContactLink.objects.filter(contact_id=conversation.contact_id, ended_at__isnull=True)
    visit = (
        Appointment.objects.filter(public_id=visit_id, patient_id__in=links.values("patient_id"))
        .select_related(*WITH)
        .first()
    )
    if visit is None:
        raise Http404("There is no such visit here.")
    return visit


def _version(request: StaffRequest) -> int:
    try:
        return int(request.POST.get("version", ""))
    except ValueError:
        raise ValueError("The page is out of date. Reload it and try again.") from None


def _day(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y-%m-%d") if text else None  # noqa: DTZ007 - a wall day
    except ValueError:
        return None


def _with_names(slots: list[Slot]) -> list[tuple[Slot, str]]:
    found = Practitioner.objects.filter(pk__in={slot.practitioner_id for slot in slots if slot.practitioner_id})
    names = dict(found.values_list("id", "text_name"))
    return [(slot, names.get(slot.practitioner_id or 0, "")) for slot in slots]


def _tell(request: StaffRequest, visit: Appointment) -> None:
    poke_live(request.practice.public_id, "visit", visit.public_id)

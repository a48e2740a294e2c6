"""What staff do for somebody without a chart, beside their thread. Parse, call a verb, show the page anew."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from replywell.console.middleware import StaffRequest
from replywell.console.rights import Right, needs
from replywell.console.views import answers, visits
from replywell.console.views.inbox import conversation_or_404, deed
from replywell.console.views.patients import patient_or_404
from replywell.dialogue import lead_desk, same_person
from replywell.dialogue.lead_desk import Newcomer
from replywell.messaging.models import Conversation
from replywell.patients.models import ContactLink, Patient
from replywell.scheduling.booking import SlotTaken
from replywell.scheduling.free_slots import openings
from replywell.scheduling.models import AppointmentType


@needs(Right.ANSWER)
@deed
def answer(request: StaffRequest, conversation: Conversation) -> str:
    """Answer the open question for them, or skip it."""
    key = request.POST.get("answer", "")
    lead_desk.answer(conversation, request.staff, key, version=_version(request), now=request.now)
    return _("Kept.") if key else _("Skipped.")


@needs(Right.ANSWER)
@deed
def agreed(request: StaffRequest, conversation: Conversation) -> str:
    """They said yes to texts to a person."""
    lead_desk.agreed(
        conversation, request.staff, request.POST.get("words", ""), request.POST.get("channel", ""),
        version=_version(request), now=request.now,
    )  # fmt: skip
    return _("Kept as evidence. The questions begin.")


@needs(Right.VISITS)
@require_GET
def times(request: StaffRequest, public_id: UUID) -> HttpResponse:
    """The first openings of the kind of visit that they chose, or those of one day (`when`)."""
    conversation = conversation_or_404(public_id)
    found, kind = _kind(conversation)
    day = visits.day_of(request.GET.get("when", ""))
    zone = request.practice.zone
    if day is not None:
        slots = visits.of_day(kind, day, zone, now=request.now)
    else:
        near = openings(
            kind, now=request.now, practitioner_id=found.practitioner_id, count=visits.MOST_OPENINGS
        )  # fmt: skip
        slots = near.slots or visits.first_free(kind, now=request.now)
    base = f"/inbox/{conversation.public_id}/newcomer/"
    context = {
        "slots": visits.with_names(slots),
        "zone": zone,
        "day": day,
        "target": "newcomer-times",
        "post_to": f"{base}book/",
        "look_at": f"{base}times/",
        "version": found.run.version if found.run else 0,
    }
    return answers.fragment(request, "console/parts/times.html", context, _("A first visit"))


@needs(Right.VISITS)
@deed
def book(request: StaffRequest, conversation: Conversation) -> str:
    """Book one of the times shown; the visit and its page are texted."""
    _found, kind = _kind(conversation)
    try:
        slot = visits.slot_of(request, kind, location_id=None)
        lead_desk.book(conversation, request.staff, slot, version=_version(request), now=request.now)
    except SlotTaken as trouble:
        raise ValueError(visits.in_words(trouble)) from None
    return _("Booked, and texted with the link to their own page.")


@needs(Right.ANSWER)
@deed
def ask_on(request: StaffRequest, conversation: Conversation) -> str:
    """The questions go on where they stopped."""
    lead_desk.ask_on(conversation, request.staff, now=request.now)
    if conversation.taken_by_id is not None:
        return _("The questions go on when you hand the conversation back.")
    return _("The questions go on.")


@needs(Right.ANSWER)
@deed
def close(request: StaffRequest, conversation: Conversation) -> str:
    """The request is over."""
    lead_desk.close(conversation, request.staff, request.POST.get("as", ""), now=request.now)
    return _("Closed. Nothing more is asked.")


@needs(Right.ANSWER)
@deed
def send_intake(request: StaffRequest, conversation: Conversation, patient_id: UUID) -> str:
    """Text a new link to the intake page."""
    message = lead_desk.send_intake(conversation, _patient(conversation, patient_id), request.staff, now=request.now)
    if message.status in ("suppressed", "dropped"):
        return _("The link is made, but the text cannot leave: see the thread.")
    return _("The link is on its way.")


@needs(Right.ANSWER)
@deed
def revoke_intake(request: StaffRequest, conversation: Conversation, patient_id: UUID) -> str:
    """Links to the intake page open nothing any more."""
    lead_desk.revoke_intake(conversation, _patient(conversation, patient_id), request.staff, now=request.now)
    return _("Taken back: the link opens nothing any more.")


def _patient(conversation: Conversation, patient_id: UUID) -> Patient:
    """Somebody this phone speaks for."""
    links = ContactLink.objects.filter(contact_id=conversation.contact_id, ended_at__isnull=True)
    found = links.filter(patient__public_id=patient_id).select_related("patient").first()
    if found is None:
        raise Http404("There is no such patient here.")
    patient: Patient = found.patient
    return patient


def _kind(conversation: Conversation) -> tuple[Newcomer, AppointmentType]:
    """The newcomer, and the kind of visit that they chose. 404 where nobody asks for one."""
    found = lead_desk.of_conversation(conversation, "")
    kind = AppointmentType.objects.filter(pk=found.kind_id).first() if found is not None and found.kind_id else None
    if found is None or kind is None:
        raise Http404("Nobody asks for a visit here.")
    return found, kind


def _version(request: StaffRequest) -> int:
    try:
        return int(request.POST.get("version", ""))
    except ValueError:
        raise ValueError(_("The page is out of date. Reload it and try again.")) from None


@needs(Right.ANSWER)
@require_POST
def join(request: StaffRequest, patient_id: UUID) -> HttpResponse:
    """A person has compared: this newcomer's chart and the one they chose (`with`) are of one person."""
    newcomer = patient_or_404(patient_id)
    chosen = next(
        (one for one in same_person.candidates(newcomer) if str(one.public_id) == request.POST.get("with")), None
    )
    if chosen is None:
        messages.error(request, _("That chart is not one of those to compare any more. Look again."))
        return redirect(f"/patients/{newcomer.public_id}/")
    try:
        same_person.join(newcomer.pk, chosen.pk, actor=f"staff:{request.staff.code}", now=request.now)
    except same_person.NotJoined as trouble:
        messages.error(request, str(trouble))
        return redirect(f"/patients/{newcomer.public_id}/")
    messages.success(request, _("Made one chart."))
    return redirect(f"/patients/{chosen.public_id}/")

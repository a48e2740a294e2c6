"""Patients: the search, a chart on a page of its own, booking, notes, and where the record system shows charts."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from replywell.audit.record import record
from replywell.common import phones
from replywell.common.notify import poke_live
from replywell.console import charts, filling, joining, words
from replywell.console.middleware import StaffRequest
from replywell.console.parts import make, respond
from replywell.console.rights import Right, needs
from replywell.console.seen import viewed
from replywell.console.views import answers, visits
from replywell.console.views.inbox import actor, conversation_or_404
from replywell.dialogue import calling_off
from replywell.messaging.models import Conversation
from replywell.patients import chart_address, search
from replywell.patients.models import ContactLink, Patient, PatientNote
from replywell.practices.models import Location, Practitioner
from replywell.scheduling import booking
from replywell.scheduling.free_slots import Slot
from replywell.scheduling.models import AppointmentType, TypeNeeds


@needs(Right.PATIENTS)
@require_GET
def patients(request: StaffRequest) -> HttpResponse:
    """Search by name, phone, birth date or chart id (`q`).

    `on` and `who`: a free time that somebody is wanted for. `thread`: a conversation whose phone is on no chart yet.
    """
    query = request.GET.get("q", "").strip()[: search.LONGEST]
    partly = "HX-Request" in request.headers
    viewed(request, "patients.searched", f"practice:{request.practice.pk}", refresh=partly)
    today = request.now.astimezone(ZoneInfo(request.practice.zone)).date()
    found = search.find(query, today)
    wanted = {key: value for key in ("on", "who", "thread", "wait") if (value := request.GET.get(key, ""))}
    context = {
        "q": query,
        "found": charts.found(found, request.now),
        "most": len(found) == search.MOST,
        "wanted": wanted,
        "carries": f"?{urlencode(wanted)}" if wanted else "",
        "on": visits.day_of(wanted.get("on", "")),
        "thread": _of(Conversation.objects.select_related("contact"), wanted.get("thread", "")),
        "who": _practitioner(wanted.get("who", "")),
    }
    return render(request, "console/parts/found.html" if partly else "console/patients.html", context)


@needs(Right.PATIENTS)
@require_GET
def chart(request: StaffRequest, patient_id: UUID) -> HttpResponse:
    """One patient."""
    patient = patient_or_404(patient_id)
    params = QueryDict(mutable=True)
    params["p"] = str(patient.public_id)
    if "HX-Request" in request.headers:
        return respond(request, chart_parts(request, params))
    waits = Right.VISITS in request.rights and "wait" in request.GET
    wanted = Right.VISITS in request.rights and ("on" in request.GET or "book" in request.GET)
    more = _booking(request, patient, None) if wanted else {}
    thread = _of(Conversation.objects.select_related("contact"), request.GET.get("thread", ""))
    if waits:
        more["open_wait"] = True
    if thread is not None:
        more["new_phone"] = phones.display(thread.contact.phone)
    made = chart_parts(request, params, swap=False, more=more)
    context = {"patient": patient, "part_chart": made["chart"]}
    return render(request, "console/chart.html", context)


def chart_parts(
    request: StaffRequest, params: QueryDict, *, swap: bool = True, more: Mapping[str, Any] | None = None
) -> dict[str, SafeString]:
    """The chart as a part of a page. Audited. `more`: what is open on it, which a deed closes."""
    patient = patient_or_404(params.get("p", ""))
    viewed(request, "chart.viewed", f"patient:{patient.pk}", refresh=swap)
    context = {
        "chart": charts.chart(patient, request.practice, request.now, clinical=Right.CLINICAL in request.rights),
        "patient": patient,
        "staff": request.staff,
        "now": request.now,
        "deed_query": answers.query("chart", p=str(patient.public_id)),
        "waiting": filling.of_patient(patient.pk, clinical=Right.CLINICAL in request.rights),
    }
    return make(("chart",), {**(more or {}), **context}, request, swap=swap)


answers.PAGES["chart"] = answers.Shown(chart_parts, lambda params: f"/patients/{UUID(params.get('p', ''))}/")


# Booking


@needs(Right.VISITS)
@require_GET
def times(request: StaffRequest, patient_id: UUID, public_id: UUID | None = None) -> HttpResponse:
    """What a visit for this patient could be: its kind (`type`), with whom (`who`), where (`place`), when (`on`)."""
    conversation = conversation_or_404(public_id) if public_id else None
    patient = patient_or_404(patient_id, conversation)
    context = _booking(request, patient, conversation)
    title = _("Book a visit for {patient}").format(patient=patient.full_name)
    return answers.fragment(request, "console/parts/book.html", context, title)


@needs(Right.VISITS)
@require_POST
def book(request: StaffRequest, patient_id: UUID, public_id: UUID | None = None) -> HttpResponse:
    """Book one of the times shown."""
    conversation = conversation_or_404(public_id) if public_id else None
    patient = patient_or_404(patient_id, conversation)
    said, problem = "", ""
    try:
        kind = _kind(request.POST.get("type", ""))
        if kind is None:
            raise ValueError(_("Choose the kind of visit."))
        place = _one(Location, request.POST.get("place", ""))
        with transaction.atomic():
            slot = visits.slot_of(request, kind, location_id=place.pk if place else None)
            visit = booking.book(slot, patient_id=patient.pk, now=request.now, actor=actor(request), via="staff")
            waits = joining.at_booking(request, visit)
            poke_live(request.practice.public_id, "visit", visit.public_id)
        zone = Location.objects.values_list("zone", flat=True).get(pk=visit.location_id)
        said = _("Booked: {patient}, {when}. Reminders are planned.").format(
            patient=patient.full_name, when=words.when(visit.starts_at, zone)
        )
        if waits:
            said += " " + _("Earlier times will be offered.")
    except visits.PROBLEMS as trouble:
        problem = visits.in_words(trouble)
    return visits.answer(request, conversation, said, problem)


def _booking(request: StaffRequest, patient: Patient, conversation: Conversation | None) -> dict[str, Any]:
    """The form that finds a time, and the times."""
    kinds = list(AppointmentType.objects.order_by("name"))
    kind = _kind(request.GET.get("type", "")) or _usual(patient, kinds)
    day = visits.day_of(request.GET.get("on", ""))
    who = _practitioner(request.GET.get("who", ""))
    places = list(Location.objects.order_by("name"))
    place = _one(Location, request.GET.get("place", "")) if len(places) > 1 else None
    slots: list[Slot] = []
    able: list[Practitioner] = []
    if kind is not None:
        schedules = TypeNeeds.objects.filter(type=kind, schedule__practitioner__isnull=False)
        able = list(Practitioner.objects.filter(pk__in=schedules.values("schedule__practitioner_id")).order_by("name"))
        if who is not None and who not in able:
            who = None
        common: dict[str, Any] = {
            "now": request.now,
            "practitioner_id": who.pk if who else None,
            "location_id": place.pk if place else None,
        }
        zone = place.zone if place else request.practice.zone
        slots = visits.of_day(kind, day, zone, **common) if day else visits.first_free(kind, **common)
    home = f"/inbox/{conversation.public_id}" if conversation else ""
    carried = "" if conversation else answers.query("chart", p=str(patient.public_id))
    zones = {one.pk: one for one in places}
    return {
        "patient": patient,
        "kinds": kinds,
        "kind": kind,
        "practitioners": able,
        "who": who,
        "places": places if len(places) > 1 else [],
        "several": len({slot.location_id for slot in slots}) > 1,
        "place": place,
        "day": day,
        "booking": True,
        "slots": [(slot, name, zones[slot.location_id]) for slot, name in visits.with_names(slots)],
        "target": f"book-{patient.public_id}" if conversation else "book-here",
        "look_at": f"{home}/patients/{patient.public_id}/times/",
        "post_to": f"{home}/patients/{patient.public_id}/book/{carried}",
    }


def _usual(patient: Patient, kinds: list[AppointmentType]) -> AppointmentType | None:
    """The kind of the patient's last visit, else the first."""
    last = charts.last_type(patient.pk)
    return next((one for one in kinds if one.pk == last), kinds[0] if kinds else None)


# Notes, and what is under way


@needs(Right.ANSWER)
@require_POST
def patient_note(request: StaffRequest, patient_id: UUID, public_id: UUID | None = None) -> HttpResponse:
    """A note that stays with the patient."""
    conversation = conversation_or_404(public_id) if public_id else None
    patient = patient_or_404(patient_id, conversation)
    body = request.POST.get("body", "").strip()
    if not body:
        return visits.answer(request, conversation, "", _("The note is empty. Write something first."))
    note = PatientNote.objects.create(
        practice=request.practice, patient=patient, author=request.staff, body=body, at=request.now
    )
    record(
        request.practice.pk, "patient.noted", f"patient:{patient.pk}", actor=actor(request), at=request.now,
        note=note.pk,
    )  # fmt: skip
    return visits.answer(request, conversation, _("Noted."))


@needs(Right.VISITS)
@require_POST
def stop_run(request: StaffRequest, public_id: UUID | None = None, patient_id: UUID | None = None) -> HttpResponse:
    """End something under way that is about no visit ahead: in a conversation, or on a phone of a patient."""
    conversation = conversation_or_404(public_id) if public_id else None
    if conversation is None:
        patient = patient_or_404(patient_id or "")
        links = ContactLink.objects.filter(patient=patient, ended_at__isnull=True)
        threads = Conversation.objects.filter(contact_id__in=links.values("contact_id"))
        thread = _of(threads, request.POST.get("thread", ""))
        if thread is None:
            raise Http404("There is no such conversation here.")
    else:
        thread = conversation
    said, problem = "", ""
    try:
        with transaction.atomic():
            calling_off.stop_run(thread.pk, UUID(request.POST.get("run", "")), request.staff, now=request.now)
        said = _("Stopped.")
    except visits.PROBLEMS as trouble:
        problem = visits.in_words(trouble)
    return visits.answer(request, conversation, said, problem)


# Where charts are


@needs(Right.RULES)
@require_http_methods(["GET", "POST"])
def chart_link(request: StaffRequest) -> HttpResponse:
    """The address of a chart in the practice's record system."""
    template, problem = chart_address.template(), ""
    if request.method == "POST":
        template = request.POST.get("template", "").strip()[:500]
        try:
            chart_address.set_template(request.practice.pk, template)
        except ValueError as trouble:
            problem = str(trouble)
        else:
            record(
                request.practice.pk, "chart_address.set", f"practice:{request.practice.pk}", actor=actor(request),
                at=request.now, template=template,
            )  # fmt: skip
            return redirect("/settings/charts/?saved=1")
    context = {
        "template": template,
        "problem": problem,
        "saved": "saved" in request.GET,
        "title": _("Link to charts"),
        "intro": _("A patient's page then opens their chart in your record system."),
    }
    return render(request, "console/chart_link.html", context, status=400 if problem else 200)


def patient_or_404(public_id: UUID | str, conversation: Conversation | None = None) -> Patient:
    """A patient of this practice; with a conversation, somebody its phone speaks for."""
    found = Patient.objects.all()
    if conversation is not None:
        links = ContactLink.objects.filter(contact_id=conversation.contact_id, ended_at__isnull=True)
        found = found.filter(pk__in=links.values("patient_id"))
    patient: Patient | None = _of(found, str(public_id))
    if patient is None:
        raise Http404("There is no such patient here.")
    return patient


def _kind(public_id: str) -> AppointmentType | None:
    found: AppointmentType | None = _one(AppointmentType, public_id)
    return found


def _practitioner(public_id: str) -> Practitioner | None:
    found: Practitioner | None = _one(Practitioner, public_id)
    return found


def _one(model: Any, public_id: str) -> Any:
    return _of(model.objects.all(), public_id)


def _of(rows: Any, public_id: str) -> Any:
    """The row of that public id among these, or None; also for what is no id."""
    try:
        return rows.filter(public_id=public_id).first() if public_id else None
    except ValidationError:
        return None

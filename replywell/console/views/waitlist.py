"""The waitlist: who waits, who left; one entry with its offers; staff put people on it, change it, take them off."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from replywell.common.notify import poke_live
from replywell.console import filling
from replywell.console.filling_words import LEFT, PRIORITIES
from replywell.console.middleware import StaffRequest
from replywell.console.rights import Right, needs
from replywell.console.seen import viewed
from replywell.console.setup.waiting import WaitForm
from replywell.console.views import answers, visits
from replywell.console.views.inbox import conversation_or_404
from replywell.console.views.patients import patient_or_404
from replywell.patients.models import Patient
from replywell.practices.models import Location, Practitioner
from replywell.scheduling import backfill, waitlist_by_staff
from replywell.scheduling.models import Appointment, AppointmentType
from replywell.scheduling.queries import upcoming_visits
from replywell.scheduling.waitlist_models import EntryStatus, Offer, WaitlistEntry

FILTERS = ("show", "q", "type", "who", "place", "priority")


@needs(Right.PATIENTS)
@require_GET
def waitlist(request: StaffRequest) -> HttpResponse:
    """Who waits, who is asked first first; `show=left`: who waits no more. A hundred on a page."""
    viewed(request, "waitlist.viewed", f"practice:{request.practice.pk}", refresh=False)
    asked = _asked(request)
    found = asked.rows()
    page = max(1, int(given)) if (given := request.GET.get("page", "1")).isdecimal() and len(given) < 6 else 1
    start = (page - 1) * filling.PAGE
    rows = list(found[start : start + filling.PAGE + 1])
    kept = {name: value for name in FILTERS if (value := request.GET.get(name, ""))}
    more = {"next": page + 1 if len(rows) > filling.PAGE else 0, "before": page - 1}
    return render(
        request,
        "console/waitlist.html",
        {
            "rows": filling.in_words(rows[: filling.PAGE], clinical=Right.CLINICAL in request.rights),
            "asked": asked,
            "chosen": kept,
            "count": found.count(),
            "pages": {
                name: "?" + urlencode(kept | {"page": number}) if number else "" for name, number in more.items()
            },
            "filtered": any(name != "show" for name in kept),
            "kinds": AppointmentType.objects.filter(bookable_by_text=True).order_by("name"),
            "people": Practitioner.objects.order_by("name"),
            "places": Location.objects.order_by("name") if Location.objects.count() > 1 else [],
            "priorities": [(str(key), name) for key, name in PRIORITIES.items()],
            "rules": backfill.rules_of(request.practice.pk),
        },
    )


@needs(Right.PATIENTS, post=Right.VISITS)
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: StaffRequest, entry_id: UUID) -> HttpResponse:
    """One entry: what is waited for, every offer with its outcome; a POST changes it."""
    found = _entry_or_404(entry_id)
    viewed(request, "chart.viewed", f"patient:{found.patient_id}", refresh=False)
    ahead = _ahead(request, found.patient_id, found.visit)
    data = request.POST if request.method == "POST" else None
    form = WaitForm(request.practice, ahead, found, data)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                changed = waitlist_by_staff.change(
                    found.pk, form.cleaned_data["stamp"], form.wishes(), request.staff, now=request.now
                )
            except ValueError as trouble:
                form.add_error(None, str(trouble))
                status = 409
            else:
                messages.success(request, _("Saved.") if changed else _("Nothing was changed."))
                return redirect(f"/waitlist/{entry_id}/")
    offers = Offer.objects.filter(entry=found).select_related("backfill__location", "backfill__practitioner")
    return render(
        request,
        "console/waitlist_entry.html",
        {
            "one": filling.in_words([found], clinical=Right.CLINICAL in request.rights)[0],
            "form": form,
            "waits": found.status == EntryStatus.WAITING,
            "offers": [(one, *filling.answer(one, one.backfill.location.zone)) for one in offers.order_by("-id")[:100]],
            "reasons": [(code, LEFT[code]) for code in waitlist_by_staff.REASONS],
        },
        status=status,
    )


@needs(Right.VISITS)
@require_POST
def take_off(request: StaffRequest, entry_id: UUID) -> HttpResponse:
    """They wait no more, for the reason chosen."""
    found = _entry_or_404(entry_id)
    try:
        waitlist_by_staff.take_off(found.pk, request.POST.get("why", ""), request.staff, now=request.now)
    except ValueError as trouble:
        messages.error(request, str(trouble))
    else:
        poke_live(request.practice.public_id, "visit", found.public_id)
        messages.success(request, _("%(name)s waits no more.") % {"name": found.patient.full_name})
    return redirect(f"/waitlist/{entry_id}/")


@needs(Right.VISITS)
@require_GET
def form(request: StaffRequest, patient_id: UUID, public_id: UUID | None = None) -> HttpResponse:
    """The form that puts a patient on the waitlist, with what they wait for already."""
    conversation = conversation_or_404(public_id) if public_id else None
    patient = patient_or_404(patient_id, conversation)
    made = WaitForm(request.practice, _ahead(request, patient.pk), None)
    return _form(request, patient, made, str(public_id) if public_id else "")


@needs(Right.VISITS)
@require_POST
def add(request: StaffRequest, patient_id: UUID, public_id: UUID | None = None) -> HttpResponse:
    """Put a patient on the waitlist. What is wrong comes back with the form."""
    conversation = conversation_or_404(public_id) if public_id else None
    patient = patient_or_404(patient_id, conversation)
    made = WaitForm(request.practice, _ahead(request, patient.pk), None, request.POST)
    if made.is_valid():
        wishes = made.wishes()
        visit = made.cleaned_data.get("visit")
        wishes.pop("visit_id", None)
        try:
            with transaction.atomic():
                waitlist_by_staff.add(
                    patient.pk, request.staff, type_id=made.cleaned_data["type"].pk, visit=visit,
                    words=made.cleaned_data["words"], now=request.now, **wishes,
                )  # fmt: skip
                poke_live(request.practice.public_id, "visit", patient.public_id)
        except ValueError as trouble:
            made.add_error(None, str(trouble))
        else:
            said = _("%(name)s is on the waitlist.") % {"name": patient.full_name}
            return visits.answer(request, conversation, said)
    problem = " ".join(str(error) for errors in made.errors.values() for error in errors)
    if request.headers.get("HX-Request"):
        return visits.answer(request, conversation, "", problem)
    return _form(request, patient, made, str(public_id) if public_id else "", status=400)


def _form(request: StaffRequest, patient: Patient, made: WaitForm, thread: str, status: int = 200) -> HttpResponse:
    home = f"/inbox/{thread}" if thread else ""
    carried = "" if thread else answers.query("chart", p=str(patient.public_id))
    context = {
        "patient": patient,
        "form": made,
        "waiting": filling.of_patient(patient.pk, clinical=Right.CLINICAL in request.rights),
        "target": f"wait-{patient.public_id}" if thread else "wait-here",
        "post_to": f"{home}/patients/{patient.public_id}/wait/add/{carried}",
    }
    title = _("An earlier visit for %(name)s") % {"name": patient.full_name}
    answer = answers.fragment(request, "console/parts/wait.html", context, title)
    answer.status_code = status
    return answer


def _ahead(request: StaffRequest, patient_id: int, chosen: Appointment | None = None) -> list[Appointment]:
    """The visits that may be brought forward."""
    found = [one for one in upcoming_visits([patient_id], now=request.now) if one.type.bookable_by_text]
    return found if chosen is None or chosen in found else [*found, chosen]


def _entry_or_404(entry_id: UUID) -> WaitlistEntry:
    found = WaitlistEntry.objects.select_related(*filling.WITH).filter(public_id=entry_id).first()
    if found is None:
        raise Http404("There is no such entry here.")
    return found


def _asked(request: StaffRequest) -> filling.Asked:
    """What the address asks for; what is no id asks nothing."""

    def one(name: str) -> UUID | None:
        try:
            return UUID(request.GET.get(name, "") or "-")
        except ValueError:
            return None

    priority = request.GET.get("priority", "")
    return filling.Asked(
        left=request.GET.get("show") == "left",
        name=request.GET.get("q", "").strip()[:80],
        kind=one("type"),
        who=one("who"),
        place=one("place"),
        priority=int(priority) if priority in {str(int(key)) for key in PRIORITIES} else None,
    )

"""Times that came free and how they are filled again: the list, and one of them, live."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from replywell.common.notify import poke_live
from replywell.console import charts, filling
from replywell.console.middleware import StaffRequest
from replywell.console.parts import make, respond
from replywell.console.rights import Right, needs
from replywell.console.seen import viewed
from replywell.console.views import answers
from replywell.console.views.visits import in_words
from replywell.patients import search
from replywell.patients.models import Patient
from replywell.scheduling import backfill
from replywell.scheduling.booking import BookingError
from replywell.scheduling.waitlist_models import Backfill

FOUND = 8
"""Patients shown of a search for whom to give the time to."""


@needs(Right.CALENDAR)
@require_GET
def backfills(request: StaffRequest) -> HttpResponse:
    """What is being filled now, and how the last four weeks went."""
    if "HX-Request" in request.headers:
        return respond(request, list_parts(request))
    return render(request, "console/backfills.html", {"part_backfills": list_parts(request, swap=False)["backfills"]})


def list_parts(request: StaffRequest, *, swap: bool = True) -> dict[str, SafeString]:
    """The list as a part of the page."""
    going, over = filling.lines(request.now)
    context = {
        "going": going, "over": over, "figures": filling.figures(request.now), "now": request.now,
        "rules": backfill.rules_of(request.practice.pk),
    }  # fmt: skip
    return make(("backfills",), context, request, swap=swap)


@needs(Right.CALENDAR)
@require_GET
def one(request: StaffRequest, backfill_id: UUID) -> HttpResponse:
    """One freed time: who was asked when, who answered what, who got it, what comes next."""
    params = QueryDict(mutable=True)
    params["b"] = str(backfill_id)
    if "HX-Request" in request.headers:
        return respond(request, parts(request, params))
    found = _backfill_or_404(backfill_id)
    context = {"backfill": found, "part_backfill": parts(request, params, swap=False)["backfill"]}
    return render(request, "console/backfill.html", context)


def parts(request: StaffRequest, params: QueryDict, *, swap: bool = True) -> dict[str, SafeString]:
    """The page's part that changes by itself. Audited."""
    found = _backfill_or_404(params.get("b", ""))
    viewed(request, "backfill.viewed", f"backfill:{found.pk}", refresh=swap)
    case = filling.case(found, request.now, clinical=Right.CLINICAL in request.rights)
    context: dict[str, Any] = {
        "case": case, "slot": found, "zone": found.location.zone, "now": request.now,
        "deed_query": answers.query("backfill", b=str(found.public_id)),
    }  # fmt: skip
    return make(("backfill",), context, request, swap=swap)


answers.PAGES["backfill"] = answers.Shown(parts, lambda params: f"/backfill/{UUID(params.get('b', ''))}/")


@needs(Right.VISITS)
@require_GET
def whom(request: StaffRequest, backfill_id: UUID) -> HttpResponse:
    """Patients by name, phone or birth date (`q`), to give the time to one of them."""
    found = _backfill_or_404(backfill_id)
    query = request.GET.get("q", "").strip()[: search.LONGEST]
    viewed(request, "patients.searched", f"practice:{request.practice.pk}", refresh=True)
    people = search.find(query, request.now.date())[:FOUND] if query else []
    context = {
        "slot": found, "found": charts.found(people, request.now), "q": query,
        "deed_query": answers.query("backfill", b=str(found.public_id)),
    }  # fmt: skip
    return answers.fragment(request, "console/parts/whom.html", context, _("Whom to give the time to"))


@needs(Right.VISITS)
@require_POST
def take(request: StaffRequest, backfill_id: UUID) -> HttpResponse:
    """The time is booked for a patient, with one click."""
    found = _backfill_or_404(backfill_id)
    patient = _patient(request.POST.get("patient", ""))
    if patient is None:
        return answers.answer(request, "", _("Choose the patient who is to have the time."))
    return _done(
        request, found,
        lambda: backfill.take_by_staff(found.pk, patient.pk, request.staff, now=request.now),
        _("Booked for %(name)s. Whoever still answers hears that the time is gone.") % {"name": patient.full_name},
    )  # fmt: skip


@needs(Right.VISITS)
@require_POST
def stop(request: StaffRequest, backfill_id: UUID) -> HttpResponse:
    """Nobody is asked any more, and the time is free."""
    found = _backfill_or_404(backfill_id)
    return _done(
        request, found, lambda: backfill.stop(found.pk, request.staff, now=request.now),
        _("Stopped. The time is free again."),
    )  # fmt: skip


def _done(request: StaffRequest, found: Backfill, deed: Callable[[], object], said: str) -> HttpResponse:
    try:
        with transaction.atomic():
            deed()
            poke_live(request.practice.public_id, "visit", found.public_id)
    except backfill.BackfillOver as trouble:
        return answers.answer(request, "", _settled(found.public_id) or str(trouble))
    except (BookingError, ValueError) as trouble:
        return answers.answer(request, "", in_words(trouble))
    return answers.answer(request, said)


def _settled(public_id: UUID) -> str:
    """How the time went meanwhile, for whoever was a moment too late."""
    now = filling.backfill_of(public_id)
    how = filling.how_it_ended(now) if now else ""
    return _("Nothing was changed: this time is settled already, %(how)s.") % {"how": how} if how else ""


def _patient(public_id: str) -> Patient | None:
    try:
        return Patient.objects.filter(public_id=public_id).first() if public_id else None
    except ValidationError:
        return None


def _backfill_or_404(public_id: UUID | str) -> Backfill:
    try:
        found = filling.backfill_of(UUID(str(public_id)))
    except ValueError:
        found = None
    if found is None:
        raise Http404("There is no such time here.")
    return found

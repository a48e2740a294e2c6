"""A patient's phones: put one on the chart, take it off, say whether texts go there."""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from replywell.console.middleware import StaffRequest
from replywell.console.rights import Right, needs
from replywell.console.views import visits
from replywell.console.views.patients import patient_or_404
from replywell.dialogue import phones
from replywell.patients.models import ContactLink, Patient


def _deed(request: StaffRequest, do: Callable[[], str]) -> HttpResponse:
    """Whole or not at all; then the chart anew."""
    said, problem = "", ""
    try:
        with transaction.atomic():
            said = do()
    except ValueError as trouble:
        problem = str(trouble)
    return visits.answer(request, None, said, problem)


def _link(patient: Patient, contact_id: UUID) -> ContactLink:
    link = ContactLink.objects.filter(
        patient=patient, contact__public_id=contact_id, ended_at__isnull=True
    ).first()  # fmt: skip
    if link is None:
        raise Http404("This phone is not on that chart.")
    return link


@needs(Right.ANSWER)
@require_POST
def put_on(request: StaffRequest, patient_id: UUID) -> HttpResponse:
    """Another phone of this patient, with how they agreed to texts if they did."""
    patient = patient_or_404(patient_id)
    given = {name: request.POST.get(name, "").strip() for name in ("phone", "role", "words", "channel")}

    def do() -> str:
        phones.put_on(
            patient, given["phone"], given["role"], request.staff, now=request.now, words=given["words"],
            channel=given["channel"], first_name_ok="first_name_ok" in request.POST,
        )  # fmt: skip
        if given["words"]:
            return _("The phone is on the chart, and texts about visits go there.")
        return _("The phone is on the chart. Nothing unasked is sent there until they agree to texts.")

    return _deed(request, do)


@needs(Right.ANSWER)
@require_POST
def take_off(request: StaffRequest, patient_id: UUID, contact_id: UUID) -> HttpResponse:
    """It is somebody else's phone now."""
    link = _link(patient_or_404(patient_id), contact_id)

    def do() -> str:
        phones.take_off(link, request.staff, now=request.now)
        return _("The phone is off this chart. What was planned for it is over.")

    return _deed(request, do)


@needs(Right.ANSWER)
@require_POST
def use(request: StaffRequest, patient_id: UUID, contact_id: UUID) -> HttpResponse:
    """Whether texts about the patient go there (`wanted` 1) or not."""
    link = _link(patient_or_404(patient_id), contact_id)
    wanted = request.POST.get("wanted") == "1"

    def do() -> str:
        phones.use_for_texts(link, wanted, request.staff, now=request.now)
        if wanted:
            return _("Texts about the patient go to this phone.")
        return _("No more texts about the patient go to this phone. What they write from it is answered.")

    return _deed(request, do)

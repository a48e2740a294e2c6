"""Pictures that a patient sent with the intake: handed out to staff as files, never shown by our own pages."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from replywell.audit.record import record
from replywell.console.middleware import StaffRequest
from replywell.console.rights import Right, needs
from replywell.console.views.patients import patient_or_404
from replywell.patients import documents


@needs(Right.PATIENTS)
@require_GET
def document(request: StaffRequest, patient_id: UUID, document_id: UUID) -> HttpResponse:
    """One file, to be saved. Audited; the browser is told to guess nothing, run nothing and keep no copy."""
    patient = patient_or_404(patient_id)
    found = documents.of_patient(patient.pk, document_id)
    if found is None:
        raise Http404("There is no such document.")
    record(
        request.practice.pk, "document.opened", f"patient:{patient.pk}", actor=f"staff:{request.staff.code}",
        at=request.now, kind=found.kind,
    )  # fmt: skip
    response = HttpResponse(bytes(found.content), content_type=found.media_type)
    name = f"{found.kind.replace('_', '-')}.{documents.ENDINGS[found.media_type]}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "no-store"
    return response

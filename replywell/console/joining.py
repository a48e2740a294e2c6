"""Onto the waitlist in the moment a visit is booked: the tick under the free times."""

from typing import Any
from uuid import UUID

from replywell.console.middleware import StaffRequest
from replywell.practices.models import Location, Practitioner
from replywell.scheduling import waitlist_by_staff
from replywell.scheduling.models import Appointment


def at_booking(request: StaffRequest, visit: Appointment) -> bool:
    """If the form says so, the patient waits for an earlier time than this visit's. Raises ValueError with what to do.

    With the clinician and the place that the free times were looked for with; with anybody and anywhere otherwise.
    """
    if request.POST.get("wait") != "1":
        return False
    wishes: dict[str, Any] = {
        "practitioner_id": _key(Practitioner, request.POST.get("wait_who", "")),
        "location_id": _key(Location, request.POST.get("wait_place", "")),
    }
    waitlist_by_staff.add(
        visit.patient_id or 0, request.staff, type_id=visit.type_id, visit=visit, at_booking=True, now=request.now,
        words=request.POST.get("wait_words", ""), **wishes,
    )  # fmt: skip
    return True


def _key(model: type[Practitioner] | type[Location], public_id: str) -> int | None:
    try:
        wanted = UUID(public_id)
    except ValueError:
        return None
    return model._default_manager.filter(public_id=wanted).values_list("pk", flat=True).first()

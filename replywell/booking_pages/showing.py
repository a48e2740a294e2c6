"""A patient's visits as the pages tell them, and what is said when one is so no more."""

from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpResponse

from replywell.booking_pages import words
from replywell.booking_pages.doors import Visitor
from replywell.scheduling.models import Appointment, AppointmentType, Status
from replywell.scheduling.queries import visit

PATIENT = "patient"
"""The actor of what is done on a patient's own page."""


def name_of(kind: AppointmentType, language: str) -> str:
    """What patients call this kind of visit."""
    said = str(kind.text_names.get(language) or kind.text_names.get("en") or kind.name)
    return said[:1].upper() + said[1:]


def own_visit(visitor: Visitor, public_id: str) -> Appointment | None:
    """A booked visit of this patient that lies ahead."""
    try:
        key = UUID(public_id)
    except ValueError:
        return None
    found = Appointment.objects.filter(
        public_id=key, patient_id=visitor.patient.pk, status=Status.BOOKED, starts_at__gt=visitor.now
    ).values_list("pk", flat=True)
    first = found.first()
    return visit(first) if first is not None else None


def shown(visitor: Visitor, found: Appointment) -> dict[str, object]:
    """A visit as the page tells it: when, with whom, where; the kind of visit stays out of sight."""
    zone = found.location.zone
    return {
        "id": found.public_id,
        "version": found.version,
        "when": words.when(visitor.language, found.starts_at, zone),
        "machine": found.starts_at.astimezone(ZoneInfo(zone)).isoformat(),
        "who": found.practitioner.text_name if found.practitioner else "",
        "place": found.location.address or found.location.name,
        "confirmed": found.confirmation == "confirmed",
        "may_move": found.type.bookable_by_text,
    }


def home(visitor: Visitor) -> str:
    """The patient's own page."""
    return f"/v/{visitor.token}/"


def stale(visitor: Visitor) -> HttpResponse:
    """What the page showed is so no more; nothing was changed."""
    context = {"title": visitor.say("stale.title"), "lines": [visitor.say("stale.what")], "home": home(visitor)}
    return visitor.page("says", context, status=409)

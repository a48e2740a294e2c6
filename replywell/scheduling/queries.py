"""Reads of visits. All run inside the caller's practice scope."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from replywell.common.clock import at_wall
from replywell.practices.models import Location, Practitioner
from replywell.scheduling.models import OCCUPYING, Appointment, AppointmentType, Status

_OF_DAY = ("practice_id", "practitioner_id", "location_id", "starts_at", "ends_at", "status", "confirmation")
_NOT_SHOWN = ("external_id", "silent_version", "booked_via", "end_reason", "created_at", "updated_at")
WITH = ("type", "practitioner", "location", "patient")


def upcoming_visits(patient_ids: Sequence[int], *, now: datetime, days: int | None = None) -> list[Appointment]:
    """The booked visits of these patients that still lie ahead, soonest first; `days`: only so many days ahead."""
    if not patient_ids:
        return []
    found = Appointment.objects.filter(patient_id__in=list(patient_ids), status=Status.BOOKED, starts_at__gt=now)
    if days is not None:
        found = found.filter(starts_at__lte=now + timedelta(days=days))
    return list(found.select_related(*WITH).order_by("starts_at", "id"))


def visit(appointment_id: int) -> Appointment | None:
    """One visit with its type, practitioner, location and patient, or None."""
    return Appointment.objects.select_related(*WITH).filter(pk=appointment_id).first()


def agenda(
    day: date,
    *,
    now: datetime,
    location_id: int | None = None,
    practitioner_id: int | None = None,
    days: int = 1,
    also_ended: bool = False,
    bare: bool = False,
) -> list[Appointment]:
    """What takes place on `day` (and the days after it, `days` in all), by each location's wall time, soonest first.

    Holds that ran out are left out; `also_ended` adds what was cancelled or missed. `bare`: only to be counted, with
    nothing but times, states, practitioners and locations. Three queries and one a zone.
    """
    places = {one.pk: one for one in Location.objects.all() if location_id in (None, one.pk)}
    of_zone: dict[str, list[int]] = {}
    for place in places.values():
        of_zone.setdefault(place.zone, []).append(place.pk)
    wanted = list(OCCUPYING) + ([Status.CANCELLED, Status.NOSHOW] if also_ended else [])
    found: list[Appointment] = []
    for zone_name, ids in of_zone.items():
        zone = ZoneInfo(zone_name)
        start = at_wall(datetime.combine(day, time()), zone)
        end = at_wall(datetime.combine(day + timedelta(days=days), time()), zone)
        visits = Appointment.objects.filter(
            location_id__in=ids, starts_at__gte=start, starts_at__lt=end, status__in=wanted
        ).exclude(status=Status.HELD, hold_expires_at__lte=now)
        if practitioner_id is not None:
            visits = visits.filter(practitioner_id=practitioner_id)
        found += visits.only(*_OF_DAY) if bare else visits.select_related("patient").defer(*_NOT_SHOWN)
    # One row of each, not one a visit.
    kinds = {} if bare else AppointmentType.objects.in_bulk()
    people = {} if bare else Practitioner.objects.in_bulk()
    for one in found:
        one.location = places[one.location_id]
        if not bare:
            one.type = kinds[one.type_id]
            one.practitioner = people[one.practitioner_id] if one.practitioner_id else None
    return sorted(found, key=lambda visit: (visit.starts_at, visit.pk))

"""Reads of visits. All run inside the caller's practice scope."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from replywell.common.clock import at_wall
from replywell.practices.models import Location
from replywell.scheduling.models import OCCUPYING, Appointment, Status

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
) -> list[Appointment]:
    """What takes place on `day` (and the days after it, `days` in all), by each location's wall time, soonest first.

    Holds that ran out are left out; `also_ended` adds what was cancelled or missed.
    """
    places = Location.objects.all() if location_id is None else Location.objects.filter(pk=location_id)
    found: list[Appointment] = []
    for place_id, zone_name in places.values_list("id", "zone"):
        zone = ZoneInfo(zone_name)
        start = at_wall(datetime.combine(day, time()), zone)
        end = at_wall(datetime.combine(day + timedelta(days=days), time()), zone)
        wanted = list(OCCUPYING) + ([Status.CANCELLED, Status.NOSHOW] if also_ended else [])
        visits = Appointment.objects.filter(
            location_id=place_id, starts_at__gte=start, starts_at__lt=end, status__in=wanted
        ).exclude(status=Status.HELD, hold_expires_at__lte=now)
        if practitioner_id is not None:
            visits = visits.filter(practitioner_id=practitioner_id)
        found += visits.select_related(*WITH)
    return sorted(found, key=lambda visit: (visit.starts_at, visit.pk))

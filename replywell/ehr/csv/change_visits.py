"""Changes that the record system made to a visit: they happened there, so they are followed, not judged.

The verbs of `scheduling.booking` ask whether a patient or staff may have a time; here a visit may go off the grid,
outside sessions, over another visit (marked), into the past or back from cancelled. Version, freed slot, audit and
events are as there.
"""

from datetime import datetime
from typing import Any

from django.db.models import F
from django.db.models.functions import Now

from replywell.audit.record import record
from replywell.scheduling import booking
from replywell.scheduling.events import VisitChange, What, slot_freed, visit_changed
from replywell.scheduling.models import OCCUPYING, Appointment, Confirmation, FreedSlot, Status

LIVE = frozenset({Status.HELD, Status.BOOKED, Status.ARRIVED})
"""A visit that has not ended: rooms above hear when it does."""


def end(appointment_id: int, version: int, status: Status, *, now: datetime, actor: str, reason: str) -> None:
    """Follow a change of status: through the verb where there is one, else (an arrived visit is done) directly."""
    found = Appointment.objects.get(pk=appointment_id)
    if found.status == Status.BOOKED and status == Status.CANCELLED:
        booking.cancel(appointment_id, version, now=now, actor=actor, reason=reason)
    elif found.status == Status.BOOKED and status == Status.NOSHOW:
        booking.no_show(appointment_id, version, now=now, actor=actor, reason=reason)
    elif found.status == Status.BOOKED and status == Status.ARRIVED:
        booking.arrive(appointment_id, version, now=now, actor=actor)
    else:
        changed = Appointment.objects.filter(pk=appointment_id, version=version).update(
            status=status, end_reason=reason, version=F("version") + 1, updated_at=Now()
        )
        if not changed:
            raise booking.VisitChanged(found)
        record(
            found.practice_id,
            f"visit.{status.value}",
            f"appointment:{appointment_id}",
            actor=actor,
            at=now,
            version=version + 1,
            before=found.status,
        )
        if found.status in LIVE and status in (Status.CANCELLED, Status.NOSHOW, Status.ARRIVED):
            what: What = status.value  # type: ignore[assignment]
            _tell(found, what, None, now, actor)


def move(
    appointment_id: int,
    version: int,
    *,
    columns: dict[str, Any],
    told: bool,
    confirmed: bool,
    now: datetime,
    actor: str,
) -> None:
    """Put a visit where the record system has it. The caller replaces its occupancy.

    `told`: what the patient knows changed (time, place, practitioner, kind, status), so the version grows, the
    confirmation is asked anew, and upper rooms hear of it.
    """
    before = Appointment.objects.get(pk=appointment_id)
    more: dict[str, Any] = {}
    if told:
        more = {
            "version": F("version") + 1,
            "confirmation": Confirmation.CONFIRMED if confirmed else Confirmation.UNASKED,
            "late_minutes": None,
            "end_reason": "record system",
        }
    changed = Appointment.objects.filter(pk=appointment_id, version=version).update(**columns, **more, updated_at=Now())
    if not changed:
        raise booking.VisitChanged(before)
    record(
        before.practice_id,
        "visit.moved" if told else "visit.rearranged",
        f"appointment:{appointment_id}",
        actor=actor,
        at=now,
        version=version + bool(told),
        before=before.starts_at,
        starts_at=columns["starts_at"],
        overbooked=columns["overbooked"],
    )
    if not told:
        return
    was_there = before.status in OCCUPYING
    left = (before.starts_at, before.location_id, before.practitioner_id) != (
        columns["starts_at"],
        columns["location_id"],
        columns["practitioner_id"],
    )
    if was_there and left and before.starts_at > now and not before.overbooked:
        slot_freed(
            FreedSlot.objects.create(
                practice_id=before.practice_id,
                appointment_id=before.pk,
                type_id=before.type_id,
                location_id=before.location_id,
                practitioner_id=before.practitioner_id,
                starts_at=before.starts_at,
                ends_at=before.ends_at,
                why="moved",
                freed_at=now,
            )
        )
    if columns["status"] == Status.BOOKED:
        _tell(before, "moved" if was_there else "booked", before.starts_at if was_there else None, now, actor)


def _tell(visit: Appointment, what: What, before: datetime | None, now: datetime, actor: str) -> None:
    visit_changed(VisitChange(visit.practice_id, visit.pk, visit.patient_id, what, before, now, actor))

"""Who of those that wait can take a freed slot, in the order in which they are asked. One statement.

Priority, then who has waited longest (by the day), then who was least recently offered anything. Everybody it
returns can take the slot as far as the calendar knows: kind, practitioner, place, their own hours and days, notice,
wishes, no visit of their own at that time. Whether a text may leave now is asked a room above.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db import connection

from replywell.scheduling.free_slots import Slot, free_slots
from replywell.scheduling.models import AppointmentType, Occupancy
from replywell.scheduling.waitlist_models import Backfill, EntryStatus, WaitlistEntry


class Waiting(NamedTuple):
    """One who can take the slot, and what it needs to know whether their phone may be texted."""

    entry_id: int
    contact_id: int
    phone: str
    zone: str
    state: str
    text_from: time | None
    text_until: time | None


@dataclass(frozen=True)
class Freed:
    """What is to be filled, as the statement asks for it. Days, hours and weekday are wall time of the place."""

    practice_id: int
    type_ids: tuple[int, ...]
    practitioner_id: int | None
    location_id: int
    starts_at: datetime
    ends_at: datetime
    zone: str
    backfill_id: int = 0
    freed_by: int = 0  # the patient who gave it up is not asked


# One offer a phone at a time, and never the same slot twice: who let it pass, or said no, is not asked again when it
# comes free once more; who said yes and was too late is. Who cannot be asked is collected once, for all (NOT IN is
# hashed, whatever the statistics say), and only operators that indexes serve under row-level security are used.
_MATCH = """
SELECT e.id, e.contact_id, c.phone, c.zone, c.state, e.text_from, e.text_until
  FROM scheduling_waitlistentry e
  JOIN patients_contact c ON c.practice_id = e.practice_id AND c.id = e.contact_id
  JOIN patients_contactlink l
    ON l.practice_id = e.practice_id AND l.patient_id = e.patient_id AND l.contact_id = e.contact_id
  LEFT JOIN scheduling_appointment v ON v.practice_id = e.practice_id AND v.id = e.visit_id
 WHERE e.practice_id = %(practice)s AND e.status = 'waiting' AND e.type_id = ANY (%(types)s)
   AND (e.practitioner_id IS NULL OR e.practitioner_id = %(practitioner)s)
   AND (e.location_id IS NULL OR e.location_id = %(location)s)
   AND (e.from_day IS NULL OR e.from_day <= %(day)s) AND (e.until_day IS NULL OR e.until_day >= %(day)s)
   AND e.notice_minutes <= %(minutes)s AND e.patient_id <> %(freed_by)s
   AND (e.visit_id IS NULL OR (v.status = 'booked' AND v.starts_at >= %(ends_at)s))
   AND (e.gender_wish = '' OR e.gender_wish = %(gender)s)
   AND (e.language_wish = '' OR e.language_wish = ANY (%(languages)s))
   AND (e.windows = '[]' OR jsonb_path_exists(e.windows, %(window)s, %(hours)s))
   AND l.ended_at IS NULL AND c.wrong_number_at IS NULL
   AND c.phone NOT IN (
     SELECT s.phone FROM patients_suppression s WHERE s.practice_id = %(practice)s AND s.lifted_at IS NULL)
   AND e.contact_id NOT IN (
     SELECT o.contact_id FROM scheduling_offer o
      WHERE o.practice_id = %(practice)s AND o.status IN ('planned', 'sent'))
   AND e.contact_id NOT IN (
     SELECT o.contact_id FROM scheduling_offer o WHERE o.practice_id = %(practice)s AND o.backfill_id = %(backfill)s)
   AND e.id NOT IN (
     SELECT o.entry_id FROM scheduling_backfill b
       JOIN scheduling_offer o ON o.practice_id = b.practice_id AND o.backfill_id = b.id
      WHERE b.practice_id = %(practice)s AND b.starts_at = %(starts_at)s AND b.location_id = %(location)s
        AND b.practitioner_id IS NOT DISTINCT FROM %(practitioner)s
        AND o.offered_at IS NOT NULL AND o.said_yes IS NOT TRUE)
   AND e.patient_id NOT IN (
     SELECT a.patient_id FROM scheduling_appointment a
      WHERE a.practice_id = %(practice)s AND a.starts_at < %(ends_at)s AND a.starts_at > %(earliest)s
        AND a.ends_at > %(starts_at)s AND a.status IN ('held', 'booked', 'arrived') AND a.patient_id IS NOT NULL)
 ORDER BY e.priority DESC, (e.joined_at AT TIME ZONE %(zone)s)::date, e.last_offered_at NULLS FIRST, e.joined_at, e.id
"""
# Hours are stored as "08:00", so their order is that of their letters.
_WINDOW = "$[*] ? (@.weekday == $weekday && @.from <= $from && @.until >= $until)"
LONGEST_VISIT = timedelta(days=2)
"""No visit takes longer: `minutes` of a kind, and of a loaded visit, are at most a day."""


def match(freed: Freed, now: datetime, *, gender: str = "", languages: tuple[str, ...] = ()) -> list[Waiting]:
    """Everybody who can take the slot, first to be asked first. `now` is domain time; within the practice's scope.

    `gender` and `languages` are the practitioner's.
    """
    if not freed.type_ids or freed.starts_at <= now:
        return []
    zone = ZoneInfo(freed.zone)
    start, end = freed.starts_at.astimezone(zone), freed.ends_at.astimezone(zone)
    values: dict[str, Any] = {
        "practice": freed.practice_id,
        "types": list(freed.type_ids),
        "practitioner": freed.practitioner_id,
        "location": freed.location_id,
        "day": start.date(),
        "minutes": int((freed.starts_at - now).total_seconds()) // 60,
        "freed_by": freed.freed_by,
        "starts_at": freed.starts_at,
        "ends_at": freed.ends_at,
        "gender": gender,
        "languages": list(languages),
        "earliest": freed.starts_at - LONGEST_VISIT,
        "window": _WINDOW,
        "hours": json.dumps(
            {
                "weekday": start.weekday(),
                "from": f"{start:%H:%M}",
                "until": f"{end:%H:%M}" if end.date() == start.date() else "24:00",
            }
        ),
        "backfill": freed.backfill_id,
        "zone": freed.zone,
    }
    with connection.cursor() as cursor:
        cursor.execute(_MATCH, values)
        return [Waiting(*row) for row in cursor.fetchall()]


def freed_of(backfill: Backfill, *, other_types: bool, now: datetime) -> Freed:
    """What a backfill has to fill. `other_types`: also by kinds of visit that fit into the freed time."""
    types: tuple[int, ...] = (backfill.type_id,)
    if other_types:
        types += tuple(kind.pk for kind in _waited_for(backfill.type_id) if slot_for(backfill, kind, now=now))
    patient = backfill.freed.appointment.patient_id if backfill.freed is not None else None
    return Freed(
        practice_id=backfill.practice_id,
        type_ids=types,
        practitioner_id=backfill.practitioner_id,
        location_id=backfill.location_id,
        starts_at=backfill.starts_at,
        ends_at=backfill.ends_at,
        zone=backfill.location.zone,
        backfill_id=backfill.pk,
        freed_by=patient or 0,
    )


def slot_for(backfill: Backfill, kind: AppointmentType, *, now: datetime) -> Slot | None:
    """How a visit of this kind fits into the freed time; None when it does not, buffers included.

    What the backfill holds counts as free, and nothing else may be needed for it.
    """
    found = free_slots(
        kind,
        now=now,
        start=backfill.starts_at,
        end=backfill.starts_at + timedelta(seconds=1),
        practitioner_id=backfill.practitioner_id,
        location_id=backfill.location_id,
        ignoring=backfill.hold_id,
        by_text=False,
    )
    if kind.pk == backfill.type_id:
        kept = _kept(backfill)
        same = [slot for slot in found if kept and set(slot.schedule_ids) == set(kept)]
        return next(iter(same or found), None)
    own = backfill.type
    if kind.buffer_before > own.buffer_before:
        return None
    if kind.minutes + kind.buffer_after > own.minutes + own.buffer_after or kind.minutes > own.minutes:
        return None
    kept = _kept(backfill)
    return next((slot for slot in found if not kept or set(slot.schedule_ids) <= set(kept)), None)


def _kept(backfill: Backfill) -> tuple[int, ...]:
    """The schedules that the hold keeps; none without a hold."""
    found = Occupancy.objects.filter(appointment_id=backfill.hold_id or 0).values_list("schedule_id", flat=True)
    return tuple(found)


def _waited_for(but: int) -> list[AppointmentType]:
    """The kinds of visit that somebody waits for, except one."""
    waited = WaitlistEntry.objects.filter(status=EntryStatus.WAITING).exclude(type_id=but).values("type_id")
    return list(AppointmentType.objects.filter(pk__in=waited).order_by("pk"))

"""How long it takes to find who can take a freed slot, in order, beside the bare query of who waits for its kind.

In a practice of its own, which stays: for the benchmark's own database.
"""

import random
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import Any
from uuid import uuid4

from django.db import connection, connections

from replywell.common.clock import at_wall
from replywell.common.tenancy import practice_scope
from replywell.patients.models import Contact, ContactLink, Patient, Suppression
from replywell.practices.create import create_practice
from replywell.practices.models import Location, Practitioner
from replywell.scheduling.bench import MONDAY, ZONE, percentiles
from replywell.scheduling.matching import Freed, match
from replywell.scheduling.models import Appointment, AppointmentType, Status
from replywell.scheduling.waitlist_models import Backfill, BackfillStatus, JoinedVia, Offer, Priority, WaitlistEntry

OFFERED = 2_000
"""Offers of earlier weeks; the slot was offered to a tenth of them once before."""
_BARE = """
SELECT id, contact_id, phone FROM (
  SELECT e.id, e.contact_id, c.phone, e.priority, e.joined_at FROM scheduling_waitlistentry e
    JOIN patients_contact c ON c.practice_id = e.practice_id AND c.id = e.contact_id
   WHERE e.practice_id = %s AND e.status = 'waiting' AND e.type_id = ANY (%s)) found
 ORDER BY priority DESC, joined_at, id
"""


def bench_backfill(rounds: int = 50, *, entries: int = 5_000, seed: int = 1) -> dict[str, Any]:
    """Times in ms (p50, p95) of matching and ordering so many entries for one slot, and of the floor, interleaved.

    A third of them wish another practitioner, a quarter other hours, a fifth have a later visit to bring forward, some
    have a visit at that time, an offer open, or opted out. `cpu_...`: what Python and the database's process worked for
    it, for machines that are busy. `rate`, `floor` and `ratio` compare queries a second.
    """
    practice = create_practice(
        f"bench-{uuid4().hex}", name="Bench", text_name="Bench", phone="+12125550100", zone=ZONE.key
    )
    with practice_scope(practice.pk):
        freed, now = _fill(practice.pk, entries, random.Random(seed))  # noqa: S311
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")
    with practice_scope(practice.pk):
        result = _measure(freed, now, rounds)
    return {"name": "backfill", "entries": entries, "rounds": rounds, **result}


def _measure(freed: Freed, now: datetime, rounds: int) -> dict[str, Any]:
    counts: dict[str, int] = {}

    def floor() -> int:
        with connection.cursor() as cursor:
            cursor.execute(_BARE, [freed.practice_id, list(freed.type_ids)])
            return len(cursor.fetchall())

    asked: dict[str, Callable[[], int]] = {"floor_ms": floor, "match_ms": lambda: len(match(freed, now))}
    times: dict[str, list[float]] = {name: [] for name in (*asked, *(f"cpu_{name}" for name in asked))}
    for _ in range(rounds):
        for name, search in asked.items():
            began, worked = perf_counter(), _cpu()
            counts[name] = search()
            times[f"cpu_{name}"].append((_cpu() - worked) * 1000)
            times[name].append((perf_counter() - began) * 1000)
    found: dict[str, Any] = {name: percentiles(values) for name, values in times.items()}
    rate, floor_rate = (1000 / found[name]["p50"] for name in ("match_ms", "floor_ms"))
    return {
        **found,
        "waiting": counts["floor_ms"],
        "can_take_it": counts["match_ms"],
        "rate": round(rate, 1),
        "floor": round(floor_rate, 1),
        "ratio": round(rate / floor_rate, 3),
    }


def _cpu() -> float:
    """Seconds that this process and its connection's one at the database have worked, in all."""
    told = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return process_time() + (int(told.read_text().split()[0]) / 1e9 if told.exists() else 0.0)


def _fill(practice_id: int, entries: int, chance: random.Random) -> tuple[Freed, datetime]:
    location = Location.objects.create(practice_id=practice_id, code="main", name="Main", zone=ZONE.key)
    kind = AppointmentType.objects.create(practice_id=practice_id, code="visit", name="Visit", minutes=30)
    lee, other = (
        Practitioner.objects.create(practice_id=practice_id, code=code, name=code, text_name=f"Dr. {code}")
        for code in ("lee", "other")
    )
    now = at_wall(datetime.combine(MONDAY, time(9)), ZONE)
    starts_at = now + timedelta(days=3)
    ends_at = starts_at + timedelta(minutes=30)
    patients = Patient.objects.bulk_create(
        Patient(practice_id=practice_id, chart_id=f"b{number}", first_name="B", last_name=str(number))
        for number in range(entries)
    )
    contacts = Contact.objects.bulk_create(
        Contact(practice_id=practice_id, phone=f"+1212{number + 2_000_000}") for number in range(entries)
    )
    ContactLink.objects.bulk_create(
        ContactLink(practice_id=practice_id, contact=contact, patient=patient, role="self")
        for contact, patient in zip(contacts, patients, strict=True)
    )
    visits = Appointment.objects.bulk_create(
        Appointment(
            practice_id=practice_id, patient=patient, type=kind, location=location, practitioner=lee,
            starts_at=begins, ends_at=begins + timedelta(minutes=30), status=Status.BOOKED,
        )
        for begins, some in ((starts_at + timedelta(days=14), patients[::5]), (starts_at, patients[1::50]))
        for patient in some
    )  # fmt: skip
    later = {visit.patient_id: visit for visit in visits if visit.starts_at > starts_at}
    Suppression.objects.bulk_create(
        Suppression(practice_id=practice_id, phone=contact.phone, why="opt_out", since=now)
        for contact in contacts[2::50]
    )
    waiting = WaitlistEntry.objects.bulk_create(
        WaitlistEntry(
            practice_id=practice_id, patient=patient, contact=contact, type=kind, visit=later.get(patient.pk),
            practitioner=chance.choice((None, lee, other)), priority=chance.choice(Priority.values),
            windows=_windows(chance), joined_at=now - timedelta(minutes=chance.randrange(60 * 24 * 60)),
            joined_via=JoinedVia.STAFF,
        )
        for patient, contact in zip(patients, contacts, strict=True)
    )  # fmt: skip
    freed = Freed(practice_id, (kind.pk,), lee.pk, location.pk, starts_at, ends_at, ZONE.key)
    _offers(freed, waiting, now)
    return freed, now


def _offers(freed: Freed, waiting: list[WaitlistEntry], now: datetime) -> None:
    """Offers of the last weeks, of which few still wait for an answer and some were of this slot."""
    slots = Backfill.objects.bulk_create(
        Backfill(
            practice_id=freed.practice_id, type_id=freed.type_ids[0], practitioner_id=freed.practitioner_id,
            location_id=freed.location_id, starts_at=freed.starts_at + timedelta(days=number),
            ends_at=freed.ends_at + timedelta(days=number), status=BackfillStatus.ENDED,
            started_at=now - timedelta(days=2), ended_at=now - timedelta(days=1),
        )
        for number in range(10)
    )  # fmt: skip
    Offer.objects.bulk_create(
        Offer(
            practice_id=freed.practice_id, backfill=slots[number % len(slots)], entry=entry,
            contact_id=entry.contact_id, group=1, status="sent" if number % 100 == 1 else "expired",
            planned_at=now - timedelta(days=2), offered_at=now - timedelta(days=2),
            expires_at=now - timedelta(days=1),
        )
        for number, entry in enumerate(waiting[:OFFERED])
    )  # fmt: skip


def _windows(chance: random.Random) -> list[dict[str, Any]]:
    """Most can always come, a quarter on mornings or afternoons only."""
    if chance.random() < 0.5:
        return []
    hours = {"from": "08:00", "until": "12:00"} if chance.random() < 0.5 else {"from": "13:00", "until": "17:00"}
    return [{"weekday": weekday, **hours} for weekday in range(5)]

"""How long a search takes, beside the bare query of what is taken. In a scratch practice that is rolled back."""

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from statistics import median, quantiles
from time import perf_counter
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from psycopg.types.range import TimestamptzRange

from replywell.common.clock import at_wall
from replywell.common.tenancy import practice_scope
from replywell.practices.create import create_practice
from replywell.practices.models import Location, Practitioner
from replywell.scheduling.calendar import TAKEN
from replywell.scheduling.free_slots import free_slots, openings
from replywell.scheduling.models import (
    Appointment,
    AppointmentType,
    Occupancy,
    Schedule,
    ScheduleKind,
    Session,
    Status,
    TypeNeeds,
)

ZONE = ZoneInfo("America/New_York")
MONDAY = date(2026, 3, 2)  # the second week has a daylight-saving change
SHIFTS = ((time(8), time(12)), (time(13), time(17)))


def bench_slots(
    rounds: int = 100, *, practitioners: int = 10, weeks: int = 4, full: float = 0.65, seed: int = 1
) -> dict[str, Any]:
    """Times in ms (p50, p95) of the first three slots, three openings, all slots, and the floor, interleaved.

    `rate`, `floor` and `ratio` compare searches of the first three slots a second with bare queries of everything
    that is taken in those weeks. Nothing stays behind.
    """
    with transaction.atomic():
        practice = create_practice(
            f"bench-{uuid4().hex}", name="Bench", text_name="Bench", phone="+12125550100", zone=ZONE.key
        )
        with practice_scope(practice.pk):
            kind, visits, taken = _fill(practice.pk, practitioners, weeks, full, random.Random(seed))  # noqa: S311
            result = _measure(kind, rounds, weeks)
        transaction.set_rollback(True)
    return {
        "name": "slots",
        "practitioners": practitioners,
        "weeks": weeks,
        "visits": visits,
        "taken": round(taken, 3),
        "rounds": rounds,
        **result,
    }


def _measure(kind: AppointmentType, rounds: int, weeks: int) -> dict[str, Any]:
    now = at_wall(datetime.combine(MONDAY, time(7)), ZONE)
    end = now + timedelta(weeks=weeks)
    schedules = list(Schedule.objects.order_by("pk").values_list("pk", flat=True))
    counts: dict[str, int] = {}

    def floor() -> int:
        with connection.cursor() as cursor:
            cursor.execute(TAKEN, [kind.practice_id, schedules, now, end, now, 0])
            return len(cursor.fetchall())

    asked: dict[str, Callable[[], int]] = {
        "floor_ms": floor,
        "first_3_ms": lambda: len(free_slots(kind, now=now, start=now, end=end, limit=3)),
        "openings_ms": lambda: len(openings(kind, now=now, near=now + timedelta(days=8)).slots),
        "all_ms": lambda: len(free_slots(kind, now=now, start=now, end=end)),
    }
    times: dict[str, list[float]] = {name: [] for name in asked}
    for _ in range(rounds):
        for name, search in asked.items():
            began = perf_counter()
            counts[name] = search()
            times[name].append((perf_counter() - began) * 1000)
    found: dict[str, Any] = {name: percentiles(values) for name, values in times.items()}
    rate, floor_rate = (1000 / found[name]["p50"] for name in ("first_3_ms", "floor_ms"))
    return {
        **found,
        "free": counts["all_ms"],
        "rate": round(rate, 1),
        "floor": round(floor_rate, 1),
        "ratio": round(rate / floor_rate, 3),
    }


def percentiles(values: list[float]) -> dict[str, float]:
    return {"p50": round(median(values), 3), "p95": round(quantiles(values, n=20)[-1], 3)}


def _fill(
    practice_id: int, practitioners: int, weeks: int, full: float, chance: random.Random
) -> tuple[AppointmentType, int, float]:
    """Practitioners who work Monday to Friday, and visits of a quarter or half an hour in most of that time."""
    location = Location.objects.create(practice_id=practice_id, code="main", name="Main", zone=ZONE.key)
    kind = AppointmentType.objects.create(practice_id=practice_id, code="visit", name="Visit", minutes=30)
    for number in range(practitioners):
        who = Practitioner.objects.create(
            practice_id=practice_id, code=f"p{number}", name=f"P {number}", text_name=f"Dr. {number}"
        )
        schedule = Schedule.objects.create(
            practice_id=practice_id,
            code=who.code,
            name=who.name,
            kind=ScheduleKind.PRACTITIONER,
            practitioner=who,
            location=location,
        )
        TypeNeeds.objects.create(practice_id=practice_id, type=kind, part="practitioner", schedule=schedule)
        Session.objects.bulk_create(
            Session(practice_id=practice_id, schedule=schedule, weekday=weekday, starts=starts, ends=ends)
            for weekday in range(5)
            for starts, ends in SHIFTS
        )
    visits, periods = [], []
    taken = worked = 0
    for schedule in Schedule.objects.order_by("pk"):
        for day in (MONDAY + timedelta(days=days) for days in range(7 * weeks)):
            for starts, ends in SHIFTS if day.weekday() < 5 else ():
                at, end = (at_wall(datetime.combine(day, wall), ZONE) for wall in (starts, ends))
                worked += int((end - at).total_seconds()) // 60
                while at < end:
                    minutes = chance.choice((15, 30))
                    upto = min(at + timedelta(minutes=minutes), end)
                    if chance.random() < full:
                        taken += int((upto - at).total_seconds()) // 60
                        visits.append(_visit(kind, schedule, at, upto))
                        periods.append((schedule.pk, at, upto))
                    at = upto
    Appointment.objects.bulk_create(visits, batch_size=500)
    Occupancy.objects.bulk_create(
        (
            Occupancy(practice_id=practice_id, appointment=visit, schedule_id=key, period=TimestamptzRange(at, upto))
            for visit, (key, at, upto) in zip(visits, periods, strict=True)
        ),
        batch_size=500,
    )
    return kind, len(visits), taken / worked


def _visit(kind: AppointmentType, schedule: Schedule, starts_at: datetime, ends_at: datetime) -> Appointment:
    return Appointment(
        practice_id=kind.practice_id,
        type=kind,
        location_id=schedule.location_id,
        practitioner_id=schedule.practitioner_id,
        starts_at=starts_at.astimezone(UTC),
        ends_at=ends_at.astimezone(UTC),
        status=Status.BOOKED,
    )

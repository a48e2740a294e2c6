"""What can be done to a visit. Every verb runs inside the caller's practice scope.

Each is a conditional statement in a savepoint: it happens whole, audited and told to the rooms above, or raises
SlotTaken or VisitChanged and leaves the caller's transaction as it was, still usable. `now` is domain time (UTC).

The database's exclusion constraint decides who gets a slot. Verbs that take one first lock its schedules, in the
order of their ids, so that those who want the same slot wait their turn instead of running into each other.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from psycopg.errors import DeadlockDetected, ExclusionViolation
from psycopg.types.range import TimestamptzRange

from replywell.audit.record import record
from replywell.common.tenancy import practice_scope
from replywell.scheduling.events import VisitChange, What, slot_freed, visit_changed
from replywell.scheduling.free_slots import Slot, free_slots
from replywell.scheduling.models import (
    Appointment,
    AppointmentType,
    Confirmation,
    FreedSlot,
    Occupancy,
    Schedule,
    Status,
)

TRIES = 4
LONGEST_LATE = 24 * 60
BY_PATIENTS = ("text", "page")
"""How a visit is booked without staff: by the limits that the practice set."""
REOPENED = {
    Status.ARRIVED: Status.BOOKED,
    Status.NOSHOW: Status.BOOKED,
    Status.FULFILLED: Status.ARRIVED,
}
"""What a visit is again when a mark was a mistake."""


class BookingError(Exception):
    """Something about the visit or the slot is no longer as the caller believed. Nothing was changed."""


class SlotTaken(BookingError):  # noqa: N818
    """The time cannot be had: taken, closed, past, or not offered any more. `slot` is what was wanted."""

    def __init__(self, slot: Slot | None = None) -> None:
        super().__init__("That time is not free any more: search again.")
        self.slot = slot


class VisitChanged(BookingError):  # noqa: N818
    """The visit is not the one the caller saw. `visit` is how it is now, None if there is none."""

    def __init__(self, visit: Appointment | None) -> None:
        super().__init__("The visit changed meanwhile: read it again.")
        self.visit = visit


def hold(slot: Slot, *, patient_id: int | None = None, until: datetime, now: datetime, actor: str) -> Appointment:
    """Keep a slot until then, for somebody or for nobody yet. Raises SlotTaken; ValueError when `until` is past."""
    if until <= now:
        raise ValueError("A hold needs an end that lies ahead.")
    values = {"status": Status.HELD, "hold_expires_at": until, "booked_via": _via(actor)}
    with transaction.atomic():
        visit = _take(slot, values | {"patient_id": patient_id}, now=now, by_text=False, actor=actor)
        _audit(visit, "slot.held", actor, now, starts_at=visit.starts_at, until=until)
    return visit


def book(slot: Slot, *, patient_id: int, now: datetime, actor: str, via: str, held: int | None = None) -> Appointment:
    """Book a slot. `via`: "text", "page", "staff" or "import"; for patients the type's lead time and horizon hold too.

    `held`: the hold that keeps the slot, and ends with this; it was offered, so they do not hold. Raises SlotTaken.
    """
    values = {"status": Status.BOOKED, "patient_id": patient_id, "booked_via": via}
    with transaction.atomic():
        visit = _take(slot, values, now=now, by_text=via in BY_PATIENTS and held is None, actor=actor, held=held)
        _tell(visit, "booked", actor, now, starts_at=visit.starts_at, via=via)
    return visit


def book_held(appointment_id: int, *, patient_id: int | None = None, now: datetime, actor: str) -> Appointment:
    """Make a hold a booked visit, for `patient_id` if it was held for nobody.

    A late yes still counts while nobody else took the slot. Raises SlotTaken when the hold is gone or the time is
    past or closed, VisitChanged when it was booked already; ValueError without a patient.
    """
    held = Appointment.objects.filter(pk=appointment_id).first()
    if held is None or held.status == Status.EXPIRED:
        raise SlotTaken
    if held.status != Status.HELD:
        raise VisitChanged(held)
    who = patient_id if held.patient_id is None else held.patient_id
    if who is None:
        raise ValueError("A hold for nobody needs a patient to be booked.")
    if patient_id not in (None, who):
        raise VisitChanged(held)
    with transaction.atomic():
        schedules = _schedules_of(appointment_id)
        _lock(schedules)
        slot = _slot_of(held, schedules)
        if _fresh(slot, _kind_of(slot), now=now, by_text=False, ignoring=appointment_id) is None:
            raise SlotTaken(slot)
        found = Appointment.objects.filter(pk=appointment_id, status=Status.HELD, version=held.version)
        changed = found.update(
            status=Status.BOOKED, patient_id=who, hold_expires_at=None, version=F("version") + 1, updated_at=Now()
        )
        if not changed:
            raise SlotTaken(slot)
        visit = Appointment.objects.get(pk=appointment_id)
        _tell(visit, "booked", actor, now, starts_at=visit.starts_at, via=visit.booked_via)
    return visit


def release(appointment_id: int, *, now: datetime, actor: str) -> None:
    """Give a held slot back. Raises VisitChanged when it is not held any more."""
    with transaction.atomic():
        if not _end_hold(appointment_id, "released", now=now, actor=actor):
            raise VisitChanged(_read(appointment_id))


def move(
    appointment_id: int,
    version: int,
    slot: Slot,
    *,
    now: datetime,
    actor: str,
    reason: str = "",
    via: str = "",
    held: int | None = None,
) -> Appointment:
    """Move a booked visit into a slot: the same row, a new version, the old time freed in the same transaction.

    Until the caller commits, others see the old time taken. `via` "text" applies lead time and horizon; empty: by
    text unless the actor is staff. `held`: the hold that keeps the slot, and ends with this; then they do not hold.
    Raises SlotTaken (the visit stays where it was) or VisitChanged.
    """
    by_text = (via or _via(actor)) == "text" and held is None
    for attempt in range(TRIES):
        try:
            with transaction.atomic():
                return _move(
                    appointment_id, version, slot, now=now, actor=actor, reason=reason, by_text=by_text, held=held
                )
        except DatabaseError as error:
            _lost_a_race(error, slot, last=attempt == TRIES - 1)
    raise SlotTaken(slot)


def cancel(appointment_id: int, version: int, *, now: datetime, actor: str, reason: str = "") -> Appointment:
    """Cancel a booked visit; its time, if still ahead, is free in the same transaction. Raises VisitChanged."""
    return _end(appointment_id, version, Status.CANCELLED, "cancelled", now=now, actor=actor, reason=reason)


def no_show(appointment_id: int, version: int, *, now: datetime, actor: str, reason: str = "") -> Appointment:
    """The patient did not come, or is known not to come: then the time is free again. Raises VisitChanged."""
    return _end(appointment_id, version, Status.NOSHOW, "noshow", now=now, actor=actor, reason=reason)


def arrive(appointment_id: int, version: int, *, now: datetime, actor: str) -> Appointment:
    """The patient is here. Raises VisitChanged."""
    with transaction.atomic():
        visit = _change(appointment_id, version, {"status": Status.ARRIVED})
        _tell(visit, "arrived", actor, now)
    return visit


def fulfil(appointment_id: int, version: int, *, now: datetime, actor: str) -> Appointment:
    """The visit took place: the patient was here, or nobody marked that they were. Raises VisitChanged, also when the
    visit lies ahead and nobody has arrived.
    """
    with transaction.atomic():
        visit = _change(appointment_id, version, {"status": Status.FULFILLED}, Q(status=Status.ARRIVED) | _begun(now))
        _tell(visit, "fulfilled", actor, now)
    return visit


def reopen(appointment_id: int, version: int, *, now: datetime, actor: str) -> Appointment:
    """Take a mark back that was a mistake: arrived, done or missed is booked again (done: arrived).

    What had been planned for a visit that lies ahead is planned again. Raises VisitChanged, and SlotTaken when
    somebody else has the time of a missed visit by now.
    """
    before = _read(appointment_id)
    if before is None or before.version != version or before.status not in REOPENED:
        raise VisitChanged(before)
    found = Appointment.objects.filter(pk=appointment_id, version=version, status=before.status)
    to = REOPENED[Status(before.status)]
    try:
        with transaction.atomic():
            if not found.update(status=to, end_reason="", version=F("version") + 1, updated_at=Now()):
                raise VisitChanged(_read(appointment_id))
            visit = Appointment.objects.get(pk=appointment_id)
            _audit(visit, "visit.reopened", actor, now, before=before.status)
            if to == Status.BOOKED and visit.starts_at > now:
                visit_changed(VisitChange(visit.practice_id, visit.pk, visit.patient_id, "booked", None, now, actor))
    except DatabaseError as error:
        if isinstance(error.__cause__, ExclusionViolation | DeadlockDetected):
            raise SlotTaken from error
        raise
    return visit


def confirm(appointment_id: int, version: int, *, now: datetime, actor: str) -> Appointment:
    """The patient says they will come. The version stays; confirming again changes nothing.

    Raises VisitChanged, also when the visit has begun.
    """
    with transaction.atomic():
        found = Appointment.objects.filter(pk=appointment_id, version=version, status=Status.BOOKED, starts_at__gt=now)
        fresh = found.exclude(confirmation=Confirmation.CONFIRMED).update(
            confirmation=Confirmation.CONFIRMED, updated_at=Now()
        )
        visit = found.first()
        if visit is None:
            raise VisitChanged(_read(appointment_id))
        if fresh:
            _tell(visit, "confirmed", actor, now)
    return visit


def ask(appointment_id: int, version: int, *, now: datetime, actor: str) -> Appointment:
    """Note that the patient was asked to confirm. A confirmed visit stays confirmed. Raises VisitChanged."""
    with transaction.atomic():
        found = Appointment.objects.filter(pk=appointment_id, version=version, status=Status.BOOKED)
        fresh = found.filter(confirmation=Confirmation.UNASKED).update(
            confirmation=Confirmation.ASKED, updated_at=Now()
        )
        visit = found.first()
        if visit is None:
            raise VisitChanged(_read(appointment_id))
        if fresh:
            _audit(visit, "visit.asked", actor, now)
    return visit


def running_late(appointment_id: int, version: int, minutes: int, *, now: datetime, actor: str) -> Appointment:
    """The patient says they come `minutes` late; the version stays. Raises VisitChanged, ValueError."""
    if not 0 < minutes <= LONGEST_LATE:
        raise ValueError(f"Late by {minutes} minutes makes no sense: give 1 to {LONGEST_LATE}.")
    with transaction.atomic():
        visit = _change(appointment_id, version, {"late_minutes": minutes}, grows=False)
        _tell(visit, "late", actor, now, minutes=minutes)
    return visit


def overbook(slot: Slot, *, patient_id: int, now: datetime, actor: str, reason: str = "") -> Appointment:
    """Book over what is there, because a person decided so (`actor` "staff:..."): marked and audited.

    Overbookings stand outside the constraint; free slots count them as taken. `slot_at` makes the slot.
    """
    if not actor.startswith("staff"):
        raise ValueError("Only staff may overbook.")
    kind = AppointmentType.objects.get(pk=slot.type_id)
    values = {"status": Status.BOOKED, "patient_id": patient_id, "booked_via": "staff", "overbooked": True}
    with transaction.atomic():
        visit = _insert(slot, kind, values)
        _tell(visit, "booked", actor, now, starts_at=visit.starts_at, via="staff", overbooked=True, reason=reason)
    return visit


def expire_holds(now: datetime, limit: int = 500) -> int:
    """End the holds that ran out, in every practice, and tell of the freed slots. Returns how many. Periodic."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT practice_id, appointment_id FROM holds_run_out(%s, %s)", [now, limit])
        rows = cursor.fetchall()
    ended = 0
    for practice_id, appointment_id in rows:
        with practice_scope(practice_id):
            ended += _end_hold(appointment_id, "ran out", now=now, actor="system", run_out=True)
    return ended


# How the verbs do it


def _take(
    slot: Slot, values: dict[str, Any], *, now: datetime, by_text: bool, actor: str, held: int | None = None
) -> Appointment:
    """Insert an appointment into a slot that is still free, or kept by `held`, or raise SlotTaken."""
    for attempt in range(TRIES):
        try:
            with transaction.atomic():
                _lock(slot.schedule_ids)
                _give_way(held, slot, now=now, actor=actor)
                kind = _kind_of(slot)
                fresh = _fresh(slot, kind, now=now, by_text=by_text)
                if fresh is None:
                    raise SlotTaken(slot)
                _clear_run_out(fresh, kind, now=now, actor=actor)
                return _insert(fresh, kind, values)
        except DatabaseError as error:
            _lost_a_race(error, slot, last=attempt == TRIES - 1)
    raise SlotTaken(slot)


def _move(
    appointment_id: int,
    version: int,
    slot: Slot,
    *,
    now: datetime,
    actor: str,
    reason: str,
    by_text: bool,
    held: int | None,
) -> Appointment:
    before = Appointment.objects.filter(pk=appointment_id, version=version, status=Status.BOOKED).first()
    if before is None:
        raise VisitChanged(_read(appointment_id))
    _lock({*slot.schedule_ids, *_schedules_of(appointment_id)})
    _give_way(held, slot, now=now, actor=actor)
    kind = _kind_of(slot)
    fresh = _fresh(slot, kind, now=now, by_text=by_text, ignoring=appointment_id)
    if fresh is None:
        raise SlotTaken(slot)
    _clear_run_out(fresh, kind, now=now, actor=actor)
    visit = _change(
        appointment_id,
        version,
        {
            "type_id": fresh.type_id,
            "location_id": fresh.location_id,
            "practitioner_id": fresh.practitioner_id,
            "starts_at": fresh.starts_at,
            "ends_at": fresh.ends_at,
            "confirmation": Confirmation.UNASKED,
            "overbooked": False,
            "late_minutes": None,
            "end_reason": reason,
        },
    )
    Occupancy.objects.filter(appointment_id=appointment_id).delete()
    _occupy(visit, fresh, kind)
    _free(before, "moved", now)
    _tell(visit, "moved", actor, now, before=before.starts_at, starts_at=visit.starts_at, reason=reason)
    return visit


def _end(
    appointment_id: int, version: int, status: Status, what: What, *, now: datetime, actor: str, reason: str
) -> Appointment:
    with transaction.atomic():
        visit = _change(appointment_id, version, {"status": status, "end_reason": reason})
        _free(visit, what, now)
        _tell(visit, what, actor, now, starts_at=visit.starts_at, reason=reason)
    return visit


def _end_hold(appointment_id: int, why: str, *, now: datetime, actor: str, run_out: bool = False) -> bool:
    """Whether this call ended the hold."""
    found = Appointment.objects.filter(pk=appointment_id, status=Status.HELD)
    if run_out:
        found = found.filter(hold_expires_at__lte=now)
    if not found.update(status=Status.EXPIRED, end_reason=why, version=F("version") + 1, updated_at=Now()):
        return False
    visit = Appointment.objects.get(pk=appointment_id)
    _free(visit, "hold_expired" if run_out else "hold_released", now)
    _audit(visit, "slot.hold_ended", actor, now, starts_at=visit.starts_at, why=why)
    return True


def _give_way(held: int | None, slot: Slot, *, now: datetime, actor: str) -> None:
    """End the hold that kept the slot for who takes it now: nothing came free, so nobody is told. Raises SlotTaken."""
    if held is None:
        return
    found = Appointment.objects.filter(pk=held, status=Status.HELD)
    if not found.update(status=Status.EXPIRED, end_reason="taken", version=F("version") + 1, updated_at=Now()):
        raise SlotTaken(slot)
    _audit(Appointment.objects.get(pk=held), "slot.hold_ended", actor, now, starts_at=slot.starts_at, why="taken")


def _clear_run_out(slot: Slot, kind: AppointmentType, *, now: datetime, actor: str) -> None:
    """End the holds that ran out and still stand in the way."""
    start, end = _period(slot, kind)
    in_the_way = Occupancy.objects.filter(
        schedule_id__in=slot.schedule_ids, occupies=True, free_after__lte=now, starts_at__lt=end, ends_at__gt=start
    )
    for appointment_id in sorted(set(in_the_way.values_list("appointment_id", flat=True))):
        _end_hold(appointment_id, "ran out", now=now, actor=actor, run_out=True)


def _kind_of(slot: Slot) -> AppointmentType:
    kind = AppointmentType.objects.filter(pk=slot.type_id).first()
    if kind is None:
        raise SlotTaken(slot)
    return kind


def _fresh(
    slot: Slot, kind: AppointmentType, *, now: datetime, by_text: bool, ignoring: int | None = None
) -> Slot | None:
    """The slot as the search gives it now (another room, perhaps), or None: not offered any more."""
    found = free_slots(
        kind,
        now=now,
        start=slot.starts_at,
        end=slot.starts_at + timedelta(seconds=1),
        practitioner_id=slot.practitioner_id,
        location_id=slot.location_id,
        ignoring=ignoring,
        by_text=by_text,
    )
    same = [one for one in found if one.schedule_ids == slot.schedule_ids]
    return next(iter(same or found), None)


def _insert(slot: Slot, kind: AppointmentType, values: dict[str, Any]) -> Appointment:
    visit = Appointment.objects.create(
        practice_id=kind.practice_id,
        type_id=slot.type_id,
        location_id=slot.location_id,
        practitioner_id=slot.practitioner_id,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        **values,
    )
    _occupy(visit, slot, kind)
    return visit


def _occupy(visit: Appointment, slot: Slot, kind: AppointmentType) -> None:
    period = TimestamptzRange(*_period(slot, kind))
    Occupancy.objects.bulk_create(
        Occupancy(practice_id=visit.practice_id, appointment=visit, schedule_id=key, period=period)
        for key in sorted(slot.schedule_ids)
    )


def _period(slot: Slot, kind: AppointmentType) -> tuple[datetime, datetime]:
    return (
        slot.starts_at - timedelta(minutes=kind.buffer_before),
        slot.ends_at + timedelta(minutes=kind.buffer_after),
    )


def _lock(schedule_ids: Collection[int]) -> None:
    """Wait for whoever else takes a slot on these schedules, until the end of the transaction."""
    list(
        Schedule.objects.filter(pk__in=schedule_ids)
        .order_by("pk")
        .select_for_update(no_key=True)
        .values_list("pk", flat=True)
    )


def _lost_a_race(error: DatabaseError, slot: Slot, *, last: bool) -> None:
    """Somebody who takes no lock (an import) was faster: look again, or give up. Other errors are raised on."""
    if isinstance(error.__cause__, ExclusionViolation | DeadlockDetected):
        if last:
            raise SlotTaken(slot) from error
        return
    raise error


def _begun(now: datetime) -> Q:
    return Q(status=Status.BOOKED, starts_at__lte=now)


def _change(
    appointment_id: int, version: int, values: dict[str, Any], being: Q | None = None, *, grows: bool = True
) -> Appointment:
    """Update a visit at this version that is `being` (else booked), or raise VisitChanged. `grows`: a new version."""
    found = Appointment.objects.filter(being or Q(status=Status.BOOKED), pk=appointment_id, version=version)
    if not found.update(updated_at=Now(), version=version + grows, **values):
        raise VisitChanged(_read(appointment_id))
    return Appointment.objects.get(pk=appointment_id)


def _free(visit: Appointment, why: str, now: datetime) -> None:
    """Write down and tell that the visit's time, if ahead, came free. An overbooking frees nothing."""
    if visit.starts_at <= now or visit.overbooked:
        return
    slot_freed(
        FreedSlot.objects.create(
            practice_id=visit.practice_id,
            appointment_id=visit.pk,
            type_id=visit.type_id,
            location_id=visit.location_id,
            practitioner_id=visit.practitioner_id,
            starts_at=visit.starts_at,
            ends_at=visit.ends_at,
            why=why,
            freed_at=now,
        )
    )


def _tell(
    visit: Appointment, what: What, actor: str, now: datetime, before: datetime | None = None, **details: Any
) -> None:
    if before is not None:
        details["before"] = before
    _audit(visit, f"visit.{what}", actor, now, **details)
    visit_changed(VisitChange(visit.practice_id, visit.pk, visit.patient_id, what, before, now, actor))


def _audit(visit: Appointment, verb: str, actor: str, now: datetime, **details: Any) -> None:
    record(visit.practice_id, verb, f"appointment:{visit.pk}", actor=actor, at=now, version=visit.version, **details)


def _read(appointment_id: int) -> Appointment | None:
    return Appointment.objects.filter(pk=appointment_id).first()


def _schedules_of(appointment_id: int) -> tuple[int, ...]:
    found = Occupancy.objects.filter(appointment_id=appointment_id).values_list("schedule_id", flat=True)
    return tuple(sorted(found))


def _slot_of(visit: Appointment, schedule_ids: tuple[int, ...]) -> Slot:
    return Slot(visit.starts_at, visit.ends_at, visit.type_id, visit.practitioner_id, visit.location_id, schedule_ids)


def _via(actor: str) -> str:
    return "staff" if actor.startswith("staff") else "text"

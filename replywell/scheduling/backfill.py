"""The refilling of one freed slot: what starts it, what ends it, and who wins. No texts here; a room above sends.

Every verb runs in the caller's practice scope and changes the backfill's row first: the row's lock puts all that
happens to it in order, and a conditional UPDATE decides. What ends a backfill ends its hold in the same transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils.translation import gettext as _

from replywell.audit.record import record
from replywell.common import notify
from replywell.practices.models import Staff
from replywell.scheduling import booking
from replywell.scheduling.booking import BookingError, SlotTaken
from replywell.scheduling.free_slots import free_slots
from replywell.scheduling.matching import slot_for
from replywell.scheduling.models import Appointment, AppointmentType, FreedSlot, Schedule, Status, TypeNeeds
from replywell.scheduling.waitlist_models import (
    ASKED,
    GOING_ON,
    Backfill,
    BackfillRules,
    BackfillStatus,
    EntryStatus,
    Offer,
    OfferStatus,
    WaitlistEntry,
)

FREES = frozenset({"cancelled", "moved", "noshow"})
"""Why a slot came free, where somebody had a visit. The end of a hold frees nothing that anybody had."""
MOST_AT_ONCE = 40
"""So many slots of a newly opened session are refilled."""
SHARE = 20
"""Pauses and deadlines shrink as the start nears: a pause to a twentieth of the time left, a deadline to a quarter."""
SHORTEST = timedelta(minutes=1)
SHORTEST_ANSWER = timedelta(minutes=5)


class OfferLost(BookingError):  # noqa: N818
    """The slot is not to be had by this offer any more: somebody was faster, or it went otherwise."""


class BackfillOver(ValueError):  # noqa: N818
    """The backfill is over already: the page is behind. Nothing was changed."""


_chain: ContextVar[Backfill | None] = ContextVar("chain", default=None)


@contextmanager
def _following(parent: Backfill) -> Iterator[None]:
    """What comes free inside comes free because of `parent`: the next link of its chain."""
    token = _chain.set(parent)
    try:
        yield
    finally:
        _chain.reset(token)


# ---------------------------------------------------------------------------------------------- rules


def rules_of(practice_id: int) -> BackfillRules:
    """The practice's rules; until it has some, nothing is refilled by itself."""
    found = BackfillRules.objects.filter(practice_id=practice_id).first()
    return found or BackfillRules(practice_id=practice_id, active=False)


def last_moment(starts_at: datetime, rules: BackfillRules) -> datetime:
    """After this (UTC) no offer of a slot that starts then counts."""
    return starts_at - timedelta(minutes=rules.stop_minutes)


def pause(starts_at: datetime, rules: BackfillRules, now: datetime) -> timedelta:
    """Between two groups: the practice's pause, or a twentieth of the time left if that is less; a minute at least."""
    left = last_moment(starts_at, rules) - now
    return max(SHORTEST, min(timedelta(minutes=rules.pause_minutes), left / SHARE))


def deadline(starts_at: datetime, rules: BackfillRules, now: datetime) -> datetime:
    """Until when (UTC) an offer made now may be answered: the practice's time, or a quarter of what is left."""
    last = last_moment(starts_at, rules)
    given = max(SHORTEST_ANSWER, min(timedelta(minutes=rules.answer_minutes), (last - now) / 4))
    return min(now + given, last)


# ---------------------------------------------------------------------------------------------- what starts it


def freed(slot: FreedSlot) -> None:
    """A slot came free: note that it is to be refilled, in the transaction that freed it. Cheap."""
    if slot.why not in FREES:
        _hold_ended(slot)
        return
    rules = rules_of(slot.practice_id)
    parent = _chain.get()
    depth = parent.depth + 1 if parent is not None else 0
    if not rules.active or depth > rules.chain_limit or last_moment(slot.starts_at, rules) <= slot.freed_at:
        return
    waiting = WaitlistEntry.objects.filter(status=EntryStatus.WAITING)
    if not rules.other_types:
        waiting = waiting.filter(type_id=slot.type_id)
    if not waiting.exists() or not AppointmentType.objects.filter(pk=slot.type_id, bookable_by_text=True).exists():
        return
    _start(
        Backfill(
            practice_id=slot.practice_id, freed=slot, type_id=slot.type_id, practitioner_id=slot.practitioner_id,
            location_id=slot.location_id, starts_at=slot.starts_at, ends_at=slot.ends_at, started_at=slot.freed_at,
            depth=depth, parent=parent, next_step_at=slot.freed_at + timedelta(minutes=rules.wait_minutes),
        )
    )  # fmt: skip


def session_opened(schedule_id: int, start: datetime, end: datetime, *, now: datetime) -> int:
    """A schedule works in a stretch in which it did not before: its slots are offered. Returns how many.

    For each kind of visit that somebody waits for, as many slots as there are who wait; none twice.
    """
    schedule = Schedule.objects.get(pk=schedule_id)
    rules = rules_of(schedule.practice_id)
    if not rules.active:
        return 0
    kinds = AppointmentType.objects.filter(
        pk__in=TypeNeeds.objects.filter(schedule_id=schedule_id).values("type_id"), bookable_by_text=True
    )
    going_on = Backfill.objects.filter(status__in=GOING_ON, location_id=schedule.location_id)
    if schedule.practitioner_id is not None:
        going_on = going_on.filter(practitioner_id=schedule.practitioner_id)
    used = list(going_on.values_list("starts_at", "ends_at"))
    made = 0
    for kind in kinds.order_by("pk"):
        waiting = WaitlistEntry.objects.filter(status=EntryStatus.WAITING, type=kind).count()
        if not waiting:
            continue
        first = max(start, now + timedelta(minutes=rules.stop_minutes + rules.wait_minutes))
        slots = free_slots(
            kind, now=now, start=first, end=end, practitioner_id=schedule.practitioner_id,
            location_id=schedule.location_id, by_text=False,
        )  # fmt: skip
        for slot in slots:
            taken = any(slot.starts_at < other_end and slot.ends_at > other for other, other_end in used)
            if taken or slot.ends_at > end or schedule_id not in slot.schedule_ids:
                continue
            if waiting <= 0 or made >= MOST_AT_ONCE:
                break
            _start(
                Backfill(
                    practice_id=schedule.practice_id, type=kind, practitioner_id=slot.practitioner_id,
                    location_id=slot.location_id, starts_at=slot.starts_at, ends_at=slot.ends_at, started_at=now,
                    next_step_at=now + timedelta(minutes=rules.wait_minutes),
                )
            )  # fmt: skip
            used.append((slot.starts_at, slot.ends_at))
            waiting, made = waiting - 1, made + 1
    return made


def _start(backfill: Backfill) -> None:
    backfill.save(force_insert=True)
    _audit(backfill, "started", "system", backfill.started_at, depth=backfill.depth, parent=backfill.parent_id)
    notify.poke(notify.WAKE)


# ---------------------------------------------------------------------------------------------- the hold


def hold(backfill: Backfill, rules: BackfillRules, *, now: datetime) -> bool:
    """Keep the slot until the last moment, unless it is kept already. False: it was taken meanwhile.

    The caller has the backfill's lock.
    """
    if backfill.hold_id is not None:
        held = Appointment.objects.filter(pk=backfill.hold_id, status=Status.HELD, hold_expires_at__gt=now)
        return held.exists()
    slot = slot_for(backfill, backfill.type, now=now)
    if slot is None:
        return False
    try:
        kept = booking.hold(slot, until=last_moment(backfill.starts_at, rules), now=now, actor="system")
    except SlotTaken:
        return False
    Backfill.objects.filter(pk=backfill.pk).update(hold=kept)
    backfill.hold = kept
    return True


def _hold_ended(slot: FreedSlot) -> None:
    """A hold ran out or was released by somebody: its backfill, if it still goes on, is over.

    One that is locked is being decided just now, by somebody who sees that the hold is gone.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ENDED_BY_HOLD, [slot.freed_at, slot.freed_at, slot.why, slot.practice_id, slot.appointment_id])
        ended = [int(row[0]) for row in cursor.fetchall()]
    for backfill_id in ended:
        _audit_id(slot.practice_id, backfill_id, "ended", "system", slot.freed_at, why=slot.why)


_ENDED_BY_HOLD = """
UPDATE scheduling_backfill SET status = 'ended', ended_at = %s, next_step_at = %s, ended_why = %s
 WHERE id IN (SELECT id FROM scheduling_backfill WHERE practice_id = %s AND hold_id = %s
                 AND status IN ('open', 'resting') FOR UPDATE SKIP LOCKED)
RETURNING id
"""


# ---------------------------------------------------------------------------------------------- what ends it


def end(backfill: Backfill, why: str, *, now: datetime, actor: str = "system") -> bool:
    """It is over without a winner: the slot is free again. False: it was over before."""
    if not _over(backfill, BackfillStatus.ENDED, why, now):
        return False
    if backfill.hold_id is not None and Appointment.objects.filter(pk=backfill.hold_id, status=Status.HELD).exists():
        booking.release(backfill.hold_id, now=now, actor=actor)
    _audit(backfill, "ended", actor, now, why=why)
    return True


def stop(backfill_id: int, staff: Staff, *, now: datetime) -> None:
    """A person ends it: the slot is free again, late answers hear that it is gone. Raises BackfillOver."""
    with transaction.atomic():
        backfill = _locked(backfill_id)
        if backfill is None or not end(backfill, "stopped", now=now, actor=f"staff:{staff.code}"):
            raise BackfillOver(_("This slot is settled already: it was booked or given back. Reload the page."))


def take_by_staff(backfill_id: int, patient_id: int, staff: Staff, *, now: datetime) -> Appointment:
    """A person books the slot for somebody, held or not yet. Raises BackfillOver, or SlotTaken when it is gone."""
    actor = f"staff:{staff.code}"
    with transaction.atomic():
        backfill = _locked(backfill_id)
        if backfill is None or not _over(backfill, BackfillStatus.ENDED, "taken_by_staff", now):
            raise BackfillOver(_("This slot is settled already: it was booked or given back. Reload the page."))
        if backfill.hold_id is not None:
            visit = booking.book_held(backfill.hold_id, patient_id=patient_id, now=now, actor=actor)
        else:
            slot = slot_for(backfill, backfill.type, now=now)
            if slot is None:
                raise SlotTaken
            visit = booking.book(slot, patient_id=patient_id, now=now, actor=actor, via="staff")
        _audit(backfill, "ended", actor, now, why="taken_by_staff", appointment=visit.pk)
    return visit


def take(offer_id: int, *, now: datetime, actor: str = "patient") -> Appointment:
    """The YES to an offer: the first one, by the database, gets the slot. Raises OfferLost, SlotTaken, VisitChanged.

    The visit to bring forward moves into the slot, and its old time comes free as the next link of the chain; without
    one, the slot is booked. Either all of it happens, or nothing.
    """
    offer = Offer.objects.select_related("entry").get(pk=offer_id)
    entry = offer.entry
    with transaction.atomic():
        won = Backfill.objects.filter(pk=offer.backfill_id, status__in=GOING_ON).update(
            status=BackfillStatus.FILLED, winner=entry, ended_at=now, ended_why="taken_by_patient", next_step_at=now
        )
        if not won or entry.status != EntryStatus.WAITING:
            raise OfferLost
        backfill = Backfill.objects.select_related("type", "location").get(pk=offer.backfill_id)
        # The offer's row before the entry's: whoever notes that a text left takes them in the same order.
        Offer.objects.filter(pk=offer_id).update(status=OfferStatus.ACCEPTED, answered_at=now, said_yes=True)
        visit = _into(backfill, entry, now, actor)
        booked = WaitlistEntry.objects.filter(pk=entry.pk, status=EntryStatus.WAITING).update(
            status=EntryStatus.BOOKED, left_at=now, left_why="booked"
        )
        if not booked:
            raise OfferLost
        _audit(backfill, "filled", actor, now, offer=offer_id, entry=entry.pk, appointment=visit.pk)
    notify.poke(notify.WAKE)
    return visit


def _into(backfill: Backfill, entry: WaitlistEntry, now: datetime, actor: str) -> Appointment:
    """The held slot becomes the visit."""
    kind = AppointmentType.objects.get(pk=entry.type_id)
    slot = slot_for(backfill, kind, now=now)
    if slot is None or backfill.hold_id is None:
        raise SlotTaken(slot)
    later = Appointment.objects.filter(pk=entry.visit_id or 0, status=Status.BOOKED, starts_at__gte=slot.ends_at)
    visit = later.first()
    if visit is None:
        if entry.visit_id is not None:
            raise OfferLost
        return booking.book(slot, patient_id=entry.patient_id, now=now, actor=actor, via="text", held=backfill.hold_id)
    with _following(backfill):
        return booking.move(
            visit.pk, visit.version, slot, now=now, actor=actor, reason="waitlist", held=backfill.hold_id
        )


# ---------------------------------------------------------------------------------------------- offers


def declined(offer_id: int, *, now: datetime) -> bool:
    """The patient does not want it. With nobody else to wait for, the next group is asked now. False: it was won."""
    return _answered(offer_id, OfferStatus.DECLINED, False, now)


def too_late(offer_id: int, *, now: datetime) -> bool:
    """The patient said yes, and the slot was gone: they hear of it again should it come free once more."""
    return _answered(offer_id, OfferStatus.LOST, True, now)


def unsent(offer_id: int, *, now: datetime) -> bool:
    """The gate refused the text at once: the offer does not count, and if it was the only one the next are asked."""
    changed = Offer.objects.filter(pk=offer_id, status__in=ASKED).update(status=OfferStatus.UNSENT)
    if changed:
        _hurry(Offer.objects.get(pk=offer_id).backfill_id, now)
    return bool(changed)


def text_moved(run_id: int, *, left: bool, now: datetime) -> None:
    """What became of the text of a run that offers: the carrier took it, or it never will. Locks no backfill."""
    asked = Offer.objects.filter(run_id_then=run_id)
    if not left:
        asked.filter(status__in=ASKED).update(status=OfferStatus.UNSENT)
        return
    asked.filter(status=OfferStatus.PLANNED).update(status=OfferStatus.SENT)
    if asked.filter(offered_at__isnull=True).update(offered_at=now):
        WaitlistEntry.objects.filter(pk__in=asked.values("entry_id")).update(last_offered_at=now)


def _answered(offer_id: int, status: OfferStatus, said_yes: bool, now: datetime) -> bool:
    offer = Offer.objects.get(pk=offer_id)
    _locked(offer.backfill_id)
    changed = Offer.objects.filter(pk=offer_id).exclude(status=OfferStatus.ACCEPTED).update(
        status=status, answered_at=now, said_yes=said_yes
    )  # fmt: skip
    if changed:
        _hurry(offer.backfill_id, now)
    return bool(changed)


def _hurry(backfill_id: int, now: datetime) -> None:
    """Nobody is left who could answer: why wait for the pause to end?"""
    if Offer.objects.filter(backfill_id=backfill_id, status__in=ASKED).exists():
        return
    if Backfill.objects.filter(pk=backfill_id, status=BackfillStatus.OPEN, next_step_at__gt=now).update(
        next_step_at=now
    ):
        notify.poke(notify.WAKE)


def settle_offers(backfill_id: int, status: OfferStatus, *, expired_by: datetime | None = None) -> int:
    """Offers that wait for an answer get this status: all of them, or those whose deadline has passed.

    Rows that somebody is busy with are left for the next time: nobody waits for the other.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SETTLE, [status.value, backfill_id, expired_by, expired_by])
        return int(cursor.rowcount)


_SETTLE = """
UPDATE scheduling_offer SET status = %s WHERE id IN (
  SELECT id FROM scheduling_offer WHERE backfill_id = %s AND status IN ('planned', 'sent')
     AND (%s::timestamptz IS NULL OR expires_at <= %s) ORDER BY id FOR UPDATE SKIP LOCKED)
"""


def _over(backfill: Backfill, status: BackfillStatus, why: str, now: datetime) -> bool:
    """Its row says that it is over; the worker clears up after it."""
    changed = Backfill.objects.filter(pk=backfill.pk, status__in=GOING_ON).update(
        status=status, ended_at=now, ended_why=why, next_step_at=now
    )
    if changed:
        notify.poke(notify.WAKE)
    return bool(changed)


def _locked(backfill_id: int) -> Backfill | None:
    """The row under its lock; its kind and place come along."""
    found = Backfill.objects.select_related("type", "location").select_for_update(of=("self",), no_key=True)
    return found.filter(pk=backfill_id).first()


def _audit(backfill: Backfill, verb: str, actor: str, now: datetime, **details: object) -> None:
    _audit_id(backfill.practice_id, backfill.pk, verb, actor, now, **details)


def _audit_id(practice_id: int, backfill_id: int, verb: str, actor: str, now: datetime, **details: object) -> None:
    record(practice_id, f"backfill.{verb}", f"backfill:{backfill_id}", actor=actor, at=now, **details)

"""The refilling of one freed slot: what starts it, what ends it, and who wins. No texts here; a room above sends.

Every verb runs in the caller's practice scope and changes the backfill's row first: the row's lock puts all that
happens to it in order, and a conditional UPDATE decides. What ends a backfill ends its hold in the same transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from replywell.audit.record import record
from replywell.common import notify
from replywell.practices.models import Staff
from replywell.scheduling import booking
from replywell.scheduling.booking import BookingError, SlotTaken
from replywell.scheduling.free_slots import Slot, free_slots
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
from replywell.scheduling.working import free, stretches

FREES = frozenset({"cancelled", "moved", "noshow"})
"""Why a slot came free, where somebody had a visit. The end of a hold frees nothing that anybody had."""
MOST_AT_ONCE = 40
"""So many slots are offered of the working time that one change opens."""
OPENED_DAYS = 60
"""So far ahead new working time is looked for."""
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


@contextmanager
def offering_what_opens(practice_id: int, now: datetime) -> Iterator[None]:
    """Whoever changes sessions, single days or closures does it inside: the slots of new working time are offered.

    Only time that was not worked before counts, so that the same change made again offers nothing. Within the
    practice's scope; in a practice that refills nothing, or where nobody waits, it costs two small queries.
    """
    waits = rules_of(practice_id).active and WaitlistEntry.objects.filter(status=EntryStatus.WAITING).exists()
    if not waits:
        yield
        return
    first = now.date() - timedelta(days=1)
    before = stretches(first, OPENED_DAYS)
    yield
    opened = [
        (start, end, schedule_id)
        for schedule_id, spans in stretches(first, OPENED_DAYS).items()
        for start, end in free(spans, before.get(schedule_id, []))
        if end > now
    ]
    if opened:
        _offer_sessions(practice_id, sorted(opened), now)


def _offer_sessions(practice_id: int, opened: list[tuple[datetime, datetime, int]], now: datetime) -> None:
    """For each kind of visit that somebody waits for, as many slots as there are who wait; none twice."""
    rules = rules_of(practice_id)
    going_on = Backfill.objects.filter(status__in=GOING_ON)
    used: set[tuple[datetime, datetime, int | None, int]] = set(
        going_on.values_list("starts_at", "ends_at", "practitioner_id", "location_id")
    )
    schedules = Schedule.objects.in_bulk({schedule_id for _start, _end, schedule_id in opened})
    waiting = dict(
        WaitlistEntry.objects.filter(status=EntryStatus.WAITING).values_list("type_id").annotate(many=Count("id"))
    )
    first = now + timedelta(minutes=rules.stop_minutes + rules.wait_minutes)
    made = 0
    for kind in AppointmentType.objects.filter(pk__in=waiting, bookable_by_text=True).order_by("pk"):
        led = set(TypeNeeds.objects.filter(type=kind).values_list("schedule_id", flat=True))
        for start, end, schedule_id in opened:
            if schedule_id not in led or end <= first:
                continue
            schedule = schedules[schedule_id]
            slots = free_slots(
                kind, now=now, start=max(start, first), end=end, practitioner_id=schedule.practitioner_id,
                location_id=schedule.location_id, by_text=False,
            )  # fmt: skip
            for slot in slots:
                if waiting[kind.pk] <= 0 or made >= MOST_AT_ONCE:
                    break
                if slot.ends_at > end or schedule_id not in slot.schedule_ids or _overlaps(slot, used):
                    continue
                _start(
                    Backfill(
                        practice_id=practice_id, type=kind, practitioner_id=slot.practitioner_id,
                        location_id=slot.location_id, starts_at=slot.starts_at, ends_at=slot.ends_at, started_at=now,
                        next_step_at=now + timedelta(minutes=rules.wait_minutes),
                    )
                )  # fmt: skip
                used.add((slot.starts_at, slot.ends_at, slot.practitioner_id, slot.location_id))
                waiting[kind.pk] -= 1
                made += 1


def _overlaps(slot: Slot, used: Iterable[tuple[datetime, datetime, int | None, int]]) -> bool:
    return any(
        slot.starts_at < end and slot.ends_at > start and (who, where) == (slot.practitioner_id, slot.location_id)
        for start, end, who, where in used
    )


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
    """A person books the slot for somebody, held or not yet. Raises BackfillOver, or SlotTaken when it is gone.

    Who waits for it gets it as by a yes: the later visit is brought forward, and they wait no more.
    """
    actor = f"staff:{staff.code}"
    with transaction.atomic():
        backfill = _locked(backfill_id)
        entry = _who_waits(backfill, patient_id) if backfill is not None else None
        status = BackfillStatus.ENDED if entry is None else BackfillStatus.FILLED
        if backfill is None or not _over(backfill, status, "taken_by_staff", now, winner=entry):
            raise BackfillOver(_("This slot is settled already: it was booked or given back. Reload the page."))
        if entry is not None:
            if not hold(backfill, rules_of(backfill.practice_id), now=now):
                raise SlotTaken
            Offer.objects.filter(backfill=backfill, entry=entry, status__in=ASKED).update(
                status=OfferStatus.ACCEPTED, answered_at=now
            )
            visit = _into(backfill, entry, now, actor)
            WaitlistEntry.objects.filter(pk=entry.pk, status=EntryStatus.WAITING).update(
                status=EntryStatus.BOOKED, left_at=now, left_why="booked"
            )
        elif backfill.hold_id is not None:
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
    # Most who say yes are too late: one look tells them, and locks nothing.
    with connection.cursor() as cursor:
        cursor.execute(_OPEN_OR_THEIRS, [offer_id, list(GOING_ON)])
        if cursor.fetchone() is None:
            raise OfferLost
    offer = Offer.objects.select_related("entry").get(pk=offer_id)
    entry = offer.entry
    with transaction.atomic():
        won = Backfill.objects.filter(pk=offer.backfill_id, status__in=GOING_ON).update(
            status=BackfillStatus.FILLED, winner=entry, ended_at=now, ended_why="taken_by_patient", next_step_at=now
        )
        if not won and (theirs := _theirs(offer)) is not None:
            return theirs
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


# As SQL: two hundred ask it at the same moment, and Django takes ten times longer to write it than to have it answered.
_OPEN_OR_THEIRS = """
SELECT FROM scheduling_offer o JOIN scheduling_backfill b ON b.practice_id = o.practice_id AND b.id = o.backfill_id
 WHERE o.id = %s AND (b.status = ANY(%s) OR b.winner_id = o.entry_id)
"""


def _who_waits(backfill: Backfill, patient_id: int) -> WaitlistEntry | None:
    """What this patient waits for, if the slot is that, and earlier than the visit to bring forward."""
    found = WaitlistEntry.objects.filter(patient_id=patient_id, type_id=backfill.type_id, status=EntryStatus.WAITING)
    later = Q(visit__status=Status.BOOKED, visit__starts_at__gte=backfill.ends_at)
    return found.filter(Q(visit__isnull=True) | later).first()


def _theirs(offer: Offer) -> Appointment | None:
    """The visit of one who says yes after a person gave them the slot; None for everybody else."""
    slot = Backfill.objects.filter(pk=offer.backfill_id, winner_id=offer.entry_id).first()
    if slot is None:
        return None
    return Appointment.objects.filter(
        patient_id=offer.entry.patient_id, starts_at=slot.starts_at, status=Status.BOOKED
    ).first()


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
        via = "staff" if actor.startswith("staff:") else "text"
        return booking.book(slot, patient_id=entry.patient_id, now=now, actor=actor, via=via, held=backfill.hold_id)
    with _following(backfill):
        return booking.move(
            visit.pk, visit.version, slot, now=now, actor=actor, reason="waitlist", held=backfill.hold_id
        )


# ---------------------------------------------------------------------------------------------- offers


def declined(offer_id: int, *, now: datetime) -> bool:
    """The patient does not want it. With nobody else to wait for, the next group is asked now. False: it was won."""
    offer = Offer.objects.get(pk=offer_id)
    _locked(offer.backfill_id)
    changed = Offer.objects.filter(pk=offer_id).exclude(status=OfferStatus.ACCEPTED).update(
        status=OfferStatus.DECLINED, answered_at=now, said_yes=False
    )  # fmt: skip
    if changed:
        _hurry(offer.backfill_id, now)
    return bool(changed)


def too_late(offer_id: int, *, now: datetime) -> bool:
    """The patient said yes, and the slot was gone. They hear of it again should it come free once more, if they still
    wait: whether they do is what this returns. Locks no backfill, so that many who are too late never queue up.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TOO_LATE, [now, offer_id])
        waits, going_on, backfill_id = cursor.fetchone() or (False, False, 0)
    if going_on:
        _hurry(backfill_id, now)
    return bool(waits)


_TOO_LATE = """
UPDATE scheduling_offer o SET status = 'lost', answered_at = %s, said_yes = true
  FROM scheduling_waitlistentry e, scheduling_backfill b
 WHERE o.id = %s AND o.status <> 'accepted' AND e.practice_id = o.practice_id AND e.id = o.entry_id
   AND b.practice_id = o.practice_id AND b.id = o.backfill_id
RETURNING e.status = 'waiting', b.status = 'open', b.id
"""


def unsent(offer_id: int, *, now: datetime) -> bool:
    """The gate refused the text at once: the offer does not count, and if it was the only one the next are asked."""
    changed = Offer.objects.filter(pk=offer_id, status__in=ASKED).update(status=OfferStatus.UNSENT)
    if changed:
        _hurry(Offer.objects.get(pk=offer_id).backfill_id, now)
    return bool(changed)


def text_moved(run_id: int, *, left: bool, now: datetime) -> bool:
    """What became of the text of a run that offers: the carrier took it, or it never will. Locks no backfill.

    Returns whether an offer stands differently now.
    """
    asked = Offer.objects.filter(run_id_then=run_id)
    if not left:
        return bool(asked.filter(status__in=ASKED).update(status=OfferStatus.UNSENT))
    changed = asked.filter(status=OfferStatus.PLANNED).update(status=OfferStatus.SENT)
    if asked.filter(offered_at__isnull=True).update(offered_at=now):
        WaitlistEntry.objects.filter(pk__in=asked.values("entry_id")).update(last_offered_at=now)
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


def _over(
    backfill: Backfill, status: BackfillStatus, why: str, now: datetime, *, winner: WaitlistEntry | None = None
) -> bool:
    """Its row says that it is over; the worker clears up after it."""
    changed = Backfill.objects.filter(pk=backfill.pk, status__in=GOING_ON).update(
        status=status, ended_at=now, ended_why=why, next_step_at=now, winner=winner
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

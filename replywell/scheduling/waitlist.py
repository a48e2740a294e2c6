"""Joining and leaving the waitlist. Every verb runs inside the caller's practice scope; `now` is domain time (UTC)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection

from replywell.audit.record import record
from replywell.common.tenancy import practice_scope
from replywell.patients.models import ConsentEvent, ConsentPurpose, Contact
from replywell.scheduling.events import VisitChange
from replywell.scheduling.models import Appointment
from replywell.scheduling.waitlist_models import EntryStatus, JoinedVia, WaitlistEntry


def join(
    contact: Contact,
    *,
    patient_id: int,
    type_id: int,
    via: JoinedVia,
    words: str,
    now: datetime,
    actor: str,
    visit: Appointment | None = None,
    wording_version: str = "",
    **wishes: Any,
) -> WaitlistEntry:
    """Wait for an earlier visit of a kind, offers by text to `contact`; who waits already has the new wishes.

    `words`: what they agreed with, verbatim; kept as the consent to such texts (47 CFR 64.1200(f)(9)). `wishes`:
    further fields of `WaitlistEntry`, such as `practitioner_id`, `windows`, `priority`.
    """
    practice_id = contact.practice_id
    consent = ConsentEvent.objects.create(
        practice_id=practice_id, phone=contact.phone, patient_id_then=patient_id, purpose=ConsentPurpose.WAITLIST,
        granted=True, words=words, channel=str(via), wording_version=wording_version, actor=actor, at=now,
    )  # fmt: skip
    record(
        practice_id, "consent.granted", f"contact:{contact.pk}", actor=actor, at=now,
        purpose=str(ConsentPurpose.WAITLIST), channel=str(via),
    )  # fmt: skip
    before = WaitlistEntry.objects.filter(patient_id=patient_id, type_id=type_id, status=EntryStatus.WAITING).first()
    values = {"contact": contact, "visit": visit, "words": words, "consent": consent, **wishes}
    entry, fresh = WaitlistEntry.objects.update_or_create(
        practice_id=practice_id, patient_id=patient_id, type_id=type_id, status=EntryStatus.WAITING,
        defaults=values, create_defaults={**values, "joined_at": now, "joined_via": via},
    )  # fmt: skip
    if fresh:
        record(practice_id, "waitlist.joined", f"waitlist:{entry.pk}", actor=actor, at=now, via=str(via))
    changes = {
        name: [getattr(before, name), value] for name, value in wishes.items() if getattr(before, name, value) != value
    }
    if changes:
        record(practice_id, "waitlist.changed", f"waitlist:{entry.pk}", actor=actor, at=now, changes=changes)
    return entry


def leave(entry_id: int, why: str, *, now: datetime, actor: str) -> bool:
    """Wait no more. `why`: a short code (asked, staff). False: they had left, or were booked, before."""
    entry = WaitlistEntry.objects.filter(pk=entry_id).first()
    found = WaitlistEntry.objects.filter(pk=entry_id, status=EntryStatus.WAITING)
    if entry is None or not found.update(status=EntryStatus.LEFT, left_at=now, left_why=why):
        return False
    record(entry.practice_id, "waitlist.left", f"waitlist:{entry_id}", actor=actor, at=now, why=why)
    return True


def leave_all(contact_id: int, why: str, *, now: datetime) -> int:
    """Nobody waits on this phone any more: it gets no texts, or is somebody else's. Returns how many did."""
    found = WaitlistEntry.objects.filter(contact_id=contact_id, status=EntryStatus.WAITING)
    return found.update(status=EntryStatus.LEFT, left_at=now, left_why=why)


def visit_changed(change: VisitChange) -> None:
    """The visit that was to be brought forward is gone: nobody waits for that any more."""
    if change.what in ("cancelled", "noshow"):
        found = WaitlistEntry.objects.filter(visit_id=change.appointment_id, status=EntryStatus.WAITING)
        found.update(status=EntryStatus.LEFT, left_at=change.now, left_why="visit_" + change.what)


def expire(now: datetime, limit: int = 500) -> int:
    """End the waiting of those whose last day, or whose visit, has come, of every practice. Returns how many.

    Periodic.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT practice_id, entry_id FROM waiting_is_over(%s, %s)", [now, limit])
        rows = cursor.fetchall()
    ended = 0
    for practice_id, entry_id in rows:
        with practice_scope(practice_id):
            ended += WaitlistEntry.objects.filter(pk=entry_id, status=EntryStatus.WAITING).update(
                status=EntryStatus.EXPIRED, left_at=now, left_why="expired"
            )
    return ended

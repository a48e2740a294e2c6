"""What staff do with the waitlist: put somebody on it, change what they wait for, take them off.

Every verb runs inside the caller's practice scope; `now` is domain time (UTC). What is refused is told in words.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from replywell.audit.record import record
from replywell.patients.models import Contact, ContactLink, Suppression
from replywell.practices.models import Staff
from replywell.scheduling import waitlist
from replywell.scheduling.models import Appointment
from replywell.scheduling.waitlist_models import EntryStatus, JoinedVia, WaitlistEntry

REASONS = ("asked", "found", "not_needed", "unreachable", "mistake")
"""Why staff take somebody off, as `WaitlistEntry.left_why` keeps it."""
WISHES = (
    "visit_id", "practitioner_id", "location_id", "windows", "from_day", "until_day", "notice_minutes", "gender_wish",
    "language_wish", "priority", "text_from", "text_until",
)  # fmt: skip
"""What of an entry staff may change."""


def stamp(entry: WaitlistEntry) -> str:
    """Tells whether an entry is still what a page showed."""
    shown = [entry.status, *(getattr(entry, name) for name in WISHES)]
    return hashlib.blake2s(json.dumps(shown, default=str).encode(), digest_size=8).hexdigest()


def add(
    patient_id: int,
    staff: Staff,
    *,
    type_id: int,
    words: str,
    now: datetime,
    visit: Appointment | None = None,
    at_booking: bool = False,
    **wishes: Any,
) -> WaitlistEntry:
    """Put a patient on the waitlist for a kind of visit; offers go to the phone that texts about them go to.

    `words`: what they agreed with, verbatim: the consent to such texts. Raises ValueError with what to do.
    """
    words = words.strip()
    if not words:
        raise ValueError(_("Write what they said: their words are kept as the consent to offers by text."))
    if WaitlistEntry.objects.filter(patient_id=patient_id, type_id=type_id, status=EntryStatus.WAITING).exists():
        raise ValueError(_("They wait for that kind of visit already. Open the waitlist to change what they wait for."))
    via = JoinedVia.AT_BOOKING if at_booking else JoinedVia.STAFF
    actor = f"staff:{staff.code}"
    contact = phone_of(patient_id)
    try:
        with transaction.atomic():
            return waitlist.join(
                contact, patient_id=patient_id, type_id=type_id, via=via, words=words, now=now, actor=actor,
                visit=visit, **wishes,
            )  # fmt: skip
    except IntegrityError as error:
        raise ValueError(_("A colleague put them on the waitlist a moment ago. Look at it there.")) from error


def phone_of(patient_id: int) -> Contact:
    """The phone that offers to this patient go to. Raises ValueError where none may get any."""
    links = ContactLink.objects.filter(patient_id=patient_id, ended_at__isnull=True, contact__wrong_number_at=None)
    link = links.select_related("contact").order_by("-preferred", "id").first()
    contact: Contact | None = link.contact if link else None
    if contact is None:
        raise ValueError(_("No phone of theirs can be texted. Add one to the chart first: times are offered by text."))
    if Suppression.objects.filter(phone=contact.phone, lifted_at__isnull=True).exists():
        raise ValueError(_("Their phone must not be texted. Call them when a time comes free."))
    return contact


def change(entry_id: int, seen: str, wanted: Mapping[str, Any], staff: Staff, *, now: datetime) -> list[str]:
    """Change what somebody waits for, if the entry still is what `seen` (its stamp) tells. Returns what changed.

    Raises ValueError when they wait no more, or a colleague changed it meanwhile.
    """
    with transaction.atomic():
        entry = WaitlistEntry.objects.select_for_update(no_key=True).get(pk=entry_id)
        if entry.status != EntryStatus.WAITING:
            raise ValueError(_("They wait no more. Nothing was changed."))
        if stamp(entry) != seen:
            raise ValueError(_("Somebody changed this meanwhile. Nothing was saved: look at it again, then change it."))
        changed = {name: wanted[name] for name in WISHES if name in wanted and getattr(entry, name) != wanted[name]}
        if changed:
            WaitlistEntry.objects.filter(pk=entry_id).update(**changed)
            record(
                entry.practice_id, "waitlist.changed", f"waitlist:{entry_id}", actor=f"staff:{staff.code}", at=now,
                changes={name: [getattr(entry, name), value] for name, value in changed.items()},
            )  # fmt: skip
    return sorted(changed)


def take_off(entry_id: int, why: str, staff: Staff, *, now: datetime) -> None:
    """They wait no more. Raises ValueError for an unknown reason, and when they had left before."""
    if why not in REASONS:
        raise ValueError(_("Choose why they wait no more."))
    if not waitlist.leave(entry_id, why, now=now, actor=f"staff:{staff.code}"):
        raise ValueError(_("They wait no more already. Nothing was changed."))

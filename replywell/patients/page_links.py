"""Links to a patient's own pages: made, looked up, taken back. The address says nothing about anybody.

All but `practice_of` run in the practice's scope. Ends are domain time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection

from replywell.audit.record import record
from replywell.common import links
from replywell.common.ids import new_id
from replywell.common.links import BadLink, Signed
from replywell.patients.models import ContactLink, PageLink

VISIT, INTAKE = "visit", "intake"
PATHS = {VISIT: "v", INTAKE: "i"}
"""Where each kind of link leads: `/v/<token>/`."""
VISIT_FOR = timedelta(days=60)
INTAKE_FOR = timedelta(days=14)
"""How long a new patient has for the questions; a newer link can be asked for."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link is now: `link` when it opens something, else why not ("over" or "revoked")."""

    link: PageLink | None
    why: str = ""


def make(
    practice_id: int,
    purpose: str,
    patient_id: int,
    *,
    now: datetime,
    expires_at: datetime,
    visit_id: int | None = None,
    language: str = "",
    actor: str = "system",
    asked_for: Mapping[str, Any] | None = None,
) -> str:
    """A new link; returns its whole address. Earlier ones go on until they end or are taken back.

    `asked_for`: the visit that was asked for, as `PageLink.asked_for` keeps it.
    """
    key = new_id()
    PageLink.objects.create(
        practice_id=practice_id, public_id=key, purpose=purpose, patient_id=patient_id, visit_id_then=visit_id,
        language=language, made_at=now, expires_at=expires_at, asked_for=dict(asked_for or {}),
    )  # fmt: skip
    record(practice_id, f"link.{purpose}", f"patient:{patient_id}", actor=actor, at=now, until=expires_at.isoformat())
    return address(purpose, links.sign(purpose, key, expires_at))


def address(purpose: str, token: str) -> str:
    """Where a token leads to."""
    return f"{settings.PUBLIC_URL}/{PATHS[purpose]}/{token}/"


def practice_of(purpose: str, token: str) -> tuple[int | None, Signed]:
    """The practice that made the link, None when the row is gone; and what the token says. Raises BadLink."""
    signed = links.read(purpose, token)
    with connection.cursor() as cursor:
        cursor.execute("SELECT practice_of_page_link(%s)", [signed.key])
        found: int | None = cursor.fetchone()[0]
    return found, signed


def opened(purpose: str, signed: Signed, now: datetime) -> Opened:
    """What the link opens now. Raises BadLink when its row is gone."""
    link = PageLink.objects.select_related("patient").filter(public_id=signed.key, purpose=purpose).first()
    if link is None:
        raise BadLink("Not a link of ours.")
    if link.revoked_at is not None:
        return Opened(None, "revoked")
    return Opened(None, "over") if signed.is_over(now) or link.expires_at <= now else Opened(link)


def revoke_on(contact_id: int, *, now: datetime, actor: str) -> None:
    """Take back the links of everybody whom a phone speaks for: somebody else has it, and the texts with the links."""
    for patient_id in ContactLink.objects.filter(contact_id=contact_id, ended_at__isnull=True).values_list(
        "patient_id", flat=True
    ):
        revoke(patient_id, now=now, actor=actor)


def revoke(patient_id: int, *, now: datetime, actor: str, purpose: str = "") -> int:
    """Take a patient's links back, all or those of one purpose. Returns how many still opened something."""
    found = PageLink.objects.filter(patient_id=patient_id, revoked_at__isnull=True, expires_at__gt=now)
    if purpose:
        found = found.filter(purpose=purpose)
    practice_id = found.values_list("practice_id", flat=True).first()
    count = found.update(revoked_at=now)
    if count and practice_id is not None:
        record(practice_id, "link.revoked", f"patient:{patient_id}", actor=actor, at=now, links=count)
    return count

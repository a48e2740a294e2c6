"""The ledger of what was agreed to and taken back. Rows are only ever added; the latest one of its kind holds."""

from __future__ import annotations

from datetime import datetime

from replywell.patients.models import ConsentEvent


def grant(
    practice_id: int,
    phone: str,
    purpose: str,
    *,
    words: str,
    channel: str,
    actor: str,
    at: datetime,
    patient_id: int | None = None,
    wording_version: str = "",
) -> ConsentEvent:
    """Write down that texts for this purpose were agreed to. `patient_id` None: about everybody on the phone.

    `words` verbatim (47 CFR 64.1200(f)(9) asks for evidence), `channel` text, form, paper, verbal; `at` domain time.
    ValueError without words.
    """
    return _add(True, practice_id, phone, purpose, words, channel, actor, at, patient_id, wording_version)


def revoke(
    practice_id: int,
    phone: str,
    purpose: str,
    *,
    words: str,
    channel: str,
    actor: str,
    at: datetime,
    patient_id: int | None = None,
) -> ConsentEvent:
    """Write down that it was taken back (47 CFR 64.1200(a)(10)). ValueError without words."""
    return _add(False, practice_id, phone, purpose, words, channel, actor, at, patient_id, "")


def _add(
    granted: bool,
    practice_id: int,
    phone: str,
    purpose: str,
    words: str,
    channel: str,
    actor: str,
    at: datetime,
    patient_id: int | None,
    wording_version: str,
) -> ConsentEvent:
    if not words.strip():
        raise ValueError("Consent needs the words it was given or taken back with.")
    return ConsentEvent.objects.create(
        practice_id=practice_id,
        phone=phone,
        patient_id_then=patient_id,
        purpose=purpose,
        granted=granted,
        words=words.strip(),
        channel=channel,
        wording_version=wording_version,
        actor=actor,
        at=at,
    )

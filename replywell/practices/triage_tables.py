"""The triage tables of a practice: added by version, switched on by name of the clinician who answers for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from replywell.audit.record import record
from replywell.practices import triage
from replywell.practices.booking_models import TriageTable


class TableRefused(ValueError):  # noqa: N818 - what happened, not a fault
    """The table cannot be added or switched on; the message says why and what to do."""


def add(practice_id: int, body: Mapping[str, Any], *, actor: str, now: datetime) -> TriageTable:
    """Keep one version of a table; it is not in use yet. The same version again changes nothing.

    `now` is domain time. Raises triage.TableError for a table that is wrong, TableRefused for a version that is here
    with other content.
    """
    table = triage.parse(body)
    found = TriageTable.objects.filter(code=table.code, version=table.version).first()
    if found is not None:
        if found.body != dict(body):
            raise TableRefused(
                f"Version {table.version} of {table.code} is here with other content: give the new one a new version."
            )
        return found
    row = TriageTable.objects.create(
        practice_id=practice_id, code=table.code, version=table.version, body=dict(body), added_at=now, added_by=actor
    )
    record(
        practice_id, "triage.added", f"triage:{row.pk}", actor=actor, at=now, table=table.code, version=table.version
    )
    return row


def switch_on(practice_id: int, code: str, version: int, *, reviewed_by: str, actor: str, now: datetime) -> None:
    """Use this version from now on, in the place of any other. Runs that are under way keep theirs.

    Raises TableRefused without the name of the clinician who reviewed it, or when there is no such version.
    """
    reviewer = reviewed_by.strip()
    if not reviewer:
        raise TableRefused("Name the clinician who reviewed the table: without one it is not switched on.")
    row = TriageTable.objects.filter(code=code, version=version).first()
    if row is None:
        raise TableRefused(f"There is no version {version} of a triage table {code} here: add it first.")
    TriageTable.objects.filter(in_use=True).exclude(pk=row.pk).update(in_use=False)
    TriageTable.objects.filter(pk=row.pk).update(in_use=True, reviewed_by=reviewer)
    record(
        practice_id, "triage.switched_on", f"triage:{row.pk}", actor=actor, at=now, table=code, version=version,
        reviewed_by=reviewer,
    )  # fmt: skip


def switch_off(practice_id: int, *, actor: str, now: datetime) -> bool:
    """Sort no same-day wishes any more. Whether a table was in use."""
    row = TriageTable.objects.filter(in_use=True).first()
    if row is None:
        return False
    TriageTable.objects.filter(pk=row.pk).update(in_use=False)
    record(
        practice_id, "triage.switched_off", f"triage:{row.pk}", actor=actor, at=now, table=row.code, version=row.version
    )
    return True

"""Change the practice's definition by hand, so that the next load of its file knows: what pages changed stays.

A page changes the same rows, read and written by the same code, as the practice file. Load compares three ways with
what the file said last; where the file never spoke of a value, what stood here before the page changed it is kept
in its stead, so that a file which begins to speak of it makes a conflict and overwrites nothing.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from replywell.audit.record import record
from replywell.ehr.batch import Batch
from replywell.ehr.models import LoadedRow
from replywell.ehr.practice_file import write
from replywell.ehr.practice_file.write import Kind, canonical_values
from replywell.practices.models import Practice
from replywell.scheduling.backfill import offering_what_opens

KINDS: Mapping[str, type[Kind]] = {
    kind.name: kind
    for kind in (
        write.Practices, write.Locations, write.Practitioners, write.Schedules, write.Types, write.Numbers,
        write.OnCalls, write.Words, write.Backfilling, write.Booking,
    )
}  # fmt: skip
"""What pages change. Staff have verbs of their own: their access hangs on it."""


class Stale(ValueError):  # noqa: N818 - what happened, not a fault
    """Somebody changed the row since the page was opened. Nothing was changed."""


class Taken(ValueError):  # noqa: N818
    """The database refuses the row: a code, a number that is used already."""


@dataclass(frozen=True)
class Edited:
    """A row as it is here: its primary key, and its values as the practice file would have them."""

    pk: int
    values: Mapping[str, Any]

    @property
    def stamp(self) -> str:
        """Tells whether the row is still what a page showed."""
        return hashlib.blake2s(json.dumps(self.values, sort_keys=True).encode(), digest_size=12).hexdigest()


def rows_of(practice_id: int, kind: str, now: datetime) -> dict[str, Edited]:
    """Every row of a kind by its key, within the practice's scope. At most five queries."""
    found = _kind(practice_id, kind, now).ours()
    return {key: Edited(pk, values) for key, (pk, values) in found.items()}


def change(
    practice_id: int,
    kind: str,
    key: str,
    wanted: Mapping[str, Any],
    *,
    stamp: str,
    actor: str,
    now: datetime,
) -> list[str]:
    """Bring one row to `wanted`, if it still is what `stamp` tells. Returns the names of what changed.

    Audited with what each value was and is. Raises Stale, Taken, and KeyError for a row that is not there.
    """
    lock(practice_id)
    have = rows_of(practice_id, kind, now)[key]
    if have.stamp != stamp:
        raise Stale(_("Somebody changed this meanwhile. Nothing was saved: look at it again, then change it."))
    values = canonical_values(dict(wanted))
    changed = {name: value for name, value in values.items() if have.values.get(name) != value}
    if not changed:
        return []
    _put(practice_id, kind, have.pk, key, changed, now)
    before = {name: have.values.get(name) for name in changed}
    _remember(practice_id, kind, key, before)
    record(
        practice_id, "settings.changed", f"{kind}:{have.pk}", actor=actor, at=now, kind=kind, key=key,
        changes={name: [before[name], value] for name, value in changed.items()},
    )  # fmt: skip
    return sorted(changed)


def add(practice_id: int, kind: str, key: str, values: Mapping[str, Any], *, actor: str, now: datetime) -> int:
    """A new row. Returns its primary key. Raises Taken."""
    lock(practice_id)
    wanted = canonical_values(dict(values))
    if key in rows_of(practice_id, kind, now):
        raise Taken(_("There is one called %(name)s already.") % {"name": key})
    pk = _put(practice_id, kind, None, key, wanted, now)
    record(practice_id, "settings.added", f"{kind}:{pk}", actor=actor, at=now, kind=kind, key=key, values=wanted)
    return pk


def lock(practice_id: int) -> None:
    """Wait for a load into the practice, or another page, to end; until this transaction does."""
    code = Practice.objects.values_list("code", flat=True).get(pk=practice_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('replywell load'), hashtext(%s))", [code])


def _put(practice_id: int, kind: str, pk: int | None, key: str, values: dict[str, Any], now: datetime) -> int:
    try:
        with transaction.atomic(), offering_what_opens(practice_id, now):
            return _kind(practice_id, kind, now).put(pk, key, values)
    except IntegrityError as error:
        if kind == "number":
            raise Taken(_("Another practice here uses this number already.")) from error
        raise Taken(_("The database refuses that: it does not fit what is there.")) from error


def _remember(practice_id: int, kind: str, key: str, before: Mapping[str, Any]) -> None:
    """Where the file never said a value, say for it what stood here."""
    said = LoadedRow.objects.filter(practice_id=practice_id, kind=kind, key=key).first()
    if said is None:
        return  # no file knows the row: whatever one says of it that differs is a conflict
    new = {name: value for name, value in before.items() if name not in said.values}
    if new:
        LoadedRow.objects.filter(pk=said.pk).update(values={**said.values, **new})


def _kind(practice_id: int, kind: str, now: datetime) -> Kind:
    return KINDS[kind](Batch(practice_id, now, "", False), "")

"""What one load knows and has done so far."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.db import connection

from replywell.audit.record import ADD
from replywell.ehr.events import Conflict, Difference
from replywell.ehr.models import LoadedRow
from replywell.ehr.problems import Problem

Item = TypeVar("Item")
AT_ONCE = 2000


@dataclass
class Counts:
    """What became of the rows of one kind."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: int = 0
    conflicts: int = 0
    ended: int = 0


@dataclass
class Batch:
    """One load into one practice, inside its transaction. `now` is domain time."""

    practice_id: int
    now: datetime
    actor: str
    complete: bool
    counts: dict[str, Counts] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    new_visits: list[int] = field(default_factory=list)
    changed_visits: list[int] = field(default_factory=list)
    _remembered: list[LoadedRow] = field(default_factory=list)
    _audited: list[tuple[Any, ...]] = field(default_factory=list)

    def of(self, kind: str) -> Counts:
        """The counts of one kind."""
        return self.counts.setdefault(kind, Counts())

    def last(self, kind: str, keys: Iterable[str] | None = None) -> dict[str, dict[str, Any]]:
        """What the last file had, by key."""
        rows = LoadedRow.objects.filter(practice_id=self.practice_id, kind=kind)
        if keys is not None:
            rows = rows.filter(key__in=list(keys))
        return dict(rows.values_list("key", "values"))

    def remember(self, kind: str, key: str, values: Mapping[str, Any], before: Mapping[str, Any] | None = None) -> None:
        """Keep a row as this file has it, for the next load. What the file does not say stays as last said."""
        whole = {**(before or {}), **values}
        if whole == before:
            return
        self._remembered.append(
            LoadedRow(practice_id=self.practice_id, kind=kind, key=key, values=whole, loaded_at=self.now)
        )
        if len(self._remembered) >= AT_ONCE:
            self._write_remembered()

    def audit(self, verb: str, subject: str, **details: Any) -> None:
        """Note an event; all are written together."""
        self._audited.append((self.practice_id, self.now, self.actor, verb, subject, json.dumps(details, default=str)))
        if len(self._audited) >= AT_ONCE:
            self._write_audit()

    def conflict(
        self, kind: str, key: str, row_id: int | None, file: str, line: int, differences: Sequence[Difference]
    ) -> None:
        """A row that was changed on both sides."""
        self.of(kind).conflicts += 1
        self.conflicts.append(Conflict(kind, key, row_id, file, line, tuple(differences)))
        self.audit(
            "load.conflict", f"{kind}:{row_id or key}", file=file, line=line, values=[one.name for one in differences]
        )

    def flush(self) -> None:
        """Write what was noted."""
        self._write_remembered()
        self._write_audit()

    def _write_remembered(self) -> None:
        LoadedRow.objects.bulk_create(
            self._remembered,
            batch_size=AT_ONCE,
            update_conflicts=True,
            unique_fields=["practice", "kind", "key"],
            update_fields=["values", "loaded_at"],
        )
        self._remembered.clear()

    def _write_audit(self) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(ADD, self._audited)
        self._audited.clear()


def chunks(items: Iterable[Item], size: int = AT_ONCE) -> Iterator[list[Item]]:
    """Lists of at most `size`."""
    part: list[Item] = []
    for item in items:
        part.append(item)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part

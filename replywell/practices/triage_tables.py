"""The triage tables of a practice: added by version, switched on by name of the clinician who answers for it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from replywell.audit.record import record
from replywell.practices import triage, triage_body
from replywell.practices.booking_models import TriageTable

LONGEST_NAME = 120
"""Characters of a reviewer's name."""


class TableRefused(ValueError):  # noqa: N818 - what happened, not a fault
    """The table cannot be added or switched on; the message says why and what to do."""


def add(practice_id: int, body: Mapping[str, Any], *, actor: str, now: datetime) -> TriageTable:
    """Keep one version of a table; it is not in use yet. The same version again changes nothing.

    `now` is domain time. Raises triage.TableError for a table that is wrong, TableRefused for a version that is here
    with other content.
    """
    table = triage.parse(body)
    found = TriageTable.objects.filter(code=table.code, version=table.version).first()
    if found is None:
        try:
            with transaction.atomic():
                row = TriageTable.objects.create(
                    practice_id=practice_id, code=table.code, version=table.version, body=dict(body), added_at=now,
                    added_by=actor,
                )  # fmt: skip
        except IntegrityError:
            found = TriageTable.objects.get(code=table.code, version=table.version)  # somebody was faster
        else:
            record(
                practice_id, "triage.added", f"triage:{row.pk}", actor=actor, at=now, table=table.code,
                version=table.version,
            )  # fmt: skip
            return row
    if json.dumps(found.body) != json.dumps(body):  # the order of answers counts
        values = {"version": table.version, "code": table.code}
        raise TableRefused(
            _("Version %(version)s of %(code)s is here with other content: give the new one a new version.") % values
        )
    return found


def copy(practice_id: int, body: Mapping[str, Any], *, name: str, actor: str, now: datetime) -> TriageTable:
    """A table of the practice's own, with the content of another: the first version. Raises as `add` does."""
    title = " ".join(name.split())
    if not any(char.isalpha() for char in title):
        raise TableRefused(_("Give the table a name of its own."))
    code = triage_body.code_of(title, [*TriageTable.objects.values_list("code", flat=True), *triage.shipped()])
    return add(practice_id, triage_body.named(body, code=code, title=title, version=1), actor=actor, now=now)


def revise(practice_id: int, base: TriageTable, body: Mapping[str, Any], *, actor: str, now: datetime) -> TriageTable:
    """The next version of the table whose newest is `base`; not in use. `base` itself where nothing differs.

    Raises triage.TableError, and TableRefused where `base` is no longer the newest.
    """
    newest = TriageTable.objects.select_for_update().filter(code=base.code).order_by("-version").first()
    if newest is None or newest.version != base.version:
        raise TableRefused(_("Somebody made a newer version meanwhile. Nothing was saved: look at it, then change it."))
    wanted = {**body, "code": base.code, "version": str(base.version), "review": base.body.get("review", "")}
    if wanted == base.body:
        return base
    new = {**wanted, "version": str(base.version + 1), "review": triage_body.UNREVIEWED}
    return add(practice_id, new, actor=actor, now=now)


def switch_on(practice_id: int, code: str, version: int, *, reviewed_by: str, actor: str, now: datetime) -> None:
    """Use this version from now on, in the place of any other. Runs that are under way keep theirs.

    Raises TableRefused without the name of the clinician who reviewed it, or when there is no such version.
    """
    reviewer = " ".join(reviewed_by.split())
    if sum(char.isalpha() for char in reviewer) < 2:
        raise TableRefused(_("Name the clinician who reviewed the table: without one it is not switched on."))
    if len(reviewer) > LONGEST_NAME:
        raise TableRefused(_("Write the clinician's name in at most %(most)s characters.") % {"most": LONGEST_NAME})
    # All of them are locked, in one order: two who switch on at once are one after the other.
    tables = list(TriageTable.objects.select_for_update().order_by("pk").only("pk", "practice_id", "code", "version"))
    row = next((one for one in tables if (one.code, one.version) == (code, version)), None)
    if row is None:
        values = {"version": version, "code": code}
        raise TableRefused(_("There is no version %(version)s of a triage table %(code)s here: add it first.") % values)
    TriageTable.objects.filter(in_use=True).exclude(pk=row.pk).update(in_use=False)
    TriageTable.objects.filter(pk=row.pk).update(in_use=True, reviewed_by=reviewer)
    record(
        practice_id, "triage.switched_on", f"triage:{row.pk}", actor=actor, at=now, table=code, version=version,
        reviewed_by=reviewer,
    )  # fmt: skip


def switch_off(practice_id: int, *, actor: str, now: datetime) -> bool:
    """Sort no same-day wishes any more. Whether a table was in use."""
    row = TriageTable.objects.select_for_update().filter(in_use=True).first()
    if row is None:
        return False
    TriageTable.objects.filter(pk=row.pk).update(in_use=False)
    record(
        practice_id, "triage.switched_off", f"triage:{row.pk}", actor=actor, at=now, table=row.code, version=row.version
    )
    return True

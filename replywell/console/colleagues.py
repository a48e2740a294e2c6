"""Who works here: whom a task can be passed on to, and who can be named in a note."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from replywell.console.rights import Right, rights_of
from replywell.practices.models import Staff


@dataclass(frozen=True)
class Colleague:
    """One of the staff, and what they may do here."""

    staff: Staff
    reads: bool
    answers: bool
    clinical: bool


def everybody(also: Iterable[str], staff: Iterable[Staff] | None = None) -> list[Colleague]:
    """All who are still here, by name. `also`: the roles besides clinical that read what is clinical
    (`rules.clinical_roles`). `staff`: everybody ever, by name, if they were read; else one query.
    """
    found = []
    for one in Staff.objects.order_by("name", "id") if staff is None else staff:
        if not one.active:
            continue
        rights = rights_of(one.role, also)
        found.append(Colleague(one, Right.READ in rights, Right.ANSWER in rights, Right.CLINICAL in rights))
    return found

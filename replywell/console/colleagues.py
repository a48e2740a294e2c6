"""Who works here: whom a task can be passed on to, and who can be named in a note."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from replywell.console.rights import Right, rights_of
from replywell.practices.models import Staff


@dataclass(frozen=True)
class Colleague:
    """One of the staff, and what they may do here. `name`: with the code where two are called the same; `at`: what a
    note calls them by after @.
    """

    staff: Staff
    reads: bool
    answers: bool
    clinical: bool
    name: str
    at: str


def everybody(also: Iterable[str], staff: Iterable[Staff] | None = None) -> list[Colleague]:
    """All who are still here, by name. `also`: the roles besides clinical that read what is clinical
    (`rules.clinical_roles`). `staff`: everybody ever, by name, if they were read; else one query.
    """
    here = [one for one in (Staff.objects.order_by("name", "id") if staff is None else staff) if one.active]
    named = Counter(one.name.casefold() for one in here)
    found = []
    for one in here:
        alone = named[one.name.casefold()] == 1
        rights = rights_of(one.role, also)
        found.append(
            Colleague(
                one, Right.READ in rights, Right.ANSWER in rights, Right.CLINICAL in rights,
                one.name if alone else f"{one.name} ({one.code})", one.name if alone else one.code,
            )
        )  # fmt: skip
    return found

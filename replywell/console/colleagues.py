"""Who works here: whom a task can be passed on to, and who can be named in a note."""

from __future__ import annotations

from dataclasses import dataclass

from replywell.console import rules
from replywell.console.rights import Right, rights_of
from replywell.practices.models import Staff


@dataclass(frozen=True)
class Colleague:
    """One of the staff, and what they may do here."""

    staff: Staff
    reads: bool
    answers: bool
    clinical: bool


def everybody() -> list[Colleague]:
    """All who are still here, by name. Inside a practice's scope; at most three queries."""
    also = rules.clinical_roles(rules.of_practice())
    found = []
    for one in Staff.objects.filter(active=True).order_by("name", "id"):
        rights = rights_of(one.role, also)
        found.append(Colleague(one, Right.READ in rights, Right.ANSWER in rights, Right.CLINICAL in rights))
    return found

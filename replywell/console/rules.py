"""A practice's rules of access: its row, or the defaults."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from replywell.audit.record import record
from replywell.common.tenancy import current_practice
from replywell.console.models import AccessRules
from replywell.console.rights import Right, rights_of
from replywell.practices.models import Role, Staff

IDLE = (5, 480)
"""Minutes, at least and at most."""


CHOICES = ("second_factor_roles", "idle_minutes", "clinical_roles")


def of_practice() -> AccessRules:
    """The rules of the practice at hand. One query, two where it has none."""
    return AccessRules.objects.first() or AccessRules(practice_id=current_practice() or 0)


def asked_along() -> Subquery:
    """The rules as JSON, for a query that asks for something else as well; `told` makes rules of it."""
    return Subquery(AccessRules.objects.values(rules=JSONObject(**{name: name for name in CHOICES}))[:1])


def told(practice_id: int, given: dict[str, Any] | None) -> AccessRules:
    """The rules that `asked_along` found, or the defaults."""
    return AccessRules(practice_id=practice_id, **(given or {}))


def roles_that_log_in() -> QuerySet[Staff, Any]:
    """The roles of which somebody can log in."""
    return Staff.objects.filter(active=True, user__isnull=False).order_by().values("role").distinct()


def clinical_roles(rules: AccessRules, here: Iterable[str] | None = None) -> list[str]:
    """Roles besides clinical that read what is clinical. `here`: `roles_that_log_in`, else one query.

    Where nobody of a role that reads it can log in, everybody who reads conversations does: a text that nobody sees
    is worse than one that the front desk sees.
    """
    readers = [Role.CLINICAL, *rules.clinical_roles]
    there = {one["role"] for one in roles_that_log_in()} if here is None else set(here)
    if not there.isdisjoint(readers):
        return list(rules.clinical_roles)
    return [role.value for role in Role if Right.READ in rights_of(role)]


def change(
    staff: Staff, *, second_factor: Iterable[str], idle_minutes: int, clinical: Iterable[str], now: datetime
) -> AccessRules:
    """Set the rules. Raises ValueError when one cannot be."""
    least, most = IDLE
    if not least <= idle_minutes <= most:
        raise ValueError(_("A session may end after %(least)s to %(most)s minutes.") % {"least": least, "most": most})
    chosen = {"second_factor_roles": _roles(second_factor), "clinical_roles": _roles(clinical)}
    AccessRules.objects.update_or_create(
        practice_id=staff.practice_id, defaults=chosen | {"idle_minutes": idle_minutes}
    )
    record(
        staff.practice_id, "access.rules_set", f"practice:{staff.practice_id}", actor=f"staff:{staff.code}", at=now,
        idle_minutes=idle_minutes, **chosen,
    )  # fmt: skip
    return of_practice()


def _roles(given: Iterable[str]) -> list[str]:
    wanted = set(given)
    return [role.value for role in Role if role.value in wanted]

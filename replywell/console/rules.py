"""A practice's rules of access: its row, or the defaults."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from replywell.audit.record import record
from replywell.common.tenancy import current_practice
from replywell.console.models import AccessRules
from replywell.console.rights import Right, rights_of
from replywell.practices.models import Role, Staff

IDLE = (5, 480)
"""Minutes, at least and at most."""


def of_practice() -> AccessRules:
    """The rules of the practice at hand. One query."""
    return AccessRules.objects.first() or AccessRules(practice_id=current_practice() or 0)


def clinical_roles(rules: AccessRules) -> list[str]:
    """Roles besides clinical that read what is clinical.

    Where nobody of a role that reads it can log in, everybody who reads conversations does: a text that nobody sees
    is worse than one that the front desk sees.
    """
    readers = [Role.CLINICAL, *rules.clinical_roles]
    if Staff.objects.filter(active=True, user__isnull=False, role__in=readers).exists():
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

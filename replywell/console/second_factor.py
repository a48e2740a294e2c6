"""Who needs a second factor, and who has one."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import get_user_model

from replywell.common.tenancy import practice_scope
from replywell.console import rules
from replywell.practices.models import Staff
from replywell.practices.queries import memberships

REAL = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""Recovery codes alone are none: they go with one of these."""


def has_one(user_id: int) -> bool:
    """Whether a log-in has an authenticator app or a passkey."""
    return bool(Authenticator.objects.filter(user_id=user_id, type__in=REAL).exists())


def kinds(user_ids: list[int]) -> dict[int, list[str]]:
    """log-in -> the kinds it has: totp, webauthn. One query."""
    found: dict[int, list[str]] = {}
    for user_id, kind in Authenticator.objects.filter(user_id__in=user_ids, type__in=REAL).values_list(
        "user_id", "type"
    ):
        found.setdefault(user_id, []).append(kind)
    return found


def required_by(user_id: int) -> list[tuple[str, str]]:
    """(practice, role in words) wherever this log-in needs a second factor. Outside any practice's transaction."""
    asked = []
    for key in [] if settings.DEMO else memberships(user_id):
        with practice_scope(key):
            staff = Staff.objects.select_related("practice").get(user_id=user_id)
            if staff.role in rules.of_practice().second_factor_roles:
                asked.append((staff.practice.name, staff.get_role_display()))
    return asked


def take_away(user_id: int) -> int:
    """Remove a log-in's second factors and recovery codes: a new one is set up with the next log-in."""
    get_user_model().objects.select_for_update().get(pk=user_id)
    removed: int = Authenticator.objects.filter(user_id=user_id).delete()[0]
    return removed

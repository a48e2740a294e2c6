"""`replywell login`: make or reset a staff member's log-in."""

import getpass
import sys

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from replywell.audit.record import record
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.practices.models import Staff
from replywell.practices.queries import practice_id


def run(practice_code: str, staff_code: str, name: str | None) -> int:
    """Ask for a password and set it. Returns 1, with the reason, when something is wrong."""
    practice = practice_id(practice_code)
    if practice is None:
        print(
            f"No practice has the code {practice_code!r}. Load it first: replywell load practice.yaml", file=sys.stderr
        )
        return 1
    password = getpass.getpass("Password (12 characters or more): ")
    if password != getpass.getpass("Once more: "):
        print("The two did not match; nothing was changed.", file=sys.stderr)
        return 1
    try:
        if len(password) < 12:
            raise ValidationError("The password is too short: use 12 characters or more.")
        validate_password(password)
        set_login(practice, staff_code, name or staff_code, password)
    except (ValidationError, LookupError) as problem:
        print("; ".join(getattr(problem, "messages", None) or [str(problem)]), file=sys.stderr)
        return 1
    print(f"{name or staff_code} can log in.")
    return 0


def invite(practice_code: str, staff_code: str) -> int:
    """Print a link for one person, to be used once. Returns 1, with the reason, when there is none to give."""
    from replywell.console import invitations

    practice = practice_id(practice_code)
    if practice is None:
        print(f"No practice has the code {practice_code!r}.", file=sys.stderr)
        return 1
    with practice_scope(practice):
        staff = Staff.objects.select_related("user").filter(code=staff_code, active=True).first()
        if staff is None:
            print(f"No active staff member has the code {staff_code!r}.", file=sys.stderr)
            return 1
        try:
            made = invitations.make(staff, by=None)
        except invitations.SharedLogin as problem:
            print(problem, file=sys.stderr)
            return 1
    print(f"For {staff.name}, once, until {made.expires_at:%Y-%m-%d %H:%M} UTC:\n{invitations.address(made)}")
    return 0


def set_login(practice: int, staff_code: str, name: str, password: str) -> None:
    """Give a staff member a log-in with this password. Raises LookupError for an unknown staff code."""
    user_model = get_user_model()
    with practice_scope(practice):
        staff = Staff.objects.filter(code=staff_code, active=True).first()
        if staff is None:
            codes = ", ".join(Staff.objects.filter(active=True).values_list("code", flat=True)) or "none"
            raise LookupError(f"No active staff member has the code {staff_code!r}. There are: {codes}.")
        user = staff.user or user_model.objects.filter(username=name).first()
        if user is None:
            user = user_model(username=name)
        user.set_password(password)
        user.save()
        Staff.objects.filter(pk=staff.pk).update(user=user)
        record(practice, "login.set", f"staff:{staff.pk}", actor="system", at=clock.now())

"""Staff come, change and leave. Everything is audited, and whoever leaves is out at once."""

import re
import unicodedata
from datetime import datetime

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from replywell.audit.record import record
from replywell.common import mail, phones
from replywell.common.notify import poke_live
from replywell.console import invitations, jobs, second_factor, sessions
from replywell.console.models import Invitation
from replywell.console.rights import may_manage
from replywell.dialogue import take_over, tasks
from replywell.dialogue.models import Task
from replywell.messaging.models import Conversation
from replywell.practices.models import OnCall, Role, Staff
from replywell.practices.queries import memberships


class NotAllowed(ValueError):  # noqa: N818 - what happened, not a fault
    """Somebody may not do this to this person."""


def add(by: Staff, *, name: str, role: str, email: str, phone: str, now: datetime) -> Staff:
    """A new member of staff, without a log-in yet. Raises ValueError with what to change."""
    name, email = " ".join(name.split()), email.strip()
    if not name:
        raise ValueError(_("Write the person's name."))
    _may_give(by, role)
    if Staff.objects.filter(name__iexact=name).exists():
        raise ValueError(
            _("Somebody here is called %(name)s already. Add a letter or the work, such as “%(name)s (billing)”.")
            % {"name": name}
        )
    if email and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", email):
        raise ValueError(_("“%(email)s” is not an e-mail address.") % {"email": email})
    number = phones.parse(phone) if phone.strip() else ""
    staff = Staff.objects.create(
        practice_id=by.practice_id, code=_code(name), name=name, role=role, email=email, phone=number or "",
        language=by.language,
    )  # fmt: skip
    record(by.practice_id, "staff.added", f"staff:{staff.pk}", actor=f"staff:{by.code}", at=now, role=role)
    return staff


def send_link(by: Staff, staff: Staff) -> Invitation | None:
    """An invitation or a link to a new password. None: it goes by mail; else the row, with its token this once."""
    _manages(by, staff)
    if not staff.active:
        raise NotAllowed(_("%(name)s has left. Let them in again first.") % {"name": staff.name})
    if mail.has_server() and staff.email:
        if staff.user_id is not None and memberships(staff.user_id) not in ([], [staff.practice_id]):
            raise invitations.SharedLogin
        jobs.mail_link.defer(practice=staff.practice_id, staff=staff.pk, by=by.pk)
        return None
    return invitations.make(staff, by=by)


def change_role(by: Staff, staff: Staff, role: str, *, now: datetime) -> None:
    """Another role, from the next click on."""
    _manages(by, staff)
    _may_give(by, role)
    if not Staff.objects.filter(pk=staff.pk, role=staff.role).update(role=role):
        raise NotAllowed(_("Somebody changed this meanwhile. Reload the page."))
    record(
        by.practice_id, "staff.role_changed", f"staff:{staff.pk}", actor=f"staff:{by.code}", at=now,
        before=staff.role, role=role,
    )  # fmt: skip
    _tell(staff)


def reset_second_factor(by: Staff, staff: Staff, *, now: datetime) -> None:
    """A lost phone: their second factors go, their sessions end, and the next log-in sets up a new one."""
    _manages(by, staff)
    if staff.user_id is None or not second_factor.has_one(staff.user_id):
        raise NotAllowed(_("%(name)s has no second factor.") % {"name": staff.name})
    if memberships(staff.user_id) not in ([], [staff.practice_id]):
        raise invitations.SharedLogin
    second_factor.take_away(staff.user_id)
    sessions.end_all(staff.user_id)
    record(by.practice_id, "login.factor_reset", f"staff:{staff.pk}", actor=f"staff:{by.code}", at=now)
    _tell(staff)


def deactivate(by: Staff, staff: Staff, *, now: datetime) -> int:
    """Somebody leaves: out at once, open pages too. What they had goes back to its queue. Returns how many tasks."""
    _manages(by, staff)
    if not Staff.objects.filter(pk=staff.pk, active=True).update(active=False):
        raise NotAllowed(_("%(name)s has left already.") % {"name": staff.name})
    invitations.void_all(staff)
    for conversation in Conversation.objects.filter(taken_by=staff).values_list("pk", flat=True):
        take_over.hand_back(conversation, by, now=now)
    theirs = list(Task.objects.filter(taken_by=staff, closed_at__isnull=True))
    for task in theirs:
        tasks.reassign(task.pk, by=by, now=now, queue=task.queue)
    on_call = OnCall.objects.filter(staff=staff).delete()[0]
    if staff.user_id is not None:
        if not memberships(staff.user_id):
            get_user_model().objects.filter(pk=staff.user_id).update(is_active=False)
        sessions.end_all(staff.user_id)
    record(
        by.practice_id, "staff.left", f"staff:{staff.pk}", actor=f"staff:{by.code}", at=now, tasks=len(theirs),
        on_call=on_call,
    )  # fmt: skip
    _tell(staff)
    return len(theirs)


def reactivate(by: Staff, staff: Staff, *, now: datetime) -> None:
    """Somebody comes back, with the log-in of before."""
    _manages(by, staff)
    if not Staff.objects.filter(pk=staff.pk, active=False).update(active=True):
        raise NotAllowed(_("%(name)s is here already.") % {"name": staff.name})
    if staff.user_id is not None:
        get_user_model().objects.filter(pk=staff.user_id).update(is_active=True)
    record(by.practice_id, "staff.came_back", f"staff:{staff.pk}", actor=f"staff:{by.code}", at=now)


def _manages(by: Staff, staff: Staff) -> None:
    if by.pk == staff.pk:
        raise NotAllowed(_("Nobody changes their own access. Ask a colleague who may."))
    if not may_manage(by.role, staff.role):
        raise NotAllowed(_("Only an administrator manages somebody of this role."))


def _may_give(by: Staff, role: str) -> None:
    if role not in Role.values:
        raise ValueError(_("Choose a role."))
    if not may_manage(by.role, role):
        raise NotAllowed(_("Only an administrator gives this role."))


def _code(name: str) -> str:
    """A code from the first name that nobody here has: "anna", "anna2"."""
    plain = unicodedata.normalize("NFKD", name.split()[0]).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]", "", plain) or "staff"
    taken = set(Staff.objects.filter(code__startswith=stem).values_list("code", flat=True))
    return next(code for n in range(1, len(taken) + 3) if (code := stem if n == 1 else f"{stem}{n}") not in taken)


def _tell(staff: Staff) -> None:
    """Open pages ask again whether they may: the live process closes those that may not."""
    poke_live(staff.practice.public_id, "access", staff.public_id)

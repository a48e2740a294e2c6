"""Links for one person, to be used once: an invitation (seven days) or a new password (one day). Wall time.

A link is mailed when a mail server is set and the person has an address; else whoever made it hands it over. Only
its digest is kept. A newer link makes the older ones void.
"""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.db import connection
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from replywell.audit.record import record
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.console import sessions
from replywell.console.models import Invitation, InvitationKind
from replywell.practices.models import Staff
from replywell.practices.queries import memberships

LASTS = {InvitationKind.JOIN: timedelta(days=7), InvitationKind.RESET: timedelta(days=1)}


class SharedLogin(ValueError):  # noqa: N818 - what happened, not a fault
    """The log-in opens other practices too, so this one alone may not change it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This log-in opens other practices too, so no practice alone may set its password or second factor. "
                "Whoever runs the server can: replywell login."
            )
        )


def kind_for(staff: Staff) -> InvitationKind:
    """An invitation for who cannot log in yet, a new password for who can."""
    ready = staff.user is not None and staff.user.has_usable_password()
    return InvitationKind.RESET if ready else InvitationKind.JOIN


def make(staff: Staff, *, by: Staff | None) -> Invitation:
    """A new link for a member of staff, in `token` of the row this once. Raises SharedLogin."""
    if staff.user_id is not None and memberships(staff.user_id) not in ([], [staff.practice_id]):
        raise SharedLogin
    kind, token = kind_for(staff), secrets.token_urlsafe(32)
    void_all(staff)
    made = Invitation.objects.create(
        practice_id=staff.practice_id,
        staff=staff,
        kind=kind,
        token_hash=_digest(token),
        made_by=by,
        expires_at=timezone.now() + LASTS[kind],
    )
    record(
        staff.practice_id, f"link.{kind.value}", f"staff:{staff.pk}",
        actor=f"staff:{by.code}" if by else "system", at=clock.now(),
    )  # fmt: skip
    made.token = token  # type: ignore[attr-defined]
    return made


def address(made: Invitation) -> str:
    """Where a link just made leads to."""
    return f"{settings.PUBLIC_URL}/link/{made.token}/"  # type: ignore[attr-defined]


def void_all(staff: Staff) -> None:
    """No link of theirs opens anything any more."""
    Invitation.objects.filter(staff=staff, used_at__isnull=True, void_at__isnull=True).update(void_at=Now())


def practice_of(token: str) -> int | None:
    """The practice that a link was made in, whether or not it still opens anything."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT practice_of_invitation(%s)", [_digest(token)])
        found: int | None = cursor.fetchone()[0]
    return found


def find(token: str) -> Invitation | None:
    """The link, if it still opens something. Inside its practice's transaction."""
    return (
        Invitation.objects.filter(token_hash=_digest(token), used_at__isnull=True, void_at__isnull=True)
        .filter(expires_at__gt=Now(), staff__active=True)
        .select_related("staff__practice", "staff__user")
        .first()
    )


def use(invitation: Invitation) -> bool:
    """Use a link up. False: somebody was faster, or it ended meanwhile."""
    waiting = Invitation.objects.filter(pk=invitation.pk, used_at__isnull=True, void_at__isnull=True)
    return waiting.filter(expires_at__gt=Now()).update(used_at=Now()) == 1


def set_password(invitation: Invitation, name: str, password: str) -> AbstractUser | None:
    """Use the link: the log-in has this password, and every session of before ends. None: the link was used up.

    `name` is taken where there is no log-in yet. Raises ValueError when it is somebody else's.
    """
    staff, users = invitation.staff, get_user_model().objects
    if staff.user_id is not None and memberships(staff.user_id) not in ([], [staff.practice_id]):
        raise SharedLogin
    if not use(invitation):
        return None
    user: AbstractUser | None = users.select_for_update().filter(pk=staff.user_id).first()
    if user is None:
        if users.filter(username__iexact=name).exists():
            raise ValueError(_("That name is taken. Choose another one."))
        user = get_user_model()(username=name)
    assert user is not None
    user.set_password(password)
    user.is_active = True
    user.save()
    Staff.objects.filter(pk=staff.pk).update(user=user)
    sessions.end_all(user.pk)
    record(staff.practice_id, "login.set", f"staff:{staff.pk}", actor=f"staff:{staff.code}", at=clock.now())
    return user


def join(invitation: Invitation, user_id: int) -> bool:
    """Use an invitation with a log-in that somebody has already. False: the link was used up.

    Raises ValueError when the log-in is somebody else here already, or the invited person has one.
    """
    staff = invitation.staff
    if staff.user_id is not None or Staff.objects.filter(user_id=user_id).exists():
        raise ValueError(
            _("This log-in belongs to somebody of this practice already. Log out and open the link again.")
        )
    if not use(invitation):
        return False
    Staff.objects.filter(pk=staff.pk, user__isnull=True).update(user_id=user_id)
    record(staff.practice_id, "login.joined", f"staff:{staff.pk}", actor=f"staff:{staff.code}", at=clock.now())
    return True


def for_forgotten(name: str) -> tuple[str, str, str] | None:
    """A new link for who forgot the password: (mail address, practice's name, link). None: no mail can help.

    Practices that share a log-in could otherwise take it over by writing their own address into it: shared log-ins
    get none.
    """
    user = get_user_model().objects.filter(username__iexact=name.strip(), is_active=True).first()
    found = memberships(user.pk) if user is not None else []
    if user is None or len(found) != 1:
        return None
    with practice_scope(found[0]):
        staff = Staff.objects.select_related("practice", "user").get(user_id=user.pk)
        if not staff.email:
            return None
        return staff.email, staff.practice.name, address(make(staff, by=None))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

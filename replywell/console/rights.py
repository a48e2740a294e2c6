"""Who may do what: one table. /settings/rights/ shows it, and every address of the staff pages names its right here.

A view without a right is refused to everybody (`middleware`), and a test walks all addresses to find one.
"""

from collections.abc import Callable, Iterable
from enum import Enum
from typing import TypeVar

from django.utils.translation import gettext_noop

from replywell.practices.models import Role

View = TypeVar("View", bound=Callable[..., object])


class Right(Enum):
    """One thing that a person may do, in the words of the page that shows the table."""

    EVERYBODY = gettext_noop("See what needs no log-in: the log-in itself, invitations, a forgotten password")
    OWN_LOGIN = gettext_noop("Look after one's own log-in: password, second factor, practice")
    STAFF = gettext_noop("See who may do what")
    READ = gettext_noop("Read conversations and tasks; what is clinical only while it is an emergency")
    CLINICAL = gettext_noop("Read what is clinical: its queue, texts and notes")
    ANSWER = gettext_noop("Write to patients, take over and hand back, do tasks, write notes")
    VISITS = gettext_noop("Book, move, confirm and cancel visits")
    CALENDAR = gettext_noop("See the calendar")
    PATIENTS = gettext_noop("Find patients and open their charts: visits, family, consent, notes")
    AUDIT = gettext_noop("Read the audit trail")
    PEOPLE = gettext_noop("Invite staff, change their roles, make new links, end their access")
    SETTINGS = gettext_noop(
        "Change the practice's settings: hours, clinicians, visits, numbers, wordings, who is on call"
    )
    TRIAGE = gettext_noop("Read, try and change same-day triage tables; switching one on is a setting")
    PAUSE = gettext_noop("Pause all texts, and let them leave again")
    RULES = gettext_noop("Set who needs a second factor, when a session ends, who reads what is clinical")


ANYBODY = frozenset({Right.EVERYBODY})
LOGGED_IN = ANYBODY | {Right.OWN_LOGIN}
OF_EVERY_ROLE = LOGGED_IN | {Right.STAFF}

TABLE: dict[Role, frozenset[Right]] = {
    Role.FRONT_DESK: OF_EVERY_ROLE | {Right.READ, Right.ANSWER, Right.VISITS, Right.CALENDAR, Right.PATIENTS},
    Role.CLINICAL: OF_EVERY_ROLE
    | {Right.READ, Right.CLINICAL, Right.ANSWER, Right.VISITS, Right.CALENDAR, Right.PATIENTS, Right.TRIAGE},
    Role.BILLING: OF_EVERY_ROLE | {Right.READ, Right.ANSWER, Right.CALENDAR, Right.PATIENTS},
    Role.MANAGER: OF_EVERY_ROLE
    | {Right.READ, Right.ANSWER, Right.VISITS, Right.CALENDAR, Right.PATIENTS}
    | {Right.AUDIT, Right.PEOPLE, Right.RULES, Right.SETTINGS, Right.PAUSE, Right.TRIAGE},
    Role.PRIVACY_OFFICER: OF_EVERY_ROLE | {Right.READ, Right.CALENDAR, Right.PATIENTS, Right.AUDIT, Right.PAUSE},
    # Who looks after the system needs no patient's words (45 CFR 164.502(b), the minimum necessary).
    Role.ADMIN: OF_EVERY_ROLE | {Right.AUDIT, Right.PEOPLE, Right.RULES, Right.SETTINGS, Right.PAUSE, Right.TRIAGE},
}
"""What each role may do. A practice may let more roles read what is clinical, nothing else."""

SECOND_FACTOR = (Role.CLINICAL, Role.MANAGER, Role.PRIVACY_OFFICER, Role.ADMIN)
"""Roles that need a second factor, unless the practice says otherwise."""

HIGHEST = (Role.ADMIN, Role.PRIVACY_OFFICER)
"""Roles that only an administrator gives, takes or makes links for: a manager must not rise by it."""


def rights_of(role: str, also_clinical: Iterable[str] = ()) -> frozenset[Right]:
    """What a role may do. `also_clinical`: roles that the practice lets read what is clinical."""
    found = TABLE.get(Role(role), OF_EVERY_ROLE) if role in Role.values else LOGGED_IN
    return found | {Right.CLINICAL} if role in also_clinical and Right.READ in found else found


def who_may(right: Right) -> list[Role]:
    """The roles that have a right."""
    return [role for role in Role if right in TABLE[role]]


def may_manage(manager: str, role: str) -> bool:
    """Whether somebody of role `manager` may give or take `role`, or make links for who has it."""
    return Right.PEOPLE in rights_of(manager) and (role not in HIGHEST or manager == Role.ADMIN)


def needs(right: Right, *, post: Right | None = None) -> Callable[[View], View]:
    """Name the right of a view, and of its POST if that needs another one."""

    def mark(view: View) -> View:
        view.rights = (right, post or right)  # type: ignore[attr-defined]
        return view

    return mark


def needed(view: Callable[..., object] | None, method: str | None) -> Right | None:
    """The right that a request of this method to this view needs; None where the view names none.

    The public pages (`booking_pages.doors`) guard themselves, by signed links and limits.
    """
    if getattr(view, "public_page", False):
        return Right.EVERYBODY
    named: tuple[Right, Right] | None = getattr(view, "rights", None)
    if named is None:
        return None
    return named[0] if method in ("GET", "HEAD") else named[1]

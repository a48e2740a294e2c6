"""Mails with links, sent by the worker: no page waits for a mail server, and none can be told apart by its time."""

from django.db import close_old_connections
from procrastinate.contrib.django import app

from replywell.common import mail
from replywell.common.tenancy import practice_scope
from replywell.console import invitations
from replywell.console.models import InvitationKind
from replywell.practices.models import Staff


@app.task(name="replywell.mail_link")
def mail_link(practice: int, staff: int, by: int | None) -> None:
    """A new link for a member of staff, mailed to them. The link is made here, so that no job ever holds one."""
    close_old_connections()
    with practice_scope(practice):
        person = Staff.objects.select_related("practice", "user").filter(pk=staff, active=True).first()
        if person is None or not person.email:
            return
        made = invitations.make(person, by=Staff.objects.filter(pk=by).first() if by else None)
        name, link = person.practice.name, invitations.address(made)
    if made.kind == InvitationKind.JOIN:
        mail.post(
            person.email, f"Your log-in at {name}",
            f"{name} invites you to its text line.\n\nOpen this link within seven days to choose your name and "
            f"password; it works once:\n{link}\n",
        )  # fmt: skip
    else:
        _reset(person.email, name, link)


@app.task(name="replywell.mail_forgotten")
def mail_forgotten(name: str) -> None:
    """A new link for who says to have forgotten the password, if that name can be helped by mail."""
    close_old_connections()
    found = invitations.for_forgotten(name)
    if found is not None:
        _reset(*found)


def _reset(to: str, practice: str, link: str) -> None:
    mail.post(
        to, f"A new password at {practice}",
        f"Open this link within one day to set a new password; it works once:\n{link}\n\n"
        "If you did not ask for it, tell your manager; your password is unchanged.\n",
    )  # fmt: skip

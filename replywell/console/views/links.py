"""Links for one person: an invitation, a new password; and a forgotten password. Nobody is logged in yet."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from replywell.common import mail
from replywell.common.tenancy import practice_scope
from replywell.console import invitations, jobs, limits
from replywell.console.models import Invitation, InvitationKind
from replywell.console.rights import Right, needs


@needs(Right.EVERYBODY)
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Say a name: the answer is the same whether or not anybody has it, and takes as long."""
    if request.method != "POST":
        return render(request, "console/access/forgotten.html", {"mails": mail.has_server()})
    name, address = request.POST.get("name", "").strip()[:150], limits.client_address(request)
    if limits.FORGOTTEN.reached(address):
        return render(request, "console/access/wait.html", {"minutes": limits.MINUTES}, status=429)
    limits.FORGOTTEN.count(address)
    if name and mail.has_server() and not limits.FORGOTTEN_NAME.reached(name):
        limits.FORGOTTEN_NAME.count(name)
        jobs.mail_forgotten.defer(name=name)
    return render(request, "console/access/forgotten.html", {"mails": mail.has_server(), "done": True})


@method_decorator(sensitive_post_parameters("password", "again"), name="dispatch")
class Link(View):
    """`/link/<token>/`: looking changes nothing; the form uses it up."""

    def dispatch(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Inside the practice that made the link; one that leads nowhere says so, and is counted."""
        address, token = limits.client_address(request), kwargs["token"]
        if limits.LINK.reached(address):
            return render(request, "console/access/wait.html", {"minutes": limits.MINUTES}, status=429)
        practice = invitations.practice_of(token)
        if practice is not None:
            with practice_scope(practice):
                found = invitations.find(token)
                if found is not None:
                    response: HttpResponse = super().dispatch(request, invitation=found)  # type: ignore[assignment]
                    return response
        limits.LINK.count(address)
        return render(request, "console/access/link_ended.html", status=404)

    def get(self, request: HttpRequest, invitation: Invitation) -> HttpResponse:
        """The form."""
        return self._page(request, invitation)

    def post(self, request: HttpRequest, invitation: Invitation) -> HttpResponse:
        """A name where there is none yet, and a password; or one's own log-in joins."""
        try:
            with transaction.atomic():
                done = self._join(request, invitation) if "join" in request.POST else self._set(request, invitation)
        except ValidationError as problem:
            return self._page(request, invitation, " ".join(problem.messages))
        except ValueError as problem:
            return self._page(request, invitation, str(problem))
        if not done:
            return render(request, "console/access/link_ended.html", status=404)
        if "join" in request.POST:
            request.session["practice"] = invitation.practice_id
            request.session.pop("second_factor", None)
            return redirect("home")
        return redirect("/login/?done=password")

    def _set(self, request: HttpRequest, invitation: Invitation) -> bool:
        name = request.POST.get("name", "").strip().lower()
        password = request.POST.get("password", "")
        if invitation.staff.user is None and not 2 <= len(name) <= 150:
            raise ValueError(_("Choose a name to log in with."))
        if password != request.POST.get("again", ""):
            raise ValueError(_("The two passwords are not the same. Nothing was changed."))
        made = get_user_model()(username=name) if invitation.staff.user is None else invitation.staff.user
        made.full_clean(exclude=["password"], validate_unique=False)
        validate_password(password, made)
        return invitations.set_password(invitation, name, password) is not None

    def _join(self, request: HttpRequest, invitation: Invitation) -> bool:
        if invitation.kind != InvitationKind.JOIN or not request.user.is_authenticated:
            raise ValueError(_("Log in first, then open the link again."))
        user_id = request.user.pk
        assert user_id is not None
        return invitations.join(invitation, user_id)

    def _page(self, request: HttpRequest, invitation: Invitation, problem: str = "") -> HttpResponse:
        staff = invitation.staff
        context = {
            "invitation": invitation,
            "person": staff,
            "practice_name": staff.practice.name,
            "has_login": staff.user is not None,
            "may_join": request.user.is_authenticated and staff.user is None and invitation.kind == InvitationKind.JOIN,
            "name": request.POST.get("name", "") or staff.code,
            "problem": problem,
        }
        return render(request, "console/access/link.html", context, status=400 if problem else 200)

"""Log in, log out, stay, and which practice is open. Second factors are allauth's views in our pages."""

from typing import Any

from allauth.account.views import LoginView
from allauth.mfa.base.views import IndexView
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import TemplateView

from replywell.audit.record import record
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.console import limits, second_factor
from replywell.console.middleware import StaffRequest
from replywell.console.rights import Right, needs
from replywell.practices.models import Practice, Staff
from replywell.practices.queries import memberships


@needs(Right.EVERYBODY)
def front(request: HttpRequest) -> HttpResponse:
    """`/`: the demo's phones in the demo, one's own first page otherwise."""
    if settings.DEMO:
        from replywell.console.views.demo import enter

        return enter(request)
    return redirect("home")


@needs(Right.STAFF)
def home(request: StaffRequest) -> HttpResponse:
    """Where somebody's work begins."""
    for right, page in ((Right.READ, "inbox"), (Right.PEOPLE, "people")):
        if right in request.rights:
            return redirect(page)
    return redirect("rights")


@method_decorator(ensure_csrf_cookie, name="dispatch")
class LogIn(LoginView):  # type: ignore[misc]
    """Name and password, or a passkey. After ten failures the name waits, even with the right password."""

    template_name = "console/login.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        """Said on the page; nothing is told about which of the two was wrong."""
        response: HttpResponse = super().form_invalid(form)
        response.status_code = 429 if getattr(self.request, "locked", False) else 400
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What went wrong before (a passkey that did not fit), once."""
        found: dict[str, Any] = super().get_context_data(**kwargs)
        told = self.request.session.pop("problem", "") if "problem" in self.request.session else ""
        form = found["form"]
        problems = list(form.non_field_errors()) if form.is_bound else []
        if form.is_bound and form.errors and not problems:
            problems = [_("Write your name and your password.")]
        done = _("Your new password is set. Log in with it.") if self.request.GET.get("done") == "password" else ""
        return found | {"problem": " ".join(problems) or told, "done": done, "live_url": ""}


def limited(view: Any) -> Any:
    """Log-ins with a passkey, not too many from one address."""

    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        address = limits.client_address(request)
        if limits.PASSKEY.reached(address):
            return render(request, "console/access/wait.html", {"minutes": limits.MINUTES}, status=429)
        limits.PASSKEY.count(address)
        response: HttpResponse = view(request, *args, **kwargs)
        return response

    return checked


class OwnLogin(IndexView):  # type: ignore[misc]
    """One's own second factors, and who asks for one."""

    template_name = "console/access/security.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What is set up, what is missing."""
        found: dict[str, Any] = super().get_context_data(**kwargs)
        user_id = self.request.user.pk
        has_one = second_factor.has_one(user_id)
        required = second_factor.required_by(user_id)
        codes = found["authenticators"].get("recovery_codes")
        return found | {
            "has_one": has_one,
            "required": required,
            "missing": bool(required) and not has_one,
            "demo": settings.DEMO,
            "several": len(memberships(user_id)) > 1,
            "has_password": bool(self.request.user.has_usable_password()),
            "codes_left": len(codes.get_unused_codes()) if codes else 0,
            "done": self.request.GET.get("done", ""),
        }


class NoPassword(TemplateView):
    """In place of the form: who never had a password gets one by a link, not by an open session alone."""

    template_name = "console/access/password_none.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whoever has one changes it where that is done."""
        user = request.user
        if user.is_authenticated and user.has_usable_password():
            return redirect("account_change_password")
        return super().get(request, *args, demo=settings.DEMO, **kwargs)


@needs(Right.EVERYBODY)
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("account_login")


@needs(Right.STAFF)
@require_POST
def stay(_: StaffRequest) -> HttpResponse:
    """A person is still here: the middleware moves the session's end. Nothing else."""
    return HttpResponse(status=204)


@needs(Right.OWN_LOGIN)
@require_http_methods(["GET", "HEAD", "POST"])
def practices(request: HttpRequest) -> HttpResponse:
    """Choose among the practices of one log-in; the choice is audited there."""
    user_id = request.user.pk
    assert user_id is not None
    found = []
    for key in memberships(user_id):
        with practice_scope(key):
            found.append(Practice.objects.get(pk=key))
    if request.method == "POST":
        chosen = next((one for one in found if str(one.public_id) == request.POST.get("practice")), None)
        if chosen is not None:
            if request.session.get("practice") != chosen.pk:
                with practice_scope(chosen.pk):
                    staff = Staff.objects.get(user_id=user_id)
                    actor = f"staff:{staff.code}"
                    record(chosen.pk, "practice.opened", f"practice:{chosen.pk}", actor=actor, at=clock.now())
            request.session["practice"] = chosen.pk
            # What belongs to the practice left behind stays behind.
            for left in ("second_factor", "seen", "phones"):
                request.session.pop(left, None)
            return redirect("home")
    return render(request, "console/practices.html", {"found": found, "active": request.session.get("practice")})

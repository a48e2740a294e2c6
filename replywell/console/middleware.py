"""Who is asking, for which practice: the whole view runs in one transaction that sees that practice's rows only."""

from collections.abc import Callable
from datetime import datetime
from typing import cast
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.practices.models import Practice, Role, Staff
from replywell.practices.queries import memberships

OPEN = ("/login/", "/logout/", "/practices/", "/static/", "/favicon.ico")
"""Pages that belong to no practice; `/` too."""


AUDIT_READERS = (Role.MANAGER, Role.PRIVACY_OFFICER, Role.ADMIN)
"""In the demo everybody reads it: it tells the story."""


class StaffRequest(HttpRequest):
    """A request of a logged-in member of staff. `now` is domain time, UTC."""

    staff: Staff
    practice: Practice
    practices: list[int]
    now: datetime
    may_read_audit: bool
    demo: bool


class StaffMiddleware:
    """Opens the active practice around the view, or sends strangers to the log-in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.policy = content_security_policy()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info
        if path == "/" or path.startswith(OPEN):
            response = self.get_response(request)
        elif request.user.is_authenticated:
            response = self._inside(cast(StaffRequest, request))
        else:
            response = _to_login(request)
        response.headers["Content-Security-Policy"] = self.policy
        response.headers["X-Frame-Options"] = "SAMEORIGIN" if settings.DEMO else "DENY"
        response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def _inside(self, request: StaffRequest) -> HttpResponse:
        user_id = request.user.pk
        assert user_id is not None
        request.practices = memberships(user_id)
        if not request.practices:
            return render(request, "console/no_practice.html", status=403)
        active = request.session.get("practice")
        if active not in request.practices:
            active = request.practices[0]
            request.session["practice"] = active
        with practice_scope(active):
            staff = Staff.objects.select_related("practice").filter(user_id=user_id, active=True).first()
            if staff is None:  # dismissed between the two questions
                return render(request, "console/no_practice.html", status=403)
            request.staff, request.practice, request.now = staff, staff.practice, clock.now()
            request.may_read_audit = settings.DEMO or staff.role in AUDIT_READERS
            request.demo = settings.DEMO
            with timezone.override(ZoneInfo(staff.practice.zone)):
                response = self.get_response(request)
            if response.status_code >= 400:
                # Django has turned an exception into a page: what the view did up to there is undone.
                transaction.set_rollback(True)
        return response


def content_security_policy() -> str:
    """Our own files only; live updates come from the live process. No inline script or style."""
    return "; ".join(
        [
            "default-src 'self'",
            f"connect-src 'self' {settings.LIVE_URL}",
            "img-src 'self' data:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors " + ("'self'" if settings.DEMO else "'none'"),
        ]
    )


def _to_login(request: HttpRequest) -> HttpResponse:
    address = "/" if settings.DEMO else f"{settings.LOGIN_URL}?{urlencode({'next': request.get_full_path()})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": "/" if settings.DEMO else settings.LOGIN_URL})
    return redirect(address)

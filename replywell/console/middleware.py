"""Who is asking, for which practice, and whether they may.

The whole view runs in one transaction that sees the active practice's rows only. A view that names no right
(`rights.needs`) is refused to everybody.
"""

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, cast
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import DateTimeField, Func
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import gettext as _

from replywell.audit.record import record
from replywell.common.tenancy import practice_scope
from replywell.console import rules, second_factor, sessions
from replywell.console.rights import Right, needed, rights_of, who_may
from replywell.practices.models import Practice, Staff
from replywell.practices.queries import memberships

log = logging.getLogger(__name__)

FILES = ("/static/", "/favicon.ico")


class StaffRequest(HttpRequest):
    """A request of a logged-in member of staff. `now` is domain time, UTC; `may` has the rights by name, for pages.

    `began`: wall time, milliseconds. What happened since then is not surely on the page.
    """

    began: int
    staff: Staff
    practice: Practice
    practices: list[int]
    now: datetime
    rights: frozenset[Right]
    clinical_roles: list[str]
    may: dict[str, bool]
    idle_minutes: int
    warning: int
    demo: bool
    live_url: str


class StaffMiddleware:
    """Opens the active practice around the view, or sends strangers to the log-in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.policy = content_security_policy()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        right = request.needed = _needed(request)  # type: ignore[attr-defined]
        request.began = round(time.time() * 1000)  # type: ignore[attr-defined]
        if right is Right.EVERYBODY or request.path_info.startswith(FILES):
            response = self.get_response(request)
        elif not request.user.is_authenticated:
            response = _to_login(request)
        elif right is Right.OWN_LOGIN:
            response = self.get_response(request)
            if request.user.is_authenticated:
                sessions.stay(request, sessions.minutes_so_far(request))
        else:
            response = self._inside(cast(StaffRequest, request), right)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        response.headers["X-Frame-Options"] = "SAMEORIGIN" if settings.DEMO else "DENY"
        response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_: Any) -> HttpResponse | None:
        """The view that runs is the one whose right was asked."""
        if needed(view, request.method) is not request.needed:  # type: ignore[attr-defined]
            return HttpResponse("Refused.", status=403)
        return None

    def _inside(self, request: StaffRequest, right: Right | None) -> HttpResponse:
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
            found = Staff.objects.select_related("practice").filter(user_id=user_id, active=True)
            staff = found.annotate(
                asked_at=Func(function="domain_now", output_field=DateTimeField()),
                access=rules.asked_along(),
                roles_here=ArraySubquery(rules.roles_that_log_in()),
            ).first()
            if staff is None:  # dismissed between the two questions
                return render(request, "console/no_practice.html", status=403)
            request.staff, request.practice, request.now = staff, staff.practice, staff.asked_at.astimezone(UTC)
            of_practice = rules.told(active, staff.access)
            request.demo, request.live_url = settings.DEMO, settings.LIVE_URL
            request.clinical_roles = rules.clinical_roles(of_practice, staff.roles_here)
            request.rights = rights_of(staff.role, request.clinical_roles)
            if settings.DEMO:
                request.rights |= {Right.AUDIT}  # it tells the demo's story
            request.may = {one.name.lower(): True for one in request.rights}
            request.idle_minutes = sessions.minutes_of(of_practice.idle_minutes)
            request.warning = sessions.warning(request.idle_minutes)
            if _lacks_second_factor(request, of_practice.second_factor_roles):
                return _elsewhere(request, "/security/")
            with timezone.override(ZoneInfo(staff.practice.zone)):
                if right not in request.rights and _is_there(request):
                    return _refuse(request, right)
                response = self.get_response(request)
            if not sessions.is_automatic(request) and request.user.is_authenticated:
                sessions.stay(request, request.idle_minutes)
            if response.status_code >= 400:
                # Django has turned an exception into a page: what the view did up to there is undone.
                transaction.set_rollback(True)
        return response


def _needed(request: HttpRequest) -> Right | None:
    """The right that the address asks for; None where it names none, or leads nowhere."""
    try:
        return needed(resolve(request.path_info).func, request.method)
    except Resolver404:
        return None


def _is_there(request: HttpRequest) -> bool:
    try:
        resolve(request.path_info)
    except Resolver404:
        return False
    return True


def _lacks_second_factor(request: StaffRequest, roles: list[str]) -> bool:
    """Whether the role needs a second factor that the log-in does not have. Seen once in a session."""
    if settings.DEMO or request.staff.role not in roles or request.session.get("second_factor"):
        return False
    if not second_factor.has_one(request.staff.user_id or 0):
        return True
    request.session["second_factor"] = True
    return False


def _refuse(request: StaffRequest, right: Right | None) -> HttpResponse:
    """In words, and audited."""
    if right is None:
        log.error("No right is named for %s: refused", request.path_info)
    record(
        request.practice.pk, "access.refused", f"staff:{request.staff.pk}", actor=f"staff:{request.staff.code}",
        at=request.now, right=right.name.lower() if right else "none",
    )  # fmt: skip
    may = [role.label for role in who_may(right)] if right else []
    return render(request, "403.html", {"right": _(right.value) if right else "", "who_may": may}, status=403)


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
    if settings.DEMO:
        return _elsewhere(request, "/")
    onward = "" if request.headers.get("HX-Request") else f"?{urlencode({'next': request.get_full_path()})}"
    return _elsewhere(request, settings.LOGIN_URL + onward)


def _elsewhere(request: HttpRequest, address: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)

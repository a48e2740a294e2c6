"""How somebody without a log-in comes in: by a signed link, or to the practice's public page.

Each view runs in one transaction of its practice; an answer of 400 or more undoes it. Dead links explain themselves,
and who tries many is asked to wait.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils import translation

from replywell.audit.record import record
from replywell.booking_pages import words
from replywell.common import clock, phones
from replywell.common.links import BadLink
from replywell.common.tenancy import practice_scope
from replywell.console import limits
from replywell.console.limits import Limit
from replywell.patients import page_links, page_rules
from replywell.patients.models import PageLink, Patient
from replywell.practices.models import Number, Practice
from replywell.practices.queries import practice_id, practice_ids

POSTS = Limit("page_post", 60)
"""Forms sent from one address, whatever the page."""
LOOKS = Limit("page_look", 300)
"""Looks at public pages from one address: each searches the calendar."""
ASKS = Limit("page_ask", 12)
"""Forms for a visit sent from one address: a waiting room shares one."""
PRACTICE_ASKS = Limit("page_practice", 120)
"""The same for one practice, from wherever they come: each may cost it a text."""
COOKIE = "page_language"
METHODS = ("GET", "HEAD", "POST")


@dataclass
class Visitor:
    """Who is at the page. `link` and `patient` are there when a signed link led here. `now` is domain time."""

    request: HttpRequest
    practice: Practice
    now: datetime
    language: str
    link: PageLink | None = None
    token: str = ""

    @property
    def patient(self) -> Patient:
        """Whose link it is. LookupError on a page without one."""
        if self.link is None:
            raise LookupError("This page has no link.")
        found: Patient = self.link.patient
        return found

    @property
    def phone(self) -> str:
        """The practice's phone, as people write it."""
        return phones.display(self.practice.phone)

    @property
    def text_number(self) -> str:
        """The number of the practice that may be texted, E.164; empty when none can be."""
        found = Number.objects.filter(active=True, stopped_at__isnull=True).order_by("pk")
        return found.values_list("phone", flat=True).first() or ""

    def say(self, key: str, **values: object) -> str:
        """The words of `key`."""
        return words.say(self.language, key, **values)

    def page(self, template: str, context: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
        """A page of ours."""
        own = {
            "language": self.language,
            "practice_name": self.practice.name,
            "phone": self.phone,
            "dial": self.practice.phone,
            "token": self.token,
            "languages": [(code, name) for code, name in words.LANGUAGES.items() if code != self.language],
        }
        response = render(self.request, f"booking_pages/{template}.html", {**own, **(context or {})}, status=status)
        response.headers["Content-Language"] = self.language
        return response


View = Callable[..., HttpResponse]


def linked(purpose: str) -> Callable[[View], View]:
    """A page behind a signed link: the view gets a `Visitor` in place of the request. Each look is audited."""

    def mark(view: View) -> View:
        @wraps(view)
        def come_in(request: HttpRequest, token: str, **more: Any) -> HttpResponse:
            if request.method not in METHODS:
                return HttpResponseNotAllowed(METHODS)
            address = limits.client_address(request)
            if limits.LINK.reached(address) or _too_often(request, address):
                return _wait(request)
            try:
                practice, signed = page_links.practice_of(purpose, token)
            except BadLink:
                practice = None
            if practice is None:
                limits.LINK.count(address)
                return _dead(request, _only_practice(), "unknown", 404)
            with practice_scope(practice):
                now = clock.now()
                row = Practice.objects.get(pk=practice)
                found = page_links.opened(purpose, signed, now)
                if found.link is None:
                    return _dead(request, row, found.why, 410)
                link = found.link
                language = _language(request, link.language or link.patient.language or row.language)
                visitor = Visitor(request, row, now, language, link, token)
                record(
                    row.pk, "page.opened", f"patient:{link.patient_id}", actor="patient", at=now, page=purpose,
                    method=request.method,
                )  # fmt: skip
                return _run(view, visitor, more)

        come_in.public_page = True  # type: ignore[attr-defined]
        return come_in

    return mark


def public(view: View) -> View:
    """A page of a practice for whoever comes, if it has one. Nothing about any patient is here, so no look is audited.

    The view gets a `Visitor` in place of the request.
    """

    @wraps(view)
    def come_in(request: HttpRequest, practice_code: str, **more: Any) -> HttpResponse:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        practice = practice_id(practice_code)
        if practice is None:
            return _dead(request, None, "no_page", 404)
        if _too_many(request, practice):
            return _wait(request)
        with practice_scope(practice):
            row = Practice.objects.get(pk=practice)
            if not page_rules.of_practice(practice).booking_page:
                return _dead(request, row, "no_page", 404)
            language = _language(request, "" if request.headers.get("Accept-Language") else row.language)
            return _run(view, Visitor(request, row, clock.now(), language), more)

    come_in.public_page = True  # type: ignore[attr-defined]
    return come_in


def _too_many(request: HttpRequest, practice: int) -> bool:
    """Counted outside the page's transaction, which may be undone."""
    address = limits.client_address(request)
    asks = request.method == "POST"
    counted = [(ASKS, address), (PRACTICE_ASKS, str(practice))] if asks else [(LOOKS, address)]
    if any(limit.reached(key) for limit, key in counted):
        return True
    for limit, key in counted:
        limit.count(key)
    return False


def _run(view: View, visitor: Visitor, more: dict[str, Any]) -> HttpResponse:
    """The view in the visitor's language; a choice of language is kept for the next page."""
    with translation.override(visitor.language):
        response = view(visitor, **more)
    if visitor.request.GET.get("lang") in words.LANGUAGES:
        response.set_cookie(
            COOKIE, visitor.language, max_age=30 * 24 * 3600, httponly=True, samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )  # fmt: skip
    if response.status_code >= 400:
        transaction.set_rollback(True)
    return response


def _language(request: HttpRequest, usual: str) -> str:
    """What was chosen on the page, else what it is usually in."""
    for one in (request.GET.get("lang"), request.COOKIES.get(COOKIE), usual):
        if one in words.LANGUAGES:
            return one
    asked = translation.get_language_from_request(request)
    return asked if asked in words.LANGUAGES else "en"


def _too_often(request: HttpRequest, address: str) -> bool:
    if request.method != "POST":
        return False
    if POSTS.reached(address):
        return True
    POSTS.count(address)
    return False


def _wait(request: HttpRequest) -> HttpResponse:
    return _simple(request, "slow", _language(request, ""), 429, minutes=limits.MINUTES)


def _only_practice() -> Practice | None:
    """Whose page somebody with a broken link must want, where only one practice is here."""
    here = practice_ids()
    if len(here) != 1:
        return None
    with practice_scope(here[0]):
        return Practice.objects.get(pk=here[0])


def _dead(request: HttpRequest, practice: Practice | None, why: str, status: int) -> HttpResponse:
    """A link that opens nothing says why, and what to do."""
    language = _language(request, practice.language if practice else "")
    lines = [words.say(language, f"dead.{why}")]
    if practice:
        lines.append(words.say(language, "dead.what", phone=phones.display(practice.phone)))
    else:
        lines.append(words.say(language, "dead.what_unknown"))
    return _show(request, language, words.say(language, "dead.title"), lines, status, practice)


def _simple(
    request: HttpRequest, what: str, language: str, status: int, practice: Practice | None = None, **values: object
) -> HttpResponse:
    lines = [words.say(language, f"{what}.what", **values)]
    return _show(request, language, words.say(language, f"{what}.title"), lines, status, practice)


def _show(
    request: HttpRequest, language: str, title: str, lines: list[str], status: int, practice: Practice | None
) -> HttpResponse:
    context = {
        "language": language,
        "title": title,
        "lines": lines,
        "practice_name": practice.name if practice else "",
        "phone": phones.display(practice.phone) if practice else "",
        "dial": practice.phone if practice else "",
    }
    response = render(request, "booking_pages/says.html", context, status=status)
    response.headers["Content-Language"] = language
    return response

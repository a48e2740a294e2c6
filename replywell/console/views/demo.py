"""The demo: patient phones beside the inbox, and the clock above both. Refused where the demo is off."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from django.conf import settings
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET, require_POST

from replywell.audit.record import record
from replywell.common import clock, phones
from replywell.common.notify import OUTBOUND, WAKE, poke, poke_live
from replywell.common.tenancy import practice_scope
from replywell.console import demo_phones
from replywell.console.middleware import StaffRequest
from replywell.console.parts import make, respond
from replywell.console.rights import Right, needs
from replywell.console.trail import contact_names
from replywell.console.views.inbox import actor
from replywell.patients.models import Contact
from replywell.practices.models import Staff
from replywell.practices.queries import practice_ids

STEPS = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1), "day": timedelta(days=1)}
LONGEST = 1_000
WHO_WAITS = 5
"""So many phones of the waitlist come onto the table at once: who is asked first."""
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def enter(request: HttpRequest) -> HttpResponse:
    """The demo's front door: a stranger becomes its first member of staff."""
    if not request.user.is_authenticated:
        for practice in practice_ids()[:1]:
            with practice_scope(practice):
                staff = Staff.objects.filter(active=True, user__isnull=False).select_related("user").first()
                if staff is not None and staff.user is not None:
                    login(request, staff.user, backend=BACKEND)
                    request.session["practice"] = practice
                    return redirect("demo")
        return redirect("account_login")
    return redirect("demo")


def demo_only(view: Callable[[StaffRequest], HttpResponse]) -> Callable[[StaffRequest], HttpResponse]:
    """404 outside the demo."""

    @wraps(view)
    def guarded(request: StaffRequest) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request)

    return guarded


@needs(Right.STAFF)
@demo_only
@require_GET
def demo(request: StaffRequest) -> HttpResponse:
    """The table with the phones, the inbox and the clock."""
    if not _table(request):
        request.session["phones"] = [str(one.public_id) for one in demo_phones.first_phones()]
    logins = list(Staff.objects.filter(active=True, user__isnull=False).order_by("id"))
    return render(
        request,
        "console/demo.html",
        {
            **{f"part_{name}": part for name, part in _parts(request).items()},
            "logins": logins,
            "live_url": settings.LIVE_URL,
        },
    )


@needs(Right.STAFF)
@demo_only
@require_GET
def demo_changes(request: StaffRequest) -> HttpResponse:
    """What changed on the phones and the clock."""
    return _fresh(request)


@needs(Right.STAFF)
@demo_only
@require_POST
def demo_send(request: StaffRequest) -> HttpResponse:
    """A patient's text, by the same door as a carrier's."""
    contact = _contact(request)
    body = request.POST.get("body", "").strip()[:LONGEST]
    if not body:
        return _fresh(request, problem="Write something first.")
    demo_phones.text_from(contact, body)
    return _fresh(request)


@needs(Right.STAFF)
@demo_only
@require_POST
def demo_clock(request: StaffRequest) -> HttpResponse:
    """Move the clock of every process: to the next event, or by an hour or a day."""
    by = STEPS.get(request.POST.get("by", ""))
    if by is None:
        coming = demo_phones.next_event(request.now)
        if coming is None:
            return _fresh(request, problem="Nothing is planned. Move the clock by an hour or a day.")
        by = max(timedelta(0), coming.at - request.now) + timedelta(seconds=1)
    request.now = clock.shift(by)
    record(
        request.practice.pk, "clock.moved", f"practice:{request.practice.pk}", actor=actor(request), at=request.now,
        to=request.now.isoformat(),
    )  # fmt: skip
    poke(WAKE)
    poke(OUTBOUND)
    poke_live(request.practice.public_id, "clock", "moved")
    return _fresh(request)


@needs(Right.STAFF)
@demo_only
@require_POST
def demo_phone(request: StaffRequest) -> HttpResponse:
    """Put a phone on the table or take it away; or put those there that wait for an earlier visit."""
    if request.POST.get("phone") == "waiting":
        waiting = [str(one.public_id) for one in demo_phones.waiting(WHO_WAITS)]
        table = [str(one.public_id) for one in _table(request)]
        request.session["phones"] = table[:1] + [one for one in waiting if one not in table[:1]]
        return _fresh(request)
    contact = str(_contact(request).public_id)
    table = [str(one.public_id) for one in _table(request)]
    others = [one for one in table if one != contact]
    # The last phone stays: an empty table shows nothing.
    request.session["phones"] = (others or table) if contact in table else [contact, *table]
    return _fresh(request)


@needs(Right.STAFF)
@demo_only
@require_POST
def demo_as(request: StaffRequest) -> HttpResponse:
    """Be another member of the demo's staff."""
    staff = Staff.objects.filter(code=request.POST.get("staff", ""), active=True, user__isnull=False).first()
    if staff is None or staff.user is None:
        raise Http404
    kept, practice = request.session.get("phones", []), request.practice.pk
    login(request, staff.user, backend=BACKEND)
    request.session["practice"], request.session["phones"] = practice, kept
    return redirect("demo")


def _table(request: StaffRequest) -> list[Contact]:
    return demo_phones.on_table(request.session.get("phones", []))


def _contact(request: StaffRequest) -> Contact:
    try:
        found = Contact.objects.filter(public_id=request.POST.get("phone", "")).first()
    except ValidationError:
        found = None
    if found is None:
        raise Http404
    return found


def _fresh(request: StaffRequest, problem: str = "") -> HttpResponse:
    return respond(request, _parts(request, swap=True), problem=problem)


def _parts(request: StaffRequest, *, swap: bool = False) -> dict[str, SafeString]:
    chosen = _table(request)
    everybody = demo_phones.everybody()
    names = contact_names(one.pk for one in everybody)
    context = {
        "now": request.now,
        "coming": demo_phones.next_event(request.now),
        "phones": demo_phones.read(chosen, request.now, request.practice.language),
        "practice": request.practice,
        "others": [(one, names.get(one.pk) or phones.display(one.phone)) for one in everybody if one not in chosen],
    }
    return make(("clock", "phones"), context, request, swap=swap)

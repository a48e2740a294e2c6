"""The audit trail in words, for those who answer for it."""

import json
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from replywell.audit.models import AuditEvent
from replywell.audit.record import record
from replywell.common import clock
from replywell.console import csv_safe, trail
from replywell.console.middleware import StaffRequest
from replywell.console.rights import Right, needs
from replywell.console.seen import viewed
from replywell.console.views.inbox import conversation_or_404

MOST = 20_000
"""Events in one file."""


@needs(Right.AUDIT)
@require_GET
def export(request: StaffRequest) -> HttpResponse:
    """The trail of some days (`from`, `until`, by the practice's clock) for a spreadsheet. Audited."""
    zone = ZoneInfo(request.practice.zone)
    today = request.now.astimezone(zone).date()
    try:
        first = date.fromisoformat(request.GET.get("from") or str(today - timedelta(days=30)))
        last = date.fromisoformat(request.GET.get("until") or str(today))
        begins = clock.at_wall(datetime.combine(first, time(0)), zone)
        ends = clock.at_wall(datetime.combine(last + timedelta(days=1), time(0)), zone)
    except (ValueError, OverflowError):
        return _no_export(request, _("Write days such as 2026-03-12."))
    events = list(AuditEvent.objects.filter(at__gte=begins, at__lt=ends).order_by("id")[: MOST + 1])
    if len(events) > MOST:
        return _no_export(request, _("That is more than %(most)s events. Choose fewer days.") % {"most": MOST})
    record(
        request.practice.pk, "audit.exported", f"practice:{request.practice.pk}", actor=f"staff:{request.staff.code}",
        at=request.now, first=first, last=last, events=len(events),
    )  # fmt: skip
    told = trail.tell(events)
    rows: list[tuple[object, ...]] = [
        (one.at.isoformat(), tale.who, tale.what, tale.about, one.actor, one.verb, one.subject, json.dumps(one.details))
        for one, tale in zip(events, told, strict=True)
    ]
    head = (_("When (UTC)"), _("Who"), _("What"), _("About"), "actor", "verb", "subject", "details")
    return HttpResponse(
        "".join(csv_safe.lines([head, *rows])),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="audit-{first}-{last}.csv"'},
    )


def _no_export(request: StaffRequest, why: str) -> HttpResponse:
    return render(request, "console/problem.html", {"problem": why, "back_to": "/audit/"}, status=400)


@needs(Right.AUDIT)
@require_GET
def audit(request: StaffRequest) -> HttpResponse:
    """Newest first; `about` one conversation, `before` an event to page on, `views` to see who looked at what."""
    about = request.GET.get("about", "")
    conversation = conversation_or_404(about) if about else None
    subjects = trail.subjects_of(conversation) if conversation else None
    before = request.GET.get("before", "")
    views = request.GET.get("views") == "1"
    events = trail.newest(subjects, before=int(before) if before.isdecimal() else None, views=views)
    subject = f"conversation:{conversation.pk}" if conversation else f"practice:{request.practice.pk}"
    viewed(request, "audit.viewed", subject, refresh="HX-Request" in request.headers)
    name = ""
    if conversation:
        name = trail.contact_names([conversation.contact_id]).get(conversation.contact_id) or conversation.contact.phone
    return render(
        request,
        "console/audit.html",
        {
            "events": events,
            "more": events[-1].id if len(events) == trail.PAGE else None,
            "conversation": conversation,
            "name": name,
            "views": views,
            "live_url": settings.LIVE_URL,
        },
    )

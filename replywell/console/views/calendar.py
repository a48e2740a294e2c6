"""The calendar's day."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from replywell.console import day as days
from replywell.console.middleware import StaffRequest
from replywell.console.rights import Right, needs
from replywell.console.seen import viewed


@needs(Right.CALENDAR)
@require_GET
def calendar(request: StaffRequest) -> HttpResponse:
    """One day (`day`, else today) with its visits, gaps and a line for now."""
    zone = ZoneInfo(request.practice.zone)
    today = request.now.astimezone(zone).date()
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
        before, after = day - timedelta(days=1), day + timedelta(days=1)
    except (ValueError, OverflowError):
        day = today
        before, after = day - timedelta(days=1), day + timedelta(days=1)
    viewed(
        request, "calendar.viewed", f"practice:{request.practice.pk}", refresh="HX-Request" in request.headers,
        day=day.isoformat(),
    )  # fmt: skip
    return render(
        request,
        "console/calendar.html",
        {
            "day": days.read_day(day, request.now, zone),
            "title": days.title(day, request.now, zone),
            "before": before.isoformat(),
            "after": after.isoformat(),
            "is_today": day == today,
            "live_url": settings.LIVE_URL,
        },
    )

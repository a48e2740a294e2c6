"""Today: who comes, who is here, who is late, what is free; marks with one click."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from replywell.console import day as days
from replywell.console.middleware import StaffRequest
from replywell.console.parts import make, respond
from replywell.console.rights import Right, needs
from replywell.console.seen import viewed
from replywell.console.views import answers

FIGURES = (
    ("", "visits", _("Visits")),
    ("unconfirmed", "unconfirmed", _("Not confirmed")),
    ("late", "late", _("Late")),
    ("arrived", "arrived", _("Here")),
    ("gaps", "gaps", _("Gaps")),
    ("held", "held", _("Kept free")),
)


@needs(Right.CALENDAR)
@require_GET
def today(request: StaffRequest) -> HttpResponse:
    """One day (`on`, else today) by practitioner; `show` only what is late, unconfirmed ..."""
    if "HX-Request" in request.headers:
        return respond(request, parts(request, request.GET))
    day = day_asked(request, request.GET)
    zone = ZoneInfo(request.practice.zone)
    return render(
        request,
        "console/today.html",
        {
            "part_today": parts(request, request.GET, swap=False)["today"],
            "title": days.title(day, request.now, zone),
            "day": day,
            "before": address(day - timedelta(days=1)),
            "after": address(day + timedelta(days=1)),
            "is_today": day == request.now.astimezone(zone).date(),
            "look": address(day, request.GET.get("show", "")),
        },
    )


def parts(request: StaffRequest, params: QueryDict, *, swap: bool = True) -> dict[str, SafeString]:
    """The day as a part of the page. Audited."""
    day, show = day_asked(request, params), params.get("show", "")
    show = show if show in days.SHOWN else ""
    viewed(request, "calendar.viewed", f"practice:{request.practice.pk}", refresh=swap, day=day.isoformat())
    found = days.today(day, request.now, show)
    context: dict[str, Any] = {
        "today": found,
        "day": day,
        "show": show,
        "now": request.now,
        "figures": [
            (label, found.figures[name], address(day, key), key == show)
            for key, name, label in FIGURES
            if found.figures[name] or key in ("", "unconfirmed") or key == show
        ],
        "everything": address(day),
        "deed_query": answers.query("today", on=day.isoformat(), show=show),
    }
    return make(("today",), context, request, swap=swap)


def day_asked(request: StaffRequest, params: QueryDict, name: str = "on") -> date:
    """The day that the address names, else today by the practice's wall."""
    try:
        found = date.fromisoformat(params.get(name, ""))
    except ValueError:
        found = request.now.astimezone(ZoneInfo(request.practice.zone)).date()
    if not 1900 < found.year < 2200:
        found = request.now.astimezone(ZoneInfo(request.practice.zone)).date()
    return found


def address(day: date, show: str = "") -> str:
    """Where a day of this page is."""
    return f"/today/?{urlencode({'on': day.isoformat()} | ({'show': show} if show else {}))}"


answers.PAGES["today"] = answers.Shown(
    parts, lambda params: "/today/?" + urlencode({key: params[key] for key in ("on", "show") if params.get(key)})
)

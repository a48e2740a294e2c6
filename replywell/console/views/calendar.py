"""The calendar: a day by practitioner, a practitioner's week, everybody's week in figures."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from replywell.console import day as days
from replywell.console.middleware import StaffRequest
from replywell.console.parts import make, respond
from replywell.console.rights import Right, needs
from replywell.console.seen import viewed
from replywell.console.views import answers
from replywell.console.views.today import day_asked
from replywell.console.views.visits import visit_or_404
from replywell.practices.models import Practitioner


@needs(Right.CALENDAR)
@require_GET
def calendar(request: StaffRequest) -> HttpResponse:
    """A day (`day`, else today), or the week around it (`as=week`) of everybody or of one practitioner (`who`)."""
    if "HX-Request" in request.headers:
        return respond(request, parts(request, request.GET))
    day = day_asked(request, request.GET, "day")
    zone = ZoneInfo(request.practice.zone)
    is_week = request.GET.get("as") == "week"
    who = _practitioner(request.GET.get("who", ""))
    step = timedelta(days=7 if is_week else 1)
    monday = day - timedelta(days=day.weekday())
    as_week = "week" if is_week else ""
    today = request.now.astimezone(zone).date()
    return render(
        request,
        "console/calendar.html",
        {
            "part_calendar": parts(request, request.GET, swap=False)["calendar"],
            "title": _("Week of {day}").format(day=date_format(monday, _("F j")))
            if is_week
            else days.title(day, request.now, zone),
            "day": day,
            "is_week": is_week,
            "who": who,
            "people": Practitioner.objects.order_by("name") if is_week else [],
            "before": address(day - step, as_week, who),
            "after": address(day + step, as_week, who),
            "now": address(today, as_week, who),
            "is_now": monday == today - timedelta(days=today.weekday()) if is_week else day == today,
            "as_day": address(day, "", None),
            "as_week": address(day, "week", None),
            "look": address(day, as_week, who),
            "live_url": settings.LIVE_URL,
        },
    )


def parts(request: StaffRequest, params: QueryDict, *, swap: bool = True) -> dict[str, SafeString]:
    """The days as a part of the page. Audited."""
    day = day_asked(request, params, "day")
    zone = ZoneInfo(request.practice.zone)
    is_week, who = params.get("as") == "week", _practitioner(params.get("who", ""))
    monday = day - timedelta(days=day.weekday())
    seen = f"{monday.isoformat()} to {(monday + timedelta(days=6)).isoformat()}" if is_week else day.isoformat()
    viewed(request, "calendar.viewed", f"practice:{request.practice.pk}", refresh=swap, day=seen)
    context: dict[str, Any] = {"is_week": is_week}
    if is_week and who is None:
        context["overview"] = [
            (one, address(day, "week", one), [(cell, address(cell.day, "", None)) for cell in cells])
            for one, cells in days.week_overview(monday, request.now)
        ]
        context["week"] = [monday + timedelta(days=number) for number in range(7)]
    elif who is not None and is_week:
        context["grid"] = days.week_grid(monday, who, request.now, zone)
    else:
        context["grid"] = days.day_grid(day, request.now, zone)
    context["deed_query"] = _carried(params, day)
    return make(("calendar",), context, request, swap=swap)


@needs(Right.CALENDAR)
@require_GET
def card(request: StaffRequest, visit_id: UUID) -> HttpResponse:
    """One visit beside the calendar, with what can be done to it."""
    visit = visit_or_404(visit_id)
    state, said = days.state_of(visit, request.now)
    thread = days.threads_of([visit.patient_id] if visit.patient_id else []).get(visit.patient_id or 0, "")
    day = day_asked(request, request.GET, "day")
    context = {
        "visit": visit, "state": state, "said": said, "thread": thread, "now": request.now,
        "begun": visit.starts_at <= request.now, "deed_query": _carried(request.GET, day),
    }  # fmt: skip
    return answers.fragment(request, "console/parts/card.html", context, _("One visit"))


def address(day: date, how: str, who: Practitioner | None) -> str:
    """Where a day or a week is."""
    more = {"as": how} if how else {}
    return f"/calendar/?{urlencode({'day': day.isoformat()} | more | ({'who': str(who.public_id)} if who else {}))}"


def _carried(params: QueryDict, day: date) -> str:
    more = {key: params.get(key) or "" for key in ("as", "who")}
    return answers.query("calendar", day=day.isoformat(), **more)


def _practitioner(public_id: str) -> Practitioner | None:
    try:
        return Practitioner.objects.filter(public_id=public_id).first() if public_id else None
    except ValidationError:
        return None


answers.PAGES["calendar"] = answers.Shown(
    parts,
    lambda params: "/calendar/?" + urlencode({key: params[key] for key in ("day", "as", "who") if params.get(key)}),
)

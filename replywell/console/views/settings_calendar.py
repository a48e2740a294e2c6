"""Settings of the calendar: locations, clinicians, rooms, when they work, kinds of visit."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from replywell.console.filling import clock_words
from replywell.console.middleware import StaffRequest
from replywell.console.rights import Right, needs
from replywell.console.setup.fields import DAYS, Known, Setting, code_of
from replywell.console.setup.overview import Line
from replywell.console.setup.places import (
    LocationForm,
    NewScheduleForm,
    PractitionerForm,
    ScheduleForm,
    TypeForm,
)
from replywell.console.views.settings import add_page, both, edit_page, saved
from replywell.console.words import span
from replywell.ehr import edit
from replywell.practices.models import Location, Practitioner
from replywell.scheduling.models import Appointment, AppointmentType, Occupancy, Schedule

ADDRESS = {"location": "locations", "practitioner": "clinicians", "schedule": "calendars", "type": "visits"}
MODELS: dict[str, Any] = {
    "location": Location, "practitioner": Practitioner, "schedule": Schedule, "type": AppointmentType,
}  # fmt: skip


# Lists


@needs(Right.SETTINGS)
@require_GET
def locations(request: StaffRequest) -> HttpResponse:
    """The clinics with their hours."""
    known = Known(request.practice, request.now)
    lines = [
        Line(row["name"], address, week_in_words(row["hours"]), "" if row["hours"] else _("no opening hours"))
        for row, address in rows_of(known, "location")
    ]
    return lists(
        request, _("Locations and hours"), lines, "locations", _("Add a location"), _("No location yet."),
        _("Where patients come to. Hours tell them when somebody answers."),
    )  # fmt: skip


@needs(Right.SETTINGS)
@require_GET
def clinicians(request: StaffRequest) -> HttpResponse:
    """The clinicians with when they work."""
    known = Known(request.practice, request.now)
    worked: dict[str, list[Any]] = {}
    for schedule in known.rows("schedule").values():
        if schedule.values["practitioner"] and schedule.values["active"]:
            found = [one[:3] for one in schedule.values["sessions"]]
            worked.setdefault(schedule.values["practitioner"], []).extend(found)
    codes = dict(Practitioner.objects.values_list("public_id", "code"))
    lines = []
    for row, address in rows_of(known, "practitioner"):
        times = worked.get(codes[UUID(address.split("/")[-2])], [])
        words = f"{row['text_name']} · {week_in_words(times)}" if times else row["text_name"]
        lines.append(Line(row["name"], address, words, "" if times else _("no working times")))
    return lists(
        request, _("Clinicians"), lines, "clinicians", _("Add a clinician"), _("Nobody yet."),
        _("Whoever patients are booked with."),
    )  # fmt: skip


@needs(Right.SETTINGS)
@require_GET
def rooms(request: StaffRequest) -> HttpResponse:
    """Rooms, devices and teams."""
    known = Known(request.practice, request.now)
    places = dict(known.names("location"))
    kinds = dict(NewScheduleForm.base_fields["kind"].choices)  # type: ignore[attr-defined]
    lines = [
        Line(
            row["name"], address, f"{kinds.get(row['kind'], row['kind'])} · {places.get(row['location'], '')}",
            "" if row["active"] and row["sessions"] else _("not booked") if not row["active"] else _("no times"),
        )
        for row, address in rows_of(known, "schedule")
        if not row["practitioner"]
    ]  # fmt: skip
    return lists(
        request, _("Rooms and devices"), lines, "rooms", _("Add a room or device"), _("None."),
        _("Only what visits need and what there is too little of. Many practices have none here."),
    )  # fmt: skip


@needs(Right.SETTINGS)
@require_GET
def visits(request: StaffRequest) -> HttpResponse:
    """The kinds of visit."""
    known = Known(request.practice, request.now)
    lines = []
    for row, address in rows_of(known, "type"):
        words = _("%(minutes)s minutes") % {"minutes": row["minutes"]}
        if row["bookable_by_text"]:
            lead = {"lead": span(60 * row["lead_minutes"]), "days": row["horizon_days"]}
            words += " · " + _("by text, from %(lead)s to %(days)s days ahead") % lead
        lines.append(Line(row["name"], address, words, "" if row["needs"] else _("occupies nobody")))
    return lists(
        request, _("Kinds of visit"), lines, "visits", _("Add a kind of visit"), _("No kind of visit yet."),
        _("How long it takes, whom it occupies, whether a text may book it."),
    )  # fmt: skip


def lists(
    request: StaffRequest, title: str, lines: list[Line], where: str, new: str, empty: str, how: str
) -> HttpResponse:
    """A page of lines, each of which leads to its own."""
    return render(
        request,
        "console/settings/list.html",
        {
            "title": title, "intro": how, "lines": lines, "new_address": f"/settings/{where}/new/", "new_words": new,
            "empty": empty, "empty_how": how,
        },
    )  # fmt: skip


# One of them


@needs(Right.SETTINGS)
@both
def location(request: StaffRequest, location_id: UUID) -> HttpResponse:
    """One location."""
    code, name = row_or_404("location", location_id)
    return edit_page(request, LocationForm, "location", code, title=name, back=back("location"), first=_("Place"))


@needs(Right.SETTINGS)
@both
def clinician(request: StaffRequest, practitioner_id: UUID) -> HttpResponse:
    """One clinician, with the ways to their calendars."""
    code, name = row_or_404("practitioner", practitioner_id)
    schedules = list(
        Schedule.objects.filter(practitioner__code=code).select_related("location").order_by("-active", "id")
    )
    elsewhere = Location.objects.exclude(pk__in=[one.location_id for one in schedules]).order_by("name")
    return edit_page(
        request, PractitionerForm, "practitioner", code, title=name, back=back("practitioner"), first=_("Name"),
        template="console/settings/clinician.html", schedules=schedules, elsewhere=list(elsewhere),
        practitioner_id=practitioner_id,
    )  # fmt: skip


@needs(Right.SETTINGS)
@require_POST
def works_at(request: StaffRequest, practitioner_id: UUID) -> HttpResponse:
    """Another calendar, at another location."""
    code, name = row_or_404("practitioner", practitioner_id)
    known = Known(request.practice, request.now)
    place = request.POST.get("location", "")
    if place not in known.rows("location"):
        return redirect(f"/settings/clinicians/{practitioner_id}/")
    key = new_schedule(request, known, name, "practitioner", place, practitioner=code)
    messages.success(request, _("Added. Write down when they work there."))
    return redirect(f"/settings/calendars/{public_id('schedule', key)}/")


@needs(Right.SETTINGS)
@both
def calendar(request: StaffRequest, schedule_id: UUID) -> HttpResponse:
    """When a clinician, a room or a device works."""
    code, name = row_or_404("schedule", schedule_id)
    schedule = Schedule.objects.select_related("practitioner", "location").get(code=code)
    way = ("schedule", _("Rooms and devices"), "/settings/rooms/")
    if schedule.practitioner:
        way = ("schedule", schedule.practitioner.name, f"/settings/clinicians/{schedule.practitioner.public_id}/")
        name = _("%(name)s at %(place)s") % {"name": schedule.practitioner.name, "place": schedule.location.name}
    ahead = Occupancy.objects.filter(schedule=schedule, occupies=True, starts_at__gt=request.now).count()
    intro = (
        ngettext(
            "%(count)s visit is booked here. It stays where it is, whatever you change.",
            "%(count)s visits are booked here. They stay where they are, whatever you change.",
            ahead,
        )
        % {"count": ahead}
        if ahead
        else ""
    )
    return edit_page(
        request, ScheduleForm, "schedule", code, title=name, intro=intro, back=way[1:], first=_("Calendar")
    )  # fmt: skip


@needs(Right.SETTINGS)
@both
def visit(request: StaffRequest, type_id: UUID) -> HttpResponse:
    """One kind of visit."""
    code, name = row_or_404("type", type_id)
    ahead = Appointment.objects.filter(type__code=code, status="booked", starts_at__gt=request.now).count()
    intro = (
        ngettext("%(count)s visit ahead stays as it is.", "%(count)s visits ahead stay as they are.", ahead)
        % {"count": ahead}
        if ahead
        else ""
    )
    return edit_page(request, TypeForm, "type", code, title=name, intro=intro, back=back("type"), first=_("Name"))


# New ones


@needs(Right.SETTINGS)
@both
def location_new(request: StaffRequest) -> HttpResponse:
    """Another location."""
    known, form = fresh(request, LocationForm)
    if form.is_bound and form.is_valid():
        key = added(request, known, "location", form, form.wanted())
        if key:
            return redirect(f"/settings/locations/{public_id('location', key)}/")
    return add_page(request, form, title=_("Add a location"), back=back("location"), first=_("Place"))


@needs(Right.SETTINGS)
@both
def clinician_new(request: StaffRequest) -> HttpResponse:
    """Another clinician, with a calendar at one location."""
    known, form = fresh(request, PractitionerForm)
    if not known.rows("location"):
        messages.error(request, _("First add the location where they work."))
        return redirect("/settings/locations/new/")
    if form.is_bound and form.is_valid():
        with transaction.atomic():
            key = added(request, known, "practitioner", form, form.wanted())
            if key:
                place, name = form.cleaned_data["location"], form.cleaned_data["name"]
                calendar_key = new_schedule(request, known, name, "practitioner", place, practitioner=key)
                return redirect(f"/settings/calendars/{public_id('schedule', calendar_key)}/")
    return add_page(request, form, title=_("Add a clinician"), back=back("practitioner"), first=_("Name"))


@needs(Right.SETTINGS)
@both
def room_new(request: StaffRequest) -> HttpResponse:
    """Another room, device or team."""
    known, form = fresh(request, NewScheduleForm)
    if not known.rows("location"):
        messages.error(request, _("First add the location where it is."))
        return redirect("/settings/locations/new/")
    if form.is_bound and form.is_valid():
        found = form.cleaned_data
        key = new_schedule(request, known, found["name"], found["kind"], found["location"])
        return redirect(f"/settings/calendars/{public_id('schedule', key)}/")
    return add_page(
        request,
        form,
        title=_("Add a room or device"),
        back=(_("Rooms and devices"), "/settings/rooms/"),
        first=_("What"),
    )


@needs(Right.SETTINGS)
@both
def visit_new(request: StaffRequest) -> HttpResponse:
    """Another kind of visit."""
    known, form = fresh(request, TypeForm)
    if form.is_bound and form.is_valid():
        key = added(request, known, "type", form, form.wanted())
        if key:
            return redirect(f"/settings/visits/{public_id('type', key)}/")
    return add_page(request, form, title=_("Add a kind of visit"), back=back("type"), first=_("Name"))


# What they share


def fresh(request: StaffRequest, form_class: type[Setting]) -> tuple[Known, Setting]:
    """The form of a new row."""
    known = Known(request.practice, request.now)
    return known, form_class(None, known, request.POST if request.method == "POST" else None)


def added(request: StaffRequest, known: Known, kind: str, form: Setting, values: dict[str, Any]) -> str:
    """Make the row; its code, or empty where the database refuses it, which the form then says."""
    key = code_of(values["name"], known.rows(kind))
    try:
        edit.add(request.practice.pk, kind, key, values, actor=f"staff:{request.staff.code}", now=request.now)
    except edit.Taken as trouble:
        form.add_error(None, str(trouble))
        return ""
    saved(request)
    messages.success(request, _("Added."))
    return key


def new_schedule(
    request: StaffRequest, known: Known, name: str, kind: str, location: str, practitioner: str | None = None
) -> str:
    """A calendar without any working time yet. Returns its code."""
    key = code_of(practitioner or name, known.rows("schedule"))
    values = {
        "name": name, "kind": kind, "active": True, "location": location, "practitioner": practitioner,
        "sessions": [], "exceptions": [],
    }  # fmt: skip
    edit.add(request.practice.pk, "schedule", key, values, actor=f"staff:{request.staff.code}", now=request.now)
    saved(request)
    return key


def row_or_404(kind: str, wanted: UUID) -> tuple[str, str]:
    """(code, name) of a row by its public id."""
    found: tuple[str, str] | None = MODELS[kind].objects.filter(public_id=wanted).values_list("code", "name").first()
    if found is None:
        raise Http404("There is nothing like that here.")
    return found


def public_id(kind: str, code: str) -> UUID:
    """The name of a row in addresses."""
    found: UUID = MODELS[kind].objects.values_list("public_id", flat=True).get(code=code)
    return found


def rows_of(known: Known, kind: str) -> list[tuple[dict[str, Any], str]]:
    """(values, address) of each row, by name."""
    ids = dict(MODELS[kind].objects.values_list("code", "public_id"))
    rows = sorted(known.rows(kind).items(), key=lambda one: str(one[1].values["name"]))
    return [(dict(row.values), f"/settings/{ADDRESS[kind]}/{ids[code]}/") for code, row in rows]


def back(kind: str) -> tuple[str, str]:
    """Where a page leads back to."""
    names = {
        "location": _("Locations and hours"), "practitioner": _("Clinicians"), "type": _("Kinds of visit"),
    }  # fmt: skip
    return names[kind], f"/settings/{ADDRESS[kind]}/"


def week_in_words(found: list[Any]) -> str:
    """ "Monday to Friday 8:00 am - 5:00 pm" of [weekday, starts, ends]; days that are alike together."""
    days: dict[int, list[tuple[str, str]]] = {}
    for weekday, starts, ends in found:
        days.setdefault(weekday, []).append((starts, ends))
    told: list[tuple[int, int, str]] = []
    for weekday in sorted(days):
        words = ", ".join(f"{clock_words(starts)} - {clock_words(ends)}" for starts, ends in sorted(set(days[weekday])))
        if told and told[-1][1] == weekday - 1 and told[-1][2] == words:
            told[-1] = (told[-1][0], weekday, words)
        else:
            told.append((weekday, weekday, words))
    return "; ".join(
        f"{DAYS[first]} {words}"
        if first == last
        else _("%(first)s to %(last)s %(times)s") % {"first": DAYS[first], "last": DAYS[last], "times": words}
        for first, last, words in told
    )

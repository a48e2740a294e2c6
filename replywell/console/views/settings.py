"""Settings of the practice itself: the overview, the practice, closed days, caps and hours, the pause."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from replywell.console.middleware import StaffRequest
from replywell.console.rights import Right, needs
from replywell.console.setup import numbers
from replywell.console.setup.fields import Known, Setting
from replywell.console.setup.overview import overview as everything
from replywell.console.setup.practice import ClosuresForm, PracticeForm, TextingForm, today_of
from replywell.dialogue import hours
from replywell.ehr import edit
from replywell.ehr.edit import Edited
from replywell.messaging import templates

both = require_http_methods(["GET", "HEAD", "POST"])


@needs(Right.STAFF)
@require_GET
def overview(request: StaffRequest) -> HttpResponse:
    """Every settings page that the reader may open, and what is missing."""
    groups = everything(request.practice, request.now, request.rights, demo=request.demo)
    return render(
        request,
        "console/settings/overview.html",
        {
            "title": _("Settings"),
            "intro": _("Every change is written down with who made it, and the next load of a file leaves it alone."),
            "groups": groups,
            "missing": sum(bool(line.missing) for group in groups for line in group.lines),
        },
    )


@needs(Right.SETTINGS)
@both
def practice(request: StaffRequest) -> HttpResponse:
    """Name, phone, zone, languages, the cancel word, the pilot."""
    return edit_page(
        request, PracticeForm, "practice", request.practice.code, title=_("Practice"), first=_("Name and place")
    )


@needs(Right.SETTINGS)
@both
def texting(request: StaffRequest) -> HttpResponse:
    """Caps and quiet hours."""
    intro = _(
        "For what nobody asked for: reminders and recalls. Answers to a patient's own text leave at once, at any hour."
    )
    return edit_page(
        request, TextingForm, "practice", request.practice.code, title=_("How often and when"), intro=intro,
        template="console/settings/texting.html",
    )  # fmt: skip


@needs(Right.SETTINGS)
@both
def closures(request: StaffRequest) -> HttpResponse:
    """Days on which the whole practice is closed; `holidays`: a year whose public holidays are filled in."""
    known = Known(request.practice, request.now)
    this_year = today_of(known).year
    asked = request.GET.get("holidays", "")
    fill = int(asked) if asked in (str(this_year), str(this_year + 1)) else None
    return edit_page(
        request, ClosuresForm, "practice", request.practice.code, title=_("Closed days"),
        intro=_("On these days nobody is there: nothing is booked by text, and patients hear when somebody answers."),
        template="console/settings/closures.html", known=known, options={"fill": fill},
        years=[this_year, this_year + 1], filled=fill,
    )  # fmt: skip


@needs(Right.PAUSE)
@both
def pause(request: StaffRequest) -> HttpResponse:
    """The kill switch. Asked for twice: a reason, and a tick."""
    problem = ""
    if request.method == "POST":
        try:
            if request.POST.get("do") == "pause":
                if request.POST.get("sure") != "yes":
                    raise numbers.NotPossible(_("Tick that you are sure."))
                numbers.pause(request.staff, request.POST.get("reason", ""), now=request.now)
                messages.success(request, _("Texts are paused for the whole practice."))
            else:
                numbers.unpause(request.staff, now=request.now)
                messages.success(request, _("Texts leave again."))
            hours.forget(request.practice.pk)
            return redirect("/settings/pause/")
        except numbers.NotPossible as trouble:
            problem = str(trouble)
    return render(
        request,
        "console/settings/pause.html",
        {
            "title": _("Pause all texts"),
            "waiting": numbers.waiting_texts().count(),
            "problem": problem,
            "typed": request.POST,
        },
        status=400 if problem else 200,
    )


# What the pages share


def edit_page(
    request: StaffRequest,
    form_class: type[Setting],
    kind: str,
    key: str,
    *,
    title: str,
    intro: str = "",
    template: str = "console/settings/form.html",
    known: Known | None = None,
    options: Mapping[str, Any] | None = None,
    back: tuple[str, str] | None = None,
    **context: Any,
) -> HttpResponse:
    """Show one row, or save it. 404 where it is not there; 409 where somebody changed it meanwhile."""
    known = known or Known(request.practice, request.now)
    have = known.rows(kind).get(key)
    if have is None:
        raise Http404("There is nothing like that here.")
    form = form_class(have, known, request.POST if request.method == "POST" else None, **(options or {}))
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                changed = edit.change(
                    request.practice.pk, kind, key, form.wanted(), stamp=form.cleaned_data["stamp"],
                    actor=f"staff:{request.staff.code}", now=request.now,
                )  # fmt: skip
            except ValueError as trouble:
                form.add_error(None, str(trouble))
            else:
                saved(request)
                messages.success(request, _("Saved.") if changed else _("Nothing was changed."))
                return redirect(request.path)
        status = 400
    return show(request, form, title, intro, template, status, back=back, verb=_("Save"), have=have, **context)


def add_page(
    request: StaffRequest,
    form: Setting,
    *,
    title: str,
    back: tuple[str, str],
    intro: str = "",
    template: str = "console/settings/form.html",
    **context: Any,
) -> HttpResponse:
    """The empty page of a new row; after a POST that failed, what is wrong with it."""
    status = 400 if form.is_bound else 200
    return show(request, form, title, intro, template, status, back=back, verb=_("Add"), **context)


def show(
    request: StaffRequest,
    form: Setting,
    title: str,
    intro: str,
    template: str,
    status: int,
    *,
    verb: str,
    back: tuple[str, str] | None = None,
    have: Edited | None = None,
    **context: Any,
) -> HttpResponse:
    """A settings page with its form."""
    return render(
        request,
        template,
        {"form": form, "title": title, "intro": intro, "back": back, "verb": verb, "have": have, **context},
        status=status,
    )


def saved(request: StaffRequest) -> None:
    """What this process keeps of the practice for a few seconds is read anew."""
    hours.forget(request.practice.pk)
    templates.forget()

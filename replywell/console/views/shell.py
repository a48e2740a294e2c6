"""What every page has around it: the banner of emergencies, a person's preferences, the guide to the parts."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from replywell.console import preferences
from replywell.console.middleware import StaffRequest
from replywell.console.rights import Right, needs

SWATCHES = [
    "page",
    "paper",
    "shade",
    "hover",
    "line",
    "line-strong",
    "text",
    "muted",
    "accent",
    "tint",
    "tint-line",
    "urgent",
    "urgent-tint",
    "overdue",
    "overdue-tint",
    "waiting",
    "waiting-tint",
    "done",
    "done-tint",
]


@needs(Right.READ)
@require_GET
def emergencies(request: StaffRequest) -> HttpResponse:
    """The banner anew, for a page that is open."""
    return render(request, "console/emergencies.html")


@needs(Right.OWN_LOGIN)
@require_POST
def change_preferences(request: HttpRequest) -> HttpResponse:
    """One choice of language, colours or sound; back to the page it was made on."""
    for name in preferences.CHOICES:
        if name in request.POST:
            try:
                preferences.choose(request, name, request.POST[name])
            except ValueError:
                return HttpResponse("There is no such choice.", status=400)
    onward = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(
        onward, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        onward = "/home/"
    return redirect(onward)


@needs(Right.STAFF)
@require_GET
def styleguide(request: StaffRequest) -> HttpResponse:
    """Every part of the design system. Only while debugging, and in the demo."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    return render(request, "console/styleguide.html", {"swatches": SWATCHES})

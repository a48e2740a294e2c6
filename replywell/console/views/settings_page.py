"""The practice's page for everybody: whether it is there, and where."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from replywell.console.middleware import StaffRequest
from replywell.console.rights import Right, needs
from replywell.patients import page_rules
from replywell.scheduling.models import AppointmentType


@needs(Right.SETTINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def booking_page(request: StaffRequest) -> HttpResponse:
    """Open the page, or close it."""
    practice = request.practice
    if request.method == "POST":
        wanted = request.POST.get("booking_page") == "yes"
        if page_rules.change(practice.pk, booking_page=wanted, now=request.now, actor=f"staff:{request.staff.code}"):
            messages.success(request, _("The booking page is open.") if wanted else _("The booking page is closed."))
        return redirect("/settings/page/")
    address = f"{settings.PUBLIC_URL}/book/{practice.code}/"
    kinds = AppointmentType.objects.filter(bookable_by_text=True).order_by("name")
    return render(
        request,
        "console/settings/page.html",
        {
            "title": _("Booking page"),
            "intro": _("Where people without a link see free times and ask for a visit."),
            "open": page_rules.of_practice(practice.pk).booking_page,
            "address": address,
            "kinds": [(one.name, f"{address}?type={one.code}") for one in kinds],
            "in_spanish": f"{address}?lang=es",
        },
    )

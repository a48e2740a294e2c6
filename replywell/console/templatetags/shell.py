"""What stands around every page: the ways to the pages that one may open, and open emergencies."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from replywell.console import emergencies as of_emergencies
from replywell.console.rights import needed

register = template.Library()

WAYS: tuple[tuple[tuple[str, ...], Promise, str, bool], ...] = (
    (("inbox",), _("Inbox"), "g i", True),
    (("today",), _("Today"), "g t", True),
    (("calendar",), _("Calendar"), "g c", True),
    (("patients",), _("Patients"), "g p", True),
    (("waitlist",), _("Waitlist"), "g w", False),
    (("backfills",), _("Backfill"), "g b", False),
    (("settings", "people"), _("Settings"), "g s", False),
    (("audit",), _("Audit trail"), "g a", False),
)
"""By the name of the address: the first that exists and that one may open. Last: whether a phone's foot has room."""


@dataclass(frozen=True)
class Way:
    """One page in the bar."""

    address: str
    name: Promise
    key: str
    on_phone: bool
    here: bool


@register.simple_tag(takes_context=True)
def ways(context: dict[str, Any]) -> list[Way]:
    """The pages that the reader may open, in the bar's order."""
    request = context["request"]
    found = []
    for names, label, key, on_phone in WAYS:
        for name in names:
            try:
                address = reverse(name)
            except NoReverseMatch:
                continue
            if needed(resolve(address).func, "GET") in request.rights:
                start = "/settings/" if name in ("settings", "people") else address
                found.append(Way(address, label, key, on_phone, request.path.startswith(start)))
                break
    return found


@register.inclusion_tag("console/parts/emergencies.html", takes_context=True)
def emergencies(context: dict[str, Any]) -> dict[str, Any]:
    """The banner; an empty place for it when there is none."""
    request = context["request"]
    page = urlsplit(request.headers.get("HX-Current-URL", "")).path or request.path
    waiting = of_emergencies.waiting(request.now, page)
    return {
        "request": request, "csrf_token": context.get("csrf_token"),
        "found": waiting.found, "more": waiting.more, "others": waiting.others,
        "newest": waiting.newest,
    }  # fmt: skip

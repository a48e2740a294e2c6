"""The ways between settings pages."""

from django import template
from django.http import HttpRequest
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag(takes_context=True)
def settings_ways(context: template.Context) -> list[tuple[str, str]]:
    """(name, address) of each settings page that the reader may open."""
    request: HttpRequest = context["request"]
    may: dict[str, bool] = getattr(request, "may", {})
    ways: list[tuple[str, str]] = []
    if may.get("settings"):
        ways += [
            (_("Practice"), "/settings/practice/"),
            (_("Closed days"), "/settings/closures/"),
            (_("Locations and hours"), "/settings/locations/"),
            (_("Clinicians"), "/settings/clinicians/"),
            (_("Rooms and devices"), "/settings/rooms/"),
            (_("Kinds of visit"), "/settings/visits/"),
            (_("Numbers"), "/settings/numbers/"),
            (_("How often and when"), "/settings/texting/"),
            (_("Wordings"), "/settings/wordings/"),
            (_("Your own words"), "/settings/words/"),
            (_("On call"), "/settings/on-call/"),
        ]
    if may.get("answer"):
        ways.append((_("Saved replies"), "/settings/replies/"))
    if may.get("people"):
        ways.append((_("Staff"), "/settings/staff/"))
    ways.append((_("Who may do what"), "/settings/rights/"))
    if may.get("pause"):
        ways.append((_("Pause all texts"), "/settings/pause/"))
    return ways


@register.filter
def begins(path: str, address: str) -> bool:
    """Whether a page belongs to an address."""
    return path.startswith(address)


@register.filter
def of(names: dict[str, str], code: str) -> str:
    """The name behind a code; the code where nobody has it any more."""
    return names.get(code, code)

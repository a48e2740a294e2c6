"""The ways between settings pages."""

from django import template
from django.http import HttpRequest

from replywell.console.rights import Right
from replywell.console.setup.overview import WAYS

register = template.Library()


@register.simple_tag(takes_context=True)
def settings_ways(context: template.Context) -> list[tuple[str, str]]:
    """(name, address) of each settings page that the reader may open."""
    request: HttpRequest = context["request"]
    rights: frozenset[Right] = getattr(request, "rights", frozenset())
    return [(str(name), address) for _title, ways in WAYS for right, name, address in ways if right in rights]


@register.filter
def begins(path: str, address: str) -> bool:
    """Whether a page belongs to an address."""
    return path.startswith(address)


@register.filter
def of(names: dict[str, str], code: str) -> str:
    """The name behind a code; the code where nobody has it any more."""
    return names.get(code, code)

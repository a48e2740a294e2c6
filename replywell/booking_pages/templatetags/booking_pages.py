"""Words in templates: `{% say "visit.title" %}`, with places `{% say "visit.when" when=... %}`."""

from typing import Any

from django import template

from replywell.booking_pages import words

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: dict[str, Any], key: str, **values: object) -> str:
    """The words of `key` in the page's language."""
    return words.say(context["language"], key, **values)


@register.simple_tag(takes_context=True)
def day(context: dict[str, Any], when: Any) -> str:
    """A day in the page's language."""
    return words.day(context["language"], when)

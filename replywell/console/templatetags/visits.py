"""Tags of the pages that show visits: the forms that change them."""

from datetime import datetime, timedelta
from typing import Any

from django import template
from django.middleware.csrf import get_token
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from replywell.console import charts, words
from replywell.patients.models import ConsentEvent
from replywell.scheduling.models import Appointment

register = template.Library()


@register.simple_tag(takes_context=True)
def deed(
    context: dict[str, Any],
    visit: Appointment,
    name: str,
    label: str,
    style: str = "small",
    confirm: str = "",
    field: str = "version",
    value: object = None,
) -> SafeString:
    """A button that does `name` to a visit; the answer is the page (`deed_base` and `deed_query` of the context)."""
    address = conditional_escape(
        f"{context.get('deed_base', '/visits/')}{visit.public_id}/{name}/{context.get('deed_query', '')}"
    )
    ask = format_html(' hx-confirm="{}"', confirm) if confirm else ""
    token = context.get("csrf_token") or get_token(context["request"])  # masked anew by each call, which takes long
    given = visit.version if value is None else conditional_escape(str(value))
    # By hand, for a day has hundreds: `name`, `style` and `field` are ours, ids and tokens need no escaping.
    return SafeString(
        f'<form method="post" action="{address}" hx-post="{address}" hx-swap="none"{ask}>'
        f'<input type="hidden" name="csrfmiddlewaretoken" value="{token}">'
        f'<input type="hidden" name="{field}" value="{given}"><button class="{style}" id="{name}-{visit.public_id}" '
        f'aria-describedby="v-{visit.public_id}">{conditional_escape(label)}</button></form>'
    )


@register.simple_tag(takes_context=True)
def times_of(context: dict[str, Any], visit: Appointment) -> str:
    """The address of the times that a visit could move to."""
    return f"{context.get('deed_base', '/visits/')}{visit.public_id}/times/{context.get('deed_query', '')}"


@register.filter
def consent(event: ConsentEvent) -> str:
    """ "Agreed to texts about visits"."""
    return charts.consent_words(event)


@register.filter
def by_channel(channel: str) -> str:
    """How a consent came: "by text", "on a form"."""
    return str(words.CHANNELS.get(channel, channel))


@register.filter
def state(visit: Appointment) -> str:
    """The CSS class of a visit's state: by status, or by how far it is confirmed."""
    if visit.status != "booked":
        return visit.status
    return "late" if visit.late_minutes else visit.confirmation


@register.filter
def state_words(visit: Appointment) -> str:
    """A visit's state in words."""
    if visit.status == "booked" and visit.late_minutes:
        return _("{minutes} min late").format(minutes=visit.late_minutes)
    return {
        "held": _("kept free"),
        "arrived": _("here"),
        "fulfilled": _("done"),
        "cancelled": _("cancelled"),
        "noshow": _("missed"),
        "unasked": _("not asked yet"),
        "asked": _("asked, no answer yet"),
        "confirmed": _("confirmed"),
    }.get(state(visit), visit.status)


@register.filter
def is_near(visit: Appointment, now: datetime) -> bool:
    """Whether somebody may come for this visit about now."""
    return visit.starts_at - timedelta(hours=12) <= now

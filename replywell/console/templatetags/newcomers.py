"""Filters of what a thread shows of a newcomer: where the request and the intake stand, in words."""

from collections.abc import Iterable

from django import template
from django.utils.translation import gettext as _

from replywell.console.colleagues import Colleague
from replywell.console.words import when
from replywell.dialogue import staff as desk
from replywell.dialogue.lead_desk import CLOSED_AS, IntakeState, Newcomer
from replywell.patients.models import LeadSource, LeadStatus

register = template.Library()


@register.filter
def state_of_lead(one: Newcomer) -> str:
    """Where the request stands."""
    if one.run is not None:
        return {
            "agreeing": _("waits for a yes to texts"),
            "confirming": _("waits for a yes to texts"),
            "asking": _("is being asked"),
            "picking": _("chooses a time"),
        }.get(one.run.state, one.run.state)
    return {
        LeadStatus.OPEN: _("waits for a person"),
        LeadStatus.BOOKED: _("booked"),
        LeadStatus.DECLINED: _("wants no texts"),
        LeadStatus.HANDED_OVER: _("a person goes on"),
        LeadStatus.ABANDONED: _("stopped answering"),
    }[LeadStatus(one.lead.status)]


@register.filter
def tone_of_lead(one: Newcomer) -> str:
    """The badge's kind."""
    if one.lead.status == LeadStatus.BOOKED:
        return "done"
    return "waiting" if one.run is not None else ""


@register.filter
def source_of_lead(source: str) -> str:
    """How the request came."""
    return {
        LeadSource.TEXT: _("by text"),
        LeadSource.FORM: _("by the form on the website"),
        LeadSource.PAGE: _("on the booking page"),
    }[LeadSource(source)]


@register.simple_tag
def ends_of_leads() -> list[tuple[str, str]]:
    """How a person may close a request."""
    words = {
        LeadStatus.HANDED_OVER: _("I go on with them myself"),
        LeadStatus.DECLINED: _("they want no visit, or no texts"),
        LeadStatus.ABANDONED: _("they do not answer"),
    }
    return [(key.value, words[key]) for key in CLOSED_AS]


@register.simple_tag
def ways_to_agree() -> list[tuple[str, str]]:
    """How somebody may have agreed."""
    return [(key, str(words)) for key, words in desk.CHANNELS.items()]


@register.filter
def name_of_staff(code: str, everybody: Iterable[Colleague]) -> str:
    """The name of who answered for them."""
    return next((one.staff.name for one in everybody if one.staff.code == code), code)


@register.filter
def state_of_intake(one: IntakeState) -> str:
    """How far the details are."""
    if one.intake is not None and one.intake.finished_at is not None:
        return _("signed %(when)s") % {"when": when(one.intake.finished_at)}
    if one.step:
        return _("%(done)s of %(all)s steps filled in") % {"done": one.step, "all": one.steps}
    if one.opened_at is not None:
        return _("opened %(when)s, nothing filled in") % {"when": when(one.opened_at)}
    return _("sent, not opened yet") if one.sent_at is not None else _("not asked for yet")


@register.filter
def tone_of_intake(one: IntakeState) -> str:
    """The badge's kind."""
    return "done" if not one.wanted else "waiting" if one.sent_at is not None else ""

"""Filters of the staff pages: moments and names in the reader's words."""

from datetime import datetime
from functools import lru_cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from replywell.common import phones
from replywell.console import summaries, words
from replywell.patients import intake
from replywell.patients.models import Patient

register = template.Library()


@register.filter
def when(moment: datetime | None, zone: str = "") -> str:
    """ "Thu Mar 12, 2:30 pm"; empty for nothing."""
    return words.when(moment, zone) if moment else ""


@register.filter
def time_of(moment: datetime | None, zone: str = "") -> str:
    """ "2:30 pm"; empty for nothing."""
    return words.time_of(moment, zone) if moment else ""


@register.filter
def date_of(moment: datetime | None, zone: str = "") -> str:
    """ "Thu Mar 12"; empty for nothing."""
    return words.when(moment, zone).rpartition(",")[0] if moment else ""


@register.filter
def day(moment: datetime | None) -> str:
    """ "Thu Mar 12" in the practice's zone; empty for nothing."""
    return words.day(moment) if moment else ""


@register.filter
def summary(words_of_task: str) -> str:
    """What a task is about."""
    return summaries.said(words_of_task)


@register.filter
def phone(number: str) -> str:
    """ "(415) 555-0123"."""
    return phones.display(number)


@register.filter
def chart_said(patient: Patient) -> str:
    """ "Chart OAK-1", or that there is none in the record system: only Replywell knows a newcomer."""
    if patient.chart_id.startswith(intake.BEGINS_WITH):
        return gettext("new, no chart in the record system yet")
    return gettext("Chart %(chart)s") % {"chart": patient.chart_id}


@register.filter
def language(code: str) -> str:
    """ "English"."""
    return words.language(code)


@register.simple_tag
def one_meaning(chosen: str) -> SafeString:
    """The option that is chosen; `inbox.js` adds the others when somebody opens the menu."""
    return format_html('<option value="{}" selected>{}</option>', chosen, str(words.MEANINGS.get(chosen, chosen)))


@register.simple_tag
def meaning_options(chosen: str) -> SafeString:
    """What a text can mean, as the options of a menu."""
    return _meaning_options(chosen, get_language() or "en")


@lru_cache(maxsize=256)
def _meaning_options(chosen: str, language: str) -> SafeString:  # noqa: ARG001
    """Every page with a thread has them."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((code, SafeString(" selected") if code == chosen else "", str(name)) for code, name in words.MEANINGS.items()),
    )


@register.filter
def text(value: object) -> str:
    """As words, to be put together with others by `add`."""
    return str(value)

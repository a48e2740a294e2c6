"""Filters of the staff pages: moments and names in the reader's words."""

from datetime import datetime
from functools import lru_cache

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from replywell.common import phones
from replywell.console import summaries, words

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
def language(code: str) -> str:
    """ "English"."""
    return words.language(code)


@register.simple_tag
def meaning_options(chosen: str) -> SafeString:
    """What a text can mean, as the options of a menu."""
    return _meaning_options(chosen, get_language() or "en")


@lru_cache(maxsize=256)
def _meaning_options(chosen: str, language: str) -> SafeString:  # noqa: ARG001
    """A thread has a hundred of these menus."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((code, SafeString(" selected") if code == chosen else "", str(name)) for code, name in words.MEANINGS.items()),
    )


@register.filter
def text(value: object) -> str:
    """As words, to be put together with others by `add`."""
    return str(value)

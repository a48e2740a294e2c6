"""Filters of the staff pages: moments and names in the reader's words."""

from datetime import datetime

from django import template

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


@register.filter
def text(value: object) -> str:
    """As words, to be put together with others by `add`."""
    return str(value)

"""What the public pages say, in every language, and how days and times are written there."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

FOLDER = Path(__file__).with_name("data")
LANGUAGES = {"en": "English", "es": "Español"}


@cache
def of(language: str) -> Mapping[str, str]:
    """key -> words. A language that we do not have gives English."""
    wanted = language if language in LANGUAGES else "en"
    found = yaml.safe_load((FOLDER / f"{wanted}.yaml").read_text("utf-8"))
    return {str(key): str(text) for key, text in found.items()}


def say(language: str, key: str, **values: object) -> str:
    """The words of `key`, with its {places} filled. KeyError when there are none."""
    text = of(language)[key]
    return text.format(**values) if values else text


def day(language: str, when: date) -> str:
    """ "Thursday, March 12"; "jueves 12 de marzo"."""
    words = of(language)
    weekday, month = words["days"].split()[when.weekday()], words["months"].split()[when.month - 1]
    return words["a_day"].format(weekday=weekday, month=month, day=when.day)


def clock(moment: datetime, zone: str) -> str:
    """ "2:30 pm", in the wall time of the zone."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{local.hour % 12 or 12}:{local.minute:02} {'am' if local.hour < 12 else 'pm'}"


def when(language: str, moment: datetime, zone: str) -> str:
    """ "Thursday, March 12, 2:30 pm"."""
    return f"{day(language, moment.astimezone(ZoneInfo(zone)).date())}, {clock(moment, zone)}"

"""The wording Replywell ships, how its places are filled, and how moments are written for patients."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

FOLDER = Path(__file__).resolve().parent / "data" / "wording"
LANGUAGES = ("en", "es")

_PLACE = re.compile(r"\{(\w+)\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_SEVERAL = re.compile(r"# several segments: (.+)\n([\w.]+):")

_DAYS = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "es": ("lun", "mar", "mié", "jue", "vie", "sáb", "dom"),
}
_MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "es": ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"),
}


class WordingError(ValueError):
    """A wording that is missing, or a place nobody filled. The message names the key and the place."""


@cache
def shipped(language: str) -> Mapping[str, str]:
    """key -> text, as shipped in that language; empty for a language that is not."""
    path = FOLDER / f"{language}.yaml"
    if language not in LANGUAGES:
        return {}
    return {str(key): str(text) for key, text in yaml.safe_load(path.read_text("utf-8")).items()}


@cache
def may_be_long(language: str) -> Mapping[str, str]:
    """key -> why its text may take several segments, from the comments of the file."""
    text = (FOLDER / f"{language}.yaml").read_text("utf-8")
    return {key: reason for reason, key in _SEVERAL.findall(text)}


def places(body: str) -> tuple[frozenset[str], frozenset[str]]:
    """(places that must be filled, places that may stay empty) of a text."""
    optional = frozenset(name for part in _OPTIONAL.findall(body) for name in _PLACE.findall(part))
    return frozenset(_PLACE.findall(_OPTIONAL.sub("", body))), optional


def fill(key: str, body: str, values: Mapping[str, str]) -> str:
    """`body` with its places filled; an optional part goes when its place is empty. Raises WordingError."""

    def part(match: re.Match[str]) -> str:
        inner = match.group(1)
        return inner if all(values.get(name) for name in _PLACE.findall(inner)) else ""

    def place(match: re.Match[str]) -> str:
        value = values.get(match.group(1))
        if not value:
            raise WordingError(f"The text {key!r} needs a value for {{{match.group(1)}}}.")
        return value

    return _PLACE.sub(place, _OPTIONAL.sub(part, body))


def weekday_of(weekday: int, language: str) -> str:
    """ "Tue", "mar": 0 is Monday."""
    return _DAYS.get(language, _DAYS["en"])[weekday]


def day_of(day: date, language: str) -> str:
    """A day as patients read it: "Thu Mar 12", "jue 12 mar"."""
    month = _MONTHS.get(language, _MONTHS["en"])[day.month - 1]
    name = weekday_of(day.weekday(), language)
    return f"{name} {day.day} {month}" if language == "es" else f"{name} {month} {day.day}"


def local_when(
    moment: datetime, zone: str | ZoneInfo, language: str, readers_zone: str | ZoneInfo | None = None
) -> str:
    """A moment as patients read it: "Thu Mar 12, 2:30 pm", "jue 12 mar, 2:30 pm".

    `zone` is where the visit is; its name is added only when the reader's zone has another time at that moment.
    """
    place = ZoneInfo(zone) if isinstance(zone, str) else zone
    local = moment.astimezone(place)
    clock = f"{local.hour % 12 or 12}:{local.minute:02} {'am' if local.hour < 12 else 'pm'}"
    text = f"{day_of(local.date(), language)}, {clock}"
    if readers_zone:
        reader = ZoneInfo(readers_zone) if isinstance(readers_zone, str) else readers_zone
        if moment.astimezone(reader).utcoffset() != local.utcoffset():
            text += f" {local.tzname()}"
    return text


def options(lines: list[str]) -> str:
    """Numbered lines: "1) Thu Mar 12, 2:30 pm"."""
    return "\n".join(f"{number}) {line}" for number, line in enumerate(lines, 1))

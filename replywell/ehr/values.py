"""Words in files, read strictly into values. Each function raises `Wrong` with what would be right."""

import itertools
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from replywell.common import phones
from replywell.ehr.problems import Wrong, nearest

TRUE = {"yes", "true", "y", "1", "on"}
FALSE = {"no", "false", "n", "0", "off"}

LANGUAGES = {
    "english": "en", "inglés": "en", "ingles": "en", "spanish": "es", "español": "es", "espanol": "es",
    "chinese": "zh", "vietnamese": "vi", "tagalog": "tl", "russian": "ru", "arabic": "ar", "korean": "ko",
    "haitian creole": "ht", "portuguese": "pt", "french": "fr", "german": "de",
}  # fmt: skip

STATES = frozenset(
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK "  # noqa: SIM905
    "OR PA RI SC SD TN TX UT VT VA WA WV WI WY PR VI GU AS MP".split()
)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


LONGEST_LINK = 120
"""Characters of a link that stands in a text: it must leave room for what the text says."""


def text(raw: str) -> str:
    """Any words, trimmed."""
    if "\x00" in raw:
        raise Wrong("a NUL character cannot be kept", "the same without it")
    return raw.strip()


def needed(raw: str) -> str:
    """Any words, but not none."""
    found = text(raw)
    if not found:
        raise Wrong("it must not be empty", "a value")
    return found


def code(raw: str) -> str:
    """A short name without spaces that other rows refer to."""
    found = needed(raw)
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}", found):
        raise Wrong(
            "a code has letters, digits and - _ . : only, at most 64 of them",
            re.sub(r"[^a-z0-9]+", "-", found.lower()).strip("-")[:64] or "a code like main",
        )
    return found


def flag(raw: str) -> bool:
    """yes or no."""
    word = raw.strip().lower()
    if word in TRUE:
        return True
    if word in FALSE:
        return False
    raise Wrong("it must be yes or no", "yes or no")


def whole(low: int, high: int) -> Callable[[str], int]:
    """A reader of whole numbers between `low` and `high`."""

    def read(raw: str) -> int:
        if not re.fullmatch(r"\d{1,9}", raw.strip()):
            raise Wrong("it must be a whole number", f"a number from {low} to {high}")
        found = int(raw)
        if not low <= found <= high:
            raise Wrong("it is out of range", f"a number from {low} to {high}")
        return found

    return read


def pace(raw: str) -> float:
    """Segments a second: above 0."""
    try:
        found = float(raw)
    except ValueError:
        found = 0.0
    if not 0 < found <= 1000:
        raise Wrong("it must be a number of segments a second above 0", "1")
    return found


def language(raw: str) -> str:
    """A language code such as en, es or zh; the English names of common ones are understood."""
    word = raw.strip().lower()
    if word in LANGUAGES:
        return LANGUAGES[word]
    found = re.fullmatch(r"([a-z]{2,3})(?:[-_]([a-z]{2,4}))?", word)
    if not found:
        raise Wrong("that is not a language code", "a code of two letters, such as en or es")
    return found[1]


def phone(raw: str) -> str:
    """A phone number, as E.164."""
    try:
        return phones.parse(raw)
    except phones.BadPhone as error:
        wrong, _, right = str(error).partition(". ")
        raise Wrong(wrong, (right or "a number like (415) 555-0123").rstrip(".")) from None


def link(raw: str) -> str:
    """An https address without a name, a password or anything that a text could cut."""
    found = raw.strip()
    if not found:
        return ""
    if not re.fullmatch(r"https://[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+)+(?:[/?#][!-~]*)?", found):
        raise Wrong("that is not a secure address", "one that begins with https://")
    if len(found) > LONGEST_LINK:
        raise Wrong(f"it is longer than {LONGEST_LINK} characters", "a shorter address of the same room")
    return found


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def zone(raw: str) -> str:
    """An IANA time zone."""
    found = raw.strip()
    if found not in _zones():
        shorts = {"EST": "America/New_York", "EDT": "America/New_York", "ET": "America/New_York",
                  "Eastern": "America/New_York", "CT": "America/Chicago", "CDT": "America/Chicago",
                  "MT": "America/Denver", "MDT": "America/Denver", "PT": "America/Los_Angeles",
                  "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles"}  # fmt: skip
        towns = [name for name in _zones() if "/" in name]
        guess = shorts.get(found) or nearest(found, towns)
        raise Wrong(
            "no such time zone", guess if "/" in guess and " " not in guess else "a name such as America/New_York"
        )
    if "/" not in found and found != "UTC":
        raise Wrong("that name does not follow daylight-saving changes for sure", "a name such as America/New_York")
    return found


def state(raw: str) -> str:
    """A US state or territory in two letters."""
    found = raw.strip().upper()
    if found not in STATES:
        raise Wrong("that is not a US state or territory", "two letters such as NY")
    return found


def day(raw: str) -> date:
    """A date: 2026-03-12, or 3/12/2026 as written in the United States."""
    word = raw.strip()
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", word):
        year, month, number = (int(part) for part in found.groups())
    elif found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", word):
        month, number, year = (int(part) for part in found.groups())
        if month > 12 >= number:
            raise Wrong(f"there is no month {month}; the month comes first", f"{year:04}-{number:02}-{month:02}")
    else:
        raise Wrong("that is not a date", "year-month-day such as 2026-03-12")
    if not 1 <= month <= 12:
        raise Wrong(f"there is no month {month}", "a month from 1 to 12, such as 2026-03-12")
    if not 1900 <= year <= 2200:
        raise Wrong(f"the year {year} cannot be meant", "a year of four digits such as 2026")
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    if not 1 <= number <= last:
        raise Wrong(
            f"month {month} of {year} has {last} days", f"{year:04}-{month:02}-01 to {year:04}-{month:02}-{last}"
        )
    return date(year, month, number)


def wall_time(raw: str) -> time:
    """A time of day: 14:30, or 2:30 pm."""
    word = raw.strip().lower().replace(".", "")
    found = re.fullmatch(r"(\d{1,2})(?::(\d{2}))?(?::(\d{2}))?\s*([ap]m)?", word)
    if not found or (found[2] is None and found[4] is None):
        raise Wrong("that is not a time", "hours and minutes such as 14:30 or 2:30 pm")
    hour, minute, second = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if found[4]:
        if not 1 <= hour <= 12:
            raise Wrong(f"there is no hour {hour} {found[4]}", "14:30 or 2:30 pm")
        hour = hour % 12 + (12 if found[4] == "pm" else 0)
    if hour > 23 or minute > 59 or second > 59:
        raise Wrong("no clock shows that time", "a time from 00:00 to 23:59")
    if second:
        raise Wrong("visits start on a whole minute", f"{hour:02}:{minute:02}")
    return time(hour, minute)


def stretches(raw: str) -> list[tuple[str, str]]:
    """Stretches of a day, "08:00-12:00, 13:00-17:00": start before end, in order, without overlap."""
    found: list[tuple[str, str]] = []
    if raw.strip().lower() in ("closed", "off", "none"):
        return found
    for part in re.split(r"[,;]", raw):
        ends = re.split(r"\s*(?:-|–|to)\s*", part.strip())
        if len(ends) != 2:
            raise Wrong("that is not a stretch of time", "08:00-12:00, 13:00-17:00")
        start, end = wall_time(ends[0]), wall_time(ends[1])
        if not start < end:
            raise Wrong(f"{part.strip()} ends before it starts", "the start, a dash, then a later end")
        found.append((f"{start:%H:%M}", f"{end:%H:%M}"))
    found.sort()
    for before, after in itertools.pairwise(found):
        if after[0] < before[1]:
            raise Wrong(
                f"{before[0]}-{before[1]} and {after[0]}-{after[1]} overlap", f"one stretch {before[0]}-{after[1]}"
            )
    return found


def weekdays(raw: str) -> list[int]:
    """Days of the week, "mon-fri", "mon, wed", "daily": 0 is Monday."""
    word = raw.strip().lower()
    if word in ("daily", "every day", "mon-sun"):
        return list(range(7))
    found: list[int] = []
    for part in re.split(r"[,\s]+", word):
        ends = part.split("-")
        numbers = [_weekday(one) for one in ends]
        if len(numbers) == 1:
            found += numbers
        elif len(numbers) == 2 and numbers[0] < numbers[1]:
            found += range(numbers[0], numbers[1] + 1)
        else:
            raise Wrong("that is not a run of days", "mon-fri, or mon, wed")
    if len(set(found)) != len(found):
        raise Wrong("a day stands there twice", "each day once")
    return sorted(found)


def _weekday(word: str) -> int:
    if word[:3] in DAYS and re.fullmatch(
        r"mon(day)?|tues?(day)?|wed(nesday)?|thu(rs?)?(day)?|fri(day)?|sat(urday)?|sun(day)?", word
    ):
        return DAYS.index(word[:3])
    raise Wrong(f"{word or 'nothing'} is not a day of the week", "mon, tue, wed, thu, fri, sat or sun")


def length(unit: str, default: str) -> Callable[[str], int]:
    """A reader of lengths of time such as 90m, 2h or 60d, in whole `unit`s (m or d); a bare number is `default`s."""
    minutes = {"m": 1, "h": 60, "d": 1440}

    def read(raw: str) -> int:
        found = re.fullmatch(r"(\d{1,6})\s*([mhd])?[a-z]*", raw.strip().lower())
        if not found:
            raise Wrong("that is not a length of time", "a number and m, h or d, such as 2h")
        total = int(found[1]) * minutes[found[2] or default]
        if total % minutes[unit]:
            raise Wrong("only whole days count here", "a number of days such as 60d")
        return total // minutes[unit]

    return read


def reminders(raw: str) -> list[str]:
    """When to ask before a visit, "72h/24h/2h", farthest first; days become hours."""
    if raw.strip().lower() in ("none", "no", ""):
        return []
    found = []
    for part in re.split(r"[/,\s]+", raw.strip().lower()):
        one = re.fullmatch(r"(\d{1,4})([hd])", part)
        if not one or not int(one[1]):
            raise Wrong(f"{part or 'nothing'} is not a time before a visit", "72h/24h/2h")
        found.append(int(one[1]) * (24 if one[2] == "d" else 1))
    if len(set(found)) != len(found):
        raise Wrong("a reminder stands there twice", "each time once")
    return [f"{hours}h" for hours in sorted(found, reverse=True)]


def local_moment(on: date, at: str, zone_name: str) -> tuple[datetime, str]:
    """The UTC moment of a local wall time, and a remark (empty: none).

    The hour that daylight saving skips is wrong. In the doubled hour the first of the two counts, with a remark,
    unless the time carries its offset ("01:30-05:00").
    """
    zone_info = ZoneInfo(zone_name)
    split = re.fullmatch(r"(.*?\d(?:\s*[ap]\.?m\.?)?)\s*([+-]\d{2}:?\d{2}|z)", at.strip(), re.IGNORECASE)
    naive = datetime.combine(on, wall_time(split[1] if split else at))
    moments = []
    for fold in (0, 1):
        moment = naive.replace(tzinfo=zone_info, fold=fold).astimezone(UTC)
        if moment.astimezone(zone_info).replace(tzinfo=None) == naive and moment not in moments:
            moments.append(moment)
    if not moments:
        later = naive.replace(tzinfo=zone_info, fold=0).astimezone(UTC).astimezone(zone_info)
        raise Wrong(f"{naive:%H:%M} does not exist on {on} in {zone_name}: the clocks skip that hour", f"{later:%H:%M}")
    offsets = [one.astimezone(zone_info).strftime("%z") for one in moments]
    if split:
        wanted = "+0000" if split[2].lower() == "z" else split[2].replace(":", "")
        if wanted not in offsets:
            right = " or ".join(f"{naive:%H:%M}{one[:3]}:{one[3:]}" for one in offsets)
            raise Wrong(f"{zone_name} does not have that offset then", right)
        return moments[offsets.index(wanted)], ""
    if len(moments) == 2:
        first, second = (f"{naive:%H:%M}{one[:3]}:{one[3:]}" for one in offsets)
        return moments[0], f"{naive:%H:%M} comes twice on {on}; taken as {first} (write {second} for the second)"
    return moments[0], ""


def moment(raw: str, zone_name: str) -> datetime:
    """A moment of local wall time, "2026-03-12 14:30", or a day alone (its first moment), as UTC."""
    parts = re.split(r"[T ]+", raw.strip(), maxsplit=1)
    on = day(parts[0])
    return local_moment(on, parts[1] if len(parts) == 2 else "00:00", zone_name)[0]

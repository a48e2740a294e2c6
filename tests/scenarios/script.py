"""A scenario file as lines with their numbers, and how moments are written in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from replywell.common.clock import at_wall

ZONE = ZoneInfo("America/New_York")
FOLDER = Path(__file__).parent

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WHEN = re.compile(r"(?:(\w{3}) )?(\w{3}) (\d{1,2})(?: (\d{4}))? (\d{1,2}):(\d\d)(?: ?(am|pm))?(?: (again))?", re.I)
_SPAN = re.compile(r"(\d+) ?(m|min|h|d)")


class ScenarioError(AssertionError):
    """What a scenario says did not happen. Names the file and the line."""


@dataclass(frozen=True)
class Line:
    """One line of a scenario, without indentation."""

    file: str
    number: int
    text: str

    def wrong(self, what: str) -> ScenarioError:
        return ScenarioError(f"\n{self.file}:{self.number}: {self.text}\n  {what}")


def files() -> list[Path]:
    """Every scenario, by name."""
    return sorted(FOLDER.glob("*.txt"))


def read(path: Path) -> list[Line]:
    """The lines that say something. The first is the title; # begins a remark; an indented `<` line goes on."""
    lines: list[Line] = []
    for number, raw in enumerate(path.read_text("utf-8").splitlines(), 1):
        text = raw.strip()
        if not text or text.startswith("#"):
            continue
        if raw.startswith("  ") and lines:
            before = lines.pop()
            lines.append(Line(before.file, before.number, before.text + "\n" + text))
        else:
            lines.append(Line(path.name, number, text))
    return lines[1:]


def moment(line: Line, words: str, year: int = 2026) -> datetime:
    """ "Wed Mar 4 10:00" or "Wed Mar 4 1:00 pm" in New York; "again" is the second of a doubled hour."""
    found = _WHEN.fullmatch(words.strip().replace(",", ""))
    if not found:
        raise line.wrong(f"{words!r} is not a moment: write it like Wed Mar 4 10:00.")
    weekday, month, day, other_year, hour, minute, half, again = found.groups()
    hours = int(hour) % 12 + (12 if half.lower() == "pm" else 0) if half else int(hour)
    naive = datetime(int(other_year or year), _MONTHS.index(month.lower()) + 1, int(day), hours, int(minute))
    if weekday and _DAYS[naive.weekday()] != weekday.lower():
        raise line.wrong(f"{naive:%b %d %Y} is a {naive:%a}, not a {weekday}.")
    return naive.replace(tzinfo=ZONE, fold=1) if again else at_wall(naive, ZONE)


def later(line: Line, now: datetime, words: str) -> datetime:
    """ "+2h", "+30m": so much later. "+1d": the same wall time the next day."""
    found = _SPAN.fullmatch(words.strip())
    if not found:
        raise line.wrong("Write +2h, +30m or +1d.")
    count, unit = int(found[1]), found[2]
    if unit == "d":
        local = now.astimezone(ZONE).replace(tzinfo=None)
        return at_wall(local + timedelta(days=count), ZONE)
    return now + (timedelta(hours=count) if unit == "h" else timedelta(minutes=count))


def told(moment: datetime) -> str:
    """A moment for error texts."""
    return f"{moment.astimezone(ZONE):%a %b %-d %-H:%M}"


def like(pattern: str, body: str) -> bool:
    """Whether a text is as the scenario says; "..." stands for anything, lines and blanks do not matter."""
    parts = [re.escape(" ".join(part.split())) for part in pattern.split("...")]
    middle = r"\s*.*\s*".join(part.replace(r"\ ", " ") for part in parts)
    return re.fullmatch(middle, " ".join(body.split()), re.DOTALL) is not None

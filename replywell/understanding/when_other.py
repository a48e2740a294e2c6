"""The languages beside English and Spanish whose dates are read; each is loaded when it is first needed."""

import re
from datetime import datetime, timedelta
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from .when_items import Item, Now, settle
from .when_rules import reduce
from .when_share import share

LANGUAGES = frozenset(("fr", "pt", "zh", "vi", "ru", "ko", "ar", "tl", "ht"))
# Words that only an English time holds: a patient may write one in between.
ENGLISH = re.compile(
    r"\b(?:tomorrow|tmrw|today|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|next week"
    r"|mornings?|afternoons?|evenings?|noon|o'?clock)\b|\d ?[ap]m\b"
)


class Language(Protocol):
    """One language's lexer and the words for a shift of the time."""

    EARLIER: re.Pattern[str]
    LATER: re.Pattern[str]
    SAME: re.Pattern[str]
    MOVING: re.Pattern[str]
    FROM: re.Pattern[str]  # before a time that a visit is moved away from
    OWN: re.Pattern[str]  # after such a time

    def lex(self, flat: str, raw: str, now: Now) -> list[Item]:
        """Items of a text; `raw` has its accents and is as long as `flat`."""


@cache
def language(lang: str) -> Language:
    """The module of a language out of LANGUAGES."""
    return cast(Language, import_module(f".when_{lang}", __package__))


def moment(flat: str, now: datetime, hours: tuple[str, str], lang: str) -> tuple[Now, Language]:
    """The moment of reading, in wall time of the practice, and the words of the language."""
    words = language(lang)
    return Now(now, now.date(), hours, bool(words.MOVING.search(flat))), words


def items(flat: str, raw: str, now: Now, words: Language) -> list[Item]:
    """The dates and times of a text, joined, in its order; OverflowError or ValueError beyond the calendar."""
    found = join_moments(reduce(words.lex(flat, raw, now), now), now)
    share(found, now)
    if now.moving:
        leave_behind(found, flat, words)
    return found


def shift(flat: str, words: Language) -> str | None:
    """ "earlier" or "later" when the text says so."""
    return "earlier" if words.EARLIER.search(flat) else "later" if words.LATER.search(flat) else None


def leave_behind(found: list[Item], flat: str, words: Language) -> None:
    """In "move my Tuesday visit to Friday" Tuesday is where the patient comes from."""
    times = [i for i in found if i.kind in "DTYRSZ"]
    for item in times[:-1]:
        if words.FROM.search(flat[: item.a].rstrip()) or words.OWN.match(flat[item.b :].lstrip()):
            item.excluded = True
        elif item.kind == "R" and item.day2 is None:  # "from Monday" with a day to move to behind it
            item.kind, item.excluded = "D", True


def join_moments(found: list[Item], now: Now) -> list[Item]:
    """ "2:00 to tomorrow 4:00": a span from one moment to another."""
    letters = "".join(i.kind for i in found)
    match = re.search(r"[TYZ]t[o@]*[YZ]|Yt[o@]*T", letters)
    if not match:
        return found
    first, last = found[match.start()], found[match.end() - 1]
    start, end = first.day or now.today, last.day or first.day or now.today
    closing = last.t2 if last.kind == "Z" else last.t
    if first.t is None or closing is None:
        return found
    one, two = settle(first.t, first.sure, now.hours)[0], settle(closing, last.sure, now.hours)[0]
    if end < start:
        end += timedelta(days=7)  # "Monday to Wednesday" on a Tuesday
    total = (end - start).days * 1440 + two
    if total <= one:
        return found
    joined = Item("Z", first.a, last.b, day=start, t=one, t2=total, amb=first.amb or last.amb)
    return [*found[: match.start()], joined, *found[match.end() :]]

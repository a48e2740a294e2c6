"""What stands beside an "or" or an "and" shares its time of day, its week, or its "not"."""

import re
from datetime import timedelta
from itertools import pairwise

from .when_items import Item, Now, settle

_LINKS = frozenset("|&,o@")


def _linked(items: list[Item], one: int, two: int) -> str:
    """The letters between two items when they are alternatives of each other, else ""."""
    between = items[one + 1 : two]
    if any(i.kind not in _LINKS or i.word == "but" for i in between):
        return ""
    letters = "".join(i.kind for i in between)
    return letters or " "


def _like(day: Item, model: Item) -> Item:
    """The day with the time of day of another."""
    out = Item(model.kind, day.a, day.b, day=day.day, t=model.t, t2=model.t2, amb=model.amb or day.amb)
    out.excluded = day.excluded
    return out


def _clocks(items: list[Item], at: int, one: Item, letters: str, now: Now) -> bool:
    """ "9 or 10", "monday at 9 or 10", "9 or 10am": both are hours. True when something changed."""
    two = items[at]
    rest = "".join(i.kind for i in items[at + 1 : at + 4])
    goes_on = one.part == "listed" or re.match(r",?[|&]o?N|,o?N", rest)  # "december 7, 8 or 9"
    listed = letters.strip("o") == "," and one.day is not None and two.n > one.day.day and goes_on
    if "|" not in letters and not (one.word == "monthday" and ("&" in letters or listed)):
        return False
    if one.kind == "D" and one.word == "monthday" and two.kind == "N" and one.day and one.day.day < two.n <= 31:
        try:
            items[at] = Item("D", two.a, two.b, day=one.day.replace(day=two.n), word="monthday", part="listed")
        except ValueError:
            return False
        return True
    if one.kind in "TY" and two.kind in "NT":
        read = (two.t or 0, two.sure) if two.kind == "T" else two.clock()
        if read is None or two.part == "count" or (two.kind == "N" and not two.raw_time and not 1 <= two.n <= 12):
            return False
        minutes, amb = settle(*read, now.hours)
        if one.kind == "Y":
            items[at] = Item("Y", two.a, two.b, day=one.day, t=minutes, amb=amb)
            return True
        if two.kind == "N":
            items[at] = Item("T", two.a, two.b, t=minutes, sure=not amb)
            return True
    return False


def _hour_before(items: list[Item], at: int, two: Item, letters: str, now: Now) -> bool:
    """ "9 or 10am": the first number is an hour of the same half of the day."""
    one = items[at]
    if (
        "|" in letters
        and one.kind == "N"
        and two.kind == "D"
        and two.word == "monthday"
        and two.day
        and 1 <= one.n <= 31
    ):
        try:
            items[at] = Item("D", one.a, one.b, day=two.day.replace(day=one.n), word="monthday")
        except ValueError:
            return False
        return True
    if "|" in letters and one.kind == "T" and one.day is None and two.kind == "Y" and two.n == 1:
        clock, amb = settle(one.t, one.sure, now.hours)
        items[at] = Item("Y", one.a, one.b, day=two.day, t=clock, amb=amb)
        return True  # "8am or 8:30 on tuesday"
    if "|" not in letters or one.kind != "N" or one.part == "count" or not 1 <= one.n <= 12 or one.raw_time:
        return False
    if two.kind not in "TY" or two.t is None or (two.kind == "T" and not two.sure):
        return False
    choices = [m for m in (one.n % 12 * 60, one.n % 12 * 60 + 720) if m <= two.t]
    if not choices:
        return False
    items[at] = Item(two.kind, one.a, one.b, day=two.day, t=choices[-1], sure=True)
    return True


def _same_week(one: Item, two: Item) -> None:
    """ "next week thursday or friday", "thursday or friday of next week"."""
    if one.day is None or two.day is None:
        return
    if one.part == "of week" and two.word == "weekday":
        two.day = one.day + timedelta(days=two.day.weekday() - one.day.weekday())
        two.part, two.amb = one.part, False
    elif two.part == "of week" and one.word == "weekday":
        one.day = two.day + timedelta(days=one.day.weekday() - two.day.weekday())
        one.part, one.amb = two.part, False
    elif one.word == "next" and two.word == "weekday" and two.day < one.day and two.day.weekday() > one.day.weekday():
        two.day = one.day + timedelta(days=two.day.weekday() - one.day.weekday())


def share(items: list[Item], now: Now) -> None:
    """Gives alternatives what they share, in place."""
    places = [n for n, i in enumerate(items) if i.kind in "DYZTNdyzRr"]
    for one, two in pairwise(places):
        letters = _linked(items, one, two)
        if not letters:
            between = items[one + 1 : two]
            if (
                items[one].excluded
                and items[one].n == 1
                and items[two].kind == "D"
                and [i.kind for i in between] == ["t"]
            ):
                items[two].kind, items[two].excluded = "d", True  # "working thursday night into friday"
            if items[one].kind == "R" and items[two].kind == "D" and any(i.word == "but" for i in items[one + 1 : two]):
                items[two].kind, items[two].excluded = "d", True  # "next week but monday"
            continue
        if not _clocks(items, two, items[one], letters, now):
            _hour_before(items, one, items[two], letters, now)
        first, second = items[one], items[two]
        if first.kind in "Dd" and second.kind in "Dd":
            _same_week(first, second)
        if first.excluded and first.n == 1 and second.kind == "D" and ("|" in letters or "&" in letters):
            second.kind, second.excluded, second.n = "d", True, 1
        if first.excluded and first.n == 1 and first.kind == "T" and second.kind == "T" and "|" in letters:
            second.excluded, second.n = True, 1
        if (
            first.kind in "YZ"
            and first.n == 1
            and second.kind == "D"
            and not first.excluded
            and set(letters) & set("|&")
        ):
            items[two] = _like(second, first)
            items[two].n = 1
    for one, two in reversed(list(pairwise(places))):
        letters = _linked(items, one, two)
        first, second = items[one], items[two]
        if not letters or first.kind != "D":
            continue
        if second.excluded and second.n == 2 and set(letters) & set("|&"):
            first.kind, first.excluded, first.n = "d", True, 2
        elif second.kind in "YZ" and second.n == 0 and not second.excluded and second.day != first.day:
            items[one] = _like(first, second)
        elif second.part == "of week":
            _same_week(first, second)

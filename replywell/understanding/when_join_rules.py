# ruff: noqa: ARG001 - every builder has the same signature
"""Days and hours beside each other, and what is ruled out."""

from collections.abc import Sequence
from datetime import timedelta

from .when_calendar import day_after
from .when_clock_rules import clock_of, hours, open_range, part_and_time
from .when_day_rules import open_days
from .when_items import Item, Now, joined, pick, settle


def day_and_time(items: Sequence[Item], now: Now) -> Item | None:
    """A day and an hour beside it."""
    day, clock = pick(items, "D")[0], pick(items, "TN")[0]
    if day.day is None:
        return None
    read = clock_of(clock)
    if read is None or (
        clock.kind == "N"
        and (
            day.word not in ("weekday", "next", "rel") or (not clock.raw_time and not 1 <= clock.n <= 12) or clock.weak
        )
    ):
        return None
    out = joined("Y", items)
    out.t, out.amb = settle(*read, now.hours)
    out.day, out.word = day.day, day.word
    out.amb = out.amb or day.amb
    out.n = int(items[0].kind != "D")
    return out


def day_and_range(items: Sequence[Item], now: Now) -> Item | None:
    """A day and hours beside it."""
    day, span = pick(items, "D")[0], pick(items, "S")[0]
    if day.day is None:
        return None
    out = joined("Z", items)
    out.day, out.t, out.t2, out.amb = day.day, span.t, span.t2, span.amb or day.amb
    out.n = int(items[0].kind != "D")
    out.part, out.word, out.sure = span.part, span.word if span.part else day.word, span.sure
    return out


def range_around_day(items: Sequence[Item], now: Now) -> Item | None:
    """ "between 2 tomorrow and 4"."""
    day = pick(items, "D")[0]
    inner = [i for i in items if i.kind != "D"]
    ranged = hours(inner, now)
    return day_and_range([day, ranged], now) if ranged else None


def day_part_time(items: Sequence[Item], now: Now) -> Item | None:
    """A day, a part of it and an hour."""
    day = pick(items, "D")[0]
    rest = [i for i in items if i.kind in "STN"]
    if not any(i.kind == "S" and i.part for i in rest):
        return None
    clock = part_and_time(rest, now)
    if clock is None or clock.kind != "T":
        return None
    made = day_and_time([day, clock], now)
    if made:
        made.a, made.b = items[0].a, items[-1].b
    return made


def number_and_day(items: Sequence[Item], now: Now) -> Item | None:
    """ "3 on tuesday": an hour, unless it counts something."""
    number, day = items[0], items[-1]
    if (
        number.part == "count"
        or day.day is None
        or (number.n > 12 and not number.raw_time)
        or (day.word == "rel" and number.weak)
    ):
        return None
    read = number.clock()
    if read is None:
        return None
    clock = Item("T", number.a, number.b, t=read[0], sure=read[1])
    return day_and_time([clock, *items[1:]], now)


def in_that_week(items: Sequence[Item], now: Now) -> Item | None:
    """ "tuesday at 10" and "next week" beside it."""
    inner = next(i for i in items if i.kind in "YZ")
    week = next(i for i in items if i.kind == "R")
    if week.word != "week" or inner.word not in ("weekday", "next") or inner.day is None or week.day is None:
        return None
    out = inner
    out.a, out.b = items[0].a, items[-1].b
    out.day, out.amb = week.day + timedelta(days=inner.day.weekday()), inner.amb and not out.part
    return out


def exclude(items: Sequence[Item], now: Now) -> Item | None:
    """ "not monday", "monday does not work"."""
    inner = next(i for i in items if i.kind in "DTSRYZ")
    inner.a, inner.b = items[0].a, items[-1].b
    if inner.kind in "SRZ" and (items[0].kind == "!" or (inner.kind == "R" and inner.day is None)):
        half = other_half(inner, items)
        if half:
            return half
    inner.excluded, inner.n = True, 1 if items[0].kind == "!" else 2
    inner.kind = inner.kind.lower() if inner.kind != "T" else "T"
    return inner


def other_half(inner: Item, items: Sequence[Item]) -> Item | None:
    """ "can't before 3" is after 3; "can't come until friday" is from friday on."""
    out = inner
    if inner.kind == "R":
        if inner.day2 is None:
            if inner.word != "since":
                out.day, out.day2 = None, inner.day
        elif inner.day is None:
            out.day, out.day2 = inner.day2, None
        else:
            return None
    elif (inner.t is None) == (inner.t2 is None):
        return None
    else:
        out.t, out.t2 = inner.t2, inner.t
    return out


def or_later(items: Sequence[Item], now: Now) -> Item | None:
    """ "4 or later", "friday or before", "9 at the latest"."""
    inner, word = next(i for i in items if i.kind in "NTDRY"), items[-1]
    later = word.kind == "A"
    if inner.kind in "TN":
        read = clock_of(inner)
        if read is None or inner.part == "count":
            return None
        out = joined("S", items)
        clock, out.amb = settle(*read, now.hours)
        out.t, out.t2 = (clock, None) if later else (None, clock)
        out.sure = True
        return out
    if inner.day is None:
        return None
    if inner.kind == "Y":
        out = joined("Z", items)
        out.day, out.t, out.t2 = inner.day, (inner.t if later else None), (None if later else inner.t)
        return out
    out = joined("R", items)
    end = inner.day2 or inner.day + timedelta(days=1)
    out.day, out.day2 = (inner.day, None) if later else (None, end)
    return out


def dated_again(items: Sequence[Item], now: Now) -> Item | None:
    """ "tuesday morning, december 1": the weekday and its date."""
    inner, dated = items[0], items[-1]
    if inner.day is None or dated.day is None or dated.word not in ("monthday", "dom", "exact"):
        return None
    if inner.word not in ("weekday", "next") and not (inner.part and inner.day.weekday() == dated.day.weekday()):
        return None
    if inner.day2 is not None or inner.day.weekday() != dated.day.weekday():
        return None
    inner.b, inner.day, inner.amb = items[-1].b, dated.day, False
    return inner


def over_days(items: Sequence[Item], now: Now) -> Item | None:
    """ "from 4pm today to 5pm tomorrow"; with "and" only after "between"."""
    first, last = pick(items, "TYZ")
    if first.kind == "T" and first.day is None and last.day and last.kind == "Y":
        first.day = now.today
        first.t, first.amb = settle(first.t, first.sure, now.hours)
    anded = any(i.kind == "&" for i in items)
    if (anded and items[0].kind != "f") or (now.moving and not anded) or first.day is None or last.day is None:
        return None
    end_day, end = last.day, last.t2 if last.kind == "Z" else last.t
    if first.t is None or end is None or first.day2 or last.day2:
        return None
    if last.word in ("weekday", "whole") and end_day < first.day:
        end_day += timedelta(days=7)
    if end_day <= first.day:
        return None
    out = joined("Z", items)
    out.day, out.t, out.day2, out.t2 = first.day, first.t, end_day, end
    out.amb, out.sure = first.amb or last.amb, True
    return out


def open_moment(items: Sequence[Item], now: Now) -> Item | None:
    """ "by tomorrow noon", "before friday at 3"."""
    word, inner = items[0], items[-1]
    if word.kind == "t" and word.word != "until":
        return None
    out = joined("Z", items)
    out.day, out.amb, out.sure = inner.day, inner.amb, True
    out.t, out.t2 = (inner.t, None) if word.kind == "a" else (None, inner.t)
    return out


def until_alone(items: Sequence[Item], now: Now) -> Item | None:
    """ "until friday", "till 10" with nothing before it."""
    word = items[0]
    if word.word != "until" or (items[-1].kind == "N" and not 1 <= items[-1].n <= 12 and not items[-1].raw_time):
        return None
    bound = Item("b", word.a, word.b, word="by")
    inner = items[-1]
    if inner.kind in "DR":
        return open_days([bound, inner], now) if inner.day else None
    made = open_range([bound, inner], now)
    if made:
        made.a = word.a
    return made


def lasting(items: Sequence[Item], now: Now) -> Item | None:
    """ "from 2pm for two hours", "10 days from the 18th"."""
    span = pick(items, "l")[0].length
    inner = pick(items, "DTN")[0]
    if span is None:
        return None
    if inner.kind == "N":
        read = clock_of(inner)
        if read is None:
            return None
        inner = Item("T", inner.a, inner.b, t=read[0], sure=read[1])
    if inner.kind == "T":
        if not span.minutes or not (inner.sure or inner.t):
            return None
        out = joined("S", items)
        out.t, out.amb = settle(inner.t, inner.sure, now.hours)
        out.t2, out.sure = out.t + round(span.minutes), True
        return out
    if inner.day is None or span.minutes:
        return None
    out = joined("R", items)
    out.day, out.day2 = inner.day, day_after(inner.day, span)
    if span.days % 7 or not span.days:
        out.day2 += timedelta(days=1)
    return out

# ruff: noqa: ARG001 - every builder has the same signature
"""Days beside days: weeks, ranges, and what is counted from a day."""

from collections.abc import Sequence
from datetime import timedelta

from .when_calendar import cut, day_after
from .when_items import Item, Now, joined, next_day_of_month, pick, settle, week_start


def week_of(items: Sequence[Item], now: Now) -> Item | None:
    """ "the week of the 12th"."""
    inner = pick(items, "DNO")[0]
    day = inner.day or next_day_of_month(now.today, inner.n)
    if day is None:
        return None
    out = joined("R", items)
    if items[0].word == "weekend":
        out.day = week_start(day) + timedelta(days=5 if day.weekday() > 1 else -2)
        if items[0].n:  # the weekend before or after
            out.day += timedelta(days=0 if (out.day > day) == (items[0].n > 0) and out.day != day else items[0].n)
        out.day2 = out.day + timedelta(days=2)
        return out
    if day.weekday() == 6:
        day += timedelta(days=1)  # a Sunday begins a week in the patient's calendar
    out.day = (day if items[0].word == "span" else week_start(day)) + timedelta(days=items[0].n)
    out.day2 = out.day + timedelta(days=7)
    out.word = "week"
    return out


def week_of_dated(items: Sequence[Item], now: Now) -> Item | None:
    """ "the week of monday january 11th"."""
    weekday, dated = pick(items, "D")
    if weekday.word not in ("weekday", "next") or dated.word not in ("monthday", "dom", "exact"):
        return None
    return week_of([items[0], dated], now)


def beside(items: Sequence[Item], now: Now) -> Item | None:
    """The day after (or before) a day."""
    inner = items[-1]
    day = inner.day if inner.kind == "D" else next_day_of_month(now.today, inner.n)
    if day is None:
        return None
    out = joined("D", items)
    out.day, out.word = day + timedelta(days=items[0].n), "exact"
    return out


def weekday_beside(items: Sequence[Item], now: Now) -> Item | None:
    """ "the friday before christmas", "the monday after the 15th"."""
    weekday, inner = items[0], items[-1]
    day = inner.day if inner.kind == "D" else next_day_of_month(now.today, inner.n)
    if weekday.word not in ("weekday", "next") or weekday.day is None or day is None:
        return None
    if inner.kind == "D" and inner.word in ("weekday", "next", "rel"):
        return None
    out = joined("D", items)
    step = 1 if items[1].kind == "a" else -1
    out.day, out.word = day + timedelta(days=step), "exact"
    while out.day.weekday() != weekday.day.weekday():
        out.day += timedelta(days=step)
    return out


def length_beside(items: Sequence[Item], now: Now) -> Item | None:
    """ "two weeks from thursday", "3 days before christmas", "a week friday"."""
    span = items[0].length
    inner = items[-1]
    if inner.kind == "T" and span is not None and span.minutes and not span.days and not span.months:
        clock, amb = settle(inner.t, inner.sure, now.hours)
        back = items[1].kind == "b" and items[1].word != "by"
        out = joined("T", items)
        out.t, out.sure = round(clock + (-span.minutes if back else span.minutes)) % 1440, not amb
        return out  # "an hour before noon"
    day = inner.day if inner.kind == "D" else next_day_of_month(now.today, inner.n)
    if span is None or day is None or span.minutes or span.days % 1:
        return None
    if len(items) == 2 and (span.days % 7 or span.months):
        return None
    out = joined("D", items)
    back = items[1].kind == "b" and items[1].word != "by"
    out.day, out.word = day_after(day, span, -1 if back else 1), "exact"
    return out


def part_of_days(items: Sequence[Item], now: Now) -> Item | None:
    """ "early next week", "end of december", "late friday"."""
    which, inner = items[0], items[-1]
    if which.kind != "e":
        which, inner = inner, which
    if inner.kind == "D":
        if inner.day is None or which.part == "end" or which.word == "mid":
            return None
        if which.word == "late" and items[0] is not which:
            return None
        out = joined("Z", items)
        out.day = inner.day
        out.t, out.t2 = (480, 600) if which.word == "early" else (900, 1020)
        out.sure, out.word = True, "rough"
        return out
    if inner.day is None or inner.day2 is None:
        return None
    out = joined("R", items)
    start, end = cut(inner.day, inner.day2, which.word)
    out.day, out.day2 = (max(start, now.today) if end > now.today else start), end
    out.word = "end" if which.part else "part"
    return out


def day_number(items: Sequence[Item], now: Now) -> Item | None:
    """ "the 15th", "el 15"."""
    number = items[-1]
    if number.kind == "N" and items[0].word not in ("on", "dia", "el"):
        return None
    if number.kind == "O" and number.word == "weak" and items[0].kind != "o":
        return None
    day = next_day_of_month(now.today, number.n)
    if day is None:
        return None
    out = joined("D", items)
    out.day = day
    out.word = "dom"
    return out


def weekday_number(items: Sequence[Item], now: Now) -> Item | None:
    """ "thursday the 26th"."""
    weekday, number = items[0], items[-1]
    if weekday.word not in ("weekday", "next") or weekday.day is None or number.raw_time:
        return None
    strong = number.kind == "O" or number.n > 12 or number.part == "dated" or items[1].word in ("the", "el")
    for offset in range(1100 if strong else 60 if number.part == "date" else 8):
        day = now.today + timedelta(days=offset)
        if day.day == number.n and day.weekday() == weekday.day.weekday():
            out = joined("D", items)
            out.day = day
            return out
    return None


def days_range(items: Sequence[Item], now: Now) -> Item | None:
    """Two days with "to" between them."""
    ends = pick(items, "DRNO")
    first, last = ends[0], ends[-1]
    if first.day is None or len(ends) != 2:
        return None
    dashed = any(i.kind == "t" and i.word == "-" for i in items)
    if first.word == "weekday" and last.part == "of week" and last.day:
        same = week_start(last.day) + timedelta(days=first.day.weekday())
        if same <= last.day:
            first.day = same  # "wednesday to friday of next week"
    dated = first.word in ("weekday", "next") and last.word in ("monthday", "exact")
    if dashed and dated and last.day and first.day.weekday() == last.day.weekday():
        out = joined("D", items)
        out.day, out.word = last.day, "exact"
        return out  # "Monday - November 30"
    if (
        now.moving
        and first.kind == last.kind == "D"
        and any(i.kind == "t" and i.word not in ("-", "until") for i in items)
    ):
        return None  # "move it from Thursday to Friday" is no range
    out = joined("R", items)
    out.day = first.day
    if last.kind in "NO":
        if last.kind == "N" and first.word not in ("dom", "monthday"):
            return None
        end = next_day_of_month(first.day, last.n)
        if end is None:
            return None
        out.day2 = end + timedelta(days=1)
    elif last.kind == "R":
        if last.day2 is None or last.day is None:
            return None
        out.day2 = last.day2
    elif last.day is None:
        return None
    else:
        end = last.day
        if last.word == "weekday":
            while end < first.day:
                end += timedelta(days=7)
        out.day2 = end + timedelta(days=1)
    if first.word == "monthday" and last.kind == "D" and last.word == "monthday" and last.day and first.kind == "D":
        try:
            again = first.day.replace(year=last.day.year)
        except ValueError:
            again = last.day
        if first.day < again <= last.day:
            out.day = again  # "june 26 to june 28, 2027": one year for both
    if out.day2 <= out.day:
        later = out.day2.replace(year=out.day2.year + 1) if (out.day2.month, out.day2.day) != (2, 29) else out.day2
        earlier = out.day
        try:
            earlier = out.day.replace(year=out.day.year - 1)
        except ValueError:
            return None
        if first.word == "monthday" and last.day and earlier <= now.today <= last.day:
            out.day = earlier
        else:
            out.day2 = later
    if first.word in ("weekday", "next") and last.word == "weekday":
        out.word = "weekdays"
    return out if out.day < out.day2 else None


def open_days(items: Sequence[Item], now: Now) -> Item | None:
    """ "after thursday", "by the 5th"."""
    word, inner = items[0], items[-1]
    out = joined("R", items)
    if inner.kind == "O" or inner.kind == "N":
        if inner.kind == "N" and len(items) < 3:
            return None
        inner.day = next_day_of_month(now.today, inner.n)
    if inner.day is None:
        return None
    if word.kind == "b":
        if inner.word == "end" and inner.day2:
            out.day, out.day2 = now.today, inner.day2  # "before the end of november": from today on
            return out
        out.day, out.day2 = None, inner.day
        if word.word == "by":
            out.day2 = (inner.day2 if inner.kind == "R" else None) or inner.day + timedelta(days=1)
        return out
    out.word = "since" if word.word == "since" or word.part == "until" else ""
    out.day = inner.day + timedelta(days=0 if word.word == "since" else 1)
    if inner.kind == "R":
        if inner.day2 is None:
            return None
        out.day = inner.day if word.word == "since" else inner.day2
    return out


def week_and_day(items: Sequence[Item], now: Now) -> Item | None:
    """A weekday and the week that it is of, or its date."""
    weeks, days = pick(items, "R"), pick(items, "D")
    if not weeks or not days:
        return weekday_of(days, items) if len(days) == 2 else None
    week, day = weeks[0], days[0]
    if any(i.word == "but" for i in items):
        return None
    outside = day.day and week.day and week.day2 and not week.day <= day.day < week.day2
    if week.word == "month" and day.word == "weekday" and outside:
        out = joined("R", items)  # "any tuesday in december"
        out.day, out.day2, out.word = week.day, week.day2, week.word
        return out
    if (
        week.day is None
        or week.day2 is None
        or day.day is None
        or day.word not in ("weekday", "next")
        or (week.day2 - week.day).days != 7
    ):
        return None
    out = joined("D", items)
    out.day = week.day + timedelta(days=(day.day.weekday() - week.day.weekday()) % 7)
    out.word, out.part = "exact", "of week"
    return out


def weekday_of(days: Sequence[Item], items: Sequence[Item]) -> Item | None:
    """A weekday with its date beside it ("Monday, Feb 18"): the date, when the two agree."""
    weekday = next((d for d in days if d.word in ("weekday", "next")), None)
    dated = next((d for d in days if d.word in ("monthday", "dom", "exact")), None)
    if weekday is None or dated is None or weekday.day is None or dated.day is None:
        return None
    out = joined("D", items)
    if dated.part in ("weeks", "months"):  # "in two weeks on monday", "two months from now, on a tuesday"
        step = weekday.day.weekday() - dated.day.weekday()
        step = step % 7 if dated.part == "months" else step
        out.day, out.word = dated.day + timedelta(days=step), "exact"
        return out
    out.day, out.word = dated.day, "exact"
    out.amb = weekday.day.weekday() != dated.day.weekday()
    return out


def ordinal_range(items: Sequence[Item], now: Now) -> Item | None:
    """ "the 5th to the 9th"."""
    first, last = pick(items, "ON")
    one = next_day_of_month(now.today, first.n)
    two = next_day_of_month(one, last.n) if one else None
    if one is None or two is None or (first.word == "weak" and last.word != "weak"):
        return None
    out = joined("R", items)
    out.day, out.day2 = one, two + timedelta(days=1)
    return out


def both_bounds(items: Sequence[Item], now: Now) -> Item | None:
    """ "from the 28th on but before december"."""
    one, two = items[0], items[-1]
    if one.day is None or one.day2 is not None or two.day2 is None or two.day not in (None, now.today):
        return None
    if one.day >= two.day2:
        return None
    out = joined("R", items)
    out.day, out.day2 = one.day, two.day2
    return out


def weekdays_of_week(items: Sequence[Item], now: Now) -> Item | None:
    """ "monday to wednesday" and "next week" beside it."""
    ranges = pick(items, "R")
    week = next((r for r in ranges if r.word == "week"), None)
    days = next((r for r in ranges if r.word == "weekdays"), None)
    first, last = ranges[0], ranges[-1]
    if first.day and first.day2 and last.day and last.day2 and first.day <= last.day and last.day2 < first.day2:
        return last  # "next month, the 5th to the 9th"
    if week is None or days is None or week.day is None or days.day is None or days.day2 is None:
        return None
    out = joined("R", items)
    out.day = week.day + timedelta(days=days.day.weekday())
    out.day2 = out.day + (days.day2 - days.day)
    return out

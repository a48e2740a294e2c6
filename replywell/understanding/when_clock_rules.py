# ruff: noqa: ARG001 - every builder has the same signature
"""Hours beside hours, and beside parts of the day."""

from collections.abc import Sequence

from .when_items import Item, Now, joined, pick, settle


def clock_of(item: Item) -> tuple[int, bool] | None:
    """The minutes after midnight that an item says, and whether am or pm is settled; None when it is no hour."""
    return (item.t or 0, item.sure) if item.kind == "T" else item.clock()


def hours(items: Sequence[Item], now: Now) -> Item | None:
    """Two hours with "to" or "and" between them."""
    first, last = (i for i in pick(items, "NT"))
    one, two = clock_of(first), clock_of(last)
    if one is None or two is None:
        return None
    firm = any(i.kind == "f" or i.kind == "@" for i in items) or (first.kind == "T" and last.kind == "T")
    firm = firm or first.sure or last.sure or ("T" in (first.kind, last.kind))
    firm = firm or (first.raw_time and last.raw_time)
    out = joined("S", items)
    out.weak = not firm
    out.t, out.t2, out.sure, out.amb = ordered(one, two, now)
    return out


def ordered(one: tuple[int, bool], two: tuple[int, bool], now: Now) -> tuple[int, int, bool, bool]:
    """The two ends of a range, with am/pm carried from one to the other: (start, end, settled, ambiguous)."""
    (a, a_sure), (b, b_sure) = one, two
    amb = False
    if a_sure and not b_sure:
        b = b if b > a else b + 720 if a < b + 720 <= 1440 else b
    elif b_sure and not a_sure:
        options = [x for x in (a, a + 720) if x < b] or [a + 720 if a < 720 else a]
        a = options[-1]
    elif not a_sure and not b_sure:
        a, amb = settle(a, False, now.hours)
        b = b if b > a else b + 720
        if b > 1440:
            b -= 720
    return a, b, a_sure or b_sure, amb


def part_and_time(items: Sequence[Item], now: Now) -> Item | None:
    """A part of the day and an hour beside it ("in the afternoon at 3")."""
    part = next((i for i in items if i.kind == "S" and i.part), None)
    clock = next((i for i in items if i is not part and i.kind in "TNS"), None)
    if part is None or clock is None:
        return None
    if clock.kind == "S":
        if clock.part or clock.t is None or clock.t2 is None:
            return None
        out = joined("S", items)
        out.sure, out.weak, out.day = True, False, part.day
        if clock.sure:
            out.t, out.t2 = clock.t, clock.t2
            return out
        out.t2 = by_part(clock.t2 % 720 or 720, part.part)
        start = clock.t % 720
        out.t = next((x for x in (start + 720, start) if x < out.t2), start)
        return out
    read = clock_of(clock)
    if read is None:
        return None
    out = joined("T", items)
    out.t, sure = read
    if not sure:
        out.t = by_part(out.t, part.part)
    out.sure = True
    out.day = part.day or clock.day
    return out


def by_part(minutes: int, part: str) -> int:
    """The hour within that part of the day."""
    hour = minutes // 60
    if part == "morning":
        return minutes
    if part == "night":
        return minutes + 720 if 5 <= hour < 12 else minutes % 720
    return minutes + 720 if hour < 12 else minutes


def open_range(items: Sequence[Item], now: Now) -> Item | None:
    """ "after 3", "before noon"."""
    word, inner = items[0], items[-1]
    read = clock_of(inner)
    if read is None or (inner.kind == "N" and not inner.raw_time and not 1 <= inner.n <= 12):
        return None
    out = joined("S", items)
    clock, out.amb = settle(*read, now.hours)
    out.sure = True
    out.t, out.t2 = (clock, None) if word.kind == "a" else (None, clock)
    return out


def two_bounds(items: Sequence[Item], now: Now) -> Item | None:
    """ "after 2 but before 4"."""
    first, last = pick(items, "NT")
    return hours([Item("f", items[0].a, items[0].b), first, last], now)


_TRIMS = {
    ("early", "morning"): (480, 600),
    ("late", "morning"): (600, 720),
    ("early", "afternoon"): (720, 900),
    ("late", "afternoon"): (900, 1020),
    ("early", "evening"): (1020, 1080),
    ("late", "evening"): (1110, 1200),
    ("early", "night"): (1200, 1320),
    ("late", "night"): (1320, 1439),
}


def trim(items: Sequence[Item], now: Now) -> Item | None:
    """ "early friday afternoon"."""
    trimmed = _TRIMS.get((items[0].word, items[-1].part))
    if trimmed is None:
        return None
    out = items[-1]
    out.a, (out.t, out.t2) = items[0].a, trimmed
    out.word = "trimmed"
    return out


def rough_and_part(items: Sequence[Item], now: Now) -> Item | None:
    """ "early friday" and "afternoon" beside it."""
    rough, span = items[0], items[-1]
    which = "early" if rough.t == 480 else "late"
    trimmed = _TRIMS.get((which, span.part))
    if rough.word != "rough" or trimmed is None or span.day not in (None, rough.day):
        return None
    out = joined("Z", items)
    out.day, (out.t, out.t2), out.sure = rough.day, trimmed, True
    return out


def parts_together(items: Sequence[Item], now: Now) -> Item | None:
    """ "first thing" and "friday morning", "tomorrow morning, early"."""
    one, two = items[0], items[-1]
    fine, coarse = (one, two) if one.word == "trimmed" else (two, one)
    if fine.word != "trimmed" or fine.part != coarse.part or coarse.word == "trimmed":
        return None
    out = joined(coarse.kind, items)
    out.day, out.t, out.t2, out.sure, out.part = coarse.day or fine.day, fine.t, fine.t2, True, fine.part
    out.word = "trimmed"
    return out


def at_number(items: Sequence[Item], _now: Now) -> Item | None:
    """ "at 3": a number that is an hour."""
    number = items[-1]
    clock = number.clock()
    if clock is None:
        return None
    out = joined("T", items)
    out.t, out.sure = clock
    return out


def moved_number(items: Sequence[Item], now: Now) -> Item | None:
    """ "move it to 3"."""
    if not now.moving or items[0].word not in ("to", "para"):
        return None
    made = at_number(items, now)
    return made if made and items[-1].n <= 12 else None


def span_in_part(items: Sequence[Item], now: Now) -> Item | None:
    """ "from 2 to 4" and "tomorrow afternoon" beside it."""
    about = next((i for i in items if i.kind == "S" and i.part), None)
    hours_said = next((i for i in items if i.kind == "Z" and not i.part and i.t is not None), None)
    if about is not None and hours_said is not None and about.day is None and about.t is not None:
        if not about.t <= (hours_said.t or 0) <= (about.t2 or 1440):
            return None
        hours_said.a, hours_said.b = items[0].a, items[-1].b
        return hours_said  # "in the afternoon on friday between 1 and 4"
    clock = next((i for i in items if i.kind == "S" and not i.part), None)
    part = next((i for i in items if i.kind == "Z" and i.part), None)
    if clock is None or part is None:
        return None
    made = part_and_time([Item("S", part.a, part.b, part=part.part), clock], now)
    if made is None:
        return None
    out = joined("Z", items)
    out.day, out.t, out.t2, out.amb = part.day, made.t, made.t2, part.amb
    return out

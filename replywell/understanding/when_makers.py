# ruff: noqa: E501 - patterns read better whole
"""What the lexers of the further languages share: one set of makers over a language's tables of words.

A row's pattern names what it found: d d2 day numbers, mo mo2 months, y year, wd weekday, h hour, mi minutes,
fr part of an hour, less minutes before the hour, p p2 part of the day or am/pm, n n2 amounts, u u2 units.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from .when_items import Item, Now, add_months, coming, month_day, month_span, next_day_of_month, week_start
from .when_lexer import Lexer, Maker, later, word
from .when_parts import by_part, easter, monday_of, part_item

Rows = Sequence[tuple[str, Maker]]


def alt(words: Iterable[str]) -> str:
    """One pattern for any of the words, the longest first."""
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


def spoken(numbers: Mapping[str, int], joints: Sequence[str] = (" ",)) -> str:
    """One short pattern for numbers in words: a ten, a joint and a one, or a single word."""
    parts = [w.rpartition(j) for w in numbers for j in joints if j in w]
    heads, tails = {p[0] for p in parts}, {p[2] for p in parts}
    single = [w for w in numbers if not any(j in w for j in joints)]
    pair = f"{alt(heads)}{alt(joints)}{alt(tails)}|" if parts else ""
    return f"(?:{pair}{alt(single)})"


def tens(ones: Mapping[str, int], tens_: Mapping[str, int], joints: Sequence[str]) -> dict[str, int]:
    """ "twenty" and "three" to "twenty-three", with every joint."""
    return {f"{t}{j}{o}": v + n for t, v in tens_.items() for o, n in ones.items() if n < 10 for j in joints}


def no_time() -> Maker:
    """A maker for words that look like a time and are none."""
    return word("x")


class Makers:
    """Makers over the words of one language."""

    def __init__(
        self,
        *,
        months: Mapping[str, int],
        weekdays: Mapping[str, int],
        numbers: Mapping[str, int],
        units: Mapping[str, str],
        parts: Mapping[str, str],
        fractions: Mapping[str, int] | None = None,
        month_first: bool = False,
        blanks: bool = True,
    ) -> None:
        self.months, self.weekdays, self._numbers = months, weekdays, numbers
        self._units, self._parts, self._fractions = units, parts, fractions or {}
        self._month_first = month_first
        end = r"(?![^\W\d_])" if blanks else ""  # "dez" (December) is not in "dezoito" (eighteen)
        self.mo, self.wd = alt(months) + end, alt(weekdays) + end
        self.u, self.p, self.frac = alt(units), alt(parts), alt(self._fractions) if fractions else "(?!)"

    def number(self, text: str | None) -> int:
        """A number in digits or words; -1 when it is none."""
        text = (text or "").strip()
        digits = re.match(r"\d+", text)
        return int(digits[0]) if digits else self._numbers.get(text, -1)

    def _month(self, text: str) -> int:
        return self.months.get(text.strip(), 0)

    def _year(self, m: re.Match[str], now: Now) -> int | None:
        groups = m.groupdict()
        if groups.get("ny"):
            return now.today.year + 1
        text = groups.get("y")
        if not text:
            return None
        value = self.number(text)
        return value + 2000 if value < 100 else value

    # days

    def _on(self, m: re.Match[str], day: date | None, name: str = "exact") -> Item | None:
        return Item("D", m.start(), m.end(), day=day, word=name) if day else None

    def _span(self, m: re.Match[str], first: date | None, last: date | None) -> Item | None:
        if first is None or last is None or last < first:
            return None
        return Item("R", m.start(), m.end(), day=first, day2=last + timedelta(days=1))

    def day(self, m: re.Match[str], now: Now) -> Item | None:
        """Day and month, in a year or the coming one; a weekday beside them must agree."""
        made = self._on(
            m, month_day(now.today, self._month(m["mo"]), self.number(m["d"]), self._year(m, now)), "monthday"
        )
        named = m.groupdict().get("wd")
        if made and made.day and named:
            made.amb = made.day.weekday() != self.weekdays[named]
        return made

    def days(self, m: re.Match[str], now: Now) -> Item | None:
        """Two days of one month, or of two."""
        groups = m.groupdict()
        named, other = groups.get("mo"), groups.get("mo2")
        begin, end = self._month(named or other or ""), self._month(other or named or "")
        if begin == end and self.number(m["d2"]) <= self.number(m["d"]):
            return None
        first = month_day(now.today, begin, self.number(m["d"]), self._year(m, now))
        return self._span(m, first, month_day(first, end, self.number(m["d2"]), None) if first else None)

    def month(self, m: re.Match[str], now: Now) -> Item | None:
        """A whole month."""
        month = self._month(m["mo"])
        if not month:
            return None
        first, end = month_span(now.today, month, self._year(m, now))
        return Item("R", m.start(), m.end(), day=first, day2=end, word="month")

    def year_month(self, m: re.Match[str], now: Now) -> Item | None:
        """A month as "2026-11"."""
        month, year = int(m["b"]), int(m["y"])
        if not 1 <= month <= 12 or not 1990 <= year <= 2100:
            return None
        first, end = month_span(now.today, month, year)
        return Item("R", m.start(), m.end(), day=first, day2=end)

    def iso(self, m: re.Match[str], now: Now) -> Item | None:
        """Year, month and day."""
        return self._on(m, month_day(now.today, int(m["b"]), int(m["d"]), int(m["y"])))

    def numeric(self, m: re.Match[str], now: Now) -> Item | None:
        """ "3/12" in the language's order; ambiguous when the other order is a day too."""
        a, b = int(m["a"]), int(m["b"])
        first = self._month_first and not (m["y"] and "-" in m["sep"])
        amb = a <= 12 and b <= 12 and a != b
        if first:
            a, b = b, a
        if b > 12 >= a:
            a, b = b, a
        made = self._on(m, month_day(now.today, b, a, self._year(m, now)), "monthday")
        if made:
            made.amb = amb
        return made

    def day_of_month(self, m: re.Match[str], now: Now) -> Item | None:
        """The coming day with that number."""
        return self._on(m, next_day_of_month(now.today, self.number(m["d"])), "dom")

    def days_of_month(self, m: re.Match[str], now: Now) -> Item | None:
        """Two coming day numbers."""
        first = next_day_of_month(now.today, self.number(m["d"]))
        return self._span(m, first, next_day_of_month(first, self.number(m["d2"])) if first else None)

    def day_in(self, months: int) -> Maker:
        """A day number, or two, in this or a later month."""

        def make(m: re.Match[str], now: Now) -> Item | None:
            base = add_months(now.today.replace(day=1), months)
            first = month_day(base, base.month, self.number(m["d"]), base.year)
            if not m.groupdict().get("d2"):
                return self._on(m, first, "monthday")
            return self._span(m, first, month_day(base, base.month, self.number(m["d2"]), base.year))

        return make

    def rel(self, days: int) -> Maker:
        """So many days from today."""
        return lambda m, now: self._on(m, now.today + timedelta(days=days), "rel")

    def weekday(self, m: re.Match[str], now: Now) -> Item | None:
        """A weekday: the coming one; with "next" (group nx) ambiguous when this week still has one."""
        weekday = self.weekdays[m["wd"]]
        groups = m.groupdict()
        if groups.get("la"):
            return Item("x", m.start(), m.end())
        made = Item("D", m.start(), m.end(), day=coming(now.today, weekday), word="weekday")
        if groups.get("nx"):
            made.word = "next"
            made.amb = weekday > now.today.weekday()
        return made

    def weekday_in(self, weeks: int) -> Maker:
        """A weekday of this week (then not one that is over) or of a later one (n weeks on, if that is named)."""

        def make(m: re.Match[str], now: Now) -> Item | None:
            weekday = self.weekdays[m["wd"]]
            on = self.number(m["n"]) if m.groupdict().get("n") else weeks
            day = week_start(now.today) + timedelta(days=7 * on + weekday)
            return self._on(m, day if day >= now.today else day + timedelta(days=7), "next")

        return make

    def weekday_number(self, m: re.Match[str], now: Now) -> Item | None:
        """ "Friday 23": the coming such date."""
        weekday, number = self.weekdays[m["wd"]], self.number(m["d"])
        for offset in range(1100):
            day = now.today + timedelta(days=offset)
            if day.day == number and day.weekday() == weekday:
                return self._on(m, day)
        return None

    def nth_weekday(self, m: re.Match[str], now: Now) -> Item | None:
        """ "The second Tuesday of May"; the number 9 means the last."""
        number, weekday = self.number(m["n"]), self.weekdays[m["wd"]]
        wanted = self._year(m, now)
        for year in [wanted] if wanted else (now.today.year, now.today.year + 1):
            first, end = month_span(now.today, self._month(m["mo"]), year)
            if number == 9:
                last = end - timedelta(days=1)
                day = last - timedelta(days=(last.weekday() - weekday) % 7)
            else:
                day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
            if first <= day < end and (wanted or day >= now.today):
                return self._on(m, day)
        return None

    def nth_day(self, m: re.Match[str], now: Now) -> Item | None:
        """ "The third day of May", "the last day of May" (the number 9, or none named)."""
        first, end = month_span(now.today, self._month(m["mo"]), self._year(m, now))
        number = self.number(m["n"]) if m.groupdict().get("n") else 9
        return self._on(m, end - timedelta(days=1) if number == 9 else first + timedelta(days=number - 1))

    def nth_week(self, m: re.Match[str], now: Now) -> Item | None:
        """ "The first week of October"; the number 9 means the last."""
        first, end = month_span(now.today, self._month(m["mo"]), self._year(m, now))
        number = self.number(m["n"])
        monday = week_start(first)
        if first.weekday() > 3:
            monday += timedelta(days=7)
        start = week_start(end) - timedelta(days=7) if number == 9 else monday + timedelta(days=7 * (number - 1))
        return Item("R", m.start(), m.end(), day=start, day2=start + timedelta(days=7))

    def week(self, weeks: int) -> Maker:
        """This week (0) or a later one, Monday to Sunday."""

        def make(m: re.Match[str], now: Now) -> Item | None:
            start = week_start(now.today) + timedelta(days=7 * weeks)
            return Item("R", m.start(), m.end(), day=start, day2=start + timedelta(days=7))

        return make

    def weekend(self, weeks: int) -> Maker:
        """This week's Saturday and Sunday (0), or a later week's."""

        def make(m: re.Match[str], now: Now) -> Item | None:
            start = week_start(now.today) + timedelta(days=5 + 7 * weeks)
            return Item("R", m.start(), m.end(), day=start, day2=start + timedelta(days=2))

        return make

    def next_weekend(self, m: re.Match[str], now: Now) -> Item | None:
        """ "Next weekend": the following week's; ambiguous while this week's is still to come."""
        made = self.weekend(1)(m, now)
        if made and now.today.weekday() < 5:
            made.amb = True
        return made

    def week_of(self, m: re.Match[str], now: Now) -> Item | None:
        """The week of a day number (with its month, if named)."""
        month = m.groupdict().get("mo")
        number = self.number(m["d"])
        day = (
            month_day(now.today, self._month(month), number, self._year(m, now))
            if month
            else next_day_of_month(now.today, number)
        )
        if day is None:
            return None
        start = monday_of(day)
        return Item("R", m.start(), m.end(), day=start, day2=start + timedelta(days=7))

    def whole_month(self, months: int) -> Maker:
        """This month (0) or a later one."""

        def make(m: re.Match[str], now: Now) -> Item | None:
            first = add_months(now.today.replace(day=1), months)
            return Item("R", m.start(), m.end(), day=first, day2=add_months(first, 1))

        return make

    def third_of_month(self, third: int, months: int = 0) -> Maker:
        """Beginning (0), middle (1) or end (2) of this or a later month, of "mo" if named: ten days each."""

        def make(m: re.Match[str], now: Now) -> Item | None:
            named = m.groupdict().get("mo")
            first = add_months(now.today.replace(day=1), months)
            if named:
                first, _ = month_span(now.today, self._month(named), self._year(m, now))
            end = add_months(first, 1)
            if third == 0 and not named and not months and now.today.day > 10:
                first = add_months(first, 1)
                end = add_months(first, 1)
            start = (first, first + timedelta(days=10), end - timedelta(days=10))[third]
            stop = (first + timedelta(days=10), first + timedelta(days=20), end)[third]
            day = max(start, now.today) if stop > now.today else start
            return Item("R", m.start(), m.end(), day=day, day2=stop, word="end" if third == 2 else "")

        return make

    def next_units(self, m: re.Match[str], now: Now) -> Item | None:
        """ "The next three days": from tomorrow."""
        groups = m.groupdict()
        amount, unit = self.number(groups["n"]) if groups.get("n") else 3, self._units[m["u"]]
        if amount < 1 or unit not in ("day", "week", "month"):
            return None
        first = now.today + timedelta(days=1)
        end = add_months(first, amount) if unit == "month" else first + timedelta(days=amount * (7, 1)[unit == "day"])
        return Item("R", m.start(), m.end(), day=first, day2=end)

    def coming_days(self, days: int) -> Maker:
        """So many days from tomorrow on."""

        def make(m: re.Match[str], now: Now) -> Item | None:
            first = now.today + timedelta(days=1)
            return Item("R", m.start(), m.end(), day=first, day2=first + timedelta(days=days))

        return make

    def in_units(self, m: re.Match[str], now: Now) -> Item | None:
        """ "In two weeks", "in an hour and twenty minutes", "in half an hour" (group hf)."""
        groups = m.groupdict()
        amount = 0.5 if groups.get("hf") and not groups.get("n") else float(self.number(m["n"]))
        unit = self._units[m["u"]]
        if amount < 0:
            return None
        if groups.get("hf") and groups.get("n"):
            amount += 0.5
        if groups.get("n2") and groups.get("u2"):
            sizes = {"minute": 1, "hour": 60, "day": 1440}
            if unit not in sizes or self._units[m["u2"]] not in sizes:
                return None
            amount = amount * sizes[unit] + self.number(m["n2"]) * sizes[self._units[m["u2"]]]
            unit = "minute"
        return later(m, now, amount, unit)

    def weekday_plus(self, weeks: int) -> Maker:
        """So many weeks (n, if that is named) after the coming weekday."""

        def make(m: re.Match[str], now: Now) -> Item | None:
            count = self.number(m["n"]) if m.groupdict().get("n") else weeks
            day = coming(now.today, self.weekdays[m["wd"]])
            return self._on(m, day + timedelta(days=7 * count)) if count > 0 else None

        return make

    def in_days(self, days: int) -> Maker:
        """So many days from today, as a counted span ("in a fortnight")."""
        return lambda m, now: self._on(m, now.today + timedelta(days=days))

    def in_minutes(self, amount: int) -> Maker:
        """So many minutes from now."""
        return lambda m, now: later(m, now, amount, "minute")

    def holiday(self, month: int, day: int) -> Maker:
        """A feast on a fixed date."""
        return lambda m, now: self._on(m, month_day(now.today, month, day, None), "monthday")

    def after_easter(self, days: int) -> Maker:
        """A feast so many days after Easter Sunday."""

        def make(m: re.Match[str], now: Now) -> Item | None:
            dates = [easter(now.today.year + n) + timedelta(days=days) for n in (0, 1)]
            return self._on(m, next((d for d in dates if d >= now.today), None), "monthday")

        return make

    # times

    def clock(self, m: re.Match[str], _now: Now) -> Item | None:
        """A time of day from its hour, minutes or part of an hour, and part of the day."""
        groups = m.groupdict()
        hour = self.number(m["h"])
        minute = 0
        if groups.get("mi"):
            minute = self.number(groups["mi"])
        if groups.get("fr"):
            minute = self._fractions[groups["fr"] or ""]
        if not 0 <= hour <= 24 or not 0 <= minute <= 59:
            return None
        said = (groups.get("p") or groups.get("p2") or "").strip()
        part = self._parts.get(said, "")
        sure = bool(part) or hour > 12 or hour == 0 or (m["h"][0] == "0" and len(m["h"]) == 2)
        if part and hour <= 12:
            hour = by_part(hour, part)
        total = hour * 60 + minute
        less = groups.get("less")
        if less:
            back = self._fractions.get(less, -1)
            back = self.number(less) if back < 0 else back
            if not 0 < back < 60:
                return None
            total -= back
        return Item("T", m.start(), m.end(), t=total % 1440, sure=sure)

    def bare_clock(self, led: re.Pattern[str]) -> Maker:
        """ "Seven hours": a time after a word that says so (`led`, before it) or alone in the text, else how long."""

        def make(m: re.Match[str], now: Now) -> Item | None:
            made = self.clock(m, now)
            before, after = m.string[: m.start()], m.string[m.end() :]
            if made is None or made.sure or led.search(before) or not (before + after).strip(" .!?,"):
                return made
            return Item("x", m.start(), m.end())

        return make

    def clock_at(self, minutes: int) -> Maker:
        """A named moment such as noon, with minutes or a part of an hour after (mi, fr) or before it (less)."""

        def make(m: re.Match[str], _now: Now) -> Item | None:
            groups = m.groupdict()
            total = minutes
            if groups.get("fr"):
                total += self._fractions[groups["fr"] or ""]
            if groups.get("mi"):
                total += self.number(groups["mi"])
            less = groups.get("less")
            if less:
                total -= self._fractions[less] if less in self._fractions else self.number(less)
            return Item("T", m.start(), m.end(), t=total % 1440, sure=True)

        return make

    def part(self, m: re.Match[str], _now: Now) -> Item | None:
        """A part of the day; its early (group ea) or late (lt) half if said."""
        groups = m.groupdict()
        made = part_item(m, self._parts[m["p"].strip()])
        if groups.get("ea") and made.t is not None:
            made.t2 = made.t + 120
        if groups.get("lt") and made.t2 is not None:
            made.t = made.t2 - 120
        return made

    def part_on(self, days: int) -> Maker:
        """A part of today (0) or of a later day."""
        return lambda m, now: part_item(m, self._parts[m["p"].strip()], now.today + timedelta(days=days))

    def after_work(self, m: re.Match[str], _now: Now) -> Item | None:
        """The hours after work or school."""
        return Item("S", m.start(), m.end(), t=1020, t2=1200, part="evening", sure=True)

    def day_part(self, name: str, days: int | None = None) -> Maker:
        """That part of the day, of so many days from today if given."""
        return lambda m, now: part_item(m, name, None if days is None else now.today + timedelta(days=days))

    # numbers

    def count(self, m: re.Match[str], _now: Now) -> Item | None:
        """A bare number."""
        value = self.number(m[0])
        return Item("N", m.start(), m.end(), n=value, weak=not m[0][0].isdigit()) if 0 < value <= 99 else None

    def ordinal(self, m: re.Match[str], _now: Now) -> Item | None:
        """A number with an ordinal's ending: a day of the month if anything."""
        return Item("O", m.start(), m.end(), n=self.number(m["d"])) if 1 <= self.number(m["d"]) <= 31 else None

    def common(self) -> list[tuple[str, Maker]]:
        """Numbers that are no time, and dates in digits."""
        return [
            (  # telephone numbers, money, blood pressure
                r"(?:\+?\d{1,3}[ .-])?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}|\d{2}(?:[ .-]\d{2}){4}|\d{5,}(?:[ .-]?\d+)*|\d{6} \d[\d-]+|\+\d[\d -]{6,}|\d+[.,]\d+\s?%|\d+\s?%"
                r"|(?:us ?)?[$€£₩¥]\s?\d[\d.,]*|\d[\d.,]*\s?[$€£₩¥]|#\s?\d+|(?!(?:19|20)\d\d-\d{1,2}(?!\d))\d{3,}-\d+[\d-]*|\d+-\d+-\d{2}-\d{4}|(?:[4-9]\d|\d{3})\s?/\s?\d{2,3}(?![\d/])|\d+[.,]\d{3,}",
                no_time(),
            ),
            (r"\d+(?:[.,]\d+)?\s?(?:mg|mcg|ml|kg|lbs?|mmol|cm|mm|km|°)", no_time()),
            (r"(?P<y>\d{4})\s?[-/.]\s?(?P<b>\d{1,2})\s?[-/.]\s?(?P<d>\d{1,2})(?![\d/-])", self.iso),
            (r"(?P<y>(?:19|20)\d\d)\s?[-/]\s?(?P<b>\d{1,2})(?![\d/-])", self.year_month),
            (r"(?P<b>\d{1,2})\s?[-/]\s?(?P<y>(?:19|20)\d\d)(?![\d/-])", self.year_month),
            (
                r"(?P<a>\d{1,2})(?P<sep>\s?/\s?)(?P<b>\d{1,2})(?:\s?/\s?(?P<y>\d{4}|\d{2}))?(?!\d|[/:]\d|[.,]\d|-\d(?!\d?[/.]\d))",
                self.numeric,
            ),
            (r"(?P<a>\d{1,2})(?P<sep>[.-])(?P<b>\d{1,2})[.-](?P<y>\d{4}|\d{2})(?!\d|[/:]\d|[.,-]\d)", self.numeric),
        ]


class Words(Lexer):
    """A lexer for a language that writes blanks between words: a row never ends within one."""

    def __init__(self, rows: Rows, skip: str) -> None:
        super().__init__([(rf"(?:{pattern})(?!(?<=\w)\w)", maker) for pattern, maker in rows], skip)

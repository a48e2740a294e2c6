"""Joins neighbouring items of a text into days, times and ranges.

Each item has one letter, so that a rule is a pattern on the string of letters.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from .when_clock_rules import (
    at_number,
    hours,
    moved_number,
    open_range,
    part_and_time,
    parts_together,
    rough_and_part,
    span_in_part,
    trim,
    two_bounds,
)
from .when_day_rules import (
    beside,
    both_bounds,
    day_number,
    days_range,
    length_beside,
    open_days,
    ordinal_range,
    part_of_days,
    week_and_day,
    week_of,
    week_of_dated,
    weekday_beside,
    weekday_number,
    weekdays_of_week,
)
from .when_items import Item, Now
from .when_join_rules import (
    dated_again,
    day_and_range,
    day_and_time,
    day_part_time,
    exclude,
    in_that_week,
    lasting,
    number_and_day,
    open_moment,
    or_later,
    over_days,
    range_around_day,
    until_alone,
)

Build = Callable[[Sequence[Item], Now], Item | None]
_RULES: tuple[tuple[re.Pattern[str], Build], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        ("Do?[,o]?[ON](?![,]?t@?o?[NT])(?!N)(?!A|B)", weekday_number),
        ("jo*[DNO]", beside),
        ("ko*D,?o*D", week_of_dated),
        ("ko*[DNO]", week_of),
        ("D[ab]o*[DO]", weekday_beside),
        ("L(?:f|a|b)[@o]*[DOT]|Lo?D", length_beside),
        ("l,?[fa]?[@o]*[DT]|f?[@o]*[DT]l|f[@o]*Nl", lasting),
        ("f[@o]*[NT][@o,]*D[,]?[t&][@o]*[NT](?![,o@]*D)|T[@o,]*Dt[@o]*T(?![,o@]*D)", range_around_day),
        ("f?o?O[t]o*(?:O|N)|fo?O&o*O", ordinal_range),
        ("a[@o]*[TN][,&]*b[@o]*[TN]", two_bounds),
        ("[@f]*[@o]?[NT][,]?t[@o]*[NT]", hours),
        ("f[@o]*[NT][&t][@o]*[NT]", hours),
        ("@[@o]?N(?!A|B)", at_number),
        ("[af]?[@o]*[NT],?[AB]", or_later),
        ("oO|O|oN(?![,]?[t]@?[NT])", day_number),
        ("eo*R|eo*D|Do?e", part_of_days),
        ("eo*S", trim),
        ("Z[,o]*S|S[,o]*Z", rough_and_part),
        ("R[,o]*D(?![,o]*t|[,o]*&o*D[,o]*[^|])|D[,o]*R|D[,o]*D", week_and_day),
        ("f?o*[DR]o*,?t[o@]*(?:[DO]|R)", days_range),
        ("fo*[DR]&o*[DR]", days_range),
        ("fo*D[t&]o*N|Dt[o]*N(?![,o]*[TS])", days_range),
        ("R[,of]*R", weekdays_of_week),
        ("R[,&o]*R", both_bounds),
        ("S[,o]*S", parts_together),
        ("D[,o@f]*S[,o@]*[TN]|[TN][,o@]*D[,o@]*S|S[,o@]*D[,o@]*[TN]", day_part_time),
        ("S[,o@]*T|[TN][,o@]*S|S@N|S[o@,]*S", part_and_time),
        ("SN", lambda i, n: part_and_time(i, n) if i[-1].raw_time else None),
        ("[ab][@o]*[TN](?!t)", open_range),
        ("(?<!D)t[@o]*[TN](?!t)|t[@o]*[TN](?!t|[,o@]*D)", until_alone),
        ("D[,o@f&]*[TS]", lambda i, n: day_and_time(i, n) if i[-1].kind == "T" else day_and_range(i, n)),
        ("DtT", lambda i, n: day_and_time(i, n) if i[1].word == "-" else None),
        ("D[,o]*Y", lambda i, _n: i[-1] if i[0].day == i[-1].day else None),
        ("[TS][,o@f]*D", lambda i, n: day_and_time(i, n) if i[0].kind == "T" else day_and_range(i, n)),
        ("f?[@o]*[TYZ],?[t&][@o]*[TYZ]", over_days),
        ("Z[,o]*S|S[,o]*Z", parts_together),
        ("[YZ][,o]*D", dated_again),
        ("S[,o]*Z|Z[,o@f]*S", span_in_part),
        ("[YZ][,o]*R|R[,o]*[YZ]", in_that_week),
        ("D[@o]?N$|D[@o]?N(?=[?,.!ABx])", day_and_time),
        ("No?D", number_and_day),
        ("[ab]o*[DRO]|ao+N", open_days),
        ("to*[DR]", until_alone),
        ("[abt][@o]*Y(?![,o]*R)", open_moment),
        ("[DRY],?[AB]", or_later),
        ("R[,&o]*R", both_bounds),
        ("R[,of]*R", weekdays_of_week),
        ("t@?N", moved_number),
        ("!o*[DTSRYZ]", exclude),
        ("[DTSRYZ]n", exclude),
    )
)


_SHORT = 40


@lru_cache(maxsize=4096)
def _next(letters: str, rule: int, start: int) -> tuple[int, int, int] | None:
    """The first rule, from `rule` on, that fits the letters, and where: (rule, start, end). Short texts repeat."""
    for n in range(rule, len(_RULES)):
        match = _RULES[n][0].search(letters, start)
        if match:
            return n, match.start(), match.end()
        start = 0
    return None


def reduce(items: list[Item], now: Now) -> list[Item]:
    """The items with every rule applied, in the order of the rules."""
    letters = "".join([i.kind for i in items])
    rule = start = 0
    while True:
        found = (_next if len(letters) <= _SHORT else _next.__wrapped__)(letters, rule, start)
        if found is None:
            return items
        rule, start, end = found
        made = _RULES[rule][1](items[start:end], now)
        if made is None:
            start += 1
            continue
        items[start:end] = [made]
        letters = letters[:start] + made.kind + letters[end:]
        start += 1 if made.excluded else 0

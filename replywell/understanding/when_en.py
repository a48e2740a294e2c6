# ruff: noqa: E501 - tables of words and patterns read better whole
"""English dates and times as items."""

import re

from . import when_en_clock
from . import when_en_days as days
from . import when_en_spans as spans
from .when_calendar import Length, from_now
from .when_en_words import (
    AROUND,
    CODES,
    COUNTED,
    DAY,
    GONE_BY,
    HINT,
    HOLIDAY,
    LENGTH,
    MONTH,
    NO_TIME,
    NTH,
    NUM,
    NUMBERS,
    NUMBERS_ONLY,
    ORD,
    THIS_MONTH,
    WD,
    WD_LONG,
    YEAR,
)
from .when_items import Item, Now, month_day
from .when_lexer import Lexer, word
from .when_tidy import fold_parts

__all__ = ["HINT", "lex", "number_word"]

_SPANISH = {
    "diez": 10, "quince": 15, "veinte": 20, "treinta": 30, "cinco": 5, "cuarenta": 40, "cuarenta y cinco": 45,
    "veinticinco": 25, "dos": 2, "tres": 3, "ocho": 8, "doce": 12,
}  # fmt: skip


def number_word(text: str) -> int | None:
    """A small number written out, in English or Spanish."""
    return NUMBERS.get(text) or _SPANISH.get(text)


_ROWS = (
    (rf"(?:in |over |during |for |on )?(?:the )?(?P<w>first|last) (?P<n>\d{{1,2}}|{NUM}|few|couple of) (?P<u>days|weeks) (?:of|in)\b", spans.first_days),
    (NO_TIME, word("x")),
    (GONE_BY, word("x")),
    (r"(?P<y>20\d\d)\s?[-/]\s?(?P<m>0?[1-9]|1[0-2])(?![\d/:-]|\.\d)|(?P<m2>0?[1-9]|1[0-2])\s?[-/]\s?(?P<y2>20\d\d)(?![\d/:-]|\.\d)", days.month_year),
    (NUMBERS_ONLY, word("x")),
    (CODES, word("x")),
    when_en_clock.PAST_TO,
    (COUNTED, word("x")),
    (r"(?:about |around )?\d{1,2} (?:min )?(?:late|behind)\b|(?:about |around |like )?an? \d{1,2}\b(?! ?(?:[ap]\.?m|[ap]\b|:|o'?|ish|th|st|nd|rd|-|to |hour|day|week|min|month|year|wk|hr))", word("x")),
    *when_en_clock.DAY_PARTS,
    # days
    (r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d/-])t?", days.iso),
    (rf"({MONTH})\s*(?:from |between )?(?:the )?({DAY})\s*(?:-|to|through|thru|until|till?|and)\s*(?:the )?({DAY}){YEAR}(?![:\d])(?!\s*(?:am|pm)\b|/)(?! ?(?:and|-|to) \d{{1,2}}(?:st|nd|rd|th)\b)", days.month_days),
    (rf"({DAY})\s*(?:-|to|through|thru|until+|till?|(?<=en )and|and)\s*(?:the\s+)?({DAY})[\s-]*(?:day )?(?:of )?({MONTH}){YEAR}", days.two_days_month),
    (rf"(?:the )?({NTH}) ({WD_LONG}|{WD}|(?:business |working |work |week)days?\b|days?\b|weekends?\b|weeks?\b|wks?\b),? ?(?:of|in|for|on)? ?({MONTH}{YEAR}|{THIS_MONTH})(?:,? on ({WD}))?", days.nth_of),
    (rf"({DAY})\s*(?:-|to|through|thru|until+|till?|and)\s*(?:the )?({DAY}) (?:of |in )?(?:the )?(this|next|following) month\b", days.days_that_month),
    (rf"(?<=from )(?:the )?({DAY})\s*(?:-|to|through|thru|until|till?)\s*({MONTH})\s*(?:the )?({DAY}){YEAR}(?![:\d]|\s*[ap]\.?m)", days.days_to_month),
    (rf"(?:the )?({DAY})(?: day)? (?:of |in )?((?:the )?(?:this|next|following|coming)|the) month\b", days.day_of_month),
    (rf"({DAY})-({MONTH})-(\d\d)(?!\d)", days.day_month_name),
    (rf"({MONTH})-({DAY})-(\d{{4}}|\d\d)(?!\d)", days.month_name_day),
    (rf"(?P<y>\d{{4}})[-/ ](?P<mo>{MONTH})[-/ ](?P<d>\d{{1,2}})(?!\d)", days.year_first),
    (rf"day ({DAY}) of ({MONTH}){YEAR}", days.day_month_name),
    (rf"(?:the )?ides of ({MONTH})", lambda m, n: days.on(m, month_day(n.today, days.month(m[1]), 15 if days.month(m[1]) in (3, 5, 7, 10) else 13, None))),
    (rf"({MONTH})[\s,/-]*(?:the )?({DAY})(?!\s*(?:a\.m|p\.m)\b|[ap]m\b|:\d|\s*(?:-|/)\s*\d{{4}}|\s?o'? ?clock|ish)(?!\s*(?:weeks?|days?|months?|people|pm?\b(?<!\d{{2}}pm)))" + YEAR, days.month_name_day),
    (rf"(?:the )?({DAY})[\s.-]*(?:of |day of )?({MONTH})(?<!\d may)(?:{YEAR}|)", days.day_month_name),
    (rf"({DAY}) (may){YEAR}(?!\s*(?:be|not|have|i|we)\b)", days.day_month_name),
    (rf"({MONTH}){YEAR}(?!')", days.month_only),
    (r"(\d{1,2})\s?([/.-])\s?(\d{1,2})(?:\2(\d{4}|\d{2}))?(?!\d|[:]|/|\s*(?:am|pm|a\.m|p\.m)\b|[.]\d|%|-\d{3,}|-\d{1,2}-|-(?!\d))", days.slashed),
    (rf"(?:the )?weekend (?P<w>before|after)(?= (?:the )?(?:{HOLIDAY}|\d|{MONTH}|{ORD}))", lambda m, _n: Item("k", m.start(), m.end(), word="weekend", n=-7 if m["w"] == "before" else 7)),
    (r"(?:the )?(?:week|wk)(?:end)? (?:of|starting|beginning|commencing)(?: on| the| from)*\b|w/c\b|week containing", lambda m, _n: Item("k", m.start(), m.end(), word="weekend" if "weekend" in m[0] else "week")),
    (rf"(?:the )?(?:week|wk) (?:after|following)(?= (?:the )?(?:{HOLIDAY}|\d|{MONTH}|{ORD}))", lambda m, _n: Item("k", m.start(), m.end(), word="week", n=7)),
    (rf"(?:the )?(?:week|wk) before(?= (?:the )?(?:{HOLIDAY}|\d|{MONTH}|{ORD}))", lambda m, _n: Item("k", m.start(), m.end(), word="week", n=-7)),
    (r"(?:a|one|1|the) week (?:starting|beginning|(?<=for a week )from)\b(?= (?:tomorrow|today|the \d))", word("k", "span")),
    (r"(?:the )?(?:rest|remainder|remaining)(?: part)?(?: of)? (?:the |this |my )?(day|week|month|year)\b", days.rest),
    (r"(?:the )?(?:following |next )?week after next(?: week)?|(?:the )?(?:week|wk) after(?: (?:this|that))?(?: one)?\b(?= *(?:$|[.,!?]|or|if|is|would|works|please|at))|(?:the )?(?:next|following|coming|upcoming|this coming|this next|this|current) (?:following |coming )?(?:week|wk)\b(?!-?end)(?!'?s? ?(?:on )?" + WD + ")", days.week),
    (r"(?<=this week or )(?:the )?next(?! week)\b|(?<=this or )next week", days.week),
    (rf"(?P<which>this|next|the following|following)? ?(?:week|wk)'?s? (?:on )?(?P<wd>{WD_LONG})|(?P<pre>(?:a|one|1) (?:week|wk) (?:on |this )?)", lambda m, n: days.week_day(m, n) if m["wd"] and m["which"] else None),
    (rf"(?:the )?(?P<wd>{WD}|tomorrow|today),? (?:week(?! of| after| starting| in)\b|after next(?: {WD})?\b)(?P<which>zz)?", days.week_day),
    (rf"(?P<wd>{WD}),? (?:of )?(?P<which>this|the following|following|next) (?:week|wk)\b(?! to)", days.week_day),
    (rf"(?P<which>this|next|the following) (?:week|wk)'?s?,? (?:on )?(?P<wd>{WD})(?!s?\s*(?:-|to|through|thru|and|until|or)\b)", days.week_day),
    (rf"(?:on |over |at |during )?(?:the )?(?P<h>{HOLIDAY}) week-?end\b", spans.holiday_weekend),
    (r"(?:on |over |at |during )?(?:the |this |next |coming |following |upcoming )*(?:weekends?|week-end)\b(?! of)(?: after (?:this|that|(?:the )?next)(?: one| weekend)?)?", days.weekend),
    (r"(?:the )?(?:month|week|year)[- ]end\b|(?:the )?end of (?:week|month|year)\b", spans.named_end),
    (rf"(?:the )?week (?P<n>[1-5]) of (?P<mo>{MONTH})", spans.week_number),
    (r"(?:(?:toward?s?|at|near|around) )?(?:the )?(?:very )?(?:end|ending|beginning|start|middle|(?:first|second|1st|2nd) half|(?:first|early|latter|later|last|front|back|second)[ -](?:part|half|end)) (?:of|in)\b|(?:early|earlier|late|later|mid)(?: in)?(?: on)?\b-?(?= ?(?:this|next|the (?:week|month|year|following)|in|" + MONTH + "|" + WD + r"|today|tomorrow|\d|week\b))|mid-?week(?= next| this)", spans.early_late),
    (r"(?:early|earlier)\b(?= ?(?:[.,!?]|$|please|pls|ok|if|in the day))(?<=day early|ues early|hur early|wed early|row early|ead early)(?: in the day)?", lambda m, _n: Item("S", m.start(), m.end(), t=480, t2=600, part="morning", word="trimmed", sure=True)),
    (r"(?:the |this )?(?:week|month|year)\b", spans.scoped),
    (r"(?:the )?month after (?:the )?(next)(?: month)?\b", days.whole_month),
    (r"(?:the )?(this|next|following|coming|current|upcoming) month\b", days.whole_month),
    (r"(?:in |during |for )?(?:20(?=[23]\d\b)|)(?:(?<=in )|(?<=after )|(?<=before )|(?<=since )|(?<=than )|(?<=by )|(?<=through )|(?<=until ))(?:the )?(?:year )?(20[123]\d)\b(?! ?(?:[ap]\.?m|hours|hrs|h\b))|(?:in |sometime )?next year()\b", days.whole_year),
    (rf"(?:in |within |over |during |for )?(?:the )?(?:next|coming|following|upcoming) ({LENGTH}|hour\b|fortnight\b)|(?:in |within |over |during |for )?(?:the )?(?P<n>\d{{1,2}}|{NUM}) (?:next|coming|following) (?P<u>minutes|hours|days|weeks|months)\b", days.next_days),
    (rf"(?:the )?((?:\d{{1,2}}|{NUM}) upcoming (?:days|weeks|months))\b", days.next_days),
    (r"(?:the )?day after (?:tomorrow|tom\b)|overmorrow|today'?s?\b|tod\b(?= )|tomorrow'?s?\b|(?:the )?(?:very )?(?:next|following) day\b", days.relative),
    (r"(?:(?<=from )|(?<=between )|(?<=^))(?:right )?now(?= (?:un)?till?| to| through| thru| and |-)", days.relative),
    (r"(?:right |just )?now(?=\W*$)", days.this_moment),
    (r"(?:on |by )?(?:the )?(?:next|following) (?:business|working|work|week) ?day\b", spans.next_workday),
    (r"(?:in |on |during |for )?(?:the )?(?P<w>this|next|the following|following|coming|the) (?:work|working|business)[ -]?week\b", spans.working_week),
    (r"within the week\b(?! of)", spans.rest_of_week),
    (r"tom\b", days.tom),
    (r"(?:the )?(?:thanksgiving|christmas|x-?mas|easter) week\b", spans.holiday_week),
    (HOLIDAY, spans.named_holiday),
    (r"(?<!day )(?:after|past) (?:the )?(?:holidays|new year(?:'?s)?(?: day)?)\b|in the new year\b", spans.new_year),
    (r"(?:the )?(?:1st|first)(?: day)? of (?:the|next|the new) year\b", spans.first_of_year),
    (r"(?<!any )(?:the )?day (?:after|following)(?! (?:that|this|tomorrow))", lambda m, _n: Item("j", m.start(), m.end(), n=1)),
    (r"(?<!any )(?:the )?day before(?! (?:that|this|yesterday))", lambda m, _n: Item("j", m.start(), m.end(), n=-1)),
    (rf"(?:the )?(?:first|1st|last|next)(?= {WD} (?:after|before|following) )", word("_")),
    (rf"(\d|{NUM}) ({WD_LONG}) (?:from (?:now|today)|later|out)", days.weekdays_from_now),
    (rf"((?:on )?(?:the )?(?:this coming|this upcoming|this next|this|next|following|coming|upcoming|last|past|previous)\s+)?({WD})", days.named_day),
    (rf"(?:with)?in {AROUND}(?P<l>{LENGTH})(?: time)?(?: from (?:right )?(?:now|today))?", days.in_length),
    (r"within the (?P<l>hour)\b", lambda m, n: from_now(m, n, Length(minutes=60))),
    (rf"(?P<l>{LENGTH}) (?:from (?:right )?(?:now|today)(?! week)|hence|later|out|from this moment|today)\b", days.in_length),
    (rf"after (?:about |another )?(?P<l>{LENGTH})(?! (?:from|after|before))", days.after_length),
    (rf"(?:for|takes?|lasts?) (?:{AROUND}|the last |the past )?(?:{LENGTH})", when_en_clock._length),
    (rf"(?!\d{{1,2}}h\d\d){LENGTH}(?= (?:from|after|before|following|prior to|past|this)\b| (?:today|tomorrow|{WD}))", when_en_clock._length),
    *when_en_clock.ROWS,
    *when_en_clock.WORDS,
)  # fmt: skip


_LEXER = Lexer(
    _ROWS,
    skip=r"a|an|me|ok|instead|maybe|say|any|only|please|works?|it|just|possibly|perhaps|early|anything|something|pls|okay|even|either",
)


def lex(flat: str, now: Now) -> list[Item]:
    """Items of an English text."""
    items = _LEXER.lex(flat, now)
    return fold_parts([i for n, i in enumerate(items) if not _stray(items, n)])


def _stray(items: list[Item], n: int) -> bool:
    """A raw four-digit number that is no clock time here."""
    item = items[n]
    if item.kind == "N" and item.raw_time and item.part != "led":
        before = items[n - 1].kind if n else ""
        if item.n >= 1900 and before in ("a", "b"):
            return True  # "since 2015"
        after = items[n + 1].kind if n + 1 < len(items) else ""
        near = (
            "D" in (before, after)
            or (before == "S" and item.n % 5 == 0)
            or (after == "o" and n + 2 < len(items) and items[n + 2].kind == "D")
        )
        return not (before in ("@", "f", "t", "a", "b") or after in ("t", "A", "B") or (near and 100 <= item.n < 1900))
    return False


_BEFORE_RANGE = re.compile(
    r"(?:^|[,.!?;:])\W*(?:(?:please|pls|any ?time|how about|what about|maybe|or|like|yes|yeah|ok|preferably|ideally|say|is|are|do|does|would|hi|hello)\W+)*$|"
    r"\b(?:can do|could do|do|free|available|open|out|away|meeting|appointment|appt|come|prefer|works?|any ?time|for|like|slot|opening|class|is it|hours|meet|call)\W+$"
)


def alone(flat: str, a: int, b: int) -> bool:
    """Whether two bare numbers ("2-4", "9 to 11") can be hours where they stand: nothing counts with them."""
    return bool(_BEFORE_RANGE.search(flat[:a]) and when_en_clock.ALONE.match(flat, b))

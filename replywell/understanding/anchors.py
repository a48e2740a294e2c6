# ruff: noqa: E501 - patterns read better whole
"""Times that lean on another one: "the day after", "that Saturday", "end of that same week", "class ends at 3, so after that".

They lean on a time that the same text names before, else on the visit or the openings of our prompt.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from . import picking, prompted, when
from .context import OFFERS
from .model import Asked, When
from .normalise import Prepared

_DAYS = r"mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|mon|tues?|wed|thurs?|fri|sat|sun|lunes|martes|miercoles|jueves|viernes|sabado|domingo"
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("mon lun", "tue mar", "wed mie", "thu jue", "fri vie", "sat sab", "sun dom")
    )
    for name in names.split()
}  # fmt: skip
_ENDS = r"(?=\s*(?:$|[.,?!;:)]|(?:that|it|please|pls|plz|instead|would|works?|is|at|around|if|then|maybe|or|same|in|comma|for|a|de|por|en|puedo|si|mejor|igual|el|la)\b|\d))"
_NUMBERS = {"a": 1, "one": 1, "un": 1, "una": 1, "two": 2, "dos": 2, "three": 3, "tres": 3, "four": 4, "cuatro": 4}
_NUMBER = r"(a|one|two|three|four|un|una|dos|tres|cuatro|\d)"
_MONTHS_EN = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTHS_ES = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
]

_SAME_DAY = re.compile(
    r"\b(?:on )?(?:(?:the |that )?(?:very )?same (?:day|date)|that day)\b(?! (?:of|in|as)\b)|\b(?:el |ese |este )?mismo dia\b|\bese dia\b"
)
_DAY_AFTER = re.compile(
    rf"\b(?:on )?(?:(?:the )?following day|(?:the |same time )?next day|(?:the |a |one )?day (?:after|later)(?: (?:that|it))?){_ENDS}|\bal otro dia\b|\b(?:al|el) siguiente dia\b|\b(?:al |el )?dia siguiente\b|\bun dia despues{_ENDS}"
)
_DAY_BEFORE = re.compile(
    rf"\b(?:on )?(?:the |a |one )?day (?:before|earlier)(?: (?:that|it))?{_ENDS}|\b(?:el |un )?dia (?:antes|anterior|de antes){_ENDS}"
)
_THAT_WEEKDAY = re.compile(
    rf"\b(?:on )?(?:that(?: same)?|the same|same) ({_DAYS})\b|\b(?:ese|este|el)? ?mismo (lunes|martes|miercoles|jueves|viernes|sabado|domingo)\b|\bese (lunes|martes|miercoles|jueves|viernes|sabado|domingo)\b"
)
_SAME_WEEK = re.compile(
    r"\b(?:the |that )?same week\b|\bthat week\b|\b(?:esa|la|esta) misma semana\b|\besa semana\b|\bmisma semana\b"
)
_WEEK_AFTER = re.compile(
    rf"\b(?:the )?(?:following week|week after(?: (?:that|it))?){_ENDS}|\bla (?:semana siguiente|siguiente semana|semana despues)\b"
)
_WEEKS_LATER = re.compile(
    rf"\b{_NUMBER} weeks? (?:later|after(?: that)?|further){_ENDS}|\b(?:push|move|bump|kick)\w* (?:it|me|us|that|mine|my \w+) (?:back |out |off |up )?(?:by )?{_NUMBER} weeks?{_ENDS}|\b{_NUMBER} semanas? (?:despues|mas tarde|mas){_ENDS}"
)
_THEN = re.compile(
    r"\b(?:(?:any|some)(?:thing|time)|any time|whenever|later|so|be|me|it)? ?(?:after|past|later than) (?:that|then|it)\b(?! (?:day|week|date))|\b(?:anything|something|any ?time) after(?=\s*(?:[,.;]|$))|\bfrom (?:then|there|that) on\b|"
    r"\bde (?:ahi|alli|eso) (?:en adelante|pa(?:ra)? ?(?:adelante|arriba|lante))\b|\ba partir de (?:ahi|entonces|eso)\b|\b(?:despues|luego) de (?:eso|esa hora|esas? horas?|ahi)\b"
)
_NEGATED = re.compile(
    r"(?:n't|\b(?:not|cannot|cant|dont|wont|never|except|busy|work(?:ing)?|nunca|menos|trabajo|ocupad[oa]|no (?:puedo|me \w+|hay|tengo)))(?: \w+){0,2} $"
)
_NAMED_WEEKS_ON = re.compile(
    rf"\b({_DAYS})(?: que (?:viene|entra))? (?:en (ocho|quince)(?! (?:minutos|horas))|(week)(?! (?:of|from|after|end)))\b"
)
_THE_ONE_AFTER = re.compile(
    r"\b(?:the (?:one|week|next one|following one)(?: right)? after|the following(?: one)?|the next one|la (?:que sigue|q sigue|siguiente|otra)|el (?:que sigue|q sigue|siguiente|otro))\b"
)
_BUT = re.compile(r"\b(?:but|except(?: for)?|menos|excepto|salvo)\b")
_EVERY = re.compile(r"\b(?:any|every|all|cualquier|cualquiera|todas?|todos)\b")
_NOTHING_BEFORE = re.compile(
    r"\b(?:nothin[g']?|nada|nunca|never)(?: \w+){0,2}? (?:before|earlier than|antes de|mas temprano que)\b[^,.;]{0,14}$"
)
_TO = re.compile(r"\s*(?:to|for|a|para|por)\s*(?:at|the|las?)?\s*")
_BETWEEN = re.compile(
    r"(?:[\s,.:'-]|th|st|nd|rd|\b(?:s|but|make it|in|the|on|at|that|please|works?|good|fine|great|is|for|me|it|of|mismo|mismito|el|ese|este|pero|en|la|las|los|de|del|por|a|mejor|si|tipo|como|around|about|maybe|ish|bien|esta|still|same|hour|hora|slot|time|appt|appointment|cita|lo)\b)*"
)


def settled(found: when.Found, text: Prepared, asked: Asked, local: datetime, lang: str) -> when.Found:
    """The times of a text, those that lean on another one settled by it. `local` is wall time of the practice."""
    if lang not in ("en", "es"):
        return found
    told = _told(asked, local, lang)
    if told:
        offers = asked.context in OFFERS
        found = found._replace(when=[_by_prompt(one, told, offers) for one in found.when])
    found = _leaning(found, text, asked, told, local, lang) or found
    if not found.when:
        return found
    return _joined(
        _after_that(_not_this_one(_exceptions(_weeks_after_named(found, text.flat), text.flat), text.flat), text),
        text.flat,
    )


def _told(asked: Asked, local: datetime, lang: str) -> list[datetime]:
    """The moments that our prompt names, each once: the visit, or the openings."""
    if not asked.prompt:
        return []
    listed = prompted.options(asked, local, lang)
    times = [one for option in listed for one in option.times] if listed else prompted.times(asked, local, lang)
    starts = [one.start for one in times if one.start and len(one.start) >= 10 and not one.end]
    by_day: dict[date, datetime] = {}
    for start in starts:
        moment = datetime.fromisoformat(start)
        if len(start) > 10 or moment.date() not in by_day:
            by_day[moment.date()] = moment
    return sorted(by_day.values())


def _by_prompt(one: When, told: list[datetime], offers: bool) -> When:
    """A weekday by its name alone is the one that our prompt told; of openings all in one week, that week's."""
    said = one.text.lower()
    days = {moment.date() for moment in told}
    if one.kind == "date" and one.start and one.ambiguous:
        # "Next Wednesday", said of a visit this Wednesday, is the one after.
        sure = date.fromisoformat(one.start) - timedelta(days=7) in days
        return replace(one, ambiguous=False) if sure else one
    named = re.search(rf"\b({_DAYS})\b", said)
    if one.kind not in ("date", "datetime", "datetimerange") or not one.start or not named or picking.dated(said):
        return one
    weekday = date.fromisoformat(one.start[:10]).weekday()
    same = [day for day in days if day.weekday() == weekday]
    weeks = {day - timedelta(days=day.weekday()) for day in days}
    if len(same) == 1:
        meant = same[0]
    elif offers and not same and len(weeks) == 1 and "this" not in said and "est" not in said:
        meant = min(weeks) + timedelta(days=weekday)
    else:
        return one
    by = meant - date.fromisoformat(one.start[:10])
    return _shifted(one, by) if by >= timedelta() else one


def _shifted(one: When, by: timedelta) -> When:
    start, end = (_moved(stamp, by) if stamp else None for stamp in (one.start, one.end))
    return replace(one, start=start, end=end, ambiguous=False)


def _moved(stamp: str, by: timedelta) -> str:
    moment = datetime.fromisoformat(stamp) + by
    return moment.date().isoformat() if len(stamp) == 10 else moment.isoformat(timespec="minutes")


def _leaning(
    found: when.Found, text: Prepared, asked: Asked, told: list[datetime], local: datetime, lang: str
) -> when.Found | None:
    """The text read again with the words that lean replaced by the day that they mean; None: nothing leans."""
    flat = text.flat
    for pattern, day_of in _DAY_WORDS:
        match = pattern.search(flat)
        if match is None:
            continue
        before = _before(found, flat, match.start())
        base = _day(before) if before else (told[-1].date() if told and (len(told) == 1 or asked.context in OFFERS) else None)  # fmt: skip
        if pattern is _THAT_WEEKDAY and before is None and asked.context in OFFERS:
            continue  # settled by the openings
        if base is None or (_NEGATED.search(flat[: match.start()]) and not before):
            return None
        cut = _without(flat, before) if before else flat
        if pattern in (_SAME_WEEK, _WEEK_AFTER):
            monday = base - timedelta(days=base.weekday())
            words = ("this week" if lang == "en" else "esta semana") if pattern is _SAME_WEEK else ("next week" if lang == "en" else "la semana que viene")  # fmt: skip
            moment = datetime.combine(monday, time(0))
        else:
            day = day_of(base, match)
            words = f"on {_MONTHS_EN[day.month - 1]} {day.day}, {day.year} " if lang == "en" else f"el {day.day} de {_MONTHS_ES[day.month - 1]} de {day.year} "  # fmt: skip
            moment = local
        said = " ".join(f"{cut[: match.start()]} {words} {cut[match.end() :]}".split())
        again = when.find(said, said, moment, asked.hours, lang)
        wished = [one for one in again.when if not one.excluded]
        if not wished or (pattern is _SAME_DAY and all(one.kind == "date" for one in wished)):
            return None
        return again._replace(shift=None, same_time=found.same_time)
    return None


def _next_weekday(base: date, match: re.Match[str]) -> date:
    name = next(group for group in match.groups() if group)
    return base + timedelta(days=(_WEEKDAYS[name[:3]] - base.weekday()) % 7)


def _weeks_on(base: date, match: re.Match[str]) -> date:
    number = next(group for group in match.groups() if group)
    return base + timedelta(weeks=_NUMBERS.get(number) or int(number))


_DAY_WORDS: tuple[tuple[re.Pattern[str], Callable[[date, re.Match[str]], date]], ...] = (
    (_SAME_WEEK, lambda base, _: base),
    (_WEEKS_LATER, _weeks_on),
    (_WEEK_AFTER, lambda base, _: base),
    (_THAT_WEEKDAY, _next_weekday),
    (_DAY_AFTER, lambda base, _: base + timedelta(days=1)),
    (_DAY_BEFORE, lambda base, _: base - timedelta(days=1)),
    (_SAME_DAY, lambda base, _: base),
)


def _before(found: when.Found, flat: str, position: int) -> When | None:
    """The last time that the text names before a position and that has a day."""
    named = [one for one in found.when if _day(one) and 0 <= flat.find(one.text.lower()) < position]
    return max(named, key=lambda one: flat.find(one.text.lower()), default=None)


def _day(one: When) -> date | None:
    """The day that a time is on; of a range the last one."""
    stamp = one.start or one.end
    if one.kind == "daterange" and one.end:
        return date.fromisoformat(one.end[:10]) - timedelta(days=1)
    return date.fromisoformat(stamp[:10]) if stamp and len(stamp) >= 10 else None


def _without(flat: str, one: When) -> str:
    at = flat.find(one.text.lower())
    return flat[:at] + " " * len(one.text) + flat[at + len(one.text) :]


def _after_that(found: when.Found, text: Prepared) -> when.Found:
    """ "Class ends at 3, so anything after that": the time before it is where the wish begins."""
    match = _THEN.search(text.flat)
    if match is None:
        return found
    places = [(text.flat.find(one.text.lower()), one) for one in found.when]
    named = [(at, one) for at, one in places if 0 <= at < match.start()]
    if not named:
        return found
    _, base = max(named, key=lambda pair: pair[0])
    opened = _opened(base)
    rest = [one for one in found.when if one is not base]
    days = [one for one in rest if one.kind == "date" and not one.excluded]
    if opened.kind == "timerange" and len(days) == 1 and days[0].start:
        day = days[0].start
        opened = replace(opened, kind="datetimerange", start=f"{day}T{opened.start}", end=None)
        rest.remove(days[0])
    return found._replace(when=[opened, *rest], shift=None)


def _opened(one: When) -> When:
    """Everything from the end of a time on."""
    last = one.end or one.start
    if one.kind in ("time", "timerange"):
        return replace(one, kind="timerange", start=last, end=None, excluded=False)
    if one.kind == "date" and one.start:
        following = date.fromisoformat(one.start) + timedelta(days=1)
        return replace(one, kind="daterange", start=following.isoformat(), end=None, excluded=False)
    kind = "daterange" if one.kind == "daterange" else "datetimerange"
    return replace(one, kind=kind, start=last, end=None, excluded=False)


def _weeks_after_named(found: when.Found, flat: str) -> when.Found:
    """ "Monday week", "el lunes en ocho": the weekday a week later; "en quince", two."""
    match = _NAMED_WEEKS_ON.search(flat)
    if match is None:
        return found
    by = timedelta(weeks=2 if match[2] == "quince" else 1)
    out = [
        _shifted(one, by) if one.kind in ("date", "datetime", "datetimerange") and match[1] in one.text.lower() else one
        for one in found.when
    ]
    return found._replace(when=out)


def _exceptions(found: when.Found, flat: str) -> when.Found:
    """ "Any morning but Wednesday": the mornings, and Wednesday ruled out."""
    out: list[When] = []
    for one in found.when:
        said = one.text.lower()
        every = _EVERY.search(flat[: flat.find(said) + len(said)])
        if one.kind == "datetimerange" and one.start and one.end and every and _BUT.search(said):
            out.append(replace(one, kind="timerange", start=one.start[11:], end=one.end[11:]))
            out.append(replace(one, kind="date", start=one.start[:10], end=None, excluded=True))
        else:
            out.append(one)
    return found._replace(when=sorted(out, key=lambda one: one.excluded))


def _not_this_one(found: when.Found, flat: str) -> when.Found:
    """ "Not this week, the one after": the week after the one ruled out. "Nothing before noon" is from noon on."""
    out = [
        replace(one, start=one.end, end=None, excluded=False)
        if one.kind == "timerange"
        and not one.start
        and _NOTHING_BEFORE.search(flat[: flat.find(one.text.lower()) + len(one.text)])
        else one
        for one in found.when
    ]
    wished = [one for one in out if not one.excluded]
    ruled_out = [one for one in out if one.excluded and one.start and one.kind in ("date", "daterange")]
    if len(ruled_out) != 1:
        return found._replace(when=out)
    known = ruled_out[0]
    if not wished:
        after = _THE_ONE_AFTER.search(flat, max(0, flat.find(known.text.lower())))
        if after:
            out = [replace(_shifted(known, timedelta(days=7)), excluded=False, text=after[0]), known]
    elif known.start and known.kind == "date":
        following = _moved(known.start, timedelta(days=7))
        out = [replace(one, ambiguous=False) if one.start == following else one for one in out]
    return found._replace(when=out, shift=None if any(not one.excluded for one in out) else found.shift)


def _joined(found: when.Found, flat: str) -> when.Found:
    """A day and a time of day with nothing of weight between them are one: "tomorrow, but make it afternoon".

    So are a day that is left and the time it is moved to: "push tomorrow to 1 o'clock" stays on that day.
    """
    placed = sorted(((flat.find(one.text.lower()), one) for one in found.when), key=lambda pair: pair[0])
    out: list[tuple[int, When]] = []
    for at, one in placed:
        last_at, last = out[-1] if out else (-1, None)
        if last is not None and last_at >= 0 and {last.kind, one.kind} in ({"date", "time"}, {"date", "timerange"}):
            between = flat[last_at + len(last.text) : at]
            moved = last.excluded and last.kind == "date" and not one.excluded and _TO.fullmatch(between)
            if moved or (not last.excluded and not one.excluded and _BETWEEN.fullmatch(between)):
                day, clock = (last, one) if last.kind == "date" else (one, last)
                out[-1] = (last_at, _on_day(day, clock, flat[last_at : at + len(one.text)]))
                continue
        out.append((at, one))
    return found._replace(when=sorted((one for _, one in out), key=lambda one: one.excluded))


def _on_day(day: When, clock: When, text: str) -> When:
    start = f"{day.start}T{clock.start}" if clock.start else None
    end = f"{day.start}T{clock.end}" if clock.end else None
    kind = "datetime" if clock.kind == "time" else "datetimerange"
    return replace(clock, kind=kind, start=start, end=end, text=text)

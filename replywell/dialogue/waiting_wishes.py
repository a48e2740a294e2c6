"""What a text says about the earlier time somebody waits for: days, hours, until when, with whom. Pure but `facts`.

It takes what the reading found and checks that nothing of the text is left over that speaks of times. Where something
is, or where a day may mean one day or every week, nothing is kept of it: they wait as without it, and a person reads.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from replywell.dialogue.facts import VisitFacts, Waits, Window
from replywell.dialogue.thread import Thread
from replywell.dialogue.waiting_words import plain, without_hours
from replywell.messaging.wording import day_of, weekday_of
from replywell.scheduling.free_slots import Wish
from replywell.scheduling.models import TypeNeeds
from replywell.scheduling.waitlist_models import WaitlistEntry
from replywell.understanding import Reading, When
from replywell.understanding.vocabulary import LOCATION, PRACTITIONER

WHOLE_DAY = ("00:00", "23:59")
_NAMES = (
    "monday mondays mon lunes",
    "tuesday tuesdays tue tues martes",
    "wednesday wednesdays wed weds miercoles",
    "thursday thursdays thu thur thurs jueves",
    "friday fridays fri viernes",
    "saturday saturdays sat sabado sabados",
    "sunday sundays sun domingo domingos",
)
WEEKDAYS: Mapping[str, int] = {name: number for number, names in enumerate(_NAMES) for name in names.split()}
_DAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_EVERY_WEEK = re.compile(
    r"\b(?:mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays|sabados|domingos)\b"
    rf"|\b(?:every|any|each|an?|los|todos los|cada|cualquier|un)(?: other)? (?:{_DAY})\b"
)
_ONCE = re.compile(r"\b(?:this|next|coming|este|proximo|siguiente|que viene)\b")
_SPANISH_DAY = re.compile(r"lunes|martes|miercoles|jueves|viernes")
_WEEKENDS = re.compile(r"\b(?:weekends|fines de semana|los fines)\b")
_EARLIER = re.compile(
    r"\b(?:anything|something|nothing|any|an|openings?|appointments?|appts?|slots?|times?|spots?|visits?|dates?"
    r"|get (?:me )?in|come in|be seen|fit me in|squeeze me in|see me|go)(?: \w+)? (?:any )?(?:earlier|sooner)\b"
    r"|\b(?:earlier|sooner) (?:appointments?|appts?|slots?|times?|openings?|spots?|visits?|dates?|one)\b"
    r"|\b(?:algo|nada|alguna?|citas?|horas?|espacios?|lugar|hueco|turno|campo)"
    r"(?: (?:disponibles?|libres?|por ahi))? (?:antes|mas (?:temprano|pronto|cerca(?:no|na)?))\b"
    r"|\b(?:antes|mas temprano|mas pronto) (?:algo|una|alguna|la) ?(?:cita|hora)?\b|\badelantar\w*\b"
)
_OF_THE_VISIT = re.compile(
    r"\b(?:my|our|the|mi|la|su) (?:\w+ ){0,4}?(?:appointment|appt|visit|one|cita|consulta)\b"
    r"(?: (?:on|for|of|del?|para el) (?:el )?(?:\w+ ){0,2}\w+)?"
)
# Words that speak of no time although they hold its words.
_POLITE = re.compile(
    r"\b(?:good|have a (?:good|great|nice|blessed)) (?:morning|afternoon|evening|night|day|week|weekend)\b"
    r"|\bbuen(?:os|as)? (?:dias|tardes|noches|dia)\b|\bno (?:hay|tienen?|habra|tendran?|tendria) (?:\w+ )?"
    r"|\b(?:any|at any|whatever) ?(?:day|time)s?(?: (?:works?|is (?:fine|ok|good)))?\b|\banytime\b|\bwhenever\b"
    r"|\b(?:a )?cualquier (?:dia|hora)(?: (?:esta bien|me sirve))?\b|\bcuando sea\b|\bpor favor\b|\bone\b"
    r"|\bbefore (?:my|the|that) (?:appointment|appt|visit)\b|\bantes de (?:mi|la|esa) cita\b"
)
_ANY_TIME = re.compile(
    r"\b(?:any ?(?:day|time)s?|anytime|whenever)\b(?! (?:after|before|from|but|except|on|in))"
    r"|\bcualquier (?:dia|hora)\b(?! (?:despues|antes|desde|menos|excepto))|\bcuando sea\b"
)
_SPEAKS_OF_TIME = re.compile(
    rf"\d|\b(?:{_DAY}|january|february|march|april|june|july|august|september|october|november|december"
    r"|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
    r"|mornings?|afternoons?|evenings?|noon|midday|lunch\w*|nights?|today|tonight|tomorrow|weeks?|weekdays?|weekends?"
    r"|months?|days?|daily|before|after|until|till|til|by|from|between|since|except|but|not|no|never|unless|can ?t"
    r"|cannot|won ?t|don ?t|late|later|earliest|latest|early|prefer\w*|ideally|if possible|best|school|work"
    r"|mananas?|tardes?|noches?|mediodia|hoy|semanas?|dias?|mes|hasta|desde|despues|antes del?|entre|partir|menos"
    r"|excepto|salvo|nunca|pero|mejor si|pref(?:er|ier)\w*|preferiblemente|si es posible|si se puede|escuela|trabajo)\b"
)
_ANYBODY = re.compile(
    r"\b(?:anyone|anybody|whoever|any (?:doctor|dr|provider|clinician|dentist)|another (?:doctor|dr|provider)"
    r"|cualquier (?:doctora?|medico)|cualquiera|quien sea|otr[oa] (?:doctora?|medico))\b"
)
_BUSY = re.compile(r"\b(?:i (?:work|have|m|am)|working|busy|trabajo|tengo|estoy|ocupad\w+|clases?)\b")
_EARLIER_ON = re.compile(r"(?:earlier|sooner) (?:on )?(?!in\b|this\b|next\b)")
_A_DOCTOR = re.compile(r"\bdra? \w+")
_FILLING = frozenset(
    re.findall(
        r"\w+",
        """a an and any are at available can could come do el en for get got have anything something algo hay hello hi
        hola i if in is it la las los me my o on only open or pls please por possible puede puedo pueden que quiero
        see seen solo solamente still thanks thank tendran there tiene tienen to un una want with con would y you
        gracias appointment visit cita""",
    )
)
"""Words around a wish for an earlier time that wish for nothing else."""
_LONGEST = timedelta(days=6)
"""Days that lie no further apart are told by their weekdays."""


def facts(thread: Thread, reading: Reading, visit: VisitFacts) -> Waits:
    """What the text at hand says about an earlier time than this visit's."""
    words = thread.hours.words
    who = words.id_of(PRACTITIONER, reading.slots.get(PRACTITIONER))
    where = words.id_of(LOCATION, reading.slots.get(LOCATION))
    found = of_text(thread.said, reading, starts_at=visit.starts_at, zone=visit.zone, now=thread.now)
    if who is not None and who != visit.practitioner_id:
        sees = TypeNeeds.objects.filter(type_id=visit.type_id, schedule__practitioner_id=who)
        if not sees.exists():
            return replace(found, sure=False)
    return replace(found, practitioner_id=who, location_id=where)


def of_text(text: str, reading: Reading, *, starts_at: datetime, zone: str, now: datetime) -> Waits:
    """The same of one text, without whom and where. `starts_at`: the visit's time; both are aware UTC."""
    whole = plain(text, keep=":")
    earlier = bool(_EARLIER.search(whole))
    place = ZoneInfo(zone)
    visit_day, today = starts_at.astimezone(place).date(), now.astimezone(place).date()
    unsure = Waits(earlier=earlier, sure=False)
    left = plain(without_hours(text), keep=":")
    of_visit = " ".join(_OF_THE_VISIT.findall(left))
    times = []
    for when in reading.slots.get("when", ()):
        said = plain(when.text, keep=":")
        if said and said in of_visit:
            if when.kind != "date" or when.start != visit_day.isoformat():
                return unsure
            left = _without(left, said)
        elif said and _without(left, said) != left:
            left = _without(left, said)
            times.append(when)
        elif not said or said not in whole:
            return unsure
    doctor = _A_DOCTOR.search(left) and not reading.slots.get(PRACTITIONER)
    rest = _POLITE.sub(" ", _EARLIER.sub(" ", left))
    if _SPEAKS_OF_TIME.search(rest) or _ANYBODY.search(left) or doctor:
        return unsure
    found = _Times(times, whole).told(visit_day, today)
    if found is None:
        return unsure
    any_time = not times and bool(_ANY_TIME.search(left))
    only_that = text.count("?") <= 1 and _FILLING.issuperset(_A_DOCTOR.sub(" ", rest).split())
    return replace(found, earlier=earlier, any_time=any_time, only_that=only_that)


def _without(text: str, words: str) -> str:
    return re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", " ", text, count=1)


class _Times:
    """The times that a text names, sorted by what they are; `sure` is False when one of them is none of these."""

    def __init__(self, times: Sequence[When], whole: str) -> None:
        self.whole = whole
        self.digits = any(any(char.isdigit() for char in when.text) for when in times)
        self.weekly: list[tuple[int, tuple[str, str] | None]] = []
        self.days: list[tuple[date, tuple[str, str] | None]] = []
        self.hours: list[tuple[str, str]] = []
        self.off: list[int] = []
        self.span: tuple[date | None, date | None] | None = None
        named = [when for when in times if _weekday_in(when.text) is not None and not when.excluded]
        self.several = len({_weekday_in(when.text) for when in named}) > 1
        self.sure = True
        for when in times:
            self.sure = self._sort(when) and self.sure

    def told(self, visit_day: date, today: date) -> Waits | None:
        """What of it an entry of the waitlist can keep exactly; None when it cannot."""
        weekly, days, hours = self.weekly, self.days, self.hours
        if not self.sure or sum(map(bool, (weekly, days, self.off))) > 1 or (days and self.span):
            return None
        if hours and any(own for _, own in (*weekly, *days)):
            return None
        begins, ends = self.span or (None, None)
        if days:
            begins, ends = min(day for day, _ in days), max(day for day, _ in days)
            if ends - begins > _LONGEST or begins < today or visit_day in (begins, ends):
                return None
            weekly = [(day.weekday(), own) for day, own in days]
        begins = None if begins is not None and begins <= today and not days else begins
        if ends is not None and (ends < today or (begins is not None and begins > ends)):
            return None
        if not weekly and (hours or self.off):
            weekly = [(day, None) for day in range(7) if day not in self.off]
        windows: set[Window] = set()
        for day, own in weekly:
            windows.update((day, *stretch) for stretch in ([own] if own else hours or [WHOLE_DAY]))
        late = begins is not None and begins > visit_day
        return Waits(windows=tuple(sorted(windows)), from_day=begins, until_day=ends, too_late=late)

    def _sort(self, when: When) -> bool:
        """Put one time where it belongs; False when it does not tell for sure what is meant."""
        words = plain(when.text, keep=":")
        if when.ambiguous or _BUSY.search(words):
            return False
        early = _EARLIER_ON.match(words)
        if early and when.kind == "datetimerange" and when.start:
            # "anything earlier on Tuesday": earlier than the visit, not early on that day.
            return self._sort_day(date.fromisoformat(when.start[:10]), None, words[early.end() :])
        if re.search(r"\b(?:earlier|sooner)\b", words):
            return False
        if when.excluded:
            return self._sort_off(when, words)
        if when.kind == "timerange":
            stretch = self._stretch(when.start, when.end)
            if stretch is None:
                return False
            self.hours.append(stretch)
            return True
        if when.kind == "daterange":
            return self._sort_range(when, words)
        if when.kind not in ("date", "datetimerange") or not when.start:
            return False
        day, stretch = date.fromisoformat(when.start[:10]), None
        if when.kind == "datetimerange":
            if when.end and when.end[:10] != when.start[:10]:
                return False
            stretch = self._stretch(when.start[11:16], when.end[11:16] if when.end else None)
            if stretch is None:
                return False
        return self._sort_day(day, stretch, words)

    def _sort_day(self, day: date, stretch: tuple[str, str] | None, words: str) -> bool:
        weekday = _weekday_in(words)
        if weekday is None:
            self.days.append((day, stretch))
            return len(_days_in(words)) == 0
        if weekday != day.weekday():
            return False
        name = next(one for one in words.split() if one in WEEKDAYS)
        begun = re.search(rf"(?:\w+ )?(?:\w+ )?\b{name}\b", self.whole)
        every = _EVERY_WEEK.search(begun.group() if begun else words)
        if _ONCE.search(words):
            self.days.append((day, stretch))
        elif every or self.several:
            self.weekly.append((weekday, stretch))
        elif _SPANISH_DAY.search(words) and not re.search(rf"\bel {name}\b", self.whole):
            return False
        else:
            self.days.append((day, stretch))
        return True

    def _sort_off(self, when: When, words: str) -> bool:
        weekday = _weekday_in(words)
        if when.kind != "date" or weekday is None or _ONCE.search(words):
            return False
        self.off.append(weekday)
        return True

    def _sort_range(self, when: When, words: str) -> bool:
        if _WEEKENDS.search(words):
            self.weekly += [(5, None), (6, None)]
            return True
        if self.span is not None or len(_days_in(words)) > 1:
            return False
        start = date.fromisoformat(when.start) if when.start else None
        self.span = start, date.fromisoformat(when.end) - timedelta(days=1) if when.end else None
        return True

    def _stretch(self, start: str | None, end: str | None) -> tuple[str, str] | None:
        if (start, end) == ("08:00", "12:00") and not self.digits:
            return WHOLE_DAY[0], "12:00"  # the whole morning, in a practice that opens at seven too
        begins, ends = start or WHOLE_DAY[0], end or WHOLE_DAY[1]
        return (begins, ends) if begins < ends else None


def _days_in(text: str) -> list[int]:
    return [WEEKDAYS[word] for word in plain(text).split() if word in WEEKDAYS]


def _weekday_in(text: str) -> int | None:
    """The one weekday that stands in it."""
    found = _days_in(text)
    return found[0] if len(found) == 1 else None


def openings_before(waits: Waits, visit: VisitFacts) -> tuple[Wish, ...]:
    """What to look for in the calendar now: times before the visit's that fit."""
    zone = ZoneInfo(visit.zone)
    start = datetime.combine(waits.from_day, time(), zone) if waits.from_day else None
    end = visit.starts_at
    if waits.until_day:
        end = min(end, datetime.combine(waits.until_day + timedelta(days=1), time(), zone))
    length = visit.ends_at - visit.starts_at
    if not waits.windows:
        return (Wish(start=start, end=end),)
    return tuple(
        Wish(start, end, time.fromisoformat(begins), _last_start(ends, length), frozenset({day}))
        for day, begins, ends in waits.windows
    )


def _last_start(ends: str, length: timedelta) -> time | None:
    """Just past the last minute (wall time) at which a visit of this length may begin; None: at any."""
    if ends == WHOLE_DAY[1]:
        return None
    last = datetime.combine(date.min, time.fromisoformat(ends)) - length + timedelta(minutes=1)
    return last.time() if last.date() == date.min else time()


def fields(waits: Waits) -> dict[str, Any]:
    """The columns of an entry that the text names; empty when it names no time."""
    if not waits.names_times:
        return {}
    windows = [{"weekday": day, "from": begins, "until": ends} for day, begins, ends in waits.windows]
    return {"windows": windows, "from_day": waits.from_day, "until_day": waits.until_day}


_AND = {"en": (" and ", " or "), "es": (" y ", " o ")}


def told(entry: WaitlistEntry, language: str, *, who: str = "") -> str:
    """What an entry waits for as a patient reads it: "Tue and Thu after 3 pm, until Fri Apr 3, with Dr. Lee"."""
    language = "es" if language == "es" else "en"
    spanish = language == "es"
    days: dict[tuple[str, str], list[int]] = {}
    for one in entry.windows:
        days.setdefault((one["from"][:5], one["until"][:5]), []).append(one["weekday"])
    parts = []
    once = entry.from_day is not None and entry.from_day == entry.until_day
    stretches: dict[tuple[int, ...], list[tuple[str, str]]] = {}
    for stretch, found in days.items():
        stretches.setdefault(tuple(sorted(found)), []).append(stretch)
    for found_days, found_hours in stretches.items():
        hours = _AND[language][1].join(filter(None, (_hours(one, spanish) for one in found_hours)))
        parts.append(" ".join(filter(None, ("" if once else _days(found_days, language), hours))))
    said = [_AND[language][1].join(filter(None, parts))]
    if once and entry.from_day is not None:
        said.insert(0, day_of(entry.from_day, language))
    else:
        if entry.from_day:
            said.append(f"{'desde el' if spanish else 'from'} {day_of(entry.from_day, language)}")
        if entry.until_day:
            said.append(f"{'hasta el' if spanish else 'until'} {day_of(entry.until_day, language)}")
    if who:
        said.append(f"con {who}" if spanish else f"with {who}")
    return ", ".join(filter(None, said))


def _days(found: Sequence[int], language: str) -> str:
    if len(found) == 7:
        return ""
    if len(found) == 6:
        left = weekday_of(next(day for day in range(7) if day not in found), language)
        return f"{'menos' if language == 'es' else 'not'} {left}"
    names = [weekday_of(day, language) for day in found]
    if len(found) > 2 and found[-1] - found[0] == len(found) - 1:
        return f"{names[0]}{' a ' if language == 'es' else ' to '}{names[-1]}"
    return _AND[language][0].join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


def _hours(stretch: tuple[str, str], spanish: bool) -> str:
    parts = {
        ("00:00", "12:00"): ("in the morning", "por la mañana"),
        ("12:00", "17:00"): ("in the afternoon", "por la tarde"),
        ("17:00", "20:00"): ("in the evening", "de 5 pm a 8 pm"),
        WHOLE_DAY: ("", ""),
    }
    if stretch in parts:
        return parts[stretch][spanish]
    begins, ends = (_clock(one) for one in stretch)
    if stretch[1] == WHOLE_DAY[1]:
        return f"desde las {begins}" if spanish else f"after {begins}"
    if stretch[0] == WHOLE_DAY[0]:
        return f"antes de las {ends}" if spanish else f"before {ends}"
    return f"de {begins} a {ends}" if spanish else f"{begins} to {ends}"


def _clock(wall: str) -> str:
    hour, minute = int(wall[:2]), wall[3:5]
    return f"{hour % 12 or 12}{'' if minute == '00' else ':' + minute} {'am' if hour < 12 else 'pm'}"

"""Between the words of a text and the calendar: times that were asked for, visits that were named."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from replywell.common.clock import at_wall
from replywell.dialogue.facts import VisitFacts
from replywell.dialogue.vocabulary import NO_WORDS, Words
from replywell.scheduling.free_slots import Slot, Wish
from replywell.understanding import Intent, Reading, When
from replywell.understanding.vocabulary import KINDS, LOCATION, PRACTITIONER, TYPE

_WISHES = (Intent.RESCHEDULE, Intent.SELECT_OPTION, Intent.WAITLIST_JOIN)
_WORD = re.compile(r"[a-z]+")
_TITLES = {"dr", "dra", "doctor", "doctora", "nurse", "the", "np", "pa", "md"}


def wishes(
    fitting: Sequence[When],
    zone_name: str,
    *,
    same_time: bool = False,
    shift: str = "",
    visit: VisitFacts | None = None,
) -> list[Wish]:
    """What the search is asked for. Times of `fitting` are wall time of the zone."""
    zone = ZoneInfo(zone_name)
    found = [wish for wish in (_wish(one, zone) for one in fitting) if wish is not None]
    if visit is None:
        return found
    if same_time:
        at = visit.starts_at.astimezone(zone).time()
        days = [wish for wish in found if not wish.excluded and wish.earliest is None]
        if days:
            found = [Wish(w.start, w.end, at, at, w.weekdays) if w in days else w for w in found]
        else:
            found.append(Wish(earliest=at, latest=at))
    if shift and not any(not wish.excluded for wish in found):
        earlier = shift == "earlier"
        found.append(Wish(end=visit.starts_at) if earlier else Wish(start=visit.starts_at + timedelta(minutes=1)))
    return found


def _wish(when: When, zone: ZoneInfo) -> Wish | None:
    if when.kind == "time" and when.start:
        at = time.fromisoformat(when.start)
        return Wish(earliest=at, latest=at, excluded=when.excluded)
    if when.kind == "timerange":
        earliest = time.fromisoformat(when.start) if when.start else None
        latest = time.fromisoformat(when.end) if when.end else None
        return Wish(earliest=earliest, latest=latest, excluded=when.excluded)
    start = _moment(when.start, zone)
    end = _moment(when.end, zone)
    if when.kind == "date" and start is not None:
        naive = datetime.fromisoformat(when.start or "")
        end = at_wall(naive + timedelta(days=1), zone)
    elif when.kind == "datetime":
        end = start
    if start is None and end is None:
        return None
    return Wish(start=start, end=end, excluded=when.excluded)


def _moment(text: str | None, zone: ZoneInfo) -> datetime | None:
    if not text:
        return None
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else at_wall(moment, zone)


def slot_value(slot: Slot) -> dict[str, object]:
    """A slot as a prompt keeps it."""
    return {
        "starts_at": slot.starts_at.isoformat(),
        "ends_at": slot.ends_at.isoformat(),
        "type_id": slot.type_id,
        "practitioner_id": slot.practitioner_id,
        "location_id": slot.location_id,
        "schedule_ids": list(slot.schedule_ids),
    }


def slot_of(value: Mapping[str, object]) -> Slot:
    """The slot a prompt kept. Raises KeyError for an option that is no slot."""
    practitioner = value["practitioner_id"]
    schedules = value["schedule_ids"]
    assert isinstance(schedules, list | tuple)
    return Slot(
        starts_at=datetime.fromisoformat(str(value["starts_at"])),
        ends_at=datetime.fromisoformat(str(value["ends_at"])),
        type_id=int(str(value["type_id"])),
        practitioner_id=None if practitioner is None else int(str(practitioner)),
        location_id=int(str(value["location_id"])),
        schedule_ids=tuple(int(str(one)) for one in schedules),
    )


def named(
    text: str,
    reading: Reading,
    visits: Sequence[VisitFacts],
    real_names: Mapping[int, str],
    words: Words = NO_WORDS,
) -> tuple[VisitFacts, ...]:
    """The visits that a text names by patient, practitioner, place, kind, day or time; empty when it names none.

    For a move, or an earlier time, only what is ruled out ("not the Monday one") names a visit: the rest is wished for.
    """
    said = _words(text)
    moving = reading.intent in (Intent.RESCHEDULE, Intent.BOOK, Intent.SELECT_OPTION, Intent.WAITLIST_JOIN)
    times = [when for when in reading.slots.get("when", ()) if when.excluded or not moving]
    tests: tuple[Callable[[VisitFacts], bool], ...] = (
        lambda visit: bool(_words(real_names.get(visit.patient_id, "")) & said),
        lambda visit: bool((_words(visit.practitioner) - _TITLES) & said) or is_of(visit, reading, words, PRACTITIONER),
        lambda visit: is_of(visit, reading, words, TYPE),
        lambda visit: not moving and is_of(visit, reading, words, LOCATION),
        lambda visit: any(_is_at(when, visit) for when in times),
    )
    kept = list(visits)
    hit = False
    for test in tests:
        matching = [visit for visit in kept if test(visit)]
        if matching:
            kept, hit = matching, True
    return tuple(kept) if hit else ()


def is_of(visit: VisitFacts, reading: Reading, words: Words, kind: str) -> bool:
    """Whether the visit is with, at or of what the text names; no, if it names nothing of the kind."""
    key = words.id_of(kind, reading.slots.get(kind))
    own = {PRACTITIONER: visit.practitioner_id, LOCATION: visit.location_id, TYPE: visit.type_id}
    return key is not None and key == own[kind]


def elsewhere(reading: Reading, visits: Sequence[VisitFacts], words: Words) -> bool:
    """Whether the text names a clinician, a place or a kind that none of these visits has.

    Another clinician or place may be what somebody wishes for who moves a visit or waits for an earlier time; another
    kind of visit is not.
    """
    if not visits:
        return False
    kinds = (TYPE,) if reading.intent in _WISHES else KINDS
    return any(
        words.id_of(kind, reading.slots.get(kind)) is not None
        and not any(is_of(visit, reading, words, kind) for visit in visits)
        for kind in kinds
    )


def _words(text: str) -> set[str]:
    return set(_WORD.findall(_plain(text)))


def _is_at(when: When, visit: VisitFacts) -> bool:
    local = visit.starts_at.astimezone(ZoneInfo(visit.zone))
    wish = _wish(when, ZoneInfo(visit.zone))
    if wish is None:
        return False
    return Wish(wish.start, wish.end, wish.earliest, wish.latest, wish.weekdays).matches(local)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))

"""Free times as a page shows them: by day, one button a time; and the slot that a button stands for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from replywell.booking_pages import words
from replywell.common.clock import at_wall
from replywell.practices.models import Location, Practitioner
from replywell.scheduling.free_slots import Slot, free_slots, openings
from replywell.scheduling.models import AppointmentType, TypeNeeds

AT_ONCE = 6
"""Times of a day that are seen at once; the others are behind one tap."""
DAYS = 4
"""Days with free times on one page."""
MOST = 240
"""Free times looked at for one page."""


@dataclass(frozen=True)
class Time:
    """One button: what it says, what it sends, and with whom, where that differs."""

    words: str
    value: str
    who: str = ""


@dataclass(frozen=True)
class Day:
    """One day's buttons."""

    day: date
    times: list[Time]

    @property
    def first(self) -> list[Time]:
        """Those that are seen at once."""
        return self.times[:AT_ONCE]

    @property
    def more(self) -> list[Time]:
        """The others."""
        return self.times[AT_ONCE:]


@dataclass(frozen=True)
class Page:
    """Some days with free times; `later`: from where on there may be more, None when there are none."""

    days: list[Day]
    later: date | None


def page(
    kind: AppointmentType,
    *,
    now: datetime,
    start: date | None = None,
    practitioner_id: int | None = None,
    location_id: int | None = None,
    ignoring: int | None = None,
) -> Page:
    """The next days with free times from `start` on (a day of the place's), as the practice lets texts book."""
    places = {place.pk: place for place in Location.objects.all()}
    if not places:
        return Page([], None)
    zone = ZoneInfo(places[location_id].zone if location_id in places else next(iter(places.values())).zone)
    begin = max(now, at_wall(datetime.combine(start, time()), zone)) if start else now
    found = free_slots(
        kind, now=now, start=begin, end=now + timedelta(days=kind.horizon_days), practitioner_id=practitioner_id,
        location_id=location_id, ignoring=ignoring, limit=MOST,
    )  # fmt: skip
    days: dict[date, dict[datetime, Slot]] = {}
    for slot in found:
        local = slot.starts_at.astimezone(ZoneInfo(places[slot.location_id].zone))
        days.setdefault(local.date(), {}).setdefault(slot.starts_at, slot)
    shown = sorted(days)[:DAYS]
    named = practitioner_id is None and len({slot.practitioner_id for slot in found}) > 1
    names = dict(Practitioner.objects.values_list("pk", "text_name")) if named else {}
    later = shown[-1] + timedelta(days=1) if len(days) > DAYS or len(found) == MOST else None
    return Page([Day(one, _buttons(days[one].values(), places, names)) for one in shown], later)


def _buttons(slots: Iterable[Slot], places: Mapping[int, Location], names: Mapping[int, str]) -> list[Time]:
    return [
        Time(
            words.clock(slot.starts_at, places[slot.location_id].zone),
            f"{slot.starts_at.isoformat()}/{slot.practitioner_id or ''}/{slot.location_id}",
            names.get(slot.practitioner_id or 0, ""),
        )
        for slot in slots
    ]


def slot_of(kind: AppointmentType, value: str, *, now: datetime, ignoring: int | None = None) -> Slot | None:
    """The free slot that a button stood for, as the search gives it now; None when it is free no more, or was none."""
    try:
        moment, who, where = value.split("/")
        starts_at = datetime.fromisoformat(moment)
        practitioner, location = int(who) if who else None, int(where)
    except ValueError:
        return None
    if starts_at.tzinfo is None:
        return None
    found = free_slots(
        kind, now=now, start=starts_at, end=starts_at + timedelta(seconds=1), practitioner_id=practitioner,
        location_id=location, ignoring=ignoring,
    )  # fmt: skip
    return found[0] if found else None


def nearest(
    kind: AppointmentType,
    language: str,
    value: str,
    *,
    now: datetime,
    practitioner_id: int | None = None,
    location_id: int | None = None,
    ignoring: int | None = None,
) -> list[Time]:
    """Three free times around the one that a button stood for, each with its day; none when it was no button's."""
    try:
        near = datetime.fromisoformat(value.split("/")[0])
    except ValueError:
        return []
    if near.tzinfo is None:
        return []
    found = openings(
        kind, now=now, near=near, practitioner_id=practitioner_id, location_id=location_id, ignoring=ignoring
    ).slots  # fmt: skip
    places = {place.pk: place for place in Location.objects.all()}
    names: dict[int, str] = {}
    if practitioner_id is None and len({slot.practitioner_id for slot in found}) > 1:
        names = dict(Practitioner.objects.values_list("pk", "text_name"))
    return [
        Time(f"{words.day(language, _day(slot, places))}, {_with(language, one)}", one.value)
        for slot, one in zip(found, _buttons(found, places, names), strict=True)
    ]


def _with(language: str, time: Time) -> str:
    return words.say(language, "times.with", time=time.words, who=time.who) if time.who else time.words


def _day(slot: Slot, places: Mapping[int, Location]) -> date:
    return slot.starts_at.astimezone(ZoneInfo(places[slot.location_id].zone)).date()


def places_of(kind: AppointmentType) -> list[Location]:
    """Where this kind of visit takes place, by name."""
    needs = TypeNeeds.objects.filter(type=kind, schedule__active=True)
    return list(Location.objects.filter(pk__in=needs.values("schedule__location_id")).order_by("name"))


def day_of(raw: str) -> date | None:
    """A day from an address; None when it is none."""
    try:
        return date.fromisoformat(raw)
    except ValueError:
        return None

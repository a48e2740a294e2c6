"""Free times as a page shows them: by day, one button a time; and the slot that a button stands for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from replywell.booking_pages import words
from replywell.common.clock import at_wall
from replywell.practices.models import Location, Practitioner
from replywell.scheduling.free_slots import Slot, free_slots
from replywell.scheduling.models import AppointmentType, TypeNeeds

DAYS = 4
"""Days with free times on one page."""
MOST = 240
"""Free times looked at for one page."""


@dataclass(frozen=True)
class Time:
    """One button: what it says, and what it sends."""

    words: str
    value: str


@dataclass(frozen=True)
class Day:
    """One day's buttons."""

    day: date
    times: list[Time]


@dataclass(frozen=True)
class Page:
    """Some days with free times; `later`: from where on there may be more, None when there are none."""

    days: list[Day]
    later: date | None
    named: bool


def able(kind: AppointmentType) -> list[Practitioner]:
    """Who can do this kind of visit, by name."""
    needs = TypeNeeds.objects.filter(type=kind, schedule__practitioner__isnull=False, schedule__active=True)
    return list(Practitioner.objects.filter(pk__in=needs.values("schedule__practitioner_id")).order_by("text_name"))


def page(
    kind: AppointmentType,
    language: str,
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
        return Page([], None, named=False)
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
    made = [Day(one, _buttons(days[one].values(), language, places, names)) for one in shown]
    return Page(made, later, named)


def _buttons(
    slots: Iterable[Slot], language: str, places: Mapping[int, Location], names: Mapping[int, str]
) -> list[Time]:
    made = []
    for slot in slots:
        said = words.clock(slot.starts_at, places[slot.location_id].zone)
        who = names.get(slot.practitioner_id or 0)
        if who:
            said = words.say(language, "times.with", time=said, who=who)
        made.append(Time(said, f"{slot.starts_at.isoformat()}/{slot.practitioner_id or ''}/{slot.location_id}"))
    return made


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


def day_of(raw: str) -> date | None:
    """A day from an address; None when it is none."""
    try:
        return date.fromisoformat(raw)
    except ValueError:
        return None

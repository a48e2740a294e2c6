"""When an unsolicited text may reach a phone: open windows in the recipient's wall time.

Zone: the contact's where it is known; else the window must be open in the practice's zone and in every zone of
the area code (numbers are ported). State: the contact's, else the practice's and the area code's both. The
practice's own window, the states' (data/quiet_hours.yaml) and the federal one (47 CFR 64.1200(c)(1)) must all be
open. Windows are computed per local day, so both daylight-saving changes come out right.

Whoever named hours for texts they asked for (a waitlist's offers) gets those within these hours instead: the
practice's window and the federal one do not bind then (a text by "prior express invitation or permission" is no
telephone solicitation, 47 CFR 64.1200(f)(15)), a state's own hours do.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import holidays
import yaml

from replywell.common import clock, phones
from replywell.patients.models import Contact
from replywell.practices.models import Practice

Window = tuple[datetime, datetime]

_DATA = Path(__file__).resolve().parent / "data"
_DAY = timedelta(days=1)
_MINUTES = 24 * 60
# A text planned earlier leaves this long before the window closes, so that a queue or a retry still fits.
MARGIN = timedelta(minutes=30)
_REACH = 12  # days searched: longer than any run of closed days


class NoWindow(ValueError):  # noqa: N818
    """The windows that must all be open never are at the same time."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Where and when a phone may be texted unasked. `quiet_from` to `quiet_until`: the practice's quiet time.

    `agreed`: from and until, the hours of the wall that its owner named for the texts in question.
    """

    zones: tuple[str, ...]
    states: tuple[str, ...]
    quiet_from: time = time(20)
    quiet_until: time = time(9)
    agreed: tuple[time, time] | None = None

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which the recipient's day is counted."""
        return ZoneInfo(self.zones[0])


def recipient(contact: Contact, practice: Practice) -> Recipient:
    """From a contact and its practice."""
    return recipient_of(
        contact.phone,
        contact.zone,
        contact.state,
        practice.zone,
        practice.state,
        practice.quiet_from,
        practice.quiet_until,
    )


@lru_cache(maxsize=20_000)
def recipient_of(
    phone: str,
    zone: str,
    state: str,
    practice_zone: str,
    practice_state: str,
    quiet_from: time,
    quiet_until: time,
    agreed: tuple[time, time] | None = None,
) -> Recipient:
    """From plain values; `zone` and `state` of the contact may be empty."""
    zones = (zone,) if zone else tuple(dict.fromkeys((practice_zone, *phones.zones(phone))))
    states = (state,) if state else tuple(sorted({practice_state, _state_of(phone)} - {""}))
    return Recipient(zones, states, quiet_from, quiet_until, agreed)


def is_open(who: Recipient, moment: datetime) -> bool:
    """Whether an unsolicited text may reach this phone then."""
    day = moment.astimezone(UTC).date()
    return any(start <= moment < end for offset in (-1, 0) for start, end in _windows(who, day + offset * _DAY))


def next_open(who: Recipient, now: datetime) -> datetime:
    """`now` if an unsolicited text may leave, else the beginning of the next open window (UTC).

    Raises NoWindow where there is none: zones half a world apart that must both be open, with short hours.
    """
    day = now.astimezone(UTC).date()
    for offset in range(-1, _REACH):
        for start, end in _windows(who, day + offset * _DAY):
            if end > now:
                return max(start, now)
    raise NoWindow("No hour is open for this number. Enter the zone of the contact, or widen the practice's hours.")


def last_open_before(who: Recipient, moment: datetime, now: datetime) -> datetime | None:
    """`moment` if it is open; else the last open time before it, half an hour before the window closes.

    None: nothing is open between `now` and `moment`.
    """
    if moment >= now and is_open(who, moment):
        return moment
    day = moment.astimezone(UTC).date()
    for offset in range(1, -_REACH, -1):
        for start, end in reversed(_windows(who, day + offset * _DAY)):
            if start < moment and end > now:
                return max(start, now, min(end, moment) - MARGIN)
            if end <= now:
                return None
    return None


@lru_cache(maxsize=4_096)
def _windows(who: Recipient, day: date) -> tuple[Window, ...]:
    """The open windows that begin on this UTC day, in order."""
    midnight = datetime.combine(day, time(0), UTC)
    found: list[Window] = [(midnight - _DAY, midnight + 2 * _DAY)]
    for zone in who.zones:
        if who.agreed is None:
            found = _both(found, _of_zone(zone, _practice_rule, (who.quiet_from, who.quiet_until), day))
        else:
            found = _both(found, _of_zone(zone, _agreed_rule, who.agreed, day))
        if who.agreed is None or not who.states:
            # Without a state nobody knows what its law allows.
            found = _both(found, _of_zone(zone, _default_rule, (), day))
        for state in who.states:
            found = _both(found, _of_zone(zone, _state_rule, (state,), day))
    return tuple((start, end) for start, end in found if midnight <= start < midnight + _DAY)


def _both(left: list[Window], right: list[Window]) -> list[Window]:
    found = [(max(a, c), min(b, d)) for a, b in left for c, d in right]
    return sorted((start, end) for start, end in found if start < end)


def _of_zone(zone: str, rule: Any, values: tuple[Any, ...], day: date) -> list[Window]:
    """The rule's windows in UTC, for the local days around `day`, joined where they touch."""
    place = ZoneInfo(zone)
    found: list[Window] = []
    for offset in (-2, -1, 0, 1, 2):
        local = day + offset * _DAY
        for begins, ends in rule(local, *values):
            start, end = _moment(local, begins, place), _moment(local, ends, place)
            if found and found[-1][1] == start:
                start = found.pop()[0]
            if start < end:
                found.append((start, end))
    return found


def _moment(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    naive = datetime.combine(day + (minutes // _MINUTES) * _DAY, time(0)) + timedelta(minutes=minutes % _MINUTES)
    return clock.at_wall(naive, zone)


def _practice_rule(_: date, quiet_from: time, quiet_until: time) -> list[tuple[int, int]]:
    begins, ends = (moment.hour * 60 + moment.minute for moment in (quiet_until, quiet_from))
    if begins == ends:
        return [(0, _MINUTES)]
    if begins < ends:
        return [(begins, ends)]
    return [(0, ends), (begins, _MINUTES)]


def _agreed_rule(day: date, begins: time, ends: time) -> list[tuple[int, int]]:
    ((least, most),) = _hours(_table()["agreed"], day, "")
    hours = max(begins.hour * 60 + begins.minute, least), min(ends.hour * 60 + ends.minute, most)
    return [hours] if hours[0] < hours[1] else []


def _default_rule(day: date) -> list[tuple[int, int]]:
    return _hours(_table()["default"], day, "")


def _state_rule(day: date, state: str) -> list[tuple[int, int]]:
    rules = _table()["states"].get(state)
    return _hours(rules, day, state) if rules else [(0, _MINUTES)]


def _hours(rules: dict[str, Any], day: date, state: str) -> list[tuple[int, int]]:
    name = {5: "saturday", 6: "sunday"}.get(day.weekday(), "weekday")
    if rules[name] == "none" or (rules.get("holidays") == "none" and is_holiday(day, state)):
        return []
    begins, ends = rules[name]
    return [(begins * 60, ends * 60)]


def is_holiday(day: date, state: str) -> bool:
    """Whether it is a holiday of that state, federal ones included."""
    return day in _holidays(state)


@cache
def _holidays(state: str) -> Any:
    return holidays.country_holidays("US", subdiv=state)


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = yaml.safe_load((_DATA / "quiet_hours.yaml").read_text("utf-8"))
    return table


def _state_of(phone: str) -> str:
    """The state of the area code; empty: none. `phones.state_of` would load large tables first, for seconds."""
    return _area_codes().get(phone[2:5], "") if phone.startswith("+1") and len(phone) == 12 else ""


@cache
def _area_codes() -> dict[str, str]:
    found: dict[str, list[int]] = yaml.safe_load((_DATA / "area_codes.yaml").read_text("utf-8"))
    return {str(code): state for state, codes in found.items() for code in codes}


def allowed(state: str) -> dict[str, tuple[int, int] | None]:
    """Hours of the wall in which the law lets unasked texts come, by "weekday", "saturday" or "sunday"; None: never.

    The federal hours and those of the state, if it has its own. A practice's window may only be narrower.
    """
    rules = [_table()["default"], _table()["states"].get(state) or _table()["default"]]
    found: dict[str, tuple[int, int] | None] = {}
    for day in ("weekday", "saturday", "sunday"):
        hours = [rule[day] for rule in rules]
        found[day] = None if "none" in hours else (max(one[0] for one in hours), min(one[1] for one in hours))
    return found

"""What a workflow is told: plain values, read from the database before its handler runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from replywell.practices.triage import Table

LOAD = "load"
"""Who changed a visit that came from a file, or of which we hear late: it was booked long before."""


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """One visit, as plain values. Times are UTC; `zone` is the location's, in which it is told."""

    id: int
    version: int
    patient_id: int
    starts_at: datetime
    ends_at: datetime
    zone: str
    type_id: int
    first_name: str | None = None  # None when it may not be said in a text
    minor: bool = False
    type_name: str = ""  # for patients, in the conversation's language: "visit"
    practitioner_id: int | None = None
    practitioner: str = ""  # "Dr. Lee", or empty
    location_id: int = 0
    location: str = ""
    status: str = "booked"
    confirmation: str = "unasked"  # unasked, asked, confirmed
    late_minutes: int | None = None
    bookable_by_text: bool = True
    reminders: tuple[str, ...] = ()  # "72h", "24h", "2h"
    created_at: datetime | None = None
    silent: bool = False  # a person stopped texts about it: nothing unsolicited names it
    video: bool = False
    link: str = ""  # where a video visit takes place


@dataclass(frozen=True, slots=True)
class PracticeFacts:
    """What a handler may know of the practice."""

    id: int
    text_name: str
    phone: str  # as texts show it
    zone: str
    language: str
    open_now: bool
    hours: tuple[str, str] = ("08:00", "17:00")
    cancel_word: str = "careful"
    late_limit: int = 15  # minutes a patient may be late and still be seen


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A patient of this phone."""

    id: int
    name: str = ""  # as a text may call them; empty when it may not
    own: bool = False  # it is their own phone
    named: bool = False  # the text names them
    months: int | None = None  # their age
    usual_id: int | None = None  # the practitioner they see most


@dataclass(frozen=True, slots=True)
class KindFacts:
    """A kind of visit."""

    id: int
    bookable_by_text: bool = True
    video: bool = False


@dataclass(frozen=True, slots=True)
class Coming:
    """What a text says about a visit that somebody wants, by the practice's own rules. See `coming.py`."""

    people: tuple[PersonFacts, ...] = ()
    kinds: Mapping[int, KindFacts] = field(default_factory=dict)
    kind_id: int | None = None  # by the words of the text, else the practice's default
    outcome_kinds: Mapping[str, int] = field(default_factory=dict)
    wants_to_come: bool = False
    only_that: bool = False  # its one question is whether they can come
    table: Table | None = None  # the triage table, if one is in use; of a run: the one it began with
    symptoms: tuple[str, ...] = ()
    told: Mapping[str, str] = field(default_factory=dict)


Window = tuple[int, str, str]
"""Weekday (0 is Monday), from and until when, wall time: (1, "15:00", "23:59")."""


@dataclass(frozen=True, slots=True)
class Waits:
    """What a text says about an earlier time than a visit's. See `waiting_wishes.py`; days are the place's.

    `sure`: all that it says of times is here; else nothing of it is. `too_late`: it asks for days after the visit.
    `any_time`: it says that every time suits.
    """

    earlier: bool = False  # it asks for an earlier time
    sure: bool = True
    windows: tuple[Window, ...] = ()
    from_day: date | None = None
    until_day: date | None = None
    too_late: bool = False
    any_time: bool = False
    only_that: bool = False  # its one question is whether there is an earlier time
    practitioner_id: int | None = None
    location_id: int | None = None

    @property
    def names_times(self) -> bool:
        """Whether it replaces the times that somebody waits for."""
        return bool(self.any_time or self.windows or self.from_day or self.until_day)


@dataclass(frozen=True, slots=True)
class Option:
    """What 1, 2 or 3 means: a slot to take, or whatever `value` says. Stored in the prompt as JSON."""

    number: int
    text: str
    value: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AskedFacts:
    """The prompt that is being answered."""

    id: int
    context: str
    state: str  # the run's state when it was asked
    options: tuple[Option, ...]
    asked_at: datetime
    expires_at: datetime

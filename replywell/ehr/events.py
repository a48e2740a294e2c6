"""What this room tells the rooms above."""

from dataclasses import dataclass
from datetime import datetime

from replywell.common.events import Event


@dataclass(frozen=True)
class Difference:
    """One value that was changed both in the file and here."""

    name: str
    last: str
    file: str
    ours: str


@dataclass(frozen=True)
class Conflict:
    """A row that was changed in the file and here: nothing was done to what differs, a person decides.

    `kind` is "appointment", "patient", "link", "contact" or a kind of the practice file; `row_id` is its key.
    """

    kind: str
    key: str
    row_id: int | None
    file: str
    line: int
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Loaded:
    """Files were loaded, in the transaction at hand.

    `new_appointment_ids` were inserted without `visit_changed`: whoever plans for visits plans them from here.
    `changed_appointment_ids` were changed through the booking verbs, which told of each already.
    """

    practice_id: int
    new_appointment_ids: tuple[int, ...]
    changed_appointment_ids: tuple[int, ...]
    conflicts: tuple[Conflict, ...]
    now: datetime


loaded: Event[Loaded] = Event("loaded")

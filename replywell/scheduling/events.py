"""What the calendar tells the rooms above, inside the transaction in which it happens."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from replywell.common.events import Event
from replywell.scheduling.models import FreedSlot

What = Literal["booked", "moved", "cancelled", "confirmed", "arrived", "noshow", "fulfilled", "late"]


@dataclass(frozen=True)
class VisitChange:
    """A visit changed. `before_starts_at` (UTC) is the old time of a moved one; `now` is domain time, UTC."""

    practice_id: int
    appointment_id: int
    patient_id: int | None
    what: What
    before_starts_at: datetime | None
    now: datetime
    actor: str


slot_freed: Event[FreedSlot] = Event("slot_freed")
visit_changed: Event[VisitChange] = Event("visit_changed")

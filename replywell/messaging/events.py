"""What messaging tells the rooms above. Listeners run in the transaction of what they are told.

They run in Django processes only. What the webhook process writes is told by the worker: an inbound text when
it is handled, a message's move by `status.drain_moves`. Each is told exactly once.
"""

from dataclasses import dataclass
from datetime import datetime

from replywell.common.events import Event


@dataclass(frozen=True)
class MessageMoved:
    """An outbound message took a step: `old` and `new` are `MessageStatus` values; `now` is domain time.

    A prompt opens when `new` is accepted, or anything after it that the carrier only reports once it has accepted.
    `run_id`: the run of `workflow` that sent it; `answers`: whether it answers a text.
    """

    message_id: int
    practice_id: int
    conversation_id: int | None
    old: str
    new: str
    now: datetime
    workflow: str
    run_id: int | None
    answers: bool


@dataclass(frozen=True)
class OptedOut:
    """A number is suppressed. `why`: opt_out, cancel_silence, carrier, staff, wrong_number, import."""

    practice_id: int
    phone: str
    why: str
    now: datetime


@dataclass(frozen=True)
class OptedIn:
    """A suppression is lifted."""

    practice_id: int
    phone: str
    now: datetime


@dataclass(frozen=True)
class ContactUnreachable:
    """Texts to this contact cannot arrive. `why`: bad_number, landline, transient."""

    practice_id: int
    contact_id: int
    why: str
    now: datetime


@dataclass(frozen=True)
class NumberStopped:
    """The carrier refuses our number: nothing leaves from it until an administrator acts. `reason` has its code."""

    practice_id: int
    number_id: int
    reason: str
    now: datetime


message_moved: Event[MessageMoved] = Event("message_moved")
opted_out: Event[OptedOut] = Event("opted_out")
opted_in: Event[OptedIn] = Event("opted_in")
contact_unreachable: Event[ContactUnreachable] = Event("contact_unreachable")
number_stopped: Event[NumberStopped] = Event("number_stopped")

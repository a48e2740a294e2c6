"""What effects that may fail do: one function for each kind, in a table, so that a room of work brings its own.

    @change(MoveVisit)
    def move_visit(doing: Applier, effect: MoveVisit) -> Appointment | None: ...

It runs in a savepoint and returns the visit that {when} and {who} tell from here on (None: the one at hand). When it
finds that things are no longer as the workflow believed it raises BookingError; then nothing was changed, and the
effect's `otherwise` follows instead of its `then`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from replywell.dialogue import wishes
from replywell.dialogue.decisions import BookVisit, CancelVisit, ConfirmVisit, MayFail, MoveVisit, NoteLate
from replywell.scheduling import booking
from replywell.scheduling.booking import VisitChanged
from replywell.scheduling.models import Appointment

if TYPE_CHECKING:
    from replywell.dialogue.effects import Applier

PATIENT = "patient"

E = TypeVar("E", bound=MayFail)
Doing = Callable[["Applier", Any], Appointment | None]

_TABLE: dict[type[MayFail], Doing] = {}


def change(kind: type[E]) -> Callable[[Callable[[Applier, E], Appointment | None]], Callable[[Applier, E], Any]]:
    """Says what an effect of this kind does. ValueError when that was said before."""

    def register(doing: Callable[[Applier, E], Appointment | None]) -> Callable[[Applier, E], Any]:
        if kind in _TABLE:
            raise ValueError(f"What {kind.__name__} does is said already, in {_TABLE[kind].__module__}.")
        _TABLE[kind] = doing
        return doing

    return register


def of(effect: MayFail) -> Doing:
    """What this effect does. KeyError for a kind that nobody registered."""
    return _TABLE[type(effect)]


@change(ConfirmVisit)
def confirm_visits(doing: Applier, effect: ConfirmVisit) -> Appointment | None:
    """All of them or none: the whole change runs in one savepoint."""
    if not effect.visits:
        raise VisitChanged(None)
    for one in effect.visits:
        booking.confirm(one.id, one.version, now=doing.now, actor=PATIENT)
    return None


@change(CancelVisit)
def cancel_visit(doing: Applier, effect: CancelVisit) -> Appointment:
    """Cancel it and free its slot."""
    one = effect.visit
    return booking.cancel(one.id, one.version, now=doing.now, actor=PATIENT, reason=effect.reason)


@change(MoveVisit)
def move_visit(doing: Applier, effect: MoveVisit) -> Appointment:
    """Move it into the slot of the option."""
    one, slot = effect.visit, wishes.slot_of(effect.option.value)
    return booking.move(one.id, one.version, slot, now=doing.now, actor=PATIENT, reason="patient")


@change(BookVisit)
def book_visit(doing: Applier, effect: BookVisit) -> Appointment:
    """Book the slot of the option."""
    slot = wishes.slot_of(effect.option.value)
    return booking.book(slot, patient_id=effect.patient_id, now=doing.now, actor=PATIENT, via="text")


@change(NoteLate)
def note_late(doing: Applier, effect: NoteLate) -> Appointment:
    """Tell the calendar."""
    one = effect.visit
    return booking.running_late(one.id, one.version, effect.minutes, now=doing.now, actor=PATIENT)

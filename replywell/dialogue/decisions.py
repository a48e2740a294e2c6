"""What a workflow decides: effects as plain values, and the words that make them. `effects.apply` carries them out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from replywell.dialogue.facts import Option, VisitFacts
from replywell.scheduling.free_slots import Wish
from replywell.understanding.model import Intent, When

QueueName = Literal["front_desk", "clinical", "billing", "scheduling"]
Quiet = Literal["as_is", "earlier", "skip"]


@dataclass(frozen=True, slots=True)
class Say:
    """A text from a wording. `purpose` empty: an answer to a text, else the workflow's own purpose."""

    key: str
    values: Mapping[str, str] = field(default_factory=dict)
    visit: VisitFacts | None = None
    purpose: str = ""
    language: str = ""
    send_at: datetime | None = None
    send_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """A text that awaits an answer. See `Turn.ask`."""

    say: Say
    context: str
    accepts: tuple[Intent, ...] = ()
    options: tuple[Option, ...] = ()
    expires: datetime | timedelta = timedelta(hours=24)
    choice: bool = True


@dataclass(frozen=True, slots=True)
class Go:
    """The run's next state."""

    state: str


@dataclass(frozen=True, slots=True)
class End:
    """The run is over."""

    why: str


@dataclass(frozen=True, slots=True)
class SetData:
    """Keys to remember in the run (JSON values)."""

    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Wake:
    """A wake-up. See `Turn.wake`."""

    name: str
    at: datetime | None = None
    after: timedelta | None = None
    visit: VisitFacts | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    bound: bool = True
    quiet: Quiet = "as_is"


@dataclass(frozen=True, slots=True)
class Forget:
    """Wake-ups that are no longer wanted."""

    name: str
    visit: VisitFacts | None = None


@dataclass(frozen=True, slots=True)
class Meets:
    """These wishes of the text are seen to by what the handler decided: no person needs to look because of them."""

    intents: frozenset[Intent]


@dataclass(frozen=True, slots=True)
class HandOver:
    """A task for a person. `due` None: by the queue's own time, in working hours."""

    queue: QueueName
    reason: str
    summary: str
    due: datetime | None = None
    visit: VisitFacts | None = None
    key: str = ""
    will_answer: bool = True


class MayFail:
    """An effect that changes rows others may have changed meanwhile: `then` follows, or `otherwise`.

    What it does stands in `changes.py` and its like, one function for each kind.
    """

    __slots__ = ()

    then: Outcome
    otherwise: Outcome

    @property
    def about(self) -> VisitFacts | None:
        """The visit that it is about, if there was one before: {when} tells it as it is after a failure."""
        visit: VisitFacts | None = getattr(self, "visit", None)
        return visit


@dataclass(frozen=True, slots=True)
class ConfirmVisit(MayFail):
    """All of `visits` are confirmed, or none."""

    visits: tuple[VisitFacts, ...]
    then: Outcome = ()
    otherwise: Outcome = ()

    @property
    def about(self) -> VisitFacts | None:
        return self.visits[0] if self.visits else None


@dataclass(frozen=True, slots=True)
class CancelVisit(MayFail):
    """The visit is cancelled and its slot freed."""

    visit: VisitFacts
    reason: str
    then: Outcome = ()
    otherwise: Outcome = ()


@dataclass(frozen=True, slots=True)
class MoveVisit(MayFail):
    """The visit moves to the option's slot, in one step: the old time is kept until the new one is taken."""

    visit: VisitFacts
    option: Option
    then: Outcome = ()
    otherwise: Outcome = ()


@dataclass(frozen=True, slots=True)
class BookVisit(MayFail):
    """A new visit for the patient at the option's slot."""

    patient_id: int
    option: Option
    then: Outcome = ()
    otherwise: Outcome = ()


@dataclass(frozen=True, slots=True)
class NoteLate(MayFail):
    """The patient runs late by `minutes`."""

    visit: VisitFacts
    minutes: int
    then: Outcome = ()
    otherwise: Outcome = ()


@dataclass(frozen=True, slots=True)
class OfferSlots:
    """Openings are looked for and shown. See `Turn.offer_slots`. `wishes`: what they must fit, instead of `fitting`."""

    ask: str
    then: str
    visit: VisitFacts | None = None
    patient_id: int | None = None
    type_id: int | None = None
    practitioner_id: int | None = None
    location_id: int | None = None
    fitting: tuple[When, ...] = ()
    near: datetime | None = None
    ask_unfitting: str = "visit.none_fits"
    same_time: bool = False
    shift: str = ""
    count: int = 3
    expires: timedelta = timedelta(hours=24)
    otherwise: Outcome = ()
    usual_id: int | None = None
    only_fitting: bool = False
    wishes: tuple[Wish, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)


Effect = Say | Ask | Go | End | SetData | Wake | Forget | Meets | HandOver | OfferSlots | MayFail
Outcome = Effect | Sequence[Effect]
"""What a branch does: one effect or several, in order."""


def as_effects(outcome: Outcome) -> tuple[Effect, ...]:
    """An outcome as a tuple of effects."""
    return tuple(outcome) if isinstance(outcome, Sequence) else (outcome,)


# The same words without a turn: for `then=` and `otherwise=`.


def say(key: str, *, visit: VisitFacts | None = None, language: str = "", purpose: str = "", **values: str) -> Say:
    """A text from the wording `key`. Unnamed places are filled from the visit at hand."""
    return Say(key, values, visit=visit, language=language, purpose=purpose)


def go(state: str) -> Go:
    """Move the run to `state`."""
    return Go(state)


def end(why: str) -> End:
    """End the run: `why` is a short code ("confirmed", "silence")."""
    return End(why)


def set_data(**values: Any) -> SetData:
    """Remember JSON values in the run."""
    return SetData(values)


def wake(
    name: str,
    *,
    at: datetime | None = None,
    after: timedelta | None = None,
    visit: VisitFacts | None = None,
    bound: bool = True,
    quiet: Quiet = "as_is",
    **data: Any,
) -> Wake:
    """See `Turn.wake`."""
    if (at is None) == (after is None):
        raise ValueError("A wake-up needs either at= or after=.")
    return Wake(name, at, after, visit, data, bound, quiet)


def hand_over(
    queue: QueueName,
    reason: str,
    summary: str,
    *,
    due: datetime | None = None,
    visit: VisitFacts | None = None,
    key: str = "",
    will_answer: bool = True,
) -> HandOver:
    """See `Turn.hand_over`."""
    return HandOver(queue, reason, summary, due, visit, key, will_answer)


def ask(
    key: str,
    *,
    context: str,
    expires: datetime | timedelta,
    accepts: Sequence[Intent] = (),
    options: Sequence[Option] = (),
    choice: bool = True,
    visit: VisitFacts | None = None,
    purpose: str = "",
    send_by: datetime | None = None,
    **values: str,
) -> Ask:
    """See `Turn.ask`."""
    text = Say(key, values, visit=visit, purpose=purpose, send_by=send_by)
    return Ask(text, context, tuple(accepts), tuple(options), expires, choice)


def offer_slots(
    *, ask: str, then: str, visit: VisitFacts | None = None, fitting: Sequence[When] = (), **how: Any
) -> OfferSlots:
    """See `Turn.offer_slots`: for branches, such as three new openings when the picked one is gone."""
    return OfferSlots(ask=ask, then=then, visit=visit, fitting=tuple(fitting), **how)

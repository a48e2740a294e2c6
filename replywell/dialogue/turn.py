"""The words workflows are written in: facts in, effects out. Pure: no database, no clock, no network.

How to write a workflow: one file in `replywell/workflows/`, one class.

    ASKED, PICKING = "asked", "picking"

    class ConfirmVisit(Workflow):
        '''Ask the patient to confirm a visit; move it or free it when they can't come.'''

        name = "confirm_visit"
        version = 1
        label = {"en": "Confirm visits", "es": "Confirmar citas"}
        purpose = "reminder"

        @listens("booked", "moved")                     # a visit changed, whoever changed it
        def plan(self, turn: Turn) -> None:
            turn.wake("ask", at=..., visit=turn.visit, quiet="earlier")

        @timer(START, "ask", to=ASKED)                  # a planned wake-up: no run yet
        def ask_now(self, turn: Turn) -> None:
            turn.ask("visit.confirm", context="confirm_prompt", expires=turn.visit.starts_at)
            turn.go(ASKED)

        @on(ASKED, Intent.CONFIRM, to=END)              # an answer to the open prompt
        def confirmed(self, turn: Turn) -> None:
            turn.confirm_visit(
                then=[say("visit.confirmed"), end("confirmed")],
                otherwise=[say("visit.changed_meanwhile"), end("changed")],
            )

        @on(ASKED, Intent.RESCHEDULE, to=PICKING)
        @starts(Intent.RESCHEDULE, to=PICKING)          # the same wish, out of the blue
        def wants_another_time(self, turn: Turn) -> None:
            turn.offer_slots(fitting=turn.when, ask="visit.pick_time", then=PICKING,
                             otherwise=[say("visit.no_openings"), hand_over("scheduling", "no_openings", "...")])

        @on(PICKING, Intent.SELECT_OPTION, to=END)
        def picked(self, turn: Turn) -> None:
            turn.move_visit(then=[say("visit.moved"), end("moved")], otherwise=[...])

- Registering: defining the subclass registers it (`REGISTRY[name]`). `replywell/workflows/__init__.py` stays empty;
  `replywell/workflows/apps.py` imports every workflow file in `ready()`.
- A run begins when the first handler goes to a state; until then `turn.state` is START and nothing is stored.
- The engine settles *which* visit before a handler runs: `turn.visits` are exactly those to act on. For a confirm
  it is every visit the prompt listed; for anything else one visit (the engine asked "which one?" before), or none.
- A (state, intent) without a handler goes to a person, and so does a wish no workflow starts.
- Every text of the patient must end in a text, a change or a task: a handler that records nothing makes a task.
- `{practice} {phone}` are always filled; `{when} {who} {name} {visit}` from the visit at hand as it is after the effect
  that leads there (a moved visit shows its new time); `{options}` by `offer_slots`. Give others as keyword values.
- Times in `Reading.slots` are wall time of the visit's zone; everything else is aware UTC.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, ClassVar, Literal, TypeVar

from replywell.dialogue.decisions import (
    Ask,
    BookVisit,
    CancelVisit,
    ConfirmVisit,
    Effect,
    End,
    Forget,
    Go,
    HandOver,
    MayFail,
    Meets,
    MoveVisit,
    NoteLate,
    OfferSlots,
    Outcome,
    QueueName,
    Quiet,
    Say,
    SetData,
    Wake,
    as_effects,
    ask,
    end,
    go,
    hand_over,
    offer_slots,
    say,
    set_data,
    wake,
)
from replywell.dialogue.facts import AskedFacts, Coming, Option, PracticeFacts, VisitFacts, Waits
from replywell.understanding.model import Intent, Reading, When

__all__ = [
    "ANY",
    "END",
    "REGISTRY",
    "START",
    "STARTERS",
    "Ask",
    "AskedFacts",
    "BookVisit",
    "CancelVisit",
    "Change",
    "ConfirmVisit",
    "Effect",
    "End",
    "Forget",
    "Go",
    "HandOver",
    "Intent",
    "MayFail",
    "MoveVisit",
    "NoteLate",
    "OfferSlots",
    "Option",
    "Outcome",
    "PracticeFacts",
    "QueueName",
    "Quiet",
    "Reading",
    "Rule",
    "Say",
    "SetData",
    "Turn",
    "VisitFacts",
    "Wake",
    "When",
    "Workflow",
    "as_effects",
    "ask",
    "end",
    "go",
    "hand_over",
    "listens",
    "offer_slots",
    "on",
    "say",
    "set_data",
    "starts",
    "timer",
    "unregister",
    "wake",
]

START = "start"
"""The state before a run exists."""
END = "ended"
"""For `to=`: this handler may end the run."""
ANY = "*"
"""For `@timer` and `@on`: whatever the state."""

Change = Literal["booked", "moved", "cancelled", "confirmed", "arrived", "noshow", "fulfilled", "late"]


@dataclass(slots=True)
class Turn:
    """One step of one run: everything the handler may know, and everything it decided."""

    now: datetime
    state: str
    language: str
    practice: PracticeFacts
    data: dict[str, Any] = field(default_factory=dict)
    """What the run remembers, plus the data and the `name` of the wake-up. A copy: change it with `set`."""
    reading: Reading | None = None
    """What the text says; None for a timer or a change."""
    asked: AskedFacts | None = None
    """The prompt that is answered; None for a new wish."""
    option: Option | None = None
    """The option that was picked, when the reading picked one that exists."""
    visits: tuple[VisitFacts, ...] = ()
    """The visits to act on now, still ahead, as they are now."""
    run_visits: tuple[VisitFacts, ...] = ()
    """All visits of the run that are still ahead: more than `visits` when the patient meant one of them."""
    upcoming: tuple[VisitFacts, ...] = ()
    """Every visit ahead of every patient on this phone, soonest first (booked ones)."""
    late: bool = False
    """The prompt was no longer open: do it if it is still true, else say kindly what is possible now."""
    change: Change | None = None
    """For `@listens`: what happened to `visit`."""
    changed_by_us: bool = False
    """For `@listens`: this conversation's own run did it, so there is nothing to tell."""
    changed_by: str = ""
    """For `@listens`: "patient", "staff:anna", "load" ..."""
    before: datetime | None = None
    """For `@listens("moved")`: the time the visit had."""
    coming: Coming | None = None
    """What the text says about a visit they want; only for workflows that declare `books`."""
    waits: Waits | None = None
    """What the text says about an earlier time than `visit`'s; only for workflows that declare `waits`."""
    newly_enrolled: bool = False
    """For timers: they agreed to texts in the last 30 days and none was sent to this phone yet."""
    effects: list[Effect] = field(default_factory=list)

    @property
    def visit(self) -> VisitFacts | None:
        """The visit to act on (the first of `visits`), or None."""
        return self.visits[0] if self.visits else None

    @property
    def when(self) -> tuple[When, ...]:
        """The times the text names."""
        return tuple(self.reading.slots.get("when", ())) if self.reading else ()

    @property
    def shift(self) -> dict[str, Any]:
        """Whether the text wants "the same time", or "earlier", "later": as `OfferSlots` takes it."""
        slots = self.reading.slots if self.reading else {}
        return {"same_time": bool(slots.get("same_time", False)), "shift": str(slots.get("shift", ""))}

    @property
    def the_visit(self) -> VisitFacts:
        """The visit to act on. Raises LookupError if there is none: such a turn ends in a task."""
        if not self.visits:
            raise LookupError("This turn is about no visit.")
        return self.visits[0]

    def take_in(self, *visits: VisitFacts) -> None:
        """Be about these visits too: a timer gathers a family's visits into one text. Before the effects about them."""
        known = {visit.id for visit in self.visits}
        self.visits = (*self.visits, *(visit for visit in visits if visit.id not in known))

    def record(self, *effects: Effect) -> None:
        """Record effects made with the free-standing words."""
        self.effects.extend(effects)

    def say(self, key: str, *, visit: VisitFacts | None = None, language: str = "", **values: str) -> None:
        """Text the patient from the wording `key`."""
        self.effects.append(say(key, visit=visit, language=language, **values))

    def ask(
        self,
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
    ) -> None:
        """Text the patient and await an answer.

        `context` is what `understanding.read` is told was asked. `accepts` empty: every intent that has a handler in
        the state the run then has. `expires`: a moment, or a time after now. `choice`: it awaits digits or yes/no, of
        which there is one at a time: the gate lets an unsolicited one wait up to four hours for another. `send_by`:
        useless later, dropped. It is open from the carrier's acceptance. The text is about `turn.visits`: an
        unsolicited one is dropped if one of them changes before it leaves.
        """
        self.effects.append(
            ask(
                key,
                context=context,
                expires=expires,
                accepts=accepts,
                options=options,
                choice=choice,
                visit=visit,
                purpose=purpose,
                send_by=send_by,
                **values,
            )
        )

    def confirm_visit(self, *, then: Outcome, otherwise: Outcome) -> None:
        """Confirm all of `turn.visits`; `otherwise` when one changed meanwhile or there is none."""
        self.effects.append(ConfirmVisit(self.visits, then, otherwise))

    def cancel_visit(self, *, reason: str = "patient", then: Outcome, otherwise: Outcome) -> None:
        """Cancel `turn.visit` and free its slot; `otherwise` when it changed meanwhile."""
        self.effects.append(CancelVisit(self.the_visit, reason, then, otherwise))

    def move_visit(self, *, option: Option | None = None, then: Outcome, otherwise: Outcome) -> None:
        """Move `turn.visit` to the picked option's slot; `otherwise` when the slot is gone or the visit changed."""
        chosen = option or self.option
        if chosen is None:
            raise LookupError("No option was picked.")
        self.effects.append(MoveVisit(self.the_visit, chosen, then, otherwise))

    def book_visit(self, *, patient_id: int, option: Option | None = None, then: Outcome, otherwise: Outcome) -> None:
        """Book the picked option's slot for a patient; `otherwise` when it is gone."""
        chosen = option or self.option
        if chosen is None:
            raise LookupError("No option was picked.")
        self.effects.append(BookVisit(patient_id, chosen, then, otherwise))

    def note_late(self, minutes: int, *, then: Outcome, otherwise: Outcome) -> None:
        """Tell the calendar that the patient of `turn.visit` runs late."""
        self.effects.append(NoteLate(self.the_visit, minutes, then, otherwise))

    def offer_slots(
        self,
        *,
        ask: str,
        then: str,
        otherwise: Outcome,
        visit: VisitFacts | None = None,
        patient_id: int | None = None,
        type_id: int | None = None,
        practitioner_id: int | None = None,
        location_id: int | None = None,
        fitting: Sequence[When] = (),
        near: datetime | None = None,
        ask_unfitting: str = "visit.none_fits",
        count: int = 3,
        expires: timedelta = timedelta(hours=24),
        usual_id: int | None = None,
        only_fitting: bool = False,
        values: Mapping[str, str] | None = None,
    ) -> None:
        """Show `count` real openings and await a pick (context slot_offer); the run goes to state `then`.

        To move `visit` (default: `turn.visit`): its type, practitioner and place, its own time counts as free and
        is not offered. To book anew: give `patient_id` and `type_id`. `fitting`: the times the patient named
        ("same time", "later" are taken from the reading too); none fits: `ask_unfitting` is said instead, with the
        nearest openings. `otherwise`: there is no opening at all; with `only_fitting`, none that fits. `usual_id`:
        the practitioner whose openings come first, others only where theirs do not fit. Openings are not held: a pick
        books or is gone.
        """
        self.effects.append(
            OfferSlots(
                ask=ask,
                then=then,
                visit=visit or (self.visit if type_id is None else None),
                patient_id=patient_id,
                type_id=type_id,
                practitioner_id=practitioner_id,
                location_id=location_id,
                fitting=tuple(fitting),
                near=near,
                ask_unfitting=ask_unfitting,
                **self.shift,
                count=count,
                expires=expires,
                otherwise=otherwise,
                usual_id=usual_id,
                only_fitting=only_fitting,
                values=values or {},
            )
        )

    def meets(self, *intents: Intent) -> None:
        """What is decided here sees to these wishes of the text: no person needs to look because of them."""
        self.effects.append(Meets(frozenset(intents)))

    def hand_over(
        self,
        queue: QueueName,
        reason: str,
        summary: str,
        *,
        due: datetime | None = None,
        visit: VisitFacts | None = None,
        key: str = "",
        will_answer: bool = True,
    ) -> None:
        """Make a task. `reason` is a short code, `summary` one line without clinical detail.

        `key`: one open task with it, not two. `will_answer`: tell the patient that a person answers, unless this
        turn texts them something else (never for timers and changes).
        """
        self.effects.append(hand_over(queue, reason, summary, due=due, visit=visit, key=key, will_answer=will_answer))

    def wake(
        self,
        name: str,
        *,
        at: datetime | None = None,
        after: timedelta | None = None,
        visit: VisitFacts | None = None,
        bound: bool = True,
        quiet: Quiet = "as_is",
        **data: Any,
    ) -> None:
        """Call the `@timer(STATE, name)` handler later.

        In a run it is bound to this step: void once the run moved on (`bound=False`: whatever the step; it still
        needs a handler in the state the run has by then). Without a run (in `@listens`) it begins at START, is about
        `visit` and void once that visit's version changed; planned again, it replaces the former. `data` comes
        back in `turn.data`. `quiet`: "earlier" plans it into the last open window before, "skip" forgets it if
        it falls into the recipient's quiet hours. A moment in the past is due at once.
        """
        self.effects.append(wake(name, at=at, after=after, visit=visit, bound=bound, quiet=quiet, **data))

    def forget(self, name: str, *, visit: VisitFacts | None = None) -> None:
        """Drop the wake-ups `name` of this workflow: those planned for `visit`, or without one this run's."""
        self.effects.append(Forget(name, visit))

    def go(self, state: str) -> None:
        """Move the run to a declared state."""
        self.effects.append(Go(state))

    def end(self, why: str) -> None:
        """End the run; its open prompt closes, its wake-ups are void."""
        self.effects.append(End(why))

    def set(self, **values: Any) -> None:
        """Remember JSON values in the run."""
        self.data.update(values)
        self.effects.append(SetData(values))


# ------------------------------------------------------------------------------------------- workflows

Handler = Callable[[Any, Turn], None]
F = TypeVar("F", bound=Handler)


@dataclass(frozen=True, slots=True)
class Rule:
    """One declared handler: what triggers it and where it may lead."""

    kind: Literal["on", "timer", "starts", "listens"]
    state: str
    trigger: str  # an intent, a timer's name, a change
    to: tuple[str, ...]
    method: str = ""


def _declare(kind: Literal["on", "timer", "starts", "listens"], state: str, triggers: Sequence[str], to: Any) -> Any:
    targets = (to,) if isinstance(to, str) else tuple(to)

    def mark(method: F) -> F:
        rules: list[Rule] = getattr(method, "rules", [])
        rules = [*rules, *(Rule(kind, state, str(trigger), targets, method.__name__) for trigger in triggers)]
        method.rules = rules  # type: ignore[attr-defined]
        return method

    return mark


def on(state: str, *intents: Intent, to: str | Sequence[str] = ()) -> Callable[[F], F]:
    """The handler of these intents in `state` (or ANY). `to`: the states it may lead to; staying is always allowed."""
    marked: Callable[[F], F] = _declare("on", state, intents, to)
    return marked


def timer(state: str, name: str, to: str | Sequence[str] = ()) -> Callable[[F], F]:
    """The handler of a wake-up `name` while the run is in `state` (START: no run yet; ANY: whatever)."""
    marked: Callable[[F], F] = _declare("timer", state, (name,), to)
    return marked


def starts(*intents: Intent, to: str | Sequence[str] = ()) -> Callable[[F], F]:
    """The handler of a new wish that no open prompt takes. One workflow per intent."""
    marked: Callable[[F], F] = _declare("starts", START, intents, to)
    return marked


def listens(*changes: Change) -> Callable[[F], F]:
    """The handler told of a visit's change, in the transaction that changed it.

    Called once per phone that gets the patient's texts, at START with `turn.visit`, `turn.change`, `turn.before`;
    or in the run's own state, when a run of this workflow about that visit is under way (then it may `end` it).
    It may wake, forget, end, hand over; texts from here are unsolicited.
    """
    marked: Callable[[F], F] = _declare("listens", ANY, changes, ())
    return marked


REGISTRY: dict[str, Workflow] = {}
"""Every workflow by name; defining one registers it."""
STARTERS: dict[Intent, tuple[Workflow, Rule]] = {}
"""Who starts on which new wish."""
STRANGERS: dict[Intent, tuple[Workflow, Rule]] = {}
"""The same on phones that no chart is on; what is not here starts as for patients."""

_NAME = re.compile(r"[a-z][a-z_]*")


class Workflow:
    """Base of a purpose-built way of talking. Subclasses with a `name` are registered; they hold no state."""

    name: ClassVar[str] = ""
    version: ClassVar[int] = 1
    label: ClassVar[Mapping[str, str]] = {}
    """What staff see, by language; "en" must be there."""
    purpose: ClassVar[str] = "reminder"
    """Why its unsolicited texts leave: a value of messaging.models.Purpose."""
    books: ClassVar[bool] = False
    """It books new visits: its handlers get `turn.coming`, and a new run of such a workflow ends the one before."""
    waits: ClassVar[bool] = False
    """It puts on the waitlist: its handlers get `turn.waits`."""
    settles: ClassVar[Mapping[str, frozenset[Intent]]] = {}
    """By the context of its prompt, the intents it settles by rules of its own, also where the reading would not."""
    for_strangers: ClassVar[bool] = False
    """It is for phones that no chart is on: its `@starts` are asked there only."""
    rules: ClassVar[tuple[Rule, ...]] = ()
    states: ClassVar[tuple[str, ...]] = ()
    """Every state its handlers name or lead to, for the journey map."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not cls.name:
            return
        if not _NAME.fullmatch(cls.name):
            raise ValueError(f"{cls.__name__}.name: write it like confirm_visit, not {cls.name!r}.")
        if not cls.label.get("en"):
            raise ValueError(f"{cls.__name__}.label needs an English text, which staff see.")
        found: list[Rule] = []
        for part in reversed(cls.__mro__):
            for method in vars(part).values():
                found += getattr(method, "rules", []) if callable(method) else []
        cls.rules = tuple(dict.fromkeys(found))
        places = [place for rule in cls.rules for place in (rule.state, *rule.to)]
        cls.states = tuple(dict.fromkeys(place for place in places if place not in (START, END, ANY)))
        workflow = cls()
        starters = STRANGERS if cls.for_strangers else STARTERS
        for rule in cls.rules:
            if rule.kind == "starts":
                other = starters.get(Intent(rule.trigger))
                if other and other[0].name != cls.name:
                    raise ValueError(
                        f"{rule.trigger} already starts {other[0].name}; {cls.name} cannot start on it too."
                    )
                starters[Intent(rule.trigger)] = (workflow, rule)
        REGISTRY[cls.name] = workflow

    def rule(self, kind: str, state: str, trigger: str) -> Rule | None:
        """The declared rule, the state's own before one for ANY state."""
        for wanted in (state, ANY):
            for rule in self.rules:
                if rule.kind == kind and rule.trigger == trigger and rule.state == wanted:
                    return rule
        return None

    def accepts(self, state: str) -> tuple[Intent, ...]:
        """The intents that have a handler in `state`."""
        return tuple(
            dict.fromkeys(
                Intent(rule.trigger) for rule in self.rules if rule.kind == "on" and rule.state in (state, ANY)
            )
        )

    def play(self, rule: Rule, turn: Turn) -> list[Effect]:
        """Run the handler and return what it decided, checked against where it declared to go."""
        getattr(self, rule.method)(turn)
        allowed = {turn.state, *self.states} if rule.kind == "listens" else {turn.state, *rule.to}
        for target in _targets(turn.effects):
            if target not in allowed:
                raise ValueError(f"{self.name}.{rule.method} leads to {target!r}, which its to= does not name.")
        return turn.effects


def _targets(effects: Sequence[Effect]) -> list[str]:
    """Every state these effects may lead to, in any branch."""
    found: list[str] = []
    for effect in effects:
        if isinstance(effect, Go):
            found.append(effect.state)
        elif isinstance(effect, OfferSlots):
            found.append(effect.then)
            found += _targets(as_effects(effect.otherwise))
        elif isinstance(effect, MayFail):
            found += _targets(as_effects(effect.then)) + _targets(as_effects(effect.otherwise))
    return found


def unregister(name: str) -> None:
    """Forget a workflow (tests that register their own)."""
    REGISTRY.pop(name, None)
    for starters in (STARTERS, STRANGERS):
        for intent in [intent for intent, (workflow, _) in starters.items() if workflow.name == name]:
            del starters[intent]

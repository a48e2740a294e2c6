"""Carry out what a workflow decided: the only writer on a workflow's behalf.

An effect that may fail (`changes.py`) runs in a savepoint; only the branch that happened goes on, so only its text
is queued.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from django.db import connection, transaction
from django.db.models import F

from replywell.common import rows
from replywell.dialogue import changes, people, tasks, wishes
from replywell.dialogue.decisions import (
    Ask,
    Effect,
    End,
    Forget,
    Go,
    HandOver,
    MayFail,
    Meets,
    OfferSlots,
    Outcome,
    Say,
    SetData,
    Wake,
    as_effects,
)
from replywell.dialogue.facts import Option, VisitFacts
from replywell.dialogue.models import Prompt, WakeUp, WorkflowRun
from replywell.dialogue.prompts import NEVER_SENT
from replywell.dialogue.thread import Thread
from replywell.dialogue.turn import REGISTRY, START, Turn, Workflow
from replywell.messaging import quiet_hours, send
from replywell.messaging.models import Message, Purpose
from replywell.practices.models import Location, Practitioner, Staff
from replywell.scheduling.booking import BookingError
from replywell.scheduling.free_slots import Openings, Slot, Wish, openings
from replywell.scheduling.models import Appointment, AppointmentType
from replywell.scheduling.queries import visit as read_visit
from replywell.understanding import Intent
from replywell.understanding.vocabulary import LOCATION, PRACTITIONER

Cause = Literal["text", "timer", "change"]
UNSENT = frozenset({"suppressed", "dropped"})
LINK_AFTER = frozenset({"visit.confirmed", "visit.moved", "visit.kept", "book.done"})
"""After these, a text tells where a video visit takes place."""
LINK_INSTEAD = frozenset({"visit.soon", "visit.confirm_short"})
"""The last reminder of a video visit is its link."""


class RunMovedOn(Exception):  # noqa: N818
    """Another step of the run was committed meanwhile: this one is decided anew."""


@dataclass
class Applied:
    """What came of a turn."""

    said: int = 0
    unsent: list[str] = field(default_factory=list)  # the gate's reasons
    refused: list[Message] = field(default_factory=list)  # the texts it said no to
    tasks: int = 0
    changed: int = 0
    run: WorkflowRun | None = None
    ended: bool = False  # the run is over, its prompts are closed
    met: frozenset[Intent] = frozenset()  # wishes of the text that what was decided sees to
    moved_on: bool = False  # the run left its state, ended or asked anew: its prompt is answered

    @property
    def anything(self) -> bool:
        """Whether anything at all was decided."""
        return bool(self.said or self.unsent or self.tasks or self.changed or self.moved_on)


@dataclass
class _Pending:
    ask: Ask
    message: Message
    options: tuple[Option, ...]
    about: list[list[int]]


class Applier:
    """One turn's effects, applied to the database in the order in which they were decided."""

    def __init__(
        self,
        thread: Thread,
        workflow: Workflow,
        turn: Turn,
        run: WorkflowRun | None,
        *,
        cause: Cause,
        by: Staff | None = None,
    ) -> None:
        self.thread, self.workflow, self.turn, self.run, self.cause = thread, workflow, turn, run, cause
        self.by = by
        self.now = turn.now
        self.done = Applied(run=run)
        self.at_hand = turn.visit
        self.state = turn.state
        self.ended: str | None = None
        self.data: dict[str, object] = {}
        self.prompts: list[_Pending] = []
        self.wakes: list[Wake] = []
        self.owes_words = False
        self.values: dict[str, str] = {}
        """Places of later texts that an effect filled: {link}."""
        self.stands_on: list[tuple[int, int]] = []
        """(id, version) of held slots that later unasked texts speak of: once changed, they are dropped."""

    def apply(self, effects: Sequence[Effect]) -> Applied:
        """Do it all, then write the run's step. Raises RunMovedOn when another step came first."""
        if self.workflow.for_strangers and self.run is not None and (self.cause == "text" or self.by is not None):
            # A nudge that waits for the morning is overtaken by what came meanwhile.
            waiting = Message.objects.filter(conversation=self.thread.conversation, run_id_then=self.run.pk)
            send.withdraw(waiting.filter(answers__isnull=True, author__isnull=True), now=self.now)
        for effect in effects:
            self._one(effect)
        self._write_run()
        if self.owes_words and self.cause == "text":
            answer = people.when_closed if self.done.said else people.will_answer
            self.done.said += answer(self.thread)
        return self.done

    def _one(self, effect: Effect) -> None:
        match effect:
            case Say():
                self._say(effect)
            case Ask():
                self._ask(effect, effect.options)
            case Go():
                self.state = effect.state
            case End():
                self.ended = effect.why
            case SetData():
                self.data.update(effect.values)
            case Wake():
                self.wakes.append(effect)
            case Forget():
                self._forget(effect)
            case Meets():
                self.done.met |= effect.intents
            case HandOver():
                self._hand_over(effect)
            case OfferSlots():
                self._offer(effect)
            case MayFail():
                self._try(effect)

    def _branch(self, outcome: Outcome) -> None:
        for effect in as_effects(outcome):
            self._one(effect)

    # Visits

    def _try(self, effect: MayFail) -> None:
        try:
            with transaction.atomic():
                visit = changes.of(effect)(self, effect)
        except BookingError:
            self.thread.forget_visits()
            if effect.about is not None:
                self._show(read_visit(effect.about.id))
            self._branch(effect.otherwise)
            return
        self.done.changed += 1
        self.thread.forget_visits()
        if visit is not None:
            self._show(read_visit(visit.pk))
        self._branch(effect.then)

    def _show(self, visit: Appointment | None) -> None:
        """What {when} and {who} tell from here on: the visit as it is now."""
        if visit is None:
            return
        fact = self.thread.fact(visit)
        self.at_hand = fact
        self.turn.visits = tuple(fact if one.id == fact.id else one for one in self.turn.visits)

    def _offer(self, effect: OfferSlots) -> None:
        visit = effect.visit
        type_id = effect.type_id or (visit.type_id if visit else None)
        kind = self.thread.type_of(type_id) if type_id else None
        if kind is None or not kind.bookable_by_text:
            self._branch(effect.otherwise)
            return
        zone = visit.zone if visit else self.thread.practice.zone
        asked: Sequence[Wish] = effect.wishes or wishes.wishes(
            effect.fitting, zone, same_time=effect.same_time, shift=effect.shift, visit=visit
        )
        found, granted = self._openings(effect, kind, asked)
        if not found.slots or (effect.only_fitting and not found.fits):
            self._branch(effect.otherwise)
            return
        names = self._names(found.slots, visit)
        options = tuple(
            Option(number, self.thread.when(slot.starts_at, zone) + name, wishes.slot_value(slot))
            for number, (slot, name) in enumerate(zip(found.slots, names, strict=True), 1)
        )
        key = effect.ask if granted and (found.fits or not asked) else effect.ask_unfitting
        lines = "\n".join(f"{option.number}) {option.text}" for option in options)
        text = Say(key, {**effect.values, "options": lines}, visit=visit)
        if effect.patient_id is not None:
            self.data["patient_id"] = effect.patient_id
        self.state = effect.then
        self._ask(Ask(text, "slot_offer", (), options, effect.expires), options)

    def _openings(self, effect: OfferSlots, kind: AppointmentType, asked: Sequence[Wish]) -> tuple[Openings, bool]:
        """What is open, and whether it is with whom and where the text says, if it says so."""
        visit, words = effect.visit, self.thread.hours.words
        slots = self.turn.reading.slots if self.turn.reading else {}
        practitioner = effect.practitioner_id or (visit.practitioner_id if visit else None)
        location = effect.location_id or (visit.location_id if visit else None)
        wanted = words.id_of(PRACTITIONER, slots.get(PRACTITIONER)), words.id_of(LOCATION, slots.get(LOCATION))
        choices = [(practitioner, location)]
        if effect.practitioner_id is None:
            choices.append((None, location))
        if any(wanted):
            # Who names only a place may not mind with whom.
            choices = [(wanted[0] or practitioner, wanted[1] or location), (wanted[0], wanted[1]), *choices]
        if effect.usual_id is not None:
            choices.insert(1 if any(wanted) else 0, (effect.usual_id, location))
        nearest: tuple[Openings, int | None, int | None] | None = None
        for who, where in dict.fromkeys(choices):
            found = openings(
                kind, now=self.now, wishes=asked, near=effect.near or (visit.starts_at if visit else None),
                practitioner_id=who, location_id=where, ignoring=visit.id if visit else None, count=effect.count,
            )  # fmt: skip
            if found.slots and (effect.usual_id is None or found.fits or not asked):
                break
            if found.slots and nearest is None:
                nearest = found, who, where
        else:
            if nearest is not None:
                found, who, where = nearest
        granted = all(key is None or key == own for key, own in zip(wanted, (who, where), strict=True))
        return found, granted

    def _names(self, slots: Sequence[Slot], visit: VisitFacts | None) -> list[str]:
        """Whom a slot is with and where, said only where it is not as the patient expects."""
        found = [""] * len(slots)
        ids = {slot.practitioner_id for slot in slots}
        expected = visit.practitioner_id if visit else None
        new = visit is None and self.workflow.books
        if new or not (ids <= {expected} or (expected is None and len(ids) == 1)):
            texts = dict(Practitioner.objects.filter(pk__in=[one for one in ids if one]).values_list("pk", "text_name"))
            found = [texts.get(slot.practitioner_id or 0, "") for slot in slots]
        places = {slot.location_id for slot in slots}
        if visit is not None and not places <= {visit.location_id}:
            told = dict(Location.objects.filter(pk__in=places).values_list("pk", "name"))
            found = [
                ", ".join(filter(None, (name, told[slot.location_id]))) for name, slot in zip(found, slots, strict=True)
            ]
        return [f", {name}" if name else "" for name in found]

    # Words

    def _say(self, effect: Say, *, about: Sequence[VisitFacts] = ()) -> Message:
        at_hand = effect.visit or self.at_hand
        link = at_hand.link if at_hand is not None else ""
        if link and effect.key in LINK_INSTEAD:
            return self._say_as_is(replace(effect, key="visit.video_soon"), about=about)
        message = self._say_as_is(effect, about=about)
        if link and effect.key in LINK_AFTER:
            self._say_as_is(replace(effect, key="visit.video_link"))
        return message

    def _say_as_is(self, effect: Say, *, about: Sequence[VisitFacts] = ()) -> Message:
        visit = effect.visit or self.at_hand
        if effect.visit is not None and self.at_hand is not None and effect.visit.id == self.at_hand.id:
            visit = self.at_hand
        several = self.turn.visits if len(self.turn.visits) > 1 else ()
        values = self.thread.values(visit, several, effect.language) | self.values | dict(effect.values)
        answers = self.thread.message if self.cause == "text" else None
        purpose = effect.purpose or ("answer" if self.cause == "text" else self.workflow.purpose)
        if answers is None and purpose == "answer":
            answers = Message.objects.filter(conversation=self.thread.conversation, direction="in").last()
        told = () if self.cause == "text" else about or self.turn.visits
        message = send.say(
            self.thread.conversation,
            effect.key,
            values,
            purpose=Purpose(purpose),
            now=self.now,
            language=effect.language or None,
            workflow=self.workflow.name,
            run_id=self.run.pk if self.run else None,
            answers=answers,
            author=self.by,
            about=[*((one.id, one.version) for one in told), *(self.stands_on if answers is None else ())],
            send_at=effect.send_at,
            send_by=effect.send_by,
        )
        if message.status in UNSENT:
            self.done.unsent.append(message.gate_reason)
            self.done.refused.append(message)
        else:
            self.done.said += 1
        return message

    def _ask(self, effect: Ask, options: tuple[Option, ...]) -> None:
        self._ensure_run()
        text = effect.say
        if options and "options" not in text.values:
            lines = "\n".join(f"{option.number}) {option.text}" for option in options)
            text = replace(text, values={**text.values, "options": lines})
        message = self._say(text)
        about = [[one.id, one.version] for one in self.turn.visits]
        self.prompts.append(_Pending(effect, message, options, about))

    def _hand_over(self, effect: HandOver) -> None:
        visit = effect.visit or self.at_hand
        message = self.thread.message if self.cause == "text" else None
        tasks.create(
            self.thread.practice_id,
            effect.queue,
            effect.reason,
            effect.summary,
            now=self.now,
            conversation_id=self.thread.conversation.pk,
            message_id=message.pk if message else None,
            patient_id=visit.patient_id or None if visit else self.thread.patient_id,
            appointment_id=visit.id if visit else None,
            location_id=visit.location_id if visit else None,
            due=effect.due,
            key=effect.key or f"{effect.reason}:{self.thread.conversation.pk}",
        )
        self.done.tasks += 1
        self.owes_words = self.owes_words or effect.will_answer

    # The run

    def _ensure_run(self) -> WorkflowRun:
        if self.run is None:
            self.run = WorkflowRun(
                practice_id=self.thread.practice_id,
                conversation=self.thread.conversation,
                workflow=self.workflow.name,
                workflow_version=self.workflow.version,
                state=self.state,
                started_at=self.now,
            )
            rows.insert(self.run)
            self.done.run = self.run
            if self.workflow.books:
                self._end_others(self.run)
        return self.run

    def _end_others(self, run: WorkflowRun) -> None:
        """Who asks anew for a visit is asked about the last wish only."""
        names = [name for name, flow in REGISTRY.items() if flow.books]
        others = WorkflowRun.objects.filter(
            conversation_id=self.thread.conversation.pk, workflow__in=names, ended_at__isnull=True
        ).exclude(pk=run.pk)
        others.update(ended_at=self.now, ended_why="asked_anew", version=F("version") + 1)

    def _write_run(self) -> None:
        begins = self.cause == "timer" and self.turn.state == START
        if begins and self.prompts and all(pending.message.status in UNSENT for pending in self.prompts):
            self.ended = NEVER_SENT
        waits = self.ended is None and any(self._bound(wake) for wake in self.wakes)
        if self.run is None and (self.state != START or waits):
            self._ensure_run()
        if self.run is None:
            for wake in self.wakes:
                self._write_wake(wake)
            return
        self.done.moved_on = bool(self.state != self.turn.state or self.ended is not None or self.prompts)
        version = self.run.version
        about = [visit.id for visit in self.turn.visits] if version == 1 or self.prompts else []
        ended_at = self.now if self.ended is not None else None
        data = json.dumps(self.run.data | self.data)
        with connection.cursor() as cursor:
            cursor.execute(
                _STEP, [self.run.practice_id, self.run.pk, about, self.state, data, ended_at, self.ended or "",
                        self.run.pk, version]
            )  # fmt: skip
            if cursor.rowcount != 1:
                raise RunMovedOn
        self.run.version, self.run.state = version + 1, self.state
        for pending in self.prompts:
            self._write_prompt(self.run, pending)
        for wake in self.wakes:
            self._write_wake(wake)
        if self.ended is not None:
            self.done.ended = True
            Prompt.objects.filter(run_id=self.run.pk, closed_at__isnull=True).update(
                closed_at=self.now, closed_why="answered" if self.cause == "text" else "void"
            )

    def _write_prompt(self, run: WorkflowRun, pending: _Pending) -> None:
        ask = pending.ask
        accepts = ask.accepts or self.workflow.accepts(self.state)
        expires = self.now + ask.expires if isinstance(ask.expires, timedelta) else ask.expires
        unsent = pending.message.status in UNSENT
        prompt = Prompt(
            practice_id=self.thread.practice_id,
            conversation=self.thread.conversation,
            run=run,
            message=pending.message,
            context=ask.context,
            state=self.state,
            about=pending.about,
            solicited=self.cause == "text",
            accepts=[intent.value for intent in accepts],
            options=[{"number": o.number, "text": o.text, "value": dict(o.value)} for o in pending.options],
            asks_choice=ask.choice,
            expires_at=expires,
            closed_at=self.now if unsent else None,
            closed_why=NEVER_SENT if unsent else "",
        )
        rows.insert(prompt, _REPLACE, [self.now, run.pk])

    # Wake-ups

    def _bound(self, wake: Wake) -> bool:
        """Whether a wake-up belongs to a run: what is planned about a visit before a run exists does not."""
        return self.cause != "change" and not (self.turn.state == START and wake.visit is not None and self.run is None)

    def _write_wake(self, wake: Wake) -> None:
        due = self._due(wake)
        if due is None:
            return
        run = self.run if self.run is not None and self.ended is None else None
        visit = wake.visit
        if run is None and visit is None:
            return
        if run is not None:
            key = f"{self.workflow.name}:{wake.name}:run:{run.pk}"
        else:
            key = f"{self.workflow.name}:{wake.name}:{visit.id if visit else 0}:{self.thread.conversation.pk}"
        plan(
            self.thread.practice_id,
            self.thread.conversation.pk,
            workflow=self.workflow.name,
            name=wake.name,
            due=due,
            key=key,
            run_id=run.pk if run else None,
            run_version=run.version if run and wake.bound else None,
            appointment_id=visit.id if visit and run is None else None,
            appointment_version=visit.version if visit and run is None else None,
            data=dict(wake.data),
        )

    def _due(self, wake: Wake) -> datetime | None:
        due = wake.at if wake.at is not None else self.now + (wake.after or timedelta())
        if wake.quiet == "as_is":
            return due
        who = quiet_hours.recipient(self.thread.conversation.contact, self.thread.practice)
        if wake.quiet == "skip":
            return due if quiet_hours.is_open(who, due) else None
        return quiet_hours.last_open_before(who, due, self.now) or due

    def _forget(self, effect: Forget) -> None:
        found = WakeUp.objects.filter(workflow=self.workflow.name, name=effect.name, done_at__isnull=True)
        if effect.visit is not None:
            found = found.filter(appointment_id=effect.visit.id)
        elif self.run is not None:
            found = found.filter(run_id=self.run.pk)
        else:
            return
        found.update(done_at=self.now, done_how="void")


_STEP = """
WITH linked AS (
  INSERT INTO dialogue_runvisit (practice_id, run_id, appointment_id) SELECT %s, %s, unnest(%s::bigint[])
  ON CONFLICT DO NOTHING
)
UPDATE dialogue_workflowrun SET state = %s, data = %s, ended_at = %s, ended_why = %s, version = version + 1
 WHERE id = %s AND version = %s
"""
# What was asked before but never reached the patient can no longer be answered.
_REPLACE = """
WITH replaced AS (
  UPDATE dialogue_prompt p SET closed_at = %s, closed_why = 'replaced' FROM messaging_message m
   WHERE p.run_id = %s AND p.closed_at IS NULL
     AND m.practice_id = p.practice_id AND m.id = p.message_id AND m.accepted_at IS NULL
)
"""
_PLAN = """
INSERT INTO dialogue_wakeup (practice_id, conversation_id, run_id, run_version, workflow, name, data, appointment_id,
                             appointment_version, due_at, done_how, tries, key)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, '', 0, %s)
ON CONFLICT (practice_id, key) WHERE done_at IS NULL AND key <> '' DO UPDATE
   SET due_at = EXCLUDED.due_at, data = EXCLUDED.data, run_version = EXCLUDED.run_version, tries = 0,
       appointment_version = EXCLUDED.appointment_version
"""


def plan(
    practice_id: int,
    conversation_id: int,
    *,
    workflow: str,
    name: str,
    due: datetime,
    key: str,
    run_id: int | None = None,
    run_version: int | None = None,
    appointment_id: int | None = None,
    appointment_version: int | None = None,
    data: dict[str, object] | None = None,
) -> None:
    """Write a wake-up, or move the one with the same key."""
    with connection.cursor() as cursor:
        cursor.execute(
            _PLAN,
            [
                practice_id, conversation_id, run_id, run_version, workflow, name, json.dumps(data or {}),
                appointment_id, appointment_version, due, key,
            ],
        )  # fmt: skip


def told(visits: Sequence[VisitFacts], about: Sequence[Sequence[int]]) -> tuple[VisitFacts, ...]:
    """The visits a prompt told of, at the versions it told: an answer to an old time does not count for a new one."""
    versions = {int(pair[0]): int(pair[1]) for pair in about}
    return tuple(replace(visit, version=versions[visit.id]) for visit in visits if visit.id in versions)

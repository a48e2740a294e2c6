"""A phone and a practice for the facts of this folder: text in, work it off, read what came out."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from replywell.carriers.base import InboundText, Media
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.dialogue import inbound
from replywell.dialogue.models import Prompt, Task, WakeUp, WorkflowRun
from replywell.dialogue.turn import END, START, Intent, Turn, Workflow, end, hand_over, listens, on, say, starts, timer
from replywell.messaging import receive, status
from replywell.messaging.dispatch import deliver_once
from replywell.messaging.models import Conversation, Message
from replywell.patients.models import Contact, Suppression
from replywell.scheduling.models import Appointment
from tests.practice import PHONE, Oak

MARIA = "+12125550123"
_ids = count(1)


def utc(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of March 2026 (New York is five hours behind, four from the 8th on)."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


def text(
    body: str,
    phone: str = MARIA,
    *,
    answered: Any = None,
    media: Sequence[str] = (),
    drain: bool = True,
    received_at: datetime | None = None,
) -> int:
    """A text comes in (`received_at`: it is found late) and is handled, or only stored. Returns its id."""
    stored = receive.record_inbound(
        InboundText(
            carrier="simulator",
            carrier_id=f"in-{next(_ids)}",
            from_number=phone,
            to_number=PHONE,
            body=body,
            media=tuple(Media(url, "image/jpeg") for url in media),
            carrier_answered=answered,
        ),
        "simulator-main",
        received_at=received_at,
    )
    assert stored.message_id is not None
    if drain:
        inbound.drain(50)
    return stored.message_id


def deliver() -> None:
    """Everything due leaves, is accepted, and listeners hear of it."""
    for _ in range(50):
        if not deliver_once():
            break
    status.drain_moves()


def later(**by: float) -> datetime:
    """The clock moves on."""
    return clock.shift(timedelta(**by))


def said(oak: Oak, phone: str = MARIA, *, also_unsent: bool = False) -> list[str]:
    """The wordings of our texts to a phone, oldest first."""
    with practice_scope(oak.id):
        found = Message.objects.filter(direction="out", phone=phone).order_by("id")
        if not also_unsent:
            found = found.exclude(status__in=["suppressed", "dropped"])
        return list(found.values_list("template__key", flat=True))


def bodies(oak: Oak, phone: str = MARIA) -> list[str]:
    """The words of our texts to a phone, oldest first."""
    with practice_scope(oak.id):
        return list(Message.objects.filter(direction="out", phone=phone).order_by("id").values_list("body", flat=True))


def ended(oak: Oak, message_id: int) -> str:
    """What became of a text; empty while it waits."""
    with practice_scope(oak.id):
        message = Message.objects.get(pk=message_id)
        return message.ended_in if message.handled_at else ""


def open_tasks(oak: Oak) -> list[tuple[str, str]]:
    """(queue, reason) of every open task, oldest first."""
    with practice_scope(oak.id):
        return list(Task.objects.filter(closed_at=None).order_by("id").values_list("queue", "reason"))


def task(oak: Oak, reason: str) -> Task:
    """The one task with this reason."""
    with practice_scope(oak.id):
        return Task.objects.get(reason=reason)


def conversation(oak: Oak, phone: str = MARIA) -> Conversation:
    """The thread with a phone."""
    with practice_scope(oak.id):
        return Conversation.objects.select_related("contact").get(contact__phone=phone)


def contact(oak: Oak, phone: str = MARIA) -> Contact:
    """The phone's contact."""
    with practice_scope(oak.id):
        return Contact.objects.get(phone=phone)


def visit(oak: Oak, appointment: Appointment) -> Appointment:
    """The visit as it is now."""
    with practice_scope(oak.id):
        return Appointment.objects.get(pk=appointment.pk)


def suppressed(oak: Oak, phone: str = MARIA) -> str | None:
    """Why the number must not be texted, or None."""
    with practice_scope(oak.id):
        return Suppression.objects.filter(phone=phone, lifted_at=None).values_list("why", flat=True).first()


def runs(oak: Oak) -> list[tuple[str, str, str]]:
    """(workflow, state, why it ended) of every run, oldest first."""
    with practice_scope(oak.id):
        return list(WorkflowRun.objects.order_by("id").values_list("workflow", "state", "ended_why"))


def prompts(oak: Oak) -> list[tuple[str, str]]:
    """(context, why closed) of every prompt, oldest first."""
    with practice_scope(oak.id):
        return list(Prompt.objects.order_by("id").values_list("context", "closed_why"))


def wake_ups(oak: Oak) -> list[tuple[str, str]]:
    """(name, how it was done) of every wake-up, oldest first."""
    with practice_scope(oak.id):
        return list(WakeUp.objects.order_by("id").values_list("name", "done_how"))


# A small workflow, so that these facts hold whatever the practice's own workflows say.

ASKED, PICKING = "asked", "picking"


def register() -> None:
    """Define the workflows of these tests (the caller has cleared the registry)."""

    class Confirm(Workflow):
        """Ask, confirm, free."""

        name = "test_confirm"
        label = {"en": "Confirm"}

        @listens("booked", "moved")
        def plan(self, turn: Turn) -> None:
            if turn.state != START:
                turn.end("changed")
                return
            turn.wake("ask", at=turn.the_visit.starts_at - timedelta(hours=24), visit=turn.visit, quiet="earlier")

        @listens("cancelled")
        def gone(self, turn: Turn) -> None:
            if turn.state != START:
                turn.end("cancelled")

        @timer(START, "ask", to=ASKED)
        def ask(self, turn: Turn) -> None:
            turn.ask("visit.confirm", context="confirm_prompt", expires=turn.the_visit.starts_at)
            turn.go(ASKED)

        @timer(START, "ask_all", to=ASKED)
        def ask_all(self, turn: Turn) -> None:
            turn.take_in(*turn.upcoming)
            turn.ask("visit.confirm_many", context="confirm_prompt", expires=turn.the_visit.starts_at)
            turn.go(ASKED)

        @on(ASKED, Intent.CONFIRM, to=END)
        def confirmed(self, turn: Turn) -> None:
            turn.confirm_visit(
                then=[say("visit.confirmed"), end("confirmed")],
                otherwise=[say("visit.changed_meanwhile"), end("changed")],
            )

        @on(ASKED, Intent.CANCEL, Intent.DECLINE, to=END)
        @starts(Intent.CANCEL, to=END)
        def cancelled(self, turn: Turn) -> None:
            if turn.visit is None:
                turn.say("visit.nothing_to_cancel")
                return
            turn.cancel_visit(
                then=[say("visit.cancelled"), end("cancelled")],
                otherwise=[say("visit.changed_meanwhile"), end("changed")],
            )

        @on(ASKED, Intent.RESCHEDULE, to=PICKING)
        @on(PICKING, Intent.RESCHEDULE)
        @starts(Intent.RESCHEDULE, to=PICKING)
        def wants_another_time(self, turn: Turn) -> None:
            turn.offer_slots(
                fitting=turn.when,
                ask="visit.pick_time",
                then=PICKING,
                otherwise=[say("visit.no_openings"), hand_over("scheduling", "no_openings", "No time is open")],
            )
            turn.wake("silence", after=timedelta(hours=24))

        @on(PICKING, Intent.SELECT_OPTION, to=END)
        def picked(self, turn: Turn) -> None:
            turn.move_visit(
                then=[say("visit.moved"), end("moved")], otherwise=[say("visit.pick_time_gone"), end("gone")]
            )

        @timer(PICKING, "silence", to=END)
        def silence(self, turn: Turn) -> None:
            turn.hand_over("scheduling", "silence", "Wanted another time and went silent")
            turn.end("silence")

        @starts(Intent.RUNNING_LATE)
        def breaks(self, turn: Turn) -> None:
            raise RuntimeError("This handler is broken.")

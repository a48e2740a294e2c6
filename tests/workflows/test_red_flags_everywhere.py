"""A text that speaks of danger reaches the emergency path from any state of any workflow."""

import pkgutil
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import import_module
from itertools import count

import pytest

from replywell import workflows
from replywell.carriers.base import InboundText
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.dialogue import hours, inbound
from replywell.dialogue.models import Prompt, Task, WorkflowRun
from replywell.dialogue.turn import REGISTRY, START, Workflow
from replywell.messaging import receive
from replywell.messaging.models import LANES, Conversation, Message, Purpose
from replywell.patients.models import Contact
from replywell.understanding import Asked, read
from tests.practice import PHONE, Oak, make_patient, make_practice
from tests.understanding.sources import sources

DANGER = (
    "I have chest pain",
    "no puedo respirar",
    "1, and I want to kill myself",
    "my face is drooping and I can't talk",
)
CONTEXTS = ("confirm_prompt", "slot_offer", "waitlist_offer", "which_one", "triage_question", "intake_question")
NOW = datetime(2026, 3, 9, 14, tzinfo=UTC)
STATES = [
    (flow.name, state)
    for flow in REGISTRY.values()
    if type(flow).__module__.startswith("replywell.")
    for state in (START, *flow.states)
]
_numbers = count(1000)
SAMPLE = 4
"""Texts besides that each state gets: others in each, so that together they are many."""


@cache
def flagged() -> list[str]:
    """Texts of the tables of danger that `read` flags, whatever they answer, in a fixed order."""
    found = dict.fromkeys(one.text for one in sources() if "_red_flags." in one.where)
    return [text for text in found if all(read(text, Asked(context=one), NOW).red_flag for one in CONTEXTS)]


def waiting(oak: Oak, phone: str, workflow: str, state: str, context: str) -> None:
    """The phone's conversation stands in that state, and its question is open."""
    with practice_scope(oak.id):
        contact, _ = Contact.objects.get_or_create(practice=oak.practice, phone=phone)
        talk = Conversation.objects.create(practice=oak.practice, contact=contact, number=oak.number, created_at=NOW)
        if state == START:
            return
        asked = NOW - timedelta(minutes=5)
        run = WorkflowRun.objects.create(
            practice=oak.practice, conversation=talk, workflow=workflow, state=state, started_at=asked
        )
        message = Message.objects.create(
            practice=oak.practice, conversation=talk, direction="out", phone=phone, number=oak.number, language="en",
            body="Which one? 1) one 2) two 3) three", encoding="GSM-7", segments=1, created_at=asked,
            purpose=Purpose.ANSWER, lane=LANES[Purpose.ANSWER], status="accepted", accepted_at=asked,
        )  # fmt: skip
        flow = REGISTRY[workflow]
        Prompt.objects.create(
            practice=oak.practice, conversation=talk, run=run, message=message, context=context, state=state, about=[],
            solicited=True, accepts=[one.value for one in flow.accepts(state)], opened_at=asked,
            options=[{"number": number, "text": str(number), "value": {}} for number in (1, 2, 3)],
            expires_at=NOW + timedelta(hours=5),
        )  # fmt: skip


def test_every_workflow_that_there_is_is_walked() -> None:
    defined = {
        one.name
        for module in pkgutil.iter_modules(workflows.__path__, "replywell.workflows.")
        for one in vars(import_module(module.name)).values()
        if isinstance(one, type) and issubclass(one, Workflow) and one.name
    }
    assert defined, "There are workflows."
    assert defined <= {name for name, _state in STATES}


@pytest.mark.parametrize(("workflow", "state"), STATES)
def test_danger_is_answered_paged_and_pauses_from_every_state(frozen: object, workflow: str, state: str) -> None:
    clock.freeze(NOW)
    hours.forget()
    oak = make_practice()
    assert len(flagged()) > 80
    everything, at = flagged(), STATES.index((workflow, state)) * SAMPLE
    more = [everything[(at + number) % len(everything)] for number in range(SAMPLE)]
    said = [(context, words) for context in CONTEXTS for words in DANGER]
    said += [(CONTEXTS[number % len(CONTEXTS)], words) for number, words in enumerate(more, at)]
    for context, words in said:
        assert read(words, Asked(context=context), NOW).red_flag
        phone = f"+1212555{next(_numbers)}"
        if not REGISTRY[workflow].for_strangers:
            make_patient(oak, "Pat", f"No{phone[-4:]}", phone)
        waiting(oak, phone, workflow, state, context)
        receive.record_inbound(InboundText("simulator", f"danger{phone}", phone, PHONE, words), oak.account.key)
        inbound.drain(5)
        with practice_scope(oak.id):
            talk = Conversation.objects.get(contact__phone=phone)
            safety = Message.objects.filter(conversation=talk, direction="out", purpose=Purpose.SAFETY)
            assert talk.paused_at is not None, (context, words)
            assert safety.count() == 1, (context, words)
            assert Task.objects.filter(conversation=talk, emergency=True, closed_at__isnull=True).count() == 1
            assert not Prompt.objects.filter(conversation=talk, closed_at__isnull=True).exists()

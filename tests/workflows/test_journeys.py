"""What the docs show of workflows is what the code does."""

from replywell.dialogue.turn import REGISTRY
from replywell.messaging.wording import LANGUAGES, shipped
from replywell.workflows.journey import lines, steps
from tests.workflows.draw import PAGE, drawn, told_of

OURS = {name: flow for name, flow in REGISTRY.items() if type(flow).__module__.startswith("replywell.")}


def test_the_docs_tell_of_every_workflow_as_it_is() -> None:
    page = PAGE.read_text("utf-8")
    assert set(told_of(page)) == set(OURS)
    assert drawn(page) == page, "Run .venv/bin/python -m tests.workflows.draw"


def test_every_state_can_be_reached_and_left() -> None:
    for flow in OURS.values():
        found = steps(flow)
        for state in flow.states:
            assert any(step.to == state and step.state != state for step in found), (flow.name, state)
            assert any(step.state == state and step.to != state for step in found), (flow.name, state)


def test_a_journey_reads_as_lines() -> None:
    told = lines(REGISTRY["confirm_visit"])
    assert "start -> asked: later: a reminder is due" in told
    assert any(line.startswith("asked -> picking: ") and "reschedule" in line for line in told)


def test_the_texts_of_workflows_are_there_in_every_language() -> None:
    assert set(shipped("en")) == set(shipped("es"))
    for language in LANGUAGES:
        assert {"visit.soon", "visit.confirm", "visit.ask_still", "enrol.confirm"} <= set(shipped(language))

"""The way through a workflow, drawn from its declared handlers: what staff see, and what the docs show."""

from __future__ import annotations

from dataclasses import dataclass

from replywell.dialogue.turn import ANY, END, START, Workflow

_KINDS = {"on": "", "starts": "", "timer": "later: ", "listens": "visit "}


@dataclass(frozen=True, slots=True)
class Step:
    """From one state to another, and what leads there: an intent, a timer, a change of the visit."""

    state: str
    trigger: str
    to: str


def steps(workflow: Workflow) -> list[Step]:
    """Every declared step, in the order of the workflow's file; staying in a state is not told."""
    found = []
    for rule in workflow.rules:
        trigger = _KINDS[rule.kind] + rule.trigger.replace("_", " ")
        if rule.kind == "timer" and rule.trigger[-1].isdigit():
            trigger = "later: a reminder is due"
        state = "any" if rule.state == ANY else rule.state
        targets = (END,) if rule.kind == "listens" else rule.to
        found += [Step(state, trigger, to) for to in targets or (state,)]
    return list(dict.fromkeys(found))


def lines(workflow: Workflow) -> list[str]:
    """The journey as text: one line for each pair of states."""
    pairs: dict[tuple[str, str], list[str]] = {}
    for step in steps(workflow):
        pairs.setdefault((step.state, step.to), []).append(step.trigger)
    return [
        f"{_name(state)} -> {_name(to)}: {', '.join(dict.fromkeys(triggers))}"
        for (state, to), triggers in pairs.items()
    ]


def mermaid(workflow: Workflow) -> str:
    """The journey as a Mermaid state diagram."""
    drawn = ["stateDiagram-v2"]
    pairs: dict[tuple[str, str], list[str]] = {}
    for step in steps(workflow):
        if step.state != "any":
            pairs.setdefault((step.state, step.to), []).append(step.trigger)
    for (state, to), triggers in pairs.items():
        left, right = ("[*]" if one in (START, END) else one for one in (state, to))
        drawn.append(f"    {left} --> {right}: {', '.join(dict.fromkeys(triggers))}")
    return "\n".join(drawn)


def _name(state: str) -> str:
    return state.replace("_", " ")

"""A row that a file and we both changed: nothing was done to it, and a person decides."""

from __future__ import annotations

from replywell.dialogue import tasks
from replywell.dialogue.models import Queue
from replywell.ehr.events import Conflict, Loaded

WORDS = {"appointment": "visit", "patient": "patient", "link": "phone of a patient", "contact": "phone"}


def loaded(told: Loaded) -> None:
    """A task for each conflict of a load, in its transaction; told again, it is still one task."""
    for conflict in told.conflicts:
        tasks.create(
            told.practice_id,
            Queue.SCHEDULING if conflict.kind == "appointment" else Queue.FRONT_DESK,
            "load_conflict",
            summary(conflict),
            now=told.now,
            appointment_id=conflict.row_id if conflict.kind == "appointment" else None,
            patient_id=conflict.row_id if conflict.kind == "patient" else None,
            key=f"conflict:{conflict.kind}:{conflict.key}",
        )


def summary(conflict: Conflict) -> str:
    """The task's one line: which row, and which of its values differ (never the values)."""
    names = ", ".join(difference.name for difference in conflict.differences)
    return (
        f"The file and we both changed {WORDS.get(conflict.kind, conflict.kind)} {conflict.key} ({names}): choose one"
    )

"""A patient says that they can't come, out of the blue."""

from __future__ import annotations

from replywell.dialogue.turn import END, Intent, Turn, Workflow, starts
from replywell.workflows.picking import cancel


class CancelVisit(Workflow):
    """Free the slot and say so. (The bare word CANCEL is decided before: it may be an opt-out.)"""

    name = "cancel_visit"
    version = 1
    label = {"en": "Cancel a visit", "es": "Cancelar una cita"}
    purpose = "reminder"

    @starts(Intent.CANCEL, to=END)
    def cannot_come(self, turn: Turn) -> None:
        if turn.visit is None:
            turn.say("visit.nothing_to_cancel")
            return
        cancel(turn)

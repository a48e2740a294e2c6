"""A patient wants another time, out of the blue: "need to move to Thursday", "can I come at 3 instead"."""

from __future__ import annotations

from replywell.dialogue.turn import END, START, Intent, Turn, listens, starts
from replywell.workflows.picking import PICKING, Picking, show_openings


class MoveVisit(Picking):
    """Show openings, book the pick; the old time stays until then."""

    name = "move_visit"
    version = 1
    label = {"en": "Move a visit", "es": "Cambiar una cita"}
    purpose = "reminder"

    @starts(Intent.RESCHEDULE, to=(PICKING, END))
    def wants_another_time(self, turn: Turn) -> None:
        if turn.visit is None:
            turn.hand_over("scheduling", "move", "Wants to move a visit; we see none ahead")
            return
        show_openings(turn)

    @listens("moved", "cancelled", "noshow", "arrived")
    def somebody_else_decided(self, turn: Turn) -> None:
        if turn.state != START:
            turn.end("changed")

"""A patient is on the way, but late: the desk knows, and the patient knows what follows."""

from __future__ import annotations

from datetime import timedelta

from replywell.dialogue.turn import Effect, Intent, Turn, Workflow, hand_over, say, starts

SOON = timedelta(hours=4)
"""Nobody runs late for a visit further ahead than this: a person asks what is meant."""


class RunningLate(Workflow):
    """Up to the practice's limit the visit stays and the desk is told; past it, a person decides."""

    name = "running_late"
    version = 1
    label = {"en": "Running late", "es": "Llega tarde"}
    purpose = "reminder"

    @starts(Intent.RUNNING_LATE)
    def on_the_way(self, turn: Turn) -> None:
        visit = turn.visit
        if visit is None or visit.starts_at - turn.now > SOON:
            turn.hand_over("front_desk", "running_late", "Is running late; not clear for which visit", visit=visit)
            return
        minutes = (turn.reading.slots.get("minutes") if turn.reading else None) or 0
        if minutes > turn.practice.late_limit:
            turn.note_late(
                minutes,
                then=[
                    say("visit.late_call"),
                    hand_over(
                        "front_desk",
                        "running_late",
                        f"{minutes} minutes late, past the limit of {turn.practice.late_limit}: decide and call",
                        visit=visit,
                        will_answer=False,
                    ),
                ],
                otherwise=[say("visit.changed_meanwhile")],
            )
            return
        how_late = f"{minutes} minutes late" if minutes else "Late, did not say how much"
        told: list[Effect] = [
            say("visit.late_noted"),
            hand_over("front_desk", "running_late", how_late, visit=visit, will_answer=False),
        ]
        if minutes:
            turn.note_late(minutes, then=told, otherwise=[say("visit.changed_meanwhile")])
        else:
            turn.record(*told)

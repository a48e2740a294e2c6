"""Put somebody who asks for an earlier time on the waitlist, for the visit they have."""

from __future__ import annotations

from replywell.dialogue.decisions import Effect
from replywell.dialogue.facts import VisitFacts, Waits
from replywell.dialogue.offers import JoinWaitlist
from replywell.dialogue.turn import END, Intent, Turn, Workflow, hand_over, say, starts


class JoinWaitlistByText(Workflow):
    """Remember who wants an earlier time; what we cannot offer by text goes to a person."""

    name = "join_waitlist"
    version = 1
    label = {"en": "Waitlist", "es": "Lista de espera"}
    purpose = "waitlist"
    waits = True

    @starts(Intent.WAITLIST_JOIN, to=END)
    def join(self, turn: Turn) -> None:
        visit, waits = turn.visit, turn.waits
        to_a_person = hand_over("scheduling", "waitlist", "Would like an earlier visit", visit=visit)
        if visit is None or waits is None or not visit.bookable_by_text or waits.too_late:
            turn.record(to_a_person)
            return
        turn.record(JoinWaitlist(visit, waits, then=joined(visit, waits), otherwise=[to_a_person]))


def joined(visit: VisitFacts, waits: Waits) -> list[Effect]:
    """Say that they wait, and for what. What they said of times and could not be kept is a person's to read."""
    if waits.sure:
        return [say("waitlist.joined", visit=visit)]
    return [
        say("waitlist.joined_to_read", visit=visit),
        hand_over(
            "scheduling", "waitlist_wishes",
            "Waits for an earlier visit; what the text says about times is not kept yet", visit=visit,
            will_answer=False,
        ),
    ]  # fmt: skip

"""Put somebody who asks for an earlier time on the waitlist, for the visit they have."""

from __future__ import annotations

from replywell.dialogue.decisions import hand_over
from replywell.dialogue.offers import JoinWaitlist
from replywell.dialogue.turn import END, Intent, Turn, Workflow, say, starts


class JoinWaitlistByText(Workflow):
    """Remember who wants an earlier time; what we cannot offer by text goes to a person."""

    name = "join_waitlist"
    version = 1
    label = {"en": "Waitlist", "es": "Lista de espera"}
    purpose = "waitlist"

    @starts(Intent.WAITLIST_JOIN, to=END)
    def join(self, turn: Turn) -> None:
        visit = turn.visit
        to_a_person = hand_over("scheduling", "waitlist", "Would like an earlier visit", visit=visit)
        if visit is None or not visit.bookable_by_text:
            turn.record(to_a_person)
            return
        turn.record(JoinWaitlist(visit, then=[say("waitlist.joined", visit=visit)], otherwise=[to_a_person]))

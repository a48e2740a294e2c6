"""Offer a freed slot to one who waits for an earlier visit; the first yes gets it."""

from __future__ import annotations

from datetime import datetime

from replywell.dialogue.offers import DeclineOffer, NoteAsked, NoteTooLate, StillOpen, TakeOffer
from replywell.dialogue.turn import END, START, Intent, Turn, Workflow, ask, end, go, on, say, set_data, timer, wake

OFFERED = "offered"


class OfferSlot(Workflow):
    """Ask whether they want the slot, until its deadline; tell kindly who was too late."""

    name = "offer_slot"
    version = 1
    label = {"en": "Offer freed slots", "es": "Ofrecer horas libres"}
    purpose = "waitlist"

    @timer(START, "offer", to=(OFFERED, END))
    def offer(self, turn: Turn) -> None:
        offer_id, until = turn.data["offer"], datetime.fromisoformat(turn.data["until"])
        for visit in turn.upcoming:
            if visit.id == turn.data.get("visit"):
                turn.take_in(visit)
        text = ask(
            "offer.ask",
            context="waitlist_offer",
            expires=until,
            # Later than this there would be no time to answer.
            send_by=turn.now + (until - turn.now) / 2,
        )
        noted = NoteAsked(offer_id)
        deadline = wake("deadline", at=until)
        turn.record(StillOpen(offer_id, then=[text, noted, go(OFFERED), set_data(offer=offer_id), deadline]))

    @on(OFFERED, Intent.CONFIRM, to=END)
    def takes_it(self, turn: Turn) -> None:
        offer_id = turn.data["offer"]
        won = "visit.moved" if turn.visits else "book.done"
        turn.record(
            TakeOffer(
                offer_id,
                then=[say(won), end("taken")],
                otherwise=[
                    NoteTooLate(offer_id, then=[say("offer.gone")], otherwise=[say("offer.over")]),
                    end("too_late"),
                ],
            )
        )

    @on(OFFERED, Intent.DECLINE, to=END)
    def does_not_want_it(self, turn: Turn) -> None:
        turn.record(DeclineOffer(turn.data["offer"]))
        turn.say("offer.declined")
        turn.end("declined")

    @timer(OFFERED, "deadline", to=END)
    def nobody_answers(self, turn: Turn) -> None:
        turn.end("no_answer")

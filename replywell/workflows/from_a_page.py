"""Who asked for a first visit on a page: is the phone theirs? Until they say yes by text nothing is booked or told.

To a number that somebody typed into a page one text goes, and without a yes no second one.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from replywell.dialogue.lead_decisions import AgreeToTexts, CloseLead
from replywell.dialogue.turn import END, START, Intent, Option, Turn, on, timer

CONFIRMING = "confirming"
ASKING, PICKING = "asking", "picking"
PAGE = "page"
"""The timer by which a page begins a run."""
PATIENCE = timedelta(hours=24)


class FromAPage:
    """The part of `NewPatient` that begins on a page."""

    @timer(START, PAGE, to=CONFIRMING)
    def asked_on_a_page(self, turn: Turn) -> None:
        turn.set(**{key: turn.data[key] for key in KEPT})
        _ask_whether(turn)
        turn.go(CONFIRMING)

    @on(CONFIRMING, Intent.CONFIRM, to=(ASKING, PICKING, END))
    def it_was_me(self, turn: Turn) -> None:
        turn.record(AgreeToTexts())
        self.go_on_from_a_page(turn)

    @on(CONFIRMING, Intent.BOOK, Intent.RESCHEDULE, to=(ASKING, PICKING, END))
    def would_like_a_visit(self, turn: Turn) -> None:
        """They want a visit, which is no yes to the time on the page: somebody else may have chosen it."""
        turn.record(AgreeToTexts())
        self.go_on_from_a_page(turn, book=False)

    @on(CONFIRMING, Intent.DECLINE, Intent.CANCEL, to=END)
    def not_now(self, turn: Turn) -> None:
        turn.say("lead.no_texts")
        turn.record(CloseLead("declined"))
        turn.end("declined")

    @timer(CONFIRMING, "silence", to=END)
    def nobody_said_yes(self, turn: Turn) -> None:
        """No second text: the number may be a stranger's."""
        turn.hand_over(
            "front_desk", "new_patient_waits", "Asked for a visit on the page, no YES by text: is the number right?",
            will_answer=False,
        )  # fmt: skip
        turn.record(CloseLead("abandoned"))
        turn.end("abandoned")

    @timer(CONFIRMING, "again", to=END)
    def ask_again_only_whom_we_hear(self, turn: Turn) -> None:
        """They wrote, so they may be asked again; handed back by a person without a text of theirs, it is over."""
        if turn.reading is None:
            self.nobody_said_yes(turn)
            return
        _ask_whether(turn)

    def go_on_from_a_page(self, turn: Turn, *, book: bool = True) -> None:
        """What follows the yes; without `book` times are shown instead of taking the chosen one."""
        raise NotImplementedError


KEPT = ("questions_version", "questions", "people", "given", "to_person", "chosen", "when", "wanted")
"""What a run that began on a page is told: as `leads.facts`, and the answers, the slot and its time in words."""


def chosen(turn: Turn) -> Option | None:
    """The time that was chosen on the page."""
    value: dict[str, Any] | None = turn.data.get("chosen")
    return Option(1, str(turn.data["when"]), value) if value else None


def _ask_whether(turn: Turn) -> None:
    if chosen(turn) is not None:
        turn.ask("lead.chose", context="confirm_prompt", expires=PATIENCE, when=str(turn.data["when"]))
    else:
        turn.ask("lead.wrote", context="lead_prompt", expires=PATIENCE)
    turn.wake("silence", after=PATIENCE)

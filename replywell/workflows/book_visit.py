"""A patient wants a visit: "I need an appointment", "can I see Dr. Lee about my knee on Friday", "my throat hurts"."""

from __future__ import annotations

from replywell.dialogue.turn import END, Intent, Turn, starts
from replywell.workflows.new_visit import ASKING, PICKING, WHO, NewVisit, begin


class BookVisit(NewVisit):
    """Openings of the right kind, the usual practitioner's first; the pick books."""

    name = "book_visit"
    version = 1
    label = {"en": "Book a visit", "es": "Hacer una cita"}
    purpose = "reminder"

    @starts(Intent.BOOK, to=(WHO, ASKING, PICKING, END))
    def wants_a_visit(self, turn: Turn) -> None:
        moving = turn.reading is not None and turn.reading.intent is Intent.RESCHEDULE
        turn.meets(Intent.BOOK, Intent.RESCHEDULE)
        begin(turn, ask="book.no_visit" if moving else "book.pick_time")


class SameDay(NewVisit):
    """Somebody tells how they feel: sorted by the practice's table, if it uses one; else shown openings if they ask."""

    name = "same_day"
    version = 1
    label = {"en": "Same-day wishes", "es": "Citas del mismo día"}
    purpose = "reminder"

    @starts(Intent.CLINICAL_CONCERN, to=(WHO, ASKING, PICKING, END))
    def tells_how_they_feel(self, turn: Turn) -> None:
        coming = turn.coming
        if coming is None or not coming.people:
            return
        sorted_by_us = coming.table is not None and bool(coming.symptoms)
        if not sorted_by_us and not coming.wants_to_come:
            return
        turn.meets(Intent.BOOK, Intent.RESCHEDULE, Intent.CLINICAL_CONCERN)
        if coming.only_that:
            turn.meets(Intent.QUESTION)
        begin(turn, ask="book.pick_time_care")
        if not sorted_by_us:
            turn.hand_over(
                "clinical", "clinical_concern", "A clinical concern; was shown open times", will_answer=False
            )

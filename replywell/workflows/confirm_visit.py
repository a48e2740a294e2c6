"""Remind of a visit and ask the patient to confirm it; move it or free it when they can't come."""

from __future__ import annotations

from replywell.dialogue.facts import LOAD
from replywell.dialogue.turn import END, START, Intent, Say, Turn, end, listens, on, say, timer
from replywell.workflows import plan
from replywell.workflows.picking import PICKING, Picking, cancel, changed, show_openings, visit_is_gone

ASKED = "asked"


class ConfirmVisit(Picking):
    """Reminders by the visit's kind (72, 24 and 2 hours before), one text for what a family has on one day."""

    name = "confirm_visit"
    version = 1
    label = {"en": "Confirm visits", "es": "Confirmar citas"}
    purpose = "reminder"

    @listens("booked", "moved")
    def plan_reminders(self, turn: Turn) -> None:
        """A visit got a time: whatever was asked about the old one is over, and its reminders are planned."""
        if turn.state != START:
            turn.end("changed")
            return
        visit = turn.the_visit
        if visit.silent:
            return
        wanted = {one.name: one for one in plan.due(visit, turn.now, just_booked=turn.changed_by != LOAD)}
        for name in plan.names():
            one = wanted.get(name)
            if one is None:
                turn.forget(name, visit=visit)
            else:
                turn.wake(name, at=one.at, visit=visit, quiet=one.quiet)

    @listens("cancelled", "noshow", "arrived")
    def no_more_to_ask(self, turn: Turn) -> None:
        if turn.state != START:
            turn.end("changed")
            return
        for name in plan.names():
            turn.forget(name, visit=turn.the_visit)

    @timer(START, "reminder_1", to=ASKED)
    @timer(START, "reminder_2", to=ASKED)
    @timer(START, "reminder_3", to=ASKED)
    @timer(START, "reminder_4", to=ASKED)
    @timer(START, "reminder_5", to=ASKED)
    @timer(START, "reminder_6", to=ASKED)
    def remind(self, turn: Turn) -> None:
        visit = turn.visit
        if visit is None or visit.silent:
            return
        reminder = next((one for one in plan.reminders(visit) if one.name == turn.data.get("name")), None)
        if reminder is None or plan.useful_until(visit, reminder) <= turn.now:
            return
        if visit.confirmation == "confirmed":
            if reminder.short:
                turn.record(Say("visit.soon", send_by=plan.useful_until(visit, reminder)))
            return
        errand = plan.one_errand(visit, turn.upcoming, short=reminder.short)
        asked = [one for one in errand if one.confirmation != "confirmed"]
        turn.take_in(*asked)
        for other in asked:
            for name in plan.told_by_now(other, turn.now, short=reminder.short):
                turn.forget(name, visit=other)
        until = plan.useful_until(visit, reminder)
        one = "visit.confirm_short" if reminder.short else "visit.confirm"
        if turn.newly_enrolled:
            turn.record(say("enrol.confirm", purpose="enrolment"))
        turn.ask(
            "visit.confirm_many" if len(asked) > 1 else one,
            context="confirm_prompt",
            expires=visit.starts_at if reminder.short else until,
            send_by=until,
        )
        turn.set(starts_at=asked[0].starts_at.isoformat())
        turn.go(ASKED)
        turn.wake("over", at=max(one.starts_at for one in asked))

    @timer(ASKED, "over", to=END)
    def the_visit_begins(self, turn: Turn) -> None:
        turn.end("no_answer")

    @on(ASKED, Intent.CONFIRM, to=END)
    def confirmed(self, turn: Turn) -> None:
        turn.visits = tuple(one for one in turn.visits if not changed(turn, one))
        if not turn.visits:
            visit_is_gone(turn)
            return
        turn.confirm_visit(
            then=[say("visit.confirmed_many" if len(turn.visits) > 1 else "visit.confirmed"), end("confirmed")],
            otherwise=[say("visit.changed_meanwhile"), end("changed")],
        )

    @on(ASKED, Intent.RESCHEDULE, Intent.BOOK, Intent.DECLINE, to=(PICKING, END))
    def wants_another_time(self, turn: Turn) -> None:
        """ "R", "no", "anything Thursday afternoon?": the visit stays until another time is picked."""
        show_openings(turn)

    @on(ASKED, Intent.CANCEL, to=END)
    def cannot_come(self, turn: Turn) -> None:
        cancel(turn)

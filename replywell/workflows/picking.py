"""Another time for a visit: openings are shown, a pick books. Shared by every workflow that can get there.

The visit stays as it is until the pick commits. Nothing is freed by silence: we ask once, then a person looks.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from replywell.dialogue.decisions import Effect
from replywell.dialogue.facts import Waits
from replywell.dialogue.offers import JoinWaitlist
from replywell.dialogue.turn import (
    END,
    Intent,
    Option,
    Turn,
    VisitFacts,
    When,
    Workflow,
    end,
    hand_over,
    offer_slots,
    on,
    say,
    timer,
    wake,
)
from replywell.dialogue.waiting_wishes import openings_before
from replywell.workflows import plan

PICKING = "picking"
STILL_ASKED = "still_asked"


class Picking(Workflow):
    """The part of a conversation in which a patient chooses another time."""

    waits = True

    @on(PICKING, Intent.SELECT_OPTION, to=END)
    def picked(self, turn: Turn) -> None:
        visit = turn.visit
        if visit is None or changed(turn, visit):
            visit_is_gone(turn)
            return
        option = turn.option or named_option(turn)
        if option is None:
            show_openings(turn)
            return
        wait = plan.patience(visit.starts_at, turn.now)
        turn.move_visit(
            option=option,
            then=[say("visit.moved"), end("moved")],
            otherwise=[
                offer_slots(
                    ask="visit.pick_again", then=PICKING, visit=visit, expires=wait, otherwise=no_openings(visit)
                ),
                wake("silence", after=wait),
            ],
        )

    @on(PICKING, Intent.RESCHEDULE, Intent.BOOK)
    def another_time_still(self, turn: Turn) -> None:
        option = named_option(turn, to_the_minute=True)
        if option is not None and not (turn.visit and changed(turn, turn.visit)):
            self.picked(turn)
        else:
            show_openings(turn)

    @on(PICKING, Intent.DECLINE, to=END)
    def none_of_these(self, turn: Turn) -> None:
        turn.hand_over(
            "scheduling", "none_suits", "None of the offered times suits; the visit stands", visit=turn.visit
        )
        turn.end("none_suits")

    @on(PICKING, Intent.CANCEL, to=END)
    @on(STILL_ASKED, Intent.CANCEL, Intent.DECLINE, to=END)
    def rather_not_at_all(self, turn: Turn) -> None:
        cancel(turn)

    @timer(PICKING, "silence", to=(STILL_ASKED, END))
    def ask_once_more(self, turn: Turn) -> None:
        visit = about_the_one(turn)
        if visit is None:
            turn.end("passed")
            return
        wait = plan.patience(visit.starts_at, turn.now)
        last = visit.starts_at - plan.LAST_MOMENT
        if last > turn.now:
            turn.ask("visit.ask_still", context="confirm_prompt", expires=visit.starts_at, send_by=last)
        turn.go(STILL_ASKED)
        turn.wake("silence", after=wait)

    @on(STILL_ASKED, Intent.CONFIRM, to=END)
    def keeps_it(self, turn: Turn) -> None:
        turn.confirm_visit(
            then=[say("visit.kept"), end("kept")],
            otherwise=[say("visit.changed_meanwhile"), end("changed")],
        )

    @on(STILL_ASKED, Intent.RESCHEDULE, Intent.BOOK, to=(PICKING, END))
    def another_time_after_all(self, turn: Turn) -> None:
        show_openings(turn)

    @timer(STILL_ASKED, "silence", to=END)
    def nobody_answers(self, turn: Turn) -> None:
        visit = about_the_one(turn)
        if visit is not None:
            turn.hand_over(
                "scheduling",
                "no_answer",
                "Wanted another time and has not picked one; the visit stands",
                visit=visit,
                will_answer=False,
            )
        turn.end("no_answer")


def show_openings(turn: Turn) -> None:
    """Three real openings that fit what the text asks for, or the nearest; a person when there is none."""
    visit = turn.visit
    if visit is None or changed(turn, visit):
        visit_is_gone(turn)
        return
    if not visit.bookable_by_text:
        turn.hand_over("scheduling", "move", "Wants another time; this kind is not booked by text", visit=visit)
        turn.end("not_by_text")
        return
    wait = plan.patience(visit.starts_at, turn.now)
    turn.set(starts_at=visit.starts_at.isoformat(), moving=visit.id)
    as_asked = offer_slots(
        ask="visit.pick_time", then=PICKING, visit=visit, fitting=turn.when, expires=wait, otherwise=no_openings(visit),
        **turn.shift,
    )  # fmt: skip
    turn.record(earlier_or_wait(turn, visit, turn.waits, as_asked, wait) if turn.waits else as_asked)
    turn.wake("silence", after=wait)


def earlier_or_wait(turn: Turn, visit: VisitFacts, waits: Waits, as_asked: Effect, wait: timedelta) -> Effect:
    """Who asks for something earlier is shown the earlier openings that fit; without any, they wait for one."""
    if not waits.earlier or not waits.sure or waits.too_late:
        return as_asked
    if waits.only_that:
        turn.meets(Intent.QUESTION, Intent.RESCHEDULE)
    waiting = JoinWaitlist(
        visit, waits, then=[say("waitlist.joined_none_open", visit=visit), end("waits")], otherwise=[as_asked]
    )
    return offer_slots(
        ask="visit.pick_time", then=PICKING, visit=visit, wishes=openings_before(waits, visit), only_fitting=True,
        practitioner_id=waits.practitioner_id or visit.practitioner_id, location_id=waits.location_id, expires=wait,
        otherwise=[waiting],
    )  # fmt: skip


def about_the_one(turn: Turn) -> VisitFacts | None:
    """Of a family's visits, the one that is being moved: from here on the turn is about no other."""
    turn.visits = tuple(one for one in turn.visits if one.id == turn.data.get("moving", one.id))
    return turn.visit


def no_openings(visit: VisitFacts) -> list[Effect]:
    """Nothing is open by text: the patient hears it and a person looks for a time."""
    return [
        say("visit.no_openings"),
        hand_over(
            "scheduling",
            "no_openings",
            "Wants another time and none is open by text; the visit stands",
            visit=visit,
        ),
        end("no_openings"),
    ]


def cancel(turn: Turn) -> None:
    """Free the visit's slot and say so."""
    if turn.visit is None:
        visit_is_gone(turn)
        return
    turn.cancel_visit(
        then=[say("visit.cancelled"), end("cancelled")],
        otherwise=[say("visit.changed_meanwhile"), end("changed")],
    )


def visit_is_gone(turn: Turn) -> None:
    """An answer about a visit that has passed, or is no longer what we texted: say so kindly."""
    before = turn.data.get("starts_at")
    passed = before is not None and datetime.fromisoformat(before) <= turn.now
    turn.say("visit.already_passed" if passed else "visit.changed_meanwhile")
    turn.end("passed" if passed else "changed")


def changed(turn: Turn, visit: VisitFacts) -> bool:
    """Whether the visit is another than the one that was texted."""
    return not any(one.id == visit.id and one.version == visit.version for one in turn.upcoming)


def named_option(turn: Turn, *, to_the_minute: bool = False) -> Option | None:
    """The one shown opening that the text names by its day or time; `to_the_minute`: it must name the time."""
    if turn.asked is None or turn.visit is None:
        return None
    times = [one for one in turn.when if not one.excluded and one.kind in ("date", "datetime", "time")]
    if not times or (to_the_minute and not any(one.kind != "date" for one in times)):
        return None
    zone = ZoneInfo(turn.visit.zone)
    found = [
        option
        for option in turn.asked.options
        if all(_is_at(when, datetime.fromisoformat(option.value["starts_at"]).astimezone(zone)) for when in times)
    ]
    return found[0] if len(found) == 1 else None


def _is_at(when: When, local: datetime) -> bool:
    if not when.start:
        return False
    if when.kind == "time":
        return time.fromisoformat(when.start) == local.time()
    asked = datetime.fromisoformat(when.start)
    return asked.date() == local.date() and (when.kind == "date" or asked.time() == local.time())

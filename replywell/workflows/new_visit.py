"""A known patient gets a new visit by text: who for, same-day triage where the practice uses it, openings, booked.

Shared by the workflows that lead there. Triage never says what somebody has: it asks what the practice's table asks,
one question a text, and the first rule that holds names the door. Whatever it cannot settle is a nurse's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from replywell.dialogue.decisions import Effect
from replywell.dialogue.facts import Coming, PersonFacts
from replywell.dialogue.same_day import NoteRule, Urgent
from replywell.dialogue.turn import (
    END,
    Intent,
    Option,
    Turn,
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
from replywell.practices.triage import MOST_QUESTIONS, NO, YES, Question, Rule

WHO, ASKING, PICKING, STILL_ASKED = "who", "asking", "picking", "still_asked"
PATIENCE = timedelta(hours=24)
ANSWER_WITHIN = timedelta(minutes=30)
"""Who stops answering triage questions for so long is called."""
PICK_WITHIN = timedelta(hours=1)
WITHIN: Mapping[str, timedelta] = {"slot_today": timedelta(hours=24), "telehealth": timedelta(hours=48)}
"""How soon an outcome's visit must begin; when nothing is open so soon, a nurse calls."""
ASKS: Mapping[str, str] = {
    "slot_today": "triage.slot_today",
    "telehealth": "triage.telehealth",
    "another_day": "book.pick_time_care",
}
ME: Mapping[str, str] = {"en": "Me", "es": "Yo"}
ANSWERS = frozenset(
    {
        Intent.SELECT_OPTION,
        Intent.CONFIRM,
        Intent.DECLINE,
        Intent.CLINICAL_CONCERN,
        Intent.VALUE_REPORT,
        Intent.QUESTION,
        Intent.BOOK,
        Intent.RESCHEDULE,
        Intent.CANCEL,
    }
)


class NewVisit(Workflow):
    """From a wish to a booked visit."""

    books = True
    settles = {"triage_question": ANSWERS}

    @on(WHO, Intent.SELECT_OPTION, to=(ASKING, PICKING, END))
    def told_who(self, turn: Turn) -> None:
        person = person_of(turn, turn.option.value.get("patient") if turn.option else None)
        if person is None:
            turn.hand_over("scheduling", "book", "Wants a visit; not clear for whom")
            turn.end("not_clear_for_whom")
            return
        for_person(turn, person)

    @on(WHO, Intent.DECLINE, Intent.CANCEL, to=END)
    @on(PICKING, Intent.CANCEL, to=END)
    @on(STILL_ASKED, Intent.DECLINE, Intent.CANCEL, to=END)
    def rather_not(self, turn: Turn) -> None:
        turn.say("book.dropped")
        turn.end("dropped")

    @timer(WHO, "silence", to=END)
    def nobody_said_who(self, turn: Turn) -> None:
        turn.hand_over("scheduling", "no_answer", "Wants a visit and has not said for whom", will_answer=False)
        turn.end("no_answer")

    # Same-day triage

    @on(ASKING, Intent.SELECT_OPTION, to=(PICKING, END))
    def answered(self, turn: Turn) -> None:
        asked = turn.data.get("question", "")
        table = turn.coming.table if turn.coming else None
        question = table.questions.get(asked) if table else None
        chosen = str(turn.option.value.get("choice", "")) if turn.option else ""
        first = next(iter(question.choices)) if question else ""
        # What was answered with a doubt counts only where it is the more urgent answer.
        unsure = turn.reading is not None and not turn.reading.auto and chosen != first
        if question is None or chosen not in question.choices or unsure or turn.late:
            nurse(turn, "unclear_answer")
            return
        turn.set(answers={**turn.data.get("answers", {}), asked: chosen})
        decide(turn)

    @on(ASKING, Intent.CONFIRM, to=(PICKING, END))
    def said_yes(self, turn: Turn) -> None:
        self._plain(turn, YES)

    @on(ASKING, Intent.DECLINE, to=(PICKING, END))
    def said_no(self, turn: Turn) -> None:
        sure = turn.reading is not None and turn.reading.confidence >= 0.9
        self._plain(turn, NO if sure else "")

    def _plain(self, turn: Turn, choice: str) -> None:
        options = turn.asked.options if turn.asked else ()
        turn.option = next((one for one in options if one.value.get("choice") == choice), None)
        if turn.option is None or turn.late:
            nurse(turn, "unclear_answer")
            return
        turn.set(answers={**turn.data.get("answers", {}), turn.data.get("question", ""): choice})
        decide(turn)

    @on(ASKING, Intent.CLINICAL_CONCERN, Intent.VALUE_REPORT, Intent.QUESTION, Intent.CANCEL, to=END)
    @on(ASKING, Intent.BOOK, Intent.RESCHEDULE, to=END)
    def says_something_else(self, turn: Turn) -> None:
        nurse(turn, "says_more")

    @timer(ASKING, "silence", to=END)
    def stopped_answering(self, turn: Turn) -> None:
        note(turn, "", "no_answer")
        turn.hand_over("clinical", "triage", "Began to say how they feel, and answers no more: call", will_answer=False)
        turn.end("no_answer")

    # Openings

    @on(PICKING, Intent.SELECT_OPTION, to=END)
    @on(STILL_ASKED, Intent.SELECT_OPTION, to=(PICKING, END))
    def picked(self, turn: Turn) -> None:
        option = turn.option or named_option(turn)
        patient_id = turn.data.get("patient")
        if option is None or patient_id is None:
            show_openings(turn)
            return
        turn.book_visit(
            patient_id=int(patient_id),
            option=option,
            then=[say("book.done"), end("booked")],
            otherwise=[
                offer_slots(
                    ask="visit.pick_again", then=PICKING, patient_id=int(patient_id), type_id=turn.data.get("kind"),
                    usual_id=turn.data.get("usual"), fitting=wished(turn), otherwise=no_openings(),
                ),
                wake("silence", after=PATIENCE),
            ],
        )  # fmt: skip

    @on(PICKING, Intent.BOOK, Intent.RESCHEDULE)
    @on(STILL_ASKED, Intent.BOOK, Intent.RESCHEDULE, to=(PICKING, END))
    def another_time(self, turn: Turn) -> None:
        if named_option(turn, to_the_minute=True) is not None:
            self.picked(turn)
            return
        turn.set(when=[asdict(one) for one in turn.when] or turn.data.get("when", []))
        show_openings(turn)

    @on(PICKING, Intent.DECLINE, to=END)
    def none_of_these(self, turn: Turn) -> None:
        turn.hand_over("scheduling", "none_suits", "Wants a visit; none of the offered times suits")
        turn.end("none_suits")

    @timer(PICKING, "silence", to=(STILL_ASKED, END))
    def ask_once_more(self, turn: Turn) -> None:
        had = set(turn.data.get("had", []))
        if any(one.patient_id == turn.data.get("patient") and one.id not in had for one in turn.upcoming):
            turn.end("booked_elsewhere")
            return
        if turn.data.get("rule") and turn.data.get("outcome") in WITHIN:
            turn.hand_over("clinical", "triage", "Was to be seen soon and has picked no time: call", will_answer=False)
            turn.end("no_answer")
            return
        show_openings(turn, ask="book.still", then=STILL_ASKED)

    @timer(STILL_ASKED, "silence", to=END)
    def nobody_answers(self, turn: Turn) -> None:
        turn.hand_over("scheduling", "no_answer", "Wanted a visit and has not picked a time", will_answer=False)
        turn.end("no_answer")


def begin(turn: Turn, *, ask: str = "book.pick_time") -> None:
    """Somebody wants a visit: find out for whom, then go on. A person when software cannot tell."""
    coming = turn.coming
    if coming is None or not coming.people:
        return
    turn.set(
        ask=ask,
        when=[asdict(one) for one in turn.when],
        kind=coming.kind_id,
        symptoms=list(coming.symptoms),
        answers=dict(coming.told),
        had=[one.id for one in turn.upcoming],
    )
    named = [one for one in coming.people if one.named]
    if len(coming.people) == 1 or len(named) == 1:
        for_person(turn, named[0] if named else coming.people[0])
        return
    told = [(one, one.name or (ME.get(turn.language, ME["en"]) if one.own else "")) for one in coming.people]
    if not all(name for _, name in told) or sum(one.own and not one.name for one, _ in told) > 1:
        turn.hand_over("scheduling", "book", "Wants a visit; several people share the phone")
        return
    options = tuple(Option(number, name, {"patient": one.id}) for number, (one, name) in enumerate(told, 1))
    turn.go(WHO)
    turn.ask("book.who", context="which_one", expires=PATIENCE, options=options)
    turn.wake("silence", after=PATIENCE)


def for_person(turn: Turn, person: PersonFacts) -> None:
    """It is known who comes: triage where the table knows the symptoms, else openings."""
    coming = turn.coming or Coming()
    turn.set(patient=person.id, name=person.name, usual=person.usual_id)
    if coming.table is not None and turn.data.get("symptoms"):
        turn.set(table=[coming.table.code, coming.table.version])
        turn.meets(Intent.CLINICAL_CONCERN)
        decide(turn)
    else:
        show_openings(turn)


def decide(turn: Turn) -> None:
    """Ask what the table has to know next, or do what its rule says."""
    table = turn.coming.table if turn.coming else None
    person = person_of(turn, turn.data.get("patient"))
    if table is None or person is None:
        nurse(turn, "no_table")
        return
    try:
        found = table.decide(turn.data.get("symptoms", []), person.months, turn.data.get("answers", {}))
    except LookupError:
        nurse(turn, "age_unknown")
        return
    if isinstance(found, Question):
        ask_next(turn, found)
    else:
        follow(turn, found)


def ask_next(turn: Turn, question: Question) -> None:
    """One question a text; who would have to answer too many is called."""
    asked = [*turn.data.get("asked", []), question.code]
    if len(asked) > MOST_QUESTIONS:
        nurse(turn, "many_questions")
        return
    language = turn.language if turn.language in question.text else "en"
    options = tuple(
        Option(number, words.get(language, words["en"]), {"choice": code})
        for number, (code, words) in enumerate(question.choices.items(), 1)
    )
    turn.set(asked=asked, question=question.code)
    turn.go(ASKING)
    turn.ask(
        "triage.ask", context="triage_question", expires=2 * ANSWER_WITHIN, options=options, choice=True,
        question=question.text[language],
    )  # fmt: skip
    turn.wake("silence", after=ANSWER_WITHIN)


def follow(turn: Turn, rule: Rule) -> None:
    """The rule's door."""
    turn.set(rule=rule.id, outcome=rule.then)
    if rule.then == "nurse_call":
        nurse(turn, "rule", rule=rule.id)
        return
    note(turn, rule.id, rule.then)
    if rule.then == "emergency":
        turn.record(Urgent("triage"))
        turn.end("emergency")
        return
    coming = turn.coming or Coming()
    kind = coming.outcome_kinds.get(rule.then)
    if kind is None and rule.then == "telehealth":
        kind = next((one.id for one in coming.kinds.values() if one.video and one.bookable_by_text), None)
        if kind is None:
            follow_today(turn)
            return
    turn.set(kind=kind or turn.data.get("kind"))
    show_openings(turn, ask=ASKS[rule.then])


def follow_today(turn: Turn) -> None:
    """Without video visits, what could be one is seen in person, as soon."""
    turn.set(outcome="slot_today")
    show_openings(turn, ask=ASKS["slot_today"])


def nurse(turn: Turn, why: str, *, rule: str = "") -> None:
    """A nurse calls; out of hours the patient hears when somebody reads it."""
    note(turn, rule, f"nurse_call:{why}" if not rule else "nurse_call")
    if turn.practice.open_now:
        turn.say("triage.nurse")
    turn.hand_over("clinical", "clinical_concern", "Same-day wish: a nurse calls")
    turn.end("nurse_call")


def note(turn: Turn, rule: str, outcome: str) -> None:
    """Into the audit trail, by codes."""
    code, version = turn.data.get("table") or ["", 0]
    turn.record(NoteRule(str(code), int(version), rule, outcome, tuple(turn.data.get("asked", []))))


def show_openings(turn: Turn, *, ask: str = "", then: str = PICKING) -> None:
    """Three openings that fit, the usual practitioner's first; a person when there is none or it is not for texts."""
    coming = turn.coming or Coming()
    kind_id = turn.data.get("kind")
    kind = coming.kinds.get(int(kind_id)) if kind_id is not None else None
    soon = WITHIN.get(str(turn.data.get("outcome", "")))
    if kind is None or not kind.bookable_by_text:
        if soon:
            nurse(turn, "not_by_text")
            return
        turn.hand_over("scheduling", "book", "Wants a visit of a kind that is not booked by text")
        turn.end("not_by_text")
        return
    fitting = [*within(turn, soon)] if soon else wished(turn)
    patience = PICK_WITHIN if soon else PATIENCE
    turn.offer_slots(
        ask=ask or turn.data.get("ask") or "book.pick_time",
        ask_unfitting=ask or "book.none_fits",
        then=then,
        patient_id=int(turn.data["patient"]),
        type_id=kind.id,
        usual_id=turn.data.get("usual"),
        fitting=fitting,
        only_fitting=soon is not None,
        values={"name": str(turn.data.get("name", ""))},
        expires=patience,
        otherwise=no_openings(soon=soon is not None),
    )
    turn.wake("silence", after=patience)


def no_openings(*, soon: bool = False) -> list[Effect]:
    """Nothing is open: a person looks; a nurse calls where somebody was to be seen soon."""
    if soon:
        return [
            say("triage.nurse"),
            hand_over("clinical", "clinical_concern", "To be seen soon, and no time is open: call"),
            end("no_openings"),
        ]
    return [
        say("visit.no_openings"),
        hand_over("scheduling", "no_openings", "Wants a visit and none is open by text"),
        end("no_openings"),
    ]


def within(turn: Turn, span: timedelta) -> Sequence[When]:
    """From now on for so long, as wall time of the practice."""
    zone = ZoneInfo(turn.practice.zone)
    start, until = (moment.astimezone(zone).replace(tzinfo=None) for moment in (turn.now, turn.now + span))
    return [When("datetimerange", start.isoformat(), until.isoformat(), "")]


def wished(turn: Turn) -> list[When]:
    """The times the patient named, in this text or an earlier one."""
    return list(turn.when) or [When(**one) for one in turn.data.get("when", [])]


def person_of(turn: Turn, patient_id: Any) -> PersonFacts | None:
    """The patient, if this phone still speaks for them."""
    people = turn.coming.people if turn.coming else ()
    return next((one for one in people if one.id == patient_id), None)


def named_option(turn: Turn, *, to_the_minute: bool = False) -> Option | None:
    """The one shown opening that the text names by its day or time; `to_the_minute`: it must name the time."""
    times = [one for one in turn.when if not one.excluded and one.kind in ("date", "datetime", "time") and one.start]
    if turn.asked is None or not times or (to_the_minute and all(one.kind == "date" for one in times)):
        return None
    zone = ZoneInfo(turn.practice.zone)
    found = []
    for option in turn.asked.options:
        local = datetime.fromisoformat(str(option.value["starts_at"])).astimezone(zone)
        if all(_is_at(one, local) for one in times):
            found.append(option)
    return found[0] if len(found) == 1 else None


def _is_at(when: When, local: datetime) -> bool:
    start = when.start or ""
    if when.kind == "time":
        return local.strftime("%H:%M") == start[:5]
    day, _, hour = start.partition("T")
    return day == local.date().isoformat() and (when.kind == "date" or hour[:5] == local.strftime("%H:%M"))

"""Somebody without a chart: may we text you, a few questions one a text, three openings, booked, the visit's own page.

Nothing that is clinical or tells who somebody is goes by text: a person asks for names, birth dates and insurance
numbers, and completes the chart. A person can step in at any question; handed back, the same question is asked again.
What staff answer, skip or book for somebody (`dialogue.lead_desk`) takes the same way as a text; with `silent` in the
turn's data a person has the conversation, and nothing is asked until it is handed back.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from replywell.dialogue.decisions import Effect
from replywell.dialogue.lead_decisions import AgreeToTexts, BookFirstVisit, CloseLead, NoteAnswer, OpenLead
from replywell.dialogue.questions import PERSON, answers, asked_in, chosen_person, chosen_type, said
from replywell.dialogue.turn import (
    END,
    Ask,
    Intent,
    Option,
    Say,
    Turn,
    When,
    Workflow,
    end,
    hand_over,
    offer_slots,
    on,
    say,
    starts,
    timer,
    wake,
)
from replywell.workflows.from_a_page import FromAPage, chosen

AGREEING, ASKING, PICKING = "agreeing", "asking", "picking"
PATIENCE = timedelta(hours=24)
BY_STAFF, BOOKS = "by_staff", "books"
"""The timers by which staff answer or skip what is open, and book."""
ROLES = {"self": "self", "child": "guardian", "other": "caregiver"}
"""What the phone is to the patient, by the answer to who the visit is for."""
_BOOKED = (say("lead.booked"), say("lead.page"), end("booked"))


class NewPatient(FromAPage, Workflow):
    """Ask whether we may text, ask the practice's questions, show openings, book, send the visit's own page."""

    name = "new_patient"
    version = 1
    label = {"en": "New patients", "es": "Pacientes nuevos"}
    purpose = "lead"
    for_strangers = True

    @starts(Intent.BOOK, to=AGREEING)
    def wrote(self, turn: Turn) -> None:
        turn.set(wanted=_as_json(turn.when))
        turn.record(OpenLead("text", int(turn.data["questions_version"])))
        _remember(turn)
        turn.ask("lead.consent", context="lead_prompt", expires=PATIENCE)
        turn.go(AGREEING)
        turn.wake("silence", after=PATIENCE)

    @on(AGREEING, Intent.BOOK, Intent.CONFIRM, to=(ASKING, PICKING, END))
    def agrees(self, turn: Turn) -> None:
        turn.record(AgreeToTexts())
        if turn.when:
            turn.set(wanted=_as_json(turn.when))
        _next(turn, "")

    @on(AGREEING, Intent.DECLINE, to=END)
    def rather_not(self, turn: Turn) -> None:
        turn.say("lead.no_texts")
        turn.record(CloseLead("declined"))
        turn.end("declined")

    @on(ASKING, Intent.SELECT_OPTION, to=(ASKING, PICKING, END))
    def answers(self, turn: Turn) -> None:
        if turn.option is None:
            raise LookupError("An answer that is not on the list goes to a person.")
        value = turn.option.value
        key, answer = str(turn.data["asking"]), str(value["key"])
        given = {**turn.data.get("given", {}), key: dict(value)}
        turn.set(given=given)
        turn.record(NoteAnswer(key, str(turn.data["asked"]), turn.option.text))
        if value.get("next") == PERSON:
            _to_person(turn, f"New patient: answered {answer.replace('_', ' ')}, a person goes on")
            return
        _next(turn, str(value.get("next") or ""))

    @on(ASKING, Intent.BOOK, Intent.RESCHEDULE)
    def says_when_instead(self, turn: Turn) -> None:
        """ "Tuesday if possible" in the middle of the questions: kept for the openings, and the question stands."""
        if turn.when:
            turn.set(wanted=_as_json(turn.when))
        _ask(turn, "lead.question")

    @on(ASKING, Intent.DECLINE, Intent.CANCEL, to=END)
    @on(PICKING, Intent.CANCEL, to=END)
    def changed_their_mind(self, turn: Turn) -> None:
        turn.say("lead.no_texts")
        turn.record(CloseLead("declined"))
        turn.end("declined")

    @on(PICKING, Intent.SELECT_OPTION, to=END)
    def picked(self, turn: Turn) -> None:
        option = turn.option or _named(turn)
        if option is None:
            _show(turn, "lead.pick_time")
            return
        turn.record(
            BookFirstVisit(
                option,
                _role(turn),
                then=_BOOKED,
                otherwise=[_openings(turn, "visit.pick_again"), wake("silence", after=PATIENCE)],
            )
        )

    @on(PICKING, Intent.BOOK, Intent.RESCHEDULE)
    def another_time(self, turn: Turn) -> None:
        option = _named(turn, to_the_minute=True)
        if option is not None:
            turn.option = option
            self.picked(turn)
            return
        turn.set(wanted=_as_json(turn.when))
        _show(turn, "lead.pick_time")

    @on(PICKING, Intent.DECLINE, to=END)
    def none_of_these(self, turn: Turn) -> None:
        _to_person(turn, "New patient: none of the offered times suits", queue="scheduling")

    def go_on_from_a_page(self, turn: Turn, *, book: bool = True) -> None:
        """The time they chose is booked; without one the questions that the page left open are asked."""
        if turn.when:
            turn.set(wanted=_as_json(turn.when))
        if turn.data.get("to_person"):
            _to_person(turn, "New patient from the page: an answer leads to a person")
            return
        turn.option = chosen(turn)
        if turn.option is None:
            _next(turn, "")
        elif book:
            self.picked(turn)
        else:
            _show(turn, "lead.pick_time")

    # What staff do for somebody

    @timer(AGREEING, BY_STAFF, to=(ASKING, PICKING, END))
    def agreed_otherwise(self, turn: Turn) -> None:
        """They said yes to a person, who kept the evidence."""
        _next(turn, "")

    @timer(ASKING, BY_STAFF, to=(ASKING, PICKING, END))
    def answered_or_skipped(self, turn: Turn) -> None:
        """An answer that they gave to a person; without an option the question is skipped."""
        if turn.option is not None:
            self.answers(turn)
            return
        given = dict(turn.data.get("given", {}))
        given.pop(str(turn.data["asking"]), None)
        turn.set(given=given)
        turn.record(NoteAnswer(str(turn.data["asking"]), str(turn.data["asked"]), ""))
        _next(turn, "")

    @timer(ASKING, BOOKS, to=END)
    @timer(PICKING, BOOKS, to=END)
    def a_person_booked(self, turn: Turn) -> None:
        """A time that a person chose with them; taken meanwhile, nothing happens and the person hears it."""
        if turn.option is None:
            raise LookupError("No time was chosen.")
        turn.record(BookFirstVisit(turn.option, _role(turn), then=_BOOKED))

    # Silence, and going on after a person

    @timer(AGREEING, "silence", to=END)
    def never_agreed(self, turn: Turn) -> None:
        """Without a yes there is no second text."""
        _abandoned(turn, "Asked about a first visit and never said yes to texts: call")

    @timer(ASKING, "silence", to=END)
    @timer(PICKING, "silence", to=END)
    def nudge_once(self, turn: Turn) -> None:
        if turn.upcoming:
            turn.record(CloseLead("handed_over"))
            turn.end("booked_elsewhere")
            return
        if turn.data.get("nudged"):
            _abandoned(turn, "New patient stopped answering half-way: call")
            return
        turn.set(nudged=True)
        _go_on(turn, "lead.still", "lead.still_times")

    @timer(AGREEING, "again")
    def ask_again_whether(self, turn: Turn) -> None:
        """As an answer to the text that began it, or not at all: nobody agreed to be asked."""
        turn.ask("lead.consent", context="lead_prompt", expires=PATIENCE, purpose="answer")
        turn.wake("silence", after=PATIENCE)

    @timer(ASKING, "again", to=END)
    @timer(PICKING, "again", to=END)
    def go_on_where_it_was(self, turn: Turn) -> None:
        if turn.upcoming:
            turn.record(CloseLead("handed_over"))
            turn.end("booked_elsewhere")
            return
        if turn.when:
            turn.set(wanted=_as_json(turn.when))
        _go_on(turn, "lead.go_on", "lead.go_on_times")


# Questions


def _remember(turn: Turn) -> None:
    """The run keeps the questions it began with."""
    turn.set(**{key: turn.data[key] for key in ("questions_version", "questions", "people")})


def _next(turn: Turn, wanted: str) -> None:
    """Ask what follows: `wanted`, else the question after the one just answered; past the last, show openings."""
    questions = turn.data["questions"]
    keys = [one["key"] for one in questions]
    before = str(turn.data.get("asking", ""))
    current = asked_in(turn.data)
    wanted = wanted or (str(current.get("next") or "") if current else "")
    while wanted != PERSON:
        place = keys.index(wanted) if wanted else (keys.index(before) + 1 if before else 0)
        if place == len(keys):
            _show(turn, "lead.pick_time")
            return
        question = questions[place]
        if len(answers(question, turn.data)) > 1:
            turn.set(asking=question["key"])
            _ask(turn, "lead.question")
            return
        _settle(turn, question)
        before, wanted = question["key"], str(question.get("next") or "")
    _to_person(turn, "New patient: the questions lead to a person")


def _settle(turn: Turn, question: dict[str, Any]) -> None:
    """A question that has one answer, or none, answers itself."""
    found = answers(question, turn.data)
    if found:
        turn.set(given={**turn.data.get("given", {}), question["key"]: found[0]})


def _ask(turn: Turn, key: str) -> None:
    question = asked_in(turn.data)
    if question is None:
        raise LookupError("The run does not know its question.")
    options = [
        Option(number, said(one["text"], turn.language), {k: v for k, v in one.items() if k != "text"})
        for number, one in enumerate(answers(question, turn.data), 1)
    ]
    words = said(question["text"], turn.language)
    turn.set(asked=words)
    turn.go(ASKING)
    turn.wake("silence", after=PATIENCE)
    if turn.data.get("silent"):
        return
    lines = "\n".join(f"{one.number}) {one.text}" for one in options)
    text = Say(key, {"question": words, "options": lines})
    turn.record(Ask(text, "intake_question", (), tuple(options), PATIENCE))


def _role(turn: Turn) -> str:
    return ROLES.get(str(turn.data.get("given", {}).get("who", {}).get("key", "")), "self")


# Openings


def _show(turn: Turn, key: str) -> None:
    if chosen_type(turn.data) is None:
        _to_person(turn, "New patient: the kind of visit is not clear")
        return
    if turn.data.get("silent"):
        turn.go(PICKING)
    else:
        turn.record(_openings(turn, key))
    turn.wake("silence", after=PATIENCE)


def _openings(turn: Turn, key: str) -> Effect:
    return offer_slots(
        ask=key,
        then=PICKING,
        type_id=chosen_type(turn.data),
        practitioner_id=chosen_person(turn.data),
        fitting=_from_json(turn.data.get("wanted", [])),
        near=_near(turn),
        expires=PATIENCE,
        otherwise=[
            say("visit.no_openings"),
            hand_over(
                "scheduling",
                "new_patient_waits",
                "New patient: no time is open by text",
                will_answer=False,
            ),
            CloseLead("handed_over"),
            end("no_openings"),
        ],
    )


def _near(turn: Turn) -> datetime | None:
    """The time that was chosen on a page: taken meanwhile, what is open around it is shown."""
    option = chosen(turn)
    return datetime.fromisoformat(str(option.value["starts_at"])) if option else None


def _go_on(turn: Turn, question: str, times: str) -> None:
    """Ask again what was open: the question, or which of the openings, as they are now."""
    if turn.state == ASKING:
        _ask(turn, question)
    else:
        _show(turn, times)


def _named(turn: Turn, *, to_the_minute: bool = False) -> Option | None:
    """The one shown opening that the text names by its day or time; `to_the_minute`: it must name the time."""
    if turn.asked is None:
        return None
    times = [one for one in turn.when if not one.excluded and one.kind in ("date", "datetime", "time")]
    if not times or (to_the_minute and not any(one.kind != "date" for one in times)):
        return None
    zone = ZoneInfo(turn.practice.zone)
    found = [
        option
        for option in turn.asked.options
        if all(_is_at(when, datetime.fromisoformat(str(option.value["starts_at"])).astimezone(zone)) for when in times)
    ]
    return found[0] if len(found) == 1 else None


def _is_at(when: When, local: datetime) -> bool:
    if not when.start:
        return False
    if when.kind == "time":
        return time.fromisoformat(when.start) == local.time()
    asked = datetime.fromisoformat(when.start)
    return asked.date() == local.date() and (when.kind == "date" or asked.time() == local.time())


# Ends


def _to_person(turn: Turn, summary: str, queue: Any = "front_desk") -> None:
    turn.hand_over(queue, "new_patient_waits", summary)
    turn.record(CloseLead("handed_over"))
    turn.end("handed_over")


def _abandoned(turn: Turn, summary: str) -> None:
    turn.hand_over("front_desk", "new_patient_waits", summary, will_answer=False)
    turn.record(CloseLead("abandoned"))
    turn.end("abandoned")


def _as_json(times: tuple[When, ...]) -> list[dict[str, Any]]:
    """Times as the run's data keeps them."""
    return [
        {"kind": one.kind, "start": one.start, "end": one.end, "text": one.text, "excluded": one.excluded}
        for one in times
    ]


def _from_json(kept: list[dict[str, Any]]) -> list[When]:
    return [When(**one) for one in kept]

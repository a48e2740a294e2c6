"""A conversation with a newcomer as their phone would show it: the workflow is played, and nothing is sent or stored.

The same handlers decide as with real texts; what they would change is left out, what they would say is rendered with
the practice's wordings. Times are those that are open now; nobody holds them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from replywell.common import phones
from replywell.dialogue import questions
from replywell.dialogue.decisions import Ask, Effect, End, Go, HandOver, MayFail, OfferSlots, Say, SetData, as_effects
from replywell.dialogue.facts import Option, PracticeFacts
from replywell.dialogue.lead_decisions import BookFirstVisit
from replywell.dialogue.leads import WORKFLOW
from replywell.dialogue.questions import Question
from replywell.dialogue.turn import REGISTRY, START, Intent, Turn
from replywell.messaging import templates, wording
from replywell.practices.models import Practice, Practitioner
from replywell.scheduling.free_slots import openings
from replywell.scheduling.models import AppointmentType

YES, NO = "yes", "no"
_FIRST = {"en": "I would like an appointment", "es": "Quiero una cita"}
_SAYS = {"en": {YES: "yes", NO: "no"}, "es": {YES: "si", NO: "no"}}


@dataclass(frozen=True)
class Bubble:
    """One text on the phone, or (`kind` note) what happens behind it."""

    kind: str
    words: str


@dataclass
class Talk:
    """The conversation so far, and what may be answered next: (what the phone sends, how it is picked)."""

    bubbles: list[Bubble] = field(default_factory=list)
    choices: list[tuple[str, str]] = field(default_factory=list)
    over: bool = False


def talk(practice: Practice, found: Sequence[Question], language: str, picks: Sequence[str], now: datetime) -> Talk:
    """Play the questions with these picks ("yes", "no", "1", "2" ...); a pick that is none ends it there."""
    played = _Played(practice, found, language, now)
    played.begin()
    for pick in picks:
        if played.talk.over or pick not in [how for _words, how in played.talk.choices]:
            break
        played.answer(pick)
    return played.talk


class _Played:
    def __init__(self, practice: Practice, found: Sequence[Question], language: str, now: datetime) -> None:
        self.practice, self.language, self.now = practice, language, now
        self.workflow = REGISTRY[WORKFLOW]
        self.talk = Talk()
        self.state = START
        self.data: dict[str, Any] = questions.facts(found)
        self.options: tuple[Option, ...] = ()
        self.booked: dict[str, str] = {}
        self.facts = PracticeFacts(
            id=practice.pk, text_name=practice.text_name, phone=phones.display(practice.phone), zone=practice.zone,
            language=practice.language, open_now=True,
        )  # fmt: skip

    def begin(self) -> None:
        """The first text and what is asked then."""
        self.talk.bubbles.append(Bubble("theirs", _FIRST.get(self.language, _FIRST["en"])))
        self._play("starts", Intent.BOOK)

    def answer(self, pick: str) -> None:
        """One text from the phone, and what follows."""
        words = dict((how, words) for words, how in self.talk.choices)[pick]  # noqa: C402
        self.talk.bubbles.append(Bubble("theirs", words))
        if pick in (YES, NO):
            self._play("on", Intent.CONFIRM if pick == YES else Intent.DECLINE)
        else:
            self._play("on", Intent.SELECT_OPTION, next(one for one in self.options if str(one.number) == pick))

    def _play(self, kind: str, intent: Intent, option: Option | None = None) -> None:
        rule = self.workflow.rule(kind, self.state, intent.value)
        assert rule is not None
        self.options = ()
        turn = Turn(
            now=self.now, state=self.state, language=self.language, practice=self.facts, data=dict(self.data),
            option=option,
        )  # fmt: skip
        for effect in self.workflow.play(rule, turn):
            self._one(effect)
        self.talk.choices = self._choices()

    def _choices(self) -> list[tuple[str, str]]:
        if self.talk.over:
            return []
        if self.options:
            return [(str(one.number), str(one.number)) for one in self.options]
        said = _SAYS.get(self.language, _SAYS["en"])
        return [(said[YES], YES), (said[NO], NO)]

    def _one(self, effect: Effect) -> None:
        match effect:
            case Say():
                self._say(effect)
            case Ask():
                self._say(effect.say)
                self.options = effect.options
            case Go():
                self.state = effect.state
            case SetData():
                self.data.update(effect.values)
            case End():
                self.talk.over = True
            case HandOver():
                self.talk.bubbles.append(Bubble("note", _("A person at the practice gets a task and goes on.")))
            case OfferSlots():
                self._offer(effect)
            case MayFail():
                if isinstance(effect, BookFirstVisit):
                    self.booked = {name: str(one) for name, one in effect.option.value.items()}
                for one in as_effects(effect.then):
                    self._one(one)

    def _offer(self, effect: OfferSlots) -> None:
        kind = AppointmentType.objects.filter(pk=effect.type_id or 0).first()
        found = (
            openings(kind, now=self.now, practitioner_id=effect.practitioner_id, count=effect.count).slots
            if kind is not None
            else []
        )
        if not found:
            for one in as_effects(effect.otherwise):
                self._one(one)
            return
        names = dict(Practitioner.objects.values_list("pk", "text_name"))
        several = len({slot.practitioner_id for slot in found}) > 1
        self.options = tuple(
            Option(
                number,
                wording.local_when(slot.starts_at, self.practice.zone, self.language)
                + (f", {names.get(slot.practitioner_id or 0, '')}" if several else ""),
                {"when": slot.starts_at.isoformat(), "who": names.get(slot.practitioner_id or 0, "")},
            )
            for number, slot in enumerate(found, 1)
        )
        lines = "\n".join(f"{one.number}) {one.text}" for one in self.options)
        self.state = effect.then
        self._say(Say(effect.ask, {"options": lines}))

    def _say(self, effect: Say) -> None:
        values = {"link": "https://..."}
        if self.booked:
            at = datetime.fromisoformat(self.booked["when"])
            values |= {"when": wording.local_when(at, self.practice.zone, self.language), "who": self.booked["who"]}
        made = templates.render(
            self.practice.pk, effect.key, self.language, {**values, **effect.values}, practice=self.practice
        )
        self.talk.bubbles.append(Bubble("ours", made.body))

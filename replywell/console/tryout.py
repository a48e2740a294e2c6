"""What would happen if a patient wrote this: a triage table played as on the real path, and nothing is sent or kept.

The texts are read and the workflow decides as for a patient; what it decided is told in words instead of being done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from replywell.common import phones
from replywell.console import summaries, triage_words
from replywell.console.lists import NAMES
from replywell.console.words import MEANINGS
from replywell.dialogue import coming
from replywell.dialogue.choosing import SURE
from replywell.dialogue.decisions import Ask, Effect, End, Go, HandOver, OfferSlots, Say
from replywell.dialogue.facts import AskedFacts, Coming, Option, PersonFacts, PracticeFacts
from replywell.dialogue.same_day import NoteRule, Urgent
from replywell.dialogue.turn import START, STARTERS, Intent, Rule, Turn, Workflow
from replywell.messaging import templates, wording
from replywell.practices.models import Practice
from replywell.practices.triage import Table
from replywell.scheduling.models import AppointmentType
from replywell.understanding import Asked, Reading, read

MOST_TEXTS = 12
"""Texts of a patient that one try plays."""
LONGEST = 500
"""Characters of such a text."""
_WISHES = frozenset({Intent.BOOK, Intent.CLINICAL_CONCERN})
_NOBODY = 1
"""The made-up patient's id: none of its effects is done."""


@dataclass(frozen=True)
class Line:
    """One line of a try: of the patient, of ours, or what happens besides (`note`)."""

    who: str
    words: str
    tone: str = ""


@dataclass
class Trial:
    """A try so far. `choices`: what can be answered now; `rule`: that decided; `over`: nothing more is asked."""

    lines: list[Line] = field(default_factory=list)
    choices: list[tuple[str, str]] = field(default_factory=list)
    rule: str = ""
    outcome: str = ""
    over: bool = False

    def note(self, words: str, tone: str = "") -> None:
        """Something that happens besides texts."""
        self.lines.append(Line("note", words, tone))


def play(
    practice: Practice, table: Table, texts: Sequence[str], *, months: int | None, language: str, now: datetime
) -> Trial:
    """What these texts of one patient come to, one after the other, at an hour when the practice is open.

    `months`: the patient's age, None where the chart has no birth date. `now` is domain time. Within the practice's
    scope; reads its kinds of visit, booking rules and wordings, and changes nothing.
    """
    trying = _Trying(practice, table, months, language, now)
    for text in texts[:MOST_TEXTS]:
        if not trying.trial.over:
            trying.hear(text[:LONGEST])
    return trying.trial


class _Trying:
    def __init__(self, practice: Practice, table: Table, months: int | None, language: str, now: datetime) -> None:
        self.practice, self.table, self.language, self.now = practice, table, language, now
        self.people = (PersonFacts(id=_NOBODY, own=True, months=months),)
        self.trial = Trial()
        self.flow: Workflow | None = None
        self.state = START
        self.data: dict[str, Any] = {}
        self.prompt = ""
        self.options: tuple[Option, ...] = ()

    def hear(self, text: str) -> None:
        """One text of the patient."""
        self.trial.lines.append(Line("patient", text))
        context = "triage_question" if self.options else "none"
        asked = Asked(context=context, prompt=self.prompt, options=len(self.options), lang=self.language)
        reading = read(text, asked, self.now)
        if reading.red_flag:
            self.trial.note(
                _("Danger: no table is asked. The safety text leaves, somebody is paged, and software is silent."),
                "urgent",
            )
            self._over("emergency")
        elif self.flow is None:
            self._begin(text, reading)
        else:
            self._answer(text, reading)

    def _begin(self, text: str, reading: Reading) -> None:
        facts = coming.of_text(text, people=self.people, table=self.table, named=None)
        if reading.confidence < SURE or reading.intent not in _WISHES:
            meaning = MEANINGS.get(reading.intent.value, MEANINGS["unknown"])
            self.trial.note(_("Read as “%(meaning)s”: the table is not asked.") % {"meaning": meaning})
            self.trial.over = True
            return
        self._heard(facts)
        self.flow, rule = STARTERS[reading.intent]
        self._play(rule, reading, facts)

    def _heard(self, facts: Coming) -> None:
        if not facts.symptoms:
            self.trial.note(_("None of the table's words stands in it."))
            return
        named = ", ".join(triage_words.name_of(one) for one in facts.symptoms)
        self.trial.note(_("Heard: %(symptoms)s.") % {"symptoms": named})
        for code in facts.told:
            question = triage_words.in_language(self.table.questions[code].text, self.language)
            self.trial.note(_("The text itself says yes to “%(question)s”") % {"question": question})

    def _answer(self, text: str, reading: Reading) -> None:
        assert self.flow is not None
        rule = self.flow.rule("on", self.state, reading.intent.value) if reading.confidence >= SURE else None
        if rule is None:
            self.trial.note(
                _("Not understood as an answer: a person reads it. After 30 minutes a nurse calls."), "overdue"
            )
            return
        facts = coming.of_text(text, people=self.people, table=self.table, named=None)
        number = reading.slots.get("option") if reading.intent is Intent.SELECT_OPTION else None
        option = next((one for one in self.options if one.number == number), None)
        self._play(rule, reading, facts, option)

    def _play(self, rule: Rule, reading: Reading, facts: Coming, option: Option | None = None) -> None:
        assert self.flow is not None
        asked = AskedFacts(
            0, "triage_question", self.state, self.options, self.now, self.now + timedelta(hours=1)
        ) if self.options else None  # fmt: skip
        turn = Turn(
            now=self.now, state=self.state, language=self.language, practice=self._practice(), data=dict(self.data),
            reading=reading, asked=asked, option=option, coming=facts,
        )  # fmt: skip
        effects = self.flow.play(rule, turn)
        self.data = dict(turn.data)
        self.options, self.trial.choices = (), []
        for effect in effects:
            self._tell(effect)
        if not effects:
            self.trial.note(_("A nurse reads it: it is how somebody feels, and no wish to come."))
            self._over("nurse_call")

    def _practice(self) -> PracticeFacts:
        own = self.practice
        return PracticeFacts(own.pk, own.text_name, phones.display(own.phone), own.zone, own.language, open_now=True)

    def _tell(self, effect: Effect) -> None:
        if isinstance(effect, Go):
            self.state = effect.state
        elif isinstance(effect, NoteRule):
            self.trial.rule, outcome = effect.rule, effect.outcome
            tone = triage_words.TONES.get(outcome.partition(":")[0], "overdue")
            said = triage_words.decided(effect.rule, outcome)
            self.trial.note(f"{said[:1].upper()}{said[1:]}", tone)
            self.trial.outcome = outcome.partition(":")[0]
        elif isinstance(effect, Ask):
            lines = wording.options([one.text for one in effect.options])
            self.prompt = self._say(effect.say.key, {**effect.say.values, "options": lines})
            self.options = effect.options
            self.trial.choices = [(str(one.number), one.text) for one in effect.options]
        elif isinstance(effect, Say):
            self._say(effect.key, dict(effect.values))
        elif isinstance(effect, Urgent):
            self.trial.note(_("The safety text leaves, somebody is paged, and software is silent."), "urgent")
            self._over("emergency")
        elif isinstance(effect, HandOver):
            values = {"queue": NAMES[effect.queue], "summary": summaries.said(effect.summary)}
            self.trial.note(_("A task, %(queue)s: %(summary)s") % values, "overdue")
        elif isinstance(effect, OfferSlots):
            self._offer(effect)
        elif isinstance(effect, End):
            self.trial.over = True

    def _offer(self, effect: OfferSlots) -> None:
        self._say(effect.ask, {**effect.values, "options": wording.options(["…"] * effect.count)})
        kind = AppointmentType.objects.filter(pk__in=[effect.type_id]).values_list("name", flat=True).first() or "-"
        words = (
            _("Open times of “%(kind)s” in that time; if there are none, a nurse calls. A pick books.")
            if effect.only_fitting
            else _("Open times of “%(kind)s”. A pick books.")
        )
        self.trial.note(words % {"kind": kind}, "done")
        self.trial.over = True

    def _say(self, key: str, values: dict[str, str]) -> str:
        body = templates.render(self.practice.pk, key, self.language, values, practice=self.practice).body
        self.trial.lines.append(Line("us", body))
        return body

    def _over(self, outcome: str) -> None:
        self.trial.outcome = outcome
        self.trial.over = True

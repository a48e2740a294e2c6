"""Forms that change a triage table: a symptom with its words and rules, a question. Each save is a new version."""

# ruff: noqa: ARG002 (a page with one table need not ask which)

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from itertools import combinations
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from replywell.console import triage_words
from replywell.console.setup.fields import Known, Read, Row, Setting, Table
from replywell.console.setup.texts import split
from replywell.ehr.problems import Wrong
from replywell.practices import triage, triage_body
from replywell.practices.booking_models import TriageTable
from replywell.practices.models import Practice
from replywell.practices.triage import LONGEST, MOST_QUESTIONS, YES

FEWEST_CONDITIONS = 2


class Content(Known):
    """A table's content, for the forms of its parts."""

    def __init__(self, practice: Practice, now: datetime, body: Mapping[str, Any], symptom: str = "") -> None:
        super().__init__(practice, now)
        self.body, self.symptom = body, symptom
        self.table = triage.parse(body)
        rules = self.table.symptoms[symptom].rules if symptom else ()
        most = max((len(rule.answers) for rule in rules), default=0)
        self.conditions = min(MOST_QUESTIONS, max(FEWEST_CONDITIONS, most + 1))

    @property
    def symptoms(self) -> list[tuple[str, str]]:
        """(code, name) of each symptom."""
        return [(code, triage_words.name_of(code)) for code in self.table.symptoms]

    def answers(self) -> list[tuple[str, str]]:
        """Everything that a rule may need to have been answered, as (value, words): "fever=yes"."""
        language = get_language() or "en"
        found = []
        for code, question in self.table.questions.items():
            asked = triage_words.in_language(question.text, language)
            for size in range(1, len(question.choices)):
                for chosen in combinations(question.choices, size):
                    said = triage_words.answers(question, frozenset(chosen), language)
                    found.append((f"{code}={'|'.join(chosen)}", f"{said}: {asked}"))
        return found


def _age(raw: str) -> str:
    age = raw.strip().lower().replace(" ", "")
    if triage.months_of(age) is None:
        raise Wrong("no age")
    return age


def age_field(label: Any, **more: Any) -> Read:
    """An age as tables have it: "3m", "2y"."""
    widget = forms.TextInput(attrs={"size": "5", "autocomplete": "off"})
    right = gettext_lazy("Write 3m for months or 2y for years.")
    return Read(_age, right, label=label, required=False, widget=widget, **more)


def words_field(label: Any, **more: Any) -> forms.CharField:
    """Phrases with commas between."""
    widget = forms.Textarea(attrs={"rows": 2, "autocomplete": "off"})
    return forms.CharField(label=label, max_length=5000, widget=widget, **more)


def if_field(label: Any) -> forms.ChoiceField:
    """One condition of a rule."""
    return forms.ChoiceField(label=label, required=False)


class RuleRow(Row):
    """One rule of a symptom."""

    id = forms.CharField(label=gettext_lazy("Rule"), required=False, max_length=40)
    older = age_field(gettext_lazy("From age"))
    younger = age_field(gettext_lazy("Under age"))
    if1 = if_field(gettext_lazy("If the answer is"))
    if2 = if_field(gettext_lazy("and"))
    if3 = if_field(gettext_lazy("and also"))
    if4 = if_field(gettext_lazy("and as well"))
    if5 = if_field(gettext_lazy("and besides"))
    then = forms.ChoiceField(
        label=gettext_lazy("Then"), required=False, choices=[("", "-"), *triage_words.OUTCOMES.items()]
    )
    needed = ("then",)

    def begin(self) -> None:
        """Fill in what may have been answered; as many conditions as rules here have, and one."""
        assert isinstance(self.known, Content)
        choices = [("", "-"), *self.known.answers()]
        for number in range(1, MOST_QUESTIONS + 1):
            if number > self.known.conditions:
                del self.fields[f"if{number}"]
            else:
                self.fields[f"if{number}"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A question stands in a rule once."""
        found = super().clean()
        asked = [
            str(found[name]).partition("=")[0] for name in self.fields if name.startswith("if") and found.get(name)
        ]
        if len(set(asked)) < len(asked):
            self.add_error("if1", _("The same question twice: choose an answer that has both."))
        return found


def shown_rule(rule: Mapping[str, Any], questions: Mapping[str, triage.Question]) -> dict[str, Any]:
    """A rule as its row shows it; several answers to a question stand in the order of its choices."""
    ages, found = rule.get("ages") or {}, {"id": rule["id"], "then": rule["then"]}
    found |= {"older": ages.get("from", ""), "younger": ages.get("under", "")}
    for number, (code, wanted) in enumerate((rule.get("if") or {}).items(), 1):
        chosen = [choice for choice in questions[code].choices if choice in _list(wanted)]
        found[f"if{number}"] = f"{code}={'|'.join(chosen)}"
    return found


def kept_rule(row: Mapping[str, Any]) -> dict[str, Any]:
    """A rule as its file has it."""
    found: dict[str, Any] = {"id": row["id"].strip()}
    if ages := _ages(row):
        found["ages"] = ages
    needs = [str(row[name]).partition("=") for name in row if name.startswith("if") and row[name]]
    if needs:
        found["if"] = {code: chosen if "|" not in chosen else chosen.split("|") for code, _sign, chosen in needs}
    return {**found, "then": row["then"]}


def _ages(row: Mapping[str, Any]) -> dict[str, str]:
    return {key: row[name] for key, name in (("from", "older"), ("under", "younger")) if row.get(name)}


class SymptomForm(Setting):
    """What patients call it, and its rules."""

    name = forms.CharField(
        label=gettext_lazy("Name here"), max_length=30, help_text=gettext_lazy("Such as Sore throat.")
    )
    words_en = words_field(
        gettext_lazy("Words in English texts"),
        help_text=gettext_lazy("With commas between. A * at the end stands for any ending: vomit*."),
    )  # fmt: skip
    words_es = words_field(gettext_lazy("Words in Spanish texts"))
    tables: Mapping[str, Table] = {
        "rules": Table(
            RuleRow, gettext_lazy("Rules"),
            gettext_lazy(
                "The most urgent are asked first, whatever their order here. The first that is not ruled out decides."
                " One rule, the last, has no condition. A rule without an id gets one."
            ),
        )
    }  # fmt: skip

    def begin(self) -> None:
        """A symptom that is there keeps its name."""
        if self.have:
            del self.fields["name"]

    def rows(self, table: str) -> list[dict[str, Any]]:
        """The rules."""
        assert isinstance(self.known, Content)
        return [shown_rule(rule, self.known.table.questions) for rule in self.values.get("rules", [])]

    def body(self) -> triage_body.Body:
        """The table with this symptom as the page has it."""
        assert isinstance(self.known, Content)
        body = self.known.body
        code = self.known.symptom or triage_body.code_of(self.cleaned_data["name"], body["symptoms"])
        rules = [kept_rule(row) for row in self.kept("rules")]
        for rule in rules:
            if not rule["id"]:
                rule["id"] = triage_body.next_rule_id(body, code, [one["id"] for one in rules])
        words = {language: split(self.cleaned_data[f"words_{language}"]) for language in triage.LANGUAGES}
        return triage_body.with_symptom(body, code, words, rules)


def shown_symptom(body: Mapping[str, Any], code: str) -> dict[str, Any]:
    """A symptom as its page shows it."""
    one = body["symptoms"][code]
    words = {f"words_{language}": ", ".join(_list(one["words"].get(language))) for language in triage.LANGUAGES}
    return {**words, "rules": one["rules"]}


def question_text(label: Any, **more: Any) -> forms.CharField:
    """A question as it is texted."""
    return forms.CharField(label=label, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}), **more)


class QuestionForm(Setting):
    """A question, whom it is asked, and what answers it beforehand. A new one comes with the rule that asks it."""

    name = forms.CharField(label=gettext_lazy("Name here"), max_length=30, help_text=gettext_lazy("Such as Fever."))
    text_en = question_text(
        gettext_lazy("In English"),
        help_text=gettext_lazy("One question that yes or no answers. The more serious answer must be the yes."),
    )  # fmt: skip
    text_es = question_text(gettext_lazy("In Spanish"))
    older = age_field(gettext_lazy("Only from age"), help_text=gettext_lazy("Others are taken for a no."))
    younger = age_field(gettext_lazy("Only under age"))
    said_en = words_field(
        gettext_lazy("A yes if an English text says"), required=False,
        help_text=gettext_lazy("It is not asked then. With commas between."),
    )  # fmt: skip
    said_es = words_field(gettext_lazy("A yes if a Spanish text says"), required=False)
    symptom = forms.ChoiceField(label=gettext_lazy("Asked for"))
    then = forms.ChoiceField(label=gettext_lazy("After a yes"), choices=list(triage_words.OUTCOMES.items()))

    def begin(self) -> None:
        """What is there keeps its name and choices; rules are changed with their symptom."""
        assert isinstance(self.known, Content)
        if not self.have:
            self.fields["symptom"].choices = self.known.symptoms  # type: ignore[attr-defined]
            return
        for name in ("name", "symptom", "then"):
            del self.fields[name]
        choices = self.values.get("choices") or {}
        if choices:
            for name in ("older", "younger", "said_en", "said_es"):
                del self.fields[name]
        for code, words in choices.items():
            for language, label in (("en", _("Answer in English")), ("es", _("Answer in Spanish"))):
                name = f"choice_{code}_{language}"
                self.fields[name] = forms.CharField(label=label, max_length=40)
                self.initial[name] = words.get(language, "")

    def _question(self) -> dict[str, Any]:
        found = self.cleaned_data
        made: dict[str, Any] = {"text": {one: found[f"text_{one}"].strip() for one in triage.LANGUAGES}}
        if ages := _ages(found):
            made["ages"] = ages
        said = {one: split(found.get(f"said_{one}", "")) for one in triage.LANGUAGES}
        if any(said.values()):
            made["said"] = {language: words for language, words in said.items() if words}
        choices = self.values.get("choices") or {}
        if choices:
            made["choices"] = {
                code: {one: found[f"choice_{code}_{one}"].strip() for one in triage.LANGUAGES} for code in choices
            }
        return made

    def body(self, code: str) -> triage_body.Body:
        """The table with this question as the page has it. `code` empty: a new one, with its rule."""
        assert isinstance(self.known, Content)
        body = self.known.body
        if code:
            return triage_body.with_question(body, code, self._question())
        code = triage_body.code_of(self.cleaned_data["name"], body.get("questions") or {})
        symptom = self.cleaned_data["symptom"]
        rule = {
            "id": triage_body.next_rule_id(body, symptom, ()), "if": {code: YES}, "then": self.cleaned_data["then"],
        }  # fmt: skip
        return triage_body.with_rule(triage_body.with_question(body, code, self._question()), symptom, rule)


def shown_question(body: Mapping[str, Any], code: str) -> dict[str, Any]:
    """A question as its page shows it."""
    one = body["questions"][code]
    ages, said = one.get("ages") or {}, one.get("said") or {}
    return {
        "text_en": one["text"]["en"], "text_es": one["text"]["es"], "older": ages.get("from", ""),
        "younger": ages.get("under", ""), "said_en": ", ".join(_list(said.get("en"))),
        "said_es": ", ".join(_list(said.get("es"))), "choices": one.get("choices") or {},
    }  # fmt: skip


def by_language(words: Mapping[str, Any] | None) -> list[tuple[str, str]]:
    """(language, "throat, strep") of words as a table has them."""
    return [(language, ", ".join(_list(one))) for language, one in (words or {}).items()]


def title_of(body: Mapping[str, Any]) -> str:
    """A table's name."""
    return str(body.get("title") or triage_words.name_of(str(body["code"])))


def in_short() -> str:
    """What is in use, for the overview. One query, two where nothing is."""
    row = TriageTable.objects.filter(in_use=True).first()
    if row is None:
        count = TriageTable.objects.values("code").distinct().count()
        own = ngettext("%(count)s table, not in use", "%(count)s tables, none in use", count) % {"count": count}
        return own if count else _("none in use: who writes how they feel goes to a nurse")
    return _("%(name)s, version %(version)s, reviewed by %(who)s") % {
        "name": title_of(row.body), "version": row.version, "who": row.reviewed_by,
    }  # fmt: skip


def _list(raw: Any) -> list[str]:
    return [str(one) for one in raw] if isinstance(raw, list) else [str(raw)] if raw else []

"""Sort a same-day wish by the practice's own table: which question is next, or which rule decides. Pure.

It never says what somebody has. A rule that is not ruled out yet is asked for; the first that holds decides, the
most urgent ones first, over all the symptoms a text names. Every way ends: each symptom has a last rule without
conditions.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

OUTCOMES = ("emergency", "nurse_call", "slot_today", "telehealth", "another_day")
"""Where a rule may lead, most urgent first."""
LANGUAGES = ("en", "es")
"""A table must speak these."""
MOST_QUESTIONS = 5
"""A symptom may ask so many; who must answer more is called instead."""
LONGEST = 110
"""Characters of a question: with its choices it stays within two segments."""
YES, NO = "yes", "no"
YES_NO: Mapping[str, Mapping[str, str]] = {YES: {"en": "yes", "es": "sí"}, NO: {"en": "no", "es": "no"}}
SHIPPED = Path(__file__).resolve().parent / "data" / "triage"

_AGE = re.compile(r"(\d+)([my])")
_CODE = re.compile(r"[a-z][a-z0-9_]*")
_KEYS = {
    "table": {"code", "version", "title", "review", "questions", "symptoms"},
    "question": {"text", "choices", "ages", "said"},
    "symptom": {"words", "rules"},
    "rule": {"id", "ages", "if", "then"},
}


class TableError(ValueError):
    """A table that cannot be used. `problems`: every one of them, as a sentence."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Ages:
    """From so many months (included) to so many (not included); None: no limit."""

    start: int | None = None
    end: int | None = None

    def holds(self, months: int) -> bool:
        """Whether somebody of that age is among them."""
        return (self.start is None or self.start <= months) and (self.end is None or months < self.end)


@dataclass(frozen=True, slots=True)
class Question:
    """One question, with its choices in the order in which they are numbered. `ages`: others are taken for a no."""

    code: str
    text: Mapping[str, str]
    choices: Mapping[str, Mapping[str, str]]
    ages: Ages | None = None
    said: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """If these answers were given at this age, then this outcome."""

    id: str
    symptom: str
    then: str
    answers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    ages: Ages | None = None

    @property
    def urgency(self) -> int:
        """0 is the most urgent."""
        return OUTCOMES.index(self.then)


@dataclass(frozen=True, slots=True)
class Symptom:
    """What patients call it, and its rules, most urgent first."""

    code: str
    words: tuple[tuple[str, ...], ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One version of a practice's table."""

    code: str
    version: int
    title: str
    review: str
    questions: Mapping[str, Question]
    symptoms: Mapping[str, Symptom]

    @property
    def needs_age(self) -> bool:
        """Whether any rule or question asks how old somebody is."""
        asked = any(question.ages for question in self.questions.values())
        return asked or any(rule.ages for symptom in self.symptoms.values() for rule in symptom.rules)

    def heard(self, words: Sequence[str]) -> tuple[str, ...]:
        """The symptoms that these words of a text name, in the table's order."""
        return tuple(code for code, one in self.symptoms.items() if any(says(words, phrase) for phrase in one.words))

    def told(self, words: Sequence[str]) -> dict[str, str]:
        """The questions that the text answers with a yes by itself. A no is never taken from a text: it is asked."""
        return {code: YES for code, one in self.questions.items() if any(says(words, phrase) for phrase in one.said)}

    def rules_of(self, symptoms: Sequence[str]) -> list[Rule]:
        """The rules of these symptoms, the most urgent first whichever symptom they are of."""
        found = [rule for code, one in self.symptoms.items() if code in symptoms for rule in one.rules]
        return sorted(found, key=lambda rule: rule.urgency)

    def decide(self, symptoms: Sequence[str], months: int | None, answers: Mapping[str, str]) -> Rule | Question:
        """The rule that decides, or what must be asked before one can.

        `months` is the patient's age; `answers`: question -> choice. Raises LookupError when none of the symptoms
        is in the table, or it asks for an age that is not known.
        """
        if months is None and self.needs_age:
            raise LookupError(f"{self.code} asks how old the patient is.")
        for rule in self.rules_of(symptoms):
            unknown = self._unknown(rule, months or 0, answers)
            if unknown is None:
                continue
            if unknown:
                return self.questions[unknown[0]]
            return rule
        raise LookupError(f"{self.code} has none of the symptoms {', '.join(symptoms)}.")

    def _unknown(self, rule: Rule, months: int, answers: Mapping[str, str]) -> list[str] | None:
        """The questions of a rule that are open; None when what is known rules it out."""
        if rule.ages is not None and not rule.ages.holds(months):
            return None
        unknown = []
        for code, wanted in rule.answers.items():
            ages = self.questions[code].ages
            have = answers.get(code) or (NO if ages is not None and not ages.holds(months) else None)
            if have is None:
                unknown.append(code)
            elif have not in wanted:
                return None
        return unknown


def says(words: Sequence[str], phrase: Sequence[str]) -> bool:
    """Whether the phrase stands in the words; "vomit*" is any word that begins so."""
    size = len(phrase)
    return any(
        all(_same(word, wanted) for word, wanted in zip(words[at : at + size], phrase, strict=True))
        for at in range(len(words) - size + 1)
    )


def _same(word: str, wanted: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted


def phrase_of(raw: str) -> tuple[str, ...]:
    """A phrase as texts are compared: small letters without accents, word by word."""
    decomposed = unicodedata.normalize("NFD", raw.casefold())
    return tuple("".join(char for char in decomposed if not unicodedata.combining(char)).split())


def age_in_months(born: date, today: date) -> int:
    """Whole months since birth, by the calendar."""
    return (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day)


def shipped() -> dict[str, dict[str, Any]]:
    """The example tables that come along, by code. A clinician has to review one before a practice uses it."""
    found = [read_file(path) for path in sorted(SHIPPED.glob("*.yaml"))]
    return {str(body["code"]): body for body in found}


def read_file(path: Path) -> dict[str, Any]:
    """A table's file as it is kept: every value as written. Raises TableError."""
    try:
        body = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - strings only
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as trouble:
        raise TableError([f"{path.name} cannot be read: {trouble}"]) from trouble
    parse(body)
    return dict(body)


def parse(body: Any) -> Table:
    """The table of a file. Raises TableError with all that is wrong in it."""
    return _Parsing(body).table()


class _Parsing:
    """Builds the table and notes what is wrong on the way."""

    def __init__(self, body: Any) -> None:
        self.body = body
        self.problems: list[str] = []
        self.ids: set[str] = set()

    def table(self) -> Table:
        body = self._keys("table", self.body, "the table")
        version = str(body.get("version", ""))
        if not _CODE.fullmatch(str(body.get("code", ""))):
            self.problems.append("the table needs a code such as primary_care")
        if not version.isdigit() or int(version) < 1:
            self.problems.append("the table needs a version: 1, 2, 3 ...")
        questions = {code: self._question(code, one) for code, one in self._pairs(body, "questions")}
        symptoms = {code: self._symptom(code, one, questions) for code, one in self._pairs(body, "symptoms")}
        if not symptoms:
            self.problems.append("the table has no symptoms")
        used = {code for one in symptoms.values() for rule in one.rules for code in rule.answers}
        self.problems += [f"no rule asks the question {code}" for code in questions if code not in used]
        if self.problems:
            raise TableError(self.problems)
        title = str(body.get("title") or body["code"])
        return Table(str(body["code"]), int(version), title, str(body.get("review", "")), questions, symptoms)

    def _question(self, code: str, raw: Any) -> Question:
        where = f"the question {code}"
        one = self._keys("question", raw, where)
        text = self._both(one.get("text"), where)
        for words in text.values():
            if len(words) > LONGEST:
                self.problems.append(f"{where} is longer than {LONGEST} characters: {words}")
        choices: dict[str, Mapping[str, str]] = {}
        for choice, words in self._pairs(one, "choices"):
            choices[choice] = self._both(words, f"the choice {choice} of {where}")
        if choices and not 2 <= len(choices) <= 4:
            self.problems.append(f"{where} needs two to four choices")
        if not choices:
            choices = dict(YES_NO)
        ages, said = self._ages(one.get("ages"), where), self._phrases(one.get("said"), where, needed=False)
        if (ages or said) and not {YES, NO} <= set(choices):
            self.problems.append(f"{where} has ages or said, so its choices must be yes and no")
        return Question(code, text, choices, ages, said)

    def _symptom(self, code: str, raw: Any, questions: Mapping[str, Question]) -> Symptom:
        where = f"the symptom {code}"
        one = self._keys("symptom", raw, where)
        given = one.get("rules")
        read = [self._rule(code, rule, questions) for rule in given] if isinstance(given, list) else []
        rules = [rule for rule in read if rule is not None]
        if not rules:
            self.problems.append(f"{where} has no rules")
        else:
            if any(a.urgency > b.urgency for a, b in pairwise(rules)):
                self.problems.append(f"{where}: the most urgent rules must come first")
            free = [not rule.answers and rule.ages is None for rule in rules]
            if not free[-1] or any(free[:-1]):
                self.problems.append(f"{where}: the last rule, and no other, must have no conditions")
            asked = {question for rule in rules for question in rule.answers}
            if len(asked) > MOST_QUESTIONS:
                self.problems.append(f"{where} asks more than {MOST_QUESTIONS} questions")
        return Symptom(code, self._phrases(one.get("words"), where), tuple(rules))

    def _rule(self, symptom: str, raw: Any, questions: Mapping[str, Question]) -> Rule | None:
        one = self._keys("rule", raw, f"a rule of {symptom}")
        name, then = str(one.get("id", "")), str(one.get("then", ""))
        where = f"the rule {name or '?'} of {symptom}"
        if not name or name in self.ids:
            self.problems.append(f"{where} needs an id of its own")
        self.ids.add(name)
        if then not in OUTCOMES:
            self.problems.append(f"{where}: then must be one of {', '.join(OUTCOMES)}")
            return None
        answers: dict[str, frozenset[str]] = {}
        for code, wanted in self._pairs(one, "if"):
            question = questions.get(code)
            if question is None:
                self.problems.append(f"{where} asks {code}, which is no question")
                continue
            values = frozenset(wanted if isinstance(wanted, list) else [wanted])
            if not values <= set(question.choices):
                self.problems.append(f"{where}: {code} is one of {', '.join(question.choices)}")
            answers[code] = values
        return Rule(name, symptom, then, answers, self._ages(one.get("ages"), where))

    def _ages(self, raw: Any, where: str) -> Ages | None:
        if raw is None:
            return None
        if not isinstance(raw, Mapping) or not raw or set(raw) - {"from", "under"}:
            self.problems.append(f"{where}: ages are written {{from: 3m, under: 2y}}")
            return None
        found = {}
        for key, value in raw.items():
            match = _AGE.fullmatch(str(value))
            if match is None:
                self.problems.append(f"{where}: {value} is no age; write 3m or 2y")
                return None
            found[key] = int(match[1]) * (12 if match[2] == "y" else 1)
        return Ages(found.get("from"), found.get("under"))

    def _phrases(self, raw: Any, where: str, *, needed: bool = True) -> tuple[tuple[str, ...], ...]:
        given = raw if isinstance(raw, Mapping) else {}
        if needed and any(not given.get(language) for language in LANGUAGES):
            self.problems.append(f"{where} needs words in each of {', '.join(LANGUAGES)}")
        lists = (one if isinstance(one, list) else [one] for one in given.values())
        return tuple(dict.fromkeys(phrase_of(str(words)) for words in _flat(lists) if str(words).strip()))

    def _both(self, raw: Any, where: str) -> Mapping[str, str]:
        given = raw if isinstance(raw, Mapping) else {}
        missing = [language for language in LANGUAGES if not str(given.get(language, "")).strip()]
        if missing:
            self.problems.append(f"{where} has no text in {', '.join(missing)}")
        return {str(language): str(words) for language, words in given.items()}

    def _pairs(self, parent: Mapping[str, Any], key: str) -> list[tuple[str, Any]]:
        given = parent.get(key)
        if given is None:
            return []
        if not isinstance(given, Mapping):
            self.problems.append(f"{key} must be a list of names with values")
            return []
        return [(str(code), one) for code, one in given.items()]

    def _keys(self, kind: str, raw: Any, where: str) -> Mapping[str, Any]:
        if not isinstance(raw, Mapping):
            self.problems.append(f"{where} must have keys and values")
            return {}
        strange = sorted(set(map(str, raw)) - _KEYS[kind])
        if strange:
            self.problems.append(f"{where} has no such key: {', '.join(strange)}")
        return raw


def _flat(lists: Iterator[list[Any]]) -> Iterator[Any]:
    for one in lists:
        yield from one

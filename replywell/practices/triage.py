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
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from replywell.understanding.normalise import prepare

OUTCOMES = ("emergency", "nurse_call", "slot_today", "telehealth", "another_day")
"""Where a rule may lead, most urgent first."""
BOOKABLE = OUTCOMES[2:]
"""Those that end in a visit."""
LANGUAGES = ("en", "es")
"""A table must speak these."""
MOST_QUESTIONS = 5
"""A symptom may ask so many; who must answer more is called instead."""
LONGEST = 110
"""Characters of a question: with its choices it stays within two segments."""
YES, NO = "yes", "no"
YES_NO: Mapping[str, Mapping[str, str]] = {YES: {"en": "yes", "es": "sí"}, NO: {"en": "no", "es": "no"}}
SHIPPED = Path(__file__).resolve().parent / "data" / "triage"

LONGEST_WORDS = 60
"""Characters of one phrase of patients."""
NEWEST = 1_000_000
"""No version is higher."""

_AGE = re.compile(r"([0-9]{1,3})([my])")
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_RULE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_SHORTEST_STEM = 3
_EVERYWHERE = frozenset(
    "the and are for you was not can have has with what when its this that your me my to it is in on of an "  # noqa: SIM905
    "el la los las un una de del que es por para con mi me se lo su en al y".split()
)
"""Words that stand in almost every text: a symptom or a kind of visit cannot be called so."""
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


@lru_cache(maxsize=4096)
def phrase_of(raw: str) -> tuple[str, ...]:
    """A phrase word by word, as the words of a text are made: small, without accents, mended ("can't" is can not)."""
    found: list[str] = []
    for token in raw.split():
        if token.endswith("*"):
            decomposed = unicodedata.normalize("NFD", token.casefold())
            found.append("".join(char for char in decomposed if not unicodedata.combining(char)))
        else:
            found += prepare(token).words
    return tuple(found)


def words_trouble(raw: str) -> str:
    """Why these words cannot be looked for in texts, as a sentence; empty: they can."""
    phrase = phrase_of(raw)
    stems = [word[:-1] if word.endswith("*") else word for word in phrase]
    if not phrase or not all(any(char.isalnum() for char in stem) for stem in stems):
        return _("“%(words)s” has no word in it") % {"words": raw}
    if len(raw) > LONGEST_WORDS:
        return _("“%(words)s” is longer than %(most)s characters") % {"words": raw, "most": LONGEST_WORDS}
    if any(
        "*" in stem or (word.endswith("*") and len(stem) < _SHORTEST_STEM)
        for word, stem in zip(phrase, stems, strict=True)
    ):
        return _("“%(words)s”: a * stands at the end of at least %(least)s letters") % {
            "words": raw, "least": _SHORTEST_STEM,
        }  # fmt: skip
    if all(word in _EVERYWHERE or len(word) == 1 for word in phrase):
        return _("“%(words)s” stands in almost every text") % {"words": raw}
    return ""


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
        body = yaml.load(path.read_text("utf-8"), Loader=_OnceLoader)  # noqa: S506 - strings only
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as trouble:
        raise TableError([f"{path.name} cannot be read: {trouble}"]) from trouble
    parse(body)
    return dict(body)


class _OnceLoader(yaml.BaseLoader):
    """Strings only; a key that stands twice is wrong, not overwritten: a symptom would lose its rules."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _value in node.value]
        twice = next((key for number, key in enumerate(keys) if key in keys[:number]), None)
        if twice is not None:
            raise yaml.YAMLError(f"{twice} stands twice (line {node.start_mark.line + 1} and after)")
        return super().construct_mapping(node, deep=deep)


def parse(body: Any) -> Table:
    """The table of a file. Raises TableError with all that is wrong in it."""
    return _Parsing(body).table()


class _Parsing:
    """Builds the table and notes what is wrong on the way."""

    def __init__(self, body: Any) -> None:
        self.body = body
        self.problems: list[str] = []
        self.ids: set[str] = set()

    def wrong(self, words: str, **values: object) -> None:
        """Note a problem; `words` are translated already."""
        self.problems.append(words % values)

    def table(self) -> Table:
        body = self._keys("table", self.body, _("the table"))
        version, title = str(body.get("version", "")), str(body.get("title") or body.get("code", ""))
        if not _CODE.fullmatch(str(body.get("code", ""))):
            self.wrong(_("the table needs a code such as primary_care"))
        if not re.fullmatch(r"[0-9]{1,7}", version) or not 1 <= int(version) <= NEWEST:
            self.wrong(_("the table needs a version: 1, 2, 3 ..."))
        if len(title) > LONGEST:
            self.wrong(_("%(where)s is longer than %(most)s characters"), where=_("the table's name"), most=LONGEST)
        questions = {code: self._question(code, one) for code, one in self._pairs(body, "questions")}
        symptoms = {code: self._symptom(code, one, questions) for code, one in self._pairs(body, "symptoms")}
        if not symptoms:
            self.wrong(_("the table has no symptoms"))
        used = {code for one in symptoms.values() for rule in one.rules for code in rule.answers}
        for code in questions:
            if code not in used:
                self.wrong(_("no rule asks the question %(code)s"), code=code)
        if self.problems:
            raise TableError(self.problems)
        return Table(str(body["code"]), int(version), title, str(body.get("review", "")), questions, symptoms)

    def _question(self, code: str, raw: Any) -> Question:
        where = _("the question %(code)s") % {"code": code}
        self._code(code, where)
        one = self._keys("question", raw, where)
        text = self._both(one.get("text"), where)
        for words in text.values():
            if len(words) > LONGEST:
                self.wrong(_("%(where)s is longer than %(most)s characters"), where=where, most=LONGEST)
        choices: dict[str, Mapping[str, str]] = {}
        for choice, words in self._pairs(one, "choices"):
            of_it = _("the choice %(choice)s of %(where)s") % {"choice": choice, "where": where}
            choices[choice] = self._both(words, of_it)
            self._code(choice, of_it)
        if choices and not 2 <= len(choices) <= 4:
            self.wrong(_("%(where)s needs two to four choices"), where=where)
        if not choices:
            choices = dict(YES_NO)
        ages, said = self._ages(one.get("ages"), where), self._phrases(one.get("said"), where, needed=False)
        if (ages or said) and not {YES, NO} <= set(choices):
            self.wrong(_("%(where)s has ages or said, so its choices must be yes and no"), where=where)
        return Question(code, text, choices, ages, said)

    def _symptom(self, code: str, raw: Any, questions: Mapping[str, Question]) -> Symptom:
        where = _("the symptom %(code)s") % {"code": code}
        self._code(code, where)
        one = self._keys("symptom", raw, where)
        given = one.get("rules")
        read = [self._rule(code, rule, questions) for rule in given] if isinstance(given, list) else []
        rules = [rule for rule in read if rule is not None]
        if not rules:
            self.wrong(_("%(where)s has no rules"), where=where)
        else:
            if any(a.urgency > b.urgency for a, b in pairwise(rules)):
                self.wrong(_("%(where)s: the most urgent rules must come first"), where=where)
            free = [not rule.answers and rule.ages is None for rule in rules]
            if not free[-1] or any(free[:-1]):
                self.wrong(_("%(where)s: the last rule, and no other, must have no conditions"), where=where)
            asked = {question for rule in rules for question in rule.answers}
            if len(asked) > MOST_QUESTIONS:
                self.wrong(_("%(where)s asks more than %(most)s questions"), where=where, most=MOST_QUESTIONS)
        return Symptom(code, self._phrases(one.get("words"), where), tuple(rules))

    def _rule(self, symptom: str, raw: Any, questions: Mapping[str, Question]) -> Rule | None:
        one = self._keys("rule", raw, _("a rule of %(symptom)s") % {"symptom": symptom})
        name, then = str(one.get("id", "")), str(one.get("then", ""))
        where = _("the rule %(id)s of %(symptom)s") % {"id": name or "?", "symptom": symptom}
        if not _RULE_ID.fullmatch(name) or name in self.ids:
            self.wrong(_("%(where)s needs an id of its own, such as PC-EAR-1"), where=where)
        self.ids.add(name)
        if then not in OUTCOMES:
            self.wrong(_("%(where)s: then must be one of %(outcomes)s"), where=where, outcomes=", ".join(OUTCOMES))
            return None
        answers: dict[str, frozenset[str]] = {}
        for code, wanted in self._pairs(one, "if"):
            question = questions.get(code)
            if question is None:
                self.wrong(_("%(where)s asks %(code)s, which is no question"), where=where, code=code)
                continue
            values = frozenset(map(str, wanted if isinstance(wanted, list) else [wanted]))
            if not values or not values < set(question.choices):
                choices = ", ".join(question.choices)
                self.wrong(
                    _("%(where)s: %(code)s is one of %(choices)s, but not all of them"),
                    where=where, code=code, choices=choices,
                )  # fmt: skip
            answers[code] = values
        return Rule(name, symptom, then, answers, self._ages(one.get("ages"), where))

    def _ages(self, raw: Any, where: str) -> Ages | None:
        if raw is None:
            return None
        if not isinstance(raw, Mapping) or not raw or set(raw) - {"from", "under"}:
            self.wrong(_("%(where)s: ages are written {from: 3m, under: 2y}"), where=where)
            return None
        found = {}
        for key, value in raw.items():
            months = months_of(str(value))
            if months is None:
                self.wrong(_("%(where)s: %(value)s is no age; write 3m or 2y"), where=where, value=value)
                return None
            found[key] = months
        ages = Ages(found.get("from"), found.get("under"))
        if ages.end is not None and ages.end <= (ages.start or 0):
            self.wrong(_("%(where)s: nobody is of these ages"), where=where)
        return ages

    def _phrases(self, raw: Any, where: str, *, needed: bool = True) -> tuple[tuple[str, ...], ...]:
        given = raw if isinstance(raw, Mapping) else {}
        if needed and any(not given.get(language) for language in LANGUAGES):
            self.wrong(
                _("%(where)s needs words in each of %(languages)s"), where=where, languages=", ".join(LANGUAGES)
            )  # fmt: skip
        lists = (one if isinstance(one, list) else [one] for one in given.values())
        found = [str(words) for words in _flat(lists)]
        for words in found:
            if trouble := words_trouble(words):
                self.wrong("%(where)s: %(trouble)s", where=where, trouble=trouble)
        return tuple(dict.fromkeys(map(phrase_of, found)))

    def _both(self, raw: Any, where: str) -> Mapping[str, str]:
        given = raw if isinstance(raw, Mapping) else {}
        missing = [
            language
            for language in LANGUAGES
            if not isinstance(given.get(language), str) or not given[language].strip()
        ]
        if missing:
            self.wrong(_("%(where)s has no text in %(languages)s"), where=where, languages=", ".join(missing))
        return {str(language): str(words) for language, words in given.items()}

    def _pairs(self, parent: Mapping[str, Any], key: str) -> list[tuple[str, Any]]:
        given = parent.get(key)
        if given is None:
            return []
        if not isinstance(given, Mapping):
            self.wrong(_("%(key)s must be a list of names with values"), key=key)
            return []
        return [(str(code), one) for code, one in given.items()]

    def _keys(self, kind: str, raw: Any, where: str) -> Mapping[str, Any]:
        if not isinstance(raw, Mapping):
            self.wrong(_("%(where)s must have keys and values"), where=where)
            return {}
        strange = sorted(set(map(str, raw)) - _KEYS[kind])
        if strange:
            self.wrong(_("%(where)s has no such key: %(keys)s"), where=where, keys=", ".join(strange))
        return raw

    def _code(self, code: str, where: str) -> None:
        if not _CODE.fullmatch(code):
            self.wrong(_("%(where)s: a code has small letters, digits and _ only, at most 40"), where=where)


def months_of(age: str) -> int | None:
    """Months of "3m" or "2y"; None for anything else."""
    match = _AGE.fullmatch(age)
    return int(match[1]) * (12 if match[2] == "y" else 1) if match else None


def _flat(lists: Iterator[list[Any]]) -> Iterator[Any]:
    for one in lists:
        yield from one

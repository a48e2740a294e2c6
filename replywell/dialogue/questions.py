"""The questions a new patient is asked by text: the practice's own data, in versions, or those that are shipped.

A question is a JSON value:

    {"key": "who", "kind": "choice", "text": {"en": "Who is the visit for?", "es": ...}, "next": "",
     "options": [{"key": "self", "text": {"en": "Me", "es": ...}, "next": ""}]}

`kind` choice has options of its own; reason and practitioner get them from the calendar when a run begins. `next` says
what follows: "" the next question in the list, a later question's key, or "person". A run keeps the questions it began
with. All run in the practice's scope.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from replywell.audit.record import record
from replywell.messaging import lint
from replywell.patients.models import QuestionSet
from replywell.scheduling.models import AppointmentType, TypeNeeds

Question = dict[str, Any]
KINDS = ("choice", "reason", "practitioner")
PERSON = "person"
ANYBODY, SOMETHING_ELSE = "anybody", "something_else"
LANGUAGES = ("en", "es")
MOST_QUESTIONS, MOST_OPTIONS = 12, 9
LONGEST, LONGEST_OPTION = 140, 40

_KEY = re.compile(r"[a-z][a-z0-9_]{0,30}")
_OTHER = {"en": "Something else", "es": "Otra cosa"}
_FIRST = {"en": "First available", "es": "Lo primero que haya"}


@cache
def _shipped() -> tuple[Question, ...]:
    found = yaml.safe_load(Path(__file__).with_name("data").joinpath("questions.yaml").read_text("utf-8"))
    return tuple(found)


def latest() -> tuple[int, list[Question]]:
    """The version in use and its questions; version 0 is what Replywell ships."""
    newest = QuestionSet.objects.order_by("-version").first()
    return (newest.version, newest.questions) if newest else (0, deepcopy(list(_shipped())))


def publish(practice_id: int, questions: Sequence[Question], *, by: str, now: datetime) -> int:
    """Make these the questions of every run that begins from now on. Returns the version; ValueError in sentences."""
    wrong = check(questions)
    if wrong:
        raise ValueError(" ".join(wrong))
    version = latest()[0] + 1
    QuestionSet.objects.create(
        practice_id=practice_id, version=version, questions=list(questions), made_by=by, made_at=now
    )
    record(practice_id, "questions.published", f"practice:{practice_id}", actor=f"staff:{by}", at=now, version=version)
    return version


def check(questions: Sequence[Question]) -> list[str]:
    """What is wrong with a set of questions, in sentences for whoever wrote them; empty: it may be published."""
    wrong: list[str] = []
    if not 1 <= len(questions) <= MOST_QUESTIONS:
        wrong.append(_("Ask at least one question and at most %(most)s.") % {"most": MOST_QUESTIONS})
    keys = [str(one.get("key", "")) for one in questions]
    if len(set(keys)) != len(keys) or not all(_KEY.fullmatch(key) for key in keys):
        wrong.append(_("Each question needs a name of its own, in small letters without blanks."))
    if [one.get("kind") for one in questions].count("reason") != 1:
        wrong.append(_("Exactly one question asks for the kind of visit: without it no time can be found."))
    if [one.get("kind") for one in questions].count("practitioner") > 1:
        wrong.append(_("At most one question asks with whom the visit is."))
    for place, one in enumerate(questions):
        later = {*keys[place + 1 :], "", PERSON}
        wrong += _one(one, later)
    if not wrong and "practitioner" in [one["kind"] for one in questions]:
        kinds = [one["kind"] for one in questions]
        if kinds.index("practitioner") < kinds.index("reason"):
            wrong.append(_("Ask for the kind of visit before you ask with whom: not everybody does every kind."))
    return wrong or _paths(questions)


def name_of(question: Question) -> str:
    """What a question is called on pages: its English words."""
    text = question.get("text")
    words = str(text.get("en") or "") if isinstance(text, Mapping) else ""
    return words.strip() or str(question.get("key") or "?")


def check_one(question: Question) -> list[str]:
    """What is wrong with the words and answers of one question by itself, wherever it leads."""
    leads = {str(one.get("next") or "") for one in (question, *(question.get("options") or ()))}
    return _one(question, leads)


def _paths(questions: Sequence[Question]) -> list[str]:
    """Every way through the questions ends at a person, or past the kind of visit at times to choose from."""
    keys = [str(one["key"]) for one in questions]
    why = keys[[one["kind"] for one in questions].index("reason")]
    wrong: list[str] = []
    reached: set[tuple[str, bool]] = set()
    waiting = [(keys[0], False)]
    while waiting:
        key, known = waiting.pop()
        if (key, known) in reached:
            continue
        reached.add((key, known))
        question = questions[keys.index(key)]
        after = keys[keys.index(key) + 1] if key != keys[-1] else ""
        known = known or key == why
        for one in leads_to(question):
            onward = one or after
            if onward and onward != PERSON:
                waiting.append((onward, known))
            elif not onward and not known:
                wrong.append(
                    _("%(name)s: an answer leads past the kind of visit, so no time could be found.")
                    % {"name": name_of(question)}
                )
    asked = {key for key, _known in reached}
    wrong += [
        _("%(name)s: no answer leads here, so nobody would be asked.") % {"name": name_of(one)}
        for one in questions
        if one["key"] not in asked
    ]
    return list(dict.fromkeys(wrong))


def leads_to(question: Question) -> set[str]:
    """Where the answers lead: keys, PERSON, or empty for the next question in the list."""
    usual = str(question.get("next") or "")
    if question["kind"] != "choice":
        return {usual}
    return {str(one.get("next") or "") or usual for one in question.get("options") or ()}


def _one(question: Question, later: set[str]) -> list[str]:
    name = {"name": name_of(question)}
    wrong = _words(question.get("text"), LONGEST, name)
    if question.get("kind") not in KINDS:
        wrong.append(_("%(name)s: its kind must be choice, reason or practitioner.") % name)
    if question.get("next", "") not in later:
        wrong.append(_("%(name)s: it must lead to a later question, or to a person.") % name)
    options = question.get("options") or []
    if question.get("kind") == "choice":
        if not 2 <= len(options) <= MOST_OPTIONS:
            wrong.append(_("%(name)s: give two to nine answers.") % name)
        keys = [str(one.get("key", "")) for one in options]
        if len(set(keys)) != len(keys) or not all(_KEY.fullmatch(key) for key in keys):
            wrong.append(_("%(name)s: each answer needs a name of its own, in small letters without blanks.") % name)
        for option in options:
            wrong += _words(option.get("text"), LONGEST_OPTION, name)
            if option.get("next", "") not in later:
                wrong.append(_("%(name)s: an answer must lead to a later question, or to a person.") % name)
    elif options:
        wrong.append(_("%(name)s: its answers come from the calendar; give none.") % name)
    return wrong


def _words(text: Any, longest: int, name: Mapping[str, Any]) -> list[str]:
    if not isinstance(text, Mapping) or not str(text.get("en", "")).strip():
        return [_("%(name)s: write it in English at least.") % name]
    wrong = []
    for words in text.values():
        if len(str(words)) > longest or "\n" in str(words):
            wrong.append(_("%(name)s: keep it to one line of at most %(most)s characters.") % {**name, "most": longest})
        wrong += [f"{name['name']}: {_(one.words)}" for one in lint.findings(str(words))]
    return wrong


def facts(draft: Sequence[Question] | None = None) -> dict[str, Any]:
    """What a run of new questions is told, as JSON: version, questions with their answers, kinds of visit, people.

    `draft`: of these questions, to be looked at.
    """
    version, found = latest()
    found = list(draft) if draft is not None else found
    kinds = list(AppointmentType.objects.filter(bookable_by_text=True).order_by("name", "pk"))
    needs = TypeNeeds.objects.filter(
        type__in=[kind.pk for kind in kinds], schedule__practitioner__isnull=False, schedule__active=True
    )
    able: dict[int, dict[int, str]] = {}
    for type_id, key, name in needs.order_by("schedule__practitioner__text_name", "pk").values_list(
        "type_id", "schedule__practitioner_id", "schedule__practitioner__text_name"
    ):
        able.setdefault(type_id, {})[key] = name
    return {
        "questions_version": version,
        "questions": [_with_reasons(one, kinds) if one["kind"] == "reason" else one for one in found],
        "people": {str(key): [[one, name] for one, name in who.items()] for key, who in able.items()},
    }


def _with_reasons(question: Question, kinds: Sequence[AppointmentType]) -> Question:
    """The kinds of visit by the names that patients know, as far as a text may say them; the last is for a person."""
    options: list[Question] = []
    for kind in kinds:
        names = {language: str(kind.text_names.get(language) or "") for language in LANGUAGES}
        names["en"] = names["en"] or names["es"] or kind.name
        said = {language: name[:1].upper() + name[1:] for language, name in names.items() if name}
        if not any(lint.findings(name) for name in said.values()):
            options.append({"key": kind.code, "text": said, "next": "", "type": kind.pk})
    options = options[: MOST_OPTIONS - 1]
    return {**question, "options": [*options, {"key": SOMETHING_ELSE, "text": _OTHER, "next": PERSON}]}


def with_people(question: Question, people: Sequence[Sequence[Any]]) -> Question:
    """The question whom one would like to see, for those who do the chosen kind of visit."""
    options = [{"key": f"p{key}", "text": {"en": name}, "next": "", "who": key} for key, name in people]
    options = options[: MOST_OPTIONS - 1]
    return {**question, "options": [*options, {"key": ANYBODY, "text": _FIRST, "next": ""}]}


# What a run that is under way has of its questions


def asked_in(data: Mapping[str, Any]) -> Question | None:
    """The question that the run's data says is open."""
    return next((one for one in data.get("questions", ()) if one["key"] == data.get("asking")), None)


def answers(question: Question, data: Mapping[str, Any]) -> list[Question]:
    """The answers to choose from, for the kind of visit that was chosen; one alone, or none, is not asked."""
    if question["kind"] != "practitioner":
        return list(question["options"])
    people = data["people"].get(str(chosen_type(data)), [])
    return list(with_people(question, people)["options"]) if len(people) > 1 else []


def chosen_type(data: Mapping[str, Any]) -> int | None:
    """The kind of visit that the answers so far lead to."""
    return next((int(one["type"]) for one in data.get("given", {}).values() if one.get("type")), None)


def chosen_person(data: Mapping[str, Any]) -> int | None:
    """The practitioner that was chosen; None: anybody."""
    given = data.get("given", {}).values()
    return next((int(one["who"]) for one in given if one.get("who") and one["key"] != ANYBODY), None)


def said(text: Mapping[str, str], language: str) -> str:
    """Words in a language, else in English."""
    return str(text.get(language) or text.get("en") or next(iter(text.values()), ""))

"""The form of one question: its words in each language, its answers, and where each leads."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from replywell.console import words
from replywell.dialogue import question_drafts, questions
from replywell.dialogue.questions import Question

SPARE = 2
"""Empty rows below the answers."""


@dataclass(frozen=True)
class Row:
    """One answer as the page has it."""

    number: int
    key: str = ""
    text: Mapping[str, str] = field(default_factory=dict)
    next: str = ""


@dataclass(frozen=True)
class Way:
    """Where an answer may lead: (key, words)."""

    key: str
    words: str


def kinds() -> list[tuple[str, str]]:
    """The kinds of question."""
    return [
        ("choice", _("Answers of your own")),
        ("reason", _("The kinds of visit that texts may book")),
        ("practitioner", _("The clinicians who do that kind of visit")),
    ]


def kind_words(kind: str) -> str:
    """The words of a kind."""
    return dict(kinds()).get(kind, kind)


def ways(found: Sequence[Question], key: str) -> list[Way]:
    """Where the answers of the question `key` may lead: on, to a later question, to a person."""
    keys = [one["key"] for one in found]
    place = keys.index(key) if key in keys else len(keys)
    later = [Way(one["key"], questions.name_of(one)) for one in found[place + 1 :]]
    return [Way("", _("the next question")), *later, Way(questions.PERSON, _("a person"))]


def way_words(found: Sequence[Question], key: str) -> str:
    """The words of where something leads; a question that is not there any more by its key."""
    if key == questions.PERSON:
        return _("a person")
    if not key:
        return _("the next question")
    return next((questions.name_of(one) for one in found if one["key"] == key), key)


def rows_of(question: Question) -> list[Row]:
    """The answers, and some empty rows."""
    have = [
        Row(number, str(one["key"]), one.get("text") or {}, str(one.get("next") or ""))
        for number, one in enumerate(question.get("options") or ())
    ]
    more = min(SPARE if have else 4, questions.MOST_OPTIONS - len(have))
    return [*have, *(Row(len(have) + number) for number in range(more))]


def read(sent: Mapping[str, str], have: Question | None, taken: Collection[str]) -> Question:
    """The question that a page sent. `have`: as it was, None for a new one. Checked by `questions.check`, not here."""
    text = _text(sent, "text")
    kind = sent.get("kind", "choice") if have is None else str(have["kind"])
    key = str(have["key"]) if have else question_drafts.key_for(text.get("en", ""), taken)
    made: Question = {"key": key, "kind": kind, "text": text, "next": sent.get("next", "")}
    if kind != "choice":
        return made
    options: list[Question] = []
    for number in range(questions.MOST_OPTIONS):
        given = _text(sent, f"answer-{number}")
        if not given:
            continue
        keys = {one["key"] for one in options}
        own = sent.get(f"answer-{number}-key", "")
        if not own or own in keys:
            own = question_drafts.key_for(given.get("en") or next(iter(given.values())), keys)
        options.append({"key": own, "text": given, "next": sent.get(f"answer-{number}-next", "")})
    return {**made, "options": options}


def languages(offered: Sequence[str]) -> list[tuple[str, str]]:
    """(code, name) of the languages that questions are written in here, English first."""
    return [(code, words.language(code)) for code in dict.fromkeys(["en", *offered]) if code in questions.LANGUAGES]


def _text(sent: Mapping[str, str], name: str) -> dict[str, str]:
    found = {code: " ".join(sent.get(f"{name}-{code}", "").split()) for code in questions.LANGUAGES}
    return {code: said for code, said in found.items() if said}

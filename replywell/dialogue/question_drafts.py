"""The practice's questions while somebody changes them: a draft that nobody is asked, until it is published.

Runs in progress finish on the version they began with; each that begins after a publication asks the new one. All run
in the practice's scope, for members of staff; every change leaves a line in the audit trail.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from replywell.audit.record import record
from replywell.dialogue import questions
from replywell.dialogue.models import QuestionDraft
from replywell.dialogue.questions import Question
from replywell.practices.models import Staff

LONGEST_KEY = 30


class ChangedMeanwhile(ValueError):  # noqa: N818
    """A colleague changed the draft since the page was made. Nothing was done."""


@dataclass(frozen=True)
class Draft:
    """The questions to look at: a draft, or without one those in use. `stamp` 0: there is no draft."""

    questions: list[Question]
    stamp: int
    version: int
    changed_by: str = ""
    changed_at: datetime | None = None

    @property
    def wrong(self) -> list[str]:
        """What keeps it from being published, in sentences."""
        return questions.check(self.questions)

    def question(self, key: str) -> Question | None:
        """One of them."""
        return next((one for one in self.questions if one["key"] == key), None)


def current() -> Draft:
    """The draft, or what is in use. Two queries."""
    version, in_use = questions.latest()
    row = QuestionDraft.objects.first()
    if row is None:
        return Draft(in_use, 0, version)
    return Draft(row.questions, row.stamp, version, row.changed_by, row.changed_at)


def put(staff: Staff, question: Question, *, stamp: int, now: datetime) -> None:
    """Change the question with this key, or add it at the end. Raises ChangedMeanwhile."""
    have = _have(stamp)
    keys = [one["key"] for one in have]
    if question["key"] in keys:
        have[keys.index(question["key"])] = question
    else:
        have.append(question)
    _save(staff, have, stamp, now)


def remove(staff: Staff, key: str, *, stamp: int, now: datetime) -> None:
    """Leave a question out; what led to it goes on with the next in the list. Raises ChangedMeanwhile."""
    left = [one for one in _have(stamp) if one["key"] != key]
    for one in left:
        for lead in (one, *(one.get("options") or ())):
            if lead.get("next") == key:
                lead["next"] = ""
    _save(staff, left, stamp, now)


def move(staff: Staff, key: str, by: int, *, stamp: int, now: datetime) -> None:
    """Put a question earlier (`by` -1) or later (1). Raises ChangedMeanwhile."""
    have = _have(stamp)
    place = next((place for place, one in enumerate(have) if one["key"] == key), None)
    if place is None:
        raise ChangedMeanwhile(_changed())
    other = min(max(place + by, 0), len(have) - 1)
    have[place], have[other] = have[other], have[place]
    _save(staff, have, stamp, now)


def discard(staff: Staff, *, stamp: int, now: datetime) -> None:
    """Throw the draft away: what is in use stays. Raises ChangedMeanwhile."""
    deleted, _rows = QuestionDraft.objects.filter(stamp=stamp).delete()
    if not deleted:
        raise ChangedMeanwhile(_changed())
    _note(staff, "questions.discarded", now)


def publish(staff: Staff, *, stamp: int, now: datetime) -> int:
    """Use the draft from now on; returns its version. Raises ChangedMeanwhile; ValueError in sentences."""
    row = QuestionDraft.objects.select_for_update().filter(stamp=stamp).first()
    if row is None:
        raise ChangedMeanwhile(_changed())
    version = questions.publish(staff.practice_id, row.questions, by=staff.code, now=now)
    row.delete()
    return version


def key_for(words: str, taken: Collection[str]) -> str:
    """A key of its own from the words of a question or an answer: "how_is_it_paid"."""
    plain = unicodedata.normalize("NFD", words.casefold()).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "_", plain).strip("_").lstrip("0123456789_")[:LONGEST_KEY].strip("_") or "one"
    key, number = base, 2
    while key in taken or key in (questions.PERSON, questions.ANYBODY, questions.SOMETHING_ELSE):
        key, number = f"{base[: LONGEST_KEY - 3]}_{number}", number + 1
    return key


def _have(stamp: int) -> list[Question]:
    """The questions that the page showed, to be changed. `stamp` 0: there was no draft."""
    row = QuestionDraft.objects.select_for_update().first()
    if (row.stamp if row else 0) != stamp:
        raise ChangedMeanwhile(_changed())
    return deepcopy(row.questions) if row else questions.latest()[1]


def _save(staff: Staff, found: list[Question], stamp: int, now: datetime) -> None:
    values: Mapping[str, Any] = {"questions": found, "stamp": stamp + 1, "changed_by": staff.code, "changed_at": now}
    if stamp:
        QuestionDraft.objects.filter(stamp=stamp).update(**values)
    else:
        _row, made = QuestionDraft.objects.get_or_create(practice_id=staff.practice_id, defaults=values)
        if not made:
            raise ChangedMeanwhile(_changed())
    _note(staff, "questions.drafted", now)


def _note(staff: Staff, verb: str, now: datetime) -> None:
    record(staff.practice_id, verb, f"practice:{staff.practice_id}", actor=f"staff:{staff.code}", at=now)


def _changed() -> str:
    return _("A colleague changed the draft meanwhile. It is shown as it is now; look again.")

"""The questions of new patients are the practice's own, in versions that never change."""

from datetime import datetime

import pytest

from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.dialogue import questions
from tests.practice import Oak, make_practice

REASON = {"key": "why", "kind": "reason", "text": {"en": "What may we see you for?"}, "next": ""}
WHOM = {"key": "whom", "kind": "practitioner", "text": {"en": "Whom?"}, "next": ""}


@pytest.fixture
def oak(frozen: datetime) -> Oak:
    return make_practice()


def test_a_new_run_asks_the_newest_version(oak: Oak) -> None:
    with practice_scope(oak.id):
        assert questions.facts()["questions_version"] == 0
        assert questions.publish(oak.id, [REASON], by="anna", now=clock.now()) == 1
        assert questions.publish(oak.id, [REASON, WHOM], by="anna", now=clock.now()) == 2
        told = questions.facts()
    assert told["questions_version"] == 2
    assert [one["key"] for one in told["questions"]] == ["why", "whom"]
    assert [one["key"] for one in told["questions"][0]["options"]] == ["visit", "something_else"]


def test_what_is_shipped_may_be_published(oak: Oak) -> None:
    with practice_scope(oak.id):
        assert questions.check(questions.latest()[1]) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ([], "at least one question"),
        ([WHOM], "Exactly one question asks for the kind of visit"),
        ([WHOM, REASON], "Ask for the kind of visit before"),
        ([REASON, {**WHOM, "next": "why"}], "must lead to a later question"),
        ([{**REASON, "text": {"es": "¿Por qué?"}}], "write it in English"),
        ([{**REASON, "text": {"en": "a" * 141}}], "keep it to one line"),
        ([REASON, {**WHOM, "kind": "choice", "options": []}], "two to nine answers"),
    ],
)
def test_a_set_that_would_lead_nowhere_is_refused(oak: Oak, wrong: list[questions.Question], said: str) -> None:
    with practice_scope(oak.id):
        with pytest.raises(ValueError, match=said):
            questions.publish(oak.id, wrong, by="anna", now=clock.now())
        assert questions.latest()[0] == 0

"""Who stops answering is nudged once, at an hour at which one may text, and then closed; who stopped texts never."""

from datetime import datetime

import pytest

from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.dialogue import take_over
from replywell.patients.models import Lead
from tests.dialogue.talk import bodies, conversation, later, open_tasks, runs, suppressed, task, utc
from tests.newcomers.asked import NEW, leads_of, newcomer, sent, text, work
from tests.practice import Oak, make_patient, make_visit

BEGIN = ("I need an appointment as a new patient", "yes")


def at(moment: datetime) -> None:
    """Wait until then, doing what falls due each hour."""
    while clock.now() < moment:
        clock.shift(min(moment - clock.now(), _HOUR))
        work()


_HOUR = utc(1, 1) - utc(1, 0)


def test_nudged_after_a_day_and_closed_after_another(oak: Oak) -> None:
    text(*BEGIN)
    at(utc(3, 15, 1))
    assert sent(oak)[-1] == "lead.still"
    at(utc(4, 15, 2))
    assert sent(oak).count("lead.still") == 1
    assert leads_of(oak)[0][0] == "abandoned"
    assert task(oak, "new_patient_waits").summary == "New patient stopped answering half-way: call"
    before = bodies(oak, NEW)
    at(utc(6, 15))
    assert bodies(oak, NEW) == before


def test_an_answer_to_the_nudge_goes_on(oak: Oak) -> None:
    text(*BEGIN)
    at(utc(3, 16))
    text("2")
    assert newcomer(oak).open_question == "What kind of visit would you like?"
    at(utc(4, 20))
    assert newcomer(oak).run is None
    assert leads_of(oak)[0][0] == "abandoned"
    assert sent(oak).count("lead.still") == 1


def test_who_stops_while_times_are_shown_gets_fresh_ones_once(oak: Oak) -> None:
    text(*BEGIN, "1", "1", "1", "3")
    at(utc(3, 15, 1))
    assert sent(oak)[-1] == "lead.still_times"
    assert "Mon Mar 2" not in bodies(oak, NEW)[-1]
    text("2")
    assert leads_of(oak)[0][0] == "booked"


def test_late_in_the_evening_the_nudge_waits_for_the_morning(oak: Oak) -> None:
    clock.freeze(utc(3, 3))  # 10 pm
    text(*BEGIN)
    at(utc(4, 4))
    assert sent(oak)[-1] == "lead.question"
    at(utc(4, 12))  # 7 am
    assert sent(oak)[-1] == "lead.question"
    at(utc(4, 15))
    assert sent(oak)[-1] == "lead.still"
    at(utc(5, 15))
    assert sent(oak).count("lead.still") == 1
    assert leads_of(oak)[0][0] == "abandoned"


def test_who_answers_in_the_night_is_not_nudged_in_the_morning(oak: Oak) -> None:
    clock.freeze(utc(3, 3))
    text(*BEGIN)
    at(utc(4, 4))
    text("1")
    assert newcomer(oak).open_question == "What kind of visit would you like?"
    at(utc(4, 16))
    assert "lead.still" not in sent(oak)


@pytest.mark.parametrize("words", ["STOP", "please stop texting me"])
def test_who_stops_texts_in_the_night_hears_nothing_in_the_morning(oak: Oak, words: str) -> None:
    clock.freeze(utc(3, 3))
    text(*BEGIN)
    at(utc(4, 4))
    text(words)
    assert suppressed(oak, NEW) == "opt_out"
    before = sent(oak)
    at(utc(7, 16))
    assert sent(oak) == before
    assert before[-1] == "opt_out.confirmed"
    assert leads_of(oak)[0][0] == "declined"
    assert [why for *_, why in runs(oak)] == ["opted_out"]
    assert open_tasks(oak) == []


def test_without_a_yes_there_is_no_nudge(oak: Oak) -> None:
    text("I need an appointment as a new patient")
    at(utc(5, 15))
    assert sent(oak) == ["lead.consent"]
    assert leads_of(oak)[0][0] == "abandoned"


def test_whom_staff_booked_meanwhile_is_not_nudged(oak: Oak) -> None:
    text(*BEGIN)
    patient = make_patient(oak, "Ana", "Ruiz", NEW)
    make_visit(oak, patient, utc(20, 15))
    at(utc(3, 16))
    assert "lead.still" not in sent(oak)
    assert leads_of(oak)[0][0] == "handed_over"


def test_in_a_persons_hands_nobody_is_nudged(oak: Oak) -> None:
    text(*BEGIN)
    with practice_scope(oak.id):
        take_over.take(conversation(oak, NEW).pk, oak.anna, now=clock.now())
    later(hours=3)
    with practice_scope(oak.id):
        take_over.hand_back(conversation(oak, NEW).pk, oak.anna, now=clock.now())
    work()
    assert sent(oak)[-1] == "lead.go_on"
    at(utc(3, 19))
    assert sent(oak)[-1] == "lead.still"
    with practice_scope(oak.id):
        assert Lead.objects.get().status == "open"

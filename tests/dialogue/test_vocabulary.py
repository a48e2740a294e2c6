"""What a practice's own words change: which visit is meant, with whom and where another is offered."""

from datetime import time

from django.db import connection
from django.test.utils import CaptureQueriesContext

from replywell.common.tenancy import practice_scope
from replywell.dialogue import hours
from replywell.practices.models import Location, PracticeWord
from replywell.scheduling.models import AppointmentType, Schedule, Session, TypeNeeds
from tests.dialogue.talk import bodies, deliver, open_tasks, said, text, utc, visit
from tests.practice import Oak, make_patient, make_practice, make_visit


def word(oak: Oak, words: str, kind: str = "", code: str = "") -> None:
    with practice_scope(oak.id):
        PracticeWord.objects.create(practice=oak.practice, words=words, kind=kind, code=code)
    hours.forget()


def west(oak: Oak) -> Location:
    """A second place, where Dr. Ortiz works too, on afternoons."""
    with practice_scope(oak.id):
        place = Location.objects.create(
            practice=oak.practice, code="west", name="Westside Clinic", zone="America/New_York"
        )
        schedule = Schedule.objects.create(
            practice=oak.practice,
            code="ortiz-west",
            name="Ortiz",
            kind="practitioner",
            practitioner=oak.ortiz,
            location=place,
        )
        for weekday in range(5):
            Session.objects.create(
                practice=oak.practice, schedule=schedule, weekday=weekday, starts=time(18), ends=time(20)
            )
        TypeNeeds.objects.create(practice=oak.practice, type=oak.visit_type, part="practitioner", schedule=schedule)
    hours.forget()
    return place


def test_a_nickname_says_whose_visit_is_meant(oak: Oak) -> None:
    patient = make_patient(oak)
    with_lee, with_ortiz = make_visit(oak, patient, utc(5, 15)), make_visit(oak, patient, utc(6, 15), with_lee=False)
    word(oak, "Dr. Lucho", "practitioner", "ortiz")
    text("cancel my visit with dr lucho")
    assert (visit(oak, with_lee).status, visit(oak, with_ortiz).status) == ("booked", "cancelled")
    assert open_tasks(oak) == []


def test_a_service_that_no_visit_is_for_is_a_persons(oak: Oak) -> None:
    booked = make_visit(oak, make_patient(oak), utc(5, 15))
    with practice_scope(oak.id):
        AppointmentType.objects.create(practice=oak.practice, code="btx", name="Xeomin", minutes=30)
    word(oak, "wrinkle shot", "type", "btx")
    text("cancel my wrinkle shot")
    assert visit(oak, booked).status == "booked"
    assert [queue for queue, _ in open_tasks(oak)] == ["scheduling"]


def test_another_clinician_is_offered_when_one_is_named(oak: Oak) -> None:
    make_visit(oak, make_patient(oak), utc(5, 15))
    text("need to move my visit to friday with dr ortiz")
    deliver()
    assert said(oak) == ["visit.pick_time"]
    (offer,) = bodies(oak)
    assert offer.count("Dr. Ortiz") == 3


def test_the_own_clinician_is_offered_when_nobody_is_named(oak: Oak) -> None:
    make_visit(oak, make_patient(oak), utc(5, 15))
    text("need to move my visit to friday")
    deliver()
    assert "Dr." not in bodies(oak)[0]


def test_another_place_is_offered_when_one_is_named_and_said(oak: Oak) -> None:
    west(oak)
    make_visit(oak, make_patient(oak), utc(5, 15))
    text("can I come to the westside office on friday instead")
    deliver()
    assert said(oak) == ["visit.pick_time"]
    (offer,) = bodies(oak)
    assert offer.count("Westside Clinic") == 3
    assert "6:00 pm" in offer


def test_nothing_open_with_whom_is_named_says_so_with_others(oak: Oak) -> None:
    make_visit(oak, make_patient(oak), utc(5, 15))
    with practice_scope(oak.id):
        Session.objects.filter(schedule=oak.ortiz_schedule).delete()
    text("need to move my visit to friday with dr ortiz")
    deliver()
    assert said(oak) == ["visit.none_fits"]
    assert "Dr. Ortiz" not in bodies(oak)[0]


def test_another_practices_words_mean_nothing_here(oak: Oak) -> None:
    patient = make_patient(oak)
    first, second = make_visit(oak, patient, utc(5, 15)), make_visit(oak, patient, utc(6, 15), with_lee=False)
    other = make_practice("elm", "+12125550199")
    word(other, "Dr. Lucho", "practitioner", "ortiz")
    text("cancel my visit with dr lucho")
    assert {visit(oak, one).status for one in (first, second)} == {"booked"}


def test_the_words_cost_one_query_in_seconds_not_one_a_text(oak: Oak) -> None:
    make_visit(oak, make_patient(oak), utc(5, 15))
    word(oak, "MyChart")
    with CaptureQueriesContext(connection) as queries:
        text("thanks")
        text("ok thanks")
    assert sum("practices_practiceword" in one["sql"] for one in queries) == 1

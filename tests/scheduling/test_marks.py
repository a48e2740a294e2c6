"""Arrived, done, missed, and a mark taken back; working time as calendars draw it, on the odd days too."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from replywell.common.tenancy import practice_scope
from replywell.practices.models import Closure
from replywell.scheduling import booking
from replywell.scheduling.booking import SlotTaken, VisitChanged
from replywell.scheduling.models import Appointment, Session, SessionException
from replywell.scheduling.working import free, working
from tests.practice import Oak, make_patient, make_practice, make_visit
from tests.scheduling.calls import at, book, listening

ANNA = {"actor": "staff:anna"}


@pytest.fixture
def oak(frozen: datetime) -> Oak:
    return make_practice()


def test_a_visit_is_done_after_the_patient_arrived_or_when_its_time_has_come(oak: Oak, frozen: datetime) -> None:
    maria = make_patient(oak)
    here, ahead, begun = (make_visit(oak, maria, at(2, hour)) for hour in (11, 14, 9))
    with practice_scope(oak.id):
        here = booking.arrive(here.pk, 1, now=frozen, **ANNA)
        assert booking.fulfil(here.pk, here.version, now=frozen, **ANNA).status == "fulfilled"
        assert booking.fulfil(begun.pk, 1, now=frozen, **ANNA).status == "fulfilled"
        with pytest.raises(VisitChanged):
            booking.fulfil(ahead.pk, 1, now=frozen, **ANNA)
        with pytest.raises(VisitChanged):  # a colleague was faster
            booking.no_show(here.pk, 1, now=frozen, **ANNA)


def test_a_mark_that_was_a_mistake_is_taken_back(oak: Oak, frozen: datetime) -> None:
    maria = make_patient(oak)
    visit = make_visit(oak, maria, at(2, 14))
    with practice_scope(oak.id), listening() as heard:
        visit = booking.arrive(visit.pk, 1, now=frozen, **ANNA)
        visit = booking.fulfil(visit.pk, visit.version, now=frozen, **ANNA)
        for status in ("arrived", "booked"):
            visit = booking.reopen(visit.pk, visit.version, now=frozen, **ANNA)
            assert visit.status == status
        assert [one.what for one in heard] == ["arrived", "fulfilled", "booked"]
        with pytest.raises(VisitChanged):
            booking.reopen(visit.pk, visit.version, now=frozen, **ANNA)
        visit = booking.no_show(visit.pk, visit.version, now=frozen, **ANNA)
        with pytest.raises(VisitChanged):
            booking.reopen(visit.pk, visit.version - 1, now=frozen, **ANNA)
        assert booking.reopen(visit.pk, visit.version, now=frozen, **ANNA).status == "booked"


def test_a_missed_visit_cannot_come_back_to_a_time_that_somebody_else_has(oak: Oak, frozen: datetime) -> None:
    maria, leo = make_patient(oak), make_patient(oak, "Leo", phone="+12125550124")
    visit = make_visit(oak, maria, at(2, 14))
    with practice_scope(oak.id):
        missed = booking.no_show(visit.pk, 1, now=frozen, **ANNA)
        book(oak, frozen, at(2, 14), leo.pk)
        with pytest.raises(SlotTaken):
            booking.reopen(visit.pk, missed.version, now=frozen, **ANNA)
        assert Appointment.objects.get(pk=visit.pk).status == "noshow"


def wall(moment: datetime) -> str:
    return f"{moment.astimezone(ZoneInfo('America/New_York')):%H:%M}"


def test_working_time_knows_lunch_days_off_extra_hours_and_holidays(oak: Oak) -> None:
    monday = date(2026, 3, 2)
    with practice_scope(oak.id):
        SessionException.objects.create(
            practice=oak.practice, schedule=oak.lee_schedule, day=monday, starts=time(9), ends=time(10)
        )
        SessionException.objects.create(
            practice=oak.practice, schedule=oak.lee_schedule, day=monday, working=True, starts=time(17), ends=time(19)
        )
        SessionException.objects.create(practice=oak.practice, schedule=oak.ortiz_schedule, day=monday)
        Closure.objects.create(practice=oak.practice, day=monday + timedelta(days=1), name="Town Day")
        Closure.objects.create(
            practice=oak.practice, location=oak.location, day=monday + timedelta(days=2), name="Painters"
        )
        found = working(monday, 4)
    spans = [(wall(start), wall(end)) for start, end in found.of(oak.lee.pk, monday)]
    assert spans == [("08:00", "09:00"), ("10:00", "12:00"), ("13:00", "19:00")]
    assert found.of(oak.ortiz.pk, monday) == []
    assert found.closed == {monday + timedelta(days=1): "Town Day"}
    assert found.of(oak.lee.pk, monday + timedelta(days=1)) == []
    assert found.of(oak.lee.pk, monday + timedelta(days=2)) == []
    assert len(found.of(oak.lee.pk, monday + timedelta(days=3))) == 2


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 8), 5), (date(2026, 11, 1), 7), (date(2026, 3, 15), 6)])
def test_a_night_over_a_daylight_saving_change_is_an_hour_shorter_or_longer(oak: Oak, day: date, hours: int) -> None:
    with practice_scope(oak.id):
        Session.objects.create(
            practice=oak.practice, schedule=oak.lee_schedule, weekday=6, starts=time(0), ends=time(6)
        )
        ((start, end),) = working(day).of(oak.lee.pk, day)
    assert end - start == timedelta(hours=hours)


def test_free_time_is_what_is_left_of_working_time() -> None:
    def span(start: int, end: int) -> tuple[datetime, datetime]:
        return datetime(2026, 3, 2, start, tzinfo=UTC), datetime(2026, 3, 2, end, tzinfo=UTC)

    assert free([span(8, 12), span(13, 17)], [span(7, 9), span(10, 11), span(11, 14)]) == [
        span(9, 10),
        span(14, 17),
    ]
    assert free([span(8, 12)], [span(8, 12)]) == []

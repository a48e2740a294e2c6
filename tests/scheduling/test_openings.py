"""Which slots are offered for a wish. Today is Monday 2 March 2026, ten o'clock."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

import pytest

from replywell.common.tenancy import practice_scope
from replywell.scheduling.free_slots import Openings, Wish, openings
from replywell.scheduling.models import Appointment, Session
from tests.practice import Oak, make_patient, make_practice, make_visit
from tests.scheduling.calls import NEW_YORK, at


@pytest.fixture
def oak(frozen: datetime) -> Oak:
    return make_practice()


def ask(oak: Oak, *wishes: Wish, near: datetime | None = None, **values: object) -> Openings:
    now = datetime(2026, 3, 2, 15, tzinfo=UTC)
    with practice_scope(oak.id):
        values = {"practitioner_id": oak.lee.pk, "location_id": None} | values
        return openings(oak.visit_type, now=now, wishes=wishes, near=near, **values)  # type: ignore[arg-type]


def said(found: Openings) -> list[str]:
    return [slot.starts_at.astimezone(NEW_YORK).strftime("%a %d %H:%M") for slot in found.slots]


def day(number: int, **values: object) -> Wish:
    return Wish(start=at(number, 0), end=at(number + 1, 0), **values)  # type: ignore[arg-type]


def test_without_a_wish_the_soonest_on_different_days(oak: Oak) -> None:
    found = ask(oak)
    assert found.fits
    assert said(found) == ["Mon 02 11:00", "Tue 03 08:00", "Wed 04 08:00"]


def test_a_visit_to_move_gets_its_own_hour_on_other_days(oak: Oak) -> None:
    visit = make_visit(oak, make_patient(oak), at(4, 14, 30))
    found = ask(oak, near=visit.starts_at, ignoring=visit.pk)
    assert found.fits
    assert said(found) == ["Wed 04 14:00", "Tue 03 14:30", "Thu 05 14:30"]


def test_a_day_and_a_part_of_it_are_kept(oak: Oak) -> None:
    found = ask(oak, day(5, earliest=time(12), latest=time(17)), near=at(3, 9))
    assert found.fits
    assert [line[:6] for line in said(found)] == ["Thu 05"] * 3
    assert said(found)[0] == "Thu 05 13:00"
    times = sorted(slot.starts_at for slot in found.slots)
    assert min(b - a for a, b in pairwise(times)) >= timedelta(hours=1), "hours apart"


def test_an_exact_time_is_offered_alone(oak: Oak) -> None:
    found = ask(oak, Wish(start=at(5, 15), end=at(5, 15)), near=at(3, 9))
    assert (found.fits, said(found)) == (True, ["Thu 05 15:00"])


def test_an_exact_time_that_is_taken_gets_its_nearest_others(oak: Oak) -> None:
    make_visit(oak, make_patient(oak), at(5, 15))
    found = ask(oak, Wish(start=at(5, 15), end=at(5, 15)), near=at(3, 9))
    assert not found.fits
    assert said(found) == ["Thu 05 14:30", "Thu 05 15:30", "Wed 04 15:00"]


def test_a_bare_time_means_that_time_on_the_nearest_days(oak: Oak) -> None:
    visit = make_visit(oak, make_patient(oak), at(4, 14, 30))
    found = ask(oak, Wish(earliest=time(15), latest=time(15)), near=visit.starts_at, ignoring=visit.pk)
    assert (found.fits, said(found)) == (True, ["Wed 04 15:00", "Tue 03 15:00", "Thu 05 15:00"])


def test_weekdays_are_kept(oak: Oak) -> None:
    found = ask(oak, Wish(weekdays=frozenset({4}), latest=time(10)))
    assert (found.fits, said(found)) == (True, ["Fri 06 08:00", "Fri 06 09:45", "Fri 13 08:00"])


def test_any_of_several_wishes_will_do(oak: Oak) -> None:
    found = ask(oak, day(5, latest=time(9)), day(10, earliest=time(16)))
    assert found.fits
    assert {line[:6] for line in said(found)} == {"Thu 05", "Tue 10"}


def test_what_was_ruled_out_is_not_offered_even_when_nothing_fits(oak: Oak) -> None:
    mornings = Wish(latest=time(12), excluded=True)
    assert all(line[-5:] >= "13:00" for line in said(ask(oak, mornings)))
    found = ask(oak, Wish(weekdays=frozenset({6})), mornings)
    assert not found.fits
    assert len(found.slots) == 3
    assert all(line[-5:] >= "13:00" for line in said(found))


def test_a_full_week_leads_to_the_next(oak: Oak) -> None:
    with practice_scope(oak.id):
        Session.objects.update(valid_from=at(23, 12).date())
    found = ask(oak, day(5))
    assert not found.fits
    assert said(found)[0] == "Mon 23 08:00"
    found = ask(oak, Wish(start=at(5, 0)))
    assert found.fits
    assert said(found) == ["Mon 23 08:00", "Tue 24 08:00", "Wed 25 08:00"]


def test_next_month_is_searched_where_it_lies(oak: Oak) -> None:
    found = ask(oak, Wish(start=at(6, 0, month=4), end=at(11, 0, month=4)), near=at(3, 9))
    assert found.fits
    assert said(found) == ["Mon 06 09:00", "Tue 07 09:00", "Wed 08 09:00"]


def test_past_the_horizon_nothing_fits_and_the_last_days_are_offered(oak: Oak) -> None:
    found = ask(oak, Wish(start=at(1, 0, month=9), end=at(2, 0, month=9)))
    assert not found.fits
    assert {slot.starts_at.astimezone(NEW_YORK).month for slot in found.slots} <= {4, 5}


def test_two_practitioners_at_one_time_are_one_opening(oak: Oak) -> None:
    found = ask(oak, day(5), practitioner_id=None)
    assert len({slot.starts_at for slot in found.slots}) == 3


def test_when_nothing_is_free_nothing_is_offered(oak: Oak) -> None:
    with practice_scope(oak.id):
        Session.objects.all().delete()
        Appointment.objects.all().delete()
    assert ask(oak, day(5)) == Openings([], False)


def test_a_type_that_texts_may_not_book_has_no_openings(oak: Oak) -> None:
    oak.visit_type.bookable_by_text = False
    assert ask(oak) == Openings([], False)

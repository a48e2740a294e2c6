"""What the search gives, as facts about the Oak Street practice."""

import os
from datetime import UTC, date, datetime, time, timedelta

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from replywell.common.tenancy import practice_scope
from replywell.practices.models import Closure, Location, Practitioner
from replywell.scheduling import booking
from replywell.scheduling.free_slots import free_slots, slot_at
from replywell.scheduling.models import Appointment, Schedule, Session, SessionException, TypeNeeds
from tests.practice import Oak, make_patient, make_practice, make_visit
from tests.scheduling.calls import at, book, search, slot_of, walls

QUARTERS = ["00", "15", "30", "45"]
MORNING = [f"{hour:02}:{q}" for hour in (8, 9, 10, 11) for q in QUARTERS][:-1]
AFTERNOON = [f"{hour}:{q}" for hour in (13, 14, 15, 16) for q in QUARTERS][:-1]


@pytest.fixture
def oak(frozen: datetime) -> Oak:
    return make_practice()


def off(oak: Oak, day: int, starts: time | None = None, ends: time | None = None, working: bool = False) -> None:
    SessionException.objects.create(
        practice=oak.practice,
        schedule=oak.lee_schedule,
        day=date(2026, 3, day),
        starts=starts,
        ends=ends,
        working=working,
    )


def test_a_free_day_is_its_sessions_without_lunch(oak: Oak, frozen: datetime) -> None:
    with practice_scope(oak.id):
        slots = search(oak, frozen, 3)
    assert walls(slots) == MORNING + AFTERNOON
    assert {slot.schedule_ids for slot in slots} == {(oak.lee_schedule.pk,)}
    assert {slot.ends_at - slot.starts_at for slot in slots} == {timedelta(minutes=30)}
    assert slots[0].starts_at == datetime(2026, 3, 3, 13, tzinfo=UTC)


def test_a_booked_visit_is_never_offered_and_its_neighbours_are(oak: Oak, frozen: datetime) -> None:
    make_visit(oak, make_patient(oak), at(3, 10))
    with practice_scope(oak.id):
        assert [w for w in MORNING if w not in walls(search(oak, frozen, 3))] == ["09:45", "10:00", "10:15"]


def test_ones_own_visit_does_not_stand_in_ones_way(oak: Oak, frozen: datetime) -> None:
    visit = make_visit(oak, make_patient(oak), at(3, 10))
    with practice_scope(oak.id):
        assert walls(search(oak, frozen, 3, ignoring=visit.pk)) == MORNING + AFTERNOON


def test_an_overbooking_counts_as_taken(oak: Oak, frozen: datetime) -> None:
    maria = make_patient(oak)
    make_visit(oak, maria, at(3, 10))
    with practice_scope(oak.id):
        slot = slot_at(oak.visit_type, at(3, 10, 15), practitioner_id=oak.lee.pk)
        assert slot is not None
        visit = booking.overbook(slot, patient_id=maria.pk, now=frozen, actor="staff:1")
        assert visit.overbooked
        assert "10:30" not in walls(search(oak, frozen, 3))
        assert "10:45" in walls(search(oak, frozen, 3))


def test_a_hold_is_taken_until_it_runs_out(oak: Oak, frozen: datetime) -> None:
    with practice_scope(oak.id):
        booking.hold(slot_of(oak, frozen, at(3, 10)), until=at(2, 11), now=frozen, actor="system")
        assert "10:00" not in walls(search(oak, at(2, 10, 59), 3))
        assert "10:00" in walls(search(oak, at(2, 11), 3))


@pytest.mark.parametrize("status", ["cancelled", "noshow", "expired"])
def test_an_ended_visit_takes_nothing(oak: Oak, frozen: datetime, status: str) -> None:
    visit = make_visit(oak, make_patient(oak), at(3, 10))
    with practice_scope(oak.id):
        Appointment.objects.filter(pk=visit.pk).update(status=status)
        assert walls(search(oak, frozen, 3)) == MORNING + AFTERNOON


def test_buffers_keep_their_distance_from_visits_and_from_the_ends_of_a_session(oak: Oak, frozen: datetime) -> None:
    make_visit(oak, make_patient(oak), at(3, 10))
    oak.visit_type.buffer_before, oak.visit_type.buffer_after = 5, 10
    with practice_scope(oak.id):
        oak.visit_type.save()
        found = [wall for wall in walls(search(oak, frozen, 3)) if wall < "12"]
        assert found == ["08:15", "08:30", "08:45", "09:00", "09:15", "10:45", "11:00", "11:15"]
        visit = book(oak, frozen, at(3, 8, 30), make_patient(oak, "Eva").pk)
        assert (visit.starts_at, visit.ends_at) == (at(3, 8, 30), at(3, 9))
        # 8:25 to 9:10 is taken: the next visit's own buffer begins no sooner.
        assert walls(search(oak, frozen, 3))[0] == "09:15"


def test_a_day_off_and_an_hour_off_are_not_offered(oak: Oak, frozen: datetime) -> None:
    with practice_scope(oak.id):
        off(oak, 3)
        off(oak, 4, time(9), time(11, 30))
        assert search(oak, frozen, 3) == []
        assert walls(search(oak, frozen, 4))[:5] == ["08:00", "08:15", "08:30", "11:30", "13:00"]


def test_an_extra_session_is_offered_and_time_off_wins_over_it(oak: Oak, frozen: datetime) -> None:
    with practice_scope(oak.id):
        off(oak, 7, time(9), time(11), working=True)
        assert walls(search(oak, frozen, 7)) == ["09:00", "09:15", "09:30", "09:45", "10:00", "10:15", "10:30"]
        off(oak, 7, time(9), time(10))
        assert walls(search(oak, frozen, 7)) == ["10:00", "10:15", "10:30"]


def test_a_holiday_closes_one_place_or_all(oak: Oak, frozen: datetime) -> None:
    with practice_scope(oak.id):
        elsewhere = Location.objects.create(practice=oak.practice, code="b", name="B", zone="America/New_York")
        Closure.objects.create(practice=oak.practice, location=elsewhere, day=date(2026, 3, 3), name="Works")
        Closure.objects.create(practice=oak.practice, location=oak.location, day=date(2026, 3, 4), name="Flood")
        Closure.objects.create(practice=oak.practice, location=None, day=date(2026, 3, 5), name="Holiday")
        assert [len(search(oak, frozen, day)) for day in (3, 4, 5, 6)] == [30, 0, 0, 30]


def test_a_session_counts_from_its_first_day_to_its_last(oak: Oak, frozen: datetime) -> None:
    with practice_scope(oak.id):
        Session.objects.filter(schedule=oak.lee_schedule, weekday=1).update(valid_until=date(2026, 3, 10))
        Session.objects.filter(schedule=oak.lee_schedule, weekday=2).update(valid_from=date(2026, 3, 11))
        assert [bool(search(oak, frozen, day)) for day in (3, 10, 17)] == [True, True, False]
        assert [bool(search(oak, frozen, day)) for day in (4, 11, 18)] == [False, True, True]


def test_a_session_takes_only_its_types(oak: Oak, frozen: datetime) -> None:
    with practice_scope(oak.id):
        sessions = Session.objects.filter(schedule=oak.lee_schedule, weekday=1)
        sessions.filter(starts=time(8)).update(types=["other"])
        sessions.filter(starts=time(13)).update(types=["other", "visit"])
        assert walls(search(oak, frozen, 3)) == AFTERNOON


def test_sessions_that_touch_are_one(oak: Oak, frozen: datetime) -> None:
    with practice_scope(oak.id):
        Session.objects.filter(schedule=oak.lee_schedule, weekday=1, starts=time(13)).update(starts=time(12))
        assert {"11:45", "12:00"} <= set(walls(search(oak, frozen, 3)))


def test_the_grid_begins_with_the_session(oak: Oak, frozen: datetime) -> None:
    oak.visit_type.step_minutes = 40
    with practice_scope(oak.id):
        Session.objects.filter(schedule=oak.lee_schedule, weekday=1, starts=time(8)).update(starts=time(8, 10))
        assert walls(search(oak, frozen, 3))[:5] == ["08:10", "08:50", "09:30", "10:10", "10:50"]


def test_texts_book_after_the_lead_time_and_before_the_horizon(oak: Oak, frozen: datetime) -> None:
    oak.visit_type.lead_minutes, oak.visit_type.horizon_days = 65, 2
    with practice_scope(oak.id):
        slots = search(oak, frozen, 2, days=30, by_text=True)
        assert slots[0].starts_at == at(2, 11, 15)
        assert slots[-1].starts_at == at(4, 9, 45)
        oak.visit_type.bookable_by_text = False
        assert search(oak, frozen, 2, by_text=True) == []
        assert search(oak, frozen, 2)[0].starts_at == frozen, "staff may; never in the past"


def test_a_schedule_out_of_every_part_must_be_free(oak: Oak, frozen: datetime) -> None:
    maria = make_patient(oak)
    with practice_scope(oak.id):
        second = Schedule.objects.create(
            practice=oak.practice, code="room2", name="Room 2", kind="room", location=oak.location
        )
        for room in (oak.room, second):
            TypeNeeds.objects.create(practice=oak.practice, type=oak.visit_type, part="room", schedule=room)
        first = book(oak, frozen, at(3, 10), maria.pk)
        with_ortiz = search(oak, frozen, 3, practitioner_id=oak.ortiz.pk)
        taken = [slot for slot in with_ortiz if slot.starts_at == at(3, 10)]
        assert [slot.schedule_ids for slot in taken] == [(oak.ortiz_schedule.pk, second.pk)]
        booking.book(taken[0], patient_id=maria.pk, now=frozen, actor="patient", via="text")
        # Both rooms are full at ten, so nobody can be seen then, whoever is free.
        third = Practitioner.objects.create(practice=oak.practice, code="kim", name="Kim", text_name="Dr. Kim")
        calendar = Schedule.objects.create(
            practice=oak.practice,
            code="kim",
            name="Kim",
            kind="practitioner",
            practitioner=third,
            location=oak.location,
        )
        TypeNeeds.objects.create(practice=oak.practice, type=oak.visit_type, part="practitioner", schedule=calendar)
        Session.objects.create(practice=oak.practice, schedule=calendar, weekday=1, starts=time(9), ends=time(12))
        kims = walls(search(oak, frozen, 3, practitioner_id=third.pk))
        assert kims == ["09:00", "09:15", "09:30", "10:30", "10:45", "11:00", "11:15", "11:30"]
        booking.cancel(first.pk, 1, now=frozen, actor="patient")
        assert "10:00" in walls(search(oak, frozen, 3, practitioner_id=third.pk))


def test_a_room_without_sessions_follows_the_practitioner_but_is_not_offered_alone(oak: Oak, frozen: datetime) -> None:
    with practice_scope(oak.id):
        Session.objects.filter(schedule=oak.room).delete()
        TypeNeeds.objects.create(practice=oak.practice, type=oak.visit_type, part="room", schedule=oak.room)
        assert walls(search(oak, frozen, 3)) == MORNING + AFTERNOON
        TypeNeeds.objects.filter(part="practitioner").delete()
        assert search(oak, frozen, 3, practitioner_id=None) == []


def test_an_inactive_schedule_and_a_type_that_needs_nothing_give_no_slot(oak: Oak, frozen: datetime) -> None:
    with practice_scope(oak.id):
        Schedule.objects.filter(pk=oak.lee_schedule.pk).update(active=False)
        assert search(oak, frozen, 3) == []
        TypeNeeds.objects.all().delete()
        assert search(oak, frozen, 3, practitioner_id=None) == []


def test_each_practitioner_has_a_slot_of_their_own(oak: Oak, frozen: datetime) -> None:
    with practice_scope(oak.id):
        slots = search(oak, frozen, 3, practitioner_id=None)
        assert [slot.practitioner_id for slot in slots[:4]] == [oak.lee.pk, oak.ortiz.pk] * 2
        assert slots == sorted(slots, key=lambda slot: slot.starts_at)


def test_places_in_two_zones_are_each_open_by_their_own_clock(oak: Oak, frozen: datetime) -> None:
    with practice_scope(oak.id):
        west = Location.objects.create(practice=oak.practice, code="w", name="W", zone="America/Los_Angeles")
        Schedule.objects.filter(pk=oak.ortiz_schedule.pk).update(location=west)
        slots = search(oak, frozen, 3, practitioner_id=None)
        assert slots == sorted(slots, key=lambda slot: slot.starts_at)
        first = {slot.location_id: slot.starts_at for slot in reversed(slots)}
        assert first == {oak.location.pk: at(3, 8), west.pk: at(3, 11)}
        assert {slot.location_id for slot in search(oak, frozen, 3, practitioner_id=None, location_id=west.pk)} == {
            west.pk
        }


def test_a_limit_gives_the_first_ones_of_the_whole_answer(oak: Oak, frozen: datetime) -> None:
    with practice_scope(oak.id):
        for day in range(2, 7):
            off(oak, day)
        whole = search(oak, frozen, 2, days=20)
        assert whole[0].starts_at == at(9, 8)
        assert search(oak, frozen, 2, days=20, limit=40) == whole[:40]


@pytest.mark.parametrize(("day", "month", "offset"), [(9, 3, -4), (7, 3, -5), (2, 11, -5), (31, 10, -4)])
def test_wall_times_stay_when_the_offset_changes(oak: Oak, frozen: datetime, day: int, month: int, offset: int) -> None:
    with practice_scope(oak.id):
        for weekday in (5, 6):
            Session.objects.create(
                practice=oak.practice, schedule=oak.lee_schedule, weekday=weekday, starts=time(8), ends=time(9)
            )
        slots = search(oak, frozen, day, month)
    assert walls(slots)[0] == "08:00"
    assert slots[0].starts_at.hour == 8 - offset


def test_a_session_across_the_skipped_hour_is_an_hour_shorter(oak: Oak, frozen: datetime) -> None:
    with practice_scope(oak.id):
        Session.objects.create(
            practice=oak.practice, schedule=oak.lee_schedule, weekday=6, starts=time(1), ends=time(4)
        )
        assert walls(search(oak, frozen, 8)) == ["01:00", "01:15", "01:30", "01:45", "03:00", "03:15", "03:30"]
        Session.objects.filter(weekday=6).update(starts=time(2), ends=time(3))
        assert search(oak, frozen, 8) == [], "an hour that does not exist"
        Session.objects.filter(weekday=6).update(starts=time(2, 30), ends=time(4))
        assert walls(search(oak, frozen, 8)) == ["03:00", "03:15", "03:30"]


def test_a_session_across_the_doubled_hour_offers_each_wall_time_once(oak: Oak, frozen: datetime) -> None:
    with practice_scope(oak.id):
        Session.objects.create(
            practice=oak.practice, schedule=oak.lee_schedule, weekday=6, starts=time(0), ends=time(3)
        )
        found = search(oak, frozen, 1, month=11)
        wanted = [f"{hour:02}:{q}" for hour in (0, 1, 2) for q in QUARTERS][:-1]
        assert walls(found) == wanted
        assert found[-1].ends_at == at(1, 3, month=11)


def test_the_number_of_queries_does_not_grow_with_the_calendar(oak: Oak, frozen: datetime) -> None:
    def count(**values: object) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            free_slots(oak.visit_type, now=frozen, start=frozen, **values)  # type: ignore[arg-type]
        return len(queries)

    make_visit(oak, make_patient(oak), at(3, 10))
    with practice_scope(oak.id):
        day, month = frozen + timedelta(days=1), frozen + timedelta(days=28)
        assert count(end=day, practitioner_id=oak.lee.pk) == 5
        assert count(end=month) == 5
        assert count(end=month, limit=3) == 5


def test_the_search_reads_taken_times_by_their_index(oak: Oak, frozen: datetime) -> None:
    # Under row-level security an operator that is not leakproof would make this a scan of every visit ever.
    visit = make_visit(oak, make_patient(oak), frozen - timedelta(days=9000))
    with practice_scope(oak.id), connection.cursor() as cursor:
        # Years of visits, half an hour each; an empty table's plan would say nothing.
        cursor.execute(
            "WITH old AS (INSERT INTO scheduling_appointment (practice_id, patient_id, type_id, location_id, "
            " starts_at, ends_at, status, confirmation, version, overbooked, booked_via, external_id, end_reason) "
            "SELECT practice_id, patient_id, type_id, location_id, starts_at + n * interval '1 day', "
            " ends_at + n * interval '1 day', status, confirmation, version, overbooked, booked_via, '', '' "
            "FROM scheduling_appointment, generate_series(1, 3000) n WHERE id = %s RETURNING *) "
            "INSERT INTO scheduling_occupancy (practice_id, appointment_id, schedule_id, period, occupies, overbooked) "
            "SELECT practice_id, id, %s, tstzrange(starts_at, ends_at), true, false FROM old",
            [visit.pk, oak.lee_schedule.pk],
        )
    with psycopg.connect(os.environ["REPLYWELL_TEST_SUPERUSER_URL"], autocommit=True) as superuser:
        superuser.execute("ANALYZE scheduling_occupancy")
    with practice_scope(oak.id), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT schedule_id FROM scheduling_occupancy WHERE practice_id = %s AND schedule_id = ANY (%s) "
            "AND occupies AND ends_at > %s AND starts_at < %s",
            [oak.id, [oak.lee_schedule.pk], frozen, frozen + timedelta(days=7)],
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())
    condition = next(line for line in plan.splitlines() if "Index Cond" in line)
    assert "taken_times" in plan
    assert "ends_at" in condition
    assert "starts_at" in condition

"""Many at once, each on a connection of their own. The first yes wins the slot; everybody gets an answer."""

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import psycopg
import pytest
from django.db import connection
from psycopg.errors import DeadlockDetected, ExclusionViolation

from replywell.common.tenancy import practice_scope
from replywell.scheduling import booking
from replywell.scheduling.booking import BookingError, SlotTaken, VisitChanged
from replywell.scheduling.free_slots import openings
from replywell.scheduling.models import Appointment, FreedSlot, Occupancy, TypeNeeds
from tests.practice import Oak, make_patient, make_practice, make_visit
from tests.scheduling.calls import BY, at, search, slot_like, slot_of, walls


@pytest.fixture
def oak(frozen: datetime) -> Oak:
    return make_practice()


def at_once(oak: Oak, jobs: Sequence[Callable[[], Any]]) -> list[Any]:
    """Run the jobs at the same moment, each in its own practice transaction; a BookingError is a result too."""
    start = threading.Barrier(len(jobs), timeout=30)

    def run(job: Callable[[], Any]) -> Any:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            start.wait()
            with practice_scope(oak.id):
                try:
                    return job()
                except BookingError as error:
                    return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def overlaps() -> int:
    """Pairs of visits that share a schedule and a moment."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM scheduling_occupancy a JOIN scheduling_occupancy b "
            "ON a.schedule_id = b.schedule_id AND a.id < b.id AND a.period && b.period "
            "WHERE a.occupies AND b.occupies AND NOT a.overbooked AND NOT b.overbooked"
        )
        count: int = cursor.fetchone()[0]
    return count


def test_of_fifty_who_ask_for_one_slot_one_gets_it_and_all_get_an_answer(oak: Oak, frozen: datetime) -> None:
    maria = make_patient(oak)
    slot = slot_like(oak, at(3, 10))

    def ask() -> Any:
        try:
            return booking.book(slot, patient_id=maria.pk, now=frozen, **BY)
        except SlotTaken:
            # The transaction is still good: three others can be offered in it.
            return openings(oak.visit_type, now=frozen, near=slot.starts_at, practitioner_id=oak.lee.pk).slots

    results = at_once(oak, [ask] * 50)
    won = [result for result in results if isinstance(result, Appointment)]
    assert len(won) == 1
    others = [result for result in results if isinstance(result, list)]
    assert len(others) == 49
    assert all(len(slots) == 3 and slot not in slots for slots in others)
    with practice_scope(oak.id):
        assert Appointment.objects.count() == Occupancy.objects.count() == 1


def test_slots_that_overlap_in_part_never_both_get_booked(oak: Oak, frozen: datetime) -> None:
    maria = make_patient(oak)
    jobs = [
        lambda minute=minute: booking.book(slot_like(oak, at(3, 10, minute)), patient_id=maria.pk, now=frozen, **BY)
        for minute in (0, 15, 30, 45) * 4
    ]
    results = at_once(oak, jobs)
    assert 1 <= sum(isinstance(result, Appointment) for result in results) <= 2
    with practice_scope(oak.id):
        assert overlaps() == 0


def test_practitioners_who_share_a_room_are_never_in_it_together(oak: Oak, frozen: datetime) -> None:
    maria = make_patient(oak)
    with practice_scope(oak.id):
        TypeNeeds.objects.create(practice=oak.practice, type=oak.visit_type, part="room", schedule=oak.room)
        slots = [slot_of(oak, frozen, at(3, 10), practitioner_id=who.pk) for who in (oak.lee, oak.ortiz)]
    jobs = [
        lambda slot=slot: booking.book(slot, patient_id=maria.pk, now=frozen, **BY) for slot in slots for _ in range(5)
    ]
    assert sum(isinstance(result, Appointment) for result in at_once(oak, jobs)) == 1
    with practice_scope(oak.id):
        assert overlaps() == 0


def test_two_who_swap_their_visits_do_not_wait_for_each_other_for_ever(oak: Oak, frozen: datetime) -> None:
    maria = make_patient(oak)
    with_lee = make_visit(oak, maria, at(3, 10))
    with_ortiz = make_visit(oak, maria, at(3, 11), with_lee=False)
    with practice_scope(oak.id):
        to_ortiz = slot_of(oak, frozen, at(3, 10), practitioner_id=oak.ortiz.pk)
        to_lee = slot_of(oak, frozen, at(3, 11))
    results = at_once(
        oak,
        [
            lambda: booking.move(with_lee.pk, 1, to_ortiz, now=frozen, actor="patient"),
            lambda: booking.move(with_ortiz.pk, 1, to_lee, now=frozen, actor="patient"),
        ],
    )
    assert all(isinstance(result, Appointment) for result in results)


def test_of_many_verbs_on_one_visit_one_wins(oak: Oak, frozen: datetime) -> None:
    made = make_visit(oak, make_patient(oak), at(3, 10))
    jobs: list[Callable[[], Any]] = []
    for _ in range(4):
        jobs += [
            lambda: booking.cancel(made.pk, 1, now=frozen, actor="patient"),
            lambda: booking.move(made.pk, 1, slot_like(oak, at(4, 9)), now=frozen, actor="patient"),
            lambda: booking.no_show(made.pk, 1, now=frozen, actor="staff:1"),
        ]
    results = at_once(oak, jobs)
    assert sum(isinstance(result, Appointment) for result in results) == 1
    assert sum(isinstance(result, VisitChanged | SlotTaken) for result in results) == 11
    with practice_scope(oak.id):
        assert FreedSlot.objects.count() == 1
        assert Appointment.objects.get().version == 2


def test_a_hold_is_booked_or_ended_but_not_both(oak: Oak, frozen: datetime) -> None:
    maria = make_patient(oak)
    for day in (3, 4, 5):
        with practice_scope(oak.id):
            slot = slot_of(oak, frozen, at(day, 10))
            held = booking.hold(slot, patient_id=maria.pk, until=at(2, 11), now=frozen, actor="system")
        jobs: list[Callable[[], Any]] = [
            lambda held=held: booking.book_held(held.pk, now=at(2, 12), actor="patient"),
            lambda held=held: booking.release(held.pk, now=at(2, 12), actor="staff:1"),
            lambda slot=slot: booking.book(slot, patient_id=maria.pk, now=at(2, 12), **BY),
        ]
        results = at_once(oak, jobs * 3)
        assert sum(isinstance(result, Appointment) for result in results) <= 1
        with practice_scope(oak.id):
            assert Appointment.objects.filter(starts_at=slot.starts_at, status="held").count() == 0
            assert overlaps() == 0


def test_raw_rows_written_at_once_never_overlap(oak: Oak, frozen: datetime) -> None:
    """Past every line of our code: only the constraint stands between these."""
    maria = make_patient(oak)
    start = threading.Barrier(16, timeout=30)

    def write(number: int) -> str:
        starts_at = at(3, 10) + timedelta(minutes=5 * (number % 4))
        period = (starts_at, starts_at + timedelta(minutes=30))
        with psycopg.connect(os.environ["DATABASE_URL"]) as raw:
            raw.execute("SELECT set_config('app.practice', %s, true)", [str(oak.id)])
            visit = raw.execute(
                "INSERT INTO scheduling_appointment (practice_id, external_id, patient_id, type_id, location_id, "
                "starts_at, ends_at, status, confirmation, version, overbooked, booked_via, end_reason) "
                "VALUES (%s, %s, %s, %s, %s, %s, %s, 'booked', 'unasked', 1, false, 'import', '') RETURNING id",
                [oak.id, f"x{number}", maria.pk, oak.visit_type.pk, oak.location.pk, *period],
            ).fetchone()
            assert visit is not None
            start.wait()
            try:
                # Saying "does not occupy" does not get a row past the constraint either.
                raw.execute(
                    "INSERT INTO scheduling_occupancy (practice_id, appointment_id, schedule_id, period, occupies, "
                    "overbooked) VALUES (%s, %s, %s, tstzrange(%s, %s), %s, %s)",
                    [oak.id, visit[0], oak.lee_schedule.pk, *period, number % 2 == 0, number % 3 == 0],
                )
                raw.commit()
            except (ExclusionViolation, DeadlockDetected):
                raw.rollback()
                return "refused"
        return "written"

    with ThreadPoolExecutor(16) as pool:
        results = list(pool.map(write, range(16)))
    assert results.count("written") == 1
    with practice_scope(oak.id):
        assert Occupancy.objects.count() == 1
        assert overlaps() == 0


def test_a_raw_row_that_takes_no_lock_is_answered_with_slot_taken(oak: Oak, frozen: datetime) -> None:
    maria = make_patient(oak)
    waits = threading.Event()

    def ask() -> Any:
        try:
            waits.set()
            with practice_scope(oak.id):
                try:
                    return booking.book(slot_like(oak, at(3, 10)), patient_id=maria.pk, now=frozen, **BY)
                except SlotTaken:
                    return walls(search(oak, frozen, 3))
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with practice_scope(oak.id):
            make_visit(oak, maria, at(3, 10))
            asked = pool.submit(ask)
            waits.wait(10)
            # The search does not see the row yet; the constraint waits for this transaction.
            with pytest.raises(TimeoutError):
                asked.result(timeout=0.5)
        answer = asked.result(timeout=20)
    assert isinstance(answer, list)
    assert "10:00" not in answer
    assert "10:30" in answer


@pytest.mark.parametrize("commits", [True, False])
def test_a_moved_visit_keeps_its_old_slot_until_commit(oak: Oak, frozen: datetime, commits: bool) -> None:
    maria, eva = make_patient(oak), make_patient(oak, "Eva")
    made = make_visit(oak, maria, at(3, 10))
    moved, go_on = threading.Event(), threading.Event()

    def move() -> None:
        try:
            with practice_scope(oak.id):
                booking.move(made.pk, 1, slot_like(oak, at(4, 9)), now=frozen, actor="patient")
                moved.set()
                go_on.wait(20)
                if not commits:
                    raise KeyError("dies before it commits")
        finally:
            connection.close()

    def take_the_old_slot() -> Any:
        try:
            with practice_scope(oak.id):
                return booking.book(slot_like(oak, at(3, 10)), patient_id=eva.pk, now=frozen, **BY)
        except SlotTaken as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        moving = pool.submit(move)
        assert moved.wait(20)
        with practice_scope(oak.id):
            assert "10:00" not in walls(search(oak, frozen, 3))
        taking = pool.submit(take_the_old_slot)
        with pytest.raises(TimeoutError):
            taking.result(timeout=0.5)
        go_on.set()
        if commits:
            moving.result(timeout=20)
            assert isinstance(taking.result(timeout=20), Appointment)
        else:
            with pytest.raises(KeyError):
                moving.result(timeout=20)
            assert isinstance(taking.result(timeout=20), SlotTaken)
    with practice_scope(oak.id):
        now_at = Appointment.objects.get(pk=made.pk)
        assert now_at.starts_at == (at(4, 9) if commits else at(3, 10))
        assert overlaps() == 0


def test_a_connection_that_is_cut_in_the_middle_leaves_all_as_it_was(oak: Oak, frozen: datetime) -> None:
    made = make_visit(oak, make_patient(oak), at(3, 10))

    def cut() -> str:
        try:
            with practice_scope(oak.id):
                booking.move(made.pk, 1, slot_like(oak, at(4, 9)), now=frozen, actor="patient")
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_backend_pid()")
                    pid = cursor.fetchone()[0]
                with psycopg.connect(os.environ["REPLYWELL_TEST_SUPERUSER_URL"], autocommit=True) as other:
                    other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
        except Exception as error:
            return type(error).__name__
        finally:
            connection.close()
        return "committed"

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(cut).result(timeout=20) == "OperationalError"
    with practice_scope(oak.id):
        assert Appointment.objects.get().version == 1
        assert "10:00" not in walls(search(oak, frozen, 3))
        assert "09:00" in walls(search(oak, frozen, 4))
        assert not FreedSlot.objects.exists()

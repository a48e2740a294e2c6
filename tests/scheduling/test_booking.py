"""The verbs of a visit. Today is Monday 2 March 2026, ten o'clock."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from replywell.common.tenancy import practice_scope
from replywell.practices.models import Closure
from replywell.scheduling import booking
from replywell.scheduling.booking import SlotTaken, VisitChanged
from replywell.scheduling.events import VisitChange, slot_freed
from replywell.scheduling.free_slots import slot_at
from replywell.scheduling.models import Appointment, FreedSlot, Occupancy, SessionException
from replywell.scheduling.queries import agenda, upcoming_visits, visit
from tests.practice import Oak, make_patient, make_practice, make_visit
from tests.scheduling.calls import BY, at, book, listening, search, slot_like, slot_of, walls

ME = {"actor": "patient"}


@pytest.fixture
def oak(frozen: datetime) -> Oak:
    return make_practice()


def audited(oak: Oak) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT verb, actor FROM audit_event WHERE practice_id = %s ORDER BY id", [oak.id])
        return cursor.fetchall()


def rows(oak: Oak) -> tuple[list[Any], ...]:
    """Everything a verb could change."""
    with practice_scope(oak.id):
        return (
            list(Appointment.objects.order_by("pk").values()),
            list(Occupancy.objects.order_by("schedule_id", "starts_at").values("schedule_id", "period", "occupies")),
            list(FreedSlot.objects.values()),
            audited(oak),
        )


def test_a_booked_slot_is_a_visit_told_and_audited(oak: Oak, frozen: datetime) -> None:
    maria = make_patient(oak)
    with listening() as heard, practice_scope(oak.id):
        made = book(oak, frozen, at(3, 10), maria.pk)
        assert (made.status, made.version, made.booked_via) == ("booked", 1, "text")
        assert [one.schedule_id for one in Occupancy.objects.filter(appointment=made)] == [oak.lee_schedule.pk]
        assert heard == [VisitChange(oak.id, made.pk, maria.pk, "booked", None, frozen, "patient")]
        assert audited(oak) == [("visit.booked", "patient")]


def test_a_taken_slot_is_refused_and_the_transaction_goes_on(oak: Oak, frozen: datetime) -> None:
    maria = make_patient(oak)
    make_visit(oak, maria, at(3, 10))
    with practice_scope(oak.id):
        for when in (at(3, 9, 45), at(3, 10), at(3, 10, 15)):
            with pytest.raises(SlotTaken):
                booking.book(slot_like(oak, when), patient_id=maria.pk, now=frozen, **BY)
        assert book(oak, frozen, at(3, 10, 30), maria.pk).pk


@pytest.mark.parametrize("change", ["closed", "off", "past", "lead"])
def test_a_slot_that_is_not_offered_any_more_is_refused(oak: Oak, frozen: datetime, change: str) -> None:
    maria = make_patient(oak)
    with practice_scope(oak.id):
        slot = slot_of(oak, frozen, at(3, 10))
        now = {"past": at(3, 10, 1), "lead": at(3, 9, 30)}.get(change, frozen)
        if change == "closed":
            Closure.objects.create(practice=oak.practice, location=None, day=date(2026, 3, 3), name="Snow")
        if change == "off":
            SessionException.objects.create(practice=oak.practice, schedule=oak.lee_schedule, day=date(2026, 3, 3))
        with pytest.raises(SlotTaken):
            booking.book(slot, patient_id=maria.pk, now=now, **BY)
        if change == "lead":
            assert booking.book(slot, patient_id=maria.pk, now=now, actor="staff:1", via="staff").pk


def test_a_hold_becomes_a_visit(oak: Oak, frozen: datetime) -> None:
    maria = make_patient(oak)
    with practice_scope(oak.id):
        held = booking.hold(slot_of(oak, frozen, at(3, 10)), until=at(2, 12), now=frozen, actor="system")
        with pytest.raises(ValueError, match="patient"):
            booking.book_held(held.pk, now=frozen, **ME)
        with listening() as heard:
            made = booking.book_held(held.pk, patient_id=maria.pk, now=frozen, **ME)
        assert (made.status, made.patient_id, made.version, made.hold_expires_at) == ("booked", maria.pk, 2, None)
        assert [change.what for change in heard] == ["booked"]
        assert Occupancy.objects.get(appointment=made).free_after is None
        with pytest.raises(VisitChanged):
            booking.book_held(held.pk, patient_id=maria.pk, now=frozen, **ME)


def test_a_late_yes_to_a_hold_counts_while_nobody_else_took_the_slot(oak: Oak, frozen: datetime) -> None:
    maria, eva = make_patient(oak), make_patient(oak, "Eva")
    with practice_scope(oak.id):
        held = [
            booking.hold(slot_of(oak, frozen, when), patient_id=maria.pk, until=at(2, 11), now=frozen, actor="system")
            for when in (at(3, 9), at(3, 10))
        ]
        assert booking.book_held(held[0].pk, now=at(2, 12), **ME).status == "booked"
        with listening() as heard:
            book(oak, at(2, 12), at(3, 10), eva.pk)
        assert [getattr(one, "why", getattr(one, "what", "")) for one in heard] == ["hold_expired", "booked"]
        with pytest.raises(SlotTaken):
            booking.book_held(held[1].pk, now=at(2, 12), **ME)


def test_a_hold_whose_day_closed_cannot_be_booked(oak: Oak, frozen: datetime) -> None:
    maria = make_patient(oak)
    with practice_scope(oak.id):
        slot = slot_of(oak, frozen, at(3, 10))
        held = booking.hold(slot, patient_id=maria.pk, until=at(2, 12), now=frozen, actor="system")
        Closure.objects.create(practice=oak.practice, location=None, day=date(2026, 3, 3), name="Snow")
        with pytest.raises(SlotTaken):
            booking.book_held(held.pk, now=frozen, **ME)
        assert Appointment.objects.get(pk=held.pk).status == "held"


def test_a_released_hold_frees_its_slot_once(oak: Oak, frozen: datetime) -> None:
    with practice_scope(oak.id), listening() as heard:
        held = booking.hold(slot_of(oak, frozen, at(3, 10)), until=at(2, 12), now=frozen, actor="system")
        booking.release(held.pk, now=frozen, actor="staff:1")
        assert [(freed.why, freed.starts_at) for freed in heard] == [("hold_released", at(3, 10))]
        assert "10:00" in walls(search(oak, frozen, 3))
        with pytest.raises(VisitChanged):
            booking.release(held.pk, now=frozen, actor="staff:1")


def test_holds_run_out_in_every_practice(oak: Oak, frozen: datetime) -> None:
    elm = make_practice("elm", "+12125550200")
    for one in (oak, elm):
        with practice_scope(one.id):
            booking.hold(slot_of(one, frozen, at(3, 10)), until=at(2, 11), now=frozen, actor="system")
            booking.hold(slot_of(one, frozen, at(3, 11)), until=at(2, 13), now=frozen, actor="system")
    with listening() as heard:
        assert booking.expire_holds(at(2, 10, 59)) == 0
        assert booking.expire_holds(at(2, 11), limit=1) == 1
        assert booking.expire_holds(at(2, 11)) == 1
        assert booking.expire_holds(at(2, 11)) == 0
    assert sorted(freed.practice_id for freed in heard) == [oak.id, elm.id]
    assert {freed.why for freed in heard} == {"hold_expired"}


def test_a_moved_visit_is_the_same_row_at_a_new_version(oak: Oak, frozen: datetime) -> None:
    maria = make_patient(oak)
    made = make_visit(oak, maria, at(3, 10))
    with practice_scope(oak.id), listening() as heard:
        booking.confirm(made.pk, 1, now=frozen, **ME)
        moved = booking.move(made.pk, 1, slot_of(oak, frozen, at(4, 9)), now=frozen, reason="asked", **ME)
        assert (moved.pk, moved.version, moved.starts_at, moved.confirmation) == (made.pk, 2, at(4, 9), "unasked")
        assert [one.starts_at for one in Occupancy.objects.filter(appointment=made)] == [at(4, 9)]
        _, freed, change = heard
        assert (freed.why, freed.starts_at, freed.freed_at) == ("moved", at(3, 10), frozen)
        assert (change.what, change.before_starts_at) == ("moved", at(3, 10))
        assert "10:00" in walls(search(oak, frozen, 3))
        assert "09:00" not in walls(search(oak, frozen, 4))


def test_a_visit_can_move_by_a_quarter_of_an_hour(oak: Oak, frozen: datetime) -> None:
    made = make_visit(oak, make_patient(oak), at(3, 10))
    with practice_scope(oak.id):
        slot = slot_of(oak, frozen, at(3, 10, 15), ignoring=made.pk)
        assert booking.move(made.pk, 1, slot, now=frozen, **ME).starts_at == at(3, 10, 15)


def test_a_move_into_a_taken_slot_leaves_the_visit_where_it_is(oak: Oak, frozen: datetime) -> None:
    maria = make_patient(oak)
    made = make_visit(oak, maria, at(3, 10))
    make_visit(oak, maria, at(3, 11))
    before = rows(oak)
    with practice_scope(oak.id), listening() as heard:
        with pytest.raises(SlotTaken):
            booking.move(made.pk, 1, slot_like(oak, at(3, 11)), now=frozen, **ME)
        assert heard == []
    assert rows(oak) == before


def test_a_move_may_change_practitioner(oak: Oak, frozen: datetime) -> None:
    made = make_visit(oak, make_patient(oak), at(3, 10))
    with practice_scope(oak.id):
        slot = slot_of(oak, frozen, at(3, 10), practitioner_id=oak.ortiz.pk)
        assert booking.move(made.pk, 1, slot, now=frozen, actor="staff:1").practitioner_id == oak.ortiz.pk
        assert "10:00" in walls(search(oak, frozen, 3))


@pytest.mark.parametrize(("verb", "what"), [(booking.cancel, "cancelled"), (booking.no_show, "noshow")])
def test_what_will_not_take_place_frees_its_slot(
    oak: Oak, frozen: datetime, verb: Callable[..., Appointment], what: str
) -> None:
    made = make_visit(oak, make_patient(oak), at(3, 10))
    with practice_scope(oak.id), listening() as heard:
        ended = verb(made.pk, 1, now=frozen, actor="patient", reason="ill")
        assert (ended.status, ended.version, ended.end_reason) == (what, 2, "ill")
        assert [getattr(one, "why", getattr(one, "what", "")) for one in heard] == [what, what]
        assert FreedSlot.objects.get().starts_at == at(3, 10)
        assert book(oak, frozen, at(3, 10), made.patient_id).pk != made.pk


def test_a_slot_that_has_begun_is_not_freed(oak: Oak, frozen: datetime) -> None:
    made = make_visit(oak, make_patient(oak), at(3, 10))
    with practice_scope(oak.id), listening() as heard:
        booking.no_show(made.pk, 1, now=at(3, 10), actor="staff:1")
        assert [type(one) for one in heard] == [VisitChange]
        assert not FreedSlot.objects.exists()


@pytest.mark.parametrize("verb", ["cancel", "no_show", "arrive", "confirm", "ask", "running_late", "move"])
def test_a_verb_on_an_old_version_changes_nothing(oak: Oak, frozen: datetime, verb: str) -> None:
    made = make_visit(oak, make_patient(oak), at(3, 10))
    with practice_scope(oak.id):
        booking.move(made.pk, 1, slot_of(oak, frozen, at(4, 9)), now=frozen, **ME)
    before = rows(oak)
    more: tuple[Any, ...] = {"running_late": (10,), "move": (slot_like(oak, at(5, 9)),)}.get(verb, ())
    with practice_scope(oak.id), listening() as heard:
        with pytest.raises(VisitChanged) as lost:
            getattr(booking, verb)(made.pk, 1, *more, now=frozen, **ME)
        assert lost.value.visit is not None
        assert lost.value.visit.starts_at == at(4, 9)
        assert heard == []
    assert rows(oak) == before


@pytest.mark.parametrize("verb", ["cancel", "no_show", "arrive", "confirm", "ask", "running_late", "move"])
def test_a_verb_on_a_cancelled_visit_changes_nothing(oak: Oak, frozen: datetime, verb: str) -> None:
    made = make_visit(oak, make_patient(oak), at(3, 10))
    with practice_scope(oak.id):
        booking.cancel(made.pk, 1, now=frozen, **ME)
    before = rows(oak)
    more: tuple[Any, ...] = {"running_late": (10,), "move": (slot_like(oak, at(5, 9)),)}.get(verb, ())
    with practice_scope(oak.id), pytest.raises(VisitChanged):
        getattr(booking, verb)(made.pk, 2, *more, now=frozen, **ME)
    assert rows(oak) == before


def test_confirming_twice_is_told_once_and_keeps_the_version(oak: Oak, frozen: datetime) -> None:
    made = make_visit(oak, make_patient(oak), at(3, 10))
    with practice_scope(oak.id), listening() as heard:
        assert booking.ask(made.pk, 1, now=frozen, actor="workflow:confirm_visit").confirmation == "asked"
        for _ in range(2):
            confirmed = booking.confirm(made.pk, 1, now=frozen, **ME)
            assert (confirmed.confirmation, confirmed.version) == ("confirmed", 1)
        assert booking.ask(made.pk, 1, now=frozen, actor="workflow:confirm_visit").confirmation == "confirmed"
        assert [change.what for change in heard] == ["confirmed"]


def test_a_visit_that_has_begun_cannot_be_confirmed(oak: Oak, frozen: datetime) -> None:
    made = make_visit(oak, make_patient(oak), at(3, 10))
    with practice_scope(oak.id), pytest.raises(VisitChanged):
        booking.confirm(made.pk, 1, now=at(3, 10), **ME)


def test_who_runs_late_keeps_the_visit_and_its_version(oak: Oak, frozen: datetime) -> None:
    made = make_visit(oak, make_patient(oak), at(3, 10))
    with practice_scope(oak.id), listening() as heard:
        late = booking.running_late(made.pk, 1, 15, now=at(3, 9, 50), **ME)
        assert (late.late_minutes, late.version, late.status) == (15, 1, "booked")
        assert [change.what for change in heard] == ["late"]
        with pytest.raises(ValueError, match="1 to"):
            booking.running_late(made.pk, 1, 0, now=frozen, **ME)
        assert booking.arrive(made.pk, 1, now=at(3, 10, 15), actor="staff:1").status == "arrived"


def test_only_staff_overbook_and_it_is_audited(oak: Oak, frozen: datetime) -> None:
    maria = make_patient(oak)
    make_visit(oak, maria, at(3, 10))
    with practice_scope(oak.id):
        slot = slot_at(oak.visit_type, at(3, 10), practitioner_id=oak.lee.pk)
        assert slot is not None
        with pytest.raises(ValueError, match="staff"):
            booking.overbook(slot, patient_id=maria.pk, now=frozen, **ME)
        over = booking.overbook(slot, patient_id=maria.pk, now=frozen, actor="staff:7", reason="urgent")
        assert audited(oak) == [("visit.booked", "staff:7")]
        assert list(Occupancy.objects.filter(appointment=over).values_list("overbooked", "occupies")) == [(True, True)]
        booking.cancel(over.pk, 1, now=frozen, actor="staff:7")
        assert not FreedSlot.objects.exists(), "the time below is still taken"


def test_a_listener_that_fails_undoes_the_whole(oak: Oak, frozen: datetime) -> None:
    made = make_visit(oak, make_patient(oak), at(3, 10))
    before = rows(oak)

    def breaks(freed: FreedSlot) -> None:
        raise RuntimeError("listener")

    slot_freed.listen(breaks)
    try:
        with practice_scope(oak.id):
            with pytest.raises(RuntimeError), transaction.atomic():
                booking.cancel(made.pk, 1, now=frozen, **ME)
            with pytest.raises(RuntimeError):
                booking.move(made.pk, 1, slot_of(oak, frozen, at(4, 9)), now=frozen, **ME)
    finally:
        slot_freed._listeners.remove(breaks)
    assert rows(oak) == before


def test_a_rollback_in_the_middle_leaves_all_as_it_was(oak: Oak, frozen: datetime) -> None:
    maria = make_patient(oak)
    made = make_visit(oak, maria, at(3, 10))
    before = rows(oak)
    with pytest.raises(KeyError), practice_scope(oak.id):
        booking.move(made.pk, 1, slot_of(oak, frozen, at(4, 9)), now=frozen, **ME)
        book(oak, frozen, at(3, 10), maria.pk)
        raise KeyError("the process dies here")
    assert rows(oak) == before


def test_the_database_keeps_an_occupancy_as_its_visit_is(oak: Oak, frozen: datetime) -> None:
    maria = make_patient(oak)
    made = make_visit(oak, maria, at(3, 10))
    with practice_scope(oak.id):
        Occupancy.objects.filter(appointment=made).update(occupies=False, overbooked=True)
        assert Occupancy.objects.filter(appointment=made, occupies=True, overbooked=False).exists()
        booking.cancel(made.pk, 1, now=frozen, **ME)
        book(oak, frozen, at(3, 10), maria.pk)
        with pytest.raises(IntegrityError, match="no_two_visits"), transaction.atomic():
            Appointment.objects.filter(pk=made.pk).update(status="booked")


def test_upcoming_visits_and_the_agenda(oak: Oak, frozen: datetime) -> None:
    maria, eva = make_patient(oak), make_patient(oak, "Eva")
    late, soon = make_visit(oak, maria, at(12, 9)), make_visit(oak, maria, at(3, 9))
    make_visit(oak, maria, at(2, 9))
    evas = make_visit(oak, eva, at(3, 9), with_lee=False)
    with practice_scope(oak.id):
        gone = book(oak, frozen, at(3, 15), maria.pk)
        booking.cancel(gone.pk, 1, now=frozen, **ME)
        held = booking.hold(slot_of(oak, frozen, at(3, 14)), until=at(2, 11), now=frozen, actor="system")
        assert upcoming_visits([maria.pk], now=frozen) == [soon, late]
        assert upcoming_visits([maria.pk, eva.pk], now=frozen, days=1) == [soon, evas]
        assert upcoming_visits([], now=frozen) == []
        day = date(2026, 3, 3)
        assert agenda(day, now=frozen) == [soon, evas, held]
        assert agenda(day, now=at(2, 11)) == [soon, evas]
        assert agenda(day, now=at(2, 11), practitioner_id=oak.ortiz.pk) == [evas]
        assert agenda(day, now=at(2, 11), also_ended=True) == [soon, evas, gone]
        assert agenda(day - timedelta(days=1), now=at(2, 11), days=2)[1:] == [soon, evas]
        found = visit(soon.pk)
        assert found is not None
        assert found.patient == maria

"""The ground: the practice scope, the clock, the rights of the app role."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, connection, transaction

from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.patients.models import ConsentEvent, Patient
from tests.practice import make_patient, make_practice, make_visit

NEW_YORK = ZoneInfo("America/New_York")


def test_without_a_practice_nothing_is_visible(db: None) -> None:
    make_patient(make_practice())
    assert Patient.objects.count() == 0


def test_rows_of_another_practice_are_invisible_and_cannot_be_written(db: None) -> None:
    oak, elm = make_practice(), make_practice("elm", "+12125550200")
    maria = make_patient(oak)
    with practice_scope(elm.id):
        assert list(Patient.objects.all()) == []
        assert Patient.objects.filter(pk=maria.pk).update(first_name="X") == 0
    with pytest.raises(DatabaseError, match="row-level security"), practice_scope(elm.id):
        Patient.objects.create(practice=oak.practice, chart_id="x", first_name="A", last_name="B")


def test_a_reference_to_another_practices_row_is_refused(db: None) -> None:
    oak, elm = make_practice(), make_practice("elm", "+12125550200")
    stranger = make_patient(elm)
    with pytest.raises(DatabaseError, match="foreign key"):
        make_visit(oak, stranger, datetime(2026, 3, 3, 15, tzinfo=UTC))


def test_scopes_of_two_practices_do_not_nest(db: None) -> None:
    oak, elm = make_practice(), make_practice("elm", "+12125550200")
    with practice_scope(oak.id), pytest.raises(RuntimeError), practice_scope(elm.id):
        pass


def test_consent_rows_cannot_be_changed_even_by_the_owner(db: None) -> None:
    oak = make_practice()
    make_patient(oak)
    for alias in ("default", "owner"):
        with pytest.raises(DatabaseError), practice_scope(oak.id), transaction.atomic(using=alias):
            ConsentEvent.objects.using(alias).update(granted=False)
        with pytest.raises(DatabaseError), practice_scope(oak.id), transaction.atomic(using=alias):
            ConsentEvent.objects.using(alias).all().delete()


def test_the_clock_moves_for_everybody_and_only_forward(frozen: datetime) -> None:
    assert clock.now() == frozen
    assert clock.shift(timedelta(hours=1)) == frozen + timedelta(hours=1)
    with pytest.raises(ValueError, match="forward"):
        clock.shift(timedelta(seconds=-1))


def test_the_clock_cannot_move_while_a_real_carrier_is_active(db: None) -> None:
    make_practice(carrier="twilio")
    with pytest.raises(DatabaseError, match="real carrier"):
        clock.freeze(datetime(2030, 1, 1, tzinfo=UTC))


def test_a_real_carrier_cannot_start_on_a_moved_clock(frozen: datetime) -> None:
    with pytest.raises(DatabaseError, match="moved clock"):
        make_practice(carrier="twilio")


def test_a_day_before_is_the_same_wall_time_across_both_changes() -> None:
    for day in (datetime(2026, 3, 8, 14, 30), datetime(2026, 11, 1, 14, 30)):
        visit = clock.at_wall(day, NEW_YORK)
        before = clock.wall_time_before(visit, 1, NEW_YORK).astimezone(NEW_YORK)
        assert (before.hour, before.minute, before.day != day.day) == (14, 30, True)


def test_the_hour_that_is_skipped_becomes_its_end() -> None:
    assert clock.at_wall(datetime(2026, 3, 8, 2, 30), NEW_YORK) == datetime(2026, 3, 8, 7, 0, tzinfo=UTC)


def test_every_table_with_a_practice_is_guarded(migrated: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'practice_id' "
            "WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition "
            "AND NOT (c.relrowsecurity AND c.relforcerowsecurity)"
        )
        assert cursor.fetchall() == []

"""The audit trail: only ever added to, sealed each minute, and every tampering is found."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.db import DatabaseError, connection, connections, transaction

from replywell.audit import partitions, seal, verify
from replywell.audit.models import AuditEvent
from replywell.audit.record import record
from replywell.common.tenancy import practice_scope

AT = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


def write(count: int, practice: int = 1) -> None:
    with practice_scope(practice):
        for number in range(count):
            record(practice, "visit.moved", f"appointment:{number}", actor="patient", at=AT, to=number)


@contextmanager
def tampering() -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """Somebody with the superuser's password and the triggers off."""
    with psycopg.connect(os.environ["REPLYWELL_TEST_SUPERUSER_URL"], autocommit=True) as hand:
        hand.execute("SET session_replication_role = replica")
        yield hand


def ids() -> list[int]:
    with practice_scope(1):
        return list(AuditEvent.objects.order_by("id").values_list("id", flat=True))


def words() -> list[str]:
    return [fault.words for fault in verify.verify().faults]


@pytest.mark.parametrize("alias", ["default", "owner"])
@pytest.mark.parametrize(
    "change", ["UPDATE audit_event SET verb = 'x'", "DELETE FROM audit_event", "TRUNCATE audit_event"]
)
def test_nobody_changes_the_trail(db: None, alias: str, change: str) -> None:
    write(2)
    with pytest.raises(DatabaseError), transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        cursor.execute("SELECT set_config('app.practice', '1', true)")
        cursor.execute(change)
    assert len(ids()) == 2


def test_the_app_cannot_reach_past_the_parent_into_a_partition(db: None) -> None:
    write(1)
    month = datetime.now(UTC).strftime("%Y_%m")
    with pytest.raises(DatabaseError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM audit_event_{month}")


def test_another_practice_sees_nothing_of_the_trail(db: None) -> None:
    write(2, practice=1)
    with practice_scope(2):
        assert AuditEvent.objects.count() == 0


def test_untouched_rows_verify_and_the_tail_is_named(db: None) -> None:
    write(5)
    assert seal.seal(AT) is not None
    write(2)
    verdict = verify.verify()
    assert (verdict.faults, verdict.seals, verdict.rows, verdict.unsealed) == ([], 1, 5, 2)
    assert seal.seal(AT + timedelta(minutes=1)) is not None
    assert seal.seal(AT + timedelta(minutes=2)) is None
    verdict = verify.verify()
    assert (verdict.faults, verdict.seals, verdict.rows, verdict.unsealed) == ([], 2, 7, 0)
    assert len(verdict.head) == 64


def test_a_changed_row_is_named(db: None) -> None:
    write(4)
    seal.seal(AT)
    victim = ids()[2]
    with tampering() as hand:
        hand.execute("UPDATE audit_event SET actor = 'staff:9' WHERE id = %s", [victim])
    assert words() == [f"row {victim} was changed"]


def test_a_missing_row_is_named(db: None) -> None:
    write(4)
    seal.seal(AT)
    victim = ids()[1]
    with tampering() as hand:
        hand.execute("DELETE FROM audit_event WHERE id = %s", [victim])
    assert words() == [f"row {victim} is missing"]


def test_two_rows_in_each_others_place_are_named(db: None) -> None:
    write(4)
    seal.seal(AT)
    first, second = ids()[:2]
    with tampering() as hand:
        hand.execute("ALTER TABLE audit_event ALTER id DROP IDENTITY")
        try:
            hand.execute("UPDATE audit_event SET id = -1 WHERE id = %s", [first])
            hand.execute("UPDATE audit_event SET id = %s WHERE id = %s", [first, second])
            hand.execute("UPDATE audit_event SET id = %s WHERE id = -1", [second])
        finally:
            hand.execute("ALTER TABLE audit_event ALTER id ADD GENERATED ALWAYS AS IDENTITY")
            hand.execute(
                "SELECT setval(pg_get_serial_sequence('audit_event', 'id'), (SELECT max(id) FROM audit_event))"
            )
    # The row's own id is part of what is sealed, so both read as changed.
    assert words() == [f"row {first} was changed", f"row {second} was changed"]


def test_a_removed_seal_breaks_the_chain(db: None) -> None:
    for _ in range(3):
        write(1)
        seal.seal(AT)
    with tampering() as hand:
        hand.execute("DELETE FROM audit_seal WHERE id = (SELECT id FROM audit_seal ORDER BY id OFFSET 1 LIMIT 1)")
    assert words() == ["does not follow the seal before it: a seal was removed or changed"]


def test_a_row_that_commits_late_goes_into_the_next_seal(db: None) -> None:
    begun, go = threading.Event(), threading.Event()

    def slow() -> None:
        with practice_scope(1):
            record(1, "visit.booked", "appointment:1", actor="patient", at=AT)
            begun.set()
            assert go.wait(10)
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    assert begun.wait(10)
    write(3)
    seal.seal(AT)
    assert verify.verify().rows == 3
    go.set()
    thread.join()
    seal.seal(AT + timedelta(minutes=1))
    verdict = verify.verify()
    assert (verdict.faults, verdict.rows, verdict.unsealed) == ([], 4, 0)


def test_partitions_are_made_ahead_once(db: None) -> None:
    far = datetime(2031, 5, 9, tzinfo=UTC)
    assert partitions.make(far) == partitions.MONTHS_AHEAD + 1
    assert partitions.make(far) == 0

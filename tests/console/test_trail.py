"""The audit trail in sentences, whatever the rows' details hold."""

from datetime import UTC, datetime

from replywell.audit.record import record
from replywell.common.tenancy import practice_scope
from replywell.console import trail
from tests.practice import make_practice

AT = datetime(2026, 3, 2, 15, tzinfo=UTC)


def test_a_load_that_counts_staff_is_told_like_any_other_event(db: None) -> None:
    oak = make_practice()
    with practice_scope(oak.id):
        record(oak.id, "load.done", f"practice:{oak.id}", actor="load", at=AT, staff={"new": 3})
        told = trail.newest(None, before=None, views=False)
    assert [event.what for event in told] == ["loaded the practice's files"]


def test_a_staff_code_in_the_details_becomes_a_name(db: None) -> None:
    oak = make_practice()
    with practice_scope(oak.id):
        record(oak.id, "task.taken", "task:1", actor="staff:nia", at=AT, staff="anna")
        told = trail.newest(None, before=None, views=False)
    assert [event.who for event in told] == ["Nia Cole"]

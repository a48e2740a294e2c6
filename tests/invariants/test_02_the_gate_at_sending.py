"""What was queued is asked about again at the moment of sending: whatever changed meanwhile is heeded."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.messaging import dispatch, opt_out
from replywell.messaging.models import Attempt, Conversation
from replywell.patients.models import ConsentEvent, Contact
from replywell.practices.models import Practice
from replywell.scheduling.models import Appointment
from tests.messaging.outbound.made import conversation, reload, reminder, text_in
from tests.practice import Oak, make_patient, make_practice, make_visit

PHONE = "+12125550123"


def opted_out(oak: Oak, now: datetime) -> None:
    opt_out.stop(oak.id, PHONE, words="stop", why="staff", actor="staff:1", channel="verbal", at=now)


def consent_withdrawn(oak: Oak, now: datetime) -> None:
    ConsentEvent.objects.create(
        practice=oak.practice, phone=PHONE, purpose="care", granted=False, words="No texts.", channel="verbal",
        actor="staff:1", at=now,
    )  # fmt: skip


def paused(oak: Oak, now: datetime) -> None:
    # Not seen by the claim yet, as when the pause commits between claim and post.
    Practice.objects.filter(pk=oak.id).update(paused_at=now)


def wrong_number(oak: Oak, now: datetime) -> None:
    Contact.objects.update(wrong_number_at=now)


def taken_over(oak: Oak, now: datetime) -> None:
    Conversation.objects.update(taken_by=oak.anna.pk, taken_at=now)


def red_flag(oak: Oak, now: datetime) -> None:
    Conversation.objects.update(paused_at=now)


def visit_moved(oak: Oak, now: datetime) -> None:
    Appointment.objects.update(version=2)


def visit_cancelled(oak: Oak, now: datetime) -> None:
    Appointment.objects.update(status="cancelled")


def patient_wrote(oak: Oak, now: datetime) -> None:
    text_in(oak, Conversation.objects.get(), now, "wait", handled=False)


def night(oak: Oak, now: datetime) -> None:
    clock.freeze(now + timedelta(hours=13))


@pytest.mark.parametrize(
    ("change", "status", "reason"),
    [
        (opted_out, "suppressed", "opted_out"),
        (consent_withdrawn, "suppressed", "no_consent"),
        (paused, "deferred", "practice_paused"),
        (wrong_number, "suppressed", "wrong_number"),
        (taken_over, "suppressed", "taken"),
        (red_flag, "suppressed", "red_flag"),
        (visit_moved, "dropped", "changed"),
        (visit_cancelled, "dropped", "visit_over"),
        (patient_wrote, "deferred", "waits_for_handling"),
        (night, "deferred", "quiet_hours"),
    ],
)
def test_what_changed_since_it_was_queued_is_heeded(
    frozen: datetime, change: Callable[[Oak, datetime], None], status: str, reason: str
) -> None:
    oak = make_practice()
    visit = make_visit(oak, make_patient(oak), frozen + timedelta(days=3))
    waiting = reminder(oak, conversation(oak), frozen, about=[(visit.pk, 1)])
    assert (waiting.status, waiting.gate_reason) == ("queued", "ok")
    found = dispatch.due(clock.now(), 10)
    assert found == {oak.id: [(waiting.pk, PHONE)]}
    with practice_scope(oak.id):
        change(oak, frozen)
    posts, _ = dispatch.attempts.begin(oak.id, found[oak.id], clock.now())
    assert posts == []
    row = reload(oak, waiting)
    assert (row.status, row.gate_reason) == (status, reason)
    with practice_scope(oak.id):
        assert not Attempt.objects.exists()


def test_only_one_place_makes_outbound_rows_and_only_one_posts_them() -> None:
    rooms = Path(__file__).parents[2] / "replywell"
    sources = {str(path.relative_to(rooms)): path.read_text("utf-8") for path in rooms.rglob("*.py")}

    def holding(pattern: str) -> set[str]:
        return {
            name for name, text in sources.items()
            if re.search(pattern, text) and "bench" not in name and not name.startswith("carriers/")
        }  # fmt: skip

    assert holding(r"\bMessage(\.objects\.create)?\(\s*practice") == {"messaging/send.py"}
    assert holding(r"\.send\(\s*session") == {"messaging/dispatch.py"}
    # The console counts attempts to log in; it has a table of that name of its own.
    assert holding(r"INSERT INTO messaging_attempt|Attempt\.objects\.create") - {"console/limits.py"} == {
        "messaging/attempts.py"
    }
    assert "messaging" not in sources["console/limits.py"]

"""An inbound text is stored once and ends in a reply, an action or a task, wherever the worker dies."""

from datetime import datetime, timedelta
from itertools import count

import pytest
from django.db import DatabaseError, connection

from replywell.common.tenancy import practice_scope
from replywell.dialogue import inbound
from replywell.messaging.models import Message
from replywell.scheduling.models import Appointment, FreedSlot
from tests.dialogue.talk import ended, said, text, utc
from tests.invariants.crash import killed_at
from tests.practice import Oak, make_patient, make_practice, make_visit


def one_more(oak: Oak, number: int) -> tuple[Appointment, str, int]:
    """A patient with one visit who asks to cancel it; not handled yet."""
    phone = f"+1212555{2000 + number}"
    day, place = divmod(number // 2, 16)
    starts_at = utc(3 + day, 13) + timedelta(minutes=30 * place + (60 if place >= 8 else 0))
    visit = make_visit(oak, make_patient(oak, f"P{number}", "Hill", phone), starts_at, with_lee=number % 2 == 0)
    return visit, phone, text("please cancel my appointment", phone, drain=False)


def test_a_worker_killed_at_any_statement_loses_nothing_and_does_nothing_twice(frozen: datetime) -> None:
    oak = make_practice()
    for number in count(1):
        visit, phone, stored = one_more(oak, number)
        with killed_at(number) as life:
            inbound.drain(1)
        inbound.drain(10)
        assert ended(oak, stored) == "reply"
        assert said(oak, phone) == ["visit.cancelled"]
        with practice_scope(oak.id):
            assert Appointment.objects.get(pk=visit.pk).status == "cancelled"
            assert FreedSlot.objects.filter(appointment_id=visit.pk).count() == 1
        if not life.killed:
            break
    assert number > 20


def test_no_text_can_be_marked_handled_without_an_end(frozen: datetime) -> None:
    oak = make_practice()
    make_patient(oak)
    stored = text("hello", drain=False)
    with pytest.raises(DatabaseError, match="every_text_ends"), practice_scope(oak.id), connection.cursor() as cursor:
        cursor.execute("UPDATE messaging_message SET handled_at = now() WHERE id = %s", [stored])
    with practice_scope(oak.id):
        assert Message.objects.get(pk=stored).handled_at is None

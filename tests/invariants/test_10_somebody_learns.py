"""Each trouble makes one task, pages where it should, and shows on the health page with its reason."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection

from replywell.carriers.base import InboundText
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.dialogue import paging
from replywell.messaging import health, receive
from replywell.messaging.models import Message
from replywell.practices.models import Number, OnCall, Practice
from tests.dialogue.talk import open_tasks, text
from tests.messaging.outbound.made import answer, conversation
from tests.practice import Oak, make_patient, make_practice

MARIA = "+12125550123"
NURSE = "+12125550191"


def unhandled(oak: Oak, now: datetime) -> None:
    stored = text("hello", drain=False)
    with practice_scope(oak.id):
        Message.objects.filter(pk=stored).update(stored_at=clock.wall() - timedelta(seconds=61))


def stuck(oak: Oak, now: datetime) -> None:
    message = answer(oak, conversation(oak), now)
    with practice_scope(oak.id):
        Message.objects.filter(pk=message.pk).update(stored_at=clock.wall() - timedelta(minutes=6))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE messaging_heartbeat SET since = now() - interval '6 minutes'")


def in_doubt(oak: Oak, now: datetime) -> None:
    message = answer(oak, conversation(oak), now)
    with practice_scope(oak.id):
        Message.objects.filter(pk=message.pk).update(status="unknown", failure="not_found")


def worker_gone(oak: Oak, now: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE messaging_heartbeat SET at = now() - interval '31 seconds'")


def number_stopped(oak: Oak, now: datetime) -> None:
    with practice_scope(oak.id):
        Number.objects.update(stopped_at=now)


def unrouted(oak: Oak, now: datetime) -> None:
    receive.record_inbound(InboundText("simulator", "nobodys-1", MARIA, "+12125559999", "hello"), "simulator-main")


def nobody(oak: Oak, now: datetime) -> None:
    with practice_scope(oak.id):
        OnCall.objects.all().delete()


@pytest.mark.parametrize(
    ("trouble", "kind", "paged", "said"),
    [
        (unhandled, "unhandled_text", True, "wait for more than 60 seconds"),
        (stuck, "outbound_stuck", True, "none leaves"),
        (in_doubt, "unknown_outcome", False, ""),
        (worker_gone, "worker_gone", True, "No worker is running"),
        (number_stopped, "number_stopped", True, "refuses a number of practice oak"),
        (unrouted, "unrouted_text", True, "belongs to no practice"),
        (nobody, "nobody_on_call", False, "Nobody is on call at practice oak"),
    ],
)
def test_a_trouble_is_a_task_a_page_and_a_reason(
    frozen: datetime, trouble: Callable[[Oak, datetime], None], kind: str, paged: bool, said: str
) -> None:
    oak = make_practice()
    make_patient(oak)
    health.beat("worker:here:1")
    assert paging.look_for_trouble(frozen) == 0
    assert health.check().reasons == ()
    trouble(oak, frozen)
    assert paging.look_for_trouble(frozen) == 1
    assert [reason for _, reason in open_tasks(oak)] == [kind]
    assert any(said in reason for reason in health.check().reasons) if said else True
    paging.run_due(10)
    with practice_scope(oak.id):
        assert Message.objects.filter(purpose="page", phone=NURSE).exists() == paged


def paused(oak: Oak, now: datetime) -> None:
    Practice.objects.update(paused_at=now)


def tried_again_later(oak: Oak, now: datetime) -> None:
    Message.objects.filter(direction="out").update(retry_at=clock.wall() + timedelta(minutes=2))


@pytest.mark.parametrize("kept_back", [paused, tried_again_later])
def test_texts_that_are_kept_back_on_purpose_are_not_stuck(
    frozen: datetime, kept_back: Callable[[Oak, datetime], None]
) -> None:
    oak = make_practice()
    make_patient(oak)
    stuck(oak, frozen)
    with practice_scope(oak.id):
        kept_back(oak, frozen)
    assert paging.look_for_trouble(frozen) == 0
    with practice_scope(oak.id):
        Practice.objects.update(paused_at=None)
        Practice.objects.update(resumed_at=clock.wall() - timedelta(minutes=6))
        Message.objects.filter(direction="out").update(retry_at=None)
    assert paging.look_for_trouble(frozen) == 1


def test_a_stopped_number_is_one_trouble_and_not_also_texts_that_are_stuck(frozen: datetime) -> None:
    oak = make_practice()
    make_patient(oak)
    stuck(oak, frozen)
    number_stopped(oak, frozen)
    paging.look_for_trouble(frozen)
    assert [reason for _, reason in open_tasks(oak)] == ["number_stopped"]


def test_a_pause_keeps_no_safety_text_back(frozen: datetime) -> None:
    oak = make_practice()
    make_patient(oak)
    stuck(oak, frozen)
    with practice_scope(oak.id):
        paused(oak, frozen)
        Message.objects.filter(direction="out").update(lane=0)
    assert paging.look_for_trouble(frozen) == 1

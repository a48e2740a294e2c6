"""What a person learns of, when, and how often."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection

from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.dialogue import paging, tasks
from replywell.messaging import dispatch, events, health
from replywell.messaging.models import Message
from replywell.practices.models import Number, Practice
from tests.dialogue.talk import deliver, later, open_tasks, task, text
from tests.practice import Oak, make_patient

LONG_AGO = timedelta(hours=3)


def waiting_since_long(oak: Oak) -> None:
    """An answer that was decided three hours ago is still queued."""
    make_patient(oak)
    text("zorp")
    with practice_scope(oak.id):
        Message.objects.filter(direction="out").update(
            status="queued", created_at=clock.now() - LONG_AGO, stored_at=clock.wall() - LONG_AGO
        )


def after_a_pause(oak: Oak) -> None:
    with practice_scope(oak.id):
        Practice.objects.update(paused_at=clock.now() - LONG_AGO)
        Practice.objects.update(paused_at=None)


def with_its_number_again(oak: Oak) -> None:
    with practice_scope(oak.id):
        Number.objects.update(stopped_at=clock.now() - LONG_AGO)
        Number.objects.update(stopped_at=None)


def after_all_workers_were_gone(oak: Oak) -> None:
    health.beat("worker:here:1")


def and_so_long_ago(oak: Oak) -> None:
    """What made the texts sendable lies six minutes back."""
    six = clock.wall() - timedelta(minutes=6)
    with practice_scope(oak.id):
        Practice.objects.filter(resumed_at__isnull=False).update(resumed_at=six)
        Number.objects.filter(resumed_at__isnull=False).update(resumed_at=six)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE messaging_heartbeat SET since = %s", [six])


@pytest.mark.parametrize("sendable", [after_a_pause, with_its_number_again, after_all_workers_were_gone])
def test_texts_count_as_stuck_from_when_they_could_leave(oak: Oak, sendable: Callable[[Oak], None]) -> None:
    waiting_since_long(oak)
    sendable(oak)
    assert health.check().facts["outbound_stuck"] == 0
    assert paging.look_for_trouble(clock.now()) == 0
    and_so_long_ago(oak)
    assert health.check().facts["outbound_stuck"] == 1
    assert paging.look_for_trouble(clock.now()) == 1
    assert [reason for _, reason in open_tasks(oak) if reason == "outbound_stuck"] == ["outbound_stuck"]


def test_a_worker_among_others_that_starts_later_excuses_nothing(oak: Oak) -> None:
    waiting_since_long(oak)
    health.beat("worker:here:1")
    and_so_long_ago(oak)
    health.beat("worker:here:1")
    health.beat("worker:there:2")
    assert paging.look_for_trouble(clock.now()) == 1


def stop_number(oak: Oak) -> None:
    with practice_scope(oak.id):
        Number.objects.update(stopped_at=clock.now(), stopped_reason="30034")
        events.number_stopped(events.NumberStopped(oak.id, oak.number.pk, "30034", clock.now()))


def close_it(oak: Oak) -> None:
    with practice_scope(oak.id):
        found = task(oak, "number_stopped")
        tasks.close(found.pk, oak.anna, now=clock.now(), outcome="The carrier will look at it")


def test_a_number_that_stays_stopped_makes_no_second_task_and_healthz_still_says_so(oak: Oak) -> None:
    stop_number(oak)
    assert paging.look_for_trouble(clock.now()) == 0
    assert open_tasks(oak) == [("front_desk", "number_stopped")]
    later(minutes=1)
    close_it(oak)
    later(minutes=1)
    assert paging.look_for_trouble(clock.now()) == 0
    assert open_tasks(oak) == []
    assert any("number of practice oak" in reason and "30034" in reason for reason in health.check().reasons)


def test_a_number_that_stops_anew_is_a_task_anew(oak: Oak) -> None:
    stop_number(oak)
    later(minutes=1)
    close_it(oak)
    with practice_scope(oak.id):
        Number.objects.update(stopped_at=None, stopped_reason="")
    assert not any("number of practice oak" in reason for reason in health.check().reasons)
    later(minutes=1)
    with practice_scope(oak.id):
        Number.objects.update(stopped_at=clock.now(), stopped_reason="30034")
    assert paging.look_for_trouble(clock.now()) == 1
    assert open_tasks(oak) == [("front_desk", "number_stopped")]


def test_the_task_of_a_stopped_number_closes_by_itself_when_it_may_send_again(oak: Oak) -> None:
    stop_number(oak)
    with practice_scope(oak.id):
        Number.objects.update(stopped_at=None, stopped_reason="")
    assert paging.look_for_trouble(clock.now()) == 0
    assert open_tasks(oak) == []


def test_a_text_that_software_could_not_begin_is_a_task(oak: Oak) -> None:
    make_patient(oak)
    text("HELP")
    with practice_scope(oak.id):
        found = Message.objects.filter(direction="out")
        found.update(purpose="care_plan", lane=4, about=[["x", 1]])
    for _ in range(2):
        dispatch.deliver_once()
    deliver()
    with practice_scope(oak.id):
        failed = found.get()
    assert failed.status == "failed"
    assert open_tasks(oak) == [("front_desk", "not_handled")]
    assert task(oak, "not_handled").message_id == failed.pk

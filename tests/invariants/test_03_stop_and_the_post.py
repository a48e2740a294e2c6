"""An opt-out and the beginning of a post take one lock: whichever comes second sees the first."""

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import connection

from replywell.common.tenancy import practice_scope
from replywell.messaging import attempts, dispatch, opt_out
from replywell.messaging.models import Attempt
from tests.messaging.outbound.made import answer, conversation, reload
from tests.practice import Oak, make_patient, make_practice

PHONE = "+12125550123"
A_MOMENT = 0.7
"""Seconds in which whoever did not have to wait would long be through."""


def stop(oak: Oak, now: datetime) -> None:
    opt_out.stop(oak.id, PHONE, words="stop", why="opt_out", actor="patient", channel="text", at=now)


class Beside(threading.Thread):
    """Something that happens beside, on a connection of its own."""

    def __init__(self, what: Callable[[], Any]) -> None:
        super().__init__()
        self.what = what
        self.result: Any = None
        self.start()

    def run(self) -> None:
        try:
            self.result = self.what()
        finally:
            connection.close()

    def waits(self) -> bool:
        self.join(A_MOMENT)
        return self.is_alive()


def test_a_post_waits_for_an_opt_out_that_is_being_written_and_then_does_not_begin(frozen: datetime) -> None:
    oak = make_practice()
    make_patient(oak)
    message = answer(oak, conversation(oak), frozen)
    with practice_scope(oak.id):
        stop(oak, frozen)
        posting = Beside(lambda: attempts.begin(oak.id, [(message.pk, PHONE)], frozen))
        waited = posting.waits()
    posting.join()
    assert waited
    assert posting.result[0] == []
    assert reload(oak, message).gate_reason == "opted_out"


def test_an_opt_out_waits_for_a_post_that_is_beginning_and_marks_it_as_crossed(
    frozen: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    oak = make_practice()
    make_patient(oak)
    message = answer(oak, conversation(oak), frozen)
    allowed, go_on = threading.Event(), threading.Event()
    pace = attempts._take_pace

    def slowly(*arguments: Any) -> Any:
        allowed.set()
        assert go_on.wait(20)
        return pace(*arguments)

    monkeypatch.setattr(attempts, "_take_pace", slowly)
    posting = Beside(lambda: dispatch.begin_batch(frozen, 10))
    assert allowed.wait(20)
    stopping = Beside(lambda: stop(oak, frozen))
    waited = stopping.waits()
    go_on.set()
    posting.join()
    stopping.join()
    assert waited
    assert [post.message_id for post in posting.result[0]] == [message.pk]
    with practice_scope(oak.id):
        assert Attempt.objects.get().crossed

"""Texts are handled once, in order, by any number of workers; whatever breaks loses nothing."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.dialogue import engine, inbound
from replywell.messaging.models import Message
from tests.dialogue.talk import MARIA, bodies, deliver, ended, open_tasks, said, text, utc, visit
from tests.dialogue.test_prompts import ask
from tests.practice import Oak, make_patient, make_visit


def test_a_handler_that_raises_twice_makes_a_task_and_the_conversation_goes_on(oak: Oak) -> None:
    make_visit(oak, make_patient(oak), utc(5, 15))
    broken = text("running 10 minutes late", drain=False)
    behind = text("thank you", drain=False)
    assert inbound.drain(10) == 0
    assert ended(oak, broken) == ""
    inbound.drain(10)
    inbound.drain(10)
    assert ended(oak, broken) == "task"
    assert ended(oak, behind) == "action"
    assert open_tasks(oak) == [("front_desk", "not_handled")]


def test_a_failed_try_is_counted_outside_the_transaction_that_failed(oak: Oak) -> None:
    make_visit(oak, make_patient(oak), utc(5, 15))
    broken = text("running 10 minutes late")
    with practice_scope(oak.id):
        assert Message.objects.get(pk=broken).handle_tries == 1
    assert said(oak, also_unsent=True) == []


def test_other_conversations_do_not_wait_for_a_broken_one(oak: Oak) -> None:
    make_visit(oak, make_patient(oak), utc(5, 15))
    make_patient(oak, "Tom", "Hill", "+12125550124")
    text("running 10 minutes late", drain=False)
    other = text("thank you", "+12125550124")
    assert ended(oak, other) == "action"


def test_a_crash_midway_loses_nothing(oak: Oak, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker killed before its commit: its transaction is rolled back, the next one does it all, once."""
    booked = make_visit(oak, make_patient(oak), utc(5, 15))
    real = inbound._end

    def killed(*_: object) -> None:
        connection.close()
        raise SystemExit

    monkeypatch.setattr(inbound, "_end", killed)
    with pytest.raises(SystemExit):
        text("please cancel my appointment")
    connection.close()
    assert visit(oak, booked).status == "booked"
    assert said(oak, also_unsent=True) == []
    monkeypatch.setattr(inbound, "_end", real)
    inbound.drain(10)
    assert visit(oak, booked).status == "cancelled"
    assert said(oak) == ["visit.cancelled"]


def test_two_workers_at_once_keep_the_order_of_each_conversation(oak: Oak) -> None:
    phones = [f"+1212555{number:04}" for number in range(130, 138)]
    for number, phone in enumerate(phones):
        make_patient(oak, f"P{number}", "Hill", phone)
    texts = {phone: [] for phone in phones}
    for turn in range(4):
        for phone in phones:
            texts[phone].append(text(f"why did I get a bill for ${turn}", phone, drain=False))
    order: list[int] = []
    real = engine.answer

    def noting(thread: object) -> str:
        order.append(thread.message.pk)  # type: ignore[attr-defined]
        return real(thread)  # type: ignore[arg-type]

    engine.answer = noting
    try:
        workers = [threading.Thread(target=_drain_until_empty, args=(oak,)) for _ in range(3)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join(60)
    finally:
        engine.answer = real
    assert sorted(order) == sorted(one for ids in texts.values() for one in ids)
    for phone in phones:
        assert [one for one in order if one in texts[phone]] == texts[phone]
        assert said(oak, phone) == ["person.will_answer"]


def _drain_until_empty(oak: Oak) -> None:
    try:
        for _ in range(200):
            inbound.drain(5)
            with practice_scope(oak.id):
                if not Message.objects.filter(direction="in", handled_at=None).exists():
                    return
    finally:
        connections.close_all()


def test_a_flagged_text_overtakes_what_waits(oak: Oak) -> None:
    make_patient(oak)
    make_patient(oak, "Tom", "Hill", "+12125550124")
    waiting = [text("thank you", drain=False), text("thanks", drain=False)]
    flagged = text("chest pain", "+12125550124", drain=False)
    assert inbound.drain(1) == 1
    assert ended(oak, flagged) == "reply"
    assert [ended(oak, one) for one in waiting] == ["", ""]


def test_a_flagged_text_overtakes_within_its_conversation(oak: Oak) -> None:
    make_patient(oak)
    waiting = text("thank you", drain=False)
    flagged = text("chest pain", drain=False)
    inbound.drain(1)
    assert (ended(oak, flagged), ended(oak, waiting)) == ("reply", "")


def test_texts_of_two_practices_stay_apart(oak: Oak) -> None:
    from replywell.carriers.base import InboundText
    from replywell.messaging import receive
    from tests.practice import make_practice

    elm = make_practice("elm", "+12125550200")
    make_patient(elm)
    make_patient(oak)
    receive.record_inbound(
        InboundText("simulator", "elm-1", MARIA, "+12125550200", "why did I get a bill for $40"), "simulator-main"
    )
    inbound.drain(10)
    assert open_tasks(oak) == []
    assert open_tasks(elm) == [("billing", "billing")]
    assert bodies(oak) == []


def test_the_path_from_stored_text_to_queued_reply_is_short(oak: Oak) -> None:
    """A confirmation, the most frequent answer; every query is a millisecond less for the others."""
    booked = make_visit(oak, make_patient(oak), utc(5, 15))
    ask(oak, booked)
    deliver()
    text("C", drain=False)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert inbound.drain(1) == 1
    assert visit(oak, booked).confirmation == "confirmed"
    statements = [query["sql"] for query in queries]
    assert len(statements) <= 30, "\n".join(one[:150] for one in statements)


def test_an_unasked_text_waits_for_an_unhandled_one(oak: Oak) -> None:
    booked = make_visit(oak, make_patient(oak), utc(5, 15))
    text("thank you", drain=False)
    ask(oak, booked)
    with practice_scope(oak.id):
        waiting = Message.objects.get(direction="out")
    assert waiting.gate_reason == "waits_for_handling"
    inbound.drain(10)
    deliver()
    with practice_scope(oak.id):
        waiting.refresh_from_db()
    assert waiting.accepted_at is not None
    assert waiting.accepted_at < clock.now() + timedelta(seconds=1)


def test_a_lost_database_connection_is_not_the_fault_of_the_text(oak: Oak, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import OperationalError

    make_patient(oak)
    real = engine.answer

    def cut_off(*_: object, **__: object) -> str:
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(engine, "answer", cut_off)
    waiting = text("thank you")
    for _ in range(5):
        assert inbound.drain(10) == 0
    monkeypatch.setattr(engine, "answer", real)
    inbound.drain(10)
    assert ended(oak, waiting) == "action"
    with practice_scope(oak.id):
        assert Message.objects.get(pk=waiting).handle_tries == 0

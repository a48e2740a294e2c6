"""A number that the carrier refuses: what cannot wait leaves by another, or a person hears that it cannot leave."""

from datetime import datetime

from replywell.common.tenancy import practice_scope
from replywell.messaging import attempts, dispatch, send
from replywell.messaging.models import Attempt, Message, Purpose
from replywell.practices.models import Number
from tests.messaging.outbound.made import answer, conversation, reload
from tests.practice import Oak, make_patient, make_practice


def safety(oak: Oak, now: datetime) -> Message:
    with practice_scope(oak.id):
        return send.say(conversation(oak), "safety.medical", {}, purpose=Purpose.SAFETY, now=now)


def page(oak: Oak, now: datetime) -> Message:
    with practice_scope(oak.id):
        return send.page(oak.id, oak.nurse, "page.red_flag", {}, now=now)


def another_number(oak: Oak) -> Number:
    with practice_scope(oak.id):
        return Number.objects.create(practice=oak.practice, account=oak.account, phone="+12125550101")


def stop(oak: Oak, now: datetime) -> None:
    with practice_scope(oak.id):
        Number.objects.filter(pk=oak.number.pk).update(stopped_at=now, stopped_reason="30034")


def test_safety_texts_and_pages_queued_on_a_number_that_stops_leave_by_another(frozen: datetime) -> None:
    oak = make_practice()
    make_patient(oak)
    waiting = [safety(oak, frozen), page(oak, frozen)]
    assert {reload(oak, text).number_id for text in waiting} == {oak.number.pk}
    other = another_number(oak)
    stop(oak, frozen)
    while dispatch.deliver_once():
        pass
    rows = [reload(oak, text) for text in waiting]
    assert [(row.status, row.number_id) for row in rows] == [("delivered", other.pk)] * 2


def test_safety_texts_and_pages_on_the_only_number_are_refused_when_it_stops(frozen: datetime) -> None:
    oak = make_practice()
    make_patient(oak)
    waiting = [safety(oak, frozen), page(oak, frozen)]
    stop(oak, frozen)
    while dispatch.deliver_once():
        pass
    rows = [reload(oak, text) for text in waiting]
    assert [(row.status, row.gate_reason) for row in rows] == [("suppressed", "number_stopped")] * 2


def test_a_safety_text_is_refused_at_once_while_the_only_number_is_stopped(frozen: datetime) -> None:
    oak = make_practice()
    make_patient(oak)
    stop(oak, frozen)
    text = safety(oak, frozen)
    assert (text.status, text.gate_reason) == ("suppressed", "number_stopped")


def test_other_texts_wait_on_the_stopped_number_for_an_administrator(frozen: datetime) -> None:
    oak = make_practice()
    make_patient(oak)
    another_number(oak)
    text = answer(oak, conversation(oak), frozen)
    stop(oak, frozen)
    assert dispatch.deliver_once() == 0
    assert (reload(oak, text).status, reload(oak, text).number_id) == ("queued", oak.number.pk)


def test_a_safety_text_whose_number_stops_between_its_attempt_and_its_post_leaves_by_another(frozen: datetime) -> None:
    oak = make_practice()
    make_patient(oak)
    text, other = safety(oak, frozen), another_number(oak)
    posts, _ = dispatch.begin_batch(frozen, 10)
    stop(oak, frozen)
    assert attempts.begin_again(oak.id, posts, frozen) == []
    with practice_scope(oak.id):
        assert Attempt.objects.get().outcome == "withdrawn"
    assert reload(oak, text).status == "queued"
    dispatch.deliver_once()
    assert (reload(oak, text).status, reload(oak, text).number_id) == ("delivered", other.pk)

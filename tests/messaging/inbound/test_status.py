"""Carriers' reports move a message forward only, act on failures, and are told to listeners once."""

import itertools
from datetime import UTC, datetime
from typing import Any

import pytest

from replywell.carriers import base
from replywell.carriers.base import Status, StatusEvent
from replywell.common.tenancy import practice_scope
from replywell.messaging import events, opt_out, status
from replywell.messaging.models import Attempt, Message, StatusUpdate
from replywell.patients.models import Contact
from replywell.practices.models import Number
from tests.messaging.inbound.rows import outbound
from tests.messaging.inbound.server import LiveServer
from tests.practice import Oak, make_practice

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


def report(message: Message, word: str, code: str = "", sid: str = "SM9", key: str = "twilio-main") -> bool:
    failure = base.get("twilio").explain(code) if code else None
    event = StatusEvent(
        "twilio", sid, str(message.public_id), Status(word), code or None,
        failure.kind if failure else None, None, failure.action if failure else None,
    )  # fmt: skip
    return status.record_status(event, key)


def now_is(oak: Oak, message: Message) -> Message:
    with practice_scope(oak.id):
        return Message.objects.get(pk=message.pk)


@pytest.mark.parametrize("order", list(itertools.permutations(["queued", "sent", "delivered"])))
def test_in_whatever_order_reports_come_the_furthest_stands(oak: Oak, order: tuple[str, ...]) -> None:
    message = outbound(oak)
    for word in order:
        report(message, word)
        report(message, word)
    found = now_is(oak, message)
    assert (found.status, found.carrier_id) == ("delivered", "SM9")
    assert found.accepted_at is not None
    assert found.delivered_at is not None
    with practice_scope(oak.id):
        assert StatusUpdate.objects.count() == 3


@pytest.mark.parametrize(
    ("first", "second"), [("delivered", "failed"), ("undelivered", "delivered"), ("failed", "sent")]
)
def test_the_first_end_a_text_reaches_stands(oak: Oak, first: str, second: str) -> None:
    message = outbound(oak)
    assert report(message, first, "" if first == "delivered" else "30008")
    assert not report(message, second, "30008" if second == "failed" else "")
    assert now_is(oak, message).status == first


def test_a_text_in_doubt_is_settled_by_a_report(oak: Oak) -> None:
    message = outbound(oak, status="unknown")
    assert report(message, "sent")
    assert now_is(oak, message).status == "sent"


def test_a_report_without_our_id_finds_the_text_by_the_carriers(oak: Oak) -> None:
    message = outbound(oak, status="accepted")
    with practice_scope(oak.id):
        Message.objects.filter(pk=message.pk).update(carrier_id="SM77")
    for ours in (None, "not a uuid"):
        status.record_status(StatusEvent("twilio", "SM77", ours, Status.DELIVERED), "twilio-main")
    assert now_is(oak, message).status == "delivered"


def test_a_report_through_another_account_is_ignored(oak: Oak) -> None:
    make_practice("elm", "+12125550200", carrier="simulator")
    message = outbound(oak)
    assert not report(message, "delivered", key="simulator-main")
    assert now_is(oak, message).status == "sending"


def test_the_carriers_own_opt_out_suppresses(oak: Oak, heard: list[object]) -> None:
    message = outbound(oak)
    assert report(message, "failed", "21610")
    assert opt_out.is_suppressed(oak.id, message.phone)
    with practice_scope(oak.id):
        assert Attempt.objects.get(message=message).crossed
    status.drain_moves(now=NOW)
    assert events.OptedOut(oak.id, message.phone, "carrier", NOW) in heard


@pytest.mark.parametrize(
    ("code", "why", "line"), [("30005", "bad_number", "unknown"), ("30006", "landline", "landline")]
)
def test_a_number_that_takes_no_texts_is_unreachable(
    oak: Oak, heard: list[object], code: str, why: str, line: str
) -> None:
    message = outbound(oak)
    report(message, "undelivered", code)
    with practice_scope(oak.id):
        contact = Contact.objects.get()
    assert contact.unreachable_at is not None
    assert (contact.unreachable_why, contact.line_type) == (why, line)
    status.drain_moves(now=NOW)
    assert events.ContactUnreachable(oak.id, contact.pk, why, NOW) in heard


def test_three_failures_in_a_row_make_unreachable_and_a_delivery_counts_anew(oak: Oak) -> None:
    def contact() -> Any:
        with practice_scope(oak.id):
            return Contact.objects.get()

    for _ in range(2):
        report(outbound(oak), "undelivered", "30003")
    assert (contact().failures, contact().unreachable_at) == (2, None)
    report(outbound(oak), "delivered")
    assert contact().failures == 0
    for _ in range(3):
        report(outbound(oak), "undelivered", "30003")
    assert contact().unreachable_why == "transient"


def test_quiet_hours_at_the_phone_say_nothing_of_its_number(oak: Oak) -> None:
    for _ in range(3):
        report(outbound(oak), "undelivered", "30610")
    with practice_scope(oak.id):
        assert Contact.objects.get().failures == 0


def test_a_sender_that_is_refused_is_stopped_with_its_code(oak: Oak, heard: list[object]) -> None:
    report(outbound(oak), "failed", "30034")
    with practice_scope(oak.id):
        number = Number.objects.get()
    assert number.stopped_at is not None
    assert number.stopped_reason == "30034"
    status.drain_moves(now=NOW)
    assert events.NumberStopped(oak.id, number.pk, "30034", NOW) in heard


def test_listeners_hear_of_each_move_once_and_in_order(oak: Oak, heard: list[object]) -> None:
    message = outbound(oak)
    for word in ("queued", "delivered", "sent", "delivered"):
        report(message, word)
    assert status.drain_moves(now=NOW) == 2
    assert status.drain_moves(now=NOW) == 0
    assert heard == [
        events.MessageMoved(message.pk, oak.id, message.conversation_id, "sending", "accepted", NOW, "", None, False),
        events.MessageMoved(message.pk, oak.id, message.conversation_id, "accepted", "delivered", NOW, "", None, False),
    ]


def test_a_listener_that_fails_holds_up_its_own_move_only(oak: Oak, heard: list[object]) -> None:
    bad, good = outbound(oak), outbound(oak, "+12125550177")
    fails = True

    def stumble(moved: events.MessageMoved) -> None:
        if fails and moved.message_id == bad.pk:
            raise RuntimeError("stumbled")

    events.message_moved.listen(stumble)
    report(bad, "sent")
    report(good, "sent", sid="SM10")
    assert status.drain_moves(now=NOW) == 1
    fails = False
    assert status.drain_moves(now=NOW) == 1
    assert status.drain_moves(now=NOW) == 0


def test_our_own_posts_move_a_message_the_same_way(oak: Oak) -> None:
    message = outbound(oak)
    assert status.move(oak.id, message.pk, "accepted", now=NOW, carrier_id="SM5")
    assert not status.move(oak.id, message.pk, "accepted", now=NOW, carrier_id="SM5")
    found = now_is(oak, message)
    assert (found.status, found.carrier_id, found.accepted_at) == ("accepted", "SM5", NOW)


def test_status_webhooks_come_in_at_their_own_address(oak: Oak, live: LiveServer) -> None:
    message = outbound(oak)
    url = live.hook("status") + f"?id={message.public_id}"
    form = {"MessageSid": "SM9", "AccountSid": "AC", "From": oak.number.phone, "To": message.phone}
    for word in ("delivered", "sent", "delivered"):
        assert live.post(form | {"MessageStatus": word}, url=url).status_code == 200
    assert live.post(form | {"MessageStatus": "dancing"}, url=url).status_code == 400
    assert live.post(form | {"MessageStatus": "sent"}, url=url, signature="bad").status_code == 403
    assert (
        live.post(form | {"MessageStatus": "sent", "MessageSid": "SMother"}, url=live.hook("status")).status_code == 200
    )
    assert now_is(oak, message).status == "delivered"

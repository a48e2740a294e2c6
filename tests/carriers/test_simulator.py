"""The built-in carrier: as good or as bad as its plan, and told apart from strangers by its signature."""

from __future__ import annotations

import asyncio
import json
import time
from datetime import UTC, datetime
from typing import Any

import pytest

from replywell.carriers import get
from replywell.carriers.base import (
    Accepted,
    Account,
    Action,
    FailureClass,
    Found,
    InboundText,
    MalformedRequest,
    Media,
    Outgoing,
    Rejected,
    Status,
    Unknown,
)
from replywell.carriers.simulator import (
    Behaviour,
    behaviour_for,
    carrier_id_for,
    inbound_request,
    status_request,
    statuses_after,
)
from replywell.carriers.simulator.webhooks import sign

SIMULATOR = get("simulator")
URL = "https://example.org/hooks/simulator/k1/inbound"
TEXT = Outgoing("m1", "+14155550123", "+14155550100", None, "a" * 161)


def account(**behaviour: Any) -> Account:
    return Account("k1", secrets={"webhook_secret": "s1"}, config={"behaviour": behaviour})


def send(where: Account, outgoing: Outgoing = TEXT) -> Any:
    return asyncio.run(SIMULATOR.send(None, where, outgoing))  # type: ignore[arg-type]


def find(where: Account) -> list[Found]:
    now = datetime.now(UTC)
    return asyncio.run(SIMULATOR.find_sent(None, where, TEXT, now))  # type: ignore[arg-type]


def test_it_takes_a_text_and_the_same_text_keeps_its_id() -> None:
    first, again = send(account()), send(account())
    assert first == again == Accepted(carrier_id_for("m1"), 2)
    assert carrier_id_for("m2") != carrier_id_for("m1")
    assert isinstance(send(Account("k1")), Accepted)


@pytest.mark.parametrize("kind", list(FailureClass))
def test_it_fails_in_every_way_when_told(kind: FailureClass) -> None:
    outcome = send(account(answer="reject", code=kind.value, retry_after=3))
    assert isinstance(outcome, Rejected)
    assert (outcome.failure, outcome.retry_after) == (kind, 3)
    assert outcome.permanent == (kind not in (FailureClass.RATE, FailureClass.TRANSIENT))
    assert find(account(answer="reject", code=kind.value)) == []


def test_a_time_out_is_unknown_and_found_only_if_processed() -> None:
    assert isinstance(send(account(answer="timeout")), Unknown)
    assert find(account(answer="timeout")) == [(carrier_id_for("m1"), Status.SENT)]
    assert find(account(answer="timeout", processed=False)) == []


def test_it_can_be_slow() -> None:
    begun = time.monotonic()
    send(account(delay_seconds=0.1))
    assert time.monotonic() - begun >= 0.1


def test_one_number_can_have_its_own_plan() -> None:
    where = account(answer="accept", numbers={"+14155550123": {"answer": "reject", "code": "landline"}})
    assert send(where).action == Action.MARK_LANDLINE
    other = Outgoing("m2", "+14155550199", "+14155550100", None, "hi")
    assert isinstance(send(where, other), Accepted)


@pytest.mark.parametrize(
    ("plan", "says"),
    [({"anser": "accept"}, "anser"), ({"answer": "maybe"}, "timeout"), ({"code": "x"}, "landline")],
)
def test_a_plan_with_a_mistake_says_what_would_be_right(plan: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        behaviour_for(account(**plan), "+14155550123")
    assert send(account(**plan)).failure == FailureClass.SENDER_CONFIG


def test_statuses_follow_the_plan() -> None:
    def words(**plan: Any) -> list[str]:
        return [event.status.value for event in statuses_after(TEXT, Behaviour(**plan))]

    assert words() == ["sent", "delivered"]
    assert words(reorder_statuses=True) == ["delivered", "sent"]
    assert words(duplicate_statuses=True) == ["sent", "sent", "delivered", "delivered"]
    assert words(answer="reject") == []
    assert words(answer="timeout", processed=False) == []
    last = statuses_after(TEXT, Behaviour(fails_later=True, code="opted_out"))[-1]
    assert (last.status, last.failure, last.action) == (
        Status.UNDELIVERED,
        FailureClass.OPTED_OUT,
        Action.SUPPRESS,
    )


def test_a_text_survives_the_webhook_unchanged() -> None:
    text = InboundText(
        "simulator", "p1", "+14155550123", "+14155550100", "Sí 😀 \"c\"\n", (Media("https://x.org/1", "image/png"),),
        datetime(2026, 11, 1, 1, 30, tzinfo=UTC), 1, "stop",
    )  # fmt: skip
    headers, body = inbound_request(text, "s1")
    assert SIMULATOR.verify(headers, body, URL, SIMULATOR.signing_secrets(account()))
    assert SIMULATOR.parse_inbound(headers, body, URL) == [text]


def test_a_status_survives_the_webhook_unchanged() -> None:
    for event in statuses_after(TEXT, Behaviour(fails_later=True, code="transient")):
        headers, body = status_request(event, "s1")
        assert SIMULATOR.verify(headers, body, URL, ("s1",))
        assert SIMULATOR.parse_status(headers, body, URL) == [event]


def test_strangers_are_refused() -> None:
    body = b'{"type": "inbound"}'
    for headers in ({}, {"X-Simulator-Signature": sign(body, "other")}, {"X-Simulator-Signature": "☃"}):
        assert not SIMULATOR.verify(headers, body, URL, ("s1",))
    good = {"x-simulator-signature": sign(body, "s1")}
    assert SIMULATOR.verify(good, body, URL, ("s0", "s1"))
    assert not SIMULATOR.verify(good, body + b" ", URL, ("s1",))
    assert not SIMULATOR.verify({"X-Simulator-Signature": sign(body, "")}, body, URL, ("",))


GOOD = {"type": "inbound", "id": "p1", "from": "+14155550123", "to": "+14155550100", "body": "hi"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"type": "status"}, "type"),
        ({"id": ""}, "id"),
        ({"id": "a\x00"}, "id"),
        ({"from": "Ann"}, "from"),
        ({"to": None}, "to"),
        ({"body": 5}, "body"),
        ({"body": "\ud83d"}, "body"),
        ({"media": "x"}, "media"),
        ({"media": [1]}, "media"),
        ({"segments": True}, "segments"),
        ({"received_at": "yesterday"}, "received_at"),
        ({"received_at": "2026-11-01T01:30:00"}, "received_at"),
        ({"answered": "yes"}, "answered"),
    ],
)
def test_a_text_that_cannot_be_read_names_the_field(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(MalformedRequest) as caught:
        SIMULATOR.parse_inbound({}, json.dumps(GOOD | changes).encode(), URL)
    assert caught.value.field == field


@pytest.mark.parametrize("raw", [b"", b"[]", b"\xff", b"{", b"null"])
def test_what_is_no_json_object_is_refused(raw: bytes) -> None:
    for parse in (SIMULATOR.parse_inbound, SIMULATOR.parse_status):
        with pytest.raises(MalformedRequest):
            parse({}, raw, URL)

"""The contract: statuses only move forward, codes have advice, names lead to adapters."""

from __future__ import annotations

import itertools

import pytest

from replywell import carriers
from replywell.carriers.base import RANK, Account, Action, FailureClass, Outgoing, Status, moves_forward
from replywell.carriers.twilio.errors import TABLE, explain, explain_refusal


def test_a_status_never_moves_back_whatever_the_order() -> None:
    for order in itertools.permutations([Status.QUEUED, Status.SENDING, Status.SENT, Status.DELIVERED]):
        now: Status | None = None
        for status in order:
            if moves_forward(now, status):
                now = status
        assert now == Status.DELIVERED
    assert set(RANK) == set(Status)


def test_the_first_end_stands() -> None:
    assert not moves_forward(Status.DELIVERED, Status.FAILED)
    assert not moves_forward("undelivered", "delivered")
    assert not moves_forward(Status.FAILED, Status.SENT)
    assert moves_forward(Status.DELIVERED, Status.READ)
    assert moves_forward(Status.UNCONFIRMED, Status.DELIVERED)


@pytest.mark.parametrize(
    ("codes", "kind", "action", "permanent"),
    [
        ("21610", FailureClass.OPTED_OUT, Action.SUPPRESS, True),
        ("30640", FailureClass.OPTED_OUT, Action.SUPPRESS, True),
        ("21211 21217 21612 30005", FailureClass.BAD_NUMBER, Action.MARK_INVALID, True),
        ("21614 21635 30006", FailureClass.BAD_NUMBER, Action.MARK_LANDLINE, True),
        ("30003", FailureClass.TRANSIENT, Action.RETRY_ONCE, False),
        ("30008", FailureClass.UNKNOWN, Action.RETRY_ONCE, False),
        ("30004 30450", FailureClass.CONTENT_BLOCKED, Action.STOP_MESSAGE, True),
        ("30007", FailureClass.CONTENT_BLOCKED, Action.STOP_TEMPLATE, True),
        ("30034", FailureClass.SENDER_CONFIG, Action.STOP_NUMBER, True),
        ("30032 20003", FailureClass.SENDER_CONFIG, Action.ALERT, True),
        ("30410", FailureClass.TRANSIENT, Action.BACK_OFF, False),
        ("30001 20429 30022 30025 30026", FailureClass.RATE, Action.BACK_OFF, False),
        ("30023 30027", FailureClass.RATE, Action.DEFER, False),
        ("30610", FailureClass.TRANSIENT, Action.RESCHEDULE, False),
        ("12345 junk", FailureClass.UNKNOWN, Action.STOP_MESSAGE, True),
    ],
)
def test_each_code_has_its_advice(codes: str, kind: FailureClass, action: Action, permanent: bool) -> None:
    for code in codes.split():
        found = explain(code)
        assert (found.kind, found.action, found.permanent) == (kind, action, permanent), code
        assert found.meaning.endswith(".")


def test_every_code_of_the_table_is_a_number_of_five_digits() -> None:
    assert all(code.isdigit() and len(code) == 5 for code in TABLE)


def test_a_refusal_without_a_known_code_goes_by_its_http_status() -> None:
    assert explain_refusal(429, "99999").kind == FailureClass.RATE
    assert explain_refusal(401, "").kind == FailureClass.SENDER_CONFIG
    assert explain_refusal(400, "21610").kind == FailureClass.OPTED_OUT
    assert explain_refusal(400, "").action == Action.STOP_MESSAGE


def test_names_lead_to_adapters() -> None:
    for name in carriers.names():
        assert carriers.get(name).name == name
        assert carriers.get(name) is carriers.get(name)
    with pytest.raises(ValueError, match="simulator, twilio"):
        carriers.get("pigeon")


def test_secrets_and_words_stay_out_of_what_is_printed() -> None:
    account = Account("k1", secrets={"auth_token": "s3cr3t"})
    outgoing = Outgoing("m1", "+14155550123", "+14155550100", None, "Your visit")
    assert "s3cr3t" not in repr(account)
    assert "visit" not in repr(outgoing)
    with pytest.raises(ValueError, match="account_sid"):
        account.secret("account_sid")


def test_a_text_needs_a_sender() -> None:
    with pytest.raises(ValueError, match="from_number or pool"):
        Outgoing("m1", "+14155550123", None, None, "Hello")

"""Sending and listing against the fake Twilio: every outcome there is."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from replywell.carriers import get
from replywell.carriers.base import (
    Accepted,
    Account,
    Action,
    CarrierUnavailable,
    FailureClass,
    Outgoing,
    Rejected,
    Status,
    Unknown,
)
from tests.carriers.conftest import Hook
from tests.fakes.fake_twilio import FakeTwilio

TWILIO = get("twilio")
PATIENT, PRACTICE = "+14155550123", "+14155550100"


def text(our_id: str = "m1", **changes: Any) -> Outgoing:
    plain: dict[str, Any] = {
        "our_id": our_id, "to": PATIENT, "from_number": PRACTICE, "pool": None, "text": "See you at 3 pm?",
    }  # fmt: skip
    return Outgoing(**(plain | changes))


def run(work: Callable[[aiohttp.ClientSession], Awaitable[Any]]) -> Any:
    async def inside() -> Any:
        async with aiohttp.ClientSession() as session:
            return await work(session)

    return asyncio.run(inside())


def send(account: Account, outgoing: Outgoing) -> Any:
    return run(lambda session: TWILIO.send(session, account, outgoing))


def a_while_ago() -> datetime:
    return datetime.now(UTC) - timedelta(minutes=5)


# --- sending ---


def test_a_text_goes_out_with_all_we_say(twilio: FakeTwilio) -> None:
    outcome = send(
        twilio.account(),
        text(
            text="¿Mañana & pasado? 😀",
            media=("https://example.org/a.png", "https://example.org/b.png"),
            valid_for_seconds=99_999,
            status_url="https://example.org/hooks/twilio/k1/status",
        ),
    )
    (sent,) = twilio.sent
    assert outcome == Accepted(sent["sid"], 1)
    assert sent["form"] == {
        "To": PATIENT,
        "From": PRACTICE,
        "Body": "¿Mañana & pasado? 😀",
        "MediaUrl": "https://example.org/b.png",
        "ValidityPeriod": "36000",
        "StatusCallback": "https://example.org/hooks/twilio/k1/status?id=m1#rc=5&rp=all",
    }
    assert [url for url, _ in sent["media"]] == ["https://example.org/a.png", "https://example.org/b.png"]


def test_a_pool_chooses_the_number_and_tells_the_segments_later(twilio: FakeTwilio) -> None:
    outcome = send(twilio.account(), text(from_number=None, pool="MG1"))
    assert outcome == Accepted(twilio.sent[0]["sid"], None)
    assert "From" not in twilio.sent[0]["form"]
    assert twilio.sent[0]["form"]["MessagingServiceSid"] == "MG1"


def test_an_api_key_sends_too(hook: Hook) -> None:
    with FakeTwilio(api_keys={"SK1": "key-secret"}) as fake:
        base = {"account_sid": fake.account_sid, "api_key_sid": "SK1"}
        good = Account("k", fake.base_url, {**base, "api_key_secret": "key-secret"})
        bad = Account("k", fake.base_url + "/", {**base, "api_key_secret": "wrong"})
        assert isinstance(send(good, text()), Accepted)
        refused = send(bad, text())
    assert (refused.code, refused.failure, refused.action) == ("20003", FailureClass.SENDER_CONFIG, Action.ALERT)


@pytest.mark.parametrize(
    ("code", "kind", "permanent"),
    [
        (21610, FailureClass.OPTED_OUT, True),
        (21211, FailureClass.BAD_NUMBER, True),
        (21614, FailureClass.BAD_NUMBER, True),
        (21617, FailureClass.CONTENT_BLOCKED, True),
        (30034, FailureClass.SENDER_CONFIG, True),
        (21611, FailureClass.RATE, False),
        (77777, FailureClass.UNKNOWN, True),
    ],
)
def test_a_refusal_is_certain_and_explained(twilio: FakeTwilio, code: int, kind: FailureClass, permanent: bool) -> None:
    twilio.script("error", code=code)
    outcome = send(twilio.account(), text())
    assert isinstance(outcome, Rejected)
    assert (outcome.code, outcome.failure, outcome.permanent) == (str(code), kind, permanent)
    assert PATIENT[-7:] not in outcome.detail
    assert not twilio.sent


@pytest.mark.parametrize("code", [20429, None])
def test_too_fast_was_not_processed_and_may_be_tried_again(twilio: FakeTwilio, code: int | None) -> None:
    twilio.script("error", http_status=429, code=code, retry_after=7)
    outcome = send(twilio.account(), text())
    assert isinstance(outcome, Rejected)
    assert (outcome.failure, outcome.permanent, outcome.retry_after) == (FailureClass.RATE, False, 7.0)
    assert isinstance(send(twilio.account(), text()), Accepted)
    assert len(twilio.sent) == 1


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_failing_server_leaves_the_outcome_unknown(twilio: FakeTwilio, status: int) -> None:
    twilio.script("error", http_status=status)
    assert isinstance(send(twilio.account(), text()), Unknown)


def test_no_answer_is_unknown_and_the_text_is_found_in_the_listing(twilio: FakeTwilio) -> None:
    twilio.script("hang")
    account = twilio.account(answer_seconds=0.3)
    begun = time.monotonic()
    assert isinstance(send(account, text()), Unknown)
    assert time.monotonic() - begun < 5
    found = run(lambda session: TWILIO.find_sent(session, account, text(), a_while_ago()))
    assert [item.carrier_id for item in found] == [twilio.sent[0]["sid"]]


@pytest.mark.parametrize("processed", [True, False])
def test_a_cut_connection_is_unknown_and_the_listing_tells(twilio: FakeTwilio, processed: bool) -> None:
    twilio.script("drop", processed=processed)
    assert isinstance(send(twilio.account(), text()), Unknown)
    found = run(lambda session: TWILIO.find_sent(session, twilio.account(), text(), a_while_ago()))
    assert len(found) == len(twilio.sent) == int(processed)


def test_nobody_listening_means_nothing_was_sent() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        account = Account("k", f"http://127.0.0.1:{unused.getsockname()[1]}", {"account_sid": "AC1", "auth_token": "t"})
        outcome = send(account, text())
    assert isinstance(outcome, Rejected)
    assert (outcome.failure, outcome.permanent, outcome.action) == (
        FailureClass.TRANSIENT,
        False,
        Action.BACK_OFF,
    )


@pytest.mark.parametrize(
    "account",
    [
        Account("k1", "http://127.0.0.1:1", {}),
        Account("k1", "not an address", {"account_sid": "AC1", "auth_token": "t"}),
        Account("k1", "http://127.0.0.1:1", {"account_sid": "AC1", "api_key_sid": "SK1"}),
    ],
)
def test_an_account_set_up_wrongly_is_refused_before_anything_is_sent(account: Account) -> None:
    outcome = send(account, text())
    assert isinstance(outcome, Rejected)
    assert (outcome.code, outcome.failure, outcome.permanent) == ("config", FailureClass.SENDER_CONFIG, True)


# --- finding what we sent ---


def test_only_the_same_words_to_the_same_phone_are_candidates(twilio: FakeTwilio) -> None:
    account = twilio.account()
    wanted = send(account, text()).carrier_id
    send(account, text(text="See you at 4 pm?"))
    send(account, text(to="+14155550199"))
    send(account, text(from_number="+14155550101"))
    twilio.receive_from_patient(PATIENT, PRACTICE, "See you at 3 pm?")
    twilio.wait_idle()
    found = run(lambda session: TWILIO.find_sent(session, account, text(), a_while_ago()))
    assert found == [(wanted, Status.DELIVERED)]
    assert run(lambda s: TWILIO.find_sent(s, account, text(), datetime.now(UTC) + timedelta(minutes=1))) == []


def test_two_alike_are_both_found_and_a_pool_keeps_to_its_own(twilio: FakeTwilio) -> None:
    account = twilio.account()
    pooled = text(from_number=None, pool="MG1")
    ids = {send(account, pooled).carrier_id for _ in range(2)}
    send(account, text(from_number=None, pool="MG2"))
    found = run(lambda session: TWILIO.find_sent(session, account, pooled, a_while_ago()))
    assert {item.carrier_id for item in found} == ids


# --- reading again what came in ---


def test_missed_texts_are_all_read_again_page_after_page() -> None:
    with FakeTwilio(most_per_page=10) as fake:
        made = [fake.receive_from_patient(PATIENT, PRACTICE, f"text {i}", lost=True).sid for i in range(25)]
        send(fake.account(), text())
        until = datetime.now(UTC) + timedelta(seconds=5)
        texts = run(lambda session: TWILIO.list_inbound(session, fake.account(), a_while_ago(), until))
    assert [item.carrier_id for item in texts] == made
    assert (texts[3].body, texts[3].from_number, texts[3].to_number) == ("text 3", PATIENT, PRACTICE)
    assert texts[3].received_at.tzinfo is not None


def test_texts_that_come_while_the_pages_are_read_list_none_twice() -> None:
    with FakeTwilio(most_per_page=10) as fake:
        made = [fake.receive_from_patient(PATIENT, PRACTICE, f"text {i}", lost=True).sid for i in range(25)]
        fake.after_page = lambda: fake.receive(PATIENT, PRACTICE, "one more", lost=True)
        until = datetime.now(UTC) + timedelta(seconds=5)
        texts = run(lambda session: TWILIO.list_inbound(session, fake.account(), a_while_ago(), until))
    assert [item.carrier_id for item in texts] == made


def test_a_text_of_ours_is_found_once_though_others_leave_while_the_pages_are_read() -> None:
    with FakeTwilio(most_per_page=2) as fake:
        account = fake.account()
        send(account, text(text="earlier"))
        wanted = send(account, text()).carrier_id
        send(account, text(text="later"))
        fake.after_page = lambda: fake.receive(PRACTICE, PATIENT, "another", lost=True)
        found = run(lambda session: TWILIO.find_sent(session, account, text(), a_while_ago()))
    assert [item.carrier_id for item in found] == [wanted]


def test_only_the_asked_time_is_read_again() -> None:
    clock = [datetime(2026, 11, 1, 8, 30, tzinfo=UTC)]
    with FakeTwilio(now=lambda: clock[0]) as fake:
        sids = []
        for minutes in (0, 30, 60):
            clock[0] = datetime(2026, 11, 1, 8, 30, tzinfo=UTC) + timedelta(minutes=minutes)
            sids.append(fake.receive_from_patient(PATIENT, PRACTICE, "hello", lost=True).sid)
        since, until = datetime(2026, 11, 1, 8, 50, tzinfo=UTC), datetime(2026, 11, 1, 9, 10, tzinfo=UTC)
        texts = run(lambda session: TWILIO.list_inbound(session, fake.account(), since, until))
    assert [item.carrier_id for item in texts] == sids[1:2]
    assert texts[0].received_at == datetime(2026, 11, 1, 9, 0, tzinfo=UTC)


def test_pictures_are_read_again_too(twilio: FakeTwilio) -> None:
    delivery = twilio.receive_from_patient(PATIENT, PRACTICE, "", num_media=2)
    until = datetime.now(UTC) + timedelta(seconds=5)
    (again,) = run(lambda session: TWILIO.list_inbound(session, twilio.account(), a_while_ago(), until))
    assert [item.url for item in again.media] == [delivery.form["MediaUrl0"], delivery.form["MediaUrl1"]]
    assert again.media[0].content_type == "image/jpeg"


def test_a_listing_that_fails_says_so() -> None:
    now = datetime.now(UTC)
    with FakeTwilio() as fake:
        wrong = Account("k", fake.base_url, {"account_sid": fake.account_sid, "auth_token": "wrong"})
        for account in (wrong, Account("k", fake.base_url)):
            with pytest.raises(CarrierUnavailable):
                run(lambda session, account=account: TWILIO.list_inbound(session, account, now, now))
        gone = fake.account()
    with pytest.raises(CarrierUnavailable, match="did not answer"):
        run(lambda session: TWILIO.find_sent(session, gone, text(), now))


def test_credentials_never_follow_a_page_or_a_redirect_to_another_host(hook: Hook) -> None:
    """Something that poses as Twilio's listing cannot lead our token elsewhere."""

    async def lead_away(request: web.Request) -> web.Response:
        if request.method == "POST":
            raise web.HTTPTemporaryRedirect(hook.url)
        return web.json_response({"messages": [], "next_page_uri": hook.url})

    async def inside() -> Any:
        app = web.Application()
        app.router.add_route("*", "/{tail:.*}", lead_away)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        base = f"http://127.0.0.1:{runner.addresses[0][1]}"
        account = Account("k", base, {"account_sid": "AC1", "auth_token": "t"})
        async with aiohttp.ClientSession() as session:
            with pytest.raises(CarrierUnavailable, match="another host"):
                await TWILIO.list_inbound(session, account, a_while_ago(), datetime.now(UTC))
            outcome = await TWILIO.send(session, account, text())
        await runner.cleanup()
        return outcome

    outcome = asyncio.run(inside())
    assert (outcome.code, outcome.failure) == ("config", FailureClass.SENDER_CONFIG)
    assert hook.calls == []


# --- the fake itself: its webhooks are what our side must live with ---


def test_webhooks_of_the_fake_pass_our_check_and_are_read(twilio: FakeTwilio, hook: Hook) -> None:
    delivery = twilio.receive_from_patient(PATIENT, PRACTICE, "Sí, mañana 😀", num_media=1)
    assert (delivery.ok, delivery.attempts) == (True, [200])
    send(twilio.account(), text(status_url=hook.url + "/status"))
    twilio.wait_idle()
    secrets = TWILIO.signing_secrets(twilio.account())
    assert all(TWILIO.verify(*call, secrets) for call in hook.calls)
    assert not any(TWILIO.verify(*call, ("other",)) for call in hook.calls)
    (read,) = TWILIO.parse_inbound(*hook.calls[0])
    assert (read.body, read.carrier_id, len(read.media)) == ("Sí, mañana 😀", delivery.sid, 1)
    events = [TWILIO.parse_status(*call)[0] for call in hook.calls[1:]]
    assert [event.status for event in events] == [Status.QUEUED, Status.SENT, Status.DELIVERED]
    assert {(event.our_id, event.carrier_id) for event in events} == {("m1", twilio.sent[0]["sid"])}


def test_statuses_may_come_twice_backwards_and_failed(twilio: FakeTwilio, hook: Hook) -> None:
    twilio.script(reorder=True, duplicate=True)
    send(twilio.account(), text(status_url=hook.url))
    twilio.wait_idle()
    expected = ["delivered", "delivered", "sent", "sent", "queued", "queued"]
    assert twilio.statuses_posted(twilio.sent[0]["sid"]) == expected
    twilio.script(statuses=("sent", "undelivered"), error_code=30003)
    send(twilio.account(), text(status_url=hook.url))
    twilio.wait_idle()
    (last,) = TWILIO.parse_status(*hook.calls[-1])
    assert (last.status, last.failure) == (Status.UNDELIVERED, FailureClass.TRANSIENT)


def test_twilio_does_not_retry_an_error_unless_asked(twilio: FakeTwilio, hook: Hook) -> None:
    hook.answers = [503, 503]
    assert twilio.receive_from_patient(PATIENT, PRACTICE, "hello").attempts == [503]
    twilio.inbound_url = TWILIO.webhook_url(hook.url)
    assert twilio.receive_from_patient(PATIENT, PRACTICE, "hello").attempts == [503, 200]
    hook.answers = [503] * 9
    assert twilio.receive_from_patient(PATIENT, PRACTICE, "hello").attempts == [503] * 6


def test_twilio_retries_a_failed_connection_once(twilio: FakeTwilio) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        twilio.inbound_url = f"http://127.0.0.1:{unused.getsockname()[1]}/"
        assert twilio.receive_from_patient(PATIENT, PRACTICE, "hello").attempts == ["ct", "ct"]


def test_twilios_own_stop_words_block_what_follows(hook: Hook) -> None:
    with FakeTwilio(inbound_url=hook.url, keywords="advanced") as fake:
        assert fake.receive_from_patient(PATIENT, PRACTICE, "Stop please").form.get("OptOutType") is None
        assert fake.receive_from_patient(PATIENT, PRACTICE, " cancel ").form["OptOutType"] == "STOP"
        outcome = send(fake.account(), text())
        assert (outcome.code, outcome.action) == ("21610", Action.SUPPRESS)
        assert fake.receive_from_patient(PATIENT, PRACTICE, "START").form["OptOutType"] == "START"
        assert isinstance(send(fake.account(), text()), Accepted)

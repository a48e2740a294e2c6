"""The running live process, spoken to as Twilio does."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from replywell.common.tenancy import practice_scope
from replywell.messaging import health, opt_out
from replywell.messaging.models import Attempt, Heartbeat, Message, UnroutedText, WebhookCount
from replywell.practices.models import OnCall
from tests.fakes.fake_twilio import FakeTwilio
from tests.messaging.inbound.rows import outbound, texts
from tests.messaging.inbound.server import OLD_TOKEN, LiveServer, inbound, live_server
from tests.practice import Oak

MARIA = "+12125550123"


def test_twilios_documented_request_is_stored_and_acknowledged_without_words(oak: Oak, live: LiveServer) -> None:
    answer = live.post(inbound("Sí, ahí estaré 👍"))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/xml"
    assert answer.text == "<Response/>"
    (message,) = texts(oak)
    assert (message.body, message.carrier_id, message.phone) == ("Sí, ahí estaré 👍", "SM0001", MARIA)


def test_parameters_that_twilio_may_add_enter_the_signature_and_do_no_harm(oak: Oak, live: LiveServer) -> None:
    assert live.post(inbound(Brand="New", ChannelMetadata='{"a": 1}')).status_code == 200
    assert len(texts(oak)) == 1


@pytest.mark.parametrize("signature", ["", "x", "RSOYDt4T1cUTdK1PDd93/VVr8B8=", "é" * 14])
def test_a_forged_request_is_refused_without_telling_why(oak: Oak, live: LiveServer, signature: str) -> None:
    answer = live.post(inbound(), signature=signature)
    assert (answer.status_code, answer.text) == (403, "Refused.")
    assert texts(oak) == []


def test_a_changed_body_is_refused(oak: Oak, live: LiveServer) -> None:
    from urllib.parse import urlencode

    answer = live.post(inbound("Yes"), body=urlencode(inbound("STOP")).encode())
    assert answer.status_code == 403


def test_a_signature_for_another_address_is_refused(oak: Oak, live: LiveServer) -> None:
    assert live.post(inbound(), signed_url=live.hook("status")).status_code == 403


def test_a_replay_is_harmless_and_counted(oak: Oak, live: LiveServer) -> None:
    for _ in range(3):
        assert live.post(inbound()).status_code == 200
    assert len(texts(oak)) == 1
    deadline = time.monotonic() + 15
    while (row := WebhookCount.objects.filter(outcome="repeated").first()) is None and time.monotonic() < deadline:
        time.sleep(0.2)
    assert row is not None
    assert row.count >= 2


def test_twenty_at_once_of_one_request_are_one_text(oak: Oak, live: LiveServer) -> None:
    with ThreadPoolExecutor(20) as pool:
        codes = list(pool.map(lambda _: live.post(inbound("STOP")).status_code, range(20)))
    assert codes == [200] * 20
    assert len(texts(oak)) == 1
    assert opt_out.is_suppressed(oak.id, MARIA)


def test_texts_of_one_phone_keep_the_order_in_which_they_arrived(oak: Oak, live: LiveServer) -> None:
    for i in reversed(range(5)):
        live.post(inbound(f"Text {i}", f"SM{i}"))
    assert [message.body for message in texts(oak)] == [f"Text {i}" for i in reversed(range(5))]


def test_a_stop_is_in_force_when_200_is_answered(oak: Oak, live: LiveServer) -> None:
    assert live.post(inbound("please stop texting me")).status_code == 200
    assert opt_out.is_suppressed(oak.id, MARIA)


def test_what_the_carrier_answered_is_recorded(oak: Oak, live: LiveServer) -> None:
    live.post(inbound("STOP", OptOutType="STOP"))
    assert texts(oak)[0].carrier_answered == "stop"


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"From": "not a phone"}, "From"),
        ({"To": ""}, "To"),
        ({"MessageSid": "a b"}, "MessageSid"),
        ({"NumMedia": "2"}, "MediaUrl0"),
        ({"OptOutType": "MAYBE"}, "OptOutType"),
    ],
)
def test_a_malformed_request_is_answered_with_what_is_wrong(
    oak: Oak, live: LiveServer, change: dict[str, str], named: str
) -> None:
    answer = live.post(inbound() | change)
    assert answer.status_code == 400
    assert named in answer.text
    assert texts(oak) == []


def test_too_large_a_request_is_refused_unread(oak: Oak, live: LiveServer) -> None:
    assert live.post(inbound("x" * 70_000)).status_code == 413
    assert texts(oak) == []


def test_get_is_told_to_post(oak: Oak, live: LiveServer) -> None:
    answer = live.client.get(live.hook())
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize("path", ["/hooks/twilio/nobody/inbound", "/hooks/other/twilio-main/inbound", "/hooks/x", "/x"])
def test_other_addresses_do_not_exist(oak: Oak, live: LiveServer, path: str) -> None:
    assert live.post(inbound(), url=live.url + path).status_code == 404


def test_both_tokens_hold_while_they_are_rotated(oak: Oak, live: LiveServer) -> None:
    assert live.post(inbound(sid="SM1")).status_code == 200
    assert live.post(inbound(sid="SM2"), token=OLD_TOKEN).status_code == 200
    assert live.post(inbound(sid="SM3"), token="a third").status_code == 403
    assert len(texts(oak)) == 2


def test_forwarded_addresses_are_believed_of_a_trusted_proxy_only(
    oak: Oak, live: LiveServer, migrated: None, tmp_path: Path
) -> None:
    def behind(server: LiveServer) -> int:
        return server.post(
            inbound(),
            signed_url="https://texts.example.test/hooks/twilio/twilio-main/inbound",
            headers={"x-forwarded-host": "texts.example.test", "x-forwarded-proto": "https"},
        ).status_code

    assert behind(live) == 403
    with live_server(tmp_path, REPLYWELL_TRUSTED_PROXIES="10.0.0.1") as server:
        assert behind(server) == 403
    with live_server(tmp_path, REPLYWELL_TRUSTED_PROXIES="10.0.0.1,127.0.0.1") as server:
        assert behind(server) == 200


def test_the_public_address_of_the_settings_is_what_the_signature_covers(
    oak: Oak, migrated: None, tmp_path: Path
) -> None:
    with live_server(tmp_path, REPLYWELL_HOOKS_URL="https://texts.example.test/") as server:
        public = "https://texts.example.test/hooks/twilio/twilio-main/inbound"
        assert server.post(inbound(), signed_url=public).status_code == 200
        assert server.post(inbound(sid="SM2")).status_code == 403
        with_query = public + "?a=1&b=%20x"
        assert server.post(
            inbound(sid="SM3"), url=server.hook() + "?a=1&b=%20x", signed_url=with_query
        ).status_code == 200  # fmt: skip


def test_a_text_to_nobodys_number_is_acknowledged_kept_and_reported(oak: Oak, live: LiveServer) -> None:
    assert live.post(inbound(To="+12125550999")).status_code == 200
    assert UnroutedText.objects.get().to_phone == "+12125550999"
    assert any(
        "belongs to no practice" in reason for reason in live.client.get(live.url + "/healthz").json()["reasons"]
    )


def test_the_log_holds_neither_words_nor_numbers(oak: Oak, live: LiveServer) -> None:
    live.post(inbound("my secret words"))
    live.post(inbound("my secret words"), signature="bad")
    live.post(inbound("my secret words") | {"From": "+1212555012x"})
    live.post(inbound("my secret words", To="+12125550999"))
    written = live.log.read_text()
    assert "refused" in written
    for private in ("secret words", "2125550123", "2125550999", "212555012x"):
        assert private not in written


def test_a_fake_twilio_delivers_through_the_front_door(oak: Oak, live: LiveServer) -> None:
    with FakeTwilio(inbound_url=live.hook()) as twilio:
        delivery = twilio.receive_from_patient(MARIA, oak.number.phone, "Yes")
        assert delivery.ok
        assert twilio.repeat_webhook(delivery).ok
    assert len(texts(oak)) == 1


def test_health_says_in_words_what_is_wrong(oak: Oak, live: LiveServer) -> None:
    def reasons() -> tuple[int, str]:
        answer = live.client.get(live.url + "/healthz")
        return answer.status_code, " ".join(answer.json()["reasons"])

    code, words = reasons()
    assert code == 503
    assert "No worker is running" in words
    health.beat("worker:test:1")
    assert reasons() == (200, "")
    live.post(inbound())
    assert reasons() == (200, "")
    with practice_scope(oak.id):
        Message.objects.update(stored_at=datetime(2020, 1, 1, tzinfo=UTC))
        OnCall.objects.all().delete()
    code, words = reasons()
    assert code == 503
    assert "wait for more than 60 seconds" in words
    assert "Nobody is on call at practice oak" in words
    health.gone("worker:test:1")
    assert "No worker is running" in reasons()[1]


def test_health_sees_texts_that_do_not_leave(oak: Oak, live: LiveServer) -> None:
    message = outbound(oak, status="queued")
    health.beat("worker:test:1")
    assert health.check().well
    with practice_scope(oak.id):
        Attempt.objects.all().delete()
        Message.objects.filter(pk=message.pk).update(stored_at=datetime(2020, 1, 1, tzinfo=UTC))
        Heartbeat.objects.update(since=datetime(2020, 1, 1, tzinfo=UTC))
    assert "none leaves" in " ".join(health.check().reasons)

"""The running server, a fake Twilio, and requests as Twilio documents and signs them."""

import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from twilio.request_validator import RequestValidator

from tests.chaos.conversations import PHONE, phone_of
from tests.fakes.fake_twilio import ACCOUNT_SID, AUTH_TOKEN, FakeTwilio
from tests.stack import ROOT, Stack, stack

MARIA = phone_of(0)
NURSE = "+12125550191"


@dataclass
class Running:
    """The product, the carrier, and how to post as the carrier does."""

    product: Stack
    twilio: FakeTwilio

    @property
    def url(self) -> str:
        return f"{self.product.hooks_url}/hooks/twilio/twilio-main/inbound"

    def form(self, sid: str, body: str, sender: str = MARIA) -> dict[str, str]:
        """An inbound webhook's parameters, as in Twilio's documentation."""
        return {
            "ToCountry": "US", "ToState": "NY", "SmsMessageSid": sid, "NumMedia": "0", "ToCity": "NEW YORK",
            "FromZip": "10001", "SmsSid": sid, "FromState": "NY", "SmsStatus": "received", "FromCity": "NEW YORK",
            "Body": body, "FromCountry": "US", "To": PHONE, "ToZip": "10001", "NumSegments": "1",
            "MessageSid": sid, "AccountSid": ACCOUNT_SID, "From": sender, "ApiVersion": "2010-04-01",
        }  # fmt: skip

    def post(self, form: dict[str, str], signature: str | None = None, raw: bytes | None = None) -> int:
        """Post a form, signed by Twilio's own package unless a signature is given; the HTTP status."""
        signed = RequestValidator(AUTH_TOKEN).compute_signature(self.url, form) if signature is None else signature
        request = urllib.request.Request(
            self.url, data=urllib.parse.urlencode(form).encode() if raw is None else raw,
            headers={"X-Twilio-Signature": signed, "Content-Type": "application/x-www-form-urlencoded"},
        )  # fmt: skip
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                status: int = answer.status
        except urllib.error.HTTPError as refused:
            status = refused.code
        return status

    def bodies(self, phone: str = MARIA) -> list[str]:
        return [item["form"]["Body"] for item in list(self.twilio.sent) if item["form"]["To"] == phone]

    def stored(self) -> list[str]:
        rows = self.product.sql("SELECT body FROM messaging_message WHERE direction = 'in' ORDER BY id")
        return [row[0] for row in rows]


@pytest.fixture
def running() -> Iterator[Running]:
    """Live and worker run; one practice, one nurse on call, ten patients with a visit each."""
    with (
        FakeTwilio(retry_pause=0.3) as fake,
        stack(twilio=fake.base_url, REPLYWELL_SECRET_TWILIO_MAIN=AUTH_TOKEN) as product,
    ):
        fake.inbound_url = f"{product.hooks_url}/hooks/twilio/twilio-main/inbound#rc=5&rp=all"
        subprocess.run(
            [sys.executable, "-c", "import django; django.setup(); "
             "from tests.chaos.conversations import prepare; prepare(10)"],
            cwd=ROOT, env=product.environment, check=True,
        )  # fmt: skip
        product.start("live0")
        product.start("worker0")
        product.wait_for_port(product.live_ports[0])
        yield Running(product, fake)


def sid(number: int) -> str:
    return f"SM{number:032x}"


def test_twilios_documented_request_gets_its_reply_through_twilios_rest(running: Running) -> None:
    assert running.post(running.form(sid(1), "I need to move to Thursday")) == 200
    running.twilio.wait_until(lambda: len(running.bodies()) == 1)
    reply = running.bodies()[0]
    assert "1)" in reply
    assert "2)" in reply
    assert "Thu" in reply
    assert running.post(running.form(sid(2), "2")) == 200
    running.twilio.wait_until(lambda: len(running.bodies()) == 2)
    running.twilio.wait_idle()
    running.product.wait_until(
        "SELECT bool_and(status = 'delivered') FROM messaging_message WHERE direction = 'out' AND purpose <> 'page'"
    )


def test_forged_and_malformed_requests_are_refused_and_nothing_is_stored(running: Running) -> None:
    form = running.form(sid(1), "hello")
    assert running.post(form, signature="") == 403
    assert running.post(form, signature="AAAA") == 403
    other = RequestValidator("another token").compute_signature(running.url, form)
    assert running.post(form, signature=other) == 403
    changed = RequestValidator(AUTH_TOKEN).compute_signature(running.url, form)
    assert running.post({**form, "Body": "please cancel"}, signature=changed) == 403
    for missing in (("MessageSid", "SmsSid", "SmsMessageSid"), ("From",), ("To",)):
        assert running.post({key: value for key, value in form.items() if key not in missing}) == 400
    assert running.post(form, raw=b"\xff\xfe%%%") == 403
    assert running.stored() == []


def test_replayed_and_duplicated_requests_are_stored_and_answered_once(running: Running) -> None:
    form = running.form(sid(1), "what are your hours?")
    statuses: list[int] = []
    threads = [threading.Thread(target=lambda: statuses.append(running.post(form))) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [200] * 20
    running.twilio.wait_until(lambda: len(running.bodies()) == 1)
    assert running.post(form) == 200
    time.sleep(1.5)
    assert running.stored() == ["what are your hours?"]
    assert len(running.bodies()) == 1


def test_statuses_out_of_order_end_delivered(running: Running) -> None:
    running.twilio.script(reorder=True, duplicate=True, times=None)
    assert running.post(running.form(sid(1), "I need to move to Thursday")) == 200
    running.twilio.wait_until(lambda: len(running.bodies()) == 1)
    running.twilio.wait_idle()
    running.product.wait_until("SELECT bool_and(status = 'delivered') FROM messaging_message WHERE direction = 'out'")


@pytest.mark.parametrize("carrier_retries", [True, False], ids=["retried", "re-read"])
def test_chest_pain_while_the_database_is_down_is_paged_after_its_return(
    running: Running, carrier_retries: bool
) -> None:
    running.product.kill_database()
    began = time.monotonic()
    answer = running.post(running.form(sid(9), "having chest pain"))
    assert answer == 503
    assert time.monotonic() - began < 5
    if carrier_retries:
        sender = threading.Thread(target=lambda: running.twilio.receive_from_patient(MARIA, PHONE, "I have chest pain"))
        sender.start()
    else:
        running.twilio.receive_from_patient(MARIA, PHONE, "I have chest pain", lost=True)
    running.product.start_database()
    returned = time.monotonic()
    if not carrier_retries:
        subprocess.run(
            [sys.executable, "-c", "import django; django.setup(); from replywell.periodic import "
             "reread_missed_texts; reread_missed_texts()"],
            cwd=ROOT, env=running.product.environment, check=True,
        )  # fmt: skip
    running.twilio.wait_until(lambda: bool(running.bodies(NURSE)), timeout=60)
    assert time.monotonic() - returned < 60
    assert any("911" in body for body in running.bodies())
    assert running.stored() == ["I have chest pain"]
    assert not any("chest" in body.lower() for body in running.bodies(NURSE))
    if carrier_retries:
        sender.join(30)


def test_everything_stops_within_five_seconds_with_live_pages_open(running: Running) -> None:
    pages = []
    for _ in range(20):
        page = socket.create_connection(("127.0.0.1", running.product.live_ports[0]))
        page.sendall(b"GET /live HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n")
        pages.append(page)
    time.sleep(0.5)
    for name in ("live0", "worker0"):
        running.product.kill(name, signal.SIGTERM)
    took = max(running.product.wait_for_end(name, 10) for name in ("live0", "worker0"))
    for page in pages:
        page.close()
    assert took < 5

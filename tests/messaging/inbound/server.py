"""The live process for tests: started as in production, on a free port, with known secrets."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
from twilio.request_validator import RequestValidator

from tests.fakes.fake_twilio import ACCOUNT_SID, AUTH_TOKEN

KEY = "twilio-main"
OLD_TOKEN = "the-token-being-rotated-out"
ROOT = Path(__file__).resolve().parents[3]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class LiveServer:
    """A running live process and how to speak to it as Twilio would."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path
    client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=10))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def hook(self, kind: str = "inbound", key: str = KEY, carrier: str = "twilio") -> str:
        return f"{self.url}/hooks/{carrier}/{key}/{kind}"

    def post(
        self,
        form: dict[str, str],
        *,
        url: str = "",
        token: str = AUTH_TOKEN,
        signature: str | None = None,
        signed_url: str = "",
        headers: dict[str, str] | None = None,
        body: bytes | None = None,
    ) -> httpx.Response:
        """Post a form, signed by Twilio's own package."""
        url = url or self.hook()
        sign = RequestValidator(token).compute_signature(signed_url or url, form)
        return self.client.post(
            url,
            content=urlencode(form).encode() if body is None else body,
            headers={
                "content-type": b"application/x-www-form-urlencoded",
                "x-twilio-signature": (sign if signature is None else signature).encode("latin-1"),
                **{name: value.encode("latin-1") for name, value in (headers or {}).items()},
            },
        )

    def stop(self, how: int = signal.SIGTERM) -> float:
        """End it; the seconds it took. Killed, and a failure, after ten."""
        began = time.monotonic()
        self.process.send_signal(how)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(5)
            raise
        return time.monotonic() - began


def inbound(body: str = "Yes", sid: str = "SM0001", sender: str = "+12125550123", **more: str) -> dict[str, str]:
    """Twilio's documented inbound request (its messaging guide "webhook request")."""
    return {
        "ToCountry": "US",
        "ToState": "NY",
        "SmsMessageSid": sid,
        "NumMedia": "0",
        "ToCity": "NEW YORK",
        "FromZip": "10001",
        "SmsSid": sid,
        "FromState": "NY",
        "SmsStatus": "received",
        "FromCity": "NEW YORK",
        "Body": body,
        "FromCountry": "US",
        "To": "+12125550100",
        "MessagingServiceSid": "MG" + "0" * 32,
        "ToZip": "10001",
        "NumSegments": "1",
        "MessageSid": sid,
        "AccountSid": ACCOUNT_SID,
        "From": sender,
        "ApiVersion": "2010-04-01",
        **more,
    }


@contextlib.contextmanager
def live_server(folder: Path, **environment: Any) -> Iterator[LiveServer]:
    """A live process until the end of the block."""
    port = free_port()
    log = folder / f"live-{port}.log"
    env = os.environ | {
        "REPLYWELL_SECRET_TWILIO_MAIN": f"{AUTH_TOKEN},{OLD_TOKEN}",
        "REPLYWELL_HOOKS_URL": f"http://127.0.0.1:{port}",
        "REPLYWELL_PUBLIC_URL": "http://127.0.0.1:8000",
        "REPLYWELL_PROCESS": "live",
        **{name: str(value) for name, value in environment.items()},
    }
    code = f"from replywell.messaging import live; live.main('127.0.0.1', {port})"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-c", code], env=env, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT
        )
    server = LiveServer(port, process, log)
    try:
        deadline = time.monotonic() + 20
        while True:
            try:
                server.client.get(server.url + "/", timeout=1)
                break
            except httpx.HTTPError:
                if process.poll() is not None or time.monotonic() > deadline:
                    raise AssertionError(log.read_text()) from None
                time.sleep(0.05)
        yield server
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(10)
        server.client.close()

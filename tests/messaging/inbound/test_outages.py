"""The database goes away and comes back; nothing is lost and nobody has to restart anything."""

import contextlib
import os
import signal
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from replywell.carriers.base import CarrierUnavailable
from replywell.common import database
from replywell.messaging.reread import Reread, reread_missed
from tests.common.pg import FAST
from tests.fakes.fake_twilio import ACCOUNT_SID, FakeTwilio
from tests.messaging.inbound.rows import texts
from tests.messaging.inbound.server import LiveServer, inbound, live_server
from tests.practice import Oak

MARIA = "+12125550123"


@contextlib.contextmanager
def database_down() -> Iterator[None]:
    home = Path(os.environ["REPLYWELL_HOME"])
    connection.close()
    database.stop(home, mode="immediate")
    try:
        yield
    finally:
        database.ensure(home, settings=FAST)


@contextlib.contextmanager
def database_hung() -> Iterator[None]:
    """Every server process of the live process's connections stands still, and the one that makes new ones."""
    home = Path(os.environ["REPLYWELL_HOME"])
    running = database.status(home)
    assert isinstance(running, database.Running)
    with psycopg.connect(os.environ["REPLYWELL_TEST_SUPERUSER_URL"]) as admin:
        pids = [row[0] for row in admin.execute("SELECT pid FROM pg_stat_activity WHERE application_name = 'live'")]
    pids.append(running.pid)
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


def within(seconds: float, true: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("trouble", [database_down, database_hung])
def test_without_a_database_503_within_five_seconds_and_stored_on_the_first_try_after(
    oak: Oak, live: LiveServer, trouble: Callable[[], contextlib.AbstractContextManager[None]]
) -> None:
    assert live.post(inbound(sid="SM1")).status_code == 200
    with trouble():
        for sid in ("SM2", "SM3"):
            began = time.monotonic()
            assert live.post(inbound("chest pain", sid)).status_code == 503
            assert time.monotonic() - began < 5
        began = time.monotonic()
        assert live.client.get(live.url + "/healthz").status_code == 503
        assert time.monotonic() - began < 5
    assert live.post(inbound("chest pain", "SM2")).status_code == 200
    assert within(5, lambda: len(texts(oak)) >= 2)
    assert sorted(str(text.carrier_id) for text in texts(oak) if text.carrier_id != "SM3") == ["SM1", "SM2"]


def test_the_process_starts_while_the_database_is_down(oak: Oak, migrated: None, tmp_path: Path) -> None:
    with database_down(), live_server(tmp_path) as server:
        assert server.post(inbound()).status_code == 503
        database.ensure(Path(os.environ["REPLYWELL_HOME"]), settings=FAST)
        assert within(5, lambda: server.post(inbound()).status_code == 200)
    assert len(texts(oak)) == 1


def test_twilio_tries_again_as_its_address_asks_and_the_text_is_stored_once(oak: Oak, live: LiveServer) -> None:
    with FakeTwilio(inbound_url=live.hook() + "#rc=5&rp=all", retry_pause=0.5) as twilio:
        with database_down():
            import threading

            post = threading.Thread(target=lambda: twilio.receive_from_patient(MARIA, oak.number.phone, "chest pain"))
            post.start()
            twilio.wait_until(lambda: any(delivery.attempts for delivery in twilio.deliveries), 10)
        post.join(30)
        assert twilio.deliveries[0].attempts[0] == 503
        assert twilio.deliveries[0].attempts[-1] == 200
    (message,) = texts(oak)
    assert message.red_flags


def test_a_text_whose_webhook_never_came_is_found_in_the_carriers_list(
    oak: Oak, live: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FakeTwilio(inbound_url=live.hook()) as twilio:
        monkeypatch.setenv("REPLYWELL_SECRET_TWILIO_MAIN", twilio.auth_token)
        monkeypatch.setenv("TWILIO_API_BASE", twilio.base_url)
        oak.account.config = {"account_sid": ACCOUNT_SID}
        oak.account.save()
        twilio.receive_from_patient(MARIA, oak.number.phone, "Yes")
        twilio.receive_from_patient(MARIA, oak.number.phone, "I have chest pain", lost=True)
        twilio.receive_from_patient("+12125550177", oak.number.phone, "STOP", lost=True)
        twilio.receive_from_patient("+12125550177", "+12125550999", "Hello", lost=True)
        until = datetime.now(UTC) + timedelta(seconds=1)
        since = until - timedelta(hours=6)
        assert reread_missed(oak.account, since, until) == Reread(listed=4, missing=2, unrouted=1)
        assert reread_missed(oak.account, since, until) == Reread(listed=4, missing=0, unrouted=0)
    assert [text.body for text in texts(oak)] == ["Yes", "I have chest pain", "STOP"]


def test_a_carrier_that_cannot_be_asked_is_said_so(oak: Oak, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWILIO_API_BASE", "http://127.0.0.1:9")
    monkeypatch.setenv("REPLYWELL_SECRET_TWILIO_MAIN", "token")
    oak.account.config = {"account_sid": ACCOUNT_SID}
    now = datetime.now(UTC)
    with pytest.raises(CarrierUnavailable):
        reread_missed(oak.account, now - timedelta(hours=1), now)
    assert texts(oak) == []

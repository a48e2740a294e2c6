"""Open staff pages hear of their own practice, in ids, and never hold up the process's end."""

import contextlib
import os
import re
import signal
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.backends.db import SessionStore

from replywell.common import notify
from replywell.common.tenancy import practice_scope
from replywell.messaging.live_pages import CLOCKS_APART, FEW_PAGES, KEPT, MILLISECONDS_A_PAGE
from replywell.practices.models import Staff
from tests.messaging.inbound.rows import texts
from tests.messaging.inbound.server import LiveServer, inbound, live_server
from tests.practice import Oak, make_practice

OURS = "http://127.0.0.1:8000"


def login(oak: Oak, staff: Staff, *, practice: int | None = None) -> str:
    """A session as Django's log-in leaves it; the cookie's value."""
    user, _ = get_user_model().objects.get_or_create(username=f"{staff.code}-{oak.id}", defaults={"password": "x"})
    with practice_scope(oak.id):
        Staff.objects.filter(pk=staff.pk).update(user=user)
    session = SessionStore()
    session["_auth_user_id"] = str(user.pk)
    session["_auth_user_backend"] = "allauth.account.auth_backends.AuthenticationBackend"
    session["_auth_user_hash"] = user.get_session_auth_hash()
    session["practice"] = oak.id if practice is None else practice
    session.create()
    return str(session.session_key)


class Page:
    """An open page."""

    def __init__(self, server: LiveServer, cookie: str, origin: str = OURS, since: str = "", last: str = "") -> None:
        self.socket = socket.create_connection(("127.0.0.1", server.port), timeout=5)
        lines = (
            f"GET /live{since} HTTP/1.1", "Host: x", f"Cookie: a=b; sessionid={cookie}", f"Origin: {origin}", last
        )  # fmt: skip
        self.socket.sendall("\r\n".join([*filter(None, lines), "", ""]).encode())
        self.heard = b""
        self.until(b"\r\n\r\n")
        self.code = int(self.heard.split()[1])
        self.head, _, self.heard = self.heard.partition(b"\r\n\r\n")

    def until(self, what: bytes, seconds: float = 5) -> bool:
        """Whether it comes within the time."""
        deadline = time.monotonic() + seconds
        while what not in self.heard:
            self.socket.settimeout(max(deadline - time.monotonic(), 0.01))
            try:
                more = self.socket.recv(65_536)
            except TimeoutError:
                return False
            if not more:
                return False
            self.heard += more
        return True

    def close(self) -> None:
        self.socket.close()


@contextlib.contextmanager
def page(server: LiveServer, cookie: str, origin: str = OURS, since: str = "", last: str = "") -> Iterator[Page]:
    opened = Page(server, cookie, origin, since, last)
    try:
        if opened.code == 200:
            assert opened.until(b": open")
        yield opened
    finally:
        opened.close()


def test_a_page_hears_of_its_practices_text_by_id_and_the_other_practices_page_does_not(
    oak: Oak, live: LiveServer
) -> None:
    elm = make_practice("elm", "+12125550200", carrier="twilio")
    with page(live, login(oak, oak.anna)) as ours, page(live, login(elm, elm.anna)) as theirs:
        live.post(inbound("my secret words"))
        assert ours.until(b"event: text\ndata: ")
        assert ours.until(b"\n\n")
        assert not theirs.until(b"event: text", 1)
        assert re.search(rb"data: [0-9a-f-]{36}\n", ours.heard)
        assert b"secret" not in ours.heard
        assert b"2125550123" not in ours.heard


def test_what_django_pokes_after_commit_arrives_once_and_what_it_rolls_back_never(oak: Oak, live: LiveServer) -> None:
    with page(live, login(oak, oak.anna)) as ours:
        with contextlib.suppress(ZeroDivisionError), practice_scope(oak.id):
            notify.poke_live(oak.practice.public_id, "task", "undone")
            raise ZeroDivisionError
        with practice_scope(oak.id):
            for _ in range(3):
                notify.poke_live(oak.practice.public_id, "task", "done")
        notify.poke_live(oak.practice.public_id, "visit", "last")
        assert ours.until(b"data: last\n\n")
        assert ours.heard.count(b"data: done") == 1
        assert b"undone" not in ours.heard


@pytest.mark.parametrize("who", ["nobody", "made up", "logged out", "other practice", "dismissed", "new password"])
def test_a_stranger_is_refused(oak: Oak, live: LiveServer, who: str) -> None:
    elm = make_practice("elm", "+12125550200", carrier="twilio")
    cookie = login(oak, oak.anna, practice=elm.id if who == "other practice" else None)
    if who == "nobody":
        cookie = ""
    elif who == "made up":
        cookie = "a" * 32
    elif who == "logged out":
        SessionStore(cookie).delete()
    elif who == "dismissed":
        with practice_scope(oak.id):
            Staff.objects.filter(pk=oak.anna.pk).update(active=False)
    elif who == "new password":
        get_user_model().objects.update(password="y")
    with page(live, cookie) as opened:
        assert opened.code == 401
        live.post(inbound())
        assert b"event:" not in opened.heard
    assert len(texts(oak)) == 1


def test_only_our_own_pages_may_read(oak: Oak, live: LiveServer) -> None:
    cookie = login(oak, oak.anna)
    with page(live, cookie) as ours:
        assert f"access-control-allow-origin: {OURS}".encode() in ours.head.lower()
        assert b"access-control-allow-credentials: true" in ours.head.lower()
    with page(live, cookie, "http://evil.example.test") as foreign:
        assert foreign.code == 403
        assert b"access-control" not in foreign.head.lower()


def test_pages_hear_again_after_the_database_cut_every_connection(oak: Oak, live: LiveServer) -> None:
    with page(live, login(oak, oak.anna)) as ours:
        with psycopg.connect(os.environ["REPLYWELL_TEST_SUPERUSER_URL"], autocommit=True) as admin:
            admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'live'")
        assert ours.until(b"event: missed")
        assert live.post(inbound()).status_code == 200
        assert ours.until(b"event: text")


def test_sigterm_ends_the_process_within_five_seconds_with_pages_open(oak: Oak, migrated: None, tmp_path: Path) -> None:
    cookie = login(oak, oak.anna)
    with live_server(tmp_path) as server, contextlib.ExitStack() as stack:
        for _ in range(20):
            assert stack.enter_context(page(server, cookie)).code == 200
        assert server.stop(signal.SIGTERM) < 5


def test_a_text_under_way_at_sigterm_is_answered(oak: Oak, migrated: None, tmp_path: Path) -> None:
    with live_server(tmp_path) as server:
        codes: list[int] = []
        with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as owner:
            owner.execute("LOCK TABLE messaging_message IN SHARE MODE")
            post = threading.Thread(target=lambda: codes.append(server.post(inbound()).status_code))
            post.start()
            time.sleep(0.5)
            server.process.send_signal(signal.SIGTERM)
            time.sleep(0.5)
            owner.rollback()
        post.join(10)
        server.process.wait(5)
    assert codes == [200]
    assert len(texts(oak)) == 1


def test_many_pages_are_told_to_spread_what_they_ask_and_few_are_not(oak: Oak, live: LiveServer) -> None:
    cookie = login(oak, oak.anna)
    with contextlib.ExitStack() as opened:
        first = opened.enter_context(page(live, cookie))
        notify.poke_live(oak.practice.public_id, "visit", "early")
        assert first.until(b"data: early\n\n")
        assert b"event: spread" not in first.heard
        pages = [first, *(opened.enter_context(page(live, cookie)) for _ in range(FEW_PAGES))]
        notify.poke_live(oak.practice.public_id, "visit", "late")
        for one in pages:
            assert one.until(b"data: late\n\n")
            wait = len(pages) * MILLISECONDS_A_PAGE
            assert b"event: spread\ndata: %d\n\nevent: visit\ndata: late" % wait in one.heard


def milliseconds(ago: float) -> int:
    return int((time.time() - ago) * 1000)


def told_meanwhile(oak: Oak, live: LiveServer, cookie: str, what: str) -> None:
    """It was told to the pages that were open."""
    with page(live, cookie) as ours:
        notify.poke_live(oak.practice.public_id, "visit", what)
        assert ours.until(f"data: {what}\n\n".encode())


def test_a_page_that_begins_to_listen_hears_what_happened_since_it_was_made_and_nothing_older(
    oak: Oak, live: LiveServer
) -> None:
    cookie = login(oak, oak.anna)
    elm = make_practice("elm", "+12125550200", carrier="twilio")
    told_meanwhile(oak, live, cookie, "older")
    time.sleep(CLOCKS_APART + 0.3)
    made = milliseconds(0)
    told_meanwhile(oak, live, cookie, "meanwhile")
    with (
        page(live, cookie, since=f"?since={made}") as ours,
        page(live, login(elm, elm.anna), since=f"?since={made}") as theirs,
    ):
        assert ours.until(b"event: visit\ndata: meanwhile\n\n")
        notify.poke_live(oak.practice.public_id, "visit", "later")
        assert ours.until(b"data: later\n\n")
        assert b"older" not in ours.heard
        assert ours.heard.count(b"meanwhile") == 1
        assert not theirs.until(b"event:", 0.5)


def test_a_page_that_comes_back_after_a_cut_says_what_it_heard_last_and_hears_the_rest(
    oak: Oak, live: LiveServer
) -> None:
    cookie = login(oak, oak.anna)
    made = milliseconds(0)
    told_meanwhile(oak, live, cookie, "heard")
    time.sleep(CLOCKS_APART + 0.3)
    with page(live, cookie) as ours:
        last = re.findall(rb"id: (\d+)\n", ours.heard)[-1].decode()
    told_meanwhile(oak, live, cookie, "during the cut")
    with page(live, cookie, since=f"?since={made}", last=f"Last-Event-ID: {last}") as again:
        assert again.until(b"data: during the cut\n\n")
        assert b"data: heard" not in again.heard


@pytest.mark.parametrize("too", ["long ago", "many"])
def test_a_page_that_missed_more_than_is_kept_is_told_to_read_everything(oak: Oak, live: LiveServer, too: str) -> None:
    cookie = login(oak, oak.anna)
    made = milliseconds(3600 if too == "long ago" else 0)
    with page(live, cookie) as ours:
        for number in range(KEPT + 1 if too == "many" else 1):
            notify.poke_live(oak.practice.public_id, "visit", f"number {number}")
        assert ours.until(f"data: number {number}\n\n".encode())
    with page(live, cookie, since=f"?since={made}") as late:
        assert late.until(b"event: missed\ndata: \n\n")
        assert b"number" not in late.heard


@pytest.mark.parametrize(
    "since", ["?since=", "?since=yesterday", "?since=99999999999999999999", "?since=%00", "?other=1"]
)
def test_a_time_that_is_none_counts_as_not_given(oak: Oak, live: LiveServer, since: str) -> None:
    cookie = login(oak, oak.anna)
    told_meanwhile(oak, live, cookie, "older")
    with page(live, cookie, since=since) as ours:
        notify.poke_live(oak.practice.public_id, "visit", "later")
        assert ours.until(b"data: later\n\n")
        assert b"older" not in ours.heard

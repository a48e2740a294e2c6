"""Sends what is due: claims a batch, asks the gate again, paces, posts, records. Any number of workers may run it.

One thread does the database work and another the HTTP: the next batch is begun while the last one is posted. An
attempt is committed before its post and no transaction is open during it. A worker that dies in between leaves an
attempt without an end; `doubt` finds out what became of it.
"""

import asyncio
import logging
import threading
import time
from collections import deque
from collections.abc import Iterable
from datetime import datetime

import aiohttp
import psycopg
from django.db import Error, InterfaceError, OperationalError, connection

from replywell import settings
from replywell.carriers import base
from replywell.carriers.base import Outcome, Unknown
from replywell.carriers.simulator import behaviour_for, statuses_after
from replywell.common import clock, notify
from replywell.messaging import attempts, doubt, status
from replywell.messaging.attempts import BEGIN_WITHIN, PACE_WINDOW, Post

log = logging.getLogger("replywell.dispatch")

POLL = 1.0
"""Seconds between looks without a poke: what a lost poke costs."""
GATHER = 0.02
"""Seconds that the end of a post waits for others, to be written down with them."""
REST = 2.0
"""Small steps rest so many times as long as they took: an idle machine sends at once, on a busy one texts gather."""
REST_MOST = 0.1
"""Seconds."""
LINGER = 10.0
"""Seconds that posts under way are waited for when the worker stops."""

Ended = tuple[Post, Outcome | None]
"""A post and what came of it; None: it did not start in time, the gate must be asked again."""


def due(now: datetime, limit: int) -> dict[int, list[tuple[int, str]]]:
    """(message id, phone) that are due, by practice: by lane, then in order, one a conversation."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT practice_id, message_id, phone FROM outbound_due(%s, %s)", [now, limit])
        found: dict[int, list[tuple[int, str]]] = {}
        for practice_id, message_id, phone in cursor.fetchall():
            found.setdefault(practice_id, []).append((message_id, phone))
    return found


def seconds_until_next() -> float | None:
    """Wall seconds until a pace or a pause lets the next text go; None: none waits for one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT outbound_next_in()")
        found: float | None = cursor.fetchone()[0]
    return found


def begin_batch(now: datetime, limit: int) -> tuple[list[Post], int]:
    """Begin what is due. Returns the posts and how many rows changed, those the gate refused included."""
    posts: list[Post] = []
    changed = 0
    for practice_id, found in due(now, limit).items():
        try:
            begun, moved = attempts.begin(practice_id, found, now)
        except (OperationalError, InterfaceError):
            # What the others began is committed: it must be posted, or nobody would know what became of it.
            log.warning("The texts of practice %s could not be begun; they stay due", practice_id, exc_info=True)
            continue
        except Exception:
            log.exception("The texts of practice %s could not be begun together; each is tried alone", practice_id)
            begun, moved = _begin_each(practice_id, found, now)
        posts += begun
        changed += moved
    return posts, changed


def _begin_each(practice_id: int, found: list[tuple[int, str]], now: datetime) -> tuple[list[Post], int]:
    """Begin them one by one. One that fails twice while others do not is set apart for a person.

    When none of several can begin, the fault is not in the texts: they stay due, and are a trouble that pages.
    """
    posts: list[Post] = []
    changed = 0
    failed: list[int] = []
    for message_id, phone in found:
        try:
            begun, moved = attempts.begin(practice_id, [(message_id, phone)], now)
        except (OperationalError, InterfaceError):
            return posts, changed
        except Exception:
            log.exception("A text could not be begun (%s)", message_id)
            failed.append(message_id)
            continue
        posts += begun
        changed += moved
    if len(found) == 1 or len(failed) < len(found):
        for message_id in failed:
            changed += attempts.set_apart(practice_id, message_id, now)
    return posts, changed


async def post(session: aiohttp.ClientSession, item: Post) -> Outcome | None:
    """One HTTP call, when its number's pace allows. None: too late after the commit to begin it."""
    wait = item.begins - time.monotonic()
    if wait > 0:
        await asyncio.sleep(wait)
    if time.monotonic() - item.committed > BEGIN_WITHIN:
        return None
    try:
        return await base.get(item.carrier).send(session, item.account, item.outgoing)
    except Exception as error:
        # An adapter promises not to raise; if it does, nobody knows whether the text left.
        log.exception("the %s adapter failed", item.carrier)
        return Unknown(f"The adapter failed ({type(error).__name__}).")


def record_batch(ended: Iterable[tuple[Post, Outcome]], now: datetime) -> None:
    """Write down what came of posts, practice by practice, and tell open pages."""
    by_practice: dict[int, list[tuple[Post, Outcome]]] = {}
    for item, outcome in ended:
        by_practice.setdefault(item.practice_id, []).append((item, outcome))
    for practice_id, pairs in by_practice.items():
        attempts.record(practice_id, pairs, now)
        _tell_pages(item for item, _ in pairs)
        for item, outcome in pairs:
            if item.carrier == "simulator" and not isinstance(outcome, base.Rejected):
                _report_simulated(item)


def _tell_pages(posts: Iterable[Post]) -> None:
    payloads = {
        f"{item.practice_public_id} conversation {item.conversation_public_id}"
        for item in posts
        if item.conversation_public_id is not None
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, said) FROM unnest(%s::text[]) said", [notify.LIVE, sorted(payloads)])


def _report_simulated(item: Post) -> None:
    """The simulated carrier has no webhooks to call: its reports are taken at once."""
    for event in statuses_after(item.outgoing, behaviour_for(item.account, item.outgoing.to)):
        status.record_status(event, item.account.account_key)


def new_session(parallel: int) -> aiohttp.ClientSession:
    """The HTTP session of one sender."""
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=parallel, keepalive_timeout=30), cookie_jar=aiohttp.DummyCookieJar()
    )


def deliver_once(limit: int = 100, now: datetime | None = None) -> int:
    """One batch, from claim to record, in this thread: for tests and the simulation. Returns how many rows changed.

    A conversation gives one text a batch, so call it until it returns 0.
    """
    moment = now or clock.now()
    posts, changed = begin_batch(moment, limit)
    ended = asyncio.run(_post_all(posts)) if posts else []
    record_batch([(item, outcome) for item, outcome in ended if outcome is not None], now or clock.now())
    return changed


async def _post_all(posts: list[Post]) -> list[Ended]:
    async with new_session(100) as session:
        outcomes = await asyncio.gather(*(post(session, item) for item in posts))
    return list(zip(posts, outcomes, strict=True))


class Dispatcher:
    """The sending loop of a worker. `run` returns soon after `stopping` is set."""

    def __init__(
        self,
        stopping: threading.Event,
        *,
        batch: int | None = None,
        parallel: int | None = None,
        with_doubt: bool = True,
    ) -> None:
        self.stopping = stopping
        self.batch = batch or int(settings.read("REPLYWELL_DISPATCH_BATCH"))
        self.parallel = parallel or int(settings.read("REPLYWELL_DISPATCH_PARALLEL"))
        self.with_doubt = with_doubt
        self.posted = 0
        self._wake = threading.Event()
        self._ended: deque[Ended] = deque()
        self._unrecorded: list[Ended] = []
        self._under_way = 0
        self._loop = asyncio.new_event_loop()
        self._telling: asyncio.TimerHandle | None = None
        self._rest = 0.0

    def run(self) -> None:
        """Send until `stopping`; survives restarts of PostgreSQL."""
        threads = [
            threading.Thread(target=self._http, name="posting", daemon=True),
            threading.Thread(target=self._listen, name="sending pokes", daemon=True),
        ]
        if self.with_doubt:
            threads.append(threading.Thread(target=doubt.run, args=(self.stopping,), name="doubt", daemon=True))
        for thread in threads:
            thread.start()
        while not self.stopping.is_set():
            self._turn()
        self._finish()
        for thread in threads:
            thread.join(timeout=3)

    def _turn(self) -> None:
        """One step; then wait for more to do."""
        self.stopping.wait(self._rest)
        self._wake.clear()
        try:
            if self.step():
                return
            # What is under way wakes this loop when it ends; only an idle one asks how long to sleep.
            wait = PACE_WINDOW if self._under_way else min(POLL, seconds_until_next() or POLL)
        except Error as trouble:
            log.warning("the database answered %s; trying again", type(trouble).__name__)
            connection.close()
            wait = POLL / 2
            self.stopping.wait(wait)
        except Exception:
            log.exception("sending: a step failed")
            connection.close()
            self.stopping.wait(POLL)
            return
        self._wake.wait(max(wait, 0.001))

    def step(self) -> bool:
        """Record what has ended and begin what is due. Returns whether another step would find more at once."""
        began = time.monotonic()
        self._collect()
        now, recorded = clock.now(), len(self._unrecorded)
        if self._unrecorded:
            self._settle(now)
        room = 2 * self.batch - self._under_way
        # Small claims cost as much as large ones: wait until half a batch fits.
        if room < self.batch // 2:
            self._rest = 0.0
            return False
        most = min(self.batch, room)
        posts, changed = begin_batch(now, most)
        self._submit(posts)
        small = recorded + changed < self.batch // 4
        self._rest = min(REST_MOST, REST * (time.monotonic() - began)) if small else 0.0
        # A refused text makes room for the next one of its conversation.
        return changed >= most or changed > len(posts)

    def _collect(self) -> None:
        while self._ended:
            self._unrecorded.append(self._ended.popleft())

    def _settle(self, now: datetime) -> None:
        """Write down what ended; if the database fails, it is kept and written down later."""
        known = [(item, outcome) for item, outcome in self._unrecorded if outcome is not None]
        record_batch(known, now)
        self._under_way -= len(known)
        self.posted += len(known)
        late = [item for item, outcome in self._unrecorded if outcome is None]
        self._unrecorded = [(item, None) for item in late]
        by_practice: dict[int, list[Post]] = {}
        for item in late:
            by_practice.setdefault(item.practice_id, []).append(item)
        for practice_id, items in by_practice.items():
            again = attempts.begin_again(practice_id, items, now)
            self._under_way -= len(items)
            self._unrecorded = [entry for entry in self._unrecorded if entry[0] not in items]
            self._submit(again)

    def _submit(self, posts: list[Post]) -> None:
        if posts:
            self._under_way += len(posts)
            self._loop.call_soon_threadsafe(self._start, posts)

    def _start(self, posts: list[Post]) -> None:
        for item in posts:
            task = self._loop.create_task(self._one(item))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _one(self, item: Post) -> None:
        try:
            async with self._free:
                outcome = await post(self._session, item)
        except asyncio.CancelledError:
            outcome = Unknown("The worker stopped during the post.")
        self._ended.append((item, outcome))
        if self._telling is None:
            # What ends within some milliseconds is written down in one step.
            pause = 0.0 if len(self._ended) >= self.batch // 2 else GATHER
            self._telling = self._loop.call_later(pause, self._tell)

    def _tell(self) -> None:
        self._telling = None
        self._wake.set()

    def _http(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._tasks: set[asyncio.Task[None]] = set()
        self._free = asyncio.Semaphore(self.parallel)

        async def opened() -> None:
            self._session = new_session(self.parallel)

        self._loop.run_until_complete(opened())
        self._loop.run_forever()
        self._loop.run_until_complete(self._session.close())
        self._loop.close()

    def _finish(self) -> None:
        """Let posts under way end and write them down."""
        end = time.monotonic() + LINGER
        while self._under_way and time.monotonic() < end:
            self._wake.wait(0.05)
            self._wake.clear()
            try:
                self._collect()
                self._settle(clock.now())
            except Error:
                connection.close()
                time.sleep(0.2)
        self._loop.call_soon_threadsafe(self._loop.stop)
        connection.close()

    def _listen(self) -> None:
        """Turn pokes into wake-ups; after a reconnect look once."""
        while not self.stopping.is_set():
            try:
                with psycopg.connect(settings.database_url("app"), autocommit=True) as listener:
                    listener.execute(f"LISTEN {notify.OUTBOUND}".encode())
                    self._wake.set()
                    while not self.stopping.is_set():
                        for _ in listener.notifies(timeout=0.5, stop_after=1):
                            self._wake.set()
            except psycopg.Error:
                self.stopping.wait(POLL)

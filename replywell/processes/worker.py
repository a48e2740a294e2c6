"""The worker: texts are handled, wake-ups run, messages leave, periodic jobs run. Any number of workers may run.

Each loop is a thread that looks at the rows, works until there is nothing to do, and then waits for a poke or a
second, whichever comes first. A database that goes away is waited for; nothing is lost, the rows are the truth.
"""

import asyncio
import logging
import os
import signal
import socket
import threading
from collections.abc import Callable
from itertools import chain
from types import FrameType

import psycopg
from django.db import Error, close_old_connections, connection

from replywell import periodic, settings
from replywell.common import notify
from replywell.dialogue import backfills, inbound, language_model, paging, suggesting, wake_ups
from replywell.messaging import health, status
from replywell.messaging.dispatch import Dispatcher
from replywell.understanding import warm_up

log = logging.getLogger("replywell.worker")

POLL = 1.0
"""Seconds between looks without a poke: what a lost poke costs."""
BATCH = 50
BEAT = 5.0
"""Seconds between heartbeats."""


def run() -> int:
    """Work until SIGTERM or SIGINT; returns 0. What is under way is finished or left to its row."""
    stopping = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        stopping.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)

    warm_up()
    # While one loop of texts waits for PostgreSQL, the other thinks.
    texts, moves, wakes, pages, slots = Poke(loops=2), Poke(), Poke(), Poke(), Poke()
    pokes = {notify.INBOUND: [texts], notify.MOVES: [moves], notify.WAKE: [wakes, pages, slots]}
    dispatcher = Dispatcher(stopping)
    threads = [
        _thread("pokes", lambda: _listen(pokes, stopping)),
        _thread("texts", lambda: _loop(texts, stopping, lambda: inbound.drain(BATCH, texts.set))),
        _thread("more texts", lambda: _loop(texts, stopping, lambda: inbound.drain(BATCH, texts.set))),
        _thread("moves", lambda: _loop(moves, stopping, lambda: status.drain_moves(BATCH), linger=0.05)),
        _thread("wake-ups", lambda: _loop(wakes, stopping, lambda: wake_ups.run_due(BATCH))),
        _thread("pages", lambda: _loop(pages, stopping, lambda: paging.run_due(BATCH))),
        _thread("freed slots", lambda: _loop(slots, stopping, lambda: backfills.run_due(BATCH))),
        _thread("sending", dispatcher.run),
        _thread("heartbeat", lambda: _beat(stopping)),
        _thread("periodic", lambda: _run_periodic(stopping)),
    ]
    if _may_suggest():
        threads.append(_thread("suggestions", lambda: _loop(Poke(), stopping, lambda: suggesting.run_due(BATCH))))
    for thread in threads:
        thread.start()
    while not stopping.wait(0.5):
        dead = [thread.name for thread in threads if not thread.is_alive()]
        if dead:
            # Whatever ended a loop, a fresh process is the cure; the supervisor starts one.
            log.error("loops ended: %s", ", ".join(dead))
            return 1
    for poke in (texts, moves, wakes, pages, slots):
        poke.set_all()
    for thread in threads:
        thread.join(timeout=3.0)
    return 0


class Poke:
    """What loops wait for. One poke wakes one of them, so that two never look for the same text."""

    def __init__(self, loops: int = 1) -> None:
        self._loops = loops
        self._left = loops  # each looks once at its start
        self._condition = threading.Condition()

    def set(self) -> None:
        """Wake one loop; if none waits, the next one that would wait goes on instead."""
        with self._condition:
            self._left = min(self._left + 1, self._loops)
            self._condition.notify()

    def set_all(self) -> None:
        """Wake every loop."""
        with self._condition:
            self._left = self._loops
            self._condition.notify_all()

    def wait(self, seconds: float) -> None:
        """Until a poke, or so many seconds."""
        with self._condition:
            if self._condition.wait_for(lambda: self._left > 0, seconds):
                self._left -= 1


def _may_suggest() -> bool:
    """Whether a language model is set up. Settings that cannot be used turn it off and stop nothing else."""
    try:
        return language_model.configured() is not None
    except ValueError as wrong:
        log.error("no suggestions: %s", wrong)
        return False


def _thread(name: str, run: Callable[[], object]) -> threading.Thread:
    return threading.Thread(target=run, name=name, daemon=True)


def _loop(poke: Poke, stopping: threading.Event, step: Callable[[], int], linger: float = 0.0) -> None:
    """Take steps while each finds a full batch; then wait for a poke or a second.

    `linger`: seconds between a poke and the step, where nobody waits and one step does the work of many.
    """
    while not stopping.is_set():
        poke.wait(POLL)
        stopping.wait(linger)
        try:
            while step() >= BATCH and not stopping.is_set():
                pass
        except Error as trouble:
            log.warning(
                "%s: the database answered %s; trying again", threading.current_thread().name, type(trouble).__name__
            )
            connection.close()
        except Exception:
            log.exception("%s: a step failed", threading.current_thread().name)
            connection.close()
            stopping.wait(POLL)
    connection.close()


def _listen(pokes: dict[str, list[Poke]], stopping: threading.Event) -> None:
    """Turn NOTIFYs into events; after a reconnect everybody looks once."""
    while not stopping.is_set():
        try:
            with psycopg.connect(settings.database_url("app"), autocommit=True) as listener:
                for channel in pokes:
                    listener.execute(f"LISTEN {channel}".encode())
                for poke in chain(*pokes.values()):
                    poke.set_all()
                while not stopping.is_set():
                    for poked in listener.notifies(timeout=0.5):
                        for poke in pokes[poked.channel]:
                            poke.set()
        except psycopg.Error:
            stopping.wait(POLL)


def _beat(stopping: threading.Event) -> None:
    """Tell the database that this worker lives."""
    name = f"worker {socket.gethostname()} {os.getpid()}"
    while not stopping.is_set():
        try:
            close_old_connections()
            health.beat(name)
        except Error:
            connection.close()
        stopping.wait(BEAT)
    connection.close()


def _run_periodic(stopping: threading.Event) -> None:
    """Procrastinate's worker; it ends when PostgreSQL restarts, so it is started again."""
    while not stopping.is_set():
        try:
            asyncio.run(_procrastinate(stopping))
        except Exception as trouble:
            log.warning("periodic jobs: %s; starting again", type(trouble).__name__)
        stopping.wait(POLL)


async def _procrastinate(stopping: threading.Event) -> None:
    app = periodic.app.with_connector(periodic.app.connector.get_worker_connector())  # type: ignore[attr-defined]
    async with app.open_async():
        work = asyncio.create_task(
            app.run_worker_async(
                concurrency=2,
                install_signal_handlers=False,
                fetch_job_polling_interval=POLL,
                delete_jobs="always",
                shutdown_graceful_timeout=2.0,
            )
        )
        while not stopping.is_set() and not work.done():
            await asyncio.sleep(0.2)
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)

"""The real processes on a database server of their own, for tests that need the whole product running."""

import asyncio
import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from replywell.common import database
from tests.common.pg import FAST, migrate_home, scratch_home

ROOT = Path(__file__).resolve().parents[1]


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


class Balancer:
    """What stands in front of several live processes: hands each connection to the next one that answers."""

    def __init__(self, targets: list[int]) -> None:
        self.targets, self.port = targets, free_port()
        self._turn = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._open(), self._loop).result(10)

    async def _open(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port, backlog=1024)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            for _ in self.targets:
                self._turn += 1
                with contextlib.suppress(OSError):
                    target = self.targets[self._turn % len(self.targets)]
                    up, down = await asyncio.open_connection("127.0.0.1", target)
                    break
            else:
                return
            await asyncio.gather(self._pump(reader, down), self._pump(up, writer))
        finally:
            writer.close()

    async def _pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await source.read(65_536):
                sink.write(data)
                await sink.drain()
        with contextlib.suppress(OSError):
            sink.close()

    def close(self) -> None:
        async def end() -> None:
            self._server.close()
            for task in asyncio.all_tasks():
                if task is not asyncio.current_task():
                    task.cancel()

        asyncio.run_coroutine_threadsafe(end(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)


@dataclass
class Stack:
    """A home, its server, and the processes that run on it."""

    home: Path
    cluster: database.Cluster
    environment: dict[str, str]
    live_ports: list[int]
    web_port: int
    hooks_url: str
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str) -> None:
        """Start "web", "live0", "live1", "worker0" ... (again)."""
        part = name.rstrip("0123456789")
        environment = dict(self.environment)
        if part == "live":
            environment["REPLYWELL_LIVE_PORT"] = str(self.live_ports[int(name[4:])])
        log = (self.home / f"{name}.log").open("ab")
        self.processes[name] = subprocess.Popen(
            [sys.executable, "-m", "replywell.cli", part], cwd=ROOT, env=environment, stdout=log, stderr=log,
            start_new_session=True,
        )  # fmt: skip
        log.close()

    def play(self, code: str) -> None:
        """Run Python in a process of its own, with Django set up on this database."""
        subprocess.run([sys.executable, "-c", f"import django; django.setup(); {code}"], cwd=ROOT, env=self.environment,
                       check=True)  # fmt: skip

    def kill(self, name: str, number: int = signal.SIGKILL) -> None:
        """Send a signal to a process (and what it started)."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.processes[name].pid, number)

    def wait_for_end(self, name: str, timeout: float) -> float:
        """Wait until a process ended; seconds it took. Raises TimeoutExpired."""
        began = time.monotonic()
        self.processes[name].wait(timeout)
        return time.monotonic() - began

    def kill_database(self) -> None:
        """kill -9 the postmaster."""
        state = database.status(self.home)
        if isinstance(state, database.Running):
            os.kill(state.pid, signal.SIGKILL)

    def start_database(self) -> None:
        """Start the server again on its port."""
        database.ensure(self.home, settings=FAST)

    def sql(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Ask the database as the superuser."""
        with psycopg.connect(self.cluster.url("superuser"), autocommit=True) as connection:
            cursor = connection.execute(statement, values)  # type: ignore[arg-type]
            return cursor.fetchall() if cursor.description else []

    def wait_until(self, statement: str, *values: Any, timeout: float = 20) -> None:
        """Wait until a statement's first column is true; AssertionError if it does not come to that."""
        end = time.monotonic() + timeout
        while True:
            with contextlib.suppress(psycopg.OperationalError):
                if self.sql(statement, *values)[0][0]:
                    return
            assert time.monotonic() < end, f"waited in vain: {statement}\n{self.logs()}"
            time.sleep(0.05)

    def wait_for_port(self, port: int, timeout: float = 20) -> None:
        """Wait until somebody answers HTTP there."""
        end = time.monotonic() + timeout
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2):
                    return
            except urllib.error.HTTPError:
                return
            except OSError:
                assert time.monotonic() < end, f"nobody answers on {port}\n{self.logs()}"
                time.sleep(0.05)

    def logs(self) -> str:
        """The ends of the processes' logs."""
        return "\n".join(f"--- {log.name}\n{log.read_text()[-1500:]}" for log in sorted(self.home.glob("*.log")))

    def stop(self) -> None:
        """End every process."""
        for name in self.processes:
            self.kill(name)
        for process in self.processes.values():
            process.wait(10)


@contextlib.contextmanager
def stack(
    lives: int = 1, *, twilio: str = "", durable: bool = False, connections: int = 200, **settings: str
) -> Iterator[Stack]:
    """A migrated database and a place for processes; `start` them. `twilio`: base address of the fake."""
    with scratch_home() as home:
        migrate_home(home)
        server = {"max_connections": str(connections)} | ({} if durable else FAST)
        cluster = database.ensure(home, settings=server)
        live_ports = [free_port() for _ in range(lives)]
        balancer = Balancer(live_ports) if lives > 1 else None
        web_port = free_port()
        hooks = f"http://127.0.0.1:{balancer.port if balancer else live_ports[0]}"
        environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith(("REPLYWELL_", "DATABASE_"))},
            "REPLYWELL_HOME": str(home),
            "REPLYWELL_SECRET_KEY": secrets.token_urlsafe(24),
            "REPLYWELL_PORT": str(web_port),
            "REPLYWELL_LIVE_PORT": str(live_ports[0]),
            "REPLYWELL_HOOKS_URL": hooks,
            "REPLYWELL_LIVE_URL": hooks,
            "TWILIO_API_BASE": twilio or "http://127.0.0.1:9",
            "DJANGO_SETTINGS_MODULE": "replywell.settings",
            **settings,
        }
        made = Stack(home, cluster, environment, live_ports, web_port, hooks)
        try:
            yield made
        finally:
            made.stop()
            if balancer:
                balancer.close()

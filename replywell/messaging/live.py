"""The live process: carrier webhooks, live updates and `/healthz`, one small ASGI app on one event loop.

No framework and no ORM: a text is stored by one SQL call (`webhooks`), pages are fed from one LISTEN connection
(`live_pages`). It ends within five seconds of SIGTERM, open pages or not, and outlives restarts of the database.
"""

import asyncio
import json
import logging
import logging.config
import os
import socket
from typing import Any

import asyncpg
import uvicorn

from replywell import settings
from replywell.messaging import health
from replywell.messaging.live_pages import Asked, Fanout, stream
from replywell.messaging.webhooks import BODY_LIMIT, Answer, Hooks, Request
from replywell.understanding import screen

log = logging.getLogger(__name__)

POOL_SIZE = 12
BEAT_SECONDS = 5.0
STOP_SECONDS = 4
_DATABASE_DOWN = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError)


class Connection(asyncpg.Connection):  # type: ignore[misc]
    """Nothing of a session is ever set here, so a connection needs no second round trip when it is given back."""

    def get_reset_query(self) -> str:
        return ""


class Live:
    """The ASGI app. `hooks` and `fanout` exist from start-up to shutdown."""

    hooks: Hooks
    fanout: Fanout
    pool: "asyncpg.Pool[Any]"
    loop: asyncio.AbstractEventLoop

    def __init__(self, dsn: str) -> None:
        self.dsn = dsn
        self.process = f"live:{socket.gethostname()}:{os.getpid()}"
        self._beating: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Make the pool, without a connection yet: the process also starts while the database is down."""
        self.pool = asyncpg.create_pool(
            self.dsn,
            min_size=0,
            max_size=POOL_SIZE,
            timeout=3,
            command_timeout=30,
            connection_class=Connection,
            server_settings={"application_name": "live"},
        )
        await self.pool
        proxies = [part.strip() for part in settings.read("REPLYWELL_TRUSTED_PROXIES").split(",") if part.strip()]
        self.hooks = Hooks(self.pool, settings.HOOKS_URL, proxies)
        self.fanout = Fanout(self.dsn)
        self.fanout.start()
        # Its weights are read at the first look: no patient's text should wait for that.
        await asyncio.to_thread(screen, "hello")
        self.loop = asyncio.get_running_loop()
        self._beating = asyncio.create_task(self._beat())

    async def stop(self) -> None:
        """Close what is open, within a second."""
        self.fanout.close()
        if self._beating is not None:
            self._beating.cancel()
        try:
            async with asyncio.timeout(1):
                await self.hooks.save_counts()
                await self.pool.execute("DELETE FROM messaging_heartbeat WHERE process = $1", self.process)
                await self.pool.close()
        except _DATABASE_DOWN:
            self.pool.terminate()

    async def _beat(self) -> None:
        while True:
            try:
                await self.pool.execute(health.BEAT.replace("%s", "$1"), self.process, timeout=3)
                await self.hooks.save_counts()
            except _DATABASE_DOWN as error:
                log.warning("The database does not answer the live process (%s)", type(error).__name__)
            await asyncio.sleep(BEAT_SECONDS)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
            return
        if scope["type"] != "http":
            return
        path: str = scope["raw_path"].partition(b"?")[0].decode("latin-1")
        answer: Answer | None
        if path.startswith("/hooks/"):
            answer = await self._hook(scope, path, receive)
        elif path == "/live":
            answer = await self._live(scope, receive, send)
        elif path == "/healthz":
            answer = await self._healthz()
        else:
            answer = Answer(404, "There is nothing here.")
        if answer is not None:
            await _respond(send, answer)

    async def _lifespan(self, receive: Any, send: Any) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await self.start()
                await send({"type": "lifespan.startup.complete"})
            else:
                await self.stop()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _hook(self, scope: Any, path: str, receive: Any) -> Answer:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        body = await _body(receive)
        if body is None:
            return Answer(400, "The request ended early.")
        request = Request(
            scope["method"],
            path,
            scope["query_string"].decode("latin-1"),
            headers,
            body,
            scope["client"][0] if scope.get("client") else "",
        )
        return await self.hooks.answer(request)

    async def _live(self, scope: Any, receive: Any, send: Any) -> Answer | None:
        if scope["method"] != "GET":
            return Answer(405, "Only GET.", headers=(("allow", "GET"),))
        asked = Asked.of(dict(scope["headers"]), scope["query_string"])
        try:
            await stream(self.fanout, self.pool, asked, receive, send)
        except _DATABASE_DOWN:
            return Answer(503, "The database does not answer.", headers=(("retry-after", "2"),))
        return None

    async def _healthz(self) -> Answer:
        try:
            raw = await asyncio.wait_for(self.pool.fetchval("SELECT health_facts()::text"), 4)
            found = health.judge(json.loads(raw))
        except _DATABASE_DOWN as error:
            found = health.Health((f"The database does not answer ({type(error).__name__}).",))
        body = {"ok": found.well, "reasons": list(found.reasons), "facts": found.facts}
        return Answer(200 if found.well else 503, json.dumps(body, indent=1), "application/json")


async def _body(receive: Any) -> bytes | None:
    """The body, cut one byte past the limit (the rest is read and thrown away). None: the client went."""
    first = await receive()
    if first["type"] == "http.request" and not first.get("more_body"):
        return bytes(first.get("body", b""))[: BODY_LIMIT + 1]
    parts, size, message = [], 0, first
    while True:
        if message["type"] != "http.request":
            return None
        part = message.get("body", b"")
        if size <= BODY_LIMIT:
            parts.append(part)
        size += len(part)
        if not message.get("more_body") or size > BODY_LIMIT:
            return b"".join(parts)[: BODY_LIMIT + 1]
        message = await receive()


async def _respond(send: Any, answer: Answer) -> None:
    body = answer.body.encode()
    headers = [
        (b"content-type", answer.content_type.encode("ascii")),
        (b"content-length", str(len(body)).encode("ascii")),
        *((name.encode("ascii"), value.encode("ascii")) for name, value in answer.headers),
    ]
    await send({"type": "http.response.start", "status": answer.code, "headers": headers})
    await send({"type": "http.response.body", "body": body})


class _Server(uvicorn.Server):
    """Ends the open pages as soon as the signal comes; uvicorn alone would wait for them."""

    app: Live

    def handle_exit(self, sig: int, frame: Any) -> None:
        super().handle_exit(sig, frame)
        if hasattr(self.app, "loop"):
            self.app.loop.call_soon_threadsafe(self.app.fanout.close)


def main(host: str, port: int) -> None:
    """Serve until SIGTERM or SIGINT. OSError or SystemExit when the port is taken."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "replywell.settings")
    logging.config.dictConfig(settings.LOGGING)
    app = Live(settings.database_url("app"))
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        lifespan="on",
        access_log=False,
        server_header=False,
        proxy_headers=False,  # whom to believe is decided in webhooks.py
        timeout_graceful_shutdown=STOP_SECONDS,
        log_config=None,
    )
    server = _Server(config)
    server.app = app
    server.run()

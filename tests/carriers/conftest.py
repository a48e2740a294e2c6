"""A fake Twilio on 127.0.0.1 and a small web server of ours for it to call."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from aiohttp import web

from tests.fakes.fake_twilio import FakeTwilio


class Hook:
    """A webhook of ours that keeps what it was sent and answers as told."""

    def __init__(self) -> None:
        self.calls: list[tuple[dict[str, str], bytes, str]] = []  # headers, raw body, full address
        self.answers: list[int] = []  # the next statuses; then 200
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hooks/twilio/key1/inbound"

    async def handle(self, request: web.Request) -> web.Response:
        self.calls.append((dict(request.headers), await request.read(), str(request.url)))
        status = self.answers.pop(0) if self.answers else 200
        return web.Response(status=status, text="<Response/>", content_type="text/xml")


@pytest.fixture
def hook() -> Iterator[Hook]:
    made = Hook()
    loop = asyncio.new_event_loop()

    async def serve() -> web.AppRunner:
        app = web.Application()
        app.router.add_post("/{tail:.*}", made.handle)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        made.port = runner.addresses[0][1]
        return runner

    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    def run(work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, loop).result(10)

    runner = run(serve())
    yield made
    run(runner.cleanup())
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)
    loop.close()


@pytest.fixture
def twilio(hook: Hook) -> Iterator[FakeTwilio]:
    with FakeTwilio(inbound_url=hook.url) as fake:
        yield fake

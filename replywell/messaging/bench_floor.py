"""The floor of `bench inbound`: the least that checks Twilio's signature and makes a text durable.

Starlette, uvicorn and asyncpg, as anybody would put them together; one INSERT, one index, nothing found or decided.
"""

import base64
import contextlib
import hmac
import os
from collections.abc import AsyncIterator
from urllib.parse import parse_qsl

import asyncpg

TABLE = """
CREATE TABLE IF NOT EXISTS bench_floor (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, carrier_id text UNIQUE NOT NULL,
  from_phone text NOT NULL, to_phone text NOT NULL, body text NOT NULL, at timestamptz NOT NULL DEFAULT now())
"""
INSERT = "INSERT INTO bench_floor (carrier_id, from_phone, to_phone, body) VALUES ($1, $2, $3, $4)"


def main(port: int) -> None:
    """Serve; settings come from BENCH_DSN, BENCH_TOKEN and BENCH_URL."""
    # Needed by this benchmark only: they come with the development tools.
    import uvicorn
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    token, url = os.environ["BENCH_TOKEN"].encode(), os.environ["BENCH_URL"]

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with asyncpg.create_pool(os.environ["BENCH_DSN"], min_size=12, max_size=12) as pool:
            app.state.pool = pool
            yield

    async def take(request: Request) -> Response:
        form = dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))
        text = url + "".join(name + form[name] for name in sorted(form))
        wanted = base64.b64encode(hmac.digest(token, text.encode(), "sha1")).decode()
        if not hmac.compare_digest(wanted, request.headers.get("x-twilio-signature", "")):
            return Response("", 403)
        await request.app.state.pool.execute(INSERT, form["MessageSid"], form["From"], form["To"], form["Body"])
        return Response("<Response/>", 200, media_type="text/xml")

    app = Starlette(routes=[Route("/floor", take, methods=["POST"])], lifespan=lifespan)
    uvicorn.run(app, host="127.0.0.1", port=port, access_log=False, log_level="warning")

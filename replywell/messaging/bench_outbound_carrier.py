"""The carrier of `bench outbound`, in a process of its own: it takes every text at once. Knows no Django."""

import argparse
import time

from aiohttp import web


def _serve(port: int) -> None:
    """Take every text at once."""
    arrivals: list[float] = []

    async def take(request: web.Request) -> web.Response:
        arrivals.append(time.time())
        await request.read()
        answer = f'{{"sid": "SM{len(arrivals):032x}", "status": "queued", "num_segments": "1"}}'
        return web.Response(text=answer, status=201, content_type="application/json")

    async def tell(request: web.Request) -> web.Response:  # noqa: ARG001
        return web.json_response(arrivals)

    app = web.Application()
    app.router.add_post("/2010-04-01/Accounts/{account}/Messages.json", take)
    app.router.add_get("/arrivals", tell)
    web.run_app(app, host="127.0.0.1", port=port, access_log=None, print=None)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="The carrier of `bench outbound`.")
    parser.add_argument("--port", type=int, required=True)
    _serve(parser.parse_args().port)

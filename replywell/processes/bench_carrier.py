"""The other side of `bench path`, in a process of its own: patients who text at a rate, and the carrier that takes
our replies and reports them delivered. Prints one JSON line.

Open loop: texts leave by the clock, whether or not earlier ones were answered.
"""

import argparse
import asyncio
import base64
import hashlib
import hmac
import json
import time
from typing import Any
from urllib.parse import parse_qs, urlencode

import aiohttp
from aiohttp import web

TEXTS = (
    "I need to move to Thursday",
    "can I come at 3 instead?",
    "running ten minutes late",
    "is parking free?",
    "no puedo ir, quiero cambiar la cita",
)
PATIENCE = 15.0
"""Seconds that the last replies are waited for."""


def phone(number: int) -> str:
    """The phone of patient `number`."""
    return f"+1{917000_0000 + 555_0000 + number}"


class Carrier:
    """Texts in by webhook, replies out by REST, two status callbacks a reply."""

    def __init__(self, hook: str, token: str, account: str, to: str) -> None:
        self.hook, self.token, self.account, self.to = hook, token, account, to
        self.began: dict[str, float] = {}
        self.took: list[float] = []
        self.refused = 0
        self._reports: set[asyncio.Task[None]] = set()

    async def take(self, request: web.Request) -> web.Response:
        """POST Messages.json: the reply is here."""
        arrived = time.perf_counter()
        form = parse_qs((await request.read()).decode())
        to = form["To"][0]
        if to in self.began:
            self.took.append(arrived - self.began.pop(to))
        sid = "SM" + hashlib.md5(to.encode() + form["Body"][0].encode(), usedforsecurity=False).hexdigest()
        if "StatusCallback" in form:
            report = asyncio.create_task(self.report(sid, to, form["StatusCallback"][0].partition("#")[0]))
            self._reports.add(report)
            report.add_done_callback(self._reports.discard)
        answer = {"sid": sid, "status": "queued", "num_segments": "1", "account_sid": self.account}
        return web.json_response(answer, status=201)

    async def listed(self, _: web.Request) -> web.Response:
        """GET Messages.json: every webhook of ours arrives, so nothing is to be found here."""
        return web.json_response({"messages": [], "next_page_uri": None})

    async def report(self, sid: str, to: str, url: str) -> None:
        """Sent, then delivered."""
        for status in ("sent", "delivered"):
            await self.post(url, {"MessageSid": sid, "MessageStatus": status, "AccountSid": self.account, "To": to})

    async def post(self, url: str, form: dict[str, str]) -> int:
        """A webhook signed as Twilio signs it."""
        base = url + "".join(key + form[key] for key in sorted(form))
        signature = base64.b64encode(hmac.new(self.token.encode(), base.encode(), hashlib.sha1).digest()).decode()
        headers = {"X-Twilio-Signature": signature, "Content-Type": "application/x-www-form-urlencoded"}
        async with self.session.post(url, data=urlencode(form).encode(), headers=headers) as response:
            await response.read()
            return response.status

    async def text(self, number: int) -> None:
        """One patient texts."""
        sender, sid = phone(number), f"SM{number:032x}"
        self.began[sender] = time.perf_counter()
        status = await self.post(self.hook, {
            "MessageSid": sid, "SmsSid": sid, "AccountSid": self.account, "From": sender, "To": self.to,
            "Body": TEXTS[number % len(TEXTS)], "NumMedia": "0", "NumSegments": "1", "ApiVersion": "2010-04-01",
        })  # fmt: skip
        self.refused += status != 200

    async def run(self, port: int, rate: float, seconds: float, first: int) -> dict[str, Any]:
        """Text at `rate` a second for `seconds`, beginning with patient `first`."""
        app = web.Application()
        app.router.add_post("/2010-04-01/Accounts/{account}/Messages.json", self.take)
        app.router.add_get("/2010-04-01/Accounts/{account}/Messages.json", self.listed)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        count = int(rate * seconds)
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=64)) as self.session:
            start = time.perf_counter()
            texts = []
            for number in range(count):
                await asyncio.sleep(max(0.0, start + number / rate - time.perf_counter()))
                texts.append(asyncio.create_task(self.text(first + number)))
            await asyncio.gather(*texts)
            sending = time.perf_counter() - start
            end = time.perf_counter() + PATIENCE
            while self.began and time.perf_counter() < end:
                await asyncio.sleep(0.01)
            took = time.perf_counter() - start
        await runner.cleanup()
        ranked = sorted(self.took)
        return {
            "asked_rate": rate, "texts": count, "answered": len(ranked), "refused": self.refused,
            "seconds_texting": round(sending, 2), "seconds_until_last_reply": round(took, 2),
            "reply_rate": round(len(ranked) / took, 1),
            **{f"p{p}_ms": round(ranked[min(len(ranked) - 1, len(ranked) * p // 100)] * 1000, 1)
               for p in (50, 95, 99) if ranked},
        }  # fmt: skip


def main() -> None:
    """Run once, by the command line's figures."""
    parser = argparse.ArgumentParser()
    for name in ("--hook", "--token", "--account", "--to"):
        parser.add_argument(name, required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--rate", type=float, required=True)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--first", type=int, default=0)
    options = parser.parse_args()
    carrier = Carrier(options.hook, options.token, options.account, options.to)
    print(json.dumps(asyncio.run(carrier.run(options.port, options.rate, options.seconds, options.first))))


if __name__ == "__main__":
    main()

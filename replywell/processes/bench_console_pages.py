"""The other side of the live part of `bench console`, in a process of its own: 200 open inboxes and a patient.

Each page listens as a browser does and asks for what changed when it is told, one question at a time and after the
delay that the live process names (`console.js`); one of them, a nurse's, has the patient's conversation open and asks
at once. (The desk sees a text's words when the worker has read it; here is no worker.)
Prints one JSON object, in milliseconds from the moment the patient's text leaves.
"""

import asyncio
import json
import random
import re
import secrets
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp

from replywell.messaging.bench_load import sign

EVERY = 3.0
"""Seconds between two texts."""


class Page:
    """One open inbox."""

    def __init__(self, run: "Run", cookie: str, thread: str) -> None:
        self.run, self.thread = run, thread
        self.headers = {"Cookie": f"sessionid={cookie}", "HX-Request": "true", "X-Automatic": "1"}
        self.marks: dict[str, str] = {}
        self.stale = asyncio.Event()
        self.stale_since = 0.0
        self.told = ""
        self.spread = 0.0

    async def listen(self) -> None:
        """Read the stream; the page knows then that it is stale."""
        async with self.run.http.get(self.run.live + "/live", headers=self.headers) as answer:
            answer.raise_for_status()
            self.run.open += 1
            kind = b""
            async for line in answer.content:
                if line.startswith(b"event: "):
                    kind = line[7:].strip()
                elif kind == b"spread" and line.startswith(b"data: "):
                    self.spread = float(line[6:]) / 1000
                if line.startswith(b"event: text"):
                    if self.told != self.run.words:
                        self.told = self.run.words
                        self.run.told.append(time.perf_counter() - self.run.began)
                    if not self.stale.is_set():
                        self.stale_since = self.run.began
                    self.stale.set()

    async def look(self) -> None:
        """Ask for the parts that changed, whenever told to."""
        while True:
            await self.stale.wait()
            if not self.thread:
                await asyncio.sleep(random.uniform(0, self.spread))  # noqa: S311
            self.stale.clear()
            began = self.stale_since
            words = await self.ask()
            took = time.perf_counter() - began
            if words is not None:
                self.run.shown.append(took)
                if self.thread and self.run.words in words:
                    self.run.read.append(took)

    async def ask(self) -> str | None:
        """The changed parts; None when the server had no time."""
        query = {"view": "all", "have": ",".join(self.marks.values()), "seen": "1"}
        if self.thread:
            query["c"] = self.thread
        address = f"{self.run.web}/inbox/changes/?{urlencode(query)}"
        async with self.run.http.get(address, headers=self.headers) as answer:
            words = await answer.text()
            if answer.status not in (200, 204):
                self.run.refused += 1
                return None
        for name, mark in re.findall(r'data-mark="(\w+):(\w+)"', words):
            self.marks[name] = f"{name}:{mark}"
        return words


class Run:
    """What all pages share: where to ask, when the last text left, and what was measured."""

    def __init__(self, live: str, web: str) -> None:
        self.live, self.web, self.words, self.began, self.open, self.refused = live, web, "", 0.0, 0, 0
        self.told: list[float] = []
        self.shown: list[float] = []
        self.read: list[float] = []
        self.http: aiohttp.ClientSession

    async def all(self, given: dict[str, Any], seconds: float) -> dict[str, Any]:
        """Open the pages, text for `seconds`, and say how long everything took."""
        thread, phone = given["thread"]
        unlimited = aiohttp.TCPConnector(limit=0)
        async with aiohttp.ClientSession(connector=unlimited, timeout=aiohttp.ClientTimeout(None)) as self.http:
            pages = [Page(self, one, "" if n else thread) for n, one in enumerate(given["cookies"])]
            for page in pages[:2]:
                await page.ask()
            for page in pages[2:]:  # all show what the second one shows
                page.marks = dict(pages[1].marks)
            tasks = [asyncio.create_task(work) for page in pages for work in (page.listen(), page.look())]
            while self.open < len(pages):
                await asyncio.sleep(0.1)
            texts = max(3, int(seconds / EVERY))
            for number in range(texts):
                await self.text(f"Text {number} of the bench", phone, given)
                await asyncio.sleep(EVERY)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        return {
            "pages_open": len(pages),
            "texts": texts,
            "page_is_told_ms": _spread(self.told),
            "text_is_read_ms": _spread(self.read),
            "every_page_is_new_ms": _spread(self.shown),
            "not_told": texts * len(pages) - len(self.told),
            "refused": self.refused,
        }

    async def text(self, words: str, phone: str, given: dict[str, Any]) -> None:
        """A patient's text, signed as the carrier signs it."""
        url = self.live + "/hooks/twilio/bench/inbound"
        form = {
            "MessageSid": f"SM{secrets.token_hex(16)}", "AccountSid": "AC" + "0" * 32, "From": phone, "To": given["to"],
            "Body": words, "NumMedia": "0", "NumSegments": "1",
        }  # fmt: skip
        headers = {
            "X-Twilio-Signature": sign(url, form, given["token"]),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self.words, self.began = words, time.perf_counter()
        async with self.http.post(url, data=urlencode(form), headers=headers) as answer:
            answer.raise_for_status()


def _spread(seconds: list[float]) -> dict[str, float]:
    found = sorted(seconds)
    if not found:
        return {}
    return {
        name: round(found[min(int(len(found) * part), len(found) - 1)] * 1000, 1)
        for name, part in (("median", 0.5), ("p95", 0.95), ("max", 1.0))
    }


if __name__ == "__main__":
    _, file, live_at, web_at, length = sys.argv
    print(json.dumps(asyncio.run(Run(live_at, web_at).all(json.loads(Path(file).read_text()), float(length)))))

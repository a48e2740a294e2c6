"""A Twilio to test against: the part of its REST interface we use, and its webhooks, signed as Twilio signs.

In a test:      with FakeTwilio(inbound_url="http://127.0.0.1:8000/hooks/...") as twilio: ...
As a process:   python -m tests.fakes.fake_twilio --port 9100 --inbound-url http://...

It retries webhooks as Twilio documents it and no more: once, and only if it could not connect, unless the
address asks otherwise in its fragment (`#rc=5&rp=all`). Everything is kept in memory and lost with it.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import contextlib
import json
import secrets
import threading
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from types import TracebackType
from typing import Any, Literal, Self, TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit

import aiohttp
from aiohttp import web
from twilio.request_validator import RequestValidator

from replywell.carriers.base import Account

ACCOUNT_SID = "AC" + "0123456789abcdef" * 2
AUTH_TOKEN = "token-of-the-fake-twilio"
OPT_OUT_WORDS = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"})
OPT_IN_WORDS = frozenset({"START", "YES", "UNSTOP"})
HELP_WORDS = frozenset({"HELP", "INFO"})

T = TypeVar("T")
Kind = Literal["accept", "error", "hang", "drop"]


@dataclass
class Plan:
    """What happens to a posted text. `hang` takes it and never answers; `drop` cuts the connection."""

    kind: Kind = "accept"
    to: str | None = None  # None: whatever the number
    times: int | None = 1  # None: always
    http_status: int = 400
    code: int | None = None
    retry_after: int | None = None
    delay: float = 0.0  # seconds before the answer
    processed: bool = True  # for hang and drop: is the text sent all the same?
    statuses: tuple[str, ...] = ("queued", "sent", "delivered")
    error_code: int | None = None  # with a last status of undelivered or failed
    reorder: bool = False
    duplicate: bool = False


@dataclass
class Delivery:
    """One webhook and what came of it: `attempts` are HTTP statuses, "ct" (no connection) or "rt" (no answer)."""

    url: str
    form: dict[str, str]
    attempts: list[int | str] = field(default_factory=list)
    answer: str = ""

    @property
    def sid(self) -> str:
        return self.form["MessageSid"]

    @property
    def ok(self) -> bool:
        last = self.attempts[-1] if self.attempts else 0
        return isinstance(last, int) and 200 <= last < 300


class FakeTwilio:
    """See the module. All methods may be called from any thread."""

    def __init__(
        self,
        *,
        inbound_url: str = "",
        account_sid: str = ACCOUNT_SID,
        auth_token: str = AUTH_TOKEN,
        api_keys: dict[str, str] | None = None,
        pool_number: str = "+14155550100",
        port: int = 0,
        status_delay: float = 0.01,
        retry_pause: float = 0.02,
        patience: float = 1.0,
        keywords: Literal["off", "default", "advanced"] = "off",
        most_per_page: int = 1_000,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        """`patience` scales Twilio's webhook time-outs (5 s to connect, 15 s to answer, 15 s in all).

        `keywords` turns on Twilio's own STOP and START: "advanced" also says so in `OptOutType`.
        """
        self.inbound_url = inbound_url
        self.account_sid, self.auth_token = account_sid, auth_token
        self.users = {account_sid: auth_token, **(api_keys or {})}
        self.pool_number = pool_number
        self.port = port
        self.status_delay, self.retry_pause, self.patience = status_delay, retry_pause, patience
        self.keywords, self.most_per_page = keywords, most_per_page
        self.after_page: Callable[[], Awaitable[object]] | None = None  # what happens while a listing is read
        self.messages: list[dict[str, Any]] = []  # in and out, oldest first
        self.sent: list[dict[str, Any]] = []  # the texts taken from us, with the `form` as posted
        self.refused: list[dict[str, str]] = []  # forms answered with an error
        self.deliveries: list[Delivery] = []
        self.opted_out: set[tuple[str, str]] = set()
        self._now = now or (lambda: datetime.now(UTC))
        self._plans: list[Plan] = []
        self._validator = RequestValidator(auth_token)
        self._tasks: set[asyncio.Task[Any]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    # --- life ---

    def start(self) -> Self:
        """Serve from a thread of its own; returns when it listens."""
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="fake-twilio", daemon=True)
        self._thread.start()
        self._run(self.open())
        return self

    def stop(self) -> None:
        """Stop serving; webhooks under way are given up."""
        if self._loop is None or self._thread is None:
            return
        self._run(self.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()
        self._loop = self._thread = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    async def open(self) -> None:
        """Listen, within the running loop."""
        app = web.Application()
        account = f"/2010-04-01/Accounts/{self.account_sid}"
        app.router.add_post(f"{account}/Messages.json", self._create)
        app.router.add_get(f"{account}/Messages.json", self._list)
        app.router.add_get(account + "/Messages/{sid}.json", self._fetch)
        app.router.add_get(account + "/Messages/{sid}/Media.json", self._list_media)
        app.router.add_post("/fake/script", self._control_script)
        app.router.add_post("/fake/receive", self._control_receive)
        app.router.add_get("/fake/sent", self._control_sent)
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, backlog=1_024)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=64), cookie_jar=aiohttp.DummyCookieJar()
        )

    async def close(self) -> None:
        """The opposite of `open`."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._session.close()
        await self._runner.cleanup()

    def _run(self, work: Coroutine[Any, Any, T], timeout: float = 60) -> T:
        assert self._loop is not None, "start() first"
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout)

    # --- for tests ---

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def account(self, key: str = "test", **config: Any) -> Account:
        """Our side's view of this account."""
        secrets_ = {"account_sid": self.account_sid, "auth_token": self.auth_token}
        return Account(key, self.base_url, secrets_, config)

    def script(self, kind: Kind = "accept", **plan: Any) -> Plan:
        """Plan what happens to the next text (`times`, `to` widen or narrow that). See Plan."""
        made = Plan(kind, **plan)
        self._plans.append(made)
        return made

    def forget_script(self) -> None:
        """All texts are accepted again."""
        self._plans.clear()

    def receive_from_patient(
        self, from_: str, to: str, body: str, num_media: int = 0, *, lost: bool = False, **extra: str
    ) -> Delivery:
        """A phone texts us: store it and call the webhook as Twilio does; returns when that is over.

        With `lost` the webhook is never called, as if we had been down: only a listing shows the text.
        """
        return self._run(self.receive(from_, to, body, num_media, lost=lost, **extra))

    def repeat_webhook(self, delivery: Delivery) -> Delivery:
        """Post the same webhook again, as a carrier may."""
        return self._run(self._post(delivery.url, dict(delivery.form)))

    def wait_until(self, true: Callable[[], bool], timeout: float = 10) -> None:
        """Wait for something to become true; AssertionError if it does not."""
        end = time.monotonic() + timeout
        while not true():
            assert time.monotonic() < end, "waited in vain"
            time.sleep(0.005)

    def wait_idle(self, timeout: float = 30) -> None:
        """Wait until every status callback is over."""
        self.wait_until(lambda: not self._tasks, timeout)

    def statuses_posted(self, sid: str) -> list[str]:
        """The statuses posted for a text, in order."""
        return [
            item.form["MessageStatus"] for item in self.deliveries if item.sid == sid and "MessageStatus" in item.form
        ]

    # --- texts from us ---

    async def _create(self, request: web.Request) -> web.StreamResponse:
        raw = await request.read()
        pairs = parse_qsl(raw.decode("utf-8"), keep_blank_values=True)
        form = dict(pairs)
        if refusal := self._auth(request):
            return refusal
        plan = self._plan_for(form.get("To", ""))
        if plan.delay:
            await asyncio.sleep(plan.delay)
        if plan.kind == "error":
            return self._error(plan.http_status, plan.code, form, plan.retry_after)
        if fault := self._fault(form):
            return self._error(400, fault, form)
        message = None
        if plan.kind == "accept" or plan.processed:
            media = [value for key, value in pairs if key == "MediaUrl"]
            message = self._take(form, media, plan)
        if plan.kind == "hang":
            await asyncio.sleep(3_600)
        if plan.kind == "drop" and request.transport:
            request.transport.abort()
        body = {} if message is None else self._json(message)
        if form.get("MessagingServiceSid"):
            # Which number sends it is decided later, and so are the segments.
            body |= {"from": form.get("From"), "num_segments": "0", "status": "accepted"}
        return web.json_response(body, status=201)

    def _plan_for(self, to: str) -> Plan:
        for plan in self._plans:
            if plan.to in (None, to) and plan.times != 0:
                if plan.times is not None:
                    plan.times -= 1
                return plan
        return Plan()

    def _fault(self, form: dict[str, str]) -> int | None:
        to, body = form.get("To", ""), form.get("Body", "")
        if not (to.startswith("+") and to[1:].isdigit() and 7 <= len(to) <= 16):
            return 21211
        if not form.get("From") and not form.get("MessagingServiceSid"):
            return 21603
        if not body and not form.get("MediaUrl"):
            return 21602
        if len(body) > 1_600:
            return 21617
        if (to, form.get("From") or self.pool_number) in self.opted_out:
            return 21610
        return None

    def _take(self, form: dict[str, str], media: list[str], plan: Plan) -> dict[str, Any]:
        now = self._now()
        message: dict[str, Any] = {
            "sid": ("MM" if media else "SM") + secrets.token_hex(16),
            "messaging_service_sid": form.get("MessagingServiceSid"),
            "from": form.get("From") or self.pool_number,
            "to": form["To"],
            "body": form.get("Body", ""),
            "status": "queued",
            "num_segments": "1",
            "num_media": str(len(media)),
            "direction": "outbound-api",
            "error_code": None,
            "created": now,
            "sent": None,
            "media": [(url, "image/jpeg") for url in media],
            "form": form,
        }
        self.messages.append(message)
        self.sent.append(message)
        task = asyncio.get_running_loop().create_task(self._report(message, plan))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return message

    async def _report(self, message: dict[str, Any], plan: Plan) -> None:
        """Move the text along and call its status address, in order or not."""
        await asyncio.sleep(self.status_delay)
        steps = list(plan.statuses)
        if plan.reorder:
            steps.reverse()
        url = message["form"].get("StatusCallback", "")
        for status in steps:
            error = plan.error_code if status in ("undelivered", "failed") else None
            message["status"] = plan.statuses[-1] if plan.reorder else status
            message["error_code"] = error or message["error_code"]
            if status in ("sent", "delivered") and message["sent"] is None:
                message["sent"] = self._now()
            if not url:
                continue
            form = {
                "MessageSid": message["sid"],
                "SmsSid": message["sid"],
                "MessageStatus": status,
                "SmsStatus": status,
                "AccountSid": self.account_sid,
                "From": message["from"],
                "To": message["to"],
                "ApiVersion": "2010-04-01",
            }
            if message["messaging_service_sid"]:
                form["MessagingServiceSid"] = message["messaging_service_sid"]
            if error:
                form["ErrorCode"] = str(error)
            for _ in range(2 if plan.duplicate else 1):
                await self._post(url, form)

    # --- texts from patients ---

    async def receive(
        self, from_: str, to: str, body: str, num_media: int = 0, *, lost: bool = False, **extra: str
    ) -> Delivery:
        """`receive_from_patient`, within the loop."""
        sid = ("MM" if num_media else "SM") + secrets.token_hex(16)
        now = self._now()
        media = [
            (f"{self.base_url}/2010-04-01/Accounts/{self.account_sid}/Messages/{sid}/Media/ME{i}", "image/jpeg")
            for i in range(num_media)
        ]
        self.messages.append(
            {
                "sid": sid, "messaging_service_sid": None, "from": from_, "to": to, "body": body,
                "status": "received", "num_segments": "1", "num_media": str(num_media),
                "direction": "inbound", "error_code": None, "created": now, "sent": now, "media": media,
            }
        )  # fmt: skip
        form = {
            "MessageSid": sid, "SmsSid": sid, "SmsMessageSid": sid, "AccountSid": self.account_sid,
            "From": from_, "To": to, "Body": body, "NumMedia": str(num_media), "NumSegments": "1",
            "SmsStatus": "received", "ApiVersion": "2010-04-01", "FromCountry": "US", "ToCountry": "US",
            "FromCity": "", "FromState": "CA", "FromZip": "",
        }  # fmt: skip
        for i, (url, kind) in enumerate(media):
            form |= {f"MediaUrl{i}": url, f"MediaContentType{i}": kind}
        if answered := self._act_on_keyword(from_, to, body):
            form["OptOutType"] = answered
        form |= extra
        delivery = Delivery(self.inbound_url, form)
        if lost:
            return delivery
        assert self.inbound_url, "set inbound_url to receive texts"
        return await self._post(self.inbound_url, form)

    def _act_on_keyword(self, from_: str, to: str, body: str) -> str:
        word = body.strip().upper()
        if self.keywords == "off":
            return ""
        answered = ""
        if word in OPT_OUT_WORDS:
            self.opted_out.add((from_, to))
            answered = "STOP"
        elif word in OPT_IN_WORDS:
            self.opted_out.discard((from_, to))
            answered = "START"
        elif word in HELP_WORDS:
            answered = "HELP"
        return answered if self.keywords == "advanced" else ""

    async def _post(self, url: str, form: dict[str, str]) -> Delivery:
        """Call a webhook as Twilio does, with the retries its address asks for in the fragment."""
        address, _, fragment = url.partition("#")
        wishes = dict(parse_qsl(fragment))
        retries = min(int(wishes.get("rc", "1")), 5)
        policies = set(wishes.get("rp", "ct").split(","))
        connect, answer, total = (
            float(wishes.get(name, default)) / 1_000 * self.patience
            for name, default in (("ct", "5000"), ("rt", "15000"), ("tt", "15000"))
        )
        end = time.monotonic() + total
        delivery = Delivery(url, form)
        self.deliveries.append(delivery)
        headers = {
            "X-Twilio-Signature": self._validator.compute_signature(address, form),
            "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
            "User-Agent": "TwilioProxy/1.1",
        }
        body = urlencode(form).encode()
        for attempt in range(retries + 1):
            left = end - time.monotonic()
            if left <= 0:
                break
            if attempt:
                await asyncio.sleep(self.retry_pause)
            timeout = aiohttp.ClientTimeout(total=left, sock_connect=connect, sock_read=answer)
            try:
                async with self._session.post(
                    address, data=body, headers=headers, timeout=timeout, allow_redirects=False
                ) as response:
                    delivery.answer = await response.text()
                    delivery.attempts.append(response.status)
                    why = "5xx" if response.status >= 500 else "4xx" if response.status >= 400 else ""
            except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
                delivery.attempts.append("ct")
                why = "ct"
            except (aiohttp.ClientError, TimeoutError, OSError):
                delivery.attempts.append("rt")
                why = "rt"
            if not why or not policies & {why, "all"}:
                break
        return delivery

    # --- listing ---

    async def _list(self, request: web.Request) -> web.StreamResponse:
        if refusal := self._auth(request):
            return refusal
        query = request.query
        size = min(int(query.get("PageSize", 50)), self.most_per_page)
        page = int(query.get("Page", 0))
        after, before = _stamp(query.get("DateSent>")), _stamp(query.get("DateSent<"))
        if before and len(query["DateSent<"]) == 10:
            before += timedelta(days=1)
        chosen = [
            message
            for message in reversed(self.messages)
            if query.get("To") in (None, message["to"])
            and query.get("From") in (None, message["from"])
            and (not after or (message["sent"] and message["sent"] >= after))
            and (not before or (message["sent"] and message["sent"] <= before))
        ]
        start = page * size
        path = f"/2010-04-01/Accounts/{self.account_sid}/Messages.json"
        more = {**query, "Page": str(page + 1), "PageToken": "PA" + secrets.token_hex(8)}
        answer = {
            "messages": [self._json(message) for message in chosen[start : start + size]],
            "page": page,
            "page_size": size,
            "start": start,
            "next_page_uri": f"{path}?{urlencode(more)}" if start + size < len(chosen) else None,
        }
        if self.after_page:
            await self.after_page()
        return web.json_response(answer)

    async def _fetch(self, request: web.Request) -> web.StreamResponse:
        if refusal := self._auth(request):
            return refusal
        for message in self.messages:
            if message["sid"] == request.match_info["sid"]:
                return web.json_response(self._json(message))
        return self._error(404, 20404, {})

    async def _list_media(self, request: web.Request) -> web.StreamResponse:
        if refusal := self._auth(request):
            return refusal
        for message in self.messages:
            if message["sid"] == request.match_info["sid"]:
                items = [
                    {"uri": urlsplit(url).path + ".json", "content_type": kind, "parent_sid": message["sid"]}
                    for url, kind in message["media"]
                ]
                return web.json_response({"media_list": items})
        return self._error(404, 20404, {})

    # --- for tests in another process ---

    async def _control_script(self, request: web.Request) -> web.StreamResponse:
        self._plans.append(Plan(**await request.json()))
        return web.json_response({})

    async def _control_receive(self, request: web.Request) -> web.StreamResponse:
        delivery = await self.receive(**await request.json())
        return web.json_response({"sid": delivery.sid, "ok": delivery.ok, "attempts": delivery.attempts})

    async def _control_sent(self, request: web.Request) -> web.StreamResponse:
        start = int(request.query.get("from", 0))
        sent = [self._json(message) | {"form": message["form"]} for message in self.sent[start:]]
        return web.json_response({"count": len(self.sent), "sent": sent})

    # --- small parts ---

    def _auth(self, request: web.Request) -> web.Response | None:
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        try:
            user, _, password = base64.b64decode(token).decode().partition(":")
        except ValueError:
            user = password = ""
        if kind == "Basic" and user and self.users.get(user) == password:
            return None
        return self._error(401, 20003, {})

    def _error(
        self, status: int, code: int | None, form: dict[str, str], retry_after: int | None = None
    ) -> web.Response:
        if form:
            self.refused.append(form)
        body = {
            "code": code,
            "message": f"Fake refusal of the text to {form.get('To', 'nobody')}",
            "more_info": f"https://www.twilio.com/docs/errors/{code}",
            "status": status,
        }
        headers = {"Retry-After": str(retry_after)} if retry_after is not None else None
        return web.json_response(body, status=status, headers=headers)

    def _json(self, message: dict[str, Any]) -> dict[str, Any]:
        uri = f"/2010-04-01/Accounts/{self.account_sid}/Messages/{message['sid']}"
        return {
            "sid": message["sid"],
            "account_sid": self.account_sid,
            "messaging_service_sid": message["messaging_service_sid"],
            "from": message["from"],
            "to": message["to"],
            "body": message["body"],
            "status": message["status"],
            "num_segments": message["num_segments"],
            "num_media": message["num_media"],
            "direction": message["direction"],
            "error_code": message["error_code"],
            "error_message": None,
            "price": None,
            "price_unit": "USD",
            "api_version": "2010-04-01",
            "date_created": _rfc2822(message["created"]),
            "date_updated": _rfc2822(message["sent"] or message["created"]),
            "date_sent": _rfc2822(message["sent"]) if message["sent"] else None,
            "uri": f"{uri}.json",
            "subresource_uris": {"media": f"{uri}/Media.json"},
        }


def _rfc2822(at: datetime) -> str:
    return format_datetime(at.astimezone(UTC))


def _stamp(value: str | None) -> datetime | None:
    if not value:
        return None
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        at = parsedate_to_datetime(value)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


async def _serve(fake: FakeTwilio) -> None:
    await fake.open()
    print(json.dumps({"base_url": fake.base_url, "account_sid": fake.account_sid}), flush=True)
    try:
        await asyncio.Event().wait()
    finally:
        await fake.close()


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tests.fakes.fake_twilio", description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--inbound-url", default="")
    parser.add_argument("--account-sid", default=ACCOUNT_SID)
    parser.add_argument("--auth-token", default=AUTH_TOKEN)
    parser.add_argument("--status-delay", type=float, default=0.01)
    parser.add_argument("--keywords", choices=("off", "default", "advanced"), default="off")
    options = vars(parser.parse_args())
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(FakeTwilio(**options)))


if __name__ == "__main__":
    main()

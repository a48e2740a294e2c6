"""Step 1 of the one path: carriers' webhooks, `/hooks/<carrier>/<account key>/inbound` and `/status`.

The key picks the secrets, the adapter verifies the raw bytes and parses strictly, one SQL call stores. Nothing is
decided here. Answers: 200 only after commit; 403 forged; 400 malformed; 413 over 64 kB; 503 when the database does
not answer within four seconds, so that the carrier tries again. Secrets: see `accounts`.

Runs in the live process on asyncpg, without Django's ORM and without threads.
"""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import asyncpg

from replywell.carriers import base
from replywell.common import notify
from replywell.messaging import calls
from replywell.messaging.accounts import secret_name, secrets_of

log = logging.getLogger(__name__)

BODY_LIMIT = 64 * 1024
DATABASE_SECONDS = 4.0
ACCOUNTS_SECONDS = 5.0
POKE_SECONDS = 0.005
"""A text waits no longer than this for others, so that one poke tells of all."""
REPORT_SECONDS = 0.05
"""The same for a report: nobody waits for an answer to it."""

INBOUND_SQL = (
    f"SELECT {calls.INBOUND_COLUMNS} FROM record_inbound($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
)
STATUS_SQL = f"SELECT {calls.STATUS_COLUMNS} FROM record_status($1, $2, $3, $4, $5, $6, $7, $8, $9)"
_POKES = "SELECT pg_notify(channel, payload) FROM unnest($1::text[], $2::text[]) AS poke (channel, payload)"
_COUNTS = (
    "INSERT INTO messaging_webhookcount AS w (account_key, day, outcome, count)"
    " SELECT key, current_date, outcome, count FROM unnest($1::text[], $2::text[], $3::bigint[])"
    " AS c (key, outcome, count)"
    " ON CONFLICT (account_key, day, outcome) DO UPDATE SET count = w.count + excluded.count"
)
# Worth a second try at once: we lost a race for locks, or the server restarted under this connection.
_AGAIN = (
    asyncpg.DeadlockDetectedError,
    asyncpg.SerializationError,
    asyncpg.ConnectionDoesNotExistError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.InterfaceError,
)


class Unavailable(Exception):  # noqa: N818
    """The database cannot be reached in time."""


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request, read whole. Header names are lower case; `path` is as it came, still encoded."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    peer: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back."""

    code: int
    body: str = ""
    content_type: str = "text/plain; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Known:
    adapter: base.Carrier
    secrets: Sequence[str]


class Hooks:
    """The webhooks, over one pool of connections."""

    def __init__(self, pool: "asyncpg.Pool[Any]", hooks_url: str, trusted_proxies: Iterable[str] = ()) -> None:
        self.pool = pool
        self.hooks_url = hooks_url.rstrip("/")
        self.trusted = frozenset(trusted_proxies)
        self.counts: Counter[tuple[str, str]] = Counter()
        self._accounts: dict[tuple[str, str], _Known] = {}
        self._loaded_at = float("-inf")
        self._loading = asyncio.Lock()
        self._pokes: set[tuple[str, str]] = set()
        self._poking: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[Any]] = set()

    async def answer(self, request: Request) -> Answer:
        """Answer a request below /hooks/. Never raises."""
        parts = request.path.split("/")
        if len(parts) != 5 or parts[4] not in ("inbound", "status"):
            return Answer(404, "There is no such webhook.")
        if request.method != "POST":
            return Answer(
                405, "Webhooks are posted. Set the method to POST at the carrier.", headers=(("allow", "POST"),)
            )
        _, _, carrier, key, kind = parts
        try:
            known = await self._known(carrier, key)
            if known is None:
                log.warning("Webhook for an account that is not here: %.40s/%.40s", carrier, key)
                return Answer(404, "There is no such carrier account.")
            return await self._take(request, known, key, kind)
        except Unavailable as reason:
            self._count_failed(carrier, key)
            log.error("Webhook of %s not stored, answered 503: %s", key, reason)
            return Answer(503, "Not stored. Try again.", headers=(("retry-after", "5"),))
        except Exception:
            self._count_failed(carrier, key)
            log.exception("Webhook of %s failed, answered 503", key)
            return Answer(503, "Not stored. Try again.", headers=(("retry-after", "5"),))

    def _count_failed(self, carrier: str, key: str) -> None:
        # Anybody can make up keys: only real ones are counted apart.
        self.counts[key if (carrier, key) in self._accounts else "", "failed"] += 1

    async def _take(self, request: Request, known: _Known, key: str, kind: str) -> Answer:
        if len(request.body) > BODY_LIMIT:
            self.counts[key, "too_large"] += 1
            log.warning("Webhook of %s over %s bytes refused", key, BODY_LIMIT)
            return Answer(413, "The request is larger than 64 kB.")
        adapter = known.adapter
        url = self._verified_url(request, known)
        if url is None:
            self.counts[key, "forged"] += 1
            why = "no secret matches" if known.secrets else f"no secret is set ({secret_name(key)})"
            log.warning(
                "Webhook of %s refused: the signature does not hold, %s. Check the token, and that the public"
                " address is REPLYWELL_HOOKS_URL.",
                key,
                why,
            )
            return Answer(403, "Refused.")
        try:
            if kind == "inbound":
                work = [
                    (INBOUND_SQL, calls.inbound_arguments(text, key))
                    for text in adapter.parse_inbound(request.headers, request.body, url)
                ]
            else:
                work = [
                    (STATUS_SQL, calls.status_arguments(event, key))
                    for event in adapter.parse_status(request.headers, request.body, url)
                ]
        except base.MalformedRequest as wrong:
            self.counts[key, "malformed"] += 1
            log.error("Webhook of %s cannot be read: %s", key, wrong)
            return Answer(400, f"Cannot be read: {wrong}")
        rows = await self._within_time(work)
        for row in rows:
            if kind == "inbound":
                self._stored(row, key)
            else:
                self._moved(row, key)
        content_type, body = adapter.acknowledgement()
        return Answer(200, body, content_type)

    def _verified_url(self, request: Request, known: _Known) -> str | None:
        """The public address that the signature holds for, or None."""
        tail = request.path + ("?" + request.query if request.query else "")
        urls = [self.hooks_url + tail]
        if request.peer in self.trusted:
            host = request.headers.get("x-forwarded-host", "").split(",")[0].strip()
            scheme = request.headers.get("x-forwarded-proto", "").split(",")[0].strip() or "https"
            if host:
                urls.append(f"{scheme}://{host}{tail}")
        for url in urls:
            if known.secrets and known.adapter.verify(request.headers, request.body, url, known.secrets):
                return url
        return None

    # --- the database ---

    async def _within_time(self, work: list[tuple[str, tuple[Any, ...]]]) -> list[Any]:
        """Every call's row, in time. A call that is late may still commit: its repeat is the same text."""
        try:
            async with asyncio.timeout(DATABASE_SECONDS):
                try:
                    return [await self._row(sql, values) for sql, values in work]
                except _AGAIN:
                    return [await self._row(sql, values) for sql, values in work]
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError) as error:
            raise Unavailable(f"{type(error).__name__} {getattr(error, 'sqlstate', '') or ''}".strip()) from None

    async def _row(self, sql: str, values: tuple[Any, ...]) -> Any:
        connection = await self.pool.acquire()
        try:
            return await connection.fetchrow(sql, *values)
        except asyncio.CancelledError:
            # Out of time. The server may be too hung even to take a cancellation: cut the line.
            connection.terminate()
            raise
        finally:
            await self.pool.release(connection)

    async def _known(self, carrier: str, key: str) -> _Known | None:
        age = time.monotonic() - self._loaded_at
        found = self._accounts.get((carrier, key))
        if age < ACCOUNTS_SECONDS and (found is not None or age < 1.0):
            return found
        if found is not None:
            # Known a moment ago: good enough while the list is read again.
            if not self._loading.locked():
                self._keep(asyncio.create_task(self._reload()))
            return found
        await self._reload()
        return self._accounts.get((carrier, key))

    async def _reload(self) -> None:
        async with self._loading:
            if time.monotonic() - self._loaded_at < 1.0:
                return
            try:
                rows = await asyncio.wait_for(
                    self.pool.fetch("SELECT key, carrier FROM practices_carrieraccount WHERE active"), DATABASE_SECONDS
                )
            except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError) as error:
                if self._accounts:
                    return
                raise Unavailable(f"carrier accounts cannot be read ({type(error).__name__})") from None
            self._accounts = {
                (row["carrier"], row["key"]): _Known(base.get(row["carrier"]), secrets_of(row["key"], row["carrier"]))
                for row in rows
                if row["carrier"] in base.names()
            }
            self._loaded_at = time.monotonic()

    # --- after commit ---

    def _stored(self, row: Any, key: str) -> None:
        if not row["fresh"]:
            self.counts[key, "repeated"] += 1
        elif not row["routed"]:
            self.counts[key, "unrouted"] += 1
            log.error("A text to a number of no practice came in over account %s; it is kept", key)
        else:
            self.counts[key, "stored"] += 1
            self._poke(notify.LIVE, f"{row['practice_public']} text {row['conversation_public']}")
            self._poke(notify.INBOUND, "", POKE_SECONDS)

    def _moved(self, row: Any, key: str) -> None:
        self.counts[key, "status" if row["known"] else "status_unknown"] += 1
        if row["moved"]:
            self._poke(notify.MOVES, "")
            kind, public = ("conversation", row["conversation_public"]) if row["conversation_public"] else (
                "message", row["message_public"]
            )  # fmt: skip
            self._poke(notify.LIVE, f"{row['practice_public']} {kind} {public}")

    def _poke(self, channel: str, payload: str, within: float = REPORT_SECONDS) -> None:
        """One NOTIFY for all that comes within some milliseconds: each would cost as much as storing a text."""
        self._pokes.add((channel, payload))
        loop = asyncio.get_running_loop()
        if self._poking is None or self._poking.when() > loop.time() + within:
            if self._poking is not None:
                self._poking.cancel()
            self._poking = loop.call_later(within, self._send_pokes)

    def _send_pokes(self) -> None:
        self._poking = None
        pokes, self._pokes = self._pokes, set()
        self._keep(asyncio.create_task(self._post_pokes(pokes)))

    async def _post_pokes(self, pokes: set[tuple[str, str]]) -> None:
        try:
            await self.pool.execute(_POKES, [poke[0] for poke in pokes], [poke[1] for poke in pokes], timeout=2)
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError):
            log.warning("A poke was lost; whoever waits for it looks by itself each second")

    async def save_counts(self) -> None:
        """Add what was counted since the last time to the day's row."""
        counts, self.counts = self.counts, Counter()
        if not counts:
            return
        try:
            await self.pool.execute(
                _COUNTS, [key for key, _ in counts], [word for _, word in counts], list(counts.values()), timeout=2
            )
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError):
            self.counts.update(counts)

    def _keep(self, task: asyncio.Task[Any]) -> None:
        """Hold a task that nobody waits for until it ends, and take its error."""
        self._tasks.add(task)
        task.add_done_callback(self._dropped)

    def _dropped(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()

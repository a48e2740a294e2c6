"""Live updates to open staff pages: server-sent events from one LISTEN connection per process.

`GET /live` with the staff session's cookie streams, for the session's practice only, events named after what changed
(`conversation`, `message`, `task`, `visit` …) whose data is a public id: never words. `text` is a conversation in which
a patient's text arrived. `spread` says over how many milliseconds the pages spread what they then ask, so that many
open pages do not ask all at once. The event `missed` says that some may have been lost (a restart of the database, a
page too slow): read everything again.

`?since=` is the wall time at which the page began to be made, in milliseconds: what happened until it listens is told
then. A page that comes back after a cut says the same by `Last-Event-ID`.
"""

import asyncio
import contextlib
import logging
import math
import re
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import asyncpg
from django.conf import settings
from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from replywell.common import notify

log = logging.getLogger(__name__)

HEARTBEAT_SECONDS = 15.0
QUEUE_LENGTH = 200
KEPT = 200
"""The last events of a practice, for pages that begin to listen a moment after they were made."""
CLOCKS_APART = 1.0
"""Seconds by which the clock of the machine that made the page may be ahead of ours."""
FEW_PAGES = 8
"""So many open pages of a practice ask at once when something changed."""
MILLISECONDS_A_PAGE = 60
"""About what the answer to one page costs the web process; so long more pages spread their questions, each of them."""
MOST_MILLISECONDS = 15_000
MISSED: Final = ("missed", "")
END: Final = ("", "end")
ACCESS: Final = "access"
"""Somebody's access changed: every page of the practice asks again whether its session still counts."""
_MILLISECONDS: Final = re.compile(r"[0-9]{13}")
_SESSION_SALT = "django.contrib.sessions.SessionStore"
_HASH_SALT = "django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash"


@dataclass(eq=False, slots=True)
class Page:
    """One open page: its practice, the spread it was told last, and what it has still to be told."""

    practice: str
    spread: int = 0
    waiting: asyncio.Queue[tuple[str, str]] = field(default_factory=lambda: asyncio.Queue(QUEUE_LENGTH))

    def tell(self, news: tuple[str, str]) -> None:
        """Add to what waits. Too slow a page is told to read everything again instead."""
        if self.waiting.full():
            while not self.waiting.empty():
                self.waiting.get_nowait()
            self.waiting.put_nowait(MISSED)
        self.waiting.put_nowait(news)


class Fanout:
    """The open pages of this process, fed by one LISTEN connection that comes back by itself."""

    def __init__(self, dsn: str) -> None:
        self.dsn = dsn
        self.pages: defaultdict[str, set[Page]] = defaultdict(set)
        self.recent: defaultdict[str, deque[tuple[float, tuple[str, str]]]] = defaultdict(lambda: deque(maxlen=KEPT))
        self.listens_since = math.inf
        self.closing = False
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to listen."""
        self._task = asyncio.create_task(self._listen())

    def close(self) -> None:
        """End every open page now; new ones are refused. May be called more than once."""
        self.closing = True
        self._tell_all(END)
        if self._task is not None:
            self._task.cancel()

    def open(self, practice: str, since: float | None = None) -> Page:
        """A page that listens from now on; first it is told what happened `since` then (wall time, seconds)."""
        page = Page(practice)
        for news in [] if since is None else self._told_since(practice, since - CLOCKS_APART):
            page.tell(news)
        self.pages[practice].add(page)
        return page

    def _told_since(self, practice: str, since: float) -> list[tuple[str, str]]:
        kept = list(self.recent.get(practice, ()))
        if since < self.listens_since or (len(kept) == KEPT and kept[0][0] > since):
            return [MISSED]
        return [news for at, news in kept if at > since]

    def spread(self, practice: str) -> int:
        """Over how many milliseconds the practice's open pages spread their questions after an event; 0: at once."""
        pages = len(self.pages.get(practice, ()))
        return 0 if pages <= FEW_PAGES else min(pages * MILLISECONDS_A_PAGE, MOST_MILLISECONDS)

    def forget(self, page: Page) -> None:
        self.pages[page.practice].discard(page)
        if not self.pages[page.practice]:
            del self.pages[page.practice]

    def heard(self, _connection: Any, _pid: int, _channel: str, payload: str) -> None:
        """A poke "<practice public id> <kind> <id>": to that practice's pages and no other."""
        practice, _, rest = payload.partition(" ")
        kind, _, row_id = rest.partition(" ")
        if kind.isidentifier() and "\n" not in row_id and "\r" not in row_id:
            self.recent[practice].append((time.time(), (kind, row_id)))
            for page in self.pages.get(practice, ()):
                page.tell((kind, row_id))

    def _tell_all(self, news: tuple[str, str]) -> None:
        for pages in self.pages.values():
            for page in pages:
                page.tell(news)

    async def _listen(self) -> None:
        pause = 0.1
        while True:
            lost = asyncio.Event()
            connection = None
            try:
                connection = await asyncpg.connect(self.dsn, timeout=5, server_settings={"application_name": "live"})
                connection.add_termination_listener(lambda _, lost=lost: lost.set())
                await connection.add_listener(notify.LIVE, self.heard)
                self.listens_since = time.time()
                self._tell_all(MISSED)
                pause = 0.1
                while not lost.is_set():
                    with contextlib.suppress(TimeoutError):
                        await asyncio.wait_for(lost.wait(), 10)
                    if not lost.is_set():
                        await connection.execute("SELECT 1", timeout=5)
            except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError) as error:
                log.warning("Live updates wait for the database (%s)", type(error).__name__)
            finally:
                self.listens_since = math.inf
                if connection is not None:
                    connection.terminate()
            await asyncio.sleep(pause)
            pause = min(pause * 2, 2.0)


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: a log-in, and the public id of the practice that is active in its session."""

    user_id: int
    practice: str


async def viewer(pool: "asyncpg.Pool[Any]", cookie_header: str) -> Viewer | None:
    """The staff member of a session cookie, as Django would find them; None for anybody else.

    The session must be signed and not over, its log-in active with an unchanged password, and active staff of the
    session's practice. A session without a practice counts for the only one its log-in belongs to.
    """
    key = _session_key(cookie_header)
    if not key:
        return None
    raw = await pool.fetchval("SELECT data FROM session_of_key($1)", key)
    if raw is None:
        return None
    try:
        session = signing.loads(raw, salt=_SESSION_SALT, serializer=signing.JSONSerializer)
        user_id = int(session["_auth_user_id"])
        stored_hash = str(session["_auth_user_hash"])
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return None
    password = await pool.fetchval("SELECT password FROM auth_user WHERE id = $1 AND is_active", user_id)
    if password is None or not _same_hash(password, stored_hash):
        return None
    rows = await pool.fetch(
        "SELECT id, public_id FROM public_ids_of_practices(ARRAY(SELECT practices_of_user($1)))", user_id
    )
    practices = {row["id"]: str(row["public_id"]) for row in rows}
    wanted = session.get("practice")
    if wanted is None and len(practices) == 1:
        return Viewer(user_id, next(iter(practices.values())))
    found = practices.get(wanted) if isinstance(wanted, int) else None
    return Viewer(user_id, found) if found else None


def _session_key(cookie_header: str) -> str:
    try:
        cookie = SimpleCookie(cookie_header).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return ""
    return cookie.value[:100] if cookie is not None and cookie.value.isalnum() else ""


def _same_hash(password: str, stored: str) -> bool:
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        wanted = salted_hmac(_HASH_SALT, password, secret=secret, algorithm="sha256").hexdigest()
        if constant_time_compare(wanted, stored):
            return True
    return False


def allowed_origin(origin: str) -> bool:
    """Whether a page of this origin may read: our own staff pages only."""
    ours = urlsplit(settings.PUBLIC_URL)
    return origin == f"{ours.scheme}://{ours.netloc}"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request of GET /live says. `since`: what happened from then on was not seen (wall time, seconds)."""

    cookie: str
    origin: str
    since: float | None

    @classmethod
    def of(cls, headers: dict[bytes, bytes], query: bytes) -> "Asked":
        """A time that is none counts as not given."""
        cookie, origin, came_back = (
            headers.get(name, b"").decode("latin-1") for name in (b"cookie", b"origin", b"last-event-id")
        )
        given = came_back or parse_qs(query.decode("latin-1")).get("since", [""])[0]
        return cls(cookie, origin, int(given) / 1000 if _MILLISECONDS.fullmatch(given) else None)


async def stream(fanout: Fanout, pool: "asyncpg.Pool[Any]", asked: Asked, receive: Any, send: Any) -> None:
    """Answer GET /live: 401 for a stranger, 403 for a foreign page, else events until the page or we close."""
    cookie_header, origin = asked.cookie, asked.origin
    if origin and not allowed_origin(origin):
        await _refuse(send, 403, "This page may not read live updates.")
        return
    who = await viewer(pool, cookie_header)
    if who is None or fanout.closing:
        await _refuse(send, *((401, "Log in first.") if who is None else (503, "Closing.")), origin=origin)
        return
    page = fanout.open(who.practice, asked.since)
    gone = asyncio.create_task(_until_gone(receive, page))
    try:
        headers = [(b"content-type", b"text/event-stream"), (b"x-accel-buffering", b"no"), *_common(origin)]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"retry: 1000\n%s: open\n\n" % _now(), "more_body": True})
        while not gone.done():
            try:
                news = {await asyncio.wait_for(page.waiting.get(), HEARTBEAT_SECONDS): None}
            except TimeoutError:
                if not await _still(pool, cookie_header, who):
                    break
                await send({"type": "http.response.body", "body": b"%s: beat\n\n" % _now(), "more_body": True})
                continue
            while not page.waiting.empty():
                news[page.waiting.get_nowait()] = None
            if END in news:
                break
            chunk = "".join(f"event: {kind}\ndata: {row_id}\n\n" for kind, row_id in news)
            spread = fanout.spread(page.practice)
            if spread != page.spread:
                page.spread = spread
                chunk = f"event: spread\ndata: {spread}\n\n{chunk}"
            await send({"type": "http.response.body", "body": _now() + chunk.encode(), "more_body": True})
            if any(kind == ACCESS for kind, _ in news) and not await _still(pool, cookie_header, who):
                break
        await send({"type": "http.response.body", "body": b"", "more_body": False})
    finally:
        gone.cancel()
        fanout.forget(page)


def _now() -> bytes:
    """The last event's id, which a browser sends when it comes back: the time up to which it was told everything."""
    return b"id: %d\n" % (time.time() * 1000)


async def _still(pool: "asyncpg.Pool[Any]", cookie_header: str, who: Viewer) -> bool:
    """Whether the session still counts: log-outs and dismissals close open pages. Unknown keeps them open."""
    try:
        return await viewer(pool, cookie_header) == who
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError):
        return True


async def _until_gone(receive: Any, page: Page) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    page.tell(END)


async def _refuse(send: Any, code: int, words: str, origin: str = "") -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *_common(origin)]
    await send({"type": "http.response.start", "status": code, "headers": headers})
    await send({"type": "http.response.body", "body": words.encode()})


def _common(origin: str) -> list[tuple[bytes, bytes]]:
    headers = [(b"cache-control", b"no-store"), (b"vary", b"origin")]
    if origin:
        headers += [
            (b"access-control-allow-origin", origin.encode("latin-1")),
            (b"access-control-allow-credentials", b"true"),
        ]
    return headers

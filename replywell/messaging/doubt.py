"""Texts nobody knows the fate of: a post without an answer, a worker that died in between.

A callback with our id settles it by itself. Until then the carrier's list is searched (receiver, sender, words,
time): one text not known to us is ours; two are a person's to judge; none after ten minutes is too. Such a text is
never simply sent again, except a safety text after a minute.
"""

import asyncio
import logging
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

import aiohttp
from django.db import Error, connection

from replywell.carriers import base
from replywell.carriers.base import CarrierUnavailable, Found, Outgoing, Status
from replywell.common import clock, notify
from replywell.common.tenancy import practice_scope
from replywell.messaging.accounts import as_account
from replywell.messaging.attempts import outgoing_of
from replywell.messaging.models import Purpose

log = logging.getLogger("replywell.doubt")

EVERY = 2.0
"""Seconds between looks."""
GIVE_UP = timedelta(minutes=10)
SAFETY_AGAIN = timedelta(seconds=60)
_SLACK = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A text in doubt. Times are wall time."""

    message_id: int
    began_at: datetime
    asked_at: datetime
    purpose: Purpose
    carrier: str
    account: base.Account
    outgoing: Outgoing


def run(stopping: threading.Event) -> None:
    """Look every few seconds until `stopping`."""
    while not stopping.is_set():
        try:
            look(clock.now())
        except Error as trouble:
            log.warning("the database answered %s; trying again", type(trouble).__name__)
            connection.close()
        except Exception:
            log.exception("a look at texts in doubt failed")
            connection.close()
        stopping.wait(EVERY)
    connection.close()


def look(now: datetime, limit: int = 50) -> int:
    """One look: posts past their lease become unknown, unknown ones are searched for. Returns how many it saw."""
    seen = expire(limit)
    with connection.cursor() as cursor:
        cursor.execute("SELECT practice_id, message_id FROM outbound_in_doubt(%s)", [limit])
        waiting: dict[int, list[int]] = {}
        for practice_id, message_id in cursor.fetchall():
            waiting.setdefault(practice_id, []).append(message_id)
    for practice_id, ids in waiting.items():
        doubts = _load(practice_id, ids)
        lost = set(ids) - {doubt.message_id for doubt in doubts}
        if lost:
            _nowhere_to_ask(practice_id, sorted(lost), now)
        found = asyncio.run(_search(doubts))
        for doubt in doubts:
            _judge(practice_id, doubt, found[doubt.message_id], now)
        seen += len(doubts)
    return seen


def expire(limit: int = 200) -> int:
    """Posts whose worker wrote down no end in time: nobody knows what became of them. Returns how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT practice_id, attempt_id FROM attempts_past_lease(%s)", [limit])
        rows = cursor.fetchall()
    gone = 0
    for practice_id, attempt_id in rows:
        with practice_scope(practice_id), connection.cursor() as cursor:
            # Messages are locked before attempts, everywhere.
            cursor.execute(
                "SELECT m.id FROM messaging_message m JOIN messaging_attempt a ON a.message_id = m.id"
                " WHERE a.id = %s FOR NO KEY UPDATE OF m",
                [attempt_id],
            )
            cursor.execute(
                "UPDATE messaging_attempt SET ended_at = clock_timestamp(), outcome = 'unknown',"
                " detail = 'The worker wrote down no end.'"
                " WHERE id = %s AND ended_at IS NULL AND lease_until < clock_timestamp() RETURNING message_id",
                [attempt_id],
            )
            row = cursor.fetchone()
            if row:
                gone += 1
                cursor.execute(
                    "UPDATE messaging_message SET status = 'unknown', retry_at = NULL"
                    " WHERE id = %s AND status = 'sending'",
                    [row[0]],
                )
    return gone


_LOAD = """
SELECT m.id, last.began_at, clock_timestamp(), m.purpose, m.public_id, m.phone, n.phone, n.pool, m.body, a.carrier,
  a.key, a.config::json
FROM messaging_message m
JOIN practices_number n ON n.id = m.number_id JOIN practices_carrieraccount a ON a.id = n.account_id
JOIN LATERAL (
  SELECT began_at FROM messaging_attempt t WHERE t.message_id = m.id ORDER BY t.id DESC LIMIT 1
) last ON true
WHERE m.id = ANY(%s) AND m.status = 'unknown'
"""


def _load(practice_id: int, ids: list[int]) -> list[Doubt]:
    with practice_scope(practice_id), connection.cursor() as cursor:
        cursor.execute(_LOAD, [ids])
        return [
            Doubt(
                message_id,
                began_at,
                asked_at,
                Purpose(purpose),
                carrier,
                as_account(key, carrier, config),
                outgoing_of(public_id, phone, ours, pool, body, carrier, key),
            )
            for message_id, began_at, asked_at, purpose, public_id, phone, ours, pool, body, carrier, key, config
            in cursor.fetchall()
        ]  # fmt: skip


async def _search(doubts: list[Doubt]) -> dict[int, list[Found] | None]:
    """The carrier's candidates by message; None: it could not be asked."""
    found: dict[int, list[Found] | None] = {}
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
        for doubt in doubts:
            try:
                found[doubt.message_id] = await base.get(doubt.carrier).find_sent(
                    session, doubt.account, doubt.outgoing, doubt.began_at - _SLACK
                )
            except CarrierUnavailable as trouble:
                log.warning("%s cannot be asked about texts in doubt: %s", doubt.carrier, trouble)
                found[doubt.message_id] = None
    return found


def _judge(practice_id: int, doubt: Doubt, found: list[Found] | None, now: datetime) -> None:
    """Settle one text under its row lock, unless a callback did so meanwhile."""
    with practice_scope(practice_id), connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM messaging_message WHERE id = %s AND status = 'unknown' FOR NO KEY UPDATE",
            [doubt.message_id],
        )
        if cursor.fetchone() is None:
            return
        candidates = found or []
        if candidates:
            cursor.execute(
                "SELECT carrier_id FROM messaging_message WHERE carrier = %s AND carrier_id = ANY(%s) AND"
                " direction = 'out' AND id <> %s",
                [doubt.carrier, [item.carrier_id for item in candidates], doubt.message_id],
            )
            known = {row[0] for row in cursor.fetchall()}
            candidates = [item for item in candidates if item.carrier_id not in known]
        age = doubt.asked_at - doubt.began_at
        if len(candidates) == 1:
            _found(practice_id, doubt, candidates[0], now)
        elif doubt.purpose == Purpose.SAFETY and age > SAFETY_AGAIN:
            cursor.execute(
                "UPDATE messaging_message SET status = 'queued', retry_at = NULL WHERE id = %s", [doubt.message_id]
            )
            notify.poke(notify.OUTBOUND)
        elif len(candidates) > 1:
            _give_up(practice_id, doubt.message_id, "two_candidates", now)
        elif age > GIVE_UP:
            _give_up(practice_id, doubt.message_id, "not_found", now)
        else:
            pause = timedelta(seconds=min(60.0, 5.0 + age.total_seconds() / 2))
            if doubt.purpose == Purpose.SAFETY:
                pause = min(pause, timedelta(seconds=10))
            cursor.execute(
                "UPDATE messaging_message SET retry_at = clock_timestamp() + %s * interval '1 second' WHERE id = %s",
                [pause.total_seconds(), doubt.message_id],
            )


def _found(practice_id: int, doubt: Doubt, item: Found, now: datetime) -> None:
    to = "accepted" if item.status in (Status.QUEUED, Status.SENDING) else "sent"
    if item.status in (Status.FAILED, Status.UNDELIVERED, Status.CANCELED):
        to = "undelivered"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT move_message(%s, %s, %s, 'our:found', '', %s, '', %s, %s)",
            [practice_id, doubt.message_id, to, "unknown" if to == "undelivered" else "", item.carrier_id, now],
        )
    notify.poke(notify.MOVES)


def _nowhere_to_ask(practice_id: int, ids: list[int], now: datetime) -> None:
    """Texts without a number or a post of ours, so without a carrier to ask: a person's at once, or they would
    take the place of those that can be asked about.
    """
    with practice_scope(practice_id), connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM messaging_message WHERE id = ANY(%s) AND status = 'unknown' ORDER BY id FOR NO KEY UPDATE",
            [ids],
        )
        for (message_id,) in cursor.fetchall():
            _give_up(practice_id, message_id, "not_found", now)


def _give_up(practice_id: int, message_id: int, why: str, now: datetime) -> None:
    """Leave it to a person: listeners hear that the message moved to unknown. A late callback still settles it."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE messaging_message SET failure = %s WHERE id = %s", [why, message_id])
        cursor.execute(
            "INSERT INTO messaging_statusupdate"
            " (practice_id, message_id, status, code, at, moved_from, moved_to, failure, effects)"
            " VALUES (%s, %s, 'our:unknown', %s, %s, 'sending', 'unknown', '', '{}')"
            " ON CONFLICT (practice_id, message_id, status) DO NOTHING",
            [practice_id, message_id, why, now],
        )
    notify.poke(notify.MOVES)

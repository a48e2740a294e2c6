"""The rows of a post: it begins under the phone's lock when the gate says yes again, and ends in what came of it.

Both steps are set-based, a few statements for a whole batch of one practice. Locks are taken in one order:
phones (sorted), messages, attempts.
"""

import random
import time
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from datetime import time as time_of_day
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

from replywell import settings
from replywell.carriers.base import Accepted, Account, Action, FailureClass, Outcome, Outgoing, Rejected
from replywell.common import clock, notify
from replywell.common.tenancy import practice_scope
from replywell.messaging import gate, queries, quiet_hours
from replywell.messaging.accounts import as_account
from replywell.messaging.gate import Kind

LEASE = timedelta(seconds=60)
"""A post without an end after this is unknown: longer than an adapter waits for a carrier."""
_LEASE_SQL = f"{LEASE.total_seconds()} seconds"
PACE_WINDOW = 0.4
"""Seconds of a number's pace that one worker takes at once: well within BEGIN_WITHIN."""
BEGIN_WITHIN = 0.9
"""Seconds between the commit of an attempt and its HTTP call; later the gate is asked again."""
GIVE_UP_AFTER = timedelta(hours=24)
TRIES = 2
"""A text that fails so often before its post is a person's."""
SOFTWARE = "software"
"""The `failure` of a text that we ourselves could not begin."""
_PACIFIC = ZoneInfo("America/Los_Angeles")


@dataclass(slots=True)
class Post:
    """One post that has begun: everything its HTTP call needs."""

    practice_id: int
    practice_public_id: uuid.UUID
    message_id: int
    attempt_id: int
    conversation_public_id: uuid.UUID | None
    number_id: int
    tries: int
    created_at: datetime
    carrier: str
    account: Account = field(repr=False)
    outgoing: Outgoing = field(repr=False)
    begins: float = 0.0  # time.monotonic(), by the number's pace
    committed: float = 0.0  # time.monotonic()


@dataclass(frozen=True, slots=True)
class _Row:
    """A message about to begin."""

    message_id: int
    phone: str
    status: str
    number_id: int | None
    pace: float | None
    segments: int
    astray: bool  # it cannot wait, and its number is stopped


_LOCK_PHONES = "SELECT lock_phone(%s, phone) FROM unnest(%s::text[]) phone"
_CLAIM = """
SELECT m.id, m.phone, m.status, m.number_id, n.segments_a_second, m.segments,
  n.stopped_at IS NOT NULL AND m.purpose IN ('safety', 'page')
FROM messaging_message m LEFT JOIN practices_number n ON n.id = m.number_id
WHERE m.id = ANY(%s) AND m.status IN ('queued', 'deferred') ORDER BY m.lane, m.id FOR UPDATE OF m SKIP LOCKED
"""
_CLAIM_AGAIN = """
SELECT m.id, m.phone, m.status, m.number_id, NULL::float8, m.segments, false
FROM messaging_message m JOIN messaging_attempt a ON a.message_id = m.id
WHERE a.id = ANY(%s) AND a.ended_at IS NULL AND m.status = 'sending' ORDER BY m.id FOR UPDATE OF m
"""
_BY_ANOTHER = """
UPDATE messaging_message m SET number_id = other.id, carrier = other.carrier
FROM (
  SELECT n.id, n.practice_id, a.carrier FROM practices_number n JOIN practices_carrieraccount a ON a.id = n.account_id
  WHERE n.practice_id = %s AND n.active AND n.stopped_at IS NULL ORDER BY n.id LIMIT 1
) other
WHERE m.practice_id = other.practice_id AND m.id = ANY(%s)
"""
_BEGIN = """
WITH asked AS (SELECT * FROM unnest(%(ids)s::bigint[], %(reasons)s::text[]) AS t(id, reason)
), going AS (
  UPDATE messaging_message m SET status = 'sending', tries = m.tries + 1, retry_at = NULL, gate_answer = 'queued',
    gate_reason = asked.reason, gate_asked_at = %(now)s
  FROM asked WHERE m.id = asked.id
  RETURNING m.id, m.practice_id, m.public_id, m.conversation_id, m.number_id, m.tries, m.created_at, m.phone, m.body,
    m.send_by
), begun AS (
  INSERT INTO messaging_attempt
    (practice_id, message_id, began_at, lease_until, outcome, carrier_id, code, detail, crossed)
  SELECT practice_id, id, clock_timestamp(), clock_timestamp() + %(lease)s::interval, '', '', '', '', false FROM going
  RETURNING id, message_id
)
SELECT g.id, begun.id, g.public_id, p.public_id, v.public_id, g.number_id, g.tries, g.created_at, g.phone, g.body,
  g.send_by, n.phone, n.pool, a.key, a.carrier, a.config::json
FROM going g JOIN begun ON begun.message_id = g.id
JOIN practices_practice p ON p.id = g.practice_id
JOIN practices_number n ON n.id = g.number_id JOIN practices_carrieraccount a ON a.id = n.account_id
LEFT JOIN messaging_conversation v ON v.id = g.conversation_id
"""
_REFUSE = """
WITH asked AS (
  SELECT * FROM unnest(%(ids)s::bigint[], %(kinds)s::text[], %(reasons)s::text[], %(untils)s::timestamptz[],
    %(olds)s::text[]) AS t(id, kind, reason, until, old)
), moved AS (
  UPDATE messaging_message m SET status = asked.kind, gate_answer = asked.kind, gate_reason = asked.reason,
    gate_asked_at = %(now)s, send_at = CASE WHEN asked.kind <> 'deferred' THEN m.send_at
      WHEN asked.until IS NOT NULL THEN greatest(asked.until, m.planned_for) END
  FROM asked WHERE m.id = asked.id
  RETURNING m.practice_id, m.id, asked.kind, asked.old
)
INSERT INTO messaging_statusupdate (practice_id, message_id, status, code, at, moved_from, moved_to, failure, effects)
SELECT practice_id, id, 'our:' || kind, '', %(now)s, old, kind, '', '{}' FROM moved
WHERE kind IN ('suppressed', 'dropped')
ON CONFLICT (practice_id, message_id, status) DO NOTHING
"""
_COUNT = """
UPDATE messaging_message SET handle_tries = handle_tries + 1 WHERE id = %s AND status IN ('queued', 'deferred')
RETURNING handle_tries
"""
_PACE = """
UPDATE practices_number SET next_free_at = clock_timestamp() + %s * interval '1 second'
WHERE id = %s AND stopped_at IS NULL AND (next_free_at IS NULL OR next_free_at <= clock_timestamp())
"""


def begin(practice_id: int, due: Sequence[tuple[int, str]], now: datetime) -> tuple[list[Post], int]:
    """Begin the posts of (message id, phone) that the gate lets go and the pace allows; one transaction.

    The attempts are committed when it returns. Also returns how many rows it changed, refusals included.
    """
    with practice_scope(practice_id), connection.cursor() as cursor:
        cursor.execute(_LOCK_PHONES, [practice_id, sorted({phone for _, phone in due})])
        rows = _within_pace(_claim(cursor, practice_id, [message_id for message_id, _ in due]))
        facts = queries.load_facts(row.message_id for row in rows)
        answers = {row.message_id: gate.decide(facts[row.message_id], now) for row in rows}
        going = [row for row in rows if answers[row.message_id].kind == Kind.QUEUED]
        refused = [row for row in rows if answers[row.message_id].kind != Kind.QUEUED]
        _refuse(cursor, refused, answers, now)
        begins = _take_pace(cursor, going)
        posts = _begin(cursor, practice_id, begins, answers, now)
    committed = time.monotonic()
    for post in posts:
        post.committed = committed
    return posts, len(posts) + len(refused)


def set_apart(practice_id: int, message_id: int, now: datetime) -> bool:
    """A text that could not be begun: the second time it has failed, and listeners make it a person's. True: so it is.

    No post of it began.
    """
    with practice_scope(practice_id), connection.cursor() as cursor:
        cursor.execute(_COUNT, [message_id])
        row = cursor.fetchone()
        if row is None or row[0] < TRIES:
            return False
        cursor.execute(
            "SELECT moved FROM move_message(%s, %s, 'failed', 'our:failed', '', %s, '', '', %s)",
            [practice_id, message_id, SOFTWARE, now],
        )
        moved = bool(cursor.fetchone()[0])
        notify.poke(notify.MOVES)
    return moved


def begin_again(practice_id: int, late: Sequence[Post], now: datetime) -> list[Post]:
    """Ask the gate again for posts whose HTTP call did not start in time. Those it lets go begin anew; the others
    are withdrawn: their attempt ends without a post.
    """
    with practice_scope(practice_id), connection.cursor() as cursor:
        cursor.execute(_LOCK_PHONES, [practice_id, sorted({post.outgoing.to for post in late})])
        cursor.execute(_CLAIM_AGAIN, [[post.attempt_id for post in late]])
        rows = [_Row(*row) for row in cursor.fetchall()]
        facts = queries.load_facts(row.message_id for row in rows)
        answers = {row.message_id: gate.decide(facts[row.message_id], now) for row in rows}
        refused = [row for row in rows if answers[row.message_id].kind != Kind.QUEUED]
        astray = [row.message_id for row in refused if answers[row.message_id].reason == "number_stopped"]
        if astray:
            # Another number may take them; if none does, they are refused when they begin anew.
            cursor.execute("UPDATE messaging_message SET status = 'queued' WHERE id = ANY(%s)", [astray])
            notify.poke(notify.OUTBOUND)
        _refuse(cursor, [row for row in refused if row.message_id not in astray], answers, now)
        gone = {row.message_id for row in refused}
        going = [post for post in late if post.message_id in answers and post.message_id not in gone]
        cursor.execute(
            "UPDATE messaging_attempt SET ended_at = clock_timestamp(), outcome = 'withdrawn' WHERE id = ANY(%s)",
            [[post.attempt_id for post in late if post.message_id in gone]],
        )
        cursor.execute(
            "UPDATE messaging_attempt SET began_at = clock_timestamp(), lease_until = clock_timestamp() + %s::interval,"
            " crossed = false WHERE id = ANY(%s)",
            [_LEASE_SQL, [post.attempt_id for post in going]],
        )
    committed = time.monotonic()
    for post in going:
        post.committed, post.begins = committed, 0.0
    return going


def _claim(cursor: Any, practice_id: int, ids: list[int]) -> list[_Row]:
    """The rows under lock, each with a number that may send where one is to be had and the text cannot wait."""
    cursor.execute(_CLAIM, [ids])
    rows = [_Row(*row) for row in cursor.fetchall()]
    astray = [row.message_id for row in rows if row.astray]
    if astray:
        cursor.execute(_BY_ANOTHER, [practice_id, astray])
        cursor.execute(_CLAIM, [ids])
        rows = [_Row(*row) for row in cursor.fetchall()]
    return rows


def _within_pace(rows: list[_Row]) -> list[_Row]:
    """Without those that a paced number cannot take in this step anyway."""
    taken: dict[int | None, float] = {}
    kept = []
    for row in rows:
        if row.pace:
            if taken.get(row.number_id, 0.0) / row.pace >= PACE_WINDOW:
                continue
            taken[row.number_id] = taken.get(row.number_id, 0.0) + row.segments
        kept.append(row)
    return kept


def _take_pace(cursor: Any, going: list[_Row]) -> dict[int, float]:
    """Message id -> when its post may start (time.monotonic()). One worker at a time gets a paced number."""
    begins: dict[int, float] = {}
    paced: dict[int, list[_Row]] = {}
    for row in going:
        if row.pace and row.number_id is not None:
            paced.setdefault(row.number_id, []).append(row)
        else:
            begins[row.message_id] = 0.0
    for number_id in sorted(paced):
        rows, offset, starts = paced[number_id], 0.0, []
        for row in rows:
            starts.append(offset)
            offset += row.segments / (row.pace or 1.0)
        cursor.execute(_PACE, [offset, number_id])
        if cursor.rowcount == 1:
            base = time.monotonic()
            begins |= {row.message_id: base + start for row, start in zip(rows, starts, strict=True)}
    return begins


def _refuse(cursor: Any, rows: list[_Row], answers: Mapping[int, gate.Answer], now: datetime) -> None:
    if not rows:
        return
    said = [answers[row.message_id] for row in rows]
    values = {
        "ids": [row.message_id for row in rows],
        "kinds": [answer.kind.value for answer in said],
        "reasons": [answer.reason for answer in said],
        "untils": [answer.until for answer in said],
        "olds": [row.status for row in rows],
        "now": now,
    }
    cursor.execute(_REFUSE, values)
    if any(answer.kind != Kind.DEFERRED for answer in said):
        notify.poke(notify.MOVES)


def _begin(
    cursor: Any, practice_id: int, begins: Mapping[int, float], answers: Mapping[int, gate.Answer], now: datetime
) -> list[Post]:
    if not begins:
        return []
    ids = list(begins)
    reasons = [answers[message_id].reason for message_id in ids]
    cursor.execute(_BEGIN, {"ids": ids, "reasons": reasons, "now": now, "lease": _LEASE_SQL})
    accounts: dict[str, Account] = {}
    posts = []
    for row in cursor.fetchall():
        (
            message_id, attempt_id, public_id, practice_public_id, conversation_public_id, number_id, tries, created_at,
            phone, body, send_by, from_number, pool, key, carrier, config,
        ) = row  # fmt: skip
        if key not in accounts:
            accounts[key] = as_account(key, carrier, config)
        outgoing = outgoing_of(public_id, phone, from_number, pool, body, carrier, key)
        if send_by is not None:
            left = max(int((send_by - now).total_seconds()), 1)
            outgoing = outgoing_of(public_id, phone, from_number, pool, body, carrier, key, left)
        posts.append(
            Post(
                practice_id,
                practice_public_id,
                message_id,
                attempt_id,
                conversation_public_id,
                number_id,
                tries,
                created_at,
                carrier,
                accounts[key],
                outgoing,
                begins[message_id],
            )
        )
    place = {message_id: at for at, message_id in enumerate(ids)}
    posts.sort(key=lambda post: (post.begins, place[post.message_id]))
    return posts


def outgoing_of(
    public_id: uuid.UUID,
    phone: str,
    from_number: str,
    pool: str,
    body: str,
    carrier: str,
    key: str,
    valid_for_seconds: int | None = None,
) -> Outgoing:
    """What the adapter posts; the status address leads back to the account, and through our id to the message."""
    return Outgoing(
        our_id=str(public_id),
        to=phone,
        from_number=from_number,
        pool=pool or None,
        text=body,
        valid_for_seconds=valid_for_seconds,
        status_url=f"{settings.HOOKS_URL}/hooks/{carrier}/{key}/status",
    )


# --- what came of it ---

_END = """
UPDATE messaging_attempt a SET ended_at = clock_timestamp(), outcome = t.outcome, carrier_id = t.carrier_id,
  code = t.code, detail = t.detail
FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[]) AS t(id, outcome, carrier_id, code, detail)
WHERE a.id = t.id AND a.ended_at IS NULL
"""
# A report that was faster than the answer has moved the message already; it only lacks the carrier's id.
_ACCEPT = """
WITH took AS (SELECT * FROM unnest(%(ids)s::bigint[], %(carrier_ids)s::text[]) AS t(id, carrier_id)
), was AS (
  SELECT m.id, m.status, took.carrier_id FROM messaging_message m JOIN took ON took.id = m.id
  ORDER BY m.id FOR NO KEY UPDATE OF m
), moved AS (
  UPDATE messaging_message m SET carrier_id = coalesce(nullif(m.carrier_id, ''), was.carrier_id),
    status = CASE WHEN was.status IN ('sending', 'unknown') THEN 'accepted' ELSE m.status END,
    accepted_at = coalesce(m.accepted_at, %(now)s), retry_at = NULL, failure = CASE WHEN was.status = 'unknown'
      THEN '' ELSE m.failure END
  FROM was WHERE m.id = was.id AND was.status NOT IN ('failed', 'undelivered')
  RETURNING m.practice_id, m.id, was.status
)
INSERT INTO messaging_statusupdate (practice_id, message_id, status, code, at, moved_from, moved_to, failure, effects)
SELECT practice_id, id, 'our:accepted', '', %(now)s, status, 'accepted', '', '{}' FROM moved
WHERE status IN ('sending', 'unknown') ON CONFLICT (practice_id, message_id, status) DO NOTHING
"""
_FAIL = """
SELECT (move_message(%s, t.id, 'failed', 'our:failed', t.code, t.failure, t.action, '', %s)).moved
FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[]) AS t(id, code, failure, action) ORDER BY t.id
"""
_UNKNOWN = """
UPDATE messaging_message SET status = 'unknown', retry_at = clock_timestamp() + interval '5 seconds'
WHERE id = ANY(%s) AND status = 'sending'
"""
_AGAIN = """
UPDATE messaging_message m SET status = t.status, error_code = t.code, gate_reason = t.reason,
  retry_at = clock_timestamp() + t.pause * interval '1 second', send_at = coalesce(t.send_at, m.send_at)
FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::text[], %s::text[], %s::float8[], %s::timestamptz[])
  AS t(id, attempt_id, status, code, reason, pause, send_at)
JOIN messaging_attempt a ON a.id = t.attempt_id AND a.ended_at IS NULL
WHERE m.id = t.id AND m.status = 'sending'
"""
_SLOW_DOWN = """
UPDATE practices_number SET next_free_at = greatest(next_free_at, clock_timestamp() + %s * interval '1 second')
WHERE id = %s
"""


@dataclass(frozen=True, slots=True)
class _Again:
    """A text the carrier certainly did not take: tried again later."""

    post: Post
    code: str
    pause: float  # seconds of wall time
    send_at: datetime | None = None  # domain time: deferred until then
    slows: bool = False  # its number waits as well


def record(practice_id: int, ended: Iterable[tuple[Post, Outcome]], now: datetime) -> None:
    """Write down what came of posts of one practice, in one transaction. Messages only move forward."""
    accepted: list[tuple[Post, Accepted]] = []
    failed: list[tuple[Post, Rejected]] = []
    again: list[_Again] = []
    unknown: list[Post] = []
    ends: list[tuple[int, str, str, str, str]] = []
    for post, said in ended:
        outcome = _storable(said)
        if isinstance(outcome, Accepted):
            accepted.append((post, outcome))
            ends.append((post.attempt_id, "accepted", outcome.carrier_id, "", ""))
        elif isinstance(outcome, Rejected):
            later = _again(post, outcome, now)
            if later:
                again.append(later)
            else:
                failed.append((post, outcome))
            ends.append((post.attempt_id, "rejected", "", outcome.code, outcome.detail))
        else:
            unknown.append(post)
            ends.append((post.attempt_id, "unknown", "", "", outcome.detail))
    with practice_scope(practice_id), connection.cursor() as cursor:
        if accepted:
            values: dict[str, Any] = {
                "ids": [post.message_id for post, _ in accepted],
                "carrier_ids": [outcome.carrier_id for _, outcome in accepted],
                "now": now,
            }
            cursor.execute(_ACCEPT, values)
        if failed:
            columns: list[Any] = [
                [post.message_id for post, _ in failed],
                [outcome.code for _, outcome in failed],
                [outcome.failure.value for _, outcome in failed],
                [outcome.action.value for _, outcome in failed],
            ]
            cursor.execute(_FAIL, [practice_id, now, *columns])
        if unknown:
            cursor.execute(_UNKNOWN, [[post.message_id for post in unknown]])
        _try_again(cursor, again)
        cursor.execute(_END, [list(column) for column in zip(*sorted(ends), strict=True)])
        if accepted or failed:
            notify.poke(notify.MOVES)
        if again:
            notify.poke(notify.OUTBOUND)


def _storable(outcome: Outcome) -> Outcome:
    """Without NUL characters, which no text column takes: one carrier's odd answer must not stop all the others'."""
    if isinstance(outcome, Accepted):
        return replace(outcome, carrier_id=outcome.carrier_id.replace("\0", ""))
    if isinstance(outcome, Rejected):
        return replace(outcome, code=outcome.code.replace("\0", ""), detail=outcome.detail.replace("\0", ""))
    return replace(outcome, detail=outcome.detail.replace("\0", ""))


def _try_again(cursor: Any, again: list[_Again]) -> None:
    if not again:
        return
    columns = [
        [item.post.message_id for item in again],
        [item.post.attempt_id for item in again],
        ["deferred" if item.send_at else "queued" for item in again],
        [item.code for item in again],
        ["planned" if item.send_at else "ok" for item in again],
        [item.pause for item in again],
        [item.send_at for item in again],
    ]
    cursor.execute(_AGAIN, columns)
    slow: dict[int, float] = {}
    for item in again:
        if item.slows:
            slow[item.post.number_id] = max(slow.get(item.post.number_id, 0.0), item.pause)
    for number_id, pause in sorted(slow.items()):
        cursor.execute(_SLOW_DOWN, [pause, number_id])


def _again(post: Post, outcome: Rejected, now: datetime) -> _Again | None:
    """When to try a refused text again; None: it has failed."""
    if outcome.permanent or now - post.created_at > GIVE_UP_AFTER:
        return None
    pause = max(outcome.retry_after or 0.0, min(60.0, 0.5 * 2.0 ** min(post.tries, 10)))
    pause *= random.uniform(1.0, 1.5)  # noqa: S311 - jitter, not a secret
    if outcome.action == Action.RETRY_ONCE:
        return _Again(post, outcome.code, pause) if post.tries < 2 else None
    if outcome.action == Action.DEFER:
        local = now.astimezone(_PACIFIC)
        midnight = datetime.combine(local.date() + timedelta(days=1), datetime.min.time())
        return _Again(post, outcome.code, 0.0, clock.at_wall(midnight, _PACIFIC))
    if outcome.action == Action.RESCHEDULE:
        who = quiet_hours.recipient_of(post.outgoing.to, "", "", "America/New_York", "", _NIGHT[0], _NIGHT[1])
        return _Again(post, outcome.code, 0.0, quiet_hours.next_open(who, now + timedelta(hours=1)))
    slows = outcome.failure in (FailureClass.RATE, FailureClass.TRANSIENT)
    return _Again(post, outcome.code, pause, slows=slows)


# A carrier that refuses for quiet hours knows a stricter rule than ours: well inside every state's window.
_NIGHT = (time_of_day(17), time_of_day(10))

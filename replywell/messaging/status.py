"""What became of our texts: carriers' reports move a message forward only, and listeners hear of it exactly once.

Reports come late, twice and out of order. The SQL functions `record_status` (a report, by the webhook process or
here) and `move_message` (an outcome known otherwise) move the message, act on the failure and leave a StatusUpdate;
`drain_moves` tells the listeners.
"""

import json
import logging
from datetime import datetime

from django.db import connection, transaction

from replywell.carriers.base import Action, FailureClass, StatusEvent
from replywell.common import clock, notify
from replywell.common.tenancy import practice_scope
from replywell.messaging import events
from replywell.messaging.calls import STATUS_COLUMNS, status_arguments

log = logging.getLogger(__name__)

_SQL = f"SELECT {STATUS_COLUMNS} FROM record_status({', '.join(['%s'] * 9)})"


def record_status(event: StatusEvent, account_key: str) -> bool:
    """Take a carrier's report, from Django. True: a message moved. A report of an unknown text is ignored.

    Listeners hear of it from `drain_moves`.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_SQL, status_arguments(event, account_key))
        row = cursor.fetchone()
        if row[2]:
            notify.poke(notify.MOVES)
            notify.poke_live(row[4], "conversation" if row[7] else "message", row[7] or row[6])
    return bool(row[2])


def move(
    practice_id: int,
    message_id: int,
    to: str,
    *,
    now: datetime,
    carrier_id: str = "",
    code: str = "",
    failure: FailureClass | None = None,
    action: Action | None = None,
) -> bool:
    """Move an outbound message forward to `to` (a MessageStatus) for a reason other than a report: our own post,
    a listing. A failure acts on contact, number and suppression as a report would. True: it moved.

    Listeners hear of it from `drain_moves`.
    """
    with practice_scope(practice_id), connection.cursor() as cursor:
        cursor.execute(
            "SELECT moved FROM move_message(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [practice_id, message_id, to, f"our:{to}", code, failure or "", action or "", carrier_id, now],
        )
        moved = bool(cursor.fetchone()[0])
        if moved:
            notify.poke(notify.MOVES)
    return moved


def drain_moves(limit: int = 200, *, now: datetime | None = None) -> int:
    """Tell listeners of moves not told yet, oldest first, each exactly once. Returns how many were told.

    `now` is domain time, by default the clock's.
    The moves of a practice are told in one transaction. If a listener fails, each gets one of its own, so that only
    the one at fault stays untold; it is tried again at the next call, and logged.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT practice, update_id FROM moves_to_tell(%s)", [limit])
        waiting: dict[int, list[int]] = {}
        for practice_id, update_id in cursor.fetchall():
            waiting.setdefault(practice_id, []).append(update_id)
    if not waiting:
        return 0
    now = now or clock.now()
    told = 0
    for practice_id, ids in waiting.items():
        try:
            told += _tell(practice_id, ids, now)
        except Exception:
            for update_id in ids:
                try:
                    told += _tell(practice_id, [update_id], now)
                except Exception:
                    log.exception("A listener failed at the move of a message (status update %s)", update_id)
    return told


_CLAIM = """
UPDATE messaging_statusupdate s SET told_at = clock_timestamp()
  FROM messaging_message m
 WHERE s.practice_id = %s AND s.id = ANY (%s) AND s.told_at IS NULL
   AND m.practice_id = s.practice_id AND m.id = s.message_id
RETURNING s.id, m.id, m.conversation_id, m.phone, s.moved_from, s.moved_to, s.effects::text, s.code,
          m.workflow, m.run_id_then, m.answers_id IS NOT NULL
"""


def _tell(practice_id: int, ids: list[int], now: datetime) -> int:
    with practice_scope(practice_id):
        with connection.cursor() as cursor:
            cursor.execute(_CLAIM, [practice_id, ids])
            rows = sorted(cursor.fetchall())
        for _, message_id, conversation_id, phone, old, new, raw, code, *whose in rows:
            if new:
                events.message_moved(
                    events.MessageMoved(message_id, practice_id, conversation_id, old, new, now, *whose)
                )
            effects = json.loads(raw)
            if effects.get("opted_out"):
                events.opted_out(events.OptedOut(practice_id, phone, "carrier", now))
            if effects.get("unreachable"):
                events.contact_unreachable(
                    events.ContactUnreachable(practice_id, effects["unreachable"], effects["why"], now)
                )
            if effects.get("number_stopped"):
                events.number_stopped(events.NumberStopped(practice_id, effects["number_stopped"], code, now))
    return len(rows)

"""Stop and start texts to a number, for what does not come in as a text: staff, the carrier, a lapsed question.

A request by any reasonable means counts: voice mail, e-mail, at the front desk (47 CFR 64.1200(a)(10), (a)(11)).
"""

from datetime import datetime

from django.db import connection

from replywell.common import notify
from replywell.common.tenancy import practice_scope
from replywell.messaging import events

WHYS = ("opt_out", "cancel_silence", "carrier", "staff", "wrong_number", "import")
CHANNELS = ("text", "form", "paper", "verbal", "email", "voicemail", "import", "carrier")


def stop(
    practice_id: int,
    phone: str,
    *,
    words: str,
    why: str,
    actor: str,
    channel: str,
    at: datetime,
    message_id: int | None = None,
) -> bool:
    """Suppress a number (E.164) for the whole practice, from the commit on. False: it was already.

    Keeps the evidence: `words` verbatim (for staff: the note), `channel` one of CHANNELS, `actor` "patient",
    "carrier", "system" or "staff:12". `at` is domain time. Posts under way are marked `crossed`.
    Raises ValueError for an unknown why or channel.
    """
    _check(why, WHYS, "why")
    _check(channel, CHANNELS, "channel")
    with practice_scope(practice_id):
        fresh = _call("stop_texts", practice_id, phone, words, why, actor, channel, at, message_id)
        if fresh:
            events.opted_out(events.OptedOut(practice_id, phone, why, at))
    return fresh


def start(
    practice_id: int,
    phone: str,
    *,
    words: str,
    why: str,
    actor: str,
    channel: str,
    at: datetime,
    message_id: int | None = None,
) -> bool:
    """Lift a suppression: START, or a later grant with its evidence.

    `at` is domain time: of a text, when it was received. False: there was none to lift, or it is younger than `at`;
    nothing is written then.
    """
    _check(channel, CHANNELS, "channel")
    with practice_scope(practice_id):
        lifted = _call("start_texts", practice_id, phone, words, why, actor, channel, at, message_id)
        if lifted:
            events.opted_in(events.OptedIn(practice_id, phone, at))
    return lifted


def is_suppressed(practice_id: int, phone: str) -> bool:
    """Whether nothing but a safety text may be sent to this number now."""
    with practice_scope(practice_id), connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM patients_suppression"
            " WHERE practice_id = %s AND phone = %s AND lifted_at IS NULL)",
            [practice_id, phone],
        )
        return bool(cursor.fetchone()[0])


def lock_phone(practice_id: int, phone: str) -> None:
    """Hold, to the end of the transaction, the lock that an opt-out and the beginning of a post both take."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT lock_phone(%s, %s)", [practice_id, phone])


def _call(
    function: str,
    practice_id: int,
    phone: str,
    words: str,
    why: str,
    actor: str,
    channel: str,
    at: datetime,
    message_id: int | None,
) -> bool:
    details = "{}" if message_id is None else f'{{"message": {int(message_id)}}}'
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {function}(%s, %s, %s, %s, %s, %s, %s, %s::jsonb)",
            [practice_id, phone, words, why, actor, channel, at, details],
        )
        done = bool(cursor.fetchone()[0])
        if done:
            notify.poke(notify.OUTBOUND)
    return done


def _check(value: str, known: tuple[str, ...], name: str) -> None:
    if value not in known:
        raise ValueError(f"{name} {value!r} is not known. Choose one of: {', '.join(known)}.")

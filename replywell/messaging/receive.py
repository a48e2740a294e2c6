"""Step 2 of the one path: an inbound text is stored exactly once, with what cannot wait.

One SQL function in one transaction does it all (`record_inbound` in migration 0003): `To` picks the practice; the
text is stored once by (carrier, carrier id); an opt-out or START is applied; red flags are noted for the engine.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from replywell.carriers.base import InboundText
from replywell.common import notify
from replywell.understanding import Screen, screen

COLUMNS = "fresh, routed, practice, practice_public, conversation, conversation_public, message"
_PLACES = ", ".join(["%s"] * 14)
_SQL = f"SELECT {COLUMNS} FROM record_inbound({_PLACES})"

# YES is an opt-in at some carriers by itself. Here only if it was asked for, which is not known yet.
_PLAIN_YES = frozenset({"yes", "y", "si", "sí", "ok"})


@dataclass(frozen=True)
class Stored:
    """What became of a text. Not fresh: it was stored before. Not routed: nobody's number, kept with an alarm."""

    message_id: int | None
    conversation_id: int | None
    practice_id: int | None
    fresh: bool
    routed: bool


def arguments(text: InboundText, account_key: str, received_at: datetime | None = None) -> tuple[Any, ...]:
    """The arguments of SQL `record_inbound`, with the lexicons' verdict: what stops, what starts, red flags.

    A bare CANCEL stops nothing here (it may mean the visit: the engine decides), unless the carrier acted on it.
    """
    verdict: Screen = screen(text.body)
    stops = verdict.opt_out in ("keyword", "words") or text.carrier_answered == "stop"
    yes = text.body.strip(" .!").lower() in _PLAIN_YES
    starts = verdict.opt_in or (text.carrier_answered == "start" and not yes)
    media = json.dumps([{"url": item.url, "content_type": item.content_type} for item in text.media])
    return (
        account_key,
        text.carrier,
        text.carrier_id,
        text.from_number,
        text.to_number,
        text.body,
        media,
        text.segments,
        text.carrier_answered or "",
        list(verdict.red_flags),
        verdict.opt_out or "",
        stops,
        starts and not stops,
        received_at,
    )


def record_inbound(text: InboundText, account_key: str, *, received_at: datetime | None = None) -> Stored:
    """Store a text, from Django (the webhook process calls the same SQL function by itself).

    `received_at`: when the carrier got it, for texts found later; never after the clock's present.
    Raises django.db.Error; nothing is stored then. An account key that does not exist is such an error.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_SQL, arguments(text, account_key, received_at))
        fresh, routed, practice, practice_public, conversation, conversation_public, message = cursor.fetchone()
        if fresh and routed:
            notify.poke(notify.INBOUND)
            notify.poke_live(practice_public, "conversation", conversation_public)
    return Stored(message, conversation, practice, fresh, routed)

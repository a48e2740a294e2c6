"""Step 2 of the one path: an inbound text is stored exactly once, with what cannot wait.

One SQL function in one transaction does it all (`record_inbound` in migration 0003): `To` picks the practice; the
text is stored once by (carrier, carrier id); an opt-out or START is applied; red flags are noted for the engine.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from replywell.carriers.base import InboundText
from replywell.common import notify
from replywell.messaging.calls import INBOUND_COLUMNS, inbound_arguments

_SQL = f"SELECT {INBOUND_COLUMNS} FROM record_inbound({', '.join(['%s'] * 14)})"


@dataclass(frozen=True)
class Stored:
    """What became of a text. Not fresh: it was stored before. Not routed: nobody's number, kept with an alarm."""

    message_id: int | None
    conversation_id: int | None
    practice_id: int | None
    fresh: bool
    routed: bool


def record_inbound(text: InboundText, account_key: str, *, received_at: datetime | None = None) -> Stored:
    """Store a text, from Django (the webhook process calls the same SQL function by itself).

    `received_at`: when the carrier got it, for texts found later; never after the clock's present.
    Raises django.db.Error; nothing is stored then. An account key that does not exist is such an error.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_SQL, inbound_arguments(text, account_key, received_at))
        fresh, routed, practice, practice_public, conversation, conversation_public, message = cursor.fetchone()
        if fresh and routed:
            notify.poke(notify.INBOUND)
            notify.poke_live(practice_public, "text", conversation_public)
    return Stored(message, conversation, practice, fresh, routed)

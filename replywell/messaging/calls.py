"""How the SQL functions of the inbound side are called: the same from Django and from the webhook process.

Needs no Django set up.
"""

import json
import uuid
from datetime import datetime
from typing import Any

from replywell.carriers.base import InboundText, Status, StatusEvent
from replywell.understanding import Screen, screen

INBOUND_COLUMNS = "fresh, routed, practice, practice_public, conversation, conversation_public, message"
STATUS_COLUMNS = "known, fresh, moved, practice, practice_public, message, message_public, conversation_public"

# YES is an opt-in at some carriers by itself. Here only if it was asked for, which is not known yet.
_PLAIN_YES = frozenset({"yes", "y", "si", "sí", "ok"})

# How a carrier's word reads as the status of a message.
MEANS = {
    Status.QUEUED: "accepted",
    Status.SENDING: "accepted",
    Status.SENT: "sent",
    Status.UNCONFIRMED: "sent",
    Status.DELIVERED: "delivered",
    Status.READ: "delivered",
    Status.UNDELIVERED: "undelivered",
    Status.FAILED: "failed",
    Status.CANCELED: "failed",
}


def inbound_arguments(text: InboundText, account_key: str, received_at: datetime | None = None) -> tuple[Any, ...]:
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


def status_arguments(event: StatusEvent, account_key: str) -> tuple[Any, ...]:
    """The arguments of SQL `record_status`."""
    try:
        our_id = uuid.UUID(event.our_id) if event.our_id else None
    except ValueError:
        our_id = None
    return (
        account_key,
        event.carrier,
        our_id,
        event.carrier_id,
        MEANS[event.status],
        event.status.value,
        event.error_code or "",
        event.failure.value if event.failure else "",
        event.action.value if event.action else "",
    )

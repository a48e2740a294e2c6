"""Who is writing in a conversation right now, so that two people do not answer. Wall time; it ends by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from replywell.common.clock import wall
from replywell.common.notify import poke_live
from replywell.console.models import Presence
from replywell.messaging.models import Conversation
from replywell.practices.models import Practice, Staff

LASTS = timedelta(seconds=40)
"""After the last sign of writing. A page with words in its box gives a sign every fifteen seconds."""

_TOUCH = """
INSERT INTO console_presence AS p (practice_id, conversation_id, staff_id, until) VALUES (%s, %s, %s, %s)
ON CONFLICT (practice_id, conversation_id, staff_id) DO UPDATE SET until = EXCLUDED.until
RETURNING (SELECT o.until FROM console_presence o WHERE o.practice_id = p.practice_id
  AND o.conversation_id = p.conversation_id AND o.staff_id = p.staff_id)
"""


@dataclass(frozen=True)
class Writing:
    """Somebody else who is writing here, and for how many milliseconds that is believed."""

    name: str
    milliseconds: int


def touch(conversation: Conversation, staff: Staff, practice: Practice) -> None:
    """`staff` writes here. Open pages hear of it when it begins, not with every letter."""
    now = wall()
    with connection.cursor() as cursor:
        cursor.execute(_TOUCH, [practice.pk, conversation.pk, staff.pk, now + LASTS])
        before: datetime | None = cursor.fetchone()[0]
    if before is None or before <= now:
        poke_live(practice.public_id, "conversation", conversation.public_id)


def leave(conversation: Conversation, staff: Staff, practice: Practice) -> None:
    """`staff` has sent it, or thrown it away."""
    gone, _ = Presence.objects.filter(conversation=conversation, staff=staff).delete()
    if gone:
        poke_live(practice.public_id, "conversation", conversation.public_id)


def writing(conversation: Conversation, reader: Staff) -> list[Writing]:
    """Everybody but the reader who writes here now, whoever began last first. One query."""
    now = wall()
    found = Presence.objects.filter(conversation=conversation, until__gt=now).exclude(staff=reader)
    return [
        Writing(one.staff.name, max(1, int((one.until - now).total_seconds() * 1000)))
        for one in found.select_related("staff").order_by("-until")
    ]

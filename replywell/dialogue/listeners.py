"""What the rooms below tell this one. Each runs in the transaction of what happened."""

from __future__ import annotations

from replywell.dialogue import backfills, conflicts, not_reminded, prompts, runs, stopping, thread, troubles
from replywell.ehr import events as ehr
from replywell.messaging import events as messaging
from replywell.messaging.events import OptedOut
from replywell.messaging.models import Conversation
from replywell.scheduling import backfill, waitlist
from replywell.scheduling import events as scheduling


def opted_out(told: OptedOut) -> None:
    """Whoever stopped texts to this number, and however: what is under way with it ends."""
    found = Conversation.objects.filter(contact__phone=told.phone).values_list("pk", flat=True)
    for conversation_id in found:
        stopping.finish(thread.look(conversation_id, told.now), "opted_out")


def connect() -> None:
    """Listen; once, when Django starts."""
    ehr.loaded.listen(conflicts.loaded)
    # An offer before its prompt: a YES locks them in this order.
    messaging.message_moved.listen(backfills.message_moved)
    messaging.message_moved.listen(prompts.message_moved)
    messaging.message_moved.listen(troubles.message_moved)
    messaging.message_moved.listen(not_reminded.message_moved)
    messaging.number_stopped.listen(troubles.number_stopped)
    messaging.opted_out.listen(opted_out)
    scheduling.slot_freed.listen(backfill.freed)
    scheduling.visit_changed.listen(runs.visit_changed)
    scheduling.visit_changed.listen(waitlist.visit_changed)

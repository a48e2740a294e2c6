"""Red flags: the safety text at once, a person is paged, automation in that conversation pauses.

No visit is ever changed by it. It is said once per episode; an episode lasts until a person ends it.
"""

from __future__ import annotations

from collections.abc import Collection

from replywell.audit.record import record
from replywell.dialogue import prompts, runs, tasks
from replywell.dialogue.models import Task
from replywell.dialogue.thread import Thread
from replywell.messaging import send
from replywell.messaging.models import Conversation, Purpose

CRISIS = frozenset({"suicide", "self_harm"})
"""Signs for which 988 is the number."""
UNNAMED = "possible_danger"
"""The sign of a danger that was seen but not named: both numbers are given."""


def wording(signs: Collection[str]) -> str:
    """The safety text for these signs: both numbers when they call for both."""
    if UNNAMED in signs:
        return "safety.generic"
    if not CRISIS & set(signs):
        return "safety.medical"
    return "safety.crisis" if set(signs) <= CRISIS else "safety.generic"


def red_flag(thread: Thread, signs: Collection[str], *, opted_out: bool) -> str:
    """Say what to do, page a person, pause. `opted_out`: the same text stopped texts, or an earlier one did."""
    message, conversation = thread.message, thread.conversation
    assert message is not None
    fresh = conversation.paused_at is None
    if fresh:
        Conversation.objects.filter(pk=conversation.pk).update(paused_at=thread.now)
        conversation.paused_at = thread.now
        key = wording(signs)
        said = send.say(conversation, key, {}, purpose=Purpose.SAFETY, now=thread.now, answers=message)
        prompts.close_all(conversation.pk, "void", now=thread.now)
        refused = said.status in ("suppressed", "dropped")
    else:
        refused = False
    summary = "An urgent text: open it now"
    if opted_out:
        summary += "; opted out, so CALL"
    elif refused:
        summary += "; our text does not reach the phone, so CALL"
    task, new = tasks.create(
        thread.practice_id, "clinical", "red_flag", summary, now=thread.now, conversation_id=conversation.pk,
        message_id=message.pk, patient_id=thread.patient_id, emergency=True, key=key_of(conversation.pk),
    )  # fmt: skip
    if not new:
        # Somebody may have it already: this text is news, so they are called again.
        Task.objects.filter(pk=task.pk, closed_at__isnull=True).update(next_page_at=thread.now, message=message)
    record(
        thread.practice_id, "red_flag", f"message:{message.pk}", actor="system", at=thread.now, signs=sorted(signs),
        task=task.pk,
    )  # fmt: skip
    if opted_out:
        runs.end_all(conversation.pk, "opted_out", thread)
    return "reply" if fresh and not refused else "task"


def key_of(conversation_id: int) -> str:
    """The key of the one open emergency of a conversation."""
    return f"red_flag:{conversation_id}"

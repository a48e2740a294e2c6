"""Steps 3 to 7 of the one path: claim a conversation's next text and answer it, in one short transaction.

Texts of one phone are handled in order, by one worker at a time; flagged ones come first. A crash undoes the claim.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError, connection, transaction

from replywell.common.notify import poke_live, together
from replywell.common.tenancy import practice_scope
from replywell.dialogue import engine, tasks, thread
from replywell.dialogue.effects import RunMovedOn
from replywell.dialogue.thread import Thread
from replywell.messaging import send
from replywell.messaging.models import Message

log = logging.getLogger(__name__)

TRIES = 2
"""A text that fails so often becomes a task."""
ENDS = frozenset({"reply", "action", "task"})
AT_ONCE = 20
"""Conversations looked up at once: a flagged text waits for no more than these."""


def drain(limit: int, call_help: Callable[[], None] | None = None) -> int:
    """Handle up to `limit` texts that wait, over all practices. Returns how many were handled.

    A text that is stored meanwhile comes with a poke of its own. `call_help`: called when more than one waits.
    """
    done = 0
    passed: list[int] = []
    more = True
    while more and done < limit:
        most = min(AT_ONCE, limit - done)
        found = _waiting(most, passed)
        more = len(found) == most
        if call_help is not None and len(found) > 1:
            call_help()
        with together():
            for practice_id, conversation_id, texts in found:
                handled = _one(practice_id, conversation_id)
                done += handled
                if handled:
                    more = more or texts > 1
                else:
                    # Another worker has it, or it failed: the next round sees it again.
                    passed.append(conversation_id)
                if done >= limit:
                    break
    return done


def _waiting(most: int, passed: list[int]) -> list[tuple[int, int, int]]:
    """(practice, conversation, how many of its texts wait), flagged ones first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT practice_id, conversation_id, texts FROM conversations_to_handle(%s, %s)", [most, passed]
        )
        return [(row[0], row[1], row[2]) for row in cursor.fetchall()]


def _one(practice_id: int, conversation_id: int) -> int:
    """Handle the conversation's next text. Returns 1, or 0 when there was none or it failed."""
    message: Message | None = None
    try:
        with practice_scope(practice_id):
            at_hand = thread.take_text(conversation_id)
            if at_hand is None or at_hand.message is None:
                return 0
            message = at_hand.message
            ended = _give_up(at_hand) if message.handle_tries >= TRIES else engine.answer(at_hand)
            _end(at_hand, ended)
        return 1
    except (OperationalError, InterfaceError, RunMovedOn):
        # The database went away, two workers ran into each other: no fault of the text, it is tried again.
        log.warning("A text is handled later (conversation %s)", conversation_id, exc_info=True)
        connection.close_if_unusable_or_obsolete()
        return 0
    except Exception:
        log.exception("A text could not be handled (message %s)", message.pk if message else None)
        if message is not None:
            _count_failure(practice_id, message.pk)
        return 0


def _end(at_hand: Thread, ended: str) -> None:
    message = at_hand.message
    assert message is not None
    if ended not in ENDS:
        raise ValueError(f"A text ends in reply, action or task, not in {ended!r}.")
    send.end_text(message, ended, at_hand.now)
    poke_live(at_hand.practice.public_id, "conversation", at_hand.conversation.public_id)


def _count_failure(practice_id: int, message_id: int) -> None:
    """Outside the transaction that failed, so that it stays counted."""
    with transaction.atomic(), practice_scope(practice_id), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE messaging_message SET handle_tries = handle_tries + 1 WHERE id = %s AND handled_at IS NULL",
            [message_id],
        )


def _give_up(at_hand: Thread) -> str:
    """A text that software cannot handle is read by a person; the conversation goes on."""
    message = at_hand.message
    assert message is not None
    flagged = bool(message.red_flags)
    tasks.create(
        at_hand.practice_id, "clinical" if flagged else "front_desk", "not_handled",
        "Software failed at this text: please read it", now=at_hand.now, conversation_id=at_hand.conversation.pk,
        message_id=message.pk, emergency=flagged, key=f"not_handled:{message.pk}",
    )  # fmt: skip
    return "task"

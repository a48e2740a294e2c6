"""A language model's view of texts that went to a person, shown to staff beside the text.

It comes after everything was decided and committed, and nothing acts on it: without it, slow, wrong or broken, the
texts go the same way. A text is asked about once at most.
"""

from __future__ import annotations

import logging
import time
from datetime import timedelta

from django.db import connection

from replywell.audit.record import record
from replywell.common import clock
from replywell.common.notify import poke_live
from replywell.common.tenancy import practice_scope
from replywell.dialogue import language_model
from replywell.dialogue.hours import practice_hours
from replywell.dialogue.language_model import Answer, Model, NoAnswer, Question
from replywell.dialogue.models import Prompt, Suggestion
from replywell.messaging.models import Conversation, Message
from replywell.patients.models import ContactLink

log = logging.getLogger(__name__)

FAILURES = 3
REST = 300.0
"""After so many failures in a row the model is left alone for so many seconds (wall time)."""

# Older work is under way without it.
_NEXT = "SELECT * FROM texts_to_suggest_on(domain_now() - interval '1 hour', 1, %s)"
_CLAIM = """
INSERT INTO dialogue_suggestion (practice_id, message_id, model, asked_at, failed_why, intent, summary, reply)
VALUES (%s, %s, %s, %s, '', '', '', '') ON CONFLICT (practice_id, message_id) DO NOTHING RETURNING id"""

_failures = 0
_rests_until = 0.0


def run_due(limit: int) -> int:
    """Ask about up to `limit` texts, over all practices, one after the other. Returns how many were asked about.

    Raises ValueError when the settings cannot be used. Off, it does nothing at all.
    """
    model = language_model.configured()
    if model is None:
        return 0
    done = 0
    full: list[int] = []
    while done < limit and time.monotonic() >= _rests_until:
        with connection.cursor() as cursor:
            cursor.execute(_NEXT, [full])
            found = cursor.fetchone()
        if found is None:
            break
        practice_id, message_id = found
        if _spent(practice_id, model):
            full.append(practice_id)
            continue
        _one(practice_id, message_id, model)
        done += 1
    return done


def _spent(practice_id: int, model: Model) -> bool:
    with practice_scope(practice_id):
        return Suggestion.objects.filter(asked_at__gt=clock.now() - timedelta(hours=1)).count() >= model.hourly


def _one(practice_id: int, message_id: int, model: Model) -> None:
    """Claim, ask with no transaction open, keep."""
    global _failures, _rests_until
    with practice_scope(practice_id):
        claimed = _claim(practice_id, message_id, model)
    if claimed is None:
        return
    suggestion_id, question = claimed
    try:
        answer = language_model.ask(model, question)
    except NoAnswer as trouble:
        _failures += 1
        if _failures >= FAILURES:
            _failures, _rests_until = 0, time.monotonic() + REST
            log.warning("The language model does not answer (%s); it is left alone for %d s", trouble.why, REST)
        with practice_scope(practice_id):
            Suggestion.objects.filter(pk=suggestion_id).update(done_at=clock.now(), failed_why=trouble.why)
        return
    _failures = 0
    with practice_scope(practice_id):
        _keep(practice_id, suggestion_id, answer)


def _claim(practice_id: int, message_id: int, model: Model) -> tuple[int, Question] | None:
    """Ours to ask about, and what will leave; None: somebody else asks."""
    now = clock.now()
    message = Message.objects.select_related("conversation").get(pk=message_id)
    conversation = message.conversation
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [practice_id, message_id, model.name, now])
        row = cursor.fetchone()
    if row is None or conversation is None:
        return None
    names = ContactLink.objects.filter(contact_id=conversation.contact_id).values_list(
        "patient__first_name", "patient__last_name"
    )
    prompt = Prompt.objects.filter(conversation=conversation, opened_at__lte=message.created_at).order_by("-id").first()
    asked = prompt.context if prompt and not (prompt.closed_at and prompt.closed_at < message.created_at) else "none"
    text = language_model.masked(message.body, [name for pair in names for name in pair])
    record(practice_id, "suggestion.asked", f"message:{message_id}", actor="system", at=now, model=model.name)
    return row[0], Question(text, asked, str((message.reading or {}).get("lang") or ""))


def _keep(practice_id: int, suggestion_id: int, answer: Answer) -> None:
    Suggestion.objects.filter(pk=suggestion_id).update(
        done_at=clock.now(),
        intent=answer.intent.value,
        confidence=answer.confidence,
        summary=answer.summary,
        reply=answer.reply,
    )
    conversation = Conversation.objects.get(
        pk=Suggestion.objects.values_list("message__conversation_id", flat=True).get(pk=suggestion_id)
    )
    poke_live(practice_hours(practice_id).practice.public_id, "conversation", conversation.public_id)


def forget() -> None:
    """Ask again at once: the model may be well (tests, and whoever changed the settings)."""
    global _failures, _rests_until
    _failures, _rests_until = 0, 0.0

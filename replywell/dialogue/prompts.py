"""Which questions are open, and which of them a text can answer.

A prompt is open from the carrier's acceptance; a text received before that cannot answer it. One that was closed
or has expired can still be answered late, as long as what it was about lies ahead.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import F

from replywell.common.notify import poke_live
from replywell.dialogue.facts import AskedFacts, Option
from replywell.dialogue.hours import practice_hours
from replywell.dialogue.models import Prompt, WorkflowRun
from replywell.dialogue.thread import Thread
from replywell.messaging import send
from replywell.messaging.events import MessageMoved
from replywell.messaging.models import MessageStatus
from replywell.scheduling import booking
from replywell.scheduling.booking import VisitChanged
from replywell.understanding import Asked, Intent

NEVER_SENT = "never_sent"
"""Why a prompt closes, or a run ends, whose question never left."""
ARRIVED = frozenset({MessageStatus.ACCEPTED, MessageStatus.SENT, MessageStatus.DELIVERED})
NEVER = frozenset({MessageStatus.SUPPRESSED, MessageStatus.DROPPED, MessageStatus.FAILED, MessageStatus.UNDELIVERED})


@dataclass(frozen=True)
class Candidate:
    """A prompt that a text may answer; `late`: it was no longer open when the text came."""

    prompt: Prompt
    late: bool

    @property
    def asked(self) -> AskedFacts:
        """For handlers."""
        prompt = self.prompt
        return AskedFacts(
            prompt.pk,
            prompt.context,
            prompt.state,
            options_of(prompt),
            opened(prompt) or prompt.message.created_at,
            prompt.expires_at,
        )

    @property
    def visit_ids(self) -> frozenset[int]:
        """The visits it told of."""
        return frozenset(pair[0] for pair in self.prompt.about)

    def accepts(self, intent: Intent) -> bool:
        """Whether this intent answers it."""
        return intent.value in self.prompt.accepts


def opened(prompt: Prompt) -> datetime | None:
    """When the carrier accepted it (domain time); None: it was not, so nobody can answer it."""
    return prompt.message.accepted_at or prompt.opened_at


def options_of(prompt: Prompt) -> tuple[Option, ...]:
    """What 1, 2, 3 mean."""
    return tuple(Option(one["number"], one["text"], one.get("value") or {}) for one in prompt.options)


def candidates(thread: Thread, at: datetime) -> list[Candidate]:
    """What a text received `at` may answer: open prompts first, newest first, then the late ones, one a run.

    A prompt that a newer one of the same run followed is not offered, unless it was the open one at that moment.
    """
    found: list[Candidate] = []
    runs: set[int] = set()
    for prompt in thread.prompts:
        since = opened(prompt)
        if since is None or since > at or prompt.run_id in runs or prompt.closed_why in ("never_sent", "taken_over"):
            continue
        runs.add(prompt.run_id)
        over = prompt.expires_at <= at or (prompt.closed_at is not None and prompt.closed_at <= at)
        found.append(Candidate(prompt, late=over))
    return sorted(found, key=lambda one: one.late)


def to_read(thread: Thread, candidate: Candidate | None) -> Asked:
    """What `understanding.read` is told was asked."""
    facts = thread.practice_facts
    if candidate is None:
        context = "keep_texting" if thread.conversation.asked_to_keep_at else "none"
        return Asked(
            context=context,
            zone=facts.zone,
            hours=facts.hours,
            lang=thread.language,
            known=thread.known_names,
            vocabulary=thread.hours.words.vocabulary,
        )
    prompt = candidate.prompt
    return Asked(
        context=prompt.context,
        prompt=prompt.message.body,
        zone=facts.zone,
        hours=facts.hours,
        options=len(prompt.options),
        lang=thread.language,
        known=thread.known_names,
        vocabulary=thread.hours.words.vocabulary,
    )


def close(prompts: Sequence[int], why: str, *, conversation_id: int, now: datetime) -> int:
    """Close these prompts; what waited for an answer may leave. Returns how many were open."""
    closed = Prompt.objects.filter(pk__in=list(prompts), closed_at__isnull=True).update(closed_at=now, closed_why=why)
    if closed:
        send.release_waiting(conversation_id, now)
    return closed


def close_all(conversation_id: int, why: str, *, now: datetime) -> int:
    """Close every open prompt of a conversation."""
    found = Prompt.objects.filter(conversation_id=conversation_id, closed_at__isnull=True)
    closed = found.update(closed_at=now, closed_why=why)
    if closed:
        send.release_waiting(conversation_id, now)
    return closed


_OPEN = """
WITH opening AS (
  UPDATE dialogue_prompt p SET opened_at = coalesce(m.accepted_at, %s) FROM messaging_message m
   WHERE p.practice_id = %s AND p.message_id = %s AND p.opened_at IS NULL
     AND m.practice_id = p.practice_id AND m.id = p.message_id
  RETURNING p.id, p.conversation_id, p.run_id, p.asks_choice, p.opened_at, p.context, p.about
), replaced AS (
  UPDATE dialogue_prompt older SET closed_at = o.opened_at, closed_why = 'replaced' FROM opening o
   WHERE older.conversation_id = o.conversation_id AND older.closed_at IS NULL AND older.id < o.id
     AND (older.run_id = o.run_id OR (older.asks_choice AND o.asks_choice))
)
SELECT o.about::text, o.context, v.public_id
  FROM opening o JOIN messaging_conversation v ON v.practice_id = %s AND v.id = o.conversation_id
"""


def message_moved(moved: MessageMoved) -> None:
    """A prompt opens when its text is accepted, and takes the place of the one before: from then on the visits it
    asks to confirm count as asked about. It closes if it never left, and so does a run that began with it.
    """
    if moved.conversation_id is None:
        return
    if moved.new in ARRIVED and moved.old not in ARRIVED:
        with connection.cursor() as cursor:
            cursor.execute(_OPEN, [moved.now, moved.practice_id, moved.message_id, moved.practice_id])
            opened = cursor.fetchall()
        for _, _, conversation in opened:
            # Pages were told of the text when it left, and may have looked before this.
            poke_live(practice_hours(moved.practice_id).practice.public_id, "conversation", conversation)
        asked = (about for about, context, _ in opened if context == "confirm_prompt")
        for visit_id, version in (pair for about in asked for pair in json.loads(about)):
            with contextlib.suppress(VisitChanged):
                booking.ask(visit_id, version, now=moved.now, actor="system")
    elif moved.new in NEVER:
        unsent = Prompt.objects.filter(
            message_id=moved.message_id, closed_at__isnull=True, message__accepted_at__isnull=True
        )
        for prompt_id, run_id in unsent.values_list("pk", "run_id"):
            close([prompt_id], NEVER_SENT, conversation_id=moved.conversation_id, now=moved.now)
            _end_unasked(run_id, moved.now)


def _end_unasked(run_id: int, now: datetime) -> None:
    """A run that began on our side, and none of whose questions left, waits for nothing."""
    if Prompt.objects.filter(run_id=run_id).exclude(closed_why=NEVER_SENT, solicited=False).exists():
        return
    WorkflowRun.objects.filter(pk=run_id, ended_at__isnull=True).update(
        ended_at=now, ended_why=NEVER_SENT, version=F("version") + 1
    )

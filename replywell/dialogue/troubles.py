"""What goes wrong and nobody would notice: each trouble is one open task with a page, settled when it is over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import connection

from replywell.common.tenancy import practice_scope
from replywell.dialogue import tasks
from replywell.dialogue.models import Task
from replywell.messaging import health
from replywell.messaging.attempts import SOFTWARE
from replywell.messaging.events import MessageMoved, NumberStopped
from replywell.messaging.models import Message, MessageStatus, Purpose
from replywell.practices.queries import practice_ids

WORDS: Mapping[str, str] = {
    "unhandled_text": "a patient's text has waited for more than a minute",
    "outbound_stuck": "texts are due and do not leave",
    "worker_gone": "no worker is running",
    "nobody_on_call": "nobody is on call",
    "number_stopped": "the carrier refuses our number",
    "unrouted_text": "texts come to a number nobody here owns",
    "list_unread": "the carrier's list of texts cannot be read, so texts whose webhook was lost are not found",
    "unknown_outcome": "it is unknown whether a text arrived: check it and call",
}
PAGED = frozenset({"unhandled_text", "outbound_stuck", "worker_gone", "number_stopped", "unrouted_text"})
"""These call a person at once; the others are tasks. (With nobody on call there is nobody to page.)"""
ONE_A_PRACTICE = frozenset({"unhandled_text", "outbound_stuck", "worker_gone", "nobody_on_call"})
"""Over when the database no longer shows them: their tasks close by themselves unless somebody has them."""
OF_A_ROW = frozenset({"unknown_outcome", "unrouted_text", "list_unread", "number_stopped"})
"""Likewise, one for each row. Once a person closed its task, the same trouble makes no other."""


def look(now: datetime) -> int:
    """Look over all practices; make a task for each trouble that has none open. Returns how many are new."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT practice_id, kind, ref FROM troubles_now(%s)", [now])
        found = [(int(row[0]), str(row[1]), int(row[2])) for row in cursor.fetchall()]
    everyone = practice_ids()
    if _no_worker():
        found += [(practice_id, "worker_gone", practice_id) for practice_id in everyone]
    there = {(practice_id, kind) for practice_id, kind, _ in found}
    new = 0
    for practice_id in everyone:
        mine = [(kind, ref) for one, kind, ref in found if one == practice_id]
        with practice_scope(practice_id):
            for kind, ref in mine:
                new += report(practice_id, kind, ref, now=now)
            over = [key_of(kind, practice_id) for kind in ONE_A_PRACTICE if (practice_id, kind) not in there]
            still = {key_of(kind, ref) for kind, ref in mine}
            of_rows = Task.objects.filter(reason__in=OF_A_ROW, closed_at__isnull=True).values_list("key", flat=True)
            over += [key for key in of_rows if key not in still]
            for key in Task.objects.filter(key__in=over, closed_at__isnull=True).values_list("key", flat=True):
                tasks.settle(key, now=now, outcome="over by itself")
    return new


def key_of(kind: str, ref: int) -> str:
    """The key of the one open task of a trouble: `ref` is the practice for those of ONE_A_PRACTICE, else the row."""
    return f"trouble:{kind}:{ref}"


def report(practice_id: int, kind: str, ref: int, *, now: datetime, summary: str = "") -> int:
    """Make the task of a trouble, inside the practice's scope. Returns 1 when it is new."""
    ref = practice_id if kind in ONE_A_PRACTICE else ref
    message = Message.objects.filter(pk=ref).first() if kind == "unknown_outcome" else None
    _, fresh = tasks.create(
        practice_id, "front_desk", kind, summary or WORDS[kind], now=now, due=now, page=kind in PAGED,
        conversation_id=message.conversation_id if message else None, message_id=message.pk if message else None,
        key=key_of(kind, ref),
    )  # fmt: skip
    return int(fresh)


def _no_worker() -> bool:
    """A worker beat once and none does any more. (A database where none ever ran is a test or an import.)"""
    ages = health.check().facts["processes"]
    workers = [age for process, age in ages.items() if process.startswith("worker")]
    return bool(workers) and min(workers) >= health.WORKER_SECONDS


CALL = frozenset(
    {
        Purpose.ANSWER, Purpose.STAFF, Purpose.SAFETY, Purpose.RESULTS, Purpose.WAITLIST, Purpose.LEAD,
        Purpose.REMINDER,
    }
)  # fmt: skip
"""A text of these that does not arrive leaves a person to be called."""


REFUSED = frozenset({MessageStatus.SUPPRESSED, MessageStatus.DROPPED})
"""The gate said no at the moment of sending."""
NOT_THERE = REFUSED | {MessageStatus.FAILED, MessageStatus.UNDELIVERED}


def message_moved(moved: MessageMoved) -> None:
    """A text that failed is work for a person; a safety text that failed or could not leave is urgent.

    One that our own software could not begin is looked at, whatever it is for.
    """
    if moved.new not in NOT_THERE or moved.conversation_id is None:
        return
    message = Message.objects.get(pk=moved.message_id)
    urgent = message.purpose == Purpose.SAFETY
    if message.failure == SOFTWARE and not urgent:
        tasks.create(
            moved.practice_id, "front_desk", "not_handled", "Software failed at a text, which did not leave: call",
            now=moved.now, conversation_id=moved.conversation_id, message_id=message.pk,
            key=f"not_handled:{message.pk}",
        )  # fmt: skip
        return
    if message.purpose not in CALL or (moved.new in REFUSED and not urgent):
        return
    about = message.about[0][0] if message.about else None
    task, fresh = tasks.create(
        moved.practice_id, "clinical" if urgent else "front_desk", "red_flag" if urgent else "not_delivered",
        "Our safety text did not arrive: CALL" if urgent else "Our text did not arrive: call", now=moved.now,
        conversation_id=moved.conversation_id, message_id=message.pk, appointment_id=about, emergency=urgent,
        key=f"red_flag:{moved.conversation_id}" if urgent else f"not_delivered:{moved.conversation_id}",
    )  # fmt: skip
    if urgent and not fresh:
        Task.objects.filter(pk=task.pk).update(
            summary="An urgent text, and our answer did not arrive: CALL", next_page_at=moved.now
        )


def number_stopped(stopped: NumberStopped) -> None:
    """Nothing leaves from a number until an administrator acts: they are called."""
    report(
        stopped.practice_id, "number_stopped", stopped.number_id, now=stopped.now,
        summary=f"{WORDS['number_stopped']} ({stopped.reason})" if stopped.reason else "",
    )  # fmt: skip

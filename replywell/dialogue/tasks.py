"""Work for people: make, take, hand on, close. Every verb runs in the caller's practice scope and is audited."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Case, F, Value, When

from replywell.audit.record import record
from replywell.common.notify import WAKE, poke, poke_live
from replywell.dialogue.hours import practice_hours
from replywell.dialogue.models import Queue, Task
from replywell.practices.models import Staff

WORKING: Mapping[str, timedelta] = {
    Queue.FRONT_DESK: timedelta(hours=4),
    Queue.SCHEDULING: timedelta(hours=4),
    Queue.CLINICAL: timedelta(hours=2),
    Queue.BILLING: timedelta(hours=8),
}
"""Due after so many working hours of the location, by queue."""
SOONER: Mapping[str, timedelta] = {"clinical_concern": timedelta(hours=1), "running_late": timedelta(minutes=15)}
"""Reasons that cannot wait for their queue's time."""


class TaskChanged(Exception):  # noqa: N818
    """The task is no longer as the page showed it: somebody took or closed it. Nothing was changed."""

    def __init__(self, task: Task | None) -> None:
        who = task.taken_by.name if task and task.taken_by else ""
        closed = task is not None and task.closed_at is not None
        super().__init__("The task is closed already." if closed else f"{who or 'Somebody'} has the task already.")
        self.task = task


_ADD = """
INSERT INTO dialogue_task (public_id, practice_id, conversation_id, message_id, patient_id, appointment_id, queue,
                           reason, summary, emergency, due_at, created_at, taken_by_id, taken_at, outcome, page_round,
                           next_page_at, key)
VALUES (gen_random_uuid(), %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, '', 0, %s, %s)
ON CONFLICT (practice_id, key) WHERE closed_at IS NULL AND key <> '' DO NOTHING RETURNING id, public_id
"""


def create(
    practice_id: int,
    queue: str,
    reason: str,
    summary: str,
    *,
    now: datetime,
    conversation_id: int | None = None,
    message_id: int | None = None,
    patient_id: int | None = None,
    appointment_id: int | None = None,
    location_id: int | None = None,
    due: datetime | None = None,
    emergency: bool = False,
    page: bool = False,
    taken_by_id: int | None = None,
    key: str = "",
    actor: str = "system",
) -> tuple[Task, bool]:
    """A task and whether it is new: with a `key` that an open task has, that one is returned as it is.

    `due` None: after the working hours of its queue or reason; an emergency is due now and pages at once, as does
    `page`. `summary` is one line without clinical detail.
    """
    if due is None:
        working = SOONER.get(reason) or WORKING[Queue(queue)]
        due = now if emergency else practice_hours(practice_id).of(location_id).after(now, working)
    pages_at = now if emergency or page else None
    taken_at = now if taken_by_id else None
    with connection.cursor() as cursor:
        cursor.execute(
            _ADD,
            [
                practice_id, conversation_id, message_id, patient_id, appointment_id, queue, reason, summary, emergency,
                due, now, taken_by_id, taken_at, pages_at, key,
            ],
        )  # fmt: skip
        row = cursor.fetchone()
    if row is None:
        return Task.objects.get(key=key, closed_at__isnull=True), False
    record(practice_id, "task.made", f"task:{row[0]}", actor=actor, at=now, reason=reason, queue=queue)
    if pages_at:
        poke(WAKE)
    tell(practice_id, row[0])
    task = Task(
        pk=row[0], public_id=row[1], practice_id=practice_id, conversation_id=conversation_id, message_id=message_id,
        queue=queue, reason=reason, summary=summary, emergency=emergency, due_at=due, created_at=now, key=key,
        taken_by_id=taken_by_id, taken_at=taken_at, next_page_at=pages_at,
    )  # fmt: skip
    return task, True


def take(task_id: int, staff: Staff, *, now: datetime) -> Task:
    """`staff` has it now: paging ends, and the time until a person came is kept. Raises TaskChanged."""
    task = Task.objects.select_related("taken_by").filter(pk=task_id).first()
    if task is None or task.closed_at or (task.taken_by_id and task.taken_by_id != staff.pk):
        raise TaskChanged(task)
    seconds = max(0, int((now - task.created_at).total_seconds()))
    changed = Task.objects.filter(pk=task_id, closed_at__isnull=True, taken_by__isnull=True).update(
        taken_by=staff,
        taken_at=now,
        next_page_at=None,
        returned_at=None,
        seconds_to_human=seconds if task.seconds_to_human is None else task.seconds_to_human,
    )
    if changed:
        record(
            task.practice_id, "task.taken", f"task:{task_id}", actor=f"staff:{staff.code}", at=now,
            seconds_to_human=seconds,
        )  # fmt: skip
        tell(task.practice_id, task_id)
    task.refresh_from_db()
    if task.taken_by_id != staff.pk:
        raise TaskChanged(task)
    return task


def paged_again(now: datetime) -> Case:
    """For tasks that nobody has any more: an emergency pages at once, other pages go on as they were planned."""
    return Case(When(emergency=True, then=Value(now)), default=F("next_page_at"))


def give_back(task_id: int, staff: Staff, *, now: datetime) -> Task:
    """Back into its queue, for somebody else. Raises TaskChanged when `staff` does not have it."""
    changed = Task.objects.filter(pk=task_id, closed_at__isnull=True, taken_by=staff).update(
        taken_by=None, taken_at=None, next_page_at=paged_again(now)
    )
    task = Task.objects.select_related("taken_by").filter(pk=task_id).first()
    if not changed or task is None:
        raise TaskChanged(task)
    record(task.practice_id, "task.given_back", f"task:{task_id}", actor=f"staff:{staff.code}", at=now)
    tell(task.practice_id, task_id)
    return task


def reassign(
    task_id: int,
    *,
    by: Staff,
    now: datetime,
    queue: str | None = None,
    to: Staff | None = None,
    due: datetime | None = None,
) -> Task:
    """Into another queue, to another person, or due at another time. Raises TaskChanged when it is closed."""
    values: dict[str, object] = {}
    if queue is not None:
        values |= {
            "queue": Queue(queue).value, "taken_by": None, "taken_at": None, "next_page_at": paged_again(now),
        }  # fmt: skip
    if to is not None:
        values |= {"taken_by": to, "taken_at": now, "next_page_at": None}
    if due is not None:
        values["due_at"] = due
    changed = Task.objects.filter(pk=task_id, closed_at__isnull=True).update(**values)
    task = Task.objects.select_related("taken_by").filter(pk=task_id).first()
    if not changed or task is None:
        raise TaskChanged(task)
    verb, whom = ("task.assigned", {"staff": to.code}) if to else ("task.reassigned", {})
    record(
        task.practice_id, verb, f"task:{task_id}", actor=f"staff:{by.code}", at=now, queue=task.queue, **whom
    )  # fmt: skip
    tell(task.practice_id, task_id)
    return task


def close(task_id: int, staff: Staff, *, now: datetime, outcome: str = "") -> Task:
    """Done. Whoever closes an untaken one took it. Raises TaskChanged when it is closed already.

    Texts to a number nobody owns are settled with their task: the next one is a new trouble.
    """
    task = Task.objects.select_related("taken_by").filter(pk=task_id).first()
    if task is None or task.closed_at:
        raise TaskChanged(task)
    seconds = max(0, int((now - task.created_at).total_seconds()))
    changed = Task.objects.filter(pk=task_id, closed_at__isnull=True).update(
        closed_by=staff,
        closed_at=now,
        outcome=outcome,
        next_page_at=None,
        seconds_to_human=seconds if task.seconds_to_human is None else task.seconds_to_human,
    )
    if not changed:
        raise TaskChanged(Task.objects.select_related("taken_by").filter(pk=task_id).first())
    if task.reason == "unrouted_text":
        with connection.cursor() as cursor:
            cursor.execute("SELECT settle_unrouted(%s)", [int(task.key.rpartition(":")[2])])
    record(task.practice_id, "task.closed", f"task:{task_id}", actor=f"staff:{staff.code}", at=now, reason=task.reason)
    tell(task.practice_id, task_id)
    task.refresh_from_db()
    return task


def settle(key: str, *, now: datetime, outcome: str) -> int:
    """Close the open task with this key because its cause is gone, unless a person has it. Returns how many."""
    found = list(Task.objects.filter(key=key, closed_at__isnull=True, taken_by__isnull=True))
    for task in found:
        Task.objects.filter(pk=task.pk, closed_at__isnull=True).update(
            closed_at=now, outcome=outcome, next_page_at=None
        )
        record(task.practice_id, "task.closed", f"task:{task.pk}", actor="system", at=now, reason=task.reason)
        tell(task.practice_id, task.pk)
    return len(found)


def tell(practice_id: int, task_id: int) -> None:
    """After commit, open pages look at this task again."""
    poke_live(practice_hours(practice_id).practice.public_id, "task", task_id)

"""What is clinical stays clinical: which texts, notes and tasks only clinical staff read.

A text is clinical from the patient when it has a warning sign, when it was read as a clinical wish, when a task of the
clinical queue came from it, or when it came while such a task was open: what a patient tells the nurse. From us, when
clinical staff wrote it, or when it is a safety text. Everybody else reads "With the nurse" in its place.

What a text is, is known when the worker has read it, some tens of milliseconds after it came. Until then nobody else
sees its words either: "Just arrived, being read" stands in their place.

One exception: while an emergency is open, everybody who reads conversations sees its texts, for whoever is nearest
must be able to act (45 CFR 164.512(j)). When its task is closed, they are clinical again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_noop

from replywell.dialogue.models import Queue, Task, TaskNote
from replywell.messaging.models import Direction, Message, Purpose
from replywell.practices.models import Role, Staff

WORDS = gettext_noop("With the nurse")
BEING_READ = gettext_noop("Just arrived, being read")
WISHES = frozenset({"clinical_concern", "value_report", "refill_request", "emergency"})
"""Intents of `understanding` that are clinical."""


@dataclass(frozen=True)
class _Matter:
    """A clinical task: from its text on until it was closed."""

    conversation_id: int
    message_id: int | None
    since: datetime
    until: datetime | None
    emergency: bool


class Veil:
    """What somebody who reads nothing clinical does not see in some conversations."""

    def __init__(self, matters: Iterable[_Matter] = (), *, lifted: bool = False) -> None:
        self.lifted = lifted
        self._matters: dict[int, list[_Matter]] = {}
        for matter in matters:
            self._matters.setdefault(matter.conversation_id, []).append(matter)

    @classmethod
    def over(cls, conversation_ids: Iterable[int], *, clinical: bool) -> Self:
        """For these conversations. `clinical`: the reader reads what is clinical. At most one query."""
        if clinical:
            return cls(lifted=True)
        found = (
            Task.objects.filter(conversation_id__in=list(conversation_ids))
            .filter(Q(queue=Queue.CLINICAL) | Q(emergency=True))
            .annotate(since=Coalesce("message__created_at", "created_at"))
            .values_list("conversation_id", "message_id", "since", "created_at", "closed_at", "emergency")
        )
        # A later warning sign of the same episode becomes its task's text: the episode began with the task.
        return cls(_Matter(one[0] or 0, one[1], min(one[2], one[3]), one[4], one[5]) for one in found)

    @classmethod
    def of_tasks(cls, tasks: Iterable[Any]) -> Self:
        """For whoever reads nothing clinical, from all tasks of a conversation, with their `since` as in `over`."""
        return cls(
            _Matter(
                one.conversation_id or 0, one.message_id, min(one.since, one.created_at), one.closed_at,
                one.emergency,
            )
            for one in tasks
            if one.queue == Queue.CLINICAL or one.emergency
        )  # fmt: skip

    def hides(self, message: Message) -> bool:
        """Whether the text is not for this reader. `message.author` must be loaded."""
        if self.lifted:
            return False
        matters = self._matters.get(message.conversation_id or 0, [])
        if any(one.emergency and one.until is None and one.since <= message.created_at for one in matters):
            return False
        if message.direction == Direction.OUT:
            return message.purpose == Purpose.SAFETY or self.hides_words_of(message.author)
        return (
            message.handled_at is None
            or bool(message.red_flags)
            or not WISHES.isdisjoint(_wishes(message))
            or any(
                one.message_id == message.pk
                or one.since <= message.created_at <= (one.until or message.created_at)
                for one in matters
            )
        )  # fmt: skip

    @staticmethod
    def instead(message: Message) -> str:
        """What stands in the place of a text that is not for this reader, in English, to be translated."""
        unread = message.direction == Direction.IN and message.handled_at is None and not message.red_flags
        return BEING_READ if unread else WORDS

    def hides_words_of(self, author: Staff | None) -> bool:
        """Whether what this colleague wrote, to a patient or in a note, is not for this reader."""
        return not self.lifted and author is not None and author.role == Role.CLINICAL

    def hides_note(self, note: TaskNote) -> bool:
        """Whether the note is not for this reader: clinical staff wrote it and have not shared it."""
        return not note.shared and self.hides_words_of(note.author)

    def hides_task(self, task: Task) -> bool:
        """Whether the task is not for this reader."""
        return not self.lifted and is_clinical(task)


def is_clinical(task: Task) -> bool:
    """Whether a task is for clinical staff alone. An emergency is everybody's while it is open."""
    return task.queue == Queue.CLINICAL and not (task.emergency and task.closed_at is None)


def readable(tasks: QuerySet[Task], *, clinical: bool) -> QuerySet[Task]:
    """Those open tasks that this reader sees."""
    return tasks if clinical else tasks.exclude(queue=Queue.CLINICAL, emergency=False)


def _wishes(message: Message) -> set[str]:
    reading = message.reading or {}
    return {str(reading.get("intent", "")), *map(str, reading.get("also", ()))}

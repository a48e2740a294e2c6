"""Open emergencies that nobody has taken, as every page shows them above its content."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from replywell.common import phones
from replywell.console import words
from replywell.dialogue.models import PageSent, Task
from replywell.patients.models import ContactLink, Patient

MOST = 3
"""Shown one by one; the rest is counted."""


@dataclass(frozen=True)
class Emergency:
    """One line of the banner."""

    task: Task
    name: str
    waited: str
    paged: str
    address: str
    take: str


@dataclass(frozen=True)
class Waiting:
    """What the banner shows; `newest` tells a page whether one came that it does not know yet."""

    found: list[Emergency]
    more: int
    newest: int

    @property
    def others(self) -> int:
        """How many besides the first: a phone shows that one and counts them."""
        return max(0, len(self.found) - 1) + self.more


def waiting(now: datetime, page: str = "") -> Waiting:
    """Oldest first, because they have waited longest. One or two queries, inside a practice scope.

    `page`: the address they are shown on; the page of a conversation shows its own emergency by itself.
    """
    tasks = list(
        Task.objects.filter(emergency=True, closed_at__isnull=True, taken_by__isnull=True)
        .select_related("conversation__contact", "patient")
        .annotate(people=ArraySubquery(_people()))
        .order_by("created_at", "id")[:100]
    )  # fmt: skip
    newest = max((one.pk for one in tasks), default=0)
    tasks = [one for one in tasks if one.conversation is None or str(one.conversation.public_id) not in page]
    if not tasks:
        return Waiting([], 0, newest)
    names = {
        one.conversation.contact_id: ", ".join(dict.fromkeys(Patient(**given).full_name for given in one.people))
        for one in tasks[:MOST]
        if one.conversation
    }
    calls: dict[int, dict[tuple[int, int], list[PageSent]]] = {}
    sent = PageSent.objects.filter(task_id__in=[one.pk for one in tasks[:MOST]]).select_related("staff").order_by("id")
    for one in sent:
        calls.setdefault(one.task_id, {}).setdefault((one.round, one.staff_id), []).append(one)
    paged = {task: _called(list(found.values())[-1]) for task, found in calls.items()}
    return Waiting(
        found=[_line(one, names, paged.get(one.pk, ""), now) for one in tasks[:MOST]],
        more=max(0, len(tasks) - MOST),
        newest=newest,
    )


def _called(ways: list[PageSent]) -> str:
    """The last who was called, by text and by mail: reached if one of the two left."""
    reached = any(not one.failed_why for one in ways)
    told = _("%(name)s paged %(time)s") if reached else _("%(name)s not reached %(time)s")
    return told % {"name": ways[-1].staff.name, "time": words.time_of(ways[-1].at)}


def _people() -> QuerySet[ContactLink, Any]:
    """Whom the phone of a task's conversation speaks for, as `trail.contact_names` has them."""
    links = ContactLink.objects.filter(contact_id=OuterRef("conversation__contact_id"), ended_at__isnull=True)
    named = JSONObject(first_name="patient__first_name", last_name="patient__last_name")
    return links.order_by("-role", "id").values(given=named)


def _line(task: Task, names: dict[int, str], paged: str, now: datetime) -> Emergency:
    conversation = task.conversation
    name = task.patient.full_name if task.patient else ""
    if conversation is None:
        return Emergency(task, name, _waited(task, now), paged, "/inbox/?view=emergency", "")
    name = name or names.get(conversation.contact_id) or phones.display(conversation.contact.phone)
    address = f"/inbox/{conversation.public_id}/"
    take = f"{address}tasks/{task.public_id}/take/"
    return Emergency(task, name, _waited(task, now), paged, f"{address}?view=emergency", take)


def _waited(task: Task, now: datetime) -> str:
    return words.span((now - task.created_at).total_seconds())

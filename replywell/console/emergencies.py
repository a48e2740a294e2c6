"""Open emergencies that nobody has taken, as every page shows them above its content."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from replywell.common import phones
from replywell.console import words
from replywell.dialogue.models import PageSent, Task
from replywell.patients.models import ContactLink

MOST = 3
"""Shown one by one; the rest is counted."""


class _Open(NamedTuple):
    """What a line shows of its task, as `_SHOWN` asks for it: every page of everybody does."""

    pk: int
    key: UUID
    summary: str
    created_at: datetime
    conversation: UUID | None
    phone: str | None
    first_name: str | None
    last_name: str | None
    people: list[dict[str, str]]


_SHOWN = (
    "pk", "public_id", "summary", "created_at", "conversation__public_id", "conversation__contact__phone",
    "patient__first_name", "patient__last_name", "people",
)  # fmt: skip


@dataclass(frozen=True)
class Emergency:
    """One line of the banner. `key`: the task's in addresses."""

    key: UUID
    summary: str
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
    found = (
        Task.objects.filter(emergency=True, closed_at__isnull=True, taken_by__isnull=True)
        .annotate(people=ArraySubquery(_people()))
        .order_by("created_at", "id")
        .values_list(*_SHOWN)[:100]
    )
    tasks = [_Open(*one) for one in found]
    newest = max((one.pk for one in tasks), default=0)
    tasks = [one for one in tasks if one.conversation is None or str(one.conversation) not in page]
    if not tasks:
        return Waiting([], 0, newest)
    calls: dict[int, dict[tuple[int, int], list[PageSent]]] = {}
    sent = PageSent.objects.filter(task_id__in=[one.pk for one in tasks[:MOST]]).select_related("staff").order_by("id")
    for one in sent:
        calls.setdefault(one.task_id, {}).setdefault((one.round, one.staff_id), []).append(one)
    paged = {task: _called(list(found.values())[-1]) for task, found in calls.items()}
    return Waiting(
        found=[_line(one, paged.get(one.pk, ""), now) for one in tasks[:MOST]],
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


def _line(task: _Open, paged: str, now: datetime) -> Emergency:
    name = f"{task.first_name or ''} {task.last_name or ''}".strip()
    waited = words.span((now - task.created_at).total_seconds())
    if task.conversation is None:
        return Emergency(task.key, task.summary, name, waited, paged, "/inbox/?view=emergency", "")
    people = (f"{one['first_name']} {one['last_name']}".strip() for one in task.people)
    name = name or ", ".join(dict.fromkeys(people)) or phones.display(task.phone or "")
    address = f"/inbox/{task.conversation}/"
    take = f"{address}tasks/{task.key}/take/"
    return Emergency(task.key, task.summary, name, waited, paged, f"{address}?view=emergency", take)

"""While you were closed: what came in since the last day at work ended, sorted for whoever opens the desk.

Emergencies stand on top. Then what was overdue already when the practice closed: nobody has waited longer. Then what
came in while it was closed, what is clinical first, the rest by who waits longest; then everything else, by due time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from replywell.common.clock import at_wall
from replywell.dialogue.hours import Hours
from replywell.dialogue.models import Queue, Task

VIEWS = frozenset({"all", "unassigned", *Queue.values})
"""The lists of the inbox that are sorted so."""
EMERGENCY, LEFT, CLOSED, OPEN = range(4)
"""The parts of such a list."""


@dataclass(frozen=True)
class Morning:
    """`closed`: the stretches (UTC) since the last day at work in which nobody was there, oldest first."""

    closed: Sequence[tuple[datetime, datetime]]
    now: datetime

    @property
    def came(self) -> Q:
        """What came in while nobody was there."""
        found = Q(pk__in=[])
        for start, end in self.closed:
            found |= Q(created_at__gte=start, created_at__lt=end)
        return found

    def sort(self, waiting: QuerySet[Task]) -> QuerySet[Task]:
        """The tasks in the order above, each with its `part`."""
        since = self.closed[0][0] if self.closed else self.now
        parts = Case(
            When(emergency=True, then=Value(EMERGENCY)),
            When(created_at__lt=since, due_at__lte=self.now, then=Value(LEFT)),
            When(self.came, then=Value(CLOSED)),
            default=Value(OPEN),
            output_field=IntegerField(),
        )
        pressing = Case(When(part=CLOSED, queue=Queue.CLINICAL, then=Value(0)), default=Value(1))
        waits = Case(When(part=CLOSED, then=F("created_at")), default=F("due_at"))
        return waiting.annotate(part=parts).order_by("part", pressing, waits, "id")

    def heading(self, waiting: QuerySet[Task]) -> str:
        """ "While you were closed: 12 waiting, 3 of them clinical". `waiting` is sorted. One query."""
        found = waiting.filter(self.came, emergency=False).order_by().aggregate(
            count=Count("id"), clinical=Count("id", filter=Q(queue=Queue.CLINICAL))
        )  # fmt: skip
        words = _("While you were closed: %(count)s waiting") % {"count": found["count"]}
        clinical = _("%(count)s of them clinical") % {"count": found["clinical"]}
        return f"{words}, {clinical}" if found["clinical"] else words


def of(hours: Hours, now: datetime) -> Morning:
    """The closed stretches since the last day with opening hours before today, by the practice's wall. Holidays and
    one-off closed days belong to them.
    """
    today = now.astimezone(hours.zone).date()
    begins = hours.closed_since(at_wall(datetime.combine(today, time(0)), hours.zone))
    closed = []
    for opens, closes in sorted(hours.stretches(today)):
        if opens > now:
            break
        closed.append((begins, opens))
        begins = closes
    if begins < now:
        closed.append((begins, now))
    return Morning(tuple(one for one in closed if one[0] < one[1]), now)

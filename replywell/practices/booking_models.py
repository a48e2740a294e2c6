"""How patients get a visit by text: words that tell its kind, and the tables that sort same-day wishes."""

import json
from typing import Any

from django.db import models
from django.db.models import Q

from replywell.common.ids import PublicIdField
from replywell.common.tenancy import PracticeRow


class OrderedJSON(models.TextField):  # type: ignore[type-arg]
    """JSON as it was written. Unlike jsonb it keeps the order of keys: answers are numbered by it."""

    # For the type checker: any value goes in and comes out.
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def from_db_value(self, value: str | None, *_: object) -> Any:
        """What was kept."""
        return None if value is None else json.loads(value)

    def get_prep_value(self, value: Any) -> Any:
        """What is kept of it."""
        return None if value is None else json.dumps(value, ensure_ascii=False)


class BookingRules(PracticeRow):
    """Which kind of visit a patient who writes is booked for. Kinds live a room above, so these are codes.

    The words are looked for in a text that was understood already; they change nothing in how it is read.
    """

    default_type = models.TextField(blank=True, help_text="Code of the kind when no word tells another.")
    words = models.JSONField(default=list, help_text='[["physical", "annual"], ...]: words and the code of a kind.')
    outcome_types = models.JSONField(default=dict, help_text='Kinds by triage outcome: {"telehealth": "video"}.')

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice"], name="booking_rules_once")]


class TriageTable(PracticeRow):
    """One version of a table that sorts same-day wishes. A version never changes; what is in use is one, or none."""

    public_id = PublicIdField()
    code = models.TextField()
    version = models.PositiveIntegerField()
    body = OrderedJSON(help_text="The table, as in its file.")
    added_at = models.DateTimeField(help_text="Domain time")
    added_by = models.TextField()
    reviewed_by = models.TextField(blank=True, help_text="The clinician of the practice who answers for it.")
    in_use = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "code", "version"], name="triage_version_once"),
            models.UniqueConstraint(fields=["practice"], condition=Q(in_use=True), name="one_triage_table_in_use"),
            models.CheckConstraint(condition=Q(in_use=False) | ~Q(reviewed_by=""), name="a_table_in_use_was_reviewed"),
        ]

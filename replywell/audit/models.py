"""Who did or saw what, when. Rows are added in the transaction of what they tell, and never changed.

The table is partitioned by month of wall time; the migration makes it by hand (Django does not do partitions).
"""

from django.db import models


class AuditEvent(models.Model):
    """One thing that somebody did or saw. Holds ids, never bodies."""

    id = models.BigIntegerField(primary_key=True)
    practice_id = models.BigIntegerField()
    at = models.DateTimeField(help_text="Domain time")
    wall_at = models.DateTimeField(help_text="Wall time")
    actor = models.TextField(help_text='"patient", "carrier", "system", "workflow:confirm_visit" or "staff:12"')
    verb = models.TextField(help_text='e.g. "visit.moved", "thread.viewed"')
    subject = models.TextField(help_text='e.g. "appointment:17"')
    details = models.JSONField(default=dict)

    class Meta:
        managed = False
        db_table = "audit_event"

from django.db import models


class Clock(models.Model):
    """The one row that moves domain time for all processes (see `clock.py`)."""

    shift = models.DurationField()
    frozen_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "common_clock"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_clock")]

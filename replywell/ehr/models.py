"""What files last said, so that a reload can tell the file's changes from ours."""

from django.db import models

from replywell.common.tenancy import PracticeRow


class LoadedRow(PracticeRow):
    """A row as the last file had it. Load compares three ways: last loaded, file, now."""

    kind = models.TextField(help_text="patient, link, appointment")
    key = models.TextField()
    values = models.JSONField()
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice", "kind", "key"], name="one_row_a_key")]

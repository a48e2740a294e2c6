"""Failed log-ins, for the lock-out. No practice's row: nobody is logged in yet."""

from django.db import models
from django.db.models.functions import Now


class LoginFailure(models.Model):
    """One wrong password, by wall time."""

    name = models.TextField(help_text="As typed, case-folded.")
    address = models.TextField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["name", "address", "at"], name="failures_of_a_login")]

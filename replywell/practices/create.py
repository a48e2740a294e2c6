"""Make a practice: the one row whose scope does not exist before it."""

from typing import Any

from django.db import connection

from replywell.common.tenancy import practice_scope
from replywell.practices.models import Practice


def create_practice(code: str, **values: Any) -> Practice:
    """A new practice. Raises IntegrityError when the code is taken."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('practices_practice', 'id'))")
        key = cursor.fetchone()[0]
    with practice_scope(key):
        practice = Practice(pk=key, code=code, **values)
        practice.save(force_insert=True)
        return Practice.objects.get(pk=key)

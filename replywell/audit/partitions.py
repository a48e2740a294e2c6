"""The audit trail's monthly partitions, made ahead."""

from datetime import datetime

from django.db import connection

MONTHS_AHEAD = 2


def make(wall: datetime) -> int:
    """Make this month's partition and those of the next two months, if missing. Returns how many were made."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_make_partitions(%s, %s)", [wall.date(), MONTHS_AHEAD])
        made: int = cursor.fetchone()[0]
    return made

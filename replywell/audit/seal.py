"""Seal the audit trail: each minute a digest over what is new, chained to the one before.

A chain head in every transaction would make all writes wait for each other; a seal beside them costs nothing.
"""

from datetime import datetime

from django.db import connection


def seal(wall: datetime) -> int | None:
    """Seal every committed row that is not sealed yet. Returns the seal's id, or None when there was none.

    Rows that commit late go into the next seal; once an hour even very late ones are looked for.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_seal_now(%s, %s)", [wall, wall.minute == 0])
        made: int | None = cursor.fetchone()[0]
    return made

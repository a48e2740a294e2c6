"""Reads across practices: ids only, through functions of the owner role."""

from django.db import connection


def practice_id(code: str) -> int | None:
    """The practice with this code, or None."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT practice_of_code(%s)", [code])
        found: int | None = cursor.fetchone()[0]
    return found


def practice_ids() -> list[int]:
    """Every practice, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM all_practices()")
        return [row[0] for row in cursor.fetchall()]


def memberships(user_id: int) -> list[int]:
    """The practices where this log-in is active staff."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM practices_of_user(%s)", [user_id])
        return [row[0] for row in cursor.fetchall()]

"""Write an audit row, in the transaction of what it tells."""

import json
from datetime import datetime
from typing import Any

from django.db import connection

ADD = "INSERT INTO audit_event (practice_id, at, actor, verb, subject, details) VALUES (%s, %s, %s, %s, %s, %s)"


def record(practice_id: int, verb: str, subject: str, *, actor: str, at: datetime, **details: Any) -> None:
    """Add one event. `at` is domain time; `details` hold ids, codes and times, never words of a text."""
    with connection.cursor() as cursor:
        cursor.execute(ADD, [practice_id, at, actor, verb, subject, json.dumps(details, default=str)])

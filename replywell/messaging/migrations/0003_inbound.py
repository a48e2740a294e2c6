"""What the webhook process does, as functions: store a text, stop and start a number, move a message, say how we are.

Those that come in without a practice run as the owner (SECURITY DEFINER) and return ids only. The others run with
the rights of who calls, so that row-level security holds for Django as well.
Locks are taken in one order: conversation, phone, message, attempt.
"""

from django.db import migrations

from replywell.messaging.migrations._inbound_sql import ALL


class Migration(migrations.Migration):
    dependencies = [
        ("messaging", "0002_guard"),
        ("audit", "0001_initial"),
        ("common", "0001_ground"),
        ("sessions", "0001_initial"),
    ]
    operations = [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in ALL]

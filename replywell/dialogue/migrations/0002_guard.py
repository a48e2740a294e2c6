"""Row-level security, composite keys and rights for every table of this room."""

from django.db import migrations

from replywell.common.tenancy import guard_room


class Migration(migrations.Migration):
    dependencies = [("dialogue", "0001_initial"), ("messaging", "0002_guard"), ("scheduling", "0002_guard")]
    operations = [
        guard_room("dialogue", append_only=("Correction",)),
    ]

"""Row-level security, composite keys and rights for every table of this room."""

from django.db import migrations

from replywell.common.tenancy import guard_room


class Migration(migrations.Migration):
    dependencies = [("patients", "0001_initial"), ("practices", "0002_guard")]
    operations = [
        guard_room("patients", append_only=("ConsentEvent",)),
    ]

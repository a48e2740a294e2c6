"""A name for each note in addresses."""

from django.db import migrations

from replywell.common.ids import PublicIdField


class Migration(migrations.Migration):
    dependencies = [("dialogue", "0005_notes_and_snooze")]
    operations = [migrations.AddField("tasknote", "public_id", PublicIdField())]

"""Numbers get a name for addresses: their settings page shows no key."""

from django.db import migrations

import replywell.common.ids


class Migration(migrations.Migration):
    dependencies = [("practices", "0002_guard")]
    operations = [migrations.AddField("number", "public_id", replywell.common.ids.PublicIdField())]

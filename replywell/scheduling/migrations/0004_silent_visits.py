"""A person may stop all texts about a visit."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("scheduling", "0003_across")]
    operations = [
        migrations.AddField(
            model_name="appointment",
            name="silent_version",
            field=models.PositiveIntegerField(
                help_text="At this version a person stopped all texts about it; moved, it is texted about again.",
                null=True,
            ),
        ),
    ]

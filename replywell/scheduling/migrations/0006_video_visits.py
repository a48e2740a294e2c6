"""Kinds of visits that take place by video, and the link of a visit of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("scheduling", "0005_waitlist")]
    operations = [
        migrations.AddField(
            model_name="appointmenttype",
            name="video",
            field=models.BooleanField(
                default=False, db_default=False, help_text="It takes place by video, over a link."
            ),
        ),
        migrations.AddField(
            model_name="appointmenttype",
            name="video_link",
            field=models.TextField(blank=True, db_default="", help_text="For clinicians without a link of their own."),
        ),
        migrations.AddField(
            model_name="appointment",
            name="video_link",
            field=models.TextField(
                blank=True, db_default="", help_text="This visit's own link; empty: the clinician's."
            ),
        ),
    ]

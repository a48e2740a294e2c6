"""How each person likes the pages."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("console", "0003_presence"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Preferences",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("language", models.TextField(blank=True, help_text="en, es; empty: as the browser asks.")),
                ("theme", models.TextField(blank=True, help_text="light, dark; empty: as the device has it.")),
                ("sound", models.BooleanField(default=False, help_text="A sound when an emergency comes.")),
            ],
        ),
    ]

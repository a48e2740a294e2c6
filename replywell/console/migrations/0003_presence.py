"""Who is writing in a conversation."""

import django.db.models.deletion
from django.db import migrations, models

import replywell.common.tenancy
from replywell.common.tenancy import guard_room


class Migration(migrations.Migration):
    dependencies = [
        ("console", "0002_guard"),
        ("messaging", "0005_search_and_saved_replies"),
        ("practices", "0002_guard"),
    ]

    operations = [
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("until", models.DateTimeField(help_text="Wall time")),
                (
                    "conversation",
                    replywell.common.tenancy.PracticeForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="messaging.conversation",
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="practices.practice",
                    ),
                ),
                (
                    "staff",
                    replywell.common.tenancy.PracticeForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="practices.staff",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("practice", "conversation", "staff"), name="one_presence_a_thread")
                ],
            },
        ),
        guard_room("console"),
    ]

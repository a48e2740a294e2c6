"""The questions for new patients while somebody changes them."""

import django.db.models.deletion
from django.db import migrations, models

from replywell.common.tenancy import guard_room


class Migration(migrations.Migration):
    dependencies = [
        ("dialogue", "0006_note_ids"),
        ("practices", "0002_guard"),
    ]

    operations = [
        migrations.CreateModel(
            name="QuestionDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("questions", models.JSONField(help_text="See dialogue/questions.py. May still be wrong.")),
                (
                    "stamp",
                    models.PositiveIntegerField(
                        default=1, help_text="Grows with every change: an older page changes nothing."
                    ),
                ),
                ("changed_by", models.TextField(help_text="A staff code")),
                ("changed_at", models.DateTimeField(help_text="Domain time")),
                (
                    "practice",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="practices.practice",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("practice",), name="one_draft_of_questions")],
            },
        ),
        guard_room("dialogue", append_only=("Correction",)),
    ]

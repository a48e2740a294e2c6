"""Colleagues named in notes, shared notes, conversations put aside."""

import django.db.models.deletion
from django.db import migrations, models

import replywell.common.tenancy
from replywell.common.tenancy import guard_room


class Migration(migrations.Migration):
    dependencies = [
        ("dialogue", "0004_thread"),
        ("messaging", "0005_search_and_saved_replies"),
        ("practices", "0002_guard"),
    ]

    operations = [
        migrations.AddField(
            model_name="tasknote",
            name="shared",
            field=models.BooleanField(default=False, help_text="Clinical staff let everybody on the desk read it."),
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seen_at", models.DateTimeField(help_text="Domain time", null=True)),
                (
                    "note",
                    replywell.common.tenancy.PracticeForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="dialogue.tasknote",
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
                "indexes": [
                    models.Index(
                        condition=models.Q(("seen_at__isnull", True)), fields=["staff"], name="mentions_to_see"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("practice", "note", "staff"), name="named_once_in_a_note")
                ],
            },
        ),
        migrations.CreateModel(
            name="Snooze",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(help_text="Domain time")),
                ("until", models.DateTimeField(help_text="Domain time")),
                (
                    "last_in_id_then",
                    models.BigIntegerField(default=0, help_text="The patient's last text when it was put aside."),
                ),
                (
                    "ended_at",
                    models.DateTimeField(help_text="Domain time: a person ended it, or put it aside anew.", null=True),
                ),
                (
                    "by",
                    replywell.common.tenancy.PracticeForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="practices.staff",
                    ),
                ),
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("practice", "conversation"),
                        name="one_snooze_a_thread",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("at"))), name="a_snooze_ends_later"
                    ),
                ],
            },
        ),
        guard_room("dialogue", append_only=("Correction",)),
    ]

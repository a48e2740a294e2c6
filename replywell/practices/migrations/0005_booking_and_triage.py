"""Which visit a text books, the tables that sort same-day wishes, and where video visits take place."""

import django.contrib.postgres.functions
import django.db.models.deletion
from django.db import migrations, models

import replywell.common.ids
from replywell.common.tenancy import guard_room

# What was asked and answered yesterday can be looked up: a version stays as it was.
FIXED = """
CREATE TRIGGER a_version_never_changes BEFORE UPDATE ON practices_triagetable FOR EACH ROW
  WHEN ((OLD.code, OLD.version, OLD.body) IS DISTINCT FROM (NEW.code, NEW.version, NEW.body))
  EXECUTE FUNCTION refuse_change();
"""


def practice() -> models.ForeignKey:
    return models.ForeignKey(
        db_index=False,
        on_delete=django.db.models.deletion.DO_NOTHING,
        related_name="+",
        to="practices.practice",
    )


def key() -> models.BigAutoField:
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [("practices", "0004_practitioner_traits")]
    operations = [
        migrations.AddField(
            model_name="practitioner",
            name="video_link",
            field=models.TextField(blank=True, db_default="", help_text="Where their video visits take place, https."),
        ),
        migrations.CreateModel(
            name="BookingRules",
            fields=[
                ("id", key()),
                (
                    "default_type",
                    models.TextField(blank=True, help_text="Code of the kind when no word tells another."),
                ),
                (
                    "words",
                    models.JSONField(
                        default=list, help_text='[["physical", "annual"], ...]: words and the code of a kind.'
                    ),
                ),
                (
                    "outcome_types",
                    models.JSONField(default=dict, help_text='Kinds by triage outcome: {"telehealth": "video"}.'),
                ),
                ("practice", practice()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("practice",), name="booking_rules_once")],
            },
        ),
        migrations.CreateModel(
            name="TriageTable",
            fields=[
                ("id", key()),
                (
                    "public_id",
                    replywell.common.ids.PublicIdField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=replywell.common.ids.new_id,
                        editable=False,
                        unique=True,
                    ),
                ),
                ("code", models.TextField()),
                ("version", models.PositiveIntegerField()),
                ("body", models.JSONField(help_text="The table, as in its file.")),
                ("added_at", models.DateTimeField(help_text="Domain time")),
                ("added_by", models.TextField()),
                (
                    "reviewed_by",
                    models.TextField(blank=True, help_text="The clinician of the practice who answers for it."),
                ),
                ("in_use", models.BooleanField(default=False)),
                ("practice", practice()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("practice", "code", "version"), name="triage_version_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("in_use", True)), fields=("practice",), name="one_triage_table_in_use"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("in_use", False), models.Q(("reviewed_by", ""), _negated=True), _connector="OR"
                        ),
                        name="a_table_in_use_was_reviewed",
                    ),
                ],
            },
        ),
        guard_room("practices"),
        migrations.RunSQL(FIXED, "DROP TRIGGER a_version_never_changes ON practices_triagetable"),
    ]

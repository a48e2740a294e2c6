"""Leads, the questions they are asked, links to pages, and intakes."""

import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import replywell.common.ids
import replywell.common.tenancy

# A link's address names no practice; the row says which it is.
ACROSS = """
CREATE FUNCTION practice_of_page_link(wanted uuid) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$ SELECT practice_id FROM patients_pagelink WHERE public_id = wanted $$;
REVOKE EXECUTE ON FUNCTION practice_of_page_link FROM PUBLIC;
GRANT EXECUTE ON FUNCTION practice_of_page_link TO replywell_app;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("patients", "0003_search"),
        ("practices", "0003_number_public_id"),
    ]

    operations = [
        migrations.CreateModel(
            name="Intake",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    replywell.common.ids.PublicIdField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=replywell.common.ids.new_id,
                        editable=False,
                        unique=True,
                    ),
                ),
                (
                    "answers",
                    models.JSONField(default=dict, help_text='By step: {"identity": {...}, "address": {...} ...}'),
                ),
                ("started_at", models.DateTimeField(help_text="Domain time")),
                ("saved_at", models.DateTimeField(help_text="Domain time")),
                ("signed_name", models.TextField(blank=True)),
                ("signed_words", models.TextField(blank=True, help_text="What was signed, verbatim.")),
                ("finished_at", models.DateTimeField(help_text="Domain time", null=True)),
                (
                    "patient",
                    replywell.common.tenancy.PracticeForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="patients.patient",
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
        ),
        migrations.CreateModel(
            name="IntakeDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    replywell.common.ids.PublicIdField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=replywell.common.ids.new_id,
                        editable=False,
                        unique=True,
                    ),
                ),
                ("kind", models.TextField(help_text="insurance_front, insurance_back, identity, other")),
                ("media_type", models.TextField(help_text="By its first bytes, not by its name.")),
                ("size", models.PositiveIntegerField(help_text="Bytes")),
                ("content", models.BinaryField()),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "intake",
                    replywell.common.tenancy.PracticeForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="patients.intake",
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
        ),
        migrations.CreateModel(
            name="Lead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    replywell.common.ids.PublicIdField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=replywell.common.ids.new_id,
                        editable=False,
                        unique=True,
                    ),
                ),
                (
                    "source",
                    models.TextField(
                        choices=[
                            ("text", "a text from a number nobody knew"),
                            ("form", "the form on the website"),
                            ("call", "a call that nobody took"),
                            ("page", "the booking page"),
                        ]
                    ),
                ),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("open", "Open"),
                            ("booked", "Booked"),
                            ("declined", "said no to texts"),
                            ("handed_over", "a person goes on"),
                            ("abandoned", "nudged once, and never answered"),
                        ],
                        default="open",
                    ),
                ),
                (
                    "questions_version",
                    models.PositiveIntegerField(default=0, help_text="0: the questions Replywell ships."),
                ),
                (
                    "answers",
                    models.JSONField(default=list, help_text='[{"key", "asked", "answer"}], as shown, in order.'),
                ),
                (
                    "visit_id_then",
                    models.BigIntegerField(help_text="The first visit; visits live a room above.", null=True),
                ),
                ("created_at", models.DateTimeField(help_text="Domain time")),
                ("ended_at", models.DateTimeField(help_text="Domain time", null=True)),
                (
                    "contact",
                    replywell.common.tenancy.PracticeForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="patients.contact",
                    ),
                ),
                (
                    "patient",
                    replywell.common.tenancy.PracticeForeignKey(
                        db_constraint=False,
                        help_text="The chart made for the first visit.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="patients.patient",
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
        ),
        migrations.CreateModel(
            name="PageLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    replywell.common.ids.PublicIdField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=replywell.common.ids.new_id,
                        editable=False,
                        unique=True,
                    ),
                ),
                ("purpose", models.TextField(help_text="visit, intake")),
                (
                    "visit_id_then",
                    models.BigIntegerField(help_text="The visit it shows; visits live a room above.", null=True),
                ),
                ("language", models.CharField(blank=True, max_length=8)),
                ("made_at", models.DateTimeField(help_text="Domain time")),
                ("expires_at", models.DateTimeField(help_text="Domain time")),
                ("revoked_at", models.DateTimeField(help_text="Domain time", null=True)),
                (
                    "patient",
                    replywell.common.tenancy.PracticeForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="patients.patient",
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
        ),
        migrations.CreateModel(
            name="QuestionSet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField()),
                ("questions", models.JSONField(help_text="See patients/questions.py.")),
                ("made_by", models.TextField(help_text="A staff code")),
                ("made_at", models.DateTimeField(help_text="Domain time")),
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
        ),
        migrations.AddIndex(
            model_name="intake",
            index=models.Index(fields=["practice", "patient"], name="intakes_of_a_patient"),
        ),
        migrations.AddConstraint(
            model_name="intake",
            constraint=models.UniqueConstraint(
                condition=models.Q(("finished_at__isnull", True)),
                fields=("practice", "patient"),
                name="one_open_intake",
            ),
        ),
        migrations.AddConstraint(
            model_name="intake",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("finished_at__isnull", True), models.Q(("signed_name", ""), _negated=True), _connector="OR"
                ),
                name="a_finished_intake_is_signed",
            ),
        ),
        migrations.AddIndex(
            model_name="intakedocument",
            index=models.Index(fields=["practice", "intake"], name="documents_of_an_intake"),
        ),
        migrations.AddConstraint(
            model_name="intakedocument",
            constraint=models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="a_document_has_content"),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(fields=["practice", "patient"], name="leads_of_a_patient"),
        ),
        migrations.AddConstraint(
            model_name="lead",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "open")), fields=("practice", "contact"), name="one_open_lead_a_contact"
            ),
        ),
        migrations.AddIndex(
            model_name="pagelink",
            index=models.Index(fields=["practice", "patient"], name="links_to_pages"),
        ),
        migrations.AddConstraint(
            model_name="questionset",
            constraint=models.UniqueConstraint(fields=("practice", "version"), name="question_set_version"),
        ),
        replywell.common.tenancy.guard_room("patients", append_only=("ConsentEvent",)),
        migrations.RunSQL(ACROSS, migrations.RunSQL.noop),
    ]

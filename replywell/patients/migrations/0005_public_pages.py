"""What practices have on their public pages, what a link was asked for, and the names that leads gave."""

import django.db.models.deletion
from django.db import migrations, models

import replywell.common.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("patients", "0004_new_patients"),
        ("practices", "0005_booking_and_triage"),
    ]

    operations = [
        migrations.AddField(
            model_name="lead",
            name="first_name",
            field=models.TextField(blank=True, db_default="", help_text="As they wrote it on a page."),
        ),
        migrations.AddField(
            model_name="lead",
            name="last_name",
            field=models.TextField(blank=True, db_default=""),
        ),
        migrations.AddField(
            model_name="pagelink",
            name="asked_for",
            field=models.JSONField(
                db_default=models.Value({}, models.JSONField()),
                default=dict,
                help_text='The visit that was asked for: {"type": id, "location": id, "time": a value of the times page}.',
            ),
        ),
        migrations.AlterField(
            model_name="lead",
            name="source",
            field=models.TextField(
                choices=[
                    ("text", "a text from a number nobody knew"),
                    ("form", "the form on the website"),
                    ("page", "the booking page"),
                ]
            ),
        ),
        migrations.AlterField(
            model_name="intakedocument",
            name="kind",
            field=models.TextField(help_text="insurance_front, insurance_back"),
        ),
        migrations.CreateModel(
            name="PageRules",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "booking_page",
                    models.BooleanField(
                        default=False, help_text="Who has no link sees free times there, and may ask for one."
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
                "constraints": [models.UniqueConstraint(fields=("practice",), name="one_set_of_page_rules")],
            },
        ),
        replywell.common.tenancy.guard_room("patients", append_only=("ConsentEvent",)),
    ]

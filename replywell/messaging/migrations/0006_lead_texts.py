"""A purpose of its own for texts to people without a chart."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("messaging", "0005_search_and_saved_replies"),
    ]

    operations = [
        migrations.AlterField(
            model_name="message",
            name="purpose",
            field=models.TextField(
                blank=True,
                choices=[
                    ("safety", "911 and 988 wording after a red flag"),
                    ("opt_out", "the one confirmation of a stop, a start, or HELP's answer"),
                    ("page", "to staff on call, no patient data"),
                    ("answer", "caused by the patient's own text"),
                    ("staff", "a person's own words"),
                    ("lead", "a first visit that somebody agreed to find by text"),
                    ("reminder", "a visit"),
                    ("waitlist", "an earlier opening"),
                    ("results", "results are ready"),
                    ("care_plan", "check-ins"),
                    ("recall", "time for a visit"),
                    ("enrolment", "the one opt-in confirmation (CTIA 5.1.2.1)"),
                ],
            ),
        ),
    ]

"""What patients may wish of a practitioner."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("practices", "0003_number_public_id"),
    ]

    operations = [
        migrations.AddField(
            model_name="practitioner",
            name="gender",
            field=models.TextField(blank=True, help_text="female, male or empty: for patients who wish one."),
        ),
        migrations.AddField(
            model_name="practitioner",
            name="languages",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=8),
                default=list,
                help_text='Spoken with patients: ["es"].',
                size=None,
            ),
        ),
    ]

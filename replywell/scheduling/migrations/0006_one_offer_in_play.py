"""A phone has one offer to answer at a time, whatever two workers believe."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("scheduling", "0005_waitlist")]
    operations = [
        migrations.RemoveIndex("offer", "offers_in_play"),
        migrations.AddConstraint(
            "offer",
            models.UniqueConstraint(
                fields=["practice", "contact"],
                condition=Q(status__in=["planned", "sent"]),
                name="one_offer_in_play_a_phone",
            ),
        ),
    ]

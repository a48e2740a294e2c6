"""Who was offered a slot once is found by its start; hours are written so that their letters order them."""

from django.db import migrations, models

WINDOWS = """
ALTER TABLE scheduling_waitlistentry ADD CONSTRAINT windows_are_wall_times CHECK (
  jsonb_typeof(windows) = 'array' AND NOT jsonb_path_exists(windows, '$[*] ? (
    @.weekday.type() != "number" || @.from.type() != "string" || @.until.type() != "string" || @.from >= @.until
    || !(@.weekday >= 0 && @.weekday <= 6) || !(@.from like_regex "^([01][0-9]|2[0-3]):[0-5][0-9]$")
    || !(@.until like_regex "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"))'));
"""
NO_WINDOWS = "ALTER TABLE scheduling_waitlistentry DROP CONSTRAINT windows_are_wall_times"


class Migration(migrations.Migration):
    dependencies = [("scheduling", "0006_video_visits")]

    operations = [
        migrations.AddIndex(
            model_name="backfill",
            index=models.Index(fields=["practice", "starts_at"], name="backfills_by_slot"),
        ),
        migrations.RunSQL(WINDOWS, NO_WINDOWS),
    ]

"""Row-level security, composite keys and rights for every table of this room."""

from django.db import migrations

from replywell.common.tenancy import guard_room

# An occupancy follows its visit's status, whoever changes it: the exclusion constraint then speaks for all.
OCCUPIES = """
CREATE FUNCTION occupancy_follows_the_visit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE scheduling_occupancy
     SET occupies = NEW.status IN ('held', 'booked', 'arrived', 'fulfilled'), overbooked = NEW.overbooked
   WHERE practice_id = NEW.practice_id AND appointment_id = NEW.id
     AND (occupies, overbooked) IS DISTINCT FROM
         (NEW.status IN ('held', 'booked', 'arrived', 'fulfilled'), NEW.overbooked);
  RETURN NULL;
END $$;
CREATE TRIGGER occupancy_follows AFTER UPDATE OF status, overbooked ON scheduling_appointment
  FOR EACH ROW EXECUTE FUNCTION occupancy_follows_the_visit();
CREATE INDEX occupied_times ON scheduling_occupancy USING gist
  (int8range(schedule_id, schedule_id, '[]'), period) WHERE occupies;
"""


class Migration(migrations.Migration):
    dependencies = [("scheduling", "0001_initial"), ("patients", "0002_guard")]
    operations = [
        guard_room("scheduling"),
        migrations.RunSQL(OCCUPIES, migrations.RunSQL.noop),
    ]

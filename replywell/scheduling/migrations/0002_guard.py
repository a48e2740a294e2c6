"""Row-level security, composite keys and rights for every table of this room."""

from django.db import migrations

from replywell.common.tenancy import guard_room

# An occupancy follows its visit, whoever writes either: the exclusion constraint then speaks for all.
OCCUPIES = """
CREATE FUNCTION occupancy_is_the_visits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT status IN ('held', 'booked', 'arrived', 'fulfilled'), overbooked,
         CASE WHEN status = 'held' THEN hold_expires_at END
    INTO NEW.occupies, NEW.overbooked, NEW.free_after
    FROM scheduling_appointment WHERE practice_id = NEW.practice_id AND id = NEW.appointment_id;
  RETURN NEW;
END $$;
CREATE TRIGGER occupancy_is BEFORE INSERT OR UPDATE ON scheduling_occupancy
  FOR EACH ROW EXECUTE FUNCTION occupancy_is_the_visits();
CREATE FUNCTION occupancy_follows_the_visit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE scheduling_occupancy SET occupies = true
   WHERE practice_id = NEW.practice_id AND appointment_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER occupancy_follows AFTER UPDATE OF status, overbooked, hold_expires_at ON scheduling_appointment
  FOR EACH ROW WHEN ((OLD.status, OLD.overbooked, OLD.hold_expires_at) IS DISTINCT FROM
                     (NEW.status, NEW.overbooked, NEW.hold_expires_at))
  EXECUTE FUNCTION occupancy_follows_the_visit();
"""


class Migration(migrations.Migration):
    dependencies = [("scheduling", "0001_initial"), ("patients", "0002_guard")]
    operations = [
        guard_room("scheduling"),
        migrations.RunSQL(OCCUPIES, migrations.RunSQL.noop),
    ]

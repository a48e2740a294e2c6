"""Row-level security, composite keys and rights for every table of this room."""

from django.db import migrations

from replywell.common.tenancy import guard_room

ACROSS = """
CREATE FUNCTION practice_of_code(wanted text) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$ SELECT id FROM practices_practice WHERE code = wanted $$;
CREATE FUNCTION all_practices() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$ SELECT id FROM practices_practice ORDER BY id $$;
CREATE FUNCTION practices_of_user(wanted bigint) RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS
  $$ SELECT practice_id FROM practices_staff WHERE user_id = wanted AND active ORDER BY practice_id $$;
REVOKE EXECUTE ON FUNCTION practice_of_code, all_practices, practices_of_user FROM PUBLIC;
GRANT EXECUTE ON FUNCTION practice_of_code, all_practices, practices_of_user TO replywell_app;
"""

CLOCK_STAYS = """
CREATE FUNCTION clock_stays_with_a_real_carrier() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM practices_carrieraccount WHERE active AND carrier <> 'simulator')
     AND (NEW.shift <> interval '0' OR NEW.frozen_at IS NOT NULL) THEN
    RAISE EXCEPTION 'The clock cannot be moved while a real carrier account is active: deactivate it first';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER clock_stays BEFORE UPDATE ON common_clock
  FOR EACH ROW EXECUTE FUNCTION clock_stays_with_a_real_carrier();
CREATE FUNCTION no_real_carrier_on_a_moved_clock() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.active AND NEW.carrier <> 'simulator' AND EXISTS (
      SELECT 1 FROM common_clock WHERE shift <> interval '0' OR frozen_at IS NOT NULL) THEN
    RAISE EXCEPTION 'A real carrier account cannot be active on a moved clock: set the clock back first';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER no_real_carrier BEFORE INSERT OR UPDATE ON practices_carrieraccount
  FOR EACH ROW EXECUTE FUNCTION no_real_carrier_on_a_moved_clock();
"""

# Texts that waited for it are late only from then on.
RESUMES = """
CREATE FUNCTION note_when_sending_resumes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.resumed_at := clock_timestamp();
  RETURN NEW;
END $$;
CREATE TRIGGER practice_resumes BEFORE UPDATE OF paused_at ON practices_practice
  FOR EACH ROW WHEN (OLD.paused_at IS NOT NULL AND NEW.paused_at IS NULL)
  EXECUTE FUNCTION note_when_sending_resumes();
CREATE TRIGGER number_resumes BEFORE UPDATE OF stopped_at ON practices_number
  FOR EACH ROW WHEN (OLD.stopped_at IS NOT NULL AND NEW.stopped_at IS NULL)
  EXECUTE FUNCTION note_when_sending_resumes();
"""


class Migration(migrations.Migration):
    dependencies = [("practices", "0001_initial"), ("common", "0001_ground")]
    operations = [
        guard_room("practices"),
        migrations.RunSQL(ACROSS, migrations.RunSQL.noop),
        migrations.RunSQL(CLOCK_STAYS, migrations.RunSQL.noop),
        migrations.RunSQL(RESUMES, migrations.RunSQL.noop),
    ]

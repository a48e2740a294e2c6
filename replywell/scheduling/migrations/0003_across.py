"""What the periodic job may ask across practices: ids only."""

from django.db import migrations

ACROSS = """
CREATE FUNCTION holds_run_out(present timestamptz, up_to integer)
  RETURNS TABLE (practice_id bigint, appointment_id bigint) LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
  SELECT practice_id, id FROM scheduling_appointment
   WHERE status = 'held' AND hold_expires_at <= present ORDER BY hold_expires_at, id LIMIT up_to $$;
REVOKE EXECUTE ON FUNCTION holds_run_out FROM PUBLIC;
GRANT EXECUTE ON FUNCTION holds_run_out TO replywell_app;
"""


class Migration(migrations.Migration):
    dependencies = [("scheduling", "0002_guard")]
    operations = [migrations.RunSQL(ACROSS, migrations.RunSQL.noop)]

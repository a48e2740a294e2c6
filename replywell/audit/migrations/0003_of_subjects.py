"""What happened to some subjects: the statement of every thread's page."""

from django.db import migrations

# One plan for all values. A plan for these values looks at each of ten years' 120 partitions first, which takes ten
# times as long as the search itself; this one leaves them out when it runs.
OF_SUBJECTS = """
CREATE FUNCTION audit_of_subjects(subjects text[], quiet text[], stored_since timestamptz, stored_until timestamptz,
  since timestamptz, until timestamptz, most int) RETURNS SETOF audit_event
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN QUERY SELECT e.* FROM audit_event e
   WHERE e.subject = ANY (subjects) AND e.verb <> ALL (quiet)
     AND e.wall_at >= stored_since AND e.wall_at <= coalesce(stored_until, 'infinity')
     AND e.at >= coalesce(since, '-infinity') AND e.at <= coalesce(until, 'infinity')
   ORDER BY e.id DESC LIMIT most;
END $$;
REVOKE EXECUTE ON FUNCTION audit_of_subjects FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_of_subjects TO replywell_app;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_seals")]
    operations = [migrations.RunSQL(OF_SUBJECTS, migrations.RunSQL.noop)]

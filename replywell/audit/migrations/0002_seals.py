"""Monthly partitions, and the chain of seals over all that is committed."""

from django.db import migrations

PARTITIONS = """
CREATE FUNCTION audit_make_partitions(today date, months int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  start date := date_trunc('month', today);
  name text;
  made int := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(7301, 1);
  FOR step IN 0 .. months LOOP
    name := 'audit_event_' || to_char(start + make_interval(months => step), 'YYYY_MM');
    IF to_regclass(name) IS NULL THEN
      EXECUTE format('CREATE TABLE %I PARTITION OF audit_event FOR VALUES FROM (%L) TO (%L)', name,
        (start + make_interval(months => step))::timestamp AT TIME ZONE 'UTC',
        (start + make_interval(months => step + 1))::timestamp AT TIME ZONE 'UTC');
      -- Only the parent is a door: a partition of its own would stand outside row-level security.
      EXECUTE format('REVOKE ALL ON %I FROM replywell_app, replywell_retention', name);
      made := made + 1;
    END IF;
  END LOOP;
  RETURN made;
END $$;
SELECT audit_make_partitions(current_date, 2);
"""

SEALS = """
CREATE TABLE audit_seal (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sealed_at timestamptz NOT NULL,
  ids int8multirange NOT NULL,
  rows bigint NOT NULL,
  marks bytea NOT NULL,
  previous bytea NOT NULL,
  digest bytea NOT NULL
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_seal FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON audit_seal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON audit_seal FROM replywell_app;

-- One row as the chain sees it: every column, in a form that no session setting changes.
CREATE FUNCTION audit_mark(event audit_event) RETURNS bytea
LANGUAGE sql STABLE SET timezone = 'UTC' AS $$
  SELECT sha256(convert_to(jsonb_build_array(event.id, event.practice_id, event.at, event.wall_at, event.actor,
    event.verb, event.subject, event.details)::text, 'UTF8'))
$$;

-- Seals what is committed and not yet sealed. Ids that commit late fall below the last seal's end: they are
-- looked for among the last day's, or among all when `deep`.
CREATE FUNCTION audit_seal_now(wall timestamptz, deep boolean) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  lowest bigint := 0;
  done int8multirange := '{}';
  before bytea := '\\x';
  made bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(7301, 2);
  SELECT digest INTO before FROM audit_seal ORDER BY id DESC LIMIT 1;
  before := coalesce(before, '\\x');
  IF NOT deep THEN
    SELECT coalesce(max(upper(ids)), 0) INTO lowest FROM audit_seal WHERE sealed_at < wall - interval '1 day';
  END IF;
  SELECT coalesce(range_agg(ids), '{}') INTO done FROM audit_seal WHERE upper(ids) > lowest;
  INSERT INTO audit_seal (sealed_at, ids, rows, marks, previous, digest)
  SELECT wall, range_agg(int8range(id, id, '[]')), count(*), string_agg(substring(mark FROM 1 FOR 8), '' ORDER BY id),
         before, sha256(before || string_agg(mark, '' ORDER BY id))
    FROM (SELECT e.id, audit_mark(e) AS mark FROM audit_event e WHERE e.id >= lowest AND NOT e.id <@ done
          ORDER BY e.id) AS fresh
  HAVING count(*) > 0
  RETURNING id INTO made;
  RETURN made;
END $$;

-- What a seal's rows look like today, for `verify`.
CREATE FUNCTION audit_sealed_rows(wanted int8multirange) RETURNS TABLE (id bigint, mark bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e.id, audit_mark(e) FROM audit_event e
   WHERE e.id >= lower(wanted) AND e.id < upper(wanted) AND e.id <@ wanted ORDER BY e.id
$$;
CREATE FUNCTION audit_unsealed() RETURNS TABLE (rows bigint, lowest bigint, highest bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(*), min(e.id), max(e.id) FROM audit_event e
   WHERE NOT e.id <@ (SELECT coalesce(range_agg(ids), '{}') FROM audit_seal)
$$;
"""

RIGHTS = """
REVOKE EXECUTE ON FUNCTION audit_make_partitions, audit_seal_now, audit_sealed_rows, audit_unsealed FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_make_partitions, audit_seal_now, audit_sealed_rows, audit_unsealed TO replywell_app;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [
        migrations.RunSQL(PARTITIONS, migrations.RunSQL.noop),
        migrations.RunSQL(SEALS, migrations.RunSQL.noop),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
    ]

"""Row-level security for the rooms' tables, the way from a link to its practice, and the cache's table."""

from django.db import migrations

from replywell.common.tenancy import guard_room

ACROSS = """
CREATE FUNCTION practice_of_invitation(wanted text) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS
  $$ SELECT practice_id FROM console_invitation WHERE token_hash = wanted $$;
REVOKE EXECUTE ON FUNCTION practice_of_invitation FROM PUBLIC;
GRANT EXECUTE ON FUNCTION practice_of_invitation TO replywell_app;
"""

CACHE = """
CREATE TABLE console_cache (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX console_cache_expires ON console_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("console", "0001_initial"), ("practices", "0002_guard")]
    operations = [
        guard_room("console"),
        migrations.RunSQL(ACROSS, migrations.RunSQL.noop),
        migrations.RunSQL(CACHE, migrations.RunSQL.noop),
    ]

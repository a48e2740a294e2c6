"""The audit trail: partitioned by month, added to by the app role, changed by nobody."""

from django.db import migrations, models

TABLE = """
CREATE TABLE audit_event (
  id bigint GENERATED ALWAYS AS IDENTITY,
  practice_id bigint NOT NULL,
  at timestamptz NOT NULL,
  wall_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor text NOT NULL,
  verb text NOT NULL,
  subject text NOT NULL,
  details jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (id, wall_at)
) PARTITION BY RANGE (wall_at);
CREATE TABLE audit_event_other PARTITION OF audit_event DEFAULT;
CREATE INDEX audit_of_a_subject ON audit_event (practice_id, subject, id);
ALTER TABLE audit_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_event FORCE ROW LEVEL SECURITY;
CREATE POLICY of_practice ON audit_event TO replywell_app
  USING (practice_id = nullif(current_setting('app.practice', true), '')::bigint)
  WITH CHECK (practice_id = nullif(current_setting('app.practice', true), '')::bigint);
CREATE POLICY of_owner ON audit_event TO replywell_owner USING (true) WITH CHECK (true);
CREATE POLICY of_retention ON audit_event TO replywell_retention USING (true);
REVOKE UPDATE, DELETE, TRUNCATE ON audit_event FROM replywell_app;
REVOKE ALL ON audit_event_other FROM replywell_app;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_event
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON audit_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("common", "0001_ground")]
    operations = [
        migrations.RunSQL(TABLE, migrations.RunSQL.noop),
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("practice_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("wall_at", models.DateTimeField()),
                ("actor", models.TextField()),
                ("verb", models.TextField()),
                ("subject", models.TextField()),
                ("details", models.JSONField(default=dict)),
            ],
            options={"db_table": "audit_event", "managed": False},
        ),
    ]

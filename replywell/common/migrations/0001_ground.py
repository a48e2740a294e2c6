"""What every other migration stands on: default rights of the app role, the clock, the append-only refusal."""

from django.db import migrations, models

GROUND = """
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO replywell_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO replywell_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO replywell_retention;
GRANT USAGE ON SCHEMA public TO replywell_app, replywell_retention;
GRANT SELECT ON django_migrations TO replywell_app;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'replywell_retention' AND TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RAISE EXCEPTION '% on % is refused: these rows are evidence and only ever added to', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;
"""

CLOCK = """
INSERT INTO common_clock (id, shift, frozen_at) VALUES (1, interval '0', NULL);
CREATE FUNCTION domain_now() RETURNS timestamptz LANGUAGE sql AS
  $$ SELECT coalesce(frozen_at, clock_timestamp() + shift) FROM common_clock WHERE id = 1 $$;
REVOKE INSERT, DELETE ON common_clock FROM replywell_app;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    run_before = [
        ("contenttypes", "0001_initial"),
        ("auth", "0001_initial"),
        ("sessions", "0001_initial"),
        ("procrastinate", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL(GROUND, migrations.RunSQL.noop),
        migrations.CreateModel(
            name="Clock",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("shift", models.DurationField()),
                ("frozen_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "common_clock",
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="one_clock")],
            },
        ),
        migrations.RunSQL(CLOCK, migrations.RunSQL.noop),
    ]

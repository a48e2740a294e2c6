"""Triage tables keep the order in which they are written: jsonb sorted the answers of a question anew."""

from django.db import migrations

import replywell.practices.booking_models

LOOSE = "DROP TRIGGER a_version_never_changes ON practices_triagetable"
FIXED = """
CREATE TRIGGER a_version_never_changes BEFORE UPDATE ON practices_triagetable FOR EACH ROW
  WHEN ((OLD.code, OLD.version, OLD.body) IS DISTINCT FROM (NEW.code, NEW.version, NEW.body))
  EXECUTE FUNCTION refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("practices", "0006_versions_stay")]
    operations = [
        migrations.RunSQL(LOOSE, FIXED),
        migrations.AlterField(
            model_name="triagetable",
            name="body",
            field=replywell.practices.booking_models.OrderedJSON(help_text="The table, as in its file."),
        ),
        migrations.RunSQL(FIXED, LOOSE),
    ]

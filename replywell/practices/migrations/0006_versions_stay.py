"""A version of a triage table cannot be taken away either: what was asked in its name can always be looked up."""

from django.db import migrations

STAYS = """
CREATE TRIGGER a_version_stays BEFORE DELETE ON practices_triagetable FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER versions_stay BEFORE TRUNCATE ON practices_triagetable
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
GOES = "DROP TRIGGER a_version_stays ON practices_triagetable; DROP TRIGGER versions_stay ON practices_triagetable"


class Migration(migrations.Migration):
    dependencies = [("practices", "0005_booking_and_triage")]
    operations = [migrations.RunSQL(STAYS, GOES)]

"""Functions that run with the owner's rights can be led astray by nobody's tables, and are the app's alone."""

from django.db import connection

OURS = """
SELECT p.proname, p.proconfig, has_function_privilege('replywell_app', p.oid, 'EXECUTE'),
  has_function_privilege('replywell_retention', p.oid, 'EXECUTE')
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname = 'public' AND p.prosecdef AND p.prorettype <> 'trigger'::regtype
"""


def test_every_function_of_the_owner_looks_for_temporary_tables_last(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(OURS.replace(" AND p.prorettype <> 'trigger'::regtype", ""))
        found = {row[0]: row[1] for row in cursor.fetchall()}
    assert {"outbound_due", "troubles_now", "holds_run_out", "all_practices", "audit_seal_now"} <= set(found)
    assert [name for name, config in found.items() if "search_path=public, pg_temp" not in config] == []


def test_the_owners_functions_are_the_apps_and_nobody_elses(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(OURS)
        found = {row[0]: (row[2], row[3]) for row in cursor.fetchall()}
    assert "settle_unrouted" in found
    assert {name: rights for name, rights in found.items() if rights != (True, False)} == {}

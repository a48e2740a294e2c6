"""Rows belong to a practice, and the database itself keeps practices apart.

`practice_scope` is the only way in: one transaction with `app.practice` set for its length. `guard_room` is the
migration operation that forces row-level security on every practice table of a room, turns its foreign keys
into composite ones (practice, id), and takes UPDATE and DELETE away where rows are append-only.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, migrations, models, transaction

OWNER = "replywell_owner"
APP = "replywell_app"
RETENTION = "replywell_retention"

IN_SCOPE = "nullif(current_setting('app.practice', true), '')::bigint"


class PracticeForeignKey(models.ForeignKey):  # type: ignore[type-arg]
    """A reference between two rows of one practice. The database checks (practice, id) together."""

    def __init__(self, to: Any, on_delete: Any = models.DO_NOTHING, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        kwargs.setdefault("related_name", "+")
        super().__init__(to, on_delete, **kwargs)


class PracticeRow(models.Model):
    """Base of every table whose rows belong to one practice."""

    practice = models.ForeignKey("practices.Practice", on_delete=models.DO_NOTHING, related_name="+", db_index=False)

    append_only = False

    class Meta:
        abstract = True


@contextmanager
def practice_scope(practice_id: int) -> Iterator[None]:
    """One transaction that sees and writes this practice's rows only.

    Nesting in the same practice is a savepoint; nesting in another one is an error of the caller.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {IN_SCOPE}, set_config('app.practice', %s, true)", [str(int(practice_id))])
            outer = cursor.fetchone()[0]
        if outer is not None and outer != int(practice_id):
            raise RuntimeError("A practice's transaction cannot hold another practice's work.")
        yield


def current_practice() -> int | None:
    """The practice of the transaction at hand, or None outside `practice_scope`."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {IN_SCOPE}")
        found: int | None = cursor.fetchone()[0]
    return found


def guard_table_sql(model: Any, append_only: bool = False) -> list[str]:
    """The statements that guard one practice table. They may be run again."""
    table = model._meta.db_table
    of_practice = "practice_id" if _has_practice(model) else "id"
    test = f"{of_practice} = {IN_SCOPE}"
    statements = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
    ]
    for policy, role, rule in (
        ("of_practice", APP, test),
        ("of_owner", OWNER, "true"),
        ("of_retention", RETENTION, test),
    ):
        statements += [
            f"DROP POLICY IF EXISTS {policy} ON {table}",
            f"CREATE POLICY {policy} ON {table} TO {role} USING ({rule}) WITH CHECK ({rule})",
        ]
    statements += [
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {APP}",
        f"GRANT SELECT, DELETE ON {table} TO {RETENTION}",
        f"REVOKE TRUNCATE ON {table} FROM {APP}",
    ]
    if append_only:
        statements += [
            f"REVOKE UPDATE, DELETE ON {table} FROM {APP}",
            f"DROP TRIGGER IF EXISTS append_only ON {table}",
            f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
            f"DROP TRIGGER IF EXISTS append_only_whole ON {table}",
            f"CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
        ]
    return statements


def _has_practice(model: Any) -> bool:
    return any(field.column == "practice_id" for field in model._meta.local_concrete_fields)


def composite_key_sql(model: Any) -> list[str]:
    """(practice, id) is unique, so that other rows can point at both. May be run again."""
    table = model._meta.db_table
    if not _has_practice(model):
        return []
    return [_add_constraint(table, f"{table}_practice_key", "UNIQUE (practice_id, id)")]


def composite_reference_sql(model: Any) -> list[str]:
    """A composite foreign key beside each of Django's own between practice rows. May be run again."""
    table = model._meta.db_table
    statements: list[str] = []
    of_a_row = False
    if not _has_practice(model):
        return []
    for field in model._meta.local_concrete_fields:
        target = getattr(field, "related_model", None)
        if target is None or field.column == "practice_id" or not _has_practice(target):
            continue
        statements.append(
            _add_constraint(
                table,
                f"{table}_{field.column}_in_practice"[:63],
                f"FOREIGN KEY (practice_id, {field.column}) REFERENCES {target._meta.db_table} (practice_id, id)",
            )
        )
        of_a_row = of_a_row or not field.null
    if of_a_row:
        # A row that must belong to another row of its practice has that practice through it. Each check of the
        # practice itself would lock its one row, for every insert of every process.
        statements.append(_drop_reference(table, "practices_practice"))
    return statements


def _drop_reference(table: str, target: str) -> str:
    return (
        "DO $$ DECLARE one text; BEGIN FOR one IN SELECT conname FROM pg_constraint WHERE contype = 'f' "
        f"AND conrelid = '{table}'::regclass AND confrelid = '{target}'::regclass AND cardinality(conkey) = 1 "
        f"LOOP EXECUTE 'ALTER TABLE {table} DROP CONSTRAINT ' || quote_ident(one); END LOOP; END $$"
    )


def _add_constraint(table: str, name: str, rule: str) -> str:
    return (
        f"DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = '{name}') "
        f"THEN ALTER TABLE {table} ADD CONSTRAINT {name} {rule}; END IF; END $$"
    )


def guard_room(label: str, append_only: tuple[str, ...] = ()) -> migrations.RunPython:
    """The operation each room's last migration ends with: guards every table the room has by then."""

    def forwards(apps: Any, schema_editor: Any) -> None:
        found = list(apps.get_app_config(label).get_models())
        for make in (composite_key_sql, composite_reference_sql):
            for model in found:
                for statement in make(model):
                    schema_editor.execute(statement)
        for model in found:
            if _has_practice(model) or model.__name__ == "Practice":
                for statement in guard_table_sql(model, model.__name__ in append_only):
                    schema_editor.execute(statement)

    return migrations.RunPython(forwards, migrations.RunPython.noop)

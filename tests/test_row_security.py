"""Every table of a practice by itself, in plain SQL: no query of ours stands between a row and a stranger."""

import os
from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from tests.practice import make_practice

OWN, STRANGE = "app.practice", 4_000_000_000
FILLERS = {
    "text": "'x'", "varchar": "'x'", "bpchar": "'x'", "bool": "false", "int2": "1", "int4": "1", "int8": "1",
    "float8": "1", "numeric": "1", "uuid": "gen_random_uuid()", "timestamptz": "now()", "date": "current_date",
    "time": "'09:00'", "interval": "'1 hour'", "jsonb": "'{}'", "bytea": "'x'",
    "tstzrange": "tstzrange(now(), now() + interval '1 hour')", "inet": "'127.0.0.1'", "tsvector": "''",
}  # fmt: skip
"""A value for a column that must have one, by its type; of an array an empty one."""
COLUMNS = """
SELECT a.attname, t.typname FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
 WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT a.atthasdef
   AND a.attidentity = '' AND a.attname <> 'practice_id'
"""
STORED = """
SELECT attname FROM pg_attribute
 WHERE attrelid = %s::regclass AND attnum > 0 AND attgenerated = '' AND NOT attisdropped
"""
TABLES = """
SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'practice_id'
 WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace ORDER BY 1
"""


@pytest.fixture
def tables(db: None) -> Iterator[tuple[psycopg.Connection, list[str]]]:
    """A superuser's transaction that is undone, and every table with a practice."""
    with psycopg.connect(os.environ["REPLYWELL_TEST_SUPERUSER_URL"]) as connection:
        connection.execute("SET lock_timeout = '20s'")
        yield connection, [row[0] for row in connection.execute(TABLES)]
        connection.rollback()


def put_a_row(connection: psycopg.Connection, table: str, practice_id: int) -> None:
    """Whatever the table would say to its values: checks, keys and triggers are out of the way until the rollback."""
    name = sql.Identifier(table)
    checks = connection.execute(
        "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'c'", [table]
    )
    for (check,) in checks.fetchall():
        connection.execute(sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(name, sql.Identifier(check)))
    columns = connection.execute(COLUMNS, [table]).fetchall()
    values = [sql.SQL("'{}'" if kind.startswith("_") else FILLERS[kind]) for _, kind in columns]
    connection.execute(
        sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
            name,
            sql.SQL(", ").join(map(sql.Identifier, ["practice_id", *(column for column, _ in columns)])),
            sql.SQL(", ").join([sql.Literal(practice_id), *values]),
        )
    )


def seen(connection: psycopg.Connection, table: str, practice_id: int | None, of: int) -> int:
    """How many of the rows of practice `of` the app role sees there, inside the scope of another one or of none."""
    with connection.transaction(force_rollback=True):
        connection.execute("SET LOCAL ROLE replywell_app")
        connection.execute("SELECT set_config(%s, %s, true)", [OWN, str(practice_id or "")])
        found = connection.execute(
            sql.SQL("SELECT count(*) FROM {} WHERE practice_id = {}").format(sql.Identifier(table), sql.Literal(of))
        ).fetchone()
        assert found is not None
        return int(found[0])


def touched(connection: psycopg.Connection, table: str, verb: str, practice_id: int) -> int:
    """How many rows a change or removal of everything reaches; none where the role may not do it at all."""
    name = sql.Identifier(table)
    change = sql.SQL("UPDATE {} SET practice_id = practice_id" if verb == "update" else "DELETE FROM {}").format(name)
    try:
        with connection.transaction(force_rollback=True):
            connection.execute("SET LOCAL ROLE replywell_app")
            connection.execute("SELECT set_config(%s, %s, true)", [OWN, str(practice_id)])
            return connection.execute(change).rowcount
    except psycopg.errors.InsufficientPrivilege:
        return 0


def test_no_table_shows_or_yields_a_row_to_another_practice(
    tables: tuple[psycopg.Connection, list[str]],
) -> None:
    connection, names = tables
    assert len(names) > 50, names
    oak = make_practice().id
    connection.execute("SET session_replication_role = replica")
    for table in names:
        with connection.transaction(force_rollback=True):
            if not seen(connection, table, oak, oak):
                put_a_row(connection, table, oak)
            assert seen(connection, table, oak, oak) > 0, f"{table}: its own practice does not see the row"
            assert seen(connection, table, STRANGE, oak) == 0, f"{table}: another practice sees the row"
            assert seen(connection, table, None, oak) == 0, f"{table}: without a practice the row is seen"
            for verb in ("update", "delete"):
                assert touched(connection, table, verb, STRANGE) == 0, f"{table}: another practice can {verb} the row"


def test_no_table_takes_a_row_in_the_name_of_another_practice(tables: tuple[psycopg.Connection, list[str]]) -> None:
    connection, names = tables
    oak = make_practice().id
    connection.execute("SET session_replication_role = replica")
    for table in names:
        name, copy = sql.Identifier(table), sql.Identifier("a_row")
        with connection.transaction(force_rollback=True):
            put_a_row(connection, table, oak)
            connection.execute(sql.SQL("CREATE TEMP TABLE {} AS SELECT * FROM {} LIMIT 1").format(copy, name))
            connection.execute(sql.SQL("DELETE FROM {}").format(name))
            connection.execute(sql.SQL("GRANT SELECT ON {} TO replywell_app").format(copy))
            stored = [sql.Identifier(row[0]) for row in connection.execute(STORED, [table]).fetchall()]
            words = "INSERT INTO {0} ({1}) OVERRIDING SYSTEM VALUE SELECT {1} FROM {2}"
            put = sql.SQL(words).format(name, sql.SQL(", ").join(stored), copy)
            connection.execute("SET LOCAL ROLE replywell_app")
            connection.execute("SELECT set_config(%s, %s, true)", [OWN, str(STRANGE)])
            with pytest.raises(psycopg.errors.InsufficientPrivilege), connection.transaction():
                connection.execute(put)

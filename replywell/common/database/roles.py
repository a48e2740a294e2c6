"""The three database roles, on the embedded server or on one of the practice's own."""

import secrets
from collections.abc import Mapping
from typing import Any

import psycopg
from psycopg import sql

# owner: tables and migrations; app: the running programs, owns nothing; retention: deletes what is due.
ROLE_NAMES = {"owner": "replywell_owner", "app": "replywell_app", "retention": "replywell_retention"}

_ATTRIBUTES = {
    "rolcanlogin": ("LOGIN", True),
    "rolsuper": ("NOSUPERUSER", False),
    "rolbypassrls": ("NOBYPASSRLS", False),
    "rolcreaterole": ("NOCREATEROLE", False),
    "rolcreatedb": ("NOCREATEDB", False),
    "rolreplication": ("NOREPLICATION", False),
}

Connection = psycopg.Connection[Any]


def prepare_roles(
    connection: Connection, database: str = "replywell", passwords: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Make the roles `owner`, `app` and `retention` and the database; safe to repeat.

    `connection` must be in autocommit mode, of a superuser or of a role with CREATEROLE and CREATEDB.
    Returns the passwords set now, by role: those given in `passwords`, else generated for roles that
    were missing; a role that was there keeps its password unless one is given.
    Only the owner can create anything in the database, and only the three roles can connect to it.
    Raises ValueError outside autocommit, and psycopg errors when the rights do not suffice.
    """
    if not connection.autocommit:
        raise ValueError("prepare_roles needs a connection in autocommit mode.")
    given = dict(passwords or {})
    done: dict[str, str] = {}
    for role, name in ROLE_NAMES.items():
        password = _prepare_role(connection, name, given.get(role))
        if password is not None:
            done[role] = password
    _prepare_database(connection, database)
    return done


def roles_ready(connection: Connection, database: str = "replywell") -> bool:
    """Whether roles and database are there with the right attributes, so nothing need be written."""
    names = list(ROLE_NAMES.values())
    good = connection.execute(
        "SELECT count(*) FROM pg_roles WHERE rolname = ANY(%s) AND rolcanlogin AND NOT rolsuper"
        " AND NOT rolbypassrls AND NOT rolcreaterole AND NOT rolcreatedb AND NOT rolreplication",
        [names],
    ).fetchone()
    # The last thing made is the app's right to connect: with it, all before it is done.
    made = connection.execute(
        "SELECT pg_get_userbyid(datdba) = %s"
        " AND EXISTS (SELECT FROM aclexplode(datacl) a WHERE a.grantee = to_regrole(%s)::oid"
        "             AND a.privilege_type = 'CONNECT')"
        " AND NOT EXISTS (SELECT FROM aclexplode(datacl) a WHERE a.grantee = 0)"
        " FROM pg_database WHERE datname = %s",
        [ROLE_NAMES["owner"], ROLE_NAMES["retention"], database],
    ).fetchone()
    return good is not None and good[0] == len(names) and made is not None and bool(made[0])


def _prepare_role(connection: Connection, name: str, password: str | None) -> str | None:
    columns = ", ".join(_ATTRIBUTES)
    found = connection.execute(
        f"SELECT {columns} FROM pg_roles WHERE rolname = %s",
        [name],
    ).fetchone()
    identifier = sql.Identifier(name)
    if found is None:
        password = password or secrets.token_urlsafe(32)
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(identifier, sql.Literal(password)))
        return password
    # Only what differs: a role that is no superuser may not even name some attributes.
    wrong = [word for (word, wanted), value in zip(_ATTRIBUTES.values(), found, strict=True) if bool(value) != wanted]
    if wrong:
        connection.execute(sql.SQL("ALTER ROLE {} {}").format(identifier, sql.SQL(" ".join(wrong))))
    if password is not None:
        connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(identifier, sql.Literal(password)))
    return password


def _prepare_database(connection: Connection, database: str) -> None:
    owner = sql.Identifier(ROLE_NAMES["owner"])
    name = sql.Identifier(database)
    found = connection.execute(
        "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = %s", [database]
    ).fetchone()
    me = connection.execute(
        "SELECT rolsuper, pg_has_role(%s, 'USAGE') FROM pg_roles WHERE rolname = current_user",
        [ROLE_NAMES["owner"]],
    ).fetchone()
    if me is not None and not any(me):
        # To give a database away one must be a member of the role that gets it.
        connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(owner))
    if found is None:
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} ENCODING 'UTF8' TEMPLATE template0").format(name, owner)
        )
    elif found[0] != ROLE_NAMES["owner"]:
        connection.execute(sql.SQL("ALTER DATABASE {} OWNER TO {}").format(name, owner))
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
    for role in ("app", "retention"):
        connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, sql.Identifier(ROLE_NAMES[role])))

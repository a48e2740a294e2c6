"""One database server for the test run, migrated once, emptied between tests. Nothing is mocked.

Tests run as the app role, under row-level security, and commit for real: `db` empties the tables afterwards.
"""

import os
import secrets
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import psycopg
import pytest

from tests.common.pg import TEMPLATE, scratch_cluster, scratch_home

_STACK = ExitStack()
# What lands is judged by the same cases each time; `make test-slow` goes looking for new ones.
hypothesis.settings.register_profile("same", derandomize=True)
if not os.environ.get("REPLYWELL_SLOW"):
    hypothesis.settings.load_profile("same")


def pytest_configure(config: pytest.Config) -> None:
    """Start a server before test modules import Django models: one for each process that runs tests."""
    only_leads = bool(getattr(config.option, "numprocesses", None)) and not hasattr(config, "workerinput")
    if only_leads:
        # One process migrates; every server of the run begins with a copy.
        os.environ[TEMPLATE] = str(_STACK.enter_context(scratch_home()))
    if only_leads or config.option.collectonly or os.environ.get("REPLYWELL_TESTS_WITHOUT_DATABASE"):
        os.environ.setdefault("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    else:
        cluster = _STACK.enter_context(scratch_cluster(migrated=hasattr(config, "workerinput")))
        os.environ["DATABASE_URL"] = cluster.url("app")
        os.environ["DATABASE_OWNER_URL"] = cluster.url("owner")
        os.environ["DATABASE_RETENTION_URL"] = cluster.url("retention")
        os.environ["REPLYWELL_TEST_SUPERUSER_URL"] = cluster.url("superuser", database="replywell")
        os.environ["REPLYWELL_HOME"] = str(cluster.home)
    os.environ["REPLYWELL_SECRET_KEY"] = secrets.token_urlsafe(32)
    os.environ["DJANGO_SETTINGS_MODULE"] = "replywell.settings"
    import django

    django.setup()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The console's tests beside a site come first, its others last: the worker of that site would do their work."""
    console = Path(__file__).parent / "console"
    beside_a_site = {one.path for one in items if "site" in getattr(one, "fixturenames", ())}
    items.sort(key=lambda one: 1 if console not in one.path.parents else 0 if one.path in beside_a_site else 2)
    for one in items:
        # A real browser beside other tests may be late for reasons of the machine: once more, and the run tells of it.
        # Nothing else is tried twice: where rows race, one failure in a thousand is the fault that is looked for.
        if "chromium" in getattr(one, "fixturenames", ()):
            one.add_marker(pytest.mark.flaky(reruns=1))


def pytest_unconfigure(config: pytest.Config) -> None:
    from django.db import connections

    connections.close_all()
    _STACK.close()
    left = [one.name for one in threading.enumerate() if not one.daemon and one is not threading.main_thread()]
    if left:
        # The interpreter would wait for them for ever; a run that hangs tells nobody which test left them.
        sys.stdout.write(f"A test left threads running: {', '.join(left)}. Stop them when the test ends.\n")
        sys.stdout.flush()
        os._exit(1)


@pytest.fixture(scope="session")
def migrated() -> None:
    """The schema, made once by the owner role as in production."""
    from django.core.management import call_command

    call_command("migrate", database="owner", verbosity=0)
    if ddl := os.environ.get("REPLYWELL_MUTANT_DDL"):
        # `make mutants` takes a guard of the database away.
        with psycopg.connect(os.environ["REPLYWELL_TEST_SUPERUSER_URL"], autocommit=True) as connection:
            connection.execute(ddl.encode())


@pytest.fixture
def db(migrated: None) -> Iterator[None]:
    """A database with the schema and no rows; the clock runs on wall time."""
    yield
    from django.db import connection, connections

    connection.rollback() if connection.in_atomic_block else None
    connections.close_all()
    empty()


@pytest.fixture
def frozen(db: None) -> datetime:
    """The clock stands still: Monday 2 March 2026, 10:00 in New York."""
    from replywell.common import clock

    moment = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
    clock.freeze(moment)
    return moment


KEPT = {"django_migrations", "django_content_type", "auth_permission", "common_clock"}


def empty() -> None:
    """Remove every row, past the triggers that guard evidence: only the superuser can."""
    with psycopg.connect(os.environ["REPLYWELL_TEST_SUPERUSER_URL"], autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET lock_timeout = '30s'")
        tables = [
            row[0]
            for row in connection.execute(
                "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace "
                "AND NOT relispartition"
            )
        ]
        # Few rows each: deleting them is ten times faster than TRUNCATE, which makes every table anew.
        everything = "; ".join(f'DELETE FROM "{table}"' for table in tables if table not in KEPT)
        # A worker of the site under test may be writing the same rows: it gives way, for it looks for deadlocks sooner.
        connection.execute("SET deadlock_timeout = '1min'")
        connection.execute(everything)  # type: ignore[arg-type]
        connection.execute("UPDATE common_clock SET shift = interval '0', frozen_at = NULL")

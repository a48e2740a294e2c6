"""`replywell bench NAME`: one JSON object; each figure stands beside its floor, measured in the same run."""

import json
import os
import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any


def run(name: str, seconds: float | None) -> int:
    """Measure on an embedded PostgreSQL of its own (durable, as in production), and print JSON."""
    from replywell.common import database

    with tempfile.TemporaryDirectory(prefix="replywell-bench-") as folder:
        home = Path(folder)
        cluster = database.ensure(home)
        os.environ.update(
            REPLYWELL_HOME=str(home),
            DATABASE_URL=cluster.url("app"),
            DATABASE_OWNER_URL=cluster.url("owner"),
            DATABASE_RETENTION_URL=cluster.url("retention"),
            REPLYWELL_SECRET_KEY=secrets.token_urlsafe(32),
            DJANGO_SETTINGS_MODULE="replywell.settings",
        )
        try:
            import django

            django.setup()
            from django.core.management import call_command
            from django.db import connections

            call_command("migrate", database="owner", verbosity=0)
            given: dict[str, Any] = {} if seconds is None else {"seconds": seconds}
            print(json.dumps(_benchmark(name)(**given), indent=2))
            connections.close_all()
        finally:
            database.stop(home, mode="immediate")
    return 0


def _benchmark(name: str) -> Callable[..., dict[str, Any]]:
    if name == "inbound":
        from replywell.messaging.bench_inbound import bench_inbound

        return bench_inbound
    if name == "outbound":
        from replywell.messaging.bench_outbound import bench_outbound

        return bench_outbound
    if name == "slots":
        from replywell.scheduling.bench import bench_slots

        return bench_slots
    if name == "backfill":
        from replywell.scheduling.bench_backfill import bench_backfill

        return bench_backfill
    if name == "console":
        from replywell.processes.bench_console import bench_console

        return bench_console
    from replywell.processes.bench_path import bench_path

    return bench_path

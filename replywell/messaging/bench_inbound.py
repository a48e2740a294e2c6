"""`bench inbound`: webhook to durable row, beside the least that could do it, on the same PostgreSQL.

The floor is `bench_floor`. Both are one process; rounds alternate, and their medians are compared. Load, PostgreSQL
and the server under test share the machine.
"""

import json
import os
import re
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from django.db import connections

from replywell.common.database import binaries
from replywell.common.tenancy import practice_scope
from replywell.messaging import bench_floor
from replywell.practices.create import create_practice
from replywell.practices.models import CarrierAccount, Number

OURS = "+12125550100"
KEY = "bench-inbound"
LEAST_FLOOR = 2_500.0
"""Where the floor is slower, the machine is measured and not we: the run is void."""


def bench_inbound(seconds: float = 30.0, rounds: int = 3, width: int = 16) -> dict[str, Any]:
    """Texts stored a second with `width` connections, each distinct and signed, every hundredth a STOP.

    `seconds` are shared out between floor and ours, alternating `rounds` times. The database must be migrated and
    may be filled: use one made for this.
    """
    _prepare()
    token = secrets.token_hex(16)
    ports = {"floor": _free_port(), "ours": _free_port()}
    urls = {
        "floor": f"http://127.0.0.1:{ports['floor']}/floor",
        "ours": f"http://127.0.0.1:{ports['ours']}/hooks/twilio/{KEY}/inbound",
    }
    environment = {
        **os.environ,
        "REPLYWELL_SECRET_BENCH_INBOUND": token,
        "REPLYWELL_HOOKS_URL": f"http://127.0.0.1:{ports['ours']}",
        "BENCH_DSN": os.environ["DATABASE_URL"],
        "BENCH_TOKEN": token,
        "BENCH_URL": urls["floor"],
    }
    servers = [
        _start(f"from replywell.messaging.bench_floor import main; main({ports['floor']})", environment),
        _start(f"from replywell.messaging.live import main; main('127.0.0.1', {ports['ours']})", environment),
    ]
    found: dict[str, list[dict[str, Any]]] = {"floor": [], "ours": []}
    try:
        for port in ports.values():
            _wait_for(port)
        first = 0
        for url in urls.values():
            _load(url, token, 2.0, width, first)  # connections, plans and conversations are there
            first += 1_000_000
        for _ in range(rounds):
            for name, url in urls.items():
                found[name].append(_load(url, token, seconds / rounds / 2, width, first))
                first += 1_000_000
        pgbench = _single_inserts(width)
    finally:
        for server in servers:
            server.terminate()
            server.wait(10)
    rate, floor = (statistics.median(one["rate"] for one in found[name]) for name in ("ours", "floor"))
    return {
        "name": "inbound",
        "rate": rate,
        "floor": floor,
        "ratio": round(rate / floor, 3),
        "void": floor < LEAST_FLOOR,
        "ms": _median_times(found["ours"]),
        "floor_ms": _median_times(found["floor"]),
        "not_200": sum(one["other"] for part in found.values() for one in part),
        "single_inserts": pgbench,
        "load_generator": "replywell.messaging.bench_load (epoll, one thread, requests signed beforehand)",
        "server": "uvicorn, one process (ours and floor)",
        "connections": width,
        "rounds": {name: [one["rate"] for one in part] for name, part in found.items()},
        "cpus": os.cpu_count(),
    }


def _prepare() -> None:
    practice = create_practice(
        KEY, name="Bench", text_name="Bench", phone="+12125550111", zone="America/New_York", languages=["en"]
    )
    account = CarrierAccount.objects.create(key=KEY, carrier="twilio", config={"account_sid": "AC" + "0" * 32})
    with practice_scope(practice.pk):
        Number.objects.create(practice=practice, account=account, phone=OURS)
    with connections["owner"].cursor() as cursor:
        cursor.execute(bench_floor.TABLE)


def _start(code: str, environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", code], env=environment, stderr=subprocess.DEVNULL)


def _load(url: str, token: str, seconds: float, width: int, first: int) -> dict[str, Any]:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "replywell.messaging.bench_load",
            url,
            token,
            OURS,
            str(seconds),
            str(width),
            str(first),
        ],
        capture_output=True,
        text=True,
        timeout=seconds * 10 + 60,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"The load generator failed: {done.stderr.strip()[-300:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _single_inserts(width: int, seconds: int = 3) -> dict[str, Any]:
    """What PostgreSQL alone makes durable: one INSERT a transaction, by pgbench."""
    script = (
        "INSERT INTO bench_floor (carrier_id, from_phone, to_phone, body)"
        " VALUES (gen_random_uuid()::text, '+12125560001', '+12125550100', 'Yes');\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "insert.sql"
        path.write_text(script)
        done = subprocess.run(
            [
                binaries() / "pgbench", "-n", "-M", "prepared", "-f", path, "-c", str(width), "-T", str(seconds),
                os.environ["DATABASE_URL"],
            ],
            capture_output=True, text=True, timeout=seconds + 30, check=False,
        )  # fmt: skip
    rate = re.search(r"tps = ([0-9.]+)", done.stdout)
    if rate is None:
        raise RuntimeError(f"pgbench failed: {done.stderr.strip()[-300:]}")
    return {"by": "pgbench", "connections": width, "rate": round(float(rate[1]), 1)}


def _median_times(part: list[dict[str, Any]]) -> dict[str, float]:
    return {name: statistics.median(one["ms"][name] for one in part) for name in part[0]["ms"]}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    end = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)

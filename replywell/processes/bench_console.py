"""`bench console`: the pages of a practice with ten years of texts beside those of a small one, and how soon a text
reaches an open page.

Requests go through Django's whole handler (middleware, session, row-level security, templates) in this process, with
a logged-in session of the front desk, or of the nurse where the page is hers. Besides the time on the wall stands the
CPU time of Python and of the database's process: what is left of it when a busy machine takes no part.
"""

import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from statistics import median
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client

from replywell.common import database
from replywell.common.tenancy import practice_scope
from replywell.console import lists
from replywell.messaging.models import Conversation, Message
from replywell.patients.models import Contact, Patient
from replywell.practices.models import Practitioner
from replywell.processes.bench_console_rows import FREQUENT_WORD, RARE_NAME, RARE_WORD, Made, loading, make
from replywell.processes.bench_path import _free_port, _wait_for

CONTACTS, MESSAGES = 100_000, 1_000_000
SMALL = 1_000
REQUESTS = 60
WARM = 5
OURS = "+12125550102"
LIMITS = {"median_ms": 100.0, "p95_ms": 250.0, "live_ms": 500.0}


def bench_console(seconds: float = 30.0) -> dict[str, Any]:
    """Makes the practices (a minute or two), measures each page, then texts for `seconds` with 200 pages open."""
    began = time.perf_counter()
    home = Path(os.environ["REPLYWELL_HOME"])
    with loading(database.ensure(home).url("superuser", "replywell")):
        small = make("small", contacts=SMALL // 10, messages=SMALL, number="+12125550101", days=30)
        large = make("large", contacts=CONTACTS, messages=MESSAGES, number=OURS)
    loaded = time.perf_counter() - began
    return measure(small, large, seconds) | {"seconds_to_load": round(loaded, 1)}


def measure(small: Made, large: Made, seconds: float) -> dict[str, Any]:
    """The figures of two practices that are there."""
    by_pages = {made.messages: _pages(made) for made in (small, large)}
    pages = {
        name: {str(messages): found[name] for messages, found in by_pages.items()}
        | {"statements_grow": len({found[name]["statements"] for found in by_pages.values()}) > 1}
        for name in by_pages[large.messages]
    }
    slow = [
        name for name, found in by_pages[large.messages].items()
        if found["median_ms"] > LIMITS["median_ms"] or found["p95_ms"] > LIMITS["p95_ms"]
    ]  # fmt: skip
    return {
        "name": "console",
        "requests": f"Django's handler in this process, {REQUESTS} requests a page, one at a time",
        "cpus": os.cpu_count(),
        "contacts": CONTACTS,
        "limits": LIMITS,
        "pages": pages,
        "above_the_limit": slow,
        "live": _live(large, seconds),
    }


# Pages


def _pages(made: Made) -> dict[str, dict[str, Any]]:
    desk, nurse = (logged_in(f"{made.practice.code}-{who}") for who in ("desk", "nurse"))
    found = {}
    for name, addresses in addresses_of(made).items():
        client = nurse if name.endswith("clinical") or "nurse" in name else desk
        found[name] = _measured(client, addresses)
    return found


def logged_in(name: str) -> Client:
    """A session as after a log-in with its second factor."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(get_user_model().objects.get(username=name))
    session = client.session
    session["second_factor"] = True
    session.save()
    return client


def addresses_of(made: Made) -> dict[str, list[str]]:
    """The pages that are measured, by name; several addresses are asked for in turn."""
    with practice_scope(made.practice.pk):
        talks = Conversation.objects.filter(last_message_at__isnull=False)
        long_one = talks.order_by("id").first()
        some = list(talks.order_by("public_id").values_list("public_id", flat=True)[:REQUESTS])
        people = list(Patient.objects.order_by("public_id").values_list("public_id", flat=True)[:REQUESTS])
        who = Practitioner.objects.order_by("id").values_list("public_id", flat=True)[0]
        phone = Contact.objects.order_by("public_id").values_list("phone", flat=True)[0]
    assert long_one is not None
    return {
        **{f"inbox {view}": [f"/inbox/?view={view}"] for view in lists.NAMES},
        "inbox changes": ["/inbox/changes/?view=all"],
        "thread": [f"/inbox/{one}/" for one in some],
        "thread long": [f"/inbox/{long_one.public_id}/"],
        "thread long, nurse": [f"/inbox/{long_one.public_id}/"],
        "thread changes": [f"/inbox/changes/?c={one}&view=all" for one in some],
        "search frequent word": [f"/inbox/search/?q={FREQUENT_WORD}"],
        "search frequent word, nurse": [f"/inbox/search/?q={FREQUENT_WORD}"],
        "search rare word": [f"/inbox/search/?q={RARE_WORD}"],
        "search two words": ["/inbox/search/?q=insurance+bill"],
        "search beginning": ["/inbox/search/?q=insur"],
        "search name": ["/inbox/search/?q=Garcia"],
        "search absent word": ["/inbox/search/?q=xylophone"],
        "today": ["/today/"],
        "calendar day": ["/calendar/"],
        "calendar week": ["/calendar/?as=week"],
        "calendar week of one": [f"/calendar/?as=week&who={who}"],
        "patients frequent name": ["/patients/?q=garcia"],
        "patients frequent beginning": ["/patients/?q=ma"],
        "patients two names": ["/patients/?q=maria+garcia"],
        "patients rare name": [f"/patients/?q={RARE_NAME}"],
        "patients phone": [f"/patients/?q={phone[2:]}", "/patients/?q=0042"],
        "patients birth date": ["/patients/?q=5%2F1%2F1980"],
        "patients chart": ["/patients/?q=MRN-77"],
        "chart": [f"/patients/{one}/" for one in people],
    }


def _measured(client: Client, addresses: Sequence[str]) -> dict[str, Any]:
    wall, cpu, database_cpu = [], [], []
    for number in range(-WARM, REQUESTS):
        address = addresses[number % len(addresses)]
        base, began, python = _database_seconds(), time.perf_counter(), time.process_time()
        answer = client.get(address)
        python, took = time.process_time() - python, time.perf_counter() - began
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}.")
        if number >= 0:  # the first ones warm up: statements are prepared, templates are read
            wall.append(took)
            cpu.append(python)
            database_cpu.append(_database_seconds() - base)
    return {
        "median_ms": _ms(median(wall)),
        "p95_ms": _ms(sorted(wall)[int(len(wall) * 0.95)]),
        "cpu_ms": _ms(median(cpu) + median(database_cpu)),
        "database_cpu_ms": _ms(median(database_cpu)),
        "statements": statements(client, addresses),
        "kilobytes": len(answer.content) // 1024,
    }


def statements(client: Client, addresses: Sequence[str]) -> int:
    """How many SQL statements one of these pages takes at most, looked at again: a first look is noted once."""
    most = 0
    for address in dict.fromkeys(addresses):
        counts = []
        for _ in range(2):
            count = 0

            def counted(execute: Any, *given: Any) -> Any:
                nonlocal count
                count += 1
                return execute(*given)

            with connection.execute_wrapper(counted):
                client.get(address)
            counts.append(count)
        most = max(most, min(counts))
    return most


def _database_seconds() -> float:
    """CPU time that the process behind this connection has used; 0 where the system does not tell."""
    connection.ensure_connection()
    with suppress(OSError):
        told = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text()
        return int(told.split()[0]) / 1e9
    return 0.0


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)


# Live


def _live(made: Made, seconds: float) -> dict[str, Any]:
    """200 pages of one practice on the real web and live processes, while patients text."""
    token, live_port, web_port = secrets.token_hex(16), _free_port(), _free_port()
    environment = {
        **os.environ,
        "REPLYWELL_SECRET_BENCH": token,
        "REPLYWELL_LIVE_PORT": str(live_port),
        "REPLYWELL_PORT": str(web_port),
        "REPLYWELL_HOOKS_URL": f"http://127.0.0.1:{live_port}",
    }
    people = ["nurse"] + ["desk"] * 199
    cookies = [logged_in(f"{made.practice.code}-{one}").cookies["sessionid"].value for one in people]
    with practice_scope(made.practice.pk):
        newest = Message.objects.order_by("-id").values_list("conversation_id", flat=True)[0]
        page = Conversation.objects.filter(pk=newest).values_list("public_id", "contact__phone")[0]
    parts = [
        subprocess.Popen([sys.executable, "-m", "replywell.cli", name], env=environment, start_new_session=True)
        for name in ("live", "web")
    ]
    try:
        _wait_for(live_port)
        _wait_for(web_port)
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump({"cookies": cookies, "token": token, "to": OURS, "thread": [str(page[0]), page[1]]}, file)
            file.flush()
            done = subprocess.run(
                [
                    sys.executable, "-m", "replywell.processes.bench_console_pages", file.name,
                    f"http://127.0.0.1:{live_port}", f"http://127.0.0.1:{web_port}", str(seconds),
                ],
                capture_output=True, text=True, timeout=seconds * 3 + 120, check=False,
            )  # fmt: skip
            if done.returncode:
                raise RuntimeError(done.stderr[-2000:])
            found: dict[str, Any] = json.loads(done.stdout)
    finally:
        for part in parts:
            os.killpg(part.pid, signal.SIGTERM)
            part.wait(15)
    return found

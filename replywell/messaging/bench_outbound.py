"""`bench outbound`: texts a second through the whole sending side, beside a loop that only posts to the same carrier.

The carrier is a small server in a process of its own. Rounds of both kinds take turns, because other work on the
machine comes and goes. Run it on an empty database: it leaves its rows behind.
"""

import asyncio
import os
import secrets
import socket
import statistics
import subprocess
import sys
import threading
import time
from datetime import timedelta
from typing import Any

import aiohttp
from django.db import connection

from replywell.carriers import base
from replywell.carriers.base import Accepted, Account, Outgoing
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.messaging import templates
from replywell.messaging.dispatch import Dispatcher, new_session
from replywell.messaging.models import Template
from replywell.practices.create import create_practice
from replywell.practices.models import CarrierAccount, Number

KEY = "bench-out"
ACCOUNT_SID = "AC" + "0" * 32
ROUNDS = 4
PACE = 40.0
PACED = 80
PARALLEL = 24
BATCH = 60

_PEOPLE = """
WITH contact AS (
  INSERT INTO patients_contact
    (practice_id, phone, public_id, language, line_type, unreachable_why, zone, state, failures)
  SELECT %(practice)s, '+1212' || (2000000 + n), gen_random_uuid(), 'en', 'mobile', '', '', '', 0
  FROM generate_series(%(first)s::int, %(last)s::int) n RETURNING id, phone
)
INSERT INTO messaging_conversation (practice_id, contact_id, public_id, number_id, language, last_in_at, unread)
SELECT %(practice)s, id, gen_random_uuid(), %(number)s, 'en', %(now)s, false FROM contact RETURNING id
"""
_COLUMNS = """practice_id, public_id, conversation_id, direction, phone, number_id, body, language, encoding, segments,
  media, status, carrier, created_at, opt_out, carrier_answered, red_flags, handle_tries, ended_in, purpose, lane,
  workflow, about, gate_answer, gate_reason, tries, error_code, failure"""
_TEXTS = f"""
WITH thread AS (
  SELECT v.id, c.phone FROM messaging_conversation v JOIN patients_contact c ON c.id = v.contact_id
  WHERE v.id = ANY(%(threads)s)
), came AS (
  INSERT INTO messaging_message ({_COLUMNS}, handled_at)
  SELECT %(practice)s, gen_random_uuid(), id, 'in', phone, %(number)s, 'yes', 'en', 'GSM-7', 1, '[]', 'received',
    'twilio', %(now)s, '', '', '{{}}', 1, 'reply', '', 2, '', '[]', '', '', 0, '', '', clock_timestamp()
  FROM thread RETURNING id, conversation_id, phone
)
INSERT INTO messaging_message ({_COLUMNS}, answers_id, template_id)
SELECT %(practice)s, gen_random_uuid(), conversation_id, 'out', phone, %(number)s,
  'Thank you, your visit Thu Mar 12, 2:30 pm with Dr. Lee is confirmed. See you then! Oak Street', 'en', 'GSM-7', 1,
  '[]', 'queued', 'twilio', %(now)s, '', '', '{{}}', 0, '', 'answer', 2, 'confirm_visit', '[]', 'queued', 'answer', 0,
  '', '', id, %(template)s
FROM came
"""


def bench_outbound(messages: int = 4_000, seconds: float | None = None) -> dict[str, Any]:
    """Rates in posts a second: ours, the floor's, and their ratio, round by round; and whether the pace was kept.

    `seconds` instead of `messages`: about so long.
    """
    if seconds is not None:
        messages = max(int(seconds * 400), ROUNDS)
    os.environ["REPLYWELL_SECRET_BENCH_OUT"] = secrets.token_hex(16)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    fake = subprocess.Popen([sys.executable, "-m", "replywell.messaging.bench_outbound_carrier", "--port", str(port)])
    try:
        address = f"http://127.0.0.1:{port}"
        asyncio.run(_wait_for(address))
        practice_id, number_id, template_id = _prepare(address)
        each = max(messages // ROUNDS, 1)
        rounds = []
        for turn in range(ROUNDS):
            threads = _people(practice_id, number_id, turn * each, each)
            _texts(practice_id, number_id, template_id, threads)
            floor = asyncio.run(_floor(address, each))
            rounds.append({"floor": round(floor, 1), "ours": round(_ours(each), 1)})
        paced = _paced(practice_id, number_id, template_id, address, messages)
        return {
            "messages": each * ROUNDS,
            "rate": statistics.median(turn["ours"] for turn in rounds),
            "floor": statistics.median(turn["floor"] for turn in rounds),
            "ratio": round(statistics.median(turn["ours"] / turn["floor"] for turn in rounds), 3),
            "rounds": rounds,
            "post_ms": _percentiles(practice_id),
            "paced": paced,
        }
    finally:
        fake.terminate()
        fake.wait(10)


def _prepare(address: str) -> tuple[int, int, int]:
    practice = create_practice(
        "bench-outbound",
        name="Bench",
        text_name="Oak Street",
        phone="+12125550111",
        zone="America/New_York",
        state="NY",
        languages=["en"],
    )
    account = CarrierAccount.objects.create(
        key=KEY, carrier="twilio", config={"account_sid": ACCOUNT_SID, "base_url": address}
    )
    with practice_scope(practice.pk):
        number = Number.objects.create(practice=practice, account=account, phone="+12125550100")
        templates.install(practice.pk, clock.now())
        template = Template.objects.get(key="visit.confirmed", language="en")
    return practice.pk, number.pk, template.pk


def _people(practice_id: int, number_id: int, first: int, count: int) -> list[int]:
    values: dict[str, Any] = {
        "practice": practice_id,
        "number": number_id,
        "first": first,
        "last": first + count - 1,
        "now": clock.now() - timedelta(minutes=1),
    }
    with practice_scope(practice_id), connection.cursor() as cursor:
        cursor.execute(_PEOPLE, values)
        return [row[0] for row in cursor.fetchall()]


def _texts(practice_id: int, number_id: int, template_id: int, threads: list[int]) -> None:
    values: dict[str, Any] = {
        "practice": practice_id,
        "number": number_id,
        "template": template_id,
        "threads": threads,
        "now": clock.now() - timedelta(minutes=1),
    }
    with practice_scope(practice_id), connection.cursor() as cursor:
        cursor.execute(_TEXTS, values)


def _ours(count: int) -> float:
    """Posts a second from the first claim until the last outcome is written down."""
    stopping = threading.Event()
    sender = Dispatcher(stopping, batch=BATCH, parallel=PARALLEL, with_doubt=False)
    thread = threading.Thread(target=sender.run, daemon=True)
    start = time.perf_counter()
    thread.start()
    end = start + 120
    while sender.posted < count and time.perf_counter() < end:
        time.sleep(0.005)
    took = time.perf_counter() - start
    stopping.set()
    thread.join()
    if sender.posted != count:
        raise RuntimeError(f"Only {sender.posted} of {count} texts were sent in two minutes.")
    return count / took


async def _floor(address: str, count: int) -> float:
    """Posts a second of a loop that only posts, with the same adapter's form and the same parallelism."""
    account = Account(KEY, address, {"account_sid": ACCOUNT_SID, "auth_token": "none"})
    carrier, free = base.get("twilio"), asyncio.Semaphore(PARALLEL)
    async with new_session(PARALLEL) as session:

        async def one(number: int) -> None:
            outgoing = Outgoing(f"f{number}", f"+1212{3_000_000 + number}", "+12125550100", None, "x" * 90)
            async with free:
                outcome = await carrier.send(session, account, outgoing)
            if not isinstance(outcome, Accepted):
                raise TypeError(f"The bench's carrier refused a post: {outcome}")

        start = time.perf_counter()
        await asyncio.gather(*(one(number) for number in range(count)))
        return count / (time.perf_counter() - start)


def _paced(practice_id: int, number_id: int, template_id: int, address: str, first: int) -> dict[str, Any]:
    """Send from a paced number with two dispatchers, and look at when the texts arrived at the carrier."""
    with practice_scope(practice_id):
        Number.objects.filter(pk=number_id).update(segments_a_second=PACE)
    before = len(asyncio.run(_arrivals(address)))
    _texts(practice_id, number_id, template_id, _people(practice_id, number_id, first, PACED))
    stopping = threading.Event()
    senders = [Dispatcher(stopping, batch=BATCH, parallel=PARALLEL, with_doubt=False) for _ in range(2)]
    threads = [threading.Thread(target=sender.run, daemon=True) for sender in senders]
    for thread in threads:
        thread.start()
    end = time.monotonic() + 60
    while sum(sender.posted for sender in senders) < PACED and time.monotonic() < end:
        time.sleep(0.02)
    stopping.set()
    for thread in threads:
        thread.join()
    at = sorted(asyncio.run(_arrivals(address))[before:])
    busiest = max(sum(1 for moment in at if start <= moment < start + 1.0) for start in at)
    # One more fits between two edges of a second; arrivals also jitter by what the machine does.
    kept = busiest <= PACE + 2
    return {
        "pace": PACE,
        "texts": len(at),
        "busiest_second": busiest,
        "kept": kept,
        "rate": round((len(at) - 1) / (at[-1] - at[0]), 1),
    }


def _percentiles(practice_id: int) -> dict[str, float]:
    """Milliseconds from the commit of an attempt until its end is written down."""
    with practice_scope(practice_id), connection.cursor() as cursor:
        cursor.execute(
            "SELECT percentile_cont(ARRAY[0.5, 0.95, 0.99])"
            " WITHIN GROUP (ORDER BY extract(epoch FROM ended_at - began_at))"
            " FROM messaging_attempt WHERE ended_at IS NOT NULL"
        )
        found = cursor.fetchone()[0]
    return {name: round(value * 1000, 1) for name, value in zip(("p50", "p95", "p99"), found, strict=True)}


# --- the carrier ---


async def _wait_for(address: str) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            await _arrivals(address)
        except aiohttp.ClientError:
            await asyncio.sleep(0.05)
        else:
            return
    raise RuntimeError("The bench's carrier did not start.")


async def _arrivals(address: str) -> list[float]:
    async with aiohttp.ClientSession() as session, session.get(f"{address}/arrivals") as response:
        found: list[float] = await response.json()
    return found

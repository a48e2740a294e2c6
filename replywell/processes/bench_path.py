"""`bench path`: from a patient's webhook to our reply posted at the carrier, with every process on this machine."""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta
from datetime import time as wall
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connections
from psycopg.types.range import TimestamptzRange

from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.messaging import templates
from replywell.patients.models import Contact, ContactLink, Patient
from replywell.practices.create import create_practice
from replywell.practices.models import CarrierAccount, Location, Number, OpeningHours, Practitioner
from replywell.processes.bench_carrier import phone
from replywell.scheduling.models import Appointment, AppointmentType, Occupancy, Schedule, Session, TypeNeeds

OURS = "+12125550100"
ACCOUNT = "AC" + "0" * 32
ZONE = ZoneInfo("America/New_York")
CALM_RATE, CALM_SECONDS = 20.0, 30.0
WARM_SECONDS = 15.0
"""A round that is not counted: the rounds that are begin on tables with rows, as on any day but the first."""
RATES = (60.0, 100.0, 150.0)


def bench_path(seconds: float = 60.0) -> dict[str, Any]:
    """Median at 20 texts a second; then 60, 100 and 150 a second for `seconds` each.

    A rate is sustained when every text was accepted and answered, and the last reply came within two seconds of
    the last text.
    """
    # A round that is not sustained leaves work behind, so rates grow and the first failure ends the bench.
    total = int(CALM_RATE * (WARM_SECONDS + CALM_SECONDS) + sum(rate * seconds for rate in RATES))
    _prepare(total)
    token, hook_port, carrier_port = secrets.token_hex(16), _free_port(), _free_port()
    environment = {
        **os.environ,
        "REPLYWELL_SECRET_BENCH": token,
        "REPLYWELL_LIVE_PORT": str(hook_port),
        "TWILIO_API_BASE": f"http://127.0.0.1:{carrier_port}",
        "REPLYWELL_HOOKS_URL": f"http://127.0.0.1:{hook_port}",
    }
    parts = [
        subprocess.Popen([sys.executable, "-m", "replywell.cli", name], env=environment, start_new_session=True)
        for name in ("live", "worker")
    ]
    try:
        _wait_for(hook_port)
        _round(hook_port, carrier_port, token, CALM_RATE, WARM_SECONDS, 0)
        _analyse()
        first = int(CALM_RATE * WARM_SECONDS)
        rounds = []
        for rate, length in ((CALM_RATE, CALM_SECONDS), *((rate, seconds) for rate in RATES)):
            found = _round(hook_port, carrier_port, token, rate, length, first)
            first += found["texts"]
            found["sustained"] = (
                found["answered"] == found["texts"] and not found["refused"]
                and found["seconds_until_last_reply"] - found["seconds_texting"] < 2.0
            )  # fmt: skip
            rounds.append(found)
            if not found["sustained"]:
                break
    finally:
        for part in parts:
            os.killpg(part.pid, signal.SIGTERM)
            part.wait(10)
    return {
        "name": "path",
        "load_generator": "replywell.processes.bench_carrier (open loop; it is the carrier too, two callbacks a reply)",
        "processes": "live, worker, PostgreSQL, carrier and load on this machine",
        "cpus": os.cpu_count(),
        "rounds": rounds,
    }


def _round(hook_port: int, carrier_port: int, token: str, rate: float, seconds: float, first: int) -> dict[str, Any]:
    done = subprocess.run(
        [
            sys.executable, "-m", "replywell.processes.bench_carrier", "--port", str(carrier_port),
            "--hook", f"http://127.0.0.1:{hook_port}/hooks/twilio/bench/inbound", "--token", token,
            "--account", ACCOUNT, "--to", OURS, "--rate", str(rate), "--seconds", str(seconds), "--first", str(first),
        ],
        capture_output=True, text=True, check=True, timeout=seconds + 120,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _analyse() -> None:
    """What autovacuum does each minute: plans made for empty tables are made anew."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")


def _wait_for(port: int) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2).close()
            break
        except urllib.error.HTTPError:
            break
        except OSError:
            time.sleep(0.1)
    time.sleep(2.0)  # the worker's loops are up


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _prepare(patients: int) -> None:
    """A practice in which each patient has one visit, next week or the week after, 60 visits a practitioner."""
    practice = create_practice(
        "bench", name="Bench Practice", text_name="Bench", phone="+12125550111", zone=str(ZONE), state="NY",
        languages=["en", "es"],
    )  # fmt: skip
    account = CarrierAccount.objects.create(key="bench", carrier="twilio", config={"account_sid": ACCOUNT})
    now = clock.now()
    today = now.astimezone(ZONE).date()
    monday = today + timedelta(days=7 - today.weekday())
    starts = [
        datetime.combine(monday + timedelta(days=7 * week + day), wall(hour, minute), ZONE).astimezone(UTC)
        for week in range(2) for day in range(5) for hour in (8, 10, 14) for minute in (0, 30)
    ]  # fmt: skip
    with practice_scope(practice.pk):
        templates.install(practice.pk, now)
        place = Location.objects.create(practice=practice, code="main", name="Main", zone=str(ZONE))
        OpeningHours.objects.bulk_create(
            OpeningHours(practice=practice, location=place, weekday=day, opens=wall(0), closes=wall(23, 59))
            for day in range(7)
        )
        kind = AppointmentType.objects.create(
            practice=practice, code="visit", name="Visit", text_names={"en": "visit", "es": "cita"}, minutes=30
        )
        Number.objects.create(practice=practice, account=account, phone=OURS)
        people = Patient.objects.bulk_create(
            (Patient(practice=practice, chart_id=f"c{n}", first_name=f"Pat{n}", last_name="Roe")
             for n in range(patients)), batch_size=2000,
        )  # fmt: skip
        contacts = Contact.objects.bulk_create(
            (Contact(practice=practice, phone=phone(n), line_type="mobile") for n in range(patients)), batch_size=2000
        )
        ContactLink.objects.bulk_create(
            (ContactLink(practice=practice, contact=contact, patient=person)
             for contact, person in zip(contacts, people, strict=True)), batch_size=2000,
        )  # fmt: skip
        for block in range(0, patients, len(starts)):
            who = Practitioner.objects.create(
                practice=practice, code=f"p{block}", name=f"P {block}", text_name=f"Dr. P{block}"
            )
            schedule = Schedule.objects.create(
                practice=practice, code=f"p{block}", name=who.name, kind="practitioner", practitioner=who,
                location=place,
            )  # fmt: skip
            TypeNeeds.objects.create(practice=practice, type=kind, part="practitioner", schedule=schedule)
            Session.objects.bulk_create(
                Session(practice=practice, schedule=schedule, weekday=day, starts=wall(8), ends=wall(17))
                for day in range(5)
            )
            visits = Appointment.objects.bulk_create(
                Appointment(practice=practice, patient=person, type=kind, location=place, practitioner=who,
                            starts_at=begins, ends_at=begins + timedelta(minutes=30), status="booked")
                for person, begins in zip(people[block:], starts, strict=False)
            )  # fmt: skip
            Occupancy.objects.bulk_create(
                Occupancy(practice=practice, appointment=visit, schedule=schedule,
                          period=TimestamptzRange(visit.starts_at, visit.ends_at))
                for visit in visits
            )  # fmt: skip

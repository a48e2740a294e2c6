"""Are we well? What `/healthz` answers and what pages a person: the same facts, with reasons in words."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

WORKER_SECONDS = 30
"""A worker beats every 10 seconds; after this long without a beat it is gone."""

LIST_SECONDS = 1800
"""A carrier's list that could not be read for so long is a person's matter: lost webhooks are found by it."""

# A worker that follows another within a minute counts on from its beginning: one that dies again and again sends
# nothing and must not excuse that by having just begun.
BEAT = """
INSERT INTO messaging_heartbeat AS h (process, at, since) VALUES (%s, clock_timestamp(), coalesce((
  SELECT min(o.since) FROM messaging_heartbeat o
   WHERE starts_with(o.process, 'worker') AND o.at > clock_timestamp() - interval '60 seconds'), clock_timestamp()))
ON CONFLICT (process) DO UPDATE SET at = clock_timestamp(), since = EXCLUDED.since
"""


@dataclass(frozen=True)
class Health:
    """Well, if there is no reason against it. `facts` are counts and seconds, never anybody's data."""

    reasons: tuple[str, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def well(self) -> bool:
        return not self.reasons


def beat(process: str) -> None:
    """Say that a process is alive ("worker:host:4711"); to be called every 10 seconds of wall time."""
    with connection.cursor() as cursor:
        cursor.execute(BEAT, [process])
        cursor.execute(
            "DELETE FROM messaging_heartbeat WHERE at < clock_timestamp() - interval '1 hour'"
            " AND NOT starts_with(process, 'no list ')"
        )


def gone(process: str) -> None:
    """Say that a process ends on purpose."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM messaging_heartbeat WHERE process = %s", [process])


def list_failed(account_key: str) -> None:
    """The carrier's list of this account could not be read; the first time since it could is kept."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO messaging_heartbeat (process, at) VALUES (%s, clock_timestamp())"
            " ON CONFLICT (process) DO NOTHING",
            [f"no list {account_key}"],
        )


def list_read(account_key: str) -> None:
    """The carrier's list of this account was read."""
    gone(f"no list {account_key}")


def check() -> Health:
    """Look now. Raises django.db.Error when the database is down: that is a reason by itself."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT health_facts()::text")
        return judge(json.loads(cursor.fetchone()[0]))


def judge(facts: dict[str, Any]) -> Health:
    """What is wrong, in words for who is called at night."""
    reasons = []
    alive = [
        age for process, age in facts["processes"].items() if process.startswith("worker") and age < WORKER_SECONDS
    ]
    if not alive:
        reasons.append("No worker is running: texts are stored but nobody answers. Start `replywell worker`.")
    if facts["unhandled"]:
        reasons.append(
            f"{facts['unhandled']} inbound text(s) wait for more than 60 seconds,"
            f" the oldest for {facts['oldest_unhandled']} s."
        )
    if facts["outbound_stuck"]:
        reasons.append(f"{facts['outbound_stuck']} outbound text(s) are due for more than two minutes and none leaves.")
    if facts["unrouted"]:
        reasons.append(
            f"{facts['unrouted']} text(s) came to a number that belongs to no practice here."
            " Add the number, or take its webhook away at the carrier."
        )
    reasons += [
        f"The carrier's list of account {process.removeprefix('no list ')} cannot be read for {age // 60:.0f} minutes:"
        " texts whose webhook was lost are not found. Check the account's key and the network."
        for process, age in facts["processes"].items()
        if process.startswith("no list ") and age > LIST_SECONDS
    ]
    reasons += [
        f"The carrier refuses a number of practice {code} ({why or 'no reason given'}): nothing leaves by it."
        " Settle it with the carrier, then let the number send again."
        for code, why in facts["numbers_stopped"]
    ]
    reasons += [f"Nobody is on call at practice {code}." for code in facts["nobody_on_call"]]
    return Health(tuple(reasons), facts)

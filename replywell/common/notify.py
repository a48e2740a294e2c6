"""Pokes: a NOTIFY that makes another process look at the rows now instead of at its next poll.

The row is the truth. A poke is sent after commit, in a statement of its own (inside the transaction it more
than halves the rate of commits), and may be lost: whoever listens also polls. It carries ids, never words.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import Error, connections, transaction

INBOUND = "replywell_inbound"
OUTBOUND = "replywell_outbound"
WAKE = "replywell_wake"
MOVES = "replywell_moves"
"""A text of ours moved on its way: listeners are to be told."""
LIVE = "replywell_live"
"""To open staff pages; payload "<practice public id> <kind> <id>"."""

HELD_SECONDS = 0.02
"""No poke waits longer than this for others, as long as work goes on."""
_MOST_BYTES = 7_900  # PostgreSQL refuses 8,000 and more


@dataclass(frozen=True)
class _Poke:
    channel: str
    payload: str
    using: str

    def __call__(self) -> None:
        if _outbox.held is None:
            _send({self})
        else:
            _outbox.add(self)


class _Outbox(threading.local):
    """This thread's pokes that wait to be sent together; `held` None: none waits."""

    held: set[_Poke] | None = None
    since = 0.0

    def add(self, poke: _Poke) -> None:
        held = self.held = self.held or set()
        if not held:
            self.since = time.monotonic()
        held.add(poke)
        if time.monotonic() - self.since > HELD_SECONDS:
            self.held = set()
            _send(held)


_outbox = _Outbox()


@contextmanager
def together() -> Iterator[None]:
    """Send what the transactions inside poke in one statement, at the end or after some milliseconds."""
    outer = _outbox.held
    _outbox.held = set() if outer is None else outer
    try:
        yield
    finally:
        if outer is None:
            held, _outbox.held = _outbox.held, None
            _send(held or set())


def _send(pokes: set[_Poke]) -> None:
    for using in {poke.using for poke in pokes}:
        mine = [poke for poke in pokes if poke.using == using]
        try:
            with connections[using].cursor() as cursor:
                cursor.execute(
                    "SELECT pg_notify(channel, payload) FROM unnest(%s::text[], %s::text[]) AS poke (channel, payload)",
                    [[poke.channel for poke in mine], [poke.payload for poke in mine]],
                )
        except Error:
            # The rows are committed; a lost poke costs a second.
            connections[using].close_if_unusable_or_obsolete()


def poke(channel: str, payload: str = "", *, using: str = "default") -> None:
    """Tell `channel` after the transaction at hand commits (at once outside one). A rollback tells nothing.

    Like pokes of one transaction are one. ValueError for a payload of 7,900 bytes or more.
    """
    if len(payload.encode()) >= _MOST_BYTES:
        raise ValueError("A poke carries ids only; this one is too long.")
    wanted = _Poke(channel, payload, using)
    connection = connections[using]
    # What is scheduled already can only be undone together with this one.
    if connection.in_atomic_block and any(entry[1] == wanted for entry in connection.run_on_commit):
        return
    transaction.on_commit(wanted, using=using)


def poke_live(practice_public_id: object, kind: str, row_id: object, *, using: str = "default") -> None:
    """Tell open staff pages of a practice that something changed. `kind`: conversation, message, task, visit …"""
    poke(LIVE, f"{practice_public_id} {kind} {row_id}", using=using)

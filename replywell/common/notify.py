"""Pokes: a NOTIFY that makes another process look at the rows now instead of at its next poll.

The row is the truth. A poke is sent after commit, in a statement of its own (inside the transaction it more
than halves the rate of commits), and may be lost: whoever listens also polls. It carries ids, never words.
"""

from dataclasses import dataclass

from django.db import Error, connections, transaction

INBOUND = "replywell_inbound"
OUTBOUND = "replywell_outbound"
WAKE = "replywell_wake"
LIVE = "replywell_live"
"""To open staff pages; payload "<practice public id> <kind> <id>"."""

_MOST_BYTES = 7_900  # PostgreSQL refuses 8,000 and more


@dataclass(frozen=True)
class _Poke:
    channel: str
    payload: str
    using: str

    def __call__(self) -> None:
        try:
            with connections[self.using].cursor() as cursor:
                cursor.execute("SELECT pg_notify(%s, %s)", [self.channel, self.payload])
        except Error:
            # The rows are committed; a lost poke costs a second.
            connections[self.using].close_if_unusable_or_obsolete()


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

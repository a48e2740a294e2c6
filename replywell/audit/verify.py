"""`replywell audit verify`: is every sealed row still there, unchanged, in its place?"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

MARK = 8
"""Bytes kept of each row's digest in its seal: enough to name the row that changed."""


@dataclass(frozen=True)
class Fault:
    """One thing that is not as it was sealed."""

    seal: int
    words: str


@dataclass(frozen=True)
class Verdict:
    """What `verify` found. `head` is the last digest (hex): kept elsewhere, it proves that no seal was removed."""

    faults: list[Fault]
    seals: int
    rows: int
    head: str
    unsealed: int
    unsealed_from: int | None
    unsealed_to: int | None


def run() -> int:
    """Print the verdict; returns 1 when anything was changed."""
    verdict = verify()
    for fault in verdict.faults:
        print(f"seal {fault.seal}: {fault.words}")
    print(
        f"{verdict.rows} rows under {verdict.seals} seals: " + ("CHANGED" if verdict.faults else "as they were sealed")
    )
    if verdict.unsealed:
        print(f"{verdict.unsealed} rows are not sealed yet (ids {verdict.unsealed_from} to {verdict.unsealed_to})")
    print(f"head {verdict.head or '(no seal yet)'}: keep it outside this machine")
    return 1 if verdict.faults else 0


def verify() -> Verdict:
    """Recompute every seal from the rows as they are now."""
    faults: list[Fault] = []
    previous, seals, rows = b"", 0, 0
    expected_id = None
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, ids::text, rows, marks, previous, digest FROM audit_seal ORDER BY id")
        kept = cursor.fetchall()
        for seal_id, ids, count, marks, before, digest in kept:
            if bytes(before) != previous:
                faults.append(Fault(seal_id, "does not follow the seal before it: a seal was removed or changed"))
            cursor.execute("SELECT id, mark FROM audit_sealed_rows(%s::int8multirange)", [ids])
            found = [(row_id, bytes(mark)) for row_id, mark in cursor.fetchall()]
            computed = hashlib.sha256(bytes(before) + b"".join(mark for _, mark in found)).digest()
            if computed != bytes(digest) or len(found) != count:
                faults += [Fault(seal_id, words) for words in _name(found, ids, bytes(marks))]
            previous, seals, rows = bytes(digest), seals + 1, rows + len(found)
            expected_id = seal_id
        cursor.execute("SELECT rows, lowest, highest FROM audit_unsealed()")
        unsealed, lowest, highest = cursor.fetchone()
    head = previous.hex() if expected_id is not None else ""
    return Verdict(faults, seals, rows, head, unsealed, lowest, highest)


def _name(found: list[tuple[int, bytes]], ids: str, marks: bytes) -> Iterator[str]:
    """Say which rows are missing, changed or in another's place."""
    sealed = {row_id: marks[place * MARK : (place + 1) * MARK] for place, row_id in enumerate(_ids_of(ids))}
    known = set(sealed.values())
    present = dict(found)
    named = False
    for row_id, mark in sealed.items():
        now = present.get(row_id)
        if now is None:
            yield f"row {row_id} is missing"
        elif now[:MARK] != mark:
            yield f"row {row_id} " + ("holds another sealed row: reordered" if now[:MARK] in known else "was changed")
        else:
            continue
        named = True
    if not named:
        yield "the seal itself was changed"


def _ids_of(multirange: str) -> Iterator[int]:
    """The ids in PostgreSQL's text of an int8multirange: "{[1,4),[6,7)}"."""
    for part in multirange.strip("{}").replace("),[", ")|[").split("|"):
        if part:
            low, high = part.strip("[)").split(",")
            yield from range(int(low), int(high))

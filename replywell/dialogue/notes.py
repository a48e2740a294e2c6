"""Notes between colleagues: whom they name, who has seen that, and which ones clinical staff share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from replywell.audit.record import record
from replywell.dialogue import open_pages
from replywell.dialogue.models import Mention, TaskNote
from replywell.practices.models import Staff

_AT = re.compile(r"(?<!\w)@(\w[\w.-]*\w|\w)")


@dataclass(frozen=True)
class Named:
    """Who is named in a note with @; `unknown`: names nobody here has, or more than one."""

    staff: tuple[Staff, ...]
    unknown: tuple[str, ...]


def named(words: str, colleagues: Sequence[Staff]) -> Named:
    """Find "@anna" (the code), "@Anna Reed" or "@Anna" (a first name that one person has), in any case."""
    found: dict[int, Staff] = {}
    unknown = []
    for match in _AT.finditer(words):
        rest = words[match.start() + 1 :].casefold()
        one = match[1].casefold()
        full = [who for who in colleagues if _begins(rest, who.name.casefold())]
        longest = max((len(who.name) for who in full), default=0)
        given = [who for who in full if len(who.name) == longest]
        given = given or [who for who in colleagues if who.code.casefold() == one]
        given = given or [who for who in colleagues if who.name.casefold().split(" ")[0] == one]
        if len(given) == 1:
            found[given[0].pk] = given[0]
        else:
            unknown.append(match[1])
    return Named(tuple(found.values()), tuple(unknown))


def _begins(rest: str, name: str) -> bool:
    return rest.startswith(name) and not rest[len(name) : len(name) + 1].isalnum()


def write(
    conversation_id: int,
    staff: Staff,
    body: str,
    *,
    now: datetime,
    task_id: int | None = None,
    naming: Iterable[Staff] = (),
    shared: bool = False,
) -> TaskNote:
    """Something for colleagues only; whoever is named finds it among their mentions. ValueError when it is empty."""
    words = body.strip()
    if not words:
        raise ValueError(_("The note is empty. Write something first."))
    made = TaskNote.objects.create(
        practice_id=staff.practice_id, conversation_id=conversation_id, task_id=task_id, author=staff, body=words,
        at=now, shared=shared,
    )  # fmt: skip
    called = [who for who in naming if who.pk != staff.pk]
    Mention.objects.bulk_create([Mention(practice_id=staff.practice_id, note=made, staff=who) for who in called])
    record(
        staff.practice_id, "note.written", f"note:{made.pk}", actor=f"staff:{staff.code}", at=now,
        **({"named": [who.code for who in called]} if called else {}), **({"shared": True} if shared else {}),
    )  # fmt: skip
    open_pages.tell(staff.practice_id, conversation_id)
    return made


def share(note: TaskNote, staff: Staff, *, now: datetime) -> bool:
    """Let everybody who reads the conversation read the note. False: they may already."""
    if not TaskNote.objects.filter(pk=note.pk, shared=False).update(shared=True):
        return False
    record(staff.practice_id, "note.shared", f"note:{note.pk}", actor=f"staff:{staff.code}", at=now)
    if note.conversation_id is not None:
        open_pages.tell(staff.practice_id, note.conversation_id)
    return True


def seen(conversation_id: int, staff: Staff, *, now: datetime) -> int:
    """`staff` has opened the conversation: what named them there is seen. Returns how many were new."""
    return Mention.objects.filter(
        note__conversation_id=conversation_id, staff=staff, seen_at__isnull=True
    ).update(seen_at=now)  # fmt: skip

"""Saved replies: words that staff send often, in each language, with places that a thread fills.

They are never sent by themselves: a person puts them into the composer, reads them and sends, through the gate.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

from replywell.audit.record import record
from replywell.messaging import lint
from replywell.messaging.models import SavedReply, SavedWording
from replywell.messaging.send import LONGEST
from replywell.messaging.templates import wording_without_places
from replywell.practices.models import Number, Practice, Staff

PLACES: Mapping[str, StrPromise] = {
    "first_name": gettext_lazy("the patient's first name"),
    "practice": gettext_lazy("the practice's name in texts"),
    "phone": gettext_lazy("the practice's phone number"),
    "visit": gettext_lazy("day and time of the next visit"),
    "doctor": gettext_lazy("who the next visit is with"),
    "location": gettext_lazy("where the next visit is"),
    "me": gettext_lazy("your own first name"),
}
"""What may stand in braces in a saved reply."""
LONGEST_NAME = 60
_PLACE = re.compile(r"\{(\w+)\}")


class SavedReplyError(ValueError):
    """What is wrong with a saved reply, and what to do. Nothing was saved."""


@dataclass
class Saved:
    """A saved reply with the newest words of each language; `versions`: how often they were written."""

    reply: SavedReply
    bodies: dict[str, str] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)

    def in_language(self, language: str, otherwise: str) -> tuple[str, str]:
        """(words, their language): in `language` if there are any, else in `otherwise`, else in any."""
        for code in (language, otherwise, *self.bodies):
            if self.bodies.get(code):
                return self.bodies[code], code
        return "", language


def offered() -> list[Saved]:
    """What staff can choose from, by name. Two queries."""
    replies = list(SavedReply.objects.filter(retired_at__isnull=True).order_by("name"))
    return _with_words(replies)


def one(public_id: UUID | str) -> Saved | None:
    """A saved reply that is still offered, or None."""
    found = SavedReply.objects.filter(public_id=public_id, retired_at__isnull=True).first()
    return _with_words([found])[0] if found else None


def history(reply: SavedReply) -> Sequence[SavedWording]:
    """All its words ever, newest first."""
    return list(SavedWording.objects.filter(reply=reply).select_related("author").order_by("-at", "-id"))


def save(
    practice: Practice,
    staff: Staff,
    name: str,
    bodies: Mapping[str, str],
    *,
    now: datetime,
    reply: SavedReply | None = None,
) -> SavedReply:
    """A new saved reply, or a next version of the languages whose words changed. Raises SavedReplyError."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise SavedReplyError(
            _("Give it a name of 1 to %(most)s characters, as staff would look for it.") % {"most": LONGEST_NAME}
        )
    words = {code: body.replace("\r\n", "\n").strip() for code, body in bodies.items()}
    if not any(words.values()):
        raise SavedReplyError(_("Write the words in at least one language."))
    for code, body in words.items():
        wrong = check(practice, body)
        if wrong:
            raise SavedReplyError(f"{wrong[0]} (language: {code})")
    try:
        with transaction.atomic():
            if reply is None:
                reply = SavedReply.objects.create(practice=practice, name=name, created_at=now)
            elif reply.name != name:
                SavedReply.objects.filter(pk=reply.pk).update(name=name)
            before = _with_words([reply])[0]
            made = [
                SavedWording(
                    practice=practice, reply=reply, language=code, version=before.versions.get(code, 0) + 1, body=body,
                    author=staff, at=now,
                )
                for code, body in words.items()
                if body != before.bodies.get(code, "")
            ]  # fmt: skip
            SavedWording.objects.bulk_create(made)
    except IntegrityError as trouble:
        if "saved_wording_version" in str(trouble):
            raise SavedReplyError(_("A colleague changed it at the same time. Reload the page to see how.")) from None
        raise SavedReplyError(
            _("There is a saved reply called %(name)s already. Choose another name.") % {"name": name}
        ) from None
    record(
        practice.pk, "saved_reply.written", f"saved_reply:{reply.pk}", actor=f"staff:{staff.code}", at=now,
        versions={row.language: row.version for row in made},
    )  # fmt: skip
    return reply


def retire(reply: SavedReply, staff: Staff, *, now: datetime) -> bool:
    """No longer offered; its words are kept. False: somebody retired it already."""
    if not SavedReply.objects.filter(pk=reply.pk, retired_at__isnull=True).update(retired_at=now):
        return False
    record(staff.practice_id, "saved_reply.retired", f"saved_reply:{reply.pk}", actor=f"staff:{staff.code}", at=now)
    return True


def check(practice: Practice, body: str) -> list[str]:
    """What forbids these words, in sentences; empty: they may be saved."""
    wrong = [
        _("There is no place %(place)s.") % {"place": f"{{{name}}}"}
        for name in _PLACE.findall(body)
        if name not in PLACES
    ]
    if len(body) > LONGEST:
        wrong.append(_("It has %(count)s characters; carriers take %(most)s.") % {"count": len(body), "most": LONGEST})
    ours = (practice.phone, *Number.objects.values_list("phone", flat=True))
    return wrong + [f"Not allowed: {finding.words}" for finding in lint.findings(wording_without_places(body), ours)]


def fill(body: str, values: Mapping[str, str]) -> str:
    """The words with their places filled; what has no value stays in braces, and `unfilled` finds it."""
    return _PLACE.sub(lambda match: values.get(match[1]) or match[0], body)


def unfilled(body: str) -> list[str]:
    """The places that nobody has filled, as they stand: "{visit}"."""
    return [f"{{{name}}}" for name in _PLACE.findall(body) if name in PLACES]


def _with_words(replies: Sequence[SavedReply]) -> list[Saved]:
    newest: defaultdict[int, dict[str, SavedWording]] = defaultdict(dict)
    for row in SavedWording.objects.filter(reply__in=replies).order_by("version"):
        newest[row.reply_id][row.language] = row
    return [
        Saved(
            reply,
            {code: row.body for code, row in newest[reply.pk].items() if row.body},
            {code: row.version for code, row in newest[reply.pk].items()},
        )
        for reply in replies
    ]

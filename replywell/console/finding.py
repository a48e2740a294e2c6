"""What a search shows: texts that the reader may read, with the words that were looked for.

A text that is not for this reader is left out altogether: "With the nurse" in its place would tell that its words
are in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from replywell.common import phones
from replywell.console.clinical import Veil
from replywell.console.trail import contact_names
from replywell.messaging import search
from replywell.messaging.models import Message

MOST_HITS = 50
LOOKED_AT = 300
"""Texts that are asked for: those the reader may not read are left out of them."""
BATCH = 60
"""Texts that are read at once: mostly the first are enough."""
_BEFORE, _AFTER = 60, 110


@dataclass(frozen=True)
class Hit:
    """A text that was found, in pieces: (words, whether they were looked for)."""

    message: Message
    name: str
    at: datetime
    pieces: list[tuple[str, bool]]
    theirs: bool


@dataclass(frozen=True)
class Found:
    """The answer to a search; `more`: there are older ones."""

    hits: list[Hit] = field(default_factory=list)
    more: bool = False


def texts(asked: str, *, clinical: bool) -> Found:
    """The newest texts that hold every word of `asked`. At most twelve queries."""
    ids = search.text_ids(asked, LOOKED_AT)
    readable: list[Message] = []
    for at in range(0, len(ids), BATCH):
        readable += _readable(ids[at : at + BATCH], clinical=clinical)
        if len(readable) > MOST_HITS:
            break
    shown = readable[:MOST_HITS]
    names = contact_names(one.conversation.contact_id for one in shown if one.conversation)
    words = search.words_of(asked)
    return Found(
        hits=[
            Hit(
                message=one,
                name=names.get(one.conversation.contact_id) or phones.display(one.conversation.contact.phone),
                at=one.created_at,
                pieces=_pieces(one.body, words),
                theirs=one.direction == "in",
            )
            for one in shown
            if one.conversation
        ],
        more=len(readable) > MOST_HITS or len(ids) == LOOKED_AT,
    )


def _readable(ids: list[int], *, clinical: bool) -> list[Message]:
    """Those of these texts that the reader may read, newest first."""
    rows = list(
        Message.objects.filter(pk__in=ids, conversation__isnull=False)
        .select_related("author", "conversation__contact")
        .order_by("-id")
    )  # fmt: skip
    veil = Veil.over({one.conversation_id or 0 for one in rows}, clinical=clinical)
    return [one for one in rows if not veil.hides(one)]


def _pieces(body: str, words: list[str]) -> list[tuple[str, bool]]:
    """The part of a text around the first word that was looked for, with each such word marked."""
    plain, folded = search.plain(body), [search.plain(word) for word in words]
    found = search.marked(plain, folded)
    first = found[0][0] if found else 0
    start, end = max(0, first - _BEFORE), min(len(body), first + _AFTER)
    pieces: list[tuple[str, bool]] = []
    at = start
    for begin, stop in found:
        if begin < at or stop > end:
            continue
        pieces += [(body[at:begin], False), (body[begin:stop], True)]
        at = stop
    pieces.append((body[at:end], False))
    if start > 0:
        pieces.insert(0, ("… ", False))
    if end < len(body):
        pieces.append((" …", False))
    return [(" ".join(part.split("\n")), marked) for part, marked in pieces if part]

"""Which texts of a long thread a page shows: the newest, more before them, or those around one of long ago.

What is not shown is one press away, and a page never shows so many that it grows slow: past `MOST` it moves on
through the thread instead of growing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from replywell.messaging.models import Conversation, Message

FIRST = 50
"""Texts that a page shows at first, and that come with each "Earlier texts"."""
MOST = 200
"""Texts on one page."""
SLACK = timedelta(days=1)
"""A text that was missed and fetched later is stored (wall time) later than it was sent (domain time)."""


@dataclass(frozen=True)
class Asked:
    """What a page asks for, by public ids of texts: all since `start`, with `more` before it; or those `around` one.

    `newest`: the last text that the reader saw before they went back in the thread.
    """

    start: UUID | None = None
    around: UUID | None = None
    more: bool = False
    newest: UUID | None = None

    @classmethod
    def of(cls, params: Mapping[str, str]) -> Asked:
        """From the parameters of a request; what is no id is not asked for."""
        return cls(
            _id(params.get("from")), _id(params.get("at")), bool(params.get("more")), _id(params.get("newest"))
        )  # fmt: skip


@dataclass(frozen=True)
class Window:
    """The texts shown, oldest first. `earlier`, `later`: whether there are others before and after them.

    `start`: the page keeps everything from its first text on; `around`: the text of long ago that it keeps around.
    """

    messages: list[Message]
    earlier: bool = False
    later: bool = False
    start: str = ""
    around: str = ""
    newest: str = ""

    @property
    def since(self) -> datetime | None:
        """From when on this page tells what happened (domain time); None: from the beginning."""
        return self.messages[0].created_at if self.earlier else None

    @property
    def until(self) -> datetime | None:
        """Until when it does (domain time); None: until now."""
        return self.messages[-1].created_at if self.later else None

    @property
    def stored_since(self) -> datetime | None:
        """The wall time of the first text, at the latest; None without texts."""
        return min(self.messages[0].stored_at, self.messages[0].created_at) - SLACK if self.messages else None

    @property
    def stored_until(self) -> datetime | None:
        """The wall time of the last text, at the earliest, if there are later ones."""
        return self.messages[-1].stored_at + SLACK if self.later else None

    @property
    def first_id(self) -> str:
        """The first text's public id; empty without texts."""
        return str(self.messages[0].public_id) if self.messages else ""

    @property
    def last_id(self) -> str:
        """The last text's public id; empty without texts."""
        return str(self.messages[-1].public_id) if self.messages else ""


def read(conversation: Conversation, asked: Asked) -> Window:
    """The texts that the page asks for. At most four queries; one for a page that was just opened."""
    texts = Message.objects.filter(conversation=conversation)
    wanted = asked.around or asked.start
    key = texts.filter(public_id=wanted).values_list("pk", flat=True).first() if wanted else None
    if key is None:
        found = list(texts.order_by("-id")[: FIRST + 1])
        return _newest(found[:FIRST], earlier=len(found) > FIRST)
    if asked.around is None and not asked.more:
        found = list(texts.filter(pk__gte=key).order_by("-id")[: MOST + 1])
        earlier = len(found) > MOST or texts.filter(pk__lt=key).exists()
        return _newest(found[:MOST], earlier=earlier, keeps=True)
    before = list(texts.filter(pk__lt=key).order_by("-id")[: FIRST + 1])
    after = list(texts.filter(pk__gte=key).order_by("id")[: MOST + 1])
    earlier, before = len(before) > FIRST, before[:FIRST]
    whole = MOST if asked.around is None else len(before) + FIRST
    if len(before) + len(after) <= whole:
        return _newest([*after[::-1], *before], earlier=earlier, keeps=True)
    shown = [*before[::-1], *after[:FIRST]]
    last = asked.newest or texts.order_by("-id").values_list("public_id", flat=True)[0]
    return Window(shown, earlier, later=True, around=str(wanted), newest=str(last))


def _newest(found: list[Message], *, earlier: bool, keeps: bool = False) -> Window:
    """`found`: newest first, without a gap up to now. `keeps`: these stay on the page when others come."""
    shown = found[::-1]
    last = str(shown[-1].public_id) if shown else ""
    return Window(shown, earlier, start=str(shown[0].public_id) if keeps and shown else "", newest=last)


def _id(value: str | None) -> UUID | None:
    try:
        return UUID(value) if value else None
    except ValueError:
        return None

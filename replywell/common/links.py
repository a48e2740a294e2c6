"""Addresses that open one thing for one purpose until a moment: signed, so that none can be guessed or bent.

A token holds an opaque key, the moment it ends and a signature over both and the purpose; nothing about anybody.
What the key stands for, and whether it was taken back, is a row's matter (`patients.page_links`).
"""

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings

_SIGNED = 16
"""Bytes of the signature that stand in an address: 128 bits."""
_LENGTH = 16 + 4 + _SIGNED


class BadLink(ValueError):  # noqa: N818 - what happened, not a fault
    """A token that we never made, or not for this purpose."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What a token of ours says: the row's opaque id, and when it ends (UTC, whole seconds)."""

    key: UUID
    expires_at: datetime

    def is_over(self, now: datetime) -> bool:
        """Whether its time has passed at `now` (aware)."""
        return now >= self.expires_at


def sign(purpose: str, key: UUID, expires_at: datetime) -> str:
    """A token for this row and purpose. `expires_at` is aware; parts of a second are dropped."""
    body = key.bytes + int(expires_at.timestamp()).to_bytes(4, "big")
    return base64.urlsafe_b64encode(body + _signature(purpose, body)).decode("ascii")


def read(purpose: str, token: str) -> Signed:
    """What the token says, over or not. Raises BadLink when it is none of ours for this purpose."""
    try:
        raw = base64.b64decode(token.encode("ascii"), altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error):
        raise BadLink("Not a link of ours.") from None
    body, given = raw[: 16 + 4], raw[16 + 4 :]
    if len(raw) != _LENGTH or not hmac.compare_digest(given, _signature(purpose, body)):
        raise BadLink("Not a link of ours.")
    return Signed(UUID(bytes=body[:16]), datetime.fromtimestamp(int.from_bytes(body[16:], "big"), UTC))


def _signature(purpose: str, body: bytes) -> bytes:
    key = hashlib.sha256(b"replywell.links\0" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, purpose.encode() + b"\0" + body, hashlib.sha256).digest()[:_SIGNED]

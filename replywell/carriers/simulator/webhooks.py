"""The simulator's webhooks: small JSON objects, signed with HMAC-SHA256 over the raw body."""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from replywell.carriers.base import (
    Answered,
    InboundText,
    MalformedRequest,
    Media,
    Status,
    StatusEvent,
    header,
)
from replywell.carriers.simulator.behaviour import NAME, TABLE, explain

SIGNATURE_HEADER = "X-Simulator-Signature"
_PHONE = re.compile(r"\+[1-9][0-9]{5,14}|[0-9]{3,8}")
_FAILED = frozenset({Status.UNDELIVERED, Status.FAILED})


def inbound_request(text: InboundText, secret: str) -> tuple[dict[str, str], bytes]:
    """(headers, body) of the webhook by which a simulated phone's text arrives."""
    return _request(
        {
            "type": "inbound",
            "id": text.carrier_id,
            "from": text.from_number,
            "to": text.to_number,
            "body": text.body,
            "media": [{"url": item.url, "content_type": item.content_type} for item in text.media],
            "received_at": text.received_at.isoformat() if text.received_at else None,
            "segments": text.segments,
            "answered": text.carrier_answered,
        },
        secret,
    )


def status_request(event: StatusEvent, secret: str) -> tuple[dict[str, str], bytes]:
    """(headers, body) of the webhook by which the simulated carrier reports on a text."""
    return _request(
        {
            "type": "status",
            "id": event.carrier_id,
            "our_id": event.our_id,
            "status": event.status.value,
            "code": event.error_code,
            "at": event.at.isoformat() if event.at else None,
        },
        secret,
    )


def _request(payload: dict[str, Any], secret: str) -> tuple[dict[str, str], bytes]:
    body = json.dumps(payload, ensure_ascii=False).encode()
    return {"Content-Type": "application/json", SIGNATURE_HEADER: sign(body, secret)}, body


def sign(raw_body: bytes, secret: str) -> str:
    """The hex signature of a body."""
    return hmac.digest(secret.encode(), raw_body, "sha256").hex()


def verify(headers: Mapping[str, str], raw_body: bytes, full_url: str, secrets: Sequence[str]) -> bool:  # noqa: ARG001
    """Whether one of `secrets` signed the body."""
    given = header(headers, SIGNATURE_HEADER).encode("utf-8", "replace")
    good = False
    for secret in secrets:
        good |= bool(secret) and hmac.compare_digest(sign(raw_body, secret).encode(), given)
    return good


def parse_inbound(headers: Mapping[str, str], raw_body: bytes, full_url: str) -> list[InboundText]:  # noqa: ARG001
    """The text in an inbound webhook. Raises MalformedRequest."""
    data = _object(raw_body, "inbound")
    answered = data.get("answered")
    if answered not in (None, "stop", "help", "start"):
        raise MalformedRequest("should be stop, help, start or null", "answered")
    media = data.get("media") or []
    if not isinstance(media, list):
        raise MalformedRequest("should be a list", "media")
    segments = data.get("segments")
    if segments is not None and (type(segments) is not int or segments < 1):
        raise MalformedRequest("should be a number from 1, or null", "segments")
    return [
        InboundText(
            carrier=NAME,
            carrier_id=_text(data, "id"),
            from_number=_phone(data, "from"),
            to_number=_phone(data, "to"),
            body=_text(data, "body", empty=True).replace("\x00", "\ufffd"),
            media=tuple(_media(item) for item in media),
            received_at=_time(data, "received_at"),
            segments=segments,
            carrier_answered=cast("Answered | None", answered),
        )
    ]


def parse_status(headers: Mapping[str, str], raw_body: bytes, full_url: str) -> list[StatusEvent]:  # noqa: ARG001
    """The step in a status webhook. Raises MalformedRequest."""
    data = _object(raw_body, "status")
    word = _text(data, "status")
    if word not in list(Status):
        raise MalformedRequest("is not a status of an outbound text", "status")
    status = Status(word)
    code = _text(data, "code") if data.get("code") is not None else None
    if code is not None and code not in TABLE:
        raise MalformedRequest("is not an error of the simulator", "code")
    failure = explain(code or "unknown") if status in _FAILED else None
    return [
        StatusEvent(
            carrier=NAME,
            carrier_id=_text(data, "id"),
            our_id=_text(data, "our_id") if data.get("our_id") is not None else None,
            status=status,
            error_code=code,
            failure=failure.kind if failure else None,
            at=_time(data, "at"),
            action=failure.action if failure else None,
        )
    ]


def _object(raw_body: bytes, kind: str) -> dict[str, Any]:
    try:
        data = json.loads(raw_body.decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise MalformedRequest("is not JSON in UTF-8", "body") from None
    if not isinstance(data, dict):
        raise MalformedRequest("should be a JSON object", "body")
    if data.get("type") != kind:
        raise MalformedRequest(f"should be {kind}", "type")
    return data


def _text(data: Mapping[str, Any], name: str, empty: bool = False) -> str:
    value = data.get(name)
    if not isinstance(value, str):
        raise MalformedRequest("is missing or not a text", name)
    if not value and not empty:
        raise MalformedRequest("is empty", name)
    if any("\ud800" <= char <= "\udfff" for char in value):
        raise MalformedRequest("holds half a character", name)
    if "\x00" in value and name != "body":
        raise MalformedRequest("holds a NUL", name)
    return value


def _phone(data: Mapping[str, Any], name: str) -> str:
    value = _text(data, name)
    if not _PHONE.fullmatch(value):
        raise MalformedRequest("should be + and digits (E.164), or a short code", name)
    return value


def _time(data: Mapping[str, Any], name: str) -> datetime | None:
    value = data.get(name)
    if value is None:
        return None
    try:
        at = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise MalformedRequest("should be an ISO 8601 time", name) from None
    if at.tzinfo is None:
        raise MalformedRequest("should say its UTC offset", name)
    return at


def _media(item: object) -> Media:
    if not isinstance(item, dict):
        raise MalformedRequest("should hold objects with url and content_type", "media")
    return Media(_text(item, "url"), _text(item, "content_type"))

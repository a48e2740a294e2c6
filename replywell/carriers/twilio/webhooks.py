"""Twilio's webhooks: is it Twilio, and what does it say?

Signature: base64 of HMAC-SHA1, keyed with the auth token, over the address as Twilio called it followed by
every parameter's name and values, names sorted, values sorted and without repeats. A JSON body is signed by
address alone, which then carries the body's SHA-256.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping, Sequence
from typing import Literal, cast
from urllib.parse import SplitResult, parse_qs, parse_qsl, quote, urlsplit, urlunsplit

from replywell.carriers.base import (
    Answered,
    InboundText,
    MalformedRequest,
    Media,
    Status,
    StatusEvent,
    header,
)
from replywell.carriers.twilio.errors import explain

NAME = "twilio"
# Retry up to five times on any failure; unasked, Twilio retries once and only if it cannot connect.
RETRIES = "rc=5&rp=all"
ID_PARAMETER = "id"

_MAX_FIELDS = 200
_MAX_BYTES = 100_000
_MAX_MEDIA = 20
_FORM = "application/x-www-form-urlencoded"
_DEFAULT_PORTS = {"https": 443, "http": 80}
_E164_OR_SHORT_CODE = re.compile(r"\+[1-9][0-9]{5,14}|[0-9]{3,8}")
_CARRIER_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")

STATUSES: Mapping[str, Status] = {
    "accepted": Status.QUEUED,
    "scheduled": Status.QUEUED,
    "queued": Status.QUEUED,
    "sending": Status.SENDING,
    "sent": Status.SENT,
    "partially_delivered": Status.SENT,
    "delivered": Status.DELIVERED,
    "undelivered": Status.UNDELIVERED,
    "failed": Status.FAILED,
    "canceled": Status.CANCELED,
    "read": Status.READ,
}
_FAILED = frozenset({Status.UNDELIVERED, Status.FAILED})
_OPT_OUT_TYPES = frozenset({"STOP", "HELP", "START"})


def with_retries(url: str) -> str:
    """The address with our retry wishes, which Twilio reads from the fragment and never sends."""
    return f"{url.partition('#')[0]}#{RETRIES}"


def status_address(status_url: str, our_id: str) -> str:
    """Where Twilio reports on one text; our opaque id in the query leads the report to its text."""
    bare = status_url.partition("#")[0]
    return with_retries(f"{bare}{'&' if '?' in bare else '?'}{ID_PARAMETER}={quote(our_id, safe='')}")


# --- signature ---


def sign(url: str, params: Sequence[tuple[str, str]], secret: str) -> str:
    """The signature of a form posted to `url`; `params` may repeat names."""
    return _digest(url.encode("utf-8", "surrogateescape") + _signed_tail(params), secret)


def _signed_tail(params: Sequence[tuple[str, str]]) -> bytes:
    """What follows the address: names in order, each with its values in order and without repeats."""
    # Sorting pairs sorts by name, then by value.
    return "".join(key + value for key, value in sorted(set(params))).encode("utf-8", "surrogateescape")


def _digest(signed: bytes, secret: str) -> str:
    return base64.b64encode(hmac.digest(secret.encode(), signed, "sha1")).decode("ascii")


def verify(headers: Mapping[str, str], raw_body: bytes, full_url: str, secrets: Sequence[str]) -> bool:
    """Whether one of the auth tokens signed this request. `full_url` is the public address with its query."""
    given = header(headers, "X-Twilio-Signature").encode("utf-8", "replace")
    if not given or len(raw_body) > _MAX_BYTES:
        return False
    try:
        split = urlsplit(full_url.partition("#")[0])
        addresses = _with_and_without_port(split)
        params = _signed_params(headers, raw_body, split.query)
    except ValueError:  # an address or form that Twilio cannot have made
        return False
    if params is None:
        return False
    good = False
    tail = _signed_tail(params)
    for secret in secrets:
        for address in addresses:
            # Every pair is computed, so the time tells nothing about which one matched.
            signed = address.encode("utf-8", "surrogateescape") + tail
            good |= bool(secret) and hmac.compare_digest(_digest(signed, secret).encode(), given)
    return good


def _signed_params(headers: Mapping[str, str], raw_body: bytes, query: str) -> list[tuple[str, str]] | None:
    """The parameters that enter the signature; None if the body is not what the address promises."""
    if _is_form(headers):
        text = raw_body.decode("utf-8", "surrogateescape")
        return parse_qsl(text, keep_blank_values=True, errors="surrogateescape", max_num_fields=_MAX_FIELDS)
    promised = parse_qs(query).get("bodySHA256", [])
    actual = hashlib.sha256(raw_body).hexdigest()
    if len(promised) != 1 or not hmac.compare_digest(promised[0].lower().encode(), actual.encode()):
        return None
    return []


def _with_and_without_port(url: SplitResult) -> tuple[str, ...]:
    # Twilio signs the port at times and leaves it out at others, and proxies add or drop it.
    spellings = {urlunsplit(url)}
    user, at, place = url.netloc.rpartition("@")
    if url.port is None:
        port = _DEFAULT_PORTS.get(url.scheme)
        if port:
            spellings.add(urlunsplit(url._replace(netloc=f"{user}{at}{place.rstrip(':')}:{port}")))
    else:
        spellings.add(urlunsplit(url._replace(netloc=f"{user}{at}{place.rpartition(':')[0]}")))
    return tuple(sorted(spellings))


def _is_form(headers: Mapping[str, str]) -> bool:
    kind = header(headers, "Content-Type").partition(";")[0].strip().lower()
    return kind in ("", _FORM)


# --- reading ---


def parse_inbound(headers: Mapping[str, str], raw_body: bytes) -> list[InboundText]:
    """The text in an inbound webhook. Raises MalformedRequest with what is wrong and in which field."""
    form = _form(headers, raw_body)
    answered: Answered | None = None
    word = _one(form, "OptOutType").upper()
    if word:
        if word not in _OPT_OUT_TYPES:
            raise MalformedRequest("should be STOP, HELP or START", "OptOutType")
        answered = cast(Literal["stop", "help", "start"], word.lower())
    media_count = _number(form, "NumMedia", most=_MAX_MEDIA) or 0
    if "Body" not in form and not media_count:
        raise MalformedRequest("is missing, and there is no media either", "Body")
    return [
        InboundText(
            carrier=NAME,
            carrier_id=_carrier_id(form),
            from_number=_phone(form, "From"),
            to_number=_phone(form, "To"),
            # PostgreSQL cannot store NUL; nothing else is changed.
            body=_one(form, "Body").replace("\x00", "\ufffd"),
            media=tuple(_media(form, i) for i in range(media_count)),
            segments=_number(form, "NumSegments", most=1_000) or None,
            carrier_answered=answered,
        )
    ]


def parse_status(headers: Mapping[str, str], raw_body: bytes, full_url: str) -> list[StatusEvent]:
    """The step in a status webhook; our id comes from the address. Raises MalformedRequest."""
    form = _form(headers, raw_body)
    word = _one(form, "MessageStatus") or _one(form, "SmsStatus")
    if not word:
        raise MalformedRequest("is missing", "MessageStatus")
    if word not in STATUSES:
        raise MalformedRequest("is not a status of an outbound text", "MessageStatus")
    status = STATUSES[word]
    code = _one(form, "ErrorCode")
    failure = explain(code) if status in _FAILED else None
    ids = parse_qs(urlsplit(full_url).query).get(ID_PARAMETER, [])
    return [
        StatusEvent(
            carrier=NAME,
            carrier_id=_carrier_id(form),
            our_id=ids[0] if len(ids) == 1 and ids[0].isprintable() else None,
            status=status,
            error_code=code if code not in ("", "0") else None,
            failure=failure.kind if failure else None,
            action=failure.action if failure else None,
        )
    ]


def _form(headers: Mapping[str, str], raw_body: bytes) -> dict[str, list[str]]:
    if not _is_form(headers):
        raise MalformedRequest(f"should be {_FORM}", "Content-Type")
    if len(raw_body) > _MAX_BYTES:
        raise MalformedRequest(f"is longer than {_MAX_BYTES:,} bytes", "body")
    try:
        return parse_qs(raw_body.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS)
    except UnicodeDecodeError:
        raise MalformedRequest("is not UTF-8", "body") from None
    except ValueError:
        raise MalformedRequest(f"has more than {_MAX_FIELDS} parameters", "body") from None


def _one(form: Mapping[str, list[str]], name: str) -> str:
    values = form.get(name, [""])
    if len(set(values)) > 1:
        raise MalformedRequest("is given more than once, with different values", name)
    return values[0]


def _carrier_id(form: Mapping[str, list[str]]) -> str:
    name = "MessageSid" if "MessageSid" in form else "SmsSid"
    value = _one(form, name)
    if not value:
        raise MalformedRequest("is missing", "MessageSid")
    if not _CARRIER_ID.fullmatch(value):
        raise MalformedRequest("should be letters and digits, at most 64", name)
    return value


def _phone(form: Mapping[str, list[str]], name: str) -> str:
    value = _one(form, name)
    if not value:
        raise MalformedRequest("is missing", name)
    if not _E164_OR_SHORT_CODE.fullmatch(value):
        raise MalformedRequest("should be + and digits (E.164), or a short code", name)
    return value


def _number(form: Mapping[str, list[str]], name: str, most: int) -> int | None:
    value = _one(form, name)
    if not value:
        return None
    if not re.fullmatch(r"[0-9]{1,4}", value) or int(value) > most:
        raise MalformedRequest(f"should be a number from 0 to {most}", name)
    return int(value)


def _media(form: Mapping[str, list[str]], i: int) -> Media:
    url = _one(form, f"MediaUrl{i}")
    if not url:
        raise MalformedRequest("is missing though NumMedia counts it", f"MediaUrl{i}")
    if not url.startswith(("https://", "http://")) or len(url) > 2_000 or not url.isprintable():
        raise MalformedRequest("should be a web address", f"MediaUrl{i}")
    kind = _one(form, f"MediaContentType{i}")[:100].replace("\x00", "")
    return Media(url, kind or "application/octet-stream")

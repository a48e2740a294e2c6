"""Twilio's REST interface over aiohttp: send one text, list what came in, look for what we sent."""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

import aiohttp
from yarl import URL

from replywell.carriers.base import (
    Accepted,
    Account,
    Action,
    CarrierUnavailable,
    FailureClass,
    Found,
    InboundText,
    Media,
    Outcome,
    Outgoing,
    Rejected,
    Unknown,
)
from replywell.carriers.twilio.errors import explain_refusal
from replywell.carriers.twilio.webhooks import NAME, STATUSES, status_address

DEFAULT_BASE_URL = "https://api.twilio.com"
_API = "/2010-04-01/Accounts"
_CONNECT_SECONDS = 5.0
_ANSWER_SECONDS = 15.0
_LIST_TIMEOUT = aiohttp.ClientTimeout(total=60, connect=_CONNECT_SECONDS)
_PAGE_SIZE = 1_000
_MOST_PAGES = 500
# Twilio stamps whole seconds on its own clock.
_CLOCK_SLACK = timedelta(seconds=5)
_DETAIL_LENGTH = 300


# --- sending ---


async def send(session: aiohttp.ClientSession, account: Account, outgoing: Outgoing) -> Outcome:
    """Post one text. A refusal is certain; whatever leaves doubt is Unknown, for there is no idempotency key.

    `account.config["answer_seconds"]` bounds the wait for an answer (15 by default).
    """
    try:
        url = f"{_account_url(account)}/Messages.json"
        headers = _headers(account)
    except ValueError as error:
        return _misconfigured(str(error))
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    wait = float(account.config.get("answer_seconds", _ANSWER_SECONDS))
    timeout = aiohttp.ClientTimeout(total=wait + _CONNECT_SECONDS, connect=_CONNECT_SECONDS, sock_read=wait)
    try:
        async with session.post(
            url, data=_form(outgoing), headers=headers, timeout=timeout, allow_redirects=False
        ) as response:
            status = response.status
            retry_after = response.headers.get("Retry-After", "")
            raw = await response.read()
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
        # No connection was made, so not a byte of the text left us.
        return Rejected(
            "connect", f"Could not connect to Twilio ({type(error).__name__}).",
            FailureClass.TRANSIENT, permanent=False, action=Action.BACK_OFF,
        )  # fmt: skip
    except aiohttp.InvalidURL:
        return _misconfigured("The address of Twilio's interface is not a web address.")
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        return Unknown(f"No answer from Twilio ({type(error).__name__}).")
    return _outcome(status, raw, retry_after)


def _form(outgoing: Outgoing) -> bytes:
    fields: list[tuple[str, str]] = [("To", outgoing.to)]
    if outgoing.pool:
        fields.append(("MessagingServiceSid", outgoing.pool))
    if outgoing.from_number:
        fields.append(("From", outgoing.from_number))
    if outgoing.text:
        fields.append(("Body", outgoing.text))
    fields += [("MediaUrl", url) for url in outgoing.media]
    if outgoing.valid_for_seconds is not None:
        fields.append(("ValidityPeriod", str(min(max(outgoing.valid_for_seconds, 1), 36_000))))
    if outgoing.status_url:
        fields.append(("StatusCallback", status_address(outgoing.status_url, outgoing.our_id)))
    return urlencode(fields).encode("ascii")


def _outcome(status: int, raw: bytes, retry_after: str) -> Outcome:
    body = _json_object(raw)
    if 200 <= status < 300:
        sid = body.get("sid")
        if isinstance(sid, str) and sid:
            return Accepted(sid, _count(body.get("num_segments")) or None)
        return Unknown(f"Twilio answered {status} without a message id.")
    if status >= 500 or status == 408:
        return Unknown(f"Twilio answered {status}.")
    if status < 400:
        return _misconfigured(f"Twilio's address answered {status}, a redirect. Set the address it leads to.")
    code = str(body.get("code") or "")
    failure = explain_refusal(status, code)
    said = str(body.get("message") or "")[:_DETAIL_LENGTH]
    return Rejected(
        code or str(status),
        # Twilio's own words repeat the phone number at times.
        _without_digits(said) or failure.meaning,
        failure.kind,
        failure.permanent,
        _seconds(retry_after),
        failure.action,
    )


def _misconfigured(detail: str) -> Rejected:
    return Rejected("config", detail, FailureClass.SENDER_CONFIG, permanent=True, action=Action.ALERT)


def _without_digits(text: str) -> str:
    """The text with phone numbers cut to their last two digits: details end in logs and on pages."""
    words = []
    for word in text.split(" "):
        digits = [char for char in word if char.isdigit()]
        words.append(f"…{''.join(digits[-2:])}" if len(digits) >= 7 else word)
    return " ".join(words)


def _seconds(retry_after: str) -> float | None:
    try:
        return max(float(retry_after), 0.0) if retry_after else None
    except ValueError:
        return None


# --- listing ---


async def list_inbound(
    session: aiohttp.ClientSession, account: Account, since: datetime, until: datetime
) -> list[InboundText]:
    """Every text the account received from `since` to `until`, oldest first. Raises CarrierUnavailable."""
    query = {
        "DateSent>": _stamp(since),
        "DateSent<": _stamp(until + timedelta(seconds=1)),
        "PageSize": str(_PAGE_SIZE),
    }
    found: list[InboundText] = []
    async for message in _messages(session, account, query):
        at = _time(message.get("date_sent")) or _time(message.get("date_created"))
        if message.get("direction") != "inbound" or at is None or not since - _CLOCK_SLACK <= at <= until:
            continue
        media: tuple[Media, ...] = ()
        if _count(message.get("num_media")):
            media = await _media(session, account, str(message["sid"]))
        found.append(
            InboundText(
                carrier=NAME,
                carrier_id=str(message["sid"]),
                from_number=str(message.get("from") or ""),
                to_number=str(message.get("to") or ""),
                body=str(message.get("body") or "").replace("\x00", "\ufffd"),
                media=media,
                received_at=at,
                segments=_count(message.get("num_segments")) or None,
            )
        )
    found.reverse()
    found.sort(key=lambda text: text.received_at or since)
    return found


async def find_sent(
    session: aiohttp.ClientSession, account: Account, outgoing: Outgoing, since: datetime
) -> list[Found]:
    """Texts created at Twilio since `since` with our receiver, sender and words. Raises CarrierUnavailable.

    Twilio has no filter by time of creation and a queued text has no time of sending, so this reads the
    newest texts to the phone until they are too old.
    """
    query = {"To": outgoing.to, "PageSize": "100"}
    if outgoing.from_number:
        query["From"] = outgoing.from_number
    found: list[Found] = []
    async for message in _messages(session, account, query):
        created = _time(message.get("date_created"))
        if created is None:
            continue
        if created < since - _CLOCK_SLACK:
            break
        ours = (
            str(message.get("direction", "")).startswith("outbound")
            and message.get("body") == outgoing.text
            and (not outgoing.pool or message.get("messaging_service_sid") == outgoing.pool)
        )
        status = STATUSES.get(str(message.get("status")))
        if ours and status:
            found.append(Found(str(message["sid"]), status))
    return found


async def _messages(
    session: aiohttp.ClientSession, account: Account, query: dict[str, str]
) -> AsyncIterator[dict[str, Any]]:
    """All messages of a listing, each once, newest first, page after page.

    A text that comes between two pages moves the rest along: the next page begins with what the last one ended with.
    """
    try:
        base = _base_url(account)
        url = f"{_account_url(account)}/Messages.json?{urlencode(query)}"
    except ValueError as error:
        raise CarrierUnavailable(str(error)) from None
    seen: set[str] = set()
    for _ in range(_MOST_PAGES):
        page = await _get(session, account, url)
        messages = page.get("messages")
        if not isinstance(messages, list):
            raise CarrierUnavailable("Twilio's listing holds no messages field.")
        for message in messages:
            if isinstance(message, dict) and message.get("sid") and message["sid"] not in seen:
                seen.add(message["sid"])
                yield message
        following = page.get("next_page_uri")
        if not following:
            return
        url = urljoin(base, str(following))
        # Our credentials go to the configured host only, whatever a page says.
        if urlsplit(url)[:2] != urlsplit(base)[:2]:
            raise CarrierUnavailable("Twilio's listing leads to another host; not followed.")
    raise CarrierUnavailable(f"Twilio's listing has more than {_MOST_PAGES} pages; ask for less time.")


async def _media(session: aiohttp.ClientSession, account: Account, sid: str) -> tuple[Media, ...]:
    page = await _get(session, account, f"{_account_url(account)}/Messages/{sid}/Media.json")
    items = page.get("media_list") or []
    return tuple(
        Media(
            urljoin(_base_url(account), str(item.get("uri", "")).removesuffix(".json")),
            str(item.get("content_type") or "application/octet-stream"),
        )
        for item in items
        if isinstance(item, dict) and item.get("uri")
    )


async def _get(session: aiohttp.ClientSession, account: Account, url: str) -> dict[str, Any]:
    try:
        headers = _headers(account)
        async with session.get(
            # Encoded already: `DateSent>` must stay as written.
            URL(url, encoded=True),
            headers=headers,
            timeout=_LIST_TIMEOUT,
            allow_redirects=False,
        ) as response:
            status, raw = response.status, await response.read()
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
        raise CarrierUnavailable(f"Twilio's listing did not answer ({type(error).__name__}).") from None
    if status != 200:
        raise CarrierUnavailable(f"Twilio's listing answered {status}.")
    page = _json_object(raw)
    if not page:
        raise CarrierUnavailable("Twilio's listing is not JSON.")
    return page


# --- small parts ---


def _base_url(account: Account) -> str:
    return (account.base_url or DEFAULT_BASE_URL).rstrip("/")


def _account_url(account: Account) -> str:
    return f"{_base_url(account)}{_API}/{account.secret('account_sid')}"


def _headers(account: Account) -> dict[str, str]:
    """HTTP Basic by API key where there is one, else by the auth token."""
    if account.secrets.get("api_key_sid"):
        user, password = account.secret("api_key_sid"), account.secret("api_key_secret")
    else:
        user, password = account.secret("account_sid"), account.secret("auth_token")
    token = base64.b64encode(f"{user}:{password}".encode()).decode("ascii")
    return {"Authorization": f"Basic {token}", "Accept": "application/json"}


def _json_object(raw: bytes) -> dict[str, Any]:
    try:
        value = json.loads(raw)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _count(value: object) -> int:
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() else 0


def _time(value: object) -> datetime | None:
    """A RFC 2822 time, aware."""
    try:
        at = parsedate_to_datetime(str(value))
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

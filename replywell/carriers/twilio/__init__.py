"""Twilio: send over its REST interface, receive by signed webhooks, re-read by its listing."""

# ruff: noqa: ARG002 - the contract hands over more than this carrier needs

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from replywell.carriers.base import (
    Account,
    Carrier,
    Failure,
    Found,
    InboundText,
    Outcome,
    Outgoing,
    StatusEvent,
)
from replywell.carriers.twilio import client, errors, webhooks

if TYPE_CHECKING:
    import aiohttp


class Twilio:
    """The adapter. See `base.Carrier` for what each method promises.

    Secrets of an account: `account_sid`, `auth_token` (also checks signatures), optionally
    `auth_token_secondary` while tokens rotate, and `api_key_sid` with `api_key_secret` to send by API key.
    """

    name = "twilio"

    async def send(self, session: aiohttp.ClientSession, account: Account, outgoing: Outgoing) -> Outcome:
        return await client.send(session, account, outgoing)

    def signing_secrets(self, account: Account) -> tuple[str, ...]:
        # Webhooks are signed with the auth token even where texts are sent by API key.
        found = (account.secrets.get(name, "") for name in ("auth_token", "auth_token_secondary"))
        return tuple(secret for secret in found if secret)

    def webhook_url(self, url: str) -> str:
        return webhooks.with_retries(url)

    def verify(self, headers: Mapping[str, str], raw_body: bytes, full_url: str, secrets: Sequence[str]) -> bool:
        return webhooks.verify(headers, raw_body, full_url, secrets)

    def parse_inbound(self, headers: Mapping[str, str], raw_body: bytes, full_url: str) -> list[InboundText]:
        return webhooks.parse_inbound(headers, raw_body)

    def parse_status(self, headers: Mapping[str, str], raw_body: bytes, full_url: str) -> list[StatusEvent]:
        return webhooks.parse_status(headers, raw_body, full_url)

    async def list_inbound(
        self, session: aiohttp.ClientSession, account: Account, since: datetime, until: datetime
    ) -> list[InboundText]:
        return await client.list_inbound(session, account, since, until)

    async def find_sent(
        self, session: aiohttp.ClientSession, account: Account, outgoing: Outgoing, since: datetime
    ) -> list[Found]:
        return await client.find_sent(session, account, outgoing, since)

    def acknowledgement(self) -> tuple[str, str]:
        return "text/xml", "<Response/>"

    def explain(self, code: str) -> Failure:
        return errors.explain(code)


def adapter() -> Carrier:
    """The adapter, for `carriers.get`."""
    return Twilio()

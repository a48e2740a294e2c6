"""The built-in carrier: patient phones are pages of our own and texts stay in our database.

The adapter only answers as a carrier would, as well or as badly as its `Behaviour` says; who runs the phones
calls `statuses_after` and posts `inbound_request` and `status_request` to the webhooks real carriers use.
Ids follow from ours, so a repeat of the same step is recognised.
"""

# ruff: noqa: ARG002 - the contract hands over more than this carrier needs

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from replywell.carriers.base import (
    Accepted,
    Account,
    Action,
    Carrier,
    Failure,
    FailureClass,
    Found,
    InboundText,
    Outcome,
    Outgoing,
    Rejected,
    Status,
    StatusEvent,
    Unknown,
)
from replywell.carriers.simulator import webhooks
from replywell.carriers.simulator.behaviour import (
    NAME,
    Behaviour,
    behaviour_for,
    carrier_id_for,
    explain,
    statuses_after,
)
from replywell.carriers.simulator.webhooks import inbound_request, status_request
from replywell.common import segments

if TYPE_CHECKING:
    import aiohttp

__all__ = [
    "Behaviour",
    "Simulator",
    "adapter",
    "behaviour_for",
    "carrier_id_for",
    "inbound_request",
    "status_request",
    "statuses_after",
]


class Simulator:
    """The adapter. Its one secret is `webhook_secret`; its plan is `account.config["behaviour"]`."""

    name = NAME

    async def send(self, session: aiohttp.ClientSession | None, account: Account, outgoing: Outgoing) -> Outcome:
        """Answer as planned for the receiver's number. Uses no network, so `session` may be None."""
        try:
            plan = behaviour_for(account, outgoing.to)
        except ValueError as error:
            return Rejected("config", str(error), FailureClass.SENDER_CONFIG, permanent=True, action=Action.ALERT)
        if plan.delay_seconds:
            await asyncio.sleep(plan.delay_seconds)
        if plan.answer == "timeout":
            return Unknown("The simulated carrier did not answer.")
        if plan.answer == "reject":
            failure = explain(plan.code)
            return Rejected(
                plan.code, failure.meaning, failure.kind, failure.permanent, plan.retry_after, failure.action
            )
        return Accepted(carrier_id_for(outgoing.our_id), segments.count(outgoing.text).segments or None)

    def signing_secrets(self, account: Account) -> tuple[str, ...]:
        secret = account.secrets.get("webhook_secret", "")
        return (secret,) if secret else ()

    def webhook_url(self, url: str) -> str:
        return url

    def verify(self, headers: Mapping[str, str], raw_body: bytes, full_url: str, secrets: Sequence[str]) -> bool:
        return webhooks.verify(headers, raw_body, full_url, secrets)

    def parse_inbound(self, headers: Mapping[str, str], raw_body: bytes, full_url: str) -> list[InboundText]:
        return webhooks.parse_inbound(headers, raw_body, full_url)

    def parse_status(self, headers: Mapping[str, str], raw_body: bytes, full_url: str) -> list[StatusEvent]:
        return webhooks.parse_status(headers, raw_body, full_url)

    async def list_inbound(
        self, session: aiohttp.ClientSession | None, account: Account, since: datetime, until: datetime
    ) -> list[InboundText]:
        """Nothing: the phones write straight to our database, so none of their texts can be missing."""
        return []

    async def find_sent(
        self, session: aiohttp.ClientSession | None, account: Account, outgoing: Outgoing, since: datetime
    ) -> list[Found]:
        """The text, if the plan says that it was processed although no answer came."""
        plan = behaviour_for(account, outgoing.to)
        if plan.answer == "reject" or not plan.processed:
            return []
        return [Found(carrier_id_for(outgoing.our_id), Status.SENT)]

    def acknowledgement(self) -> tuple[str, str]:
        return "application/json", "{}"

    def explain(self, code: str) -> Failure:
        return explain(code)


def adapter() -> Carrier:
    """The adapter, for `carriers.get`."""
    return Simulator()

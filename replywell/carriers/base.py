"""The contract every carrier fulfils: plain values in and out, no request and no row.

A carrier sends one text, proves that a webhook is genuine, and turns webhooks and listings into `InboundText`
and `StatusEvent`. It decides nothing: what follows from a failure is advice (`Action`) for the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol, cast

if TYPE_CHECKING:
    import aiohttp

Answered = Literal["stop", "help", "start"]


class CarrierError(Exception):
    """What went wrong with a carrier or its webhook."""


class BadSignature(CarrierError):  # noqa: N818
    """A webhook whose signature none of the account's secrets made: answer 403, store nothing."""


class MalformedRequest(CarrierError):  # noqa: N818
    """A genuine webhook that cannot be read: answer 400 and raise an alarm. Holds names, never values."""

    def __init__(self, what: str, field: str = "") -> None:
        super().__init__(f"{field}: {what}" if field else what)
        self.what = what
        self.field = field


class CarrierUnavailable(CarrierError):  # noqa: N818
    """The carrier could not be asked (a listing failed); ask again later."""


class FailureClass(StrEnum):
    """Why a text did not go out, in words all carriers share."""

    OPTED_OUT = "opted_out"
    BAD_NUMBER = "bad_number"
    CONTENT_BLOCKED = "content_blocked"
    SENDER_CONFIG = "sender_config"
    RATE = "rate"
    TRANSIENT = "transient"
    UNKNOWN = "unknown"


class Action(StrEnum):
    """What a failure asks of the sender."""

    SUPPRESS = "suppress"  # never text this number again; record a revocation with source carrier
    MARK_INVALID = "mark_invalid"  # the number takes no texts; a person corrects it
    MARK_LANDLINE = "mark_landline"  # call or e-mail instead
    STOP_MESSAGE = "stop_message"  # this text will not pass; a person looks
    STOP_TEMPLATE = "stop_template"  # no text with this wording, until a person has reviewed it
    STOP_NUMBER = "stop_number"  # nothing more from our number until an administrator acts
    RETRY_ONCE = "retry_once"  # once more, later
    DEFER = "defer"  # a daily limit: not before midnight Pacific
    RESCHEDULE = "reschedule"  # quiet hours there: at the next allowed time
    BACK_OFF = "back_off"  # slower, with growing pauses and jitter
    ALERT = "alert"  # our account or settings are wrong; an administrator acts


# After these the same text may be tried again; after all others it may not.
RETRYABLE = frozenset({Action.RETRY_ONCE, Action.DEFER, Action.RESCHEDULE, Action.BACK_OFF})


@dataclass(frozen=True, slots=True)
class Failure:
    """One error code of a carrier, explained."""

    kind: FailureClass
    action: Action
    meaning: str

    @property
    def permanent(self) -> bool:
        """Whether trying the same text again is pointless or forbidden."""
        return self.action not in RETRYABLE


class Status(StrEnum):
    """How far a text got. `canceled`, `failed`, `undelivered`, `unconfirmed` and `delivered` end its way."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    FAILED = "failed"
    CANCELED = "canceled"
    UNCONFIRMED = "unconfirmed"  # the network says neither delivered nor failed
    READ = "read"


# Callbacks come late, twice and out of order: a status may only raise the rank.
RANK: Mapping[Status, int] = {
    Status.QUEUED: 10,
    Status.SENDING: 20,
    Status.SENT: 30,
    Status.UNCONFIRMED: 40,
    Status.DELIVERED: 50,
    Status.UNDELIVERED: 50,
    Status.FAILED: 50,
    Status.CANCELED: 50,
    Status.READ: 60,
}


def moves_forward(old: Status | str | None, new: Status | str) -> bool:
    """Whether `new` may replace `old`. The first end a text reaches stands; only `read` may still follow."""
    return old is None or RANK[Status(new)] > RANK[Status(old)]


@dataclass(frozen=True, slots=True)
class Media:
    """A picture or file by reference; it is never fetched on the webhook's path."""

    url: str
    content_type: str


@dataclass(frozen=True, slots=True)
class InboundText:
    """One text from a phone. (carrier, carrier_id) names it for ever; a repeat is the same text."""

    carrier: str
    carrier_id: str
    from_number: str  # E.164, or a short code's digits
    to_number: str
    body: str = field(repr=False)
    media: tuple[Media, ...] = ()
    received_at: datetime | None = None  # aware, when the carrier says; None: now
    segments: int | None = None
    carrier_answered: Answered | None = None  # to a keyword, itself: do not answer again


@dataclass(frozen=True, slots=True)
class StatusEvent:
    """One step of an outbound text, as the carrier reports it."""

    carrier: str
    carrier_id: str
    our_id: str | None
    status: Status
    error_code: str | None = None
    failure: FailureClass | None = None  # set if and only if the text failed
    at: datetime | None = None
    action: Action | None = None  # advice that goes with `failure`


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One text to send, from a number or from a pool of the carrier (a Twilio Messaging Service)."""

    our_id: str
    to: str
    from_number: str | None
    pool: str | None
    text: str = field(repr=False)
    media: tuple[str, ...] = ()  # addresses the carrier fetches
    valid_for_seconds: int | None = None
    status_url: str | None = None  # our webhook; the adapter adds our_id and its retry wishes

    def __post_init__(self) -> None:
        if not self.from_number and not self.pool:
            raise ValueError("An outgoing text needs from_number or pool.")


@dataclass(frozen=True, slots=True)
class Accepted:
    """The carrier took the text; it is not delivered yet."""

    carrier_id: str
    segments: int | None = None  # None: the carrier does not know yet


@dataclass(frozen=True, slots=True)
class Rejected:
    """The carrier certainly did not take the text, so a second try cannot send it twice."""

    code: str
    detail: str
    failure: FailureClass
    permanent: bool
    retry_after: float | None = None  # seconds
    action: Action = Action.STOP_MESSAGE


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody knows whether the carrier took it: look for it, never simply send again."""

    detail: str


Outcome = Accepted | Rejected | Unknown


class Found(NamedTuple):
    """An outbound text in the carrier's listing that could be ours."""

    carrier_id: str
    status: Status


@dataclass(frozen=True, slots=True)
class Account:
    """One account at a carrier: where it is, its secrets by name, and its settings."""

    account_key: str
    base_url: str = ""
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    config: Mapping[str, Any] = field(default_factory=dict)

    def secret(self, name: str) -> str:
        """The secret of that name; ValueError names what is missing."""
        value = self.secrets.get(name, "")
        if not value:
            raise ValueError(f"Carrier account {self.account_key!r} has no secret {name!r}. Set it and try again.")
        return value


class Carrier(Protocol):
    """What an adapter offers. Adapters hold no state; one object serves all accounts and threads."""

    name: str

    async def send(self, session: aiohttp.ClientSession, account: Account, outgoing: Outgoing) -> Outcome:
        """Post one text, within a bounded time. Never raises for what the network or the carrier does."""
        ...

    def signing_secrets(self, account: Account) -> tuple[str, ...]:
        """The secrets that may have signed a webhook: the current one and, while rotating, others."""
        ...

    def webhook_url(self, url: str) -> str:
        """The address to give the carrier, with its wishes for retries."""
        ...

    def verify(self, headers: Mapping[str, str], raw_body: bytes, full_url: str, secrets: Sequence[str]) -> bool:
        """Whether one of `secrets` signed this. `full_url` is the public address as the carrier called it."""
        ...

    def parse_inbound(self, headers: Mapping[str, str], raw_body: bytes, full_url: str) -> list[InboundText]:
        """The texts in a verified webhook. Raises MalformedRequest."""
        ...

    def parse_status(self, headers: Mapping[str, str], raw_body: bytes, full_url: str) -> list[StatusEvent]:
        """The statuses in a verified webhook. Raises MalformedRequest."""
        ...

    async def list_inbound(
        self, session: aiohttp.ClientSession, account: Account, since: datetime, until: datetime
    ) -> list[InboundText]:
        """All texts the account received from `since` to `until` (aware). Raises CarrierUnavailable."""
        ...

    async def find_sent(
        self, session: aiohttp.ClientSession, account: Account, outgoing: Outgoing, since: datetime
    ) -> list[Found]:
        """Texts created since then that look like `outgoing` (from, to, body). Raises CarrierUnavailable.

        An earlier text with the same words may be among them: leave out carrier ids you know already.
        """
        ...

    def acknowledgement(self) -> tuple[str, str]:
        """(content type, body) of a 200 that says nothing to the phone."""
        ...

    def explain(self, code: str) -> Failure:
        """What an error code means; unknown codes are explained as such."""
        ...


def header(headers: Mapping[str, str], name: str) -> str:
    """A header whatever its case; empty if absent."""
    wanted = name.lower()
    return next((value for key, value in headers.items() if key.lower() == wanted), "")


def require_signature(
    carrier: Carrier, account: Account, headers: Mapping[str, str], raw_body: bytes, full_url: str
) -> None:
    """Raise BadSignature unless a secret of the account signed this webhook."""
    if not carrier.verify(headers, raw_body, full_url, carrier.signing_secrets(account)):
        raise BadSignature(
            f"The {carrier.name} webhook's signature does not match account {account.account_key!r}. "
            "Check the auth token, and that the public address is the one the carrier calls."
        )


_ADAPTERS: Mapping[str, str] = {
    "simulator": "replywell.carriers.simulator",
    "twilio": "replywell.carriers.twilio",
}
_loaded: dict[str, Carrier] = {}


def names() -> tuple[str, ...]:
    """The carriers there are."""
    return tuple(_ADAPTERS)


def get(name: str) -> Carrier:
    """The adapter of that name. ValueError lists the names there are."""
    if name not in _loaded:
        if name not in _ADAPTERS:
            raise ValueError(f"There is no carrier {name!r}. Choose one of: {', '.join(_ADAPTERS)}.")
        make = cast("Callable[[], Carrier]", import_module(_ADAPTERS[name]).adapter)
        _loaded[name] = make()
    return _loaded[name]

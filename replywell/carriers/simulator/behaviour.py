"""How the simulated carrier behaves: well by default, or as badly as a test or a demonstration wants."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

from replywell.carriers.base import Account, Action, Failure, FailureClass, Outgoing, Status, StatusEvent

NAME = "simulator"

TABLE: Mapping[str, Failure] = {
    "opted_out": Failure(FailureClass.OPTED_OUT, Action.SUPPRESS, "The number has opted out."),
    "bad_number": Failure(FailureClass.BAD_NUMBER, Action.MARK_INVALID, "The number does not exist."),
    "landline": Failure(FailureClass.BAD_NUMBER, Action.MARK_LANDLINE, "The number is a landline."),
    "content_blocked": Failure(FailureClass.CONTENT_BLOCKED, Action.STOP_TEMPLATE, "Filtered as unwanted."),
    "sender_config": Failure(FailureClass.SENDER_CONFIG, Action.STOP_NUMBER, "Our number is not registered."),
    "daily_limit": Failure(FailureClass.RATE, Action.DEFER, "The daily limit is reached."),
    "rate": Failure(FailureClass.RATE, Action.BACK_OFF, "Too many requests; this one was not processed."),
    "transient": Failure(FailureClass.TRANSIENT, Action.RETRY_ONCE, "The phone is out of reach."),
    "unknown": Failure(FailureClass.UNKNOWN, Action.STOP_MESSAGE, "No reason was given."),
}


def explain(code: str) -> Failure:
    """What a code of the simulator means; codes it does not know mean what `unknown` means."""
    return TABLE.get(code, TABLE["unknown"])


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What the simulated carrier does with a text. The default takes it and delivers it."""

    answer: Literal["accept", "reject", "timeout"] = "accept"
    code: str = "unknown"  # why a text is rejected, or fails later; a key of TABLE
    retry_after: float | None = None  # seconds, with a rejection
    delay_seconds: float = 0.0  # before the answer
    processed: bool = True  # after a time-out: did the text go out all the same?
    fails_later: bool = False  # accepted, then reported undelivered with `code`
    duplicate_statuses: bool = False
    reorder_statuses: bool = False  # the last comes first
    duplicate_inbound: int = 0  # how many more times each inbound webhook is posted

    def __post_init__(self) -> None:
        if self.answer not in ("accept", "reject", "timeout"):
            raise ValueError(f"behaviour: answer is {self.answer!r}; it should be accept, reject or timeout.")
        if self.code not in TABLE:
            raise ValueError(f"behaviour: code is {self.code!r}; it should be one of {', '.join(TABLE)}.")
        if self.delay_seconds < 0 or self.duplicate_inbound < 0:
            raise ValueError("behaviour: delay_seconds and duplicate_inbound should be 0 or more.")

    @classmethod
    def from_config(cls, values: Mapping[str, Any]) -> Behaviour:
        """From a plain dict. ValueError names a key that does not exist, or what a value should be."""
        known = {field.name for field in fields(cls)}
        strange = sorted(set(values) - known)
        if strange:
            raise ValueError(f"behaviour: no setting {strange[0]!r}; there are {', '.join(sorted(known))}.")
        return cls(**values)


def behaviour_for(account: Account, number: str) -> Behaviour:
    """The plan for one receiver: `config["behaviour"]["numbers"][number]`, else the rest of that dict."""
    plan = dict(account.config.get("behaviour") or {})
    numbers = plan.pop("numbers", {})
    return Behaviour.from_config(numbers.get(number, plan))


def carrier_id_for(our_id: str) -> str:
    """The simulator's id of a text: always the same for the same text of ours."""
    return "SIM" + hashlib.sha256(our_id.encode()).hexdigest()[:32]


def statuses_after(outgoing: Outgoing, behaviour: Behaviour | None = None) -> list[StatusEvent]:
    """What the carrier would report on an accepted text, in the order it would call back."""
    plan = behaviour or Behaviour()
    if plan.answer == "reject" or (plan.answer == "timeout" and not plan.processed):
        return []
    last = Status.UNDELIVERED if plan.fails_later else Status.DELIVERED
    events = []
    for status in (Status.SENT, last):
        failure = explain(plan.code) if status == Status.UNDELIVERED else None
        events.append(
            StatusEvent(
                carrier=NAME,
                carrier_id=carrier_id_for(outgoing.our_id),
                our_id=outgoing.our_id,
                status=status,
                error_code=plan.code if failure else None,
                failure=failure.kind if failure else None,
                action=failure.action if failure else None,
            )
        )
    if plan.reorder_statuses:
        events.reverse()
    return [event for event in events for _ in range(2 if plan.duplicate_statuses else 1)]

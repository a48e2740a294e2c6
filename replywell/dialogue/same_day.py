"""What same-day triage does beside booking: it tells danger as any other, and leaves its rule in the audit trail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from replywell.audit.record import record
from replywell.dialogue import changes, safety
from replywell.dialogue.decisions import MayFail, Outcome
from replywell.dialogue.effects import Applier


@dataclass(frozen=True, slots=True)
class Urgent(MayFail):
    """A rule says emergency: the same safety text, page and pause as for a text that speaks of danger."""

    sign: str
    then: Outcome = ()
    otherwise: Outcome = ()


@dataclass(frozen=True, slots=True)
class NoteRule(MayFail):
    """The rule that decided goes into the audit trail; `rule` empty: none did, and `outcome` says why."""

    table: str
    version: int
    rule: str
    outcome: str
    asked: Sequence[str] = field(default=())
    then: Outcome = ()
    otherwise: Outcome = ()


@changes.change(Urgent)
def urgent(doing: Applier, effect: Urgent) -> None:
    """Only a text can be urgent: it is the answer that told."""
    done = safety.red_flag(doing.thread, {effect.sign}, opted_out=False)
    doing.done.said += done == "reply"
    doing.done.tasks += 1


@changes.change(NoteRule)
def note_rule(doing: Applier, effect: NoteRule) -> None:
    """Codes only: no words of a patient."""
    message = doing.thread.message
    subject = f"message:{message.pk}" if message else f"conversation:{doing.thread.conversation.pk}"
    record(
        doing.thread.practice_id, "triage.decided", subject, actor="system", at=doing.now, table=effect.table,
        version=effect.version, rule=effect.rule, outcome=effect.outcome, asked=list(effect.asked),
    )  # fmt: skip

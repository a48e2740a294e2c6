"""What a workflow decides about somebody without a chart: effects as plain values. `leads` carries them out."""

from __future__ import annotations

from dataclasses import dataclass

from replywell.dialogue.decisions import MayFail, Outcome
from replywell.dialogue.facts import Option


@dataclass(frozen=True, slots=True)
class OpenLead(MayFail):
    """There is a lead from now on; one that is open already stays."""

    source: str
    questions_version: int
    then: Outcome = ()
    otherwise: Outcome = ()


@dataclass(frozen=True, slots=True)
class AgreeToTexts(MayFail):
    """The text at hand says yes to texts about a first visit: kept verbatim as evidence."""

    then: Outcome = ()
    otherwise: Outcome = ()


@dataclass(frozen=True, slots=True)
class NoteAnswer(MayFail):
    """One answer, as it was shown; staff see it at once. Empty: the question was skipped."""

    key: str
    asked: str
    answer: str
    then: Outcome = ()
    otherwise: Outcome = ()


@dataclass(frozen=True, slots=True)
class BookFirstVisit(MayFail):
    """A chart, its phone and the visit, all or nothing; {link} is the visit's own page from then on.

    `role`: what the phone is to the patient (self, guardian, caregiver).
    """

    option: Option
    role: str
    then: Outcome = ()
    otherwise: Outcome = ()


@dataclass(frozen=True, slots=True)
class CloseLead(MayFail):
    """The lead is over: declined, handed_over, abandoned."""

    status: str
    then: Outcome = ()
    otherwise: Outcome = ()

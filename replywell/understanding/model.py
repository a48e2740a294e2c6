"""The plain values that go into and come out of understanding."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypedDict

from .vocabulary import NONE, Vocabulary


class Intent(StrEnum):
    """What a patient wants with a text."""

    CONFIRM = "confirm"
    DECLINE = "decline"
    CANCEL = "cancel"
    RESCHEDULE = "reschedule"
    BOOK = "book"
    RUNNING_LATE = "running_late"
    QUESTION = "question"
    SELECT_OPTION = "select_option"
    VALUE_REPORT = "value_report"
    READY = "ready"
    OPT_OUT = "opt_out"
    OPT_IN = "opt_in"
    HELP = "help"
    EMERGENCY = "emergency"
    CLINICAL_CONCERN = "clinical_concern"
    COMPLAINT = "complaint"
    WRONG_NUMBER = "wrong_number"
    THANKS = "thanks"
    WAITLIST_JOIN = "waitlist_join"
    LANGUAGE_CHANGE = "language_change"
    REFILL_REQUEST = "refill_request"
    BILLING_QUESTION = "billing_question"
    UNKNOWN = "unknown"


CONTEXTS = frozenset(
    [
        "none",
        "confirm_prompt",
        "slot_offer",
        "waitlist_offer",
        "which_one",
        "keep_texting",
        "checkin_bp",
        "checkin_glucose",
        "checkin_yesno",
        "result_ready",
        "recall_prompt",
        "lead_prompt",
        "intake_question",
        "triage_question",
        "postvisit",
    ]
)


@dataclass(frozen=True)
class Asked:
    """What we last asked this person, and the practice's zone and opening hours (wall time).

    `known`: names that may stand in a text without making it doubtful (the family on the phone, its clinicians).
    `vocabulary`: the practice's own words, and what they stand for.
    """

    context: str = "none"
    prompt: str = ""
    zone: str = "America/New_York"
    hours: tuple[str, str] = ("08:00", "17:00")
    options: int = 0
    lang: str | None = None
    known: tuple[str, ...] = ()
    vocabulary: Vocabulary = NONE


@dataclass(frozen=True)
class When:
    """A date, time or range, in wall time of the practice's zone.

    `kind` is date, datetime, daterange, timerange, datetimerange or time. A bare time is "15:00", an open
    end is None, and the end of a daterange is the day after its last day. `excluded` marks what the patient
    ruled out ("not Monday") or wants to move away from. `ambiguous` marks an hour that the opening hours do
    not settle ("at 7" in a practice open 8-17), or a "next Friday" that may mean either of two.
    """

    kind: str
    start: str | None
    end: str | None
    text: str
    excluded: bool = False
    ambiguous: bool = False


class Slots(TypedDict, total=False):
    """What a text says beside its intent. Only what was found is there.

    `practitioner`, `location` and `type` are codes of the vocabulary.
    """

    option: int
    all: bool
    when: list[When]
    shift: str
    same_time: bool
    systolic: int
    diastolic: int
    value: float
    unit: str
    minutes: int
    language: str
    practitioner: str
    location: str
    type: str


@dataclass(frozen=True)
class Reading:
    """What a text means. `auto` is true when software may answer and no person is needed."""

    intent: Intent
    confidence: float
    auto: bool
    lang: str
    slots: Slots = field(default_factory=Slots)
    also: tuple[Intent, ...] = ()
    red_flag: bool = False
    red_flags: tuple[str, ...] = ()
    opt_out: str | None = None
    is_auto_reply: bool = False
    is_reaction: bool = False


@dataclass(frozen=True)
class Screen:
    """The first look at a text. `opt_out` is "keyword", "words", "cancel" (a bare CANCEL) or None."""

    red_flags: tuple[str, ...] = ()
    opt_out: str | None = None
    help: bool = False
    opt_in: bool = False
    wrong_number: bool = False
    auto_reply: bool = False

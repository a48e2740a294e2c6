"""The gate: may this text leave now? Asked when it is queued and again before it is posted.

`decide` is pure; `queries.load_facts` fetches what it needs for many messages in one query. The order of the
questions is fixed: a number to go by; practice paused; suppressed or unreachable; consent; pilot; quiet hours; caps;
approved wording; privacy lint; still true and still useful.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from replywell.common import clock
from replywell.messaging import quiet_hours
from replywell.messaging.models import Purpose
from replywell.messaging.quiet_hours import Recipient
from replywell.patients.models import ConsentPurpose

ANSWER_HOURS = timedelta(hours=24)
"""A text within this time after the patient's own is an answer: no quiet hours, no caps."""
CONFIRM_WITHIN = timedelta(minutes=5)
"""47 CFR 64.1200(a)(12): a confirmation of the opt-out within five minutes is presumed to be consented to."""
LOOK_AGAIN = timedelta(minutes=5)
"""What waits for the patient is released by `send.release_waiting`; a release that was lost costs this much."""
KEEP_HOURS = timedelta(hours=24)

CAPPED = frozenset({Purpose.REMINDER, Purpose.RECALL})
"""Nobody asked for these: counted by the caps. Care plans, a joined waitlist and results were asked for."""

CONSENT: Mapping[Purpose, ConsentPurpose] = {
    Purpose.ANSWER: ConsentPurpose.CARE,
    Purpose.STAFF: ConsentPurpose.CARE,
    Purpose.LEAD: ConsentPurpose.LEAD,
    Purpose.REMINDER: ConsentPurpose.CARE,
    Purpose.ENROLMENT: ConsentPurpose.CARE,
    Purpose.RECALL: ConsentPurpose.CARE,
    Purpose.WAITLIST: ConsentPurpose.WAITLIST,
    Purpose.RESULTS: ConsentPurpose.RESULTS,
    Purpose.CARE_PLAN: ConsentPurpose.CARE_PLAN,
}

CANNOT_WAIT = frozenset({Purpose.SAFETY, Purpose.PAGE})
"""With their number stopped these leave by another of the practice, or not at all; other texts wait for it."""

REASONS: Mapping[str, str] = {
    "ok": _("Nothing speaks against it."),
    "answer": _("It answers the patient's own text."),
    "planned": _("It is planned for later."),
    "practice_paused": _("Texting is paused for the whole practice."),
    "opted_out": _("The number has opted out."),
    "confirmed_already": _("The opt-out was confirmed already; one confirmation is all that is allowed."),
    "confirmation_late": _("An opt-out is confirmed within five minutes or not at all."),
    "wrong_number": _("Somebody else has this number; staff must check it first."),
    "unreachable": _("Texts do not reach this number."),
    "no_number": _("The practice has no number to text from."),
    "number_stopped": _("The carrier refuses our number, and no other may send."),
    "taken": _("A person has this conversation; automation is silent."),
    "red_flag": _("An urgent text is open in this conversation; automation is silent until a person ends it."),
    "no_consent": _("Nobody on this number agreed to texts of this kind."),
    "not_in_pilot": _("The pilot does not include this patient."),
    "quiet_hours": _("It is not a time to text this number unasked."),
    "no_window": _("No hour is open for this number: enter the contact's time zone."),
    "cap_day": _("Today's limit of unasked texts to this number is reached."),
    "cap_week": _("This week's limit of unasked texts to this number is reached."),
    "cap_same_visit": _("Another text about the same visit took the place."),
    "not_approved": _("Its wording is not approved."),
    "lint": _("It holds what a text must not hold."),
    "changed": _("What it says is no longer true: the visit changed."),
    "visit_over": _("The visit has begun or no longer stands."),
    "too_late": _("It would come too late to be of use."),
    "waits_for_handling": _("The patient has just written; that comes first."),
    "waits_for_prompt": _("A question to the patient is open; it comes first."),
    "withdrawn": _("Somebody took it back before it left."),
    "asked_to_keep": _("The patient was asked whether to keep getting texts."),
}


class Kind(StrEnum):
    """What the gate says."""

    QUEUED = "queued"
    DEFERRED = "deferred"
    SUPPRESSED = "suppressed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Answer:
    """The gate's answer. `until` (UTC) only with deferred; without it: until what it waits for is over."""

    kind: Kind
    reason: str
    until: datetime | None = None

    @property
    def words(self) -> str:
        """The reason as a sentence for staff."""
        return gettext(REASONS[self.reason])


@dataclass(frozen=True, slots=True)
class Consent:
    """One row of the ledger. `patient_id` None: all on the phone; `purpose` empty: every purpose."""

    patient_id: int | None
    purpose: str
    granted: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """Another unasked text to the same number: begun at `at`, or (`begun` false) due then."""

    at: datetime
    begun: bool
    visits: frozenset[int] = frozenset()
    visit_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All the gate looks at. Moments are domain time, aware."""

    message_id: int
    purpose: Purpose
    recipient: Recipient
    conversation_id: int | None = None
    phone: str = ""
    number_id: int | None = 1
    number_stopped: bool = False
    planned_for: datetime | None = None
    send_by: datetime | None = None
    by_a_person: bool = False
    # The practice
    practice_paused: bool = False
    caps_a_day: int = 1
    caps_a_week: int = 3
    pilot_chart_ids: frozenset[str] | None = None
    # The number
    suppressed_since: datetime | None = None
    confirmed_already: bool = False
    unreachable_at: datetime | None = None
    wrong_number: bool = False
    consents: Sequence[Consent] = ()  # oldest first
    patients: Mapping[int, str] = field(default_factory=dict)  # concerned, id -> chart id
    about_patients: bool = False  # the visits name patients, so that "nobody linked" is not "a lead"
    counted: Sequence[Counted] = ()
    # The conversation
    taken: bool = False
    paused: bool = False
    asked_to_keep_at: datetime | None = None
    last_in_at: datetime | None = None
    answers_at: datetime | None = None  # when the text came in that this one answers
    has_unhandled: bool = False
    waits_for_prompt: bool = False
    prompt_until: datetime | None = None
    # The text
    template_key: str = ""
    approved: bool = True
    lint: Sequence[str] = ()
    visits: frozenset[int] = frozenset()
    same_versions: bool = True
    visits_live: bool = True
    visit_at: datetime | None = None

    def is_answer(self, now: datetime) -> bool:
        """Caused by an inbound text of the last 24 hours; for a person's words any text of that time will do."""
        last = self.last_in_at if self.by_a_person else self.answers_at
        return last is not None and last > now - ANSWER_HOURS

    @property
    def deadline(self) -> datetime | None:
        """After this it is of no use."""
        ends = [moment for moment in (self.send_by, self.visit_at) if moment]
        return min(ends) if ends else None


def _yes(reason: str = "ok") -> Answer:
    return Answer(Kind.QUEUED, reason)


def _no(reason: str) -> Answer:
    return Answer(Kind.SUPPRESSED, reason)


def _drop(reason: str) -> Answer:
    return Answer(Kind.DROPPED, reason)


def decide(facts: Facts, now: datetime) -> Answer:
    """The gate's answer at `now` (UTC domain time). Without a number of ours nothing can leave, safety included."""
    if facts.number_id is None:
        return _no("no_number")
    if facts.number_stopped and facts.purpose in CANNOT_WAIT:
        return _no("number_stopped")
    if facts.purpose == Purpose.PAGE:
        return _yes()
    if facts.purpose == Purpose.SAFETY:
        return _no("unreachable") if _unreachable(facts) else _yes()
    if facts.purpose == Purpose.OPT_OUT:
        return _confirmation(facts, now)
    refused = _whom(facts)
    if refused:
        return refused
    moment = max(now, facts.planned_for) if facts.planned_for else now
    # A person sees at once when words planned for tomorrow will leave; they answer nothing by then.
    answer = facts.is_answer(moment if facts.by_a_person else now)
    if not answer:
        refused = _unasked(facts, moment, now)
        if refused:
            return refused
    if not facts.by_a_person:
        if not facts.approved:
            return _no("not_approved")
        if facts.lint:
            return _no("lint")
    stale = _still_true(facts, answer, now)
    if stale:
        return stale
    if not answer and not facts.by_a_person:
        waits = _waits(facts, now)
        if waits:
            return waits
    if moment > now:
        return _later(facts, "planned", moment)
    return _yes("answer" if answer else "ok")


def _unreachable(facts: Facts) -> bool:
    """A number that wrote to us since it was found unreachable is not."""
    if facts.unreachable_at is None:
        return False
    return facts.last_in_at is None or facts.last_in_at <= facts.unreachable_at


def _confirmation(facts: Facts, now: datetime) -> Answer:
    """STOP's, START's and HELP's answers: past the pause and the suppression, but one confirmation of a stop."""
    if facts.template_key == "opt_out.confirmed":
        if facts.confirmed_already:
            return _drop("confirmed_already")
        if facts.suppressed_since is not None and now > facts.suppressed_since + CONFIRM_WITHIN:
            return _drop("confirmation_late")
    elif facts.suppressed_since is not None and not facts.is_answer(now):
        return _no("opted_out")
    if facts.send_by is not None and now > facts.send_by:
        return _drop("too_late")
    return _yes()


def _whom(facts: Facts) -> Answer | None:
    if facts.practice_paused:
        return Answer(Kind.DEFERRED, "practice_paused")
    if facts.suppressed_since is not None:
        return _no("opted_out")
    if facts.wrong_number:
        return _no("wrong_number")
    if _unreachable(facts):
        return _no("unreachable")
    if not facts.by_a_person and facts.taken:
        return _no("taken")
    if not facts.by_a_person and facts.paused:
        return _no("red_flag")
    return None


def _unasked(facts: Facts, moment: datetime, now: datetime) -> Answer | None:
    concerned = consenting(facts)
    if not concerned:
        return _no("no_consent")
    if facts.pilot_chart_ids is not None and not facts.by_a_person:
        charts = {facts.patients.get(patient, "") for patient in concerned if patient is not None}
        if not charts & facts.pilot_chart_ids:
            return _no("not_in_pilot")
    try:
        opens = quiet_hours.next_open(facts.recipient, moment)
    except quiet_hours.NoWindow:
        return _no("no_window")
    if opens > moment:
        return _later(facts, "quiet_hours", opens)
    if facts.purpose in CAPPED:
        return _caps(facts, moment)
    if facts.asked_to_keep_at is not None and facts.by_a_person:
        return _later(facts, "asked_to_keep", _wait(facts.asked_to_keep_at + KEEP_HOURS, now))
    return None


def consenting(facts: Facts) -> list[int | None]:
    """Whom of the patients concerned the ledger lets us text for this purpose; [None]: a contact without patient.

    The latest event of (phone, patient, purpose) decides. A blanket grant (START) gives back what was granted
    before and care; it does not grant what nobody ever agreed to.
    """
    purpose = CONSENT[facts.purpose]
    whom: list[int | None] = list(facts.patients)
    if not whom and not facts.about_patients:
        whom = [None]
    return [patient for patient in whom if _granted(facts.consents, patient, purpose)]


def _granted(consents: Sequence[Consent], patient: int | None, purpose: ConsentPurpose) -> bool:
    blanket: bool | None = None
    specific: bool | None = None
    latest: bool | None = None
    for event in consents:
        if event.patient_id is not None and event.patient_id != patient:
            continue
        if event.purpose == "":
            blanket = latest = event.granted
        elif event.purpose == purpose:
            specific = latest = event.granted
            blanket = None
    if latest is None or not latest:
        return False
    return specific is True if blanket and purpose != ConsentPurpose.CARE else True


@lru_cache(maxsize=4_096)
def _midnight(day: date, recipient: Recipient) -> datetime:
    return clock.at_wall(datetime.combine(day, time(0)), recipient.zone)


def _caps(facts: Facts, moment: datetime) -> Answer | None:
    """One a day and three a week by default, in the recipient's days. The nearest visit's reminder wins."""
    zone = facts.recipient.zone
    today = moment.astimezone(zone).date()
    days = sorted(other.at.astimezone(zone).date() for other in facts.counted if other.begun)
    nearer = [
        other
        for other in facts.counted
        if not other.begun
        and other.visit_at is not None
        and (facts.visit_at is None or other.visit_at < facts.visit_at)
        and other.at.astimezone(zone).date() <= today
    ]
    if days.count(today) + len(nearer) >= facts.caps_a_day:
        return _capped(facts, "cap_day", today + timedelta(days=1), today)
    week = [day for day in days if day > today - timedelta(days=7)]
    if len(week) + len(nearer) >= facts.caps_a_week:
        oldest = week[max(0, len(week) - facts.caps_a_week)] if week else today
        return _capped(facts, "cap_week", max(oldest + timedelta(days=7), today + timedelta(days=1)), today)
    return None


def _capped(facts: Facts, reason: str, day: date, today: date) -> Answer:
    """Wait for a day with room; where that is too late, no text (the room above may make a call of it)."""
    if min(facts.caps_a_day, facts.caps_a_week) <= 0:
        return _no(reason)
    until = quiet_hours.next_open(facts.recipient, _midnight(day, facts.recipient))
    if facts.deadline is None or until < facts.deadline:
        return Answer(Kind.DEFERRED, reason, until)
    zone = facts.recipient.zone
    others = [other for other in facts.counted if other.at.astimezone(zone).date() > today - timedelta(days=7)]
    if facts.visits and all(other.visits & facts.visits for other in others):
        return _drop("cap_same_visit")
    return _no(reason)


def _still_true(facts: Facts, answer: bool, now: datetime) -> Answer | None:
    if not facts.same_versions:
        return _drop("changed")
    if facts.send_by is not None and now > facts.send_by:
        return _drop("too_late")
    if answer or facts.by_a_person or not facts.visits:
        return None
    if not facts.visits_live or (facts.visit_at is not None and facts.visit_at <= now):
        return _drop("visit_over")
    return None


def _waits(facts: Facts, now: datetime) -> Answer | None:
    if facts.asked_to_keep_at is not None:
        return _later(facts, "asked_to_keep", _wait(facts.asked_to_keep_at + KEEP_HOURS, now))
    if facts.has_unhandled:
        return _later(facts, "waits_for_handling", _wait(None, now))
    if facts.waits_for_prompt:
        return _later(facts, "waits_for_prompt", _wait(facts.prompt_until, now))
    return None


def _wait(until: datetime | None, now: datetime) -> datetime:
    soon = now + LOOK_AGAIN
    return soon if until is None or until <= now else min(until, soon)


def _later(facts: Facts, reason: str, until: datetime) -> Answer:
    """Deferred; dropped when that is past its use."""
    if facts.deadline is not None and until >= facts.deadline:
        return _drop("too_late" if reason == "planned" else reason)
    return Answer(Kind.DEFERRED, reason, until)

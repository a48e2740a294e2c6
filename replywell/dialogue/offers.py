"""What an offer of a freed slot does: effects as plain values, and how they are carried out.

The backfill (`scheduling.backfill`) decides who wins; here is what a run of `offer_slot` tells it and reads of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db.models import F

from replywell.dialogue import effects, prompts, waiting_wishes
from replywell.dialogue.changes import PATIENT, change
from replywell.dialogue.decisions import MayFail, Outcome
from replywell.dialogue.facts import VisitFacts, Waits
from replywell.dialogue.models import Prompt, WorkflowRun
from replywell.dialogue.thread import Thread, age
from replywell.dialogue.waiting_words import hours_named
from replywell.messaging.models import MessageStatus
from replywell.practices.models import Practitioner
from replywell.scheduling import backfill, waitlist
from replywell.scheduling.backfill import OfferLost
from replywell.scheduling.booking import VisitChanged
from replywell.scheduling.models import Appointment, Status
from replywell.scheduling.waitlist_models import ASKED, GOING_ON, EntryStatus, JoinedVia, Offer, WaitlistEntry

UNSENT = (MessageStatus.SUPPRESSED, MessageStatus.DROPPED)


@dataclass(frozen=True, slots=True)
class StillOpen(MayFail):
    """The slot is still to be had: {when} {who} {name} {until} tell it. Else somebody was faster than our text."""

    offer_id: int
    then: Outcome = ()
    otherwise: Outcome = ()


@dataclass(frozen=True, slots=True)
class NoteAsked(MayFail):
    """The run's text is what offers it; refused by the gate, it does not count."""

    offer_id: int
    then: Outcome = ()
    otherwise: Outcome = ()


@dataclass(frozen=True, slots=True)
class TakeOffer(MayFail):
    """YES: the first one gets the slot, by the database."""

    offer_id: int
    then: Outcome = ()
    otherwise: Outcome = ()


@dataclass(frozen=True, slots=True)
class NoteTooLate(MayFail):
    """They said yes and it was gone. `otherwise`: and they do not wait any more."""

    offer_id: int
    then: Outcome = ()
    otherwise: Outcome = ()


@dataclass(frozen=True, slots=True)
class DeclineOffer(MayFail):
    """NO: the next ones are asked."""

    offer_id: int
    then: Outcome = ()
    otherwise: Outcome = ()


@dataclass(frozen=True, slots=True)
class JoinWaitlist(MayFail):
    """The text at hand asks for an earlier time than the visit's: kept verbatim as consent to offers.

    Who waits already waits for what `waits` names now, and else for the same as before. {hours}: when we may write, if
    the text names it. {wishes}: days, hours and with whom, if they wish for any. `otherwise`: the practice does not
    offer freed slots by text, so nothing can be promised.
    """

    visit: VisitFacts
    waits: Waits
    then: Outcome = ()
    otherwise: Outcome = ()


@change(StillOpen)
def still_open(doing: effects.Applier, effect: StillOpen) -> None:
    """Without a lock: a YES that comes in between is told that it was too late."""
    found = Offer.objects.select_related("backfill__location", "backfill__practitioner", "backfill__hold", "entry")
    offer = found.filter(pk=effect.offer_id, status__in=ASKED, expires_at__gt=doing.now).first()
    if offer is None or offer.backfill.status not in GOING_ON or offer.entry.status != EntryStatus.WAITING:
        raise OfferLost
    slot, thread = offer.backfill, doing.thread
    if slot.hold is None:
        raise OfferLost
    doing.stands_on.append((slot.hold.pk, slot.hold.version))
    zone = slot.location.zone
    doing.values |= {
        "when": thread.when(slot.starts_at, zone),
        "who": slot.practitioner.text_name if slot.practitioner else "",
        "name": _name(thread, offer.entry.patient_id),
        "until": until(thread, offer.expires_at, zone),
    }


def until(thread: Thread, moment: datetime, zone: str) -> str:
    """A deadline as patients read it: the time alone when it is today."""
    words, place = thread.when(moment, zone), ZoneInfo(zone)
    today = moment.astimezone(place).date() == thread.now.astimezone(place).date()
    return words.rsplit(", ", 1)[1] if today else words


def _name(thread: Thread, patient_id: int) -> str:
    link = next((one for one in thread.links if one.patient_id == patient_id), None)
    if link is None:
        return ""
    minor = link.patient.birth_date is not None and age(link.patient.birth_date, thread.now) < 18
    return link.patient.first_name if minor or link.first_name_ok else ""


@change(NoteAsked)
def note_asked(doing: effects.Applier, effect: NoteAsked) -> None:
    """After the text was asked for in the same turn."""
    message = doing.prompts[-1].message
    if message.status in UNSENT:
        backfill.unsent(effect.offer_id, now=doing.now)
    else:
        Offer.objects.filter(pk=effect.offer_id).update(run_id_then=message.run_id_then)


@change(TakeOffer)
def take_offer(doing: effects.Applier, effect: TakeOffer) -> Appointment:
    """The hold becomes the visit, in one step."""
    return backfill.take(effect.offer_id, now=doing.now, actor=PATIENT)


@change(NoteTooLate)
def note_too_late(doing: effects.Applier, effect: NoteTooLate) -> None:
    """They stay on the list, and hear of the slot again should it come free once more."""
    if not backfill.too_late(effect.offer_id, now=doing.now):
        raise OfferLost


@change(DeclineOffer)
def decline_offer(doing: effects.Applier, effect: DeclineOffer) -> None:
    """They stay on the list for other times."""
    backfill.declined(effect.offer_id, now=doing.now)


@change(JoinWaitlist)
def join_waitlist(doing: effects.Applier, effect: JoinWaitlist) -> None:
    """For the same kind, practitioner and place as the visit that they want to bring forward, or as they name them."""
    thread, one, waits = doing.thread, effect.visit, effect.waits
    visit = Appointment.objects.filter(pk=one.id, version=one.version, status=Status.BOOKED).first()
    if visit is None or not thread.said or not backfill.rules_of(thread.practice_id).active:
        raise VisitChanged(visit)
    named = hours_named(thread.said)
    begins, ends = _hours(named, thread) if named else (None, None)
    wanted = waiting_wishes.fields(waits)
    waiting = WaitlistEntry.objects.filter(patient_id=one.patient_id, type_id=one.type_id, status=EntryStatus.WAITING)
    if waits.practitioner_id or not waiting.exists():
        wanted["practitioner_id"] = waits.practitioner_id or one.practitioner_id
    if waits.location_id or not waiting.exists():
        wanted["location_id"] = waits.location_id or one.location_id
    entry = waitlist.join(
        thread.conversation.contact, patient_id=one.patient_id, type_id=one.type_id, via=JoinedVia.TEXT,
        words=thread.said, now=doing.now, actor=PATIENT, visit=visit, text_from=begins, text_until=ends, **wanted,
    )  # fmt: skip
    told = entry.practitioner_id if waits.practitioner_id or entry.practitioner_id != one.practitioner_id else None
    who = Practitioner.objects.filter(pk=told).values_list("text_name", flat=True).first() if told else None
    doing.values["hours"] = _told(named, thread.language) if named else ""
    doing.values["wishes"] = waiting_wishes.told(entry, thread.language, who=who or "")


def _hours(named: tuple[time, time | None], thread: Thread) -> tuple[time, time]:
    """Without an end that they name, until the practice's own quiet time; the law's hours are the gate's matter."""
    begins, ends = named
    last = thread.practice.quiet_from
    return begins, ends or (last if last > begins else time(23, 59))


def _told(named: tuple[time, time | None], language: str) -> str:
    begins, ends = (f"{one.hour % 12 or 12}:{one:%M} {'am' if one.hour < 12 else 'pm'}" if one else "" for one in named)
    if language == "es":
        return f"de {begins} a {ends}" if ends else f"desde {begins}"
    return f"from {begins} to {ends}" if ends else f"from {begins}"


def leave_by_text(thread: Thread) -> bool:
    """Everybody on this phone who waits, waits no more; what they were just asked is over. False: nobody waited.

    ValueError where several patients wait on the phone: a person asks who is meant.
    """
    found = WaitlistEntry.objects.filter(contact_id=thread.conversation.contact_id, status=EntryStatus.WAITING)
    entries = list(found.order_by("pk"))
    if len({one.patient_id for one in entries}) > 1:
        raise ValueError("Several patients wait on this phone.")
    for entry in entries:
        waitlist.leave(entry.pk, "asked", now=thread.now, actor=PATIENT)
        for offer_id in Offer.objects.filter(entry=entry, status__in=ASKED).values_list("pk", flat=True):
            backfill.declined(offer_id, now=thread.now)
    asked = WorkflowRun.objects.filter(
        conversation_id=thread.conversation.pk, workflow="offer_slot", ended_at__isnull=True
    )
    for run_id in list(asked.values_list("pk", flat=True)):
        open_ones = Prompt.objects.filter(run_id=run_id, closed_at__isnull=True).values_list("pk", flat=True)
        prompts.close(list(open_ones), "answered", conversation_id=thread.conversation.pk, now=thread.now)
    asked.update(ended_at=thread.now, ended_why="left", version=F("version") + 1)
    return bool(entries)

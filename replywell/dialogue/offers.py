"""What an offer of a freed slot does: effects as plain values, and how they are carried out.

The backfill (`scheduling.backfill`) decides who wins; here is what a run of `offer_slot` tells it and reads of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from replywell.dialogue import effects
from replywell.dialogue.changes import PATIENT, change
from replywell.dialogue.decisions import MayFail, Outcome
from replywell.dialogue.facts import VisitFacts
from replywell.dialogue.thread import Thread, age
from replywell.messaging.models import MessageStatus
from replywell.scheduling import backfill, waitlist
from replywell.scheduling.backfill import OfferLost
from replywell.scheduling.booking import VisitChanged
from replywell.scheduling.models import Appointment, Status
from replywell.scheduling.waitlist_models import ASKED, GOING_ON, EntryStatus, JoinedVia, Offer

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
    """They said yes and it was gone."""

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

    `otherwise`: the practice does not offer freed slots by text, so nothing can be promised.
    """

    visit: VisitFacts
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
    backfill.too_late(effect.offer_id, now=doing.now)


@change(DeclineOffer)
def decline_offer(doing: effects.Applier, effect: DeclineOffer) -> None:
    """They stay on the list for other times."""
    backfill.declined(effect.offer_id, now=doing.now)


@change(JoinWaitlist)
def join_waitlist(doing: effects.Applier, effect: JoinWaitlist) -> None:
    """For the same kind, practitioner and place as the visit that they want to bring forward."""
    thread, one = doing.thread, effect.visit
    visit = Appointment.objects.filter(pk=one.id, version=one.version, status=Status.BOOKED).first()
    if visit is None or thread.message is None or not backfill.rules_of(thread.practice_id).active:
        raise VisitChanged(visit)
    waitlist.join(
        thread.conversation.contact, patient_id=one.patient_id, type_id=one.type_id, via=JoinedVia.TEXT,
        words=thread.message.body, now=doing.now, actor=PATIENT, visit=visit, practitioner_id=one.practitioner_id,
        location_id=one.location_id,
    )  # fmt: skip

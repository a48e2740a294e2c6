"""The worker's step of a backfill: hold the slot, ask the next group, rest at night, end it when nobody is left.

One transaction under the backfill's row lock. It takes no conversation's lock: the texts are wake-ups of their own, so
that a YES, which has its conversation and then wants the backfill, never waits for a step that waits for it.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, connection
from django.db.models import F, Q

from replywell.audit.record import record
from replywell.common import clock, notify
from replywell.common.tenancy import practice_scope
from replywell.dialogue import effects, offers, tasks  # noqa: F401 - what offers do is registered
from replywell.dialogue.hours import practice_hours
from replywell.dialogue.prompts import ARRIVED, NEVER
from replywell.messaging import quiet_hours, wording
from replywell.messaging.events import MessageMoved
from replywell.messaging.models import Conversation
from replywell.practices.models import Practice
from replywell.scheduling import backfill as verbs
from replywell.scheduling.matching import Waiting, freed_of, match
from replywell.scheduling.waitlist_models import (
    ASKED,
    GOING_ON,
    Backfill,
    BackfillRules,
    BackfillStatus,
    Offer,
    OfferStatus,
)

log = logging.getLogger(__name__)

WORKFLOW = "offer_slot"
OFFER = "offer"
"""The wake-up that sends one offer."""
MOST_TRIES = 5
LOOK_AGAIN = timedelta(seconds=5)
"""Rows that somebody was busy with are looked at again after this."""
AFTER_A_FAILURE = timedelta(minutes=1)


def run_due(limit: int) -> int:
    """Do the due steps of up to `limit` backfills over all practices. Returns how many."""
    done = 0
    passed: list[int] = []
    while done < limit:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT practice_id, backfill_id FROM backfills_due(domain_now(), %s, %s)",
                [min(50, limit - done), passed],
            )
            found = cursor.fetchall()
        if not found:
            break
        for practice_id, backfill_id in found:
            if _one(practice_id, backfill_id):
                done += 1
            else:
                passed.append(backfill_id)
    return done


def _one(practice_id: int, backfill_id: int) -> bool:
    """One step. False: another worker has it, or it failed."""
    try:
        with practice_scope(practice_id):
            now = clock.now()
            free = Backfill.objects.select_related("type", "location").select_for_update(
                of=("self",), no_key=True, skip_locked=True
            )
            found = free.filter(pk=backfill_id, next_step_at__lte=now).first()
            if found is None:
                return False
            step(found, now)
            notify.poke_live(practice_hours(practice_id).practice.public_id, "visit", found.public_id)
        return True
    except (OperationalError, InterfaceError):
        # No fault of the backfill: it is tried again.
        log.warning("A backfill goes on later (%s)", backfill_id, exc_info=True)
        connection.close_if_unusable_or_obsolete()
        return False
    except Exception:
        log.exception("A backfill's step failed (%s)", backfill_id)
        _count_failure(practice_id, backfill_id)
        return False


def step(backfill: Backfill, now: datetime) -> None:
    """What is due now. The caller has the row's lock, in the practice's scope."""
    rules = verbs.rules_of(backfill.practice_id)
    if backfill.status not in GOING_ON:
        _clear_up(backfill, now)
    elif not rules.active:
        _end(backfill, "off", now)
    elif now >= verbs.last_moment(backfill.starts_at, rules):
        _end(backfill, "too_late", now)
    elif not verbs.hold(backfill, rules, now=now):
        _end(backfill, "taken", now)
    else:
        verbs.settle_offers(backfill.pk, OfferStatus.EXPIRED, expired_by=now)
        _next_group(backfill, rules, now)


def _next_group(backfill: Backfill, rules: BackfillRules, now: datetime) -> None:
    last = verbs.last_moment(backfill.starts_at, rules)
    mine = Offer.objects.filter(backfill=backfill)
    room = min(rules.group_size, rules.most_offers - mine.exclude(status=OfferStatus.UNSENT).count())
    ready, later = _who_may_be_texted(backfill, rules, room, now) if room > 0 else ([], [])
    if ready:
        _offer(backfill, rules, ready, now)
        _go_on(backfill, BackfillStatus.OPEN, now + verbs.pause(backfill.starts_at, rules, now), backfill.group + 1)
        return
    answers = list(mine.filter(status__in=ASKED).values_list("expires_at", flat=True))
    if answers:
        _go_on(backfill, BackfillStatus.OPEN, max(min([*answers, *later]), now + LOOK_AGAIN), backfill.group)
    elif later and min(later) < last:
        _go_on(backfill, BackfillStatus.RESTING, min(later), backfill.group)
    elif later:
        _end(backfill, "night", now)
        _back_to_staff(backfill, now)
    else:
        _end(backfill, "nobody", now)


def _who_may_be_texted(
    backfill: Backfill, rules: BackfillRules, room: int, now: datetime
) -> tuple[list[Waiting], list[datetime]]:
    """The next `room` of those who can take it and may be texted now; and when the others may be."""
    practice = Practice.objects.get(pk=backfill.practice_id)
    clinician = backfill.practitioner
    found = match(
        freed_of(backfill, other_types=rules.other_types, now=now), now,
        gender=clinician.gender if clinician else "", languages=tuple(clinician.languages) if clinician else (),
    )  # fmt: skip
    # Where a person has the conversation, or an urgent text is open, software is silent.
    busy = set(
        Conversation.objects.filter(Q(taken_by__isnull=False) | Q(paused_at__isnull=False)).values_list(
            "contact_id", flat=True
        )
    )
    ready: list[Waiting] = []
    later: list[datetime] = []
    for one in found:
        if one.contact_id in busy:
            continue
        opens = may_be_texted_at(one, practice, now)
        if opens == now:
            ready.append(one)
            busy.add(one.contact_id)
            if len(ready) == room:
                break
        elif opens is not None:
            later.append(opens)
    return ready, later


def may_be_texted_at(one: Waiting, practice: Practice, now: datetime) -> datetime | None:
    """`now`, or when this phone may be texted an offer next (UTC); None: never.

    Within the hours that their consent names, as far as the state allows; else when unasked texts may leave.
    """
    agreed = (one.text_from, one.text_until) if one.text_from and one.text_until else None
    who = quiet_hours.recipient_of(
        one.phone, one.zone, one.state, practice.zone, practice.state, practice.quiet_from, practice.quiet_until, agreed
    )
    try:
        return quiet_hours.next_open(who, now)
    except quiet_hours.NoWindow:
        return None


def _offer(backfill: Backfill, rules: BackfillRules, group: Sequence[Waiting], now: datetime) -> None:
    """Rows for a group, and a wake-up for each conversation. In the order of phones: two steps never lock crosswise."""
    expires = verbs.deadline(backfill.starts_at, rules, now)
    number = backfill.group + 1
    Offer.objects.bulk_create(
        [
            Offer(
                practice_id=backfill.practice_id, backfill=backfill, entry_id=one.entry_id, contact_id=one.contact_id,
                group=number, planned_at=now, expires_at=expires,
            )
            for one in sorted(group, key=lambda one: one.contact_id)
        ],
        ignore_conflicts=True,  # another slot was offered to that phone just now
    )  # fmt: skip
    for offer in Offer.objects.filter(backfill=backfill, group=number).select_related("entry").order_by("contact_id"):
        conversation, _ = Conversation.objects.get_or_create(
            practice_id=backfill.practice_id, contact_id=offer.contact_id, defaults={"created_at": now}
        )
        effects.plan(
            backfill.practice_id, conversation.pk, workflow=WORKFLOW, name=OFFER, due=now,
            key=f"{WORKFLOW}:{offer.pk}", data={"offer": offer.pk, "visit": offer.entry.visit_id,
                                                "until": expires.isoformat()},
        )  # fmt: skip
        record(
            backfill.practice_id, "backfill.asked", f"backfill:{backfill.pk}", actor="system", at=now,
            offer=offer.pk, entry=offer.entry_id, group=number,
        )  # fmt: skip
    notify.poke(notify.WAKE)


def _go_on(backfill: Backfill, status: BackfillStatus, at: datetime, group: int) -> None:
    Backfill.objects.filter(pk=backfill.pk).update(status=status, next_step_at=at, group=group, tries=0)


def _end(backfill: Backfill, why: str, now: datetime) -> None:
    verbs.end(backfill, why, now=now)
    _clear_up(backfill, now)


def _clear_up(backfill: Backfill, now: datetime) -> None:
    """It is over: whoever was still asked has lost it."""
    verbs.settle_offers(backfill.pk, OfferStatus.LOST)
    busy = Offer.objects.filter(backfill=backfill, status__in=ASKED).exists()
    Backfill.objects.filter(pk=backfill.pk).update(next_step_at=now + LOOK_AGAIN if busy else None)


def _back_to_staff(backfill: Backfill, now: datetime) -> None:
    """Nobody may be texted before it is too late: a person may call."""
    when = wording.local_when(backfill.starts_at, backfill.location.zone, "en")
    tasks.create(
        backfill.practice_id, "scheduling", "slot_open", f"{when} came free and nobody may be texted in time: call",
        now=now, location_id=backfill.location_id, key=f"slot_open:{backfill.pk}",
    )  # fmt: skip


def _count_failure(practice_id: int, backfill_id: int) -> None:
    with practice_scope(practice_id):
        now = clock.now()
        found = Backfill.objects.filter(pk=backfill_id, next_step_at__isnull=False)
        found.update(tries=F("tries") + 1, next_step_at=now + AFTER_A_FAILURE)
        backfill = found.select_related("type", "location").first()
        if backfill is not None and backfill.tries >= MOST_TRIES:
            verbs.end(backfill, "failed", now=now)
            Backfill.objects.filter(pk=backfill_id).update(next_step_at=None)
            tasks.create(
                practice_id, "front_desk", "not_handled", "Software failed at refilling a slot: please look", now=now,
                location_id=backfill.location_id, key=f"backfill:{backfill_id}",
            )  # fmt: skip


# What the rooms below tell


def message_moved(moved: MessageMoved) -> None:
    """The text of an offer left, or never will."""
    left = moved.new in ARRIVED and moved.old not in ARRIVED
    if moved.workflow != WORKFLOW or moved.run_id is None or moved.answers or not (left or moved.new in NEVER):
        return
    if verbs.text_moved(moved.run_id, left=left, now=moved.now):
        # Pages were told of the text when it left, and may have looked before this.
        notify.poke_live(practice_hours(moved.practice_id).practice.public_id, "visit", "offers")

"""A random week of freed slots and people who wait, on the real path; an oracle of its own says who is to be asked."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

from replywell.carriers.base import InboundText
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.dialogue import backfills, inbound, wake_ups
from replywell.messaging import dispatch, receive, status
from replywell.messaging.models import Attempt, Message, Number
from replywell.patients.models import ConsentEvent, ContactLink, Suppression
from replywell.practices.models import Practice
from replywell.scheduling import backfill, booking, waitlist
from replywell.scheduling.booking import BookingError
from replywell.scheduling.models import Appointment
from replywell.scheduling.waitlist_models import ASKED, GOING_ON, Backfill, BackfillRules, Offer, WaitlistEntry
from tests.invariants.crash import killed_at
from tests.practice import PHONE, make_patient, make_practice, make_visit
from tests.scheduling.calls import at

NEW_YORK = ZoneInfo("America/New_York")
WAITING = [f"+1212556{number:04d}" for number in range(7)]
SAYS = ("yes", "Yes please", "sí", "no", "no thanks", "maybe, what about parking?", "take me off the waitlist", "STOP")
LIVE = ("held", "booked", "arrived")


@dataclass
class Week:
    """The practice, its people, and what has happened so far. All chance comes from `rolls`."""

    rolls: random.Random
    story: list[str] = field(default_factory=list)
    texts: int = 0
    checked: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.oak = make_practice()
        now, rolls = clock.now(), self.rolls
        with practice_scope(self.oak.id):
            Practice.objects.update(quiet_from=time(20), quiet_until=time(9))
            BackfillRules.objects.create(
                practice=self.oak.practice, wait_minutes=rolls.choice((0, 1)), group_size=rolls.choice((1, 2, 3)),
                pause_minutes=rolls.choice((2, 5, 15)), stop_minutes=rolls.choice((30, 60, 240)),
                answer_minutes=rolls.choice((10, 30, 90)), most_offers=rolls.choice((2, 4, 8)),
                chain_limit=rolls.choice((0, 1, 2)),
            )  # fmt: skip
        self.givers = [
            make_visit(self.oak, make_patient(self.oak, "Give", f"R{number}", f"+1212557{number:04d}"),
                       at(3 + number // 2, 9 + 2 * number), with_lee=number % 3 > 0)
            for number in range(4)
        ]  # fmt: skip
        for number, phone in enumerate(WAITING):
            self._waits(number, phone, now)

    def _waits(self, number: int, phone: str, now: datetime) -> None:
        rolls = self.rolls
        person = make_patient(self.oak, "Wait", f"W{number}", phone)
        later = at(16, 9) + timedelta(minutes=30 * number)
        visit = make_visit(self.oak, person, later) if rolls.random() < 0.4 else None
        if number < 2 and rolls.random() < 0.5:
            # Busy at the time of one who may give theirs up, with the other practitioner.
            make_visit(self.oak, person, (at(3, 9), at(3, 11))[number], with_lee=number == 0)
        early = rolls.random() < 0.3
        mornings = [{"weekday": day, "from": "08:00", "until": "12:00"} for day in range(5)]
        with practice_scope(self.oak.id):
            WaitlistEntry.objects.create(
                practice=self.oak.practice, patient=person, contact=ContactLink.objects.get(patient=person).contact,
                type=self.oak.visit_type, visit=visit, practitioner=rolls.choice((None, None, self.oak.lee)),
                windows=rolls.choice(([], [], mornings)), notice_minutes=rolls.choice((0, 0, 24 * 60)),
                until_day=rolls.choice((None, None, at(4, 9).date())), priority=rolls.choice((0, 0, 1, 2)),
                joined_at=now - timedelta(hours=rolls.randrange(200)), joined_via="staff",
                text_from=time(7) if early else None, text_until=time(20) if early else None,
            )  # fmt: skip
            ConsentEvent.objects.create(
                practice=self.oak.practice, phone=phone, patient_id_then=person.pk, purpose="waitlist", granted=True,
                words="Text me.", channel="form", actor="patient", at=now - timedelta(days=9),
            )  # fmt: skip

    # What happens

    def live(self, steps: list[int]) -> None:
        """So many things, the laws after each; then time passes until every slot is booked or free."""
        for step in steps:
            name = ACTS[step % len(ACTS)]
            self.story.append(f"{clock.now():%a %d %H:%M} {name}")
            getattr(self, name)()
            self.laws()
        for _ in range(80):
            self.work()
            self.laws()
            with practice_scope(self.oak.id):
                if not Backfill.objects.filter(next_step_at__isnull=False).exists():
                    break
            clock.freeze(clock.now() + timedelta(hours=1))
            booking.expire_holds(clock.now())
        with practice_scope(self.oak.id):
            assert not Backfill.objects.filter(status__in=GOING_ON).exists(), self.tell("a backfill never ends")
            assert not Appointment.objects.filter(status="held").exists(), self.tell("a slot stays held")
            assert not Offer.objects.filter(status__in=ASKED).exists(), self.tell("an offer stays open")
            assert not Message.objects.filter(direction="in", handled_at=None).exists(), self.tell("a text has no end")

    def staff_cancel(self) -> None:
        self._of_a_visit(lambda visit, now: booking.cancel(visit.pk, visit.version, now=now, actor="staff:anna"))

    def _of_a_visit(self, do: Callable[[Appointment, datetime], Any]) -> None:
        now = clock.now()
        with practice_scope(self.oak.id):
            ahead = list(Appointment.objects.filter(status="booked", starts_at__gt=now).order_by("pk"))
            if ahead:
                do(self.rolls.choice(ahead), now)

    def staff_take_or_stop(self) -> None:
        now = clock.now()
        with practice_scope(self.oak.id):
            running = Backfill.objects.filter(status__in=GOING_ON).order_by("pk").first()
            if running is None:
                return
            try:
                if self.rolls.random() < 0.5:
                    backfill.stop(running.pk, self.oak.anna, now=now)
                else:
                    giver = self.rolls.choice(self.givers).patient_id
                    assert giver is not None
                    backfill.take_by_staff(running.pk, giver, self.oak.anna, now=now)
            except (BookingError, backfill.BackfillOver):
                pass

    def staff_remove(self) -> None:
        with practice_scope(self.oak.id):
            entry = WaitlistEntry.objects.filter(status="waiting").order_by("?").first()
            if entry is not None and self.rolls.random() < 0.3:
                waitlist.leave(entry.pk, "staff", now=clock.now(), actor="staff:anna")

    def somebody_texts(self) -> None:
        with practice_scope(self.oak.id):
            asked = list(Offer.objects.order_by("pk").values_list("contact__phone", flat=True))
        phone = self.rolls.choice(asked or WAITING)
        words = self.rolls.choice(SAYS)
        self.texts += 1
        self.story[-1] += f" {phone[-2:]}: {words}"
        text = InboundText("simulator", f"t-{self.texts}", phone, PHONE, words)
        receive.record_inbound(text, self.oak.account.key)

    def minutes_pass(self) -> None:
        clock.freeze(clock.now() + timedelta(minutes=self.rolls.choice((1, 3, 10, 31))))

    def hours_pass(self) -> None:
        clock.freeze(clock.now() + timedelta(hours=self.rolls.choice((2, 5, 11, 21))))

    def work(self) -> None:
        """The worker does all that is due, step by step of the backfills, each against the oracle."""
        for _ in range(40):
            done = inbound.drain(20) + self._step(0) + wake_ups.run_due(20) + self._send() + status.drain_moves()
            done += booking.expire_holds(clock.now())
            if not done:
                return
        raise AssertionError(self.tell("It does not come to rest."))

    def worker_dies(self) -> None:
        """At some statement of one of its loops; the next one goes on."""
        statement = self.rolls.randint(1, 40)
        does: list[Callable[[], Any]] = [
            lambda: inbound.drain(3), lambda: self._step(statement), lambda: wake_ups.run_due(3), status.drain_moves,
        ]  # fmt: skip
        which = self.rolls.randrange(len(does))
        self.story[-1] += f" at {statement} of {which}"
        if which == 1:
            does[1]()
            return
        with killed_at(statement):
            does[which]()

    def _step(self, statement: int) -> int:
        now = clock.now()
        with practice_scope(self.oak.id):
            due = list(Backfill.objects.filter(next_step_at__lte=now).order_by("next_step_at", "pk"))
            before = {one.pk: (one.group, self.oracle(one, now)) for one in due}
        with killed_at(statement) as life:
            done = backfills.run_due(1)
        if life.killed:
            return 0
        with practice_scope(self.oak.id):
            for one in Backfill.objects.filter(pk__in=before):
                group, order = before[one.pk]
                asked = set(Offer.objects.filter(backfill=one, group=group + 1).values_list("entry_id", flat=True))
                if one.group > group:
                    assert asked == set(order[: len(asked)]), self.tell(f"unfair: {asked} of {order}")
        return done

    def _send(self) -> int:
        with practice_scope(self.oak.id):
            # What waits on wall time, which tests do not move.
            past = clock.wall() - timedelta(minutes=2)
            Attempt.objects.filter(ended_at=None).update(began_at=past, lease_until=past)
            Message.objects.filter(status__in=["unknown", "queued"]).update(retry_at=None)
            Number.objects.update(next_free_at=None)
        done = dispatch.deliver_once(20)
        self.sent_rightly()
        return done

    # The oracle

    def oracle(self, slot: Backfill, now: datetime) -> list[int]:
        """Who is to be asked next, in order, by the words of the rules alone."""
        found = [
            entry
            for entry in WaitlistEntry.objects.filter(status="waiting").select_related("contact", "visit")
            if self.can_take(entry, slot, now) and self.awake(entry, now)
        ]
        never = datetime(1970, 1, 1, tzinfo=now.tzinfo)
        found.sort(key=lambda one: (-one.priority, one.joined_at.astimezone(NEW_YORK).date(),
                                    one.last_offered_at or never, one.joined_at, one.pk))  # fmt: skip
        return [one.pk for one in found]

    def can_take(self, entry: WaitlistEntry, slot: Backfill, now: datetime) -> bool:
        start, end = slot.starts_at.astimezone(NEW_YORK), slot.ends_at.astimezone(NEW_YORK)
        offers = Offer.objects.filter(contact=entry.contact_id)
        again = Offer.objects.filter(
            entry=entry, offered_at__isnull=False, backfill__starts_at=slot.starts_at,
            backfill__practitioner_id=slot.practitioner_id,
        ).exclude(said_yes=True)  # fmt: skip
        own = Appointment.objects.filter(
            patient=entry.patient_id, status__in=LIVE, starts_at__lt=slot.ends_at, ends_at__gt=slot.starts_at
        )
        freed_by = slot.freed.appointment.patient_id if slot.freed else None
        return (
            entry.practitioner_id in (None, slot.practitioner_id)
            and entry.patient_id != freed_by
            and (entry.until_day is None or entry.until_day >= start.date())
            and slot.starts_at - now >= timedelta(minutes=entry.notice_minutes)
            and (not entry.windows or any(
                one["weekday"] == start.weekday() and one["from"] <= f"{start:%H:%M}" and f"{end:%H:%M}" <= one["until"]
                for one in entry.windows))
            and (entry.visit is None or (entry.visit.status == "booked" and entry.visit.starts_at >= slot.ends_at))
            and not offers.filter(status__in=ASKED).exists()
            and not offers.filter(backfill=slot).exists()
            and not again.exists()
            and not own.exists()
            and not Suppression.objects.filter(phone=entry.contact.phone, lifted_at=None).exists()
        )  # fmt: skip

    def awake(self, entry: WaitlistEntry, now: datetime) -> bool:
        local = now.astimezone(NEW_YORK)
        if entry.text_from is not None and entry.text_until is not None:
            return entry.text_from <= local.time() < entry.text_until
        return time(12 if local.weekday() == 6 else 9) <= local.time() < time(20)

    # The laws

    def sent_rightly(self) -> None:
        """Of the offers that left just now: awake, still waiting, not opted out, nothing else at that time."""
        now = clock.now()
        with practice_scope(self.oak.id):
            texts = Message.objects.filter(workflow="offer_slot", purpose="waitlist", accepted_at=now)
            for text in texts.exclude(pk__in=self.checked):
                self.checked.add(text.pk)
                offer = Offer.objects.select_related("entry__contact", "backfill").get(run_id_then=text.run_id_then)
                assert self.awake(offer.entry, now), self.tell("offered at night")
                assert offer.entry.status == "waiting", self.tell("offered after leaving")
                stopped = Suppression.objects.filter(phone=text.phone, lifted_at=None)
                assert not stopped.exists(), self.tell("offered after opting out")
                own = Appointment.objects.filter(
                    patient=offer.entry.patient_id, status__in=LIVE, starts_at__lt=offer.backfill.ends_at,
                    ends_at__gt=offer.backfill.starts_at,
                )  # fmt: skip
                assert not own.exists(), self.tell("offered what they cannot take")

    def laws(self) -> None:
        with practice_scope(self.oak.id), connection.cursor() as cursor:
            for law, sql in LAWS.items():
                cursor.execute(sql)
                broken = [row[0] for row in cursor.fetchall()]
                assert broken == [], self.tell(f"{law}: {broken}")

    def tell(self, what: str) -> str:
        """The broken law and what led to it."""
        return what + "\n" + "\n".join(self.story[-60:])


ACTS = (
    "work", "somebody_texts", "minutes_pass", "staff_cancel", "work", "worker_dies", "somebody_texts", "hours_pass",
    "staff_take_or_stop", "staff_remove", "worker_dies", "minutes_pass",
)  # fmt: skip
LAWS = {
    "two visits overlap": """
        SELECT a.id FROM scheduling_occupancy a JOIN scheduling_occupancy b
          ON a.schedule_id = b.schedule_id AND a.id < b.id AND a.period && b.period WHERE a.occupies AND b.occupies""",
    "a slot is held by what is over": """
        SELECT a.id FROM scheduling_appointment a LEFT JOIN scheduling_backfill b
          ON b.hold_id = a.id AND b.status IN ('open', 'resting') WHERE a.status = 'held' AND b.id IS NULL""",
    "a slot is won twice, or by nobody": """
        SELECT b.id FROM scheduling_backfill b LEFT JOIN scheduling_offer o
          ON o.backfill_id = b.id AND o.status = 'accepted'
         WHERE (b.status = 'filled') <> (o.id IS NOT NULL) OR (b.winner_id IS DISTINCT FROM o.entry_id)""",
    "a winner waits still": """
        SELECT b.id FROM scheduling_backfill b JOIN scheduling_waitlistentry e ON e.id = b.winner_id
         WHERE e.status <> 'booked'""",
    "the same slot is offered twice": """
        SELECT min(o.id) FROM scheduling_offer o JOIN scheduling_backfill b ON b.id = o.backfill_id
         WHERE o.offered_at IS NOT NULL AND o.said_yes IS NOT TRUE
         GROUP BY o.entry_id, b.starts_at, b.practitioner_id, b.location_id HAVING count(*) > 1""",
    "a chain is too long": """
        SELECT b.id FROM scheduling_backfill b, scheduling_backfillrules r WHERE b.depth > r.chain_limit""",
    "more were asked than may be": """
        SELECT b.id FROM scheduling_backfill b, scheduling_backfillrules r
         WHERE (SELECT count(*) FROM scheduling_offer o WHERE o.backfill_id = b.id AND o.status <> 'unsent')
               > r.most_offers""",
    "who opted out waits still": """
        SELECT e.id FROM scheduling_waitlistentry e JOIN patients_contact c ON c.id = e.contact_id
          JOIN patients_suppression s ON s.phone = c.phone AND s.lifted_at IS NULL
         WHERE e.status = 'waiting' AND NOT EXISTS (
           SELECT 1 FROM messaging_message m WHERE m.phone = c.phone AND m.direction = 'in' AND m.handled_at IS NULL)
    """,
}
"""What must hold whenever nobody is in the middle of something."""

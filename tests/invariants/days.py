"""A random day: patients, staff, carrier and clock do as they please, and workers die in between."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.db import connection, transaction

from replywell.carriers.base import InboundText, Status, StatusEvent
from replywell.carriers.simulator.behaviour import carrier_id_for
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.dialogue import hours, inbound, paging, staff, take_over, wake_ups
from replywell.messaging import dispatch, doubt, opt_out, receive, send, status
from replywell.messaging.models import Attempt, Conversation, Message
from replywell.practices.models import CarrierAccount, Number, Practice
from replywell.scheduling import booking
from replywell.scheduling.free_slots import free_slots
from replywell.scheduling.models import Appointment
from tests.invariants.crash import killed_at
from tests.invariants.laws import ALWAYS, AT_REST
from tests.practice import PHONE, make_patient, make_practice

PHONES = ["+12125550123", "+12125550124", "+12125550125"]
WORDS = [
    "C", "C", "yes", "1", "2", "3", "R", "X", "X", "no", "thanks", "STOP", "START", "HELP", "CANCEL", "KEEP",
    "please cancel my appointment", "can I come at 3 instead", "I need to move my visit to Friday",
    "running 10 min late",
    "why did I get a bill for $40", "I have chest pain", "who is this", "wrong number", "please stop texting me",
    "sí", "no puedo ir, quiero cambiar la cita", "asdf qwer", "Loved \"See you\"", "yes but can I bring my son?",
]  # fmt: skip
PLANS: list[dict[str, Any]] = [
    {}, {}, {}, {"answer": "timeout"}, {"answer": "timeout", "processed": False}, {"answer": "reject", "code": "rate"},
    {"answer": "reject", "code": "transient"}, {"duplicate_statuses": True, "reorder_statuses": True},
]  # fmt: skip
REFUSED = (booking.BookingError, take_over.AlreadyTaken, send.EmptyText)
"""What a verb may answer to somebody who comes too late."""


class Day:
    """One practice, three phones (one of a family), and everything that can happen to them. `seed` repeats it."""

    def __init__(self, seed: int, posted: list[str]) -> None:
        self.rolls = random.Random(seed)
        self.posted = posted
        self.story: list[str] = []
        self.stored: list[InboundText] = []
        self.since = 0
        self.ranks: dict[int, int] = {}
        self.oak = make_practice(f"day{seed}")
        self.people = [
            make_patient(self.oak, "Maria", "Diaz", PHONES[0]),
            make_patient(self.oak, "Leo", "Diaz", PHONES[0], role="guardian"),
            make_patient(self.oak, "Tom", "Hill", PHONES[1]),
            make_patient(self.oak, "Ana", "Ruiz", PHONES[2], language="es"),
        ]
        for _ in range(6):
            self.book()

    def live(self, steps: int) -> None:
        """So many random steps, with the laws after each; then everything comes to rest."""
        for _ in range(steps):
            self.now = clock.now() + timedelta(seconds=self.rolls.choice([1, 20, 90]))
            clock.freeze(self.now)
            (act,) = self.rolls.choices([act for act, _ in ACTS], [weight for _, weight in ACTS])
            self.story.append(f"{self.now:%a %H:%M:%S} {act.__name__}")
            act(self)
            self.check(ALWAYS)
        self.come_to_rest()
        self.check(AT_REST)

    # The laws

    def check(self, laws: Any) -> None:
        """AssertionError with the law that is broken and the day so far."""
        values = {"since": self.since, "now": clock.now()}
        with practice_scope(self.oak.id), connection.cursor() as cursor:
            for law, sql in laws.items():
                cursor.execute(sql, values)
                broken = [row[0] for row in cursor.fetchall()]
                assert broken == [], self.tell(f"{law}: {broken}")
            cursor.execute("SELECT coalesce(max(id), 0) FROM messaging_attempt")
            self.since = cursor.fetchone()[0]
            cursor.execute("SELECT count(*) FROM messaging_message WHERE direction = 'in'")
            assert cursor.fetchone()[0] == len(self.stored), self.tell("1 a text is stored once")
            cursor.execute("SELECT id, message_rank(status) FROM messaging_message WHERE direction = 'out'")
            for message_id, rank in cursor.fetchall():
                before = self.ranks.get(message_id, 0)
                assert rank >= before or before < 10, self.tell(f"6 a status moves forward only: {message_id}")
                self.ranks[message_id] = rank
            cursor.execute("SELECT public_id FROM messaging_message WHERE purpose = 'safety'")
            safety = {str(row[0]) for row in cursor.fetchall()}
        twice = [our_id for our_id, times in Counter(self.posted).items() if times > 1 and our_id not in safety]
        assert twice == [], self.tell(f"5 sent twice: {twice}")

    def tell(self, what: str) -> str:
        """The broken law and what led to it."""
        return what + "\n" + "\n".join(self.story[-40:])

    # What happens

    def patient_texts(self) -> None:
        text = InboundText(
            "simulator", f"IN{len(self.stored)}", self.rolls.choice(PHONES), PHONE, self.rolls.choice(WORDS)
        )
        self.story[-1] += f" {text.from_number} {text.body}"
        self.stored.append(text)
        receive.record_inbound(text, self.oak.account.key)

    def carrier_repeats(self) -> None:
        if self.stored:
            assert not receive.record_inbound(self.rolls.choice(self.stored), self.oak.account.key).fresh

    def worker_handles(self) -> None:
        self.mortal(lambda: inbound.drain(self.rolls.randint(1, 3)))

    def worker_wakes(self) -> None:
        self.mortal(lambda: wake_ups.run_due(self.rolls.randint(1, 5)))

    def worker_sends(self) -> None:
        self.mortal(lambda: dispatch.deliver_once(self.rolls.randint(1, 5)))

    def worker_dies_before_the_post(self) -> None:
        dispatch.begin_batch(clock.now(), self.rolls.randint(1, 3))

    def worker_tells(self) -> None:
        self.mortal(lambda: status.drain_moves(self.rolls.randint(1, 10)))

    def worker_looks_around(self) -> None:
        self.mortal(lambda: paging.run_due(5))
        self.mortal(lambda: paging.look_for_trouble(clock.now()))
        self.mortal(lambda: booking.expire_holds(clock.now(), 10))

    def doubt_is_settled(self) -> None:
        self.pauses_are_over()
        self.mortal(lambda: doubt.look(clock.now()))

    def carrier_reports(self) -> None:
        with practice_scope(self.oak.id):
            ids = list(Attempt.objects.values_list("message__public_id", flat=True))
        for our_id in self.rolls.sample(ids, min(3, len(ids))):
            word = self.rolls.choice([Status.QUEUED, Status.SENT, Status.DELIVERED, Status.DELIVERED])
            event = StatusEvent("simulator", carrier_id_for(str(our_id)), str(our_id), word)
            self.mortal(lambda event=event: status.record_status(event, self.oak.account.key))

    def carrier_changes(self) -> None:
        with transaction.atomic():
            CarrierAccount.objects.update(config={"behaviour": self.rolls.choice(PLANS)})

    def time_passes(self) -> None:
        clock.freeze(clock.now() + timedelta(minutes=self.rolls.choice([5, 30, 180, 720, 1440])))

    def staff_act(self) -> None:
        with practice_scope(self.oak.id):
            threads = list(Conversation.objects.order_by("id"))
            visits = list(Appointment.objects.filter(status="booked").order_by("id"))
            who, now = self.oak.anna, clock.now()
            deeds: list[Callable[[], Any]] = [self.book, self.pause_or_resume]
            if threads:
                thread = self.rolls.choice(threads).pk
                deeds += [
                    lambda: staff.reply(thread, who, "We will call you.", now=now),
                    lambda: take_over.take(thread, who, now=now),
                    lambda: take_over.hand_back(thread, who, now=now),
                    lambda: take_over.hand_back(thread, who, now=now),
                    lambda: take_over.end_pause(thread, who, now=now),
                ]
            if visits:
                visit = self.rolls.choice(visits)
                deeds += [
                    lambda: booking.cancel(visit.pk, visit.version, now=now, actor="staff:anna"),
                    lambda: booking.move(visit.pk, visit.version, self.a_slot(), now=now, actor="staff:anna"),
                    lambda: booking.move(visit.pk, visit.version - 1, self.a_slot(), now=now, actor="staff:anna"),
                ]
            deeds.append(
                lambda: opt_out.stop(
                    self.oak.id,
                    self.rolls.choice(PHONES),
                    words="on the phone",
                    why="staff",
                    actor="staff:anna",
                    channel="verbal",
                    at=now,
                )
            )
            with suppress(*REFUSED), transaction.atomic():
                self.rolls.choice(deeds)()

    def book(self) -> None:
        with practice_scope(self.oak.id), suppress(*REFUSED):
            booking.book(
                self.a_slot(), patient_id=self.rolls.choice(self.people).pk, now=clock.now(), actor="staff:anna",
                via="staff",
            )  # fmt: skip

    def pause_or_resume(self) -> None:
        paused = Practice.objects.filter(pk=self.oak.id, paused_at__isnull=False).update(paused_at=None)
        if not paused and self.rolls.random() < 0.3:
            Practice.objects.filter(pk=self.oak.id).update(paused_at=clock.now())
        hours.forget()

    # How

    def a_slot(self) -> Any:
        now = clock.now()
        start = now + timedelta(hours=self.rolls.choice([1, 3, 26, 50, 75, 120]))
        found = free_slots(
            self.oak.visit_type, now=now, start=start, end=start + timedelta(days=4), by_text=False, limit=30
        )
        return self.rolls.choice(found)

    def mortal(self, work: Callable[[], Any]) -> None:
        """Let a worker do it; one in four dies at some statement."""
        at = self.rolls.randint(1, 45) if self.rolls.random() < 0.25 else 0
        with killed_at(at) as life:
            work()
        if life.killed:
            self.story[-1] += f" killed at {at}"

    def pauses_are_over(self) -> None:
        """What waits on wall time, which tests do not move: leases, pauses between tries, a number's pace."""
        with practice_scope(self.oak.id):
            past = clock.wall() - timedelta(minutes=2)
            Attempt.objects.filter(ended_at=None).update(began_at=past, lease_until=past)
            Message.objects.filter(status__in=["unknown", "queued"]).update(retry_at=None)
            Number.objects.update(next_free_at=None)

    def come_to_rest(self) -> None:
        """Everybody lives, nobody does anything new."""
        self.story.append("rest")
        with practice_scope(self.oak.id):
            Practice.objects.update(paused_at=None)
            CarrierAccount.objects.update(config={})
        hours.forget()
        for _ in range(60):
            self.pauses_are_over()
            done = inbound.drain(50) + wake_ups.run_due(50) + paging.run_due(50)
            self.check(ALWAYS)
            done += doubt.expire() + dispatch.deliver_once()
            self.check(ALWAYS)
            done += status.drain_moves()
            if not done:
                return
        raise AssertionError(self.tell("It does not come to rest."))


ACTS: list[tuple[Callable[[Day], None], float]] = [
    (Day.patient_texts, 20),
    (Day.carrier_repeats, 3),
    (Day.worker_handles, 18),
    (Day.worker_wakes, 8),
    (Day.worker_sends, 18),
    (Day.worker_dies_before_the_post, 3),
    (Day.worker_tells, 6),
    (Day.worker_looks_around, 3),
    (Day.doubt_is_settled, 4),
    (Day.carrier_reports, 4),
    (Day.carrier_changes, 4),
    (Day.time_passes, 8),
    (Day.staff_act, 12),
]

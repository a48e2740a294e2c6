"""Play a scenario on the real path: texts are stored, handled, answered and delivered as in production.

The carrier is the simulator, the clock is frozen and moved; nothing else is made up. See README.md for the lines.
"""

from __future__ import annotations

import contextlib
import re
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Min

from replywell.carriers.base import InboundText, Media
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.dialogue import backfills, hours, inbound, paging, staff, take_over, tasks, wake_ups
from replywell.dialogue.models import Task, WakeUp
from replywell.ehr.events import Loaded, loaded
from replywell.messaging import opt_out, receive, status, templates
from replywell.messaging.dispatch import deliver_once
from replywell.messaging.models import Conversation, Message
from replywell.patients.models import ConsentEvent, Contact, ContactLink, Patient
from replywell.practices import triage, triage_tables
from replywell.practices.models import CarrierAccount, Closure, Practice, Practitioner, Staff
from replywell.scheduling import booking
from replywell.scheduling.models import Appointment, AppointmentType
from replywell.scheduling.waitlist_models import Backfill, BackfillRules, WaitlistEntry
from tests.practice import PHONE, Oak, make_patient, make_practice, make_visit
from tests.scenarios.checks import Checks
from tests.scenarios.script import ZONE, Line, ScenarioError, later, moment, read, told

TICK = timedelta(seconds=20)
"""Between one thing a person does and the next."""
STEPS = 40


class Scenario(Checks):
    """One file being played."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.oak: Oak = make_practice()
        self.phones: dict[str, str] = {}  # first name -> phone
        self.seen: set[int] = set()  # texts that a `<` line told of
        self.together = False
        self.held = False
        self.texts = 0
        self.last: InboundText | None = None
        self.line = Line(path.name, 0, "")
        with practice_scope(self.oak.id):
            templates.install(self.oak.id, datetime(2026, 1, 1, tzinfo=UTC))
            Staff.objects.update(email="")

    # Playing

    def play(self) -> None:
        """Every line in order. Raises ScenarioError at the first that is not so."""
        for line in read(self.path):
            self.line = line
            try:
                self._one(line)
            except ScenarioError:
                raise
            except Exception as trouble:
                raise line.wrong(f"{type(trouble).__name__}: {trouble}") from trouble
        self.line = Line(self.path.name, self.line.number + 1, "(the end)")
        self._nothing_unseen()

    def _one(self, line: Line) -> None:
        text = line.text
        for pattern, method in LINES:
            found = re.fullmatch(pattern, text, re.DOTALL)
            if found:
                method(self, *found.groups())
                return
        raise line.wrong("This line is not understood. See tests/scenarios/README.md.")

    def settle(self) -> None:
        """Let everything happen that is due now."""
        for _ in range(STEPS):
            done = inbound.drain(50) + backfills.run_due(50) + wake_ups.run_due(50) + paging.run_due(50)
            if not self.held:
                done += deliver_once()
            done += status.drain_moves()
            if not done:
                return
        raise self.line.wrong("It does not come to rest.")

    def move_to(self, target: datetime) -> None:
        """Move the clock, stopping at everything that is due on the way."""
        if target < clock.now():
            raise self.line.wrong(f"The clock is at {told(clock.now())} and only moves forward.")
        while True:
            now = clock.now()
            step = self._next(now, target)
            clock.freeze(step)
            self.settle()
            if step >= target:
                return

    def _next(self, now: datetime, target: datetime) -> datetime:
        with practice_scope(self.oak.id):
            found = [
                WakeUp.objects.filter(done_at__isnull=True, due_at__gt=now).aggregate(one=Min("due_at"))["one"],
                Message.objects.filter(status="deferred", send_at__gt=now).aggregate(one=Min("send_at"))["one"],
                Task.objects.filter(closed_at__isnull=True, next_page_at__gt=now).aggregate(one=Min("next_page_at"))[
                    "one"
                ],
                Backfill.objects.filter(next_step_at__gt=now).aggregate(one=Min("next_step_at"))["one"],
            ]
            if Conversation.objects.filter(taken_by__isnull=False).exists():
                found.append(now + timedelta(minutes=30))
        due: list[datetime] = [one for one in found if one is not None]
        return min([*due, target])

    def act(self) -> datetime:
        """A person does something a moment later; returns when."""
        if not self.together:
            clock.freeze(clock.now() + TICK)
        return clock.now()

    def done(self) -> None:
        if not self.together:
            self.settle()

    # Who there is

    def set_clock(self, words: str) -> None:
        target = moment(self.line, words)
        if not self.phones and not self.texts:
            clock.freeze(target)
        else:
            self.move_to(target)

    def advance(self, words: str) -> None:
        self.move_to(later(self.line, clock.now(), words))

    def patient(self, first: str, last: str, rest: str, visits: str | None) -> None:
        words = [one.strip() for one in rest.split(",") if one.strip()]
        phone = next((one.replace(" ", "") for one in words if one.startswith("+")), "")
        language = next((one for one in words if re.fullmatch(r"[a-z]{2}", one)), "en")
        known = {"child", "first name ok", "newly enrolled", "no consent", "opted out", "plain accents"}
        for one in words:
            if one not in known and not one.startswith("+") and one != language:
                raise self.line.wrong(f"{one!r} is not understood; there are: {', '.join(sorted(known))}.")
        child = "child" in words
        person = make_patient(
            self.oak, first, last, phone, language=language, consent="no consent" not in words,
            born=date(2018, 6, 1) if child else date(1980, 5, 1), role="guardian" if child else "self",
        )  # fmt: skip
        self.phones.setdefault(first, phone)
        with practice_scope(self.oak.id):
            if "first name ok" in words:
                ContactLink.objects.filter(patient=person).update(first_name_ok=True)
            if "newly enrolled" in words:
                ConsentEvent.objects.create(
                    practice=self.oak.practice, phone=phone, patient_id_then=person.pk, purpose="care", granted=True,
                    words="Text me about my visits.", channel="form", actor="patient",
                    at=clock.now() - timedelta(days=1),
                )  # fmt: skip
            if "opted out" in words:
                opt_out.stop(
                    self.oak.id, phone, words="STOP", why="opt_out", actor="patient", channel="text",
                    at=clock.now() - timedelta(days=30),
                )  # fmt: skip
        for one in (visits or "").split(";"):
            if one.strip():
                self.book(one.strip(), person)
        self.settle()

    def book(self, words: str, person: Patient) -> None:
        found = re.fullmatch(r"loaded visit(?: with (Dr\. \w+))? on (.+)", words)
        if found:
            self.load(moment(self.line, found[2]), person, found[1] != "Dr. Ortiz")
            return
        found = re.fullmatch(r"visit(?: with (Dr\. \w+))? on (.+)", words)
        if not found:
            raise self.line.wrong(f"{words!r}: write it like visit with Dr. Lee on Wed Mar 4 10:00.")
        with practice_scope(self.oak.id):
            booking.book(
                self.slot(moment(self.line, found[2]), found[1]), patient_id=person.pk, now=clock.now(),
                actor="staff:anna", via="staff",
            )  # fmt: skip

    def load(self, at: datetime, person: Patient, with_lee: bool) -> None:
        """A visit as a file brings it, at whatever hour."""
        visit = make_visit(self.oak, person, at, with_lee=with_lee)
        with practice_scope(self.oak.id):
            loaded(Loaded(self.oak.id, (visit.pk,), (), (), clock.now()))

    def practice_is(self, what: str) -> None:
        with practice_scope(self.oak.id):
            kinds, practice = AppointmentType.objects.all(), Practice.objects.filter(pk=self.oak.id)
            if found := re.fullmatch(r"reminds ([\dh /]+) before", what):
                kinds.update(reminders=found[1].replace("/", " ").split())
            elif what == "does not book by text":
                kinds.update(bookable_by_text=False)
            elif found := re.fullmatch(r"texts (\d+) a day and (\d+) a week unasked", what):
                practice.update(caps_a_day=int(found[1]), caps_a_week=int(found[2]))
            elif found := re.fullmatch(r"sees patients up to (\d+) minutes late", what):
                practice.update(late_limit=int(found[1]))
            elif what == "takes CANCEL for the visit":
                practice.update(cancel_word="visit")
            elif found := re.fullmatch(r"uses the (\w+) triage table", what):
                table = triage.shipped()[found[1]]
                triage_tables.add(self.oak.id, table, actor="staff:nia", now=clock.now())
                triage_tables.switch_on(
                    self.oak.id, found[1], 1, reviewed_by="Grace Lee", actor="staff:nia", now=clock.now()
                )
            elif found := re.fullmatch(r"is closed on (\w{3} \w{3} \d+)", what):
                day = moment(self.line, f"{found[1]} 12:00").astimezone(ZONE).date()
                Closure.objects.create(practice=self.oak.practice, day=day, name="Closed")
            elif what == "sees patients by video":
                kinds.update(video=True)
                Practitioner.objects.filter(code="lee").update(video_link="https://video.example.test/lee")
            elif found := re.fullmatch(r"fills freed slots, (\d+) at a time", what):
                BackfillRules.objects.update_or_create(
                    practice=self.oak.practice, defaults={"group_size": int(found[1])}
                )
            elif what == "sends plain accents":
                practice.update(plain_accents=True)
            elif what == "pauses texting":
                practice.update(paused_at=clock.now(), paused_reason="trouble")
            elif what == "resumes texting":
                practice.update(paused_at=None)
                Message.objects.filter(status="deferred", gate_reason="practice_paused").update(send_at=clock.now())
            else:
                raise self.line.wrong(f"What a practice can do is in the README; {what!r} is not there.")
        hours.forget()
        self.settle()

    def waits(self, name: str, earlier: str | None, who: str | None, begins: str | None, ends: str | None) -> None:
        """On the waitlist; with an earlier visit, the next one is brought forward. Their consent may name hours."""
        now = self.act()
        with practice_scope(self.oak.id):
            person = Patient.objects.get(first_name=name)
            link = ContactLink.objects.select_related("contact").get(patient=person)
            ahead = Appointment.objects.filter(patient=person, status="booked", starts_at__gt=now)
            doctor = {"Dr. Lee": self.oak.lee, "Dr. Ortiz": self.oak.ortiz}.get(who or "")
            WaitlistEntry.objects.create(
                practice=self.oak.practice, patient=person, contact=link.contact, type=self.oak.visit_type,
                visit=ahead.order_by("starts_at").first() if earlier else None, practitioner=doctor, joined_at=now,
                joined_via="staff", text_from=begins, text_until=ends,
            )  # fmt: skip
            ConsentEvent.objects.create(
                practice=self.oak.practice, phone=link.contact.phone, patient_id_then=person.pk, purpose="waitlist",
                granted=True, words="Text me earlier times.", channel="form", actor="patient", at=now,
            )  # fmt: skip
        self.done()

    def full(self, start: str, end: str) -> None:
        """Both practitioners' calendars are booked out between two moments of open time."""
        other = make_patient(self.oak, "Full", f"Calendar{self.texts}", f"+1212555{9000 + self.texts}", consent=False)
        self.texts += 1
        at, until = moment(self.line, start), moment(self.line, end)
        while at < until:
            for with_lee in (True, False):
                with practice_scope(self.oak.id), contextlib.suppress(IntegrityError), transaction.atomic():
                    make_visit(self.oak, other, at, with_lee=with_lee)
            at += timedelta(minutes=30)

    # What patients do

    def says(self, name: str | None, notes: str | None, words: str) -> None:
        self.act()
        self.texts += 1
        media: tuple[Media, ...] = ()
        answered: Any = None
        for note in re.findall(r"\[([^\]]+)\]", notes or ""):
            if note == "picture":
                media = (Media("https://example.test/1", "image/jpeg"),)
            elif found := re.fullmatch(r"the carrier answered (stop|start|help) itself", note):
                answered = found[1]
            else:
                raise self.line.wrong(f"[{note}] is not understood.")
        self.last = InboundText(
            "simulator", f"IN{self.texts}", self.phone(name), PHONE, words.strip(), media=media,
            carrier_answered=answered,
        )  # fmt: skip
        self._store(self.last)
        self.done()

    def says_often(self, name: str | None, count: str, words: str) -> None:
        for _ in range(int(count)):
            self.says(name, None, words)

    def repeats(self) -> None:
        """The carrier hands over the last text once more."""
        assert self.last is not None
        if self._store(self.last).fresh:
            raise self.line.wrong("The same text was stored twice.")
        self.settle()

    def _store(self, text: InboundText) -> receive.Stored:
        return receive.record_inbound(text, self.oak.account.key)

    def begin_together(self) -> None:
        clock.freeze(clock.now() + TICK)
        self.together = True

    def go(self) -> None:
        """What was said together is handled by two workers at once."""
        self.together = False
        trouble: list[Exception] = []

        def work() -> None:
            try:
                inbound.drain(50)
            except Exception as one:
                trouble.append(one)
            finally:
                connection.close()

        threads = [threading.Thread(target=work) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if trouble:
            raise trouble[0]
        self.settle()

    # What staff and the carrier do

    def as_staff(self, what: Callable[[Staff, datetime], object]) -> None:
        now = self.act()
        with practice_scope(self.oak.id):
            what(Staff.objects.get(pk=self.oak.anna.pk), now)
        self.done()

    def takes_over(self, name: str | None) -> None:
        self.as_staff(lambda who, now: take_over.take(self.thread_of(name).pk, who, now=now))

    def hands_back(self, name: str | None) -> None:
        self.as_staff(lambda who, now: take_over.hand_back(self.thread_of(name).pk, who, now=now))

    def ends_pause(self, name: str | None) -> None:
        self.as_staff(lambda who, now: take_over.end_pause(self.thread_of(name).pk, who, now=now))

    def takes_task(self, reason: str) -> None:
        self.as_staff(lambda who, now: tasks.take(self._task(reason).pk, who, now=now))

    def _task(self, reason: str) -> Task:
        found = Task.objects.filter(closed_at__isnull=True, reason=reason).first()
        if found is None:
            raise self.line.wrong(f"There is no open task {reason}; there are: {self._tasks()}")
        return found

    def staff_says(self, name: str | None, words: str) -> None:
        self.as_staff(lambda who, now: staff.reply(self.thread_of(name).pk, who, words, now=now))

    def staff_moves(self, old: str, new: str) -> None:
        at, to = moment(self.line, old), moment(self.line, new)
        visit = self._visit(at)
        self.as_staff(
            lambda who, now: booking.move(visit.pk, visit.version, self.slot(to), now=now, actor=f"staff:{who.code}")
        )

    def staff_cancels(self, when: str) -> None:
        visit = self._visit(moment(self.line, when))
        self.as_staff(lambda who, now: booking.cancel(visit.pk, visit.version, now=now, actor=f"staff:{who.code}"))

    def staff_books(self, words: str, name: str) -> None:
        self.act()
        with practice_scope(self.oak.id):
            person = Patient.objects.get(first_name=name)
        self.book(words, person)
        self.done()

    def verified(self, name: str | None) -> None:
        phone = self.phone(name)
        self.as_staff(lambda who, now: staff.number_verified(Contact.objects.get(phone=phone).pk, who, now=now))

    def _visit(self, at: datetime) -> Appointment:
        with practice_scope(self.oak.id):
            found = Appointment.objects.filter(starts_at=at, status="booked").first()
        if found is None:
            raise self.line.wrong(f"No visit is booked at {told(at)}; there are: {self._visits()}")
        return found

    def carrier(self, what: str) -> None:
        if what == "holds our texts":
            self.held = True
            return
        self.held = False
        plan: dict[str, Any] = {}
        if found := re.fullmatch(r"(rejects|loses) our texts: (\w+)", what):
            plan = {"answer": "reject", "code": found[2]}
            if found[1] == "loses":
                plan = {"fails_later": True, "code": found[2]}
        elif what == "reports everything twice":
            plan = {"duplicate_statuses": True, "reorder_statuses": True}
        elif what not in ("works", "lets our texts go"):
            raise self.line.wrong(f"What a carrier can do is in the README; {what!r} is not there.")
        with transaction.atomic():
            CarrierAccount.objects.filter(pk=self.oak.account.pk).update(config={"behaviour": plan})
        if what == "lets our texts go":
            self.act()
            self.settle()


NAME = r"(?:(\+1[\d ]+|[A-Z]\w+) ?)?"
OF = r"(?: (?:for|of) (\+1[\d ]+|[A-Z]\w+))?"
LINES: list[tuple[str, Callable[..., None]]] = [
    (r"clock (.+)", Scenario.set_clock),
    (r"\+(\d+ ?\w+)", Scenario.advance),
    (r"the practice (.+)", Scenario.practice_is),
    (r"the calendar is full from (.+) to (.+)", Scenario.full),
    (r"together", Scenario.begin_together),
    (r"go", Scenario.go),
    (NAME + r"x(\d+)> (.+)", Scenario.says_often),
    (NAME + r"> ((?:\[[^\]]+\] ?)+)?(.*)", Scenario.says),
    (NAME + r"< (.+)", Scenario.hears),
    (r"the carrier repeats that text", Scenario.repeats),
    (r"the carrier (.+)", Scenario.carrier),
    (r"staff takes over" + OF, Scenario.takes_over),
    (r"staff hands back" + OF, Scenario.hands_back),
    (r"staff ends the pause" + OF, Scenario.ends_pause),
    (r"staff takes the task (\w+)", Scenario.takes_task),
    (r"staff moves the visit (.+) to (.+)", Scenario.staff_moves),
    (r"staff cancels the visit (.+)", Scenario.staff_cancels),
    (r"staff books a (visit .+) for (\w+)", Scenario.staff_books),
    (r"staff verifies the number" + OF, Scenario.verified),
    (r"staff(?: to (\+1[\d ]+|\w+))?: (.+)", Scenario.staff_says),
    (r"= (?:([A-Z]\w+): )?visit (.+ \d+:\d\d(?: [ap]m)?(?: again)?) (.+)", Scenario.visit_is),
    (r"= no visit" + OF, Scenario.no_visit),
    (r"= slot (.+ \d+:\d\d(?: [ap]m)?)(?: with (Dr\. \w+))? (free|taken)", Scenario.slot_is),
    (r"= task ([\w ]+: \w+)(?: \"(.+)\")?", Scenario.task),
    (r"= no task( \w+)?", Scenario.no_task),
    (r"= state (\w+) (.+)", Scenario.state_is),
    (r"= (not )?suppressed" + OF, Scenario.suppressed),
    (r"= page to (Nia|Anna)", Scenario.paged),
    (r"= no page", Scenario.nobody_paged),
    (r"= not sent: (\w+)", Scenario.not_sent),
    (r"= language (\w+)", Scenario.language_is),
    (r"= (not )?paused", Scenario.paused),
    (r"= one segment", Scenario.one_segment),
    (
        r"([A-Z]\w+) waits for an? (earlier )?visit(?: with (Dr\. \w+))?(?:, texts (\d+:\d\d)-(\d+:\d\d))?",
        Scenario.waits,
    ),
    (r"= ([A-Z]\w+) waits( no more)?(?: \((\w+)\))?", Scenario.waits_still),
    (r"= backfill of (.+ \d+:\d\d(?: [ap]m)?) (\w+)(?: \((\w+)\))?", Scenario.backfill_is),
    (r"= one of (\w+), (\w+) hears: (.+)", Scenario.one_hears),
    (r"= (\d+) texts? stored", Scenario.stored),
    (r"= everything handled", Scenario.handled),
    (r"([A-Z]\w+) ([A-Z][\w'-]+), ([^:]+)(?:: (.+))?", Scenario.patient),
]
"""Every kind of line, in the order in which they are tried."""

__all__ = ["ZONE", "Scenario"]

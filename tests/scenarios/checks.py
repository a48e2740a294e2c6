"""What a scenario says must be so: the texts that left, visits, slots, tasks, suppression, pages."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.dialogue.models import Task, WorkflowRun
from replywell.messaging.models import Conversation, Message
from replywell.patients.models import Suppression
from replywell.scheduling.free_slots import Slot
from replywell.scheduling.models import Appointment, AppointmentType, Occupancy
from replywell.scheduling.waitlist_models import Backfill, WaitlistEntry
from tests.practice import Oak
from tests.scenarios.script import Line, like, moment, told

LEFT = ("accepted", "sent", "delivered", "undelivered")


class Checks:
    """The practice being played with, and questions about it."""

    oak: Oak
    line: Line
    phones: dict[str, str]  # first name -> phone
    seen: set[int]  # texts that a `<` line told of

    @property
    def first(self) -> str:
        if not self.phones:
            raise self.line.wrong("Nobody has a phone yet: begin with a patient.")
        return next(iter(self.phones))

    def phone(self, name: str | None) -> str:
        who = (name or self.first).strip()
        if who not in self.phones:
            if re.fullmatch(r"\+1[\d ]+", who):
                return who.replace(" ", "")
            raise self.line.wrong(f"Nobody is called {who}; there are {', '.join(self.phones)}.")
        return self.phones[who]

    def slot(self, at: datetime, who: str | None = None) -> Slot:
        ortiz = who == "Dr. Ortiz"
        doctor = self.oak.ortiz if ortiz else self.oak.lee
        schedule = self.oak.ortiz_schedule if ortiz else self.oak.lee_schedule
        kind = AppointmentType.objects.get(pk=self.oak.visit_type.pk)
        return Slot(at, at + timedelta(minutes=kind.minutes), kind.pk, doctor.pk, self.oak.location.pk, (schedule.pk,))

    def thread_of(self, name: str | None) -> Conversation:
        return Conversation.objects.get(contact__phone=self.phone(name))

    def _left(self, phone: str) -> list[Message]:
        with practice_scope(self.oak.id):
            found = Message.objects.filter(direction="out", phone=phone, status__in=LEFT)
            return list(found.order_by("accepted_at", "id"))

    def hears(self, name: str | None, words: str) -> None:
        phone = self.phone(name)
        waiting = [one for one in self._left(phone) if one.pk not in self.seen]
        if words.strip() == "nothing":
            if waiting:
                raise self.line.wrong(f"This left: {waiting[0].body!r}")
            return
        if not waiting:
            raise self.line.wrong(f"No text left at {told(clock.now())}. {self._why(phone)}")
        self.seen.add(waiting[0].pk)
        if not like(words, waiting[0].body):
            raise self.line.wrong(f"What left instead: {waiting[0].body!r}")

    def waits_still(self, name: str, no_more: str | None, why: str | None) -> None:
        with practice_scope(self.oak.id):
            found = WaitlistEntry.objects.filter(patient__first_name=name).order_by("-id").first()
        if found is None or (found.status == "waiting") == bool(no_more) or (why and found.left_why != why):
            raise self.line.wrong(f"{name} on the waitlist: {found and (found.status, found.left_why)}")

    def backfill_is(self, when: str, status: str, why: str | None) -> None:
        with practice_scope(self.oak.id):
            found = Backfill.objects.filter(starts_at=moment(self.line, when)).order_by("-id").first()
        if found is None or found.status != status or (why and found.ended_why != why):
            raise self.line.wrong(f"That backfill: {found and (found.status, found.ended_why, found.next_step_at)}")

    def one_hears(self, one: str, other: str, words: str) -> None:
        """Whoever it was: one of the two got such a text."""
        heard = []
        for name in (one, other):
            for message in self._left(self.phone(name)):
                if message.pk not in self.seen and like(words, message.body):
                    self.seen.add(message.pk)
                    return
                heard.append(message.body)
        raise self.line.wrong(f"What left: {heard}")

    def _why(self, phone: str) -> str:
        with practice_scope(self.oak.id):
            rest = Message.objects.filter(direction="out", phone=phone).exclude(status__in=LEFT).order_by("-id")
            return (
                " ".join(
                    f"[{one.status} {one.gate_reason} until {told(one.send_at) if one.send_at else '-'}: {one.body!r}]"
                    for one in rest[:2]
                )
                + f" Tasks: {self._tasks()}"
            )

    def _nothing_unseen(self) -> None:
        ours = {self.oak.anna.phone, self.oak.nurse.phone}
        for phone in {*self.phones.values()} - ours:
            for message in self._left(phone):
                if message.pk not in self.seen:
                    raise self.line.wrong(f"A text to {phone} that no line tells of: {message.body!r}")

    def visit_is(self, name: str | None, when: str, what: str) -> None:
        at = moment(self.line, when)
        with practice_scope(self.oak.id):
            found = Appointment.objects.filter(starts_at=at).select_related("patient").order_by("-id")
            if name:
                found = found.filter(patient__first_name=name.strip())
            visit = found.first()
        if visit is None:
            raise self.line.wrong(f"There is no visit at {told(at)}; there are: {self._visits()}")
        states = {visit.status, visit.confirmation if visit.status == "booked" else ""}
        if visit.late_minutes:
            states.add(f"{visit.late_minutes} minutes late")
        if what.strip() not in states:
            raise self.line.wrong(f"It is {', '.join(sorted(states - {''}))}.")

    def no_visit(self, name: str | None) -> None:
        with practice_scope(self.oak.id):
            found = Appointment.objects.filter(status="booked", starts_at__gt=clock.now())
            found = found.filter(patient__first_name=(name or self.first).strip())
            if found.exists():
                raise self.line.wrong(f"There are: {self._visits()}")

    def slot_is(self, when: str, who: str | None, what: str) -> None:
        at = moment(self.line, when)
        with practice_scope(self.oak.id):
            wanted = self.slot(at, who)
            taken = Occupancy.objects.filter(
                schedule_id__in=wanted.schedule_ids, occupies=True, starts_at__lt=wanted.ends_at, ends_at__gt=at
            ).exists()
        if taken != (what == "taken"):
            raise self.line.wrong(f"It is {'taken' if taken else 'free'}.")

    def _visits(self) -> str:
        with practice_scope(self.oak.id):
            rows = Appointment.objects.exclude(patient__first_name="Full").select_related("patient")
            return "; ".join(
                f"{one.patient.first_name if one.patient else '-'} {told(one.starts_at)} {one.status} "
                f"{one.confirmation}"
                for one in rows.order_by("starts_at")[:8]
            )

    def _tasks(self) -> str:
        with practice_scope(self.oak.id):
            rows = Task.objects.filter(closed_at__isnull=True).order_by("id")
            return "; ".join(f"{one.queue}: {one.reason} ({one.summary})" for one in rows) or "none"

    def task(self, what: str, words: str | None) -> None:
        queue, _, reason = (part.strip() for part in what.partition(":"))
        with practice_scope(self.oak.id):
            found = list(Task.objects.filter(closed_at__isnull=True, queue=queue.replace(" ", "_")))
        if not any(one.reason == reason and (not words or like(words, one.summary)) for one in found):
            raise self.line.wrong(f"Open tasks: {self._tasks()}")

    def no_task(self, reason: str | None) -> None:
        with practice_scope(self.oak.id):
            found = Task.objects.filter(closed_at__isnull=True)
            if (found.filter(reason=reason.strip()) if reason else found).exists():
                raise self.line.wrong(f"Open tasks: {self._tasks()}")

    def state_is(self, workflow: str, state: str) -> None:
        with practice_scope(self.oak.id):
            run = WorkflowRun.objects.filter(workflow=workflow).order_by("-id").first()
        now = "none" if run is None else f"ended ({run.ended_why})" if run.ended_at else run.state
        if now != state.strip():
            raise self.line.wrong(f"It is {now}.")

    def suppressed(self, no: str | None, name: str | None) -> None:
        with practice_scope(self.oak.id):
            is_so = Suppression.objects.filter(phone=self.phone(name), lifted_at__isnull=True).exists()
        if is_so == bool(no):
            raise self.line.wrong("The number is suppressed." if is_so else "The number is not suppressed.")

    def paged(self, name: str) -> None:
        who = {"Nia": self.oak.nurse, "Anna": self.oak.anna}[name]
        if not self._left(who.phone):
            raise self.line.wrong(f"No page left to {name}.")

    def nobody_paged(self) -> None:
        if self._left(self.oak.nurse.phone) + self._left(self.oak.anna.phone):
            raise self.line.wrong("Somebody was paged.")

    def not_sent(self, reason: str) -> None:
        with practice_scope(self.oak.id):
            rows = Message.objects.filter(direction="out").exclude(status__in=LEFT)
            found = list(rows.values_list("gate_reason", flat=True))
        if reason.strip() not in found:
            raise self.line.wrong(f"Texts that have not left: {found}")

    def language_is(self, language: str) -> None:
        with practice_scope(self.oak.id):
            now = self.thread_of(None).language
        if now != language:
            raise self.line.wrong(f"It is {now!r}.")

    def paused(self, no: str | None) -> None:
        with practice_scope(self.oak.id):
            is_so = self.thread_of(None).paused_at is not None
        if is_so == bool(no):
            raise self.line.wrong("Automation is paused." if is_so else "Automation is not paused.")

    def one_segment(self) -> None:
        with practice_scope(self.oak.id):
            last = Message.objects.filter(direction="out", status__in=LEFT, pk__in=self.seen).order_by("-id").first()
        if last is None or last.segments != 1:
            raise self.line.wrong(
                f"The last text has {last.segments if last else 0} segments ({last and last.encoding})."
            )

    def stored(self, count: str) -> None:
        with practice_scope(self.oak.id):
            found = Message.objects.filter(direction="in").count()
        if found != int(count):
            raise self.line.wrong(f"{found} texts are stored.")

    def handled(self) -> None:
        with practice_scope(self.oak.id):
            left = Message.objects.filter(direction="in", handled_at__isnull=True).count()
        if left:
            raise self.line.wrong(f"{left} texts wait to be handled.")

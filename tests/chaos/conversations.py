"""Two hundred patients who text at once, and a practice with room for all of them."""

import random
import sys
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from datetime import time as wall
from zoneinfo import ZoneInfo

from tests.fakes.fake_twilio import ACCOUNT_SID, FakeTwilio

PHONE = "+12125550100"
ZONE = ZoneInfo("America/New_York")


def phone_of(number: int) -> str:
    """The phone of patient `number`."""
    return f"+1917555{number:04d}"


def prepare(patients: int) -> None:
    """Run in a process with Django: the practice (one practitioner per 60 patients), patients, visits in a week."""
    from psycopg.types.range import TimestamptzRange

    from replywell.common import clock
    from replywell.common.tenancy import practice_scope
    from replywell.messaging import templates
    from replywell.practices.models import CarrierAccount, Practitioner
    from replywell.scheduling.models import Appointment, Occupancy, Schedule, Session, TypeNeeds
    from tests.practice import make_patient, make_practice

    oak = make_practice(carrier="twilio")
    CarrierAccount.objects.filter(pk=oak.account.pk).update(config={"account_sid": ACCOUNT_SID})
    now = clock.now()
    monday = now.astimezone(ZONE).date() + timedelta(days=7 - now.astimezone(ZONE).weekday() + 7)
    starts = [
        datetime.combine(monday + timedelta(days=day), wall(hour, minute), ZONE).astimezone(UTC)
        for day in range(5) for hour in (8, 9, 10, 11, 13, 14) for minute in (0, 30)
    ]  # fmt: skip
    with practice_scope(oak.id):
        templates.install(oak.id, now)
        for number in range(patients):
            if number % len(starts) == 0:
                who = Practitioner.objects.create(
                    practice=oak.practice, code=f"p{number}", name=f"P {number}", text_name=f"Dr. P{number}"
                )
                schedule = Schedule.objects.create(
                    practice=oak.practice,
                    code=f"p{number}",
                    name=who.name,
                    kind="practitioner",
                    practitioner=who,
                    location=oak.location,
                )
                TypeNeeds.objects.create(
                    practice=oak.practice, type=oak.visit_type, part="practitioner", schedule=schedule
                )
                Session.objects.bulk_create(
                    Session(practice=oak.practice, schedule=schedule, weekday=day, starts=wall(8), ends=wall(17))
                    for day in range(5)
                )
            patient = make_patient(
                oak, f"Pat{number}", "Roe", phone_of(number), chart_id=f"c{number}", born=date(1980, 1, 1)
            )
            begins = starts[number % len(starts)]
            visit = Appointment.objects.create(
                practice=oak.practice,
                patient=patient,
                type=oak.visit_type,
                location=oak.location,
                practitioner=who,
                starts_at=begins,
                ends_at=begins + timedelta(minutes=30),
                status="booked",
            )
            Occupancy.objects.create(
                practice=oak.practice,
                appointment=visit,
                schedule=schedule,
                period=TimestamptzRange(begins, begins + timedelta(minutes=30)),
            )


@dataclass
class Talk:
    """What one patient texted and got."""

    phone: str
    sent: list[str] = field(default_factory=list)
    got: list[str] = field(default_factory=list)
    stopped_at: float | None = None
    stuck: str = ""


class Patients:
    """Each talks in a thread: asks to move, picks, and every fourth says stop."""

    def __init__(self, fake: FakeTwilio, count: int, at_once: int, patience: float) -> None:
        self.fake, self.patience = fake, patience
        self.talks = [Talk(phone_of(number)) for number in range(count)]
        self._room = threading.Semaphore(at_once)
        self._random = random.Random(7)
        self._threads = [threading.Thread(target=self._talk, args=(talk, n)) for n, talk in enumerate(self.talks)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def finished(self) -> bool:
        return not any(thread.is_alive() for thread in self._threads)

    def _talk(self, talk: Talk, number: int) -> None:
        with self._room:
            if not self._ask(talk, "I need to move my appointment to Thursday"):
                return
            if not self._ask(talk, "1"):
                return
            if number % 4 == 0:
                # A second thought, unanswered, with STOP on its heels: nothing may follow but the confirmation.
                self._text(talk, "can I come on Friday instead")
                self._text(talk, "STOP")
                talk.stopped_at = time.time()

    def _text(self, talk: Talk, body: str) -> None:
        talk.sent.append(body)
        delivery = self.fake.receive_from_patient(talk.phone, PHONE, body)
        if not delivery.ok:
            print(f"webhook given up: {delivery.attempts}", file=sys.stderr)

    def _ask(self, talk: Talk, body: str) -> bool:
        before = len(self.received(talk.phone))
        self._text(talk, body)
        end = time.monotonic() + self.patience
        while time.monotonic() < end:
            talk.got = self.received(talk.phone)
            if len(talk.got) > before:
                return True
            time.sleep(0.05)
        talk.stuck = f"no answer to {body!r}"
        return False

    def received(self, phone: str) -> list[str]:
        return [item["form"]["Body"] for item in list(self.fake.sent) if item["form"]["To"] == phone]

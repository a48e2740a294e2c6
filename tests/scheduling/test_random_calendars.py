"""Random calendars against a model that looks at one moment after the other, and knows nothing of stretches."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.types.range import TimestamptzRange

from replywell.common.clock import at_wall
from replywell.common.tenancy import practice_scope
from replywell.patients.models import Patient
from replywell.practices.create import create_practice
from replywell.practices.models import Closure, Location, Practitioner
from replywell.scheduling import booking
from replywell.scheduling.free_slots import Slot, free_slots
from replywell.scheduling.models import (
    Appointment,
    AppointmentType,
    Occupancy,
    Schedule,
    Session,
    SessionException,
    TypeNeeds,
)

QUARTER = timedelta(minutes=15)
MOMENT = timedelta(minutes=5)
# Sundays on which the offset changes, and a week without any.
CHANGES = [
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Europe/London", date(2026, 3, 29)),
    ("Europe/London", date(2026, 10, 25)),
    ("America/Phoenix", date(2026, 5, 3)),
]
# No session begins or ends inside an hour that is skipped or doubled; many lie across it.
HOURS = [0, 3, 5, 8, 9, 12, 13, 17, 20, 23]


@dataclass(frozen=True)
class Hours:
    """A stretch of a day's wall time."""

    starts: time
    ends: time

    def holds(self, wall: time) -> bool:
        return self.starts <= wall < self.ends


@dataclass(frozen=True)
class Weekly:
    weekday: int
    hours: Hours
    valid_from: date | None
    valid_until: date | None
    for_us: bool


@dataclass(frozen=True)
class Different:
    """An exception, `days` after the first day. Without hours: the whole day off."""

    days: int
    working: bool
    hours: Hours | None


@dataclass(frozen=True)
class Visit:
    """Something in the calendar: `start` in quarters since the first midnight."""

    start: int
    minutes: int
    status: str


@dataclass(frozen=True)
class Plan:
    """One schedule."""

    weekly: list[Weekly]
    different: list[Different]
    visits: list[Visit]


@dataclass(frozen=True)
class Case:
    zone: str
    change: date
    minutes: int
    before: int
    after: int
    plans: list[Plan]
    rooms: list[Plan]
    closed: set[int]
    now: int


hours = (
    st.tuples(st.sampled_from(HOURS), st.sampled_from(HOURS), st.sampled_from([0, 15, 30]))
    .filter(lambda found: found[0] < found[1])
    .map(lambda found: Hours(time(found[0]), time(found[1], found[2] if found[1] > 3 else 0)))
)


def sessions(change: date) -> st.SearchStrategy[list[Weekly]]:
    some_day = st.none() | st.integers(-2, 2).map(lambda days: change + timedelta(days=days))
    weekday = st.sampled_from([5, 6, 6, 0])
    return st.lists(
        st.builds(Weekly, weekday, hours, some_day, some_day, st.sampled_from([True, True, True, False])), max_size=5
    )


def plans(change: date) -> st.SearchStrategy[Plan]:
    different = st.builds(Different, st.integers(0, 2), st.just(False), st.none() | hours) | st.builds(
        Different, st.integers(0, 2), st.just(True), hours
    )
    visits = st.builds(
        Visit,
        st.integers(0, 3 * 96),
        st.sampled_from([10, 30, 60, 200]),
        st.sampled_from(["booked", "booked", "arrived", "held", "run out", "over", "cancelled", "noshow"]),
    )
    return st.builds(Plan, sessions(change), st.lists(different, max_size=2), st.lists(visits, max_size=6))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    zone, change = draw(st.sampled_from(CHANGES))
    return Case(
        zone,
        change,
        draw(st.sampled_from([15, 30, 45])),
        draw(st.sampled_from([0, 0, 5, 15])),
        draw(st.sampled_from([0, 0, 10])),
        draw(st.lists(plans(change), min_size=1, max_size=2)),
        draw(st.just([]) | st.lists(plans(change), min_size=1, max_size=2)),
        draw(st.sets(st.integers(0, 2), max_size=1)),
        draw(st.sampled_from([0, 0, 110, 150])),
    )


class Model:
    """What is free, moment by moment."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.zone = ZoneInfo(case.zone)
        self.first_day = case.change - timedelta(days=1)
        self.start = at_wall(datetime.combine(self.first_day, time()), self.zone)
        self.end = at_wall(datetime.combine(self.first_day + timedelta(days=3), time()), self.zone)
        self.now = self.start + case.now * QUARTER
        self.busy: dict[int, list[tuple[datetime, datetime]]] = {}
        self.plan_of: dict[int, Plan] = {}
        self.leads: dict[int, int] = {}
        self.rooms: list[int] = []

    def works(self, key: int, moment: datetime, *, room: bool) -> bool:
        local = moment.astimezone(self.zone)
        day, wall, plan = local.date(), local.time(), self.plan_of[key]
        if (day - self.first_day).days in self.case.closed:
            return False
        today = [one for one in plan.different if self.first_day + timedelta(days=one.days) == day]
        if any(not one.working and (one.hours is None or one.hours.holds(wall)) for one in today):
            return False
        if any(one.working and one.hours is not None and one.hours.holds(wall) for one in today):
            return True
        if room and not plan.weekly:
            return True
        return any(
            one.weekday == day.weekday()
            and one.for_us
            and one.hours.holds(wall)
            and (one.valid_from is None or one.valid_from <= day)
            and (one.valid_until is None or day <= one.valid_until)
            for one in plan.weekly
        )

    def free(self, key: int, start: datetime, end: datetime, *, room: bool) -> bool:
        if any(begins < end and start < ends for begins, ends in self.busy.get(key, ())):
            return False
        moments = range(int((end - start) / MOMENT))
        return all(self.works(key, start + count * MOMENT, room=room) for count in moments)

    def slots(self) -> set[tuple[datetime, int]]:
        """(start, practitioner) of everything that can be booked. Sessions begin at quarters: so does every slot."""
        found = set()
        before = timedelta(minutes=self.case.before)
        after = timedelta(minutes=self.case.minutes + self.case.after)
        moment = self.start
        while moment < self.end:
            if moment >= self.now and not moment.astimezone(self.zone).fold:
                for key, practitioner in self.leads.items():
                    if self.free(key, moment - before, moment + after, room=False) and (
                        not self.rooms
                        or any(self.free(room, moment - before, moment + after, room=True) for room in self.rooms)
                    ):
                        found.add((moment, practitioner))
            moment += QUARTER
        return found


@contextmanager
def calendar(case: Case) -> Iterator[tuple[Model, AppointmentType, Patient]]:
    """The case as rows, gone afterwards."""
    with transaction.atomic():
        practice = create_practice(uuid4().hex, name="P", text_name="P", phone="+12125550100", zone=case.zone)
        with practice_scope(practice.pk):
            own: dict[str, Any] = {"practice": practice}
            model = Model(case)
            place = Location.objects.create(**own, code="m", name="M", zone=case.zone)
            kind = AppointmentType.objects.create(
                **own,
                code="us",
                name="Visit",
                minutes=case.minutes,
                buffer_before=case.before,
                buffer_after=case.after,
            )
            patient = Patient.objects.create(**own, chart_id="1", first_name="A", last_name="B")
            for number, plan in enumerate([*case.plans, *case.rooms]):
                is_room = number >= len(case.plans)
                who = None if is_room else Practitioner.objects.create(**own, code=str(number), name="D", text_name="D")
                schedule = Schedule.objects.create(
                    **own,
                    code=str(number),
                    name="S",
                    kind="room" if is_room else "practitioner",
                    practitioner=who,
                    location=place,
                )
                TypeNeeds.objects.create(
                    **own, type=kind, part="room" if is_room else "practitioner", schedule=schedule
                )
                model.plan_of[schedule.pk] = plan
                if who is None:
                    model.rooms.append(schedule.pk)
                else:
                    model.leads[schedule.pk] = who.pk
                _write(plan, schedule, kind, model, own)
            for days in case.closed:
                Closure.objects.create(**own, location=None, day=model.first_day + timedelta(days=days), name="C")
            yield model, kind, patient
        transaction.set_rollback(True)


def _write(plan: Plan, schedule: Schedule, kind: AppointmentType, model: Model, own: dict[str, Any]) -> None:
    Session.objects.bulk_create(
        Session(
            **own,
            schedule=schedule,
            weekday=one.weekday,
            starts=one.hours.starts,
            ends=one.hours.ends,
            valid_from=one.valid_from,
            valid_until=one.valid_until,
            types=[] if one.for_us else ["others"],
        )
        for one in plan.weekly
    )
    SessionException.objects.bulk_create(
        SessionException(
            **own,
            schedule=schedule,
            day=model.first_day + timedelta(days=one.days),
            working=one.working,
            starts=one.hours and one.hours.starts,
            ends=one.hours and one.hours.ends,
        )
        for one in plan.different
    )
    for one in plan.visits:
        start = model.start + one.start * QUARTER
        end = start + timedelta(minutes=one.minutes)
        held = one.status in ("held", "run out")
        try:
            with transaction.atomic():
                visit = Appointment.objects.create(
                    **own,
                    type=kind,
                    location_id=schedule.location_id,
                    practitioner_id=schedule.practitioner_id,
                    starts_at=start,
                    ends_at=end,
                    status="held" if held else "booked" if one.status == "over" else one.status,
                    overbooked=one.status == "over",
                    hold_expires_at=model.now + (QUARTER if one.status == "held" else timedelta(0)) if held else None,
                )
                Occupancy.objects.create(
                    **own, appointment=visit, schedule=schedule, period=TimestamptzRange(start, end)
                )
        except IntegrityError:
            continue  # it would overlap another one
        if one.status in ("booked", "arrived", "held", "over"):
            model.busy.setdefault(schedule.pk, []).append((start, end))


def starts(slots: list[Slot]) -> list[tuple[datetime, int]]:
    return [(slot.starts_at, slot.practitioner_id or 0) for slot in slots]


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(case=cases(), data=st.data())
def test_what_is_free_is_what_the_model_says_also_after_booking(db: None, case: Case, data: st.DataObject) -> None:
    with calendar(case) as (model, kind, patient):

        def search() -> list[Slot]:
            return free_slots(kind, now=model.now, start=model.start, end=model.end, by_text=False)

        slots = search()
        assert set(starts(slots)) == model.slots()
        assert len(set(starts(slots))) == len(slots)
        assert slots == sorted(slots, key=lambda slot: slot.starts_at)
        for slot in slots:
            # What a text says is what is meant: the wall time leads back to the same moment.
            local = slot.starts_at.astimezone(model.zone)
            assert at_wall(local.replace(tzinfo=None), model.zone) == slot.starts_at
        for _ in range(2):
            if not slots:
                break
            slot = data.draw(st.sampled_from(slots))
            visit = booking.book(slot, patient_id=patient.pk, now=model.now, actor="staff:1", via="staff")
            assert (visit.starts_at, visit.practitioner_id) == (slot.starts_at, slot.practitioner_id)
            for taken in Occupancy.objects.filter(appointment=visit):
                assert taken.schedule_id in model.plan_of
                model.busy.setdefault(taken.schedule_id, []).append((taken.period.lower, taken.period.upper))
            slots = search()
            assert set(starts(slots)) == model.slots()


@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(case=cases(), data=st.data())
def test_booking_and_cancelling_lead_back_to_the_same_calendar(db: None, case: Case, data: st.DataObject) -> None:
    with calendar(case) as (model, kind, patient):

        def search() -> list[Slot]:
            return free_slots(kind, now=model.now, start=model.start, end=model.end, by_text=False)

        slots = search()
        if len(slots) < 2:
            return
        one, other = data.draw(st.lists(st.sampled_from(slots), min_size=2, max_size=2))
        visit = booking.book(one, patient_id=patient.pk, now=model.now, actor="staff:1", via="staff")
        moved = booking.move(visit.pk, 1, other, now=model.now, actor="staff:1")
        assert moved.starts_at == other.starts_at
        booking.cancel(visit.pk, 2, now=model.now, actor="staff:1")
        assert search() == slots


def test_utc_is_what_comes_out(db: None) -> None:
    plan = Plan([Weekly(6, Hours(time(0), time(5)), None, None, True)], [], [])
    case = Case("America/New_York", date(2026, 3, 8), 30, 0, 0, [plan], [], set(), 0)
    with calendar(case) as (model, kind, _):
        slots = free_slots(kind, now=model.now, start=model.start, end=model.end, by_text=False)
        assert {slot.starts_at.tzinfo for slot in slots} == {UTC}
        assert len(slots) == 4 * 4 - 1, "four hours on that night, not five"

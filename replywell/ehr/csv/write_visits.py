"""Bring visits to where a file wants them. A visit is one thing: changed on both sides, a person decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from psycopg.types.range import TimestamptzRange

from replywell.ehr.batch import AT_ONCE, Batch, chunks
from replywell.ehr.csv import change_visits
from replywell.ehr.csv.appointments import Known, VisitRow, local
from replywell.ehr.csv.taken import Places, Taken
from replywell.ehr.events import Difference
from replywell.ehr.problems import Problem
from replywell.ehr.three_way import Verdict, compare_whole
from replywell.patients.models import Patient
from replywell.practices.models import Location, Practitioner
from replywell.scheduling import booking
from replywell.scheduling.models import OCCUPYING, Appointment, Confirmation, Occupancy, Schedule, Status

PROGRESS = [Status.BOOKED, Status.ARRIVED, Status.FULFILLED]
PLACE = {"type", "practitioner", "location", "starts_at", "minutes", "rooms"}


@dataclass
class Ours:
    """A visit as it is here."""

    pk: int
    version: int
    ends_at: datetime
    values: dict[str, Any]


def write_visits(batch: Batch, file: str, rows: Mapping[str, VisitRow], known: Known) -> None:
    """Compare every visit three ways and write what is to be written; with `complete`, cancel who is absent and ahead.

    Nobody books in this practice meanwhile: the schedules are locked until the load is over.
    """
    if not rows:
        return
    list(Schedule.objects.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
    first = min(row.starts_at for row in rows.values())
    last = max(row.ends_at for row in rows.values())
    _Visits(batch, file, known, Taken(first, last)).write(rows)


class _Visits:
    def __init__(self, batch: Batch, file: str, known: Known, taken: Taken) -> None:
        self.batch = batch
        self.file = file
        self.taken = taken
        self.places = Places(known, taken)
        self.counts = batch.of("appointment")
        self.locations = dict(Location.objects.values_list("code", "pk"))
        self.practitioners = dict(Practitioner.objects.values_list("code", "pk"))

    def write(self, rows: Mapping[str, VisitRow]) -> None:
        fresh: list[VisitRow] = []
        changes: list[tuple[VisitRow, Ours, dict[str, Any]]] = []
        for part in chunks(rows.values()):
            ids = [row.external_id for row in part]
            last, ours = self.batch.last("appointment", ids), self.ours(ids)
            for row in part:
                before = last.get(row.external_id)
                have = ours.get(row.external_id)
                if have is None:
                    fresh.append(row)
                else:
                    verdict = self._judge(row, before, have)
                    if verdict.apply:
                        changes.append((row, have, verdict.apply))
                self.batch.remember("appointment", row.external_id, row.values, before)
        if self.batch.complete:
            self._end_absent(rows)
        fresh += self._change(changes)
        for some in chunks(fresh):
            self._insert(some)

    def ours(self, external_ids: list[str]) -> dict[str, Ours]:
        """The visits as they are here, by external id."""
        found: dict[str, Ours] = {}
        by_pk: dict[int, Ours] = {}
        rows = Appointment.objects.filter(external_id__in=external_ids).values_list(
            "pk", "external_id", "version", "starts_at", "ends_at", "status", "confirmation",
            "patient__chart_id", "type__code", "practitioner__code", "location__code",
        )  # fmt: skip
        for pk, external_id, version, starts, ends, status, confirmation, chart, kind, who, where in rows:
            values = {
                "chart_id": chart,
                "type": kind,
                "practitioner": who or "",
                "location": where,
                "starts_at": starts.astimezone(UTC).isoformat(),
                "minutes": int((ends - starts).total_seconds() // 60),
                "status": status,
                "rooms": [],
                "confirmed": True if confirmation == Confirmation.CONFIRMED else None,
            }
            found[external_id] = by_pk[pk] = Ours(pk, version, ends, values)
        rooms = Occupancy.objects.filter(appointment_id__in=by_pk).exclude(schedule__kind="practitioner")
        for pk, code in rooms.values_list("appointment_id", "schedule__code"):
            by_pk[pk].values["rooms"] = sorted([*by_pk[pk].values["rooms"], code])
        return found

    def _judge(self, row: VisitRow, last: Mapping[str, Any] | None, have: Ours) -> Verdict:
        # What this file newly says has no last value: then ours counts as untouched.
        base = None if last is None else {**{name: have.values.get(name) for name in row.values}, **last}
        verdict = compare_whole(base, row.values, have.values)
        names = [one.name for one in verdict.conflicts]
        if names == ["status"] and row.values["status"] in PROGRESS and have.values["status"] in PROGRESS:
            ahead = PROGRESS.index(row.values["status"]) > PROGRESS.index(have.values["status"])
            status = {"status": row.values["status"]}
            verdict = Verdict(apply=status) if ahead else Verdict(kept=["status"])
        if verdict.conflicts:
            self.batch.conflict("appointment", row.external_id, have.pk, self.file, row.line, verdict.conflicts)
        self.counts.changed += bool(verdict.apply)
        self.counts.kept += bool(verdict.kept)
        self.counts.unchanged += verdict.nothing
        return verdict

    def _change(self, changes: list[tuple[VisitRow, Ours, dict[str, Any]]]) -> list[VisitRow]:
        """Do what changed in the file only. Returns the rows that have to be inserted anew."""
        again: list[VisitRow] = []
        moves: list[tuple[VisitRow, Ours, dict[str, Any]]] = []
        same: dict[str, Any] = {"now": self.batch.now, "actor": self.batch.actor}
        for row, have, apply in changes:
            self.batch.changed_visits.append(have.pk)
            if "chart_id" in apply:
                # Another patient's visit now: a live one ends, so that nobody is texted about a stranger's. One that
                # had ended stays as it ended; its time is the other's.
                self._lift(have.pk)
                if have.values["status"] in change_visits.LIVE:
                    why = "belongs to another chart"
                    change_visits.end(have.pk, have.version, Status.CANCELLED, reason=why, **same)
                else:
                    Occupancy.objects.filter(appointment_id=have.pk).delete()
                Appointment.objects.filter(pk=have.pk).update(external_id="")
                again.append(row)
            elif row.values["status"] in OCCUPYING and (PLACE & apply.keys() or have.values["status"] not in OCCUPYING):
                self._lift(have.pk)
                moves.append((row, have, apply))
            elif "status" in apply:
                if row.values["status"] not in OCCUPYING:
                    self._lift(have.pk)
                change_visits.end(have.pk, have.version, Status(row.values["status"]), reason="record system", **same)
            elif "confirmed" in apply and row.starts_at > self.batch.now:
                booking.confirm(have.pk, have.version, **same)
        # Everything that moves leaves its place before anything arrives: visits may swap.
        for part in chunks(moves):
            Occupancy.objects.filter(appointment_id__in=[have.pk for _, have, _ in part]).delete()
        for row, have, apply in moves:
            self._move(row, have, apply)
        return again

    def _lift(self, pk: int) -> None:
        """Give back what a visit holds, before it ends: one that ended holds nothing, its time may be another's."""
        held = Occupancy.objects.filter(appointment_id=pk, occupies=True, overbooked=False)
        for schedule, starts, ends in held.values_list("schedule_id", "starts_at", "ends_at"):
            self.taken.remove(schedule, (starts, ends))

    def _move(self, row: VisitRow, have: Ours, apply: dict[str, Any]) -> None:
        minutes = row.values.get("minutes", have.values["minutes"])
        ends_at = row.starts_at + timedelta(minutes=minutes)
        schedules, period, overbooked = self._place(row, ends_at)
        change_visits.move(
            have.pk,
            have.version,
            columns={
                "type_id": self.places.types[row.values["type"]].pk,
                "practitioner_id": self.practitioners.get(row.values["practitioner"]),
                "location_id": self.locations[row.values["location"]],
                "starts_at": row.starts_at,
                "ends_at": ends_at,
                "status": row.values["status"],
                "overbooked": overbooked,
            },
            told=bool((PLACE - {"minutes", "rooms"} | {"status"}) & apply.keys()),
            confirmed=bool(row.values.get("confirmed")),
            now=self.batch.now,
            actor=self.batch.actor,
        )
        Occupancy.objects.bulk_create(self._occupancy(have.pk, row, schedules, period, overbooked))

    def _place(self, row: VisitRow, ends_at: datetime) -> tuple[list[int], tuple[datetime, datetime], bool]:
        """The schedules, the period with buffers, and whether it overlaps what is there (warned of)."""
        values = row.values
        period = self.places.period(values["type"], row.starts_at, ends_at)
        schedules = self.places.choose(
            values["type"], values["practitioner"], values["location"], values.get("rooms", []), period
        )
        if values["status"] not in OCCUPYING:
            return schedules, period, False
        overbooked = not all(self.taken.free(one, period) for one in schedules)
        if overbooked:
            self.batch.warnings.append(
                Problem(
                    self.file,
                    row.line,
                    "time",
                    local(row.starts_at, row.zone),
                    f"visit {row.external_id} overlaps another one on its schedule: kept, marked as overbooked",
                    "",
                )
            )
        else:
            self.taken.add(schedules, period)
        return schedules, period, overbooked

    def _occupancy(
        self, pk: int, row: VisitRow, schedules: list[int], period: tuple[datetime, datetime], overbooked: bool
    ) -> list[Occupancy]:
        occupies = row.values["status"] in OCCUPYING
        return [
            Occupancy(
                practice_id=self.batch.practice_id,
                appointment_id=pk,
                schedule_id=schedule,
                period=TimestamptzRange(*period),
                occupies=occupies,
                overbooked=overbooked,
            )
            for schedule in schedules
        ]

    def _insert(self, rows: list[VisitRow]) -> None:
        charts = {row.values["chart_id"] for row in rows}
        patients = dict(Patient.objects.filter(chart_id__in=charts).values_list("chart_id", "pk"))
        visits, places = [], []
        for row in rows:
            schedules, period, overbooked = self._place(row, row.ends_at)
            places.append((schedules, period, overbooked))
            visits.append(
                Appointment(
                    practice_id=self.batch.practice_id,
                    external_id=row.external_id,
                    patient_id=patients[row.values["chart_id"]],
                    type=self.places.types[row.values["type"]],
                    location_id=self.locations[row.values["location"]],
                    practitioner_id=self.practitioners.get(row.values["practitioner"]),
                    starts_at=row.starts_at,
                    ends_at=row.ends_at,
                    status=row.values["status"],
                    confirmation=Confirmation.CONFIRMED if row.values.get("confirmed") else Confirmation.UNASKED,
                    overbooked=overbooked,
                    booked_via="import",
                )
            )
        Appointment.objects.bulk_create(visits, batch_size=AT_ONCE)
        occupied: list[Occupancy] = []
        for row, visit, (schedules, period, overbooked) in zip(rows, visits, places, strict=True):
            occupied += self._occupancy(visit.pk, row, schedules, period, overbooked)
            verb = "visit.overbooked" if overbooked else "visit.loaded"
            self.batch.audit(verb, f"appointment:{visit.pk}", starts_at=row.starts_at, status=visit.status)
            if visit.status == Status.BOOKED and visit.starts_at > self.batch.now:
                self.batch.new_visits.append(visit.pk)
        Occupancy.objects.bulk_create(occupied, batch_size=AT_ONCE)
        self.counts.new += len(visits)

    def _end_absent(self, rows: Mapping[str, VisitRow]) -> None:
        """Visits of the last file that a complete one lacks are cancelled if they lie ahead and nobody changed them."""
        for part in chunks(self.batch.last("appointment").items()):
            absent = {key: last for key, last in part if key not in rows and last.get("status") == Status.BOOKED}
            for key, have in self.ours(list(absent)).items():
                last = absent[key]
                if datetime.fromisoformat(have.values["starts_at"]) <= self.batch.now:
                    continue
                if have.values["status"] == Status.BOOKED:
                    differing = [name for name in last if have.values.get(name) != last[name]]
                    if differing:
                        told = [
                            Difference(name, str(last[name]), "absent", str(have.values.get(name)))
                            for name in differing
                        ]
                        self.batch.conflict("appointment", key, have.pk, self.file, 0, told)
                    else:
                        why = "absent from a complete file"
                        self._lift(have.pk)
                        booking.cancel(have.pk, have.version, now=self.batch.now, actor=self.batch.actor, reason=why)
                        self.batch.changed_visits.append(have.pk)
                        self.counts.ended += 1
                self.batch.remember("appointment", key, {"status": Status.CANCELLED.value}, last)

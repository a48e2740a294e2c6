"""`replywell load`: a practice definition (YAML), patients and appointments (CSV), all in one transaction.

Every row is checked before anything is written, and all problems are reported at once. Two loads into one practice
wait for each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.db import connection, transaction

from replywell.audit.record import record
from replywell.common.tenancy import practice_scope
from replywell.ehr.batch import Batch, Counts
from replywell.ehr.csv import appointments, patients
from replywell.ehr.csv.appointments import Known, TypeFacts, VisitRow
from replywell.ehr.csv.patients import PatientRow
from replywell.ehr.csv.table import Table
from replywell.ehr.csv.write_patients import write_patients
from replywell.ehr.csv.write_visits import write_visits
from replywell.ehr.events import Conflict, Loaded, loaded
from replywell.ehr.practice_file.read import Definition, read_practice
from replywell.ehr.practice_file.write import Practices, write_practice
from replywell.ehr.problems import LoadErrors, Problem
from replywell.patients.models import Patient
from replywell.practices import queries
from replywell.practices.create import create_practice
from replywell.practices.models import Location, Practice, Practitioner
from replywell.scheduling.backfill import offering_what_opens
from replywell.scheduling.models import AppointmentType, Schedule, TypeNeeds

__all__ = ["LoadErrors", "LoadReport", "Problem", "load_files"]

WARNINGS_SHOWN = 20


@dataclass
class LoadReport:
    """What a load did: counts by kind of row, conflicts for a person, and warnings."""

    practice_id: int
    practice: str
    created: bool
    counts: dict[str, Counts] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def __str__(self) -> str:
        lines = [f"Loaded into {self.practice}{' (new)' if self.created else ''}."]
        for kind, counts in self.counts.items():
            told = [
                f"{number} {word}"
                for word, number in (
                    ("new", counts.new),
                    ("changed", counts.changed),
                    ("unchanged", counts.unchanged),
                    ("kept as changed here", counts.kept),
                    ("ended", counts.ended),
                    ("in conflict", counts.conflicts),
                )
                if number
            ]
            if told:
                lines.append(f"  {kind.replace('_', ' ')}: {', '.join(told)}")
        lines += [
            f"  Changed in the file and here, so left alone: {conflict.kind} {conflict.key} "
            f"({', '.join(one.name for one in conflict.differences)})"
            for conflict in self.conflicts[:WARNINGS_SHOWN]
        ]
        if len(self.conflicts) > WARNINGS_SHOWN:
            lines.append(f"  ... and {len(self.conflicts) - WARNINGS_SHOWN} more conflicts.")
        lines += [f"  Note: {warning}" for warning in self.warnings[:WARNINGS_SHOWN]]
        if len(self.warnings) > WARNINGS_SHOWN:
            lines.append(f"  ... and {len(self.warnings) - WARNINGS_SHOWN} more notes.")
        return "\n".join(lines)


@dataclass
class _Files:
    definition: Definition | None = None
    patients: Table | None = None
    visits: Table | None = None


def load_files(
    paths: Sequence[Path],
    *,
    complete: bool = False,
    now: datetime,
    actor: str = "load",
    practice: str = "",
) -> LoadReport:
    """Load any of the three files into one practice, whole or not at all.

    Files are told apart by their ending and columns. Without a practice file, `practice` is the code of the practice
    to load into; empty: the only one. `complete` means that rows absent from a file have ended. `now` is domain time
    (UTC). Raises LoadErrors, with every problem there is, before anything was written.
    """
    problems: list[Problem] = []
    files = _sort_out(paths, problems, now)
    code = _code(files, practice, problems)
    if not code:
        raise LoadErrors(problems)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('replywell load'), hashtext(%s))", [code])
        practice_id = queries.practice_id(code)
        if practice_id is None and files.definition is None:
            problems.append(Problem("", 0, "", code, "no such practice", "the code of a practice that was loaded"))
            raise LoadErrors(problems)
        rows = _check(files, practice_id, problems, complete, now)
        if problems:
            raise LoadErrors(problems)
        created = practice_id is None
        if practice_id is None:
            practice_id = _create(files, now, problems)
        with practice_scope(practice_id), offering_what_opens(practice_id, now):
            return _write(files, rows, Batch(practice_id, now, actor, complete), code, created)


@dataclass
class _Rows:
    known: Known
    patients: dict[str, PatientRow] = field(default_factory=dict)
    visits: dict[str, VisitRow] = field(default_factory=dict)
    warnings: list[Problem] = field(default_factory=list)


def _sort_out(paths: Sequence[Path], problems: list[Problem], now: datetime) -> _Files:
    files = _Files()
    for path in paths:
        if not path.is_file():
            problems.append(Problem(str(path), 0, "", "", "there is no such file", "the path of a file"))
        elif path.suffix.lower() in (".yaml", ".yml"):
            if files.definition is not None:
                problems.append(Problem(path.name, 0, "", "", "a second practice file", "one practice at a time"))
                continue
            files.definition = read_practice(path, problems, now)
        else:
            before = len(problems)
            table = Table(path, problems)
            if len(problems) > before:
                continue
            kind = "visits" if {"external_id", "time"} & set(table.columns) else "patients"
            if getattr(files, kind) is not None:
                problems.append(Problem(path.name, 0, "", "", f"a second file of {kind}", "one file of each kind"))
            elif kind == "patients" and not {"chart_id", "first_name", "last_name"} & set(table.columns):
                wrong = "neither patients (chart_id, first_name, ...) nor appointments (external_id, date, time, ...)"
                problems.append(Problem(path.name, 1, "", ", ".join(table.columns), wrong, "a header line"))
            else:
                setattr(files, kind, table)
    return files


def _code(files: _Files, practice: str, problems: list[Problem]) -> str:
    """The code of the practice to load into; empty when it cannot be told."""
    if files.definition is not None:
        found = files.definition.code
        if practice and found and practice != found:
            problems.append(
                Problem(files.definition.file, 1, "", found, f"this is not the practice {practice}", practice)
            )
        return found
    if practice:
        return practice
    ids = queries.practice_ids()
    if len(ids) == 1:
        with practice_scope(ids[0]):
            return Practice.objects.get(pk=ids[0]).code
    if not problems:
        right = "its practice file as well, or the code of the practice"
        problems.append(Problem("", 0, "", "", f"there are {len(ids)} practices: which one is meant?", right))
    return ""


def _check(files: _Files, practice_id: int | None, problems: list[Problem], complete: bool, now: datetime) -> _Rows:
    rows = _Rows(Known())
    charts: set[str] = set()
    zone = files.definition.zone if files.definition else "America/New_York"
    if practice_id is not None:
        with practice_scope(practice_id):
            _from_database(rows.known)
            charts = set(Patient.objects.values_list("chart_id", flat=True)) if files.visits else set()
            if files.definition is None:
                zone = Practice.objects.get(pk=practice_id).zone
    if files.definition is not None:
        files.definition.add_to(rows.known)
    if files.patients is not None:
        before = len(problems)
        rows.patients = patients.read_patients(files.patients, zone, now)
        _refuse_empty(files.patients, rows.patients, complete and len(problems) == before)
    if files.visits is not None:
        before = len(problems)
        known_charts = charts | rows.patients.keys() | _written_charts(files.patients)
        rows.visits = appointments.read_visits(files.visits, rows.known, known_charts, rows.warnings)
        _refuse_empty(files.visits, rows.visits, complete and len(problems) == before)
    return rows


def _written_charts(table: Table | None) -> set[str]:
    """Chart ids of rows that have problems of their own: their visits are not reported as well."""
    if table is None or "chart_id" not in table.columns:
        return set()
    before = list(table.problems)
    found = {row.raw["chart_id"].strip() for row in table.rows()}
    table.problems[:] = before
    return found


def _refuse_empty(table: Table, rows: object, complete: bool) -> None:
    if complete and not rows:
        table.add(1, "", "", "a complete file without rows would end everything", "rows, or a load without --complete")


def _from_database(known: Known) -> None:
    known.locations = dict(Location.objects.values_list("code", "zone"))
    known.practitioners = set(Practitioner.objects.values_list("code", flat=True))
    known.schedules = dict(Schedule.objects.values_list("code", "kind"))
    for one in AppointmentType.objects.all():
        known.types[one.code] = TypeFacts(one.minutes, {})
    for code, part, schedule in TypeNeeds.objects.order_by("pk").values_list("type__code", "part", "schedule__code"):
        known.types[code].needs.setdefault(part, []).append(schedule)
    for kind, model in (
        ("location", Location),
        ("practitioner", Practitioner),
        ("appointment type", AppointmentType),
    ):
        rows = model._default_manager.values_list("name", "code")
        known.names[kind] = {name.lower(): code for name, code in rows}


def _create(files: _Files, now: datetime, problems: list[Problem]) -> int:
    """The practice of the file, made new; `problems` must be none by now."""
    definition = files.definition
    if definition is None or problems:
        raise LoadErrors(problems)
    values = definition.of("practice")[definition.code].values
    practice = create_practice(definition.code, **{name: values[name] for name in Practices.plain if name in values})
    if not practice.languages:
        with practice_scope(practice.pk):
            Practice.objects.filter(pk=practice.pk).update(languages=[practice.language])
    with practice_scope(practice.pk):
        record(practice.pk, "practice.created", f"practice:{practice.pk}", actor="load", at=now)
    return practice.pk


def _write(files: _Files, rows: _Rows, batch: Batch, code: str, created: bool) -> LoadReport:
    batch.warnings += rows.warnings
    if files.definition is not None:
        write_practice(batch, files.definition)
        if created:
            batch.counts["practice"] = Counts(new=1)
    if files.patients is not None:
        write_patients(batch, files.patients.file, rows.patients)
    batch.flush()
    if files.visits is not None:
        write_visits(batch, files.visits.file, rows.visits, rows.known)
    batch.audit("load.done", f"practice:{batch.practice_id}", **{kind: vars(one) for kind, one in batch.counts.items()})
    batch.flush()
    loaded(
        Loaded(
            batch.practice_id, tuple(batch.new_visits), tuple(batch.changed_visits), tuple(batch.conflicts), batch.now
        )
    )
    return LoadReport(batch.practice_id, code, created, batch.counts, batch.conflicts, batch.warnings)

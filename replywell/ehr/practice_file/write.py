"""Bring the practice's rows to where its file wants them, one kind after the other."""

# ruff: noqa: ARG002 (hooks that not every kind needs all of)

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, time
from typing import Any, ClassVar

from django.contrib.auth import get_user_model
from django.db import IntegrityError, models, transaction

from replywell.ehr.batch import Batch
from replywell.ehr.practice_file.read import Definition
from replywell.ehr.practice_file.rows import Row
from replywell.ehr.problems import LoadErrors, Problem
from replywell.ehr.three_way import compare
from replywell.patients import page_rules
from replywell.patients.models import PageRules
from replywell.practices import triage_tables
from replywell.practices.booking_models import BookingRules, TriageTable
from replywell.practices.models import (
    CarrierAccount,
    Closure,
    Location,
    Number,
    OnCall,
    OpeningHours,
    Practice,
    PracticeWord,
    Practitioner,
    Staff,
)
from replywell.scheduling.models import AppointmentType, Schedule, Session, SessionException, TypeNeeds
from replywell.scheduling.waitlist_models import BackfillRules


def write_practice(batch: Batch, definition: Definition) -> None:
    """Compare every row of the file three ways and write what is to be written."""
    for kind in (
        Practices, Locations, Practitioners, Schedules, Types, StaffMembers, Numbers, OnCalls, Words, Backfilling,
        Booking, BookingPages, TriageTables,
    ):  # fmt: skip
        rows = definition.of(kind.name)
        if rows or batch.complete:
            kind(batch, definition.file).write(rows)


def canonical(value: Any) -> Any:
    """A value as files and LoadedRow have it: times 08:00, days and moments ISO."""
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, list | tuple):
        return [canonical(one) for one in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


class Kind:
    """One kind of row. `plain` columns are taken as they are; subclasses add references and children."""

    name: ClassVar[str]
    model: ClassVar[type[models.Model]]
    key: ClassVar[str] = "code"
    plain: ClassVar[tuple[str, ...]] = ()
    children: ClassVar[tuple[str, ...]] = ()
    ends: ClassVar[bool] = False

    def __init__(self, batch: Batch, file: str) -> None:
        self.batch = batch
        self.file = file
        self.practice_id = batch.practice_id

    def write(self, rows: dict[str, Row]) -> None:
        """Compare and write all rows of this kind."""
        last = self.batch.last(self.name)
        ours = self.ours()
        counts = self.batch.of(self.name)
        for key, row in rows.items():
            wanted = canonical_values(row.values)
            if key not in ours:
                self._save(None, row, wanted)
                counts.new += 1
            else:
                pk, have = ours[key]
                # What the file newly says has no last value; ours is then a default, or counts as one.
                before = {**{name: have.get(name) for name in wanted}, **last[key]} if key in last else None
                verdict = compare(before, wanted, have)
                if verdict.apply:
                    self._save(pk, row, verdict.apply)
                    counts.changed += 1
                elif not verdict.conflicts:
                    counts.unchanged += verdict.nothing
                    counts.kept += bool(verdict.kept)
                if verdict.conflicts:
                    self.batch.conflict(self.name, key, pk, self.file, row.line, verdict.conflicts)
            self.batch.remember(self.name, key, wanted, last.get(key))
        if self.batch.complete and self.ends and rows:
            self._end(rows, last, ours)

    def _end(self, rows: dict[str, Row], last: dict[str, Any], ours: dict[str, Any]) -> None:
        for key in last.keys() - rows.keys() & ours.keys():
            if last[key].get("active") is False:
                continue
            pk, have = ours[key]
            if have.get("active"):
                self.model._default_manager.filter(pk=pk).update(active=False)
                self.batch.audit(f"{self.name}.ended", f"{self.name}:{pk}", why="absent from a complete file")
                self.batch.of(self.name).ended += 1
            self.batch.remember(self.name, key, {"active": False}, last[key])

    def _save(self, pk: int | None, row: Row, values: dict[str, Any]) -> None:
        try:
            with transaction.atomic():
                pk = self.put(pk, row.key, values)
        except IntegrityError as error:
            raise LoadErrors([self.refused(row, error)]) from error
        self.batch.audit(f"{self.name}.loaded", f"{self.name}:{pk}", values=sorted(values))

    def put(self, pk: int | None, key: str, values: dict[str, Any]) -> int:
        """Write these values of a row, children too; `pk` None makes it. Raises IntegrityError. Returns its key."""
        columns = {name: values[name] for name in self.plain if name in values} | self.references(values)
        pk = self._write_row(pk, key, columns)
        for name in self.children:
            if name in values:
                self.replace(pk, name, values[name])
        return pk

    def _write_row(self, pk: int | None, key: str, columns: dict[str, Any]) -> int:
        manager = self.model._default_manager
        if pk is None:
            made: int = manager.create(practice_id=self.practice_id, **{self.key: key}, **columns).pk
            return made
        if columns:
            manager.filter(pk=pk).update(**columns)
        return pk

    def refused(self, row: Row, error: IntegrityError) -> Problem:
        """What a row that the database refuses has wrong."""
        return Problem(self.file, row.line, "", row.key, f"the database refuses it ({error})".split("\n")[0], "")

    def ours(self) -> dict[str, tuple[int, dict[str, Any]]]:
        """The rows as they are here: key -> (primary key, values)."""
        found = {
            getattr(one, self.key): (one.pk, {name: canonical(getattr(one, name)) for name in self.plain})
            for one in self.model._default_manager.all()
        }
        by_pk = dict(found.values())
        self.read_more(by_pk)
        for name in self.children:
            lists: dict[int, list[Any]] = defaultdict(list)
            for pk, value in self.child_values(name):
                lists[pk].append(canonical(value))
            for pk, values in by_pk.items():
                values[name] = sorted(lists[pk], key=str)
        return found

    def references(self, values: dict[str, Any]) -> dict[str, Any]:
        """Columns that point at other rows."""
        return {}

    def read_more(self, by_pk: dict[int, dict[str, Any]]) -> None:
        """Add the codes of rows pointed at."""

    def child_values(self, name: str) -> Iterable[tuple[int, Any]]:
        """(primary key of the parent, value) of each child row."""
        return []

    def replace(self, pk: int, name: str, values: list[Any]) -> None:
        """Replace the children of one row."""


def canonical_values(values: dict[str, Any]) -> dict[str, Any]:
    """A row's values as they are compared: lists of children sorted as text."""
    return {
        name: sorted(canonical(value), key=str)
        if isinstance(value, list) and value and isinstance(value[0], list | tuple)
        else canonical(value)
        for name, value in values.items()
    }


class Practices(Kind):
    name = "practice"
    model = Practice
    plain = (
        "name", "text_name", "phone", "zone", "state", "language", "languages", "caps_a_day", "caps_a_week",
        "quiet_from", "quiet_until", "late_limit", "cancel_word", "plain_accents", "pilot_chart_ids",
    )  # fmt: skip
    children = ("closures",)

    def child_values(self, name: str) -> Iterable[tuple[int, Any]]:
        rows = Closure.objects.filter(location=None).values_list("day", "name")
        return [(self.practice_id, list(one)) for one in rows]

    def replace(self, pk: int, name: str, values: list[Any]) -> None:
        Closure.objects.filter(location=None).delete()
        Closure.objects.bulk_create(Closure(practice_id=pk, day=day, name=what) for day, what in values)


class Locations(Kind):
    name = "location"
    model = Location
    plain = ("name", "zone", "address", "phone")
    children = ("hours", "closures")

    def child_values(self, name: str) -> Iterable[tuple[int, Any]]:
        if name == "hours":
            return [
                (pk, rest) for pk, *rest in OpeningHours.objects.values_list("location", "weekday", "opens", "closes")
            ]
        return [
            (pk, rest) for pk, *rest in Closure.objects.exclude(location=None).values_list("location", "day", "name")
        ]

    def replace(self, pk: int, name: str, values: list[Any]) -> None:
        mine = {"practice_id": self.practice_id, "location_id": pk}
        if name == "hours":
            OpeningHours.objects.filter(location=pk).delete()
            OpeningHours.objects.bulk_create(
                OpeningHours(**mine, weekday=weekday, opens=opens, closes=closes) for weekday, opens, closes in values
            )
        else:
            Closure.objects.filter(location=pk).delete()
            Closure.objects.bulk_create(Closure(**mine, day=day, name=what) for day, what in values)


class Practitioners(Kind):
    name = "practitioner"
    model = Practitioner
    plain = ("name", "text_name", "also_called", "gender", "languages", "video_link")


class Schedules(Kind):
    name = "schedule"
    model = Schedule
    plain = ("name", "kind", "active")
    children = ("sessions", "exceptions")
    ends = True

    def references(self, values: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if "location" in values:
            found["location"] = Location.objects.get(code=values["location"])
        if "practitioner" in values:
            code = values["practitioner"]
            found["practitioner"] = Practitioner.objects.get(code=code) if code else None
        return found

    def read_more(self, by_pk: dict[int, dict[str, Any]]) -> None:
        for pk, location, practitioner in Schedule.objects.values_list("pk", "location__code", "practitioner__code"):
            by_pk[pk] |= {"location": location, "practitioner": practitioner}

    def child_values(self, name: str) -> Iterable[tuple[int, Any]]:
        if name == "sessions":
            rows = Session.objects.values_list(
                "schedule", "weekday", "starts", "ends", "valid_from", "valid_until", "types"
            )
            return [(pk, rest) for pk, *rest in rows]
        days = SessionException.objects.values_list("schedule", "day", "working", "starts", "ends", "reason")
        return [(pk, rest) for pk, *rest in days]

    def replace(self, pk: int, name: str, values: list[Any]) -> None:
        mine = {"practice_id": self.practice_id, "schedule_id": pk}
        if name == "sessions":
            columns = ("weekday", "starts", "ends", "valid_from", "valid_until", "types")
            Session.objects.filter(schedule=pk).delete()
            Session.objects.bulk_create(Session(**mine, **dict(zip(columns, one, strict=True))) for one in values)
        else:
            columns = ("day", "working", "starts", "ends", "reason")  # type: ignore[assignment]
            SessionException.objects.filter(schedule=pk).delete()
            SessionException.objects.bulk_create(
                SessionException(**mine, **dict(zip(columns, one, strict=True))) for one in values
            )


class Types(Kind):
    name = "type"
    model = AppointmentType
    plain = (
        "name", "text_names", "minutes", "buffer_before", "buffer_after", "lead_minutes", "horizon_days",
        "step_minutes", "bookable_by_text", "reminders", "video", "video_link",
    )  # fmt: skip
    children = ("needs",)

    def child_values(self, name: str) -> Iterable[tuple[int, Any]]:
        return [(pk, rest) for pk, *rest in TypeNeeds.objects.values_list("type", "part", "schedule__code")]

    def replace(self, pk: int, name: str, values: list[Any]) -> None:
        keys = dict(Schedule.objects.values_list("code", "pk"))
        TypeNeeds.objects.filter(type=pk).delete()
        TypeNeeds.objects.bulk_create(
            TypeNeeds(practice_id=self.practice_id, type_id=pk, part=part, schedule_id=keys[code])
            for part, code in values
        )


class StaffMembers(Kind):
    name = "staff"
    model = Staff
    plain = ("name", "role", "phone", "email", "language", "active")
    ends = True

    def references(self, values: dict[str, Any]) -> dict[str, Any]:
        if "login" not in values:
            return {}
        user_model = get_user_model()
        user, made = user_model._default_manager.get_or_create(username=values["login"])
        if made:
            user.set_unusable_password()  # a password is set by the person, never by a file
            user.save(update_fields=["password"])
        return {"user": user}

    def read_more(self, by_pk: dict[int, dict[str, Any]]) -> None:
        for pk, login in Staff.objects.values_list("pk", "user__username"):
            by_pk[pk]["login"] = login

    def refused(self, row: Row, error: IntegrityError) -> Problem:
        login = str(row.values.get("login", ""))
        return Problem(self.file, row.line, "", login, "another staff member has this login", "a login of their own")


class Numbers(Kind):
    name = "number"
    model = Number
    key = "phone"
    plain = ("pool", "segments_a_second", "active")
    ends = True

    def write(self, rows: dict[str, Row]) -> None:
        for row in rows.values():
            wanted = row.values.get("carrier")
            account = CarrierAccount.objects.filter(key=row.values.get("account")).first()
            if account is not None and account.carrier != wanted:
                wrong = f"the account {account.key} is with {account.carrier}"
                raise LoadErrors([Problem(self.file, row.line, "", str(wanted), wrong, account.carrier)])
        super().write(rows)

    def references(self, values: dict[str, Any]) -> dict[str, Any]:
        if "account" not in values:
            return {}
        defaults = {"carrier": values["carrier"]} if "carrier" in values else {}
        account, _ = CarrierAccount.objects.get_or_create(key=values["account"], defaults=defaults)
        return {"account": account}

    def read_more(self, by_pk: dict[int, dict[str, Any]]) -> None:
        for pk, account, carrier in Number.objects.values_list("pk", "account__key", "account__carrier"):
            by_pk[pk] |= {"account": account, "carrier": carrier, "phone": ""}
        for values, phone in ((by_pk[pk], phone) for pk, phone in Number.objects.values_list("pk", "phone")):
            values["phone"] = phone

    def refused(self, row: Row, error: IntegrityError) -> Problem:
        wrong = "another practice here uses this number already"
        return Problem(self.file, row.line, "", row.key, wrong, "a number of this practice")


class OnCalls(Kind):
    name = "on_call"
    model = OnCall

    def ours(self) -> dict[str, tuple[int, dict[str, Any]]]:
        rows = OnCall.objects.order_by("rank", "pk").values_list("staff__code", "rank", "starts_at", "ends_at")
        entries = [[code, rank, _utc(starts), _utc(ends)] for code, rank, starts, ends in rows]
        return {"on_call": (0, {"entries": sorted(entries, key=str)})}

    def put(self, pk: int | None, key: str, values: dict[str, Any]) -> int:
        OnCall.objects.all().delete()
        keys = dict(Staff.objects.values_list("code", "pk"))
        OnCall.objects.bulk_create(
            OnCall(practice_id=self.practice_id, staff_id=keys[code], rank=rank, starts_at=starts, ends_at=ends)
            for code, rank, starts, ends in values["entries"]
        )
        return self.practice_id


class Words(Kind):
    """The practice's own words, taken as one list: what the file no longer has is gone."""

    name = "vocabulary"
    model = PracticeWord

    def ours(self) -> dict[str, tuple[int, dict[str, Any]]]:
        entries = [list(one) for one in PracticeWord.objects.values_list("words", "kind", "code")]
        return {"vocabulary": (0, {"entries": sorted(entries, key=str)})}

    def put(self, pk: int | None, key: str, values: dict[str, Any]) -> int:
        PracticeWord.objects.all().delete()
        PracticeWord.objects.bulk_create(
            PracticeWord(practice_id=self.practice_id, words=words, kind=kind, code=code)
            for words, kind, code in values["entries"]
        )
        return self.practice_id


class Backfilling(Kind):
    """How freed slots are refilled: one set of rules, or none yet, which is off."""

    name = "backfill_rules"
    model = BackfillRules
    plain = (
        "active", "wait_minutes", "group_size", "pause_minutes", "stop_minutes", "answer_minutes", "most_offers",
        "chain_limit", "other_types",
    )  # fmt: skip

    def write(self, rows: dict[str, Row]) -> None:
        if BackfillRules.objects.exists():
            super().write(rows)
            return
        for key, row in rows.items():
            self._save(None, row, row.values)
            self.batch.of(self.name).new += 1
            self.batch.remember(self.name, key, row.values)

    def ours(self) -> dict[str, tuple[int, dict[str, Any]]]:
        rules = BackfillRules.objects.first() or BackfillRules(pk=0, active=False)
        return {self.name: (rules.pk, {name: getattr(rules, name) for name in self.plain})}

    def put(self, pk: int | None, key: str, values: dict[str, Any]) -> int:
        found, _ = BackfillRules.objects.update_or_create(practice_id=self.practice_id, defaults=values)
        return found.pk


class Booking(Kind):
    """Which kind of visit a text books: one row, with the defaults where a practice has none."""

    name = "booking_rules"
    model = BookingRules

    def ours(self) -> dict[str, tuple[int, dict[str, Any]]]:
        rules = BookingRules.objects.first() or BookingRules(practice_id=self.practice_id)
        values = {
            "default_type": rules.default_type,
            "words": sorted(map(list, rules.words), key=str),
            "outcome_types": dict(rules.outcome_types),
        }
        return {self.name: (self.practice_id, values)}

    def put(self, pk: int | None, key: str, values: dict[str, Any]) -> int:
        BookingRules.objects.update_or_create(practice_id=self.practice_id, defaults=values)
        return self.practice_id


class BookingPages(Kind):
    """Whether people without a link see free times: closed where a practice has no rules yet."""

    name = "page_rules"
    model = PageRules

    def ours(self) -> dict[str, tuple[int, dict[str, Any]]]:
        rules = PageRules.objects.first()
        return {self.name: (self.practice_id, {"booking_page": rules.booking_page})} if rules else {}

    def put(self, pk: int | None, key: str, values: dict[str, Any]) -> int:
        page_rules.change(
            self.practice_id, booking_page=values["booking_page"], now=self.batch.now, actor=self.batch.actor
        )
        return self.practice_id


class TriageTables(Kind):
    """Versions of triage tables: added, never changed, never switched on. That takes a clinician's name, on a page."""

    name = "triage_table"
    model = TriageTable

    def write(self, rows: dict[str, Row]) -> None:
        counts = self.batch.of(self.name)
        for row in rows.values():
            before = TriageTable.objects.count()
            try:
                triage_tables.add(self.practice_id, row.values["body"], actor=self.batch.actor, now=self.batch.now)
            except triage_tables.TableRefused as refused:
                raise LoadErrors([Problem(self.file, row.line, "", row.key, str(refused), "")]) from refused
            fresh = TriageTable.objects.count() > before
            counts.new += fresh
            counts.unchanged += not fresh


def _utc(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None

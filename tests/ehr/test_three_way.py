"""What a reload does to rows that changed in the file, here, or both."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from replywell.common.tenancy import practice_scope
from replywell.dialogue.models import Task
from replywell.ehr.events import Loaded, loaded
from replywell.ehr.load import LoadErrors, LoadReport
from replywell.ehr.three_way import compare, compare_whole
from replywell.patients.models import ConsentEvent, Contact, ContactLink, Patient, Suppression
from replywell.practices.models import Practice
from replywell.scheduling import booking
from replywell.scheduling.events import VisitChange, visit_changed
from replywell.scheduling.free_slots import Slot
from replywell.scheduling.models import Appointment, FreedSlot, Occupancy, Schedule
from tests.ehr.files import NOW, PATIENTS, PRACTICE, VISITS, load

MOVED = ("v1,1,office,lee,main,2026-03-11,15:00,booked", *VISITS[1:])
CANCELLED = ("v1,1,office,lee,main,2026-03-09,10:00,cancelled", *VISITS[1:])


def visit(report: LoadReport, external_id: str = "v1") -> Appointment:
    with practice_scope(report.practice_id):
        return Appointment.objects.get(external_id=external_id)


def move_here(report: LoadReport, to: datetime) -> None:
    """The patient moves the visit by text."""
    with practice_scope(report.practice_id):
        one = Appointment.objects.get(external_id="v1")
        lee = Schedule.objects.get(code="lee")
        slot = Slot(to, to + timedelta(minutes=30), one.type_id, one.practitioner_id, one.location_id, (lee.pk,))
        booking.move(one.pk, one.version, slot, now=NOW, actor="patient")


def test_a_visit_moved_here_stays_when_the_file_says_nothing_new(db: None, tmp_path: Path) -> None:
    report = load(tmp_path)
    move_here(report, datetime(2026, 3, 12, 18, tzinfo=UTC))
    again = load(tmp_path)
    assert (again.counts["appointment"].kept, again.conflicts) == (1, [])
    assert visit(report).starts_at == datetime(2026, 3, 12, 18, tzinfo=UTC)


def test_a_visit_moved_in_the_file_is_moved_told_and_its_old_time_freed(db: None, tmp_path: Path) -> None:
    report = load(tmp_path)
    before = visit(report)
    heard: list[VisitChange] = []
    visit_changed.listen(heard.append)
    try:
        again = load(tmp_path, visits=MOVED)
    finally:
        visit_changed._listeners.remove(heard.append)
    after = visit(report)
    assert again.counts["appointment"].changed == 1
    assert (after.pk, after.version) == (before.pk, before.version + 1)
    assert after.starts_at == datetime(2026, 3, 11, 19, tzinfo=UTC)
    assert [(one.what, one.appointment_id, one.before_starts_at) for one in heard] == [
        ("moved", after.pk, before.starts_at)
    ]
    with practice_scope(report.practice_id):
        assert FreedSlot.objects.get().starts_at == before.starts_at
        occupied = Occupancy.objects.get(appointment=after)
        assert (occupied.schedule.code, occupied.period.lower) == ("lee", after.starts_at)
    assert load(tmp_path, visits=MOVED).counts["appointment"].unchanged == 3


def test_changed_on_both_sides_is_left_for_a_person_and_told_once(db: None, tmp_path: Path) -> None:
    report = load(tmp_path)
    move_here(report, datetime(2026, 3, 12, 18, tzinfo=UTC))
    heard: list[Loaded] = []
    loaded.listen(heard.append)
    try:
        again = load(tmp_path, visits=MOVED)
        third = load(tmp_path, visits=MOVED)
    finally:
        loaded._listeners.remove(heard.append)
    assert visit(report).starts_at == datetime(2026, 3, 12, 18, tzinfo=UTC)
    assert [(one.kind, one.key, one.line) for one in again.conflicts] == [("appointment", "v1", 2)]
    assert [one.name for one in again.conflicts[0].differences] == ["starts_at"]
    assert heard[0].conflicts[0].row_id == visit(report).pk
    assert third.conflicts == []
    with practice_scope(report.practice_id):
        asked = Task.objects.get(reason="load_conflict")
    assert (asked.appointment_id, asked.queue, asked.closed_at) == (visit(report).pk, "scheduling", None)
    assert "v1 (starts_at)" in asked.summary


def test_both_sides_agreeing_is_no_conflict(db: None, tmp_path: Path) -> None:
    report = load(tmp_path)
    move_here(report, datetime(2026, 3, 11, 19, tzinfo=UTC))
    version = visit(report).version
    assert load(tmp_path, visits=MOVED).conflicts == []
    assert visit(report).version == version


def test_a_visit_cancelled_in_the_file_is_cancelled_and_can_come_back(db: None, tmp_path: Path) -> None:
    report = load(tmp_path)
    load(tmp_path, visits=CANCELLED)
    assert visit(report).status == "cancelled"
    load(tmp_path)
    back = visit(report)
    assert (back.status, back.version) == ("booked", 3)
    with practice_scope(report.practice_id):
        assert Occupancy.objects.get(appointment=back).occupies


def test_visits_that_swap_times_in_the_file_swap_here(db: None, tmp_path: Path) -> None:
    a, b = "a,1,office,lee,main,2026-03-09,10:00,booked", "b,3,office,lee,main,2026-03-09,11:00,booked"
    report = load(tmp_path, visits=[a, b])
    swapped = load(tmp_path, visits=[a.replace("10:00", "11:00"), b.replace("11:00", "10:00")])
    assert swapped.warnings == []
    assert (visit(report, "a").starts_at.hour, visit(report, "b").starts_at.hour) == (15, 14)
    assert not visit(report, "a").overbooked


@pytest.mark.parametrize("was", ["cancelled", "noshow"])
def test_a_visit_that_comes_back_to_a_time_given_away_is_overbooked(db: None, tmp_path: Path, was: str) -> None:
    a, b = f"a,1,office,lee,main,2026-03-09,10:00,{was}", "b,3,office,lee,main,2026-03-09,10:00,booked"
    report = load(tmp_path, visits=[a, b])
    again = load(tmp_path, visits=[a.replace(was, "booked"), b])
    assert [one.line for one in again.warnings] == [2]
    assert (visit(report, "a").overbooked, visit(report, "b").overbooked) == (True, False)


def test_a_cancelled_visit_given_to_another_chart_frees_nobodys_time(db: None, tmp_path: Path) -> None:
    a, b = "a,1,office,lee,main,2026-03-09,10:00,cancelled", "b,3,office,lee,main,2026-03-09,10:00,booked"
    report = load(tmp_path, visits=[a, b])
    load(tmp_path, visits=["a,2,office,lee,main,2026-03-09,10:00,booked", b])
    assert (visit(report, "a").overbooked, visit(report, "b").overbooked) == (True, False)


def test_a_missed_visit_called_cancelled_frees_nobodys_time(db: None, tmp_path: Path) -> None:
    a, b = "a,1,office,lee,main,2026-03-09,10:00,noshow", "b,3,office,lee,main,2026-03-09,10:00,booked"
    report = load(tmp_path, visits=[a, b])
    load(tmp_path, visits=[a.replace("noshow", "cancelled"), b, "c,2,office,lee,main,2026-03-09,10:00,booked"])
    assert (visit(report, "b").overbooked, visit(report, "c").overbooked) == (False, True)


def test_a_visit_given_to_another_chart_ends_for_the_first_patient(db: None, tmp_path: Path) -> None:
    report = load(tmp_path)
    old = visit(report)
    load(tmp_path, visits=["v1,3,office,lee,main,2026-03-09,10:00,booked", *VISITS[1:]])
    with practice_scope(report.practice_id):
        assert Appointment.objects.get(pk=old.pk).status == "cancelled"
        new = Appointment.objects.get(external_id="v1")
        assert (new.patient.chart_id, new.status, new.overbooked) == ("3", "booked", False)


@pytest.mark.parametrize("was", ["cancelled", "noshow", "completed"])
def test_a_visit_that_has_ended_is_not_cancelled_when_it_is_given_to_another_chart(
    db: None, tmp_path: Path, was: str
) -> None:
    report = load(tmp_path, visits=[f"v1,1,office,lee,main,2026-03-09,10:00,{was}", *VISITS[1:]])
    old = visit(report)
    heard: list[VisitChange] = []
    visit_changed.listen(heard.append)
    try:
        load(tmp_path, visits=[f"v1,3,office,lee,main,2026-03-09,10:00,{was}", *VISITS[1:]])
    finally:
        visit_changed._listeners.remove(heard.append)
    assert heard == []
    with practice_scope(report.practice_id):
        after = Appointment.objects.get(pk=old.pk)
        assert (after.status, after.version, after.external_id) == (old.status, old.version, "")
        new = Appointment.objects.get(external_id="v1")
        assert (new.patient.chart_id, new.status, new.overbooked) == ("3", old.status, False)


def test_a_missed_visit_called_cancelled_is_not_told_as_one_that_was_cancelled(db: None, tmp_path: Path) -> None:
    report = load(tmp_path, visits=["v1,1,office,lee,main,2026-03-09,10:00,noshow", *VISITS[1:]])
    heard: list[VisitChange] = []
    visit_changed.listen(heard.append)
    try:
        load(tmp_path, visits=["v1,1,office,lee,main,2026-03-09,10:00,cancelled", *VISITS[1:]])
    finally:
        visit_changed._listeners.remove(heard.append)
    assert (visit(report).status, heard) == ("cancelled", [])


def test_arrived_then_fulfilled_in_the_file_moves_on_from_ours(db: None, tmp_path: Path) -> None:
    report = load(tmp_path)
    with practice_scope(report.practice_id):
        one = Appointment.objects.get(external_id="v1")
        booking.arrive(one.pk, one.version, now=NOW, actor="staff:1")
    again = load(tmp_path, visits=["v1,1,office,lee,main,2026-03-09,10:00,completed", *VISITS[1:]])
    assert again.conflicts == []
    assert visit(report).status == "fulfilled"


def test_absent_rows_stay_unless_the_file_is_complete(db: None, tmp_path: Path) -> None:
    report = load(tmp_path)
    some = load(tmp_path, patients=PATIENTS[:2], visits=VISITS[:1])
    assert visit(report, "v2").status == "booked"
    assert sum(counts.ended for counts in some.counts.values()) == 0
    whole = load(tmp_path, patients=PATIENTS[:2], visits=VISITS[:1], complete=True)
    assert (whole.counts["appointment"].ended, whole.counts["patient"].ended) == (2, 1)
    assert (visit(report, "v1").status, visit(report, "v2").status) == ("booked", "cancelled")
    with practice_scope(report.practice_id):
        assert not Patient.objects.get(chart_id="3").active


def test_a_complete_file_never_touches_the_past(db: None, tmp_path: Path) -> None:
    report = load(tmp_path)
    load(tmp_path, visits=VISITS[2:], complete=True, now=datetime(2026, 3, 10, 15, tzinfo=UTC))
    assert (visit(report, "v1").status, visit(report, "v1").version) == ("booked", 1)


def test_a_visit_moved_here_and_absent_from_a_complete_file_is_for_a_person(db: None, tmp_path: Path) -> None:
    report = load(tmp_path)
    move_here(report, datetime(2026, 3, 12, 18, tzinfo=UTC))
    again = load(tmp_path, visits=VISITS[1:], complete=True)
    assert [one.key for one in again.conflicts] == ["v1"]
    assert visit(report).status == "booked"


def test_a_complete_file_without_rows_is_refused(db: None, tmp_path: Path) -> None:
    load(tmp_path)
    with pytest.raises(LoadErrors, match="problem"):
        load(tmp_path, visits=[], complete=True)


def test_each_value_of_a_patient_is_judged_by_itself(db: None, tmp_path: Path) -> None:
    report = load(tmp_path)
    with practice_scope(report.practice_id):
        Patient.objects.filter(chart_id="3").update(first_name="Samuel", language="es")
    changed = [row.replace("Sam,Fox,1970-02-03,en", "Sammy,Foxx,1970-02-03,en") for row in PATIENTS]
    again = load(tmp_path, patients=changed)
    assert [one.name for conflict in again.conflicts for one in conflict.differences] == ["first_name"]
    with practice_scope(report.practice_id):
        sam = Patient.objects.get(chart_id="3")
        assert (sam.first_name, sam.last_name, sam.language) == ("Samuel", "Foxx", "es")


def test_a_phone_replaced_in_the_file_ends_the_old_one(db: None, tmp_path: Path) -> None:
    report = load(tmp_path)
    load(tmp_path, patients=[PATIENTS[0].replace("0123", "0140"), *PATIENTS[1:]])
    with practice_scope(report.practice_id):
        links = ContactLink.objects.filter(patient__chart_id="1", ended_at__isnull=True)
        assert [link.contact.phone for link in links] == ["+12125550140"]
        assert ContactLink.objects.filter(patient__chart_id="2", ended_at__isnull=True).count() == 1


def test_a_phone_ended_here_stays_ended(db: None, tmp_path: Path) -> None:
    report = load(tmp_path)
    with practice_scope(report.practice_id):
        ContactLink.objects.filter(patient__chart_id="1").update(ended_at=NOW)
    load(tmp_path)
    with practice_scope(report.practice_id):
        assert ContactLink.objects.filter(patient__chart_id="1", ended_at__isnull=True).count() == 0


def test_consent_is_added_only_when_the_file_says_something_new(db: None, tmp_path: Path) -> None:
    report = load(tmp_path)
    load(tmp_path)
    with practice_scope(report.practice_id):
        assert ConsentEvent.objects.filter(patient_id_then__isnull=False).count() == 3
    both = [PATIENTS[0].replace(",care,", ",care waitlist,"), *PATIENTS[1:]]
    load(tmp_path, patients=both)
    load(tmp_path)
    with practice_scope(report.practice_id):
        events = ConsentEvent.objects.filter(purpose="waitlist").order_by("pk")
        assert [(event.granted, event.channel) for event in events] == [(True, "form"), (False, "import")]
        assert ConsentEvent.objects.filter(purpose="care").count() == 3


def test_a_file_never_lifts_a_suppression(db: None, tmp_path: Path) -> None:
    report = load(tmp_path)
    with practice_scope(report.practice_id):
        Suppression.objects.create(practice_id=report.practice_id, phone="+12125550123", why="opt_out", since=NOW)
    later = [row.replace("2026-01-05", "2026-03-05") for row in PATIENTS]
    load(tmp_path, patients=later, now=NOW + timedelta(days=5))
    with practice_scope(report.practice_id):
        assert Suppression.objects.filter(lifted_at__isnull=True).count() == 1


def test_what_staff_changed_in_the_practice_stays(db: None, tmp_path: Path) -> None:
    report = load(tmp_path)
    with practice_scope(report.practice_id):
        Practice.objects.update(caps_a_day=3)
    load(tmp_path, practice=PRACTICE.replace("week: 4", "week: 5"))
    with practice_scope(report.practice_id):
        practice = Practice.objects.get()
        assert (practice.caps_a_day, practice.caps_a_week) == (3, 5)


def test_a_setting_the_file_newly_names_is_taken(db: None, tmp_path: Path) -> None:
    report = load(tmp_path, practice=PRACTICE.replace("  caps: {day: 2, week: 4}\n", ""))
    again = load(tmp_path)
    assert again.conflicts == []
    with practice_scope(report.practice_id):
        assert Practice.objects.get().caps_a_day == 2


def test_a_language_a_patient_chose_stays(db: None, tmp_path: Path) -> None:
    report = load(tmp_path)
    with practice_scope(report.practice_id):
        Contact.objects.filter(phone="+12125550124").update(language="es")
    load(tmp_path)
    with practice_scope(report.practice_id):
        assert Contact.objects.get(phone="+12125550124").language == "es"


VALUES = st.dictionaries(st.sampled_from("abc"), st.sampled_from(["", "x", "y"]), min_size=3, max_size=3)


@given(last=VALUES, file=VALUES, ours=VALUES)
def test_nothing_is_applied_over_a_change_made_here(
    last: dict[str, str], file: dict[str, str], ours: dict[str, str]
) -> None:
    for judge in (compare, compare_whole):
        verdict = judge(last, file, ours)
        assert all(ours[name] == last[name] for name in verdict.apply)
        after = ours | verdict.apply
        again = judge(file, file, after)
        assert (again.apply, again.conflicts) == ({}, [])


TIMES = st.sampled_from(["09:00", "09:15", "10:00", "13:30"])
STATES = st.sampled_from(["booked", "confirmed", "cancelled", "arrived", "fulfilled", "noshow"])
ROWS = st.lists(
    st.tuples(st.sampled_from("123"), st.sampled_from(["lee", "ortiz"]), TIMES, STATES), min_size=1, max_size=6
)


# The examples share one database: each finds what the one before left. They are the same in every run.
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(first=ROWS, second=ROWS)
@example(
    first=[("1", "lee", "10:00", "cancelled"), ("3", "lee", "10:00", "booked")],
    second=[("1", "lee", "10:00", "booked"), ("3", "lee", "10:00", "booked")],
)
def test_any_file_loaded_twice_changes_nothing_the_second_time(
    db: None, tmp_path: Path, first: list[tuple[str, ...]], second: list[tuple[str, ...]]
) -> None:
    def rows(some: list[tuple[str, ...]]) -> list[str]:
        return [
            f"p{n},{chart},office,{who},main,2026-03-10,{at},{state}" for n, (chart, who, at, state) in enumerate(some)
        ]

    load(tmp_path, visits=rows(first))
    load(tmp_path, visits=rows(second))
    again = load(tmp_path, visits=rows(second))
    counts = again.counts["appointment"]
    assert (counts.new, counts.changed, counts.conflicts, counts.ended) == (0, 0, 0, 0)

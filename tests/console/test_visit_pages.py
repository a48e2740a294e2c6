"""Today, the calendar, and marks with one click. It is Monday 2 March 2026, ten o'clock in New York."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from replywell.audit.models import AuditEvent
from replywell.common.tenancy import practice_scope
from replywell.console import day as days
from replywell.console.models import AccessRules
from replywell.console.words import happened
from replywell.messaging.models import Conversation
from replywell.patients.models import Contact, Patient
from replywell.practices.models import Closure, Role
from replywell.scheduling import booking
from replywell.scheduling.free_slots import free_slots
from replywell.scheduling.models import Appointment, Session
from tests.console.access import add_staff, give_login, logged_in
from tests.practice import Oak, make_patient, make_practice, make_visit
from tests.scheduling.calls import at


@pytest.fixture
def oak(frozen: datetime) -> Oak:
    made = make_practice()
    give_login(made.anna, "anna")
    with practice_scope(made.id):
        AccessRules.objects.create(practice=made.practice, second_factor_roles=[])
    return made


@pytest.fixture
def anna(oak: Oak) -> Client:
    return logged_in("anna")


def page(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, answer.content
    return re.sub(r"\s+", " ", answer.content.decode())


def now_of(oak: Oak, visit: Appointment) -> Appointment:
    with practice_scope(oak.id):
        return Appointment.objects.get(pk=visit.pk)


def mark(browser: Client, visit: Appointment, deed: str, version: int, where: str = "page=today") -> str:
    """Press a button of a page, as its script does."""
    answer = browser.post(
        f"/visits/{visit.public_id}/{deed}/?{where}", {"version": version}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def test_today_tells_who_comes_who_is_late_who_is_not_confirmed_and_what_is_free(
    oak: Oak, anna: Client, frozen: datetime
) -> None:
    people = [make_patient(oak, name, phone=f"+1212555{n:04}") for n, name in enumerate(["Ana", "Ben", "Cai", "Dee"])]
    _late, told, asked, sure = (
        make_visit(oak, who, at(2, *when)) for who, when in zip(people, [(9, 30), (10, 30), (13,), (15,)], strict=True)
    )
    with practice_scope(oak.id):
        booking.running_late(told.pk, 1, 20, now=frozen, actor="patient")
        booking.ask(asked.pk, 1, now=frozen, actor="system")
        booking.confirm(sure.pk, 1, now=frozen, actor="patient")
        slot = free_slots(oak.visit_type, now=frozen, start=at(2, 16), end=at(2, 16, 1), practitioner_id=oak.ortiz.pk)[
            0
        ]
        booking.hold(slot, until=at(2, 11), now=frozen, actor="staff:anna")
    seen = page(anna, "/today/")
    assert "Today, Monday, March 2" in seen
    for words in ("not here for 30 min", "20 min late", "asked", "confirmed", "kept free, until 11:00 am"):
        assert words in seen
    assert {label: int(number) for number, label in re.findall(r"<strong>(\d+)</strong> ([\w ]+)</a>", seen)} == {
        "Visits": 4, "Not confirmed": 3, "Late": 2, "Gaps": 7, "Kept free": 1,
    }  # fmt: skip
    assert "8:00 am - 12:00 pm, 1:00 pm - 5:00 pm" in seen
    assert "1 h free" in seen  # from eleven to noon
    only = page(anna, "/today/?show=unconfirmed")
    assert "Ana Diaz" in only
    assert "Dee Diaz" not in only
    assert f'/patients/?on=2026-03-02&amp;who={oak.lee.public_id}"' in page(anna, "/today/?show=gaps")


def test_one_click_marks_here_done_missed_and_shows_it_at_once(oak: Oak, anna: Client) -> None:
    maria, leo = make_patient(oak), make_patient(oak, "Leo", phone="+12125550124")
    visit, other = make_visit(oak, maria, at(2, 10)), make_visit(oak, leo, at(2, 9))
    shown = mark(anna, visit, "arrive", 1)
    assert "Maria Diaz is here." in shown
    assert 'class="state arrived"' in shown
    assert now_of(oak, visit).status == "arrived"
    assert "is done" in mark(anna, visit, "done", 2)
    assert "is marked as missed" in mark(anna, other, "no-show", 1)
    assert (now_of(oak, visit).status, now_of(oak, other).status) == ("fulfilled", "noshow")
    assert "is expected" in mark(anna, other, "reopen", 2)
    assert "not done yet" in mark(anna, visit, "reopen", 3)
    with practice_scope(oak.id):
        events = AuditEvent.objects.filter(actor="staff:anna", verb__startswith="visit.").order_by("id")
        told = list(events.values_list("verb", flat=True))
    assert told == ["visit.arrived", "visit.fulfilled", "visit.noshow", "visit.reopened", "visit.reopened"]


def test_of_two_who_click_at_once_one_is_told_that_it_changed(oak: Oak, anna: Client) -> None:
    add_staff(oak, "ben", Role.FRONT_DESK)
    visit = make_visit(oak, make_patient(oak), at(2, 10))
    mark(anna, visit, "arrive", 1)
    shown = mark(logged_in("ben"), visit, "no-show", 1)
    assert "changed this visit a moment ago" in shown
    assert 'class="state arrived"' in shown
    assert now_of(oak, visit).status == "arrived"
    without_script = logged_in("ben").post(f"/visits/{visit.public_id}/no-show/?page=today", {"version": 1})
    assert without_script.status_code == 409
    assert b"/today/" in without_script.content


def test_a_kept_time_is_let_go(oak: Oak, anna: Client, frozen: datetime) -> None:
    with practice_scope(oak.id):
        slot = free_slots(oak.visit_type, now=frozen, start=at(2, 14), end=at(2, 14, 1))[0]
        held = booking.hold(slot, until=at(2, 12), now=frozen, actor="staff:anna")
    assert "The time is free again" in mark(anna, held, "release", 1)
    assert now_of(oak, held).status == "expired"


def test_a_visit_moves_to_a_time_that_is_shown_and_only_there(oak: Oak, anna: Client) -> None:
    maria = make_patient(oak)
    visit = make_visit(oak, maria, at(2, 14))
    shown = page(anna, f"/visits/{visit.public_id}/times/?page=calendar&day=2026-03-02&when=2026-03-03")
    assert "Free on Tue Mar 3" in shown
    starts = re.findall(r'name="starts_at" value="([^"]+)"', shown)
    assert starts[0] == "2026-03-03T13:00:00+00:00"
    assert f'action="/visits/{visit.public_id}/move/?page=calendar&amp;day=2026-03-02"' in shown
    form = {"version": 1, "starts_at": starts[0], "practitioner": oak.lee.pk}
    where = f"/visits/{visit.public_id}/move/?page=calendar&day=2026-03-02"
    for wrong in (
        {"starts_at": "2026-03-03T03:00:00+00:00"},
        {"starts_at": "x"},
        {"version": ""},
        {"practitioner": "9"},
    ):
        assert anna.post(where, form | wrong).status_code == 409
    assert now_of(oak, visit).starts_at == at(2, 14)
    moved = anna.post(where, form, headers={"HX-Request": "true"}).content.decode()
    assert "Moved to Tue Mar 3, 8:00 am" in moved
    assert now_of(oak, visit).starts_at == at(3, 8)


def test_the_calendar_shows_a_day_a_week_and_everybodys_week(oak: Oak, anna: Client) -> None:
    maria = make_patient(oak)
    make_visit(oak, maria, at(3, 10))
    with practice_scope(oak.id):
        Closure.objects.create(practice=oak.practice, day=date(2026, 3, 4), name="Town Day")
    day = page(anna, "/calendar/?day=2026-03-03")
    assert "Tomorrow, Tuesday, March 3" in day
    assert "10:00 am, Maria Diaz, not asked yet" in day
    assert "2 h free from 8:00 am" in day
    assert "Closed: Town Day" in page(anna, "/calendar/?day=2026-03-04")
    everybody = page(anna, "/calendar/?day=2026-03-05&as=week")
    assert "Week of March 2" in everybody
    assert '1 visit</a><br><span class="state">1 not confirmed' in everybody
    assert everybody.count("Town Day") == 2
    lees = page(anna, f"/calendar/?day=2026-03-05&as=week&who={oak.lee.public_id}")
    assert "Grace Lee" in lees
    assert "10:00 am, Maria Diaz" in lees
    assert lees.count('class="cal-col"') == 5


def test_what_is_no_day_is_today(oak: Oak, anna: Client) -> None:
    for wrong in ("x", "0001-01-01", "9999-12-31", "2026-02-30"):
        assert "Monday, March 2" in page(anna, f"/today/?on={wrong}")
        assert "Monday, March 2" in page(anna, f"/calendar/?day={wrong}&who=x")
        assert "Week of March 2" in page(anna, f"/calendar/?day={wrong}&as=week&who=x")


@pytest.mark.parametrize(
    ("day", "hours", "labels"),
    [
        (date(2026, 3, 8), 23, ["12 am", "1 am", "3 am"]),
        (date(2026, 11, 1), 25, ["12 am", "1 am EDT", "1 am EST", "2 am"]),
    ],
)
def test_the_days_of_a_daylight_saving_change_have_their_own_hours(
    oak: Oak, anna: Client, day: date, hours: int, labels: list[str]
) -> None:
    night = datetime(day.year, day.month, day.day, 4 if hours == 25 else 5, tzinfo=UTC)  # midnight in New York
    patients = [make_patient(oak, f"P{n}", phone=f"+1212555{n:04}") for n in range(6)]
    visits = [make_visit(oak, who, night + timedelta(minutes=30 * n)) for n, who in enumerate(patients)]
    make_visit(oak, patients[0], night + timedelta(hours=hours, minutes=-30))
    with practice_scope(oak.id):
        Session.objects.create(
            practice=oak.practice, schedule=oak.lee_schedule, weekday=6, starts=time(0), ends=time(6)
        )
        grid = days.day_grid(day, datetime(2026, 2, 1, tzinfo=UTC), oak_zone())
    assert [hour.label for hour in grid.hours][: len(labels)] == labels
    assert grid.rows == hours * 12
    lee = next(column for column in grid.columns if column.name == "Dr. Lee")
    assert [block.at for block in lee.blocks[:6]] == [1 + 6 * n for n in range(6)]
    assert lee.lanes == 1, "nothing lies over anything else"
    assert [(one.at, one.length) for one in lee.stretches] == [(1, (6 + hours - 24) * 12)]
    seen = page(anna, f"/calendar/?day={day}")
    assert f"rows-{hours * 12}" in seen
    assert all(str(visit.public_id) in seen for visit in visits)
    assert page(anna, f"/today/?on={day}").count("visit-line") == 7


def oak_zone() -> object:
    from zoneinfo import ZoneInfo

    return ZoneInfo("America/New_York")


def test_every_class_of_the_grid_is_in_its_style_sheet() -> None:
    from tests.console.browser import ROOT

    sheet = (ROOT / "replywell/console/static/console/calendar.css").read_text()
    for number in range(1, 301):
        assert f".at-{number}{{" in sheet
        assert f".len-{number}{{" in sheet
    for rows in range(12, 301, 12):
        assert f".rows-{rows}{{" in sheet


def test_more_visits_do_not_mean_more_queries(oak: Oak, anna: Client) -> None:
    pages = ("/today/", "/calendar/", "/calendar/?as=week", f"/calendar/?as=week&who={oak.lee.public_id}")

    def asked() -> list[int]:
        counts = []
        for address in pages:
            anna.get(address)
            with CaptureQueriesContext(connection) as told:
                anna.get(address)
            counts.append(len(told))
        return counts

    def fill(hours: list[int]) -> None:
        for hour in hours:
            who = make_patient(oak, f"P{hour}", phone=f"+12125551{hour:03}")
            make_visit(oak, who, at(2, hour), with_lee=hour % 2 == 0)
            with practice_scope(oak.id):
                contact = Contact.objects.get(phone=f"+12125551{hour:03}")
                Conversation.objects.create(practice=oak.practice, contact=contact, number=oak.number)

    fill([10])
    few = asked()
    fill([8, 9, 11, 13, 14, 15, 16])
    assert asked() == few
    assert max(few) < 40


def test_who_may_only_look_sees_no_buttons_and_is_refused(oak: Oak) -> None:
    add_staff(oak, "bill", Role.BILLING)
    bill = logged_in("bill")
    visit = make_visit(oak, make_patient(oak), at(2, 10))
    seen = page(bill, "/today/")
    assert "Maria Diaz" in seen
    assert "/arrive/" not in seen
    assert "/arrive/" not in page(bill, f"/visits/{visit.public_id}/?page=calendar")
    assert bill.post(f"/visits/{visit.public_id}/arrive/?page=today", {"version": 1}).status_code == 403
    add_staff(oak, "ada", Role.ADMIN)
    for address in ("/today/", "/calendar/", "/patients/", f"/visits/{visit.public_id}/"):
        assert logged_in("ada").get(address).status_code == 403


def test_every_look_at_days_is_audited(oak: Oak, anna: Client) -> None:
    for address in ("/today/", "/calendar/?day=2026-03-05&as=week"):
        anna.get(address)
        anna.get(address, headers={"HX-Request": "true"})
    with practice_scope(oak.id):
        seen = list(AuditEvent.objects.filter(verb="calendar.viewed").order_by("id").values_list("details", flat=True))
    assert [one["day"] for one in seen] == ["2026-03-02", "2026-03-02 to 2026-03-08"]
    told = [happened("calendar.viewed", one) for one in seen]
    assert told[0].endswith("Mon Mar 2, 2026")
    assert told[1].endswith("Mon Mar 2, 2026 - Sun Mar 8, 2026")


def test_a_name_with_script_stays_a_name(oak: Oak, anna: Client) -> None:
    visit = make_visit(oak, make_patient(oak, "<script>x</script>"), at(2, 10))
    for address in ("/today/", "/calendar/", f"/visits/{visit.public_id}/?page=calendar"):
        assert "<script>x" not in page(anna, address)
    assert "<script>x" not in mark(anna, visit, "arrive", 1)
    with practice_scope(oak.id):
        assert Patient.objects.filter(first_name="<script>x</script>").exists()

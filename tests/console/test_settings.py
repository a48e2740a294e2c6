"""Settings pages: who may, what is refused, what is written down, and what the next load of a file makes of it."""

import re
from datetime import time, timedelta
from html import escape
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from replywell.audit.models import AuditEvent
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.console.models import AccessRules
from replywell.console.setup import wording_names
from replywell.messaging import templates, wording
from replywell.messaging.models import Conversation, Message, Template
from replywell.patients.models import Contact
from replywell.practices.models import (
    CarrierAccount,
    Closure,
    Location,
    Number,
    OnCall,
    OpeningHours,
    Practice,
    PracticeWord,
    Role,
    Staff,
)
from replywell.scheduling.models import AppointmentType, Schedule, Session, SessionException, TypeNeeds
from tests.console.access import add_staff, give_login, logged_in
from tests.ehr.files import PRACTICE
from tests.ehr.files import load as load_files_of_elm
from tests.practice import Oak, make_patient, make_practice

LISTS = ("locations", "clinicians", "rooms", "visits", "numbers", "wordings")
PAGES = (*LISTS, "practice", "texting", "closures", "on-call", "words", "backfill", "pause", "wordings/visit.confirm")
NEW = ("locations/new", "clinicians/new", "rooms/new", "visits/new", "numbers/new")


@pytest.fixture
def oak(db: None) -> Oak:
    """Oak Street with a manager; second factors are asked of nobody."""
    made = make_practice()
    give_login(made.anna, "anna")
    with practice_scope(made.id):
        AccessRules.objects.create(practice=made.practice, second_factor_roles=[])
        templates.install(made.id, clock.now())
    add_staff(made, "mona", Role.MANAGER, "Mona Fox")
    return made


@pytest.fixture
def mona(oak: Oak) -> Client:
    return logged_in("mona")


def one_of(oak: Oak) -> dict[str, str]:
    """The pages of single rows."""
    return {
        "location": f"locations/{oak.location.public_id}", "clinician": f"clinicians/{oak.lee.public_id}",
        "calendar": f"calendars/{oak.lee_schedule.public_id}", "room": f"calendars/{oak.room.public_id}",
        "visit": f"visits/{oak.visit_type.public_id}", "number": f"numbers/{oak.number.public_id}",
    }  # fmt: skip


def fields(page: bytes) -> dict[str, Any]:
    """What a browser would send of the page's main form, untouched."""
    html = page.decode()
    form = html[html.index("novalidate") :]
    form = re.sub(r"<template.*?</template>", "", form[: form.index("</form>")], flags=re.DOTALL)
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = (re.search(rf'\b{one}="([^"]*)"', tag) for one in ("name", "value"))
        if name is None or name[1] == "csrfmiddlewaretoken":
            continue
        if re.search(r'type="(checkbox|radio)"', tag):
            if " checked" in tag:
                found.setdefault(name[1], []).append(value[1] if value else "on")
        else:
            found[name[1]] = value[1] if value else ""
    for tag, name, body in re.findall(r'(<select[^>]*name="([^"]*)"[^>]*>)(.*?)</select>', form, re.DOTALL):
        chosen = re.findall(r'<option value="([^"]*)"[^>]* selected', body)
        every = re.findall(r'<option value="([^"]*)"', body)
        found[name] = chosen or ([] if " multiple" in tag else every[:1])
    return found | dict(re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL))


def save(browser: Client, page: str, expect: int = 302, **changes: Any) -> str:
    """Open a page, change some fields, save. Returns the answer's words."""
    address = f"/settings/{page}/"
    data = fields(browser.get(address).content) | changes
    answer = browser.post(address, {name: value for name, value in data.items() if value is not None})
    assert answer.status_code == expect, (
        page,
        re.findall(r'class="(?:error|notice problem)".*?>(.*?)<', answer.content.decode()),
    )
    return answer.content.decode()


def event(oak: Oak, verb: str = "settings.changed") -> AuditEvent:
    with practice_scope(oak.id):
        return AuditEvent.objects.filter(verb=verb).latest("id")


# Who may, and that every page opens


def test_every_page_opens_for_who_may_change_it_and_saves_untouched_without_a_trace(oak: Oak, mona: Client) -> None:
    for page in (*PAGES, *NEW, *one_of(oak).values(), ""):
        assert mona.get(f"/settings/{page}/".replace("//", "/")).status_code == 200, page
    for page in (*one_of(oak).values(), "practice", "texting", "closures", "on-call", "words", "backfill"):
        save(mona, page)
    with practice_scope(oak.id):
        assert not AuditEvent.objects.filter(verb="settings.changed").exists()


def test_settings_are_closed_to_who_may_not(oak: Oak) -> None:
    for role in (Role.FRONT_DESK, Role.PRIVACY_OFFICER):
        add_staff(oak, role.value, role)
        browser = logged_in(role.value)
        may_pause = role == Role.PRIVACY_OFFICER
        for page in (*PAGES, *NEW, *one_of(oak).values(), f"numbers/{oak.number.public_id}/test"):
            for method in (browser.get, browser.post):
                refused = method(f"/settings/{page}/").status_code == 403
                assert refused is not (page == "pause" and may_pause), (role, page)


def test_the_overview_says_what_is_missing(oak: Oak, mona: Client) -> None:
    page = mona.get("/settings/").content.decode()
    assert "no closed day ahead" in page
    with practice_scope(oak.id):
        Number.objects.all().update(active=False)
        OnCall.objects.all().delete()
        OpeningHours.objects.all().delete()
        Session.objects.filter(schedule=oak.lee_schedule).delete()
    page = mona.get("/settings/").content.decode()
    for words in ("no number yet", "on call now", "no opening hours: Main", "no working times: Grace Lee"):
        assert words in page


def test_queries_do_not_grow_with_rows(oak: Oak, mona: Client) -> None:
    def queries() -> dict[str, int]:
        counted = {}
        for page in ("", "locations/", "clinicians/", "rooms/", "visits/", "numbers/"):
            with CaptureQueriesContext(connection) as seen:
                assert mona.get(f"/settings/{page}").status_code == 200
            counted[page] = len(seen)
        return counted

    queries()
    before = queries()
    with practice_scope(oak.id):
        for n in range(6):
            mine = {"practice": oak.practice}
            place = Location.objects.create(**mine, code=f"l{n}", name=f"Place {n}", zone="America/New_York")
            Schedule.objects.create(**mine, code=f"r{n}", name=f"R {n}", kind="room", location=place)
            AppointmentType.objects.create(**mine, code=f"t{n}", name=f"T {n}", minutes=10)
            Number.objects.create(**mine, account=oak.account, phone=f"+1212555030{n}")
    assert queries() == before


# The practice


def practice(oak: Oak) -> Practice:
    with practice_scope(oak.id):
        return Practice.objects.get()


def test_the_practice_is_changed_and_it_is_written_down_by_whom_from_what_to_what(oak: Oak, mona: Client) -> None:
    save(mona, "practice", name="Oak Lane", late_limit="20", cancel_word="visit", phone="212 555 0112")
    found = practice(oak)
    assert (found.name, found.late_limit, found.cancel_word, found.phone) == ("Oak Lane", 20, "visit", "+12125550112")
    told = event(oak)
    assert told.actor == "staff:mona"
    assert told.details["changes"]["name"] == ["Oak Street Family Practice", "Oak Lane"]
    assert told.details["changes"]["late_limit"] == [15, 20]


WRONG: list[tuple[str, Any, str]] = [
    ("name", "", "required"),
    ("text_name", "Oak Diabetes Clinic", "Not in a text"),
    ("phone", "555-0100", "Write all 10 digits"),
    ("late_limit", "9000", "less than or equal"),
    ("zone", "Mars/Olympus", "not one of the available"),
    ("languages", ["es"], "Your own language must be among them"),
    ("pilot_chart_ids", "nobody-1", "No patient has these chart numbers: nobody-1"),
]


def test_what_cannot_be_is_refused_and_what_was_typed_stays(oak: Oak, mona: Client) -> None:
    for field, value, says in WRONG:
        page = save(
            mona, "practice", expect=400, **{"pilot": "some" if "pilot" in field else "everybody", field: value}
        )
        assert says in page, field
        assert isinstance(value, list) or escape(value) in page
    assert practice(oak).name == "Oak Street Family Practice"


def test_a_pilot_texts_only_these_patients(oak: Oak, mona: Client) -> None:
    patient = make_patient(oak)
    save(mona, "practice", pilot="some", pilot_chart_ids=f" {patient.chart_id},\n")
    assert practice(oak).pilot_chart_ids == [patient.chart_id]
    save(mona, "practice", pilot="everybody")
    assert practice(oak).pilot_chart_ids is None


HOURS = [
    ("NY", "08:00", "21:00", True),
    ("NY", "07:30", "20:00", False),
    ("NY", "09:00", "21:30", False),
    ("CT", "08:30", "20:00", False),
    ("CT", "09:00", "20:00", True),
    ("FL", "09:00", "20:30", False),
    ("NY", "20:00", "09:00", False),
    ("NY", "10:00", "10:00", False),
]


def test_hours_are_never_looser_than_the_law(oak: Oak, mona: Client) -> None:
    for state, begins, ends, good in HOURS:
        with practice_scope(oak.id):
            Practice.objects.update(state=state, quiet_until=time(9), quiet_from=time(20))
        save(mona, "texting", expect=302 if good else 400, quiet_until=begins, quiet_from=ends)
        kept = (practice(oak).quiet_until, practice(oak).quiet_from)
        wanted = (time.fromisoformat(begins), time.fromisoformat(ends)) if good else (time(9), time(20))
        assert kept == wanted, (state, begins, ends)


def test_caps_have_a_limit_of_their_own(oak: Oak, mona: Client) -> None:
    save(mona, "texting", caps_a_day="2", caps_a_week="4")
    assert practice(oak).caps_a_week == 4
    save(mona, "texting", expect=400, caps_a_day="6", caps_a_week="15")
    assert "less than a day" in save(mona, "texting", expect=400, caps_a_day="3", caps_a_week="1")


def test_closed_days_come_from_the_calendar_and_past_ones_stay(oak: Oak, mona: Client) -> None:
    today = clock.now().date()
    past, ahead = today - timedelta(days=30), today + timedelta(days=30)
    with practice_scope(oak.id):
        Closure.objects.create(practice=oak.practice, day=past, name="Snow")
    page = mona.get(f"/settings/closures/?holidays={today.year + 1}").content
    data = fields(page)
    names = [value for name, value in data.items() if name.endswith("-name")]
    assert "Independence Day" in " ".join(names)
    assert "Snow" not in names
    free = next(name for name, value in data.items() if name.endswith("-day") and not value).removesuffix("-day")
    labour = next(name for name, value in data.items() if value == "Labor Day").removesuffix("-name")
    data |= {f"{free}-day": ahead.isoformat(), f"{free}-name": "Inventory", f"{labour}-off": "on"}
    assert mona.post("/settings/closures/", data).status_code == 302
    with practice_scope(oak.id):
        found = set(Closure.objects.values_list("name", flat=True))
    assert {"Snow", "Inventory", "Thanksgiving Day"} <= found
    assert "Labor Day" not in found
    half = data | {f"{free}-name": ""}
    answer = mona.post("/settings/closures/", half)
    assert answer.status_code == 400
    assert "Fill this in" in answer.content.decode()


def test_who_saves_a_page_that_is_out_of_date_is_told_and_changes_nothing(oak: Oak, mona: Client) -> None:
    add_staff(oak, "ada", Role.ADMIN)
    data = fields(mona.get("/settings/practice/").content)
    save(logged_in("ada"), "practice", late_limit="30")
    answer = mona.post("/settings/practice/", data | {"late_limit": "5"})
    assert answer.status_code == 400
    assert "Somebody changed this meanwhile" in answer.content.decode()
    assert practice(oak).late_limit == 30


# The calendar


def test_a_locations_hours_are_changed(oak: Oak, mona: Client) -> None:
    page = one_of(oak)["location"]
    save(mona, page, day0="9:00-12:00, 1 pm - 4 pm", day4="", address="12 Main St")
    with practice_scope(oak.id):
        hours = OpeningHours.objects.filter(location=oak.location).order_by("weekday", "opens")
        told = [(one.weekday, f"{one.opens:%H:%M}-{one.closes:%H:%M}") for one in hours]
    assert told[:2] == [(0, "09:00-12:00"), (0, "13:00-16:00")]
    assert 4 not in [day for day, _ in told]
    for wrong in ("12:00-9:00", "nine to five", "08:00-12:00, 11:00-13:00", "25:00-26:00"):
        assert "Write stretches such as" in save(mona, page, expect=400, day1=wrong)


def test_a_clinician_is_added_with_a_calendar_and_works_at_a_second_place(oak: Oak, mona: Client) -> None:
    save(mona, "locations/new", name="Harbor", zone="America/New_York", phone="", day5="09:00-12:00")
    answer = mona.post(
        "/settings/clinicians/new/", fields(mona.get("/settings/clinicians/new/").content)
        | {"name": "Ana Silva", "text_name": "Dr. Silva", "also_called": "Anita, Dra. Ana", "location": "main"},
    )  # fmt: skip
    with practice_scope(oak.id):
        schedule = Schedule.objects.select_related("practitioner").get(practitioner__name="Ana Silva")
    assert answer.headers["Location"] == f"/settings/calendars/{schedule.public_id}/"
    assert schedule.practitioner is not None
    assert schedule.practitioner.also_called == ["Anita", "Dra. Ana"]
    save(mona, f"calendars/{schedule.public_id}", day0="08:00-12:00")
    who = schedule.practitioner.public_id
    second = mona.post(f"/settings/clinicians/{who}/works-at/", {"location": "harbor"}).headers["Location"]
    page = save(mona, second.removeprefix("/settings/").strip("/"), expect=400, day0="11:00-13:00")
    assert "Monday: 11:00-13:00 overlaps 08:00-12:00 at Main." in page
    save(mona, second.removeprefix("/settings/").strip("/"), day0="13:00-16:00")
    with practice_scope(oak.id):
        assert Session.objects.filter(schedule__practitioner__name="Ana Silva").count() == 2


def test_days_that_differ_are_one_line_for_days_in_a_row_and_past_ones_stay(oak: Oak, mona: Client) -> None:
    page, today = one_of(oak)["calendar"], clock.now().date()
    with practice_scope(oak.id):
        SessionException.objects.create(
            practice=oak.practice, schedule=oak.lee_schedule, day=today - timedelta(days=9), reason="Flu"
        )
    first, last = today + timedelta(days=10), today + timedelta(days=14)
    away = {"exceptions-0-first": first.isoformat(), "exceptions-0-last": last.isoformat(), "exceptions-0-what": "off"}
    save(mona, page, **away, **{"exceptions-0-reason": "Holiday"})
    with practice_scope(oak.id):
        assert SessionException.objects.filter(reason="Holiday").count() == 5
        assert SessionException.objects.filter(reason="Flu").count() == 1
    data = fields(mona.get(f"/settings/{page}/").content)
    assert (data["exceptions-0-first"], data["exceptions-0-last"]) == (first.isoformat(), last.isoformat())
    assert data["exceptions-INITIAL_FORMS"] == "1"
    save(mona, page, expect=400, **{"exceptions-1-first": last.isoformat(), "exceptions-1-what": "works"})
    save(mona, page, **{"exceptions-0-off": "on"})
    with practice_scope(oak.id):
        assert not SessionException.objects.filter(reason="Holiday").exists()


def test_times_for_a_while_or_for_some_visits_stand_beside_each_weeks(oak: Oak, mona: Client) -> None:
    page = one_of(oak)["calendar"]
    save(mona, page, **{"special-0-weekday": "5", "special-0-times": "09:00-11:00", "special-0-types": ["visit"]})
    with practice_scope(oak.id):
        made = Session.objects.get(schedule=oak.lee_schedule, weekday=5)
    assert made.types == ["visit"]
    words = save(mona, page, expect=400, **{"special-1-weekday": "5", "special-1-times": "10:00-12:00"})
    assert "Saturday: 10:00-12:00 and 09:00-11:00 overlap." in words


def test_a_calendar_that_is_switched_off_offers_nothing(oak: Oak, mona: Client) -> None:
    save(mona, one_of(oak)["room"], active=None)
    with practice_scope(oak.id):
        assert not Schedule.objects.get(pk=oak.room.pk).active
    assert "not booked" in mona.get("/settings/rooms/").content.decode()


def test_a_kind_of_visit_is_added_and_changed(oak: Oak, mona: Client) -> None:
    new = {"name": "Check-up", "name_en": "check-up", "minutes": "20", "needs-0-part": "Practitioner"}
    save(mona, "visits/new", **new, **{"needs-0-schedules": ["lee", "ortiz"]})
    with practice_scope(oak.id):
        made = AppointmentType.objects.get(name="Check-up")
        assert sorted(TypeNeeds.objects.filter(type=made).values_list("part", "schedule__code")) == [
            ("practitioner", "lee"),
            ("practitioner", "ortiz"),
        ]
    save(mona, f"visits/{made.public_id}", lead_minutes="1d", reminders="2h, 48h", bookable_by_text=None)
    with practice_scope(oak.id):
        made.refresh_from_db()
    assert (made.lead_minutes, made.reminders, made.bookable_by_text) == (1440, ["48h", "2h"], False)
    for wrong in ({"lead_minutes": "soon"}, {"reminders": "yesterday"}, {"name_en": "HIV test"}, {"minutes": "0"}):
        save(mona, f"visits/{made.public_id}", expect=400, **wrong)
    nobody = save(mona, f"visits/{made.public_id}", expect=400, **{"needs-0-off": "on"})
    assert "Say what it occupies" in nobody


# Numbers, words, on call


def test_a_test_text_goes_to_a_colleague_by_this_number_through_the_gate(oak: Oak, mona: Client) -> None:
    with practice_scope(oak.id):
        second = Number.objects.create(practice=oak.practice, account=oak.account, phone="+12125550109")
    page = mona.post(f"/settings/numbers/{second.public_id}/test/", {"to": "anna"}, follow=True).content.decode()
    assert "A test text to Anna Reed" in page
    with practice_scope(oak.id):
        text = Message.objects.get()
    assert (text.purpose, text.phone, text.number_id) == ("page", "+12125550190", second.pk)
    assert (
        text.body
        == "Replywell: a test text of Oak Street, sent by Mona Fox on the settings page. Nothing to do: it works."
    )
    assert event(oak, "number.tested").details["staff"] == "anna"


def test_a_test_text_goes_to_nobody_else(oak: Oak, mona: Client) -> None:
    for to in ("", "+12125550123", "nobody"):
        page = mona.post(f"/settings/numbers/{oak.number.public_id}/test/", {"to": to}, follow=True).content.decode()
        assert "Choose a colleague" in page
    with practice_scope(oak.id):
        assert not Message.objects.exists()


def test_test_texts_are_limited(oak: Oak, mona: Client) -> None:
    address = f"/settings/numbers/{oak.number.public_id}/test/"
    for _ in range(7):
        mona.post(address, {"to": "anna"})
    with practice_scope(oak.id):
        assert Message.objects.count() == 5


def test_a_stopped_number_is_let_send_again(oak: Oak, mona: Client) -> None:
    address = f"/settings/numbers/{oak.number.public_id}"
    with practice_scope(oak.id):
        Number.objects.update(stopped_at=clock.now(), stopped_reason="30034")
    assert "The carrier refuses this number" in mona.get(f"{address}/").content.decode()
    assert "Let it send again first" in mona.post(f"{address}/test/", {"to": "anna"}, follow=True).content.decode()
    mona.post(f"{address}/resume/")
    with practice_scope(oak.id):
        assert Number.objects.get().stopped_at is None
    assert event(oak, "number.resumed").details["before"] == "30034"


@pytest.mark.parametrize(("answered", "passed"), [("", True), ("stop", False)])
def test_cancel_counts_as_tested_only_when_the_carrier_left_it_alone(
    oak: Oak, mona: Client, answered: str, passed: bool
) -> None:
    address = f"/settings/numbers/{oak.number.public_id}/cancel-test/"
    assert "No text CANCEL came" in mona.post(address, follow=True).content.decode()
    make_patient(oak)
    with practice_scope(oak.id):
        contact = Contact.objects.get()
        talk = Conversation.objects.create(practice=oak.practice, contact=contact, number=oak.number)
        Message.objects.create(
            practice=oak.practice, conversation=talk, direction="in", phone=contact.phone, number=oak.number,
            body="Cancel ", status="received", created_at=clock.now(), carrier_answered=answered,
        )  # fmt: skip
    mona.post(address)
    with practice_scope(oak.id):
        assert (Number.objects.get().cancel_tested_at is not None) is passed


def test_a_number_is_added_by_an_account_of_the_practice_and_no_other(oak: Oak, mona: Client) -> None:
    CarrierAccount.objects.create(key="elm-twilio", carrier="simulator")
    page = mona.get("/settings/numbers/new/").content.decode()
    assert "elm-twilio" not in page
    save(mona, "numbers/new", expect=400, phone="(212) 555-0177", account="elm-twilio")
    save(mona, "numbers/new", phone="(212) 555-0177", account=oak.account.key, segments_a_second="2.5")
    with practice_scope(oak.id):
        assert Number.objects.get(phone="+12125550177").segments_a_second == 2.5
    make_practice("elm", "+12125550200")
    assert "Another practice here uses this number" in save(
        mona, "numbers/new", expect=400, phone="(212) 555-0200", account=oak.account.key
    )


def test_on_call_is_a_list_in_order_with_times(oak: Oak, mona: Client) -> None:
    save(
        mona, "on-call",
        **{
            "entries-0-staff": "anna", "entries-1-staff": "nia", "entries-1-begins": "2030-03-12T08:00",
            "entries-1-ends": "2030-03-12T18:00",
        },
    )  # fmt: skip
    with practice_scope(oak.id):
        found = list(OnCall.objects.order_by("rank").values_list("staff__code", "starts_at"))
    assert [code for code, _ in found] == ["anna", "nia"]
    assert found[1][1].isoformat() == "2030-03-12T12:00:00+00:00"
    wrong = {"entries-1-begins": "2030-03-12T18:00", "entries-1-ends": "2030-03-12T08:00"}
    assert "after the beginning" in save(mona, "on-call", expect=400, **wrong)


def test_with_a_real_carrier_somebody_with_a_phone_stays_on_call(oak: Oak, mona: Client) -> None:
    CarrierAccount.objects.filter(pk=oak.account.pk).update(carrier="twilio")
    with practice_scope(oak.id):
        Staff.objects.filter(code="anna").update(phone="")
    nobody = {"entries-0-off": "on", "entries-1-off": "on"}
    later = {"entries-0-begins": "2090-03-12T08:00", "entries-1-staff": "anna"}
    for wrong in (nobody, {"entries-0-off": "on"}, later):
        assert "must be on call now" in save(mona, "on-call", expect=400, **wrong)
    save(mona, "on-call", **{"entries-1-off": "on"})
    CarrierAccount.objects.filter(pk=oak.account.pk).update(carrier="simulator")
    save(mona, "on-call", **{"entries-0-off": "on"})
    with practice_scope(oak.id):
        assert not OnCall.objects.exists()


def test_own_words_are_kept_by_what_they_stand_for(oak: Oak, mona: Client) -> None:
    save(mona, "words", practitioner__lee="dr grace, gracie", known_words="wellness garden")
    with practice_scope(oak.id):
        assert sorted(PracticeWord.objects.values_list("words", "code")) == [
            ("dr grace", "lee"), ("gracie", "lee"), ("wellness garden", ""),
        ]  # fmt: skip
    assert "stands here twice" in save(mona, "words", expect=400, practitioner__ortiz="Gracie")
    assert "cannot be one" in save(mona, "words", expect=400, known_words="stop")


# Wordings


def use(browser: Client, key: str, body: str, language: str = "en", after: int = 1, do: str = "use") -> Any:
    return browser.post(
        f"/settings/wordings/{key}/", {"language": language, "after": str(after), "body": body, "do": do}
    )


THANKS = "You are very welcome. {practice}"


def test_every_text_is_named_by_when_it_is_sent() -> None:
    assert set(wording_names.NAMES) == set(wording.shipped("en"))
    assert {key.partition(".")[0] for key in wording_names.NAMES} >= set(wording_names.GROUPS)


def test_a_wording_is_looked_at_then_used_as_a_new_version(oak: Oak, mona: Client) -> None:
    look = use(mona, "thanks.reply", THANKS, do="look").content.decode()
    assert "You are very welcome. Oak Street" in look
    assert "1 text, 32 characters (GSM-7)" in look
    with practice_scope(oak.id):
        assert Template.objects.filter(key="thanks.reply", language="en").count() == 1
    assert use(mona, "thanks.reply", THANKS).status_code == 302
    with practice_scope(oak.id):
        newest = Template.objects.filter(key="thanks.reply", language="en").latest("version")
        assert (newest.version, newest.approved_by, newest.body) == (2, "mona", THANKS)
        assert templates.render(oak.id, "thanks.reply", "en", {}).body == "You are very welcome. Oak Street"
    assert event(oak, "wording.approved").details == {
        "key": "thanks.reply", "language": "en", "before": 1, "version": 2
    }  # fmt: skip
    page = mona.get("/settings/wordings/thanks.reply/").content.decode()
    assert "version 2, approved by Mona Fox" in page
    assert use(mona, "thanks.reply", "Too late. {practice}", after=1).status_code == 400


REFUSED = [
    ("visit.confirm", "{practice}: visit {when}. Reply C yes, R move", "The word STOP must stay"),
    ("visit.confirm", "{practice}: visit soon. Reply STOP to end", "The place {when} must stay"),
    ("visit.confirm", "Hi! Visit {when} at {practice}. Reply STOP to end", "It must begin with {practice}"),
    ("visit.pick_time", "Which day?", "The place {options} must stay"),
    ("safety.crisis", "We are alerting a person at {practice}.", "The word 988 must stay"),
    ("thanks.reply", "Reply CANCEL to cancel. {practice}", "nobody is asked to text CANCEL"),
    ("thanks.reply", "Your biopsy is back. {practice}", "names an illness"),
    ("thanks.reply", "Thanks {doctor}, {practice}", "There is no place {doctor}"),
    ("thanks.reply", "Thanks [{practice}", "A bracket is not closed"),
    ("thanks.reply", "", "The text is empty"),
    ("thanks.reply", "x" * 701 + "{practice}", "has 711 characters; 700 are the most"),
]


def test_a_wording_that_may_not_be_is_refused_with_the_reason(oak: Oak, mona: Client) -> None:
    with practice_scope(oak.id):
        before = Template.objects.count()
    for key, body, why in REFUSED:
        answer = use(mona, key, body)
        assert answer.status_code == 400, body
        assert escape(why) in answer.content.decode(), body
    with practice_scope(oak.id):
        assert Template.objects.count() == before


# The pause


def test_all_texts_are_paused_after_a_tick_and_a_reason_and_leave_again(oak: Oak, mona: Client) -> None:
    for wrong in ({"do": "pause", "reason": "Flood"}, {"do": "pause", "sure": "yes", "reason": " "}):
        assert mona.post("/settings/pause/", wrong).status_code == 400
        assert practice(oak).paused_at is None
    mona.post("/settings/pause/", {"do": "pause", "sure": "yes", "reason": "Flood"})
    assert practice(oak).paused_reason == "Flood"
    assert event(oak, "texting.paused").details == {"reason": "Flood"}
    assert "Flood" in mona.get("/settings/").content.decode()
    assert mona.post("/settings/pause/", {"do": "pause", "sure": "yes", "reason": "Again"}).status_code == 400
    mona.post("/settings/pause/", {"do": "resume"})
    assert practice(oak).paused_at is None
    assert event(oak, "texting.unpaused").actor == "staff:mona"


# Loads


def test_a_load_after_a_page_keeps_the_page(db: None, tmp_path: Path) -> None:
    """Through the real pages and the real loader: also what the file begins to speak of later."""
    report = load_files_of_elm(tmp_path, PRACTICE)
    with practice_scope(report.practice_id):
        person = Staff.objects.get(code="anna")
        Staff.objects.filter(pk=person.pk).update(role=Role.MANAGER, user=None)
        AccessRules.objects.create(practice_id=report.practice_id, second_factor_roles=[])
    give_login(person, "elma")
    elma = logged_in("elma")
    save(elma, "practice", late_limit="25", name="Elm Lane Clinic")
    load_files_of_elm(tmp_path, PRACTICE.replace("  text_name:", "  late_limit: 10\n  text_name:", 1))
    with practice_scope(report.practice_id):
        found = Practice.objects.get()
    assert (found.late_limit, found.name) == (25, "Elm Lane Clinic")

"""A patient's own page by a signed link: confirm, move, cancel, book, take to the calendar; and links that are dead."""

from datetime import UTC, datetime, timedelta
from re import findall, search
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from replywell.audit.models import AuditEvent
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.messaging import templates
from replywell.patients import page_links
from replywell.patients.models import Patient
from replywell.scheduling.models import Appointment, AppointmentType
from tests.booking_pages.browsing import browser, words_of
from tests.practice import ZONE, Oak, make_patient, make_practice, make_visit

AT = datetime(2026, 3, 5, 15, 0, tzinfo=UTC)
"""Thursday 10:00 in New York."""


@pytest.fixture
def oak(frozen: datetime) -> Oak:
    made = make_practice()
    with practice_scope(made.id):
        templates.install(made.id, clock.now())
    return made


@pytest.fixture
def maria(oak: Oak) -> Patient:
    return make_patient(oak)


def link(oak: Oak, patient: Patient, *, lasts: timedelta = timedelta(days=10), language: str = "") -> str:
    """The path of a new link."""
    now = clock.now()
    with practice_scope(oak.id):
        address = page_links.make(
            oak.id, page_links.VISIT, patient.pk, now=now, expires_at=now + lasts, language=language
        )
    return "/v/" + address.split("/v/")[1]


def fresh(visit: Appointment, oak: Oak) -> Appointment:
    with practice_scope(oak.id):
        return Appointment.objects.get(pk=visit.pk)


def test_the_page_shows_the_visit_and_names_nobody(oak: Oak, maria: Patient) -> None:
    make_visit(oak, maria, AT)
    response = browser().get(link(oak, maria))
    page = words_of(response)
    assert response.status_code == 200
    assert "Thursday, March 5, 10:00 am" in page
    assert "Dr. Lee" in page
    assert "Oak Street Family Practice" in page
    assert "(212) 555-0111" in page
    assert "Maria" not in page
    assert "Diaz" not in page
    assert 'name="robots" content="noindex"' in page
    assert "<script" not in page
    assert len(response.content) < 50_000


def test_an_address_holds_no_patient_data(oak: Oak, maria: Patient) -> None:
    address = link(oak, maria)
    assert not search(f"maria|diaz|{maria.pk}/|{maria.public_id}|5550123", address.lower())


def test_a_look_changes_nothing_and_is_audited(oak: Oak, maria: Patient) -> None:
    visit = make_visit(oak, maria, AT)
    browser().get(link(oak, maria))
    assert fresh(visit, oak).confirmation == "unasked"
    with practice_scope(oak.id):
        assert AuditEvent.objects.filter(verb="page.opened", subject=f"patient:{maria.pk}", actor="patient").exists()


def test_one_tap_confirms(oak: Oak, maria: Patient) -> None:
    visit = make_visit(oak, maria, AT)
    address = link(oak, maria)
    response = browser().post(address, {"visit": visit.public_id, "version": visit.version}, follow=True)
    assert fresh(visit, oak).confirmation == "confirmed"
    assert "Thank you, your visit is confirmed." in words_of(response)


def test_a_time_that_is_tapped_is_the_new_one(oak: Oak, maria: Patient) -> None:
    visit = make_visit(oak, maria, AT)
    move = f"{link(oak, maria)}{visit.public_id}/move/"
    visitor = browser()
    page = words_of(visitor.get(move))
    value, said = findall(r'name="time" value="([^"]+)"[^>]*>([^<]+)<', page)[3]
    assert "10:00 am. It stays until you choose." in page
    response = visitor.post(move, {"time": value, "version": visit.version}, follow=True)
    moved = fresh(visit, oak)
    assert moved.starts_at == datetime.fromisoformat(value.split("/")[0])
    assert moved.status == "booked"
    assert said in words_of(response)
    assert "This is your new time" in words_of(response)


def test_a_time_that_somebody_else_has_is_told_and_nothing_is_lost(oak: Oak, maria: Patient) -> None:
    visit = make_visit(oak, maria, AT)
    other = make_patient(oak, "Tom", "Baker", "+12125550177")
    move = f"{link(oak, maria)}{visit.public_id}/move/"
    visitor = browser()
    value = findall(r'name="time" value="([^"]+)"', words_of(visitor.get(move)))[0]
    make_visit(oak, other, datetime.fromisoformat(value.split("/")[0]))
    response = visitor.post(move, {"time": value, "version": visit.version})
    page = words_of(response)
    assert "just taken" in page
    nearest = page.split("The nearest free times")[1].split("Other times")[0]
    assert len(findall(r'name="time" value="([^"]+)"', nearest)) == 3
    assert fresh(visit, oak).starts_at == AT


@pytest.mark.parametrize("value", ["", "x", "2026-03-05T15:00:00//1", "2026-03-08T15:00:00+00:00/1/1", "a/b/c/d"])
def test_a_time_that_was_never_offered_moves_nothing(oak: Oak, maria: Patient, value: str) -> None:
    visit = make_visit(oak, maria, AT)
    response = browser().post(f"{link(oak, maria)}{visit.public_id}/move/", {"time": value, "version": visit.version})
    assert response.status_code == 200
    assert fresh(visit, oak).starts_at == AT


def test_a_cancelled_visit_frees_its_slot_after_one_question(oak: Oak, maria: Patient) -> None:
    visit = make_visit(oak, maria, AT)
    cancel = f"{link(oak, maria)}{visit.public_id}/cancel/"
    visitor = browser()
    assert "Cancel this visit?" in words_of(visitor.get(cancel))
    assert fresh(visit, oak).status == "booked"
    response = visitor.post(cancel, {"version": visit.version}, follow=True)
    assert fresh(visit, oak).status == "cancelled"
    assert "Your visit is cancelled" in words_of(response)


def test_a_page_left_open_does_nothing_to_a_visit_that_changed_since(oak: Oak, maria: Patient) -> None:
    visit = make_visit(oak, maria, AT)
    address = link(oak, maria)
    with practice_scope(oak.id):
        Appointment.objects.filter(pk=visit.pk).update(version=7)
    for where in (address, f"{address}{visit.public_id}/cancel/"):
        response = browser().post(where, {"visit": visit.public_id, "version": visit.version})
        assert response.status_code == 409
        assert "already changed" in words_of(response)
    assert fresh(visit, oak).status == "booked"


def test_nobody_reaches_another_patients_visit(oak: Oak, maria: Patient) -> None:
    tom = make_patient(oak, "Tom", "Baker", "+12125550177")
    his = make_visit(oak, tom, AT)
    address = link(oak, maria)
    for where in ("cancel/", "move/", "visit.ics"):
        assert browser().get(f"{address}{his.public_id}/{where}").status_code == 409
    assert browser().post(address, {"visit": his.public_id, "version": 1}).status_code == 409
    assert fresh(his, oak).confirmation == "unasked"


def test_a_known_patient_books_in_three_taps(oak: Oak, maria: Patient) -> None:
    book = link(oak, maria) + "book/"
    visitor = browser()
    with practice_scope(oak.id):
        AppointmentType.objects.create(
            practice=oak.practice, code="physical", name="Physical", text_names={"en": "yearly check-up"}, minutes=60
        )
    page = words_of(visitor.get(book))
    kinds = {words: address for address, words in findall(r'href="(\?type=[^"]+)">([^<]+)<', page)}
    assert list(kinds) == ["Visit", "Yearly check-up"]
    page = words_of(visitor.get(book + kinds["Visit"]))
    value = findall(r'name="time" value="([^"]+)"', page)[0]
    response = visitor.post(book + kinds["Visit"], {"time": value}, follow=True)
    assert "your visit is booked" in words_of(response)
    with practice_scope(oak.id):
        made = Appointment.objects.get(patient=maria)
    assert (made.status, made.booked_via) == ("booked", "page")


def test_the_lead_time_of_texts_holds_for_pages_too(oak: Oak, maria: Patient) -> None:
    with practice_scope(oak.id):
        AppointmentType.objects.update(lead_minutes=3 * 24 * 60)
    book = link(oak, maria) + "book/"
    soon = datetime(2026, 3, 3, 15, 0, tzinfo=UTC).isoformat()
    response = browser().post(book, {"time": f"{soon}/{oak.lee.pk}/{oak.location.pk}"})
    assert "just taken" in words_of(response)
    assert min(findall(r'name="time" value="(\S+?)/', words_of(response))) >= "2026-03-05T15:00"


def test_the_calendar_file_is_read_by_a_calendar(oak: Oak, maria: Patient) -> None:
    visit = make_visit(oak, maria, AT)
    response = browser().get(f"{link(oak, maria)}{visit.public_id}/visit.ics")
    assert response["Content-Type"].startswith("text/calendar")
    assert b"\r\n" in response.content
    assert all(len(line) <= 75 for line in response.content.split(b"\r\n"))
    found = Calendar.from_ical(response.content)
    event = found.walk("VEVENT")[0]
    assert event.decoded("dtstart") == AT
    assert event.decoded("dtend") == AT + timedelta(minutes=30)
    assert str(event["summary"]) == "Oak Street"
    assert event["sequence"] == 0
    assert b"Maria" not in response.content
    assert event.walk("VALARM")[0]["action"] == "DISPLAY"


def test_a_moved_visit_replaces_itself_in_the_calendar(oak: Oak, maria: Patient) -> None:
    visit = make_visit(oak, maria, AT)
    address = link(oak, maria)
    before = Calendar.from_ical(browser().get(f"{address}{visit.public_id}/visit.ics").content).walk("VEVENT")[0]
    value = f"{(AT + timedelta(days=1)).isoformat()}/{oak.lee.pk}/{oak.location.pk}"
    browser().post(f"{address}{visit.public_id}/move/", {"time": value, "version": visit.version})
    after = Calendar.from_ical(browser().get(f"{address}{visit.public_id}/visit.ics").content).walk("VEVENT")[0]
    assert str(before["uid"]) == str(after["uid"])
    assert after["sequence"] > before["sequence"]
    assert after.decoded("dtstart") == AT + timedelta(days=1)


def test_the_page_speaks_spanish_to_whom_speaks_it(oak: Oak, maria: Patient) -> None:
    make_visit(oak, maria, AT)
    address = link(oak, maria, language="es")
    page = words_of(browser().get(address))
    assert '<html lang="es">' in page
    assert "jueves 5 de marzo, 10:00 am" in page
    visitor = browser()
    assert '<html lang="en">' in words_of(visitor.get(address + "?lang=en"))
    assert '<html lang="en">' in words_of(visitor.get(address)), "the choice is kept"


def test_a_link_whose_time_has_passed_says_so(oak: Oak, maria: Patient) -> None:
    visit = make_visit(oak, maria, datetime(2026, 3, 30, 15, 0, tzinfo=UTC))
    address = link(oak, maria, lasts=timedelta(days=2))
    clock.freeze(clock.now() + timedelta(days=2))
    response = browser().get(address)
    assert response.status_code == 410
    assert "Its time has passed" in words_of(response)
    assert "(212) 555-0111" in words_of(response)
    assert browser().post(address, {"visit": visit.public_id, "version": 1}).status_code == 410
    assert fresh(visit, oak).confirmation == "unasked"


def test_a_link_that_was_taken_back_says_so(oak: Oak, maria: Patient) -> None:
    address = link(oak, maria)
    with practice_scope(oak.id):
        assert page_links.revoke(maria.pk, now=clock.now(), actor="staff:anna") == 1
    response = browser().get(address)
    assert response.status_code == 410
    assert "took it back" in words_of(response)


def test_a_link_for_something_else_opens_nothing_here(oak: Oak, maria: Patient) -> None:
    now = clock.now()
    with practice_scope(oak.id):
        address = page_links.make(oak.id, page_links.INTAKE, maria.pk, now=now, expires_at=now + timedelta(days=1))
    response = browser().get("/v/" + address.split("/i/")[1])
    assert response.status_code == 404
    assert "Part of the address may be missing" in words_of(response)
    assert "(212) 555-0111" in words_of(response), "one practice is here: it is theirs"


def test_who_tries_many_links_is_asked_to_wait(oak: Oak, maria: Patient) -> None:
    visitor = browser()
    assert [visitor.get(f"/v/{'A' * 48}/").status_code for _ in range(21)] == [404] * 20 + [429]
    assert visitor.get(link(oak, maria)).status_code == 429


def test_other_methods_are_refused(oak: Oak, maria: Patient) -> None:
    address = link(oak, maria)
    assert browser().delete(address).status_code == 405
    assert browser().put(address).status_code == 405


def test_the_skipped_hour_is_no_time_on_the_page(oak: Oak, maria: Patient) -> None:
    """Daylight saving begins on 8 March; the days after it show the same wall times."""
    visit = make_visit(oak, maria, AT)
    move = f"{link(oak, maria)}{visit.public_id}/move/?from=2026-03-09"
    page = words_of(browser().get(move))
    value, said = findall(r'name="time" value="([^"]+)"[^>]*>([^<]+)<', page)[0]
    local = datetime.fromisoformat(value.split("/")[0]).astimezone(ZoneInfo(ZONE))
    assert "Monday, March 9" in page
    assert (local.hour, said) == (8, "8:00 am")

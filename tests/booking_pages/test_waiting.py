"""The waitlist on a patient's own page: joined with the hours and days that suit, left again, consent kept."""

from datetime import UTC, datetime, time, timedelta
from re import findall
from typing import Any

import pytest

from replywell.booking_pages import words
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.dialogue import backfills, phones
from replywell.patients import page_links
from replywell.patients.models import ConsentEvent, ContactLink, Patient
from replywell.scheduling import backfill, booking
from replywell.scheduling.models import Appointment
from replywell.scheduling.waitlist_models import BackfillRules, Offer, WaitlistEntry
from tests.booking_pages.asking import practice_with_a_page
from tests.booking_pages.browsing import browser, words_of
from tests.booking_pages.test_own_page import link
from tests.dialogue.talk import text
from tests.practice import Oak, make_patient, make_visit

AT = datetime(2026, 3, 12, 14, 0, tzinfo=UTC)


@pytest.fixture
def oak(frozen: datetime) -> Oak:
    made = practice_with_a_page()
    with practice_scope(made.id):
        BackfillRules.objects.create(practice=made.practice)
    return made


@pytest.fixture
def maria(oak: Oak) -> Patient:
    return make_patient(oak)


def waits(oak: Oak) -> list[WaitlistEntry]:
    with practice_scope(oak.id):
        return list(WaitlistEntry.objects.filter(status="waiting"))


def join(oak: Oak, maria: Patient, visit: Appointment, at: str = "", **sent: Any) -> str:
    """Join for an earlier time than the visit's; the page afterwards."""
    where = f"{link(oak, maria)}wait/?visit={visit.public_id}{at}"
    assert browser().get(where).status_code == 200
    return words_of(browser().post(where, {"part": "any", "notice": "60", "hours": "", **sent}, follow=True))


def test_two_taps_join_and_one_leaves(oak: Oak, maria: Patient) -> None:
    visit = make_visit(oak, maria, AT)
    own = link(oak, maria)
    visitor = browser()
    [there] = findall(r'href="(/v/[^"]+/wait/\?visit=[^"]+)"', words_of(visitor.get(own)))
    page = words_of(visitor.get(there))
    assert "we text the phone that ends in 23" in page
    assert "Oak Street Family Practice may text me when an earlier time comes free" in page
    page = words_of(visitor.post(there, {}, follow=True))
    assert "Done, you are on the list" in page
    [entry] = waits(oak)
    assert (entry.visit_id, entry.joined_via, entry.practitioner_id) == (visit.pk, "booking_page", oak.lee.pk)
    assert (entry.windows, entry.notice_minutes, entry.text_from) == ([], 60, None)
    page = words_of(visitor.post(f"{own}wait/", {"do": "leave", "entry": entry.public_id}, follow=True))
    assert "you are off the list" in page
    assert waits(oak) == []


def test_days_hours_and_notice_are_kept_and_the_words_with_their_version(oak: Oak, maria: Patient) -> None:
    visit = make_visit(oak, maria, AT)
    join(oak, maria, visit, day=["0", "3"], part="morning", notice="1440", hours="07:00")
    [entry] = waits(oak)
    assert entry.windows == [{"weekday": day, "from": "00:00", "until": "12:00"} for day in (0, 3)]
    assert (entry.notice_minutes, entry.text_from, entry.text_until) == (1440, time(7), time(20))
    with practice_scope(oak.id):
        event = ConsentEvent.objects.get(purpose="waitlist")
    assert event.words.startswith(words.say("en", "wait.consent", practice="Oak Street Family Practice"))
    assert event.words.endswith("Also from 7:00 am on.")
    assert (event.channel, event.patient_id_then) == ("booking_page", maria.pk)
    assert event.wording_version == "page en 2026-11"


def test_right_after_booking_it_is_told_apart(oak: Oak, maria: Patient) -> None:
    visit = make_visit(oak, maria, AT)
    page = words_of(browser().get(f"{link(oak, maria)}?done=booked"))
    assert f"wait/?visit={visit.public_id}&at=booking" in page
    join(oak, maria, visit, at="&at=booking")
    assert [one.joined_via for one in waits(oak)] == ["at_booking"]


def test_without_a_visit_one_waits_for_the_kind(oak: Oak, maria: Patient) -> None:
    own = link(oak, maria)
    visitor = browser()
    [there] = findall(r'href="(/v/[^"]+/wait/\?type=[^"]+)"', words_of(visitor.get(f"{own}book/")))
    page = words_of(visitor.post(there, {}, follow=True))
    assert "You are on the list" in page
    [entry] = waits(oak)
    assert (entry.visit_id, entry.type_id) == (None, oak.visit_type.pk)


def test_who_joined_on_the_page_is_offered_the_freed_slot(oak: Oak, maria: Patient) -> None:
    visit = make_visit(oak, maria, AT)
    join(oak, maria, visit)
    tom = make_patient(oak, "Tom", "Baker", "+12125550177")
    his = make_visit(oak, tom, datetime(2026, 3, 4, 15, 0, tzinfo=UTC))
    with practice_scope(oak.id):
        booking.cancel(his.pk, his.version, now=clock.now(), actor="staff:anna", reason="staff")
    for _ in range(3):
        clock.freeze(clock.now() + timedelta(minutes=2))
        backfills.run_due(10)
    with practice_scope(oak.id):
        assert Offer.objects.filter(entry__patient=maria).exists()


@pytest.mark.parametrize("sent", [{"day": ["9", "x"]}, {"part": "night"}, {"notice": "5"}, {"hours": "03:00"}])
def test_what_the_page_never_offered_counts_as_nothing(oak: Oak, maria: Patient, sent: dict[str, Any]) -> None:
    join(oak, maria, make_visit(oak, maria, AT), **sent)
    [entry] = waits(oak)
    assert (entry.windows, entry.notice_minutes, entry.text_from) == ([], 60, None)


def test_where_freed_slots_are_not_offered_nobody_can_wait(oak: Oak, maria: Patient) -> None:
    with practice_scope(oak.id):
        BackfillRules.objects.update(active=False)
        assert not backfill.rules_of(oak.id).active
    visit = make_visit(oak, maria, AT)
    own = link(oak, maria)
    assert "/wait/" not in words_of(browser().get(own))
    assert browser().post(f"{own}wait/?visit={visit.public_id}", {}).status_code == 409
    assert waits(oak) == []


def test_nobody_leaves_for_somebody_else(oak: Oak, maria: Patient) -> None:
    join(oak, maria, make_visit(oak, maria, AT))
    tom = make_patient(oak, "Tom", "Baker", "+12125550177")
    [entry] = waits(oak)
    assert browser().post(f"{link(oak, tom)}wait/", {"do": "leave", "entry": entry.public_id}).status_code == 409
    assert browser().post(f"{link(oak, tom)}wait/", {"do": "leave", "entry": "x"}).status_code == 409
    assert len(waits(oak)) == 1


# Links that were taken back


def test_a_wrong_number_ends_the_links_that_went_there(oak: Oak, maria: Patient) -> None:
    own = link(oak, maria)
    text("wrong number, I am not Maria")
    response = browser().get(own)
    assert response.status_code == 410
    assert "took it back" in words_of(response)


def test_a_phone_taken_off_the_chart_ends_the_links_that_went_there(oak: Oak, maria: Patient) -> None:
    own = link(oak, maria)
    with practice_scope(oak.id):
        phones.take_off(ContactLink.objects.get(patient=maria), oak.anna, now=clock.now())
    assert browser().get(own).status_code == 410
    assert browser().get(link(oak, maria)).status_code == 200


def test_a_link_for_ever_is_none(oak: Oak, maria: Patient) -> None:
    own = link(oak, maria, lasts=page_links.VISIT_FOR)
    clock.freeze(clock.now() + page_links.VISIT_FOR)
    assert browser().get(own).status_code == 410

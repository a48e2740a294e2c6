"""The pages of freed times: who was asked, who answered what, taken or stopped by the desk, once."""

from datetime import timedelta

import pytest
from django.test import Client

from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.console.models import AccessRules
from replywell.dialogue import backfills
from replywell.dialogue.models import Task
from replywell.practices.models import Role
from replywell.scheduling import backfill as verbs
from replywell.scheduling import booking
from replywell.scheduling.models import Appointment
from replywell.scheduling.waitlist_models import Backfill, BackfillRules, Offer, WaitlistEntry
from tests.console.access import add_staff, give_login, logged_in
from tests.console.filling import FREED, MONDAY, freed, visits_of, waits
from tests.console.test_waitlist_pages import words
from tests.practice import Oak, make_patient, make_practice, make_visit


@pytest.fixture
def oak(db: None) -> Oak:
    clock.freeze(MONDAY)
    made = make_practice()
    give_login(made.anna, "anna")
    give_login(made.nurse, "nia")
    with practice_scope(made.id):
        AccessRules.objects.create(practice=made.practice, second_factor_roles=[])
    return made


@pytest.fixture
def anna(oak: Oak) -> Client:
    return logged_in("anna")


def sent(oak: Oak) -> list[Offer]:
    """The texts have left a minute ago."""
    with practice_scope(oak.id):
        Offer.objects.update(status="sent", offered_at=MONDAY)
        clock.freeze(MONDAY + timedelta(minutes=1))
        return list(Offer.objects.order_by("entry__joined_at", "pk"))


def do(browser: Client, found: Backfill, deed: str, **data: str) -> str:
    """A button of the page, as its script presses it; the answer's words."""
    answer = browser.post(
        f"/backfill/{found.public_id}/{deed}/?page=backfill&b={found.public_id}", data, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_before_anybody_is_asked_the_page_says_when_that_is(oak: Oak, anna: Client) -> None:
    waits(oak, make_patient(oak))
    found = freed(oak, asked=False, wait_minutes=3)
    page = words(anna, f"/backfill/{found.public_id}/")
    assert "The first people are asked 10:03 am." in page
    assert "The visit of Ana Cruz was cancelled: the time came free." in page
    assert "Nobody was asked yet." in page


def test_the_page_says_who_was_asked_who_answered_what_and_who_got_it(oak: Oak, anna: Client) -> None:
    people = [
        make_patient(oak, name, "Test", f"+1212555014{n}") for n, name in enumerate(("Wim", "Lou", "Nell", "Sil"))
    ]
    for person in people:
        waits(oak, person)
    found = freed(oak)
    win, late, no, silent = sent(oak)
    with practice_scope(oak.id):
        verbs.declined(no.pk, now=clock.now())
        clock.freeze(MONDAY + timedelta(minutes=2))
        verbs.take(win.pk, now=clock.now())
        clock.freeze(MONDAY + timedelta(minutes=3))
        verbs.too_late(late.pk, now=clock.now())
        verbs.settle_offers(found.pk, verbs.OfferStatus.LOST)
    page = words(anna, f"/backfill/{found.public_id}/")
    for said in (
        "Wim Test got it at 10:02 am", "Yes after 2 min: got it", "Yes after 3 min: too late, told so, keeps the place",
        "No after 1 min", "Had not answered when it ended", "4 people were asked, 1 said no, 1 was too late.",
        "Filled 2 min after it came free.",
    ):  # fmt: skip
        assert said in page, said
    assert "Stop, give it back" not in page
    listed = words(anna, "/backfill/")
    assert "Wim Test, 2 min after it came free" in listed
    assert "100%" in listed
    assert silent.pk


def test_the_chain_leads_from_one_time_to_the_next_and_back(oak: Oak, anna: Client) -> None:
    maria, tom = make_patient(oak), make_patient(oak, "Tom", "Baker", "+12125550177")
    waits(oak, maria, visit=make_visit(oak, maria, MONDAY + timedelta(days=8)))
    waits(oak, tom)
    found = freed(oak, group_size=1)
    (offer,) = sent(oak)
    with practice_scope(oak.id):
        verbs.take(offer.pk, now=clock.now())
        child = Backfill.objects.get(parent=found)
    assert "By that, Tue Mar 10, 11:00 am came free, and is offered in turn." in words(
        anna, f"/backfill/{found.public_id}/"
    )
    page = words(anna, f"/backfill/{child.public_id}/")
    assert "Maria Diaz came earlier, on Tue Mar 3, 2:00 pm, and this time came free." in page
    assert f"/backfill/{found.public_id}/" in page


def test_one_click_gives_the_time_to_one_who_waits_and_brings_their_visit_forward(oak: Oak, anna: Client) -> None:
    maria = make_patient(oak)
    waits(oak, maria, visit=make_visit(oak, maria, MONDAY + timedelta(days=8)))
    waits(oak, make_patient(oak, "Tom", "Baker", "+12125550177"))
    found = freed(oak)
    offer = next(one for one in sent(oak) if one.contact_id)
    assert "Booked for Maria Diaz." in do(anna, found, "take", patient=str(maria.public_id))
    assert visits_of(oak, maria) == [(FREED, "booked")]
    with practice_scope(oak.id):
        entry = WaitlistEntry.objects.get(patient=maria)
        assert (entry.status, Backfill.objects.get(pk=found.pk).winner_id) == ("booked", entry.pk)
        assert Backfill.objects.filter(parent=found).count() == 1
        # Who was told on the phone and texts yes all the same hears that the time is theirs.
        assert verbs.take(offer.pk, now=clock.now()).starts_at == FREED
    assert "Got it from the desk" in words(anna, f"/backfill/{found.public_id}/")


def test_the_time_may_go_to_anybody_who_is_found(oak: Oak, anna: Client) -> None:
    waits(oak, make_patient(oak, "Tom", "Baker", "+12125550177"))
    zoe = make_patient(oak, "Zoe", "Park", "+12125550199")
    found = freed(oak)
    listed = anna.get(f"/backfill/{found.public_id}/whom/?q=park", headers={"HX-Request": "true"}).content.decode()
    assert "Zoe Park" in listed
    do(anna, found, "take", patient=str(zoe.public_id))
    assert visits_of(oak, zoe) == [(FREED, "booked")]
    page = words(anna, f"/backfill/{found.public_id}/")
    assert "Booked by the desk: Zoe Park" in page


def test_of_two_colleagues_who_take_the_same_time_the_second_is_told_who_has_it(oak: Oak, anna: Client) -> None:
    maria, tom = make_patient(oak), make_patient(oak, "Tom", "Baker", "+12125550177")
    waits(oak, maria)
    waits(oak, tom)
    found = freed(oak)
    sent(oak)
    do(anna, found, "take", patient=str(maria.public_id))
    told = do(logged_in("nia"), found, "take", patient=str(tom.public_id))
    assert "this time is settled already, a colleague booked it for Maria Diaz at 10:01 am." in told
    assert visits_of(oak, tom) == []
    assert "settled already" in do(logged_in("nia"), found, "stop")


def test_stopped_the_time_is_free_and_nobody_is_asked_any_more(oak: Oak, anna: Client) -> None:
    waits(oak, make_patient(oak))
    found = freed(oak)
    sent(oak)
    assert "Stopped. The time is free again." in do(anna, found, "stop")
    with practice_scope(oak.id):
        assert not Appointment.objects.filter(status="held").exists()
        assert Backfill.objects.get().ended_why == "stopped"
    assert "Stopped by the desk: the time is free" in words(anna, f"/backfill/{found.public_id}/")


def test_nobody_chosen_and_nothing_there_are_told(oak: Oak, anna: Client) -> None:
    waits(oak, make_patient(oak))
    found = freed(oak)
    assert "Choose the patient" in do(anna, found, "take", patient="")
    assert "Choose the patient" in do(anna, found, "take", patient="nonsense")
    assert anna.get("/backfill/00000000-0000-4000-8000-000000000000/").status_code == 404


def test_who_may_not_change_visits_reads_and_presses_nothing(oak: Oak) -> None:
    maria = make_patient(oak)
    waits(oak, maria)
    found = freed(oak)
    add_staff(oak, "bill", Role.BILLING)
    billing = logged_in("bill")
    assert "Take this slot" not in words(billing, f"/backfill/{found.public_id}/")
    for deed in ("take", "stop"):
        assert billing.post(f"/backfill/{found.public_id}/{deed}/", {"patient": maria.public_id}).status_code == 403
    with practice_scope(oak.id):
        assert Backfill.objects.get().ended_at is None


def test_switched_off_the_list_says_so(oak: Oak, anna: Client) -> None:
    assert "It is switched off" in words(anna, "/backfill/")
    assert "Nothing is offered by itself" in words(anna, "/waitlist/")


def test_a_time_that_nobody_could_be_asked_for_is_a_task_that_leads_to_its_page(oak: Oak, anna: Client) -> None:
    clock.freeze(MONDAY - timedelta(hours=13))  # Sunday evening: nobody may be texted before half past nine
    waits(oak, make_patient(oak))
    with practice_scope(oak.id):
        BackfillRules.objects.create(practice=oak.practice, wait_minutes=0)
    visit = make_visit(oak, make_patient(oak, "Ana", "Cruz", "+12125550120"), MONDAY - timedelta(minutes=30))
    with practice_scope(oak.id):
        booking.cancel(visit.pk, visit.version, now=clock.now(), actor="patient")
    backfills.run_due(10)
    with practice_scope(oak.id):
        found = Backfill.objects.get()
        assert Task.objects.get(reason="slot_open").conversation_id is None
    for view in ("scheduling", "all"):
        page = anna.get(f"/inbox/?view={view}").content.decode()
        assert f'<a href="/backfill/{found.public_id}/">' in page
    assert "The visit of Ana Cruz was cancelled" in words(anna, f"/backfill/{found.public_id}/")

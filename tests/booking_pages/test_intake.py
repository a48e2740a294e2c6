"""The intake page: from the patient's own page, step by step, signed, told to staff."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from replywell.audit.models import AuditEvent
from replywell.booking_pages import intake_fields, words
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.console import charts
from replywell.dialogue.models import Task
from replywell.patients import intake, page_links
from replywell.patients.models import Intake, PageLink, Patient
from tests.booking_pages.browsing import browser, words_of
from tests.practice import Oak, make_patient, make_practice, make_visit

AT = datetime(2026, 3, 5, 15, 0, tzinfo=UTC)
TOLD = {
    "identity": {"first_name": "Ana", "last_name": "Ruiz", "birth_date": "5/27/1984", "sex": "female"},
    "address": {
        "street": "1 Elm St", "city": "New York", "state": "NY", "zip": "10001",
        "emergency_contact": "Luis (212) 555-0190",
    },
    "insurance": {"insurer": "Blue Plan", "member_id": "AB-77"},
    "allergies": {"allergies_what": "Penicillin: a rash"},
    "medications": {"medications_none": "yes"},
}  # fmt: skip
SIGNED = {"signature_name": "Ana Ruiz", "signature_tick": "yes"}


@pytest.fixture
def oak(frozen: datetime) -> Oak:
    return make_practice()


@pytest.fixture
def newcomer(oak: Oak) -> Patient:
    """Somebody with a first visit whose chart began with a text."""
    made = make_patient(oak, "New", "patient 0123")
    with practice_scope(oak.id):
        Patient.objects.filter(pk=made.pk).update(chart_id="new-77", birth_date=None)
    make_visit(oak, made, AT)
    return fresh(made, oak)


def fresh(patient: Patient, oak: Oak) -> Patient:
    with practice_scope(oak.id):
        return Patient.objects.get(pk=patient.pk)


def link(oak: Oak, patient: Patient, purpose: str = page_links.INTAKE, language: str = "") -> str:
    now = clock.now()
    with practice_scope(oak.id):
        address = page_links.make(
            oak.id, purpose, patient.pk, now=now, expires_at=now + timedelta(days=3), language=language
        )
    at = f"/{page_links.PATHS[purpose]}/"
    return at + address.split(at)[1]


def kept(oak: Oak) -> Intake | None:
    with practice_scope(oak.id):
        return Intake.objects.first()


def fill(visitor: Client, address: str) -> None:
    for step, answers in TOLD.items():
        assert visitor.post(f"{address}{step}/", answers).status_code == 302


def test_the_patients_own_page_leads_to_the_first_step(oak: Oak, newcomer: Patient) -> None:
    own = link(oak, newcomer, page_links.VISIT)
    visitor = browser()
    assert "Fill in my details" in words_of(visitor.get(own))
    response = visitor.post(own + "details/", follow=True)
    assert "Who are you?" in words_of(response)
    with practice_scope(oak.id):
        made = PageLink.objects.get(purpose="intake")
    assert made.expires_at == clock.now() + timedelta(days=14)


def test_a_look_makes_no_link(oak: Oak, newcomer: Patient) -> None:
    own = link(oak, newcomer, page_links.VISIT)
    assert browser().get(own + "details/").status_code == 302
    with practice_scope(oak.id):
        assert not PageLink.objects.filter(purpose="intake").exists()


def test_a_known_patient_is_not_asked(oak: Oak) -> None:
    own = link(oak, make_patient(oak), page_links.VISIT)
    visitor = browser()
    assert "Fill in my details" not in words_of(visitor.get(own))
    assert visitor.post(own + "details/")["Location"] == own


def test_signed_it_fills_the_chart_and_staff_have_a_task(oak: Oak, newcomer: Patient) -> None:
    address, visitor = link(oak, newcomer), browser()
    fill(visitor, address)
    page = words_of(visitor.get(address, follow=True))
    assert "The practice may use it for my care" in page
    response = visitor.post(f"{address}signature/", SIGNED, follow=True)
    assert "We have your details" in words_of(response)
    patient, told = fresh(newcomer, oak), kept(oak)
    assert (patient.full_name, patient.birth_date) == ("Ana Ruiz", date(1984, 5, 27))
    assert told is not None
    assert (told.signed_name, told.finished_at) == ("Ana Ruiz", clock.now())
    assert told.signed_words == words.say("en", "intake.signature_words")
    with practice_scope(oak.id):
        task = Task.objects.get(reason="intake")
        assert (task.queue, task.patient_id) == ("front_desk", newcomer.pk)
        assert AuditEvent.objects.filter(verb="intake.signed", subject=f"patient:{newcomer.pk}").count() == 1
        assert not AuditEvent.objects.filter(details__icontains="penicillin").exists()


def test_it_is_shown_in_the_chart_and_health_only_to_clinical_eyes(oak: Oak, newcomer: Patient) -> None:
    fill(browser(), link(oak, newcomer))
    with practice_scope(oak.id):
        clinical = charts.chart(newcomer, oak.practice, clock.now(), clinical=True)
        desk = charts.chart(newcomer, oak.practice, clock.now(), clinical=False)
    assert ("Insurance", "Blue Plan") in desk.told
    assert ("Allergies", "Penicillin: a rash") in clinical.told
    assert "Penicillin" not in str(desk.told)


def test_a_chart_of_the_record_system_keeps_its_names(oak: Oak) -> None:
    maria = make_patient(oak)
    address, visitor = link(oak, maria), browser()
    fill(visitor, address)
    visitor.post(f"{address}signature/", SIGNED)
    assert fresh(maria, oak).full_name == maria.full_name
    assert kept(oak) is not None


def test_who_stops_goes_on_at_the_same_step_with_a_newer_link(oak: Oak, newcomer: Patient) -> None:
    visitor = browser()
    visitor.post(f"{link(oak, newcomer)}identity/", TOLD["identity"])
    again = link(oak, newcomer)
    assert "Where do you live?" in words_of(browser().get(again, follow=True))
    assert 'value="5/27/1984"' in words_of(browser().get(f"{again}identity/"))


def test_no_step_can_be_left_out(oak: Oak, newcomer: Patient) -> None:
    address, visitor = link(oak, newcomer), browser()
    for ahead in ("signature/", "medications/", "done/"):
        assert visitor.post(address + ahead, SIGNED)["Location"] == f"{address}identity/"
    assert kept(oak) is None
    assert visitor.get(f"{address}nothing/").status_code == 404


@pytest.mark.parametrize(
    ("step", "sent", "said"),
    [
        ("identity", {"first_name": "Ana", "birth_date": "5/27/1984"}, "Please fill this in."),
        ("identity", {**TOLD["identity"], "birth_date": "2/30/1984"}, "Please write the date like 5/27/1984."),
        ("identity", {**TOLD["identity"], "birth_date": "1/1/2199"}, "Please write the date like 5/27/1984."),
        ("identity", {**TOLD["identity"], "first_name": "A" * 121}, "This is longer than we can keep."),
        ("identity", {**TOLD["identity"], "first_name": " \x00 "}, "Please fill this in."),
    ],
)
def test_what_will_not_do_is_said_and_what_was_written_stays(
    oak: Oak, newcomer: Patient, step: str, sent: dict[str, str], said: str
) -> None:
    page = words_of(browser().post(f"{link(oak, newcomer)}{step}/", sent))
    assert said in page
    assert 'role="alert"' in page
    assert 'aria-invalid="true"' in page
    assert kept(oak) is None


@pytest.mark.parametrize("step", sorted(intake_fields.EITHER))
def test_an_empty_page_asks_for_the_answer_or_the_tick(step: str) -> None:
    answers, wrong = intake_fields.read(step, {}, date(2026, 3, 1))
    assert answers == {}
    assert list(wrong.values()) == [intake_fields.EITHER[step][2]]


def test_a_signature_needs_the_name_and_the_tick(oak: Oak, newcomer: Patient) -> None:
    address, visitor = link(oak, newcomer), browser()
    fill(visitor, address)
    for missing, said in (("signature_name", "write your full name"), ("signature_tick", "tick that you agree")):
        sent = {key: value for key, value in SIGNED.items() if key != missing}
        assert said in words_of(visitor.post(f"{address}signature/", sent))
    told = kept(oak)
    assert told is not None
    assert told.finished_at is None


def test_what_was_signed_is_neither_shown_nor_changed(oak: Oak, newcomer: Patient) -> None:
    address, visitor = link(oak, newcomer), browser()
    fill(visitor, address)
    visitor.post(f"{address}signature/", SIGNED)
    page = words_of(visitor.post(f"{address}allergies/", {"allergies_none": "yes"}, follow=True))
    assert "We have your details" in page
    assert "Penicillin" not in words_of(visitor.get(f"{address}allergies/", follow=True))
    told = kept(oak)
    assert told is not None
    assert told.answers["allergies"] == TOLD["allergies"]
    with practice_scope(oak.id), pytest.raises(intake.AlreadySigned):
        intake.save(newcomer, "allergies", {}, clock.now())


def test_a_link_to_visits_opens_no_intake_and_one_that_ended_says_so(oak: Oak, newcomer: Patient) -> None:
    own = link(oak, newcomer, page_links.VISIT)
    assert browser().get(own.replace("/v/", "/i/")).status_code == 404
    address = link(oak, newcomer)
    clock.freeze(clock.now() + timedelta(days=3))
    response = browser().post(f"{address}identity/", TOLD["identity"])
    assert response.status_code == 410
    assert kept(oak) is None


def test_it_is_asked_in_spanish(oak: Oak, newcomer: Patient) -> None:
    address, visitor = link(oak, newcomer, language="es"), browser()
    page = words_of(visitor.get(address, follow=True))
    assert "Fecha de nacimiento" in page
    fill(visitor, address)
    visitor.post(f"{address}signature/", SIGNED)
    told = kept(oak)
    assert told is not None
    assert told.signed_words == words.say("es", "intake.signature_words")


def test_both_languages_say_the_same_things() -> None:
    assert set(words.of("en")) == set(words.of("es"))

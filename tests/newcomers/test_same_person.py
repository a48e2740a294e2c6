"""A newcomer's chart and the record system's: one person becomes one chart, two people never do."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from replywell.audit.models import AuditEvent
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.dialogue import same_person, tasks
from replywell.dialogue.models import Task
from replywell.dialogue.same_person import Known, NotJoined, judge
from replywell.ehr.load import load_files
from replywell.messaging import gate, queries
from replywell.messaging.models import Message
from replywell.patients import intake, page_links
from replywell.patients.models import ConsentEvent, ContactLink, Intake, Lead, PageLink, Patient, PatientNote
from replywell.processes.login import set_login
from replywell.scheduling.models import Appointment
from tests.booking_pages.browsing import words_of
from tests.console.site import PASSWORD
from tests.dialogue.talk import conversation, later, open_tasks
from tests.newcomers.asked import NEW, sent, text, work
from tests.practice import Oak, make_patient

BORN = date(2019, 4, 2)
IDENTITY = {"first_name": "Ana", "last_name": "Ruíz", "birth_date": BORN.isoformat()}


def booked(oak: Oak) -> Patient:
    """A newcomer, a child, with a first visit on Thursday."""
    text("I need an appointment on thursday as a new patient", "yes", "2", "1", "1", "3", "1")
    with practice_scope(oak.id):
        return Patient.objects.get(chart_id__startswith="new-")


def tell(oak: Oak, patient: Patient, first_name: str = "Ana") -> None:
    """They fill in the intake and sign it."""
    with practice_scope(oak.id):
        intake.save(patient, "identity", {**IDENTITY, "first_name": first_name}, clock.now())
        for step in intake.STEPS[1:]:
            intake.save(patient, step, {"x": "y"}, clock.now())
        intake.sign(patient, "Eva Ruiz", "It is true.", clock.now())


def load(oak: Oak, folder: Path, *rows: str) -> None:
    """The record system's file comes."""
    path = folder / "patients.csv"
    head = "chart_id,first_name,last_name,birth_date,language,phone,role"
    path.write_text("\n".join([head, *rows]) + "\n", "utf-8")
    load_files([path], now=clock.now(), practice="oak")


def row(chart_id: str, first_name: str = "Ana", born: date = BORN, phone: str = NEW, last_name: str = "Ruiz") -> str:
    return f"{chart_id},{first_name},{last_name},{born.isoformat()},en,{phone},guardian"


def compare(oak: Oak) -> int:
    done = same_person.join_all(clock.now())
    work()
    return done


def chart(oak: Oak, chart_id: str) -> Patient:
    with practice_scope(oak.id):
        return Patient.objects.get(chart_id=chart_id)


def test_nothing_is_lost_when_the_two_become_one(oak: Oak, tmp_path: Path) -> None:
    newcomer = booked(oak)
    tell(oak, newcomer)
    with practice_scope(oak.id):
        PatientNote.objects.create(
            practice=oak.practice, patient=newcomer, author=oak.anna, body="Likes tea.", at=clock.now()
        )
        visit = Appointment.objects.get()
    load(oak, tmp_path, row("4711", "ANA "))
    assert compare(oak) == 1
    real = chart(oak, "4711")
    with practice_scope(oak.id):
        assert Appointment.objects.get(pk=visit.pk).patient_id == real.pk
        assert (Intake.objects.get().patient_id, Lead.objects.get().patient_id) == (real.pk, real.pk)
        assert {one.patient_id for one in PageLink.objects.all()} == {real.pk}
        assert PatientNote.objects.get().patient_id == real.pk
        assert [one.chart_id for one in Patient.objects.filter(active=True)] == ["4711"]
        [link] = ContactLink.objects.filter(ended_at=None)
        assert (link.patient_id, link.role) == (real.pk, "guardian")
        theirs = ConsentEvent.objects.filter(patient_id_then=real.pk)
        assert [(one.purpose, one.words, one.channel) for one in theirs] == [("care", "yes", "text")]
        assert AuditEvent.objects.filter(verb="patient.joined").count() == 2
    # Reminders of the visit go on
    later(days=2)
    work()
    assert "visit.confirm" in sent(oak)


def test_nothing_refers_to_the_chart_that_is_left_behind(oak: Oak, tmp_path: Path) -> None:
    newcomer = booked(oak)
    tell(oak, newcomer)
    load(oak, tmp_path, row("4711"))
    compare(oak)
    with practice_scope(oak.id):
        for model in apps.get_models():
            for field in model._meta.local_concrete_fields:
                if field.related_model is Patient:
                    assert not model._base_manager.filter(**{field.name: newcomer.pk}).exists(), model
        left = Patient.objects.get(pk=newcomer.pk)
        assert (left.active, left.full_name, left.birth_date) == (False, "", None)


def test_a_phone_that_both_have_is_the_charts_and_the_gate_lets_the_same_texts_leave(oak: Oak, tmp_path: Path) -> None:
    newcomer = booked(oak)
    tell(oak, newcomer)
    with practice_scope(oak.id):
        link = ContactLink.objects.get(patient=newcomer)
        ContactLink.objects.filter(pk=link.pk).update(first_name_ok=True)
    load(oak, tmp_path, row("4711"))
    compare(oak)
    real = chart(oak, "4711")
    with practice_scope(oak.id):
        [link] = ContactLink.objects.filter(ended_at=None)
        assert (link.patient_id, link.first_name_ok, link.preferred) == (real.pk, True, True)
        facts, _ = queries.facts_of_draft(
            Message(
                practice=oak.practice, conversation=conversation(oak, NEW), phone=NEW, body="-",
                created_at=clock.now(), purpose="reminder",
            )
        )  # fmt: skip
        assert gate.consenting(facts) == [real.pk]


@pytest.mark.parametrize("twins", [("Ana", "Eva"), ("Eva", "Ana")])
def test_of_twins_the_one_who_is_meant(oak: Oak, tmp_path: Path, twins: tuple[str, str]) -> None:
    tell(oak, booked(oak), "Eva")
    load(oak, tmp_path, *(row(f"47{place}", name) for place, name in enumerate(twins)))
    assert compare(oak) == 1
    with practice_scope(oak.id):
        patient = Appointment.objects.get().patient
        assert patient is not None
        assert patient.first_name == "Eva"


def test_the_twin_alone_is_not_taken_for_her_and_a_person_is_asked_once(oak: Oak, tmp_path: Path) -> None:
    newcomer = booked(oak)
    tell(oak, newcomer)
    load(oak, tmp_path, row("4711", "Eva"))
    for _ in range(2):
        assert compare(oak) == 0
    with practice_scope(oak.id):
        [task] = Task.objects.filter(reason="same_person")
        assert (task.patient_id, task.conversation_id) == (newcomer.pk, conversation(oak, NEW).pk)
        tasks.close(task.pk, oak.anna, now=clock.now(), outcome="done")
    compare(oak)
    assert ("front_desk", "same_person") not in open_tasks(oak)
    assert chart(oak, newcomer.chart_id).active


def test_two_charts_that_are_the_same_in_everything_are_a_persons_to_tell_apart(oak: Oak, tmp_path: Path) -> None:
    tell(oak, booked(oak))
    load(oak, tmp_path, row("4711"), row("4712"))
    assert compare(oak) == 0
    assert ("front_desk", "same_person") in open_tasks(oak)


def test_newborns_without_a_name_of_their_own_are_never_joined_by_software(oak: Oak, tmp_path: Path) -> None:
    tell(oak, booked(oak), "Baby Boy")
    load(oak, tmp_path, row("4711", "Baby Boy"))
    assert compare(oak) == 0
    assert ("front_desk", "same_person") in open_tasks(oak)


def test_who_has_not_told_yet_is_compared_by_a_person_and_joined_once_signed(oak: Oak, tmp_path: Path) -> None:
    newcomer = booked(oak)
    load(oak, tmp_path, row("4711"))
    assert compare(oak) == 0
    assert ("front_desk", "same_person") in open_tasks(oak)
    tell(oak, newcomer)
    assert compare(oak) == 1
    assert ("front_desk", "same_person") not in open_tasks(oak)


def test_a_chart_of_somebody_else_asks_nothing(oak: Oak, tmp_path: Path) -> None:
    tell(oak, booked(oak))
    load(oak, tmp_path, row("4711", "Leo", date(1980, 1, 1)), row("4712", phone="+12125550444", born=date(1999, 1, 1)))
    assert compare(oak) == 0
    assert ("front_desk", "same_person") not in open_tasks(oak)


def test_a_person_makes_them_one_from_the_chart(oak: Oak, tmp_path: Path) -> None:
    newcomer = booked(oak)
    tell(oak, newcomer)
    load(oak, tmp_path, row("4711", "Anna"))
    compare(oak)
    set_login(oak.id, "anna", "anna", PASSWORD)
    browser = Client(SERVER_NAME="localhost")
    browser.post("/login/", {"login": "anna", "password": PASSWORD})
    page = words_of(browser.get(f"/patients/{newcomer.public_id}/"))
    assert "Has this newcomer a chart already?" in page
    real = chart(oak, "4711")
    other = make_patient(oak, "Tom", "Baker", "+12125550177")
    refused = browser.post(f"/patients/{newcomer.public_id}/join/", {"with": str(other.public_id)}, follow=True)
    assert "not one of those to compare" in words_of(refused)
    done = browser.post(f"/patients/{newcomer.public_id}/join/", {"with": str(real.public_id)}, follow=True)
    assert "Made one chart." in words_of(done)
    assert "Anna Ruiz" in words_of(done)
    with practice_scope(oak.id):
        assert Appointment.objects.get().patient_id == real.pk
        assert AuditEvent.objects.filter(verb="patient.joined", actor="staff:anna").count() == 2
    assert ("front_desk", "same_person") not in open_tasks(oak)


def test_what_only_one_chart_may_have_open_joins_nothing(oak: Oak, tmp_path: Path) -> None:
    newcomer = booked(oak)
    load(oak, tmp_path, row("4711"))
    real = chart(oak, "4711")
    with practice_scope(oak.id):
        for one in (newcomer, real):
            intake.save(one, "identity", IDENTITY, clock.now())
        with pytest.raises(NotJoined):
            same_person.join(newcomer.pk, real.pk, actor="staff:anna", now=clock.now())
        with pytest.raises(NotJoined):
            same_person.join(real.pk, newcomer.pk, actor="staff:anna", now=clock.now())
        assert Appointment.objects.get().patient_id == newcomer.pk


def test_a_link_that_was_sent_before_opens_the_same_visits_after(oak: Oak, tmp_path: Path) -> None:
    newcomer = booked(oak)
    tell(oak, newcomer)
    with practice_scope(oak.id):
        address = page_links.make(
            oak.id, page_links.VISIT, newcomer.pk, now=clock.now(), expires_at=clock.now() + timedelta(days=3)
        )
    load(oak, tmp_path, row("4711"))
    compare(oak)
    page = words_of(Client(SERVER_NAME="localhost").get("/v/" + address.split("/v/")[1]))
    assert "Dr." in page


# Properties of the judgement itself: small families, in which everybody shares what they can

NAMES = st.sampled_from(["Ana", "Eva", "José", "Jose", "  ana", "Baby Girl"])
PEOPLE = st.builds(
    Known,
    id=st.integers(1, 10**6),
    first_name=NAMES,
    last_name=st.sampled_from(["Ruiz", "Ruíz", "Diaz"]),
    born=st.sampled_from([BORN, date(1984, 5, 27), None]),
    phones=st.frozensets(st.sampled_from(["+1", "+2"]), max_size=2),
    named=st.booleans(),
)


@settings(max_examples=500, deadline=None)
@given(PEOPLE, st.lists(PEOPLE, max_size=5, unique_by=lambda one: one.id), st.lists(PEOPLE, max_size=3))
def test_software_joins_only_what_agrees_in_everything_and_is_alone(
    newcomer: Known, charts: list[Known], others: list[Known]
) -> None:
    verdict = judge(newcomer, charts, others)
    if verdict.same is None:
        return
    [one] = [one for one in charts if one.id == verdict.same]
    assert newcomer.named
    assert (newcomer.name, newcomer.born) == (one.name, one.born)
    assert newcomer.born is not None
    assert newcomer.phones & one.phones
    rivals = [other for other in charts if other.id != one.id]
    assert not any(
        (rival.name, rival.born) == (one.name, one.born) and rival.phones & newcomer.phones for rival in rivals
    )
    assert not any(
        other.named and (other.name, other.born) == (one.name, one.born) and other.phones & one.phones
        for other in others
    )


@settings(max_examples=300, deadline=None)
@given(PEOPLE, st.lists(PEOPLE, max_size=5, unique_by=lambda one: one.id), st.randoms())
def test_the_order_of_the_charts_changes_nothing(newcomer: Known, charts: list[Known], shuffled: object) -> None:
    before = judge(newcomer, charts)
    again = list(charts)
    shuffled.shuffle(again)  # type: ignore[attr-defined]
    assert judge(newcomer, again) == before

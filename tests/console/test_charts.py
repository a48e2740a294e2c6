"""A patient beside the thread and on a page of their own: visits, family, consent, notes, booking, what is under way.

It is Monday 2 March 2026, ten o'clock in New York.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from replywell.audit.models import AuditEvent
from replywell.common.tenancy import practice_scope
from replywell.console.models import AccessRules
from replywell.dialogue import calling_off, runs, wake_ups
from replywell.dialogue.models import Prompt, WakeUp, WorkflowRun
from replywell.messaging import templates
from replywell.messaging.models import Conversation, Message
from replywell.patients.models import ConsentEvent, Contact, ContactLink, PatientNote
from replywell.practices.models import Role
from replywell.scheduling import booking
from replywell.scheduling.events import VisitChange
from replywell.scheduling.free_slots import free_slots
from replywell.scheduling.models import Appointment, AppointmentType, TypeNeeds
from tests.console.access import add_staff, give_login, logged_in
from tests.practice import Oak, make_patient, make_practice, make_visit
from tests.scheduling.calls import at

HX = {"HX-Request": "true"}


@pytest.fixture
def oak(frozen: datetime) -> Oak:
    made = make_practice()
    give_login(made.anna, "anna")
    give_login(made.nurse, "nia")
    with practice_scope(made.id):
        AccessRules.objects.create(practice=made.practice, second_factor_roles=[])
        templates.install(made.id, frozen)
    return made


@pytest.fixture
def anna(oak: Oak) -> Client:
    return logged_in("anna")


def page(browser: Client, address: str, **headers: str) -> str:
    answer = browser.get(address, headers=headers or None)
    assert answer.status_code == 200, answer.content
    return re.sub(r"\s+", " ", answer.content.decode())


def thread_of(oak: Oak, phone: str = "+12125550123") -> Conversation:
    with practice_scope(oak.id):
        contact = Contact.objects.get(phone=phone)
        return Conversation.objects.get_or_create(
            practice=oak.practice, contact=contact, defaults={"number": oak.number}
        )[0]


def planned(oak: Oak, visit: Appointment, now: datetime) -> None:
    """As after a load: its reminders are planned."""
    with practice_scope(oak.id):
        runs.visit_changed(VisitChange(oak.id, visit.pk, visit.patient_id, "booked", None, now, "load"))


def waiting(oak: Oak) -> list[str]:
    with practice_scope(oak.id):
        found = WakeUp.objects.filter(done_at__isnull=True, run__isnull=True).order_by("due_at")
        return list(found.values_list("name", flat=True))


# Finding


def test_patients_are_found_while_one_types(oak: Oak, anna: Client) -> None:
    maria = make_patient(oak)
    make_visit(oak, maria, at(3, 10))
    assert "Type a name, a phone" in page(anna, "/patients/")
    for query in ("mar di", "0123", "5/1/1980", "maria-diaz"):
        seen = page(anna, f"/patients/?q={query}")
        assert f'href="/patients/{maria.public_id}/"' in seen, query
        assert "Tue Mar 3, 10:00 am" in seen
    part = anna.get("/patients/?q=diaz", headers=HX).content.decode()
    assert "Maria Diaz" in part
    assert "<html" not in part
    assert "Nobody is found for “zz&lt;b&gt;”" in page(anna, "/patients/?q=zz<b>")
    with practice_scope(oak.id):
        assert AuditEvent.objects.filter(verb="patients.searched", actor="staff:anna").count() == 6


def test_the_chart_tells_visits_family_consent_and_notes_and_is_audited(
    oak: Oak, anna: Client, frozen: datetime
) -> None:
    maria, leo = make_patient(oak), make_patient(oak, "Leo", role="guardian")
    ahead, missed = make_visit(oak, maria, at(3, 10)), make_visit(oak, maria, at(2, 9))
    with practice_scope(oak.id):
        booking.no_show(missed.pk, 1, now=frozen, actor="staff:anna")
        ConsentEvent.objects.create(
            practice=oak.practice, phone="+12125550123", purpose="", granted=False, words="please <stop>",
            channel="text", actor="patient", at=frozen,
        )  # fmt: skip
        PatientNote.objects.create(practice=oak.practice, patient=maria, author=oak.anna, body="likes Mo", at=frozen)
        PatientNote.objects.create(practice=oak.practice, patient=maria, author=oak.nurse, body="penicillin", at=frozen)
    thread = thread_of(oak)
    seen = page(anna, f"/patients/{maria.public_id}/")
    for words in (
        "Maria Diaz", "born May 1, 1980, 45 years", "Tue Mar 3, 10:00 am", "missed", "(212) 555-0123", "Leo Diaz",
        f"/patients/{leo.public_id}/", "Stopped texts on Mar 2, 2026: “please &lt;stop&gt;”",
        "Agreed to texts about visits", "Stopped texts about everything", "likes Mo",
        f"/inbox/{thread.public_id}/", "texts in English",
    ):  # fmt: skip
        assert words in seen, words
    assert "penicillin" not in seen
    assert "penicillin" in page(logged_in("nia"), f"/patients/{maria.public_id}/")
    assert str(ahead.public_id) in seen
    anna.get(f"/patients/{maria.public_id}/", headers=HX)
    with practice_scope(oak.id):
        looks = AuditEvent.objects.filter(verb="chart.viewed", subject=f"patient:{maria.pk}").order_by("id")
        assert list(looks.values_list("actor", flat=True)) == ["staff:anna", "staff:nia"]


def test_the_chart_opens_in_the_record_system(oak: Oak, anna: Client) -> None:
    maria = make_patient(oak, chart_id="A/7")
    add_staff(oak, "mona", Role.MANAGER)
    mona = logged_in("mona")
    assert "/settings/charts/" in page(mona, f"/patients/{maria.public_id}/")
    refused = mona.post("/settings/charts/", {"template": "javascript:{chart_id}"})
    assert (refused.status_code, b"begins with https" in refused.content) == (400, True)
    assert mona.post("/settings/charts/", {"template": "https://ehr.test/c/{chart_id}"}).status_code == 302
    assert 'href="https://ehr.test/c/A%2F7" target="_blank" rel="noopener noreferrer"' in page(
        anna, f"/patients/{maria.public_id}/"
    )
    assert "https://ehr.test/c/A%2F7" in page(anna, f"/inbox/{thread_of(oak).public_id}/")
    assert anna.get("/settings/charts/").status_code == 403


# Booking


def slots_of(shown: str) -> list[dict[str, str]]:
    forms = re.findall(r"<form method=\"post\".*?</form>", shown)
    return [dict(re.findall(r'name="(\w+)" value="([^"]*)"', form)) for form in forms]


def test_a_visit_is_booked_from_the_chart_and_its_reminders_are_planned(oak: Oak, anna: Client) -> None:
    maria = make_patient(oak)
    thread_of(oak)
    base = f"/patients/{maria.public_id}"
    shown = page(anna, f"{base}/times/?who={oak.ortiz.public_id}&on=2026-03-06", **HX)
    assert "Free on Fri Mar 6" in shown
    first = slots_of(shown)[0]
    assert (first["starts_at"], first["practitioner"]) == ("2026-03-06T13:00:00+00:00", str(oak.ortiz.pk))
    told = anna.post(f"{base}/book/?page=chart&p={maria.public_id}", first, headers=HX).content.decode()
    assert "Booked: Maria Diaz, Fri Mar 6, 8:00 am" in told
    assert 'id="part-chart"' in told
    with practice_scope(oak.id):
        visit = Appointment.objects.get()
        assert (visit.patient_id, visit.practitioner_id, visit.booked_via) == (maria.pk, oak.ortiz.pk, "staff")
        assert AuditEvent.objects.filter(verb="visit.booked", actor="staff:anna").exists()
    assert waiting(oak) == ["reminder_1", "reminder_2"], "two hours before it is quiet"
    again = anna.post(f"{base}/book/?page=chart&p={maria.public_id}", first, headers=HX).content.decode()
    assert "not free any more" in again
    assert (
        page(anna, f"/patients/{maria.public_id}/?on=2026-03-06&who={oak.ortiz.public_id}").count("Free on Fri Mar 6")
        == 1
    )


def test_staff_may_book_what_texts_may_not(oak: Oak, anna: Client) -> None:
    maria = make_patient(oak)
    with practice_scope(oak.id):
        kind = AppointmentType.objects.create(
            practice=oak.practice, code="long", name="Procedure", minutes=90, bookable_by_text=False
        )
        TypeNeeds.objects.create(practice=oak.practice, type=kind, part="practitioner", schedule=oak.lee_schedule)
    shown = page(anna, f"/patients/{maria.public_id}/times/?type={kind.public_id}", **HX)
    assert "First free times" in shown
    form = slots_of(shown)[0]
    where = f"/patients/{maria.public_id}/book/?page=chart&p={maria.public_id}"
    assert anna.post(where, form | {"type": "x"}).status_code == 409
    assert anna.post(where, form).headers["Location"] == f"/patients/{maria.public_id}/"
    with practice_scope(oak.id):
        assert Appointment.objects.get().type_id == kind.pk


def test_beside_the_thread_one_books_only_for_who_is_on_that_phone(oak: Oak, anna: Client) -> None:
    maria, other = make_patient(oak), make_patient(oak, "Bo", phone="+12125550199")
    thread = thread_of(oak)
    base = f"/inbox/{thread.public_id}/patients"
    form = slots_of(page(anna, f"{base}/{maria.public_id}/times/", **HX))[0]
    for address in (f"{base}/{other.public_id}/book/", f"{base}/{other.public_id}/notes/"):
        assert anna.post(address, form).status_code == 404
    told = anna.post(f"{base}/{maria.public_id}/book/", form, headers=HX).content.decode()
    assert "Booked: Maria Diaz" in told
    assert 'id="part-patient"' in told
    strange = make_visit(oak, other, at(4, 10))
    assert (
        anna.post(f"/inbox/{thread.public_id}/visits/{strange.public_id}/confirm/", {"version": 1}).status_code == 404
    )


def test_beside_the_thread_stand_visits_past_and_coming_consent_and_its_history(
    oak: Oak, anna: Client, frozen: datetime
) -> None:
    maria, leo = make_patient(oak), make_patient(oak, "Leo", role="guardian")
    make_visit(oak, maria, at(3, 10))
    make_visit(oak, leo, at(4, 10))
    past = make_visit(oak, maria, frozen - timedelta(days=30))
    with practice_scope(oak.id):
        booking.fulfil(past.pk, 1, now=frozen, actor="staff:anna")
    seen = page(anna, f"/inbox/{thread_of(oak).public_id}/")
    for words in (
        "Tue Mar 3, 10:00 am", "Wed Mar 4, 10:00 am", "Last visit Sat Jan 31</summary>", "Book a visit for Leo",
        "Agreed to texts about visits", "“You may text me about my visits.”",
    ):  # fmt: skip
        assert words.replace("</summary>", "") in seen, words
    assert 'class="state fulfilled">done' in seen


# What is under way


def test_what_the_software_is_about_to_do_is_told_in_words(oak: Oak, anna: Client, frozen: datetime) -> None:
    maria = make_patient(oak)
    visit = make_visit(oak, maria, at(4, 14))
    planned(oak, visit, frozen)
    thread = thread_of(oak)
    assert "Reminder 2:00 pm tomorrow, then Wed Mar 4, 12:00 pm" in page(anna, f"/inbox/{thread.public_id}/")
    asked(oak, visit, thread, frozen)
    words = "Asked to confirm (10:00 am), no answer yet; reminder 2:00 pm tomorrow"
    assert words in page(anna, f"/inbox/{thread.public_id}/")
    assert words in page(anna, f"/patients/{maria.public_id}/")


def asked(oak: Oak, visit: Appointment, thread: Conversation, now: datetime) -> WorkflowRun:
    """The first question about a visit went out and is open; its text waits behind it."""
    with practice_scope(oak.id):
        due = now - timedelta(minutes=1)
        wake = WakeUp.objects.create(
            practice=oak.practice, conversation=thread, workflow="confirm_visit", name="reminder_1", due_at=due,
            appointment=visit, appointment_version=visit.version,
        )  # fmt: skip
    wake_ups.run_due(10)
    with practice_scope(oak.id):
        wake.refresh_from_db()
        assert wake.done_how == "ran"
        Prompt.objects.update(opened_at=now)
        return WorkflowRun.objects.get()


def test_the_next_reminder_is_skipped_and_the_later_ones_stay(oak: Oak, anna: Client, frozen: datetime) -> None:
    visit = make_visit(oak, make_patient(oak), at(4, 14))
    planned(oak, visit, frozen)
    thread = thread_of(oak)
    shown = page(anna, f"/inbox/{thread.public_id}/")
    number = re.search(r'name="reminder" value="(\d+)"', shown)
    assert number
    skip = f"/inbox/{thread.public_id}/visits/{visit.public_id}/skip/"
    told = anna.post(skip, {"reminder": number[1]}, headers=HX).content.decode()
    assert "Skipped: the reminder of Tue Mar 3, 2:00 pm does not go out." in told
    assert waiting(oak) == ["reminder_3"]
    again = anna.post(skip, {"reminder": number[1]}, headers=HX).content.decode()
    assert "not planned any more" in again
    for wrong in ("x", "", "99999"):
        assert anna.post(skip, {"reminder": wrong}).status_code == 409
    with practice_scope(oak.id):
        assert AuditEvent.objects.get(verb="reminder.skipped").actor == "staff:anna"


def test_stop_ends_the_question_its_text_and_every_reminder_but_not_the_visit(
    oak: Oak, anna: Client, frozen: datetime
) -> None:
    visit = make_visit(oak, make_patient(oak), at(4, 14))
    planned(oak, visit, frozen)
    thread = thread_of(oak)
    run = asked(oak, visit, thread, frozen)
    stop = f"/visits/{visit.public_id}/stop/?page=chart&p={visit_patient(oak, visit)}"
    assert "Stopped. The visit stays booked" in anna.post(stop, headers=HX).content.decode()
    assert waiting(oak) == []
    with practice_scope(oak.id):
        run.refresh_from_db()
        assert (run.ended_why, run.ended_at) == ("stopped", frozen)
        assert Prompt.objects.get().closed_why == "void"
        assert set(Message.objects.filter(run_id_then=run.pk).values_list("status", flat=True)) == {"dropped"}
        assert Appointment.objects.get(pk=visit.pk).status == "booked"
    again = anna.post(stop, headers=HX).content.decode()
    assert "Nothing is planned about this visit any more" in again
    assert "Texts about this visit were stopped" in page(anna, f"/inbox/{thread.public_id}/")
    assert anna.post(stop).status_code == 409


def test_a_stopped_visit_is_left_out_of_the_familys_text_and_asked_about_anew_when_moved(
    oak: Oak, anna: Client, frozen: datetime
) -> None:
    maria, leo = make_patient(oak), make_patient(oak, "Leo", role="guardian")
    hers, his = make_visit(oak, maria, at(4, 14)), make_visit(oak, leo, at(4, 15))
    for visit in (hers, his):
        planned(oak, visit, frozen)
    thread = thread_of(oak)
    assert anna.post(f"/inbox/{thread.public_id}/visits/{hers.public_id}/stop/").status_code == 302
    run = asked(oak, his, thread, frozen)
    with practice_scope(oak.id):
        assert Prompt.objects.get(run=run).about == [[his.pk, his.version]]
        slot = free_slots(oak.visit_type, now=frozen, start=at(5, 14), end=at(5, 14, 1))[0]
        booking.move(hers.pk, hers.version, slot, now=frozen, actor="staff:anna")
        assert WakeUp.objects.filter(appointment=hers, done_at__isnull=True).count() == 3


def visit_patient(oak: Oak, visit: Appointment) -> str:
    with practice_scope(oak.id):
        return str(Appointment.objects.select_related("patient").get(pk=visit.pk).patient.public_id)  # type: ignore[union-attr]


def test_a_run_about_no_visit_is_stopped_by_itself(oak: Oak, anna: Client, frozen: datetime) -> None:
    maria = make_patient(oak)
    thread = thread_of(oak)
    with practice_scope(oak.id):
        run = WorkflowRun.objects.create(
            practice=oak.practice, conversation=thread, workflow="which_one", state="asked", started_at=frozen
        )
    seen = page(anna, f"/inbox/{thread.public_id}/")
    assert "Asked which visit is meant" in seen or "Asked to confirm" in seen
    form = {"run": str(run.public_id), "thread": str(thread.public_id)}
    where = f"/patients/{maria.public_id}/runs/stop/?page=chart&p={maria.public_id}"
    assert anna.post(where, form | {"thread": "x"}).status_code == 404
    assert anna.post(where, form | {"run": "x"}).status_code == 409
    assert "Stopped." in anna.post(where, form, headers=HX).content.decode()
    assert anna.post(f"/inbox/{thread.public_id}/runs/stop/", form).status_code == 409
    with practice_scope(oak.id):
        assert WorkflowRun.objects.get().ended_why == "stopped"


def test_a_step_that_came_first_is_not_undone_by_stop(oak: Oak, frozen: datetime) -> None:
    make_patient(oak)
    thread = thread_of(oak)
    with practice_scope(oak.id):
        run = WorkflowRun.objects.create(
            practice=oak.practice, conversation=thread, workflow="which_one", state="asked", started_at=frozen,
            ended_at=frozen, ended_why="answered",
        )  # fmt: skip
        with pytest.raises(calling_off.NothingToStop):
            calling_off.stop_run(thread.pk, run.public_id, oak.anna, now=frozen)


# Rights, and cost


def test_who_may_not_book_sees_no_buttons(oak: Oak) -> None:
    add_staff(oak, "bill", Role.BILLING)
    bill = logged_in("bill")
    maria = make_patient(oak)
    visit = make_visit(oak, maria, at(3, 10))
    seen = page(bill, f"/patients/{maria.public_id}/")
    for button in ("Book a visit", "/move/", "/cancel/", "/stop/"):
        assert button not in seen
    for address in (
        f"/patients/{maria.public_id}/times/", f"/patients/{maria.public_id}/book/", f"/visits/{visit.public_id}/stop/",
        f"/visits/{visit.public_id}/skip/", f"/patients/{maria.public_id}/runs/stop/",
    ):  # fmt: skip
        method: Callable[..., object] = bill.get if address.endswith("times/") else bill.post
        assert method(address).status_code == 403  # type: ignore[attr-defined]


def test_more_visits_notes_and_family_do_not_mean_more_queries(oak: Oak, anna: Client, frozen: datetime) -> None:
    maria = make_patient(oak)
    thread = thread_of(oak)
    pages = (f"/patients/{maria.public_id}/", f"/inbox/{thread.public_id}/", "/patients/?q=diaz")

    def counted() -> list[int]:
        counts = []
        for address in pages:
            anna.get(address)
            with CaptureQueriesContext(connection) as told:
                anna.get(address)
            counts.append(len(told))
        return counts

    def fill(days: range) -> None:
        for day in days:
            child = make_patient(oak, f"Child{day}", role="guardian")
            for who, hour in ((maria, 9), (child, 14)):
                visit = make_visit(oak, who, at(day, hour))
                planned(oak, visit, frozen)
            with practice_scope(oak.id):
                PatientNote.objects.create(
                    practice=oak.practice, patient=child, author=oak.anna, body=f"note {day}", at=frozen
                )

    fill(range(3, 5))
    few = counted()
    fill(range(5, 7))
    fill(range(9, 12))
    assert counted() == few
    with practice_scope(oak.id):
        assert ContactLink.objects.count() == 8

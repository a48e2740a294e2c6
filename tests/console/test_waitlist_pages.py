"""The waitlist's pages: who waits and why, put on, changed and taken off by staff, everything written down."""

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from replywell.audit.models import AuditEvent
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.console.models import AccessRules
from replywell.dialogue import tasks
from replywell.messaging.models import Conversation, Message
from replywell.patients.models import ConsentEvent, Contact, ContactLink, Suppression
from replywell.practices.models import Role
from replywell.scheduling import waitlist
from replywell.scheduling.waitlist_models import Offer, WaitlistEntry
from tests.console.access import add_staff, give_login, logged_in
from tests.console.filling import FREED, MONDAY, freed, waits
from tests.practice import Oak, make_patient, make_practice, make_visit

NEW = {"priority": "0", "notice_minutes": "0", "words": "Yes, text me when something opens up"}


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


def words(browser: Client, address: str, status: int = 200) -> str:
    answer = browser.get(address)
    assert answer.status_code == status, answer.content[:500]
    return " ".join(answer.content.decode().split())


def one_entry(oak: Oak) -> WaitlistEntry:
    with practice_scope(oak.id):
        return WaitlistEntry.objects.select_related("visit").get()


def events(oak: Oak, verb: str) -> list[AuditEvent]:
    with practice_scope(oak.id):
        return list(AuditEvent.objects.filter(verb=verb).order_by("id"))


def test_the_list_says_who_waits_for_what_since_when_and_with_which_words(oak: Oak, anna: Client) -> None:
    maria = make_patient(oak)
    later = make_visit(oak, maria, MONDAY + timedelta(days=9))
    waits(
        oak, maria, visit=later, practitioner_id=oak.lee.pk, notice_minutes=60, until_day=date(2026, 3, 20),
        windows=[{"weekday": day, "from": "08:00", "until": "12:00"} for day in range(3)], words="anything sooner?",
    )  # fmt: skip
    page = words(anna, "/waitlist/")
    for said in (
        "Maria Diaz", "(212) 555-0123", "Office visit with Dr. Lee", "instead of Wed Mar 11, 11:00 am",
        "Monday to Wednesday 8:00 am - 12:00 pm", "until Fri Mar 20", "needs 1 h to get here",
        "since Mon Mar 2, by text", "“anything sooner?”", "nothing offered yet",
    ):  # fmt: skip
        assert said in page, said
    assert events(oak, "waitlist.viewed")[0].actor == "staff:anna"


def test_filters_show_only_those(oak: Oak, anna: Client) -> None:
    waits(oak, make_patient(oak), practitioner_id=oak.lee.pk)
    waits(oak, make_patient(oak, "Tom", "Baker", "+12125550177"), practitioner_id=oak.ortiz.pk, priority=2)
    for query, there, gone in (
        ("q=baker", "Tom Baker", "Maria Diaz"), (f"who={oak.lee.public_id}", "Maria Diaz", "Tom Baker"),
        ("priority=2", "Tom Baker", "Maria Diaz"), (f"type={oak.visit_type.public_id}", "Maria Diaz", "nobody here"),
        ("who=nonsense&priority=x&page=0", "Maria Diaz", "nobody here"),
    ):  # fmt: skip
        page = words(anna, f"/waitlist/?{query}")
        assert there in page, query
        assert gone not in page, query
    assert "Nobody of that kind." in words(anna, "/waitlist/?q=nobody")
    assert words(anna, "/waitlist/").index("Tom Baker") < words(anna, "/waitlist/").index("Maria Diaz")


def test_who_left_stands_in_the_history_with_the_reason(oak: Oak, anna: Client) -> None:
    entry = waits(oak, make_patient(oak))
    with practice_scope(oak.id):
        waitlist.leave(entry.pk, "opted_out", now=MONDAY, actor="patient")
    assert "Maria Diaz" not in words(anna, "/waitlist/")
    assert "They want no more texts" in words(anna, "/waitlist/?show=left")


def test_queries_do_not_grow_with_those_who_wait(oak: Oak, anna: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as counted:
            anna.get("/waitlist/")
        return len(counted)

    waits(oak, make_patient(oak))
    queries()
    few = queries()
    for number in range(12):
        waits(oak, make_patient(oak, f"P{number}", "Many", f"+1212555{4000 + number}"))
    assert queries() == few


def test_the_desk_puts_somebody_on_with_their_words_as_consent(oak: Oak, anna: Client) -> None:
    maria = make_patient(oak)
    later = make_visit(oak, maria, MONDAY + timedelta(days=9))
    form = words(anna, f"/patients/{maria.public_id}/wait/")
    assert "Brings forward" in form
    anna.post(
        f"/patients/{maria.public_id}/wait/add/?page=chart&p={maria.public_id}",
        NEW | {
            "type": oak.visit_type.public_id, "visit": later.public_id, "practitioner": oak.lee.public_id,
            "priority": "1", "day0": "08:00-12:00", "day2": "all day", "text_from": "07:00", "text_until": "20:00",
        },
    )  # fmt: skip
    entry = one_entry(oak)
    assert (entry.visit, entry.practitioner_id, entry.priority) == (later, oak.lee.pk, 1)
    assert entry.windows == [
        {"weekday": 0, "from": "08:00", "until": "12:00"}, {"weekday": 2, "from": "00:00", "until": "23:59"},
    ]  # fmt: skip
    assert (entry.joined_via, entry.text_from, entry.words) == ("staff", time(7), NEW["words"])
    with practice_scope(oak.id):
        consent = ConsentEvent.objects.get(purpose="waitlist")
    assert (consent.words, consent.actor, consent.granted) == (NEW["words"], "staff:anna", True)
    assert events(oak, "waitlist.joined")[0].actor == "staff:anna"
    assert "Waits for: Office visit with Dr. Lee" in words(anna, f"/patients/{maria.public_id}/")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"words": ""}, "This field is required"),
        ({"day1": "whenever"}, "Write stretches such as"),
        ({"from_day": "2026-03-20", "until_day": "2026-03-10"}, "must not be before the first day"),
        ({"text_from": "09:00"}, "Write both hours"),
        ({"text_from": "09:00", "text_until": "08:00"}, "later than the beginning"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_kept(oak: Oak, anna: Client, changes: dict[str, str], told: str) -> None:
    maria = make_patient(oak)
    address = f"/patients/{maria.public_id}/wait/add/"
    answer = anna.post(address, NEW | {"type": oak.visit_type.public_id} | changes)
    assert answer.status_code == 400
    assert told in answer.content.decode()
    with practice_scope(oak.id):
        assert not WaitlistEntry.objects.exists()


def test_beside_a_conversation_only_its_own_patients_are_put_on(oak: Oak, anna: Client) -> None:
    maria, tom = make_patient(oak), make_patient(oak, "Tom", "Baker", "+12125550177")
    with practice_scope(oak.id):
        contact = Contact.objects.get(phone="+12125550123")
        thread = Conversation.objects.create(practice=oak.practice, contact=contact, number=oak.number)
    base, sent = f"/inbox/{thread.public_id}/patients", NEW | {"type": oak.visit_type.public_id}
    assert "Put on the waitlist" in words(anna, f"{base}/{maria.public_id}/wait/")
    assert anna.post(f"{base}/{tom.public_id}/wait/add/", sent).status_code == 404
    told = anna.post(f"{base}/{maria.public_id}/wait/add/", sent, headers={"HX-Request": "true"})
    assert "Maria Diaz is on the waitlist." in told.content.decode()
    assert one_entry(oak).patient_id == maria.pk


def test_who_waits_already_or_may_not_be_texted_is_not_put_on(oak: Oak, anna: Client) -> None:
    maria, tom = make_patient(oak), make_patient(oak, "Tom", "Baker", "+12125550177")
    pia = make_patient(oak, "Pia", "Lund", "+12125550178")
    waits(oak, maria)
    with practice_scope(oak.id):
        Suppression.objects.create(practice=oak.practice, phone="+12125550177", why="opt_out", since=MONDAY)
        ContactLink.objects.filter(patient=pia).update(ended_at=MONDAY)
    for patient, told in (
        (maria, "wait for that kind of visit already"),
        (tom, "must not be texted"),
        (pia, "Add one"),
    ):
        answer = anna.post(f"/patients/{patient.public_id}/wait/add/", NEW | {"type": oak.visit_type.public_id})
        assert (answer.status_code, told in answer.content.decode()) == (400, True), told
    assert one_entry(oak).patient_id == maria.pk


def test_booking_may_put_the_patient_on_the_waitlist_at_once(oak: Oak, anna: Client) -> None:
    maria = make_patient(oak)
    wanted = {
        "type": str(oak.visit_type.public_id), "starts_at": FREED.isoformat(), "practitioner": str(oak.lee.pk),
        "wait": "1", "wait_words": "", "wait_who": str(oak.lee.public_id),
    }  # fmt: skip
    address = f"/patients/{maria.public_id}/book/?page=chart&p={maria.public_id}"
    answer = anna.post(address, wanted, headers={"HX-Request": "true"})
    assert "Write what they said" in answer.content.decode()
    with practice_scope(oak.id):
        assert not WaitlistEntry.objects.exists()
    answer = anna.post(address, wanted | {"wait_words": "Please"}, headers={"HX-Request": "true"})
    assert "Earlier times will be offered." in answer.content.decode()
    entry = one_entry(oak)
    assert (entry.joined_via, entry.practitioner_id, entry.visit and entry.visit.starts_at) == (
        "at_booking", oak.lee.pk, FREED,
    )  # fmt: skip


def test_an_entry_is_changed_once_and_a_colleague_who_saw_the_old_one_is_told(oak: Oak, anna: Client) -> None:
    entry = waits(oak, make_patient(oak))
    address = f"/waitlist/{entry.public_id}/"
    page = anna.get(address).content.decode()
    stamp = page.partition('name="stamp" value="')[2].partition('"')[0]
    sent = {"stamp": stamp, "priority": "2", "notice_minutes": "120", "until_day": "2026-04-01"}
    assert anna.post(address, sent).status_code == 302
    changed = one_entry(oak)
    assert (changed.priority, changed.notice_minutes, changed.until_day) == (2, 120, date(2026, 4, 1))
    told = events(oak, "waitlist.changed")[0]
    assert told.details["changes"]["priority"] == [0, 2]
    late = anna.post(address, sent | {"priority": "1"})
    assert (late.status_code, "Somebody changed this meanwhile" in late.content.decode()) == (409, True)
    assert one_entry(oak).priority == 2


def test_taken_off_with_a_reason_they_are_asked_no_more(oak: Oak, anna: Client) -> None:
    entry = waits(oak, make_patient(oak))
    address = f"/waitlist/{entry.public_id}/"
    anna.post(f"{address}off/", {"why": ""})
    assert one_entry(oak).status == "waiting"
    anna.post(f"{address}off/", {"why": "not_needed"})
    assert (one_entry(oak).status, one_entry(oak).left_why) == ("left", "not_needed")
    page = words(anna, address)
    assert "they need the visit no more" in page
    assert "Take off the list" not in page
    tom = make_patient(oak, "Tom", "Baker", "+12125550177")
    waits(oak, tom)
    freed(oak)
    with practice_scope(oak.id):
        assert Offer.objects.get().entry.patient_id == tom.pk
    add_staff(oak, "mona", Role.MANAGER, "Mona Fox")
    trail = words(logged_in("mona"), "/audit/")
    for said in (
        "Anna Reed ended the waiting for an earlier visit: they need the visit no more",
        "Tom Baker asked to wait for an earlier visit", "Replywell began to fill the time of Tue Mar 3, 2:00 pm again",
        "Replywell offered Tom Baker the time of Tue Mar 3, 2:00 pm",
    ):  # fmt: skip
        assert said in trail, said


def test_an_entry_tells_its_offers_with_what_became_of_them(oak: Oak, anna: Client) -> None:
    entry = waits(oak, make_patient(oak))
    freed(oak)
    page = words(anna, f"/waitlist/{entry.public_id}/")
    assert "Tue Mar 3, 2:00 pm" in page
    assert "The text is about to leave" in page


def test_words_that_are_clinical_are_read_by_the_nurse_alone(oak: Oak, anna: Client) -> None:
    said = "anything earlier? my wound is bleeding"
    maria = make_patient(oak)
    with practice_scope(oak.id):
        contact = Contact.objects.get(phone="+12125550123")
        thread = Conversation.objects.create(practice=oak.practice, contact=contact, number=oak.number)
        text = Message.objects.create(
            practice=oak.practice, conversation=thread, number=oak.number, phone=contact.phone, direction="in",
            body=said, status="received", carrier="simulator", carrier_id="in-1", created_at=MONDAY,
        )  # fmt: skip
        tasks.create(
            oak.id, "clinical", "clinical", "is unwell", now=MONDAY, conversation_id=thread.pk, message_id=text.pk
        )
    entry = waits(oak, maria, words=said)
    for address in ("/waitlist/", f"/waitlist/{entry.public_id}/", f"/patients/{maria.public_id}/wait/"):
        assert "bleeding" not in words(anna, address)
    assert "With the nurse" in words(anna, "/waitlist/")


def test_the_pages_are_closed_to_who_may_not(oak: Oak) -> None:
    entry = waits(oak, make_patient(oak))
    add_staff(oak, "bill", Role.BILLING)
    billing = logged_in("bill")
    assert billing.get("/waitlist/").status_code == 200
    for address in (f"/waitlist/{entry.public_id}/off/", f"/waitlist/{entry.public_id}/"):
        assert billing.post(address, {"why": "asked"}).status_code == 403
    assert one_entry(oak).status == "waiting"
    add_staff(oak, "root", Role.ADMIN)
    assert logged_in("root").get("/waitlist/").status_code == 403

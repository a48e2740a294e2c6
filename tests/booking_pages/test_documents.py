"""Pictures of the insurance card: judged by their bytes, kept in the database, handed out to staff as files only."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.test import Client

from replywell.audit.models import AuditEvent
from replywell.booking_pages import uploads
from replywell.common.tenancy import practice_scope
from replywell.console.models import AccessRules
from replywell.patients import documents
from replywell.patients.models import IntakeDocument, Patient
from replywell.processes.login import set_login
from tests.booking_pages.browsing import browser, words_of
from tests.booking_pages.test_intake import SIGNED, TOLD, fresh, link
from tests.console.access import with_password
from tests.console.site import PASSWORD
from tests.practice import Oak, make_patient, make_practice, make_visit

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\x00" * 100 + b"\xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 50
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.fixture
def oak(frozen: datetime) -> Oak:
    return make_practice()


@pytest.fixture
def newcomer(oak: Oak) -> Patient:
    made = make_patient(oak, "New", "patient 0123")
    with practice_scope(oak.id):
        Patient.objects.filter(pk=made.pk).update(chart_id="new-77")
    make_visit(oak, made, datetime(2026, 3, 5, 15, 0, tzinfo=UTC))
    return fresh(made, oak)


def picture(content: bytes, name: str = "card.jpg") -> BytesIO:
    made = BytesIO(content)
    made.name = name
    return made


def sent(oak: Oak, newcomer: Patient, **pictures: BytesIO) -> str:
    """The page that answers the insurance step with these pictures."""
    address, visitor = link(oak, newcomer), browser()
    for step in ("identity", "address"):
        visitor.post(f"{address}{step}/", TOLD[step])
    return words_of(visitor.post(f"{address}insurance/", {**TOLD["insurance"], **pictures}, follow=True))


def kept(oak: Oak) -> list[IntakeDocument]:
    with practice_scope(oak.id):
        return list(IntakeDocument.objects.order_by("kind"))


def test_pictures_of_the_card_are_kept_with_the_answers(oak: Oak, newcomer: Patient) -> None:
    page = sent(oak, newcomer, insurance_front=picture(JPEG), insurance_back=picture(PDF, "back.pdf"))
    assert "What are you allergic to" in page
    assert [(one.kind, one.media_type, one.size, bytes(one.content)) for one in kept(oak)] == [
        ("insurance_back", "application/pdf", len(PDF), PDF), ("insurance_front", "image/jpeg", len(JPEG), JPEG),
    ]  # fmt: skip


def test_none_is_needed_and_a_later_one_replaces_it(oak: Oak, newcomer: Patient) -> None:
    assert "What are you allergic to" in sent(oak, newcomer)
    assert kept(oak) == []
    sent(oak, newcomer, insurance_front=picture(JPEG))
    sent(oak, newcomer, insurance_front=picture(PNG))
    assert [one.media_type for one in kept(oak)] == ["image/png"]
    page = words_of(browser().get(f"{link(oak, newcomer)}insurance/"))
    assert "We have it. Another one replaces it." in page
    assert "documents" not in page


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "This file is empty."),
        (b"<html><script>alert(1)</script>", "This is no photo and no PDF"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "This is no photo and no PDF"),
        (b"MZ\x90\x00 not a picture", "This is no photo and no PDF"),
        (b"%PDF-1.7 that never ends", "This is no photo and no PDF"),
        (JPEG + b"\x00" * documents.LARGEST, "This file is too large."),
    ],
)
def test_what_is_no_picture_is_refused_by_its_bytes(oak: Oak, newcomer: Patient, content: bytes, says: str) -> None:
    page = sent(oak, newcomer, insurance_front=picture(content))
    assert says in page
    assert 'value="Blue Plan"' in page
    assert kept(oak) == []


def test_a_request_without_end_is_not_read(oak: Oak, newcomer: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "LARGEST", 10_000)
    response = browser().post(f"{link(oak, newcomer)}identity/", {"first_name": picture(b"\xff" * 20_000)})
    assert response.status_code == 400
    assert kept(oak) == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "a.php", 'x"\r\nSet-Cookie: a=b', "card.jpg.exe"])
def test_the_name_that_came_is_used_for_nothing(oak: Oak, newcomer: Patient, name: str) -> None:
    sent(oak, newcomer, insurance_front=picture(JPEG, name))
    address = file_of(oak, newcomer)
    response = staff(oak).get(address)
    assert response["Content-Disposition"] == 'attachment; filename="insurance-front.jpg"'


def file_of(oak: Oak, newcomer: Patient) -> str:
    return f"/patients/{newcomer.public_id}/documents/{kept(oak)[0].public_id}/"


def staff(oak: Oak) -> Client:
    """Anna's browser, logged in."""
    with practice_scope(oak.id):
        AccessRules.objects.update_or_create(practice=oak.practice, defaults={"second_factor_roles": []})
    set_login(oak.id, "anna", "anna", PASSWORD)
    return with_password("anna")


def test_staff_get_it_as_a_file_that_runs_nowhere_and_it_is_audited(oak: Oak, newcomer: Patient) -> None:
    sent(oak, newcomer, insurance_front=picture(JPEG))
    anna = staff(oak)
    chart = words_of(anna.get(f"/patients/{newcomer.public_id}/"))
    assert file_of(oak, newcomer) in chart
    response = anna.get(file_of(oak, newcomer))
    assert response.content == JPEG
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "no-store"
    with practice_scope(oak.id):
        event = AuditEvent.objects.get(verb="document.opened")
    assert (event.subject, event.actor) == (f"patient:{newcomer.pk}", "staff:anna")


def test_nobody_else_gets_it(oak: Oak, newcomer: Patient) -> None:
    sent(oak, newcomer, insurance_front=picture(JPEG))
    address = file_of(oak, newcomer)
    assert browser().get(address).status_code == 302
    other = make_patient(oak, "Tom", "Baker", "+12125550177")
    anna = staff(oak)
    assert anna.get(address.replace(str(newcomer.public_id), str(other.public_id))).status_code == 404


def test_after_the_signature_nothing_is_replaced(oak: Oak, newcomer: Patient) -> None:
    sent(oak, newcomer, insurance_front=picture(JPEG))
    address, visitor = link(oak, newcomer), browser()
    for step in ("allergies", "medications"):
        visitor.post(f"{address}{step}/", TOLD[step])
    visitor.post(f"{address}signature/", SIGNED)
    visitor.post(f"{address}insurance/", {**TOLD["insurance"], "insurance_front": picture(PNG)})
    assert [one.media_type for one in kept(oak)] == ["image/jpeg"]

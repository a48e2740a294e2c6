"""Saved replies: versions, languages, places that fill themselves, and what may not stand in them."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection

from replywell.audit.models import AuditEvent
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.console.models import AccessRules
from replywell.messaging import saved
from replywell.messaging.models import Conversation, Message, SavedReply, SavedWording
from replywell.practices.models import Role
from tests.console.access import add_staff, give_login, logged_in
from tests.console.test_access_rights import Talk
from tests.practice import Oak, make_patient, make_practice, make_visit


@pytest.fixture
def oak(frozen: datetime) -> Oak:
    made = make_practice()
    give_login(made.anna, "anna")
    with practice_scope(made.id):
        AccessRules.objects.create(practice=made.practice, second_factor_roles=[])
    return made


def add(oak: Oak, name: str = "Parking", **bodies: str) -> SavedReply:
    with practice_scope(oak.id):
        return saved.save(oak.practice, oak.anna, name, bodies or {"en": "Behind the house."}, now=clock.now())


def test_a_saved_reply_is_written_changed_and_retired_on_its_pages(oak: Oak) -> None:
    anna = logged_in("anna")
    form = {"name": " Where  to park ", "body_en": "Hi {first_name}, behind the house.", "body_es": ""}
    assert anna.post("/settings/replies/add/", form).status_code == 302
    assert "Where to park" in anna.get("/settings/replies/").content.decode()
    with practice_scope(oak.id):
        made = SavedReply.objects.get()
    address = f"/settings/replies/{made.public_id}/"
    anna.post(address, {"name": "Parking", "body_en": form["body_en"], "body_es": "Detrás de la casa."})
    anna.post(address, {"name": "Parking", "body_en": "Behind us.", "body_es": "Detrás de la casa."})
    with practice_scope(oak.id):
        versions = SavedWording.objects.order_by("id").values_list("language", "version", "body")
        assert list(versions) == [
            ("en", 1, form["body_en"]), ("es", 1, "Detrás de la casa."), ("en", 2, "Behind us."),
        ]  # fmt: skip
        assert AuditEvent.objects.filter(verb="saved_reply.written", actor="staff:anna").count() == 3
    shown = anna.get(address).content.decode()
    assert form["body_en"] in shown
    assert "Anna Reed" in shown
    assert anna.post(f"{address}retire/").status_code == 302
    assert anna.get(address).status_code == 404
    assert "No saved replies yet" in anna.get("/settings/replies/").content.decode()
    add(oak, "Parking")  # its name is free again


@pytest.mark.parametrize(
    ("name", "body", "why"),
    [
        ("", "Behind the house.", "Give it a name"),
        ("x" * 61, "Behind the house.", "Give it a name"),
        ("Parking", "  ", "at least one language"),
        ("Parking", "Ask {doktor}", "There is no place {doktor}."),
        ("Parking", "Your chemotherapy papers", "Not allowed: it names an illness"),
        ("Parking", "Call +1 415 555 0199", "Not allowed: it holds a phone number"),
        ("Parking", "x" * 1601, "carriers take 1600"),
        ("Taken", "Behind the house.", "called Taken already"),
    ],
)
def test_what_may_not_be_saved_is_said_and_what_was_typed_stays(oak: Oak, name: str, body: str, why: str) -> None:
    add(oak, "Taken")
    answer = logged_in("anna").post("/settings/replies/add/", {"name": name, "body_en": body})
    assert answer.status_code == 400
    shown = answer.content.decode()
    assert why in shown
    assert body.strip()[:40] in shown
    with practice_scope(oak.id):
        assert SavedReply.objects.count() == 1


def test_wordings_are_followed_never_changed(oak: Oak) -> None:
    add(oak)
    with practice_scope(oak.id), pytest.raises(Exception, match=r"permission denied|append"):
        SavedWording.objects.update(body="changed")


def test_of_two_who_write_the_next_version_at_once_one_is_told(oak: Oak) -> None:
    made = add(oak)
    start = threading.Barrier(2, timeout=30)

    def write(words: str) -> str:
        try:
            with practice_scope(oak.id):
                start.wait()
                saved.save(oak.practice, oak.anna, "Parking", {"en": words}, now=clock.now(), reply=made)
            return "saved"
        except saved.SavedReplyError as trouble:
            return str(trouble)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(write, ("Left of us.", "Right of us.")))
    with practice_scope(oak.id):
        versions = list(SavedWording.objects.order_by("version").values_list("version", flat=True))
    assert versions in ([1, 2], [1, 2, 3])  # one after the other is as good
    assert told.count("saved") == len(versions) - 1
    assert all("A colleague changed it" in one for one in told if one != "saved")


def test_places_are_filled_in_the_patients_language(oak: Oak) -> None:
    talk = Talk(oak)
    make_visit(oak, talk.patient, datetime(2026, 3, 5, 19, 30, tzinfo=UTC))
    english = "Hi {first_name}: {visit} with {doctor} at {location}. {me}, {practice}, {phone}"
    made = add(oak, en=english, es="Hola {first_name}: {visit}")
    address = f"{talk.address}saved/{made.public_id}/"
    anna = logged_in("anna")
    filled = "Hi Maria: Thu Mar 5, 2:30 pm with Dr. Lee at Main. Anna, Oak Street, (212) 555-0111"
    assert anna.get(address).content.decode() == filled
    with practice_scope(oak.id):
        Conversation.objects.update(language="es")
    assert anna.get(address).content.decode().startswith("Hola Maria: jue 5 mar")
    with practice_scope(oak.id):
        Conversation.objects.update(language="zh")
    assert anna.get(address).content.decode() == filled


def test_what_cannot_be_filled_is_never_sent_in_braces(oak: Oak) -> None:
    talk = Talk(oak)
    make_patient(oak, "Leo", "Diaz", role="guardian")
    made = add(oak, en="Hi {first_name}, see you {visit}")
    anna = logged_in("anna")
    words = anna.get(f"{talk.address}saved/{made.public_id}/").content.decode()
    assert words == "Hi {first_name}, see you {visit}"  # two people on the phone, and no visit
    assert "Hi Maria, see you {visit}" in anna.get(
        f"{talk.address}saved/{made.public_id}/?about={talk.patient.public_id}"
    ).content.decode()  # fmt: skip
    assert "Fill in {first_name}, {visit}" in anna.post(f"{talk.address}preview/", {"body": words}).content.decode()
    answer = anna.post(f"{talk.address}reply/", {"body": words})
    assert answer.status_code == 409
    assert "Fill in {first_name}, {visit} first." in answer.content.decode()
    with practice_scope(oak.id):
        assert not Message.objects.exists()


def test_who_may_not_write_to_patients_has_no_saved_replies(oak: Oak) -> None:
    made = add(oak)
    add_staff(oak, "ada", Role.ADMIN)
    for page in ("/settings/replies/", "/settings/replies/add/", f"/settings/replies/{made.public_id}/"):
        assert logged_in("ada").get(page).status_code == 403

"""Pages of booking by text and of triage tables: who may, what is refused, what is written down, what a try tells."""

import inspect
import re
from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest
from django.test import Client

from replywell.audit.models import AuditEvent
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.console import tryout, words
from replywell.console.models import AccessRules
from replywell.dialogue.models import Task
from replywell.messaging import templates
from replywell.messaging.models import Conversation, Message
from replywell.practices import triage, triage_tables
from replywell.practices.booking_models import BookingRules, TriageTable
from replywell.practices.models import Practitioner, Role
from replywell.scheduling.models import AppointmentType
from replywell.workflows import new_visit
from tests.console.access import add_staff, give_login, logged_in
from tests.console.test_settings import fields, save
from tests.practice import Oak, make_practice

HOME = "/settings/triage/"
PRIMARY = triage.shipped()["primary_care"]


@pytest.fixture
def oak(db: None) -> Oak:
    """Oak Street with a manager; second factors are asked of nobody."""
    made = make_practice()
    give_login(made.anna, "anna")
    give_login(made.nurse, "nia")
    with practice_scope(made.id):
        AccessRules.objects.create(practice=made.practice, second_factor_roles=[])
        templates.install(made.id, clock.now())
    add_staff(made, "mona", Role.MANAGER, "Mona Fox")
    return made


@pytest.fixture
def mona(oak: Oak) -> Client:
    return logged_in("mona")


def copied(oak: Oak, browser: Client, name: str = "Our table") -> TriageTable:
    answer = browser.post(f"{HOME}copy/", {"of": "primary_care", "name": name})
    assert answer.status_code == 302
    return newest(oak)


def newest(oak: Oak) -> TriageTable:
    with practice_scope(oak.id):
        return TriageTable.objects.latest("id")


def page_of(table: TriageTable, rest: str = "") -> str:
    return f"triage/{table.public_id}/{rest}".rstrip("/")


def told(oak: Oak) -> list[str]:
    with practice_scope(oak.id):
        rows = AuditEvent.objects.filter(verb__startswith="triage.").order_by("id")
        return [words.happened(one.verb, one.details) for one in rows]


# Booking by text


def test_words_and_kinds_are_set_and_written_down(oak: Oak, mona: Client) -> None:
    row: dict[str, Any] = {"words-0-words": "physical, annual exam", "words-0-type": "visit"}
    save(mona, "booking", default_type="visit", another_day="visit", **row)
    with practice_scope(oak.id):
        rules = BookingRules.objects.get()
        told = AuditEvent.objects.get(verb="settings.changed")
    assert (rules.default_type, rules.outcome_types) == ("visit", {"another_day": "visit"})
    assert rules.words == [["annual exam", "visit"], ["physical", "visit"]]
    assert "which visits texts book" in words.happened(told.verb, told.details)
    save(mona, "booking")
    with practice_scope(oak.id):
        assert AuditEvent.objects.filter(verb="settings.changed").count() == 1, "Saved untouched: nothing to tell."
    assert "annual exam, physical" in mona.get("/settings/booking/").content.decode()


@pytest.mark.parametrize(
    ("typed", "why"),
    [("the", "almost every text"), ("*", "no word in it"), ("ab*", "at least 3 letters"), ("flu, FLU ", "twice"),
     ("w" * 61, "longer than 60")],
)  # fmt: skip
def test_words_that_would_match_anything_are_refused(oak: Oak, mona: Client, typed: str, why: str) -> None:
    said = save(mona, "booking", expect=400, **{"words-0-words": typed, "words-0-type": "visit"})
    assert why in said
    with practice_scope(oak.id):
        assert not BookingRules.objects.exists()


def test_a_kind_that_texts_do_not_book_is_refused_and_told_on_the_overview(oak: Oak, mona: Client) -> None:
    save(mona, "booking", default_type="visit")
    with practice_scope(oak.id):
        AppointmentType.objects.update(bookable_by_text=False)
    assert "texts do not book Office visit" in mona.get("/settings/").content.decode()
    assert "Texts do not book this kind" in save(mona, "booking", expect=400)


def test_clinicians_and_kinds_of_visit_have_what_waits_and_video_need(oak: Oak, mona: Client) -> None:
    lee, kind = f"clinicians/{oak.lee.public_id}", f"visits/{oak.visit_type.public_id}"
    assert "patients need a link" in save(mona, kind, expect=400, video=["on"])
    assert "begins with https" in save(mona, lee, expect=400, video_link="http://v.example.test")
    save(mona, lee, gender=["female"], languages=["es", "zh"], video_link="https://v.example.test/lee")
    save(mona, kind, video=["on"])
    with practice_scope(oak.id):
        found = Practitioner.objects.get(pk=oak.lee.pk)
        assert (found.gender, found.languages, found.video_link) == (
            "female", ["es", "zh"], "https://v.example.test/lee",
        )  # fmt: skip
        assert AppointmentType.objects.get().video


# Triage tables


def test_an_example_is_read_row_by_row_and_says_that_nobody_reviewed_it(oak: Oak, mona: Client) -> None:
    assert mona.get(HOME).content.decode().count("to be reviewed by a clinician") == len(triage.shipped())
    for code, body in triage.shipped().items():
        page = mona.get(f"{HOME}examples/{code}/").content.decode()
        assert "To be reviewed by a clinician." in page
        for one in body["symptoms"].values():
            for rule in one["rules"]:
                assert f'id="{rule["id"]}"' in page
        for one in body["questions"].values():
            assert one["text"]["es"].replace('"', "&quot;") in page
        assert "on/" not in re.findall(r'action="([^"]*)"', page), "An example is not switched on."


def test_a_copy_is_switched_on_only_with_the_name_of_who_reviewed_it(oak: Oak, mona: Client) -> None:
    table = copied(oak, mona)
    address = f"{HOME}{table.public_id}/"
    for wrong in ({}, {"reviewed_by": "Dr. Lee"}, {"sure": "yes"}, {"sure": "yes", "reviewed_by": " - "}):
        assert mona.post(f"{address}on/", wrong).status_code == 302
        assert not newest(oak).in_use, wrong
    mona.post(f"{address}on/", {"sure": "yes", "reviewed_by": "Dr. Grace Lee"})
    assert newest(oak).in_use
    assert "In use. Reviewed by Dr. Grace Lee." in mona.get(address).content.decode()
    assert "Our table, version 1, reviewed by Dr. Grace Lee" in mona.get("/settings/").content.decode()
    mona.post(f"{HOME}off/")
    assert not newest(oak).in_use
    assert told(oak) == [
        "added the triage table Our table, version 1; it is not in use",
        "switched on the triage table Our table, version 1, reviewed by Dr. Grace Lee",
        "switched off the triage table Our table, version 1",
    ]


def test_a_nurse_reads_tries_and_changes_and_does_not_switch_on(oak: Oak) -> None:
    nia, anna = logged_in("nia"), logged_in("anna")
    table = copied(oak, nia)
    for rest in ("", "try/", "symptoms/throat/", "symptoms/new/", "questions/air/", "questions/new/"):
        assert nia.get(f"{HOME}{table.public_id}/{rest}").status_code == 200, rest
        assert anna.get(f"{HOME}{table.public_id}/{rest}").status_code == 403, rest
    sure = {"sure": "yes", "reviewed_by": "Nia Cole"}
    assert nia.post(f"{HOME}{table.public_id}/on/", sure).status_code == 403
    assert nia.post(f"{HOME}off/").status_code == 403
    assert not newest(oak).in_use


def test_a_changed_row_is_a_new_version_and_the_one_in_use_stays(oak: Oak, mona: Client) -> None:
    first = copied(oak, mona)
    mona.post(f"{HOME}{first.public_id}/on/", {"sure": "yes", "reviewed_by": "Dr. Grace Lee"})
    page = fields(mona.get(f"/settings/{page_of(first, 'symptoms/ear')}/").content)
    assert page["rules-1-younger"] == "6m"
    changed: dict[str, Any] = {"rules-1-younger": "1y", "words_en": "ear, ears, earache*, my ear"}
    save(mona, page_of(first, "symptoms/ear"), **changed)
    second = newest(oak)
    assert (second.version, second.in_use, second.reviewed_by) == (2, False, "")
    assert second.body["symptoms"]["ear"]["rules"][1]["ages"] == {"under": "1y"}
    assert "my ear" in second.body["symptoms"]["ear"]["words"]["en"]
    assert {**second.body["symptoms"], "ear": 0} == {**first.body["symptoms"], "ear": 0}, "The rest is as it was."
    with practice_scope(oak.id):
        assert TriageTable.objects.get(in_use=True).pk == first.pk
    assert "Version 2</a> is the newest" in mona.get(f"{HOME}{first.public_id}/").content.decode()
    assert mona.get(f"/settings/{page_of(first, 'symptoms/ear')}/").status_code == 302
    late = page | {"rules-1-younger": "2y"}
    answer = mona.post(f"/settings/{page_of(first, 'symptoms/ear')}/", late)
    assert (answer.status_code, newest(oak).version) == (400, 2), "Somebody was faster: nothing is lost or mixed."


def test_every_symptom_and_question_is_saved_untouched_without_a_version(oak: Oak, mona: Client) -> None:
    for number, (code, body) in enumerate(triage.shipped().items()):
        mona.post(f"{HOME}copy/", {"of": code, "name": f"Copy {'abc'[number]}"})
        table = newest(oak)
        parts = [f"symptoms/{one}" for one in body["symptoms"]] + [f"questions/{one}" for one in body["questions"]]
        for part in parts:
            address = f"/settings/{page_of(table, part)}/"
            shown = fields(mona.get(address).content)
            sent = {name: unescape(one) if isinstance(one, str) else one for name, one in shown.items()}
            assert mona.post(address, sent).status_code == 302, part
            assert newest(oak).pk == table.pk, part


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"rules-2-then": ""}, "Fill this in"),
        ({"rules-2-then": "sleep"}, "Select a valid choice"),
        ({"rules-2-if1": "stiff=yes"}, "must have no conditions"),
        ({"rules-1-younger": "soon"}, "Write 3m for months"),
        ({"rules-1-older": "9m"}, "nobody is of these ages"),
        ({"rules-0-if1": "nothing=yes"}, "Select a valid choice"),
        ({"rules-0-if2": "stiff=no"}, "same question twice"),
        ({"rules-0-id": "PC-EYE-1"}, "needs an id of its own"),
        ({"rules-0-id": "<b>"}, "needs an id of its own"),
        ({"words_en": "*"}, "no word in it"),
        ({"words_en": ""}, "This field is required"),
    ],
)
def test_a_row_that_would_go_wrong_is_refused_on_the_page(
    oak: Oak, mona: Client, changes: dict[str, Any], why: str
) -> None:
    table = copied(oak, mona)
    assert why in save(mona, page_of(table, "symptoms/ear"), expect=400, **changes)
    assert newest(oak).pk == table.pk


def test_a_symptom_and_a_question_are_added_and_removed(oak: Oak, mona: Client) -> None:
    table = copied(oak, mona)
    new: dict[str, Any] = {
        "name": "Sore toe",
        "words_en": "toe",
        "words_es": "dedo del pie",
        "rules-0-then": "another_day",
    }
    save(mona, page_of(table, "symptoms/new"), **new)
    table = newest(oak)
    assert table.body["symptoms"]["sore_toe"]["rules"] == [{"id": "SORE-TOE-1", "then": "another_day"}]
    asked: dict[str, Any] = {
        "name": "Black", "text_en": "Is it black or cold?", "text_es": "¿Está negro o frío?", "symptom": ["sore_toe"],
        "then": ["nurse_call"], "older": "18y",
    }  # fmt: skip
    save(mona, page_of(table, "questions/new"), **asked)
    table = newest(oak)
    found = triage.parse(table.body)
    assert [(rule.id, rule.then) for rule in found.symptoms["sore_toe"].rules] == [
        ("SORE-TOE-2", "nurse_call"), ("SORE-TOE-1", "another_day"),
    ]  # fmt: skip
    assert found.questions["black"].ages == triage.Ages(start=216)
    mona.post(f"/settings/{page_of(table, 'symptoms/sore_toe/remove')}/")
    table = newest(oak)
    assert table.version == 4
    assert "sore_toe" not in table.body["symptoms"]
    assert "black" not in table.body["questions"]


def test_other_practices_tables_are_not_there(oak: Oak, mona: Client) -> None:
    elm = make_practice("elm", "+12125550300")
    with practice_scope(elm.id):
        theirs = triage_tables.copy(elm.id, PRIMARY, name="Theirs", actor="staff:x", now=clock.now())
    for rest in ("", "try/", "symptoms/throat/", "questions/air/"):
        assert mona.get(f"{HOME}{theirs.public_id}/{rest}").status_code == 404
    for rest in ("on/", "symptoms/throat/", "symptoms/throat/remove/", "questions/air/"):
        assert mona.post(f"{HOME}{theirs.public_id}/{rest}", {"sure": "yes", "reviewed_by": "Dr. X"}).status_code == 404
    assert mona.post(f"{HOME}copy/", {"of": str(theirs.public_id), "name": "Mine"}).status_code == 404


def test_the_trail_tells_every_outcome_in_words_with_its_rule() -> None:
    whys = re.findall(r'nurse\(turn, "(\w+)"', inspect.getsource(new_visit))
    codes = [f"nurse_call:{why}" for why in whys if why != "rule"]
    assert len(codes) > 5, "The reasons for which a nurse calls."
    for outcome in (*triage.OUTCOMES, "no_answer", *codes):
        rule = "PC-EAR-3" if outcome in triage.OUTCOMES else ""
        details = {"table": "our_table", "version": 2, "rule": rule, "outcome": outcome, "asked": []}
        told = words.happened("triage.decided", details)
        assert told.startswith("sorted a same-day wish by the table Our table, version 2: "), outcome
        assert ("(rule PC-EAR-3)" in told) is bool(rule), told
        assert outcome == "emergency" or outcome not in told, f"{told}: a code, no words."
    bare = words.happened("triage.decided", {"table": "", "version": 0, "rule": "", "outcome": "nurse_call:no_table"})
    assert bare == "sorted a same-day wish without a table: the table is gone, so a nurse calls"


# Trying it

NOW = datetime(2026, 3, 9, 14, tzinfo=UTC)


def tried(oak: Oak, *texts: str, months: int | None = 400, language: str = "en", code: str = "primary_care") -> Any:
    with practice_scope(oak.id):
        table = triage.parse(triage.shipped()[code])
        return tryout.play(oak.practice, table, texts, months=months, language=language, now=NOW)


@pytest.mark.parametrize(
    ("texts", "months", "rule", "outcome"),
    [
        (("sore throat and cough for 3 days", "2", "no", "no", "yes"), 400, "PC-THROAT-5", "slot_today"),
        (("sore throat and cough for 3 days", "yes"), 400, "", "emergency"),
        (("sore throat and cough for 3 days", "2", "2", "1"), 400, "PC-THROAT-4", "nurse_call"),
        (("my daughter has a fever and a runny nose", "2"), 2, "PC-FEVER-1", "emergency"),
        (("my back hurts, can I come in",), None, "", "nurse_call"),
        (("I have chest pain",), 400, "", "emergency"),
        (("is there parking?",), 400, "", ""),
    ],
)
def test_a_try_comes_to_what_the_table_says(
    oak: Oak, texts: tuple[str, ...], months: int | None, rule: str, outcome: str
) -> None:
    found = tried(oak, *texts, months=months)
    assert found.over, found.lines
    assert found.outcome == outcome, found.lines
    assert not rule or found.rule == rule, found.lines


def test_a_try_in_spanish_asks_in_spanish(oak: Oak) -> None:
    found = tried(oak, "me duele la espalda, necesito una cita", language="es")
    assert not found.over
    assert "¿Piernas débiles" in found.lines[-1].words
    assert [words for _number, words in found.choices] == ["sí", "no"]


def test_a_try_sends_and_keeps_nothing(oak: Oak, mona: Client) -> None:
    table = copied(oak, mona)
    with practice_scope(oak.id):
        before = AuditEvent.objects.exclude(verb__contains="viewed").count()
    address = f"/settings/{page_of(table, 'try')}/"
    page = mona.post(address, {"age": "34", "language": "en", "say": "sore throat for 3 days"}).content.decode()
    assert "Any trouble breathing" in page
    texts = re.findall(r'name="text" value="([^"]*)"', page)
    page = mona.post(address, {"age": "34", "language": "en", "text": texts, "pick": "1"}).content.decode()
    assert "Emergency: told to call 911" in page
    assert mona.post(address, {"age": "old", "say": "sore throat"}).status_code == 400
    with practice_scope(oak.id):
        assert not Message.objects.exists()
        assert not Conversation.objects.exists()
        assert not Task.objects.exists()
        assert AuditEvent.objects.exclude(verb__contains="viewed").count() == before

"""Booking by text, triage tables and video in the practice file, and what pages changed of them."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from replywell.common.tenancy import practice_scope
from replywell.ehr import edit
from replywell.ehr.load import LoadErrors, LoadReport
from replywell.practices import triage
from replywell.practices.booking_models import BookingRules, TriageTable
from replywell.practices.models import Practitioner
from replywell.scheduling.models import AppointmentType
from tests.ehr.files import NOW, PRACTICE, load

BOOKING = """\
booking:
  default: office
  words:
    - {words: [physical, annual exam], type: procedure}
    - {words: "chequeo*", type: office}
  same_day: {slot_today: office, another_day: office}
"""
KINDS = """\
appointment_types:
  - code: video
    name: Video visit
    minutes: 15
    needs: {practitioner: [lee]}
    video: yes
    video_link: https://video.example.test/elm
"""


def rules(report: LoadReport) -> BookingRules:
    with practice_scope(report.practice_id):
        return BookingRules.objects.get()


def test_the_file_tells_which_kind_of_visit_a_text_books(db: None, tmp_path: Path) -> None:
    report = load(tmp_path, practice=PRACTICE + BOOKING)
    found = rules(report)
    assert found.default_type == "office"
    assert found.words == [["annual exam", "procedure"], ["chequeo*", "office"], ["physical", "procedure"]]
    assert found.outcome_types == {"slot_today": "office", "another_day": "office"}
    again = load(tmp_path, practice=PRACTICE + BOOKING)
    assert (again.counts["booking_rules"].unchanged, again.conflicts) == (1, [])
    load(tmp_path)
    assert rules(report).default_type == "office", "A file that says nothing changes nothing."


def test_what_a_page_changed_of_booking_stays(db: None, tmp_path: Path) -> None:
    report = load(tmp_path, practice=PRACTICE + BOOKING)
    with practice_scope(report.practice_id):
        seen = edit.rows_of(report.practice_id, "booking_rules", NOW)["booking_rules"]
        edit.change(
            report.practice_id, "booking_rules", "booking_rules", {"default_type": "procedure"}, stamp=seen.stamp,
            actor="staff:mona", now=NOW,
        )  # fmt: skip
    assert load(tmp_path, practice=PRACTICE + BOOKING).conflicts == []
    assert rules(report).default_type == "procedure"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("booking: {default: sleep}", "no such type"),
        ("booking: {words: [{words: [flu], type: sleep}]}", "no such type"),
        ("booking: {words: [{words: [the], type: office}]}", "almost every text"),
        ('booking: {words: [{words: ["*"], type: office}]}', "no word in it"),
        ("booking: {words: [{words: [Flu shot], type: office}, {words: [flu  SHOT], type: office}]}", "already"),
        ("booking: {same_day: {slot_today: procedure}}", "texts do not book this kind"),
        ("booking: {same_day: {emergency: office}}", "no such key"),
        ("triage_tables: [nowhere.yaml]", "cannot be read"),
        ("triage_tables: [broken.yaml]", "needs a version"),
        ("triage_tables: [twice.yaml]", "throat stands twice"),
        ("triage_tables: [primary_care, primary_care]", "already"),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(db: None, tmp_path: Path, wrong: str, told: str) -> None:
    (tmp_path / "broken.yaml").write_text(yaml.safe_dump({**triage.shipped()["dermatology"], "version": "²"}), "utf-8")
    (tmp_path / "twice.yaml").write_text("code: x\nsymptoms:\n  throat: {}\n  throat: {}\n", "utf-8")
    with pytest.raises(LoadErrors) as refused:
        load(tmp_path, practice=f"{PRACTICE}{wrong}\n")
    assert any(told in str(problem) for problem in refused.value.problems), refused.value.problems
    assert all(problem.line > PRACTICE.count("\n") for problem in refused.value.problems)


def test_tables_of_the_file_are_added_and_not_in_use(db: None, tmp_path: Path) -> None:
    own = {**triage.shipped()["dermatology"], "code": "our_skin", "version": "3"}
    (tmp_path / "skin.yaml").write_text(yaml.safe_dump(own, allow_unicode=True), "utf-8")
    with_tables = f"{PRACTICE}triage_tables: [skin.yaml, paediatrics]\n"
    report = load(tmp_path, practice=with_tables)
    with practice_scope(report.practice_id):
        found = TriageTable.objects.order_by("code").values_list("code", "version", "in_use", "added_by")
        assert list(found) == [("our_skin", 3, False, "load"), ("paediatrics", 1, False, "load")]
    assert load(tmp_path, practice=with_tables).counts["triage_table"].unchanged == 2
    changed = {**own, "title": "Other"}
    (tmp_path / "skin.yaml").write_text(yaml.safe_dump(changed, allow_unicode=True), "utf-8")
    with pytest.raises(LoadErrors, match="give the new one a new version"):
        load(tmp_path, practice=with_tables)


def one(report: LoadReport, model: Any, code: str) -> Any:
    with practice_scope(report.practice_id):
        return model.objects.get(code=code)


def test_clinicians_have_a_gender_languages_and_a_room_for_video(db: None, tmp_path: Path) -> None:
    more = "text_name: Dr. Ortiz, gender: male, languages: [Spanish, en], video_link: https://v.example.test/o}"
    text = PRACTICE.replace("text_name: Dr. Ortiz}", more).replace("appointment_types:\n", KINDS)
    report = load(tmp_path, practice=text)
    ortiz = one(report, Practitioner, "ortiz")
    assert (ortiz.gender, ortiz.languages, ortiz.video_link) == ("male", ["en", "es"], "https://v.example.test/o")
    video = one(report, AppointmentType, "video")
    assert (video.video, video.video_link) == (True, "https://video.example.test/elm")
    assert (one(report, AppointmentType, "office").video, one(report, Practitioner, "lee").gender) == (False, "")


@pytest.mark.parametrize(
    "link",
    ["http://v.example.test/o", "javascript:alert(1)", "https://v.example.test/a b", "https://user:word@v.example.test",
     "https://v", "https://v.example.test/" + "a" * 120],
)  # fmt: skip
def test_a_link_that_is_not_safe_in_a_text_is_refused(db: None, tmp_path: Path, link: str) -> None:
    text = PRACTICE.replace("text_name: Dr. Ortiz}", f'text_name: Dr. Ortiz, video_link: "{link}"}}')
    with pytest.raises(LoadErrors):
        load(tmp_path, practice=text)

"""What pages change of the practice's definition, and what the next load of its file makes of that."""

from pathlib import Path
from typing import Any

import pytest

from replywell.audit.models import AuditEvent
from replywell.common.tenancy import practice_scope
from replywell.dialogue.models import Task
from replywell.ehr import edit
from replywell.ehr.load import LoadReport
from replywell.practices.models import Location, OpeningHours, Practice
from tests.ehr.files import NOW, PRACTICE, load


def by_page(report: LoadReport, kind: str, key: str, **wanted: Any) -> list[str]:
    """A manager saves a page."""
    with practice_scope(report.practice_id):
        seen = edit.rows_of(report.practice_id, kind, NOW)[key]
        return edit.change(
            report.practice_id, kind, key, wanted, stamp=seen.stamp, actor="staff:mona", now=NOW
        )  # fmt: skip


def practice(report: LoadReport) -> Practice:
    with practice_scope(report.practice_id):
        return Practice.objects.get()


def test_what_a_page_changed_stays_when_the_file_says_nothing_new(db: None, tmp_path: Path) -> None:
    report = load(tmp_path)
    assert by_page(report, "practice", report.practice, name="Oak Lane Clinic") == ["name"]
    again = load(tmp_path)
    assert (again.counts["practice"].kept, again.conflicts) == (1, [])
    assert practice(report).name == "Oak Lane Clinic"


def test_what_file_and_page_both_changed_is_left_to_a_person(db: None, tmp_path: Path) -> None:
    report = load(tmp_path)
    name = practice(report).name
    by_page(report, "practice", report.practice, name="Oak Lane Clinic")
    again = load(tmp_path, practice=PRACTICE.replace(name, "Oak Square"))
    assert [(one.kind, [part.name for part in one.differences]) for one in again.conflicts] == [("practice", ["name"])]
    assert practice(report).name == "Oak Lane Clinic"
    with practice_scope(report.practice_id):
        assert Task.objects.filter(reason="load_conflict").count() == 1


def test_a_file_that_begins_to_speak_of_what_a_page_changed_overwrites_nothing(db: None, tmp_path: Path) -> None:
    assert "late_limit" not in PRACTICE
    report = load(tmp_path)
    by_page(report, "practice", report.practice, late_limit=25)
    with_limit = PRACTICE.replace("  text_name:", "  late_limit: 10\n  text_name:", 1)
    again = load(tmp_path, practice=with_limit)
    assert [part.name for one in again.conflicts for part in one.differences] == ["late_limit"]
    assert practice(report).late_limit == 25


def test_a_list_that_a_page_changed_stays_whole(db: None, tmp_path: Path) -> None:
    report = load(tmp_path)
    hours = [[0, "09:00", "12:00"], [0, "13:00", "15:00"]]
    assert by_page(report, "location", "main", hours=hours) == ["hours"]
    load(tmp_path)
    with practice_scope(report.practice_id):
        found = OpeningHours.objects.filter(location__code="main").order_by("opens")
        assert [f"{one.opens:%H:%M}-{one.closes:%H:%M}" for one in found] == ["09:00-12:00", "13:00-15:00"]


def test_a_row_that_a_page_made_is_not_ended_by_a_complete_file(db: None, tmp_path: Path) -> None:
    report = load(tmp_path)
    with practice_scope(report.practice_id):
        values = {"name": "Annex", "zone": "America/New_York", "hours": []}
        edit.add(report.practice_id, "location", "annex", values, actor="staff:mona", now=NOW)
    load(tmp_path, complete=True)
    with practice_scope(report.practice_id):
        assert Location.objects.filter(code="annex").exists()
        with pytest.raises(edit.Taken):
            edit.add(report.practice_id, "location", "annex", values, actor="staff:mona", now=NOW)


def test_what_was_and_what_is_are_audited_with_who_did_it(db: None, tmp_path: Path) -> None:
    report = load(tmp_path)
    before = practice(report).caps_a_week
    by_page(report, "practice", report.practice, caps_a_week=2)
    with practice_scope(report.practice_id):
        event = AuditEvent.objects.get(verb="settings.changed")
    assert (event.actor, event.details["changes"]) == ("staff:mona", {"caps_a_week": [before, 2]})


def test_a_page_that_is_out_of_date_changes_nothing(db: None, tmp_path: Path) -> None:
    report = load(tmp_path)
    with practice_scope(report.practice_id):
        seen = edit.rows_of(report.practice_id, "practice", NOW)[report.practice].stamp
    by_page(report, "practice", report.practice, late_limit=25)
    with practice_scope(report.practice_id), pytest.raises(edit.Stale):
        edit.change(
            report.practice_id, "practice", report.practice, {"late_limit": 5}, stamp=seen, actor="staff:ada", now=NOW
        )
    assert practice(report).late_limit == 25


def test_saving_what_is_there_changes_and_audits_nothing(db: None, tmp_path: Path) -> None:
    report = load(tmp_path)
    assert by_page(report, "practice", report.practice, name=practice(report).name) == []
    with practice_scope(report.practice_id):
        assert not AuditEvent.objects.filter(verb="settings.changed").exists()

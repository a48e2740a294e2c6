"""Whether the booking page is open, from the practice file and from its page of settings."""

from pathlib import Path

import pytest

from replywell.common.tenancy import practice_scope
from replywell.ehr.load import LoadErrors, LoadReport
from replywell.patients import page_rules
from replywell.patients.models import PageRules
from tests.ehr.files import NOW, PRACTICE, load

OPEN, CLOSED = "booking_page: {open: yes}\n", "booking_page: {open: no}\n"


def is_open(report: LoadReport) -> bool:
    with practice_scope(report.practice_id):
        return page_rules.of_practice(report.practice_id).booking_page


def by_page(report: LoadReport, *, booking_page: bool) -> None:
    with practice_scope(report.practice_id):
        page_rules.change(report.practice_id, booking_page=booking_page, now=NOW, actor="staff:mona")


def test_the_file_opens_and_closes_the_page(db: None, tmp_path: Path) -> None:
    assert is_open(load(tmp_path, practice=PRACTICE + OPEN))
    assert not is_open(load(tmp_path, practice=PRACTICE + CLOSED))


def test_a_file_that_says_nothing_leaves_the_page_as_it_is(db: None, tmp_path: Path) -> None:
    report = load(tmp_path)
    with practice_scope(report.practice_id):
        assert not PageRules.objects.exists()
    by_page(report, booking_page=True)
    assert is_open(load(tmp_path))


def test_loading_again_changes_nothing_and_what_a_manager_closed_stays_closed(db: None, tmp_path: Path) -> None:
    load(tmp_path, practice=PRACTICE + OPEN)
    again = load(tmp_path, practice=PRACTICE + OPEN)
    assert again.counts["page_rules"].unchanged == 1
    by_page(again, booking_page=False)
    third = load(tmp_path, practice=PRACTICE + OPEN)
    assert (third.counts["page_rules"].kept, third.conflicts, is_open(third)) == (1, [], False)


@pytest.mark.parametrize(
    ("key", "wrong", "right"),
    [
        ("booking_page: {open: perhaps}\n", "yes or no", "yes or no"),
        ("booking_page: {opne: yes}\n", "has no such key", "open"),
        ("booking_page: {}\n", "open", ""),
        ("booking_page: yes\n", "", ""),
    ],
)
def test_a_bad_key_is_told_with_its_line(db: None, tmp_path: Path, key: str, wrong: str, right: str) -> None:
    with pytest.raises(LoadErrors) as told:
        load(tmp_path, practice=PRACTICE + key)
    problem = told.value.problems[0]
    assert problem.line == PRACTICE.count("\n") + 1
    assert wrong in f"{problem.wrong} {problem.right}"
    assert right in problem.right


def test_a_page_without_a_kind_of_visit_is_refused(db: None, tmp_path: Path) -> None:
    nothing = PRACTICE.replace("    reminders: 3d/24h/2h\n", "    reminders: 3d/24h/2h\n    bookable_by_text: no\n", 1)
    with pytest.raises(LoadErrors) as told:
        load(tmp_path, practice=nothing + OPEN)
    problem = told.value.problems[0]
    assert "no kind of visit" in problem.wrong
    assert "bookable_by_text: yes" in problem.right
    assert not is_open(load(tmp_path, practice=nothing + CLOSED))

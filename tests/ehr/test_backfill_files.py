"""How freed slots are refilled, from the practice file and from its page."""

from pathlib import Path
from typing import Any

import pytest

from replywell.common.tenancy import practice_scope
from replywell.ehr import edit
from replywell.ehr.load import LoadErrors, LoadReport
from replywell.scheduling.backfill import rules_of
from replywell.scheduling.waitlist_models import BackfillRules
from tests.ehr.files import NOW, PRACTICE, load

RULES = """\
backfill:
  wait: 2m
  group_size: 10
  pause: 5m
  stop_before: 2h
  answer_within: 20m
  most_offers: 40
  chain_limit: 2
  other_types: yes
"""


def by_page(report: LoadReport, **wanted: Any) -> list[str]:
    with practice_scope(report.practice_id):
        seen = edit.rows_of(report.practice_id, "backfill_rules", NOW)["backfill_rules"]
        return edit.change(
            report.practice_id, "backfill_rules", "backfill_rules", wanted, stamp=seen.stamp, actor="staff:mona",
            now=NOW,
        )  # fmt: skip


def rules(report: LoadReport) -> BackfillRules:
    with practice_scope(report.practice_id):
        return rules_of(report.practice_id)


def test_the_rules_of_the_file_are_the_practices_and_switch_it_on(db: None, tmp_path: Path) -> None:
    found = rules(load(tmp_path, practice=PRACTICE + RULES))
    assert found.active
    assert (found.wait_minutes, found.group_size, found.pause_minutes, found.stop_minutes) == (2, 10, 5, 120)
    assert (found.answer_minutes, found.most_offers, found.chain_limit, found.other_types) == (20, 40, 2, True)


def test_a_file_without_rules_switches_nothing_on(db: None, tmp_path: Path) -> None:
    report = load(tmp_path)
    assert not rules(report).active
    with practice_scope(report.practice_id):
        assert not BackfillRules.objects.exists()


def test_loading_again_changes_nothing_and_what_a_page_changed_stays(db: None, tmp_path: Path) -> None:
    report = load(tmp_path, practice=PRACTICE + RULES)
    assert by_page(report, group_size=3) == ["group_size"]
    again = load(tmp_path, practice=PRACTICE + RULES)
    assert (again.counts["backfill_rules"].kept, again.conflicts) == (1, [])
    assert rules(report).group_size == 3


def test_what_file_and_page_both_changed_is_left_to_a_person(db: None, tmp_path: Path) -> None:
    report = load(tmp_path, practice=PRACTICE + RULES)
    by_page(report, active=False)
    again = load(tmp_path, practice=PRACTICE + RULES.replace("  wait: 2m\n", "  wait: 3m\n"))
    assert (again.conflicts, rules(report).wait_minutes, rules(report).active) == ([], 3, False)
    by_page(report, wait_minutes=9)
    third = load(tmp_path, practice=PRACTICE + RULES.replace("  wait: 2m\n", "  wait: 4m\n"))
    assert [one.name for found in third.conflicts for one in found.differences] == ["wait_minutes"]
    assert rules(report).wait_minutes == 9


@pytest.mark.parametrize(
    ("old", "new", "line", "wrong", "right"),
    [
        ("group_size: 10", "group_size: 60", 3, "out of range", "from 1 to 50"),
        ("group_size: 10", "group_size: 41", 3, "larger than the most offers", "at most 40"),
        ("wait: 2m", "wait: 1d", 2, "out of range", "from 0m to 120m"),
        ("pause: 5m", "pause: 0m", 4, "out of range", "from 1m"),
        ("answer_within: 20m", "answer_within: soon", 6, "not a length of time", "2h"),
        ("chain_limit: 2", "chain: 2", 8, "has no such key", "chain_limit"),
        ("other_types: yes", "other_types: perhaps", 9, "yes or no", "yes or no"),
    ],
)
def test_a_bad_rule_is_told_with_its_line(
    db: None, tmp_path: Path, old: str, new: str, line: int, wrong: str, right: str
) -> None:
    with pytest.raises(LoadErrors) as told:
        load(tmp_path, practice=PRACTICE + RULES.replace(old, new, 1))
    problem = told.value.problems[0]
    assert problem.line - PRACTICE.count("\n") == line
    assert wrong in problem.wrong
    assert right in problem.right

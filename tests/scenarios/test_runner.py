"""The runner itself: what is not so fails, and the failure names the file and the line."""

from pathlib import Path

import pytest

from tests.scenarios.runner import Scenario
from tests.scenarios.script import ScenarioError, files, like

BEGIN = """A title

clock Fri Mar 13 9:00
Maria Diaz, +1 212 555 0123, en: visit with Dr. Lee on Thu Mar 19 14:00
"""


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("< Hello ...", "No text left"),
        ("= visit Thu Mar 19 14:00 confirmed", "It is booked, unasked"),
        ("= visit Thu Mar 19 15:00 booked", "There is no visit at Thu Mar 19 15:00"),
        ("= slot Thu Mar 19 14:00 free", "It is taken"),
        ("= task front desk: question", "Open tasks: none"),
        ("= suppressed", "The number is not suppressed"),
        ("= page to Nia", "No page left"),
        ("= state confirm_visit asked", "It is none"),
        ("clock Thu Mar 12 9:00", "only moves forward"),
        ("clock Fri Mar 19 9:00", "is a Thu, not a Fri"),
        ("Tom> hello", "Nobody is called Tom"),
        ("he said something", "not understood"),
        ("> HELP\n< nothing", "This left"),
        ("> HELP\n< Good morning", "What left instead"),
        ("> HELP", "no line tells of"),
    ],
)
def test_what_is_not_so_fails_at_its_line(line: str, why: str, db: None, tmp_path: Path) -> None:
    path = tmp_path / "wrong.txt"
    path.write_text(BEGIN + line + "\n")
    with pytest.raises(ScenarioError, match=r"wrong\.txt:\d+") as told:
        Scenario(path).play()
    assert why in str(told.value)


def test_dots_stand_for_anything_and_nothing_else_does() -> None:
    assert like("Done, your visit ... Oak Street", "Done, your visit is now\nThu.  Oak Street")
    assert not like("Done", "Done.")
    assert not like("1) ... 2) ...", "2) a 1) b")


def test_there_is_a_title_and_a_text_in_every_file() -> None:
    for path in files():
        lines = path.read_text("utf-8").splitlines()
        assert len(lines[0]) > 10, path.name
        assert lines[1] == "", path.name
        assert any(">" in line[:24] or line.startswith(("<", "=")) for line in lines), path.name
    assert len(files()) >= 45

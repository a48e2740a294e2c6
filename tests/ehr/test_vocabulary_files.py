"""The practice's own words, from its file into its row-guarded table."""

from pathlib import Path

import pytest

from replywell.common.tenancy import practice_scope
from replywell.dialogue import vocabulary
from replywell.ehr.load import LoadErrors
from replywell.practices.models import PracticeWord
from replywell.understanding.normalise import prepare
from tests.ehr.files import PRACTICE, load

WORDS = """\
vocabulary:
  - {words: [Dr. G, the tall doctor], practitioner: lee}
  - {words: the mall office, location: main}
  - {words: botox, type: procedure}
  - {words: MyChart}
"""


def rows() -> list[tuple[str, str, str]]:
    return sorted(PracticeWord.objects.values_list("words", "kind", "code"), key=lambda row: row[0].lower())


def test_the_words_of_the_file_are_the_practices(db: None, tmp_path: Path) -> None:
    report = load(tmp_path, practice=PRACTICE + WORDS)
    with practice_scope(report.practice_id):
        assert rows() == [
            ("botox", "type", "procedure"),
            ("Dr. G", "practitioner", "lee"),
            ("MyChart", "", ""),
            ("the mall office", "location", "main"),
            ("the tall doctor", "practitioner", "lee"),
        ]


def test_loading_again_changes_nothing_and_a_line_taken_out_is_gone(db: None, tmp_path: Path) -> None:
    report = load(tmp_path, practice=PRACTICE + WORDS)
    again = load(tmp_path, practice=PRACTICE + WORDS)
    assert (again.counts["vocabulary"].changed, again.conflicts) == (0, [])
    load(tmp_path, practice=PRACTICE + WORDS.replace("  - {words: botox, type: procedure}\n", ""))
    with practice_scope(report.practice_id):
        assert "botox" not in [words for words, _, _ in rows()]
        assert len(rows()) == 4


def test_a_file_without_the_key_leaves_the_words_alone(db: None, tmp_path: Path) -> None:
    report = load(tmp_path, practice=PRACTICE + WORDS)
    load(tmp_path)
    with practice_scope(report.practice_id):
        assert len(rows()) == 5


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "wrong", "right"),
    [
        ("practitioner: lee}", "practitioner: le}", 2, "53", "no such practitioner", "lee"),
        ("type: procedure", "type: surgery", 4, "26", "no such type", "procedure"),
        ("location: main", "location: main, type: office", 3, "52", "one thing", "only location"),
        ("words: botox", "word: botox", 4, "6", "has no such key", "words"),
        ("words: botox", "words: stop", 4, "13", "stop, start or ask for help", "service"),
        ("words: botox", "words: chest pain", 4, "13", "emergency", "service"),
        ("words: botox", "words: friday", 4, "13", "everyday word", "service"),
        ("words: MyChart", 'words: "!!"', 5, "13", "no word in it", "service"),
        ("words: MyChart", "words: dr. g", 5, "13", "stand on line", "once"),
    ],
)
def test_a_bad_line_of_the_vocabulary_is_told(
    db: None, tmp_path: Path, old: str, new: str, line: int, column: str, wrong: str, right: str
) -> None:
    with pytest.raises(LoadErrors) as told:
        load(tmp_path, practice=PRACTICE + WORDS.replace(old, new, 1))
    problem = told.value.problems[0]
    first = PRACTICE.count("\n")
    assert (problem.line - first, problem.column) == (line, column)
    assert wrong in problem.wrong
    assert right in problem.right


def test_names_count_by_themselves_and_the_practices_own_words_go_first(db: None, tmp_path: Path) -> None:
    own = WORDS.replace("words: MyChart", "words: Lee, practitioner: ortiz")
    report = load(tmp_path, practice=PRACTICE + own)
    with practice_scope(report.practice_id):
        words = vocabulary.load()

    def named(text: str) -> dict[str, object]:
        return dict(words.vocabulary.named(prepare(text))[0])

    assert named("my office visit with Dr. Ortiz") == {"type": "office", "practitioner": "ortiz"}
    assert named("a procedure with grace") == {"type": "procedure", "practitioner": "lee"}
    assert named("with lee") == {"practitioner": "ortiz"}
    assert named("with dr lee") == {"practitioner": "lee"}
    assert words.id_of("practitioner", "lee") != words.id_of("practitioner", "ortiz")
    assert words.id_of("practitioner", None) is None

"""Every mistake is told with its file, line, column, what is wrong and what would be right; nothing is loaded."""

from pathlib import Path

import pytest

from replywell.ehr.load import LoadErrors, load_files
from replywell.ehr.problems import Problem
from replywell.practices.queries import practice_ids
from tests.ehr.files import NOW, PATIENT_COLUMNS, PATIENTS, PRACTICE, VISIT_COLUMNS, VISITS, load, write, write_all

GOOD = PATIENTS[0]
VISIT = VISITS[0]


def problems(folder: Path, **files: object) -> list[Problem]:
    """What is wrong with these files; nothing may have been loaded."""
    with pytest.raises(LoadErrors) as caught:
        load(folder, **files)  # type: ignore[arg-type]
    assert practice_ids() == []
    return caught.value.problems


PATIENT_ROWS = [
    ("birth_date", "1980-05-01", "1980-13-01", "there is no month 13", "month from 1 to 12"),
    ("birth_date", "1980-05-01", "1981-02-29", "month 2 of 1981 has 28 days", "1981-02-28"),
    ("birth_date", "1980-05-01", "13/5/1980", "the month comes first", "1980-05-13"),
    ("birth_date", "1980-05-01", "May 1980", "not a date", "2026-03-12"),
    ("birth_date", "1980-05-01", "2030-01-01", "has not come yet", "2026-03-02"),
    ("chart_id", "1,Maria", ",Maria", "must not be empty", "a value"),
    ("first_name", "Maria", "", "must not be empty", "a value"),
    ("language", ",es,", ",Spanisch,", "not a language code", "en or es"),
    ("phone", "(212) 555-0123", "555-0123", "area code is missing", "all 10 digits"),
    ("phone", "(212) 555-0123", "(212) 555-012", "too short", "(415) 555-0123"),
    ("role", "(212) 555-0123", "", "no phone", "a number"),
    ("role", "self", "gaurdian", "no such role", "guardian"),
    ("consent", ",care,", ",car,", "is no purpose", "care"),
    ("consent", ",care,", ",,", "not for which purposes", "care"),
    ("consent_when", "2026-01-05", "", "needs the day", "2026-01-05"),
    ("consent_when", "2026-01-05", "2026-05-01", "has not come yet", "2026-03-02"),
    ("consent_how", "form", "phone", "no such way", "form"),
    ("consent_words", "You may text me.", "", "needs evidence", "words"),
]


@pytest.mark.parametrize(("column", "old", "new", "wrong", "right"), PATIENT_ROWS)
def test_a_bad_patient_is_told(
    db: None, tmp_path: Path, column: str, old: str, new: str, wrong: str, right: str
) -> None:
    row = GOOD.replace(old, new, 1)
    assert row != GOOD
    found = problems(tmp_path, patients=[PATIENTS[2], row], visits=())
    matching = [one for one in found if (one.file, one.line, one.column) == ("patients.csv", 3, column)]
    assert matching, found
    assert wrong in matching[0].wrong
    assert right in matching[0].right


VISIT_ROWS = [
    ("external_id", "v1,", ",", "must not be empty", "a value"),
    ("chart_id", "v1,1,", "v1,99,", "no patient has this chart id", "chart_id of patients.csv"),
    ("chart_id", "v1,1,", "v1,01,", "no patient has this chart id", "1"),
    ("type", "office", "ofice", "no such appointment type", "office"),
    ("practitioner", "lee", "lea", "no such practitioner", "lee"),
    ("practitioner", "lee", "", "needs a practitioner", "code"),
    ("location", "main", "mian", "no such location", "main"),
    ("date", "2026-03-09", "2026-02-30", "has 28 days", "2026-02-28"),
    ("date", "2026-03-09", "", "not a date", "2026-03-12"),
    ("time", "10:00", "25:00", "no clock", "23:59"),
    ("time", "10:00", "ten", "not a time", "14:30"),
    ("time", "10:00", "10:00+05:00", "does not have that offset", "10:00-04:00"),
    ("time", "2026-03-09,10:00", "2026-03-08,02:30", "the clocks skip that hour", "03:30"),
    ("status", "booked", "bookd", "no such status", "booked"),
]


@pytest.mark.parametrize(("column", "old", "new", "wrong", "right"), VISIT_ROWS)
def test_a_bad_visit_is_told(db: None, tmp_path: Path, column: str, old: str, new: str, wrong: str, right: str) -> None:
    row = VISIT.replace(old, new, 1)
    assert row != VISIT
    found = problems(tmp_path, visits=[VISITS[1], row])
    assert [(one.file, one.line, one.column) for one in found] == [("appointments.csv", 3, column)]
    assert wrong in found[0].wrong
    assert right in found[0].right


PRACTICE_LINES = [
    ("  text_name: Elm\n", "  textname: Elm\n", 4, "3", "has no such key", "text_name"),
    ("  text_name: Elm\n", "", 2, "3", "practice needs text_name", "text_name"),
    ("zone: America/New_York", "zone: America/NewYork", 6, "9", "no such time zone", "America/New_York"),
    ("zone: America/New_York", "zone: EST", 6, "9", "", "America/New_York"),
    ("state: NY", "state: New York", 7, "10", "not a US state", "NY"),
    ("[en, es]", "[es]", 8, "14", "own language en is missing", "en"),
    ("from: 20:00", "from: 25:00", 10, "23", "no clock", "23:59"),
    ("2026-03-20", "2026-03-32", 12, "13", "has 31 days", "2026-03-31"),
    ("mon-fri: 08:00", "mon-fry: 08:00", 17, "7", "not a day of the week", "fri"),
    ("08:00-12:00, 13:00-17:00\n    holidays", "08:00-14:00, 13:00-17:00\n    holidays", 17, "16", "overlap", "08:00"),
    ("08:00-12:00, 13:00-17:00\n    holidays", "12:00-08:00\n    holidays", 17, "16", "before it starts", "later"),
    ("country: US", "country: XX", 18, "25", "no holidays", "US"),
    ("Columbus Day", "Colombus Day", 18, "37", "no holiday", "Columbus Day"),
    ("{code: ortiz", "{code: lee", 21, "12", "stands on line 20 already", "once"),
    ("minutes: 30", "minutes: half an hour", 29, "14", "whole number", "1 to 1440"),
    ("lead_time: 2h", "lead_time: soon", 31, "16", "not a length of time", "2h"),
    ("3d/24h/2h", "3d/24h/two", 35, "16", "two is not a time", "72h"),
    (
        "needs: {practitioner: [lee, ortiz]}",
        "needs: {practitioner: [lee, ortis]}",
        34,
        "33",
        "no such schedule",
        "ortiz",
    ),
    ("room1, room2], days", "room3, room2], days", 42, "30", "no such schedule", "room"),
    ("off: all day, ", "", 44, "5", "either off or works", "all day"),
    ("role: front desk", "role: frontdesk", 47, "41", "not possible", "front_desk"),
    ("{staff: anna}", "{staff: ana}", 51, "13", "no such staff", "anna"),
    ("carrier: simulator", "carrier: simulater", 53, "56", "not possible", "simulator"),
    ("  name: Elm Clinic\n", "  name: Elm Clinic\n  name: Elm\n", 4, "3", "stands on line 3 already", "once"),
    ("  code: elm\n", "  code: elm\n\tbad: tab\n", 3, "1", "YAML cannot be read", "no tabs"),
]


@pytest.mark.parametrize(("old", "new", "line", "column", "wrong", "right"), PRACTICE_LINES)
def test_a_bad_line_of_the_practice_file_is_told(
    db: None, tmp_path: Path, old: str, new: str, line: int, column: str, wrong: str, right: str
) -> None:
    assert old in PRACTICE
    found = problems(tmp_path, practice=PRACTICE.replace(old, new, 1))
    matching = [one for one in found if (one.line, one.column) == (line, column)]
    assert matching, "\n".join(map(str, found))
    assert matching[0].file == "practice.yaml"
    assert wrong in matching[0].wrong
    assert right in matching[0].right


def test_a_practitioner_cannot_work_in_two_places_at_once(db: None, tmp_path: Path) -> None:
    text = PRACTICE.replace(
        "{code: lee, name: Grace Lee, text_name: Dr. Lee, also_called: [Grace]}",
        "{code: lee, name: Grace Lee, text_name: Dr. Lee, schedules: [{code: lee}, {code: lee2}]}",
    ).replace("[lee, ortiz, room1, room2], days", "[lee, lee2], days")
    found = problems(tmp_path, practice=text)
    assert "lee works mon 08:00-12:00 already" in found[0].wrong


def test_all_problems_are_told_at_once_and_the_print_is_capped(db: None, tmp_path: Path) -> None:
    bad = [f"{n},,Fox,1970-02-03,en,,,,,," for n in range(80)]
    with pytest.raises(LoadErrors) as caught:
        load(
            tmp_path,
            practice=PRACTICE.replace("state: NY", "state: XX"),
            patients=bad,
            visits=["v1,0,x,lee,main,y,z,q"],
        )
    assert len(caught.value.problems) == 80 + 1 + 4
    told = str(caught.value).splitlines()
    assert told[0] == "Nothing was loaded: 85 problems."
    assert told[-1] == "  ... and 35 more."
    assert len(told) == 52


def test_a_problem_reads_as_a_sentence() -> None:
    problem = Problem("patients.csv", 7, "role", "gaurdian", "no such role", "guardian")
    assert str(problem) == 'patients.csv, line 7, column role: "gaurdian": no such role. Right: guardian.'


def test_lines_are_right_below_and_inside_quoted_line_breaks(db: None, tmp_path: Path) -> None:
    rows = [
        '1,"Ma\nria",Diaz,1980-05-01,es,,,,,,',
        "",
        '2,"L\r\neo",Diaz,never,es,,,,,,',
        "3,Sam,Fox,1970-02-03,en,12,,,,,",
    ]
    found = problems(tmp_path, patients=rows, visits=())
    assert [(one.line, one.column) for one in found] == [(6, "birth_date"), (7, "phone")]


def test_rows_of_the_wrong_length_and_open_quotes_are_told(db: None, tmp_path: Path) -> None:
    found = problems(tmp_path, patients=["1,Maria,Diaz, Esq.,1980-05-01,es,,,,,,", "2,Leo", '3,"Sam'], visits=())
    assert [(one.line, one.wrong[:30]) for one in found][:2] == [
        (2, "the row has 12 values, the hea"),
        (3, "the row has 2 values, the head"),
    ]
    assert (found[2].line, "quotes" in found[2].right) == (4, True)


def test_unknown_doubled_and_missing_columns_are_told(db: None, tmp_path: Path) -> None:
    practice, _, visits = write_all(tmp_path, visits=())
    people = write(tmp_path, "patients.csv", "chart_id,frist_name,last_name,last_name", [])
    with pytest.raises(LoadErrors) as caught:
        load_files([practice, people, visits], now=NOW)
    assert sorted((one.column, one.right) for one in caught.value.problems) == [
        ("first_name", "a column first_name"),
        ("frist_name", "first_name"),
        ("last_name", "each column once"),
    ]


@pytest.mark.parametrize(
    ("raw", "line", "wrong"),
    [
        ((PATIENT_COLUMNS + "\n1,Jos").encode() + b"\xe9,D\n", 2, "not UTF-8"),
        (PATIENT_COLUMNS.encode("utf-16"), 1, "UTF-16"),
        (b"", 1, "empty"),
    ],
)
def test_other_encodings_and_empty_files_are_told(db: None, tmp_path: Path, raw: bytes, line: int, wrong: str) -> None:
    practice, people, _ = write_all(tmp_path)
    people.write_bytes(raw)
    with pytest.raises(LoadErrors) as caught:
        load_files([practice, people], now=NOW)
    assert [(one.file, one.line) for one in caught.value.problems] == [("patients.csv", line)]
    assert wrong in caught.value.problems[0].wrong


def test_rows_that_contradict_each_other_are_told(db: None, tmp_path: Path) -> None:
    again = GOOD.replace("1980-05-01", "1981-05-01")
    found = problems(tmp_path, patients=[GOOD, again], visits=(VISIT, VISIT))
    assert [(one.file, one.line, one.column) for one in found] == [
        ("appointments.csv", 3, "external_id"),
        ("patients.csv", 3, "birth_date"),
        ("patients.csv", 3, "phone"),
    ]


def test_without_a_practice_file_the_practice_must_be_clear(db: None, tmp_path: Path) -> None:
    visits = write(tmp_path, "appointments.csv", VISIT_COLUMNS, VISITS)
    with pytest.raises(LoadErrors, match="problem") as caught:
        load_files([visits], now=NOW)
    assert "which one is meant" in caught.value.problems[0].wrong
    with pytest.raises(LoadErrors) as caught:
        load_files([visits], now=NOW, practice="oak")
    assert caught.value.problems[0].wrong == "no such practice"


def test_a_missing_file_is_told(db: None, tmp_path: Path) -> None:
    with pytest.raises(LoadErrors) as caught:
        load_files([tmp_path / "nothing.csv"], now=NOW)
    assert caught.value.problems[0].wrong == "there is no such file"

"""What staff say a text meant: kept, audited, changing nothing, and written out for review."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from replywell.audit.models import AuditEvent
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.dialogue import corrections
from replywell.dialogue.models import Correction
from replywell.messaging.models import Message
from replywell.processes import export_corrections
from tests.dialogue.talk import conversation, deliver, later, said, text, utc, visit
from tests.dialogue.test_prompts import ask
from tests.practice import Oak, make_patient, make_practice, make_visit
from training.texts import parse


def correct(oak: Oak, message_id: int, means: str) -> Correction:
    with practice_scope(oak.id):
        message = Message.objects.get(pk=message_id)
        assert message.conversation_id is not None
        return corrections.correct(message.conversation_id, message.public_id, oak.anna, means, now=clock.now())


def test_a_correction_keeps_what_was_read_what_was_asked_and_who_says_what(oak: Oak) -> None:
    booked = make_visit(oak, make_patient(oak), utc(5, 15))
    ask(oak, booked)
    deliver()
    later(minutes=5)
    answer = text("X")
    before = said(oak), visit(oak, booked).status
    made = correct(oak, answer, "reschedule")
    assert (made.read["intent"], made.means, made.by_id) == ("cancel", "reschedule", oak.anna.pk)
    with practice_scope(oak.id):
        assert made.prompt is not None
        assert made.prompt.context == "confirm_prompt"
        event = AuditEvent.objects.get(verb="reading.corrected")
        assert (event.actor, event.subject) == ("staff:anna", f"message:{answer}")
        assert Message.objects.get(pk=answer).reading["intent"] == "cancel"
    assert (said(oak), visit(oak, booked).status) == before


def test_the_last_word_on_a_text_counts_and_the_first_one_stays(oak: Oak) -> None:
    answer = text("what time do you open")
    correct(oak, answer, "complaint")
    correct(oak, answer, "question")
    with practice_scope(oak.id):
        assert corrections.latest([answer])[answer].means == "question"
        assert Correction.objects.count() == 2


@pytest.mark.parametrize("means", ["", "rescheduled", "emergency; drop table"])
def test_what_is_no_intent_is_refused(oak: Oak, means: str) -> None:
    answer = text("what time do you open")
    with pytest.raises(ValueError, match="Choose"):
        correct(oak, answer, means)


def test_a_text_of_another_conversation_or_not_read_yet_is_refused(oak: Oak) -> None:
    first = text("what time do you open")
    waiting = text("and on sunday", "+12125550124", drain=False)
    with practice_scope(oak.id):
        one, other = Message.objects.get(pk=first), Message.objects.get(pk=waiting)
        for where, what in (
            (conversation(oak).pk, other),
            (other.conversation_id, one),
            (other.conversation_id, other),
        ):
            with pytest.raises(ValueError, match="no such text"):
                corrections.correct(where or 0, what.public_id, oak.anna, "question", now=clock.now())


def test_nobody_changes_or_deletes_a_correction_and_no_other_practice_sees_it(oak: Oak) -> None:
    correct(oak, text("what time do you open"), "question")
    for change in ("UPDATE dialogue_correction SET means = 'thanks'", "DELETE FROM dialogue_correction"):
        with practice_scope(oak.id), connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(change)
    other = make_practice("elm", "+12125550199")
    with practice_scope(other.id):
        assert not Correction.objects.exists()


def test_corrections_are_written_as_examples_that_can_be_read_again(oak: Oak, tmp_path: Path) -> None:
    ask(oak, make_visit(oak, make_patient(oak), utc(5, 15)))
    deliver()
    later(minutes=5)
    correct(oak, text("X, another\nday; sorry | really"), "reschedule")
    correct(oak, text("my leg is numb since monday"), "emergency")
    correct(oak, text("# the bill"), "billing_question")
    file = tmp_path / "corrected.txt"
    assert export_corrections.run(file, None) == 0
    assert file.stat().st_mode & 0o777 == 0o600
    move, danger, bill = parse(file.read_text("utf-8").splitlines())
    assert (move.text, move.intents, move.alone) == ("X, another day; sorry | really", ("reschedule",), "~")
    assert (move.header.context, move.header.zone, move.header.hours) == (
        "confirm_prompt", "America/New_York", ("08:00", "17:00"),
    )  # fmt: skip
    assert "Reply C" in move.header.prompt
    assert move.header.reference.isoformat() == "2026-03-02T10:05:00-05:00"
    assert (danger.intents, danger.danger, danger.alone) == (("emergency",), True, "-")
    assert (bill.text, bill.alone) == ("# the bill", "-")


def test_an_export_is_audited_and_overwrites_nothing(
    oak: Oak, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    correct(oak, text("what time do you open"), "question")
    file = tmp_path / "corrected.txt"
    assert export_corrections.run(file, "oak") == 0
    told = capsys.readouterr().out
    assert "1 corrected text in" in told
    assert "words of patients" in told
    with practice_scope(oak.id):
        event = AuditEvent.objects.get(verb="corrections.exported")
        assert event.details == {"texts": 1, "to": str(file)}
    first = file.read_text()
    assert export_corrections.run(file, "oak") == 1
    assert "exists already" in capsys.readouterr().err
    assert file.read_text() == first
    assert export_corrections.run(tmp_path / "no" / "such", "oak") == 1
    assert export_corrections.run(tmp_path / "other", "elm") == 1
    make_practice("elm", "+12125550199")
    assert export_corrections.run(tmp_path / "other", None) == 1
    assert "elm, oak" in ", ".join(sorted(capsys.readouterr().err.rpartition("--practice. ")[2].strip().split(", ")))
    assert [one.name for one in tmp_path.iterdir()] == ["corrected.txt"]


def test_an_export_that_breaks_leaves_no_file(oak: Oak, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_(*args: object, **named: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(export_corrections.os, "fsync", break_)
    with pytest.raises(OSError, match="no space"):
        export_corrections.run(tmp_path / "corrected.txt", None)
    assert list(tmp_path.iterdir()) == []
    with practice_scope(oak.id):
        assert not AuditEvent.objects.filter(verb="corrections.exported").exists()


def test_the_command_says_how_it_is_used() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "replywell.cli", "corrections", "export", "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "patients" in done.stdout

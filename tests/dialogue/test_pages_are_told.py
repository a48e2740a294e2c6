"""Open pages hear of what follows from a text that left when it is written, not only of the text."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import psycopg

from replywell.common.notify import LIVE
from replywell.dialogue import wake_ups
from replywell.messaging import status
from replywell.messaging.dispatch import deliver_once
from tests.console.filling import freed, waits
from tests.dialogue.talk import utc
from tests.dialogue.test_prompts import ask
from tests.practice import Oak, make_patient, make_practice, make_visit


class Page:
    """Hears what pages are told; `told` says of what kinds, at least one."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def told(self) -> set[str]:
        heard = [note.payload.split()[1] for note in self.connection.notifies(timeout=5, stop_after=1)]
        return {*heard, *(note.payload.split()[1] for note in self.connection.notifies(timeout=0.2))}

    def count(self, query: str) -> int:
        row = self.connection.execute(query.encode()).fetchone()
        assert row is not None
        return int(row[0])


@contextmanager
def page() -> Iterator[Page]:
    with psycopg.connect(os.environ["REPLYWELL_TEST_SUPERUSER_URL"], autocommit=True) as connection:
        connection.execute(f"LISTEN {LIVE}".encode())
        yield Page(connection)


def test_that_an_offer_has_left(frozen: datetime) -> None:
    oak = make_practice()
    for number in range(2):
        waits(oak, make_patient(oak, "Wait", f"Ing{number}", f"+1212556{number:04d}"))
    freed(oak)
    while wake_ups.run_due(10):
        pass
    standing = "SELECT count(*) FROM scheduling_offer WHERE status = 'sent'"
    with page() as open_page:
        assert deliver_once() == 2
        assert open_page.told() == {"conversation"}
        assert open_page.count(standing) == 0
        status.drain_moves()
        assert "visit" in open_page.told()
        assert open_page.count(standing) == 2


def test_that_a_question_waits_for_its_answer(oak: Oak) -> None:
    ask(oak, make_visit(oak, make_patient(oak), utc(5, 15)))
    waiting = "SELECT count(*) FROM dialogue_prompt WHERE opened_at IS NOT NULL"
    with page() as open_page:
        assert deliver_once() == 1
        assert "conversation" in open_page.told()
        assert open_page.count(waiting) == 0
        status.drain_moves()
        assert "conversation" in open_page.told()
        assert open_page.count(waiting) == 1

"""Two hundred who say yes at the same moment, by text, on the real processes: one wins, everybody hears at once."""

import pytest

from tests.chaos.waiting import MANY
from tests.scheduling.calls import unless_busy
from tests.stack import Stack, stack

PLAY = "from tests.chaos import waiting; waiting."
SECONDS = 5.0
ANSWERED = """
SELECT t.key, count(*) FROM messaging_message m JOIN messaging_template t ON t.id = m.template_id
 WHERE m.answers_id IS NOT NULL AND m.status IN ('accepted', 'sent', 'delivered') GROUP BY t.key ORDER BY t.key
"""
TOOK = """
SELECT extract(epoch FROM max(a.ended_at) - min(i.stored_at))::float FROM messaging_attempt a
  JOIN messaging_message m ON m.id = a.message_id JOIN messaging_message i ON i.id = m.answers_id
"""
OVERLAPS = """
SELECT count(*) FROM scheduling_occupancy a JOIN scheduling_occupancy b
    ON a.schedule_id = b.schedule_id AND a.id < b.id AND a.period && b.period WHERE a.occupies AND b.occupies
"""


def offered_to_all(running: Stack) -> None:
    running.play(PLAY + "prepare()")
    running.start("worker0")
    running.play(PLAY + "free_the_slot()")
    running.wait_until("SELECT count(*) = %s FROM scheduling_offer WHERE status = 'sent'", MANY, timeout=120)
    # What autovacuum does each minute.
    running.sql("ANALYZE")


@pytest.mark.timeout(900)
def test_of_two_hundred_who_say_yes_at_once_one_wins_and_all_hear_of_it_in_five_seconds() -> None:
    with stack(connections=260) as running:
        offered_to_all(running)
        patience = unless_busy(SECONDS)
        running.play(PLAY + "everybody_says_yes()")
        running.wait_until(
            "SELECT count(*) = %s FROM messaging_message WHERE answers_id IS NOT NULL "
            "AND status IN ('accepted', 'sent', 'delivered')", MANY, timeout=60,
        )  # fmt: skip
        assert dict(running.sql(ANSWERED)) == {"book.done": 1, "offer.gone": MANY - 1}
        assert running.sql("SELECT count(*) FROM scheduling_appointment WHERE status = 'booked'")[0][0] == 1
        assert running.sql("SELECT count(*) FROM scheduling_appointment WHERE status = 'held'")[0][0] == 0
        assert running.sql(OVERLAPS)[0][0] == 0
        assert running.sql("SELECT status, winner_id IS NOT NULL FROM scheduling_backfill") == [("filled", True)]
        assert running.sql("SELECT count(*) FROM scheduling_waitlistentry WHERE status = 'waiting'")[0][0] == MANY - 1
        took = running.sql(TOOK)[0][0]
        assert took < patience, f"{took:.2f} s"

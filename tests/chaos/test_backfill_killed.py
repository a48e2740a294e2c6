"""Workers are killed again and again while a slot is offered, group after group: it goes on, and one gets it."""

import random
import time

import psycopg
import pytest

from tests.chaos.waiting import phone_of
from tests.stack import Stack, stack

PLAY = "from tests.chaos import waiting; waiting."
WAITING = 24
KILLS = 8
PROGRESS = """
SELECT (SELECT count(*) FROM messaging_attempt WHERE ended_at IS NOT NULL)
     + (SELECT count(*) FROM messaging_message WHERE handled_at IS NOT NULL)
     + (SELECT count(*) FROM dialogue_wakeup WHERE done_at IS NOT NULL)
     + (SELECT coalesce(sum(b.group), 0) FROM scheduling_backfill b)
"""
ASKED = """
SELECT c.phone FROM scheduling_offer o JOIN patients_contact c ON c.id = o.contact_id WHERE o.status = 'sent'
"""
OVER = "SELECT count(*) = 1 FROM scheduling_backfill WHERE status IN ('filled', 'ended') AND next_step_at IS NULL"


def say(running: Stack, number: int, words: str) -> None:
    """A text from one who waits, stored as the webhook process stores it."""
    from replywell.carriers.base import InboundText
    from replywell.messaging.calls import inbound_arguments
    from tests.practice import PHONE

    text = InboundText("simulator", f"{number}-{words}", phone_of(number), PHONE, words)
    with psycopg.connect(running.cluster.url("app"), autocommit=True) as connection:
        values = inbound_arguments(text, "simulator-main")
        connection.execute(f"SELECT * FROM record_inbound({', '.join(['%s'] * len(values))})".encode(), values)


@pytest.mark.timeout(900)
def test_workers_that_are_killed_leave_the_slot_with_one_winner_and_every_text_answered() -> None:
    rolls = random.Random(20260302)
    with stack() as running:
        running.play(PLAY + f"prepare({WAITING}, group_size=3, pause_minutes=2, answer_minutes=20)")
        for worker in ("worker0", "worker1"):
            running.start(worker)
        running.play(PLAY + "free_the_slot()")
        answered: set[str] = set()
        killed = seen = 0
        while killed < KILLS:
            # Whoever starts anew needs its time: the next one dies when there was something to die at.
            running.wait_until(f"SELECT ({PROGRESS}) > %s", seen, timeout=90)
            seen = running.sql(PROGRESS)[0][0]
            time.sleep(rolls.uniform(0, 0.3))
            victim = f"worker{killed % 2}"
            running.kill(victim)
            running.processes[victim].wait(10)
            running.start(victim)
            killed += 1
            running.sql("UPDATE common_clock SET frozen_at = frozen_at + interval '3 minutes'")
            for (phone,) in running.sql(ASKED):
                if phone not in answered:
                    answered.add(phone)
                    say(running, int(phone[-4:]), "yes" if killed >= KILLS // 2 else "no")
        for _ in range(120):
            if running.sql(OVER)[0][0]:
                break
            # Nobody who was asked stays silent now.
            for (phone,) in running.sql(ASKED):
                if phone not in answered:
                    answered.add(phone)
                    say(running, int(phone[-4:]), "yes")
            running.sql("UPDATE common_clock SET frozen_at = frozen_at + interval '1 minute'")
            time.sleep(1)
        running.wait_until(OVER, timeout=60)
        running.wait_until(
            "SELECT NOT EXISTS (SELECT 1 FROM messaging_message WHERE direction = 'in' AND handled_at IS NULL)",
            timeout=60,
        )
        assert running.sql("SELECT status FROM scheduling_backfill") == [("filled",)]
        assert running.sql("SELECT count(*) FROM scheduling_offer WHERE status = 'accepted'")[0][0] == 1
        assert running.sql("SELECT count(*) FROM scheduling_appointment WHERE status = 'booked'")[0][0] == 1
        assert running.sql("SELECT count(*) FROM scheduling_appointment WHERE status = 'held'")[0][0] == 0
        asked = running.sql("SELECT contact_id, count(*) FROM scheduling_offer GROUP BY 1 HAVING count(*) > 1")
        assert asked == []
        texts = running.sql("SELECT count(*) FROM messaging_message WHERE direction = 'in' AND ended_in = ''")
        assert texts[0][0] == 0

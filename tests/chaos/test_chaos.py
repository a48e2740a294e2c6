"""Web, worker and PostgreSQL are killed at random under load: nothing lost, nothing twice, nothing after STOP."""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.chaos.conversations import PHONE, Patients, phone_of
from tests.fakes.fake_twilio import AUTH_TOKEN, FakeTwilio
from tests.stack import ROOT, stack

SLOW = os.environ.get("REPLYWELL_SLOW") == "1"
CONVERSATIONS = 400 if SLOW else 120
KILLS = 40 if SLOW else 8
PARTS = ["live0", "live1", "worker0", "worker1", "database"]


@pytest.mark.timeout(600 if SLOW else 300)
def test_nothing_is_lost_doubled_or_sent_after_stop_when_everything_is_killed() -> None:
    rolls = random.Random(20260302)
    with (
        FakeTwilio(status_delay=0.02, retry_pause=0.3) as fake,
        stack(lives=2, twilio=fake.base_url, REPLYWELL_SECRET_TWILIO_MAIN=AUTH_TOKEN) as running,
    ):
        fake.inbound_url = f"{running.hooks_url}/hooks/twilio/twilio-main/inbound#rc=5&rp=all"
        subprocess.run(
            [sys.executable, "-c", "import django; django.setup(); from tests.chaos.conversations import prepare; "
             f"prepare({CONVERSATIONS})"],
            cwd=ROOT, env=running.environment, check=True,
        )  # fmt: skip
        for name in ("live0", "live1", "worker0", "worker1"):
            running.start(name)
        for port in running.live_ports:
            running.wait_for_port(port)

        patients = Patients(fake, CONVERSATIONS, at_once=24, patience=45)
        patients.start()
        killed: Counter[str] = Counter()
        while not patients.finished():
            time.sleep(rolls.uniform(0.3, 1.2))
            if killed.total() >= KILLS:
                continue
            victim = PARTS[killed.total() % len(PARTS)] if killed.total() < len(PARTS) else rolls.choice(PARTS)
            killed[victim] += 1
            if victim == "database":
                running.kill_database()
                time.sleep(rolls.uniform(0.1, 0.5))
                running.start_database()
            else:
                running.kill(victim)
                time.sleep(rolls.uniform(0.1, 0.5))
                running.start(victim)
        assert killed.total() >= KILLS, "the load was over before enough was killed"

        # What the carrier gave up on, re-reading finds; then everything comes to rest.
        subprocess.run(
            [sys.executable, "-c", "import django; django.setup(); from replywell.periodic import "
             "reread_missed_texts; reread_missed_texts()"],
            cwd=ROOT, env=running.environment, check=True,
        )  # fmt: skip
        running.wait_until("SELECT NOT EXISTS (SELECT 1 FROM messaging_message WHERE direction = 'in' "
                           "AND handled_at IS NULL)", timeout=60)  # fmt: skip
        running.wait_until("SELECT NOT EXISTS (SELECT 1 FROM messaging_message WHERE status IN "
                           "('queued', 'sending'))", timeout=60)  # fmt: skip
        fake.wait_idle()

        # Nothing lost, nothing stored twice; each text ended in something.
        texted = [item["sid"] for item in fake.messages if item["direction"] == "inbound"]
        stored = running.sql("SELECT carrier_id, ended_in FROM messaging_message WHERE direction = 'in'")
        assert sorted(row[0] for row in stored) == sorted(texted)
        assert [row for row in stored if not row[1]] == []

        # Nothing sent twice: each of our ids was posted once (a safety text may be, none is here).
        ids = Counter(parse_qs(urlsplit(item["form"]["StatusCallback"]).query)["id"][0] for item in fake.sent)
        assert [our_id for our_id, times in ids.items() if times > 1] == []

        # What the carrier took, we know of: nothing it accepted is failed or queued again with us.
        lost = running.sql("SELECT count(*) FROM messaging_message WHERE direction = 'out' AND status = 'unknown'")
        assert lost[0][0] <= killed.total() * 24

        # After STOP: the confirmation and nothing else.
        for number, talk in enumerate(patients.talks):
            if number % 4 or talk.stuck:
                continue
            begun_after = running.sql(
                "SELECT m.purpose FROM messaging_attempt a JOIN messaging_message m ON m.id = a.message_id "
                "JOIN patients_suppression s ON s.phone = m.phone WHERE m.phone = %s AND NOT a.crossed "
                "AND a.began_at > s.since", phone_of(number),
            )  # fmt: skip
            assert [row[0] for row in begun_after] in ([], ["opt_out"]), talk
        stopped = running.sql("SELECT count(*) FROM patients_suppression WHERE lifted_at IS NULL")
        assert stopped[0][0] == sum(1 for talk in patients.talks if "STOP" in talk.sent)

        # Every text was answered, or the answer's fate is in doubt (killed between its attempt and the post), and
        # then it is kept as such: a person is told after ten minutes, and nothing is sent twice.
        for talk in patients.talks:
            in_doubt = running.sql(
                "SELECT count(*) FROM messaging_message WHERE phone = %s AND status = 'unknown'", talk.phone
            )[0][0]
            answers = len(patients.received(talk.phone)) + in_doubt
            assert answers >= (2 if "1" in talk.sent else 1), talk
        assert all(item["form"]["To"] != PHONE for item in fake.sent)

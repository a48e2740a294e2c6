"""Sending: against a fake Twilio, with real transactions and threads."""

import asyncio
import contextlib
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from replywell import settings
from replywell.carriers.base import Action, FailureClass, Rejected, Unknown
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.messaging import attempts, dispatch, doubt, opt_out, send
from replywell.messaging.models import Attempt, Message, Purpose, StatusUpdate
from replywell.patients.models import Contact
from replywell.practices.models import CarrierAccount, Number, Practice
from tests.fakes.fake_twilio import ACCOUNT_SID, AUTH_TOKEN, FakeTwilio
from tests.messaging.outbound.made import VALUES, answer, conversation, reload, reminder, text_in
from tests.practice import Oak, make_patient, make_practice


@pytest.fixture
def twilio(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeTwilio]:
    with FakeTwilio(status_delay=3600) as fake:
        monkeypatch.setenv("TWILIO_API_BASE", fake.base_url)
        monkeypatch.setenv("REPLYWELL_SECRET_TWILIO_MAIN", AUTH_TOKEN)
        yield fake


@pytest.fixture
def oak(twilio: FakeTwilio) -> Oak:
    made = make_practice(carrier="twilio")
    CarrierAccount.objects.update(config={"account_sid": ACCOUNT_SID, "answer_seconds": 1.0})
    make_patient(made)
    return made


def phones_of(count: int) -> list[str]:
    return [f"+1212555{number:04}" for number in range(1000, 1000 + count)]


def many(oak: Oak, count: int, each: int = 1) -> list[Message]:
    """Answers to `count` phones, `each` to every one."""
    now = clock.now()
    made = []
    for phone in phones_of(count):
        thread = conversation(oak, phone)
        made += [answer(oak, thread, now) for _ in range(each)]
    return made


@contextlib.contextmanager
def two_dispatchers(batch: int = 20) -> Iterator[None]:
    """They stop whatever happens: a thread left behind would keep the whole test run from ending."""
    # A busy machine may answer late; these tests are not about carriers that do.
    CarrierAccount.objects.update(config={"account_sid": ACCOUNT_SID, "answer_seconds": 10.0})
    stopping = threading.Event()
    threads = [
        threading.Thread(
            target=dispatch.Dispatcher(stopping, batch=batch, parallel=8, with_doubt=False).run, daemon=True
        )
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stopping.set()
        for thread in threads:
            thread.join(20)


def wait(true: object, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def statuses(oak: Oak) -> list[str]:
    with practice_scope(oak.id):
        return list(Message.objects.filter(direction="out").order_by("id").values_list("status", flat=True))


def test_a_text_is_posted_with_our_id_in_the_status_address_and_accepted(oak: Oak, twilio: FakeTwilio) -> None:
    message = many(oak, 1)[0]
    assert dispatch.deliver_once() == 1
    form = twilio.sent[0]["form"]
    assert (form["To"], form["From"], form["Body"]) == (message.phone, "+12125550100", "You're welcome! Oak Street")
    assert form["StatusCallback"].startswith(f"{settings.HOOKS_URL}/hooks/twilio/twilio-main/status?")
    assert str(message.public_id) in form["StatusCallback"]
    assert form["StatusCallback"].endswith("#rc=5&rp=all")
    row = reload(oak, message)
    assert (row.status, row.carrier_id, row.tries) == ("accepted", twilio.sent[0]["sid"], 1)
    with practice_scope(oak.id):
        attempt = Attempt.objects.get()
        assert (attempt.outcome, attempt.carrier_id) == ("accepted", row.carrier_id)
        update = StatusUpdate.objects.get()
        assert (update.moved_from, update.moved_to, update.told_at) == ("sending", "accepted", None)
    assert dispatch.deliver_once() == 0


def test_two_dispatchers_post_each_text_once_and_in_the_order_of_its_conversation(oak: Oak, twilio: FakeTwilio) -> None:
    made = many(oak, 12, each=4)
    with two_dispatchers():
        wait(lambda: len(twilio.sent) >= len(made))
        wait(lambda: set(statuses(oak)) == {"accepted"})
    assert len(twilio.sent) == len(made)
    with practice_scope(oak.id):
        sids = [message["sid"] for message in twilio.sent]
        order = {
            row["carrier_id"]: (row["phone"], row["id"])
            for row in Message.objects.filter(direction="out").values("carrier_id", "phone", "id")
        }
    by_phone: dict[str, list[int]] = {}
    for sid in sids:
        by_phone.setdefault(order[sid][0], []).append(order[sid][1])
    assert all(ids == sorted(ids) and len(ids) == 4 for ids in by_phone.values())


def test_no_post_begins_after_an_opt_out_has_committed(oak: Oak, twilio: FakeTwilio) -> None:
    twilio.script("accept", times=None, delay=0.03)
    made = many(oak, 40, each=2)
    stopped_at: dict[str, datetime] = {}

    def stop_some() -> None:
        for phone in phones_of(40)[::-1][:30]:
            opt_out.stop(oak.id, phone, words="stop", why="opt_out", actor="patient", channel="text", at=clock.now())
            with connection.cursor() as cursor:
                cursor.execute("SELECT clock_timestamp()")
                stopped_at[phone] = cursor.fetchone()[0]
            time.sleep(0.01)
        connection.close()

    stopper = threading.Thread(target=stop_some)
    with two_dispatchers(batch=10):
        stopper.start()
        stopper.join()
        wait(lambda: not {"queued", "sending"} & set(statuses(oak)))
    with practice_scope(oak.id):
        began = [
            (attempt.message.phone, attempt.began_at, attempt.ended_at, attempt.crossed)
            for attempt in Attempt.objects.select_related("message")
        ]
        suppressed = Message.objects.filter(status="suppressed", gate_reason="opted_out").count()
    for phone, began_at, ended_at, crossed in began:
        if phone in stopped_at:
            assert began_at <= stopped_at[phone]
            assert crossed or ended_at <= stopped_at[phone] + timedelta(seconds=0.05)
    assert suppressed > 0
    assert len(began) + suppressed == len(made)
    assert len(twilio.sent) == len(began)


def test_an_opt_out_during_the_post_is_recorded_as_crossed(oak: Oak, twilio: FakeTwilio) -> None:
    twilio.script("accept", delay=0.4)
    message = many(oak, 1)[0]
    thread = threading.Thread(target=lambda: (dispatch.deliver_once(), connection.close()))
    thread.start()
    wait(lambda: statuses(oak) == ["sending"])
    opt_out.stop(oak.id, message.phone, words="stop", why="opt_out", actor="patient", channel="text", at=clock.now())
    thread.join()
    with practice_scope(oak.id):
        assert Attempt.objects.get().crossed
    assert reload(oak, message).status == "accepted"


def test_a_post_that_starts_late_asks_the_gate_again(oak: Oak, twilio: FakeTwilio) -> None:
    stays, goes = many(oak, 2)
    posts, _ = dispatch.begin_batch(clock.now(), 10)
    for post in posts:
        post.committed -= 5
    assert {outcome for _, outcome in asyncio.run(dispatch._post_all(posts))} == {None}
    opt_out.stop(oak.id, stays.phone, words="no", why="opt_out", actor="patient", channel="text", at=clock.now())
    again = attempts.begin_again(oak.id, posts, clock.now())
    assert [post.message_id for post in again] == [goes.pk]
    assert twilio.sent == []
    assert reload(oak, stays).gate_reason == "opted_out"
    with practice_scope(oak.id):
        assert Attempt.objects.get(message=stays).outcome == "withdrawn"


def test_a_worker_killed_between_commit_and_post_leaves_unknown_and_no_second_post(
    oak: Oak, twilio: FakeTwilio
) -> None:
    message = many(oak, 1)[0]
    dispatch.begin_batch(clock.now(), 10)
    assert dispatch.deliver_once() == 0
    with practice_scope(oak.id):
        Attempt.objects.update(lease_until=clock.wall() - timedelta(seconds=1))
    doubt.look(clock.now())
    assert reload(oak, message).status == "unknown"
    assert dispatch.deliver_once() == 0
    assert twilio.sent == []
    with practice_scope(oak.id):
        Attempt.objects.update(began_at=clock.wall() - timedelta(minutes=11))
        Message.objects.filter(pk=message.pk).update(retry_at=None)
        assert StatusUpdate.objects.count() == 0
    doubt.look(clock.now())
    row = reload(oak, message)
    assert (row.status, row.failure) == ("unknown", "not_found")
    with practice_scope(oak.id):
        assert StatusUpdate.objects.get().moved_to == "unknown"
    assert doubt.look(clock.now()) == 0


def test_a_text_taken_without_an_answer_is_found_in_the_list(oak: Oak, twilio: FakeTwilio) -> None:
    twilio.script("hang")
    message = many(oak, 1)[0]
    dispatch.deliver_once()
    assert reload(oak, message).status == "unknown"
    with practice_scope(oak.id):
        Message.objects.update(retry_at=None)
    doubt.look(clock.now())
    row = reload(oak, message)
    assert row.status in ("accepted", "sent")
    assert row.carrier_id == twilio.sent[0]["sid"]
    assert len(twilio.sent) == 1


def test_two_candidates_are_a_persons_to_judge(oak: Oak, twilio: FakeTwilio) -> None:
    twilio.script("hang")
    message = many(oak, 1)[0]
    dispatch.deliver_once()
    twilio.messages.append(dict(twilio.sent[0], sid="SM" + "9" * 32))
    with practice_scope(oak.id):
        Message.objects.update(retry_at=None)
    doubt.look(clock.now())
    row = reload(oak, message)
    assert (row.status, row.failure) == ("unknown", "two_candidates")


def test_a_safety_text_without_a_number_is_refused_and_does_not_hang(oak: Oak, twilio: FakeTwilio) -> None:
    thread = conversation(oak)
    with practice_scope(oak.id):
        queued = send.say(thread, "safety.medical", {}, purpose=Purpose.SAFETY, now=clock.now())
        Message.objects.update(number=None)
        Number.objects.update(active=False)
        fresh = send.say(thread, "safety.medical", {}, purpose=Purpose.SAFETY, now=clock.now())
    assert (fresh.status, fresh.gate_reason) == ("suppressed", "no_number")
    dispatch.deliver_once()
    row = reload(oak, queued)
    assert (row.status, row.gate_reason) == ("suppressed", "no_number")
    assert twilio.sent == []


def test_a_doubt_that_no_carrier_can_settle_is_a_persons_and_keeps_no_other_waiting(
    oak: Oak, twilio: FakeTwilio
) -> None:
    twilio.script("hang")
    lost, known = many(oak, 2)
    with practice_scope(oak.id):
        Message.objects.filter(pk=lost.pk).update(status="unknown", number=None)
    dispatch.deliver_once()
    with practice_scope(oak.id):
        Message.objects.update(retry_at=None)
    doubt.look(clock.now(), limit=1)
    row = reload(oak, lost)
    assert (row.status, row.failure) == ("unknown", "not_found")
    doubt.look(clock.now(), limit=1)
    assert reload(oak, known).status in ("accepted", "sent")


def test_a_safety_text_in_doubt_is_sent_again_after_a_minute(oak: Oak, twilio: FakeTwilio) -> None:
    twilio.script("drop", processed=False)
    thread = conversation(oak)
    with practice_scope(oak.id):
        message = send.say(thread, "safety.medical", {}, purpose=Purpose.SAFETY, now=clock.now())
    dispatch.deliver_once()
    assert reload(oak, message).status == "unknown"
    with practice_scope(oak.id):
        Message.objects.update(retry_at=None)
    doubt.look(clock.now())
    assert reload(oak, message).status == "unknown"
    with practice_scope(oak.id):
        Message.objects.update(retry_at=None)
        Attempt.objects.update(began_at=clock.wall() - timedelta(seconds=61))
    doubt.look(clock.now())
    assert dispatch.deliver_once() == 1
    assert reload(oak, message).status == "accepted"


def test_429_is_queued_again_and_slows_the_number(oak: Oak, twilio: FakeTwilio) -> None:
    twilio.script("error", http_status=429, code=20429, retry_after=2)
    message = many(oak, 1)[0]
    assert dispatch.deliver_once() == 1
    row = reload(oak, message)
    assert row.status == "queued"
    assert row.retry_at is not None
    assert 1.5 < (row.retry_at - clock.wall()).total_seconds() < 4
    with practice_scope(oak.id):
        assert Number.objects.get().next_free_at is not None
    assert dispatch.deliver_once() == 0
    with practice_scope(oak.id):
        Message.objects.update(retry_at=None)
        Number.objects.update(next_free_at=None)
    assert dispatch.deliver_once() == 1
    assert reload(oak, message).status == "accepted"
    assert len(twilio.sent) == 1


def test_a_carriers_answer_with_a_nul_is_written_down(oak: Oak, twilio: FakeTwilio) -> None:
    fails, doubtful = many(oak, 2)
    posts, _ = dispatch.begin_batch(clock.now(), 10)
    rejected = Rejected("30\x00003", "odd\x00words", FailureClass.TRANSIENT, False, action=Action.BACK_OFF)
    by_id = {post.message_id: post for post in posts}
    dispatch.record_batch([(by_id[fails.pk], rejected), (by_id[doubtful.pk], Unknown("cut\x00off"))], clock.now())
    assert [reload(oak, message).status for message in (fails, doubtful)] == ["queued", "unknown"]
    with practice_scope(oak.id):
        ended = Attempt.objects.order_by("message_id").values_list("code", "detail")
        assert list(ended) == [("30003", "oddwords"), ("", "cutoff")]


def test_a_refusal_that_comes_after_its_lease_queues_no_second_post(oak: Oak, twilio: FakeTwilio) -> None:
    message = many(oak, 1)[0]
    (late,), _ = dispatch.begin_batch(clock.now(), 10)
    with practice_scope(oak.id):
        Attempt.objects.update(ended_at=clock.wall(), outcome="unknown")
        Message.objects.filter(pk=message.pk).update(status="queued")
    (now_posting,), _ = dispatch.begin_batch(clock.now(), 10)
    rejected = Rejected("429", "", FailureClass.RATE, False, action=Action.BACK_OFF)
    dispatch.record_batch([(late, rejected)], clock.now())
    assert reload(oak, message).status == "sending"
    dispatch.record_batch([(now_posting, rejected)], clock.now())
    assert reload(oak, message).status == "queued"


def test_nobody_listening_is_queued_again(oak: Oak, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWILIO_API_BASE", "http://127.0.0.1:9")
    message = many(oak, 1)[0]
    dispatch.deliver_once()
    assert reload(oak, message).status == "queued"


def test_a_server_error_leaves_doubt(oak: Oak, twilio: FakeTwilio) -> None:
    twilio.script("error", http_status=503)
    message = many(oak, 1)[0]
    dispatch.deliver_once()
    assert reload(oak, message).status == "unknown"


def test_what_the_carrier_calls_opted_out_is_suppressed(oak: Oak, twilio: FakeTwilio) -> None:
    twilio.script("error", http_status=400, code=21610)
    message = many(oak, 1)[0]
    dispatch.deliver_once()
    assert reload(oak, message).status == "failed"
    assert opt_out.is_suppressed(oak.id, message.phone)


def test_an_unregistered_number_is_stopped_and_its_texts_stay(oak: Oak, twilio: FakeTwilio) -> None:
    first, second = many(oak, 2)
    twilio.script("error", http_status=400, code=30034)
    dispatch.deliver_once(1)
    assert reload(oak, first).status == "failed"
    with practice_scope(oak.id):
        assert Number.objects.get().stopped_at is not None
    assert dispatch.deliver_once() == 0
    assert reload(oak, second).status == "queued"


def test_a_report_faster_than_the_answer_is_not_undone(oak: Oak, twilio: FakeTwilio) -> None:
    message = many(oak, 1)[0]
    posts, _ = dispatch.begin_batch(clock.now(), 10)
    with practice_scope(oak.id):
        Message.objects.filter(pk=message.pk).update(status="delivered")
    from replywell.carriers.base import Accepted

    dispatch.record_batch([(posts[0], Accepted("SM1"))], clock.now())
    row = reload(oak, message)
    assert (row.status, row.carrier_id) == ("delivered", "SM1")


def test_the_pace_of_a_number_is_never_exceeded_by_two_dispatchers(oak: Oak, twilio: FakeTwilio) -> None:
    pace = 20.0
    with practice_scope(oak.id):
        Number.objects.update(segments_a_second=pace)
    many(oak, 40)
    with two_dispatchers():
        wait(lambda: len(twilio.sent) >= 40)
    at = sorted(message["created"] for message in twilio.sent)
    for start in range(len(at)):
        inside = [moment for moment in at[start:] if moment - at[start] < timedelta(seconds=1)]
        assert len(inside) <= pace + 2
    assert (at[-1] - at[0]).total_seconds() >= 39 / pace - 0.2


def test_a_paused_practice_sends_safety_only(oak: Oak, twilio: FakeTwilio) -> None:
    waiting = many(oak, 1)[0]
    thread = conversation(oak)
    with practice_scope(oak.id):
        Practice.objects.update(paused_at=clock.now())
        safety = send.say(thread, "safety.crisis", {}, purpose=Purpose.SAFETY, now=clock.now())
    while dispatch.deliver_once():
        pass
    assert reload(oak, safety).status == "accepted"
    assert reload(oak, waiting).status == "queued"
    with practice_scope(oak.id):
        Practice.objects.update(paused_at=None)
    dispatch.deliver_once()
    assert reload(oak, waiting).status == "accepted"


def test_stop_and_safety_overtake_a_reply_that_waits(oak: Oak, twilio: FakeTwilio) -> None:
    thread = conversation(oak)
    now = clock.now()
    first = answer(oak, thread, now)
    with practice_scope(oak.id):
        Message.objects.filter(pk=first.pk).update(retry_at=clock.wall() + timedelta(hours=1))
    second = answer(oak, thread, now)
    stop = text_in(oak, thread, now, "HELP")
    with practice_scope(oak.id):
        helped = send.say(thread, "help.answer", {}, purpose=Purpose.OPT_OUT, now=now, answers=stop)
    while dispatch.deliver_once():
        pass
    assert reload(oak, helped).status == "accepted"
    assert [reload(oak, message).status for message in (first, second)] == ["queued", "queued"]


def test_a_text_planned_for_later_blocks_nothing(oak: Oak, twilio: FakeTwilio) -> None:
    thread = conversation(oak)
    now = clock.now()
    with practice_scope(oak.id):
        later = send.say_words(thread, "Later", author=oak.anna, now=now, send_at=now + timedelta(days=1))
    soon = answer(oak, thread, now)
    dispatch.deliver_once()
    assert reload(oak, soon).status == "accepted"
    assert reload(oak, later).status == "deferred"


def test_the_simulated_carrier_delivers(frozen: datetime) -> None:
    oak = make_practice()
    make_patient(oak)
    thread = conversation(oak)
    text = text_in(oak, thread, frozen)
    with practice_scope(oak.id):
        message = send.say(thread, "visit.moved", VALUES, purpose=Purpose.ANSWER, now=frozen, answers=text)
    assert dispatch.deliver_once() == 1
    row = reload(oak, message)
    assert (row.status, row.accepted_at, row.delivered_at) == ("delivered", frozen, frozen)


def test_two_practices_are_served_from_one_batch(frozen: datetime) -> None:
    made = []
    for code, phone in (("oak", "+12125550100"), ("elm", "+12125550200")):
        oak = make_practice(code, phone)
        make_patient(oak)
        made.append((oak, answer(oak, conversation(oak), frozen)))
    assert dispatch.deliver_once() == 2
    assert [reload(oak, message).status for oak, message in made] == ["delivered", "delivered"]


def test_what_one_practice_began_is_posted_when_another_fails(frozen: datetime) -> None:
    oak, elm = make_practice("oak", "+12125550100"), make_practice("elm", "+12125550200")
    make_patient(oak)
    make_patient(elm)
    fine = answer(oak, conversation(oak), frozen)
    stuck = reminder(elm, conversation(elm), frozen)
    with practice_scope(elm.id):
        Message.objects.filter(pk=stuck.pk).update(status="queued", send_at=None)
        Practice.objects.update(zone="Nowhere/AtAll")
    assert dispatch.deliver_once() == 1
    assert reload(oak, fine).status == "delivered"
    assert reload(elm, stuck).status == "queued"


def poison(oak: Oak, now: datetime, phone: str = "+12125550124") -> Message:
    """A reminder that the gate cannot judge: it is about no visit that there could be."""
    make_patient(oak, "Rosa", phone=phone, chart_id=phone)
    text = reminder(oak, conversation(oak, phone), now)
    with practice_scope(oak.id):
        Message.objects.filter(pk=text.pk).update(about=[["x", 1]])
    return text


def test_one_text_that_cannot_begin_is_set_apart_and_the_others_leave(frozen: datetime) -> None:
    oak = make_practice()
    make_patient(oak)
    bad, fine = poison(oak, frozen), answer(oak, conversation(oak), frozen)
    dispatch.deliver_once()
    assert (reload(oak, bad).status, reload(oak, fine).status) == ("queued", "delivered")
    dispatch.deliver_once()
    assert (reload(oak, bad).status, reload(oak, bad).failure) == ("failed", "software")
    assert dispatch.deliver_once() == 0
    with practice_scope(oak.id):
        told = StatusUpdate.objects.get(message=bad, told_at=None)
        assert (told.moved_from, told.moved_to) == ("queued", "failed")
        assert not Attempt.objects.filter(message=bad).exists()


def test_texts_that_all_cannot_begin_stay_due_the_fault_is_not_theirs(frozen: datetime) -> None:
    oak = make_practice()
    found = [poison(oak, frozen, phone) for phone in ("+12125550124", "+12125550125", "+12125550126")]
    for _ in range(4):
        dispatch.deliver_once()
    assert [reload(oak, text).status for text in found] == ["queued"] * 3
    with practice_scope(oak.id):
        Message.objects.update(about=[])
    assert dispatch.deliver_once() == 3


def test_two_reminders_for_one_phone_keep_the_cap_at_the_moment_of_sending(frozen: datetime) -> None:
    oak = make_practice()
    make_patient(oak)
    thread = conversation(oak)
    with practice_scope(oak.id):
        made = [
            send.say(thread, "visit.confirm", VALUES, purpose=Purpose.REMINDER, now=frozen - timedelta(hours=12))
            for _ in range(2)
        ]
    assert [message.status for message in made] == ["deferred", "deferred"]
    while dispatch.deliver_once():
        pass
    assert sorted(reload(oak, message).status for message in made) == ["deferred", "delivered"]
    assert Contact.objects.count() == 0  # outside a scope nothing is visible
    assert datetime.now(UTC) > frozen

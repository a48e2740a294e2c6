"""A person takes a conversation, forgets it, is paged, comes: how people and automation share the work."""

import socket
import threading
from datetime import timedelta
from email import message_from_string

import pytest

from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.dialogue import notes, paging, staff, take_over, tasks, troubles, wake_ups
from replywell.dialogue.models import PageSent, Task
from replywell.messaging import health
from replywell.messaging.models import Message
from replywell.practices.models import OnCall
from tests.dialogue.talk import (
    MARIA,
    conversation,
    deliver,
    ended,
    later,
    open_tasks,
    prompts,
    said,
    suppressed,
    task,
    text,
    utc,
    visit,
)
from tests.dialogue.talk import (
    wake_ups as planned,
)
from tests.dialogue.test_prompts import ask
from tests.practice import Oak, make_patient, make_visit


def take(oak: Oak) -> None:
    with practice_scope(oak.id):
        take_over.take(conversation(oak).pk, oak.anna, now=clock.now())


def hand_back(oak: Oak) -> None:
    with practice_scope(oak.id):
        take_over.hand_back(conversation(oak).pk, oak.anna, now=clock.now())


def test_a_taken_conversation_is_silent_and_its_prompts_close(oak: Oak) -> None:
    booked = make_visit(oak, make_patient(oak), utc(5, 15))
    ask(oak, booked)
    deliver()
    take(oak)
    assert prompts(oak) == [("confirm_prompt", "taken_over")]
    answer = text("X")
    assert visit(oak, booked).status == "booked"
    assert said(oak) == ["visit.confirm"]
    assert ended(oak, answer) == "task"
    with practice_scope(oak.id):
        assert Task.objects.get(reason="taken_over").taken_by_id == oak.anna.pk


def test_stop_and_red_flags_act_in_a_taken_conversation(oak: Oak) -> None:
    make_patient(oak)
    text("my incision is red and swollen")
    take(oak)
    text("I have chest pain")
    assert said(oak)[-1] == "safety.medical"
    text("STOP")
    assert suppressed(oak) == "opt_out"


def test_a_conversation_is_taken_once(oak: Oak) -> None:
    make_patient(oak)
    text("my incision is red and swollen")
    take(oak)
    take(oak)
    with pytest.raises(take_over.AlreadyTaken), practice_scope(oak.id):
        take_over.take(conversation(oak).pk, oak.nurse, now=clock.now())
    hand_back(oak)
    with pytest.raises(take_over.AlreadyTaken):
        hand_back(oak)


def test_taking_a_conversation_takes_its_tasks_and_keeps_the_time_to_a_human(oak: Oak) -> None:
    make_patient(oak)
    text("my incision is red and swollen")
    later(minutes=7)
    take(oak)
    taken = task(oak, "clinical_concern")
    assert (taken.taken_by_id, taken.seconds_to_human) == (oak.anna.pk, 420)


def test_due_wake_ups_become_a_task_and_are_decided_anew_at_hand_back(oak: Oak) -> None:
    booked = make_visit(oak, make_patient(oak), utc(5, 15))
    text("my incision is red and swollen")
    take(oak)
    ask(oak, booked)
    assert planned(oak) == [("ask", "task")]
    assert "waiting_text" in [reason for _, reason in open_tasks(oak)]
    assert "visit.confirm" not in said(oak, also_unsent=True)
    hand_back(oak)
    wake_ups.run_due(10)
    assert planned(oak) == [("ask", "ran")]
    assert said(oak)[-1] == "visit.confirm"


def test_what_is_decided_anew_knows_what_happened_meanwhile(oak: Oak) -> None:
    from replywell.scheduling import booking

    booked = make_visit(oak, make_patient(oak), utc(5, 15))
    text("my incision is red and swollen")
    take(oak)
    ask(oak, booked)
    with practice_scope(oak.id):
        booking.cancel(booked.pk, 1, now=clock.now(), actor="staff:anna")
    hand_back(oak)
    wake_ups.run_due(10)
    assert planned(oak) == [("ask", "void")]
    assert "visit.confirm" not in said(oak, also_unsent=True)


def test_a_forgotten_conversation_goes_back_to_its_queue_with_an_alarm(oak: Oak) -> None:
    make_patient(oak)
    text("my incision is red and swollen")
    take(oak)
    later(hours=3, minutes=59)
    assert take_over.return_forgotten() == 0
    later(minutes=1)
    wake_ups.run_due(10)
    assert conversation(oak).taken_by_id is None
    back = task(oak, "clinical_concern")
    assert (back.taken_by_id, back.returned_at, back.due_at) == (None, clock.now(), clock.now())
    assert task(oak, "hand_back_forgotten").next_page_at == clock.now()


def test_a_taker_who_writes_is_not_forgetting(oak: Oak) -> None:
    make_patient(oak)
    text("my incision is red and swollen")
    take(oak)
    later(hours=3)
    with practice_scope(oak.id):
        staff.reply(conversation(oak).pk, oak.anna, "Please come in at 3 today.", now=clock.now())
    later(hours=2)
    assert take_over.return_forgotten() == 0
    assert said(oak)[-1] is None


def test_the_night_does_not_count_as_forgetting(oak: Oak) -> None:
    make_patient(oak)
    later(hours=6)
    text("my incision is red and swollen")
    take(oak)
    # 16:00; one working hour today, three tomorrow from 8:00.
    later(hours=18, minutes=59)
    assert take_over.return_forgotten() == 0
    later(minutes=1)
    assert take_over.return_forgotten() == 1


def test_a_task_has_one_taker_and_one_end(oak: Oak) -> None:
    make_patient(oak)
    text("my incision is red and swollen")
    made = task(oak, "clinical_concern")
    with practice_scope(oak.id):
        tasks.take(made.pk, oak.nurse, now=clock.now())
        with pytest.raises(tasks.TaskChanged, match="Nia Cole has the task"):
            tasks.take(made.pk, oak.anna, now=clock.now())
        tasks.close(made.pk, oak.nurse, now=clock.now(), outcome="called")
        with pytest.raises(tasks.TaskChanged, match="closed already"):
            tasks.close(made.pk, oak.nurse, now=clock.now())
        tasks.create(oak.id, "billing", "x", "x", now=clock.now())
        other = Task.objects.get(reason="x")
        moved = tasks.reassign(other.pk, by=oak.nurse, now=clock.now(), queue="front_desk", to=oak.anna)
        assert (moved.queue, moved.taken_by_id) == ("front_desk", oak.anna.pk)
        assert tasks.give_back(other.pk, oak.anna, now=clock.now()).taken_by_id is None


def test_a_page_goes_to_the_next_person_every_five_minutes_until_somebody_takes_it(oak: Oak) -> None:
    make_patient(oak)
    text("I have chest pain")
    assert paging.run_due(10) == 1
    assert pages(oak) == [("nia", "text"), ("nia", "email")]
    assert paging.run_due(10) == 0
    later(minutes=5)
    paging.run_due(10)
    assert pages(oak)[2:] == [("nia", "text"), ("nia", "email"), ("anna", "text"), ("anna", "email")]
    assert texts_to(oak, "+12125550190") == ["page.escalated"]
    later(minutes=5)
    paging.run_due(10)
    assert len(pages(oak)) == 10
    later(minutes=2)
    with practice_scope(oak.id):
        tasks.take(task(oak, "red_flag").pk, oak.anna, now=clock.now())
    later(minutes=5)
    assert paging.run_due(10) == 0
    assert len(pages(oak)) == 10
    assert task(oak, "red_flag").seconds_to_human == 12 * 60


def test_an_emergency_that_nobody_has_any_more_pages_again(oak: Oak) -> None:
    make_patient(oak)
    text("I have chest pain")
    take(oak)
    later(hours=4)
    wake_ups.run_due(10)
    assert (task(oak, "red_flag").taken_by_id, task(oak, "red_flag").next_page_at) == (None, clock.now())
    assert paging.run_due(10) >= 1
    with practice_scope(oak.id):
        tasks.take(task(oak, "red_flag").pk, oak.anna, now=clock.now())
        assert tasks.give_back(task(oak, "red_flag").pk, oak.anna, now=clock.now()).next_page_at == clock.now()


def test_a_page_holds_nothing_of_the_patient(oak: Oak) -> None:
    make_patient(oak)
    text("I have chest pain")
    paging.run_due(10)
    with practice_scope(oak.id):
        body = Message.objects.get(purpose="page").body
    assert "Maria" not in body
    assert "chest" not in body
    assert MARIA not in body


def test_who_has_the_emergency_hears_of_the_next_text(oak: Oak) -> None:
    make_patient(oak)
    text("I have chest pain")
    paging.run_due(10)
    with practice_scope(oak.id):
        tasks.take(task(oak, "red_flag").pk, oak.anna, now=clock.now())
    text("the chest pain gets worse")
    paging.run_due(10)
    assert pages(oak)[2:] == [("anna", "text"), ("anna", "email")]
    later(minutes=6)
    assert paging.run_due(10) == 0


def test_on_call_follows_the_hours_and_the_ranks(oak: Oak) -> None:
    with practice_scope(oak.id):
        OnCall.objects.filter(rank=1).update(ends_at=clock.now())
        assert [one.code for one in paging.on_call(clock.now())] == ["anna"]
        OnCall.objects.filter(rank=1).update(ends_at=clock.now() + timedelta(seconds=1))
        assert [one.code for one in paging.on_call(clock.now())] == ["nia", "anna"]


def test_nobody_on_call_is_a_task_and_paging_goes_on_when_somebody_is(oak: Oak) -> None:
    make_patient(oak)
    with practice_scope(oak.id):
        OnCall.objects.all().update(starts_at=clock.now() + timedelta(minutes=5))
    text("I have chest pain")
    paging.run_due(10)
    assert pages(oak) == []
    assert ("front_desk", "nobody_on_call") in open_tasks(oak)
    later(minutes=5)
    paging.run_due(10)
    assert {code for code, _ in pages(oak)} == {"nia", "anna"}


def test_a_page_is_mailed_outside_the_transaction(oak: Oak, monkeypatch: pytest.MonkeyPatch) -> None:
    make_patient(oak)
    with _MailServer() as server:
        monkeypatch.setenv("SMTP_HOST", "127.0.0.1")
        monkeypatch.setenv("SMTP_PORT", str(server.port))
        monkeypatch.setenv("SMTP_TLS", "0")
        text("I have chest pain")
        assert paging.run_due(10) == 2
        assert paging.post_mails() == 0
    [mail] = server.mails
    parsed = message_from_string(mail)
    assert parsed["To"] == "nia@example.test"
    assert "urgent" in str(parsed["Subject"])
    assert "chest" not in mail


def test_a_mail_server_that_is_down_is_tried_again_and_then_given_up(oak: Oak, monkeypatch: pytest.MonkeyPatch) -> None:
    make_patient(oak)
    monkeypatch.setenv("SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("SMTP_PORT", "1")
    text("I have chest pain")
    paging.run_due(10)
    for _ in range(5):
        paging.post_mails()
    with practice_scope(oak.id):
        page = PageSent.objects.get(channel="email")
    assert (page.mail_tries, page.posted_at, bool(page.failed_why)) == (5, None, True)


def test_troubles_are_one_task_each_and_settle_when_they_are_over(oak: Oak) -> None:
    from replywell.dialogue import inbound
    from tests.practice import make_practice

    elm = make_practice("elm", "+12125550200")
    make_patient(oak)
    stored = text("hello", drain=False)
    with practice_scope(oak.id):
        Message.objects.filter(pk=stored).update(stored_at=clock.wall() - timedelta(seconds=61))
    assert paging.look_for_trouble(clock.now()) == 1
    assert paging.look_for_trouble(clock.now()) == 0
    assert open_tasks(oak) == [("front_desk", "unhandled_text")]
    assert open_tasks(elm) == []
    paging.run_due(10)
    assert texts_to(oak, "+12125550191") == ["page.trouble"]
    inbound.drain(10)
    paging.look_for_trouble(clock.now())
    assert "unhandled_text" not in [reason for _, reason in open_tasks(oak)]


def test_a_worker_that_is_gone_pages(oak: Oak) -> None:
    from django.db import connection

    assert paging.look_for_trouble(clock.now()) == 0
    health.beat("worker:here:1")
    assert paging.look_for_trouble(clock.now()) == 0
    with connection.cursor() as cursor:
        cursor.execute("UPDATE messaging_heartbeat SET at = now() - interval '31 seconds'")
    assert paging.look_for_trouble(clock.now()) == 1
    assert open_tasks(oak) == [("front_desk", "worker_gone")]


def test_a_carriers_list_that_cannot_be_read_for_half_an_hour_is_a_task(
    oak: Oak, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import connection

    from replywell.messaging import reread
    from replywell.practices.models import CarrierAccount, Number

    clock.run()  # no real carrier on a clock that stands
    monkeypatch.setenv("TWILIO_API_BASE", "http://127.0.0.1:9")
    monkeypatch.setenv("REPLYWELL_SECRET_FIRST", "secret")
    monkeypatch.setenv("REPLYWELL_SECRET_SECOND", "secret")
    for key in ("first", "second"):
        account = CarrierAccount.objects.create(key=key, carrier="twilio", config={"account_sid": "AC" + "0" * 32})
        with practice_scope(oak.id):
            Number.objects.create(practice=oak.practice, account=account, phone=f"+1212555{len(key):04}")
    now = clock.wall()
    assert reread.reread_all(now - timedelta(hours=6), now) == 0
    failing = [process for process in health.check().facts["processes"] if process.startswith("no list ")]
    assert sorted(failing) == ["no list first", "no list second"]
    assert paging.look_for_trouble(clock.now()) == 0
    with connection.cursor() as cursor:
        cursor.execute("UPDATE messaging_heartbeat SET at = now() - interval '31 minutes' WHERE process LIKE '%first'")
    assert paging.look_for_trouble(clock.now()) == 1
    assert open_tasks(oak) == [("front_desk", "list_unread")]
    assert any("account first" in reason for reason in health.check().reasons)
    health.list_read("first")
    assert not any("account first" in reason for reason in health.check().reasons)


def test_nobody_on_call_a_stopped_number_and_unrouted_texts_are_troubles(oak: Oak) -> None:
    from replywell.carriers.base import InboundText
    from replywell.messaging import receive
    from replywell.practices.models import Number

    with practice_scope(oak.id):
        OnCall.objects.all().delete()
        Number.objects.update(stopped_at=clock.now())
    receive.record_inbound(InboundText("simulator", "nobodys-1", MARIA, "+12125559999", "hello"), "simulator-main")
    assert paging.look_for_trouble(clock.now()) == 3
    assert {reason for _, reason in open_tasks(oak)} == {"nobody_on_call", "number_stopped", "unrouted_text"}


def close(oak: Oak, reason: str) -> None:
    with practice_scope(oak.id):
        tasks.close(task(oak, reason).pk, oak.anna, now=clock.now(), outcome="done")


def test_texts_to_nobodys_number_are_over_when_their_task_is_closed(oak: Oak) -> None:
    from replywell.carriers.base import InboundText
    from replywell.messaging import receive
    from tests.practice import make_practice

    elm = make_practice("elm", "+12125550200")
    receive.record_inbound(InboundText("simulator", "nobodys-1", MARIA, "+12125559999", "hello"), "simulator-main")
    assert paging.look_for_trouble(clock.now()) == 2
    assert health.check().facts["unrouted"] == 1
    close(oak, "unrouted_text")
    assert health.check().facts["unrouted"] == 0
    assert paging.look_for_trouble(clock.now()) == 0
    assert (open_tasks(oak), open_tasks(elm)) == ([], [])
    receive.record_inbound(InboundText("simulator", "nobodys-2", MARIA, "+12125559999", "hello"), "simulator-main")
    assert paging.look_for_trouble(clock.now()) == 2


def test_a_text_of_unknown_fate_is_one_task_for_ever(oak: Oak) -> None:
    make_patient(oak)
    text("zorp")
    with practice_scope(oak.id):
        Message.objects.filter(direction="out").update(status="unknown", failure="not_found")
    assert paging.look_for_trouble(clock.now()) == 1
    close(oak, "unknown_outcome")
    assert paging.look_for_trouble(clock.now()) == 0


def test_a_text_planned_long_ago_and_just_now_in_doubt_is_no_trouble_yet(oak: Oak) -> None:
    make_patient(oak)
    text("zorp")
    with practice_scope(oak.id):
        texts = Message.objects.filter(direction="out")
        texts.update(status="unknown", stored_at=clock.wall() - timedelta(days=2))
    assert paging.look_for_trouble(clock.now()) == 0
    with practice_scope(oak.id):
        texts.update(failure="two_candidates")
    assert paging.look_for_trouble(clock.now()) == 1


def test_a_list_that_is_still_unread_makes_no_second_task_and_one_that_fails_anew_does(oak: Oak) -> None:
    from django.db import connection

    def failing_for_31_minutes() -> None:
        health.list_failed("simulator-main")
        with connection.cursor() as cursor:
            cursor.execute("UPDATE messaging_heartbeat SET at = now() - interval '31 minutes'")

    clock.run()
    failing_for_31_minutes()
    assert paging.look_for_trouble(clock.now()) == 1
    close(oak, "list_unread")
    assert paging.look_for_trouble(clock.now()) == 0
    with practice_scope(oak.id):
        Task.objects.update(closed_at=clock.wall() - timedelta(hours=1))
    assert paging.look_for_trouble(clock.now()) == 1
    health.list_read("simulator-main")
    paging.look_for_trouble(clock.now())
    assert open_tasks(oak) == []


def test_a_failed_safety_text_says_call_and_pages_again(oak: Oak) -> None:
    from replywell.messaging import status

    make_patient(oak)
    text("I have chest pain")
    with practice_scope(oak.id):
        safety = Message.objects.get(purpose="safety")
        tasks.take(task(oak, "red_flag").pk, oak.anna, now=clock.now())
    status.move(oak.id, safety.pk, "failed", now=clock.now())
    status.drain_moves()
    assert "CALL" in task(oak, "red_flag").summary
    assert task(oak, "red_flag").next_page_at == clock.now()


def test_an_answer_that_does_not_arrive_is_a_task(oak: Oak) -> None:
    from replywell.messaging import status

    make_patient(oak)
    text("zorp")
    with practice_scope(oak.id):
        answer = Message.objects.get(direction="out")
    status.move(oak.id, answer.pk, "undelivered", now=clock.now())
    status.drain_moves()
    assert open_tasks(oak) == [("front_desk", "not_delivered")]


def test_trouble_words_exist_for_every_kind() -> None:
    assert set(troubles.WORDS) >= troubles.PAGED | troubles.ONE_A_PRACTICE


def test_notes_are_for_colleagues_only(oak: Oak) -> None:
    make_patient(oak)
    text("my incision is red and swollen")
    before = said(oak)
    with practice_scope(oak.id):
        made = notes.write(conversation(oak).pk, oak.anna, " called, no answer ", now=clock.now())
        with pytest.raises(ValueError, match="empty"):
            notes.write(conversation(oak).pk, oak.anna, "  ", now=clock.now())
    assert made.body == "called, no answer"
    assert said(oak) == before


def test_a_wake_up_that_fails_twice_is_a_task(oak: Oak) -> None:
    from replywell.dialogue.turn import REGISTRY

    booked = make_visit(oak, make_patient(oak), utc(5, 15))
    workflow = REGISTRY["test_confirm"]
    original = type(workflow).ask
    type(workflow).ask = lambda self, turn: 1 / 0  # type: ignore[attr-defined]
    try:
        ask(oak, booked)
        assert (open_tasks(oak), planned(oak)) == ([], [("ask", "")])
        wake_ups.run_due(10)
    finally:
        type(workflow).ask = original  # type: ignore[attr-defined]
    assert open_tasks(oak) == [("front_desk", "not_handled")]
    assert planned(oak) == [("ask", "failed")]


def pages(oak: Oak) -> list[tuple[str, str]]:
    with practice_scope(oak.id):
        return list(PageSent.objects.order_by("id").values_list("staff__code", "channel"))


def texts_to(oak: Oak, phone: str) -> list[str]:
    with practice_scope(oak.id):
        found = Message.objects.filter(purpose="page", phone=phone).order_by("id")
        return list(found.values_list("template__key", flat=True))


class _MailServer:
    """Takes mail as RFC 5321 says, and keeps it."""

    def __init__(self) -> None:
        self.mails: list[str] = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listener.getsockname()[1]

    def __enter__(self) -> "_MailServer":
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.thread.join(5)
        self.listener.close()

    def _serve(self) -> None:
        connected, _ = self.listener.accept()
        with connected, connected.makefile("rwb") as wire:

            def tell(words: str) -> None:
                wire.write(words.encode() + b"\r\n")
                wire.flush()

            tell("220 here")
            while line := wire.readline():
                word = line.split()[0].upper()
                if word == b"DATA":
                    tell("354 go on")
                    kept = []
                    while (part := wire.readline()) != b".\r\n":
                        kept.append(part.decode())
                    self.mails.append("".join(kept))
                if word == b"QUIT":
                    tell("221 bye")
                    return
                tell("250 ok")

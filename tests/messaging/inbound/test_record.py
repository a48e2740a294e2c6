"""Stored exactly once, with opt-out and START in the same transaction."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, connections, transaction

from replywell.carriers.base import InboundText, Media
from replywell.common.tenancy import practice_scope
from replywell.messaging import events, opt_out
from replywell.messaging.models import Attempt, Conversation, UnroutedText
from replywell.messaging.receive import Stored, record_inbound
from replywell.patients.models import ConsentEvent, Contact, Suppression
from tests.messaging.inbound.rows import outbound, texts
from tests.practice import PHONE, Oak, make_practice

MARIA = "+12125550123"
NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


def text(body: str = "Yes", sid: str = "SM1", sender: str = MARIA, to: str = PHONE, **more: object) -> InboundText:
    return InboundText("twilio", sid, sender, to, body, **more)  # type: ignore[arg-type]


def take(body: str = "Yes", sid: str = "SM1", **more: object) -> Stored:
    return record_inbound(text(body, sid, **more), "twilio-main")  # type: ignore[arg-type]


def stops(oak: Oak) -> list[Suppression]:
    with practice_scope(oak.id):
        return list(Suppression.objects.order_by("id"))


def consents(oak: Oak) -> list[ConsentEvent]:
    with practice_scope(oak.id):
        return list(ConsentEvent.objects.order_by("id"))


def audits(oak: Oak) -> list[str]:
    with practice_scope(oak.id), connection.cursor() as cursor:
        cursor.execute("SELECT verb FROM audit_event ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


def test_a_text_makes_contact_conversation_and_message(oak: Oak) -> None:
    stored = take("Running late", media=(Media("https://api.twilio.com/m/1", "image/jpeg"),), segments=2)
    assert stored.fresh
    assert stored.routed
    assert stored.practice_id == oak.id
    (message,) = texts(oak)
    assert (message.pk, message.body, message.phone, message.status) == (
        stored.message_id, "Running late", MARIA, "received",
    )  # fmt: skip
    assert (message.segments, message.carrier, message.carrier_id, message.number_id) == (
        2, "twilio", "SM1", oak.number.pk,
    )  # fmt: skip
    assert message.media == [{"url": "https://api.twilio.com/m/1", "content_type": "image/jpeg"}]
    assert message.handled_at is None
    with practice_scope(oak.id):
        thread = Conversation.objects.get()
        assert thread.unread
        assert thread.number_id == oak.number.pk
        assert thread.last_in_at == thread.last_message_at == message.created_at
        assert Contact.objects.get().phone == MARIA


def test_the_same_text_again_changes_nothing(oak: Oak) -> None:
    first, again = take(), take()
    assert first.fresh
    assert not again.fresh
    assert (again.message_id, again.conversation_id) == (first.message_id, first.conversation_id)
    assert len(texts(oak)) == 1


def test_twenty_at_once_of_one_stop_are_one_text_and_one_opt_out(oak: Oak) -> None:
    """All twenty look and find nothing before the first may write: a lock on the conversation sees to that."""
    take("Hello", "SM0")

    def one(_: int) -> bool:
        try:
            return take("STOP").fresh
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        with connections["owner"].cursor() as cursor, transaction.atomic("owner"):
            cursor.execute("SELECT id FROM messaging_conversation FOR UPDATE")
            under_way = [pool.submit(one, number) for number in range(20)]
            end = time.monotonic() + 20
            while waiting_for_a_lock() < 20 and time.monotonic() < end:
                time.sleep(0.02)
            assert waiting_for_a_lock() == 20
        fresh = [each.result() for each in under_way]
    assert fresh.count(True) == 1
    assert len(texts(oak)) == 2
    assert len(stops(oak)) == len(consents(oak)) == 1
    assert audits(oak) == ["texts.stopped"]


def waiting_for_a_lock() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query ~ 'record_inbound'"
        )
        return int(cursor.fetchone()[0])


def test_twenty_different_texts_of_a_new_phone_share_one_conversation(oak: Oak) -> None:
    def one(i: int) -> int | None:
        try:
            return take("Hello", f"SM{i}").conversation_id
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        threads = set(pool.map(one, range(20)))
    assert len(threads) == 1
    assert len(texts(oak)) == 20


@pytest.mark.parametrize(
    "words", ["STOP", "stop.", "Unsubscribe", "please take me off this list", "ALTO", "no more texts"]
)
def test_an_opt_out_in_any_words_is_applied_with_its_evidence(oak: Oak, words: str) -> None:
    take(words)
    (stop,) = stops(oak)
    assert (stop.phone, stop.why, stop.words, stop.lifted_at) == (MARIA, "opt_out", words, None)
    (consent,) = consents(oak)
    assert (consent.granted, consent.purpose, consent.words, consent.channel, consent.actor) == (
        False, "", words, "text", "patient",
    )  # fmt: skip
    assert opt_out.is_suppressed(oak.id, MARIA)
    assert texts(oak)[0].opt_out in ("keyword", "words")


def test_a_bare_cancel_is_noted_and_not_applied(oak: Oak) -> None:
    take("CANCEL")
    assert texts(oak)[0].opt_out == "cancel"
    assert stops(oak) == []


def test_a_cancel_on_which_the_carrier_acted_is_an_opt_out(oak: Oak) -> None:
    take("CANCEL", carrier_answered="stop")
    assert len(stops(oak)) == 1
    assert texts(oak)[0].carrier_answered == "stop"


@pytest.mark.parametrize(
    "words", ["Yes", "Loved “Oak Street: see you Thursday. Reply STOP to end”", "HELP", "I can't stop coughing"]
)
def test_other_texts_stop_nothing(oak: Oak, words: str) -> None:
    take(words)
    assert stops(oak) == []


def test_start_alone_lifts_with_its_words(oak: Oak) -> None:
    take("STOP", "SM1")
    take("START", "SM2")
    assert not opt_out.is_suppressed(oak.id, MARIA)
    (stop,) = stops(oak)
    assert stop.lifted_why == "start"
    assert [(event.granted, event.words) for event in consents(oak)] == [(False, "STOP"), (True, "START")]
    assert audits(oak) == ["texts.stopped", "texts.started"]


def test_start_without_a_stop_grants_nothing(oak: Oak) -> None:
    take("START")
    assert consents(oak) == []


def test_yes_from_a_stopped_number_lifts_nothing_even_where_the_carrier_took_it_for_start(oak: Oak) -> None:
    take("STOP", "SM1")
    take("YES", "SM2", carrier_answered="start")
    assert opt_out.is_suppressed(oak.id, MARIA)


def test_a_start_that_the_carrier_answered_lifts(oak: Oak) -> None:
    take("STOP", "SM1")
    take("UNSTOP", "SM2", carrier_answered="start")
    assert not opt_out.is_suppressed(oak.id, MARIA)


def test_stop_after_start_stops_again(oak: Oak) -> None:
    for i, word in enumerate(["STOP", "START", "STOP"]):
        take(word, f"SM{i}")
    assert opt_out.is_suppressed(oak.id, MARIA)
    assert len(stops(oak)) == 2


def test_a_start_found_late_lifts_no_stop_that_came_after_it(oak: Oak) -> None:
    take("STOP", "SM1")
    (stop,) = stops(oak)
    record_inbound(text("START", "SM2"), "twilio-main", received_at=stop.since - timedelta(minutes=5))
    assert opt_out.is_suppressed(oak.id, MARIA)
    assert [event.granted for event in consents(oak)] == [False]


def test_posts_under_way_are_marked_crossed_but_not_safety_texts(oak: Oak) -> None:
    reminder, safety = outbound(oak), outbound(oak, purpose="safety")
    other = outbound(oak, "+12125550199")
    take("STOP")
    with practice_scope(oak.id):
        assert [Attempt.objects.get(message=one).crossed for one in (reminder, safety, other)] == [True, False, False]


def test_red_flags_are_noted_also_with_stop(oak: Oak) -> None:
    take("STOP I have chest pain")
    assert texts(oak)[0].red_flags != []


def test_a_text_to_nobodys_number_is_kept_once(oak: Oak) -> None:
    first = take(to="+12125550999")
    assert (first.fresh, first.routed, first.message_id) == (True, False, None)
    assert not take(to="+12125550999").fresh
    assert UnroutedText.objects.get().from_phone == MARIA
    assert texts(oak) == []


def test_a_number_of_another_account_is_nobodys(oak: Oak) -> None:
    make_practice("elm", "+12125550200", carrier="simulator")
    assert not take(to="+12125550200").routed


def test_an_account_that_is_not_there_is_an_error_and_nothing_is_lost_silently(oak: Oak) -> None:
    from django.db import DatabaseError

    with pytest.raises(DatabaseError, match="No twilio account"):
        record_inbound(text(), "nobody")


def test_a_kept_text_is_stored_when_it_is_read_again_after_the_number_was_added(oak: Oak) -> None:
    take(to="+12125550200")
    make_practice("elm", "+12125550200", carrier="twilio")
    assert take(to="+12125550200").routed
    assert UnroutedText.objects.get().settled_at is not None


def test_who_texts_is_reachable_again(oak: Oak) -> None:
    with practice_scope(oak.id):
        Contact.objects.create(
            practice=oak.practice, phone=MARIA, unreachable_at=NOW, unreachable_why="transient", failures=3
        )
    take()
    with practice_scope(oak.id):
        contact = Contact.objects.get()
    assert (contact.unreachable_at, contact.unreachable_why, contact.failures) == (None, "", 0)


def test_a_text_found_later_stands_at_the_time_the_carrier_got_it_never_in_the_future(oak: Oak) -> None:
    earlier = datetime.now(UTC) - timedelta(hours=2)
    record_inbound(text(), "twilio-main", received_at=earlier)
    record_inbound(text(sid="SM2"), "twilio-main", received_at=datetime.now(UTC) + timedelta(hours=2))
    first, second = texts(oak)
    assert first.created_at == earlier
    assert second.created_at < datetime.now(UTC) + timedelta(seconds=5)


def test_staff_can_stop_and_start_and_upper_rooms_hear_of_it_once(oak: Oak, heard: list[object]) -> None:
    how = {"actor": f"staff:{oak.anna.pk}", "channel": "voicemail", "at": NOW}
    assert opt_out.stop(oak.id, MARIA, words="asked by voice mail", why="staff", **how)  # type: ignore[arg-type]
    assert not opt_out.stop(oak.id, MARIA, words="asked again", why="staff", **how)  # type: ignore[arg-type]
    assert opt_out.start(oak.id, MARIA, words="signed the form", why="grant", **how)  # type: ignore[arg-type]
    assert not opt_out.start(oak.id, MARIA, words="signed the form", why="grant", **how)  # type: ignore[arg-type]
    assert heard == [events.OptedOut(oak.id, MARIA, "staff", NOW), events.OptedIn(oak.id, MARIA, NOW)]
    assert [event.words for event in consents(oak)] == ["asked by voice mail", "asked again", "signed the form"]


def test_a_stop_in_one_practice_leaves_the_other_alone(oak: Oak) -> None:
    elm = make_practice("elm", "+12125550200", carrier="twilio")
    take("STOP")
    assert not opt_out.is_suppressed(elm.id, MARIA)


def test_django_cannot_stop_a_number_of_a_practice_it_is_not_in(oak: Oak) -> None:
    from django.db import DatabaseError

    elm = make_practice("elm", "+12125550200")
    with (
        pytest.raises(DatabaseError, match="row-level security"),
        practice_scope(elm.id),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "SELECT stop_texts(%s, %s, '', 'staff', 'system', 'verbal', now(), '{}'::jsonb)", [oak.id, MARIA]
        )

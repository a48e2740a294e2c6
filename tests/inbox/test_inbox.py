"""The inbox by its facts: lists and clocks, snoozes, mentions, presence, what leaves and why not."""

import re
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from replywell.audit.models import AuditEvent
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.console import composer, lists, presence
from replywell.console.models import AccessRules, Presence
from replywell.dialogue import snooze, tasks
from replywell.dialogue import staff as desk
from replywell.dialogue.hours import Hours
from replywell.dialogue.models import Mention, Task, TaskNote, WorkflowRun
from replywell.messaging import templates, tone
from replywell.messaging.models import Conversation, Message
from replywell.patients.models import ConsentEvent, Contact, Suppression
from replywell.practices.models import Role, Staff
from tests.console.access import add_staff, give_login, logged_in
from tests.console.test_access_rights import WOUND, Talk
from tests.practice import Oak, make_patient, make_practice, make_visit

MONDAY = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
"""10:00 in New York; the practice is open from 8 to 17."""


@pytest.fixture
def oak(frozen: datetime) -> Oak:
    """Oak Street on a Monday at ten. Nobody needs a second factor."""
    made = make_practice()
    give_login(made.anna, "anna")
    give_login(made.nurse, "nia")
    with practice_scope(made.id):
        AccessRules.objects.create(practice=made.practice, second_factor_roles=[])
        templates.install(made.id, clock.now())
    return made


@pytest.fixture
def talk(oak: Oak) -> Talk:
    return Talk(oak)


def rows(oak: Oak, view: str, staff: Staff | None = None, *, clinical: bool = False) -> list[lists.Row]:
    with practice_scope(oak.id), timezone.override(ZoneInfo("America/New_York")):
        return lists.rows(view, staff or oak.anna, clock.now(), clinical=clinical)


def counts(oak: Oak, staff: Staff | None = None) -> dict[str, int]:
    with practice_scope(oak.id):
        return {one.key: one.count for one in lists.views(staff or oak.anna, clock.now(), clinical=True)}


def events(oak: Oak, verb: str) -> list[AuditEvent]:
    with practice_scope(oak.id):
        return list(AuditEvent.objects.filter(verb=verb).order_by("id"))


def page(talk: Talk, name: str = "anna") -> str:
    return logged_in(name).get(talk.address).content.decode()


def post(talk: Talk, deed: str, name: str = "anna", **values: object) -> str:
    """Press a button as a browser with script does; what the page says then."""
    answer = logged_in(name).post(f"{talk.address}{deed}/", values, headers={"HX-Request": "true"})
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def at_once(*jobs: Callable[[], object]) -> list[object]:
    """What each job returned or raised, all begun at the same moment, each on a connection of its own."""
    start = threading.Barrier(len(jobs), timeout=30)

    def run(job: Callable[[], object]) -> object:
        try:
            start.wait()
            return job()
        except Exception as trouble:
            return trouble
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


# Clocks that count the hours in which people are there

OFFICE = Hours(
    ZoneInfo("America/New_York"),
    {day: ((time(8), time(12)), (time(13), time(17))) for day in range(5)},
    frozenset({date(2026, 3, 4)}),
)
moments = st.datetimes(datetime(2026, 2, 25), datetime(2026, 3, 20), timezones=st.just(UTC))


def test_only_open_hours_count_between_two_moments() -> None:
    friday, monday = datetime(2026, 3, 6, 21, 30, tzinfo=UTC), datetime(2026, 3, 9, 13, 0, tzinfo=UTC)
    assert OFFICE.between(friday, monday) == timedelta(hours=1, minutes=30)  # over the change to summer time
    assert OFFICE.between(datetime(2026, 3, 4, 5, tzinfo=UTC), datetime(2026, 3, 5, 5, tzinfo=UTC)) == timedelta()


@settings(max_examples=60, deadline=None)
@given(moments, moments, moments)
def test_open_hours_add_up(one: datetime, two: datetime, three: datetime) -> None:
    first, second, third = sorted((one, two, three))
    assert OFFICE.between(first, third) == OFFICE.between(first, second) + OFFICE.between(second, third)
    assert timedelta() <= OFFICE.between(first, third) <= third - first


@settings(max_examples=60, deadline=None)
@given(moments, st.integers(1, 30 * 60).map(lambda minutes: timedelta(minutes=minutes)))
def test_what_is_due_after_some_open_hours_has_them_before_it(moment: datetime, working: timedelta) -> None:
    assert OFFICE.between(moment, OFFICE.after(moment, working)) == working


def test_a_task_of_friday_evening_has_waited_half_an_hour_on_monday(oak: Oak, talk: Talk) -> None:
    talk.at = datetime(2026, 2, 27, 22, 0, tzinfo=UTC) - timedelta(minutes=31)
    talk.task("front_desk", talk.text("is there parking?"))
    clock.freeze(datetime(2026, 3, 2, 13, 30, tzinfo=UTC))
    row = rows(oak, "front_desk")[0]
    assert (row.waited, row.due) == ("59 min", "due in 3 h")
    clock.freeze(datetime(2026, 3, 2, 17, 30, tzinfo=UTC))
    assert (rows(oak, "front_desk")[0].due, rows(oak, "front_desk")[0].tone) == ("59 min overdue", "overdue")
    clock.freeze(datetime(2026, 2, 28, 15, 0, tzinfo=UTC))
    assert rows(oak, "front_desk")[0].due == "due Mon Mar 2, 11:30 am"


# The lists


def test_the_lists_are_by_queue_and_by_person_with_emergencies_on_top(oak: Oak, talk: Talk) -> None:
    desk_task = talk.task("front_desk", talk.text("is there parking?"))
    talk.task("billing")
    urgent = talk.task("clinical", talk.text("I have chest pain", red_flags=["chest pain"]), emergency=True)
    with practice_scope(oak.id):
        tasks.take(desk_task.pk, oak.anna, now=clock.now())
    assert rows(oak, "all")[0].task == str(urgent.public_id)
    assert [row.task for row in rows(oak, "emergency")] == [str(urgent.public_id)]
    assert [row.task for row in rows(oak, "mine")] == [str(desk_task.public_id)]
    assert len(rows(oak, "billing")) == 1
    assert str(desk_task.public_id) not in [row.task for row in rows(oak, "unassigned")]
    assert len(rows(oak, "unassigned")) == 2
    found = counts(oak)
    assert (found["all"], found["mine"], found["unassigned"], found["emergency"], found["unread"]) == (3, 1, 2, 1, 1)
    assert lists.VIEWS[0][0] == "emergency"


def test_no_list_asks_more_queries_for_more_rows(oak: Oak) -> None:
    def asked(view: str) -> tuple[int, int]:
        with practice_scope(oak.id), CaptureQueriesContext(connection) as told:
            found = lists.rows(view, oak.nurse, clock.now(), clinical=True)
            lists.views(oak.nurse, clock.now(), clinical=True)
        return len(found), len(told)

    fill(oak, 1)
    before = {view: asked(view) for view, _ in lists.VIEWS}
    fill(oak, 3, first=1)
    for view, (few, queries) in before.items():
        many, now = asked(view)
        assert few > 0, view
        assert (many, now) == (few * 4, queries), view


def fill(oak: Oak, many: int, first: int = 0) -> None:
    """Conversations that stand in every list: with tasks of each queue, unread, a mention, one text that failed."""
    for number in range(first, first + many):
        patient = make_patient(oak, f"P{number}", "Diaz", f"+1212555{number:04}")
        visit = make_visit(oak, patient, clock.now() + timedelta(days=3, hours=number))
        with practice_scope(oak.id):
            common = {"practice": oak.practice}
            contact = Contact.objects.get(phone=f"+1212555{number:04}")
            row, aside = (
                Conversation.objects.create(
                    contact=one, number=oak.number, unread=kept, last_message_at=clock.now() if kept else None, **common
                )
                for one, kept in (
                    (contact, True),
                    (Contact.objects.create(phone=f"+1212556{number:04}", **common), False),
                )
            )
            Message.objects.create(
                conversation=row, phone=contact.phone, direction="out", status="failed", failure="landline", body="x",
                purpose="staff", author=oak.nurse, created_at=clock.now(), **common,
            )  # fmt: skip
            note = TaskNote.objects.create(conversation=row, author=oak.anna, body="@nia", at=clock.now(), **common)
            Mention.objects.create(note=note, staff=oak.nurse, **common)
            snooze.put_aside(aside.pk, oak.anna, clock.now() + timedelta(hours=1), now=clock.now())
            for queue in ("front_desk", "billing", "scheduling", "clinical", "emergency"):
                urgent = queue == "emergency"
                Task.objects.create(
                    conversation=row, queue="clinical" if urgent else queue, reason="test", summary="x",
                    due_at=clock.now(), created_at=clock.now(), key=f"{queue}{number}", emergency=urgent,
                    taken_by=oak.nurse if queue == "billing" else None, appointment=visit, **common,
                )  # fmt: skip


# Two people, one task


def test_of_two_who_take_one_task_at_once_one_has_it(oak: Oak, talk: Talk) -> None:
    for _ in range(3):
        task = talk.task("front_desk")

        def take(staff: Staff, task: Task = task) -> str:
            with practice_scope(oak.id):
                tasks.take(task.pk, staff, now=clock.now())
            return staff.code

        told = at_once(lambda: take(oak.anna), lambda: take(oak.nurse))
        refused = [one for one in told if isinstance(one, tasks.TaskChanged)]
        assert len(refused) == 1, told
        with practice_scope(oak.id):
            holder = Task.objects.select_related("taken_by").get(pk=task.pk).taken_by
        assert holder is not None
        assert holder.code in told


def test_of_two_who_answer_at_once_one_text_leaves(oak: Oak, talk: Talk) -> None:
    seen = talk.text("is there parking?")

    def answer(staff: Staff, words: str) -> Message:
        with practice_scope(oak.id):
            return desk.reply(talk.row.pk, staff, words, now=clock.now(), newest=seen.pk)

    told = at_once(lambda: answer(oak.anna, "Yes, behind us."), lambda: answer(oak.nurse, "Yes!"))
    assert sorted(type(one).__name__ for one in told) == ["AnsweredMeanwhile", "Message"], told
    with practice_scope(oak.id):
        assert Message.objects.filter(conversation=talk.row, direction="out").count() == 1


def test_who_answers_after_a_colleague_is_told_and_keeps_the_words(oak: Oak, talk: Talk) -> None:
    seen = talk.text("is there parking?")
    assert "Sent." in post(talk, "reply", "nia", body="Yes, behind the house.", newest=seen.public_id)
    said = post(talk, "reply", body="No.", newest=seen.public_id)
    assert "Nia Cole has just written to the patient" in said
    with practice_scope(oak.id):
        newest = Message.objects.order_by("-id").first()
        assert newest is not None
    assert "Sent." in post(talk, "reply", body="And it is free.", newest=newest.public_id)


# Passing on


def test_a_task_is_passed_on_to_a_person_and_to_a_queue(oak: Oak, talk: Talk) -> None:
    task = talk.task("front_desk", talk.text("what do I owe?"))
    bill = add_staff(oak, "bill", Role.BILLING, "Bill Money")
    assert "Bill Money has it now." in post(talk, f"tasks/{task.public_id}/assign", to=bill.public_id)
    assert [row.task for row in rows(oak, "mine", bill)] == [str(task.public_id)]
    assert "Passed on to Billing." in post(talk, f"tasks/{task.public_id}/assign", to="queue:billing")
    assert rows(oak, "mine", bill) == []
    assert len(rows(oak, "billing")) == 1
    assert [one.details["queue"] for one in events(oak, "task.reassigned")] == ["billing"]
    assert [one.details["staff"] for one in events(oak, "task.assigned")] == ["bill"]
    assert "Choose a person or a queue" in post(talk, f"tasks/{task.public_id}/assign", to="queue:nowhere")


def test_what_is_clinical_is_passed_on_to_clinical_staff_only_and_an_emergency_to_nobody(oak: Oak, talk: Talk) -> None:
    task = talk.task("clinical", talk.text(WOUND))
    assert "does not read what is clinical" in post(
        talk, f"tasks/{task.public_id}/assign", "nia", to=oak.anna.public_id
    )
    urgent = talk.task("clinical", talk.text("chest pain", red_flags=["chest pain"]), emergency=True)
    assert "not passed on" in post(talk, f"tasks/{urgent.public_id}/assign", "nia", to=oak.nurse.public_id)
    with practice_scope(oak.id):
        assert not Task.objects.filter(taken_by__isnull=False).exists()


# Put aside


def test_what_is_put_aside_comes_back_by_itself(oak: Oak, talk: Talk) -> None:
    talk.task("front_desk", talk.text("is there parking?"))
    assert "Put aside. It comes back 1:00 pm" in post(talk, "put-aside", until="+180")
    assert (rows(oak, "front_desk"), rows(oak, "all")) == ([], [])
    assert [row.due for row in rows(oak, "snoozed")] == ["back 1:00 pm"]
    assert (counts(oak)["front_desk"], counts(oak)["snoozed"]) == (0, 1)
    assert "Anna Reed put this aside until" in page(talk, "nia")
    clock.freeze(MONDAY + timedelta(hours=3))
    assert len(rows(oak, "front_desk")) == 1
    assert rows(oak, "snoozed") == []
    assert [one.actor for one in events(oak, "conversation.snoozed")] == ["staff:anna"]


def test_what_is_put_aside_comes_back_when_the_patient_writes(oak: Oak, talk: Talk) -> None:
    talk.task("front_desk", talk.text("is there parking?"))
    post(talk, "put-aside", until="+180")
    talk.text("we will see", author=oak.nurse)
    assert rows(oak, "front_desk") == []
    talk.text("hello?")
    assert len(rows(oak, "front_desk")) == 1
    assert rows(oak, "snoozed") == []


def test_an_emergency_is_never_put_aside(oak: Oak, talk: Talk) -> None:
    talk.task("front_desk", talk.text("is there parking?"))
    post(talk, "put-aside", until="+180")
    talk.task("clinical", emergency=True)
    assert len(rows(oak, "emergency")) == 1
    assert "cannot be put aside" in post(talk, "put-aside", until="+60")


def test_a_conversation_without_a_task_gets_one_to_come_back_with(oak: Oak, talk: Talk) -> None:
    talk.text("thanks!")
    post(talk, "put-aside", until="+60")
    assert rows(oak, "mine") == []
    clock.freeze(MONDAY + timedelta(hours=1))
    assert [row.why for row in rows(oak, "mine")] == ["To look at again"]


def test_a_moment_is_wall_time_of_the_practice_and_lies_ahead(oak: Oak, talk: Talk) -> None:
    talk.text("thanks!")
    assert "It comes back 9:00 am tomorrow" in post(talk, "put-aside", until_at="2026-03-03T09:00")
    for wrong in ("2026-03-02T09:00", "soon", "", "+x", "2026-99-99T09:00"):
        assert 'class="toast problem"' in post(talk, "put-aside", until_at=wrong), wrong
    assert "It is back in its list." in post(talk, "wake")
    assert "It is back already." in post(talk, "wake")


def test_two_who_put_it_aside_at_once_leave_one_snooze(oak: Oak, talk: Talk) -> None:
    def aside(staff: Staff) -> int:
        with practice_scope(oak.id):
            return snooze.put_aside(talk.row.pk, staff, clock.now() + timedelta(hours=1), now=clock.now()).pk

    told = at_once(lambda: aside(oak.anna), lambda: aside(oak.nurse))
    assert all(isinstance(one, int) for one in told), told
    assert len(rows(oak, "snoozed")) == 1


# Notes and mentions


def test_a_mention_reaches_the_person_and_is_seen_when_the_thread_is_opened(oak: Oak, talk: Talk) -> None:
    talk.text("is there parking?")
    assert "Nia Cole will find it under Mentions." in post(talk, "note", body="@Nia Cole can you call them?")
    assert "will find it" in post(talk, "note", body="(@nia)")
    assert counts(oak, oak.nurse)["mentions"] == 2
    assert counts(oak)["mentions"] == 0
    newest = rows(oak, "mentions", oak.nurse)[1]
    assert (newest.why, newest.unread) == ("Anna Reed: @Nia Cole can you call them?", True)
    assert "can you call them?" in page(talk, "nia")
    assert counts(oak, oak.nurse)["mentions"] == 0
    assert [row.unread for row in rows(oak, "mentions", oak.nurse)] == [False, False]


def test_a_name_that_nobody_has_is_told(oak: Oak, talk: Talk) -> None:
    assert "nobody here is called @zoe" in post(talk, "note", body="@zoe please")
    assert "Only staff can see it" in post(talk, "note", body="write to maria@example.test")
    for code, name in (("zc", "Zoe Cole"), ("zs", "Zoe Stone")):
        add_staff(oak, code, Role.FRONT_DESK, name)
    assert "nobody here is called @Zoe" in post(talk, "note", body="@Zoe please")
    assert "Zoe Stone will find it" in post(talk, "note", body="@zoe stone please")


def test_the_nurse_shares_a_note_or_it_stays_clinical(oak: Oak, talk: Talk) -> None:
    talk.text("is there parking?")
    assert "Anna Reed cannot read notes of clinical staff" in post(talk, "note", "nia", body="@anna call them")
    with practice_scope(oak.id):
        assert not TaskNote.objects.exists()
    post(talk, "note", "nia", body="penicillin allergy")
    assert "penicillin" not in page(talk)
    post(talk, "note", "nia", body="@anna book them at noon", shared="1")
    assert "book them at noon" in page(talk)
    with practice_scope(oak.id):
        kept = TaskNote.objects.get(body="penicillin allergy")
    assert logged_in("anna").post(f"{talk.address}notes/{kept.public_id}/share/").status_code == 403
    assert "Shared." in post(talk, f"notes/{kept.public_id}/share", "nia")
    assert "penicillin allergy" in page(talk)
    assert "can read this note already" in post(talk, f"notes/{kept.public_id}/share", "nia")
    assert len(events(oak, "note.shared")) == 1


def test_a_mention_in_a_clinical_note_shows_no_words_to_the_front_desk(oak: Oak, talk: Talk) -> None:
    post(talk, "note", "nia", body="@anna allergic to penicillin", shared="1")
    with practice_scope(oak.id):
        TaskNote.objects.update(shared=False)
    assert [row.why for row in rows(oak, "mentions")] == ["Nia Cole: With the nurse"]


# Who is answering


def test_a_colleague_sees_who_is_answering_until_it_is_sent_or_given_up(oak: Oak, talk: Talk) -> None:
    talk.text("is there parking?")
    nia, anna = logged_in("nia"), logged_in("anna")
    anna.post(f"{talk.address}preview/", {"body": "Yes, beh"})
    assert "Anna Reed is answering" in nia.get(talk.address).content.decode()
    assert "is answering" not in anna.get(talk.address).content.decode()
    anna.post(f"{talk.address}preview/", {"body": ""})
    assert "is answering" not in nia.get(talk.address).content.decode()
    anna.post(f"{talk.address}preview/", {"body": "Yes"})
    anna.post(f"{talk.address}reply/", {"body": "Yes"})
    assert "is answering" not in nia.get(talk.address).content.decode()


def test_who_went_away_is_not_answering_for_ever(oak: Oak, talk: Talk) -> None:
    logged_in("anna").post(f"{talk.address}preview/", {"body": "Yes, beh"})
    with practice_scope(oak.id):
        assert [one.name for one in presence.writing(talk.row, oak.nurse)] == ["Anna Reed"]
        Presence.objects.update(until=clock.wall() - timedelta(seconds=1))
        assert presence.writing(talk.row, oak.nurse) == []


# What leaves, what it costs, what worries


def note_under_the_box(talk: Talk, body: str, **more: object) -> str:
    answer = logged_in("anna").post(f"{talk.address}preview/", {"body": body, **more})
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_composer_says_what_a_text_costs(oak: Oak, talk: Talk) -> None:
    talk.text("is there parking?")
    assert "<strong>1 text</strong> · 3 characters, 157 left" in note_under_the_box(talk, "Yes")
    assert "<strong>2 texts</strong> · 161 characters, 145 left" in note_under_the_box(talk, "x" * 161)
    assert "Without 😀 it would be 1 instead of 2 texts." in note_under_the_box(talk, "x" * 80 + "😀")
    assert "leaves now" in note_under_the_box(talk, "Yes")


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="abc é{}€ñ😀ł", max_size=400))
def test_what_is_left_costs_nothing_and_one_more_does(body: str) -> None:
    size = composer.size_of(body)
    if size.odd or not body:
        return
    assert composer.size_of(body + "a" * size.left).texts == size.texts
    assert composer.size_of(body + "a" * (size.left + 1)).texts > size.texts or size.texts > 1


def test_the_composer_warns_of_what_a_careful_colleague_would(oak: Oak, talk: Talk) -> None:
    talk.text("is there parking?")
    assert "names an illness, a test or a medicine" in note_under_the_box(talk, "Your chemotherapy is on Monday")
    assert tone.SHOUTS in note_under_the_box(talk, "PLEASE CALL BACK")
    assert "impatience" in note_under_the_box(talk, "Where are you??")
    assert "blame" in note_under_the_box(talk, "You missed your visit")
    assert "STOP" not in note_under_the_box(talk, "Reply STOP to end texts").replace("Reply STOP", "")
    with practice_scope(oak.id):
        Conversation.objects.update(language="es")
    said = note_under_the_box(talk, "Please come to the office at nine and we will have the forms for you")
    assert "Spanish" in said
    assert "This looks like English" in said


def test_a_text_may_leave_later_by_the_gates_rules(oak: Oak, talk: Talk) -> None:
    talk.text("is there parking?")
    assert "leaves 1:00 pm" in note_under_the_box(talk, "Yes", later="+180")
    assert "It will be sent 1:00 pm" in post(talk, "reply", body="Yes", later="+180")
    with practice_scope(oak.id):
        sent = Message.objects.get(direction="out")
    assert (sent.status, sent.gate_reason, sent.send_at) == ("deferred", "planned", MONDAY + timedelta(hours=3))
    for wrong in ("2026-03-02T09:00", "2026-09-02T09:00", ""):
        assert 'class="toast problem"' in post(talk, "reply", body="Yes", later="at", later_at=wrong)
    with practice_scope(oak.id):
        Conversation.objects.update(last_in_at=clock.now())
    tonight = note_under_the_box(talk, "Yes", later="at", later_at="2026-03-02T22:30")
    assert "leaves 10:30 pm" in tonight  # still an answer to the patient's own text
    late = note_under_the_box(talk, "Yes", later="at", later_at="2026-03-04T22:30")
    assert "leaves Thu Mar 5, 9:00 am" in late
    assert "It is not a time to text this number unasked." in late
    with practice_scope(oak.id):
        assert Message.objects.filter(direction="out").count() == 1


def test_what_waits_can_be_taken_back_once_and_not_after_it_left(oak: Oak, talk: Talk) -> None:
    talk.text("is there parking?")
    post(talk, "reply", body="Yes", later="+180")
    with practice_scope(oak.id):
        sent = Message.objects.get(direction="out")
    assert "Do not send it" in page(talk)
    assert "Taken back." in post(talk, f"texts/{sent.public_id}/withdraw")
    assert "too late" in post(talk, f"texts/{sent.public_id}/withdraw")
    assert "not sent: somebody took it back before it left" in page(talk)
    assert len(events(oak, "message.withdrawn")) == 1
    gone = talk.text("see you", author=oak.anna)
    assert "too late" in post(talk, f"texts/{gone.public_id}/withdraw")


def test_why_a_text_was_refused_stands_in_the_thread_with_what_to_do(oak: Oak, talk: Talk) -> None:
    talk.text("is there parking?")
    post(talk, "stop", channel="verbal", words="no more texts please")
    assert "Not sent. The number has opted out." in post(talk, "reply", body="Yes")
    shown = page(talk)
    assert "not sent: the number has opted out" in shown
    assert "Call instead. Only the patient&#x27;s own START lifts it." in shown
    assert [row.why for row in rows(oak, "failed")] == ["Not sent: the number has opted out"]


def test_what_was_not_delivered_is_listed_until_somebody_deals_with_it(oak: Oak, talk: Talk) -> None:
    talk.text("is there parking?")
    failed = talk.text("Yes", author=oak.anna, status="undelivered", failure="transient", purpose="staff")
    talk.text("on its way", author=oak.anna, status="queued", purpose="staff")
    assert [row.why for row in rows(oak, "failed")] == [
        "Stuck: it should have left 1 h ago", "Not delivered: the phone could not be reached",
    ]  # fmt: skip
    assert "Try again later, or call." in page(talk)
    assert "Sent." in post(talk, f"texts/{failed.public_id}/again")
    with practice_scope(oak.id):
        newest = Message.objects.order_by("-id").first()
        assert newest is not None
        assert (newest.body, newest.status, newest.purpose) == ("Yes", "queued", "staff")
        failed.refresh_from_db()
        assert failed.settled_at == clock.now()
    assert [row.why[:5] for row in rows(oak, "failed")] == ["Stuck"]
    assert "dealt with this text already" in post(talk, f"texts/{failed.public_id}/settle")
    other = talk.text("Moved", author=oak.anna, status="failed", failure="landline", purpose="staff")
    assert "Dealt with" in page(talk)
    assert "off the list" in post(talk, f"texts/{other.public_id}/settle")


def test_a_text_about_one_of_a_family_says_whom(oak: Oak, talk: Talk) -> None:
    leo = make_patient(oak, "Leo", "Diaz", role="guardian")
    talk.text("when is it?")
    make_visit(oak, leo, datetime(2026, 3, 5, 19, 30, tzinfo=UTC))
    assert "about everybody on this phone" in note_under_the_box(talk, "x")
    assert "about Leo" in note_under_the_box(talk, "x", about=leo.public_id)
    post(talk, "reply", body="At half past two.", about=leo.public_id)
    with practice_scope(oak.id):
        assert Message.objects.get(direction="out").patient_id == leo.pk
    assert "about Leo" in page(talk)
    stranger = make_patient(oak, "Sam", "Poe", "+12125550188")
    answer = logged_in("anna").post(f"{talk.address}reply/", {"body": "x", "about": str(stranger.public_id)})
    assert answer.status_code == 404


# What patients tell people


def test_a_stop_told_to_a_person_is_kept_as_evidence(oak: Oak, talk: Talk) -> None:
    assert "Texts to this number have stopped" in post(talk, "stop", channel="voicemail", words="Quit texting me!")
    with practice_scope(oak.id):
        kept = ConsentEvent.objects.get(granted=False)
        assert Suppression.objects.get(lifted_at__isnull=True).why == "staff"
    assert (kept.words, kept.channel, kept.actor) == ("Quit texting me!", "voicemail", "staff:anna")
    assert "Texts had stopped before" in post(talk, "stop", channel="email", words="again: stop")
    with practice_scope(oak.id):
        assert ConsentEvent.objects.filter(granted=False).count() == 2
    for wrong in ({"channel": "telepathy", "words": "x"}, {"channel": "email", "words": "  "}):
        assert 'class="toast problem"' in post(talk, "stop", **wrong)


def test_a_wrong_number_ends_what_is_under_way_and_can_be_undone(oak: Oak, talk: Talk) -> None:
    with practice_scope(oak.id):
        run = WorkflowRun.objects.create(
            practice=oak.practice,
            conversation=talk.row,
            workflow="confirm_visit",
            state="asked",
            started_at=clock.now(),
        )
    assert "Marked." in post(talk, "wrong-number")
    assert "marked as a wrong number already" in post(talk, "wrong-number")
    with practice_scope(oak.id):
        run.refresh_from_db()
        assert run.ended_at is not None
        assert Contact.objects.get(pk=talk.row.contact_id).wrong_number_at == clock.now()
    assert "The number is right" in page(talk)
    post(talk, "verified")
    with practice_scope(oak.id):
        assert Contact.objects.get(pk=talk.row.contact_id).wrong_number_at is None


def test_the_language_of_a_phone_is_set_by_hand(oak: Oak, talk: Talk) -> None:
    assert "in Spanish from now on" in post(talk, "language", language="es")
    with practice_scope(oak.id):
        assert Conversation.objects.get(pk=talk.row.pk).language == "es"
        assert Contact.objects.get(pk=talk.row.contact_id).language == "es"
    assert 'class="toast problem"' in post(talk, "language", language="tlh")
    assert [one.details["language"] for one in events(oak, "contact.language_set")] == ["es"]


def test_who_may_only_read_sees_no_way_to_write(oak: Oak, talk: Talk) -> None:
    talk.text("is there parking?")
    add_staff(oak, "pia", Role.PRIVACY_OFFICER)
    shown = page(talk, "pia")
    assert "is there parking?" in shown
    for way in ("reply-form", "menu-aside", "take-over", "stop-dialog"):
        assert way not in shown


def test_a_page_that_has_everything_is_answered_without_words(talk: Talk) -> None:
    talk.text("is there parking?")
    client = logged_in("anna")
    marks = re.findall(r'data-mark="([^"]+)"', client.get("/inbox/?view=conversations").content.decode())
    asked = {"view": "conversations", "have": ",".join(marks)}
    again = client.get("/inbox/changes/", asked, headers={"HX-Request": "true"})
    assert (again.status_code, again.content) == (204, b"")
    talk.text("and a lift?")
    fresh = client.get("/inbox/changes/", asked, headers={"HX-Request": "true"})
    assert fresh.status_code == 200
    assert "and a lift?" in fresh.content.decode()

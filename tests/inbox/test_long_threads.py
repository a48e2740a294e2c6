"""A thread of many texts: what a page shows at first, how the rest is reached, and that nothing is lost on the way."""

import os
import re
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from replywell.audit.record import record
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.console import window
from replywell.console.models import AccessRules
from replywell.messaging import templates
from replywell.messaging.models import Conversation, Message
from tests.console.access import give_login, logged_in
from tests.console.test_access_rights import WOUND, Talk
from tests.practice import Oak, make_practice


@pytest.fixture
def oak(frozen: datetime) -> Oak:
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


def write(talk: Talk, many: int, *, first: int = 0) -> list[Message]:
    """`many` texts of the patient, "text 0." and so on, a minute between two."""

    def one(number: int) -> Message:
        talk.at += timedelta(minutes=1)
        return Message(
            practice=talk.oak.practice, conversation=talk.row, phone=talk.row.contact.phone, body=f"text {number}.",
            created_at=talk.at, handled_at=talk.at, ended_in="task", direction="in", status="received",
            carrier="simulator", carrier_id=f"long-{number}",
        )  # fmt: skip

    with practice_scope(talk.oak.id):
        Message.objects.bulk_create(one(number) for number in range(first, first + many))
        return list(Message.objects.filter(conversation=talk.row).order_by("id"))


def shown(html: str) -> list[int]:
    """The numbers of the texts on a page, in their order."""
    return [int(one) for one in re.findall(r"<p dir=\"auto\">text (\d+)\.", html)]


def link(html: str, name: str) -> str:
    """Where a link of the thread leads for a browser without script; empty without one."""
    found = re.search(rf'id="thread-{name}"[^>]* href="([^"]+)"', html)
    return found[1].replace("&amp;", "&") if found else ""


def read(address: str, name: str = "anna") -> str:
    answer = logged_in(name).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_text_of_a_long_thread_can_be_reached_in_both_directions(oak: Oak, talk: Talk) -> None:
    many = window.MOST * 2 + 33
    write(talk, many)
    html = read(talk.address)
    assert shown(html) == list(range(many - window.FIRST, many))
    back, pages = set(shown(html)), 1
    while onward := link(html, "earlier"):
        html = read(onward)
        now = shown(html)
        assert len(now) <= window.MOST
        assert now == list(range(now[0], now[-1] + 1))
        back |= set(now)
        pages += 1
    assert back == set(range(many))
    assert pages <= many // window.FIRST + 1
    forth = set(shown(html))
    while onward := link(html, "later"):
        html = read(onward)
        forth |= set(shown(html))
    assert forth == set(range(many))
    assert shown(html)[-1] == many - 1


def test_a_short_thread_has_no_links(oak: Oak, talk: Talk) -> None:
    write(talk, window.FIRST)
    html = read(talk.address)
    assert shown(html) == list(range(window.FIRST))
    assert not any(link(html, name) for name in ("earlier", "later", "newest", "all"))


def test_a_page_that_went_back_keeps_its_texts_when_a_new_one_comes(oak: Oak, talk: Talk) -> None:
    many = window.FIRST * 3
    write(talk, many)
    went_back = read(link(read(talk.address), "earlier"))
    start = re.search(r'data-from="([^"]+)"', went_back)
    assert start
    write(talk, 1, first=many)
    client = logged_in("anna")
    asked = f"/inbox/changes/?c={talk.row.public_id}&from={start[1]}"
    html = client.get(asked, headers={"HX-Request": "true"}).content.decode()
    assert shown(html) == list(range(many - 2 * window.FIRST, many + 1))


def test_the_newest_texts_stay_on_a_page_that_shows_as_many_as_it_may(oak: Oak, talk: Talk) -> None:
    texts = write(talk, window.MOST + 20)
    html = read(f"{talk.address}?from={texts[0].public_id}")
    assert shown(html) == list(range(20, window.MOST + 20))
    assert link(html, "earlier")


def test_a_text_of_long_ago_is_shown_among_its_neighbours(oak: Oak, talk: Talk) -> None:
    texts = write(talk, 300)
    html = read(f"{talk.address}?at={texts[120].public_id}")
    assert shown(html) == list(range(120 - window.FIRST, 120 + window.FIRST))
    assert link(html, "newest") == f"{talk.address}?view=all"
    # A search leads there.
    with practice_scope(oak.id):
        Message.objects.filter(pk=texts[7].pk).update(body="about the zoster vaccine")
    found = re.search(r'href="([^"]+)#m-[^"]+"', read("/inbox/search/?q=zoster"))
    assert found
    assert "about the zoster vaccine" in read(found[1].replace("&amp;", "&"))


def test_reading_on_ends_where_the_newest_texts_are(oak: Oak, talk: Talk) -> None:
    texts = write(talk, 120)
    html = read(f"{talk.address}?at={texts[100].public_id}")
    assert shown(html)[-1] == 119
    assert not link(html, "later")


@pytest.mark.parametrize("asked", ["from=x", "at=00000000-0000-4000-8000-000000000000", "from=%00", "more=1", "at="])
def test_what_is_no_text_of_the_thread_shows_the_newest(oak: Oak, talk: Talk, asked: str) -> None:
    write(talk, 60)
    assert shown(read(f"{talk.address}?{asked}")) == list(range(10, 60))


def test_a_text_of_another_thread_moves_nothing(oak: Oak, talk: Talk) -> None:
    write(talk, 60)
    elm = make_practice("elm", "+12125550200")
    other = Talk(elm).text("somebody else's")
    assert shown(read(f"{talk.address}?at={other.public_id}")) == list(range(10, 60))


def test_the_nurses_texts_stay_hers_however_far_back_one_reads(oak: Oak, talk: Talk) -> None:
    task = talk.task("clinical", talk.text(WOUND))
    talk.text("it is getting worse")
    talk.close(task)
    wound = talk.text("and the parking?")
    write(talk, 250)
    for asked in (f"from={wound.public_id}&more=1", f"at={wound.public_id}", f"from={wound.public_id}"):
        html = read(f"{talk.address}?{asked}")
        assert WOUND not in html
        assert "it is getting worse" not in html
    html = read(f"{talk.address}?at={wound.public_id}")
    assert html.count("veiled") == 2
    assert WOUND in read(f"{talk.address}?at={wound.public_id}", "nia")


def test_the_patients_last_text_stays_unread_where_only_the_nurse_may_read_it(oak: Oak, talk: Talk) -> None:
    talk.task("clinical", talk.text(WOUND))
    for number in range(window.FIRST + 5):
        talk.text(f"ours {number}", author=oak.anna)
    read(talk.address)
    with practice_scope(oak.id):
        assert Conversation.objects.get(pk=talk.row.pk).unread
    read(talk.address, "nia")
    with practice_scope(oak.id):
        assert not Conversation.objects.get(pk=talk.row.pk).unread


def test_who_reads_long_ago_is_told_when_a_colleague_has_written_meanwhile(oak: Oak, talk: Talk) -> None:
    texts = write(talk, 300)
    before = re.search(r'name="newest" value="([^"]+)"', read(talk.address))
    assert before
    talk.text("Nia was faster", author=oak.nurse)
    html = read(f"{talk.address}?at={texts[20].public_id}&newest={before[1]}")
    kept = re.search(r'name="newest" value="([^"]+)"', html)
    assert kept
    assert kept[1] == before[1]
    answer = logged_in("anna").post(
        f"{talk.address}reply/", {"body": "Yes", "newest": kept[1]}, headers={"HX-Request": "true"}
    )
    assert "has just written to the patient" in answer.content.decode()


def test_a_thread_tells_what_happened_beside_the_texts_it_shows(oak: Oak, talk: Talk) -> None:
    subject = f"conversation:{talk.row.pk}"
    with practice_scope(oak.id):
        record(oak.id, "conversation.taken", subject, actor="staff:anna", at=talk.at)
    texts = write(talk, 120)
    with practice_scope(oak.id):
        record(oak.id, "conversation.handed_back", subject, actor="staff:anna", at=talk.at)
    assert "took" not in events(read(talk.address))
    assert "handed" in events(read(talk.address))
    assert "took" in events(read(f"{talk.address}?from={texts[0].public_id}"))
    long_ago = read(f"{talk.address}?at={texts[10].public_id}")
    assert "took" in events(long_ago)
    assert "handed" not in events(long_ago)


def test_what_happened_years_ago_is_told_when_somebody_asks(oak: Oak, talk: Talk) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=1_500)
    with psycopg.connect(os.environ["REPLYWELL_TEST_SUPERUSER_URL"], autocommit=True) as server:
        server.execute("SELECT audit_make_partitions(%s, 2)", [long_ago.date().replace(day=1)])
        talk.at = long_ago
        first = talk.text("the first one")
        with practice_scope(oak.id):
            Message.objects.filter(pk=first.pk).update(stored_at=long_ago)
        talk.at = clock.now()
        talk.text("the last one")
        server.execute(
            "INSERT INTO audit_event (practice_id, at, wall_at, actor, verb, subject, details) "
            "VALUES (%s, %s, %s, 'staff:anna', 'conversation.taken', %s, '{}')",
            [oak.id, long_ago, long_ago, f"conversation:{talk.row.pk}"],
        )
    html = read(talk.address)
    assert "took" not in events(html)
    assert "apart from the texts, is left out" in events(html)
    html = read(link(html, "all"))
    assert "took" in events(html)
    assert "is left out" not in events(html)


def events(html: str) -> str:
    """What the thread tells between its texts."""
    return " ".join(re.findall(r'<li class="event">(.*?)</li>', html, re.S))

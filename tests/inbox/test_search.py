"""Search over all texts: what it finds, and what it tells nobody."""

import os

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from replywell.audit.models import AuditEvent
from replywell.common.tenancy import practice_scope
from replywell.console import finding
from replywell.console.models import AccessRules
from replywell.messaging import search
from replywell.messaging.models import Message, TextIndex
from replywell.practices.models import Role
from tests.console.access import add_staff, give_login, logged_in
from tests.console.test_access_rights import WOUND, Talk
from tests.practice import Oak, make_practice


@pytest.fixture
def oak(db: None) -> Oak:
    made = make_practice()
    give_login(made.anna, "anna")
    give_login(made.nurse, "nia")
    with practice_scope(made.id):
        AccessRules.objects.create(practice=made.practice, second_factor_roles=[])
    return made


@pytest.fixture
def talk(oak: Oak) -> Talk:
    return Talk(oak)


def found(made: Oak, asked: str, *, clinical: bool = True) -> list[str]:
    with practice_scope(made.id):
        return [hit.message.body for hit in finding.texts(asked, clinical=clinical).hits]


def age() -> None:
    """Every text is an hour old by the database's clock, and indexed."""
    with superuser() as owner:
        owner.execute("UPDATE messaging_message SET stored_at = stored_at - interval '1 hour'")
    search.index_texts()


def superuser() -> psycopg.Connection[tuple[object, ...]]:
    """Past the guards: to make texts older than they are."""
    return psycopg.connect(os.environ["REPLYWELL_TEST_SUPERUSER_URL"], autocommit=True)


@pytest.mark.parametrize("indexed", [False, True])
def test_texts_are_found_by_words_beginnings_and_without_accents(oak: Oak, talk: Talk, indexed: bool) -> None:
    talk.text("Is there PARKING behind the house?")
    talk.text("¿Puedo venir mañana por la mañana?")
    talk.text("yes", author=oak.anna)
    if indexed:
        age()
        with practice_scope(oak.id):
            assert TextIndex.objects.count() == 3
    assert found(oak, "parking house") == ["Is there PARKING behind the house?"]
    assert found(oak, "behind park") == ["Is there PARKING behind the house?"]
    assert found(oak, "park behind") == []  # only the last word may be a beginning
    assert found(oak, "manana VENIR") == ["¿Puedo venir mañana por la mañana?"]
    assert found(oak, "mañ") == ["¿Puedo venir mañana por la mañana?"]
    assert found(oak, "yes") == ["yes"]
    for nothing in ("", "  ", "?!", "'; DROP TABLE x", "@1:0", "parking & house | x", "a" * 5000, ":*"):
        assert found(oak, nothing) in ([], ["yes"]), nothing


def test_the_newest_come_first_whether_indexed_or_not(oak: Oak, talk: Talk) -> None:
    for number in range(3):
        talk.text(f"parking {number}")
    age()
    for number in range(3, 5):
        talk.text(f"parking {number}")
    assert found(oak, "parking") == [f"parking {number}" for number in (4, 3, 2, 1, 0)]
    assert search.index_texts() == 0  # too young: something older may still be committing


def test_another_practices_texts_are_never_found(oak: Oak, talk: Talk) -> None:
    talk.text("is there parking?")
    elm = make_practice("elm", "+12125550200")
    age()
    assert found(elm, "parking") == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_texts(ARRAY['parking'], 10)")
        assert cursor.fetchall() == []  # without a practice: nothing


def test_a_search_does_not_tell_that_a_word_is_in_the_nurses_text(oak: Oak, talk: Talk) -> None:
    talk.task("clinical", talk.text(WOUND))
    age()
    assert found(oak, "wound") == [WOUND]
    assert found(oak, "wound", clinical=False) == []
    assert "No text has all of these words" in logged_in("anna").get("/inbox/search/?q=wound").content.decode()
    assert "<mark>wound</mark>" in logged_in("nia").get("/inbox/search/?q=wound").content.decode()


def test_each_search_is_audited_without_its_words(oak: Oak, talk: Talk) -> None:
    talk.text("is there parking?")
    logged_in("anna").get("/inbox/search/?q=parking")
    with practice_scope(oak.id):
        event = AuditEvent.objects.get(verb="texts.searched")
    assert (event.actor, event.details) == ("staff:anna", {"words": 1, "found": 1})


def test_what_was_looked_for_is_marked_and_stays_words(oak: Oak, talk: Talk) -> None:
    talk.text("<script>alert(1)</script> " + "x " * 80 + "parking here " + "y " * 80)
    shown = logged_in("anna").get("/inbox/search/?q=park").content.decode()
    assert "… " in shown
    assert "<mark>park</mark>ing here" in shown
    assert "<script>alert" not in shown


def test_a_search_asks_no_more_queries_for_more_hits(oak: Oak, talk: Talk) -> None:
    def asked() -> int:
        with practice_scope(oak.id), CaptureQueriesContext(connection) as told:
            finding.texts("parking", clinical=False)
        return len(told)

    talk.text("parking")
    few = asked()
    for _ in range(8):
        talk.text("parking")
    assert asked() == few


def test_the_index_takes_each_text_once_and_in_order(oak: Oak, talk: Talk) -> None:
    for number in range(5):
        talk.text(f"parking {number}")
    with superuser() as owner:
        owner.execute("UPDATE messaging_message SET stored_at = stored_at - interval '1 hour'")
        owner.execute(
            "UPDATE messaging_message SET stored_at = now() WHERE id = (SELECT min(id) + 2 FROM messaging_message)"
        )
    assert search.index_texts() == 2  # what comes after a young one waits for it
    assert len(found(oak, "parking")) == 5
    age()
    assert search.index_texts() == 0
    with practice_scope(oak.id):
        assert TextIndex.objects.count() == 5
        assert Message.objects.count() == 5


def test_old_texts_are_found_behind_many_new_ones(oak: Oak, talk: Talk) -> None:
    """Stretches of 16,384 ids: the search goes back through all of them."""
    old = talk.text("zebra crossing")
    with superuser() as owner:
        owner.execute("SELECT setval('messaging_message_id_seq', %s)", [old.pk + 16_384 * 30])
    new = talk.text("the zebra is new")
    age()
    assert new.pk - old.pk > 16_384 * 29
    assert found(oak, "zebra") == ["the zebra is new", "zebra crossing"]


def test_who_may_not_read_conversations_may_not_search_them(oak: Oak) -> None:
    add_staff(oak, "ada", Role.ADMIN)
    assert logged_in("ada").get("/inbox/search/?q=parking").status_code == 403

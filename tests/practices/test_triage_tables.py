"""A practice's own triage tables: versions that stay as they were, one in use, a clinician's name on it."""

import threading
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from replywell.audit.models import AuditEvent
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.practices import triage, triage_body, triage_tables
from replywell.practices.booking_models import TriageTable
from replywell.practices.triage_tables import TableRefused
from tests.practice import Oak, make_practice

PRIMARY = triage.shipped()["primary_care"]


@pytest.fixture
def oak(frozen: object) -> Oak:
    return make_practice()


def copied(oak: Oak, name: str = "Our table") -> TriageTable:
    with practice_scope(oak.id):
        return triage_tables.copy(oak.id, PRIMARY, name=name, actor="staff:anna", now=clock.now())


def revised(oak: Oak, base: TriageTable, **changed: Any) -> TriageTable:
    with practice_scope(oak.id):
        return triage_tables.revise(oak.id, base, {**base.body, **changed}, actor="staff:anna", now=clock.now())


def switch_on(oak: Oak, table: TriageTable, by: str = "Dr. Grace Lee") -> None:
    with practice_scope(oak.id):
        triage_tables.switch_on(
            oak.id, table.code, table.version, reviewed_by=by, actor="staff:anna", now=clock.now()
        )  # fmt: skip


def in_use(oak: Oak) -> list[tuple[str, int]]:
    with practice_scope(oak.id):
        return list(TriageTable.objects.filter(in_use=True).values_list("code", "version"))


def told(oak: Oak) -> list[tuple[str, object, object]]:
    with practice_scope(oak.id):
        rows = AuditEvent.objects.filter(verb__startswith="triage.").order_by("id")
        return [(row.verb, row.details["table"], row.details["version"]) for row in rows]


def test_a_copy_is_the_practices_own_and_not_in_use(oak: Oak) -> None:
    table = copied(oak)
    assert (table.code, table.version, table.in_use, table.reviewed_by) == ("our_table", 1, False, "")
    assert table.body["review"] == "to be reviewed by a clinician"
    assert triage.parse(table.body).symptoms == triage.parse(PRIMARY).symptoms
    assert copied(oak).code == "our_table_2"
    assert copied(oak, "Primary care").code == "primary_care_2", "The example's code stays the example's."
    assert told(oak)[0] == ("triage.added", "our_table", 1)


def test_answers_stay_in_the_order_in_which_they_are_numbered(oak: Oak) -> None:
    days = triage.shipped()["paediatrics"]["questions"]["days"]
    assert list(days["choices"]) == ["short", "some", "long"]
    with practice_scope(oak.id):
        body = triage.shipped()["paediatrics"]
        row = triage_tables.copy(oak.id, body, name="Children", actor="staff:anna", now=clock.now())
        kept = TriageTable.objects.get(pk=row.pk).body
    assert list(kept["questions"]["days"]["choices"]) == ["short", "some", "long"]
    assert (list(kept["symptoms"]), list(kept["questions"])) == (list(body["symptoms"]), list(body["questions"]))


@pytest.mark.parametrize("name", ["", "   ", "1", "?!"])
def test_a_copy_needs_a_name(oak: Oak, name: str) -> None:
    with pytest.raises(TableRefused):
        copied(oak, name)


def test_a_change_is_a_new_version_and_the_old_one_stays(oak: Oak) -> None:
    first = copied(oak)
    second = revised(oak, first, title="Ours, shorter")
    assert (second.code, second.version, second.in_use) == (first.code, 2, False)
    with practice_scope(oak.id):
        assert TriageTable.objects.get(pk=first.pk).body == first.body
    assert revised(oak, second) == second, "Nothing changed, so no version."
    with pytest.raises(TableRefused, match="newer version"):
        revised(oak, first, title="Late")
    assert told(oak) == [("triage.added", "our_table", 1), ("triage.added", "our_table", 2)]


def test_a_version_never_has_other_content(oak: Oak) -> None:
    table = copied(oak)
    with practice_scope(oak.id), pytest.raises(TableRefused, match="give the new one a new version"):
        triage_tables.add(oak.id, {**table.body, "title": "Other"}, actor="staff:anna", now=clock.now())


@pytest.mark.parametrize("name", ["", "  ", "\t\n", "-", "1", "x", "N" * 121])
def test_without_the_reviewers_name_nothing_is_switched_on(oak: Oak, name: str) -> None:
    table = copied(oak)
    with pytest.raises(TableRefused):
        switch_on(oak, table, by=name)
    assert in_use(oak) == []
    assert [verb for verb, *_ in told(oak)] == ["triage.added"]


def test_one_version_is_in_use_and_the_trail_names_it(oak: Oak) -> None:
    first = copied(oak)
    second = revised(oak, first, title="Ours, shorter")
    switch_on(oak, first)
    switch_on(oak, second, by="  Dr.  Luis Ortiz ")
    assert in_use(oak) == [("our_table", 2)]
    with practice_scope(oak.id):
        assert TriageTable.objects.get(in_use=True).reviewed_by == "Dr. Luis Ortiz"
        assert triage_tables.switch_off(oak.id, actor="staff:anna", now=clock.now())
        assert not triage_tables.switch_off(oak.id, actor="staff:anna", now=clock.now())
    assert told(oak)[2:] == [
        ("triage.switched_on", "our_table", 1), ("triage.switched_on", "our_table", 2),
        ("triage.switched_off", "our_table", 2),
    ]  # fmt: skip
    with pytest.raises(TableRefused, match="no version 7"), practice_scope(oak.id):
        triage_tables.switch_on(
            oak.id, "our_table", 7, reviewed_by="Dr. Lee", actor="staff:anna", now=clock.now()
        )  # fmt: skip


def test_two_who_switch_on_at_once_are_one_after_the_other(oak: Oak) -> None:
    tables = [copied(oak, f"Table {word}") for word in ("one", "two", "three", "four")]
    start, failed = threading.Barrier(len(tables)), []

    def press(table: TriageTable) -> None:
        try:
            start.wait()
            switch_on(oak, table)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(table,)) for table in tables]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(in_use(oak)) == 1


# Past the verbs, at the database


def other_body(table: TriageTable) -> None:
    body = deepcopy(table.body)
    body["symptoms"]["throat"]["rules"] = [{"id": "X-1", "then": "another_day"}]
    TriageTable.objects.filter(pk=table.pk).update(body=body)


ATTEMPTS: dict[str, Callable[[TriageTable], object]] = {
    "its rules": other_body,
    "its version": lambda table: TriageTable.objects.filter(pk=table.pk).update(version=9),
    "its code": lambda table: TriageTable.objects.filter(pk=table.pk).update(code="other"),
    "one value deep inside": lambda _: sql(
        "UPDATE practices_triagetable SET body = replace(body, '\"slot_today\"', '\"another_day\"')"
    ),
    "taken away": lambda table: TriageTable.objects.filter(pk=table.pk).delete(),
    "taken away, then added again": lambda table: sql(f"DELETE FROM practices_triagetable WHERE id = {table.pk}"),
    "all at once": lambda table: sql("TRUNCATE practices_triagetable"),
    "in use without a name": lambda table: TriageTable.objects.filter(pk=table.pk).update(in_use=True, reviewed_by=""),
    "two in use": lambda table: TriageTable.objects.update(in_use=True, reviewed_by="Dr. Lee"),
    "the same version twice": lambda table: TriageTable.objects.create(
        practice_id=table.practice_id, code=table.code, version=1, body={}, added_at=clock.now(), added_by="x"
    ),
}


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS)
def test_the_database_refuses(oak: Oak, attempt: Callable[[TriageTable], object]) -> None:
    table = copied(oak)
    copied(oak, "Another one")
    with practice_scope(oak.id):
        before = list(TriageTable.objects.order_by("pk").values())
        with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic():
            attempt(table)
        assert list(TriageTable.objects.order_by("pk").values()) == before


def test_another_practice_neither_sees_nor_uses_it(oak: Oak) -> None:
    table = copied(oak)
    elm = make_practice("elm", "+12125550300")
    with practice_scope(elm.id):
        assert not TriageTable.objects.exists()
        assert TriageTable.objects.filter(pk=table.pk).update(in_use=True, reviewed_by="Dr. No") == 0
        with pytest.raises(TableRefused):
            triage_tables.switch_on(
                elm.id, table.code, 1, reviewed_by="Dr. No", actor="staff:anna", now=clock.now()
            )  # fmt: skip


# Changes of the content


def test_changed_rows_stay_a_table(oak: Oak) -> None:
    rules = [{"id": "OWN-2", "then": "telehealth"}, {"id": "OWN-1", "ages": {"under": "3m"}, "then": "nurse_call"}]
    body = triage_body.with_symptom(PRIMARY, "ear", {"en": ["ear"], "es": ["oido"]}, rules)
    assert [rule.id for rule in triage.parse(body).symptoms["ear"].rules] == ["OWN-1", "OWN-2"]
    question = {"text": {"en": "Loud?", "es": "¿Fuerte?"}}
    asked = triage_body.with_question(body, "loud", question)
    with pytest.raises(triage.TableError, match="no rule asks the question loud"):
        triage.parse(asked)
    asked = triage_body.with_rule(asked, "ear", {"id": "OWN-3", "if": {"loud": "yes"}, "then": "slot_today"})
    assert [rule.id for rule in triage.parse(asked).symptoms["ear"].rules] == ["OWN-1", "OWN-3", "OWN-2"]
    again = triage_body.with_symptom(asked, "ear", {"en": ["ear"], "es": ["oido"]}, rules)
    assert "loud" not in again["questions"], "What no rule asks any more is gone."
    gone = triage_body.without_symptom(PRIMARY, "eye")
    assert "sight" not in triage.parse(gone).questions
    assert "eye" in PRIMARY["symptoms"], "The example itself is untouched."


def test_new_ids_are_like_the_others() -> None:
    assert triage_body.next_rule_id(PRIMARY, "ear", ()) == "PC-EAR-4"
    assert triage_body.next_rule_id(PRIMARY, "ear", ["PC-EAR-4"]) == "PC-EAR-5"
    assert triage_body.next_rule_id(PRIMARY, "sore_toe", ()) == "SORE-TOE-1"
    assert triage_body.code_of("Sore toe!", ["sore_toe"]) == "sore_toe_2"
    assert triage_body.code_of("¿?", []) == "own"
    assert triage_body.code_of("24 h cough", []) == "own_24_h_cough"

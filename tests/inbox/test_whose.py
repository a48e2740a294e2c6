"""A queue narrowed to one's own tasks, or to those that nobody has."""

import pytest

from replywell.common.tenancy import practice_scope
from replywell.console import lists
from replywell.dialogue import tasks
from replywell.dialogue.models import Queue
from tests.console.access import logged_in
from tests.console.test_access_rights import Talk
from tests.inbox import test_inbox
from tests.inbox.test_inbox import rows
from tests.practice import Oak

oak, talk = test_inbox.oak, test_inbox.talk


def test_a_queue_is_narrowed_to_ones_own_and_to_nobodys(oak: Oak, talk: Talk) -> None:
    mine, hers, free = talk.task("front_desk"), talk.task("front_desk"), talk.task("front_desk")
    bill = talk.task("billing")
    with practice_scope(oak.id):
        for one, who in ((mine, oak.anna), (hers, oak.nurse), (bill, oak.anna)):
            tasks.take(one.pk, who, now=talk.at)

    def shown(view: str) -> set[str]:
        return {row.task for row in rows(oak, view)}

    def keys(*found: object) -> set[str]:
        return {str(one.public_id) for one in found}  # type: ignore[attr-defined]

    assert shown("front_desk") == keys(mine, hers, free)
    assert shown("front_desk:mine") == keys(mine)
    assert shown("front_desk:unassigned") == keys(free)
    assert shown("billing:mine") == keys(bill)
    assert shown("billing:unassigned") == set()
    assert shown("mine") == keys(mine, bill)


def test_the_page_keeps_the_narrowed_queue(oak: Oak, talk: Talk) -> None:
    talk.task("front_desk")
    page = logged_in("anna").get("/inbox/?view=front_desk:mine").content.decode()
    assert "Nothing of this queue." in page
    assert '<a href="/inbox/?view=front_desk:mine" aria-current="page">' in page
    assert '<a href="/inbox/?view=front_desk" aria-current="true"' in page
    page = logged_in("anna").get(f"{talk.address}?view=front_desk:unassigned").content.decode()
    assert 'data-view="front_desk:unassigned"' in page
    assert f'href="{talk.address}?view=front_desk:unassigned"' in page


@pytest.mark.parametrize("view", ["clinical", "clinical:mine", "clinical:unassigned"])
def test_the_clinical_queue_stays_closed_however_it_is_narrowed(oak: Oak, talk: Talk, view: str) -> None:
    talk.task("clinical")
    assert logged_in("anna").get(f"/inbox/?view={view}").status_code == 403
    assert logged_in("nia").get(f"/inbox/?view={view}").status_code == 200


def test_what_is_no_queue_is_not_narrowed() -> None:
    for view in ("mine:mine", "failed:unassigned", "front_desk:hers", "nothing", ":mine", "all:mine"):
        assert lists.known(view) == "all"
    for queue in Queue.values:
        assert [key for key, _, _ in lists.whose(queue)] == [queue, f"{queue}:mine", f"{queue}:unassigned"]
    assert lists.whose("all") == []

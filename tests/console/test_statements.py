"""More rows never mean more SQL statements. The rows are those of `bench console`, so its statements are run too."""

import os

import psycopg
import pytest

from replywell.processes import bench_console
from replywell.processes.bench_console_rows import Made, let_the_owner_load, make

PAGES = ("inbox all", "inbox conversations", "inbox failed", "thread long", "search frequent word", "today", "chart")
MOST = {"thread long": 32, "inbox all": 13, "inbox conversations": 13, "inbox failed": 13, "today": 21}
"""Statements of a page, those of its middleware and its banner of emergencies included."""
EMPTY = 8
"""What there is none of is not asked for: of several threads one has notes, runs, prompts; one a row would be more."""


@pytest.fixture
def few_and_many(db: None) -> tuple[Made, Made]:
    """Ten tasks, and two hundred."""
    with psycopg.connect(os.environ["REPLYWELL_TEST_SUPERUSER_URL"], autocommit=True) as server:
        let_the_owner_load(server)
    few = make("few", contacts=20, messages=250, number="+12125550101", days=2, ahead=1)
    return few, make("many", contacts=200, messages=5_000, number="+12125550102", days=2, ahead=1)


def test_no_page_takes_more_statements_when_there_are_more_rows(few_and_many: tuple[Made, Made]) -> None:
    few, many = few_and_many
    counts = [_counts(one) for one in (few, many)]
    # Signed out, or without rows, all pages would be alike: the lists and the thread are there.
    assert counts[1]["thread long"] > counts[1]["inbox all"] > EMPTY
    left = {name: (counts[0][name], counts[1][name]) for name in PAGES if counts[1][name] > counts[0][name] + EMPTY}
    assert not left, str(left)
    above = {name: counts[1][name] for name, most in MOST.items() if counts[1][name] > most}
    assert not above, str(above)


def _counts(made: Made) -> dict[str, int]:
    addresses = bench_console.addresses_of(made)
    client = bench_console.logged_in(f"{made.practice.code}-desk")
    # Where a list of keys is empty its statement is left out: of several threads, one has everything.
    some = {name: addresses[name][:1] for name in PAGES} | {
        "thread long": addresses["thread long"] + addresses["thread"][:5]
    }
    return {name: bench_console.statements(client, some[name]) for name in PAGES}

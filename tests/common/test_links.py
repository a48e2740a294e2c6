"""Signed addresses: whole or nothing, for one purpose, until their moment."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replywell.common import links
from replywell.common.ids import new_id
from replywell.common.links import BadLink

END = datetime(2026, 3, 12, 15, 0, tzinfo=UTC)


def test_a_link_says_what_was_signed() -> None:
    key = new_id()
    found = links.read("visit", links.sign("visit", key, END))
    assert (found.key, found.expires_at) == (key, END)


def test_a_link_is_over_from_its_moment_on() -> None:
    found = links.read("visit", links.sign("visit", new_id(), END))
    assert not found.is_over(END - timedelta(seconds=1))
    assert found.is_over(END)


def test_a_link_for_one_purpose_opens_no_other() -> None:
    with pytest.raises(BadLink):
        links.read("intake", links.sign("visit", new_id(), END))


@given(st.integers(0, 47), st.characters(codec="ascii"))
def test_a_link_with_another_character_is_none_of_ours(place: int, char: str) -> None:
    token = links.sign("visit", new_id(), END)
    bent = token[:place] + char + token[place + 1 :]
    if bent == token:
        return
    with pytest.raises(BadLink):
        links.read("visit", bent)


@pytest.mark.parametrize("token", ["", "none", "ñ", "=" * 48, "A" * 47, "A" * 48, "A" * 4000])
def test_what_is_no_link_is_refused(token: str) -> None:
    with pytest.raises(BadLink):
        links.read("visit", token)


def test_an_address_holds_no_more_than_a_key_an_end_and_a_signature() -> None:
    assert len(links.sign("visit", new_id(), END)) == 48

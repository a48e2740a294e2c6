"""Fixtures: models are imported inside, Django is not set up yet when this file is read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.messaging.inbound.server import LiveServer, live_server

if TYPE_CHECKING:
    from tests.practice import Oak


@pytest.fixture(scope="session")
def live_process(migrated: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with live_server(tmp_path_factory.mktemp("live")) as server:
        yield server


@pytest.fixture
def oak(db: None) -> Oak:
    """The practice, with a number at Twilio."""
    from tests.practice import make_practice

    return make_practice(carrier="twilio")


@pytest.fixture
def live(oak: Oak, live_process: LiveServer) -> LiveServer:
    return live_process


@pytest.fixture
def heard() -> Iterator[list[object]]:
    """What listeners of messaging's events hear during the test."""
    from replywell.messaging import events

    told: list[object] = []
    every = (
        events.message_moved,
        events.opted_out,
        events.opted_in,
        events.contact_unreachable,
        events.number_stopped,
    )
    before = [list(event._listeners) for event in every]
    for event in every:
        event._listeners[:] = [told.append]
    yield told
    for event, listeners in zip(every, before, strict=True):
        event._listeners[:] = listeners

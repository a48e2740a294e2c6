"""Random calendars, waitlists, replies, crashes and clock jumps: a freed slot is booked or free in the end."""

import os
import random
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from replywell.common import clock
from tests.conftest import empty
from tests.invariants.filling import ACTS, Week

WEEKS = 150 if os.environ.get("REPLYWELL_SLOW") == "1" else 8


@pytest.mark.timeout(1800)
@settings(
    max_examples=WEEKS, deadline=None, database=None, suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
)  # fmt: skip
@given(seed=st.integers(0, 10**6), steps=st.lists(st.integers(0, len(ACTS) - 1), min_size=15, max_size=45))
def test_whatever_happens_a_freed_slot_is_filled_fairly_or_free(db: None, seed: int, steps: list[int]) -> None:
    empty()
    clock.freeze(datetime(2026, 3, 2, 15, tzinfo=UTC))
    Week(random.Random(seed)).live([3, 0, *steps])

"""Random days on the real path and a real database: whatever order things happen in, the laws hold after each step.

A day that breaks a law prints its seed and its last steps; `Day(seed, ...)` lives it again.
"""

import os
from datetime import datetime
from typing import Any

import pytest

from replywell.carriers.base import Rejected
from replywell.carriers.simulator import Simulator
from tests.invariants.days import Day

SLOW = os.environ.get("REPLYWELL_SLOW") == "1"
DAYS = int(os.environ.get("REPLYWELL_TEST_DAYS", "200" if SLOW else "6"))
STEPS = 300 if SLOW else 90


@pytest.fixture
def posted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Our ids of the texts that the carrier took, or may have taken."""
    taken: list[str] = []
    real = Simulator.send

    async def noting(self: Simulator, session: Any, account: Any, outgoing: Any) -> Any:
        outcome = await real(self, session, account, outgoing)
        if not isinstance(outcome, Rejected):
            taken.append(outgoing.our_id)
        return outcome

    monkeypatch.setattr(Simulator, "send", noting)
    return taken


@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", range(DAYS))
def test_whatever_happens_in_whatever_order_the_laws_hold(frozen: datetime, posted: list[str], seed: int) -> None:
    day = Day(seed, posted)
    day.live(STEPS)
    assert day.stored
    assert posted

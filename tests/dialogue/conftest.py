from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.practice import Oak


@pytest.fixture
def oak(frozen: object) -> Iterator[Oak]:
    """The Oak Street practice on Monday 2 March 2026, 10:00, with the workflows of these tests and no others."""
    # Models can only be imported once Django is set up.
    from replywell.dialogue import hours
    from replywell.dialogue.turn import REGISTRY, STARTERS
    from tests.dialogue import talk
    from tests.practice import make_practice

    kept = dict(REGISTRY), dict(STARTERS)
    REGISTRY.clear()
    STARTERS.clear()
    hours.forget()
    talk.register()
    yield make_practice()
    REGISTRY.clear()
    STARTERS.clear()
    REGISTRY.update(kept[0])
    STARTERS.update(kept[1])

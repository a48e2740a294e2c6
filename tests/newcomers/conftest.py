"""Oak Street, and a phone that nobody knows."""

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.practice import Oak


@pytest.fixture
def oak(frozen: datetime) -> "Oak":
    """The practice on Monday 2 March 2026, 10:00, with the product's own workflows."""
    from replywell.dialogue import hours
    from tests.practice import make_practice

    hours.forget()
    return make_practice()

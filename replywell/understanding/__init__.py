"""Understanding: a patient's text in, a Reading out. Pure Python, imports none of the other rooms."""

from .lines import as_json
from .model import CONTEXTS, Asked, Intent, Reading, Screen, Slots, When
from .read import read, screen
from .vocabulary import Term, Vocabulary
from .warm import warm_up

__all__ = [
    "CONTEXTS",
    "Asked",
    "Intent",
    "Reading",
    "Screen",
    "Slots",
    "Term",
    "Vocabulary",
    "When",
    "as_json",
    "read",
    "screen",
    "warm_up",
]

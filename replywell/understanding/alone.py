"""Which wishes software may answer without a person, and beside which others."""

from .intents import NEEDS_PERSON
from .model import Intent

_ALONE = frozenset({Intent.THANKS})
_GOES_WITH = {
    Intent.RUNNING_LATE: _ALONE | {Intent.CONFIRM},
    Intent.CANCEL: _ALONE | {Intent.OPT_OUT},
    Intent.OPT_OUT: _ALONE | {Intent.CANCEL},
    Intent.DECLINE: _ALONE | {Intent.WAITLIST_JOIN},  # who declines an earlier time stays on the list
}


SURE_ENOUGH = 0.6  # below it a person decides


def may_act(intent: Intent, also: tuple[Intent, ...], confidence: float, facts: bool) -> bool:
    """Whether software may answer alone: no wish in the text needs a person, and we are sure enough."""
    every = (intent, *also)
    if confidence < SURE_ENOUGH or any(i in NEEDS_PERSON for i in every):
        return False
    if not _GOES_WITH.get(intent, _ALONE).issuperset(also):
        return False  # a second wish that the first one's workflow does not meet
    return facts or intent is not Intent.QUESTION

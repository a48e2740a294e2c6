"""How sure a reading must be before software acts on it, where acting proved wrong too often.

Drawn from 7,228 texts that nothing was learned from. Each line stands for a question and a reading of which about
one in ten or more was acted on wrongly, or where acting makes no sense (a move, in answer to an intake question).
"Moving to the 30th" where nothing was asked may be a visit to move, a new one or a trip; a person asks. What a
wrong action costs is in docs/understanding.md.
"""

import re

from . import opinions
from .model import Asked, Intent, Reading
from .normalise import Prepared

SHORT = 5
"""Words of a text that the rules for answers in a few words know whole."""
# Which visit is to be moved is said.
_OWN_VISIT = re.compile(
    r" (?:my|our|his|her|the|mi|la|su|s) (?:\S+ )?(?:appointment|visit|slot|cita|citas|consulta|turno) "
)
NEVER = 2.0
# What was asked, what was read: the least confidence where the learned layer plainly sees the same, and where not.
LEAST = {
    ("none", Intent.RESCHEDULE): (0.9, 0.9),
    ("none", Intent.CONFIRM): (0.0, 0.8),
    ("none", Intent.RUNNING_LATE): (0.8, NEVER),
    ("none", Intent.CANCEL): (0.8, 0.8),
    ("none", Intent.THANKS): (0.8, 0.8),
    ("confirm_prompt", Intent.RESCHEDULE): (0.0, 0.9),
    ("confirm_prompt", Intent.HELP): (0.9, 0.9),
    ("confirm_prompt", Intent.WAITLIST_JOIN): (NEVER, NEVER),
    ("slot_offer", Intent.THANKS): (NEVER, NEVER),
    ("waitlist_offer", Intent.DECLINE): (0.8, 0.0),
    ("keep_texting", Intent.CANCEL): (NEVER, NEVER),
    ("keep_texting", Intent.BOOK): (NEVER, NEVER),
    ("keep_texting", Intent.LANGUAGE_CHANGE): (NEVER, NEVER),
    ("keep_texting", Intent.THANKS): (NEVER, NEVER),
    ("keep_texting", Intent.RESCHEDULE): (NEVER, NEVER),
    ("recall_prompt", Intent.BOOK): (0.0, 0.9),
    ("intake_question", Intent.RESCHEDULE): (NEVER, NEVER),
    ("triage_question", Intent.RESCHEDULE): (NEVER, NEVER),
    ("result_ready", Intent.RESCHEDULE): (NEVER, NEVER),
}


def sure_enough(text: Prepared, asked: Asked, reading: Reading) -> bool:
    """Whether such readings of answers to this question proved right."""
    least = LEAST.get((asked.context, reading.intent))
    if least is None or (len(text.words) <= SHORT and least != (NEVER, NEVER)):
        return True
    agrees = opinions.agreed(text, asked, reading.intent)
    if agrees and reading.intent is Intent.RESCHEDULE and _OWN_VISIT.search(text.fixed):
        return True
    return reading.confidence >= least[0 if agrees else 1]

# ruff: noqa: E501 - patterns read better whole
"""Takes off a text what says nothing of its wish: courtesy at its ends, and who is writing ("This is Ana Ruiz. ...", "... - Ana")."""

import re
from collections.abc import Iterator

from .lexicon.plain_words import WORDS
from .lexicon.stopping import COURTESY, NOT_NAMES
from .normalise import Prepared, prepare

MOST_PEELS = 3
_NAME = r"(?P<name>[^\W\d_]+(?:[ '-][^\W\d_]+){0,2})"
_PEELS = (
    re.compile(r"[^\w\s.,!?:;()'\"/-]+[\s.!]*$"),  # emoji
    re.compile(r"^\s*(?:please|pls|plz|por favor|porfavor|porfa|hi|hello|hey|hola)\b[\s,.!]+"),
    re.compile(r"[\s,.!]+(?:please|pls|plz|por favor|porfavor|porfa|xfa|thanks|thank you|thx|ty|gracias|merci)[\s.!]*$"),
    re.compile(rf"^\s*(?:(?:hi|hello|hey|hola)[\s,.!]+)?(?:this is|it'?s|i'?m|i am|my name is|soy|habla|me llamo|mi nombre es|aqui)\s+{_NAME}\s*[.,:;!\n-]+\s*"),
    re.compile(rf"^\s*{_NAME}\s*:\s*"),
    re.compile(rf"\s*(?:[.,!\n]|\s-|-\s)\s*(?:from |de )?{_NAME}[\s.!]*$"),
)  # fmt: skip


def peeled(text: Prepared) -> Iterator[Prepared]:
    """The text with one layer after another taken off; nothing when it has none."""
    for _ in range(MOST_PEELS):
        cut = next((cut for peel in _PEELS if (cut := _cut(text, peel))), None)
        if cut is None:
            return
        text = prepare(cut)
        yield text


def _cut(text: Prepared, peel: re.Pattern[str]) -> str | None:
    found = peel.search(text.flat)
    if not found or ("name" in peel.groupindex and not _is_name(found["name"])):
        return None
    left = (text.raw[: found.start()] + text.raw[found.end() :]).strip()
    return left or None


def _is_name(words: str) -> bool:
    return all(
        word not in NOT_NAMES and word not in WORDS and word not in COURTESY for word in re.split("[ '-]", words)
    )

"""The learned layer: how likely a text speaks of danger, opts out, reaches the wrong person, or needs a person.

Weights of words, of words near each other, of things meant and of pieces of words, learned from `training/examples` by
`make model` and calibrated on texts of writers that had not been learned from. Plain Python: look-ups and one sum.
"""

import json
import math
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .features import context_features, pieces, tokens, words_features
from .lexicon.answers import FILLER, NO, NUMBERS, PICKING, YES
from .lexicon.plain_words import WORDS
from .model import Intent
from .normalise import Prepared, prepare

FILE = Path(__file__).with_name("learned.bin")
FORMAT = 1
STEP = 64  # weights are stored in steps of 1/64
SAFETY = ("danger", "opt_out", "wrong_number", "person")
LABELS = (*SAFETY, *(str(intent) for intent in Intent))
_PLAIN = WORDS | YES | NO | FILLER | PICKING | frozenset(NUMBERS)
_LANE = 24  # bits of one label in the sum of all labels; holds 2**23 / STEP, far more than any text weighs
_HALF, _MASK = 1 << (_LANE - 1), (1 << _LANE) - 1
_ALL_HALVES = sum(_HALF << (_LANE * n) for n in range(len(LABELS)))
_WIDE = 3 * len(LABELS)  # bytes of all lanes
_SHIFT = 1 << 15  # makes a stored weight positive
_ALL_SHIFTS = sum(_SHIFT << (_LANE * n) for n in range(len(LABELS)))
LONG = 12  # tokens; a longer text is also looked at sentence by sentence
_ENDS = frozenset(".?")
_WINDOW = 4  # the fewest tokens of a sentence looked at alone

DANGER = 0.25
"""From this chance on, a person is paged."""
DANGER_PLAIN = 0.75
"""The same for a text of nothing but words of everyday scheduling."""
NO_DANGER = 0.05
"""Below it, what a rule took for danger is a figure of speech."""
MAYBE_DANGER = 0.15
"""From here on, software does not act alone."""
OPT_OUT = 0.35
"""From this chance on, texts stop though no rule says so."""
NO_OPT_OUT = 0.1
"""Below it, what a rule took for an opt-out is none."""
LIKELY_OPT_OUT = 0.6
"""The same beside a danger: whoever is in danger must stay in reach."""
RULED_OPT_OUT = 0.75
SURE_OPT_OUT = 0.95
"""What it takes where the words speak of stopping rather than ask for it."""
MAYBE_OPT_OUT = 0.18
WRONG_NUMBER = 0.55
PERSON = 0.85


class BadModelError(RuntimeError):
    """The file of learned weights cannot be used; says what to do."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Calibrated chances. `person`: that software must not settle the text alone. `intents` are weighed on demand."""

    danger: float
    opt_out: float
    wrong_number: float
    person: float
    text: Prepared
    context: str

    @property
    def intents(self) -> list[tuple[Intent, float]]:
        """Every intent with its chance after what was asked, likeliest first. They need not add up to one: a text may
        hold two wishes, or none."""
        return _intents(self.text, self.context)


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of all labels of a feature, packed into one number; and how a sum becomes a probability."""

    digest: str
    words: dict[str, int]
    pieces: dict[str, int]
    bias: tuple[float, ...]
    slope: tuple[float, ...]
    offset: tuple[float, ...]


def unpack(total: int, count: int = len(LABELS)) -> list[float]:
    """The weights of the first `count` labels in a sum."""
    total += _ALL_HALVES
    out = []
    for _ in range(count):
        out.append(((total & _MASK) - _HALF) / STEP)
        total >>= _LANE
    return out


def write(path: Path, head: dict[str, object], tables: Sequence[dict[str, Sequence[int]]]) -> None:
    """The file of learned weights: a line of JSON, then features and weights, compressed. Same input, same bytes."""
    body = bytearray()
    sizes = []
    for table in tables:
        names = sorted(table)
        text = "\n".join(names).encode()
        body += text
        for n in range(len(LABELS)):
            column = [table[name][n] + _SHIFT for name in names]
            body += bytes(weight & 255 for weight in column) + bytes(weight >> 8 for weight in column)
        sizes.append([len(names), len(text)])
    packed = zlib.compress(bytes(body), 9)
    line = {**head, "format": FORMAT, "labels": list(LABELS), "tables": sizes, "crc": zlib.crc32(packed)}
    path.write_bytes(json.dumps(line, sort_keys=True).encode() + b"\n" + packed)


def load(path: Path = FILE) -> Model:
    """The model of this file. Raises BadModelError when it is missing, damaged or of another version."""
    try:
        line, _, packed = path.read_bytes().partition(b"\n")
    except OSError as wrong:
        raise BadModelError(
            f"{path} cannot be read ({wrong.strerror}): install Replywell again or run `make model`"
        ) from None
    try:
        head = json.loads(line)
        version, labels = head["format"], head["labels"]
        if version == FORMAT and labels == list(LABELS):
            if zlib.crc32(packed) != head["crc"]:
                raise ValueError
            bias, slope, offset = (tuple(map(float, head[name])) for name in ("bias", "slope", "offset"))
            words, parts = _tables(zlib.decompress(packed), head["tables"])
            return Model(head["digest"], words, parts, bias, slope, offset)
    except (ValueError, KeyError, TypeError):
        raise BadModelError(f"{path} is damaged: install Replywell again or run `make model`") from None
    raise BadModelError(f"{path} is of another version of Replywell (format {version}): run `make model`")


def _tables(body: bytes, sizes: list[list[int]]) -> list[dict[str, int]]:
    at, out = 0, []
    for count, size in sizes:
        names = body[at : at + size].decode().split("\n") if count else []
        at += size
        # Labels lie one after the other in the file (it packs better), lanes of a feature side by side in memory.
        lanes = bytearray(count * _WIDE)
        for n in range(len(LABELS)):
            lanes[n * 3 :: _WIDE] = body[at : at + count]
            lanes[n * 3 + 1 :: _WIDE] = body[at + count : at + 2 * count]
            at += 2 * count
        made = int.from_bytes
        sums = [made(lanes[i : i + _WIDE], "little") - _ALL_SHIFTS for i in range(0, len(lanes), _WIDE)]
        out.append(dict(zip(names, sums, strict=True)))
    return out


@lru_cache(maxsize=1)
def model() -> Model:
    """The installed model, loaded at the first call."""
    return load()


@lru_cache(maxsize=20000)
def _pieces_of(word: str) -> tuple[int, int]:
    table = model().pieces
    found = pieces(word)
    return sum(table.get(piece, 0) for piece in found), len(found)


def _weigh(found: list[str], text: Prepared, count: int) -> list[float]:
    """The sums of the first `count` labels for these tokens of a text, before calibration."""
    learned = model()
    get = learned.words.get
    seen = words_features(found, text)
    total = parts = size = 0
    for feature in seen:
        total += get(feature, 0)
    for word in found:
        weight, pieces_there = _pieces_of(word)
        parts += weight
        size += pieces_there
    by_words, by_pieces = 1 / math.sqrt(len(seen) or 1), 1 / math.sqrt(size or 1)
    return [
        bias + weight * by_words + piece * by_pieces
        for bias, weight, piece in zip(learned.bias, unpack(total, count), unpack(parts, count), strict=False)
    ]


def sentences(found: list[str]) -> list[list[str]]:
    """A longer text cut at its full stops and question marks; short pieces stay with what follows."""
    out: list[list[str]] = []
    now: list[str] = []
    for word in found:
        now.append(word)
        if word in _ENDS and len(now) > _WINDOW:
            out.append(now)
            now = []
    if len(now) > _WINDOW or not out:
        out.append(now)
    else:
        out[-1] = [*out[-1], *now]
    return out


def _chance(label: int, score: float) -> float:
    learned = model()
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, learned.slope[label] * score + learned.offset[label]))))


@lru_cache(maxsize=256)
def _judge(text: Prepared) -> tuple[float, float, float, float]:
    found = tokens(text)
    sums = _weigh(found, text, len(SAFETY))
    if len(found) > LONG:
        parts = sentences(found)
        if len(parts) > 1:
            # Danger or an opt-out in one sentence is not diluted by the others.
            for part in parts:
                for n, score in enumerate(_weigh(part, text, 3)):
                    sums[n] = max(sums[n], score)
    danger, opt_out, wrong_number, person = (_chance(n, score) for n, score in enumerate(sums))
    return danger, opt_out, wrong_number, person


def judge(text: str | Prepared, context: str = "none") -> Judgement:
    """What the learned layer makes of a text. What was asked before it (`context`) counts for intents alone: danger and
    opt-outs never depend on it. The first call loads the weights."""
    prepared = prepare(text) if isinstance(text, str) else text
    return Judgement(*_judge(prepared), prepared, context)


@lru_cache(maxsize=64)
def _intents(prepared: Prepared, context: str) -> list[tuple[Intent, float]]:
    found = tokens(prepared)
    sums = _weigh(found, prepared, len(LABELS))
    get = model().words.get
    asked = unpack(sum(get(feature, 0) for feature in context_features(found, context)))
    chances = [(intent, _chance(n, sums[n] + asked[n])) for n, intent in enumerate(Intent, len(SAFETY))]
    return sorted(chances, key=lambda pair: (-pair[1], pair[0]))


def plain(text: Prepared) -> bool:
    """Whether a text has no word but those of everyday scheduling and numbers."""
    return not text.foreign and all(word in _PLAIN or word[0].isdigit() for word in text.words)


def alarming(text: Prepared) -> bool:
    """Whether a person should be paged although no rule names a danger."""
    return judge(text).danger >= (DANGER_PLAIN if plain(text) else DANGER)


def doubt(text: str | Prepared, context: str = "none") -> str | None:
    """Why software should leave this text to a person ("danger", "opt_out", "person"), or None.

    For texts that the rules would settle alone: a band below what pages somebody, and below what stops texts.
    """
    seen = judge(text, context)
    if seen.danger >= MAYBE_DANGER:
        return "danger"
    if seen.opt_out >= MAYBE_OPT_OUT:
        return "opt_out"
    return "person" if seen.person >= PERSON else None

"""The learned layer: how likely a text speaks of danger, opts out, reaches the wrong person, or needs a person.

Weights of words, of words near each other, of things meant and of pieces of words, learned from `training/examples` by
`make model` and calibrated on texts of writers that had not been learned from. Plain Python: look-ups and one sum.
"""

import json
import math
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import mul
from pathlib import Path

from .features import context_features, pieces, tokens, words_features
from .lexicon.answers import FILLER, NO, NUMBERS, PICKING, YES
from .lexicon.plain_words import WORDS
from .model import Intent
from .normalise import Prepared, prepare

FILE = Path(__file__).with_name("learned.bin")
FORMAT = 3
STEP = 64  # weights are stored in steps of 1/64
SAFETY = ("danger", "opt_out", "wrong_number", "person")
LABELS = (*SAFETY, *(str(intent) for intent in Intent))
_PLAIN = WORDS | YES | NO | FILLER | PICKING | frozenset(NUMBERS)
_LANE = 4  # bytes of one weight in a sum of all weights of a feature; holds far more than any text weighs
_SHIFT = 1 << 15  # makes a stored weight positive
_HALF = 1 << 31  # makes a sum of weights positive
LONG = 12  # tokens; a longer text is also looked at sentence by sentence
_ENDS = frozenset(".?")
_WINDOW = 4  # the fewest tokens of a sentence looked at alone

DANGER = 0.125
"""From this chance on, a person is paged."""
DANGER_ALONE = 0.4
"""The same for a text that otherwise needs no person."""
DANGER_PLAIN = 0.6
"""The same for a text of nothing but words of everyday scheduling, and for a single word."""
NO_DANGER = 0.06
"""Below it, what rules took for danger because it was said near each other is a figure of speech."""
NO_WORDED = 0.012
"""The same for a wording of danger."""
MAYBE_DANGER = 0.1
"""From here on, software does not act alone."""
OPT_OUT = 0.35
"""From this chance on, texts stop though no rule says so."""
NO_OPT_OUT = 0.08
"""Below it, what a rule took for an opt-out is none."""
NO_FIRM_OPT_OUT = 0.03
"""The same for wordings that name our texts."""
NO_FOREIGN_OPT_OUT = 0.006
"""The same for rules of other languages, which know more words than the learned layer."""
LIKELY_OPT_OUT = 0.6
"""The same beside a danger: whoever is in danger must stay in reach."""
RULED_OPT_OUT = 0.6
ONE_WORD_OPT_OUT = 0.75
SURE_OPT_OUT = 0.9
"""What it takes where the words speak of stopping rather than ask for it."""
MAYBE_OPT_OUT = 0.1
"""From here on, a person looks whether it is one."""
WRONG_NUMBER = 0.55
PERSON = 0.85
NEEDS_PERSON = 0.5


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
    """The net: all weights of a feature packed into one number, and how a sum of them becomes chances.

    `words` and `pieces` lead to the hidden units (`bias`), these by `out` and `start` to the score of each label;
    `contexts` adds to the scores of intents; `slope` and `offset` make chances of scores.
    """

    digest: str
    words: dict[str, int]
    pieces: dict[str, int]
    contexts: dict[str, int]
    bias: tuple[float, ...]
    out: tuple[tuple[float, ...], ...]
    start: tuple[float, ...]
    slope: tuple[float, ...]
    offset: tuple[float, ...]
    halves: int


def unpack(total: int, count: int, halves: int = 0) -> list[float]:
    """The weights in a sum of `count` weights. `halves` spares making it anew."""
    total += halves or _repeated(_HALF, count)
    return [(lane - _HALF) / STEP for lane in struct.unpack(f"<{count}I", total.to_bytes(_LANE * count, "little"))]


def _repeated(value: int, count: int) -> int:
    return int.from_bytes(value.to_bytes(_LANE, "little") * count, "little")


def write(path: Path, head: dict[str, object], tables: Sequence[dict[str, Sequence[int]]]) -> None:
    """The file of learned weights: a line of JSON, then features and weights, compressed. Same input, same bytes."""
    body = bytearray()
    sizes = []
    for table in tables:
        names = sorted(table)
        text = "\n".join(names).encode()
        body += text
        wide = len(table[names[0]]) if names else 0
        for n in range(wide):
            column = [table[name][n] + _SHIFT for name in names]
            body += bytes(weight & 255 for weight in column) + bytes(weight >> 8 for weight in column)
        sizes.append([len(names), len(text), wide])
    packed = zlib.compress(bytes(body), 9)
    line = {**head, "format": FORMAT, "labels": list(LABELS), "tables": sizes}
    line["crc"] = _crc(line, packed)
    path.write_bytes(json.dumps(line, sort_keys=True).encode() + b"\n" + packed)


def _crc(line: dict[str, object], packed: bytes) -> int:
    """The check sum of the first line, itself aside, and of what follows it."""
    told = {key: value for key, value in line.items() if key != "crc"}
    return zlib.crc32(packed, zlib.crc32(json.dumps(told, sort_keys=True).encode()))


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
            if _crc(head, packed) != head["crc"]:
                raise ValueError
            bias, start, slope, offset = (
                tuple(map(float, head[name])) for name in ("bias", "start", "slope", "offset")
            )
            out = tuple(tuple(map(float, row)) for row in head["out"])
            words, parts, contexts = _tables(zlib.decompress(packed), head["tables"])
            halves = _repeated(_HALF, len(bias))
            return Model(head["digest"], words, parts, contexts, bias, out, start, slope, offset, halves)
    except (ValueError, KeyError, TypeError):
        raise BadModelError(f"{path} is damaged: install Replywell again or run `make model`") from None
    raise BadModelError(f"{path} is of another version of Replywell (format {version}): run `make model`")


def _tables(body: bytes, sizes: list[list[int]]) -> list[dict[str, int]]:
    at = 0
    out: list[dict[str, int]] = []
    for count, size, wide in sizes:
        if not count:
            out.append({})
            continue
        names = body[at : at + size].decode().split("\n")
        at += size
        # Weights lie one after the other in the file (it packs better), lanes of a feature side by side in memory.
        step = _LANE * wide
        lanes = bytearray(count * step)
        for n in range(wide):
            lanes[n * _LANE :: step] = body[at : at + count]
            lanes[n * _LANE + 1 :: step] = body[at + count : at + 2 * count]
            at += 2 * count
        made, shifts = int.from_bytes, _repeated(_SHIFT, wide)
        sums = [made(lanes[i : i + step], "little") - shifts for i in range(0, len(lanes), step)]
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


def _units(found: list[str], text: Prepared) -> list[float]:
    """The hidden units of the net for these tokens of a text."""
    net = model()
    seen = words_features(found, text)
    total = sum(filter(None, map(net.words.get, seen)))
    parts = size = 0
    for word in found:
        weight, pieces_there = _pieces_of(word)
        parts += weight
        size += pieces_there
    by_words, by_pieces = 1 / math.sqrt(len(seen) or 1) / STEP, 1 / math.sqrt(size or 1) / STEP
    lift = _HALF * (by_words + by_pieces)
    wide = len(net.bias)
    lanes = struct.Struct(f"<{wide}I").unpack
    sums = zip(
        net.bias,
        lanes((total + net.halves).to_bytes(_LANE * wide, "little")),
        lanes((parts + net.halves).to_bytes(_LANE * wide, "little")),
        strict=True,
    )
    return [
        unit if (unit := bias + weight * by_words + piece * by_pieces - lift) > 0 else 0.0
        for bias, weight, piece in sums
    ]


def _score(units: list[float], label: int) -> float:
    net = model()
    return float(net.start[label] + sum(map(mul, units, net.out[label])))


@lru_cache(maxsize=256)
def _whole(text: Prepared) -> tuple[list[str], list[float]]:
    found = tokens(text)
    return found, _units(found, text)


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
    found, units = _whole(text)
    sums = [_score(units, n) for n in range(len(SAFETY))]
    if len(found) > LONG:
        parts = sentences(found)
        if len(parts) > 1:
            # Danger or an opt-out in one sentence is not diluted by the others.
            for part in parts:
                units = _units(part, text)
                sums[:3] = [max(sums[n], _score(units, n)) for n in range(3)]
    danger, opt_out, wrong_number, person = (_chance(n, score) for n, score in enumerate(sums))
    return danger, opt_out, wrong_number, person


def judge(text: str | Prepared, context: str = "none") -> Judgement:
    """What the learned layer makes of a text. What was asked before it (`context`) counts for intents alone: danger and
    opt-outs never depend on it. The first call loads the weights."""
    return _judged(prepare(text) if isinstance(text, str) else text, context)


@lru_cache(maxsize=64)
def _judged(prepared: Prepared, context: str) -> Judgement:
    return Judgement(*_judge(prepared), prepared, context)


@lru_cache(maxsize=64)
def _intents(prepared: Prepared, context: str) -> list[tuple[Intent, float]]:
    found, units = _whole(prepared)
    net = model()
    get = net.contexts.get
    asked = unpack(sum(get(feature, 0) for feature in context_features(found, context)), len(Intent))
    chances: list[tuple[Intent, float]] = []
    # Written out: it runs for every text.
    for n, (intent, told) in enumerate(zip(Intent, asked, strict=True), len(SAFETY)):
        score = float(net.slope[n] * (net.start[n] + sum(map(mul, units, net.out[n])) + told) + net.offset[n])
        chances.append((intent, 1 / (1 + math.exp(-max(-40.0, min(40.0, score))))))
    return sorted(chances, key=lambda pair: (-pair[1], pair[0]))


def plain(text: Prepared) -> bool:
    """Whether a text has no word but those of everyday scheduling and numbers."""
    return not text.foreign and all(word in _PLAIN or word[0].isdigit() for word in text.words)


def alarming(text: Prepared) -> bool:
    """Whether a person should be paged although no rule names a danger."""
    seen = judge(text)
    if seen.danger < (DANGER_ALONE if seen.wrong_number >= WRONG_NUMBER else DANGER):
        return False
    # Of one word by itself ("view", "todas") the rules know the grave ones, and what was learned says little.
    little = (len(text.words) == 1 and not text.foreign) or plain(text)
    return seen.danger >= (DANGER_PLAIN if little else DANGER if seen.person >= NEEDS_PERSON else DANGER_ALONE)


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

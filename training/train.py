"""Learns the weights of `replywell/understanding/learned.bin` from `training/examples`. `make model` runs it.

    python -m training.train [--out FILE] [--examples DIR ...] [--report]

One net for all labels (`net.py`), over the features of `replywell.understanding.features`. The chances are calibrated
on texts that the weights they came from had not seen: not the text, not its writer, not a near copy of it. The same
examples give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize

from replywell.understanding import features, learned
from replywell.understanding.model import Intent
from replywell.understanding.normalise import prepare

from . import net
from .augment import joined, lively, spoiled
from .texts import EXAMPLES, Labelled, digest, load

FOLDS = 3
HEED = {"danger": 1.0, "opt_out": 1.0, "wrong_number": 0.5, "person": 0.7, "like_danger": 0.5, "like_opt_out": 0.5}
HEED_INTENT = 0.3
# What the net learns beside what it is asked later: what tells danger from what looks like it.
LEARNED = (*learned.LABELS, "like_danger", "like_opt_out")
FEWEST = 2  # texts that a feature must be in
LEAST = 10  # steps that a feature must weigh somewhere
NEAR_COPY = 0.55  # texts that share so much of their pieces stay in one fold
_ANYBODY = frozenset(
    [
        "various",
        "varios",
        "various",
        "patients",
        "divers",
        "varies",
        "varios",
        "разные",
        "混合",
        "iba-iba",
        "متنوع",
        "여러",
        "사람",
        "nhiều",
        "người",
    ]
)
Array = Any


@dataclass(frozen=True)
class Row:
    """One text to learn from. `labels` by name: 1, 0, or None where it says nothing. `fold`: who may see it."""

    text: str
    context: str
    labels: dict[str, int | None]
    fold: int
    weight: float = 1.0


def labels_of(example: Labelled) -> dict[str, int | None]:
    """What an example says about each label."""

    def known(value: bool | None) -> int | None:
        return None if value is None else int(value)

    out: dict[str, int | None] = {
        "danger": int(example.danger),
        "opt_out": known(example.opt_out),
        "wrong_number": known(example.wrong_number),
        "person": None if example.alone == "~" else int(example.alone == "-"),
        "like_danger": int(example.like_danger),
        "like_opt_out": int(example.like_opt_out),
    }
    # What only our question makes so ("41"; "none" after "KEEP or STOP?") must not be learned as such everywhere.
    asked = example.header.context
    if (
        example.danger
        and len(example.text.split()) <= 3
        and (asked.startswith("checkin") or asked == "triage_question")
    ):
        out["danger"] = None
    if example.opt_out and asked == "keep_texting":
        out["opt_out"] = None
    for intent in Intent:
        name = str(intent)
        sure = example.intents == (name,) or name in example.also
        out[name] = 1 if sure else None if name in example.intents else 0
    return out


def rows(examples: Sequence[Labelled], folds: Sequence[int]) -> list[Row]:
    """The examples, what spoils them, and two of a fold in one text."""
    out: list[Row] = []
    for example, fold in zip(examples, folds, strict=True):
        context = example.header.context
        out.append(Row(example.text, context, labels_of(example), fold))
        out += [Row(e.text, context, labels_of(e), fold, 0.5) for e in spoiled(example)]
        with_life = lively(example)
        if with_life:
            only = dict.fromkeys(LEARNED) | {"danger": 0, "like_danger": 0, "wrong_number": 0}
            if not example.like_opt_out:
                only |= {"opt_out": 0}
            out.append(Row(with_life, context, only, fold, 0.5))
    for fold in range(FOLDS):
        among = [e for e, f in zip(examples, folds, strict=True) if f == fold]
        for one, other, text in joined(among):
            a, b = labels_of(one), labels_of(other)
            both = {name: None if a[name] is None or b[name] is None else max(a[name] or 0, b[name] or 0) for name in a}
            both["person"] = 1 if one.danger else None
            both.update({str(intent): None for intent in Intent})
            out.append(Row(text, one.header.context, both, fold, 0.5))
    return out


def fold_of(examples: Sequence[Labelled]) -> list[int]:
    """A fold for each example: one writer's texts and near copies share it."""
    parent = list(range(len(examples)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    first: dict[str, int] = {}
    for n, example in enumerate(examples):
        by = example.header.by
        h = example.header
        key = (
            f"{example.file}|{by}"
            if by not in _ANYBODY
            else f"{example.file}|{by}|{h.context}|{h.prompt}|{h.lang}|{n // 12}"
        )
        parent[root(n)] = root(first.setdefault(key, n))
    shingles = [Counter(p for t in features.tokens(prepare(e.text)) for p in features.pieces(t)) for e in examples]
    names = {name: i for i, name in enumerate(sorted({p for s in shingles for p in s}))}
    table = sp.csr_matrix(
        (
            np.ones(sum(map(len, shingles)), np.float32),
            [names[p] for s in shingles for p in s],
            np.cumsum([0, *map(len, shingles)]),
        ),
        shape=(len(shingles), len(names)),
    )
    sizes = np.array([max(1, len(s)) for s in shingles])
    for start in range(0, len(examples), 1000):
        near = (table[start : start + 1000] @ table.T).tocoo()
        left, right, shared = near.row + start, near.col, near.data
        like = (left < right) & (shared > 40) & (shared > NEAR_COPY * (sizes[left] + sizes[right] - shared))
        for i, j in zip(left[like], right[like], strict=True):
            parent[root(int(i))] = root(int(j))
    loads = [0] * FOLDS
    groups: dict[int, list[int]] = {}
    for n in range(len(examples)):
        groups.setdefault(root(n), []).append(n)
    out = [0] * len(examples)
    for members in sorted(groups.values(), key=lambda g: (-len(g), g[0])):
        least = loads.index(min(loads))
        loads[least] += len(members)
        for n in members:
            out[n] = least
    return out


@dataclass
class Space:
    """The features that carry weights, and where their columns are."""

    words: dict[str, int]
    pieces: dict[str, int]
    contexts: dict[str, int]

    @property
    def own(self) -> int:
        """How many columns are about the text alone."""
        return len(self.words) + len(self.pieces)


Seen = tuple[set[str], list[str], set[str]]


def seen_in(text: str, context: str) -> list[Seen]:
    """The features of a text, and of its sentences when it is long, as `learned.scores` looks at it."""
    prepared = prepare(text)
    found = features.tokens(prepared)

    def look(part: list[str]) -> Seen:
        return (
            features.words_features(part, prepared),
            [piece for token in part for piece in features.pieces(token)],
            features.context_features(found, context),
        )

    parts = learned.sentences(found) if len(found) > learned.LONG else []
    return [look(found), *(look(part) for part in parts if len(parts) > 1)]


def space_of(every: Sequence[Seen]) -> Space:
    """Columns for the features that enough texts have."""
    counts = [Counter[str](), Counter[str](), Counter[str]()]
    for seen in every:
        for count, found in zip(counts, seen, strict=True):
            count.update(set(found))
    kept = [sorted(name for name, times in count.items() if times >= FEWEST) for count in counts]
    starts = (0, len(kept[0]), len(kept[0]) + len(kept[1]))
    tables = [{name: start + n for n, name in enumerate(names)} for names, start in zip(kept, starts, strict=True)]
    return Space(*tables)


def matrix(every: Sequence[Seen], space: Space) -> Array:
    """Texts by features, each kind of feature scaled by how many a text has."""
    values: list[float] = []
    columns: list[int] = []
    ends = [0]
    for words, parts, contexts in every:
        for found, table, size in (
            (sorted(words), space.words, 1 / math.sqrt(max(1, len(words)))),
            (parts, space.pieces, 1 / math.sqrt(max(1, len(parts)))),
            (sorted(contexts), space.contexts, 1.0),
        ):
            known = [table[name] for name in found if name in table]
            columns += known
            values += [size] * len(known)
        ends.append(len(columns))
    wide = space.own + len(space.contexts)
    return sp.csr_matrix((values, columns, ends), shape=(len(every), wide), dtype=np.float32)


def platt(score: Array, wanted: Array) -> tuple[float, float]:
    """(slope, offset) of the logistic curve that turns scores into chances."""

    def loss(at: Array) -> tuple[float, Array]:
        z = at[0] * score + at[1]
        p = 1 / (1 + np.exp(-np.clip(z, -60, 60)))
        total = np.sum(np.logaddexp(0, z) - wanted * z) + 0.01 * (at[0] - 1) ** 2
        return float(total), np.array([np.sum((p - wanted) * score) + 0.02 * (at[0] - 1), np.sum(p - wanted)])

    found = minimize(loss, np.array([1.0, 0.0]), jac=True, method="L-BFGS-B")
    return float(found.x[0]), float(found.x[1])


def score(every: Sequence[list[Seen]], space: Space, found: net.Net) -> Array:
    """Scores by text and label as `learned` makes them: of danger and opt-out, the highest of its sentences."""
    table = matrix([seen for group in every for seen in group], space)
    raw = net.score(table[:, : space.own], table[:, space.own :], found, len(learned.SAFETY))
    out = np.zeros((len(every), raw.shape[1]))
    at = 0
    for n, group in enumerate(every):
        part = raw[at : at + len(group)]
        at += len(group)
        out[n] = part[0]
        out[n, :3] = part[:, :3].max(axis=0)
    return out


def learn(examples: Sequence[Labelled]) -> tuple[Space, net.Net, Array, Array]:
    """(features, net, calibration by label, scores of each example by a net that never saw it or its like)"""
    folds = fold_of(examples)
    every = rows(examples, folds)
    whole = [seen_in(example.text, example.header.context) for example in examples]
    space = space_of([group[0] for group in whole])
    table = matrix([seen_in(row.text, row.context)[0] for row in every], space)
    own, context = table[:, : space.own].tocsr(), table[:, space.own :].tocsr()
    wanted = np.array([[row.labels[name] or 0 for name in LEARNED] for row in every], np.float32)
    weights = np.array(
        [[row.weight if row.labels[name] is not None else 0 for name in LEARNED] for row in every], np.float32
    )
    heed = np.array([HEED.get(name, HEED_INTENT) for name in LEARNED], np.float32)
    of = np.array([row.fold for row in every])

    def net_of(inside: Array) -> net.Net:
        return net.learn(own[inside], context[inside], wanted[inside], weights[inside], heed, len(learned.SAFETY))

    unseen = np.zeros((len(examples), len(LEARNED)))
    for fold in range(FOLDS):
        among = [n for n, f in enumerate(folds) if f == fold]
        unseen[among] = score([whole[n] for n in among], space, net_of(np.flatnonzero(of != fold)))
        print(f"fold {fold + 1} of {FOLDS}: {len(among)} texts", file=sys.stderr)
    curves = np.zeros((len(learned.LABELS), 2))
    labels = [labels_of(example) for example in examples]
    for n, name in enumerate(learned.LABELS):
        told = [i for i, said in enumerate(labels) if said[name] is not None]
        curves[n] = platt(unseen[told, n], np.array([float(labels[i][name] or 0) for i in told]))
    return space, net_of(np.arange(len(every))), curves, unseen


def save(path: Path, space: Space, found: net.Net, curves: Array, made_from: str) -> None:
    """Write the artefact: weights in whole steps; features that weigh nothing are left out."""
    kept = len(learned.LABELS)

    def steps(weights: Array) -> Array:
        return np.rint(weights * learned.STEP).astype(int).clip(-32000, 32000)

    tables: list[dict[str, Sequence[int]]] = []
    for names, weights, start in (
        (space.words, found.hidden, 0),
        (space.pieces, found.hidden, 0),
        (space.contexts, found.told[:, : kept - len(learned.SAFETY)], space.own),
    ):
        whole = steps(weights)
        tables.append(
            {name: whole[at - start].tolist() for name, at in names.items() if abs(whole[at - start]).max() > LEAST}
        )
    head = {
        "digest": made_from,
        "bias": [round(float(x), 4) for x in found.bias],
        "out": [[round(float(x), 4) for x in found.out[:, n]] for n in range(kept)],
        "start": [round(float(x), 4) for x in found.offset[:kept]],
        "slope": [round(float(x), 4) for x in curves[:, 0]],
        "offset": [round(float(x), 4) for x in curves[:, 1]],
    }
    learned.write(path, head, tables)


def main() -> int:
    """Learn and write; prints where and how large."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=learned.FILE)
    parser.add_argument("--examples", type=Path, nargs="+", default=[EXAMPLES])
    parser.add_argument("--unseen", type=Path, help="also write the scores of texts by weights that never saw them")
    options = parser.parse_args()
    examples = load(*options.examples)
    space, found, curves, unseen = learn(examples)
    save(options.out, space, found, curves, digest(*options.examples))
    if options.unseen:
        np.savez(options.unseen, scores=unseen, curves=curves)
    data = options.out.read_bytes()
    name = hashlib.sha256(data).hexdigest()[:16]
    print(f"{options.out}: {len(data):,} bytes, sha256 {name}, from {len(examples):,} texts")
    return 0


if __name__ == "__main__":
    sys.exit(main())

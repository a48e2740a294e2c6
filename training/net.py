"""A net of one hidden layer over sparse features, learned with numpy: chances of all labels from one small vector.

What stands for a text is a sum of what its features stand for, so that words seen with the same labels come to stand
for the same, and what one label teaches helps the others. Two nets that began differently are averaged.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp

WIDTH = 24  # hidden units of one net
NETS = 2
EPOCHS = 12
BATCH = 128
FORGET = 0.3  # share of the features that a text is shown without, another one each time
FORGET_HIDDEN = 0.2
RATE, RATE_OUT = 0.05, 0.003
SHRINK = 1e-5
Array = Any


@dataclass(frozen=True)
class Net:
    """`hidden` by feature, its `bias`; `out` by hidden unit and label, its `offset`; `told` by feature of context."""

    hidden: Array
    bias: Array
    out: Array
    offset: Array
    told: Array


def learn(own: Array, context: Array, wanted: Array, weights: Array, heed: Array, first: int) -> Net:
    """The average of `NETS` nets. `own` and `context`: features of texts, the second for the labels from `first` on.
    `wanted` is 0 or 1 and `weights` 0 where unsaid; `heed`: what a label counts beside the others."""
    nets = [_one(seed, own, context, wanted, weights * heed, first) for seed in range(NETS)]
    return Net(
        np.hstack([net.hidden for net in nets]),
        np.concatenate([net.bias for net in nets]),
        np.vstack([net.out / NETS for net in nets]),
        sum(net.offset for net in nets) / NETS,
        sum(net.told for net in nets) / NETS,
    )


def score(own: Array, context: Array, net: Net, first: int) -> Array:
    """Scores by text and label, before calibration."""
    out = np.maximum(own @ net.hidden + net.bias, 0) @ net.out + net.offset
    out[:, first:] += context @ net.told
    return out


def _one(seed: int, own: Array, context: Array, wanted: Array, heed: Array, first: int) -> Net:
    dice = np.random.default_rng(seed)
    labels = wanted.shape[1]
    hidden = dice.normal(0, 0.01, (own.shape[1], WIDTH)).astype(np.float32)
    told = np.zeros((context.shape[1], labels - first), np.float32)
    small = [
        np.full(WIDTH, 0.1, np.float32),
        dice.normal(0, 0.3, (WIDTH, labels)).astype(np.float32),
        np.full(labels, -2, np.float32),
    ]
    steps = [(np.zeros_like(p), np.zeros_like(p)) for p in small]
    moved, moved_told = np.full((own.shape[1], 1), 1e-8, np.float32), np.full((context.shape[1], 1), 1e-8, np.float32)
    order = np.arange(own.shape[0])
    at = 0
    for epoch in range(EPOCHS):
        dice.shuffle(order)
        left = 1 - epoch / EPOCHS
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            size = len(chosen)
            seen, columns = _some(own[chosen], dice)
            asked, asked_columns = _some(context[chosen], dice)
            before = seen @ hidden[columns] + small[0]
            mask = (before > 0) * (dice.random(before.shape) > FORGET_HIDDEN) / (1 - FORGET_HIDDEN)
            layer = (before * mask).astype(np.float32)
            total = layer @ small[1] + small[2]
            total[:, first:] += asked @ told[asked_columns]
            pull = ((1 / (1 + np.exp(-total)) - wanted[chosen]) * heed[chosen] / size).astype(np.float32)
            back = ((pull @ small[1].T) * mask).astype(np.float32)
            _step(hidden, columns, seen.T @ back + SHRINK * hidden[columns], moved, RATE * (left + 0.05))
            _step(
                told, asked_columns, asked.T @ pull[:, first:] + SHRINK * told[asked_columns], moved_told, RATE * left
            )
            at += 1
            pulls = (back.sum(0), layer.T @ pull, pull.sum(0))
            for n, pulled in enumerate(pulls):
                _settle(small[n], pulled, steps[n], at, RATE_OUT * (0.1 + 0.9 * left))
    return Net(hidden, small[0], small[1], small[2], told)


def _some(rows: Array, dice: np.random.Generator) -> tuple[Array, Array]:
    """(some of the features of these rows, over the columns that they use; those columns)"""
    kept = rows.data * (dice.random(rows.nnz) > FORGET) / (1 - FORGET)
    columns, places = np.unique(rows.indices, return_inverse=True)
    return sp.csr_matrix((kept.astype(np.float32), places, rows.indptr), shape=(rows.shape[0], len(columns))), columns


def _step(table: Array, columns: Array, pulled: Array, moved: Array, rate: float) -> None:
    moved[columns, 0] += (pulled**2).mean(1)
    table[columns] -= rate * pulled / np.sqrt(moved[columns])


def _settle(table: Array, pulled: Array, kept: tuple[Array, Array], at: int, rate: float) -> None:
    """One step of Adam."""
    mean, square = kept
    mean += 0.1 * (pulled - mean)
    square += 0.001 * (pulled * pulled - square)
    table -= rate * (mean / (1 - 0.9**at)) / (np.sqrt(square / (1 - 0.999**at)) + 1e-8)

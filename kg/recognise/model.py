"""The trained recogniser."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

FORBIDDEN = -1e4
Floats = NDArray[np.float32]


def legal_steps(labels: Sequence[str]) -> NDArray[np.bool_]:
    """Which BIOES label may follow which; row and column 0 of the result stand for the edge of the sentence."""
    marks = ["O", *labels]
    size = len(marks)
    legal = np.zeros((size, size), bool)
    for row, one in enumerate(marks):
        for column, two in enumerate(marks):
            inside = one[0] in "BI"
            legal[row, column] = (two[0] in "IE" and one[2:] == two[2:]) if inside else two[0] in "OBS"
    return legal


def best_paths(scores: Floats, steps: Floats, first: Floats, last: Floats, lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Viterbi over sentences laid end to end."""
    grid, order, sorted_lengths, index = lay(scores, lengths)
    longest, count, size = grid.shape
    back = np.zeros((longest, count, size), np.int8)
    best = grid[0] + first
    final = np.empty((count, size), np.float32)
    for at in range(1, longest):
        active = int((sorted_lengths > at).sum())
        final[active : len(best)] = best[active:]
        best = best[:active]
        options = best[:, :, None] + steps
        back[at, :active] = choice = options.argmax(axis=1)
        best = np.take_along_axis(options, choice[:, None, :], axis=1)[:, 0] + grid[at, :active]
    final[: len(best)] = best
    state = (final + last).argmax(axis=1)
    path = np.zeros((longest, count), np.int64)
    for at in range(longest - 1, -1, -1):
        active = sorted_lengths > at
        path[at, active] = state[active]
        state = np.where(active, back[at, np.arange(count), state], state)
    return path.T.reshape(-1)[index]


def lay(scores: Floats, lengths: NDArray[np.int64]):
    order = np.argsort(-lengths, kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    longest = int(lengths.max())
    starts = np.cumsum(lengths) - lengths
    column = np.repeat(rank, lengths)
    within = np.arange(len(scores)) - np.repeat(starts, lengths)
    grid = np.zeros((longest, len(lengths), scores.shape[1]), np.float32)
    grid[within, column] = scores
    return grid, order, lengths[order], column * longest + within

"""Linear-chain conditional random fields over many sentences at once: best label sequences, and how sure they are.

Sentences lie end to end; labels are BIOES marks with a type (`B-ORG`), of which only the legal sequences count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_FORBIDDEN = -1e4
_LEAST = np.float32(1e-30)
_AT_ONCE = 128
"""Rows of one matrix product: a larger one is spread over threads, whose waiting takes longer than their work."""

Floats = NDArray[np.floating[Any]]
Index = NDArray[np.int64]
Flags = NDArray[np.bool_]


def legal_steps(labels: Sequence[str]) -> Flags:
    """Which label may follow which; the last row stands for the start of a sentence, the last column for its end."""
    marks = [*labels, "O"]
    legal = np.zeros((len(marks), len(marks)), bool)
    for row, one in enumerate(marks):
        for column, two in enumerate(marks):
            inside = one[0] in "BI"
            legal[row, column] = (two[0] in "IE" and one[2:] == two[2:]) if inside else two[0] in "OBS"
    return legal


def spans(marks: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """(start, end, type) of each name in a BIOES, BMES or BIO tagged sequence."""
    start = 0
    for at, mark in enumerate([*marks, "O"]):
        begins = mark[0] in "OBS"
        if begins and at and marks[at - 1] != "O":
            yield start, at, marks[at - 1][2:]
        if begins:
            start = at


class Grid:
    """Label scores (one row a character) regrouped by the place of the character in its sentence.

    The longest sentence comes first, so that the sentences that reach a place are always the first ones:
    `active[at]` of them, in the rows `bounds[at]` to `bounds[at + 1]` of `rows`. `cells` leads back to the text.
    """

    def __init__(self, scores: Floats, lengths: Index) -> None:
        order = np.argsort(-lengths, kind="stable")
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order))
        within = np.arange(len(scores)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        active = np.bincount(within)
        bounds = np.append(0, np.cumsum(active))
        self.active: list[int] = active.tolist()
        self.bounds: list[int] = bounds.tolist()
        self.cells: Index = bounds[within] + np.repeat(rank, lengths)
        self.rows: Floats = np.empty_like(scores)
        self.rows[self.cells] = scores

    def at(self, place: int) -> slice:
        """The rows of all sentences at one place."""
        return slice(self.bounds[place], self.bounds[place + 1])


@dataclass(frozen=True, slots=True)
class Steps:
    """Weights of one label after another, and which steps are legal (see `legal_steps`)."""

    weights: Floats
    legal: Flags

    def penalties(self) -> tuple[Floats, Floats, Floats]:
        """Weights of starting with, moving between and ending with labels, the illegal ones hopeless."""
        bars = np.where(self.legal, np.float32(0), np.float32(_FORBIDDEN))
        return bars[-1, :-1], self.weights + bars[:-1, :-1], bars[:-1, -1]


def best_paths(grid: Grid, steps: Steps) -> Index:
    """The best legal label sequence of every sentence (Viterbi), in the order of the text."""
    first, between, last = steps.penalties()
    back = np.zeros(grid.rows.shape, np.int8)
    final = np.empty((grid.active[0], len(between)), grid.rows.dtype)
    best = grid.rows[grid.at(0)] + first
    for place, reach in enumerate(grid.active[1:], 1):
        final[reach : len(best)] = best[reach:]
        options = best[:reach, :, None] + between
        back[grid.at(place)] = options.argmax(axis=1)
        best = options.max(axis=1) + grid.rows[grid.at(place)]
    final[: len(best)] = best
    return _walk_back(grid, back, (final + last).argmax(axis=1))


def broken(path: Index, lengths: Index, steps: Steps) -> Flags:
    """For each sentence whether its part of the label sequence is not legal."""
    edge = len(steps.weights)
    ends = np.cumsum(lengths)
    wrong = np.append(False, ~steps.legal[path[:-1], path[1:]])
    wrong[ends - lengths] = ~steps.legal[edge, path[ends - lengths]]
    wrong[ends - 1] |= ~steps.legal[path[ends - 1], edge]
    return np.logical_or.reduceat(wrong, ends - lengths)


def doubtful(open_here: Flags, lengths: Index) -> tuple[Index, Index, Flags, Flags]:
    """The cells of `open_here` as runs laid end to end, the lengths of these runs, and which of these cells follow, and
    which precede, a cell of the same sentence that is not open.

    Most characters are outside of names beyond doubt. Where the first label, which means outside, is taken for granted,
    only its steps to and from the runs beside it matter: the same chain, much shorter.
    """
    cells = np.flatnonzero(open_here)
    ends = np.cumsum(lengths)
    begins, closes = np.zeros((2, len(open_here)), bool)
    begins[ends - lengths] = closes[ends - 1] = True
    after = ~begins[cells] & ~open_here[cells - 1]
    before = ~closes[cells] & ~np.append(open_here, False)[cells + 1]
    parts = np.diff(np.append(np.flatnonzero(after | begins[cells]), len(cells)))
    return cells, parts, after, before


def _walk_back(grid: Grid, back: NDArray[np.int8], state: Index) -> Index:
    path = np.zeros(len(back), np.int64)
    for place in range(len(grid.active) - 1, -1, -1):
        reach, rows = grid.active[place], grid.at(place)
        path[rows] = state[:reach]
        state[:reach] = back[rows][np.arange(reach), state[:reach]]
    return path[grid.cells]


@dataclass(frozen=True, slots=True)
class Belief:
    """What forward-backward finds: the probability of each label at each character, and of the scaled partial paths."""

    labels: Floats
    forward: Floats
    onward: Floats


def believe(grid: Grid, steps: Steps) -> Belief:
    """Label probabilities in the order of the text; the partial paths stay in the order of the grid."""
    move = np.where(steps.legal[:-1, :-1], np.exp(steps.weights), 0).astype(grid.rows.dtype)
    weight = np.exp(grid.rows - grid.rows.max(axis=1, keepdims=True))
    forward, scale = _forward(grid, weight, move, steps.legal[-1, :-1])
    weight /= scale
    backward = np.empty_like(weight)
    ending = steps.legal[:-1, -1].astype(weight.dtype)
    for place in range(len(grid.active) - 1, -1, -1):
        mass = np.maximum(_product(forward[grid.at(place)], ending), _LEAST)
        backward[grid.at(place)] = ending / mass[:, None]
        if place + 1 < len(grid.active):
            low, reach = grid.bounds[place], grid.active[place + 1]
            later = grid.at(place + 1)
            weight[later] *= backward[later]
            backward[low : low + reach] = _product(weight[later], move.T)
    found = forward * backward
    found /= found.sum(axis=1, keepdims=True)
    return Belief(found[grid.cells], forward, weight)


def _forward(grid: Grid, weight: Floats, move: Floats, start: Flags) -> tuple[Floats, Floats]:
    forward = np.empty_like(weight)
    scale = np.empty((len(weight), 1), weight.dtype)
    for place, reach in enumerate(grid.active):
        low = grid.bounds[place - 1]
        prior = _product(forward[low : low + reach], move) if place else start
        now = prior * weight[grid.at(place)]
        scale[grid.at(place)] = total = np.maximum(now.sum(axis=1, keepdims=True), _LEAST)
        forward[grid.at(place)] = now / total
    return forward, scale


def _product(rows: Floats, matrix: Floats) -> Floats:
    """`rows @ matrix`, a few rows after the other."""
    if len(rows) <= _AT_ONCE:
        return rows @ matrix
    return np.concatenate([rows[low : low + _AT_ONCE] @ matrix for low in range(0, len(rows), _AT_ONCE)])


def expected_steps(grid: Grid, steps: Steps, belief: Belief) -> Floats:
    """How often each step is expected, over all sentences."""
    total = np.zeros_like(steps.weights)
    for place, reach in enumerate(grid.active[1:], 1):
        low = grid.bounds[place - 1]
        total += belief.forward[low : low + reach].T @ belief.onward[grid.at(place)]
    expected: Floats = total * np.where(steps.legal[:-1, :-1], np.exp(steps.weights), 0).astype(np.float32)
    return expected

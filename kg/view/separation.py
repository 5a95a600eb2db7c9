"""Pushing labels apart until none covers another, as little as possible."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
PADDING = np.array([16.0, 12.0])
LABEL_HEIGHT = 18.0
MANY = 900
"""Above this many boxes and labels the labels of edges are left alone and rounds are few: every round is quadratic."""
_ROUNDS = 300


def separate(points: Points, sizes: Points, ends: Sequence[tuple[int, int, float]]) -> Points:
    """Move the middles `points` of boxes of `sizes` (width, height) so that no two overlap, nor an edge's label any of them.

    `ends` are edges as (source, target, width of the label); a label lies half way and moves with the ends of its edge.
    """
    few = len(points) + len(ends) <= MANY
    labels = ends if few else ()
    source, target = (np.array([end[k] for end in labels], dtype=np.intp) for k in (0, 1))
    half = (np.concatenate([sizes, [(width, LABEL_HEIGHT) for *_, width in labels] or np.zeros((0, 2))]) + PADDING) / 2
    apart = _unrelated(len(points), source, target)
    points = points.copy()
    for _ in range(_ROUNDS if few else max(4, min(60, 60_000_000 // len(points) ** 2))):
        middles = np.concatenate([points, (points[source] + points[target]) / 2])
        moves = _moves(middles, half, apart)
        if not moves.any():
            break
        points += moves[: len(points)]
        np.add.at(points, source, moves[len(points) :])
        np.add.at(points, target, moves[len(points) :])
    return points


def _unrelated(nodes: int, source: npt.NDArray[np.intp], target: npt.NDArray[np.intp]) -> npt.NDArray[np.bool_]:
    """Which pairs must not overlap: all but a thing and itself, and a label and the ends of its edge."""
    total = nodes + len(source)
    apart = ~np.eye(total, dtype=np.bool_)
    label = np.arange(nodes, total)
    for end in (source, target):
        apart[label, end] = apart[end, label] = False
    return apart


def _moves(middles: Points, half: Points, apart: npt.NDArray[np.bool_]) -> Points:
    """Half of the way out of every overlap, along the axis where that is shorter."""
    dx, dy = (middles[:, k][:, None] - middles[:, k][None, :] for k in (0, 1))
    over_x = half[:, 0][:, None] + half[:, 0][None, :] - np.abs(dx)
    over_y = half[:, 1][:, None] + half[:, 1][None, :] - np.abs(dy)
    overlap = apart & (over_x > 0.5) & (over_y > 0.5)
    across = over_x < over_y
    order = np.sign(np.arange(len(middles))[:, None] - np.arange(len(middles))[None, :])
    way_x, way_y = (np.where(d == 0, order, np.sign(d)) for d in (dx, dy))
    push_x = np.where(overlap & across, way_x * (over_x + 1), 0.0)
    push_y = np.where(overlap & ~across, way_y * (over_y + 1), 0.0)
    return np.stack([push_x.sum(axis=1), push_y.sum(axis=1)], axis=1) * 0.4

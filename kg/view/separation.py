"""Pushing labels apart until none covers another, as little as possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
PADDING = np.array([16.0, 10.0])
LABEL_HEIGHT = 17.0
MANY = 900
"""Above this many boxes and labels the labels of edges are left alone and rounds are few: every round is quadratic."""
_ROUNDS = 400


@dataclass(frozen=True, slots=True)
class Box:
    """What a node covers: `width` with its label, centred; `above` and `below` its centre; `reach`, half of its shape alone."""

    width: float
    above: float
    below: float
    reach: float


def separate(points: Points, boxes: Sequence[Box], ends: Sequence[tuple[int, int, float]]) -> Points:
    """Move the centres `points` of `boxes` so that no two boxes overlap, nor the label of an edge any of them.

    `ends` are edges as (source, target, width of the label); a label moves with the ends of its edge.
    """
    few = len(points) + len(ends) <= MANY
    source, target = (np.array([end[k] for end in ends if few], dtype=np.intp) for k in (0, 1))
    drop = np.array([[0.0, (box.below - box.above) / 2] for box in boxes])
    sizes = [(box.width, box.above + box.below) for box in boxes] + [(width, LABEL_HEIGHT) for *_, width in ends if few]
    half, points = (np.array(sizes) + PADDING) / 2, points.copy()
    share = _shares(len(points), source, target)
    for _ in range(_ROUNDS if few else max(4, min(60, 60_000_000 // len(points) ** 2))):
        moves = _moves(np.concatenate([points + drop, (points[source] + points[target]) / 2]), half, share)
        if not moves.any():
            break
        points += moves[: len(points)]
        np.add.at(points, source, moves[len(points) :])
        np.add.at(points, target, moves[len(points) :])
    return points


def _shares(nodes: int, source: npt.NDArray[np.intp], target: npt.NDArray[np.intp]) -> Points:
    """How much of an overlap each (row) makes good: equal parts, but a node that its own edge's label covers moves alone.

    The label follows it half of the way, and would push both ends, hence the node back, if it moved by itself.
    """
    total = nodes + len(source)
    share = np.ones((total, total)) - np.eye(total)
    label = np.arange(nodes, total)
    for end in (source, target):
        share[label, end], share[end, label] = 0.0, 2.0
    return share


def _moves(middles: Points, half: Points, share: Points) -> Points:
    """Most of the way out of every overlap, along the axis where that is shorter."""
    dx, dy = (middles[:, k][:, None] - middles[:, k][None, :] for k in (0, 1))
    over_x = half[:, 0][:, None] + half[:, 0][None, :] - np.abs(dx)
    over_y = half[:, 1][:, None] + half[:, 1][None, :] - np.abs(dy)
    overlap = (over_x > 0.5) & (over_y > 0.5) & (share > 0)
    across = over_x < over_y
    order = np.sign(np.arange(len(middles))[:, None] - np.arange(len(middles))[None, :])
    way_x, way_y = (np.where(d == 0, order, np.sign(d)) for d in (dx, dy))
    push_x = np.where(overlap & across, way_x * (over_x + 1), 0.0) * share
    push_y = np.where(overlap & ~across, way_y * (over_y + 1), 0.0) * share
    return np.stack([push_x.sum(axis=1), push_y.sum(axis=1)], axis=1) * 0.4

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
"""Above this many boxes and labels the labels of edges are left alone."""
_ROUNDS, _WORK = 400, 20_000_000
"""Every round is quadratic: at most so many of them, and of pairs looked at in all."""


@dataclass(frozen=True, slots=True)
class Box:
    """What a node covers: `width` with its label, `above` and `below` its centre; `reach`: half of its shape."""

    width: float
    above: float
    below: float
    reach: float


def separate(points: Points, boxes: Sequence[Box], ends: Sequence[tuple[int, int, float]]) -> Points:
    """Move the centres `points` of `boxes` so that no two boxes overlap, nor the label of an edge any of them.

    `ends` are edges as (source, target, width of the label); a label lies half way between the ends, moving with them.
    Of a graph too large for that, what overlaps is moved as far as the work allows.
    """
    count = len(points)
    labels = ends if count + len(ends) <= MANY else ()
    source, target = (np.array([end[k] for end in labels], dtype=np.intp) for k in (0, 1))
    sizes = [(box.width, box.above + box.below) for box in boxes] + [(width, LABEL_HEIGHT) for *_, width in labels]
    half, points = (np.array(sizes) + PADDING) / 2, points.copy()
    drop = np.array([[0.0, (box.below - box.above) / 2] for box in boxes])
    own = np.arange(count, len(half)), source, target
    for _ in range(min(_ROUNDS, _WORK // len(half) ** 2)):
        pushes = _pushes(np.concatenate([points + drop, (points[source] + points[target]) / 2]), half)
        if not pushes.any():
            break
        _apply(pushes, points, own)
    return points


def _apply(pushes: Points, points: Points, own: tuple[npt.NDArray[np.intp], ...]) -> None:
    """Move the nodes; what pushes a label moves both ends of its edge, but if one end does, the other alone."""
    label, source, target = own
    moves = pushes.sum(axis=1)
    points += moves[: len(points)]
    np.add.at(points, source, moves[label] - pushes[label, source])
    np.add.at(points, target, moves[label] - pushes[label, target])


def _pushes(middles: Points, half: Points) -> Points:
    """By [i, j]: how far j pushes i, almost half of the way out of their overlap, along the shorter axis."""
    away = middles[:, None] - middles[None, :]
    over = half[:, None] + half[None, :] - np.abs(away)
    overlap = (over > 0.5).all(axis=2) & ~np.eye(len(middles), dtype=np.bool_)
    across = over[:, :, 0] < over[:, :, 1]
    order = np.sign(np.arange(len(middles))[:, None] - np.arange(len(middles))[None, :])
    way = np.where(away == 0, order[:, :, None], np.sign(away))
    axis = np.stack([overlap & across, overlap & ~across], axis=2)
    pushes: Points = np.where(axis, way * (over + 1) * 0.4, 0.0)
    return pushes

"""Pushing labels apart until none covers another, as little as possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
Indices = npt.NDArray[np.intp]
PADDING = np.array([16.0, 10.0])
LABEL_HEIGHT = 17.0
MANY = 900
"""Above this many boxes and labels the labels of edges are left alone."""
_ROUNDS, _WORK = 400, 30_000_000
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
    for _ in range(min(_ROUNDS, _WORK // len(half) ** 2)):
        middles = np.concatenate([points + drop, (points[source] + points[target]) / 2])
        pushed, by = np.nonzero(_overlap(middles, half))
        if not len(pushed):
            break
        push = _push(middles[pushed] - middles[by], half[pushed] + half[by], pushed < by)
        _apply(push, pushed, by, points, (source, target))
    return points


def _overlap(middles: Points, half: Points) -> npt.NDArray[np.bool_]:
    """Which pairs overlap, by [i, j]."""
    found = ~np.eye(len(middles), dtype=np.bool_)
    for axis in (0, 1):
        away = np.abs(middles[:, axis, None] - middles[None, :, axis])
        found &= half[:, axis, None] + half[None, :, axis] - away > 0.5
    return found


def _push(away: Points, room: Points, first: npt.NDArray[np.bool_]) -> Points:
    """How far each of a pair goes: almost half of the way out, along the shorter axis; in one place, the first back."""
    over = room - np.abs(away)
    way = np.where(away == 0, np.where(first, -1.0, 1.0)[:, None], np.sign(away))
    shorter = np.stack([over[:, 0] < over[:, 1], over[:, 0] >= over[:, 1]], axis=1)
    push: Points = np.where(shorter, way * (over + 1) * 0.4, 0.0)
    return push


def _apply(push: Points, pushed: Indices, by: Indices, points: Points, ends: tuple[Indices, Indices]) -> None:
    """Move the nodes; what pushes a label moves both ends of its edge, but if one end does, the other alone."""
    count = len(points)
    node = pushed < count
    np.add.at(points, pushed[node], push[node])
    label, other, push = pushed[~node] - count, by[~node], push[~node]
    for end in (side[label] for side in ends):
        free = end != other
        np.add.at(points, end[free], push[free])

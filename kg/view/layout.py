"""Where the nodes go, decided before the page opens: no physics in the browser, the same places on every run.

Each component is laid out by stress majorisation (Gansner, Koren and North 2004: distance on the screen follows that
in the graph), turned so that it is wide rather than high, and loosened until no label covers another; then the parts
are packed side by side. Both take time by the square of the size: meant for some hundred nodes. Lengths are pixels at
zoom 1.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
import numpy.typing as npt

from kg.view.packing import pack
from kg.view.separation import Box, separate

Points = npt.NDArray[np.float64]
GAP = 46.0
"""Free space around a component."""
STRETCH = 1.5
"""Labels are wide, not high: how much longer a horizontal edge is than a vertical one."""
_ROUNDS = 50


@dataclass(frozen=True, slots=True)
class Link:
    """An edge between two node ids, whose label is `width` wide."""

    source: str
    target: str
    width: float


def positions(boxes: Mapping[str, Box], links: Sequence[Link], *, aspect: float = 1.85) -> dict[str, tuple[int, int]]:
    """The centre of every node in whole pixels, from the upper left corner of the drawing."""
    graph = nx.Graph()
    graph.add_nodes_from(boxes)
    for link in links:
        if link.source != link.target:
            graph.add_edge(link.source, link.target, length=_length(graph, boxes, link))
    rank = {node: index for index, node in enumerate(boxes)}
    groups = sorted(
        (sorted(found, key=rank.__getitem__) for found in nx.connected_components(graph)), key=lambda g: rank[g[0]]
    )
    of = {node: number for number, group in enumerate(groups) for node in group}
    inner: list[list[Link]] = [[] for _ in groups]
    for link in links:
        inner[of[link.source]].append(link)
    placed = [_component(graph, group, boxes, own) for group, own in zip(groups, inner, strict=True)]
    return _side_by_side(groups, placed, boxes, aspect)


def _length(graph: nx.Graph, boxes: Mapping[str, Box], link: Link) -> float:
    """How long an edge should be before STRETCH: room for its label and its ends; the longest of parallels."""
    one, other = boxes[link.source], boxes[link.target]
    room = max(2 * max(one.reach, other.reach) + link.width + 40, (one.width + other.width) / 2 + 14)
    known = graph.get_edge_data(link.source, link.target, {"length": 0.0})["length"]
    return max(float(known), room / STRETCH)


def _component(graph: nx.Graph, group: Sequence[str], boxes: Mapping[str, Box], links: Sequence[Link]) -> Points:
    """The centre of every node of a component, in the order of `group`."""
    index = {node: i for i, node in enumerate(group)}
    ends = [(index[link.source], index[link.target], link.width) for link in links if link.source != link.target]
    points = np.zeros((len(group), 2))
    if len(group) == 2:  # reads like a sentence: subject on the left
        points[ends[0][1], 0] = graph.edges[group[0], group[1]]["length"] * STRETCH
    elif len(group) > 2:
        points = separate(_upright(_stress(graph, group), ends) * (STRETCH, 1.0), [boxes[node] for node in group], ends)
    return points


def _stress(graph: nx.Graph, group: Sequence[str]) -> Points:
    # not on a subgraph: its views walk sets, so that equal ways would be summed in an order that the hash seed decides
    lengths = {a: nx.single_source_dijkstra_path_length(graph, a, weight="length") for a in group}
    wanted = np.array([[lengths[a][b] for b in group] for a in group])
    weights = 1.0 / np.square(np.where(wanted == 0, 1.0, wanted))
    np.fill_diagonal(weights, 0.0)
    points = _scaling(wanted)
    for _ in range(_ROUNDS):
        for i in range(len(group)):
            apart = points[i] - points
            distance = np.maximum(np.sqrt((apart * apart).sum(axis=1)), 1e-3)
            pull = points + apart * (wanted[i] / distance)[:, None]
            points[i] = (weights[i][:, None] * pull).sum(axis=0) / weights[i].sum()
    return points


def _scaling(distances: Points) -> Points:
    """Classical scaling, to start from; a small spiral parts nodes of equal distances."""
    square = np.square(distances)
    centred = -0.5 * (square - square.mean(axis=0)[None, :] - square.mean(axis=1)[:, None] + square.mean())
    _, vectors = np.linalg.eigh(centred.T @ centred)
    axes = vectors[:, -2:][:, ::-1]
    axes = axes * np.sign(axes[np.abs(axes).argmax(axis=0), [0, 1]])
    flat = centred @ axes
    spread = np.sqrt(np.square(flat).mean(axis=0).max()) or 1.0
    turn = np.arange(len(distances)) * 2.399963
    spiral = np.stack([np.cos(turn), np.sin(turn)], axis=1) * np.sqrt(np.arange(1, len(distances) + 1))[:, None]
    points: Points = flat / spread * distances.mean() + spiral * distances.mean() * 0.01
    return points


def _upright(points: Points, ends: Sequence[tuple[int, int, float]]) -> Points:
    """Turned so that the long side lies across the screen and edges point rightwards and downwards on the whole."""
    middle = points - points.mean(axis=0)
    (a, b), (_, d) = middle.T @ middle
    angle = 0.5 * math.atan2(2 * b, a - d)
    cos, sin = math.cos(angle), math.sin(angle)
    turned = middle @ np.array([[cos, -sin], [sin, cos]])
    along = sum((turned[t] - turned[s] for s, t, _ in ends), np.zeros(2))
    flipped: Points = turned * np.where(along < 0, -1.0, 1.0)
    return flipped


def _side_by_side(
    groups: Sequence[Sequence[str]], placed: Sequence[Points], boxes: Mapping[str, Box], aspect: float
) -> dict[str, tuple[int, int]]:
    extents = [_extent(points, [boxes[node] for node in group]) for group, points in zip(groups, placed, strict=True)]
    corners = pack([(right - left, low - top) for left, top, right, low in extents], aspect=aspect)
    centres = {}
    for group, points, (left, top, _, _), (x, y) in zip(groups, placed, extents, corners, strict=True):
        for node, point in zip(group, points, strict=True):
            centres[node] = (round(point[0] - left + x), round(point[1] - top + y))
    return {node: centres[node] for node in boxes}


def _extent(points: Points, boxes: Sequence[Box]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a component, with half of the gap to the next one."""
    wide, above, below = (np.array([getattr(box, name) for box in boxes]) for name in ("width", "above", "below"))
    left, right = (points[:, 0] - wide / 2).min(), (points[:, 0] + wide / 2).max()
    top, low = (points[:, 1] - above).min(), (points[:, 1] + below).max()
    return float(left - GAP / 2), float(top - GAP / 2), float(right + GAP / 2), float(low + GAP / 2)

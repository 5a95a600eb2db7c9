"""Is a score a probability? The facts in bins of their score, with the share of them that is right (reliability curve:
DeGroot & Fienberg 1983; Niculescu-Mizil & Caruana 2005)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kg.score.compare import Score

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
"""Lower ends of the bins, inclusive."""


class Bin(NamedTuple):
    """The facts from score `low` up to the next edge: how many, their mean score, and how many of them are right."""

    low: float
    facts: int
    mean: float
    right: int


def reliability(result: Score, edges: Sequence[float] = EDGES) -> list[Bin]:
    """The bins that hold a fact, lowest first."""
    judged = [(fact.get("score", 1.0), True) for _, fact in result.right]
    judged += [(fact.get("score", 1.0), False) for _, fact in result.wrong]
    bins = []
    for low, high in zip(edges, [*edges[1:], float("inf")], strict=True):
        inside = [(score, right) for score, right in judged if low <= score < high]
        if inside:
            mean = sum(score for score, _ in inside) / len(inside)
            bins.append(Bin(low, len(inside), mean, sum(right for _, right in inside)))
    return bins

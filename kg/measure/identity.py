"""Identity: which names of a list are one body, by B³ (Bagga & Baldwin 1998): for each name, how much of its cluster is
right, and how much of its body is in it. The lists stand in tests/resolve."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kg.measure.row import SPECS, Row
from kg.resolve import cluster

LISTS = SPECS.parent / "resolve"


class B3(NamedTuple):
    """Means over all names, and their harmonic mean."""

    precision: float
    recall: float
    f1: float


def measure(data: Path) -> Iterator[Row]:
    """B³ on each list of names; needs no data beside the tests."""
    for path in sorted(LISTS.glob("bodies*.csv")):
        gold, names, places = read(path)
        scored = b3(gold, cluster(names, places=places))
        for value, what, floor, goal in zip(scored, B3._fields, (0.9, 0.8, 0.85), (0.97, 0.9, 0.93), strict=True):
            yield Row(f"identity: {path.stem}, B³ {what}", value, floor, goal, len(names))


def read(path: Path) -> tuple[list[str], list[str], list[str | None]]:
    """The number of the body, the name, and the place of the text, of each line."""
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    rows = list(csv.DictReader(lines))
    return [r["body"] for r in rows], [r["name"] for r in rows], [r["place"] or None for r in rows]


def b3(gold: Sequence[Hashable], found: Sequence[Hashable]) -> B3:
    """B³ of a clustering: `gold` and `found` give each name the label of its body and of its cluster.

    >>> b3("aab", "xxx")
    B3(precision=0.5555555555555555, recall=1.0, f1=0.7142857142857143)
    """
    both, bodies, clusters = Counter(zip(gold, found, strict=True)), Counter(gold), Counter(found)
    right = [(both[g, f] / clusters[f], both[g, f] / bodies[g]) for g, f in zip(gold, found, strict=True)]
    precision, recall = (sum(side) / len(right) for side in zip(*right, strict=True))
    return B3(precision, recall, 2 * precision * recall / (precision + recall))

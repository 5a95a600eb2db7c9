"""What a measure gives: one figure beside the floor that it must reach and the goal that it should reach."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """`value`, `floor` and `goal` are shares from 0 to 1, or rates; `cases` is how many cases they rest on.

    Where the goal lies below the floor, less is better.
    """

    name: str
    value: float
    floor: float
    goal: float
    cases: int = 0

    def reaches(self, mark: float) -> bool:
        return self.value >= mark if self.goal >= self.floor else self.value <= mark


Measure = Callable[[Path], Iterable[Row]]
"""Data folder → rows."""

SPECS = Path(__file__).parents[2] / "tests" / "zh"
"""Labelled tables of the project itself; a checkout has them, an installed package does not."""


def share(name: str, verdicts: Iterable[bool], *, floor: float, goal: float) -> Iterable[Row]:
    """The row of the share of right cases; none without cases."""
    judged = list(verdicts)
    if judged:
        yield Row(name, sum(judged) / len(judged), floor, goal, len(judged))

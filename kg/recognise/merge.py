"""Candidates → mentions: the marked before the unmarked, the longer before the shorter, the surer before the unsure."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Mention

# The lower wins; persons count as rules do, also where the trained recogniser found them.
_RULE = 2
_RANK = {"book marks": 0, "document number": 0, "quoted head": 1, "model": 3, "agent": 4}


def merge(candidates: Sequence[Mention]) -> list[Mention]:
    """Non-overlapping mentions in text order."""
    chosen: list[Mention] = []
    taken: set[int] = set()
    for mention in sorted(set(candidates), key=_preference):
        if taken.isdisjoint(range(mention.start, mention.end)):
            chosen.append(mention)
            taken.update(range(mention.start, mention.end))
    return sorted(chosen, key=lambda mention: mention.start)


def _preference(mention: Mention) -> tuple[int, int, float, int, str, str]:
    rank = _RULE if mention.cls == "Person" else _RANK.get(mention.found_by, _RULE)
    return (rank, mention.start - mention.end, -mention.score, mention.start, mention.cls, mention.found_by)

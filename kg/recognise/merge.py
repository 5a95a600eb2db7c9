"""Candidates → mentions: the marked before the unmarked, the longer before the shorter, the surer before the unsure."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.model import Mention
from kg.recognise import tables

# The lower wins; persons count as rules do, also where the trained recogniser found them.
_RULE = 2
_RANK = {"book marks": 0, "document number": 0, "quoted head": 1, "model": 3, "agent": 4}
_BEYOND_DOUBT = 0.95
"""From which score on a body of the trained recogniser counts as those of the rules, where no rule sees its end."""


def merge(candidates: Sequence[Mention]) -> list[Mention]:
    """Non-overlapping mentions in text order."""
    chosen: list[Mention] = []
    taken: set[int] = set()
    ruled = {(mention.start, mention.end) for mention in candidates if mention.found_by != "model"}
    for mention in sorted(set(candidates), key=lambda mention: _preference(mention, ruled)):
        if taken.isdisjoint(range(mention.start, mention.end)):
            chosen.append(mention)
            taken.update(range(mention.start, mention.end))
    return sorted(chosen, key=lambda mention: mention.start)


def _preference(mention: Mention, ruled: Collection[tuple[int, int]]) -> tuple[int, int, float, int, str, str]:
    rank = _RANK.get(mention.found_by, _RULE)
    if mention.cls == "Person" or (_is_sure(mention) and (mention.start, mention.end) not in ruled):
        rank = _RULE
    return (rank, mention.start - mention.end, -mention.score, mention.start, mention.cls, mention.found_by)


def _is_sure(mention: Mention) -> bool:
    """Is it a body that the trained recogniser does not doubt (青江大学通讯社, where the rules see 青江大学)?"""
    sure = mention.found_by == "model" and mention.cls == "Organization" and mention.score >= _BEYOND_DOUBT
    return sure and not tables.parted().search(mention.text)

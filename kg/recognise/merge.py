"""Candidates → mentions: the marked before the unmarked, the longer before the shorter, the surer before the unsure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from typing import Any

from kg.model import Mention
from kg.recognise import tables

# The lower wins; persons count as rules do, also where the trained recogniser found them.
_RULE = 2
_RANK = {"book marks": 0, "document number": 0, "quoted head": 1, "abbreviation": 1, "model": 3, "agent": 4}
_LINK = re.compile("[\u4e00-\u9fff]")
_VALUES = ("Date", "Quantity")
_BEYOND_DOUBT = 0.95
"""From which score on a body of the trained recogniser counts as those of the rules, where no rule sees its end."""


def merge(candidates: Sequence[Mention]) -> list[Mention]:
    """Non-overlapping mentions in text order. What the scheme "policy" offers comes last: it fills gaps, and it joins
    what it wholly covers (2024|青澜|圆桌会), but no date and no number."""
    ruled = _chosen([mention for mention in candidates if mention.found_by != "policy"])
    starts, ends = [m.start for m in ruled], [m.end for m in ruled]
    offered = (m for m in candidates if m.found_by == "policy")
    added = _chosen([m for m in offered if _fits(m, ruled[bisect_right(ends, m.start) : bisect_left(starts, m.end)])])
    if not added:
        return ruled
    covered = {at for mention in added for at in range(mention.start, mention.end)}
    return sorted([*(m for m in ruled if m.start not in covered), *added], key=lambda mention: mention.start)


def _fits(mention: Mention, met: Sequence[Mention]) -> bool:
    """Does it only fill a gap, or reach over both ends of what it overlaps (`met`)? Not over a concept that a
    quotation borders, nor over two things and the word between them."""
    between = mention.text[met[0].end - mention.start : met[-1].start - mention.start] if met else ""
    if _LINK.fullmatch(between) or tables.parted().fullmatch(between):
        return False
    return not any(
        other.cls in _VALUES
        or not (mention.start <= other.start and other.end <= mention.end)
        or (other.start, other.end) == (mention.start, mention.end)
        or (mention.cls == "Concept" and other.found_by == "quoted head")
        for other in met
    )


def _chosen(candidates: Sequence[Mention]) -> list[Mention]:
    chosen: list[Mention] = []
    taken: set[int] = set()
    sure = _sure(candidates)
    for mention in sorted(set(candidates), key=lambda mention: preference(mention, sure)):
        if taken.isdisjoint(range(mention.start, mention.end)):
            chosen.append(mention)
            taken.update(range(mention.start, mention.end))
    return sorted(chosen, key=lambda mention: mention.start)


def preference(mention: Mention, sure: Collection[Mention] = ()) -> tuple[Any, ...]:
    """Down to the kind, name and code: what is equal would come in the order of a set, another one in every process."""
    rank = _RULE if mention.cls == "Person" or mention in sure else _RANK.get(mention.found_by, _RULE)
    known = mention.kind is None, mention.kind or "", mention.name, mention.code or ""
    return (rank, mention.start - mention.end, -mention.score, mention.start, mention.cls, mention.found_by, *known)


def _sure(candidates: Sequence[Mention]) -> set[Mention]:
    """The bodies that the trained recogniser does not doubt (青江大学通讯社, where the rules see 青江大学), unless the
    rules see the same, or two things in it (青江数据中心归青江数据局)."""
    ruled = [mention for mention in candidates if mention.found_by != "model"]
    spans, places = {(m.start, m.end) for m in ruled}, {m.start for m in ruled if m.cls == "Place"}
    placed = {m.start for m in ruled if m.cls == "Organization" and m.start in places}
    others = sorted((m for m in ruled if m.cls == "Organization"), key=lambda m: m.start)
    starts = [m.start for m in others]
    bodies = (m for m in candidates if m.found_by == "model" and m.cls == "Organization" and m.score >= _BEYOND_DOUBT)
    return {
        body
        for body in bodies
        if (body.start, body.end) not in spans
        and placed.isdisjoint(range(body.start + 1, body.end))
        and not body.text.startswith(tuple(tables.word_list("prepositions")))
        and not tables.parted().search(body.text)
        and not _joined(body, others[bisect_left(starts, body.start) : bisect_left(starts, body.end)])
    }


def _joined(body: Mention, others: Sequence[Mention]) -> bool:
    """Does the body hold two of the bodies that begin in it, with a word between them?"""
    inside = [m for m in others if m.end <= body.end]
    opened = min((m.end for m in inside if m.start == body.start), default=body.end)
    return any(m.end == body.end and m.start > opened for m in inside)

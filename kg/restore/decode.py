"""The most probable reading of a text whose words may have been swapped: beam search over the lattice of candidates.

A spinner swaps neighbours too, so that a word has to be judged between its neighbours as they were.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import log
from typing import NamedTuple

from kg.restore.candidates import Candidate
from kg.restore.ngrams import ORDER, ngrams

_BEAM = 12
_REACH = ORDER - 1
# Characters before and after a word that are looked at.
_SIGHT = 24
_LONGEST = 600  # characters of text that are decoded at once, as soon as a candidate ends where no other has begun
# Nats: what a swap must gain; what certain neighbours take off; what the strangeness of a word takes off at the most.
_MARGIN, _LICENCE, _STRANGEST = 2.5, 9.0, 3.0
# A word as common as the one it may stand for is in doubt by itself: this part of what it lacks in strangeness counts.
_COMMON = 0.25
# How often a spinner swaps a word for one certain other.
_SWAP_RATE = 0.05


class _Path(NamedTuple):
    """A reading of the text so far: its log-probability less the margins, its last characters, its swaps."""

    score: float
    tail: str
    swaps: tuple[Candidate, ...]


def decode(text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The swaps of the most probable reading, in the order of the text; `candidates` are in that order too."""
    return [swap for cluster in _clusters(candidates) for swap in _best(text, cluster)]


def between(text: str, start: int, end: int, swaps: Sequence[Candidate]) -> tuple[str, str]:
    """What stands before and after [start, end) when the swaps around it are undone."""
    first = bisect_left(swaps, start - _SIGHT, key=lambda swap: swap.start)
    near = swaps[first : bisect_left(swaps, end + _SIGHT, key=lambda swap: swap.start)]
    return _read(text, start - _SIGHT, start, near), _read(text, end, end + _SIGHT, near)


def _handicap(candidate: Candidate) -> float:
    strange = candidate.pair.rarer + log(_SWAP_RATE)
    ease = min(strange, _STRANGEST) if strange > 0 else _COMMON * max(strange, -_STRANGEST)
    return _MARGIN - ease - _LICENCE * candidate.licensed


def _clusters(candidates: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """Candidates so near to each other that the model sees one from the next; of a long run of them, parts."""
    cluster: list[Candidate] = []
    reach = 0
    for candidate in candidates:
        long = cluster and candidate.start >= cluster[0].start + _LONGEST and candidate.start >= reach - ORDER
        if cluster and (candidate.start >= reach or long):
            yield cluster
            cluster = []
        cluster.append(candidate)
        reach = max(reach, candidate.end + ORDER)
    if cluster:
        yield cluster


def _best(text: str, cluster: list[Candidate]) -> tuple[Candidate, ...]:
    model = ngrams()
    starting: dict[int, list[tuple[Candidate, float]]] = defaultdict(list)
    for candidate in cluster:
        starting[candidate.start].append((candidate, _handicap(candidate)))
    first, stop = cluster[0].start, min(len(text), max(each.end for each in cluster) + _REACH)
    fronts: dict[int, list[_Path]] = defaultdict(list)
    fronts[first].append(_Path(0.0, text[max(first - _REACH, 0):first], ()))
    for at in range(first, stop):
        for path in _survivors(fronts.pop(at, [])):
            gain, tail = model.extend(path.tail, text[at])
            fronts[at + 1].append(_Path(path.score + gain, tail, path.swaps))
            for each, handicap in starting.get(at, ()):
                gain, tail = model.extend(path.tail, each.restored)
                fronts[each.end].append(_Path(path.score + gain - handicap, tail, (*path.swaps, each)))
    return max(fronts[stop], key=lambda path: path.score).swaps


def _survivors(paths: list[_Path]) -> list[_Path]:
    """The best path of each tail, and of those the best."""
    best: dict[str, _Path] = {}
    for path in paths:
        if path.tail not in best or path.score > best[path.tail].score:
            best[path.tail] = path
    return sorted(best.values(), key=lambda path: -path.score)[:_BEAM]


def _read(text: str, start: int, end: int, swaps: Sequence[Candidate]) -> str:
    """[start, end) of the text with the swaps that lie in it."""
    parts, done = [], max(start, 0)
    for swap in swaps:
        if done <= swap.start and swap.end <= end:
            parts += [text[done:swap.start], swap.restored]
            done = swap.end
    return "".join(parts) + text[done:end]

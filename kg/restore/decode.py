"""The most probable reading of a text whose words may have been swapped: beam search over the lattice of candidates.

A spinner swaps neighbours too, so that a word has to be judged between its neighbours as they were.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice, product
from math import log
from typing import NamedTuple

from kg.restore.candidates import Candidate
from kg.restore.ngrams import ORDER, ngrams

_BEAM = 12
# Clusters, and readings of each at one place, that are looked up together.
_AT_ONCE, _FORESEEN = 40, 60
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

_Step = tuple[int, str, float, Candidate | None]
"""A word that may stand next in the text: where it ends, what it costs, and which swap it undoes."""


class _Lattice(NamedTuple):
    """All readings of a part of the text: from `first`, after `tail`, by the steps at each place to `stop`."""

    first: int
    tail: str
    steps: list[list[_Step]]

    @property
    def stop(self) -> int:
        return self.first + len(self.steps)


_Gains = dict[str, list[float]]
"""What each step of a place gains in nats, by the last characters before it."""
_Swaps = tuple["_Swaps", Candidate] | tuple[()]
"""The swaps of a reading so far: those before the last, and the last."""
_Front = dict[str, tuple[float, _Swaps]]
"""By the last characters of a reading its log-probability less the handicaps, and its swaps; the best of each."""


def decode(text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The swaps of the most probable reading, in the order of the text; `candidates` are in that order too."""
    swaps: list[Candidate] = []
    clusters = _clusters(candidates)
    while lattices := [_lattice(text, cluster) for cluster in islice(clusters, _AT_ONCE)]:
        for lattice, gains in zip(lattices, _gains(lattices), strict=True):
            swaps += _best(lattice, gains)
    return swaps


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


def _lattice(text: str, cluster: list[Candidate]) -> _Lattice:
    first, stop = cluster[0].start, min(len(text), max(each.end for each in cluster) + _REACH)
    steps: list[list[_Step]] = [[(at + 1, text[at], 0.0, None)] for at in range(first, stop)]
    for each in cluster:
        steps[each.start - first].append((each.end, each.restored, _handicap(each), each))
    return _Lattice(first, text[max(first - _REACH, 0):first], steps)


def _gains(lattices: Sequence[_Lattice]) -> Iterator[list[_Gains]]:
    """What the steps of each place of each lattice gain, all looked up at once."""
    places = [list(zip(lattice.steps, _tails(lattice), strict=True)) for lattice in lattices]
    readings = [(tail, step[1]) for of in places for steps, tails in of for tail in tails for step in steps]
    gains = iter(ngrams().likelihoods(readings))
    for of in places:
        yield [{tail: list(islice(gains, len(steps))) for tail in tails} for steps, tails in of]


def _tails(lattice: _Lattice) -> list[list[str]]:
    """At each place the last characters of the readings, of most if there are many."""
    found, fronts = [], defaultdict[int, dict[str, None]](dict, {lattice.first: {lattice.tail: None}})
    for at, steps in enumerate(lattice.steps, lattice.first):
        found.append(list(islice(fronts.pop(at, ()), _FORESEEN)))
        for tail, (end, word, *_) in product(found[-1], steps):
            fronts[end][(tail + word)[-_REACH:]] = None
    return found


def _best(lattice: _Lattice, gains: list[_Gains]) -> list[Candidate]:
    fronts: dict[int, _Front] = defaultdict(dict, {lattice.first: {lattice.tail: (0.0, ())}})
    for at, (steps, known) in enumerate(zip(lattice.steps, gains, strict=True), lattice.first):
        for before, (score, swaps) in _survivors(fronts.pop(at, {})):
            gained = known.get(before) or ngrams().likelihoods([(before, step[1]) for step in steps])
            for (end, word, handicap, swap), gain in zip(steps, gained, strict=True):
                tail, reached, front = (before + word)[-_REACH:], score + gain - handicap, fronts[end]
                if tail not in front or reached > front[tail][0]:
                    front[tail] = reached, (swaps, swap) if swap else swaps
    return _listed(max(fronts[lattice.stop].values(), key=_score)[1])


def _survivors(front: _Front) -> list[tuple[str, tuple[float, _Swaps]]]:
    """The best readings of those that end in one place, the best first."""
    return sorted(front.items(), key=lambda reading: -reading[1][0])[:_BEAM]


def _score(reading: tuple[float, _Swaps]) -> float:
    return reading[0]


def _listed(swaps: _Swaps) -> list[Candidate]:
    listed: list[Candidate] = []
    while swaps:
        swaps, last = swaps
        listed.append(last)
    return listed[::-1]


def _read(text: str, start: int, end: int, swaps: Sequence[Candidate]) -> str:
    """[start, end) of the text with the swaps that lie in it."""
    parts, done = [], max(start, 0)
    for swap in swaps:
        if done <= swap.start and swap.end <= end:
            parts += [text[done:swap.start], swap.restored]
            done = swap.end
    return "".join(parts) + text[done:end]

"""The best reading of a text whose words may have been swapped: beam search over the lattice of its candidates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.restore.candidates import Candidate
from kg.restore.ngrams import ORDER, ngrams

_BEAM = 12
_REACH = ORDER - 1
# Nats by which a word must beat every other word that may have stood there.
_RIVAL = 2.0
_LONGEST = 600  # characters of text that are decoded at once, as soon as a candidate ends where no other has begun


@dataclass(frozen=True, slots=True)
class Swap:
    """A word put back: [start, end) of the reading text before restoring; `score`: nats beyond the margin it needs."""

    start: int
    end: int
    original: str
    restored: str
    score: float


class _Path(NamedTuple):
    """A reading of the text so far: its log-probability less the margins, its last characters, its swaps."""

    score: float
    tail: str
    swaps: tuple[Candidate, ...]


def decode(text: str, candidates: Sequence[Candidate], margin: float) -> list[Swap]:
    """The swaps of the most probable reading, each of which earns its own margin (nats) among the others."""
    found: list[Swap] = []
    for cluster in _clusters(candidates):
        chosen = _best(text, cluster, margin)
        found += (_judge(text, chosen, at, margin, cluster) for at in range(len(chosen)))
    return [swap for swap in found if swap.score >= 0]


def _clusters(candidates: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """Candidates so near to each other that the model sees one from the next; of a long run of them, parts."""
    cluster: list[Candidate] = []
    reach = 0
    for candidate in sorted(candidates):
        long = cluster and candidate.start >= cluster[0].start + _LONGEST and candidate.start >= reach - ORDER
        if cluster and (candidate.start >= reach or long):
            yield cluster
            cluster = []
        cluster.append(candidate)
        reach = max(reach, candidate.end + ORDER)
    if cluster:
        yield cluster


def _best(text: str, cluster: list[Candidate], margin: float) -> tuple[Candidate, ...]:
    model = ngrams()
    starting: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in cluster:
        starting[candidate.start].append(candidate)
    first, stop = cluster[0].start, min(len(text), max(each.end for each in cluster) + _REACH)
    fronts: dict[int, list[_Path]] = defaultdict(list)
    fronts[first].append(_Path(0.0, text[max(first - _REACH, 0):first], ()))
    for at in range(first, stop):
        for path in _survivors(fronts.pop(at, [])):
            gain, tail = model.extend(path.tail, text[at])
            fronts[at + 1].append(_Path(path.score + gain, tail, path.swaps))
            for each in starting.get(at, ()):
                gain, tail = model.extend(path.tail, each.restored)
                score = path.score + gain - margin - each.handicap
                fronts[each.end].append(_Path(score, tail, (*path.swaps, each)))
    return max(fronts[stop], key=lambda path: path.score).swaps


def _survivors(paths: list[_Path]) -> list[_Path]:
    """The best path of each tail, and of those the best."""
    best: dict[str, _Path] = {}
    for path in paths:
        if path.tail not in best or path.score > best[path.tail].score:
            best[path.tail] = path
    return sorted(best.values(), key=lambda path: -path.score)[:_BEAM]


def _judge(text: str, chosen: tuple[Candidate, ...], at: int, margin: float, cluster: Sequence[Candidate]) -> Swap:
    """The swap by itself, while all others stay: what it gains on the observed word and on its other readings."""
    swap = chosen[at]
    left = _read(text, swap.start - 3 * ORDER, swap.start, chosen[:at])[-_REACH:]
    right = _read(text, swap.end, swap.end + 3 * ORDER, chosen[at + 1:])[:_REACH]
    original = text[swap.start:swap.end]

    def likelihood(word: str) -> float:
        return ngrams().extend(left, word + right)[0]

    gain = likelihood(swap.restored) - swap.handicap
    rivals = [each for each in cluster if each[:2] == swap[:2] and each.restored != swap.restored]
    beaten = [likelihood(original) + margin, *(likelihood(each.restored) - each.handicap + _RIVAL for each in rivals)]
    return Swap(swap.start, swap.end, original, swap.restored, gain - max(beaten))


def _read(text: str, start: int, end: int, swaps: Sequence[Candidate]) -> str:
    """[start, end) of the text with the swaps that lie in it."""
    parts, done = [], max(start, 0)
    for swap in swaps:
        if done <= swap.start and swap.end <= end:
            parts += [text[done:swap.start], swap.restored]
            done = swap.end
    return "".join(parts) + text[done:end]

"""What speaks for and against each swap of a text, as numbers: the features of the weights in restore_weights.json."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, groupby
from math import log
from typing import NamedTuple

from kg.restore.candidates import Candidate, suspects
from kg.restore.decode import between, decode
from kg.restore.neighbours import neighbours
from kg.restore.ngrams import ORDER, ngrams

FEATURES = (
    "any", "fits better", "fits worse", "fits, known", "fits, alike", "wanted", "wanted, alike", "known", "rarer",
    "count", "scarce", "doubtful", "written for", "alike", "shares a character", "stands elsewhere",
    "stands elsewhere, known", "repeated", "fits elsewhere", "wanted elsewhere", "times", "licensed", "others",
)  # fmt: skip
"""Names of what `Evidence.features` holds, in its order."""
_FARTHEST, SCARCE = 10.0, 4.0


class Evidence(NamedTuple):
    """A swap that may be undone, and what speaks for it."""

    candidate: Candidate
    features: list[float]


class _Fit(NamedTuple):
    """By how many nats its neighbours prefer a candidate to the observed word, by either model, and its rivals."""

    candidate: Candidate
    fits: float
    wanted: float
    others: int


def evidence(text: str, found: Sequence[Candidate] | None = None) -> list[list[Evidence]]:
    """For each word of the text that may have been swapped, in order, each word that it may stand for.

    `found`: the swaps to look at, in order; all by default.
    """
    found = suspects(text) if found is None else found
    read = decode(text, found)
    places = [list(place) for _, place in groupby(found, key=lambda each: each[:2])]
    fits = [list(_fits(text, place, read)) for place in places]
    sums = _sums(text, chain.from_iterable(fits))
    stands = cache(text.count)
    return [[Evidence(fit.candidate, _features(text, fit, sums, stands)) for fit in place] for place in fits]


def _fits(text: str, place: Sequence[Candidate], read: Sequence[Candidate]) -> Iterator[_Fit]:
    start, end = place[0][:2]
    left, right = between(text, start, end, read)
    tail, after = left[1 - ORDER:], right[: ORDER - 1]
    words = [text[start:end], *(each.restored for each in place)]
    likelihood = [ngrams().extend(tail, word + after)[0] for word in words]
    wanted = neighbours().wants(left, right, words)
    for at, each in enumerate(place, 1):
        yield _Fit(each, likelihood[at] - likelihood[0], wanted[at] - wanted[0], len(place) - 1)


class _Sums(NamedTuple):
    """Of all places of one swap: how many, and how it fits there."""

    times: int
    fits: float
    wanted: float


def _sums(text: str, fits: Iterable[_Fit]) -> dict[tuple[str, str], _Sums]:
    sums: dict[tuple[str, str], _Sums] = defaultdict(lambda: _Sums(0, 0.0, 0.0))
    for fit in fits:
        swap = text[fit.candidate.start:fit.candidate.end], fit.candidate.restored
        times, fitting, wanted = sums[swap]
        sums[swap] = _Sums(times + 1, fitting + _within(fit.fits), wanted + fit.wanted)
    return sums


def _within(nats: float) -> float:
    return max(min(nats, _FARTHEST), -_FARTHEST)


def _features(
    text: str, fit: _Fit, sums: dict[tuple[str, str], _Sums], stands: Callable[[str], int]
) -> list[float]:
    (start, end, pair, licensed), fits, wanted, others = fit
    observed = text[start:end]
    count = log(ngrams().counts.get(observed, 0) + 1)
    known = float(count > 0)
    doubtful, written, alike = (float(pair.kind == kind) for kind in (1, 2, 3))
    elsewhere = float(stands(pair.restored) > 0)
    times, all_fits, all_wanted = sums[observed, pair.restored]
    apart = max(times - 1, 1)
    return [
        1.0, max(fits, 0.0), min(fits, 0.0), fits * known, fits * alike, wanted * known, wanted * known * alike, known,
        pair.rarer, count, float(count < SCARCE), doubtful, written, alike,
        float(not set(observed).isdisjoint(pair.restored)), elsewhere, elsewhere * known, float(stands(observed) > 1),
        (all_fits - _within(fits)) / apart, (all_wanted - wanted) * known / apart, log(times), float(licensed),
        log(1 + others),
    ]  # fmt: skip

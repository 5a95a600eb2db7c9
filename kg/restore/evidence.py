"""What speaks for and against each swap of a text, as numbers: the features of the weights in restore_weights.json."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby, islice
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.restore.candidates import Candidate, Pair, suspects
from kg.restore.decode import between, decode
from kg.restore.neighbours import neighbours
from kg.restore.ngrams import ORDER, ngrams

FEATURES = (
    "any", "fits better", "fits worse", "fits, known", "fits, alike", "wanted", "wanted, alike", "known", "rarer",
    "count", "scarce", "doubtful", "written for", "alike", "shares a character", "stands elsewhere",
    "stands elsewhere, known", "repeated", "fits elsewhere", "wanted elsewhere", "times", "licensed", "others",
)  # fmt: skip
"""Names of the columns of `Evidence.features`."""
_AT_ONCE = 200  # words
_FARTHEST, SCARCE = 10.0, 4.0


class Evidence(NamedTuple):
    """For each word of a text that may have been swapped, in order, each swap that may be undone; and what speaks for
    it, a row a swap, a column a feature."""

    places: list[list[Candidate]]
    features: NDArray[np.float64]


class _Fit(NamedTuple):
    """By how many nats its neighbours prefer a candidate to the observed word, by either model, and its rivals."""

    fits: float
    wanted: float
    others: int


def evidence(text: str, found: Sequence[Candidate] | None = None) -> Evidence:
    """What speaks for each of the swaps `found`, which are in the order of the text; for all suspects by default."""
    found = suspects(text) if found is None else found
    if not found:
        return Evidence([], np.zeros((0, len(FEATURES))))
    read = decode(text, found)
    places = [list(place) for _, place in groupby(found, key=lambda each: each[:2])]
    parts = (places[at : at + _AT_ONCE] for at in range(0, len(places), _AT_ONCE))
    fits = [fit for part in parts for fit in _fits(text, part, read)]
    return Evidence(places, _features(text, found, fits))


def _fits(text: str, places: Sequence[Sequence[Candidate]], read: Sequence[Candidate]) -> Iterator[_Fit]:
    around = [between(text, *place[0][:2], read) for place in places]
    words = [[text[slice(*place[0][:2])], *(each.restored for each in place)] for place in places]
    near = [(left[1 - ORDER:], right[: ORDER - 1]) for left, right in around]
    readings = [(left, word + right) for (left, right), of_place in zip(near, words, strict=True) for word in of_place]
    likelihoods = iter(ngrams().likelihoods(readings))
    for wanted in neighbours().wants(around, words):
        likely = list(islice(likelihoods, len(wanted)))
        for at in range(1, len(wanted)):
            yield _Fit(likely[at] - likely[0], wanted[at] - wanted[0], len(wanted) - 2)


def _features(text: str, found: Sequence[Candidate], fit: Sequence[_Fit]) -> NDArray[np.float64]:
    swaps: dict[tuple[str, Pair], int] = {}
    of = np.array([swaps.setdefault((text[each.start:each.end], each.pair), len(swaps)) for each in found])
    stands = cache(text.count)
    about = np.array([_about(*swap) for swap in swaps])
    known, rarer, count, scarce, doubtful, written, alike, shares = about[of].T
    elsewhere = np.array([float(stands(pair.restored) > 0) for _, pair in swaps])[of]
    repeated = np.array([float(stands(observed) > 1) for observed, _ in swaps])[of]
    fits, wanted, others = np.array(fit).T
    within = np.clip(fits, -_FARTHEST, _FARTHEST)
    times = np.bincount(of)
    apart = np.maximum(times - 1, 1)[of]
    fits_elsewhere = (np.bincount(of, within)[of] - within) / apart
    wanted_elsewhere = (np.bincount(of, wanted)[of] - wanted) * known / apart
    often = np.array([log(each) for each in times.tolist()])[of]
    return np.column_stack([
        np.ones(len(found)), np.maximum(fits, 0), np.minimum(fits, 0), fits * known, fits * alike, wanted * known,
        wanted * known * alike, known, rarer, count, scarce, doubtful, written, alike, shares, elsewhere,
        elsewhere * known, repeated, fits_elsewhere, wanted_elsewhere, often, [each.licensed for each in found],
        [log(1 + each) for each in others.tolist()],
    ])  # fmt: skip


@cache
def _about(observed: str, pair: Pair) -> tuple[float, ...]:
    """What a swap has for or against it in any text."""
    count = log(ngrams().counts.get(observed, 0) + 1)
    doubtful, written, alike = (float(pair.kind == kind) for kind in (1, 2, 3))
    shares = float(not set(observed).isdisjoint(pair.restored))
    return float(count > 0), pair.rarer, count, float(count < SCARCE), doubtful, written, alike, shares

"""Which of several words its neighbours want, from twelve characters on either side.

The n-grams of `kg.restore.ngrams` see four characters. Here the neighbours, as pairs of characters with their place,
are summed to a vector, and each word of the table has one too (a log-bilinear model, Mnih and Hinton 2007); both were
learned by telling each word of edited texts from the words that it may be confused with. All sums are of small whole
numbers, so that every machine gets the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from kg.restore.alphabet import BITS, OTHER, Numbers, numbers

WINDOW = 12
"""How many pairs of characters are looked at on either side."""
LOG_BUCKETS = 16
"""Log of how many vectors the neighbours share: what is rarely seen is put together by a hash."""
_TAG_BITS, _MULTIPLIER = 5, np.uint64(0x9E3779B97F4A7C15)
_PAST = WINDOW + 4
# Offsets of the characters of each feature, -1 the last one before the word, 0 the first after it.
NEAR = (
    (-1,), (-2, -1), (-3, -2, -1), (-3, -2), (-4, -3),
    (0,), (0, 1), (0, 1, 2), (1, 2), (2, 3), (-1, 0),
)  # fmt: skip
FAR = (
    *((12, (-1 - at, -at)) for at in range(2, WINDOW)),
    *((13, (at, at + 1)) for at in range(1, WINDOW)),
)
FEATURES = (*enumerate(NEAR), *FAR)
"""(tag, offsets): two features of one tag share their vectors, wherever they stand."""


class Neighbours:
    """The vectors of data/restore_model.npz; kg/train/neighbours.py says how they were learned."""

    def __init__(self) -> None:
        with (files("kg") / "data" / "restore_model.npz").open("rb") as stream, np.load(stream) as arrays:
            self._near: NDArray[np.int8] = arrays["neighbours"]
            self._words: NDArray[np.int8] = arrays["vectors"]
            self._unit = float(arrays["unit"][0]) / sqrt(len(FEATURES))
            self._row = {word: at for at, word in enumerate(arrays["words"].tolist())}

    def wants(self, places: Sequence[tuple[str, str]], words: Sequence[Sequence[str]]) -> list[list[float]]:
        """Nats by which what stands before and after each place wants each of its words, which are all of the table;
        only differences mean something."""
        around = (_exactly(right) + _exactly(left[::-1])[::-1] for left, right in places)
        chars = numbers("".join(around)).reshape(len(places), 2 * _PAST)
        called = self._near[buckets(lambda offset: chars[:, offset])].sum(axis=1, dtype=np.int64)
        gains = (self._words[[self._row[word] for word in each]] @ at for each, at in zip(words, called, strict=True))
        return [[gain * self._unit for gain in each.tolist()] for each in gains]


def _exactly(text: str) -> str:
    return text[:_PAST].ljust(_PAST, OTHER)


def buckets(neighbour: Callable[[int], Numbers]) -> Numbers:
    """Of each place the vectors that its neighbours call for, a column a feature; `neighbour(offset)` are the numbers
    of the characters that stand there, of every place."""
    columns = []
    for tag, offsets in FEATURES:
        key = neighbour(offsets[0])
        for offset in offsets[1:]:
            key = key << BITS | neighbour(offset)
        columns.append((key << _TAG_BITS | tag).astype(np.uint64) * _MULTIPLIER >> np.uint64(64 - LOG_BUCKETS))
    return np.stack(columns, axis=1).astype(np.int64)


@cache
def neighbours() -> Neighbours:
    """The model, read at its first use."""
    return Neighbours()

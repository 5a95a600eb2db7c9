"""Which of several words its neighbours want, from twelve characters on either side.

The n-grams of `kg.restore.ngrams` see four characters. Here the neighbours, as pairs of characters with their place,
are summed to a vector, and each word of the table has one too (a log-bilinear model, Mnih and Hinton 2007); both were
learned by telling each word of edited texts from the words that it may be confused with. All sums are of small whole
numbers, so that every machine gets the same.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from math import sqrt
from string import ascii_letters, digits

import numpy as np
from numpy.typing import NDArray

WINDOW = 12
"""How many pairs of characters are looked at on either side."""
BITS = 16
"""Log of how many vectors the neighbours share: what is rarely seen is put together by a hash."""
_CHAR_BITS, _TAG_BITS = 12, 5
_MULTIPLIER, _WORD = 0x9E3779B97F4A7C15, (1 << 64) - 1
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
            self._code = {char: at + 1 for at, char in enumerate(str(arrays["chars"][0]))}
            self._near: NDArray[np.int8] = arrays["neighbours"]
            self._words: NDArray[np.int8] = arrays["vectors"]
            self._unit = float(arrays["unit"][0]) / sqrt(len(FEATURES))
            self._row = {word: at for at, word in enumerate(arrays["words"].tolist())}
        self._code |= dict.fromkeys(digits, self._code["0"]) | dict.fromkeys(ascii_letters, self._code["a"])

    def wants(self, left: str, right: str, words: list[str]) -> list[float]:
        """Nats by which the neighbours want each of these words of the table; only differences mean something."""
        before = [self._code.get(char, 0) for char in left[-_PAST:]]
        after = [self._code.get(char, 0) for char in right[:_PAST]]
        codes = after + [0] * (2 * _PAST - len(after) - len(before)) + before
        seen = self._near[[_bucket(tag, [codes[at] for at in offsets]) for tag, offsets in FEATURES]]
        place = seen.sum(axis=0, dtype=np.int64)
        return [float(gain) * self._unit for gain in self._words[[self._row[word] for word in words]] @ place]


def _bucket(tag: int, codes: list[int]) -> int:
    key = 0
    for code in codes:
        key = key << _CHAR_BITS | code
    return ((key << _TAG_BITS | tag) * _MULTIPLIER & _WORD) >> (64 - BITS)


@cache
def neighbours() -> Neighbours:
    """The model, read at its first use."""
    return Neighbours()

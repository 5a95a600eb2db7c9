"""The character model of edited Chinese: how probable a character is after the four before it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from kg.restore.alphabet import BITS, OTHER, Numbers, numbers

Reals = NDArray[np.float64]

ORDER = 5
"""A character is judged by itself and the four before it."""
_SIXTEENTHS, _UNSEEN = 16, 255


class Ngrams:
    """The model of data/restore_model.npz; kg/train/restore_model.py says what the arrays hold."""

    def __init__(self) -> None:
        with (files("kg") / "data" / "restore_model.npz").open("rb") as stream, np.load(stream) as arrays:
            orders = range(1, ORDER + 1)
            self._ids = [np.cumsum(arrays[f"ids{order}"], dtype=np.int64) for order in orders]
            self._logp = [arrays[f"logp{order}"] for order in orders]
            self._backoffs = [arrays[f"backoff{order}"] for order in orders[:-1]]
            words, counts = arrays["words"].tolist(), arrays["counts"].tolist()
            self.counts: dict[str, int] = dict(zip(words, counts, strict=True))

    def likelihoods(self, readings: Sequence[tuple[str, str]]) -> list[float]:
        """log P(text | tail) in nats of each (tail, text): a tail has less than ORDER characters, a text has some.

        Of thousands at once: one by one takes a hundred times as long.
        """
        tails, texts = (np.fromiter(map(len, column), np.int64) for column in zip(*readings, strict=True))
        chars = numbers("".join([tail.rjust(ORDER - 1, OTHER) + text for tail, text in readings]))
        firsts = np.cumsum(texts) - texts
        reading = np.repeat(np.arange(len(readings)), texts)
        at = np.arange(len(reading))
        lengths = np.minimum(tails[reading] + at - firsts[reading] + 1, ORDER)
        keys = lengths << BITS * ORDER
        for place in range(ORDER):
            keys |= chars[at + reading * (ORDER - 1) + place] << BITS * (ORDER - 1 - place)
        ngrams, which = np.unique(keys, return_inverse=True)
        likelihoods: list[float] = np.add.reduceat(self._gains(ngrams)[which], firsts).tolist()
        return likelihoods

    def _gains(self, ngrams: Numbers) -> Reals:
        """By Witten and Bell: the longest n-gram that was seen, and for every longer context that was seen without it
        its backoff. Of each n-gram the characters and, above, how many of them count."""
        lengths = ngrams >> BITS * ORDER
        costs, left = np.zeros(len(ngrams), np.int64), np.zeros(0, np.int64)
        for order in range(ORDER, 0, -1):
            left = np.append(left, np.flatnonzero(lengths == order))
            keys = ngrams[left] & (1 << BITS * order) - 1
            at, seen = self._find(order, keys)
            costs[left[seen]] += self._logp[order - 1][at[seen]]
            left, keys = left[~seen], keys[~seen]
            if order > 1:
                at, seen = self._find(order - 1, keys >> BITS)
                costs[left[seen]] += self._backoffs[order - 2][at[seen]]
        costs[left] += _UNSEEN
        return -costs / _SIXTEENTHS

    def _find(self, order: int, keys: Numbers) -> tuple[Numbers, NDArray[np.bool_]]:
        """Where these n-grams are to be found among those of the model, and which are there."""
        ids, ascending = self._ids[order - 1], keys.argsort()
        at = np.empty_like(keys)
        at[ascending] = ids.searchsorted(keys[ascending])  # in order it takes a third of the time
        at = np.minimum(at, len(ids) - 1)
        return at, ids[at] == keys


@cache
def ngrams() -> Ngrams:
    """The model, read at its first use."""
    return Ngrams()

"""The character model of edited Chinese: how probable a character is after the four before it."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from functools import cache, lru_cache
from importlib.resources import files
from string import ascii_letters, digits

import numpy as np

ORDER = 5
"""A character is judged by itself and the four before it."""
_BITS = 12
_SIXTEENTHS, _UNSEEN = 16, 255


class Ngrams:
    """The model of data/restore_model.npz; kg/train/restore_model.py says what the arrays hold."""

    def __init__(self) -> None:
        with (files("kg") / "data" / "restore_model.npz").open("rb") as stream, np.load(stream) as arrays:
            self._code = {char: at + 1 for at, char in enumerate(str(arrays["chars"][0]))}
            orders = range(1, ORDER + 1)
            self._ids = [array("Q", np.cumsum(arrays[f"ids{order}"], dtype=np.uint64).tobytes()) for order in orders]
            self._costs: list[bytes] = [arrays[f"logp{order}"].tobytes() for order in orders]
            self._backoffs: list[bytes] = [arrays[f"backoff{order}"].tobytes() for order in orders[:-1]]
            words, counts = arrays["words"].tolist(), arrays["counts"].tolist()
            self.counts: dict[str, int] = dict(zip(words, counts, strict=True))
        self._code |= dict.fromkeys(digits, self._code["0"]) | dict.fromkeys(ascii_letters, self._code["a"])
        self._logp = lru_cache(1 << 17)(self._compute)

    def extend(self, tail: str, text: str) -> tuple[float, str]:
        """log P(text | tail) in nats, and the tail that the next character is judged by."""
        total = 0.0
        for char in text:
            total += self._logp(tail, char)
            tail = (tail + char)[1 - ORDER:]
        return total, tail

    def _compute(self, tail: str, char: str) -> float:
        """Witten-Bell: the longest n-gram that was seen, and for every longer context seen without it its backoff."""
        codes = [self._code.get(each, 0) for each in tail + char]
        cost = 0
        for order in range(len(codes), 0, -1):
            key = 0
            for code in codes[-order:]:
                key = key << _BITS | code
            at = self._find(order, key)
            if at >= 0:
                return -(cost + self._costs[order - 1][at]) / _SIXTEENTHS
            context = self._find(order - 1, key >> _BITS) if order > 1 else -1
            cost += self._backoffs[order - 2][context] if context >= 0 else 0
        return -(cost + _UNSEEN) / _SIXTEENTHS

    def _find(self, order: int, key: int) -> int:
        ids = self._ids[order - 1]
        at = bisect_left(ids, key)
        return at if at < len(ids) and ids[at] == key else -1


@cache
def ngrams() -> Ngrams:
    """The model, read at its first use."""
    return Ngrams()

"""Character runs as numbers: equal runs have equal keys on every machine, for Python's own `hash` plays no part."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]
Keys = NDArray[np.uint32]
Index = NDArray[np.int64]

PRIME = 0x9E3779B97F4A7C15
_INVERSE = pow(PRIME, -1, 1 << 64)


def mix(values: Words) -> Words:
    """Spread the bits of 64-bit values (the finaliser of MurmurHash3, public domain)."""
    values = (values ^ (values >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    values = (values ^ (values >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    return values ^ (values >> np.uint64(33))


def _powers(base: int, count: int) -> Words:
    factors = np.full(count, base, np.uint64)
    factors[0] = 1
    return np.cumprod(factors, dtype=np.uint64)


@cache
def _tables(count: int) -> tuple[Words, Words]:
    return _powers(PRIME, count), _powers(_INVERSE, count)


@cache
def _folded() -> NDArray[np.uint32]:
    """Code point → code point: full width to half width, upper case to lower, every ASCII digit to 0."""
    table = np.arange(0x110000, dtype=np.uint32)
    for code in (*range(0x21, 0x7F), *range(0xFF01, 0xFF5F), 0x3000):
        plain = unicodedata.normalize("NFKC", chr(code)).lower()
        table[code] = ord("0") if plain.isdigit() else ord(plain)
    return table


class Runs:
    """Polynomial hashes of every run of characters of a stream of code points."""

    def __init__(self, codes: NDArray[np.uint32]) -> None:
        size = 1 << max(12, (len(codes) + 1).bit_length())
        powers, self._inverses = _tables(size)
        spread = mix(codes.astype(np.uint64) + np.uint64(1))
        self._sums = np.zeros(len(codes) + 1, np.uint64)
        np.cumsum(spread * powers[: len(codes)], out=self._sums[1:])

    def hash(self, starts: Index, lengths: int | Index) -> Words:
        """Hashes of the runs [start, start + length)."""
        runs: Words = (self._sums[starts + lengths] - self._sums[starts]) * self._inverses[starts]
        return runs


def keys_of(names: Iterable[str]) -> Keys:
    """The lexicon key of each name: what `Runs.hash` gives for it, mixed and cut to 32 bits."""
    listed = list(names)
    codes = codes_of("".join(listed))
    lengths = np.fromiter(map(len, listed), np.int64, len(listed))
    keys = np.zeros(len(listed), np.uint32)
    ends = np.cumsum(lengths)
    for low in range(0, len(listed), 4096):
        part = slice(low, low + 4096)
        origin = int(ends[low] - lengths[low])
        runs = Runs(codes[origin : int(ends[part][-1])])
        keys[part] = cut(runs.hash(ends[part] - lengths[part] - origin, lengths[part]))
    return keys


def cut(runs: Words) -> Keys:
    """The upper half of the mixed hash."""
    return (mix(runs) >> np.uint64(32)).astype(np.uint32)


def codes_of(text: str) -> NDArray[np.uint32]:
    """Code points of a text, folded: half width, lower case, every ASCII digit 0."""
    codes: NDArray[np.uint32] = _folded()[np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)]
    return codes


class Table:
    """Sorted 32-bit keys with the row of each; a key that is not there has the row `len(table)`."""

    def __init__(self, keys: Keys) -> None:
        self._keys = np.append(keys, np.uint32(0xFFFFFFFF))
        self._shift = np.uint32(32 - max(8, min(20, len(keys).bit_length())))
        buckets = np.arange(1 << (32 - int(self._shift)), dtype=np.uint32) << self._shift
        self._first = np.searchsorted(keys, buckets).astype(np.int32)

    def __len__(self) -> int:
        return len(self._keys) - 1

    def rows(self, keys: Keys) -> NDArray[np.int32]:
        """The row of each key."""
        rows: NDArray[np.int32] = self._first[keys >> self._shift]
        seen = self._keys[rows]
        late = np.flatnonzero(seen < keys)
        while len(late):
            rows[late] += 1
            wanted = keys[late]
            seen[late] = found = self._keys[rows[late]]
            late = late[found < wanted]
        rows[seen != keys] = len(self)
        return rows

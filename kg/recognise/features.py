"""What a character looks like to the trained recogniser: its neighbours, its word, the lexicon, and what lies ahead.

Everything is computed for many sentences at once with numpy. A feature is not a string but a 32-bit key: the mixed hash
of a template number and of the polynomial hashes of the character runs that the template looks at. Equal runs have equal
keys on every machine, since nothing depends on Python's own `hash`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import rjieba
from numpy.typing import NDArray

Words = NDArray[np.uint64]
Keys = NDArray[np.uint32]
Index = NDArray[np.int64]
Bytes = NDArray[np.uint8]

MARGIN = 4
"""Empty cells between two sentences: no template looks further than this."""
AHEAD = 8
"""How many words ahead the tail of a long name is sought."""
LONGEST = 12
"""The longest name of the lexicon, in characters."""

_PRIME = 0x9E3779B97F4A7C15
_INVERSE = pow(_PRIME, -1, 1 << 64)
_STOP = re.compile(r"[^\w·•・.&+-]")
_TAGS = (
    "a ad ag al an b c d df dg e en f g h i j k l m mg mq n ng nr nrfg nrt ns nt nz o p q r rg rr rz s t tg u ud ug uj "
    "ul uv uz v vd vg vi vn vq x y z zg eng un"
).split()
_TAG = {tag: number for number, tag in enumerate(_TAGS, 2)}


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
    return _powers(_PRIME, count), _powers(_INVERSE, count)


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
    codes = _codes("".join(listed))
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


def _codes(text: str) -> NDArray[np.uint32]:
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


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of words and names beforehand.

    `words` maps a word to its two clusters (a coarse and a fine one) and to how often it ends the name of an
    organisation (0 unknown, 1 hardly, 2 at times, 3 often, 4 mostly); `names` maps a name to a set of kinds, as bits.
    """

    words: Table
    coarse: Bytes
    fine: NDArray[np.uint16]
    tails: Bytes
    names: Table
    kinds: Bytes


@dataclass(frozen=True, slots=True)
class Stream:
    """Sentences laid end to end with `MARGIN` empty cells around each.

    `cells` are the cells that hold a character, in the order of the text; `keys[t]` are the keys of template t there.
    """

    cells: Index
    keys: Keys


@dataclass(frozen=True, slots=True)
class _Cut:
    """The words of a stream: first cell, length, part of speech, whether a name cannot reach beyond it."""

    starts: Index
    lengths: Index
    tags: Words
    stops: NDArray[np.bool_]


def _cut_words(sentences: Sequence[str]) -> _Cut:
    lengths, tags, stops = [1] * MARGIN, [0] * MARGIN, [True] * MARGIN
    for sentence in sentences:
        words = rjieba.tag(sentence)
        lengths += [len(word) for word, _ in words]
        tags += [_TAG.get(tag, 1) for _, tag in words]
        stops += [tag == "x" and _STOP.match(word) is not None for word, tag in words]
        lengths += [1] * MARGIN
        tags += [0] * MARGIN
        stops += [True] * MARGIN
    size = np.array(lengths, np.int64)
    return _Cut(np.cumsum(size) - size, size, np.array(tags, np.uint64), np.array(stops, bool))


def _tail_ahead(cut_words: _Cut, runs: Words, tails: Bytes) -> Words:
    """For each word a value that says which word ending a long name comes next and how far away it is; 0 for none."""
    count = len(runs)
    ahead = np.zeros(count, np.uint64)
    free = np.ones(count, bool)
    for step in range(AHEAD):
        at = np.minimum(np.arange(count) + step, count - 1)
        free &= ~cut_words.stops[at]
        hit = free & (tails[at] > 2) & (ahead == 0)
        ahead[hit] = runs[at[hit]] * np.uint64(AHEAD) + np.uint64(min(step, 3))
    return ahead


def _known_names(runs: Runs, cells: Index, total: int, lexicon: Lexicon) -> Words:
    """For each cell the longest known name that covers it: its kinds and the place of the cell in it; 0 for none."""
    cover = np.zeros(total, np.uint64)
    for length in range(2, LONGEST + 1):
        starts = cells[cells + length <= total - MARGIN]
        rows = lexicon.names.rows(cut(runs.hash(starts, length)))
        hit = rows < len(lexicon.names)
        kinds = lexicon.kinds[rows[hit]].astype(np.uint64) << np.uint64(2)
        for offset in range(length):
            place = 1 if offset == 0 else 3 if offset == length - 1 else 2
            cover[starts[hit] + offset] = kinds + np.uint64(place)
    return cover


def _characters(runs: Runs, cells: Index) -> list[Words]:
    """Runs of one to three characters around each cell, and the two neighbours without what is between them."""
    single = [runs.hash(cells + step, 1) for step in (-2, -1, 0, 1, 2)]
    pairs = [runs.hash(cells + step, 2) for step in (-2, -1, 0, 1)]
    triples = [runs.hash(cells + step, 3) for step in (-2, -1, 0)]
    return [*single, *pairs, *triples, _both(single[1], single[3])]


def _both(first: Words, *others: Words) -> Words:
    for other in others:
        first = first * np.uint64(_PRIME) + other
    return first


def _words(words: _Cut, runs: Runs, cells: Index, lexicon: Lexicon) -> list[Words]:
    """The word that a cell lies in and the words beside it: form, ending, part of speech, clusters, tail ahead."""
    forms = runs.hash(words.starts, words.lengths)
    rows = lexicon.words.rows(cut(forms))
    coarse, fine = lexicon.coarse[rows].astype(np.uint64), lexicon.fine[rows].astype(np.uint64)
    ends = words.starts + words.lengths
    final = runs.hash(ends - 1, 1)
    final2 = runs.hash(np.maximum(ends - 2, 0), 2)
    ahead = _tail_ahead(words, forms, lexicon.tails[rows])
    own = np.repeat(np.arange(len(forms)), words.lengths)[cells]
    place = (cells > words.starts[own]).astype(np.uint64) + np.uint64(2) * (cells < ends[own] - 1).astype(np.uint64)
    prior, later = own - 1, own + 1
    tag, plain = words.tags, (forms, coarse, fine)
    columns = [column[at] for column in plain for at in (prior, own, later)]
    columns += [_both(forms[prior], forms[own]), _both(forms[own], forms[later])]
    columns += [_both(coarse[prior], coarse[own]), _both(coarse[own], coarse[later])]
    columns += [_both(coarse[prior], coarse[own], coarse[later]), _both(tag[prior], tag[own], tag[later])]
    columns += [tag[own], _both(tag[prior], tag[own]), _both(tag[own], tag[later]), _both(tag[own], runs.hash(cells, 1))]
    columns += [final[own], final[later], final2[later], ahead[own], _both(ahead[own], tag[own])]
    return [_both(column, place) for column in columns]


def _names(cover: Words, runs: Runs, cells: Index) -> list[Words]:
    """The known name that covers a cell, with the character and with the names that cover its neighbours."""
    here = cover[cells]
    return [here, _both(here, runs.hash(cells, 1)), _both(cover[cells - 1], here), _both(here, cover[cells + 1])]


def stream(sentences: Sequence[str], lexicon: Lexicon) -> Stream:
    """The feature keys of every character of `sentences`, none of which may be empty."""
    gap = "\0" * MARGIN
    codes = _codes(gap + "".join(sentence + gap for sentence in sentences))
    lengths = np.fromiter(map(len, sentences), np.int64, len(sentences))
    cells = np.arange(lengths.sum()) + np.repeat(np.arange(1, len(sentences) + 1) * MARGIN, lengths)
    runs = Runs(codes)
    columns = [*_characters(runs, cells), *_words(_cut_words(sentences), runs, cells, lexicon)]
    columns += _names(_known_names(runs, cells, len(codes), lexicon), runs, cells)
    keys = np.empty((len(columns), len(cells)), np.uint32)
    for number, column in enumerate(columns):
        keys[number] = cut(column + np.uint64((number + 1) * _INVERSE & 0xFFFFFFFFFFFFFFFF))
    return Stream(cells, keys)

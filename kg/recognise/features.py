"""What a character looks like to the trained recogniser: its neighbours, its word, the lexicon, and what lies ahead.

Everything is computed for many sentences at once with numpy. A feature is not a string but a 32-bit key: the mixed
hash of a template number and of the polynomial hashes of the character runs that the template looks at. Equal runs
have equal keys on every machine, since nothing depends on Python's own `hash`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import rjieba
from numpy.typing import NDArray

from kg.recognise.runs import PRIME, Index, Keys, Runs, Table, Words, codes_of, cut

Bytes = NDArray[np.uint8]

MARGIN = 4
"""Empty cells between two sentences: no template looks further than this."""
AHEAD = 8
"""How many words ahead the tail of a long name is sought."""
LONGEST = 12
"""The longest name of the lexicon, in characters."""

_SALT = pow(PRIME, -1, 1 << 64)
_STOP = re.compile(r"[^\w·•・.&+-]")
_TAGS = (
    *("a", "ad", "ag", "al", "an", "b", "c", "d", "df", "dg", "e", "en", "f", "g", "h", "i", "j", "k", "l", "m", "mg"),
    *("mq", "n", "ng", "nr", "nrfg", "nrt", "ns", "nt", "nz", "o", "p", "q", "r", "rg", "rr", "rz", "s", "t", "tg"),
    *("u", "ud", "ug", "uj", "ul", "uv", "uz", "v", "vd", "vg", "vi", "vn", "vq", "x", "y", "z", "zg", "eng", "un"),
)
_TAG = {tag: number for number, tag in enumerate(_TAGS, 2)}


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
        first = first * np.uint64(PRIME) + other
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
    columns += [
        tag[own],
        _both(tag[prior], tag[own]),
        _both(tag[own], tag[later]),
        _both(tag[own], runs.hash(cells, 1)),
    ]
    columns += [final[own], final[later], final2[later], ahead[own], _both(ahead[own], tag[own])]
    return [_both(column, place) for column in columns]


def _names(cover: Words, runs: Runs, cells: Index) -> list[Words]:
    """The known name that covers a cell, with the character and with the names that cover its neighbours."""
    here = cover[cells]
    return [here, _both(here, runs.hash(cells, 1)), _both(cover[cells - 1], here), _both(here, cover[cells + 1])]


def stream(sentences: Sequence[str], lexicon: Lexicon) -> Stream:
    """The feature keys of every character of `sentences`, none of which may be empty."""
    gap = "\0" * MARGIN
    codes = codes_of(gap + "".join(sentence + gap for sentence in sentences))
    lengths = np.fromiter(map(len, sentences), np.int64, len(sentences))
    cells = np.arange(lengths.sum()) + np.repeat(np.arange(1, len(sentences) + 1) * MARGIN, lengths)
    runs = Runs(codes)
    columns = [*_characters(runs, cells), *_words(_cut_words(sentences), runs, cells, lexicon)]
    columns += _names(_known_names(runs, cells, len(codes), lexicon), runs, cells)
    keys = np.empty((len(columns), len(cells)), np.uint32)
    for number, column in enumerate(columns):
        keys[number] = cut(column + np.uint64((number + 1) * _SALT & 0xFFFFFFFFFFFFFFFF))
    return Stream(cells, keys)

"""Which words of a text may have been swapped, and for what."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import product
from math import log
from typing import Any, NamedTuple

import ahocorasick_rs

from kg.restore.ngrams import ngrams

# Observed words that are so many times (log) rarer in edited prose than a word they may stand for mark a spinner.
_TELLING = 2.4


class Pair(NamedTuple):
    """What the table says of one observed word and one word it may stand for.

    `kind`: the section that says so (0 swaps, 1 doubtful, 2 written for a word of a group, 3 both words of one group);
    `rarer`: log of how much rarer the observed word is in edited prose.
    """

    restored: str
    kind: int
    rarer: float


class Candidate(NamedTuple):
    """The observed word [start, end) may stand for `pair.restored`; `licensed`: its neighbours name the very swap."""

    start: int
    end: int
    pair: Pair
    licensed: bool = False

    @property
    def restored(self) -> str:
        return self.pair.restored


class _Licence(NamedTuple):
    before: re.Pattern[str]
    after: re.Pattern[str]


class _Table(NamedTuple):
    """The swaps, ready to match: observed words, and for each what it may stand for."""

    words: list[str]
    matcher: ahocorasick_rs.AhoCorasick
    pairs: dict[str, list[Pair]]


def suspects(text: str) -> list[Candidate]:
    """Every swap that the table knows, in the order of the text."""
    return _matches(text, _table())


def telling(text: str) -> list[Candidate]:
    """Those of them whose observed word is far rarer in edited prose than what it may stand for: marks of a spinner."""
    return _matches(text, _telling())


def _matches(text: str, table: _Table) -> list[Candidate]:
    found = table.matcher.find_matches_as_indexes(text, overlapping=True)
    fixed = [(start, end) for _, start, end in _fixed().find_matches_as_indexes(text)] if found else []
    firsts = [start for start, _ in fixed]  # in order, and none overlaps the next

    def free(start: int, end: int) -> bool:
        before = bisect_left(firsts, end)
        return not before or fixed[before - 1][1] <= start

    return sorted(
        Candidate(start, end, pair, _licensed(text, start, end, pair.restored))
        for at, start, end in found
        if free(start, end)
        for pair in table.pairs[table.words[at]]
    )


def _licensed(text: str, start: int, end: int, restored: str) -> bool:
    return any(
        licence.before.search(text, max(start - 12, 0), start) and licence.after.match(text, end)
        for licence in _licences().get((text[start:end], restored), ())
    )


def pairs() -> dict[tuple[str, str], int]:
    """(observed, restored) → kind, of the whole table."""
    kinds: dict[tuple[str, str], int] = {}
    for kind, section in enumerate(("swaps", "doubtful")):
        for word, observed in _data()[section].items():
            for each in observed.split():
                kinds.setdefault((each, word), kind)
    for kind, observed, word in sorted(_grouped()):
        kinds.setdefault((observed, word), kind)
    return kinds


def _grouped() -> Iterator[tuple[int, str, str]]:
    for group in _data()["synonyms"]["groups"].strip().splitlines():
        common, _, written = (part.split() for part in group.partition("|"))
        yield from ((2, observed, word) for observed, word in product(written, common))
        yield from ((3, observed, word) for observed, word in product(common, common) if observed != word)


@cache
def _table() -> _Table:
    found: dict[str, list[Pair]] = defaultdict(list)
    counts = ngrams().counts
    for (observed, word), kind in pairs().items():
        rarer = log((counts.get(word, 0) + 1) / (counts.get(observed, 0) + 1))
        found[observed].append(Pair(word, kind, rarer))
    return _compile(found)


@cache
def _telling() -> _Table:
    found = _table().pairs
    return _compile({word: of for word, of in found.items() if max(pair.rarer for pair in of) >= _TELLING})


def _compile(found: dict[str, list[Pair]]) -> _Table:
    words = sorted(found)
    return _Table(words, ahocorasick_rs.AhoCorasick(words), found)


@cache
def _fixed() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(_data()["fixed"]["words"].split())


@cache
def _licences() -> dict[tuple[str, str], list[_Licence]]:
    licences: dict[tuple[str, str], list[_Licence]] = defaultdict(list)
    for entry in _data()["licences"]:
        licence = _Licence(re.compile(f"(?:{entry['before']})$"), re.compile(entry["after"]))
        licences[entry["observed"], entry["restored"]].append(licence)
    return licences


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("kg") / "data" / "restore.toml").read_text("utf-8"))

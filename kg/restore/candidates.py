"""Which words of a text may have been swapped, for what, and how much the context must say for it."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections import defaultdict
from functools import cache
from importlib.resources import files
from math import log
from typing import Any, NamedTuple

import ahocorasick_rs

from kg.restore.ngrams import ngrams

# Nats: what two ordinary words need on top; what certain neighbours take off; what strangeness takes off at the most.
_DOUBTFUL, _LICENCE, _STRANGEST = 3.0, 9.0, 3.0
# A word as common as the one it may stand for is in doubt by itself: this part of what it lacks in strangeness counts.
_COMMON = 0.25
# Observed words from this strangeness on are few in edited prose, so that they are quickly gone through.
_TELLING = -0.6
# How often a spinner swaps a word for one certain other.
_SWAP_RATE = 0.05


class Candidate(NamedTuple):
    """The observed word [start, end) may stand for `restored`; `handicap` in nats, below 0 for little proof."""

    start: int
    end: int
    restored: str
    handicap: float


class _Licence(NamedTuple):
    before: re.Pattern[str]
    after: re.Pattern[str]


class _Table(NamedTuple):
    """The swaps, ready to match: observed words, and for each what it may stand for and at which handicap."""

    words: list[str]
    matcher: ahocorasick_rs.AhoCorasick
    restored: dict[str, list[tuple[str, float]]]


def suspects(text: str) -> list[Candidate]:
    """Every swap that the table knows."""
    return _matches(text, _suspects())


def telling(text: str) -> list[Candidate]:
    """Those of them whose observed word is rarer in edited prose than in spun text: the marks of a spinner."""
    return _matches(text, _telling())


def _matches(text: str, table: _Table) -> list[Candidate]:
    found = table.matcher.find_matches_as_indexes(text, overlapping=True)
    fixed = [(start, end) for _, start, end in _fixed().find_matches_as_indexes(text)] if found else []
    firsts = [start for start, _ in fixed]  # in order, and none overlaps the next

    def free(start: int, end: int) -> bool:
        before = bisect_left(firsts, end)
        return not before or fixed[before - 1][1] <= start

    return [
        Candidate(start, end, restored, handicap - _licensed(text, start, end, restored))
        for at, start, end in found
        if free(start, end)
        for restored, handicap in table.restored[table.words[at]]
    ]


def _licensed(text: str, start: int, end: int, restored: str) -> float:
    for licence in _licences().get((text[start:end], restored), ()):
        if licence.before.search(text, max(start - 12, 0), start) and licence.after.match(text, end):
            return _LICENCE
    return 0.0


def _strangeness(observed: str, restored: str) -> float:
    """log of how much likelier a spinner writes the observed word than edited prose does."""
    counts = ngrams().counts
    return log(_SWAP_RATE * (counts.get(restored, 0) + 1) / (counts.get(observed, 0) + 1))


def _ease(strangeness: float) -> float:
    return min(strangeness, _STRANGEST) if strangeness > 0 else _COMMON * max(strangeness, -_STRANGEST)


@cache
def _suspects() -> _Table:
    restored: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for section, extra in (("swaps", 0.0), ("doubtful", _DOUBTFUL)):
        for word, observed in _data()[section].items():
            for each in observed.split():
                restored[each].append((word, extra - _ease(_strangeness(each, word))))
    return _compile(restored)


@cache
def _telling() -> _Table:
    restored = _suspects().restored
    return _compile({
        observed: words
        for observed, words in restored.items()
        if max(_strangeness(observed, word) for word, _ in words) >= _TELLING
    })


def _compile(restored: dict[str, list[tuple[str, float]]]) -> _Table:
    words = sorted(restored)
    return _Table(words, ahocorasick_rs.AhoCorasick(words), restored)


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

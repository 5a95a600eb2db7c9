"""Which words of a text may have been swapped, for what, and how much the context must say for it."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from functools import cache
from importlib.resources import files
from math import log
from typing import Any, NamedTuple

import ahocorasick_rs

from kg.restore.ngrams import ngrams

# Nats: what two ordinary words need on top, what certain neighbours and the strangeness of a word take off.
_DOUBTFUL, _LICENCE, _STRANGEST = 3.0, 9.0, 3.0
# From here on an observed word is a stranger: a spinner writes it e^1.5 times as often as edited prose does.
_STRANGE = 1.5
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


def strangers(text: str) -> list[Candidate]:
    """Swaps whose observed word is rare in edited prose beside the word it stands for: the mark of a spinner."""
    return _matches(text, _strangers())


def _matches(text: str, table: _Table) -> list[Candidate]:
    found = table.matcher.find_matches_as_indexes(text, overlapping=True)
    fixed = [(start, end) for _, start, end in _fixed().find_matches_as_indexes(text)] if found else []
    return [
        Candidate(start, end, restored, handicap - _licensed(text, start, end, restored))
        for at, start, end in found
        if not any(start < last and first < end for first, last in fixed)
        for restored, handicap in table.restored[table.words[at]]
    ]


def _licensed(text: str, start: int, end: int, restored: str) -> float:
    for licence in _licences().get((text[start:end], restored), ()):
        if licence.before.search(text, max(start - 12, 0), start) and licence.after.match(text, end):
            return _LICENCE
    return 0.0


def _strangeness(observed: str, restored: str) -> float:
    """log of how much likelier a spinner writes the observed word than edited prose does, never below 0."""
    counts = ngrams().counts
    return max(0.0, log(_SWAP_RATE * (counts.get(restored, 0) + 1) / (counts.get(observed, 0) + 1)))


@cache
def _suspects() -> _Table:
    restored: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for section, extra in (("swaps", 0.0), ("doubtful", _DOUBTFUL)):
        for word, observed in _data()[section].items():
            for each in observed.split():
                restored[each].append((word, extra - min(_strangeness(each, word), _STRANGEST)))
    return _compile(restored)


@cache
def _strangers() -> _Table:
    strange = {
        observed: [(word, 0.0) for word, _ in words if _strangeness(observed, word) >= _STRANGE]
        for observed, words in _suspects().restored.items()
    }
    return _compile({observed: words for observed, words in strange.items() if words})


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

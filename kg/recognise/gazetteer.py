"""Names known beforehand: places with their codes, and well-known bodies and concepts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.model import Mention
from kg.recognise import tables
from kg.zh import places

_KINDS = {"country": "Country", "province": "Province", "city": "City", "county": "County", "region": "Region"}


def known(text: str) -> Iterator[Mention]:
    """Well-known names, longest first, on the raw text (word borders cut across names)."""
    automaton, names = _automaton()
    for index, start, end in automaton.find_matches_as_indexes(text):
        entry = tables.known_names()[names[index]]
        yield Mention(start, end, text[start:end], entry.cls, 0.9, "gazetteer", entry.kind, entry.name)


def divisions(text: str) -> Iterator[Mention]:
    """Countries, divisions and regions; `code` is the division code of GB/T 2260 or of the country."""
    for found in places.find(text):
        kind = _KINDS.get(found.level)
        yield Mention(found.start, found.end, text[found.start:found.end], "Place", 0.9, "gazetteer", kind, text[found.start:found.end], code=found.code)


@cache
def _automaton() -> tuple[AhoCorasick, tuple[str, ...]]:
    names = tuple(sorted(tables.known_names()))
    return AhoCorasick(names, matchkind=MatchKind.LeftmostLongest), names

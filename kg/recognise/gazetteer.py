"""Names known beforehand: places with their codes, and well-known bodies and concepts."""

from __future__ import annotations

import re
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


_CONGRESS = re.compile(r"(?:党的|中共)?(?:[一二三四五六七八九十]{1,3}大|[一二三四五六七八九十]{1,3}届[一二三四五六七八九十]{1,2}中全会)(报告|决定|公报)?")


def congresses(text: str) -> Iterator[Mention]:
    """Party congresses and plenums by number (党的二十大, 十九届四中全会) and the documents named after them."""
    for match in _CONGRESS.finditer(text):
        if match[0].startswith(("党", "中共")) or "中全会" in match[0] or match[1]:
            cls, kind = ("Document", "Report") if match[1] else ("Event", "Meeting")
            short = match[0].removeprefix("党的").removeprefix("中共")
            yield Mention(match.start(), match.end(), match[0], cls, 0.95, "congress", kind, match[0], aliases=(short,))


@cache
def _automaton() -> tuple[AhoCorasick, tuple[str, ...]]:
    names = tuple(sorted(tables.known_names()))
    return AhoCorasick(names, matchkind=MatchKind.LeftmostLongest), names

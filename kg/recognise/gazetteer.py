"""Names known beforehand: places with their codes, and well-known bodies and concepts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.model import Mention
from kg.recognise import tables
from kg.zh import places

_KINDS = {"country": "Country", "province": "Province", "city": "City", "county": "County", "region": "Region"}
_COUNTED = {"省": "Province", "市": "City", "州": "City", "县": "County", "区": "County"}
_LISTED = re.compile(
    r"(?:[在对为以从由向到与同于是含]|支持|选择)?((?:[\u4e00-\u9fff]{2,3}[、和]){1,8}[\u4e00-\u9fff]{2,3})(?:等)?[两三四五六七八九十]+(省|市|县|区|州)(?![长级])"
)

_NAMING = re.compile("[简全又下]称|原名")
"""Words of naming, which no name of a place holds (以下简称市|运管中心)."""


def known(text: str, opened: Collection[int] = ()) -> Iterator[Mention]:
    """Well-known names, longest first, on the raw text (word borders cut across names). No branch of a company is read
    where a place begins (`opened`: 中国电信|云南公司)."""
    automaton, names = _automaton()
    for index, start, end in automaton.find_matches_as_indexes(text):
        if text[end - 1 : end + 1] == "部门":
            continue
        entry = tables.known_names()[names[index]]
        if entry.kind == "Company" and end not in opened and (branch := _branch().match(text, end)):
            end = branch.end()
        name = text[start:end]
        yield Mention(start, end, name, entry.cls, 0.9, "gazetteer", entry.kind, name)


def divisions(text: str) -> Iterator[Mention]:
    """Countries, divisions and regions; `code` is the division code of GB/T 2260 or of the country."""
    found = [place for place in places.find(text) if not _NAMING.search(text, place.start, place.end)]
    for place in found:
        name = text[place.start : place.end]
        kind = _KINDS.get(place.level)
        yield Mention(place.start, place.end, name, "Place", 0.9, "gazetteer", kind, name, code=place.code)
    yield from _short_forms(text, found)
    yield from _listed(text)


def _short_forms(text: str, found: list[places.PlaceMention]) -> Iterator[Mention]:
    """桐屏 for 桐屏县, where no list knows the division but the text names it in full."""
    shapes = (place for place in found if place.code is None and place.found_by == "shape")
    unknown = {text[place.start : place.end]: place for place in shapes if 3 <= place.end - place.start <= 4}
    for name, place in unknown.items():
        if name.endswith("区"):
            continue
        short, kind = name[:-1], _KINDS.get(place.level)
        for match in re.finditer(f"{re.escape(short)}(?!{name[-1]})", text):
            yield Mention(*match.span(), short, "Place", 0.8, "gazetteer", kind, name, aliases=(short,))


def _listed(text: str) -> Iterator[Mention]:
    """柏宁、曲岩两市: short names that a counted level makes places."""
    for match in _LISTED.finditer(text):
        for name in re.compile(r"[^、和]+").finditer(text, *match.span(1)):
            yield Mention(*name.span(), name[0], "Place", 0.7, "gazetteer", _COUNTED[match[2]], name[0])


@cache
def _branch() -> re.Pattern[str]:
    return re.compile(tables.alternation(tables.word_list("branches")) + r"(?![\u4e00-\u9fff]{0,2}平台)")


@cache
def _automaton() -> tuple[AhoCorasick, tuple[str, ...]]:
    names = tuple(sorted(tables.known_names()))
    return AhoCorasick(names, matchkind=MatchKind.LeftmostLongest), names

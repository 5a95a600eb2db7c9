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
        if entry.kind == "Company" and (branch := _BRANCH.match(text, end)):
            end = branch.end()
        yield Mention(start, end, text[start:end], entry.cls, 0.9, "gazetteer", entry.kind, text[start:end])


_BRANCH = re.compile(r"(?:云|科技|软件|数科|智能|股份|集团|公司)(?![\u4e00-\u9fff]{0,2}平台)")


def divisions(text: str) -> Iterator[Mention]:
    """Countries, divisions and regions; `code` is the division code of GB/T 2260 or of the country."""
    for found in places.find(text):
        kind = _KINDS.get(found.level)
        yield Mention(
            found.start,
            found.end,
            text[found.start : found.end],
            "Place",
            0.9,
            "gazetteer",
            kind,
            text[found.start : found.end],
            code=found.code,
        )
    yield from _short_forms(text)
    yield from _listed(text)


_LISTED = re.compile(r"((?:[\u4e00-\u9fff]{2,3}[、和]){1,8}[\u4e00-\u9fff]{2,3})(?:等)?[两三四五六七八九十]+(省|市|县|区|州)(?![长级])")


def _listed(text: str) -> Iterator[Mention]:
    """柏宁、曲岩两市: short names that a counted level makes places."""
    for match in _LISTED.finditer(text):
        kind = {"省": "Province", "市": "City", "州": "City"}.get(match[2], "County")
        for name in re.finditer(r"[^、和]+", match[1]):
            start = match.start(1) + name.start()
            yield Mention(start, start + len(name[0]), name[0], "Place", 0.7, "gazetteer", kind, name[0])


def _short_forms(text: str) -> Iterator[Mention]:
    """桐屏 for 桐屏县, where no list knows the division but the text names it in full."""
    unknown = {
        text[f.start : f.end]: f
        for f in places.find(text)
        if f.code is None and f.found_by == "shape" and 3 <= f.end - f.start <= 4
    }
    for name, found in unknown.items():
        if name.endswith("区"):
            continue
        for match in re.finditer(re.escape(name[:-1]) + f"(?!{name[-1]})", text):
            yield Mention(
                match.start(),
                match.end(),
                name[:-1],
                "Place",
                0.8,
                "gazetteer",
                _KINDS.get(found.level),
                name,
                aliases=(name[:-1],),
            )


_CONGRESS = re.compile(
    r"(?:党的|中共)?(?:[一二三四五六七八九十]{1,3}大|[一二三四五六七八九十]{1,3}届[一二三四五六七八九十]{1,2}中全会)(报告|决定|公报)?"
)


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

"""Which names of bodies are full and short forms of one name.

Three steps, each over blocks that a key makes, so that the whole is as long as the list of names. Names of one normal
form are one (kg.zh.bodies). A name that leaves out its place, or a company's name without its trade, is short for the
one longer name that it fits; where it fits several, it stays by itself. So does a short form that no table knows (the
characters of a longer name, in their order, at least one of each word), unless it fits one name of its region alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TypeVar

from kg.resolve.clusters import Clusters, Node
from kg.zh import companies
from kg.zh.agencies import data
from kg.zh.bodies import AGENCY, COMPANY, NATION, PLAIN, Body, parse, region, short_of
from kg.zh.gazetteer import gazetteer

MOST = 200
"""The most names of one place and head noun that are compared with each other."""
OF_THE_NATION = frozenset({"部", "总局", "总署", "署", "委员会"})
"""Heads of bodies of the nation, which are meant where no place is given."""
_SHORT = frozenset({*companies.BARE, "集团", "股份", "控股"})
"""The forms of short names of companies."""
_LEVELS = {"省": "province", "自治区": "province", "市": "city", "州": "city", "自治州": "city", "盟": "city"}
Pair = tuple[Node, Body]
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Around:
    """What names beyond those at hand tell: the `places` of no list by their short names, and which blocks of names
    (`crowd`) are too long for their members to be compared."""

    places: Mapping[str, str]
    crowded: frozenset[str] = frozenset()


def join_bodies(
    clusters: Clusters, nodes: Iterable[Node], *, supported: bool, around: Around | None = None
) -> None:
    """Join the nodes of one class that full and short names of bodies make.

    `supported`: all nodes are of one text or list, so that a name which gives no place (大数据局) may mean the only
    body of that name in it. Without this support it stays by itself. `around`: there are more nodes elsewhere, of which
    no short form or full name is here (kg.resolve.links).
    """
    ordered = sorted(set(nodes))
    around = around or Around(by_short(unlisted(node.key for node in ordered)))
    told = [(node, body_of(node, around)) for node in ordered]
    _join_equal(clusters, told)
    agencies = [pair for pair in told if pair[1].sort == AGENCY]
    _join_shortened(clusters, agencies, around.crowded)
    _join_unplaced(clusters, agencies, supported=supported)
    _join_companies(clusters, [pair for pair in told if pair[1].sort != AGENCY])


def unlisted(names: Iterable[str]) -> set[str]:
    """The places of no list that open names: 云岭省."""
    return {place for place, _ in map(region, names) if place and not place.isascii() and short_of(place)}


def by_short(places: Iterable[str]) -> dict[str, str]:
    """云岭 → 云岭省, for some places; without those that are short for two."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for place in places:
        found[short_of(place)].add(place)
    return {short: full.pop() for short, full in found.items() if len(full) == 1}


def body_of(node: Node, around: Around) -> Body:
    """The body that a name tells of; 省大数据局 in a text about a city is that of its province."""
    body = parse(node.key, around.places)
    if not body.level or not node.region:
        return body
    at = _LEVELS.get(body.level, "county")
    places = gazetteer()
    here = places.places.get(node.region)
    those = (here, *places.around(here)) if here else ()
    code = next((place.code for place in those if place.level == at), "")
    return replace(body, region=code, level="") if code else body


def _join_equal(clusters: Clusters, told: Iterable[Pair]) -> None:
    for block in _blocks(told, form).values():
        for node, _ in block[1:]:
            clusters.join(block[0][0], node)


def form(body: Body) -> tuple[str, ...]:
    """All that tells one body from another."""
    head = "" if body.sort == PLAIN or body.head in companies.BARE else body.head
    sort = COMPANY if body.sort == PLAIN else body.sort
    return sort, body.region, body.level, body.core, head, body.inner


def _join_shortened(clusters: Clusters, told: Iterable[Pair], crowded: Container[str]) -> None:
    """Short forms that no table knows: 云岭省数智局 of 云岭省数据智能发展局, if it fits no other."""
    for key, block in _blocks(told, crowd).items():
        if len(block) > MOST or key in crowded:
            continue
        for node, body in block:
            longer = [pair for pair in block if shortens(body.written, pair[1].written)]
            _choose(clusters, node, [other for other, _ in longer])


def crowd(body: Body) -> str:
    """Within what short forms of agencies are looked for: one place and head noun."""
    return "\0".join((body.region, body.level, body.head))


def _join_unplaced(clusters: Clusters, told: Sequence[Pair], *, supported: bool) -> None:
    """发改委, 省发改委: the one body of that name, or that of the nation."""
    placed = [(node, body) for node, body in told if body.region]
    blocks = _blocks(placed, lambda body: (body.core, body.head))
    for node, body in told:
        if body.region:
            continue
        fitting = [pair for pair in blocks.get((body.core, body.head), ()) if _at_level(pair[1].region, body.level)]
        national = [pair for pair in fitting if pair[1].region == NATION and body.head in OF_THE_NATION]
        if national or supported:
            _choose(clusters, node, [other for other, _ in national or fitting])
        else:
            for other, _ in fitting[:2]:
                clusters.abstain(node, other, "the name gives no place")


def _at_level(place: str, level: str) -> bool:
    """Is the place one of the level that a name leaves out?"""
    known = gazetteer().places.get(place)
    wanted = _LEVELS.get(level, "county")
    return not level or (known.level == wanted if known else place.endswith(level[-1:]) and place != NATION)


def _join_companies(clusters: Clusters, told: Sequence[Pair]) -> None:
    """青禾 and 青禾集团 of the companies whose names begin so and go on with trades alone."""
    formed, bare = _fuller(told)
    for fuller, shorter in ((formed, False), (bare, True)):  # 青禾集团 finds its company before 青禾 finds both
        for node, body in told:
            if (body.head in companies.BARE) is shorter:
                fitting = [pair for pair in fuller.get(body.core, ()) if pair[0] != node and _fits(body, pair[1])]
                _choose(clusters, node, [other for other, _ in _likeliest(body, fitting)])


def _fuller(told: Sequence[Pair]) -> tuple[dict[str, list[Pair]], dict[str, list[Pair]]]:
    """Short name → the companies that it may stand for, with a form (青禾集团) and without (青禾).

    Without a form, 青禾软件股份有限公司 is 青禾软件, if anyone is, and not 青禾.
    """
    names = {body.core for _, body in told if body.head in companies.BARE}
    formed: defaultdict[str, list[Pair]] = defaultdict(list)
    bare: defaultdict[str, list[Pair]] = defaultdict(list)
    for node, body in told:
        if body.sort == COMPANY and body.head not in companies.BARE:
            longer = ""
            for name in companies.short_names(body.core, placed=bool(body.region)):
                formed[name].append((node, body))
                if name in names and (not longer or companies.slightly_longer(longer, name)):
                    bare[name].append((node, body))
                    longer = name
    return formed, bare


def _likeliest(short: Body, fitting: list[Pair]) -> list[Pair]:
    """Of the companies that a short name fits: the group, else those without a place in brackets."""
    groups = [pair for pair in fitting if "集团" in pair[1].head] if short.head in companies.BARE else []
    return groups or [pair for pair in fitting if not pair[1].inner] or fitting


def _fits(short: Body, full: Body) -> bool:
    """May the shorter name of a company stand for the fuller one, by place and legal form?"""
    placed = short.region or not companies.only_trades(short.core)
    if short.inner or not placed or (short.region and full.region and short.region != full.region):
        return False
    if short.head in companies.BARE:
        return full.head != "分公司"
    if short.head in _SHORT:
        return short.head in full.head and full.head not in _SHORT
    return short.head == full.head and not short.region and not full.inner and short.core == full.core


def _choose(clusters: Clusters, node: Node, candidates: Iterable[Node]) -> None:
    """Join a node with the one thing that it may be short for; with none, if there are more."""
    others: list[Node] = []
    for candidate in candidates:
        if not clusters.same(node, candidate) and not any(clusters.same(candidate, other) for other in others):
            others.append(candidate)
    if len(others) == 1:
        clusters.join(node, others[0])
    for other in others if 1 < len(others) <= 5 else ():
        clusters.abstain(node, other, f"may be short for {len(others)} names")


def shortens(short: str, full: str) -> bool:
    """Are the characters of `short` characters of `full`, in their order, from the first, one at least of each word?

    Words that say little (管理, 发展) may be left out; a short form that leaves words whole leaves out no other word.

    >>> shortens("数智", "数据智能发展"), shortens("教育", "教育考试管理"), shortens("大数据", "大数据应用管理")
    (True, False, True)
    """
    if not 1 < len(short) < len(full) or short[0] != full[0]:
        return False
    kept = [len(part) for part in _kept(short, _words(full))]
    if sum(kept) != len(short):
        return False
    needed = [count for word, count in zip(_words(full), kept, strict=True) if word not in _generic()]
    return all(needed)


def _kept(short: str, parts: Sequence[str]) -> Iterator[str]:
    """What the short form keeps of each word, reading from the left."""
    at = 0
    for part in parts:
        kept = ""
        for character in part:
            if at < len(short) and short[at] == character:
                kept += character
                at += 1
        yield kept


@lru_cache(1 << 14)
def _words(text: str) -> tuple[str, ...]:
    """The words of the middle of a name: those of the table, else pairs of characters."""
    return tuple(match[0] for match in _word().finditer(text))


@cache
def _word() -> re.Pattern[str]:
    words = data()["words"]
    listed = sorted({*words["whole"], *words["generic"]}, key=lambda word: (-len(word), word))
    return re.compile(f"{'|'.join(map(re.escape, listed))}|..|.")


@cache
def _generic() -> frozenset[str]:
    return frozenset(data()["words"]["generic"])


def _blocks(told: Iterable[Pair], key: Callable[[Body], Key]) -> dict[Key, list[Pair]]:
    blocks: defaultdict[Key, list[Pair]] = defaultdict(list)
    for node, body in told:
        blocks[key(body)].append((node, body))
    return blocks

"""Names of many documents in their contexts → sets of names that stand for one thing each.

Things of one code are one. Bodies are joined by `likeness`, and by aliases that a text marks, where one body bears the
alias. Documents are joined by their title with or without the body that issued it (国务院关于……的意见). Persons of one
name are one where they hold posts in one body or place, events where year and session are the same: a person without a
post is the only one of that name, if there is only one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import NamedTuple

from kg.resolve.clusters import NAMELESS, Clusters, Near, Node
from kg.resolve.curated import NOTHING, Curated
from kg.resolve.likeness import Around, join_bodies
from kg.zh.bodies import AGENCY, parse
from kg.zh.numerals import write

ISSUER = re.compile(r"(.{2,20}?)(关于.{4,})")
_SESSION = re.compile(r"第([一二三四五六七八九十百\d]+)[届次]")
_YEAR = re.compile(r"^((?:19|20)\d\d)年?(?:度)?(?=\D)")
BRACKETS = str.maketrans("（）〔〕［］【】[]", "()()()()()")
NAMESAKES = frozenset({"Person", "Event"})
"""Classes of which two things may have one name."""
TOGETHER = frozenset({"Organization", "Document"})
"""Classes in which a name may be short for any other."""
Block = tuple[str, str]


class Seen(NamedTuple):
    """All nodes, with the subclass of each where one is known, and the aliases that texts mark: node, folded alias."""

    kinds: Mapping[Node, str]
    aliases: frozenset[tuple[Node, str]]


def joined(seen: Seen, curated: Curated = NOTHING, around: Around | None = None) -> Clusters:
    """The sets of nodes that are one thing each. `around` is given where there are more nodes, that no link leads to
    (kg.resolve.links); then not all that nearly merged is told."""
    clusters = Clusters(seen.kinds, kinds=seen.kinds, apart=curated.apart)
    by_class: defaultdict[str, list[Node]] = defaultdict(list)
    for node in sorted(seen.kinds):
        by_class[node.cls].append(node)
    for cls, nodes in sorted(by_class.items()):
        _join_blocks(clusters, nodes, lambda node: node.code)
        if cls not in NAMESAKES:
            _join_blocks(clusters, nodes, _bare)
    join_bodies(clusters, by_class["Organization"], supported=False, around=around)
    _join_titles(clusters, by_class["Document"])
    _join_namesakes(clusters, by_class["Person"], lambda node: (node.key, ""))
    _join_namesakes(clusters, by_class["Event"], _session)
    _join_aliases(clusters, seen)
    for one, other in curated.pairs(seen.kinds):
        clusters.join(one, other, sure=True)
    return clusters


def block_of(cls: str, key: str) -> Block:
    """Within what a name of a class is looked for others of its thing, where no code, alias or person leads elsewhere:
    things of one name, events of one name but for year and session; bodies and documents among all of their class."""
    if cls in TOGETHER:
        return cls, ""
    return cls, _bare_event(key) if cls == "Event" else key


def _join_blocks(clusters: Clusters, nodes: Iterable[Node], key: Callable[[Node], Hashable]) -> None:
    blocks: defaultdict[Hashable, list[Node]] = defaultdict(list)
    for node in nodes:
        if found := key(node):
            blocks[found].append(node)
    for block in blocks.values():
        for node in block[1:]:
            clusters.join(block[0], node)


def _join_titles(clusters: Clusters, nodes: Iterable[Node]) -> None:
    """《关于……的意见》 is the only 《国务院关于……的意见》 there is; brackets have many shapes (粤府〔2018〕105号)."""
    told = [node for node in nodes if not _is_nameless(node)]
    _join_blocks(clusters, told, lambda node: node.key.translate(BRACKETS))
    issued: defaultdict[str, list[Node]] = defaultdict(list)
    for node in told:
        if match := ISSUER.fullmatch(node.key):
            issued[match[2]].append(node)
    for node in told:
        full = issued.get(node.key, [])
        if len(full) == 1:
            clusters.join(node, full[0])
        for other in full if len(full) > 1 else ():
            clusters.abstain(node, other, f"the title of {len(full)} documents")


def _session(node: Node) -> tuple[str, str]:
    """The name of an event without its year and sessions, and these: 第5届云州论坛 is 第五届云州论坛.

    The first meeting of the ninth council is not the second.
    """
    year, sessions = _YEAR.match(node.key), _SESSION.findall(node.key)
    told = f"{year[1]} " if year else f"{node.mark} " if node.mark.isdigit() or _is_nameless(node) else ""
    return _bare_event(node.key), told + "-".join(map(_numbered, sessions))


def _bare_event(key: str) -> str:
    return _YEAR.sub("", _SESSION.sub("", key)) or key


def _numbered(written: str) -> str:
    return write(int(written)) if written.isdigit() else written


def _bare(node: Node) -> str:
    """The name alone, where it says what is meant."""
    return "" if node.code or node.region or _is_nameless(node) else node.key


def _is_nameless(node: Node) -> bool:
    return node.mark.startswith(NAMELESS)


def _join_namesakes(clusters: Clusters, nodes: Iterable[Node], known_as: Callable[[Node], tuple[str, str]]) -> None:
    """Join what has one name and one of its marks in common, and what has none with the only thing of the name."""
    blocks: defaultdict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in nodes:
        blocks[known_as(node)].append(node)
    for block in blocks.values():
        bearers: dict[str, Node] = {}
        for node in block:
            for mark in filter(None, node.mark.split("|")):
                clusters.join(bearers.setdefault(mark, node), node)
        _join_unmarked(clusters, block)


def _join_unmarked(clusters: Clusters, block: list[Node]) -> None:
    marked = [node for node in block if node.mark]
    others = [node for node in marked[1:] if not clusters.same(marked[0], node)]
    for node in block:
        if node.mark or (marked and others):
            continue
        clusters.join((marked or block)[0], node)
    for node in others:
        clusters.near.add(Near(node.key, node.key, node.cls, f"namesakes: {marked[0].mark} and {node.mark}"))


def _join_aliases(clusters: Clusters, seen: Seen) -> None:
    """An alias that a text marks is the name elsewhere too, if it gives its place or is no name of an agency."""
    bearers: defaultdict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in sorted(seen.kinds):
        bearers[node.cls, node.key].append(node)
    claimed: defaultdict[tuple[str, str], list[Node]] = defaultdict(list)
    for node, alias in sorted(seen.aliases):
        if node.cls not in NAMESAKES and alias != node.key and _is_name(alias):
            claimed[node.cls, alias].append(node)
    for (cls, alias), owners in sorted(claimed.items()):
        others = [owner for owner in owners[1:] if not clusters.same(owners[0], owner)]
        for bearer in bearers.get((cls, alias), ()):
            if others:
                clusters.abstain(bearer, owners[0], "an alias of more than one thing")
            else:
                clusters.join(bearer, owners[0])


def _is_name(alias: str) -> bool:
    """Does an alias name one thing wherever it stands? 云数局 does, 数据局 and 省数据局 do not."""
    body = parse(alias)
    return len(alias) > 1 and (bool(body.region) or (body.sort != AGENCY and not body.level))

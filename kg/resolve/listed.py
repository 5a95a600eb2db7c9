"""A plain list of names → which of them are one body."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.resolve.clusters import Clusters, Node
from kg.resolve.likeness import join_bodies
from kg.zh.places import lookup
from kg.zh.script import fold


def cluster(
    names: Sequence[str], *, places: Sequence[str | None] | None = None, apart: Iterable[tuple[str, str]] = ()
) -> list[int]:
    """For each of the names of bodies, the position of the first name in the list that names the same body.

    `places`, beside the names, tells of which place the text speaks that gives a name (广东省, 440000), so that
    省大数据局 has a place; `apart` are pairs of names that are two bodies whatever they look like. Time and memory grow
    as the list does. Raises ValueError if `places` is not as long as `names`.

    >>> cluster(["佛山市发展和改革局", "佛山市发改局", "发改局", "中山市发改局"])
    [0, 0, 2, 3]
    >>> cluster(["深圳市青禾计算机系统有限公司", "青禾公司", "青禾"])
    [0, 0, 0]
    """
    told = places or [None] * len(names)
    nodes = [Node("Organization", fold(name), region=_code(place)) for name, place in zip(names, told, strict=True)]
    clusters = Clusters(nodes, apart=[frozenset(map(fold, pair)) for pair in apart])
    join_bodies(clusters, nodes, supported=True)
    first: dict[int, int] = {}
    return [first.setdefault(id(clusters.members(node)), at) for at, node in enumerate(nodes)]


def _code(place: str | None) -> str:
    found = lookup(place) if place and not place.isdigit() else ()
    return found[0].code if found else place or ""

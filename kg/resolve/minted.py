"""Sets of names → things with an IRI each, and what is known of them so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence

from kg import iris
from kg.model import Entity
from kg.resolve.clusters import Node
from kg.resolve.curated import Curated
from kg.resolve.naming import Called
from kg.zh.script import fold


class Kept(Called):
    """What is known of one thing: `key` is its fullest name, folded, or "" where a code stands for it."""

    __slots__ = ("called", "cls", "code", "iri", "key")

    def __init__(self, iri: str, cls: str, key: str, code: str, called: str) -> None:
        super().__init__()
        self.iri, self.cls, self.key, self.code, self.called = iri, cls, key, code, called

    @property
    def name(self) -> str:
        """What a person calls it, else the commonest spelling of its fullest name, else its commonest name; its key if
        no document names it any more."""
        heads = {name: count for name, count in self.heads.items() if fold(name) == self.key} or self.heads
        return self.called or min(heads, key=lambda name: (-heads[name], -len(name), name), default=self.key)

    @property
    def entity(self) -> Entity:
        """The thing as the graph holds it, without its mentions."""
        kind = min(self.kinds, key=lambda kind: (-self.kinds[kind], kind), default=None)
        aliases = _distinct((*self.aliases, *self.heads), self.name)
        return Entity(self.iri, self.cls, self.name, kind, self.code or None, aliases)


def minted(sets: Iterable[list[Node]], curated: Curated, *, base: str) -> dict[Node, Kept]:
    """The thing of each node."""
    called = curated.called
    told = [(members, *_known_by(members, called)) for members in sets]
    namesakes = Counter((members[0].cls, key) for members, key, _ in told)
    found: dict[Node, Kept] = {}
    by_iri: dict[str, Kept] = {}
    for members, key, code in told:
        cls = members[0].cls
        apart = _told_apart(members, key) if namesakes[cls, key] > 1 else ""
        iri = iris.entity(base, cls, "" if code else "\n".join(filter(None, (key, apart))), code)
        kept = Kept(iri, cls, "" if code else key, code, called.get((cls, key), ""))
        found.update(dict.fromkeys(members, by_iri.setdefault(iri, kept)))
    return _merged(found, curated)


def _known_by(members: Sequence[Node], called: Container[tuple[str, str]]) -> tuple[str, str]:
    """The fullest name, or the one that a person gives the thing, and the code."""
    keys = [node.key for node in members if (node.cls, node.key) in called] or [n.key for n in members]
    codes = {node.code for node in members} - {""}
    return min(keys, key=lambda key: (-len(key), key)), min(codes) if len(codes) == 1 else ""


def _told_apart(members: Iterable[Node], key: str) -> str:
    """What tells a thing from others of its name: a place, a body, a year."""
    return min((mark for n in members if n.key == key for mark in (*n.mark.split("|"), n.region) if mark), default="")


def _merged(found: dict[Node, Kept], curated: Curated) -> dict[Node, Kept]:
    """With the things that a person said are one made one; a thing is given by its IRI or by a name."""
    for target, wanted in curated.merged:
        by_name = {name: kept for node, kept in sorted(found.items()) for name in (node.key, kept.iri)}
        one, other = (by_name.get(name) or by_name.get(fold(name)) for name in (target, wanted))
        if one and other and one.cls == other.cls:
            found = {node: other if kept is one else kept for node, kept in found.items()}
    return found


def _distinct(names: Iterable[str], apart_from: str) -> tuple[str, ...]:
    """The names without those that only differ in width, spaces, case or quotation marks."""
    kept: dict[str, str] = {fold(apart_from): apart_from}
    for name in sorted(set(names)):
        kept.setdefault(fold(name), name)
    return tuple(sorted(name for name in kept.values() if name != apart_from))

"""Names that stand for one thing: a union-find with vetoes, and the record of what nearly merged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

MOST = 60
"""The most names that one thing has: what grows beyond is a chain of likenesses, not a thing."""
NAMELESS = "@"
"""Opens the mark of a thing without a name of its own: the id of its document follows, beyond which it is not known."""
NO_KINDS: Mapping[Node, str] = MappingProxyType({})
_PUBLIC = frozenset({"Government", "GovernmentAgency", "PartyBody", "PublicInstitution", "Legislature"})


class Node(NamedTuple):
    """A name in its context: class, folded name, code, and the division of which its text speaks.

    `region` is "" where the name gives its place itself; `mark` tells namesakes apart that are known to be two.
    """

    cls: str
    key: str
    code: str = ""
    region: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Near:
    """Two names that nearly merged, and the reason why not."""

    name: str
    other: str
    cls: str
    reason: str


@dataclass(slots=True)
class _Set:
    members: list[Node]
    codes: set[str]
    kinds: set[str]


class Clusters:
    """Disjoint sets of nodes. Nodes of different classes, codes or kinds never join, nor do those that are kept apart.

    `kinds` gives the subclass of a node, where one is known; `apart` holds pairs of folded names that a person declared
    to be two things.
    """

    def __init__(
        self, nodes: Iterable[Node], *, kinds: Mapping[Node, str] = NO_KINDS, apart: Iterable[frozenset[str]] = ()
    ) -> None:
        told = sorted(set(nodes))
        self._set = {node: _Set([node], {node.code} - {""}, _kinds(kinds.get(node, ""))) for node in told}
        self._apart = frozenset(apart)
        self.near: set[Near] = set()

    def members(self, node: Node) -> list[Node]:
        """All nodes that are one with `node`."""
        return self._set[node].members

    def same(self, one: Node, other: Node) -> bool:
        return self._set[one] is self._set[other]

    def sets(self) -> list[list[Node]]:
        """Every set once, each in order, in the order of the first members."""
        return sorted({id(each): sorted(each.members) for each in self._set.values()}.values())

    def join(self, one: Node, other: Node, *, sure: bool = False) -> bool:
        """Make two sets one, unless something forbids it; says whether they are one now.

        `sure` is the word of a person, which only a different class overrules.
        """
        first, second = self._set[one], self._set[other]
        if first is second:
            return True
        if reason := self._veto(one, other, sure=sure):
            self.abstain(one, other, reason)
            return False
        large, small = (first, second) if len(first.members) >= len(second.members) else (second, first)
        large.members += small.members
        large.codes |= small.codes
        large.kinds |= small.kinds
        for node in small.members:
            self._set[node] = large
        return True

    def abstain(self, one: Node, other: Node, reason: str) -> None:
        """Note that two names nearly merged."""
        if one.key != other.key:
            first, second = sorted((one.key, other.key))
            self.near.add(Near(first, second, one.cls, reason))

    def _veto(self, one: Node, other: Node, *, sure: bool) -> str:
        first, second = self._set[one], self._set[other]
        if one.cls != other.cls:
            return "another class"
        if self._apart and any(frozenset((a.key, b.key)) in self._apart for a in first.members for b in second.members):
            return "kept apart by a decision"
        if sure:
            return ""
        if len(first.codes | second.codes) > 1:
            return "another code"
        if len(first.kinds | second.kinds) > 1:
            return f"another kind: {' and '.join(sorted(first.kinds | second.kinds))}"
        if len({node.key for node in (*first.members, *second.members)}) > MOST:
            return f"more than {MOST} names for one thing"
        return ""


def _kinds(kind: str) -> set[str]:
    """The kind, where it tells bodies apart; all public bodies are of one: 委员会 may be any of them."""
    return {"public body" if kind in _PUBLIC else kind} - {""}

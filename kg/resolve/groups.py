"""Names of one document that stand for one thing: a union-find with a veto."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Name(NamedTuple):
    """What a thing is known by: its top class, its folded name, and its code or ""."""

    cls: str
    key: str
    code: str


class Groups:
    """Disjoint sets of names. Names of different classes or different codes never join."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._parent = {name: name for name in sorted(names)}
        self._code = {name: name.code for name in self._parent}

    def find(self, name: Name) -> Name:
        """The name that stands for the set of `name`."""
        while self._parent[name] != name:
            name = self._parent[name]
        return name

    def join(self, one: Name, other: Name) -> bool:
        """Make two sets one, unless class or code forbids; says whether anything changed."""
        first, second = sorted((self.find(one), self.find(other)))
        codes = {self._code[first], self._code[second]} - {""}
        if first == second or first.cls != second.cls or len(codes) > 1:
            return False
        self._parent[second] = first
        self._code[first] = "".join(codes)
        return True

    def join_coded(self) -> None:
        """A name without a code is the coded thing of that name, where there is only one."""
        for same in self._by_key().values():
            coded = [name for name in same if name.code]
            if len(coded) == 1:
                for name in same:
                    self.join(coded[0], name)

    def join_aliases(self, claimants: Mapping[tuple[str, str], set[Name]]) -> None:
        """Join a name with the thing whose alias it is said to be; an alias claimed by two things joins neither."""
        by_key, changed = self._by_key(), True
        while changed:
            changed = False
            for alias in sorted(claimants.keys() & by_key.keys()):
                bearers = {self.find(name) for name in by_key[alias]}
                others = {self.find(claimant) for claimant in claimants[alias]} - bearers
                if len(bearers) == len(others) == 1:
                    changed |= self.join(bearers.pop(), others.pop())

    def _by_key(self) -> dict[tuple[str, str], list[Name]]:
        found: defaultdict[tuple[str, str], list[Name]] = defaultdict(list)
        for name in self._parent:
            found[name.cls, name.key].append(name)
        return found

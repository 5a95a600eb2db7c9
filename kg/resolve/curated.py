"""What people know of identities: things with all their names, names that are two things, things to merge and to split.

`identities.csv` lies beside the documents: CSV in UTF-8, one thing a line, made to be edited and kept under version
control. Every build honours it.

    name    what the thing is called in the graph; required
    class   a class of the ontology without a parent of its own kind (Organization, Person …); default: Organization
    code    a code that it is known by, such as a division code
    names   further names of the same thing, separated by ; or |
    not     names of other things, which never merge with it, likewise
    note    anything; kg does not read it
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg import sheet
from kg.errors import InputError
from kg.resolve.clusters import Node
from kg.schema import Schema
from kg.zh.script import fold

FILE = "identities.csv"
COLUMNS = ("name", "class", "code", "names", "not", "note")


@dataclass(frozen=True, slots=True)
class Known:
    """A thing that people know, with its other names."""

    cls: str
    name: str
    names: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True)
class Curated:
    """What people know.

    `merged`: the IRI or a name of a thing, and that of the thing that it is. `split`: the IRI or a name of a thing, a
    document, and the name of the other thing that it is in that document.
    """

    known: tuple[Known, ...] = ()
    merged: tuple[tuple[str, str], ...] = ()
    split: tuple[tuple[str, str, str], ...] = ()

    @property
    def apart(self) -> frozenset[frozenset[str]]:
        """Pairs of folded names that never are one thing."""
        pairs = ((one, other) for k in self.known for one in (k.name, *k.names) for other in k.others)
        return frozenset(frozenset((fold(one), fold(other))) for one, other in pairs)

    @property
    def called(self) -> dict[tuple[str, str], str]:
        """Class and folded name of each known thing → its name as written."""
        return {(known.cls, fold(known.name)): known.name for known in self.known}

    def nodes(self) -> Iterator[Node]:
        """The known things, so that a name may join one of which no text speaks."""
        return (Node(known.cls, fold(known.name), known.code) for known in self.known)

    def pairs(self, nodes: Iterable[Node]) -> Iterator[tuple[Node, Node]]:
        """The nodes that the known things make one."""
        by_key: defaultdict[tuple[str, str], list[Node]] = defaultdict(list)
        for node in nodes:
            by_key[node.cls, node.key].append(node)
        for known in self.known:
            one = Node(known.cls, fold(known.name), known.code)
            for name in (known.name, *known.names):
                yield from ((one, node) for node in by_key.get((known.cls, fold(name)), ()))


NOTHING = Curated()


def read(path: Path, schema: Schema) -> tuple[Known, ...]:
    """The known things of a file, in order. Raises InputError naming file, line and remedy."""
    known = [
        (place, _known(row, place, schema)) for place, row in sheet.rows(path, columns=COLUMNS, required=("name",))
    ]
    _refuse_double(known)
    return tuple(thing for _, thing in known)


def _known(row: Mapping[str, str], place: str, schema: Schema) -> Known:
    name, cls = row.get("name", "").strip(), row.get("class", "").strip() or "Organization"
    tops = sorted({schema.top(each) for each in schema.classes})
    if not fold(name):
        raise InputError(f"{place}: a thing without a name; fill the column name")
    if cls not in tops:
        raise InputError(f"{place}: {cls} is no class of named things; choose one of {', '.join(tops)}")
    names, others = _list(row.get("names", "")), _list(row.get("not", ""))
    if both := {fold(n) for n in (name, *names)} & {fold(n) for n in others}:
        raise InputError(f"{place}: {', '.join(sorted(both))} is both a name of the thing and of another; choose one")
    return Known(cls, name, names, others, row.get("code", "").strip())


def _list(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in re.split("[;；|]", cell))))


def _refuse_double(known: Iterable[tuple[str, Known]]) -> None:
    owners: dict[tuple[str, str], str] = {}
    for place, thing in known:
        for name in {fold(name) for name in (thing.name, *thing.names)}:
            if (other := owners.setdefault((thing.cls, name), place)) != place:
                raise InputError(f"{place}: {name} is a name of the thing in {other} too; join the lines, or drop one")

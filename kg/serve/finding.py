"""In a worker: the search box — things by their names, or by how those are typed in Latin letters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pyoxigraph import Literal, NamedNode, Store

from kg.iris import PREFIXES
from kg.serve.answering import Answer
from kg.serve.looking import Look, as_json
from kg.view.spelling import spellings
from kg.zh.script import fold

MOST, TRIED, DEGREE = 12, 60, 40
"""So many are shown; so many of the best by name are put in order by how well they are connected, counted so far."""


class Name(NamedTuple):
    """A name of a thing, and how it is looked for."""

    folded: str
    text: str
    iri: str


class Index:
    """The names of a store, read when they are first asked for; their spellings when Latin letters are."""

    def __init__(self, store: Store) -> None:
        self.names = sorted({Name(fold(text), text, iri) for text, iri in _named(store)})
        self._spelt: list[str] | None = None

    def find(self, query: str) -> list[Name]:
        """The best names for a query, one a thing: exact before beginning before inside, the shorter first."""
        wanted = fold(query)
        if not wanted:
            return []
        ranked = sorted(
            (rank, len(name.folded), name) for name in self.names if (rank := _rank(name.folded, wanted)) < 3
        )
        if wanted.isascii() and wanted.isalnum() and len(ranked) < MOST:
            spelt = (
                (_rank_spelt(s, wanted) + 3, len(n.folded), n) for s, n in zip(self.spelt, self.names, strict=True)
            )
            ranked += sorted(entry for entry in spelt if entry[0] < 6)
        best: dict[str, Name] = {}
        for _, _, name in ranked:
            best.setdefault(name.iri, name)
            if len(best) >= TRIED:
                break
        return list(best.values())

    @property
    def spelt(self) -> list[str]:
        """The spellings of each name, parted by spaces."""
        if self._spelt is None:
            self._spelt = [spellings([name.text]) for name in self.names]
        return self._spelt


_indexes: dict[int, Index] = {}


def search(store: Store, head: Mapping[str, Any], _: bytes) -> Answer:
    """The things that `q` may name, the likeliest first; the better connected first among equally good names."""
    index = _indexes.get(id(store)) or _indexes.setdefault(id(store), Index(store))
    wanted, seen = fold(head["q"]), Look(store)
    found = [(name, _degree(store, name.iri)) for name in index.find(head["q"])]
    found.sort(key=lambda entry: (_rank(entry[0].folded, wanted), -entry[1]))
    shown = [{**seen.brief(NamedNode(name.iri)), "name": name.text, "degree": degree} for name, degree in found[:MOST]]
    return as_json({"found": shown})


def _named(store: Store) -> Iterator[tuple[str, str]]:
    for predicate in (f"{PREFIXES['skos']}prefLabel", f"{PREFIXES['skos']}altLabel"):
        for quad in store.quads_for_pattern(None, NamedNode(predicate), None, None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                yield quad.object.value, quad.subject.value


def _rank(name: str, wanted: str) -> int:
    at = name.find(wanted)
    return 0 if name == wanted else 1 if at == 0 else 2 if at > 0 else 3


def _rank_spelt(spelt: str, wanted: str) -> int:
    return min((_rank(spelling, wanted) for spelling in spelt.split(" ")), default=3)


def _degree(store: Store, iri: str) -> int:
    """How many facts have the thing at an end, counted up to DEGREE."""
    ends = (NamedNode(f"{PREFIXES['rdf']}{side}") for side in ("subject", "object"))
    quads = (quad for end in ends for quad in store.quads_for_pattern(None, end, NamedNode(iri), None))
    return sum(1 for _ in zip(quads, range(DEGREE), strict=False))


def forget() -> None:
    """The store has changed: read its names anew."""
    _indexes.clear()

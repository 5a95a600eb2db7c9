"""Which things of many documents are one, and what that one is called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from kg import iris
from kg.model import Entity
from kg.resolve.clusters import Near, Node
from kg.resolve.curated import NOTHING, Curated
from kg.resolve.joining import Seen, joined
from kg.resolve.likeness import Around
from kg.resolve.minted import Kept, minted
from kg.resolve.naming import Names
from kg.zh.script import fold


class Identities:
    """The things that a set of documents names, and the way from a thing of a document to its entity.

    What is kept is one record a thing of the world, one node a name and one IRI a thing of a document; no text and no
    place. `curated` is what people know, which overrules the rest; `around` what names beyond these tell.
    """

    def __init__(
        self, names: Names, *, base: str, curated: Curated = NOTHING, around: Around | None = None
    ) -> None:
        clusters = joined(names.seen(curated.nodes()), curated, around)
        self.near: tuple[Near, ...] = tuple(sorted(clusters.near))
        """The names that nearly merged, and why they did not."""
        self._base, self._split = base, {(target, article): other for target, article, other in curated.split}
        self._thing = minted(clusters.sets(), curated, base=base)
        self._kept = {kept.iri: kept for kept in self._thing.values()}
        for (node, article_id), called in names.called.items():
            self._thing_in(article_id, node).take(called)
        self._iris = {id: tuple(self.iri_of(node, id) for node in told) for id, told in names.of.items()}

    @property
    def things(self) -> Iterable[Kept]:
        """What is known of each thing."""
        return self._kept.values()

    def add(self, things: Iterable[Kept], near: Iterable[Near]) -> None:
        """Take in things that were told apart elsewhere, from names of their own."""
        self._kept |= {kept.iri: kept for kept in things}
        self.near = tuple(sorted({*self.near, *near}))

    def iri_of(self, node: Node, article_id: str = "") -> str:
        """The IRI of the thing of a node, as it is meant in that article."""
        return self._thing_in(article_id, node).iri

    def iris(self, article_id: str) -> tuple[str, ...]:
        """The IRI of each thing of that article's outline."""
        return self._iris[article_id]

    def written(self, iri: str) -> str:
        """The name that the thing is given."""
        return self._kept[iri].name

    def code(self, iri: str) -> str | None:
        """The code of the thing, if it has one."""
        return self._kept[iri].code or None

    def named(self, name: str) -> tuple[str, ...]:
        """The IRIs of the things that some text calls so, or the IRI itself if it is that of one."""
        return (name,) if name in self._kept else self._by_name.get(fold(name), ())

    def entity(self, iri: str) -> Entity:
        """The entity without its mentions."""
        return self._kept[iri].entity

    @cached_property
    def _by_name(self) -> dict[str, tuple[str, ...]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for iri, kept in sorted(self._kept.items()):
            for name in {kept.key, *map(fold, (*kept.heads, *kept.aliases))}:
                found[name].append(iri)
        return {name: tuple(those) for name, those in found.items()}

    def _thing_in(self, article_id: str, node: Node) -> Kept:
        """The thing of a node, or the other one that a person said it is in that article."""
        kept = self._thing[node]
        if not self._split:
            return kept
        other = self._split.get((kept.iri, article_id)) or self._split.get((node.key, article_id))
        if other is None:
            return kept
        known = next((thing for n, thing in self._thing.items() if (n.cls, n.key) == (node.cls, fold(other))), None)
        iri = known.iri if known else iris.entity(self._base, node.cls, fold(other))
        return known or self._kept.setdefault(iri, Kept(iri, node.cls, fold(other), "", other))


def near(entities: Iterable[Entity]) -> tuple[Near, ...]:
    """The names of a finished graph that nearly are one thing: the fullest of one entity and that of another."""
    told = {Node(e.cls, fold(e.name), e.code or ""): e.kind or "" for e in entities}
    return tuple(sorted(joined(Seen(told, frozenset())).near))

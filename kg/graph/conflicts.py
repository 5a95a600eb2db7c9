"""Facts that cannot all be true, in RDF: which they are, and which is best supported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg import iris
from kg.graph.terms import node, term, typed
from kg.model import Fact


def conflicts(facts: Iterable[Fact], base: str) -> Iterator[str]:
    """Triples as text: each conflict with its facts, and of each of these what it conflicts with and its rank."""
    for fact in facts:
        for other in fact.conflicts:
            yield f"{node(fact.iri)} {term('kg:conflictsWith')} {node(other)}"
            this = node(iris.conflict(base, fact.iri, other))
            yield f"{this} {term('rdf:type')} {term('kg:Conflict')}"
            yield f"{this} {term('kg:between')} {node(fact.iri)}"
        if fact.support:
            yield f"{node(fact.iri)} {term('kg:support')} {typed(str(fact.support), 'xsd:integer')}"

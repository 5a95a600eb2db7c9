"""Bodies that took the place of others, in the terms of W3C ORG (section 5.6): the fact is the event of change."""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph.terms import node, term
from kg.model import ACTUAL, Fact


def change(stated: Fact) -> Iterator[str]:
    """Triples as text for a fact that one thing succeeds another, if it has happened; nothing for other facts."""
    if stated.property != "succeeds" or stated.modality != ACTUAL or not isinstance(stated.object, str):
        return
    this, new, former = node(stated.iri), node(stated.subject), node(stated.object)
    yield f"{this} {term('rdf:type')} {term('org:ChangeEvent')}"
    yield f"{this} {term('org:originalOrganization')} {former}"
    yield f"{this} {term('org:resultingOrganization')} {new}"
    yield f"{new} {term('org:resultedFrom')} {this}"
    yield f"{former} {term('org:changedBy')} {this}"

"""Things that took the place of others.

What a text says of bodies is told in the terms of W3C ORG (section 5.6): the fact is the event of change. What the
table of renamed divisions knows has no text; it is told in DCMI terms, which no fact needs to account for.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from kg import iris
from kg.graph.terms import node, term, typed
from kg.model import ACTUAL, Entity, Fact
from kg.zh.gazetteer import former
from kg.zh.script import fold


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


def successors(base: str) -> Iterator[str]:
    """The IRIs of the divisions that took the place of others."""
    return (iris.entity(base, "Place", "", code) for code in sorted({code for code, _ in former().values() if code}))


def renamed(entities: Iterable[Entity], known: Container[str], base: str) -> Iterator[str]:
    """Triples as text: divisions that are no more, until which year they were, and what took their place where that is
    `known`."""
    for entity in entities:
        code, year = former().get(fold(entity.name), ("", 0)) if entity.cls == "Place" else ("", 0)
        if code:
            this, new = node(entity.iri), iris.entity(base, "Place", "", code)
            yield f"{this} {term('dcterms:valid')} {typed(f'../{year}', 'edtf:EDTF')}"
            if new in known:
                yield f"{this} {term('dcterms:isReplacedBy')} {node(new)}"
                yield f"{node(new)} {term('dcterms:replaces')} {this}"
